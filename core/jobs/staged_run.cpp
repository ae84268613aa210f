#include "core/jobs/staged_run.h"

#include "core/jobs/run_support.h"
#include "core/wire/values.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

namespace ms::jobs {
namespace {

constexpr double kUnits = 1000; ///< of progress per unit of cost

struct RunningTask {
    std::size_t index = 0; ///< in the stage
    double share = 0;      ///< of its work that is done
};

} // namespace

struct StagedRun::Private {
    enum class Phase { idle, planning, working, collecting, over };

    StagedRun* q;
    Request request;
    WorkerPool pool;
    Phase phase = Phase::idle;
    QElapsedTimer clock, stageClock;
    QTimer batch;

    std::vector<PlannedTask> stage;
    std::vector<RunAnswer> stageOutputs; ///< by task; empty path = not done
    std::vector<StageFile> done;         ///< of the stage before the one that is planned
    std::vector<FileRef> all;
    std::map<std::uint64_t, RunningTask> running; ///< by the pool's number
    std::size_t stageEnded = 0;
    int stageNumber = 0;
    std::uint64_t lastId = 0, controlId = 0;
    int tasksDone = 0, tasksTotal = 0;
    bool cancelling = false, changed = false;
    std::vector<detection::Event> newEvents;
    std::unordered_set<std::string> said;
    std::set<std::string> zones, unfinished; ///< of the outcome
    Outcome outcome;

    Private(StagedRun* run, Request r) : q(run), request(std::move(r)), pool(request.pool) {}

    std::string path(const std::string& name) const { return QDir(request.scratchFolder).filePath(QString::fromStdString(name)).toStdString(); }

    AnalysisRequest ask(AnalysisRequest::Verb verb) const { return {verb, request.projectPath, request.options, {}, {}}; }

    void submitControl(const AnalysisRequest& ask, const char* kind, const std::string& file) {
        controlId = ++lastId;
        pool.submit({PoolTask{controlId, kind, {}, kAnalysisService, wire::toBytes(ask), path(file), 1}});
    }

    /// The others load the project while one of them plans; whoever comes late does so with its first task.
    void warmUp() {
        pool.warmUp(request.pool.workers);
        std::vector<PoolTask> tasks;
        for (int i = 1; i < request.pool.workers; ++i)
            tasks.push_back({++lastId, "prepare", {}, kAnalysisService, wire::toBytes(ask(AnalysisRequest::Verb::prepare)), path("prepare"), 0});
        pool.submit(std::move(tasks));
    }

    void plan() {
        phase = Phase::planning;
        auto question = ask(AnalysisRequest::Verb::plan);
        question.stage = done;
        submitControl(question, "plan", "plan-" + std::to_string(++stageNumber));
    }

    void beginStage(std::vector<PlannedTask> tasks) {
        phase = Phase::working;
        stage = std::move(tasks);
        stageOutputs.assign(stage.size(), {});
        stageEnded = 0;
        tasksTotal += static_cast<int>(stage.size());
        stageClock.start();
        running.clear();
        std::vector<PoolTask> poolTasks;
        for (std::size_t i = 0; i < stage.size(); ++i) {
            auto question = ask(AnalysisRequest::Verb::run);
            question.stage = {{stage[i].file, {}}};
            zones.insert(stage[i].zones.begin(), stage[i].zones.end());
            running[++lastId] = {i, 0};
            poolTasks.push_back({lastId, stage[i].kind, stage[i].subject, kAnalysisService, wire::toBytes(question), path("output"), stage[i].cost});
        }
        pool.submit(std::move(poolTasks));
        changed = true;
    }

    void onEnded(std::uint64_t id, const TaskEnding& ending) {
        if (phase == Phase::over) return;
        if (id == controlId) return onControlEnded(ending);
        const auto found = running.find(id);
        if (found == running.end()) return;
        const std::size_t index = found->second.index;
        found->second.share = 1;
        ++stageEnded;
        changed = true;
        if (ending.how == TaskEnding::How::done) {
            auto output = outputOf(ending);
            if (output) stageOutputs[index] = std::move(*output);
            if (output) ++tasksDone;
            if (!output) taskFailed(stage[index], output.error());
        } else if (ending.how == TaskEnding::How::failed) {
            taskFailed(stage[index], ending.error);
        }
        if (stageEnded == stage.size()) endStage();
    }

    /// Where a task's output is: in the run's folder, whatever the worker says.
    Result<RunAnswer> outputOf(const TaskEnding& ending) const {
        auto answer = wire::fromBytes<RunAnswer>(ending.result.inlineBytes, "a task's output");
        if (!answer) return answer;
        for (const FileRef* file : {&answer->output, answer->bands ? &*answer->bands : nullptr})
            if (file && file->path.rfind(path("pieces-"), 0) != 0)
                return Error{ErrorCode::workerFailed, "a worker names a file that is not the run's", file->path, {}, {}, {}};
        return answer;
    }

    void taskFailed(const PlannedTask& task, const Error& error) {
        Diagnostic diagnostic{Severity::error, "jobs.task-failed", error.message, task.kind + " " + task.subject, error.element, {}, {}, {},
                              error.advice};
        if (!error.subject.empty() && error.subject != diagnostic.subject) diagnostic.text = error.subject;
        diagnostic.kept = "the other tasks go on";
        outcome.failures.push_back(diagnostic);
        ++outcome.tasksFailed;
        unfinished.insert(task.zones.begin(), task.zones.end());
        // A worker's death has been mentioned by the pool already.
        if (error.code != ErrorCode::workerFailed) Q_EMIT q->diagnosed(diagnostic);
    }

    void endStage() {
        if (cancelling) return finish(RunOutcome::cancelled);
        done.clear();
        for (std::size_t i = 0; i < stage.size(); ++i) {
            if (stageOutputs[i].output.path.empty()) continue;
            done.push_back({stage[i].file, stageOutputs[i].output});
            all.push_back(stageOutputs[i].output);
            if (stageOutputs[i].bands) outcome.bands.push_back(*stageOutputs[i].bands);
        }
        stageOutputs.clear();
        if (done.empty() && outcome.tasksFailed > 0) {
            const Diagnostic& first = outcome.failures.front();
            outcome.error = {ErrorCode::workerFailed, "no task of a stage succeeded; the first error: " + first.message, first.subject, {}, {}, {}};
            return finish(RunOutcome::failed);
        }
        plan();
    }

    void onControlEnded(const TaskEnding& ending) {
        if (cancelling || ending.how == TaskEnding::How::cancelled) return finish(RunOutcome::cancelled);
        if (ending.how == TaskEnding::How::failed) {
            outcome.error = ending.error;
            return finish(RunOutcome::failed);
        }
        if (phase == Phase::collecting) {
            outcome.findings = {path("findings"), 0, ending.result.outputSize, ending.result.outputChecksum};
            return finish(RunOutcome::done);
        }
        auto tasks = wire::fromBytes<std::vector<PlannedTask>>(ending.result.inlineBytes, "a plan");
        if (!tasks) {
            outcome.error = tasks.error();
            return finish(RunOutcome::failed);
        }
        if (!tasks->empty()) return beginStage(std::move(*tasks));
        phase = Phase::collecting;
        auto question = ask(AnalysisRequest::Verb::collect);
        question.stage = done;
        question.all = all;
        submitControl(question, "collect", "findings");
    }

    void finish(RunOutcome how) {
        phase = Phase::over;
        flush();
        batch.stop();
        outcome.how = how;
        outcome.tasks = tasksTotal;
        outcome.zones.assign(zones.begin(), zones.end());
        outcome.unfinished.assign(unfinished.begin(), unfinished.end());
        Q_EMIT q->ended(outcome);
    }

    void onProgress(std::uint64_t id, qint64 doneUnits, qint64 total) {
        const auto found = running.find(id);
        if (found == running.end() || total <= 0) return;
        found->second.share = std::clamp(static_cast<double>(doneUnits) / static_cast<double>(total), 0.0, 1.0);
        changed = true;
    }

    void onPartial(const std::string& bytes) {
        auto events = wire::fromBytes<std::vector<detection::Event>>(bytes, "partial events");
        if (!events) return; // both ends are of one build, and frames are checked: not worth a word to the user
        for (auto& event : *events) newEvents.push_back(std::move(event));
        changed = true;
    }

    void flush() {
        if (!changed) return;
        changed = false;
        if (!newEvents.empty()) {
            std::vector<detection::Event> events;
            events.swap(newEvents);
            Q_EMIT q->eventsFound(events);
        }
        Q_EMIT q->progressed(progress());
    }

    RunProgress progress() const {
        RunProgress p;
        p.tasksDone = tasksDone;
        p.tasksTotal = tasksTotal;
        p.retries = pool.retries();
        p.workers = pool.workersAlive();
        p.elapsed_s = clock.isValid() ? static_cast<double>(clock.elapsed()) / 1000 : 0;
        switch (phase) {
        case Phase::idle:
        case Phase::planning: p.stage = QStringLiteral("plan"); return p;
        case Phase::collecting: p.stage = QStringLiteral("collect"); return p;
        case Phase::working:
        case Phase::over: break;
        }
        if (stage.empty()) return p;
        p.stage = QString::fromStdString(stage.front().kind);
        double doneCost = 0, totalCost = 0;
        for (const auto& [id, task] : running) {
            const double cost = std::max(stage[task.index].cost, 1e-9);
            doneCost += cost * task.share;
            totalCost += cost;
        }
        p.done = std::llround(doneCost / totalCost * kUnits);
        p.total = std::llround(kUnits);
        const double elapsed = static_cast<double>(stageClock.elapsed()) / 1000;
        if (doneCost > 0.05 * totalCost && elapsed > 1) p.remaining_s = elapsed * (totalCost - doneCost) / doneCost;
        return p;
    }
};

StagedRun::StagedRun(Request request, QObject* parent) : QObject(parent), d(std::make_unique<Private>(this, std::move(request))) {
    connect(&d->pool, &WorkerPool::taskProgressed, this,
            [this](std::uint64_t id, const QString&, qint64 done, qint64 total) { d->onProgress(id, done, total); });
    connect(&d->pool, &WorkerPool::taskPartial, this, [this](std::uint64_t, const std::string& bytes) { d->onPartial(bytes); });
    connect(&d->pool, &WorkerPool::diagnosed, this, [this](const Diagnostic& diagnostic) { // what several workers say is said once
        if (d->said.insert(diagnostic.toString()).second) Q_EMIT diagnosed(diagnostic);
    });
    connect(&d->pool, &WorkerPool::taskEnded, this, [this](std::uint64_t id, const TaskEnding& ending) { d->onEnded(id, ending); });
    connect(&d->batch, &QTimer::timeout, this, [this] { d->flush(); });
}

StagedRun::~StagedRun() = default;

void StagedRun::start() {
    d->clock.start();
    d->batch.start(kProgressBatch_ms);
    d->warmUp();
    d->plan();
}

void StagedRun::cancel() {
    if (d->phase == Private::Phase::over || d->cancelling) return;
    d->cancelling = true;
    d->pool.cancel();
}

RunProgress StagedRun::progress() const { return d->progress(); }
std::vector<TaskTrace> StagedRun::traces() const { return d->pool.traces(); }
const WorkerPool& StagedRun::pool() const { return d->pool; }

std::vector<FileRef> StagedRun::outputs() const {
    std::vector<FileRef> files = d->all;
    for (const RunAnswer& answer : d->stageOutputs)
        if (!answer.output.path.empty()) files.push_back(answer.output);
    return files;
}

Result<StagedWork> stagedWork(const QString& projectPath, const analysis::Options& options, const RunOptions& run, project::ProjectFile::Mode mode) {
    StagedWork work;
    auto project = project::ProjectFile::open(projectPath, mode);
    if (!project) return project.error();
    work.held = std::move(*project);
    auto folder = scratchFolder(projectPath, run);
    if (!folder) return folder.error();
    work.scratch = std::move(*folder);
    work.run = std::make_unique<StagedRun>(StagedRun::Request{projectPath.toStdString(), options,
                                                              confinedTo(work.scratch->path(), poolOptions(run), projectPath), work.scratch->path()});
    return work;
}

} // namespace ms::jobs
