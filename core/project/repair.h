#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <QString>

namespace ms::project {

/// What became of a damaged project.
struct Repaired {
    QString damagedCopy;   ///< where the damaged file is now
    std::int64_t rows = 0; ///< that were saved
    Diagnostics lost;      ///< a sentence for each thing that is not in the project any more; empty = all was saved
};

/// Makes a sound project of all that can still be read in a damaged one, and puts it in its place; the damaged file stays beside it
/// (PROJECT.damaged). What cannot be read, or cannot be decoded, is left out and said. The undo of imports is given up.
///
/// Works on a project of any version. unreadable when not even its list of tables can be read, busy when anybody writes it, unwritable without room
/// for a second file.
[[nodiscard]] Result<Repaired> repairProject(const QString& path);

} // namespace ms::project
