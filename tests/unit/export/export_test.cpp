#include "core/export/csv_text.h"
#include "core/export/export.h"
#include "core/export/layers.h"
#include "core/export/styles.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <unistd.h>

using namespace ms;
namespace fs = std::filesystem;

namespace {

/// Three pipes in a row near Bristol, a burst on the second, a pressure logger and a meter.
output::Content content() {
    auto network = std::make_shared<network::Network>();
    for (int i = 0; i < 4; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.position = network::Point{364000 + 100.0 * i, 176000};
        network->nodes.push_back(node);
    }
    for (int i = 0; i < 3; ++i) {
        network::Link link;
        link.id = "P" + std::to_string(i);
        link.from = NodeIndex(i);
        link.to = NodeIndex(i + 1);
        link.length_m = 100;
        link.diameter_m = 0.1;
        link.tag = i == 1 ? "=HYPERLINK(\"x\")" : "Mill Lane, upper";
        network->links.push_back(link);
    }
    network->buildIndex();
    detection::Event event;
    event.id = 7;
    event.zone = "A";
    event.detectedAt = *instantFromIso("2025-10-23T03:00:00Z");
    event.startedAt = *instantFromIso("2025-10-23T01:00:00Z");
    event.startedCi = {event.startedAt, event.detectedAt};
    event.flow_m3s = {0.0041, 0.0032, 0.005};
    event.confidence = 0.97;
    event.why = "Inflow rose by 4.1 l/s \xE2\x80\x93 and stayed";
    event.area = {0.9, 200, 0.67, false, {{"P1", 0.7, 100}, {"P2", 0.25, 100}}};
    event.evidence = {{"PL1", Quantity::pressure, -0.31, -8.2}};
    output::Content c;
    c.title = "Test";
    c.network = network;
    series::Sensor logger, meter;
    logger.name = "PL1";
    logger.element = "J2";
    logger.quantity = Quantity::pressure;
    meter.name = "FM1";
    meter.element = "P0";
    meter.quantity = Quantity::flow;
    c.sensors = {logger, meter};
    c.events = {event};
    c.crs = "EPSG:27700";
    c.run = "run 3";
    c.version = "test";
    return c;
}

class Folder {
public:
    Folder() : m_path(fs::temp_directory_path() / ("mainsight-export-test-" + std::to_string(::getpid()))) { fs::create_directories(m_path); }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (m_path / name).string(); }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_path), fs::directory_iterator()));
    }

private:
    fs::path m_path;
};

struct Close {
    void operator()(GDALDataset* d) const { GDALClose(d); }
};
std::unique_ptr<GDALDataset, Close> open(const std::string& path) {
    GDALAllRegister();
    return std::unique_ptr<GDALDataset, Close>(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
}

std::string textOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("a GeoPackage holds the layers, their CRS, their places and styles") {
    const Folder folder;
    const std::string path = folder.file("map.gpkg");
    for (int again = 0; again < 2; ++again) { // the second replaces the first
        const Result<output::Written> written = output::write(content(), output::Format::geopackage, path);
        REQUIRE_MESSAGE(written.ok(), (written.ok() ? "" : written.error().toString()));
        CHECK(written->files == std::vector<std::string>{path});
        CHECK(written->diagnostics.empty());
    }
    CHECK(folder.count() == 1); // nothing half-done is left
    const auto dataset = open(path);
    REQUIRE(dataset);
    for (const auto& [name, rows] : {std::pair{"pipes", 2}, {"events", 1}, {"areas", 1}, {"sensors", 2}, {"mains", 3}, {"layer_styles", 5}}) {
        OGRLayer* layer = dataset->GetLayerByName(name);
        REQUIRE_MESSAGE(layer, name);
        CHECK(layer->GetFeatureCount() == rows);
    }
    OGRLayer* pipes = dataset->GetLayerByName("pipes");
    CHECK(std::string(pipes->GetSpatialRef()->GetAuthorityCode(nullptr)) == "27700");
    const std::unique_ptr<OGRFeature> first(pipes->GetNextFeature());
    CHECK(std::string(first->GetFieldAsString("pipe")) == "P1");
    CHECK(first->GetFieldAsDouble("probability") == doctest::Approx(0.7));
    CHECK(first->GetFieldAsInteger64("event") == 7);
    OGREnvelope box;
    REQUIRE(pipes->GetExtent(&box) == OGRERR_NONE);
    CHECK(box.MinX == doctest::Approx(364100).epsilon(1e-9));
    CHECK(box.MaxX == doctest::Approx(364300).epsilon(1e-9));
    OGRLayer* areas = dataset->GetLayerByName("areas");
    REQUIRE(areas->GetExtent(&box) == OGRERR_NONE);
    CHECK(box.MinX == doctest::Approx(364085).epsilon(1e-6));
    CHECK(box.MaxY == doctest::Approx(176015).epsilon(1e-6));
    const std::unique_ptr<OGRFeature> event(dataset->GetLayerByName("events")->GetNextFeature());
    CHECK(std::string(event->GetFieldAsString("detected_at")) == "2025-10-23T03:00:00Z");
    CHECK(event->GetGeometryRef()->toPoint()->getX() == doctest::Approx(364150).epsilon(1e-9));
}

TEST_CASE("GeoJSON and KML are in WGS 84, right to a metre") {
    const Folder folder;
    for (const auto& [format, name] :
         {std::pair{output::Format::geojson, "map.geojson"}, {output::Format::kml, "map.kml"}, {output::Format::kml, "map.kmz"}}) {
        const std::string path = folder.file(name);
        const Result<output::Written> written = output::write(content(), format, path);
        REQUIRE_MESSAGE(written.ok(), (written.ok() ? "" : written.error().toString()));
        const auto dataset = open(path);
        REQUIRE(dataset);
        OGREnvelope box;
        bool found = false;
        for (OGRLayer* layer : dataset->GetLayers()) {
            for (const auto& feature : layer) {
                const OGRGeometry* place = feature->GetGeometryRef();
                if (!place || wkbFlatten(place->getGeometryType()) != wkbPoint) continue;
                if (format == output::Format::geojson && std::string(feature->GetFieldAsString("layer")) != "events") continue;
                if (format == output::Format::kml && std::string(layer->GetName()) != "events") continue;
                found = true;
                // echo 364150 176000 | gdaltransform -s_srs EPSG:27700 -t_srs EPSG:4326; 1e-5 degrees are about a metre
                CHECK(std::abs(place->toPoint()->getX() + 2.517648) < 1.5e-5);
                CHECK(std::abs(place->toPoint()->getY() - 51.481810) < 1e-5);
            }
        }
        CHECK(found);
    }
    const std::string json = textOf(folder.file("map.geojson"));
    CHECK(json.find("\"probability\": 0.7") != std::string::npos);
    CHECK(textOf(folder.file("map.kml")).find("<LineStyle>") != std::string::npos);
}

TEST_CASE("without a CRS the globe is refused and plain formats go on") {
    const Folder folder;
    output::Content c = content();
    c.crs.clear();
    const Result<output::Written> kml = output::write(c, output::Format::kml, folder.file("a.kml"));
    REQUIRE(!kml.ok());
    CHECK(kml.error().code == ErrorCode::unsupported);
    CHECK(output::write(c, output::Format::geopackage, folder.file("a.gpkg")).ok());
    CHECK(folder.count() == 1);
}

TEST_CASE("Shapefiles have planned names and a dictionary") {
    const Folder folder;
    const Result<output::Written> written = output::write(content(), output::Format::shapefile, folder.file("map.shp"));
    REQUIRE_MESSAGE(written.ok(), (written.ok() ? "" : written.error().toString()));
    const auto dataset = open(folder.file("map_pipes.shp"));
    REQUIRE(dataset);
    OGRLayer* pipes = dataset->GetLayer(0);
    CHECK(pipes->GetFeatureCount() == 2);
    CHECK(pipes->GetLayerDefn()->GetFieldIndex("prob") >= 0);
    CHECK(pipes->GetLayerDefn()->GetFieldIndex("diam_mm") >= 0);
    REQUIRE(pipes->GetSpatialRef());
    for (const output::Layer& layer : output::layersOf(content(), true))
        for (const output::Field& field : layer.fields) CHECK(field.shortName.size() <= 10);
    const std::string dictionary = textOf(folder.file("map_fields.csv"));
    CHECK(dictionary.find("map_pipes.shp,cum_prob,cumulative,") != std::string::npos);
}

TEST_CASE("CSV ranks the pipes, keeps offsets and defuses formulas") {
    const Folder folder;
    output::Content c = content();
    c.zone.name = "Europe/London";
    c.zone.transitions = {{Instant{0}, 3600}};
    REQUIRE(output::write(c, output::Format::csv, folder.file("pipes.csv")).ok());
    const std::string pipes = textOf(folder.file("pipes.csv"));
    CHECK(pipes.find("7,1,P1,0.7,0.7,\"'=HYPERLINK(\"\"x\"\")\",100,100,,A\r\n") != std::string::npos);
    CHECK(pipes.find("7,2,P2,0.25,0.95,\"Mill Lane, upper\",100,100,,A\r\n") != std::string::npos);
    const std::string events = textOf(folder.file("pipes_events.csv"));
    CHECK(events.find("2025-10-23T04:00:00+01:00") != std::string::npos);
    CHECK(events.find("4.1,3.2,5,") != std::string::npos);
}

TEST_CASE("a folder that cannot be written to is an error, not a crash") {
    const Result<output::Written> written = output::write(content(), output::Format::csv, "/proc/nowhere/pipes.csv");
    REQUIRE(!written.ok());
    CHECK(written.error().code == ErrorCode::unwritable);
}

TEST_CASE("styles colour by probability") {
    CHECK(output::viridis(0) == "#fde725");
    CHECK(output::viridis(1) == "#440154");
    CHECK(output::qmlOf("pipes").find("attr=\"probability\"") != std::string::npos);
    CHECK(output::ogrStyleOf("pipes", 1) == "PEN(c:#440154,w:5px)");
}
