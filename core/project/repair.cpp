#include "core/project/repair.h"

#include "core/ingest/chunk_codec.h"
#include "core/ingest/source_profile.h"
#include "core/project/project_file_private.h"
#include "core/project/schema.h"
#include "core/project/shared_project.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlRecord>

#include <functional>
#include <limits>

namespace ms::project {
namespace {

/// Whether what stands in the packed cells of a row can be decoded.
bool isSound(const QString& table, const QSqlRecord& row) {
    const auto bytes = [&row](const char* column) { return bytesOf(row.value(QLatin1String(column))); };
    if (table == QLatin1String("chunk")) return ingest::decodeChunk(bytes("data")).ok() && ingest::decodeBins(bytes("bins")).ok();
    if (table == QLatin1String("network") || table == QLatin1String("band") || table == QLatin1String("profile")) return unpack(bytes("packed")).ok();
    if (table == QLatin1String("event")) {
        const auto events = eventsFromJson(bytes("json"));
        return events.ok() && events->size() == 1;
    }
    return true;
}

/// Rows of a damaged file, one table after the other, into a sound one.
class Salvage {
public:
    Salvage(const QSqlDatabase& from, const QSqlDatabase& to) : m_from(from), m_to(to) {}

    struct Count {
        std::int64_t saved = 0, lost = 0;
        bool somewhere = false; ///< rows are lost whose number nobody can tell
    };
    [[nodiscard]] Result<Count> copy(const QString& table) {
        m_table = table;
        m_count = {};
        if (auto ready = prepare(); !ready.ok()) return ready.error();
        if (m_columns.isEmpty()) {
            m_count.somewhere = true;
            return m_count;
        }
        const bool byNumber = runSql(m_from, "SELECT rowid FROM " + table + " LIMIT 0").ok();
        if (auto done = byNumber ? byRowNumber() : fromBothEnds(); !done.ok()) return done.error();
        return m_count;
    }

private:
    static constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();

    static constexpr int kMostIdle = 100'000;

    Result<void> prepare() {
        const auto columnsOf = [this](const QSqlDatabase& db) {
            QStringList names;
            if (auto query = runSql(db, "SELECT name FROM pragma_table_info(?)", {m_table}); query.ok())
                while (query->next()) names << query->value(0).toString();
            return names;
        };
        m_columns.clear();
        const QStringList theirs = columnsOf(m_from);
        for (const QString& column : columnsOf(m_to))
            if (theirs.contains(column)) m_columns << column;
        if (m_columns.isEmpty()) return {};
        m_insert = QSqlQuery(m_to);
        const QString places = QStringList(m_columns.size(), QStringLiteral("?")).join(QStringLiteral(", "));
        if (!m_insert.prepare("INSERT OR IGNORE INTO " + m_table + " (" + m_columns.join(QStringLiteral(", ")) + ") VALUES (" + places + ")"))
            return sqlError(m_insert, m_to.databaseName());
        return {};
    }

    Result<void> take(const QSqlQuery& row) {
        if (!isSound(m_table, row.record())) {
            ++m_count.lost;
            return {};
        }
        for (int i = 0; i < m_columns.size(); ++i) m_insert.bindValue(i, row.value(m_columns[i]));
        if (!m_insert.exec()) return sqlError(m_insert, m_to.databaseName());
        m_count.saved += m_insert.numRowsAffected();
        return {};
    }

    /// The next row's number above `after`; nothing at the end. An error where the page that it stands on cannot be read, or leads back: in a damaged
    /// tree pages may lie in a circle.
    Result<std::optional<std::int64_t>> nextNumber(std::int64_t after) const {
        auto query = runSql(m_from, "SELECT rowid FROM " + m_table + " WHERE rowid > ? ORDER BY rowid LIMIT 1", {toVariant(after)});
        if (!query.ok()) return query.error();
        if (!query->next()) return std::optional<std::int64_t>{};
        const std::int64_t number = query->value(0).toLongLong();
        if (number <= after) return leadsBack();
        return std::optional<std::int64_t>{number};
    }

    Error leadsBack() const { return {ErrorCode::unreadable, "pages of the table lie in a circle", m_table.toStdString(), {}, {}, {}}; }

    /// From a row that cannot be read to the first one behind it that can: by growing leaps, then back by halves. Nothing when there is none.
    std::optional<std::int64_t> behindDamage(std::int64_t after) const {
        std::int64_t bad = after, good = after;
        for (std::int64_t leap = 1;; leap *= 2) {
            if (good > kMost - leap) return std::nullopt;
            good += leap;
            if (const auto next = nextNumber(good); next.ok()) {
                if (!next->has_value()) return std::nullopt;
                break;
            }
            bad = good;
            if (leap > kMost / 2) return std::nullopt;
        }
        while (good - bad > 1) {
            const std::int64_t middle = bad + (good - bad) / 2;
            (nextNumber(middle).ok() ? good : bad) = middle;
        }
        return good;
    }

    Result<void> byRowNumber() {
        std::optional<std::int64_t> after = kLeast;
        bool atBegin = true; ///< nothing has been met, neither a row nor damage
        while (after && (atBegin || *after < kMost)) {
            auto query = runSql(m_from, "SELECT rowid AS row_number, * FROM " + m_table + " WHERE rowid >= ? ORDER BY rowid",
                                {toVariant(atBegin ? kLeast : *after + 1)});
            if (query.ok()) {
                bool circle = false;
                while (query->next()) {
                    const std::int64_t number = query->value(0).toLongLong();
                    circle = !atBegin && number <= *after;
                    if (circle) break;
                    if (auto taken = take(*query); !taken.ok()) return taken;
                    after = number;
                    atBegin = false;
                }
                if (!circle && readToEnd(*query, {}).ok()) return {};
            }
            atBegin = false;
            if (const auto next = nextNumber(*after); next.ok()) { // the row is there, what belongs to it is not
                if (!next->has_value()) return {};
                ++m_count.lost;
                after = **next;
            } else {
                m_count.somewhere = true;
                after = behindDamage(*after == kLeast ? -1 : *after);
            }
        }
        return {};
    }

    /// A table without row numbers: what can be read from its beginning, and what from its end.
    Result<void> fromBothEnds() {
        for (const char* order : {"ASC", "DESC"}) {
            auto query = runSql(m_from, QStringLiteral("SELECT * FROM %1 ORDER BY 1 %2").arg(m_table, QLatin1String(order)));
            if (query.ok()) {
                const std::int64_t lostBefore = m_count.lost;
                int idle = 0; // rows one after the other that were there already: so many are pages in a circle
                while (idle < kMostIdle && query->next()) {
                    const std::int64_t before = m_count.saved;
                    if (auto taken = take(*query); !taken.ok()) return taken;
                    idle = m_count.saved > before ? 0 : idle + 1;
                }
                if (idle < kMostIdle && readToEnd(*query, {}).ok()) return {};
                m_count.lost = lostBefore;
            }
            m_count.somewhere = true;
        }
        return {};
    }

    QSqlDatabase m_from, m_to;
    QString m_table;
    QStringList m_columns;
    QSqlQuery m_insert;
    Count m_count;
};

Diagnostic lost(const std::string& message, const QString& path, const std::string& element = {}) {
    return {Severity::warning, "project.lost", message, path.toStdString(), element, {}, {}, {}, {}};
}

/// What the tables hold, in a sentence for each; tables that are missing here hold nothing that anybody would miss.
struct Content {
    const char *someRows, *anyRows; ///< before a number of rows; when nobody knows how many
};
const std::map<QString, Content> kContents{
    {"network", {"the network cannot be read and is lost", "the network may be lost"}},
    {"gis_pipe", {"pipes of the GIS cannot be read and are lost: ", "pipes of the GIS may be lost"}},
    {"sensor", {"sensors cannot be read and are lost: ", "sensors may be lost"}},
    {"repair", {"repairs cannot be read and are lost: ", "repairs may be lost"}},
    {"event", {"events cannot be read and are lost: ", "events may be lost"}},
    {"band", {"expected values cannot be read and are lost: ", "expected values may be lost"}},
    {"note", {"notes cannot be read and are lost: ", "notes may be lost"}},
    {"import", {"lines of the import log cannot be read and are lost: ", "lines of the import log may be lost"}},
    {"run", {"records of runs cannot be read and are lost: ", "records of runs may be lost"}},
    {"quality_span", {"flagged spans cannot be read and are lost: ", "flagged spans may be lost"}},
    {"profile", {"what was learned from files cannot be read and is lost: ", "what was learned from files may be lost"}},
    {"source_mark", {"how far sources were read is lost: ", "how far sources were read may be lost"}},
    {"calibration", {"calibrations of the model cannot be read and are lost: ", "calibrations of the model may be lost"}},
    {"quiet", {"quiet times cannot be read and are lost: ", "quiet times may be lost"}}};

/// The sensors' counts are made those of the chunks that were saved; what that takes from them is said.
Result<void> settleSensors(const QSqlDatabase& to, const QString& path, Diagnostics& said) {
    auto counts =
        runSql(to, "SELECT s.name, s.count, (SELECT coalesce(sum(c.count), 0) FROM chunk c WHERE c.id / 65536 = s.id) FROM sensor s ORDER BY s.name");
    if (!counts.ok()) return counts.error();
    qlonglong allBefore = 0, allLost = 0, sensors = 0;
    while (counts->next()) {
        const qlonglong before = counts->value(1).toLongLong(), now = counts->value(2).toLongLong();
        allBefore += before;
        if (now >= before) continue;
        allLost += before - now;
        ++sensors;
        said.push_back(lost(
            QStringLiteral("%1 of %2 readings of sensor %3 are lost").arg(before - now).arg(before).arg(counts->value(0).toString()).toStdString(),
            path, textOf(counts->value(0))));
    }
    if (sensors > 1) // what matters most, first
        said.insert(said.begin(),
                    lost(QStringLiteral("%1 of %2 readings are lost, of %3 sensors").arg(allLost).arg(allBefore).arg(sensors).toStdString(), path));
    for (const char* statement :
         {"UPDATE sensor SET count = (SELECT coalesce(sum(count), 0) FROM chunk WHERE id / 65536 = sensor.id), first_ms = (SELECT min(first_ms) FROM "
          "chunk "
          "WHERE id / 65536 = sensor.id), last_ms = (SELECT max(last_ms) FROM chunk WHERE id / 65536 = sensor.id), checked = 0",
          "DELETE FROM import_step", "DELETE FROM step_row"})
        if (auto done = runSql(to, statement); !done.ok()) return done.error();
    auto strays = runSql(to, "SELECT count(*), coalesce(sum(count), 0) FROM chunk WHERE id / 65536 NOT IN (SELECT id FROM sensor)");
    if (!strays.ok()) return strays.error();
    if (strays->next() && strays->value(0).toLongLong() > 0) {
        said.push_back(lost(QStringLiteral("%1 readings belong to sensors that are lost").arg(strays->value(1).toLongLong()).toStdString(), path));
        if (auto done = runSql(to, "DELETE FROM chunk WHERE id / 65536 NOT IN (SELECT id FROM sensor)"); !done.ok()) return done.error();
    }
    return {};
}

/// The saved project must open to the last reader; a table that stops one of them is emptied, and that is said.
Result<void> emptyWhatCannotBeRead(ProjectFile& file, const std::function<Result<void>(const char*)>& empty) {
    const auto keep = [&empty](bool read, const char* table) -> Result<void> { return read ? Result<void>{} : empty(table); };
    for (const auto& [read, table] : {std::pair{file.events().ok(), "event"},
                                      {file.bands().ok(), "band"},
                                      {file.profiles().ok(), "profile"},
                                      {file.imports().ok(), "import"},
                                      {file.gisPipes().ok(), "gis_pipe"},
                                      {file.networkText().ok(), "network"},
                                      {file.qualitySpans().ok(), "quality_span"}})
        if (auto done = keep(read, table); !done.ok()) return done;
    if (!file.settings().ok()) return file.setSettings({"", "UTC", ""});
    return {};
}

} // namespace

Result<Repaired> repairProject(const QString& path) {
    if (isShared(path))
        return Error{ErrorCode::unsupported,
                     "a shared project is mended by its database, not here",
                     path.toStdString(),
                     {},
                     {},
                     "restore the database, or make a file of the project with 'share'"};
    if (!QFileInfo(path).isFile()) return Error{ErrorCode::notFound, "there is no such project", path.toStdString(), {}, {}, "check the path"};
    const auto claim = ProjectClaim::take(path, ProjectClaim::Kind::edit);
    if (!claim.ok()) return claim.error();
    Repaired repaired;
    const QString fresh = path + QStringLiteral(".repaired");
    const auto removeFresh = [&fresh] {
        for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(fresh + QLatin1String(rest));
    };
    removeFresh();
    const auto work = [&]() -> Result<void> {
        auto from = ProjectFile::Private::connect(path, ";QSQLITE_OPEN_READONLY");
        if (!from.ok()) return from.error();
        // SQLite reads nothing of a file that was cut short, unless it is told that somebody knows what he does.
        if (auto told = runSql(ProjectFile::Private::of(**from).db, "PRAGMA writable_schema = ON"); !told.ok()) return told.error();
        if (auto known = schemaVersion(ProjectFile::Private::of(**from).db); !known.ok()) return known.error();
        auto to = ProjectFile::create(fresh, {});
        if (!to.ok()) return to.error();
        auto& damagedDb = ProjectFile::Private::of(**from).db;
        auto& freshDb = ProjectFile::Private::of(**to).db;
        ProjectFile::Transaction all(**to);
        if (auto begun = all.begin(); !begun.ok()) return begun;
        if (auto cleared = runSql(freshDb, "DELETE FROM meta"); !cleared.ok()) return cleared.error();
        Salvage salvage(damagedDb, freshDb);
        for (const QString& table : schemaTables()) {
            const auto count = salvage.copy(table);
            if (!count.ok()) return count.error();
            repaired.rows += count->saved;
            const auto content = kContents.find(table);
            if (content == kContents.end() || (count->lost == 0 && !count->somewhere)) continue;
            const auto& [some, any] = content->second;
            const std::string counted = table == QLatin1String("network") ? some : some + std::to_string(count->lost);
            repaired.lost.push_back(lost(count->somewhere ? any : counted, path));
        }
        if (auto settled = settleSensors(freshDb, path, repaired.lost); !settled.ok()) return settled;
        const auto empty = [&](const char* table) -> Result<void> {
            repaired.lost.push_back(lost(kContents.at(QLatin1String(table)).anyRows, path));
            if (auto done = runSql(freshDb, QStringLiteral("DELETE FROM ") + QLatin1String(table)); !done.ok()) return done.error();
            return {};
        };
        if (auto done = emptyWhatCannotBeRead(**to, empty); !done.ok()) return done;
        if (auto done = all.commit(); !done.ok()) return done;
        if (auto whole = (*to)->checkWhole(); !whole.ok()) return whole;
        if (auto packed = runSql(freshDb, "PRAGMA wal_checkpoint(TRUNCATE)"); !packed.ok()) return packed.error();
        return {};
    };
    if (auto done = work(); !done.ok()) {
        removeFresh();
        return done.error();
    }
    repaired.damagedCopy = path + QStringLiteral(".damaged");
    const auto taken = [&repaired] {
        return QFileInfo::exists(repaired.damagedCopy) || QFileInfo::exists(repaired.damagedCopy + QStringLiteral("-wal"));
    };
    for (int i = 2; taken(); ++i) repaired.damagedCopy = path + QStringLiteral(".damaged-%1").arg(i);
    // The log first: a log beside another file than its own would be taken for that one's.
    const bool moved = (!QFileInfo::exists(path + QStringLiteral("-wal")) ||
                        QFile::rename(path + QStringLiteral("-wal"), repaired.damagedCopy + QStringLiteral("-wal"))) &&
                       QFile::rename(path, repaired.damagedCopy);
    QFile::remove(path + QStringLiteral("-shm"));
    if (!moved || !QFile::rename(fresh, path))
        return Error{ErrorCode::unwritable,
                     "the repaired project cannot be put in the place of the damaged one",
                     fresh.toStdString(),
                     {},
                     {},
                     "put it there yourself: it is whole"};
    return repaired;
}

} // namespace ms::project
