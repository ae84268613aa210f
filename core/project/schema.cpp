#include "core/project/schema.h"

#include "core/project/sql.h"

#include <QFileInfo>

#include <array>
#include <set>
#include <vector>

namespace ms::project {
namespace {

/// Script i takes a file from version i to i + 1. Never change one that was released: add the next.
const std::array<std::vector<const char*>, kSchemaVersion> kScripts{{
    {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE ui_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE network (id INTEGER PRIMARY KEY CHECK (id = 1), source TEXT NOT NULL, packed BLOB NOT NULL)",
        "CREATE TABLE gis_pipe (id TEXT NOT NULL, length_m REAL NOT NULL, diameter_m REAL, material TEXT NOT NULL, street TEXT NOT NULL, line BLOB "
        "NOT NULL)",
        "CREATE TABLE sensor (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, element TEXT NOT NULL, quantity TEXT NOT NULL, unit TEXT NOT NULL, "
        "zone TEXT "
        "NOT NULL, x REAL, y REAL, timezone TEXT NOT NULL, sign REAL NOT NULL, count INTEGER NOT NULL DEFAULT 0, first_ms INTEGER, last_ms INTEGER)",
        // id = sensor * 65536 + month (year * 12 + month - 1): one b-tree, a sensor's months side by side; what a zoomed-out chart needs stands
        // before the data.
        "CREATE TABLE chunk (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, low REAL, high "
        "REAL, bins BLOB "
        "NOT NULL, data BLOB NOT NULL)",
        "CREATE TABLE repair (id INTEGER PRIMARY KEY, job TEXT NOT NULL, pipe TEXT NOT NULL, reported_ms INTEGER, completed_ms INTEGER, x REAL, y "
        "REAL, street "
        "TEXT NOT NULL)",
        "CREATE TABLE event (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, zone TEXT NOT NULL, kind TEXT NOT NULL, started_ms INTEGER NOT NULL, json "
        "TEXT NOT NULL)",
        "CREATE INDEX event_by_start ON event (started_ms, id)",
        "CREATE TABLE band (sensor TEXT NOT NULL, start_ms INTEGER NOT NULL, step_ms INTEGER NOT NULL, count INTEGER NOT NULL, packed BLOB NOT NULL)",
        "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL, at_ms INTEGER, author TEXT NOT NULL, text TEXT NOT NULL, "
        "written_ms INTEGER)",
        "CREATE TABLE import (id INTEGER PRIMARY KEY, path TEXT NOT NULL, checksum TEXT NOT NULL, format TEXT NOT NULL, at_ms INTEGER NOT NULL, vals "
        "INTEGER NOT "
        "NULL, quarantined INTEGER NOT NULL, replaced INTEGER NOT NULL, diagnostics TEXT NOT NULL)",
        "CREATE INDEX import_by_path ON import (path, checksum)",
        "CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, started_ms INTEGER, finished_ms INTEGER, version TEXT NOT NULL, options TEXT NOT "
        "NULL, inputs TEXT "
        "NOT NULL, workers INTEGER NOT NULL, complete INTEGER NOT NULL)",
    },
    {
        // What is not to be believed stands beside the readings; `by_user` spans are exclusions. A span that was undone stays, inactive.
        "CREATE TABLE quality_span (id INTEGER PRIMARY KEY AUTOINCREMENT, sensor INTEGER NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, "
        "kind TEXT NOT NULL, reason TEXT NOT NULL, confidence REAL NOT NULL, by_user INTEGER NOT NULL, active INTEGER NOT NULL)",
        "CREATE INDEX quality_span_by_sensor ON quality_span (sensor, from_ms)",
        // 1 = the automatic spans are those of the readings as they are.
        "ALTER TABLE sensor ADD COLUMN checked INTEGER NOT NULL DEFAULT 0",
    },
    {
        // How a file was recognised and every count of it (report_json.h); what stayed out of the latest import of each file; what files taught.
        "ALTER TABLE import ADD COLUMN report TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE quarantine (id INTEGER PRIMARY KEY, path TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL, reason "
        "TEXT NOT NULL)",
        "CREATE INDEX quarantine_by_path ON quarantine (path, line)",
        "CREATE TABLE quarantine_count (path TEXT PRIMARY KEY, total INTEGER NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE profile (signature TEXT PRIMARY KEY, name TEXT NOT NULL, learned_ms INTEGER NOT NULL, packed BLOB NOT NULL) WITHOUT ROWID",
    },
    {
        // Imports as steps of undo: the other state of every row that a step changed. `row` holds the row's columns by name, so that tables may grow.
        "CREATE TABLE import_step (id INTEGER PRIMARY KEY, kept INTEGER NOT NULL, undone INTEGER NOT NULL)",
        "CREATE TABLE step_row (step INTEGER NOT NULL, tab TEXT NOT NULL, key NOT NULL, present INTEGER NOT NULL, row BLOB, PRIMARY KEY (step, tab, "
        "key))",
    },
    {
        // How far each watched source was read, in its own words: size and time of a file, transaction of a table.
        "CREATE TABLE source_mark (source TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID",
    },
    {
        "CREATE TABLE quiet (id INTEGER PRIMARY KEY, zone TEXT NOT NULL, sensor TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, "
        "reason "
        "TEXT NOT NULL)",
    },
    {
        // Layers over the model; the last one counts, those before come back when it is taken away.
        "CREATE TABLE calibration (id INTEGER PRIMARY KEY AUTOINCREMENT, json TEXT NOT NULL)",
    },
}};

Result<int> pragma(const QSqlDatabase& db, const QString& name) {
    auto query = runSql(db, "PRAGMA " + name);
    if (!query.ok()) return query.error();
    return query->next() ? query->value(0).toInt() : 0;
}

} // namespace

Result<int> schemaVersion(const QSqlDatabase& db) {
    const auto application = pragma(db, "application_id");
    if (!application.ok()) return application.error();
    if (*application != kApplicationId)
        return Error{ErrorCode::unreadable, "this file is no Mainsight project", db.databaseName().toStdString(), {}, {}, {}};
    const auto version = pragma(db, "user_version");
    if (version.ok() && *version > kSchemaVersion)
        return Error{ErrorCode::newerVersion, "this project was written by a newer Mainsight", db.databaseName().toStdString(), {}, {},
                     "update Mainsight"};
    return version;
}

const std::vector<const char*>& migrationScript(int version) { return kScripts.at(static_cast<std::size_t>(version)); }
std::vector<QString> schemaTables(int version) {
    std::vector<QString> tables;
    for (int v = 0; v < version; ++v)
        for (const char* statement : kScripts.at(static_cast<std::size_t>(v))) {
            const QString text = QString::fromLatin1(statement);
            if (text.startsWith(QLatin1String("CREATE TABLE "))) tables.push_back(text.section(QLatin1Char(' '), 2, 2));
        }
    return tables;
}

Result<void> checkShape(const QSqlDatabase& db, int version, const QString& path) {
    auto query = runSql(db, "SELECT name FROM sqlite_master WHERE type = 'table'");
    if (!query.ok()) return query.error();
    std::set<QString> found;
    while (query->next()) found.insert(query->value(0).toString());
    if (auto rest = readToEnd(*query, path); !rest.ok()) return rest.error();
    for (const QString& table : schemaTables(version))
        if (!found.count(table)) return damage("no such table: " + table.toStdString(), path);
    const QFileInfo log(path + QStringLiteral("-wal"));
    if (log.exists() && log.size() > 0) return {}; // pages may still be in there
    auto pages = runSql(db, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    if (!pages.ok()) return pages.error();
    if (pages->next() && pages->value(0).toLongLong() > QFileInfo(path).size()) return damage("the file was cut short", path);
    return {};
}

Result<void> migrate(const QSqlDatabase& db, int from) {
    if (auto begun = runSql(db, "BEGIN IMMEDIATE"); !begun.ok()) return begun.error();
    const auto undo = [&](Error error) -> Result<void> {
        if (auto back = runSql(db, "ROLLBACK"); !back.ok()) error.advice = back.error().message;
        return error;
    };
    for (int version = from; version < kSchemaVersion; ++version)
        for (const char* statement : migrationScript(version))
            if (auto done = runSql(db, statement); !done.ok()) return undo(done.error());
    for (const QString& statement :
         {QString("PRAGMA user_version = %1").arg(kSchemaVersion), QString("PRAGMA application_id = %1").arg(kApplicationId), QString("COMMIT")})
        if (auto done = runSql(db, statement); !done.ok()) return undo(done.error());
    return {};
}

} // namespace ms::project
