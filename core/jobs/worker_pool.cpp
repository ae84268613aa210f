#include "core/jobs/worker_pool.h"

#include <QPointer>

#include <algorithm>
#include <deque>
#include <optional>

namespace ms::jobs {
namespace {

constexpr int kMostStartFailures = 3; ///< in a row
constexpr int kMostNodesLost = 10;    ///< by one task, before that counts as an attempt

struct Waiting {
    PoolTask task;
    int attempts = 0;  ///< so far
    int nodesLost = 0; ///< attempts that were no fault of the task
};

/// Long ones first; among equals in the order of their numbers.
bool before(const Waiting& a, const Waiting& b) { return a.task.cost != b.task.cost ? a.task.cost > b.task.cost : a.task.id < b.task.id; }

} // namespace

struct WorkerPool::Private {
    struct Slot {
        int number = 0;
        WorkerProcess* process = nullptr; ///< owned by the pool as a QObject
        std::optional<Waiting> running;
        std::size_t trace = 0; ///< of what is running
    };

    WorkerPool* q;
    PoolOptions options;
    std::deque<Waiting> queue;
    std::vector<Slot> slots_;
    std::vector<TaskTrace> traces;
    QElapsedTimer clock;
    int retries = 0, startFailures = 0;
    bool cancelling = false, finishing = false, feedPlanned = false;

    double now_s() const { return static_cast<double>(clock.elapsed()) / 1000.0; }

    void planFeed() {
        if (feedPlanned) return;
        feedPlanned = true;
        QMetaObject::invokeMethod(
            q,
            [this] {
                feedPlanned = false;
                feed();
            },
            Qt::QueuedConnection);
    }

    void feed() {
        if (finishing && queue.empty())
            for (Slot& slot : slots_)
                if (slot.process && slot.process->isUp() && !slot.running) slot.process->dismiss();
        std::size_t starting = 0;
        for (Slot& slot : slots_) {
            if (queue.empty()) return;
            if (slot.process && slot.process->isUp() && !slot.running) assign(slot);
            if (slot.process && !slot.process->isUp()) ++starting;
        }
        for (Slot& slot : slots_)
            if (!slot.process && starting < queue.size()) {
                startWorker(slot);
                ++starting;
            }
    }

    /// A second attempt goes to a worker that has had no task yet.
    void assign(Slot& slot) {
        const auto fit =
            std::find_if(queue.begin(), queue.end(), [&](const Waiting& w) { return w.attempts == 0 || slot.process->tasksGiven() == 0; });
        if (fit == queue.end()) {
            slot.process->dismiss(); // a fresh one takes its place
            return;
        }
        slot.running = std::move(*fit);
        queue.erase(fit);
        Waiting& waiting = *slot.running;
        ++waiting.attempts;
        slot.trace = traces.size();
        traces.push_back({QString::fromStdString(waiting.task.kind), QString::fromStdString(waiting.task.subject), slot.number, now_s(), -1,
                          waiting.attempts, false});
        slot.process->give({waiting.task.id, waiting.task.service, waiting.task.request, waiting.task.outputPath});
    }

    void startWorker(Slot& slot) {
        auto* process = new WorkerProcess(options.command, q);
        slot.process = process;
        QObject::connect(process, &WorkerProcess::greeted, q, [this] {
            startFailures = 0;
            feed();
        });
        const int number = slot.number;
        QObject::connect(process, &WorkerProcess::received, q, [this, number](const wire::Message& message) { onMessage(slotOf(number), message); });
        QObject::connect(process, &WorkerProcess::ended, q, [this, number](const Ending& ending) { onEnded(slotOf(number), ending); });
        process->start();
    }

    Slot& slotOf(int number) { return slots_[static_cast<std::size_t>(number - 1)]; }

    void onMessage(Slot& slot, const wire::Message& message) {
        if (const auto* progress = std::get_if<wire::Progress>(&message)) {
            Q_EMIT q->taskProgressed(progress->task, QString::fromStdString(progress->stage), progress->done, progress->total);
        } else if (const auto* partial = std::get_if<wire::Partial>(&message)) {
            Q_EMIT q->taskPartial(partial->task, partial->bytes);
        } else if (const auto* finding = std::get_if<wire::Finding>(&message)) {
            Q_EMIT q->diagnosed(finding->diagnostic);
        } else if (const auto* done = std::get_if<wire::Done>(&message)) {
            settle(slot, {TaskEnding::How::done, *done, {}, 0});
        } else if (const auto* failed = std::get_if<wire::Failed>(&message)) {
            settle(slot, {TaskEnding::How::failed, {}, failed->error, 0});
        } else if (std::holds_alternative<wire::Cancelled>(message)) {
            settle(slot, {TaskEnding::How::cancelled, {}, {}, 0});
        }
    }

    void settle(Slot& slot, TaskEnding ending) {
        const std::uint64_t id = slot.running->task.id;
        ending.attempts = slot.running->attempts;
        traces[slot.trace].end_s = now_s();
        traces[slot.trace].failed = ending.how != TaskEnding::How::done;
        slot.running.reset();
        if ((!queue.empty() || finishing) && slot.process) planFeed();
        Q_EMIT q->taskEnded(id, ending);
    }

    void onEnded(Slot& slot, const Ending& ending) {
        const bool greeted = slot.process->isUp();
        slot.process->deleteLater();
        slot.process = nullptr;
        if (slot.running)
            lost(slot, ending);
        else if (!greeted && !cancelling)
            startFailed(ending);
        if (!queue.empty()) planFeed();
    }

    void lost(Slot& slot, const Ending& ending) {
        if (ending.how == WorkerEnd::nodeLost && ++slot.running->nodesLost <= kMostNodesLost) --slot.running->attempts;
        const bool again = !cancelling && worthRetry(ending.how) && slot.running->attempts < options.attempts;
        mention(ending, slot.running->task, again);
        if (!again) {
            const auto how = ending.how == WorkerEnd::cancelled ? TaskEnding::How::cancelled : TaskEnding::How::failed;
            Error error = errorOf(ending);
            error.subject = slot.running->task.kind + " " + slot.running->task.subject;
            settle(slot, {how, {}, error, 0});
            return;
        }
        ++retries;
        traces[slot.trace].end_s = now_s();
        traces[slot.trace].failed = true;
        queue.push_front(std::move(*slot.running));
        slot.running.reset();
    }

    /// Each death is said once.
    void mention(const Ending& ending, const PoolTask& task, bool again) {
        if (ending.how == WorkerEnd::cancelled) return;
        Diagnostic diagnostic;
        diagnostic.severity = again ? Severity::warning : Severity::error;
        diagnostic.code = "jobs.worker-lost";
        diagnostic.message = ending.sentence;
        diagnostic.subject = task.kind + " " + task.subject;
        diagnostic.kept = again ? "the task is tried again on a fresh worker" : "the other tasks go on";
        Q_EMIT q->diagnosed(diagnostic);
    }

    void startFailed(const Ending& ending) {
        // A missing program or a worker of another build will not get better; anything else is given a few chances.
        const bool hopeless = ending.how == WorkerEnd::failedToStart || ending.how == WorkerEnd::protocolError;
        if (!hopeless && ++startFailures < kMostStartFailures) return;
        std::deque<Waiting> all;
        all.swap(queue);
        Error error = errorOf(ending);
        error.advice = "Check that mainsight-worker is installed beside this program, and the launcher if one is set";
        const QPointer<WorkerPool> alive(q);
        for (const Waiting& waiting : all) {
            Q_EMIT q->taskEnded(waiting.task.id, {TaskEnding::How::failed, {}, error, waiting.attempts});
            if (!alive) return;
        }
    }

    void cancelAll() {
        cancelling = true;
        std::deque<Waiting> all;
        all.swap(queue);
        for (const Slot& slot : slots_)
            if (slot.process && (slot.running || !slot.process->isUp())) slot.process->cancel(options.cancelGrace_ms);
        const QPointer<WorkerPool> alive(q);
        for (const Waiting& waiting : all) {
            Q_EMIT q->taskEnded(waiting.task.id, {TaskEnding::How::cancelled, {}, {}, waiting.attempts});
            if (!alive) return;
        }
    }
};

WorkerPool::WorkerPool(PoolOptions options, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->options = std::move(options);
    d->clock.start();
    d->slots_.resize(static_cast<std::size_t>(std::max(1, d->options.workers)));
    for (std::size_t i = 0; i < d->slots_.size(); ++i) d->slots_[i].number = static_cast<int>(i) + 1;
}

WorkerPool::~WorkerPool() {
    for (auto& slot : d->slots_)
        if (slot.process) slot.process->disconnect(this);
}

void WorkerPool::warmUp(int workers) {
    for (auto& slot : d->slots_)
        if (workers-- > 0 && !slot.process && !d->cancelling) d->startWorker(slot);
}

void WorkerPool::noMoreTasks() {
    d->finishing = true;
    d->planFeed();
}

void WorkerPool::submit(std::vector<PoolTask> tasks) {
    for (PoolTask& task : tasks) d->queue.push_back({std::move(task), 0});
    std::stable_sort(d->queue.begin(), d->queue.end(), before);
    if (d->cancelling)
        QMetaObject::invokeMethod(
            this, [this] { d->cancelAll(); }, Qt::QueuedConnection);
    else
        d->planFeed();
}

void WorkerPool::cancel() {
    QMetaObject::invokeMethod(
        this, [this] { d->cancelAll(); }, Qt::QueuedConnection);
}

const std::vector<TaskTrace>& WorkerPool::traces() const { return d->traces; }
int WorkerPool::retries() const { return d->retries; }

int WorkerPool::workersAlive() const {
    return static_cast<int>(std::count_if(d->slots_.begin(), d->slots_.end(), [](const auto& slot) { return slot.process && slot.process->isUp(); }));
}

std::vector<qint64> WorkerPool::pids() const {
    std::vector<qint64> pids;
    for (const auto& slot : d->slots_)
        if (slot.process && slot.process->isUp()) pids.push_back(slot.process->pid());
    return pids;
}

} // namespace ms::jobs
