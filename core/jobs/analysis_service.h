#pragma once

#include "core/jobs/pipeline.h"
#include "core/jobs/worker_loop.h"

#include <memory>
#include <string>

namespace ms::jobs {

/// The worker's side of a staged run: plans, runs and collects with a pipeline that it opens once a project and keeps.
class AnalysisService final : public Service {
public:
    explicit AnalysisService(std::unique_ptr<Pipeline> pipeline) : m_pipeline(std::move(pipeline)) {}
    [[nodiscard]] std::string name() const override;
    [[nodiscard]] Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) override;

private:
    std::unique_ptr<Pipeline> m_pipeline;
    std::string m_openProject;
    ScratchPieces m_pieces; ///< plans and outputs
};

/// The service "import": core/ingest in a worker.
[[nodiscard]] std::unique_ptr<Service> makeImportService();

/// The service "follow": zones kept up to date from task to task (follow_protocol.h).
[[nodiscard]] std::unique_ptr<Service> makeFollowService();

} // namespace ms::jobs
