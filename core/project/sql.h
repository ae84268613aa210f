#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <optional>

#include <initializer_list>
#include <string>
#include <string_view>

namespace ms::project {

/// The Error of a project that is not what it was.
[[nodiscard]] Error damage(const std::string& what, const QString& path);
/// Whether it is a shared project's connection (shared_project.h), and no file's. What a statement says is the same for both but for the few places
/// that ask.
[[nodiscard]] bool isPostgres(const QSqlDatabase& db);

/// An Error from what SQLite or PostgreSQL says: busy, unwritable (full, read-only), unreadable (no database), damaged or internal.
[[nodiscard]] Error sqlError(const QSqlQuery& query, const QString& path);

/// Prepares, binds and runs one statement; values go in by position.
[[nodiscard]] Result<QSqlQuery> runSql(const QSqlDatabase& db, const QString& sql, std::initializer_list<QVariant> values = {});
/// Runs a statement prepared before.
[[nodiscard]] Result<void> runPrepared(QSqlQuery& query, const QString& path, std::initializer_list<QVariant> values);

/// After a loop over rows: ok when there were no more, and not when the file behind them is damaged or gone. A short list is not to be taken for a
/// whole one.
[[nodiscard]] Result<void> readToEnd(const QSqlQuery& query, const QString& path);

[[nodiscard]] inline QVariant toVariant(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
/// Bytes without a copy: `bytes` must outlive the statement's run.
[[nodiscard]] inline QVariant toBlob(std::string_view bytes) { return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())); }
[[nodiscard]] inline QVariant toVariant(const std::optional<double>& number) {
    return number ? QVariant(*number) : QVariant();
} ///< NULL when there is none
[[nodiscard]] inline QVariant toVariant(std::int64_t number) { return QVariant::fromValue<qlonglong>(number); }
[[nodiscard]] inline std::string textOf(const QVariant& v) { return v.toString().toStdString(); }
[[nodiscard]] inline std::string bytesOf(const QVariant& v) { return v.toByteArray().toStdString(); }

} // namespace ms::project
