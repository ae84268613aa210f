#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace ms::jobs {

/// An analysis in stages as a worker sees it: core/analysis on the data of a project, or a stand-in of the tests. Lives in one worker, is opened once
/// and serves many tasks. See core/analysis/analysis.h for what the stages mean.
class Pipeline {
public:
    virtual ~Pipeline() = default;
    /// Loads what it works on. Called before anything else, and again only for another project.
    [[nodiscard]] virtual Result<void> open(const std::string& projectPath) = 0;
    [[nodiscard]] virtual Result<std::vector<analysis::Task>> firstStage(const analysis::Options& options) = 0;
    /// Empty = done. Tasks that failed are missing in both lists.
    [[nodiscard]] virtual Result<std::vector<analysis::Task>> nextStage(const analysis::Options& options, const std::vector<analysis::Task>& done,
                                                                        const std::vector<analysis::TaskOutput>& outputs) = 0;
    [[nodiscard]] virtual Result<analysis::TaskOutput> run(const analysis::Task& task, const analysis::Options& options, analysis::EventSink& sink,
                                                           std::stop_token stop) = 0;
    [[nodiscard]] virtual std::vector<detection::Event> collect(const std::vector<analysis::TaskOutput>& lastOutputs) = 0;
    [[nodiscard]] virtual std::vector<analysis::ExpectedBand> bands(const std::vector<analysis::TaskOutput>& allOutputs) = 0;
};

/// core/analysis on analysis::Data of the project file.
[[nodiscard]] std::unique_ptr<Pipeline> makeProjectPipeline();

} // namespace ms::jobs
