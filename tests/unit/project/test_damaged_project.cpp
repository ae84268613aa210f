// What is no project, or one no longer, is refused with a sentence that names it.
#include "core/project/project_file.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace ms;
using namespace ms::project;

class TestDamagedProject : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString path(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    /// A project to which somebody did this, with another program.
    QString changed(const QString& statement) {
        const QString file = path("changed.mainsight");
        for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(file + QLatin1String(rest));
        if (!ProjectFile::create(file, {"Test", "Europe/London", "EPSG:27700"}).ok()) return {};
        bool done = false;
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            db.setDatabaseName(file);
            done = db.open() && QSqlQuery(db).exec(statement);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
        return done ? file : QString();
    }

private Q_SLOTS:
    void foreignFilesAreRefused() {
        QFile f(path("text.mainsight"));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(QByteArray(5000, 'x'));
        f.close();
        const auto opened = ProjectFile::open(f.fileName(), ProjectFile::Mode::readWrite);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::unreadable);
        QCOMPARE(ProjectFile::open(path("none"), ProjectFile::Mode::readOnly).error().code, ErrorCode::notFound);
        QCOMPARE(ProjectFile::create(path("new"), {"", "Mars/Olympus", ""}).error().code, ErrorCode::invalidInput);
    }

    void oneOfALaterVersionIsRefused() {
        const QString file = changed(QStringLiteral("PRAGMA user_version = 999"));
        for (const auto mode : {ProjectFile::Mode::readOnly, ProjectFile::Mode::readWrite}) {
            const auto opened = ProjectFile::open(file, mode);
            QVERIFY(!opened.ok());
            QCOMPARE(opened.error().code, ErrorCode::newerVersion);
        }
    }

    void aMissingTableIsDamage() {
        const QString file = changed(QStringLiteral("DROP TABLE event"));
        const auto opened = ProjectFile::open(file, ProjectFile::Mode::readOnly);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::damaged);
        QCOMPARE(QString::fromStdString(opened.error().message), QStringLiteral("this project is damaged: no such table: event"));
        QCOMPARE(QString::fromStdString(opened.error().subject), file);
        QVERIFY(opened.error().advice.find("mainsight-cli repair") != std::string::npos);
    }

    void aZoneOfNowhereIsDamage() {
        const QString file = changed(QStringLiteral("UPDATE meta SET value = 'Mars/Olympus' WHERE key = 'timezone'"));
        auto opened = ProjectFile::open(file, ProjectFile::Mode::readOnly);
        QVERIFY(opened.ok());
        const auto settings = (*opened)->settings();
        QVERIFY(!settings.ok());
        QCOMPARE(settings.error().code, ErrorCode::damaged);
        QCOMPARE(QString::fromStdString(settings.error().subject), file);
        QVERIFY(settings.error().message.find("Mars/Olympus") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDamagedProject)
#include "test_damaged_project.moc"
