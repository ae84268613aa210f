#include "core/analysis/model_fit.h"
#include "core/analysis/scope.h"
#include "core/analysis/unsupplied.h"
#include "core/jobs/pipeline.h"
#include "core/project/project_file.h"

#include <optional>
#include <utility>

namespace ms::jobs {
namespace {

class ProjectPipeline final : public Pipeline {
public:
    Result<void> open(const std::string& projectPath) override {
        m_data.reset();
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
        return analysis::run(task, *m_data, options, sink, stop);
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

    /// The data with the flags that an analysis of this kind may know, without the sensors that it leaves out.
    Result<void> need(const analysis::Options& options) {
        const auto flags = options.live ? project::Flags::knownNow : project::Flags::all;
        if (m_data && m_flags == flags && m_without == options.withoutSensors && m_from == options.period.from) return {};
        m_data.reset();
        auto file = openFile();
        if (!file) return file.error();
        auto data = (*file)->analysisData(flags);
        if (!data) return data.error();
        if (auto left = analysis::leaveOut(*data, options); !left) return left;
        const auto layer = (*file)->calibration();
        if (!layer) return layer.error();
        m_tooLate = layer->has_value() && !analysis::mayUse(**layer, options) ? (*layer)->period.to : Instant{};
        if (layer->has_value() && !m_tooLate.valid()) analysis::layOver(**layer, *data);
        m_data = std::move(*data);
        m_without = options.withoutSensors;
        m_unsupplied = analysis::markUnsupplied(*m_data);
        analysis::prepare(*m_data);
        m_flags = flags;
        m_from = options.period.from;
        return {};
    }

    std::string m_path;
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
