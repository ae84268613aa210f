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
/// damaged when the file behind `db` lacks a table of that version, or is shorter than it says.
[[nodiscard]] Result<void> checkShape(const QSqlDatabase& db, int version, const QString& path);
/// The tables of kSchemaVersion, in the order in which they were made.
[[nodiscard]] std::vector<QString> schemaTables(int version = kSchemaVersion);
/// Brings an empty database or an older project to kSchemaVersion, in one transaction.
[[nodiscard]] Result<void> migrate(const QSqlDatabase& db, int from);

} // namespace ms::project
