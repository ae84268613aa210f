// A damaged project is repaired as far as it can be read: what is left is sound, what is lost is said, the damaged file is kept.
#include "core/project/repair.h"

#include "core/project/project_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace ms;
using namespace ms::project;

namespace {

constexpr int kSensors = 4, kMonths = 5;
constexpr TimeSpan kAll{{0}, {4'102'444'800'000}};

series::Readings readingsOf(int sensor, int month) {
    series::Readings readings;
    std::mt19937 random(static_cast<unsigned>(sensor * 100 + month));
    for (int i = 0; i < 2000; ++i) {
        readings.times_ms.push_back(1'704'067'200'000 + 2'678'400'000LL * month + 900'000LL * i);
        readings.values.push_back(static_cast<double>(random() % 1'000'000) / 1000);
        readings.quality.push_back(0);
    }
    return readings;
}

} // namespace

class TestRepair : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_path;

    static QString message(const Error& error) { return QString::fromStdString(error.toString()); }
    QByteArray bytes() const {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void overwrite(const QByteArray& whole) const {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(whole), whole.size());
    }
    void change(const QString& statement) const {
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            db.setDatabaseName(m_path);
            QVERIFY(db.open());
            QSqlQuery query(db);
            QVERIFY2(query.exec(statement), qPrintable(statement));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
    }
    static bool says(const Repaired& repaired, const QString& words) {
        for (const Diagnostic& d : repaired.lost)
            if (QString::fromStdString(d.message).contains(words)) return true;
        return false;
    }

private Q_SLOTS:
    void init() {
        m_path = m_dir.filePath(QStringLiteral("town.mainsight"));
        for (const QString& name : QDir(m_dir.path()).entryList(QDir::Files)) QFile::remove(m_dir.filePath(name));
        auto made = ProjectFile::create(m_path, {"Town", "Europe/London", "EPSG:27700"});
        QVERIFY(made.ok());
        QVERIFY((*made)->setNetworkText("[JUNCTIONS]\n A 0 1\n", "net.inp").ok());
        for (int s = 0; s < kSensors; ++s) {
            const std::string name = "P" + std::to_string(s);
            QVERIFY((*made)->putSensor({name, "A", Quantity::pressure, "m", "A", {}, {}, "UTC", 1}).ok());
            for (int m = 0; m < kMonths; ++m) QVERIFY((*made)->putReadings(name, readingsOf(s, m)).ok());
        }
        for (int i = 0; i < 20; ++i) QVERIFY((*made)->putNote({0, 0, {i}, "me", "note " + std::to_string(i), {i}}).ok());
        detection::Event event;
        event.zone = "A";
        event.detectedAt = event.startedAt = event.startedCi.first = event.startedCi.second = {1'704'067'200'000};
        event.history = {{event.detectedAt, true, {}, {}}};
        QVERIFY((*made)->replaceEvents({event}, 1).ok());
    }

    void aSoundProjectLosesNothing() {
        const auto repaired = repairProject(m_path);
        QVERIFY2(repaired.ok(), repaired.ok() ? "" : qPrintable(message(repaired.error())));
        QVERIFY(repaired->lost.empty());
        QVERIFY(QFileInfo::exists(repaired->damagedCopy));
        auto file = ProjectFile::open(m_path, ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        QCOMPARE((*file)->settings()->title, std::string("Town"));
        QCOMPARE((*file)->notes()->size(), std::size_t{20});
        QCOMPARE((*file)->events()->size(), std::size_t{1});
        for (int s = 0; s < kSensors; ++s) {
            const auto readings = (*file)->readings("P" + std::to_string(s), kAll);
            QVERIFY(readings.ok());
            QCOMPARE(readings->size(), std::size_t{2000 * kMonths});
        }
    }

    void anyPageMayBeDestroyed() {
        const QByteArray whole = bytes();
        const qsizetype page = 32768, pages = whole.size() / page;
        QVERIFY(pages > 10);
        int repairedPages = 0, readable = 0;
        for (qsizetype k = 1; k < pages; ++k) { // the first page is the list of tables: without it nothing can be told
            QByteArray bad = whole;
            for (qsizetype i = 0; i < page; ++i) bad[k * page + i] = static_cast<char>(i * 31 + k);
            for (const char* rest : {"-wal", "-shm", ".damaged", ".damaged-wal"}) QFile::remove(m_path + QLatin1String(rest));
            overwrite(bad);
            std::size_t before = 0;
            if (auto file = ProjectFile::open(m_path, ProjectFile::Mode::readOnly); file.ok()) {
                if (!(*file)->checkWhole().ok()) ++readable; // damage is found where there is any
                for (int s = 0; s < kSensors; ++s)
                    if (const auto r = (*file)->readings("P" + std::to_string(s), kAll); r.ok()) before += r->size();
            }
            const auto repaired = repairProject(m_path);
            QVERIFY2(repaired.ok(), repaired.ok() ? "" : qPrintable(QStringLiteral("page %1: %2").arg(k).arg(message(repaired.error()))));
            ++repairedPages;
            auto file = ProjectFile::open(m_path, ProjectFile::Mode::readWrite);
            QVERIFY2(file.ok(), qPrintable(QStringLiteral("page %1").arg(k)));
            QVERIFY((*file)->checkWhole().ok());
            std::size_t after = 0;
            const auto sensors = (*file)->sensors();
            QVERIFY(sensors.ok());
            for (const auto& s : *sensors) {
                const auto r = (*file)->readings(s.sensor.name, kAll);
                QVERIFY(r.ok());
                QCOMPARE(static_cast<std::int64_t>(r->size()), s.count);
                after += r->size();
            }
            if (sensors->size() == kSensors) {
                QVERIFY2(after >= before, qPrintable(QStringLiteral("page %1: %2 of %3 readings").arg(k).arg(after).arg(before)));
                if (after < std::size_t{2000} * kMonths * kSensors) QVERIFY(says(*repaired, QStringLiteral("readings of sensor")));
            }
            QCOMPARE(QFile(repaired->damagedCopy).size(), whole.size());
        }
        QVERIFY(repairedPages == pages - 1 && readable > pages / 2);
    }

    void whatCannotBeDecodedIsSaid() {
        change(QStringLiteral("UPDATE event SET json = '{'"));
        change(QStringLiteral("UPDATE network SET packed = x'00'"));
        change(QStringLiteral("UPDATE chunk SET data = x'00' WHERE id = (SELECT min(id) FROM chunk)"));
        change(QStringLiteral("DROP TABLE note"));
        QCOMPARE(ProjectFile::open(m_path, ProjectFile::Mode::readOnly).error().code, ErrorCode::damaged);
        const auto repaired = repairProject(m_path);
        QVERIFY(repaired.ok());
        for (const char* words : {"the network cannot be read and is lost", "events cannot be read and are lost: 1", "notes may be lost",
                                  "2000 of 10000 readings of sensor P0 are lost"})
            QVERIFY2(says(*repaired, QLatin1String(words)), words);
        auto file = ProjectFile::open(m_path, ProjectFile::Mode::readWrite);
        QVERIFY(file.ok());
        QCOMPARE((*file)->networkText().value(), std::string());
        QVERIFY((*file)->putReadings("P0", readingsOf(0, 0)).ok()); // imported again, they are back
        QCOMPARE((*file)->readings("P0", kAll)->size(), std::size_t{2000 * kMonths});
    }

    void aFileCutShortIsRefusedAndSaved() {
        const QByteArray whole = bytes();
        overwrite(whole.left(whole.size() / 2));
        const auto opened = ProjectFile::open(m_path, ProjectFile::Mode::readOnly);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::damaged);
        const auto repaired = repairProject(m_path);
        QVERIFY2(repaired.ok(), repaired.ok() ? "" : qPrintable(message(repaired.error())));
        QVERIFY(!repaired->lost.empty());
        QVERIFY(ProjectFile::open(m_path, ProjectFile::Mode::readWrite).ok());
    }

    void whatIsNoProjectIsLeftAlone() {
        overwrite(QByteArray(50'000, 'x'));
        QCOMPARE(repairProject(m_path).error().code, ErrorCode::unreadable);
        QCOMPARE(bytes(), QByteArray(50'000, 'x'));
        QCOMPARE(repairProject(m_path + QStringLiteral("none")).error().code, ErrorCode::notFound);
        QVERIFY(!QFileInfo::exists(m_path + QStringLiteral(".repaired")));
    }

    void eachMigrationHasItsCopy() {
        const auto older = [this] {
            change(QStringLiteral("DROP TABLE calibration"));
            change(QStringLiteral("DROP TABLE quiet"));
            change(QStringLiteral("PRAGMA user_version = 5"));
        };
        older();
        QVERIFY(ProjectFile::open(m_path, ProjectFile::Mode::readWrite).ok());
        QVERIFY(QFileInfo::exists(m_path + QStringLiteral(".v5.bak")));
        older();
        QVERIFY(ProjectFile::open(m_path, ProjectFile::Mode::readWrite).ok());
        QVERIFY(QFileInfo::exists(m_path + QStringLiteral(".v5-2.bak")));
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("copy"));
            db.setDatabaseName(m_path + QStringLiteral(".v5-2.bak"));
            QVERIFY(db.open());
            QSqlQuery query(QStringLiteral("SELECT count(*) FROM note"), db);
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toInt(), 20);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("copy"));
    }
};

QTEST_GUILESS_MAIN(TestRepair)
#include "test_repair.moc"
