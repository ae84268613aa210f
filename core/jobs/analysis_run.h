#pragma once

#include "core/analysis/analysis.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/detection/event.h"
#include "core/jobs/run_progress.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ms::jobs {

/// How and with how many workers a run works.
struct RunOptions {
    int workers = 0;    ///< 0 = as many as there are cores
    QString launcher;   ///< prefix of the worker's command; empty = local
    QString workerPath; ///< empty = mainsight-worker beside this program
    bool operator==(const RunOptions&) const = default;
};

/// One analysis of a project in worker processes: plans the stages, runs their tasks in the pool, writes events, bands and the run record into
/// the project file when done. Everything is asynchronous; signals come on the thread of the object (the window's).
class AnalysisRun final : public QObject {
    Q_OBJECT
public:
    AnalysisRun(QString projectPath, analysis::Options options, RunOptions run, QObject* parent = nullptr);
    ~AnalysisRun() override;

    void start();
    /// Answers at once; finished() follows within 2 s. What was found so far is kept and labelled partial.
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    /// The tasks so far with their worker, start and end: the lanes of the tasks panel.
    [[nodiscard]] std::vector<TaskTrace> traces() const;
    /// Why the run failed, once finished() has said so.
    [[nodiscard]] std::optional<Error> error() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress);            ///< at most 20 a second
    void eventsFound(const std::vector<ms::detection::Event>& events); ///< partial results, in timed batches; replaces what was sent for the same id
    void diagnosed(const ms::Diagnostic& diagnostic);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
