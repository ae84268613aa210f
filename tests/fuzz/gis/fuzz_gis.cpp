// Any bytes as GIS pipes, or as the picture behind the map. The first byte picks the format; the parts of one that has several files are apart at the
// first '~'.
#include "core/ingest/gis_reader.h"
#include "core/ingest/raster.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

namespace {

using namespace ms;

/// Where it opens it is read, at its place or beside it. As in the window, what takes long is stopped; it must hear that.
void exercisePicture(const std::string& path) {
    std::atomic<bool> stop = false;
    const std::jthread impatient([&stop](const std::stop_token& over) {
        for (int tenth = 0; tenth < 50 && !over.stop_requested(); ++tenth)
            std::this_thread::sleep_for(std::chrono::milliseconds(tenth < 10 ? 1 : 100));
        if (!over.stop_requested()) stop = true;
    });
    for (const char* crs : {"", "EPSG:27700"}) {
        const auto source = ingest::openRaster(path, crs, {});
        if (!source.ok()) continue;
        for (const double x0 : {0.0, 364'000.0}) {
            const auto seen = (*source)->read(x0, 176'000, x0 + 100, 176'100, 16, 8, stop);
            test::demand(!seen.ok() || seen->rgba.size() == std::size_t{16} * 8 * 4);
        }
    }
}

void exerciseGis(std::string_view bytes) {
    struct Format {
        const char *main, *beside;
    };
    static constexpr std::array<Format, 8> kFormats{{{"p.geojson", nullptr},
                                                     {"p.mif", "p.mid"},
                                                     {"p.shp", "p.dbf"},
                                                     {"p.csv", "p.csvt"},
                                                     {"p.kml", nullptr},
                                                     {"ground.tif", nullptr},
                                                     {"ground.png", "ground.pgw"},
                                                     {"ground.vrt", nullptr}}};
    const auto [which, rest] = test::choose(bytes, kFormats.size());
    const Format& format = kFormats[which];
    const std::size_t cut = format.beside ? std::min(rest.find('~'), rest.size()) : rest.size();
    const std::string path = test::scratchFile(format.main, rest.substr(0, cut));
    if (format.beside) (void)test::scratchFile(format.beside, rest.substr(std::min(cut + 1, rest.size())));
    if (which == 7) { // what a mosaic may name: a picture of 4 x 1
        using namespace std::string_literals;
        static const std::string tile =
            "BM\x42\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\4\0\0\0\1\0\0\0\1\0\x18\0"s + std::string(24, '\0') + "abcdefghijkl";
        (void)test::scratchFile("tile.bmp", tile);
    }
    if (which >= 5) return exercisePicture(path);
    for (const char* crs : {"", "EPSG:27700"}) {
        const auto pipes = ingest::readGisPipes(path, crs);
        if (!pipes.ok()) continue;
        for (const network::GisPipe& pipe : pipes->pipes) test::demand(pipe.line.size() >= 2 && !(pipe.diameter_m && *pipe.diameter_m <= 0));
    }
}

const test::FuzzTargetEntry kGis({"gis", exerciseGis, nullptr});

} // namespace
