// Any bytes as a .TSD file and a day of its values, apart at the first '~': looked at and parsed; every value is counted.
#include "core/ingest/file_sniff.h"
#include "core/ingest/parsed_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ms;
    static const std::string kBase = "/dev/shm/mainsight-fuzz-tsd-" + std::to_string(getpid());
    static const bool kMade = std::filesystem::create_directories(kBase + "/x");
    (void)kMade;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = std::min(text.find('~'), text.size());
    std::ofstream(kBase + "/x.tsd", std::ios::binary) << "[TSD_VERSION=3.0]\nA,A,Flow,l/s,USED,0,10\n" << text.substr(0, cut);
    std::ofstream(kBase + "/x/2024-10-27.dat", std::ios::binary) << "_00:00\nA,1,1\n" << text.substr(std::min(cut + 1, text.size()));
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}, {Quantity::pressure, "m"}};
    hints.zone = {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}};
    NullSink sink;
    const std::string out = kBase + "/out";
    if (!ingest::sniffFiles({kBase + "/x.tsd"}, hints, sink, {}).ok()) std::abort();
    const auto reports = ingest::importFiles({{{kBase + "/x.tsd", 0, -1}}, static_cast<std::int64_t>(size)}, hints, out, sink, {});
    if (!reports.ok() || reports->size() != 1) std::abort();
    const ingest::FileReport& r = reports->front();
    // Every row became a reading, was set aside, was empty, a repeat, or of a point that is not in use (which no count tells).
    if (r.values + r.quarantined + r.emptyCells + r.duplicateRows > r.rows + r.quarantined) std::abort();
    return 0;
}
