#pragma once

#include "core/base/result.h"
#include "core/jobs/analysis_run.h"
#include "core/jobs/worker_pool.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <thread>

class QObject;

namespace ms::jobs {

/// Progress and partial results are handed on in batches: 20 a second at most.
inline constexpr int kProgressBatch_ms = 50;

/// A pool as the options ask for it: workers beside this program, the machine's memory shared among them, the launcher cut into words as a shell
/// would.
[[nodiscard]] PoolOptions poolOptions(const RunOptions& run);

/// The same pool, whose workers can write in `scratchFolder` only (see worker_confinement.h) and give up a task after an hour of CPU time.
[[nodiscard]] PoolOptions confinedTo(const QString& scratchFolder, PoolOptions options, const QString& projectPath = {});

/// A folder for the files of a run, removed with the object: the system's temporary folder, or with a launcher (other machines) beside the project.
[[nodiscard]] Result<std::unique_ptr<QTemporaryDir>> scratchFolder(const QString& projectPath, const RunOptions& run);

/// One piece of blocking work at a time (the project file) on a thread of its own, and what comes after it on the owner's. Destroying it waits for
/// the work and forgets what was to come after.
class Background {
public:
    explicit Background(QObject* owner) : m_owner(owner) {}
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// `work` returns what is to be called on the owner's thread.
    void run(std::function<std::function<void()>()> work);

private:
    QObject* m_owner;
    std::thread m_thread;
};

} // namespace ms::jobs
