#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

class QLockFile;

namespace ms::project {

/// The word of this process that it writes a project: a lock file beside it (PROJECT.edit.lock, PROJECT.write.lock), which names process, computer
/// and user, and goes with the claim. What a process that died left behind is taken over, also after a restart of the computer; a lock of another
/// computer stands until somebody removes it, because nobody here can know.
///
/// A window *edits*: it keeps what it shows and can undo, so nobody else may write meanwhile. Commands *write*: SQLite lets them take turns, so two
/// of them may (a watch and `quiet`), but none beside a window. Claims of one process never stand in each other's way. Thread-safe.
class ProjectClaim {
public:
    enum class Kind { write, edit };
    /// busy, saying who has it since when. Where no lock file can be made (a full or read-only folder) the claim is empty: the write itself will
    /// tell.
    [[nodiscard]] static Result<ProjectClaim> take(const QString& projectPath, Kind kind);

private:
    std::shared_ptr<QLockFile> m_lock;
};

} // namespace ms::project
