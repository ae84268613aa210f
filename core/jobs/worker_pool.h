#pragma once

#include "core/jobs/run_progress.h"
#include "core/jobs/worker_process.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace ms::jobs {

/// A task for any worker of a pool.
struct PoolTask {
    std::uint64_t id = 0;      ///< unique in the pool, not 0
    std::string kind, subject; ///< for the lanes: "detect", "zone A"
    std::string service;       ///< who in the worker does it
    std::string request;
    std::string outputPath;
    double cost = 1; ///< relative: the long ones go first
};

/// How a task ended: each one ends exactly once.
struct TaskEnding {
    enum class How { done, failed, cancelled };
    How how = How::done;
    wire::Done result; ///< when done
    Error error;       ///< when failed
    int attempts = 0;  ///< 0 = never started
};

struct PoolOptions {
    WorkerCommand command;
    int workers = 1;
    int attempts = 2;          ///< on a fresh worker each
    int cancelGrace_ms = 1200; ///< from cancel() to SIGKILL
};

/// A pool of workers that are reused from task to task. Workers start when there is work, are sent home with the pool. Where tasks are short a worker
/// gets some ahead, because a word to it and back may take long (another machine); an idle worker gets them back. A task whose worker died is
/// tried once more on a fresh worker, then it has failed; the others go on. All signals come from the event loop of the pool's thread, never from
/// within a call to it.
class WorkerPool final : public QObject {
    Q_OBJECT
public:
    explicit WorkerPool(PoolOptions options, QObject* parent = nullptr);
    ~WorkerPool() override;

    /// Starts up to `workers` already, while their tasks are still being thought out.
    void warmUp(int workers);
    void submit(std::vector<PoolTask> tasks);
    /// There will be no more tasks: workers that have none go now, the others when they are done.
    void noMoreTasks();
    /// Answers at once. Waiting tasks end as cancelled; running ones are asked, and killed after the grace; every worker goes.
    void cancel();
    /// All tasks since the pool was made, with worker and times.
    [[nodiscard]] const std::vector<TaskTrace>& traces() const;
    [[nodiscard]] int retries() const;
    [[nodiscard]] int workersAlive() const;
    /// Of the workers that are up; for tests and the log.
    [[nodiscard]] std::vector<qint64> pids() const;

Q_SIGNALS:
    void taskProgressed(std::uint64_t task, const QString& stage, qint64 done, qint64 total);
    void taskPartial(std::uint64_t task, const std::string& bytes);
    void diagnosed(const ms::Diagnostic& diagnostic);
    void taskEnded(std::uint64_t task, const ms::jobs::TaskEnding& ending);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
