#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>

#include <vector>

namespace ms::project {

/// Version of the schema that this program writes (PRAGMA user_version).
inline constexpr int kSchemaVersion = 7;
/// PRAGMA application_id: tells a project from any other SQLite file ("MsPj").
inline constexpr int kApplicationId = 0x4D73506A;

/// The version of the file behind `db`; unreadable when it is no project of ours, newerVersion when it is from the future.
[[nodiscard]] Result<int> schemaVersion(const QSqlDatabase& db);
/// The statements that take a project file from `version` to the next, in SQLite's words.
[[nodiscard]] const std::vector<const char*>& migrationScript(int version);
/// Brings an empty database or an older project to kSchemaVersion, in one transaction.
[[nodiscard]] Result<void> migrate(const QSqlDatabase& db, int from);

} // namespace ms::project
