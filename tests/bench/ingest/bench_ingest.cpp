// Parsing of the three shapes, chunks, the store, what charts ask of it, opening: figures for CONTRIBUTING.md. `values/s` is the rate.
#include "core/ingest/ingest.h"
#include "core/ingest/parsed_file.h"
#include "core/project/project_file.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>

using namespace ms;

namespace {

constexpr std::int64_t kStart_ms = 1'514'764'800'000; ///< 2018-01-01
constexpr std::int64_t kFiveMinutes_ms = 300'000;

struct Folder {
    QTemporaryDir dir;
    [[nodiscard]] std::string path(const std::string& name) const { return dir.filePath(QString::fromStdString(name)).toStdString(); }
};

std::string stampOf(std::int64_t ms) {
    std::string text = toIso({ms}).substr(0, 19);
    text[10] = ' ';
    return text;
}

std::string valueOf(std::mt19937& random, std::int64_t i) {
    const double v = 45 + 3 * std::sin(6.283 * static_cast<double>(i) / 288) + 0.01 * static_cast<double>(random() % 60);
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", v);
    return text;
}

ingest::Hints metres() {
    ingest::Hints hints;
    hints.units[Quantity::pressure] = "m";
    return hints;
}

void parse(benchmark::State& state, const Folder& folder, const ingest::ImportTask& task, std::int64_t values) {
    NullSink sink;
    const auto hints = metres();
    std::int64_t read = 0;
    for (auto _ : state) {
        const auto reports = ingest::importFiles(task, hints, folder.path("parsed"), sink, {});
        if (!reports.ok()) return state.SkipWithError("not parsed");
        read = 0;
        for (const auto& r : *reports) read += r.values;
    }
    if (read != values) state.SkipWithError("not all values were read");
    state.counters["values"] = benchmark::Counter(static_cast<double>(values), benchmark::Counter::kIsIterationInvariantRate);
    state.SetBytesProcessed(state.iterations() * task.bytes);
}

void BM_ParseWide(benchmark::State& state) {
    const Folder folder;
    std::mt19937 random(1);
    std::string text = "Timestamp";
    for (int k = 0; k < 37; ++k) text += ",n" + std::to_string(k);
    for (std::int64_t i = 0; i < 30'000; ++i) {
        text += "\n" + stampOf(kStart_ms + i * kFiveMinutes_ms);
        for (int k = 0; k < 37; ++k) text += "," + valueOf(random, i + k);
    }
    const std::string path = folder.path("wide_pressure.csv");
    std::ofstream(path, std::ios::binary) << text << "\n";
    parse(state, folder, {{{path, 0, -1}}, static_cast<std::int64_t>(text.size())}, 30'000 * 37);
}
BENCHMARK(BM_ParseWide)->Unit(benchmark::kMillisecond);

void BM_ParseLong(benchmark::State& state) {
    const Folder folder;
    std::mt19937 random(1);
    std::string text = "timestamp,sensor,value\n";
    for (std::int64_t i = 0; i < 5'000; ++i) {
        const std::string stamp = stampOf(kStart_ms + i * 3 * kFiveMinutes_ms);
        for (int k = 0; k < 200; ++k) text += stamp + ",SITE" + std::to_string(10'000 + k) + "," + valueOf(random, i + k) + "\n";
    }
    const std::string path = folder.path("long_pressure.csv");
    std::ofstream(path, std::ios::binary) << text;
    parse(state, folder, {{{path, 0, -1}}, static_cast<std::int64_t>(text.size())}, 5'000 * 200);
}
BENCHMARK(BM_ParseLong)->Unit(benchmark::kMillisecond);

void BM_ParseLoggers(benchmark::State& state) {
    const Folder folder;
    std::mt19937 random(1);
    ingest::ImportTask task;
    for (int k = 0; k < 200; ++k) {
        std::string text = "timestamp,value\n";
        for (std::int64_t i = 0; i < 2'976; ++i) text += stampOf(kStart_ms + i * 3 * kFiveMinutes_ms) + "," + valueOf(random, i + k) + "\n";
        const std::string path = folder.path("SITE" + std::to_string(k) + "_pressure.csv");
        std::ofstream(path, std::ios::binary) << text;
        task.parts.push_back({path, 0, -1});
        task.bytes += static_cast<std::int64_t>(text.size());
    }
    parse(state, folder, task, 200 * 2'976);
}
BENCHMARK(BM_ParseLoggers)->Unit(benchmark::kMillisecond);

/// A month of five minutes with noise, as decimals.
struct Month {
    std::vector<std::int64_t> times, mantissas;
    explicit Month(std::int64_t from_ms = kStart_ms, std::int64_t readings = 8'928) {
        std::mt19937 random(2);
        for (std::int64_t i = 0; i < readings; ++i) {
            times.push_back(from_ms + i * kFiveMinutes_ms);
            mantissas.push_back(static_cast<std::int64_t>(4'500 + 300 * std::sin(6.283 * static_cast<double>(i) / 288)) + random() % 60);
        }
    }
    [[nodiscard]] ingest::ChunkSource source() const { return {times, mantissas, {2, 1.0}, {}, {}}; }
};

void BM_Encode(benchmark::State& state) {
    const Month month;
    ingest::ChunkEncoder encoder;
    std::size_t bytes = 0;
    for (auto _ : state) bytes = encoder.encode(month.source()).data.size();
    const auto n = static_cast<double>(month.times.size());
    state.counters["values"] = benchmark::Counter(n, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["bytes a value"] = static_cast<double>(bytes) / n;
}
BENCHMARK(BM_Encode)->Unit(benchmark::kMicrosecond);

void BM_Decode(benchmark::State& state) {
    const Month month;
    const std::string data = ingest::ChunkEncoder().encode(month.source()).data;
    for (auto _ : state) benchmark::DoNotOptimize(ingest::decodeChunk(data));
    state.counters["values"] = benchmark::Counter(static_cast<double>(month.times.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_Decode)->Unit(benchmark::kMicrosecond);

/// What a worker hands over: `sensors` of `months` months of one pattern each.
std::string handover(const Folder& folder, int sensors, int months) {
    const std::string path = folder.path("handover");
    auto writer = ingest::ParsedFileWriter::create(path);
    ingest::ChunkEncoder encoder;
    std::vector<ingest::EncodedChunk> chunks;
    for (int m = 0; m < months; ++m) {
        const Month month(ingest::startOfMonth_ms(2018 * 12 + m), 8'000); // 28 days hold 8,064
        chunks.push_back(encoder.encode(month.source()));
    }
    for (int s = 0; s < sensors; ++s) {
        ingest::ParsedSensor sensor{static_cast<std::uint32_t>(s), {}, false};
        sensor.sensor.name = "S" + std::to_string(s);
        sensor.sensor.unit = "m";
        writer->add(sensor);
        for (const auto& chunk : chunks) writer->add(ingest::ParsedChunk{sensor.index, chunk});
    }
    writer->add(ingest::FileReport{});
    return writer->finish().ok() ? path : std::string{};
}

std::unique_ptr<project::ProjectFile> filled(const Folder& folder, int sensors, int months) {
    auto file = project::ProjectFile::create(QString::fromStdString(folder.path("p.mainsight")), {"bench", "UTC", ""});
    if (!file.ok() || !(*file)->putParsedFile(QString::fromStdString(handover(folder, sensors, months))).ok()) return nullptr;
    return std::move(*file);
}

void BM_Put(benchmark::State& state) {
    const Folder folder;
    const std::string parsed = handover(folder, 100, 12);
    for (auto _ : state) {
        auto file = project::ProjectFile::create(QString::fromStdString(folder.path("p.mainsight")), {"bench", "UTC", ""});
        if (!file.ok() || !(*file)->putParsedFile(QString::fromStdString(parsed)).ok()) return state.SkipWithError("not put");
        state.PauseTiming();
        file->reset();
        std::remove(folder.path("p.mainsight").c_str());
        state.ResumeTiming();
    }
    state.counters["values"] = benchmark::Counter(100.0 * 12 * 8'000, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_Put)->Unit(benchmark::kMillisecond);

/// `range(0)` years of one sensor as 1,000 columns.
void BM_Envelope(benchmark::State& state) {
    const Folder folder;
    const int years = static_cast<int>(state.range(0));
    const auto file = filled(folder, 10, 12 * years);
    if (!file) return state.SkipWithError("no project");
    const TimeSpan span{{kStart_ms}, {ingest::startOfMonth_ms((2018 + years) * 12)}};
    for (auto _ : state) {
        const auto envelope = file->envelope("S5", span, 1'000);
        if (!envelope.ok()) return state.SkipWithError("no envelope");
    }
}
BENCHMARK(BM_Envelope)->Arg(1)->Arg(5)->Arg(10)->Unit(benchmark::kMicrosecond);

/// Opening a project of 1,000 sensors with `range(0)` months each, and listing them: 8 million values a month.
void BM_Open(benchmark::State& state) {
    const Folder folder;
    if (!filled(folder, 1'000, static_cast<int>(state.range(0)))) return state.SkipWithError("no project");
    const QString path = QString::fromStdString(folder.path("p.mainsight"));
    for (auto _ : state) {
        const auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
        if (!file.ok() || !(*file)->sensors().ok() || !(*file)->settings().ok()) return state.SkipWithError("not opened");
    }
    state.counters["values in it"] = 1'000.0 * 8'000 * static_cast<double>(state.range(0));
}
BENCHMARK(BM_Open)->Arg(1)->Arg(125)->Unit(benchmark::kMillisecond)->Iterations(20);

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv); // database drivers need it
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
}
