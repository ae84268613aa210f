// Any bytes as GIS pipes. The first byte picks the format; the parts of one that has several files are apart at the first '~'.
#include "core/ingest/gis_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

void exerciseGis(std::string_view bytes) {
    using namespace ms;
    struct Format {
        const char *main, *beside;
    };
    static constexpr std::array<Format, 5> kFormats{
        {{"p.geojson", nullptr}, {"p.mif", "p.mid"}, {"p.shp", "p.dbf"}, {"p.csv", "p.csvt"}, {"p.kml", nullptr}}};
    const auto [which, rest] = test::choose(bytes, kFormats.size());
    const Format& format = kFormats[which];
    const std::size_t cut = format.beside ? std::min(rest.find('~'), rest.size()) : rest.size();
    const std::string path = test::scratchFile(format.main, rest.substr(0, cut));
    if (format.beside) (void)test::scratchFile(format.beside, rest.substr(std::min(cut + 1, rest.size())));
    for (const char* crs : {"", "EPSG:27700"}) {
        const auto pipes = ingest::readGisPipes(path, crs);
        if (!pipes.ok()) continue;
        for (const network::GisPipe& pipe : pipes->pipes) test::demand(pipe.line.size() >= 2 && !(pipe.diameter_m && *pipe.diameter_m <= 0));
    }
}

const test::FuzzTargetEntry kGis({"gis", exerciseGis, nullptr});

} // namespace
