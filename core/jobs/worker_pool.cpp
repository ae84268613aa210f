#include "core/jobs/worker_pool.h"

#include <QPointer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

namespace ms::jobs {
namespace {

constexpr int kMostStartFailures = 3; ///< in a row
constexpr int kMostNodesLost = 10;    ///< by one task, before that counts as an attempt
constexpr double kWord_s = 0.2;       ///< a word to a worker and back takes 0.3 ms through srun, but one in ten 50 ms and more
constexpr double kLongTask_s = 2;     ///< beside such tasks a word is nothing, and what waits behind one waits long
constexpr double kMostAhead = 32;

struct Waiting {
    PoolTask task;
    int attempts = 0;  ///< so far
    int nodesLost = 0; ///< attempts that were no fault of the task
};

/// Long ones first; among equals in the order of their numbers.
bool before(const Waiting& a, const Waiting& b) { return a.task.cost != b.task.cost ? a.task.cost > b.task.cost : a.task.id < b.task.id; }

} // namespace

struct WorkerPool::Private {
    /// A task that a worker has: the first of its own is at work, the others wait there.
    struct Given {
        Waiting waiting;
        std::optional<std::size_t> trace; ///< once it has begun
        bool recalled = false;
    };
    struct Slot {
        int number = 0;
        WorkerProcess* process = nullptr; ///< owned by the pool as a QObject
        std::deque<Given> given;

        [[nodiscard]] bool isUp() const { return process && process->isUp(); }
        [[nodiscard]] bool idle() const { return isUp() && given.empty(); }
    };

    WorkerPool* q;
    PoolOptions options;
    std::deque<Waiting> queue;
    std::vector<Slot> slots_;
    std::vector<TaskTrace> traces;
    QElapsedTimer clock;
    double typical_s = -1; ///< what a task took of late; -1 = not known yet
    int retries = 0, startFailures = 0;
    bool cancelling = false, finishing = false, feedPlanned = false;

    double now_s() const { return static_cast<double>(clock.nsecsElapsed()) * 1e-9; }

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
        for (Slot& slot : slots_)
            if ((finishing || cancelling) && queue.empty() && slot.idle()) slot.process->dismiss();
        std::size_t starting = 0;
        for (Slot& slot : slots_) {
            if (!queue.empty() && slot.idle()) giveIdle(slot);
            if (slot.process && !slot.process->isUp()) ++starting;
        }
        for (Slot& slot : slots_)
            if (!slot.process && starting < queue.size()) {
                startWorker(slot);
                ++starting;
            }
        giveAhead();
        recallForIdle();
    }

    /// A second attempt goes to a worker that has had no task yet.
    void giveIdle(Slot& slot) {
        const auto fit =
            std::find_if(queue.begin(), queue.end(), [&](const Waiting& w) { return w.attempts == 0 || slot.process->tasksGiven() == 0; });
        if (fit == queue.end())
            slot.process->dismiss(); // a fresh one takes its place
        else
            give(slot, fit);
    }

    /// How many tasks a worker has beside the one at work: enough for as long as a word to it may take.
    std::size_t ahead() const {
        if (typical_s > kLongTask_s) return 0;
        return typical_s <= 0 ? 1 : static_cast<std::size_t>(std::clamp(std::ceil(kWord_s / typical_s), 1.0, kMostAhead));
    }

    void giveAhead() {
        const std::size_t most = 1 + ahead();
        for (std::size_t depth = 1; depth < most; ++depth)
            for (Slot& slot : slots_) {
                if (queue.size() <= slots_.size()) return; // the last ones are for whoever is free first
                if (slot.isUp() && slot.given.size() == depth && queue.front().attempts == 0) give(slot, queue.begin());
            }
    }

    /// Who has nothing to do gets what another one has not begun.
    void recallForIdle() {
        if (!queue.empty() || cancelling) return;
        auto idle = std::count_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.idle(); });
        for (Slot& slot : slots_)
            for (const Given& given : slot.given) idle -= given.recalled ? 1 : 0;
        for (; idle > 0; --idle) {
            Given* best = nullptr;
            WorkerProcess* holder = nullptr;
            std::size_t most = 1;
            for (Slot& slot : slots_) {
                const auto kept = std::find_if(slot.given.rbegin(), slot.given.rend(), [](const Given& given) { return !given.recalled; });
                const auto n = static_cast<std::size_t>(slot.given.rend() - kept);
                if (n <= most) continue;
                most = n;
                best = &*kept;
                holder = slot.process;
            }
            if (!best) return;
            best->recalled = true;
            holder->recall(best->waiting.task.id);
        }
    }

    void give(Slot& slot, std::deque<Waiting>::iterator from) {
        Given& given = slot.given.emplace_back(Given{std::move(*from), {}, false});
        queue.erase(from);
        const PoolTask& task = given.waiting.task;
        slot.process->give({task.id, task.service, task.request, task.outputPath});
        begin(slot);
    }

    /// The first of a worker's tasks is at work from now on.
    void begin(Slot& slot) {
        if (slot.given.empty() || slot.given.front().trace) return;
        Given& given = slot.given.front();
        ++given.waiting.attempts;
        given.trace = traces.size();
        traces.push_back({QString::fromStdString(given.waiting.task.kind), QString::fromStdString(given.waiting.task.subject), slot.number, now_s(),
                          -1, given.waiting.attempts, false});
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
            settle(slot, done->task, {TaskEnding::How::done, *done, {}, 0});
        } else if (const auto* failed = std::get_if<wire::Failed>(&message)) {
            settle(slot, failed->task, {TaskEnding::How::failed, {}, failed->error, 0});
        } else if (const auto* cancelled = std::get_if<wire::Cancelled>(&message)) {
            settle(slot, cancelled->task, {TaskEnding::How::cancelled, {}, {}, 0});
        }
    }

    /// The task is no longer the worker's.
    Given takeBack(Slot& slot, std::uint64_t id, bool good) {
        const auto at = std::find_if(slot.given.begin(), slot.given.end(), [id](const Given& given) { return given.waiting.task.id == id; });
        Given given = std::move(*at);
        slot.given.erase(at);
        if (given.trace) {
            TaskTrace& trace = traces[*given.trace];
            trace.end_s = now_s();
            trace.failed = !good;
            if (good) typical_s = typical_s < 0 ? trace.end_s - trace.start_s : 0.8 * typical_s + 0.2 * (trace.end_s - trace.start_s);
        }
        return given;
    }

    void settle(Slot& slot, std::uint64_t id, TaskEnding ending) {
        Given given = takeBack(slot, id, ending.how == TaskEnding::How::done);
        begin(slot);
        const bool again = ending.how == TaskEnding::How::cancelled && given.recalled && !cancelling;
        if (again) putBack(std::move(given));
        if ((!queue.empty() || finishing || !slot.given.empty() || slot.idle()) && slot.process) planFeed();
        if (again) return;
        ending.attempts = given.waiting.attempts;
        Q_EMIT q->taskEnded(id, ending);
    }

    /// What came back from a worker through no fault of its own.
    void putBack(Given given) {
        if (given.trace) --given.waiting.attempts;
        queue.push_front(std::move(given.waiting));
    }

    void onEnded(Slot& slot, const Ending& ending) {
        const QPointer<WorkerPool> alive(q);
        const bool greeted = slot.process->isUp();
        slot.process->deleteLater();
        slot.process = nullptr;
        if (!slot.given.empty())
            lost(slot, ending);
        else if (!greeted && !cancelling)
            startFailed(ending);
        if (alive && !queue.empty()) planFeed();
    }

    /// The task that was at work has had its attempt, those behind it have not.
    void lost(Slot& slot, const Ending& ending) {
        const bool cancelled = ending.how == WorkerEnd::cancelled;
        std::deque<Given> others(std::make_move_iterator(slot.given.begin() + 1), std::make_move_iterator(slot.given.end()));
        slot.given.resize(1);
        if (!cancelling)
            for (auto given = others.rbegin(); given != others.rend(); ++given) putBack(std::move(*given));
        Given given = takeBack(slot, slot.given.front().waiting.task.id, false);
        Waiting& waiting = given.waiting;
        if (ending.how == WorkerEnd::nodeLost && ++waiting.nodesLost <= kMostNodesLost) --waiting.attempts;
        const bool again = !cancelling && worthRetry(ending.how) && waiting.attempts < options.attempts;
        mention(ending, waiting.task, again);
        if (again) {
            ++retries;
            queue.push_front(std::move(waiting));
            return;
        }
        Error error = errorOf(ending);
        error.subject = waiting.task.kind + " " + waiting.task.subject;
        const QPointer<WorkerPool> alive(q);
        Q_EMIT q->taskEnded(waiting.task.id, {cancelled ? TaskEnding::How::cancelled : TaskEnding::How::failed, {}, error, waiting.attempts});
        for (const Given& other : others) {
            if (!alive || !cancelling) return;
            Q_EMIT q->taskEnded(other.waiting.task.id, {TaskEnding::How::cancelled, {}, {}, other.waiting.attempts});
        }
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
            if (slot.process && !slot.idle()) slot.process->cancel(options.cancelGrace_ms);
        planFeed(); // the idle ones go: behind a launcher each would hold its place on the cluster
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
