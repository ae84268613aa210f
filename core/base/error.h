#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ms {

/// Line and column in a text, both from 1; 0 where unknown.
struct Position {
    std::int64_t line = 0;
    std::int64_t column = 0;
    bool operator==(const Position&) const = default;
};

/// What kind of thing went wrong: decides exit status and wording, never the details.
enum class ErrorCode {
    invalidInput,  ///< a file or an argument says something impossible
    notFound,      ///< a file, an element, a project that is not there
    unreadable,    ///< exists, but cannot be opened or decoded
    damaged,       ///< a project whose pages or tables are not what they were: project::repair() saves what is left
    unwritable,    ///< cannot be written: rights, space, medium
    unsupported,   ///< understood, but Mainsight does not do it
    notConverged,  ///< a computation did not reach its tolerance
    cancelled,     ///< somebody asked to stop
    limitExceeded, ///< memory, size, time or depth limit
    workerFailed,  ///< a worker process ended without a verdict
    busy,          ///< somebody else holds it
    newerVersion,  ///< written by a newer Mainsight
    internal       ///< a bug of ours
};

/// Why something could not be done. A value: made at the innermost place that knows line and element, handed up, worded by ui or cli.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message; ///< one plain English sentence: what was wrong
    std::string subject; ///< the file or object it is about
    std::string element; ///< id of the pipe, column, sensor ... in it, if any
    Position position;   ///< where in `subject`
    std::string advice;  ///< what the user can do about it, if anything
    bool operator==(const Error&) const = default;

    /// "subject:line: message (element). Advice." with the empty parts left out.
    [[nodiscard]] std::string toString() const;
};

} // namespace ms
