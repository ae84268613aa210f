// A shared project of another version, one that is gone or half there, a damaged file that is to be shared, and zones that somebody else follows.
#include "core/project/project_file.h"
#include "core/project/schema.h"
#include "core/project/shared_project.h"
#include "tests/unit/jobs/postgres_server.h"
#include "tests/unit/project/made_project.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <future>

using namespace ms;
using project::ProjectFile;
using project::ZoneLocks;
using tests::must;
using tests::PostgresServer;

class TestSharedTrouble : public QObject {
    Q_OBJECT

    static constexpr auto kRead = ProjectFile::Mode::readOnly, kWrite = ProjectFile::Mode::readWrite;

    QTemporaryDir m_dir;
    std::unique_ptr<PostgresServer> m_server;
    int m_number = 0;

    QString fresh() { return m_server->connection() + QStringLiteral("#town%1").arg(++m_number); }
    QString made() {
        const QString path = fresh();
        must(must(ProjectFile::create(path, {"Town", "Europe/London", ""}))->setSettings({"Town", "Europe/London", ""}));
        return path;
    }
    static std::string schemaOf(const QString& path) { return "\"" + path.section(QLatin1Char('#'), -1).toStdString() + "\""; }
    void ask(const QString& path, const std::string& before, const std::string& after) { (void)m_server->ask(before + schemaOf(path) + after); }
    bool exists(const QString& path) const {
        return m_server->ask("SELECT count(*) FROM pg_namespace WHERE nspname = '" + path.section(QLatin1Char('#'), -1).toStdString() + "'") == "1";
    }
    /// As a program of the version before left it.
    QString older() {
        const QString path = made();
        ask(path, "DROP TABLE ", ".calibration");
        ask(path, "UPDATE ", ".meta SET value = '" + std::to_string(project::kSchemaVersion - 1) + "' WHERE key = 'schema_version'");
        return path;
    }
    static Error errorOfOpening(const QString& path, ProjectFile::Mode mode = kRead) {
        auto opened = ProjectFile::open(path, mode);
        return opened.ok() ? Error{ErrorCode::internal, "it opens", {}, {}, {}, {}} : opened.error();
    }

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<PostgresServer>(); }

    void anAddressSaysTheSameAsWords() {
        const QString path = made();
        const QString folder = m_server->connection().section(QLatin1Char(' '), 0, 0).mid(5);
        const QString address = QStringLiteral("postgresql:///postgres?host=%1&user=mainsight#").arg(folder) + path.section(QLatin1Char('#'), -1);
        QCOMPARE(must(must(ProjectFile::open(address, kRead))->settings()).title, std::string("Town"));
        QCOMPARE(must(project::sharedRevision(address)), must(project::sharedRevision(path)));
    }

    void anAddressThatCannotBeTakenApartReachesNoOtherServer() {
        for (const char* address : {"postgresql://%2Fnowhere%2Fat all/postgres#town", "postgresql://one:5432,two:5432/postgres#town"}) {
            const Error error = errorOfOpening(QLatin1String(address));
            QCOMPARE(error.code, ErrorCode::invalidInput);
            QCOMPARE(error.message, std::string("the address of the database cannot be taken apart"));
        }
    }

    void aPasswordIsRefusedAndNotRepeated() {
        for (const char* address : {"postgresql://me:hush@db.example/water", "postgresql://me:hush@db.example/water#town",
                                    "postgresql://db.example/water?password=hush", "host=db.example password=hush", "service=team password = hush#a"})
            for (const Error& error : {errorOfOpening(QLatin1String(address)), project::sharedRevision(QLatin1String(address)).error(),
                                       ZoneLocks::take(QLatin1String(address), {"A"}).error()}) {
                QCOMPARE(error.code, ErrorCode::invalidInput);
                QVERIFY2(error.toString().find("hush") == std::string::npos, error.toString().c_str());
                QVERIFY(error.advice.find(".pgpass") != std::string::npos);
            }
    }

    void namesThatAreNoneAreRefused() {
        for (const char* name : {"Town", "pg_town", "1town", "to-wn", "", "a\"; DROP SCHEMA public; --"}) {
            const Error error = errorOfOpening(m_server->connection() + QLatin1Char('#') + QLatin1String(name));
            QCOMPARE(error.code, ErrorCode::invalidInput);
            QCOMPARE(error.subject, std::string(name));
        }
        QCOMPARE(errorOfOpening(m_server->connection()).code, ErrorCode::notFound); // "mainsight", which nobody made
    }

    void anOlderOneIsBroughtUpByWhoMayWrite() {
        const QString path = older();
        QCOMPARE(errorOfOpening(path).code, ErrorCode::unsupported);
        QVERIFY(must(must(ProjectFile::open(path, kWrite))->settings()).title == "Town");
        QVERIFY(ProjectFile::open(path, kRead).ok());
        ask(path, "UPDATE ", ".meta SET value = '999' WHERE key = 'schema_version'");
        QCOMPARE(errorOfOpening(path).code, ErrorCode::newerVersion);
        QCOMPARE(errorOfOpening(path, kWrite).code, ErrorCode::newerVersion);
    }

    /// Both have seen the old version before either has the table to himself.
    void twoWhoOpenAnOlderOneAtOnceBothGetIt() {
        const QString path = older();
        auto gate = must(project::connectPostgres(m_server->connection().toStdString()));
        QVERIFY(gate->ask("BEGIN").ok() && gate->ask("LOCK TABLE " + schemaOf(path) + ".meta IN ACCESS EXCLUSIVE MODE").ok());
        const auto open = [&path] {
            auto opened = ProjectFile::open(path, kWrite);
            return opened.ok() ? std::string() : opened.error().toString();
        };
        auto one = std::async(std::launch::async, open), other = std::async(std::launch::async, open);
        const std::string waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + schemaOf(path) + ".meta'::regclass";
        QTRY_COMPARE_WITH_TIMEOUT(m_server->ask(waiting), std::string("2"), 8'000);
        QVERIFY(gate->ask("COMMIT").ok());
        QCOMPARE(one.get(), std::string());
        QCOMPARE(other.get(), std::string());
        QVERIFY(must(ProjectFile::open(path, kRead))->calibration().ok());
    }

    void whatIsHalfThereIsNoProject() {
        const QString path = made();
        ask(path, "DELETE FROM ", ".meta WHERE key = 'revision'");
        QCOMPARE(project::sharedRevision(path).error().code, ErrorCode::notFound);
        QCOMPARE(project::sharedChanges(path, 0).error().code, ErrorCode::notFound);
        ask(path, "DELETE FROM ", ".meta WHERE key = 'schema_version'");
        QCOMPARE(errorOfOpening(path).code, ErrorCode::notFound);
        ask(path, "DROP TABLE ", ".meta");
        QCOMPARE(errorOfOpening(path).code, ErrorCode::notFound);
        QCOMPARE(ProjectFile::create(fresh(), {"", "Mars/Olympus", ""}).error().code, ErrorCode::invalidInput);
        QVERIFY(!exists(m_server->connection() + QStringLiteral("#town%1").arg(m_number)));
    }

    void aCopyThatFailsLeavesNoFile() {
        const QString path = made(), file = m_dir.filePath(QStringLiteral("copy.mainsight"));
        ask(path, "DROP TABLE ", ".quiet");
        auto shared = must(ProjectFile::open(path, kRead));
        const auto copied = shared->copyTo(file);
        QVERIFY(!copied.ok());
        QCOMPARE(copied.error().code, ErrorCode::unreadable);
        for (const char* rest : {"", "-wal", "-shm"}) QVERIFY(!QFile::exists(file + QLatin1String(rest)));
    }

    /// Whichever page of a file is destroyed: what arrives at the server is the whole project, or nothing.
    void aDamagedFileIsSharedWholeOrNotAtAll() {
        const QString sound = m_dir.filePath(QStringLiteral("sound.mainsight")), bad = m_dir.filePath(QStringLiteral("bad.mainsight"));
        series::Readings minutes; // of a month: a cell of several pages
        for (int i = 0; i < 20'000; ++i) {
            minutes.times_ms.push_back(1'704'067'200'000 + i * 60'000LL);
            minutes.values.push_back((i * 7919LL % 100'003) / 1000.0);
            minutes.quality.push_back(0);
        }
        {
            auto file = must(ProjectFile::create(sound, {"Town", "UTC", ""}));
            for (const char* name : {"A", "B", "C"}) {
                must(file->putSensor({name, "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
                (void)must(file->putReadings(name, minutes));
            }
            for (int i = 0; i < 2000; ++i) (void)must(file->putNote({0, 0, Instant{i}, "me", "a note that takes some room on its page", Instant{i}}));
        }
        QFile source(sound);
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray whole = source.readAll();
        constexpr qsizetype kPage = 32768;
        int refused = 0, arrived = 0;
        for (qsizetype k = 1; k < whole.size() / kPage; ++k) {
            QByteArray bytes = whole;
            bytes.replace(k * kPage, kPage, QByteArray(kPage, '\xA5'));
            QFile file(bad);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(bytes), bytes.size());
            file.close();
            auto from = ProjectFile::open(bad, kRead);
            if (!from.ok()) continue;
            const QString path = fresh();
            if (const auto copied = (*from)->copyTo(path); !copied.ok()) {
                ++refused;
                QVERIFY2(copied.error().code == ErrorCode::damaged, copied.error().toString().c_str());
                QVERIFY2(!exists(path), qPrintable(QStringLiteral("page %1").arg(k)));
                continue;
            }
            ++arrived;
            auto there = must(ProjectFile::open(path, kRead));
            QCOMPARE(must(there->notes()).size(), std::size_t{2000});
            for (const char* name : {"A", "B", "C"})
                if (const auto r = there->readings(name, {}); r.ok()) // a damaged cell is handed on as it is, and said by whoever reads it
                    QVERIFY2(r->values == minutes.values, qPrintable(QStringLiteral("page %1: %2 readings").arg(k).arg(r->size())));
        }
        QVERIFY(refused > 3 && arrived > 0);
    }

    void aZoneOfSomebodyElseIsNotTaken() {
        const QString path = made();
        auto mine = must(ZoneLocks::take(path, {"North", "Hill"}));
        QVERIFY(mine->renew().ok()); // still held
        const auto other = ZoneLocks::take(path, {"Quay", "Hill"});
        QVERIFY(!other.ok());
        QCOMPARE(other.error().code, ErrorCode::busy);
        QCOMPARE(other.error().element, std::string("Hill"));
        QVERIFY2(other.error().message.find("zone Hill is followed by ") == 0 && other.error().message.find('@') != std::string::npos,
                 other.error().message.c_str());
        QVERIFY(ZoneLocks::take(path, {"Quay"}).ok()); // all or none: the failed attempt kept nothing
        ask(path, "DELETE FROM ", ".zone_writer");
        const std::string said = ZoneLocks::take(path, {"Hill"}).error().message;
        QCOMPARE(said, std::string("zone Hill is followed by somebody else"));
        mine.reset();
        QTRY_VERIFY_WITH_TIMEOUT(ZoneLocks::take(path, {"Hill"}).ok(), 5'000);
    }

    void zonesAreTakenAnewWhenTheConnectionBroke() {
        const QString path = made();
        auto mine = must(ZoneLocks::take(path, {"North"}));
        const std::string end = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()";
        QCOMPARE(m_server->ask(end), std::string("1"));
        QTRY_VERIFY_WITH_TIMEOUT(mine->renew().ok(), 5'000);
        QCOMPARE(ZoneLocks::take(path, {"North"}).error().code, ErrorCode::busy);
        // The server has not noticed: it still holds the zone for the connection before.
        auto ghost = must(project::connectPostgres(m_server->connection().toStdString()));
        QCOMPARE(m_server->ask(end), std::string("1"));
        const std::string schema = path.section(QLatin1Char('#'), -1).toStdString();
        const auto held = [&] {
            auto got = ghost->ask("SELECT pg_try_advisory_lock(hashtext($1), hashtext($2))", {schema + "/North", "North/" + schema});
            return got.ok() && got->front().front() == std::optional<std::string>("t");
        };
        QTRY_VERIFY_WITH_TIMEOUT(held(), 5'000);
        const auto waiting = mine->renew();
        QVERIFY(!waiting.ok());
        QCOMPARE(waiting.error().code, ErrorCode::unreadable); // try again, not: somebody else has it
        ghost.reset();
        QTRY_VERIFY_WITH_TIMEOUT(mine->renew().ok(), 5'000);
    }

    void whileTheServerIsAwayEveryQuestionSaysSo() {
        const QString path = made();
        auto open = must(ProjectFile::open(path, kRead));
        auto zones = must(ZoneLocks::take(path, {"North"}));
        m_server->stop(SIGQUIT);
        QCOMPARE(open->settings().error().code, ErrorCode::unreadable);
        QCOMPARE(errorOfOpening(path).code, ErrorCode::unreadable);
        QCOMPARE(project::sharedRevision(path).error().code, ErrorCode::unreadable);
        QCOMPARE(zones->renew().error().code, ErrorCode::unreadable);
        m_server->start();
        QCOMPARE(must(must(ProjectFile::open(path, kRead))->settings()).title, std::string("Town"));
        QVERIFY(zones->renew().ok());
    }
};

QTEST_GUILESS_MAIN(TestSharedTrouble)
#include "test_shared_trouble.moc"
