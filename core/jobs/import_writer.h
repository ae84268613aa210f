#pragma once

#include "core/base/result.h"
#include "core/jobs/import_run.h"
#include "core/series/repair.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace ms::jobs {

/// The one writer of an import: takes parsed files in the order of their tasks, while later ones are still being parsed, and puts all of them into
/// the project in one transaction. A thread of its own; aborted or failed it leaves the project as it was. So does a source without a unit: guessing
/// one is worse than asking. Files that cannot be read are reported and stay out, the others go in.
class ImportWriter {
public:
    struct Report {
        std::vector<FileOutcome> outcomes;
        Diagnostics diagnostics;
        bool committed = false;
        Error error; ///< when not committed
    };
    using WhenOver = std::function<void(Report)>; ///< called on the writer's thread, once

    ImportWriter(QString projectPath, std::size_t tasks, WhenOver whenOver);
    ~ImportWriter(); ///< aborts and waits

    /// Thread-safe; each task once. The task of the repair list has an empty path, after deliverRepairs().
    void deliver(std::size_t task, std::string parsedPath);
    /// The worker of a task died, more than once: these files stay out, or the part of them that was its task.
    void deliverLost(std::size_t task, std::vector<std::string> files, std::string why);
    void deliverRepairs(std::vector<series::Repair> repairs);
    void abort(Error why);
    /// How many tasks have gone in.
    [[nodiscard]] std::size_t written() const;

private:
    void work();
    Result<void> writeAll(Report& report);

    QString m_projectPath;
    std::size_t m_tasks;
    WhenOver m_whenOver;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    struct Delivered {
        std::string parsedPath;
        std::vector<std::string> lost;
        std::string why;
    };
    void take(std::size_t task, Delivered delivered);
    std::map<std::size_t, Delivered> m_ready;
    std::vector<series::Repair> m_repairs;
    std::optional<Error> m_abort;
    std::size_t m_written = 0;
    std::thread m_thread; ///< last: it uses all others
};

} // namespace ms::jobs
