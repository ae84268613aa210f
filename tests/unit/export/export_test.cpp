#include "core/export/csv_text.h"
#include "core/export/export.h"
#include "core/export/layers.h"
#include "core/export/styles.h"
#include "tests/unit/export/export_fixture.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace ms;
using namespace fixture;

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
    for (const auto& [wanted, rows] :
         {std::pair{"pipes", 2}, {"events", 1}, {"areas", 1}, {"sensors", 2}, {"mains", 3}, {"evidence", 1}, {"layer_styles", 5}}) {
        const char* name = wanted; // clang 14 lets no lambda, and so no message, hold a structured binding
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
                if (format == output::Format::kml && std::string(layer->GetName()) != (name == std::string("map.kmz") ? "events" : "Events"))
                    continue; // in a KMZ each layer is a file of its own
                found = true;
                // echo 364150 176000 | gdaltransform -s_srs EPSG:27700 -t_srs EPSG:4326; 1e-5 degrees are about a metre
                CHECK(std::abs(place->toPoint()->getX() + 2.517648) < 1.5e-5);
                CHECK(std::abs(place->toPoint()->getY() - 51.481810) < 1e-5);
            }
        }
        CHECK(found);
    }
    // The layers of a GeoJSON are one list; each feature says whose it is.
    std::map<std::string, int> rows;
    const auto list = open(folder.file("map.geojson"));
    for (const auto& feature : list->GetLayer(0)) ++rows[feature->GetFieldAsString("layer")];
    CHECK(rows == std::map<std::string, int>{{"pipes", 2}, {"events", 1}, {"areas", 1}, {"sensors", 2}}); // the whole network stays out
    const std::string json = textOf(folder.file("map.geojson"));
    CHECK(json.find("\"probability\": 0.7") != std::string::npos);
    const std::string kml = textOf(folder.file("map.kml"));
    for (const char* part : {"<LineStyle>", "<LabelStyle>", "<description>", "<name>P1: 70 %</name>", "Pipes by probability", "Analysis run 3"})
        CHECK_MESSAGE(kml.find(part) != std::string::npos, part);
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
    CHECK(pipes.find("7,1,P1,0.7,0.7,\"'=HYPERLINK(\"\"x\"\")\",100,100,,A,run 3,364150,176000,-2.5176") != std::string::npos);
    CHECK(pipes.find("7,2,P2,0.25,0.95,\"Mill Lane, upper\",100,100,,A,run 3,364250,176000,-2.5162") != std::string::npos);
    CHECK(textOf(folder.file("pipes_evidence.csv")).find("7,PL1,pressure,-0.31,m,-8.2,run 3\r\n") != std::string::npos);
    CHECK(!fs::exists(folder.file("pipes_series.csv"))); // none were asked for
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

TEST_CASE("an XLSX workbook read back: sheets, rows, texts that stay texts, times with offset") {
    const Folder folder;
    output::Content c = content();
    c.zone.name = "Europe/London";
    c.zone.transitions = {{Instant{0}, 3600}};
    c.traces = {{7,
                 "PL1",
                 Quantity::pressure,
                 0,
                 {{*instantFromIso("2025-10-23T00:00:00Z"), 31.25, 31.5, 31, 32}, {*instantFromIso("2025-10-23T00:15:00Z"), 30.9, NAN, NAN, NAN}}}};
    c.remarks = {{7, *instantFromIso("2025-10-24T08:00:00Z"), "Ann", "@SUM(1+1)*cmd|' /C calc'!A0"}};
    const auto written = output::write(c, output::Format::xlsx, folder.file("book.xlsx"));
    REQUIRE_MESSAGE(written.ok(), (written.ok() ? "" : written.error().toString()));
    CHECK(folder.count() == 1);
    const auto book = open(folder.file("book.xlsx"));
    REQUIRE(book);
    for (const auto& [wanted, rows] : {std::pair{"pipes", 2}, {"events", 1}, {"evidence", 1}, {"sensors", 2}, {"series", 2}, {"notes", 1}}) {
        const char* name = wanted;
        OGRLayer* sheet = book->GetLayerByName(name);
        REQUIRE_MESSAGE(sheet, name);
        CHECK_MESSAGE(sheet->GetFeatureCount() == rows, name);
    }
    CHECK(book->GetLayerByName("about"));
    CHECK(book->GetLayerByName("fields")->GetFeatureCount() > 40);
    const std::unique_ptr<OGRFeature> pipe(book->GetLayerByName("pipes")->GetNextFeature());
    CHECK(std::string(pipe->GetFieldAsString("street")) == "=HYPERLINK(\"x\")"); // the text itself, not what a formula would give
    CHECK(pipe->GetFieldAsDouble("probability") == doctest::Approx(0.7));
    CHECK(pipe->GetFieldAsDouble("x") == doctest::Approx(364150));
    CHECK(pipe->GetFieldAsDouble("lat") == doctest::Approx(51.48181).epsilon(1e-6));
    const std::unique_ptr<OGRFeature> note(book->GetLayerByName("notes")->GetNextFeature());
    CHECK(std::string(note->GetFieldAsString("note")) == "@SUM(1+1)*cmd|' /C calc'!A0");
    const std::unique_ptr<OGRFeature> reading(book->GetLayerByName("series")->GetNextFeature());
    CHECK(std::string(reading->GetFieldAsString("time")) == "2025-10-23T01:00:00+01:00");
    CHECK(reading->GetFieldAsDouble("value") == doctest::Approx(31.25));
    CHECK(std::string(reading->GetFieldAsString("unit")) == "m");
    for (const char* sheet : {"1", "2", "3", "4", "5", "6", "7", "8"}) { // no formula and no link anywhere in the file
        const std::string part = std::string("/vsizip/") + folder.file("book.xlsx") + "/xl/worksheets/sheet" + sheet + ".xml";
        VSILFILE* file = VSIFOpenL(part.c_str(), "rb");
        REQUIRE_MESSAGE(file, part);
        std::string xml(200'000, '\0');
        xml.resize(VSIFReadL(xml.data(), 1, xml.size(), file));
        VSIFCloseL(file);
        CHECK(xml.find("<f>") == std::string::npos);
        CHECK(xml.find("<hyperlink") == std::string::npos);
    }
}

TEST_CASE("names that are markup stay text in KML") {
    const Folder folder;
    output::Content c = content();
    auto network = std::make_shared<network::Network>(*c.network);
    network->links[1].tag = "<script>alert(1)</script> & \"Co\"";
    c.network = network;
    c.title = "A & B <i>";
    REQUIRE(output::write(c, output::Format::kml, folder.file("a.kml")).ok());
    const std::string kml = textOf(folder.file("a.kml"));
    CHECK(kml.find("&lt;script&gt;") != std::string::npos);
    for (auto at = kml.find("<script"); at != std::string::npos; at = kml.find("<script", at + 1)) // as plain data only, never in a balloon
        CHECK(kml.substr(at - 9, 9) == "<![CDATA[");
    const auto dataset = open(folder.file("a.kml")); // still well-formed
    REQUIRE(dataset);
    CHECK(dataset->GetLayerByName("Pipes by probability")->GetFeatureCount() == 2);
}

TEST_CASE("a stopped export leaves nothing") {
    const Folder folder;
    std::stop_source stop;
    stop.request_stop();
    const auto written = output::write(content(), output::Format::xlsx, folder.file("a.xlsx"), stop.get_token());
    REQUIRE(!written.ok());
    CHECK(written.error().code == ErrorCode::cancelled);
    CHECK(folder.count() == 0);
}
