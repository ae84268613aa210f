#pragma once

#include "core/base/diagnostic.h"
#include "core/detection/event.h"
#include "core/jobs/analysis_protocol.h"
#include "core/jobs/analysis_run.h"
#include "core/jobs/run_progress.h"
#include "core/jobs/worker_pool.h"
#include "core/project/project_file.h"

#include <QObject>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace ms::jobs {

/// The stages of an analysis in a pool of workers, from the first plan to the collected findings; knows nothing of the project file but its path.
/// The same outputs whatever the number of workers and whatever dies on the way: every task's output is a file, later stages get them in the tasks'
/// order.
class StagedRun final : public QObject {
    Q_OBJECT
public:
    struct Request {
        std::string projectPath; ///< handed to the workers' pipeline
        analysis::Options options;
        PoolOptions pool;
        QString scratchFolder; ///< exists, is empty, readable by all workers; the caller removes it
    };
    /// What came out. `findings` is a file with AnalysisFindings (empty path when nothing could be collected).
    struct Outcome {
        RunOutcome how = RunOutcome::failed;
        FileRef findings;
        std::vector<FileRef> bands; ///< of the tasks, in their order: std::vector<project::PackedBand> each
        Diagnostics failures;       ///< of single tasks; with how == done the rest is complete
        Error error;                ///< when how == failed
        int tasks = 0, tasksFailed = 0;
        std::vector<std::string> zones;      ///< in whose events the tasks had a part, by name
        std::vector<std::string> unfinished; ///< those of them whose tasks did not all end well: `findings` do not hold all there is
    };

    explicit StagedRun(Request request, QObject* parent = nullptr);
    ~StagedRun() override;

    void start();
    /// Answers at once; ended() follows within 2 s. Findings of the last stage's finished tasks are collected in process by whoever wants them: see
    /// partials().
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] std::vector<TaskTrace> traces() const;
    [[nodiscard]] const WorkerPool& pool() const;
    /// Outputs of all tasks that are done, stage by stage in task order.
    [[nodiscard]] std::vector<FileRef> outputs() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress); ///< at most 20 a second
    void eventsFound(const std::vector<ms::detection::Event>& events);
    void diagnosed(const ms::Diagnostic& diagnostic);
    void ended(const ms::jobs::StagedRun::Outcome& outcome);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A staged run with what it needs while it goes on.
struct StagedWork {
    std::unique_ptr<QTemporaryDir> scratch;
    std::unique_ptr<project::ProjectFile> held; ///< while workers read: they may make no file beside it, and the last to close it takes them away
    std::unique_ptr<StagedRun> run;
};
/// Opens the project and makes the folder; the run is to be connected and started.
[[nodiscard]] Result<StagedWork> stagedWork(const QString& projectPath, const analysis::Options& options, const RunOptions& run,
                                            project::ProjectFile::Mode mode);

} // namespace ms::jobs
