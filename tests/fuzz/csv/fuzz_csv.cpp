// Any bytes as a source file (CSV of any shape, SLI): looked at, parsed, written and read back. Nothing may crash, hang or be lost without a count.
#include "core/ingest/file_sniff.h"
#include "core/ingest/parsed_file.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ms;
    static const std::string kBase = "/dev/shm/mainsight-fuzz-" + std::to_string(getpid());
    const std::string in = kBase + "_flow.csv", out = kBase + ".out";
    std::ofstream(in, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}};
    hints.zone = {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}};
    hints.nodeIds = {"J0446", "7"};
    NullSink sink;
    const auto sniffed = ingest::sniffFiles({in}, hints, sink, {});
    if (!sniffed.ok() || sniffed->files.empty()) std::abort();
    const auto again = ingest::decodeSniffed(ingest::encodeSniffed(*sniffed));
    if (!again.ok() || again->files.size() != sniffed->files.size()) std::abort();
    const auto reports = ingest::importFiles({{{in, 0, -1}}, static_cast<std::int64_t>(size)}, hints, out, sink, {});
    if (!reports.ok() || reports->size() != 1) std::abort();
    const ingest::FileReport& report = reports->front();
    if (!(report.confidence >= 0 && report.confidence <= 1)) std::abort();
    auto reader = ingest::ParsedFileReader::open(out);
    if (!reader.ok()) std::abort();
    std::int64_t values = 0;
    while (!reader->atEnd()) {
        const auto record = reader->next();
        if (!record.ok()) std::abort();
        if (const auto* c = std::get_if<ingest::ParsedChunk>(&*record)) {
            const auto chunk = ingest::decodeChunk(c->chunk.data);
            if (!chunk.ok()) std::abort();
            values += static_cast<std::int64_t>(chunk->readings.size());
        }
    }
    if (values != report.values) std::abort();
    if (static_cast<std::int64_t>(report.quarantine.size()) > report.quarantined) std::abort();
    return 0;
}
