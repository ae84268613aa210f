#pragma once

#include "core/project/project_file.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace ms::session {

/// A thread that owns a ProjectFile (SQLite connections belong to a thread) and does jobs on it, one after the other, in the order they came.
/// The destructor does what is still queued, then ends the thread: a change by the user is never lost at the end.
class FileThread {
public:
    /// What a job sees. `file` is null until a job has opened or created one; `noteIds` maps the window's note ids to those of the file.
    struct Context {
        std::unique_ptr<project::ProjectFile> file;
        std::map<std::int64_t, std::int64_t> noteIds;
    };
    using Job = std::function<void(Context&)>;

    FileThread();
    ~FileThread();
    FileThread(const FileThread&) = delete;
    FileThread& operator=(const FileThread&) = delete;

    void post(Job job); ///< any thread

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace ms::session
