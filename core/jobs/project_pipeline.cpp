#include "core/jobs/pipeline.h"
#include "core/project/project_file.h"

#include <optional>

namespace ms::jobs {
namespace {

class ProjectPipeline final : public Pipeline {
public:
    Result<void> open(const std::string& projectPath) override {
        m_data.reset();
        auto file = project::ProjectFile::open(QString::fromStdString(projectPath), project::ProjectFile::Mode::readOnly);
        if (!file) return file.error();
        auto data = (*file)->analysisData();
        if (!data) return data.error();
        m_data = std::move(*data);
        return {};
    }

    Result<std::vector<analysis::Task>> firstStage(const analysis::Options& options) override { return analysis::firstStage(*m_data, options); }

    Result<std::vector<analysis::Task>> nextStage(const analysis::Options& options, const std::vector<analysis::Task>& done,
                                                  const std::vector<analysis::TaskOutput>& outputs) override {
        return analysis::nextStage(*m_data, options, done, outputs);
    }

    Result<analysis::TaskOutput> run(const analysis::Task& task, const analysis::Options& options, analysis::EventSink& sink,
                                     std::stop_token stop) override {
        return analysis::run(task, *m_data, options, sink, stop);
    }

    std::vector<detection::Event> collect(const std::vector<analysis::TaskOutput>& outputs) override { return analysis::collect(outputs); }
    std::vector<analysis::ExpectedBand> bands(const std::vector<analysis::TaskOutput>& outputs) override { return analysis::bands(outputs); }

private:
    std::optional<analysis::Data> m_data;
};

} // namespace

std::unique_ptr<Pipeline> makeProjectPipeline() { return std::make_unique<ProjectPipeline>(); }

} // namespace ms::jobs
