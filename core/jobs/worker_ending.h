#pragma once

#include "core/base/error.h"

#include <string>

namespace ms::jobs {

/// How a worker process ended, seen from the task it had.
enum class WorkerEnd {
    done,          ///< gave its result
    failed,        ///< said that the task cannot be done
    cancelled,     ///< was asked to stop, and stopped (or was stopped)
    dismissed,     ///< had nothing to do and was sent home
    crashed,       ///< died of a signal
    protocolError, ///< said something that is not of the protocol, or is of another build
    noVerdict,     ///< exited without a word about its task
    unresponsive,  ///< gave no sign of life, and was killed
    overLimit,     ///< ended itself because its task took more CPU time than one may
    failedToStart,
    nodeLost ///< the machine that the cluster had given it went away, or the cluster took it back: no fault of the task
};

[[nodiscard]] const char* nameOf(WorkerEnd end);

/// The exit status of a worker whose task took too much CPU time.
inline constexpr int kOverLimitStatus = 5;

/// Everything that is known when a process is gone (or given up).
struct EndFacts {
    enum class Verdict { none, done, failed, cancelled };

    bool started = true;             ///< the operating system could start it
    bool greeted = true;             ///< its Hello was accepted
    bool taskGiven = false;          ///< it had a task
    Verdict verdict = Verdict::none; ///< about that task
    bool cancelAsked = false;
    bool silent = false;       ///< its heartbeat stayed away, so it was killed
    bool dismissed = false;    ///< its stdin was closed because it was no longer needed
    bool crashed = false;      ///< ended by a signal
    int exitCode = 0;          ///< with `crashed`: the signal
    bool launched = false;     ///< through a launcher (srun ...), which turns signals into 128 + signal
    std::string protocolError; ///< what was wrong with its output; empty = nothing
    std::string startError;    ///< why it did not start
    std::string stderrTail;    ///< the last lines it wrote to stderr
};

struct Ending {
    WorkerEnd how = WorkerEnd::noVerdict;
    int signal = 0;       ///< when crashed
    std::string sentence; ///< for people: "a worker crashed (signal 11, segmentation fault); its last words: '...'"
    bool operator==(const Ending&) const = default;
};

/// The one place that says how a worker ended. Pure: a table test covers it.
[[nodiscard]] Ending classify(const EndFacts& facts);

/// True when the task may succeed on a fresh worker: the process died, the task was not judged.
[[nodiscard]] bool worthRetry(WorkerEnd end);

/// The error of a task that was lost with its workers.
[[nodiscard]] Error errorOf(const Ending& ending);

} // namespace ms::jobs
