#pragma once

#include "core/jobs/analysis_run.h"
#include "core/jobs/import_commit.h"
#include "core/jobs/import_run.h"
#include "core/jobs/import_undo.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace ms::session {

enum class RunKind { none, import, analysis, undo }; ///< undo: of an import, or its redo

/// The one import, analysis or undo of an import that goes on (or went last), for the tasks panel and the actions. Starts and cancels; hands partial
/// events and the end to the session. GUI thread only.
class Runs final : public QObject {
    Q_OBJECT
public:
    explicit Runs(QObject* parent = nullptr);
    ~Runs() override;

    [[nodiscard]] bool active() const { return m_active; }
    [[nodiscard]] bool cancelling() const { return m_cancelling; }
    [[nodiscard]] RunKind kind() const { return m_kind; } ///< of the active or the last run
    [[nodiscard]] const jobs::RunProgress& progress() const { return m_progress; }
    [[nodiscard]] const std::vector<jobs::TaskTrace>& traces() const { return m_traces; }
    [[nodiscard]] const std::vector<jobs::FileOutcome>& outcomes() const { return m_outcomes; } ///< of the last import
    [[nodiscard]] const Diagnostics& diagnostics() const { return m_diagnostics; }
    [[nodiscard]] jobs::RunOutcome outcome() const { return m_outcome; } ///< of the last run that ended
    [[nodiscard]] QString message() const { return m_message; }
    [[nodiscard]] std::int64_t step() const { return m_step; } ///< of undo, that the last import left; 0 = none

    bool startImport(const jobs::ImportRequest& request, const jobs::RunOptions& options); ///< false while one goes on
    bool startAnalysis(const QString& project, const analysis::Options& options, const jobs::RunOptions& run);
    bool startCommit(jobs::CommitRequest request);                        ///< of a reviewed import
    bool startUndo(const QString& project, std::int64_t step, bool undo); ///< of an import, or its redo
    void cancel();
    void clear(); ///< forgets the last run; only when none is active

    /// Shows the last run of a project that has been opened, as it was kept with it.
    void recall(const jobs::RunProgress& progress, std::vector<jobs::TaskTrace> traces, jobs::RunOutcome outcome);

    /// For fixtures of tests and the screenshot mode: shows a state without a run.
    void show(RunKind kind, bool active, const jobs::RunProgress& progress, std::vector<jobs::TaskTrace> traces);

Q_SIGNALS:
    void started(ms::session::RunKind kind);
    void progressed();    ///< progress() changed
    void tracesChanged(); ///< at most 10 a second
    void diagnosed(const ms::Diagnostic& diagnostic);
    void eventsFound(const std::vector<ms::detection::Event>& events);
    void cancelRequested();
    void finished(ms::session::RunKind kind, ms::jobs::RunOutcome outcome, const QString& message);

private:
    void begin(RunKind kind);
    void end(jobs::RunOutcome outcome, const QString& message);
    void takeTraces();

    std::unique_ptr<jobs::ImportRun> m_import;
    std::unique_ptr<jobs::ImportCommit> m_commit;
    std::unique_ptr<jobs::ImportUndo> m_undo;
    std::unique_ptr<jobs::AnalysisRun> m_analysis;
    RunKind m_kind = RunKind::none;
    bool m_active = false, m_cancelling = false;
    jobs::RunProgress m_progress;
    jobs::RunOutcome m_outcome = jobs::RunOutcome::done;
    QString m_message;
    std::vector<jobs::TaskTrace> m_traces;
    std::vector<jobs::FileOutcome> m_outcomes;
    Diagnostics m_diagnostics;
    std::int64_t m_step = 0;
    QTimer m_traceTimer;
};

} // namespace ms::session
