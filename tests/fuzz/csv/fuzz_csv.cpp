// Any bytes as a source file (CSV of any shape, historian, SLI; packed or not): looked at, previewed, parsed, written and read back; in parts; and
// once more with all that people say of its columns and that the file itself taught. Nothing is lost without a count.
#include "core/ingest/cut_points.h"
#include "core/ingest/date_order.h"
#include "core/ingest/file_sniff.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/parsed_summary.h"
#include "core/ingest/preview.h"
#include "core/ingest/sniff_memo.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace {

using namespace ms;
using test::demand;

struct Imported {
    std::vector<ingest::FileReport> reports;
    std::vector<ingest::FileSummary> summaries;
};

/// What was reported is what was written.
Imported imported(const ingest::ImportTask& task, const ingest::Hints& hints, const std::string& out) {
    NullSink sink;
    auto reports = ingest::importFiles(task, hints, out, sink, {});
    demand(reports.ok() && !reports->empty());
    std::int64_t reported = 0, values = 0;
    for (const ingest::FileReport& report : *reports) {
        demand(report.confidence >= 0 && report.confidence <= 1);
        demand(static_cast<std::int64_t>(report.quarantine.size()) <= report.quarantined);
        reported += report.values;
    }
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
    auto summaries = ingest::summariseParsed(out);
    demand(summaries.ok());
    demand(ingest::decodeSummaries(ingest::encodeSummaries(*summaries)).ok());
    return {std::move(*reports), std::move(*summaries)};
}

/// Where a file may be cut, its parts are counted as the whole is.
void inParts(const std::string& path, std::int64_t size, const ingest::Layout& layout, const Imported& whole, const ingest::Hints& hints) {
    const bool rows = layout.shape == ingest::Layout::Shape::wide || layout.shape == ingest::Layout::Shape::longForm;
    if (!rows || layout.packing != ingest::Packing::none || layout.encoding != ingest::Encoding::bytes) return;
    // Said to be longer than it is: no cut is sought near the end, and these files are short.
    const auto cuts = ingest::safeCuts(path, layout, size + (1 << 18), {size / 2});
    ingest::FileSummary joined;
    std::int64_t from = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const std::int64_t to = i < cuts.size() ? cuts[i] : -1;
        const Imported part = imported({{{path, from, to}}, size}, hints, path + ".part");
        for (const ingest::FileSummary& summary : part.summaries) ingest::joinSummary(joined, summary);
        from = to;
    }
    const ingest::FileReport &all = whole.reports.front(), &parts = joined.report;
    if (!all.error.empty() || !parts.error.empty()) return; // a part may lack the value that shows what a unit cannot be
    demand(parts.rows == all.rows && parts.values == all.values && parts.quarantined == all.quarantined);
    demand(parts.duplicateRows == all.duplicateRows && parts.conflictingRows == all.conflictingRows && parts.lateRows == all.lateRows);
}

/// A column in four each: named by sensors.csv, left out, named in the review for two zones, unknown.
ingest::Hints told(ingest::Hints hints, const ingest::SniffedFiles& sniffed, const Imported& first, const std::string& path) {
    std::size_t k = 0;
    for (const ingest::FileSniff& file : sniffed.files)
        for (const ingest::ChannelSniff& channel : file.channels) {
            ingest::SensorMapRow row;
            row.column = channel.guess.header;
            row.sensor.quantity = k % 4 == 0 ? Quantity::pressure : Quantity::flow;
            row.sensor.unit = k % 4 == 0 ? "m" : "";
            row.sensor.element = "J0446";
            row.line = static_cast<std::int64_t>(k) + 2;
            row.leaveOut = k % 4 == 1;
            row.fromUser = k % 4 == 2;
            if (k % 8 == 0) row.file = "x_*.csv";
            if (k % 4 < 3) hints.sensorMap.push_back(row);
            row.sensor.zone = "other";
            row.sensor.timezone = "Y";
            if (k % 4 == 2) hints.sensorMap.push_back(row);
            ++k;
        }
    hints.sensorMapPath = "sensors.csv";
    hints.unknownLeftOut = k % 2 == 0;
    hints.zones["Y"] = {"Y", {{{0}, -18000}}};
    hints.corrections = {{path, {k % 3 == 0 ? std::optional(ingest::DateOrder::mdy) : std::nullopt, 0, ','}, "Y"}};
    for (const ingest::FileReport& report : first.reports)
        if (report.learned) hints.profiles.push_back(*report.learned);
    for (const ingest::FileSummary& summary : first.summaries)
        for (const ingest::SensorFigures& figures : summary.sensors) {
            hints.known.push_back(figures.sensor);
            hints.known.back().element = "J0446";
        }
    return hints;
}

void exerciseCsv(std::string_view bytes) {
    const std::string in = test::scratchFile("x_flow.csv", bytes), out = in + ".out";
    const auto size = static_cast<std::int64_t>(bytes.size());
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}};
    hints.zone = {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}};
    hints.nodeIds = {"J0446", "7"};
    NullSink sink;
    const auto sniffed = ingest::sniffFiles({in}, hints, sink, {});
    demand(sniffed.ok() && !sniffed->files.empty());
    const auto again = ingest::decodeSniffed(ingest::encodeSniffed(*sniffed));
    demand(again.ok() && again->files.size() == sniffed->files.size());
    const Imported whole = imported({{{in, 0, -1}}, size}, hints, out);
    ingest::PreviewWish wish;
    wish.path = in;
    wish.parsedPaths = {out};
    demand(ingest::decodePreview(ingest::encodePreview(ingest::previewFile(wish, hints))).ok());
    const auto plan = ingest::planImport({test::scratchFolder().string()}, 2);
    demand(plan.ok() && !plan->tasks.empty() && ingest::decodeTask(ingest::encodeTask(plan->tasks.front())).ok());

    const auto layout = ingest::sniff(in);
    ingest::SniffMemo memo;
    for (int look = 0; look < 2; ++look) {
        const auto known = memo.sniff(in);
        demand(known.ok() == layout.ok() && (!known.ok() || (known->shape == layout->shape && known->headers == layout->headers)));
    }
    if (layout.ok()) {
        if (bytes.ends_with('\n')) inParts(in, size, *layout, whole, hints); // as the rows around a cut end
        std::vector<ingest::DateSeen> dates;
        ingest::sampleDates(in, size, *layout, dates);
        if (ingest::orderIsOpen(dates)) {
            Diagnostics said;
            demand(ingest::decideDateOrder(dates, in, said, ingest::DateOrder::mdy).ok());
        }
    }
    const ingest::Hints more = told(hints, *sniffed, whole, in);
    const auto sent = ingest::decodeHints(ingest::encodeHints(more));
    demand(sent.ok() && sent->sensorMap == more.sensorMap && sent->corrections == more.corrections && sent->profiles == more.profiles);
    (void)imported({{{in, 0, -1}}, size}, *sent, out);
}

const test::FuzzTargetEntry kCsv({"csv", exerciseCsv, nullptr});

} // namespace
