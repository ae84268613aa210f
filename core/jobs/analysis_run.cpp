#include "core/jobs/analysis_run.h"

#include "core/jobs/result_store.h"
#include "core/jobs/run_support.h"
#include "core/jobs/staged_run.h"
#include "core/project/project_file.h"
#include "core/project/quality_check.h"

namespace ms::jobs {
namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

QString counted(std::size_t n, const char* one, const char* many) {
    return QString::number(n) + QLatin1Char(' ') + QLatin1String(n == 1 ? one : many);
}

Diagnostic aboutKept(const std::vector<std::string>& zones) {
    constexpr std::size_t kNamed = 10;
    std::string names;
    for (std::size_t i = 0; i < zones.size() && i < kNamed; ++i) names += (i == 0 ? "" : ", ") + zones[i];
    if (zones.size() > kNamed) names += " ...";
    return {Severity::warning,
            "jobs.zones-kept",
            "not all tasks of these zones succeeded",
            {},
            names,
            {},
            {},
            "their events stay as earlier runs left them",
            "Run the analysis of these zones again"};
}

} // namespace

struct AnalysisRun::Private {
    AnalysisRun* q;
    QString projectPath;
    analysis::Options options;
    RunOptions run;
    project::RunRecord record;
    StagedWork work;
    std::unique_ptr<Background> background;
    std::optional<Error> failure;
    std::stop_source checkStop;
    bool started = false, cancelling = false, over = false;

    void finish(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        work.held.reset();
        Q_EMIT q->finished(outcome, message);
    }

    void fail(const Error& error) {
        const bool cancelled = error.code == ErrorCode::cancelled;
        if (!cancelled) failure = error;
        finish(cancelled ? RunOutcome::cancelled : RunOutcome::failed, text(error.toString()));
    }

    void begin() {
        const int workers = poolOptions(run).workers;
        background->run([this, path = projectPath, chosen = options, workers]() -> std::function<void()> {
            if (auto valid = chosen.validate(); !valid) return [this, error = valid.error()] { fail(error); };
            if (!chosen.live) { // with hindsight what the checks find is left out; where they fail, nothing is
                NullSink sink;
                (void)project::checkQuality(path, sink, checkStop.get_token(), workers).ok();
            }
            auto begun = beginRecord(path, chosen, workers);
            if (!begun) return [this, error = begun.error()] { fail(error); };
            return [this, begunRecord = *begun] {
                record = begunRecord;
                startStages();
            };
        });
    }

    void startStages() {
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("cancelled before it began"));
        auto made = stagedWork(projectPath, options, run, project::ProjectFile::Mode::readWrite);
        if (!made) return fail(made.error());
        work = std::move(*made);
        QObject::connect(work.run.get(), &StagedRun::progressed, q, &AnalysisRun::progressed);
        QObject::connect(work.run.get(), &StagedRun::eventsFound, q, &AnalysisRun::eventsFound);
        QObject::connect(work.run.get(), &StagedRun::diagnosed, q, &AnalysisRun::diagnosed);
        QObject::connect(work.run.get(), &StagedRun::ended, q, [this](const StagedRun::Outcome& outcome) { onEnded(outcome); });
        work.run->start();
    }

    void onEnded(const StagedRun::Outcome& outcome) {
        if (outcome.how == RunOutcome::failed) return fail(outcome.error);
        if (outcome.how == RunOutcome::cancelled) {
            background->run([this, path = projectPath, outputs = work.run->outputs(), begun = record]() -> std::function<void()> {
                auto stored = storePartial(path, outputs, begun);
                if (!stored) return [this, error = stored.error()] { fail(error); };
                return [this, results = *stored] { finish(RunOutcome::cancelled, wordCancelled(results)); };
            });
            return;
        }
        record.complete = outcome.tasksFailed == 0;
        background->run([this, path = projectPath, outcome, begun = record]() -> std::function<void()> {
            auto stored = storeFindings(path, outcome, begun);
            if (!stored) return [this, error = stored.error()] { fail(error); };
            return [this, results = *stored, outcome] { onStored(results, outcome); };
        });
    }

    static QString wordCancelled(const StoredResults& results) {
        if (!results.kept) return QStringLiteral("cancelled; the results of earlier runs were kept");
        if (results.events == 0) return QStringLiteral("cancelled; nothing had been found yet");
        return QStringLiteral("cancelled; what was found so far is kept and labelled partial: ") + counted(results.events, "event", "events");
    }

    void onStored(const StoredResults& results, const StagedRun::Outcome& outcome) {
        if (outcome.tasksFailed == 0) return finish(RunOutcome::done, counted(results.events, "event", "events"));
        if (!results.zonesKept.empty()) Q_EMIT q->diagnosed(aboutKept(results.zonesKept));
        const Diagnostic& first = outcome.failures.front();
        failure = Error{ErrorCode::workerFailed, first.message, first.subject, {}, {}, {}};
        finish(RunOutcome::failed,
               QStringLiteral("%1 of %2 tasks failed, the first for this reason: %3; what the others found is kept and labelled partial")
                   .arg(outcome.tasksFailed)
                   .arg(outcome.tasks)
                   .arg(text(first.subject + ": " + first.message)));
    }
};

AnalysisRun::AnalysisRun(QString projectPath, analysis::Options options, RunOptions run, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->projectPath = std::move(projectPath);
    d->options = options;
    d->run = std::move(run);
    d->background = std::make_unique<Background>(this);
}

AnalysisRun::~AnalysisRun() { d->checkStop.request_stop(); }

void AnalysisRun::start() {
    if (d->started) return;
    d->started = true;
    d->begin();
}

void AnalysisRun::cancel() {
    d->cancelling = true;
    d->checkStop.request_stop();
    if (d->work.run) d->work.run->cancel();
}

std::optional<Error> AnalysisRun::error() const { return d->failure; }
RunProgress AnalysisRun::progress() const { return d->work.run ? d->work.run->progress() : RunProgress{}; }
std::vector<TaskTrace> AnalysisRun::traces() const { return d->work.run ? d->work.run->traces() : std::vector<TaskTrace>{}; }

} // namespace ms::jobs
