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
    std::unique_ptr<QTemporaryDir> scratch;
    std::unique_ptr<project::ProjectFile> held; ///< while workers read: they may make no file beside it
    std::unique_ptr<StagedRun> staged;
    std::optional<Error> failure;
    std::vector<analysis::RateTrial> tried;               ///< a zone each
    std::set<std::pair<std::string, std::uint64_t>> read; ///< outputs that are in `tried`
    bool over = false;

    void finish(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        held.reset();
        Q_EMIT q->finished(outcome, message);
    }

    void fail(const Error& error) {
        failure = error;
        finish(RunOutcome::failed, QString::fromStdString(error.toString()));
    }

    void begin() {
        if (auto valid = options.validate(); !valid) return fail(valid.error());
        if (options.trialRates.empty()) return fail({ErrorCode::invalidInput, "No rate of false alarms to try", {}, {}, {}, {}});
        auto project = project::ProjectFile::open(projectPath, project::ProjectFile::Mode::readOnly);
        if (!project) return fail(project.error());
        held = std::move(*project);
        auto folder = scratchFolder(projectPath, run);
        if (!folder) return fail(folder.error());
        scratch = std::move(*folder);
        staged = std::make_unique<StagedRun>(
            StagedRun::Request{projectPath.toStdString(), options, confinedTo(scratch->path(), poolOptions(run), projectPath), scratch->path()});
        QObject::connect(staged.get(), &StagedRun::progressed, q, [this](const RunProgress& progress) {
            take();
            Q_EMIT q->progressed(progress);
        });
        QObject::connect(staged.get(), &StagedRun::diagnosed, q, &RateTrialRun::diagnosed);
        QObject::connect(staged.get(), &StagedRun::ended, q, [this](const StagedRun::Outcome& outcome) {
            take();
            if (outcome.how == RunOutcome::failed) return fail(outcome.error);
            if (outcome.how == RunOutcome::cancelled)
                return finish(RunOutcome::cancelled, QStringLiteral("cancelled; what was tried so far is kept"));
            if (outcome.tasksFailed == 0) return finish(RunOutcome::done, {});
            const Diagnostic& first = outcome.failures.front();
            fail({ErrorCode::workerFailed, first.message, first.subject, {}, {}, {}});
        });
        staged->start();
    }

    /// Reads the outputs that have come in: a few bytes each.
    void take() {
        for (const FileRef& file : staged->outputs()) {
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
    if (!d->staged) d->begin();
}

void RateTrialRun::cancel() {
    if (d->staged) d->staged->cancel();
}

RunProgress RateTrialRun::progress() const { return d->staged ? d->staged->progress() : RunProgress{}; }
std::vector<analysis::RateTrial> RateTrialRun::trials() const { return analysis::sumTrials(d->tried); }
std::optional<Error> RateTrialRun::error() const { return d->failure; }

} // namespace ms::jobs
