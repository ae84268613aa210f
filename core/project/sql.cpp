#include "core/project/sql.h"

#include <QSqlDriver>
#include <QSqlError>

namespace ms::project {
namespace {

/// By its SQLSTATE; none = the connection broke.
Error postgresError(const QSqlError& said, const QString& path) {
    const QString state = said.nativeErrorCode();
    Error error{ErrorCode::internal, said.databaseText().simplified().toStdString(), path.toStdString(), {}, {}, {}};
    if (state.isEmpty() || state.startsWith(QLatin1String("08")) || state.startsWith(QLatin1String("57P"))) {
        error.code = ErrorCode::unreadable;
        error.message = "the database server is away";
        error.advice = "what was committed is safe there; try again when it is back";
    } else if (state == QLatin1String("55P03") || state == QLatin1String("40001") || state == QLatin1String("40P01")) {
        error.code = ErrorCode::busy;
        error.message = "another program is writing this project";
        error.advice = "try again when it has finished";
    } else if (state == QLatin1String("42501") || state == QLatin1String("25006") || state.startsWith(QLatin1String("53"))) {
        error.code = ErrorCode::unwritable;
        error.advice = "check your rights in the database, and its free space";
    } else if (state == QLatin1String("42P01") || state == QLatin1String("42703")) {
        error.code = ErrorCode::unreadable;
        error.message = "this project is damaged: " + error.message;
    }
    return error;
}

} // namespace

bool isPostgres(const QSqlDatabase& db) { return db.driver()->dbmsType() == QSqlDriver::PostgreSQL; }

Error damage(const std::string& what, const QString& path) {
    return {ErrorCode::damaged,
            "this project is damaged: " + what,
            path.toStdString(),
            {},
            {},
            "'mainsight-cli repair' saves what is left and keeps the damaged file"};
}

Error sqlError(const QSqlQuery& query, const QString& path) {
    const QSqlError said = query.lastError();
    if (query.driver()->dbmsType() == QSqlDriver::PostgreSQL) return postgresError(said, path);
    const int code = said.nativeErrorCode().toInt() & 0xFF; // the extended codes share their low byte
    Error error{ErrorCode::internal, said.databaseText().toStdString(), path.toStdString(), {}, {}, {}};
    const auto damaged = [&] { error = damage(said.databaseText().toStdString(), path); };
    switch (code) {
    case 1: // SQLITE_ERROR: our statements are right, so it is the file that lacks something
        if (said.databaseText().startsWith("no such ")) damaged();
        break;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        error.code = ErrorCode::busy;
        error.message = "another program is writing this project";
        error.advice = "try again when it has finished";
        break;
    case 8:  // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
        error.code = ErrorCode::unwritable;
        error.advice = "check the free space and your rights in the folder";
        break;
    case 11: // SQLITE_CORRUPT
        damaged();
        break;
    case 14: // SQLITE_CANTOPEN
    case 26: // SQLITE_NOTADB
        error.code = ErrorCode::unreadable;
        break;
    default: break;
    }
    return error;
}

Result<void> runPrepared(QSqlQuery& query, const QString& path, std::initializer_list<QVariant> values) {
    int position = 0;
    for (const QVariant& value : values) query.bindValue(position++, value);
    if (!query.exec()) return sqlError(query, path);
    return {};
}

Result<QSqlQuery> runSql(const QSqlDatabase& db, const QString& sql, std::initializer_list<QVariant> values) {
    QSqlQuery query(db);
    query.setForwardOnly(!isPostgres(db)); // there, another statement would cut off the rows of this one
    const QString path = isPostgres(db) ? QString() : db.databaseName();
    if (isPostgres(db) && values.size() == 0) { // it prepares no BEGIN
        if (!query.exec(sql)) return sqlError(query, path);
        return query;
    }
    if (!query.prepare(sql)) return sqlError(query, path);
    if (auto done = runPrepared(query, path, values); !done.ok()) return done.error();
    return query;
}

Result<void> readToEnd(const QSqlQuery& query, const QString& path) {
    if (query.lastError().isValid()) return sqlError(query, path);
    return {};
}

} // namespace ms::project
