#include "core/analysis/model_fit.h"
#include "core/analysis/scope.h"
#include "core/analysis/unsupplied.h"
#include "core/jobs/pipeline.h"
#include "core/project/project_file.h"

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace ms::jobs {
namespace {

class ProjectPipeline final : public Pipeline {
public:
    Result<void> open(const std::string& projectPath) override {
        forget();
        m_path = projectPath;
        auto file = openFile();
        if (!file) return file.error();
        return {};
    }

    Result<std::vector<analysis::Task>> firstStage(const analysis::Options& options) override {
        if (auto ready = need(options); !ready) return ready.error();
        return analysis::firstStage(*m_data, options);
    }

    Result<std::vector<analysis::Task>> nextStage(const analysis::Options& options, const std::vector<analysis::Task>& done,
                                                  const std::vector<analysis::TaskOutput>& outputs) override {
        if (auto ready = need(options); !ready) return ready.error();
        return analysis::nextStage(*m_data, options, done, outputs);
    }

    Result<analysis::TaskOutput> run(const analysis::Task& task, const analysis::Options& options, analysis::EventSink& sink,
                                     std::stop_token stop) override {
        if (auto ready = need(options); !ready) return ready.error();
        if (!std::exchange(m_told, true)) // once a worker; the run says it once
            tell(sink);
        if (!m_file) return analysis::run(task, *m_data, options, sink, stop);
        if (auto held = hold(task, options); !held) return held.error();
        auto output = analysis::run(task, *m_data, options, sink, stop);
        letGo();
        return output;
    }

    std::vector<detection::Event> collect(const std::vector<analysis::TaskOutput>& outputs) override { return analysis::collect(outputs); }
    std::vector<analysis::ExpectedBand> bands(const std::vector<analysis::TaskOutput>& outputs) override { return analysis::bands(outputs); }

private:
    Result<std::unique_ptr<project::ProjectFile>> openFile() const {
        return project::ProjectFile::open(QString::fromStdString(m_path), project::ProjectFile::Mode::readOnly);
    }

    void tell(Sink& sink) const {
        for (const analysis::Unsupplied& u : m_unsupplied) sink.diagnostic(about(u));
        if (m_tooLate.valid())
            sink.diagnostic({Severity::warning,
                             "analysis.calibration-later",
                             "the calibration rests on data up to " + toIso(m_tooLate),
                             {},
                             {},
                             {},
                             {},
                             "a live analysis from before then takes the model as it is on file",
                             {}});
    }

    [[nodiscard]] Diagnostic about(const analysis::Unsupplied& u) const {
        const series::Sensor& sensor = m_data->sensors[u.sensor].sensor;
        return {Severity::warning,
                "analysis.tank-empty",
                "the tank stood empty from " + toIso(u.span.from) + " to " + toIso(u.span.to),
                sensor.element,
                sensor.name,
                {},
                {},
                "what the meters and loggers of its zone read then is left out",
                {}};
    }

    /// Stands for the readings of each sensor by the first and the last instant.
    static Result<void> outline(const project::ProjectFile& file, analysis::Data& data) {
        const auto sensors = file.sensors();
        if (!sensors) return sensors.error();
        std::map<std::string, TimeSpan> spans;
        for (const auto& s : *sensors)
            if (s.count > 0) spans.emplace(s.sensor.name, s.span);
        for (analysis::SensorData& s : data.sensors)
            if (const auto span = spans.find(s.sensor.name); span != spans.end())
                for (const Instant t : {span->second.from, span->second.to})
                    if (s.readings.times_ms.empty() || s.readings.times_ms.back() < t.ms) {
                        s.readings.times_ms.push_back(t.ms);
                        s.readings.values.push_back(kNotRead);
                        s.readings.quality.push_back(0);
                    }
        return {};
    }

    void forget() {
        m_data.reset();
        m_still.reset();
        m_file.reset();
    }

    /// Where no event is placed, a task looks at its own zones: their readings are read for it, so workers share that work and hold little.
    Result<void> hold(const analysis::Task& task, const analysis::Options& options) {
        const auto needed = analysis::readingsNeeded(task, *m_data);
        if (!needed) return needed.error();
        for (const std::size_t s : *needed) {
            analysis::SensorData& sensor = m_data->sensors[s];
            auto read = m_file->readings(sensor.sensor.name, {}, m_flags);
            if (!read) {
                letGo();
                return read.error();
            }
            m_outlines.emplace_back(s, std::exchange(sensor.readings, std::move(*read)));
        }
        return analysis::leaveOut(*m_data, options);
    }
    void letGo() {
        for (auto& [s, readings] : m_outlines) m_data->sensors[s].readings = std::move(readings);
        m_outlines.clear();
    }

    /// The data with the flags that an analysis of this kind may know, without the sensors that it leaves out.
    Result<void> need(const analysis::Options& options) {
        const auto flags = options.live ? project::Flags::knownNow : project::Flags::all;
        const bool byTask = options.trialRates.empty();
        if (m_data && m_flags == flags && m_without == options.withoutSensors && m_from == options.period.from && (byTask || !m_file)) return {};
        forget();
        auto file = openFile();
        if (!file) return file.error();
        m_file = std::move(*file);
        m_still = std::make_unique<project::ProjectFile::Snapshot>(*m_file);
        if (auto begun = m_still->begin(); !begun) return begun;
        auto data = m_file->analysisSetup();
        if (!data) return data.error();
        const bool lean = byTask && !data->network && data->gisPipes.empty();
        if (auto read = lean ? outline(*m_file, *data) : m_file->addReadings(*data, flags); !read) return read;
        if (auto left = analysis::leaveOut(*data, options); !left) return left;
        const auto layer = m_file->calibration();
        if (!layer) return layer.error();
        m_tooLate = layer->has_value() && !analysis::mayUse(**layer, options) ? (*layer)->period.to : Instant{};
        if (layer->has_value() && !m_tooLate.valid()) analysis::layOver(**layer, *data);
        m_data = std::move(*data);
        m_without = options.withoutSensors;
        m_unsupplied = analysis::markUnsupplied(*m_data);
        analysis::prepare(*m_data);
        m_flags = flags;
        m_from = options.period.from;
        if (!lean) {
            m_still.reset();
            m_file.reset();
        }
        return {};
    }

    static constexpr double kNotRead = std::numeric_limits<double>::quiet_NaN();

    std::string m_path;
    std::unique_ptr<project::ProjectFile> m_file;                     ///< where readings are read task by task; none = all are held
    std::unique_ptr<project::ProjectFile::Snapshot> m_still;          ///< of it
    std::vector<std::pair<std::size_t, series::Readings>> m_outlines; ///< what stands for the readings that are held, by sensor
    std::optional<analysis::Data> m_data;
    std::vector<std::string> m_without;             ///< sensors that m_data leaves out
    std::vector<analysis::Unsupplied> m_unsupplied; ///< when tanks were empty
    Instant m_from;                                 ///< of the period that m_data was made for
    Instant m_tooLate;                              ///< valid: there is a calibration that may not be used, for it rests on data up to then
    bool m_told = false;
    project::Flags m_flags = project::Flags::all;
};

} // namespace

std::unique_ptr<Pipeline> makeProjectPipeline() { return std::make_unique<ProjectPipeline>(); }

} // namespace ms::jobs
