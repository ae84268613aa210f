#include "core/project/project_file_private.h"

#include <QDataStream>
#include <QDateTime>
#include <QIODevice>
#include <QSqlRecord>

#include <algorithm>
#include <array>
#include <utility>

namespace ms::project {
namespace {

/// What an import may change, and by what a row is known. The chunks, by far the most, come last.
struct StepTable {
    const char* name;
    const char* key;
};
constexpr std::array kStepTables{StepTable{"sensor", "id"},
                                 StepTable{"import", "id"},
                                 StepTable{"repair", "id"},
                                 StepTable{"quarantine", "id"},
                                 StepTable{"quarantine_count", "path"},
                                 StepTable{"profile", "signature"},
                                 StepTable{"chunk", "id"}};

const char* keyOf(const char* table) {
    return std::find_if(kStepTables.begin(), kStepTables.end(), [table](const auto& t) { return std::string_view(t.name) == table; })->key;
}

using Row = QMap<QString, QVariant>;

Row rowOf(const QSqlQuery& query) {
    Row row;
    const QSqlRecord record = query.record();
    for (int i = 0; i < record.count(); ++i) row[record.fieldName(i)] = query.value(i);
    return row;
}

QByteArray packed(const Row& row) {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << row;
    return bytes;
}

Result<Row> unpacked(const QByteArray& bytes, const QString& path) {
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_0);
    Row row;
    in >> row;
    if (in.status() == QDataStream::Ok) return row;
    return Error{ErrorCode::invalidInput, "what was kept to undo an import is damaged", path.toStdString(), {}, {}, {}};
}

Error goneStep(const QString& path) {
    return {ErrorCode::notFound,
            "this import cannot be undone any more",
            path.toStdString(),
            {},
            {},
            "its undo was kept only while the project was open"};
}

} // namespace

Result<void> ProjectFile::Private::noteBefore(const char* table, const QVariant& key) {
    if (step == 0) return {};
    stepChanged = true;
    if (!keepStep) return {};
    return noteBeforeWhere(table, keyOf(table), key);
}

Result<void> ProjectFile::Private::noteBeforeWhere(const char* table, const char* column, const QVariant& value) {
    if (step == 0 || !keepStep) return {};
    auto query = run(QStringLiteral("SELECT * FROM %1 WHERE %2 = ?").arg(QLatin1String(table), QLatin1String(column)), {value});
    if (!query.ok()) return query.error();
    while (query->next()) {
        const Row row = rowOf(*query);
        const auto done = runKept("INSERT INTO step_row VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING",
                                  {toVariant(step), QLatin1String(table), row[QLatin1String(keyOf(table))], packed(row)});
        if (!done.ok()) return done.error();
    }
    if (auto rest = readToEnd(*query, path); !rest.ok()) return rest.error();
    return {};
}

Result<void> ProjectFile::Private::noteNew(const char* table, const QVariant& key) {
    if (step == 0) return {};
    stepChanged = true;
    if (!keepStep) return {};
    const auto done = runKept("INSERT INTO step_row VALUES (?, ?, ?, 0, NULL) ON CONFLICT DO NOTHING", {toVariant(step), QLatin1String(table), key});
    if (!done.ok()) return done.error();
    return {};
}

Result<void> ProjectFile::beginStep(bool keep) {
    if (d->depth == 0) return Error{ErrorCode::internal, "a step begins within a transaction", {}, {}, {}, {}};
    auto last = d->run("SELECT coalesce(max(id), 0) FROM import_step");
    if (!last.ok()) return last.error();
    // By the clock, so that a number is never given twice even when old steps are forgotten.
    const std::int64_t newest = last->next() ? static_cast<std::int64_t>(last->value(0).toLongLong()) : 0;
    d->step = std::max<std::int64_t>(newest + 1, QDateTime::currentMSecsSinceEpoch());
    d->keepStep = keep && !d->shared(); // others go on in a shared project: exchanging rows would take their work along
    d->stepChanged = false;
    return {};
}

Result<std::int64_t> ProjectFile::endStep() {
    const std::int64_t step = std::exchange(d->step, 0);
    if (step == 0 || !d->stepChanged) return std::int64_t{0};
    if (!d->keepStep) // such a step only says that something came in; one row of them is enough
        if (auto done = d->run("DELETE FROM import_step WHERE kept = 0"); !done.ok()) return done.error();
    if (auto done = d->run("INSERT INTO import_step (id, kept, undone) VALUES (?, ?, 0)", {toVariant(step), d->keepStep ? 1 : 0}); !done.ok())
        return done.error();
    return d->keepStep ? step : std::int64_t{0};
}

Result<void> ProjectFile::swapStep(std::int64_t step, bool undo, const StepProgress& progress) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    auto known =
        d->run("SELECT undone, (SELECT count(*) FROM import_step WHERE id > ? AND undone = 0), (SELECT count(*) FROM step_row WHERE step = ?) "
               "FROM import_step WHERE id = ? AND kept = 1",
               {toVariant(step), toVariant(step), toVariant(step)});
    if (!known.ok()) return known.error();
    if (!known->next()) return goneStep(d->path);
    if (known->value(0).toBool() == undo)
        return Error{ErrorCode::invalidInput, "this import is in that state already", d->path.toStdString(), {}, {}, {}};
    if (known->value(1).toInt() > 0)
        return Error{ErrorCode::busy,
                     "newer measurements have come in since: undoing this import now would lose them",
                     d->path.toStdString(),
                     {},
                     {},
                     "undo the newer import first"};
    const std::int64_t total = known->value(2).toLongLong();
    known->finish();
    std::int64_t done = 0;
    for (const StepTable& table : kStepTables)
        if (auto swapped = d->swapRows(table.name, step, [&] { return !progress || progress(done++, total); }); !swapped.ok()) return swapped;
    if (auto noted = d->run("UPDATE import_step SET undone = ? WHERE id = ?", {undo ? 1 : 0, toVariant(step)}); !noted.ok()) return noted.error();
    return all.commit();
}

Result<void> ProjectFile::Private::swapRows(const char* table, std::int64_t ofStep, const std::function<bool()>& goOn) {
    const QString name = QLatin1String(table), key = QLatin1String(keyOf(table));
    QList<QVariant> keys;
    {
        auto query = run("SELECT key FROM step_row WHERE step = ? AND tab = ? ORDER BY key", {toVariant(ofStep), name});
        if (!query.ok()) return query.error();
        while (query->next()) keys << query->value(0);
        if (auto rest = readToEnd(*query, path); !rest.ok()) return rest.error();
    }
    for (const QVariant& id : keys) {
        if (!goOn()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        auto now = runKept(QStringLiteral("SELECT * FROM %1 WHERE %2 = ?").arg(name, key), {id});
        if (!now.ok()) return now.error();
        const bool here = (*now)->next();
        const QByteArray current = here ? packed(rowOf(**now)) : QByteArray();
        (*now)->finish();
        auto other = runKept("SELECT present, row FROM step_row WHERE step = ? AND tab = ? AND key = ?", {toVariant(ofStep), name, id});
        if (!other.ok()) return other.error();
        if (!(*other)->next()) return goneStep(path);
        const bool there = (*other)->value(0).toBool();
        const QByteArray bytes = (*other)->value(1).toByteArray();
        (*other)->finish();
        if (auto gone = runKept(QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(name, key), {id}); !gone.ok()) return gone.error();
        if (there) {
            const auto row = unpacked(bytes, path);
            if (!row.ok()) return row.error();
            if (auto put = insertRow(name, *row); !put.ok()) return put;
        }
        auto kept = runKept("UPDATE step_row SET present = ?, row = ? WHERE step = ? AND tab = ? AND key = ?",
                            {here, here ? QVariant(current) : QVariant(), toVariant(ofStep), name, id});
        if (!kept.ok()) return kept.error();
    }
    return {};
}

Result<void> ProjectFile::Private::insertRow(const QString& table, const QMap<QString, QVariant>& row) {
    const QStringList columns = row.keys();
    const QString sql =
        QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
            .arg(table, columns.join(QStringLiteral(", ")), QStringList(columns.size(), QStringLiteral("?")).join(QStringLiteral(", ")));
    auto found = prepared.find(sql);
    if (found == prepared.end()) {
        QSqlQuery query(db);
        if (!query.prepare(sql)) return sqlError(query, path);
        found = prepared.emplace(sql, std::move(query)).first;
    }
    int i = 0;
    for (const QVariant& value : row) {
        // The checks of the readings as they were say nothing about the readings as they are now.
        found->second.bindValue(i, table == QLatin1String("sensor") && columns[i] == QLatin1String("checked") ? QVariant(0) : value);
        ++i;
    }
    if (!found->second.exec()) return sqlError(found->second, path);
    found->second.finish();
    return {};
}

Result<void> ProjectFile::forgetSteps() {
    auto any = d->run("SELECT 1 FROM import_step WHERE kept = 1 LIMIT 1");
    if (!any.ok()) return any.error();
    if (!any->next()) return {};
    any->finish();
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    for (const char* statement : {"DELETE FROM step_row", "DELETE FROM import_step"})
        if (auto done = d->run(statement); !done.ok()) return done.error();
    return all.commit();
}

} // namespace ms::project
