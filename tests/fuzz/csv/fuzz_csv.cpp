// Any bytes as a source file (CSV of any shape, historian, SLI; packed or not): looked at, previewed, parsed, written and read back. Nothing is lost
// without a count.
#include "core/ingest/file_sniff.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/parsed_summary.h"
#include "core/ingest/preview.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

void exerciseCsv(std::string_view bytes) {
    using namespace ms;
    using test::demand;
    const std::string in = test::scratchFile("x_flow.csv", bytes), out = in + ".out";
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}};
    hints.zone = {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}};
    hints.nodeIds = {"J0446", "7"};
    NullSink sink;
    const auto sniffed = ingest::sniffFiles({in}, hints, sink, {});
    demand(sniffed.ok() && !sniffed->files.empty());
    const auto again = ingest::decodeSniffed(ingest::encodeSniffed(*sniffed));
    demand(again.ok() && again->files.size() == sniffed->files.size());
    ingest::PreviewWish wish;
    wish.path = in;
    demand(ingest::decodePreview(ingest::encodePreview(ingest::previewFile(wish, hints))).ok());
    const auto reports = ingest::importFiles({{{in, 0, -1}}, static_cast<std::int64_t>(bytes.size())}, hints, out, sink, {});
    demand(reports.ok() && !reports->empty());
    std::int64_t reported = 0, values = 0;
    for (const ingest::FileReport& report : *reports) {
        demand(report.confidence >= 0 && report.confidence <= 1);
        demand(static_cast<std::int64_t>(report.quarantine.size()) <= report.quarantined);
        reported += report.values;
    }
    demand(ingest::summariseParsed(out).ok());
    auto reader = ingest::ParsedFileReader::open(out);
    demand(reader.ok());
    while (!reader->atEnd()) {
        const auto record = reader->next();
        demand(record.ok());
        if (const auto* c = std::get_if<ingest::ParsedChunk>(&*record)) {
            const auto chunk = ingest::decodeChunk(c->chunk.data);
            demand(chunk.ok());
            values += static_cast<std::int64_t>(chunk->readings.size());
        }
    }
    demand(values == reported);
}

const test::FuzzTargetEntry kCsv({"csv", exerciseCsv, nullptr});

} // namespace
