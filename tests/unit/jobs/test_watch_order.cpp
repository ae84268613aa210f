#include "core/jobs/analysis_run.h"
#include "core/jobs/watch_run.h"
#include "core/project/project_file.h"
#include "tests/unit/jobs/company.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;

/// Who comes first in live work, and that nobody holds up the others.
class TestWatchOrder : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_map;
    int m_number = 0;

    QString fresh(const char* ending) { return m_dir.filePath(QString::number(++m_number) + QLatin1String(ending)); }
    QString fileWith(const QByteArray& text) {
        const QString path = fresh(".csv");
        made::write(path, text);
        return path;
    }
    QString projectOf(const QByteArray& history) {
        const QString path = fresh(".mainsight");
        (void)must(project::ProjectFile::create(path, {}));
        importInto(path, {fileWith(history)}, m_map);
        return path;
    }
    /// What an analysis of all readings at once makes of them.
    QString undisturbed(const QByteArray& readings) {
        const QString path = projectOf(readings);
        AnalysisRun run(path, {}, {});
        [&] { QCOMPARE(toEnd(run), RunOutcome::done); }();
        return contentOf(path);
    }
    static bool holdsReadingsFrom(const QString& path, const char* iso) {
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        return must(p->readings("North_F", {*instantFromIso(iso), {}}, project::Flags::knownNow)).size() > 0;
    }
    static bool run(const QString& path, const QString& statement) {
        bool done = false;
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            db.setDatabaseName(path);
            QSqlQuery query(db.open() ? db : QSqlDatabase());
            done = query.exec(statement) && query.numRowsAffected() > 0;
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
        return done;
    }

private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_map = fileWith(company().sensors);
    }

    void whatHasJustComeGoesBeforeBackFill() {
        // A project of one week, in which the three weeks before are filled in, a file a day; one live file comes among them.
        const QString path = projectOf(rowsOf(21 * 96, 28 * 96)), inbox = fresh("");
        QDir().mkpath(inbox);
        WatchOptions options;
        options.projectPath = path;
        options.folders = {inbox};
        options.interval_s = 3600; // back-fill that is left is not waited with
        options.portion_bytes = 1;
        WatchRun watch(options);
        QList<WatchCycle> cycles;
        std::vector<int> leftWhenLive; ///< files of the back-fill, when the live one was in
        connect(&watch, &WatchRun::cycled, this, [&](const WatchCycle& c) {
            cycles << c;
            if (cycles.size() == 1) { // it follows; now all of it comes at once
                for (int day = 0; day < 21; ++day)
                    made::write(inbox + QStringLiteral("/day_%1.csv").arg(day, 2, 10, QLatin1Char('0')), rowsOf(day * 96, (day + 1) * 96));
                QTimer::singleShot(0, &watch, &WatchRun::lookNow);
            }
            if (c.postponed > 0 && cycles.size() == 2) made::write(inbox + QStringLiteral("/now.csv"), rowsOf(28 * 96, kSteps));
            if (leftWhenLive.empty() && holdsReadingsFrom(path, "2025-12-01T00:00:00Z")) leftWhenLive.push_back(c.postponed);
        });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(cycles.size() > 3 && cycles.back().postponed == 0 && cycles.back().waiting == 0, kPatience_ms);
        QCOMPARE(cycles.at(1).files, 1);
        QCOMPARE(cycles.at(1).postponed, 20);
        QCOMPARE(leftWhenLive, std::vector<int>{20}); // it went before all that was left
        int files = 0;
        for (const WatchCycle& c : cycles) files += c.files;
        QCOMPARE(files, 22);
        QSignalSpy finished(&watch, &WatchRun::finished);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
        // Nothing waits for a lagging meter: what is told now is told of all readings but those of the last look.
        options.once = true;
        WatchRun last(options);
        QCOMPARE(toEnd(last), RunOutcome::done);
        QCOMPARE(contentOf(path), undisturbed(rowsOf(0, kSteps)));
    }

    void aZoneThatCannotBeReadIsLeftOutAndTheOthersGoOn() {
        const QString path = projectOf(rowsOf(0, kHistory)), inbox = fresh("");
        QDir().mkpath(inbox);
        const QString november = QString::number(2025 * 12 + 10); // the readings that come are of December
        QVERIFY(
            run(path, QStringLiteral("UPDATE chunk SET data = zeroblob(40) WHERE id = (SELECT id FROM sensor WHERE name = 'North_F') * 65536 + ") +
                          november));
        WatchOptions options;
        options.projectPath = path;
        options.folders = {inbox};
        options.interval_s = 0.05;
        options.run.workers = 1; // the three zones are one worker's
        WatchRun watch(options);
        Diagnostics said;
        std::vector<std::string> told;
        WatchCycle now;
        connect(&watch, &WatchRun::diagnosed, this, [&](const Diagnostic& d) { said.push_back(d); });
        connect(&watch, &WatchRun::cycled, this, [&](const WatchCycle& c) {
            now = c;
            for (const auto& e : c.events) told.push_back(e.zone);
        });
        watch.start();
        const auto heard = [&](const char* code) { return std::count_if(said.begin(), said.end(), [&](const auto& d) { return d.code == code; }); };
        QTRY_COMPARE_WITH_TIMEOUT(heard("watch.zone-left-out"), 1, kPatience_ms);
        const auto left = std::find_if(said.begin(), said.end(), [](const auto& d) { return d.code == "watch.zone-left-out"; });
        QCOMPARE(left->subject, std::string("North"));
        QVERIFY(now.trouble.has_value());
        made::write(inbox + QStringLiteral("/now.csv"), rowsOf(kHistory, kSteps));
        QTRY_VERIFY_WITH_TIMEOUT(!told.empty(), kPatience_ms);
        QVERIFY(std::count(told.begin(), told.end(), "Hill") > 0);
        QCOMPARE(std::count(told.begin(), told.end(), "North"), std::ptrdiff_t{0});
        QCOMPARE(heard("watch.zone-left-out"), 1);
        QSignalSpy finished(&watch, &WatchRun::finished);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
    }
};

QTEST_GUILESS_MAIN(TestWatchOrder)
#include "test_watch_order.moc"
