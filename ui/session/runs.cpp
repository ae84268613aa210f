#include "ui/session/runs.h"

namespace ms::session {

Runs::Runs(QObject* parent) : QObject(parent) {
    m_traceTimer.setInterval(100);
    connect(&m_traceTimer, &QTimer::timeout, this, &Runs::takeTraces);
}

Runs::~Runs() = default;

void Runs::begin(RunKind kind) {
    m_kind = kind;
    m_active = true;
    m_cancelling = false;
    m_progress = {};
    m_outcome = jobs::RunOutcome::done;
    m_message.clear();
    m_traces.clear();
    m_outcomes.clear();
    m_diagnostics.clear();
    m_step = 0;
    m_import.reset();
    m_commit.reset();
    m_undo.reset();
    m_analysis.reset();
}

bool Runs::startImport(const jobs::ImportRequest& request, const jobs::RunOptions& options) {
    if (m_active) return false;
    begin(RunKind::import);
    m_import = std::make_unique<jobs::ImportRun>(request, options);
    connect(m_import.get(), &jobs::ImportRun::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
    connect(m_import.get(), &jobs::ImportRun::diagnosed, this, [this](const Diagnostic& diagnostic) {
        m_diagnostics.push_back(diagnostic);
        Q_EMIT diagnosed(diagnostic);
    });
    connect(m_import.get(), &jobs::ImportRun::finished, this, [this](jobs::RunOutcome outcome, const QString& message) {
        m_outcomes = m_import->outcomes();
        m_diagnostics = m_import->diagnostics();
        end(outcome, message);
    });
    Q_EMIT started(m_kind);
    m_import->start();
    return true;
}

bool Runs::startAnalysis(const QString& project, const analysis::Options& options, const jobs::RunOptions& run) {
    if (m_active) return false;
    begin(RunKind::analysis);
    m_analysis = std::make_unique<jobs::AnalysisRun>(project, options, run);
    connect(m_analysis.get(), &jobs::AnalysisRun::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
    connect(m_analysis.get(), &jobs::AnalysisRun::eventsFound, this, &Runs::eventsFound);
    connect(m_analysis.get(), &jobs::AnalysisRun::diagnosed, this, [this](const Diagnostic& diagnostic) {
        m_diagnostics.push_back(diagnostic);
        Q_EMIT diagnosed(diagnostic);
    });
    connect(m_analysis.get(), &jobs::AnalysisRun::finished, this,
            [this](jobs::RunOutcome outcome, const QString& message) { end(outcome, message); });
    m_traceTimer.start();
    Q_EMIT started(m_kind);
    m_analysis->start();
    return true;
}

bool Runs::startCommit(jobs::CommitRequest request) {
    if (m_active) return false;
    begin(RunKind::import);
    m_commit = std::make_unique<jobs::ImportCommit>(std::move(request));
    connect(m_commit.get(), &jobs::ImportCommit::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
    connect(m_commit.get(), &jobs::ImportCommit::finished, this, [this](jobs::RunOutcome outcome, const QString& message) {
        m_outcomes = m_commit->outcomes();
        m_diagnostics = m_commit->diagnostics();
        m_step = m_commit->step();
        end(outcome, message);
    });
    Q_EMIT started(m_kind);
    m_commit->start();
    return true;
}

bool Runs::startUndo(const QString& project, std::int64_t step, bool undo) {
    if (m_active) return false;
    begin(RunKind::undo);
    m_undo = std::make_unique<jobs::ImportUndo>(project, step, undo);
    connect(m_undo.get(), &jobs::ImportUndo::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
    connect(m_undo.get(), &jobs::ImportUndo::finished, this, [this](jobs::RunOutcome outcome, const QString& message) { end(outcome, message); });
    Q_EMIT started(m_kind);
    m_undo->start();
    return true;
}

void Runs::cancel() {
    if (!m_active || m_cancelling) return;
    m_cancelling = true;
    Q_EMIT cancelRequested();
    if (m_import)
        m_import->cancel();
    else if (m_commit)
        m_commit->cancel();
    else if (m_undo)
        m_undo->cancel();
    else if (m_analysis)
        m_analysis->cancel();
}

void Runs::clear() {
    if (m_active) return;
    begin(RunKind::none);
    m_active = false;
    Q_EMIT progressed();
    Q_EMIT tracesChanged();
}

void Runs::recall(const jobs::RunProgress& progress, std::vector<jobs::TaskTrace> traces, jobs::RunOutcome outcome) {
    if (m_active) return;
    begin(RunKind::analysis);
    m_active = false;
    m_progress = progress;
    m_outcome = outcome;
    m_traces = std::move(traces);
    Q_EMIT progressed();
    Q_EMIT tracesChanged();
}

void Runs::show(RunKind kind, bool active, const jobs::RunProgress& progress, std::vector<jobs::TaskTrace> traces) {
    begin(kind);
    m_active = active;
    m_progress = progress;
    m_traces = std::move(traces);
    Q_EMIT started(kind);
    Q_EMIT progressed();
    Q_EMIT tracesChanged();
}

void Runs::takeTraces() {
    if (!m_analysis) return;
    m_traces = m_analysis->traces();
    Q_EMIT tracesChanged();
}

void Runs::end(jobs::RunOutcome outcome, const QString& message) {
    if (!m_active) return;
    m_traceTimer.stop();
    if (m_analysis)
        m_progress = m_analysis->progress();
    else if (m_import)
        m_progress = m_import->progress();
    else if (m_commit)
        m_progress = m_commit->progress();
    else if (m_undo)
        m_progress = m_undo->progress();
    takeTraces();
    m_active = false;
    m_cancelling = false;
    m_outcome = outcome;
    m_message = message;
    Q_EMIT progressed();
    Q_EMIT finished(m_kind, outcome, message);
}

} // namespace ms::session
