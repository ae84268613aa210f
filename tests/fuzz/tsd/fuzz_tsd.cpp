// Any bytes as a .TSD file and a day of its values, apart at the first '~': looked at and parsed; every value is counted.
#include "core/ingest/file_sniff.h"
#include "core/ingest/parsed_file.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace {

void exerciseTsd(std::string_view bytes) {
    using namespace ms;
    using test::demand;
    const std::size_t cut = std::min(bytes.find('~'), bytes.size());
    const std::string in = test::scratchFile("x.tsd", "[TSD_VERSION=3.0]\nA,A,Flow,l/s,USED,0,10\n" + std::string(bytes.substr(0, cut)));
    (void)test::scratchFile("x/2024-10-27.dat", "_00:00\nA,1,1\n" + std::string(bytes.substr(std::min(cut + 1, bytes.size()))));
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}, {Quantity::pressure, "m"}};
    hints.zone = {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}};
    NullSink sink;
    demand(ingest::sniffFiles({in}, hints, sink, {}).ok());
    const auto reports = ingest::importFiles({{{in, 0, -1}}, static_cast<std::int64_t>(bytes.size())}, hints, in + ".out", sink, {});
    demand(reports.ok() && reports->size() == 1);
    const ingest::FileReport& r = reports->front();
    // Every row became a reading, was set aside, was empty, a repeat, or of a point that is not in use (which no count tells).
    demand(r.values + r.quarantined + r.emptyCells + r.duplicateRows <= r.rows + r.quarantined);
}

const test::FuzzTargetEntry kTsd({"tsd", exerciseTsd, nullptr});

} // namespace
