#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"

#include <QString>

#include <stop_token>

namespace ms::project {

struct QualityOutcome {
    std::size_t sensors = 0; ///< that were looked at; 0 = all were checked already
    std::size_t faults = 0;  ///< found in them
};

/// Brings the automatic quality spans of a project up to its readings: nothing to do when nothing changed since the last time; else every series by
/// itself (on `threads` threads, each with a connection of its own) and the pressure loggers against each other, all of them, since one that changed
/// is a witness for the others. Written in one transaction; `again` looks at everything once more. ErrorCode::cancelled when stopped.
[[nodiscard]] Result<QualityOutcome> checkQuality(const QString& projectPath, Sink& sink, std::stop_token stop, int threads, bool again = false);

} // namespace ms::project
