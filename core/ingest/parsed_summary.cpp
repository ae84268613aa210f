#include "core/ingest/parsed_summary.h"

#include "core/ingest/parsed_file.h"
#include "core/ingest/value_codec.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::ingest {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void widen(SensorFigures& f, std::int64_t values, std::int64_t first, std::int64_t last, double low, double high) {
    f.first_ms = f.values == 0 ? first : std::min(f.first_ms, first);
    f.last_ms = f.values == 0 ? last : std::max(f.last_ms, last);
    f.low = std::fmin(f.low, low);
    f.high = std::fmax(f.high, high);
    f.values += values;
}

} // namespace

Result<std::vector<FileSummary>> summariseParsed(const std::string& parsedPath) {
    auto reader = ParsedFileReader::open(parsedPath);
    if (!reader.ok()) return reader.error();
    std::vector<FileSummary> summaries;
    FileSummary at;
    while (!reader->atEnd()) {
        auto record = reader->next();
        if (!record.ok()) return record.error();
        if (auto* sensor = std::get_if<ParsedSensor>(&*record)) {
            if (at.sensors.size() <= sensor->index) at.sensors.resize(sensor->index + 1, {{}, 0, 0, 0, kNaN, kNaN});
            at.sensors[sensor->index].sensor = std::move(sensor->sensor);
        } else if (auto* chunk = std::get_if<ParsedChunk>(&*record)) {
            if (chunk->sensor >= at.sensors.size()) return Error{ErrorCode::internal, "a chunk came before its sensor", parsedPath, {}, {}, {}};
            SensorFigures& f = at.sensors[chunk->sensor];
            const ChunkSummary& s = chunk->chunk.summary;
            widen(f, s.count, s.first_ms, s.last_ms, s.low, s.high);
        } else if (auto* report = std::get_if<FileReport>(&*record)) {
            at.report = std::move(*report);
            summaries.push_back(std::move(at));
            at = {};
        }
    }
    return summaries;
}

std::string encodeSummaries(const std::vector<FileSummary>& summaries) {
    ByteWriter out;
    out.count(summaries.size());
    for (const FileSummary& s : summaries) {
        out.text(encodeReport(s.report));
        out.count(s.sensors.size());
        for (const SensorFigures& f : s.sensors) {
            put(out, f.sensor);
            for (const std::int64_t n : {f.values, f.first_ms, f.last_ms}) out.zigzag(n);
            for (const double v : {f.low, f.high}) out.f64(v);
        }
    }
    return out.take();
}

Result<std::vector<FileSummary>> decodeSummaries(std::string_view bytes) {
    ByteReader in(bytes);
    std::vector<FileSummary> summaries;
    for (std::size_t n = in.count(2); n > 0 && !in.failed(); --n) {
        FileSummary& s = summaries.emplace_back();
        auto report = decodeReport(in.text());
        if (!report.ok()) return report.error();
        s.report = std::move(*report);
        for (std::size_t m = in.count(30); m > 0 && !in.failed(); --m) {
            SensorFigures& f = s.sensors.emplace_back();
            f.sensor = getSensor(in);
            for (std::int64_t* v : {&f.values, &f.first_ms, &f.last_ms}) *v = in.zigzag();
            for (double* v : {&f.low, &f.high}) *v = in.f64();
        }
    }
    if (auto done = in.finish("the summary of a file"); !done.ok()) return done.error();
    return summaries;
}

void joinSummary(FileSummary& whole, const FileSummary& part) {
    if (whole.report.path.empty()) {
        whole = part;
        return;
    }
    FileReport& w = whole.report;
    const FileReport& p = part.report;
    if (w.path != p.path && w.error.empty() != p.error.empty()) {
        const FileReport& bad = w.error.empty() ? p : w;
        Diagnostic stays{Severity::warning, "ingest.member-unusable", bad.error, bad.path, {}, {}, {}, "the other parts go in", {}};
        w.error.clear();
        FileReport good = p;
        good.error.clear();
        w.add(good);
        w.diagnostics.push_back(std::move(stays));
    } else {
        w.add(p);
    }
    // FileReport::add() knows columns by their header alone.
    for (const ChannelGuess& g : p.guesses)
        if (g.source != w.path &&
            std::none_of(w.guesses.begin(), w.guesses.end(), [&g](const auto& k) { return k.header == g.header && k.source == g.source; }))
            w.guesses.push_back(g);
    for (const SensorFigures& f : part.sensors) {
        const auto known = std::find_if(whole.sensors.begin(), whole.sensors.end(), [&](const auto& k) { return k.sensor.name == f.sensor.name; });
        if (known == whole.sensors.end())
            whole.sensors.push_back(f);
        else
            widen(*known, f.values, f.first_ms, f.last_ms, f.low, f.high);
    }
}

} // namespace ms::ingest
