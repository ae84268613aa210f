#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QString>

#include <stop_token>
#include <string>
#include <vector>

namespace ms::jobs {

/// A place where readings come in while a project is watched. Blocking: call off the window's thread.
class WatchSource {
public:
    /// Something to take in, as a file that can be imported.
    struct Found {
        QString path;
        std::string source; ///< what the project calls what was read; the file's path, or the table it was read from
        std::string mark;   ///< how far that is, in words of the source's own: the project keeps it with the readings
        Instant changed;    ///< when it came, as far as is known
        bool grows = false; ///< something of it was taken in before, or it is a table
        bool operator==(const Found&) const = default;
    };

    WatchSource() = default;
    virtual ~WatchSource() = default;
    WatchSource(const WatchSource&) = delete;
    WatchSource& operator=(const WatchSource&) = delete;

    [[nodiscard]] virtual std::string name() const = 0; ///< for messages
    /// What is new, or other than when it was taken in. `settled`: nothing will change any more, so nothing has to wait for a later look. unreadable
    /// when the source is away. What was found and not taken() is found again.
    [[nodiscard]] virtual Result<std::vector<Found>> look(bool settled, std::stop_token stop) = 0;
    /// It is in the project, or nothing of it can be used.
    virtual void taken(const Found& found) = 0;
};

} // namespace ms::jobs
