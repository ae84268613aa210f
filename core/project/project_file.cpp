#include "core/project/project_file.h"

#include "core/project/project_file_private.h"
#include "core/project/schema.h"
#include "core/project/shared_project.h"
#include "core/project/shared_store.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUrl>

#include <zstd.h>

#include <atomic>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace ms::project {
namespace {

/// Large pages hold several chunks of a month of quarter-hours each, with little waste between them.
constexpr const char* kPageSize = "PRAGMA page_size = 32768";
constexpr std::size_t kMostUnpacked = std::size_t{1} << 30;

/// What tells the file at a path from another one that takes its place.
std::pair<quint64, quint64> identityOf(const QString& path) {
#ifdef Q_OS_UNIX
    struct stat facts {};
    if (::stat(QFile::encodeName(path).constData(), &facts) == 0) return {facts.st_dev, facts.st_ino};
    return {};
#else
    return {QFileInfo::exists(path) ? 1 : 0, 0}; // there, an open file cannot be replaced
#endif
}

Error cannotBeWritten(const QString& path) {
    return {ErrorCode::unwritable,
            "the project cannot be written where it lies",
            path.toStdString(),
            {},
            {},
            "check your rights, or save a copy elsewhere"};
}

/// A copy of the project beside it, before it is brought to another version. Whole, or not there.
Result<void> backUp(const ProjectFile& file, int version) {
    const QString path = file.path();
    QString backup = path + QStringLiteral(".v%1.bak").arg(version);
    for (int i = 2; QFileInfo::exists(backup); ++i) backup = path + QStringLiteral(".v%1-%2.bak").arg(version).arg(i);
    const QString unfinished = backup + QStringLiteral(".part");
    QFile::remove(unfinished);
    if (auto done = file.copyTo(unfinished); !done.ok()) {
        QFile::remove(unfinished);
        Error error = done.error();
        error.message = "the copy of the project before it is brought to this version cannot be made: " + error.message;
        return error;
    }
    if (!QFile::rename(unfinished, backup))
        return Error{
            ErrorCode::unwritable, "the copy of the project cannot be renamed", backup.toStdString(), {}, {}, "check your rights in the folder"};
    return {};
}

} // namespace

QString nextConnection() {
    static std::atomic<quint64> counter{0};
    return QStringLiteral("mainsight-project-%1").arg(++counter);
}

std::string pack(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
    return packed;
}

Result<std::string> unpack(std::string_view packed) {
    const Error damaged{ErrorCode::invalidInput, "a compressed cell of the project is damaged", {}, {}, {}, "restore the project from a backup"};
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMostUnpacked) return damaged;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) != size) return damaged;
    return bytes;
}

ProjectFile::Private::~Private() {
    if (connection.isEmpty()) return;
    prepared.clear();
    db.close();
    db = {};
    QSqlDatabase::removeDatabase(connection);
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::Private::connect(const QString& path, const QString& options) {
    std::unique_ptr<ProjectFile> file(new ProjectFile);
    Private& p = *file->d;
    p.path = path;
    p.connection = nextConnection();
    p.db = QSqlDatabase::addDatabase("QSQLITE", p.connection);
    if (!p.db.isValid()) return Error{ErrorCode::internal, "Qt's SQLite driver is missing", {}, {}, {}, "install libqt6sql6-sqlite"};
    p.db.setDatabaseName(path);
    p.db.setConnectOptions("QSQLITE_BUSY_TIMEOUT=10000" + options);
    if (!p.db.open()) {
        const auto code = QFileInfo::exists(path) ? ErrorCode::unreadable : ErrorCode::unwritable;
        return Error{code, p.db.lastError().databaseText().toStdString(), path.toStdString(), {}, {}, "check your rights in the folder"};
    }
    return file;
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::Private::openFrozen(const QString& path) {
    const QString log = path + QStringLiteral("-wal");
    if (QFileInfo(log).size() > 0)
        return Error{ErrorCode::unreadable,
                     "the last changes of the project stand in a file beside it, and cannot be read where nothing can be written",
                     log.toStdString(),
                     {},
                     {},
                     "copy the project and this file to a folder where you may write, and open the copy"};
    auto file = connect("file:" + QUrl::toPercentEncoding(path, "/").replace("//", "/") + "?immutable=1", ";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI");
    if (file.ok()) (*file)->d->path = path;
    return file;
}

Result<void> ProjectFile::Private::claimAs(Mode mode) {
    auto taken = ProjectClaim::take(path, mode == Mode::edit ? ProjectClaim::Kind::edit : ProjectClaim::Kind::write);
    if (!taken.ok()) return taken.error();
    claim = std::move(*taken);
    if (QFileInfo(path).size() > 0) identity = identityOf(path); // none yet of one that is being made
    return {};
}

Result<void> ProjectFile::Private::stillThere() const {
    if (!identity || identityOf(path) == *identity) return {};
    return Error{ErrorCode::unwritable,
                 "the project file was removed or replaced while it was open: the change is not in it",
                 path.toStdString(),
                 {},
                 {},
                 "bring the file or its drive back, or save a copy elsewhere"};
}

Result<QSqlQuery> ProjectFile::Private::run(const QString& sql, std::initializer_list<QVariant> values) const {
    if (depth == 0 && !sql.startsWith(QLatin1String("SELECT")))
        if (auto there = stillThere(); !there.ok()) return there.error();
    return runSql(db, sql, values);
}

Result<QSqlQuery*> ProjectFile::Private::runKept(const QString& sql, std::initializer_list<QVariant> values) const {
    auto found = prepared.find(sql);
    if (found == prepared.end()) {
        QSqlQuery query(db);
        query.setForwardOnly(!shared());
        const bool plain = shared() && values.size() == 0; // PostgreSQL prepares no BEGIN
        if (!plain && !query.prepare(sql)) return sqlError(query, path);
        found = prepared.emplace(sql, std::move(query)).first;
    }
    if (shared() && values.size() == 0) {
        if (!found->second.exec(sql)) return sqlError(found->second, path);
        return &found->second;
    }
    if (auto done = runPrepared(found->second, path, values); !done.ok()) return done.error();
    return &found->second;
}

ProjectFile::ProjectFile() : d(std::make_unique<Private>()) {}
ProjectFile::~ProjectFile() = default;

Result<std::unique_ptr<ProjectFile>> ProjectFile::create(const QString& path, const Settings& settings, Mode mode) {
    if (isShared(path)) {
        if (const auto zone = localZone(settings.timezone); !zone.ok()) return zone.error();
        auto file = Private::connectShared(path, false);
        if (!file.ok()) return file.error();
        (*file)->d->claim.emplace();
        if (auto made = makeSchema((*file)->d->db, path); !made.ok()) return made.error();
        if (auto done = (*file)->setSettings(settings); !done.ok()) return done.error();
        return file;
    }
    if (QFileInfo::exists(path))
        return Error{
            ErrorCode::unwritable, "there is already a file of this name", path.toStdString(), {}, {}, "choose another name, or remove it first"};
    if (const auto zone = localZone(settings.timezone); !zone.ok()) return zone.error();
    auto file = Private::connect(path, {});
    if (!file.ok()) return file.error();
    ProjectFile& project = **file;
    if (auto claimed = project.d->claimAs(mode); !claimed.ok()) return claimed.error();
    // synchronous = NORMAL under write-ahead logging loses at most the last transactions at a power cut, never the file's consistency.
    for (const char* statement : {kPageSize, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"})
        if (auto done = project.d->run(statement); !done.ok()) return done.error();
    if (auto done = migrate(project.d->db, 0); !done.ok()) return done.error();
    project.d->identity = identityOf(path);
    if (auto done = project.setSettings(settings); !done.ok()) return done.error();
    return file;
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(const QString& path, Mode mode) {
    if (isShared(path)) {
        auto file = Private::connectShared(path, mode == Mode::readOnly);
        if (!file.ok()) return file.error();
        if (auto ready = bringUpToDate((*file)->d->db, path, mode != Mode::readOnly); !ready.ok()) return ready.error();
        if (mode != Mode::readOnly) (*file)->d->claim.emplace(); // the server lets writers take turns
        return file;
    }
    if (!QFileInfo(path).isFile()) return Error{ErrorCode::notFound, "there is no such project", path.toStdString(), {}, {}, "check the path"};
    if (mode != Mode::readOnly && !QFileInfo(path).isWritable()) return cannotBeWritten(path);
    auto file = Private::connect(path, mode == Mode::readOnly ? ";QSQLITE_OPEN_READONLY" : "");
    if (!file.ok()) return file.error();
    auto version = schemaVersion((*file)->d->db);
    if (!version.ok() && !QFileInfo(QFileInfo(path).path()).isWritable()) {
        if (mode != Mode::readOnly) return cannotBeWritten(path);
        file = Private::openFrozen(path);
        if (!file.ok()) return file.error();
        version = schemaVersion((*file)->d->db);
    }
    if (!version.ok()) return version.error();
    if (mode != Mode::readOnly)
        if (auto claimed = (*file)->d->claimAs(mode); !claimed.ok()) return claimed.error();
    if (auto sound = checkShape((*file)->d->db, *version, path); !sound.ok()) return sound.error();
    if (*version < kSchemaVersion) {
        if (mode == Mode::readOnly)
            return Error{ErrorCode::unsupported, "this project is of an older version", path.toStdString(), {}, {}, "open it once for writing"};
        if (auto done = backUp(**file, *version); !done.ok()) return done.error();
        if (auto done = migrate((*file)->d->db, *version); !done.ok()) return done.error();
    }
    if (mode != Mode::readOnly) // what a savepoint keeps for its undoing stays in memory: it is a few pages a file, and slow to write
        for (const char* statement : {"PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY"})
            if (auto done = (*file)->d->run(statement); !done.ok()) return done.error();
    return file;
}

QString ProjectFile::path() const { return d->path; }
bool ProjectFile::readOnly() const { return !d->claim; }

Result<void> ProjectFile::checkWhole() const {
    if (d->shared()) return {}; // the server's matter
    auto query = d->run("SELECT * FROM pragma_quick_check(1)");
    if (!query.ok()) return query.error();
    const QString said = query->next() ? query->value(0).toString() : QString();
    if (said != QLatin1String("ok")) return damage(said.toStdString(), d->path);
    return {};
}

Result<void> ProjectFile::copyTo(const QString& path) const {
    if (d->shared() || isShared(path)) {
        const auto own = settings();
        if (!own.ok()) return own.error();
        auto to = create(path, *own);
        if (!to.ok()) return to.error();
        const auto copied = [&]() -> Result<void> {
            Snapshot still(*this);
            if (auto begun = still.begin(); !begun.ok()) return begun;
            if (isShared(path)) return copyRows(d->db, (*to)->d->db, path); // by a connection of its own
            Transaction all(**to);
            if (auto begun = all.begin(); !begun.ok()) return begun;
            if (auto done = copyRows(d->db, (*to)->d->db, path); !done.ok()) return done;
            return all.commit();
        }();
        if (copied.ok()) return copied;
        if (isShared(path)) {
            (void)dropSchema((*to)->d->db).ok();
        } else { // an empty project is not to be taken for a copy
            to->reset();
            for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(path + QLatin1String(rest));
        }
        return copied;
    }
    if (QFileInfo::exists(path))
        return Error{ErrorCode::unwritable, "there is already a file of this name", path.toStdString(), {}, {}, "choose another name"};
    if (auto done = runSql(d->db, "VACUUM INTO ?", {path}); !done.ok()) { // also of a file that was removed meanwhile
        Error error = done.error();
        if (error.code == ErrorCode::unreadable) error.code = ErrorCode::unwritable; // SQLite says "cannot open" for a folder that is not there
        error.subject = path.toStdString();
        return error;
    }
    return {};
}

Result<Settings> ProjectFile::settings() const {
    auto query = d->run("SELECT key, value FROM meta");
    if (!query.ok()) return query.error();
    Settings settings;
    while (query->next()) {
        const QString key = query->value(0).toString();
        const std::string value = textOf(query->value(1));
        if (key == "title") settings.title = value;
        if (key == "timezone") settings.timezone = value;
        if (key == "crs") settings.crs = value;
        if (key == "days_off") {
            auto days = detection::daysOffFromText(value);
            if (!days) return damage("the days off: " + days.error().message, d->path);
            settings.daysOff = std::move(*days);
        }
        if (key == "area_trust") {
            auto trust = detection::areaTrustFromText(value);
            if (!trust) return damage(trust.error().message, d->path);
            settings.areaTrust = std::move(*trust);
        }
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    if (const auto zone = localZone(settings.timezone); !zone.ok()) return damage(zone.error().message, d->path);
    return settings;
}

Result<void> ProjectFile::setSettings(const Settings& settings) {
    if (const auto zone = localZone(settings.timezone); !zone.ok()) return zone.error();
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    const std::string daysOff = detection::toText(settings.daysOff), areaTrust = detection::toText(settings.areaTrust);
    const std::pair<const char*, const std::string*> rows[] = {
        {"title", &settings.title}, {"timezone", &settings.timezone}, {"crs", &settings.crs}, {"days_off", &daysOff}, {"area_trust", &areaTrust}};
    for (const auto& [key, value] : rows)
        if (auto done =
                d->run("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", {QString(key), toVariant(*value)});
            !done.ok())
            return done.error();
    return all.commit();
}

Result<std::string> ProjectFile::uiState(const std::string& key) const {
    auto query = d->run("SELECT value FROM ui_state WHERE key = ?", {d->ownKey(key)});
    if (!query.ok()) return query.error();
    return query->next() ? textOf(query->value(0)) : std::string{};
}

Result<void> ProjectFile::setUiState(const std::string& key, const std::string& value) {
    if (auto done =
            d->run("INSERT INTO ui_state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", {d->ownKey(key), toVariant(value)});
        !done.ok())
        return done.error();
    return {};
}

Result<std::string> ProjectFile::networkText() const {
    auto query = d->run("SELECT packed FROM network");
    if (!query.ok()) return query.error();
    if (!query->next()) {
        if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
        return std::string{};
    }
    return unpack(bytesOf(query->value(0)));
}

Result<void> ProjectFile::setNetworkText(const std::string& text, const std::string& sourceName) {
    const std::string packed = pack(text);
    const auto done =
        text.empty()
            ? d->run("DELETE FROM network")
            : d->run("INSERT INTO network VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET source = excluded.source, packed = excluded.packed",
                     {toVariant(sourceName), toBlob(packed)});
    if (!done.ok()) return done.error();
    return {};
}

Result<std::vector<analysis::GisPipe>> ProjectFile::gisPipes() const {
    auto query = d->run("SELECT id, length_m, diameter_m, material, street, line FROM gis_pipe ORDER BY " + d->asInserted());
    if (!query.ok()) return query.error();
    std::vector<analysis::GisPipe> pipes;
    while (query->next()) {
        analysis::GisPipe pipe;
        pipe.id = textOf(query->value(0));
        pipe.length_m = query->value(1).toDouble();
        if (!query->value(2).isNull()) pipe.diameter_m = query->value(2).toDouble();
        pipe.material = textOf(query->value(3));
        pipe.street = textOf(query->value(4));
        const QByteArray line = query->value(5).toByteArray();
        pipe.line.resize(static_cast<std::size_t>(line.size()) / sizeof(network::Point));
        if (!pipe.line.empty()) std::memcpy(pipe.line.data(), line.constData(), pipe.line.size() * sizeof(network::Point));
        pipes.push_back(std::move(pipe));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return pipes;
}

Result<void> ProjectFile::setGisPipes(const std::vector<analysis::GisPipe>& pipes) {
    static_assert(sizeof(network::Point) == 2 * sizeof(double));
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    if (auto done = d->run("DELETE FROM gis_pipe"); !done.ok()) return done.error();
    QSqlQuery insert(d->db);
    if (!insert.prepare("INSERT INTO gis_pipe VALUES (?, ?, ?, ?, ?, ?)")) return sqlError(insert, d->path);
    for (const auto& pipe : pipes) {
        const std::string_view line(reinterpret_cast<const char*>(pipe.line.data()), pipe.line.size() * sizeof(network::Point));
        if (auto done = runPrepared(insert, d->path,
                                    {toVariant(pipe.id), pipe.length_m, pipe.diameter_m ? QVariant(*pipe.diameter_m) : QVariant(),
                                     toVariant(pipe.material), toVariant(pipe.street), toBlob(line)});
            !done.ok())
            return done;
    }
    return all.commit();
}

ProjectFile::Transaction::Transaction(ProjectFile& file) : m_file(file) {}

ProjectFile::Transaction::~Transaction() {
    if (!m_open) return;
    const int depth = --m_file.d->depth;
    // Nothing can be done where even the undoing fails: SQLite then undoes it when the file is next opened.
    m_file.d->heldSensors.reset();
    m_file.d->quarantineBegun.clear();
    if (depth == 0) {
        m_file.d->changedReadings.clear();
        (void)runSql(m_file.d->db, "ROLLBACK").ok();
    } else {
        (void)m_file.d->run(QStringLiteral("ROLLBACK TO step%1").arg(depth)).ok();
        (void)m_file.d->run(QStringLiteral("RELEASE step%1").arg(depth)).ok();
    }
}

Result<void> ProjectFile::Transaction::begin() {
    const int depth = m_file.d->depth;
    if (depth == 0)
        if (auto there = m_file.d->stillThere(); !there.ok()) return there;
    if (depth == 0 && m_file.d->shared()) {
        if (auto begun = beginShared(m_file.d->db); !begun.ok()) return begun;
    } else if (const auto done = m_file.d->runKept(depth == 0 ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("SAVEPOINT step%1").arg(depth));
               !done.ok()) {
        return done.error();
    }
    ++m_file.d->depth;
    m_open = true;
    return {};
}

Result<void> ProjectFile::Transaction::commit() {
    if (!m_open) return Error{ErrorCode::internal, "commit without begin", {}, {}, {}, {}};
    const int depth = m_file.d->depth - 1;
    if (depth == 0) {
        if (auto there = m_file.d->stillThere(); !there.ok()) return there;
        m_file.d->heldSensors.reset();
        m_file.d->quarantineBegun.clear();
    }
    if (depth == 0 && m_file.d->shared())
        if (auto counted = countChange(m_file.d->db, std::exchange(m_file.d->changedReadings, {})); !counted.ok()) return counted;
    const auto done = m_file.d->runKept(depth == 0 ? QStringLiteral("COMMIT") : QStringLiteral("RELEASE step%1").arg(depth));
    if (!done.ok()) return done.error();
    --m_file.d->depth;
    m_open = false;
    return {};
}

ProjectFile::Snapshot::~Snapshot() {
    if (!m_open) return;
    --m_file.d->depth;
    (void)m_file.d->run("COMMIT").ok(); // nothing was written
}

Result<void> ProjectFile::Snapshot::begin() {
    if (m_open || m_file.d->depth > 0) return {};
    const char* const begin = m_file.d->shared() ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN";
    if (auto begun = m_file.d->run(begin); !begun.ok()) return begun.error();
    ++m_file.d->depth;
    m_open = true;
    return {};
}

} // namespace ms::project
