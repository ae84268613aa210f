#include "core/jobs/rate_trial_run.h"

#include "core/jobs/run_support.h"
#include "core/jobs/staged_run.h"
#include "core/project/project_file.h"
#include "core/wire/values.h"

#include <set>

namespace ms::jobs {

struct RateTrialRun::Private {
    RateTrialRun* q;
    QString projectPath;
    analysis::Options options;
    RunOptions run;
    StagedWork work;
    std::optional<Error> failure;
    std::vector<analysis::RateTrial> tried;               ///< a zone each
    std::set<std::pair<std::string, std::uint64_t>> read; ///< outputs that are in `tried`
    bool over = false;

    void finish(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        work.held.reset();
        Q_EMIT q->finished(outcome, message);
    }

    void fail(const Error& error) {
        failure = error;
        finish(RunOutcome::failed, QString::fromStdString(error.toString()));
    }

    void begin() {
        if (auto valid = options.validate(); !valid) return fail(valid.error());
        if (options.trialRates.empty()) return fail({ErrorCode::invalidInput, "No rate of false alarms to try", {}, {}, {}, {}});
        auto made = stagedWork(projectPath, options, run, project::ProjectFile::Mode::readOnly);
        if (!made) return fail(made.error());
        work = std::move(*made);
        QObject::connect(work.run.get(), &StagedRun::progressed, q, [this](const RunProgress& progress) {
            take();
            Q_EMIT q->progressed(progress);
        });
        QObject::connect(work.run.get(), &StagedRun::diagnosed, q, &RateTrialRun::diagnosed);
        QObject::connect(work.run.get(), &StagedRun::ended, q, [this](const StagedRun::Outcome& outcome) {
            take();
            if (outcome.how == RunOutcome::failed) return fail(outcome.error);
            if (outcome.how == RunOutcome::cancelled)
                return finish(RunOutcome::cancelled, QStringLiteral("cancelled; what was tried so far is kept"));
            if (outcome.tasksFailed == 0) return finish(RunOutcome::done, {});
            const Diagnostic& first = outcome.failures.front();
            fail({ErrorCode::workerFailed, first.message, first.subject, {}, {}, {}});
        });
        work.run->start();
    }

    /// Reads the outputs that have come in: a few bytes each.
    void take() {
        for (const FileRef& file : work.run->outputs()) {
            if (!read.emplace(file.path, file.offset).second) continue;
            auto bytes = readScratch(file);
            if (!bytes) continue;
            const auto output = wire::fromBytes<analysis::TaskOutput>(*bytes, "a trial");
            if (!output) continue;
            if (const auto trial = analysis::readTrial(*output)) tried.push_back(*trial);
        }
    }
};

RateTrialRun::RateTrialRun(QString projectPath, analysis::Options options, RunOptions run, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->projectPath = std::move(projectPath);
    d->options = std::move(options);
    d->run = std::move(run);
}

RateTrialRun::~RateTrialRun() = default;

void RateTrialRun::start() {
    if (!d->work.run) d->begin();
}

void RateTrialRun::cancel() {
    if (d->work.run) d->work.run->cancel();
}

RunProgress RateTrialRun::progress() const { return d->work.run ? d->work.run->progress() : RunProgress{}; }
std::vector<analysis::RateTrial> RateTrialRun::trials() const { return analysis::sumTrials(d->tried); }
std::optional<Error> RateTrialRun::error() const { return d->failure; }

} // namespace ms::jobs
