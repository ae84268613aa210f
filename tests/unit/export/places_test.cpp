#include "core/export/export.h"
#include "tests/unit/export/export_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <sstream>

using namespace ms;
using namespace fixture;

namespace {

constexpr int kPoints = 100;

/// A hundred loggers all over Great Britain.
output::Content scattered() {
    output::Content c = content();
    c.sensors.clear();
    std::mt19937 random(11);
    std::uniform_real_distribution<double> east(220'000, 620'000), north(60'000, 620'000);
    for (int i = 0; i < kPoints; ++i) {
        series::Sensor s;
        s.name = "S" + std::to_string(i);
        s.x = std::round(east(random) * 100) / 100;
        s.y = std::round(north(random) * 100) / 100;
        c.sensors.push_back(s);
    }
    return c;
}

/// The same places by PROJ's own program; empty when it is missing.
std::vector<network::Point> byCs2cs(const output::Content& c, const Folder& folder) {
    {
        std::ofstream in(folder.file("in.txt"));
        in.precision(12);
        for (const series::Sensor& s : c.sensors) in << *s.x << ' ' << *s.y << '\n';
    }
    const std::string command = "cs2cs -f %.9f EPSG:27700 EPSG:4326 '" + folder.file("in.txt") + "' > '" + folder.file("out.txt") + "' 2>/dev/null";
    if (std::system(command.c_str()) != 0) return {};
    std::vector<network::Point> points;
    std::ifstream out(folder.file("out.txt"));
    for (std::string line; std::getline(out, line);) {
        std::istringstream words(line);
        network::Point p;
        words >> p.y >> p.x; // EPSG:4326 says latitude first
        points.push_back(p);
    }
    return points;
}

double metresBetween(network::Point a, network::Point b) {
    return std::hypot((a.x - b.x) * 111'320 * std::cos(a.y * 3.14159265358979 / 180), (a.y - b.y) * 111'320);
}

/// Places of sensors by name, from any file that GDAL opens.
std::map<std::string, network::Point> sensorsOf(const std::string& path, const char* layerName, const char* nameField) {
    std::map<std::string, network::Point> places;
    const auto dataset = open(path);
    if (!dataset) return places;
    for (OGRLayer* layer : dataset->GetLayers()) {
        if (layerName && std::string(layer->GetName()) != layerName) continue;
        for (const auto& feature : layer) {
            const OGRGeometry* place = feature->GetGeometryRef();
            if (!place || wkbFlatten(place->getGeometryType()) != wkbPoint) continue;
            std::string name = feature->GetFieldAsString(nameField);
            name = name.substr(0, name.find(':'));
            places[name] = {place->toPoint()->getX(), place->toPoint()->getY()};
        }
    }
    return places;
}

} // namespace

TEST_CASE("a hundred places come out right to a metre in every format, as PROJ's cs2cs has them") {
    const Folder folder;
    const output::Content c = scattered();
    const std::vector<network::Point> globe = byCs2cs(c, folder);
    if (globe.empty()) {
        MESSAGE("cs2cs (proj-bin) is missing: not tested");
        return;
    }
    REQUIRE(globe.size() == kPoints);
    for (const auto& [format, wanted] : {std::pair{output::Format::geopackage, "a.gpkg"},
                                         {output::Format::shapefile, "a.shp"},
                                         {output::Format::geojson, "a.geojson"},
                                         {output::Format::kml, "a.kmz"},
                                         {output::Format::xlsx, "a.xlsx"}}) {
        const char* name = wanted; // clang 14 lets no lambda, and so no message, hold a structured binding
        REQUIRE_MESSAGE(output::write(c, format, folder.file(name)).ok(), name);
    }
    struct Seen {
        const char *file, *layer, *field;
        bool degrees;
    };
    for (const Seen& seen : {Seen{"a.gpkg", "sensors", "sensor", false},
                             {"a_sensors.shp", nullptr, "sensor", false},
                             {"a.geojson", nullptr, "sensor", true},
                             {"a.kmz", "sensors", "Name", true}}) {
        const auto places = sensorsOf(folder.file(seen.file), seen.layer, seen.field);
        double worst = 0;
        int found = 0;
        for (int i = 0; i < kPoints; ++i) {
            const series::Sensor& s = c.sensors[static_cast<std::size_t>(i)];
            const auto at = places.find(s.name);
            if (at == places.end()) continue;
            ++found;
            worst = std::max(worst, seen.degrees ? metresBetween(globe[static_cast<std::size_t>(i)], at->second)
                                                 : std::hypot(at->second.x - *s.x, at->second.y - *s.y));
        }
        CAPTURE(seen.file);
        CAPTURE(worst);
        CHECK(found == kPoints);
        CHECK(worst < 0.05);
    }
    const auto book = open(folder.file("a.xlsx")); // tables say both
    double worst = 0;
    int found = 0;
    for (const auto& row : *book->GetLayerByName("sensors")) {
        const auto i = static_cast<std::size_t>(std::atoi(row->GetFieldAsString("sensor") + 1));
        ++found;
        worst = std::max({worst, metresBetween(globe[i], {row->GetFieldAsDouble("lon"), row->GetFieldAsDouble("lat")}),
                          std::hypot(row->GetFieldAsDouble("x") - *c.sensors[i].x, row->GetFieldAsDouble("y") - *c.sensors[i].y)});
    }
    CAPTURE(worst);
    CHECK(found == kPoints);
    CHECK(worst < 0.05);
}
