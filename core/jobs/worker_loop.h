#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/jobs/scratch_file.h"
#include "core/jobs/worker_platform.h"
#include "core/wire/message.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::jobs {

/// Where a service reports to while it works: progress at most 20 times a second (the last of a stage always goes), partial results as they are
/// given. Thread-safe.
class TaskChannel : public Sink {
public:
    /// A partial result in the service's own form, at most wire::kLongestPayload less 64 bytes.
    virtual void partial(std::string bytes) = 0;
};

/// What a service has to show for a task: small bytes inline, bulk in the file that the task named.
struct ServiceResult {
    std::string inlineBytes;
    std::optional<FileRef> file;
};

/// Something a worker can do. Called on the worker's main thread, one task at a time; keeps what it likes between tasks.
class Service {
public:
    virtual ~Service() = default;
    [[nodiscard]] virtual std::string name() const = 0; ///< wire::Start::service
    [[nodiscard]] virtual Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) = 0;
};

struct WorkerLoopOptions {
    platform::Channel channel;
    std::string build = wire::buildId();
    int heartbeat_ms = 1000;
    int leave_ms = 5000;                 ///< how long a computation may go on after stdin was closed
    int cpuLimit_s = 0;                  ///< CPU time of one task, of all threads; one that takes more is called off, and the worker leaves. 0 = none
    std::vector<std::string> notes = {}; ///< said as findings (info, "jobs.worker") with the first task
};

/// A worker's life: greets, takes tasks from stdin and runs them, in their order, until stdin is closed. One thread reads stdin, one sends
/// heartbeats, the caller's computes. Exceptions of a service end its task (memory: limitExceeded, others: internal), not the worker. Returns the
/// exit status.
[[nodiscard]] int runWorkerLoop(const WorkerLoopOptions& options, std::vector<std::unique_ptr<Service>> services);

} // namespace ms::jobs
