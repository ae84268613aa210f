#pragma once

#include "core/base/result.h"
#include "core/jobs/import_run.h"
#include "core/series/repair.h"
#include "core/series/sensor.h"

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
        std::int64_t step = 0; ///< of undo (ProjectFile::swapStep), when one is kept and anything was changed
        Error error;           ///< when not committed
    };
    struct Options {
        bool keepUndo = false;                         ///< keep the state before in the project
        bool keepParsed = false;                       ///< leave the parsed files where they are: a review may commit them again after a cancel
        std::map<std::string, std::string> marks = {}; ///< how far which source was read, see ProjectFile::putSourceMark
    };
    /// What sensors are to be instead, by their names in the parsed file.
    using Amended = std::map<std::string, series::Sensor>;
    using WhenOver = std::function<void(Report)>; ///< called on the writer's thread, once

    ImportWriter(QString projectPath, std::size_t tasks, Options options, WhenOver whenOver);
    ~ImportWriter(); ///< aborts and waits

    /// Thread-safe; each task once. The task of the repair list has an empty path, after deliverRepairs().
    void deliver(std::size_t task, std::string parsedPath, Amended amended = {});
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
    Options m_options;
    WhenOver m_whenOver;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    struct Delivered {
        std::string parsedPath;
        std::vector<std::string> lost;
        std::string why;
        Amended amended;
    };
    void take(std::size_t task, Delivered delivered);
    std::map<std::size_t, Delivered> m_ready;
    std::vector<series::Repair> m_repairs;
    std::optional<Error> m_abort;
    std::size_t m_written = 0;
    std::thread m_thread; ///< last: it uses all others
};

} // namespace ms::jobs
