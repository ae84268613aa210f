#include "core/jobs/import_run.h"

#include "core/ingest/ingest.h"
#include "core/jobs/import_prepare.h"
#include "core/jobs/import_service.h"
#include "core/jobs/import_writer.h"
#include "core/jobs/run_support.h"
#include "core/project/quality_check.h"
#include "core/wire/values.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <map>
#include <stop_token>
#include <unordered_set>

namespace ms::jobs {
namespace {

/// What is known of the files and of the project: the hints, encoded, and what was found while they were put together.
struct Known {
    std::string hints;
    Diagnostics diagnostics;
};

Result<Known> encodedHints(const ImportRequest& request) {
    auto hints = hintsOf(request);
    if (!hints) return hints.error();
    return Known{ingest::encodeHints(*hints), std::move(hints->diagnostics)};
}

std::string subjectOf(const ingest::ImportTask& task) {
    if (task.parts.empty()) return {};
    const std::string& path = task.parts.front().called();
    std::string name = path.substr(path.find_last_of('/') + 1);
    if (task.parts.size() > 1) name += " and " + std::to_string(task.parts.size() - 1) + " more";
    return name;
}

} // namespace

struct ImportRun::Private {
    struct Running {
        std::size_t index = 0;
        qint64 bytes = 0, done = 0; ///< of the sources
        std::vector<std::string> files;
    };

    ImportRun* q;
    ImportRequest request;
    RunOptions run;
    std::unique_ptr<QTemporaryDir> scratch;
    std::unique_ptr<WorkerPool> pool;
    std::unique_ptr<ImportWriter> writer;
    std::unique_ptr<Background> background;
    std::optional<Error> failure;
    std::map<std::uint64_t, Running> running; ///< by the pool's number
    std::vector<FileOutcome> outcomes;
    Diagnostics diagnostics;
    std::unordered_set<std::string> said;
    QElapsedTimer clock;
    QTimer batch;
    int tasksDone = 0;
    std::size_t tasksEnded = 0;
    std::stop_source checkStop;
    bool started = false, cancelling = false, over = false, changed = false, checking = false;

    void finish(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        batch.stop();
        Q_EMIT q->progressed(progress());
        Q_EMIT q->finished(outcome, message);
    }

    void fail(const Error& error) {
        failure = error;
        const bool cancelled = error.code == ErrorCode::cancelled;
        finish(cancelled ? RunOutcome::cancelled : RunOutcome::failed,
               cancelled ? QStringLiteral("cancelled; the project is as it was") : QString::fromStdString(error.toString()));
    }

    /// What a worker said while it parsed stands in its report once more.
    void diagnose(const Diagnostic& diagnostic) {
        if (!said.insert(diagnostic.toString()).second) return;
        diagnostics.push_back(diagnostic);
        Q_EMIT q->diagnosed(diagnostic);
    }

    void begin() {
        clock.start();
        batch.start(kProgressBatch_ms);
        const int workers = poolOptions(run).workers;
        std::vector<std::string> paths;
        for (const QString& asked : request.paths) paths.push_back(asked.toStdString());
        background->run([this, paths, workers, names = request.names]() -> std::function<void()> {
            auto plan = ingest::planImport(paths, workers);
            if (!plan) return [this, error = plan.error()] { fail(error); };
            for (auto& task : plan->tasks)
                for (auto& part : task.parts) part.name = names.value(QString::fromStdString(part.path)).toStdString();
            return [this, ready = std::make_shared<ingest::ImportPlan>(std::move(*plan))] { onPlanned(ready); };
        });
    }

    /// The workers start while the project is still being read.
    void onPlanned(const std::shared_ptr<ingest::ImportPlan>& plan) {
        if (cancelling) return fail({ErrorCode::cancelled, {}, {}, {}, {}, {}});
        auto folder = scratchFolder(request.projectPath, run);
        if (!folder) return fail(folder.error());
        scratch = std::move(*folder);
        makePool();
        pool->warmUp(static_cast<int>(std::min<std::size_t>(plan->tasks.size(), 1024)));
        background->run([this, asked = request, plan]() -> std::function<void()> {
            auto hints = encodedHints(asked);
            if (!hints) return [this, error = hints.error()] { fail(error); };
            return [this, plan, known = std::move(*hints)] {
                for (const Diagnostic& diagnostic : known.diagnostics) diagnose(diagnostic);
                submit(*plan, known.hints);
            };
        });
    }

    void makePool() {
        pool = std::make_unique<WorkerPool>(confinedTo(scratch->path(), poolOptions(run)));
        QObject::connect(pool.get(), &WorkerPool::diagnosed, q, [this](const Diagnostic& diagnostic) { diagnose(diagnostic); });
        QObject::connect(pool.get(), &WorkerPool::taskEnded, q, [this](std::uint64_t id, const TaskEnding& ending) { onTaskEnded(id, ending); });
        QObject::connect(pool.get(), &WorkerPool::taskProgressed, q, [this](std::uint64_t id, const QString&, qint64 done, qint64 total) {
            Running& task = running[id];
            if (total > 0)
                task.done = std::min(task.bytes,
                                     static_cast<qint64>(static_cast<double>(task.bytes) * static_cast<double>(done) / static_cast<double>(total)));
            changed = true;
        });
    }

    std::string path(const std::string& name) const { return scratch->filePath(QString::fromStdString(name)).toStdString(); }
    static std::string parsedName(std::size_t index) { return "parsed-" + std::to_string(index); }

    void submit(const ingest::ImportPlan& plan, const std::string& encoded) {
        if (cancelling) return fail({ErrorCode::cancelled, {}, {}, {}, {}, {}});
        for (const Diagnostic& diagnostic : plan.diagnostics) diagnose(diagnostic);
        auto hints = writeScratch(path("hints"), encoded);
        if (!hints) return fail(hints.error());

        std::vector<PoolTask> tasks;
        const auto add = [&](const ImportWork& work, const char* kind, const std::string& subject, qint64 bytes) {
            const std::size_t index = tasks.size();
            const std::uint64_t id = index + 1;
            running[id] = {index, std::max<qint64>(bytes, 1), 0, {}};
            tasks.push_back({id, kind, subject, kImportService, wire::toBytes(work), path(parsedName(index)), static_cast<double>(bytes)});
        };
        for (const auto& task : plan.tasks) {
            add({ImportWork::Verb::parse, *hints, ingest::encodeTask(task), {}, {}, {}}, "import", subjectOf(task), task.bytes);
            for (const auto& part : task.parts) running[tasks.size()].files.push_back(part.called());
        }
        if (!request.repairsPath.isEmpty())
            add({ImportWork::Verb::repairs, *hints, {}, request.repairsPath.toStdString(), {}, {}}, "repairs", request.repairsPath.toStdString(), 1);
        if (tasks.empty())
            return fail({ErrorCode::invalidInput, "there is nothing to import", {}, {}, {}, "Name files or folders that hold readings"});
        // The writer gets them in this order: the pool must not run far ahead of it.
        for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i].cost = static_cast<double>(tasks.size() - i);

        writer = std::make_unique<ImportWriter>(request.projectPath, tasks.size(), ImportWriter::Options{false, false, request.marks},
                                                [this](ImportWriter::Report report) {
                                                    auto shared = std::make_shared<ImportWriter::Report>(std::move(report));
                                                    QMetaObject::invokeMethod(
                                                        q, [this, shared] { onWritten(*shared); }, Qt::QueuedConnection);
                                                });
        pool->submit(std::move(tasks));
        pool->noMoreTasks();
    }

    void onTaskEnded(std::uint64_t id, const TaskEnding& ending) {
        Running& task = running[id];
        ++tasksEnded;
        changed = true;
        if (ending.how == TaskEnding::How::cancelled) return writer->abort({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
        const bool lost = ending.error.code == ErrorCode::workerFailed || ending.error.code == ErrorCode::limitExceeded;
        if (ending.how == TaskEnding::How::failed && lost && ending.attempts > 0 && !task.files.empty()) // a hostile file costs its task
            return writer->deliverLost(task.index, task.files, "the worker that read it was lost: " + ending.error.message);
        if (ending.how == TaskEnding::How::failed) {
            // One task that cannot be done spoils the whole: a half-done import leaves nothing behind.
            writer->abort(ending.error);
            return pool->cancel();
        }
        task.done = task.bytes;
        ++tasksDone;
        if (ending.result.inlineBytes.empty()) return writer->deliver(task.index, path(parsedName(task.index)));
        auto repairs = wire::fromBytes<RepairsRead>(ending.result.inlineBytes, "repairs");
        if (!repairs) return writer->abort(repairs.error());
        writer->deliverRepairs(std::move(repairs->repairs));
        writer->deliver(task.index, {});
    }

    void onWritten(const ImportWriter::Report& report) {
        outcomes = report.outcomes;
        for (const Diagnostic& diagnostic : report.diagnostics) diagnose(diagnostic);
        if (!report.committed) {
            if (pool) pool->cancel();
            return fail(report.error);
        }
        qint64 values = 0;
        std::size_t bad = 0;
        for (const FileOutcome& outcome : outcomes) {
            values += outcome.values;
            if (!outcome.error.isEmpty()) ++bad;
        }
        const QString files = QStringLiteral("%1 files, %2 values").arg(outcomes.size() - bad).arg(values);
        if (bad == 0) return check(files);
        if (bad == outcomes.size()) return fail({ErrorCode::unreadable, "no file could be read", {}, {}, {}, {}});
        check(files + QStringLiteral("; %1 files could not be read and stayed out").arg(bad));
    }

    /// The readings are in. Stopped or failed, the check is made up for by whoever needs it next.
    void check(const QString& message) {
        if (!request.check || cancelling) return finish(RunOutcome::done, message);
        checking = true;
        changed = true;
        background->run([this, message, projectPath = request.projectPath, threads = poolOptions(run).workers]() -> std::function<void()> {
            NullSink sink;
            auto checked = project::checkQuality(projectPath, sink, checkStop.get_token(), threads);
            return [this, message, checked = std::move(checked)] {
                if (!checked && checked.error().code != ErrorCode::cancelled)
                    diagnose({Severity::warning,
                              "import.unchecked",
                              "The readings are in, but could not be checked: " + checked.error().message,
                              request.projectPath.toStdString(),
                              {},
                              {},
                              {},
                              {},
                              "Run the check once more"});
                const bool found = checked.ok() && checked->faults > 0;
                finish(RunOutcome::done, found ? message + QStringLiteral("; %1 faults of loggers flagged").arg(checked->faults) : message);
            };
        });
    }

    RunProgress progress() const {
        RunProgress p;
        p.tasksTotal = static_cast<int>(running.size());
        p.tasksDone = tasksDone;
        p.elapsed_s = clock.isValid() ? static_cast<double>(clock.elapsed()) / 1000 : 0;
        if (!writer) {
            p.stage = QStringLiteral("prepare");
            return p;
        }
        p.retries = pool->retries();
        p.workers = pool->workersAlive();
        p.stage = checking ? QStringLiteral("check") : tasksEnded < running.size() ? QStringLiteral("parse") : QStringLiteral("store");
        for (const auto& [id, task] : running) {
            p.done += task.done;
            p.total += task.bytes;
        }
        if (p.done > p.total / 20 && p.elapsed_s > 1)
            p.remaining_s = p.elapsed_s * static_cast<double>(p.total - p.done) / static_cast<double>(p.done);
        return p;
    }
};

ImportRun::ImportRun(ImportRequest request, RunOptions run, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->request = std::move(request);
    d->run = std::move(run);
    d->background = std::make_unique<Background>(this);
    connect(&d->batch, &QTimer::timeout, this, [this] {
        if (!d->changed) return;
        d->changed = false;
        Q_EMIT progressed(d->progress());
    });
}

ImportRun::~ImportRun() { d->checkStop.request_stop(); }

void ImportRun::start() {
    if (d->started) return;
    d->started = true;
    d->begin();
}

void ImportRun::cancel() {
    if (d->over || d->cancelling) return;
    d->cancelling = true;
    d->checkStop.request_stop();
    if (d->writer) d->writer->abort({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
    if (d->pool) d->pool->cancel();
}

std::optional<Error> ImportRun::error() const { return d->failure; }
RunProgress ImportRun::progress() const { return d->progress(); }
std::vector<FileOutcome> ImportRun::outcomes() const { return d->outcomes; }
Diagnostics ImportRun::diagnostics() const { return d->diagnostics; }

} // namespace ms::jobs
