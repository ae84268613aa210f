#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QSqlDatabase>
#include <QString>

#include <map>
#include <string>

/// The share of a ProjectFile in shared projects (shared_project.h).
namespace ms::project {

/// Makes the schema and its tables; unwritable when it is there already.
[[nodiscard]] Result<void> makeSchema(const QSqlDatabase& db, const QString& path);
/// Looks whether there is a project, and migrates an older one where it may be written; notFound, newerVersion, unsupported.
[[nodiscard]] Result<void> bringUpToDate(const QSqlDatabase& db, const QString& path, bool mayWrite);
/// Begins to write: others who write this project wait, for ten seconds at most (busy).
[[nodiscard]] Result<void> beginShared(const QSqlDatabase& db);
/// Says within such a change that there is one (sharedRevision), and from when on readings of which sensors are others (sharedChanges); fails where
/// an error has undone it already, which COMMIT would call a success.
[[nodiscard]] Result<void> countChange(const QSqlDatabase& db, const std::map<std::string, Instant>& readings);
/// Takes back makeSchema() and all that was put there since.
[[nodiscard]] Result<void> dropSchema(const QSqlDatabase& db);
/// All rows of a project into another one that was just created at `toPath`, but for the windows' states and what is kept for undo; into a shared one
/// by binary COPY.
[[nodiscard]] Result<void> copyRows(const QSqlDatabase& from, const QSqlDatabase& to, const QString& toPath);

} // namespace ms::project
