#include "core/scenario/scenario.h"

#include "core/scenario/logger.h"
#include "core/scenario/logger_files.h"
#include "core/scenario/march.h"
#include "core/scenario/reality.h"
#include "core/scenario/text_file.h"
#include "core/scenario/truth_files.h"
#include "core/scenario/zones.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace ms::scenario {
namespace {

/// Lets several threads report to one sink.
class SharedSink final : public Sink {
public:
    explicit SharedSink(Sink& sink) : m_sink(sink) {}
    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
        const std::lock_guard lock(m_mutex);
        m_sink.progress(stage, done, total);
    }
    void diagnostic(const Diagnostic& diagnostic) override {
        const std::lock_guard lock(m_mutex);
        m_sink.diagnostic(diagnostic);
    }

private:
    Sink& m_sink;
    std::mutex m_mutex;
};

struct Maker {
    const network::Network& nominal;
    const network::Network& real;
    const Spec& spec;
    const std::vector<SizedBurst>& bursts;
    const Zones& zones;
    const std::string& folder;
    const GenerateOptions& options;

    /// One part from the march to its last file.
    [[nodiscard]] Result<Outcome> make(const Part& part, Sink& sink, std::stop_token stop) const {
        Result<Truth> truth = march(real, spec, part, bursts, sink, stop);
        if (!truth) return truth.error();
        const bool leaks = spec.truth == TruthStyle::leaks;
        const std::string base = part.folder.empty() ? folder : folder + "/" + part.folder;
        const std::string loggers = leaks ? base : base + "/loggers";
        for (const std::string& needed : {loggers, base + "/truth"})
            if (Result<void> made = makeFolder(needed); !made) return made.error();
        Outcome outcome;
        outcome.diagnostics = truth->diagnostics;
        std::vector<Log> logs;
        for (std::size_t s = 0; s < spec.sensors.size(); ++s) {
            logs.push_back(record(*truth, spec, part, s));
            outcome.readings += static_cast<std::int64_t>(logs.back().values.size());
        }
        Result<std::vector<std::string>> written = writeLoggers(spec, logs, loggers);
        if (!written) return written.error();
        outcome.files = std::move(*written);
        const TruthSource source{nominal, spec, part, bursts, *truth, zones};
        if (Result<void> done = leaks ? writeLeakTruth(source, base + "/truth") : writeDrillTruth(source, base + "/truth"); !done)
            return done.error();
        if (!leaks) {
            const std::pair<const char*, std::string> texts[] = {
                {"/sensors.csv", sensorMap(spec, nominal)}, {"/repairs.csv", repairList(source)}, {"/pipes.geojson", gisPipes(nominal, options.crs)}};
            for (const auto& [name, text] : texts) {
                if (Result<void> done = writeTextFile(base + name, text); !done) return done.error();
                outcome.files.push_back(base + name);
            }
        }
        return outcome;
    }
};

} // namespace

Result<Outcome> generate(const network::Network& network, const Spec& spec, const std::string& folder, const GenerateOptions& options, Sink& sink,
                         std::stop_token stop) {
    if (const std::vector<Error> wrong = check(spec, network); !wrong.empty()) return wrong.front();
    const network::Network real = realNetwork(network, spec.reality, spec.seed);
    Result<std::vector<SizedBurst>> bursts = sizeBursts(real, spec);
    if (!bursts) return bursts.error();
    const Zones zones = findZones(network, spec);
    if (Result<void> made = makeFolder(folder); !made) return made.error();
    SharedSink shared(sink);
    const Maker maker{network, real, spec, *bursts, zones, folder, options};

    std::vector<std::optional<Result<Outcome>>> results(spec.parts.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < spec.parts.size(); i = next++) results[i] = maker.make(spec.parts[i], shared, stop);
    };
    {
        std::vector<std::jthread> others;
        const int helpers = std::min<int>(options.threads, static_cast<int>(spec.parts.size())) - 1;
        for (int i = 0; i < helpers; ++i) others.emplace_back(work);
        work();
    }
    Outcome all;
    all.bursts = static_cast<int>(bursts->size());
    for (const std::optional<Result<Outcome>>& result : results) {
        if (!result->ok()) return result->error();
        const Outcome& one = **result;
        all.readings += one.readings;
        all.files.insert(all.files.end(), one.files.begin(), one.files.end());
        all.diagnostics.insert(all.diagnostics.end(), one.diagnostics.begin(), one.diagnostics.end());
    }
    if (spec.truth == TruthStyle::leaks) {
        if (Result<void> done = writeTextFile(folder + "/sensors.csv", sensorMap(spec, network)); !done) return done.error();
        all.files.push_back(folder + "/sensors.csv");
    }
    return all;
}

} // namespace ms::scenario
