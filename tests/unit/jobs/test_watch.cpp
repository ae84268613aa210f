#include "core/jobs/analysis_run.h"
#include "core/jobs/event_hook.h"
#include "core/jobs/folder_source.h"
#include "core/jobs/import_run.h"
#include "core/jobs/watch_run.h"
#include "core/project/project_file.h"
#include "tests/unit/jobs/company.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;

class TestWatch : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_history, m_map;
    int m_number = 0;

    QString project(bool history = true) {
        const QString path = m_dir.filePath(QStringLiteral("p%1.mainsight").arg(++m_number));
        if (history) {
            [&] { QVERIFY(QFile::copy(m_history, path)); }();
            return path;
        }
        project::Settings settings;
        (void)must(project::ProjectFile::create(path, settings));
        return path;
    }

    QString inbox() {
        const QString path = m_dir.filePath(QStringLiteral("in%1").arg(++m_number));
        QDir().mkpath(path);
        return path;
    }

    static WatchOptions options(const QString& path, const QString& folder) {
        WatchOptions o;
        o.projectPath = path;
        o.folders = {folder};
        o.interval_s = 0.05;
        return o;
    }

    /// The project as an analysis of all its readings at once leaves it.
    QString undisturbed() {
        static QString content;
        if (!content.isEmpty()) return content;
        const QString path = project(), all = m_dir.filePath(QStringLiteral("rest.csv"));
        write(all, rowsOf(kHistory, kSteps));
        importInto(path, {all}, m_map);
        analysis::Options live;
        AnalysisRun run(path, live, {});
        [&] { QCOMPARE(toEnd(run), RunOutcome::done); }();
        return content = contentOf(path);
    }

private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_map = m_dir.filePath(QStringLiteral("sensors.csv"));
        write(m_map, company().sensors);
        m_history = project(false);
        const QString file = m_dir.filePath(QStringLiteral("history.csv"));
        write(file, rowsOf(0, kHistory));
        importInto(m_history, {file}, m_map);
    }

    void aRunOverSomeZonesKeepsTheEventsOfTheOthers() {
        const QString path = project(), all = m_dir.filePath(QStringLiteral("rest-zones.csv"));
        write(all, rowsOf(kHistory, kSteps));
        importInto(path, {all}, m_map);
        const auto analyse = [&](std::vector<std::string> zones) {
            analysis::Options options;
            options.zones = std::move(zones);
            AnalysisRun run(path, options, {});
            QCOMPARE(toEnd(run), RunOutcome::done);
        };
        const auto read = [&] {
            auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
            return std::pair(must(p->events()), must(p->bands()).size());
        };
        analyse({});
        const auto [before, bands] = read();
        QCOMPARE(before.size(), std::size_t{1});
        QCOMPARE(before.front().zone, std::string("Hill"));
        {
            auto confirmed = before.front();
            confirmed.status = detection::EventStatus::confirmed;
            auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readWrite));
            QVERIFY(p->updateEvent(confirmed).ok());
        }
        analyse({"North"});
        const auto [after, bandsAfter] = read();
        QCOMPARE(after.size(), std::size_t{1});
        QCOMPARE(after.front().id, before.front().id);
        QCOMPARE(after.front().status, detection::EventStatus::confirmed);
        QCOMPARE(bandsAfter, bands);
        analyse({"hill"}); // and found again it is the same, however the zone is spelt
        const auto [again, bandsAgain] = read();
        QCOMPARE(again.size(), std::size_t{1});
        QCOMPARE(again.front().id, before.front().id);
        QCOMPARE(again.front().status, detection::EventStatus::confirmed);
        QCOMPARE(bandsAgain, bands);
    }

    void aRunOverAPeriodKeepsTheEventsOutsideIt() {
        const QString path = project(), all = m_dir.filePath(QStringLiteral("rest-period.csv"));
        write(all, rowsOf(kHistory, kSteps));
        importInto(path, {all}, m_map);
        const Instant start = *instantFromIso("2025-11-03T00:00:00Z");
        const auto eventsAfter = [&](TimeSpan period) {
            analysis::Options options;
            options.period = period;
            AnalysisRun run(path, options, {});
            [&] { QCOMPARE(toEnd(run), RunOutcome::done); }();
            return must(must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly))->events());
        };
        const auto whole = eventsAfter({});
        QCOMPARE(whole.size(), std::size_t{1});
        QVERIFY(eventsAfter({start + hours(24 * 20), start + hours(24 * 28)}) == whole); // the burst begins after it
        const auto within = eventsAfter({start + hours(24 * 28), {}});
        QCOMPARE(within.size(), std::size_t{1});
        QCOMPARE(within.front().id, whole.front().id);
    }

    void aFolderIsFollowedAsItGrows() {
        const QString path = project(), folder = inbox();
        WatchRun watch(options(path, folder));
        QSignalSpy cycles(&watch, &WatchRun::cycled), said(&watch, &WatchRun::diagnosed);
        QList<WatchCycle> work;
        QStringList told;
        int restarts = 0;
        qint64 waiting = 0;
        connect(&watch, &WatchRun::cycled, this, [&](const WatchCycle& c) {
            if (c.files > 0) work << c;
            restarts += c.restarts;
            waiting = c.waiting;
            for (const auto& e : c.events) told << QStringLiteral("%1 %2").arg(e.id).arg(QString::fromStdString(e.zone));
        });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(cycles.size() > 1, kPatience_ms);
        const auto wait = [&](qsizetype files) { QTRY_VERIFY_WITH_TIMEOUT(work.size() >= files, kPatience_ms); };
        write(folder + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 40));
        wait(1);
        QCOMPARE(work.at(0).values, qint64{40 * 9});
        write(folder + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 60)); // the same file grows
        wait(2);
        write(folder + QStringLiteral("/.hidden.csv"), rowsOf(kHistory + 60, kHistory + 70));
        write(folder + QStringLiteral("/b.csv.part"), rowsOf(kHistory + 60, kHistory + 70));
        QDir(folder).mkpath(QStringLiteral("below"));
        write(folder + QStringLiteral("/below/c.csv"), rowsOf(kHistory + 80, kSteps)); // later ones come first
        wait(3);
        write(folder + QStringLiteral("/d.csv"), rowsOf(kHistory + 55, kHistory + 80)); // late, and some known already
        wait(4);
        QTRY_COMPARE_WITH_TIMEOUT(waiting, qint64{0}, kPatience_ms);
        QCOMPARE(restarts, 3); // of each zone
        for (const auto& one : said) QFAIL(one.at(0).value<Diagnostic>().toString().c_str());
        QSignalSpy finished(&watch, &WatchRun::finished);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
        QCOMPARE(contentOf(path), undisturbed());
        QVERIFY(!told.isEmpty());
        QVERIFY(std::any_of(told.begin(), told.end(), [](const QString& t) { return t.endsWith(QLatin1String("Hill")); }));
        // Begun again, it has nothing to do and nothing to tell.
        WatchRun again(options(path, folder));
        QSignalSpy cyclesAgain(&again, &WatchRun::cycled);
        again.start();
        QTRY_VERIFY_WITH_TIMEOUT(cyclesAgain.size() >= 2, kPatience_ms);
        for (const auto& c : cyclesAgain) {
            QCOMPARE(c.at(0).value<WatchCycle>().files, 0);
            QVERIFY(c.at(0).value<WatchCycle>().events.empty());
        }
        QCOMPARE(contentOf(path), undisturbed());
    }

    void whatCannotBeReadIsSaidAndTheRestGoesOn() {
        const QString path = project(), folder = inbox();
        write(folder + QStringLiteral("/bad.csv"), "\x01\x02 nothing that anybody reads\n");
        write(folder + QStringLiteral("/good.csv"), rowsOf(kHistory, kHistory + 10));
        write(folder + QStringLiteral("/open.csv"), rowsOf(kHistory + 10, kHistory + 20).chopped(20)); // somebody still writes
        WatchRun watch(options(path, folder));
        QStringList codes;
        qint64 values = 0;
        connect(&watch, &WatchRun::diagnosed, this, [&](const Diagnostic& d) { codes << QString::fromStdString(d.code); });
        connect(&watch, &WatchRun::cycled, this, [&](const WatchCycle& c) { values += c.values; });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(values >= 90, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(codes.contains(QStringLiteral("watch.file-unreadable")), kPatience_ms);
        write(folder + QStringLiteral("/open.csv"), rowsOf(kHistory + 10, kHistory + 20));
        QTRY_VERIFY_WITH_TIMEOUT(values >= 180, kPatience_ms);
        QDir().rename(folder, folder + QStringLiteral("-away"));
        QTRY_VERIFY_WITH_TIMEOUT(codes.contains(QStringLiteral("watch.source-away")), kPatience_ms);
        QDir().rename(folder + QStringLiteral("-away"), folder);
        QTRY_VERIFY_WITH_TIMEOUT(codes.contains(QStringLiteral("watch.source-back")), kPatience_ms);
        write(folder + QStringLiteral("/more.csv"), rowsOf(kHistory + 20, kHistory + 30));
        QTRY_VERIFY_WITH_TIMEOUT(values >= 270, kPatience_ms);
        QCOMPARE(codes.count(QStringLiteral("watch.source-away")), 1);
        QCOMPARE(codes.count(QStringLiteral("watch.file-unreadable")), 1);
        QSignalSpy finished(&watch, &WatchRun::finished);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
    }

    /// A meter that reads too much is told as an event; put right, it is taken back. Nobody is told of a zone with planned work.
    void whatWasToldWronglyIsTakenBack() {
        const QString path = project(), folder = inbox();
        {
            auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readWrite));
            (void)must(p->putQuiet({0, "Hill", {}, {Instant{0}, Instant{QDateTime::currentMSecsSinceEpoch()}}, "flushing"}));
        }
        auto wrong = rowsOf(kHistory, kSteps).split('\n');
        for (qsizetype i = 1; i + 1 < wrong.size(); ++i) {
            auto cells = wrong[i].split(',');
            if (i > 60) cells[1] = QByteArray::number(cells[1].toDouble() + 4, 'f', 2);
            wrong[i] = cells.join(',');
        }
        write(folder + QStringLiteral("/a.csv"), wrong.join('\n'));
        WatchRun watch(options(path, folder));
        std::set<std::int64_t> told, quiet, withdrawn;
        std::set<std::string> toldZones, quietZones;
        connect(&watch, &WatchRun::cycled, this, [&](const WatchCycle& c) {
            quiet.insert(c.quiet.begin(), c.quiet.end());
            withdrawn.insert(c.withdrawn.begin(), c.withdrawn.end());
            for (const auto& e : c.events) {
                const bool kept = std::find(c.quiet.begin(), c.quiet.end(), e.id) != c.quiet.end();
                (kept ? quietZones : toldZones).insert(e.zone);
                told.insert(e.id);
            }
        });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(toldZones.count("North") > 0 && quietZones.count("Hill") > 0, kPatience_ms);
        QVERIFY(toldZones.count("Hill") == 0);
        write(folder + QStringLiteral("/a.csv"), rowsOf(kHistory, kSteps));
        QTRY_COMPARE_WITH_TIMEOUT(contentOf(path), undisturbed(), kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!withdrawn.empty(), kPatience_ms);
        for (const auto id : withdrawn) QVERIFY(told.count(id) > 0);
        QSignalSpy finished(&watch, &WatchRun::finished);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
    }

    void onceWithoutAFolderFails() {
        auto o = options(project(), m_dir.filePath(QStringLiteral("nowhere")));
        o.once = true;
        WatchRun watch(o);
        QCOMPARE(toEnd(watch), RunOutcome::failed);
        QCOMPARE(watch.error()->code, ErrorCode::unreadable);
    }

    void filesAreWholeWhenTheirLineEndsOrTheyRest() {
        const QString folder = inbox(), text = folder + QStringLiteral("/t.csv"), packed = folder + QStringLiteral("/t.zip");
        FolderSource source(folder, {});
        write(text, "a,b\n1,2");
        write(packed, "PK..");
        QVERIFY(must(source.look(false, {})).empty());
        write(text, "a,b\n1,2\n");
        const auto found = must(source.look(false, {})); // the archive has rested, the text ends with its line
        QCOMPARE(found.size(), std::size_t{2});
        source.taken(found[0]);
        source.taken(found[1]);
        QVERIFY(must(source.look(false, {})).empty());
        FolderSource later(folder, {{found[1].source, found[1].mark}});
        const auto rest = must(later.look(true, {}));
        QCOMPARE(rest.size(), std::size_t{1}); // the other one was taken in
        QCOMPARE(rest[0].path, found[0].path);
    }

    void aProgramIsStartedForAnEvent() {
#ifdef Q_OS_UNIX
        const QString out = m_dir.filePath(QStringLiteral("told; touch x"));
        EventHook hook(QStringLiteral("/usr/bin/tee -a \"%1\"").arg(out), {});
        detection::Event event;
        event.id = 12;
        event.zone = "Hill $(touch y)";
        event.detectedAt = event.startedAt = event.startedCi.first = event.startedCi.second = Instant{0};
        hook.tell(event);
        event.id = 13;
        hook.tell(event);
        hook.waitForAll();
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray said = file.readAll();
        QVERIFY(said.contains("\"id\": 12") && said.contains("\"id\": 13") && said.contains("Hill $(touch y)"));
        EventHook missing(m_dir.filePath(QStringLiteral("no-such-program")), {});
        QSignalSpy spy(&missing, &EventHook::diagnosed);
        missing.tell(event);
        missing.waitForAll();
        QCOMPARE(spy.size(), 1);
#endif
    }

    /// SIGKILL of the watcher and of its workers at random instants: nothing is lost, nothing twice. MAINSIGHT_KILLS=100 is the long run.
    void killedAtAnyInstantItGoesOnWhereItWas() {
#ifdef Q_OS_UNIX
        const int kills = qEnvironmentVariableIsSet("MAINSIGHT_KILLS") ? qEnvironmentVariableIntValue("MAINSIGHT_KILLS") : 8;
        const QString path = project(), folder = inbox();
        const QString cli = QCoreApplication::applicationDirPath() + QStringLiteral("/mainsight-cli");
        QRandomGenerator random(7);
        int next = kHistory;
        for (int k = 0; k < kills; ++k) {
            QProcess watch;
            watch.setStandardOutputFile(QProcess::nullDevice());
            watch.setStandardErrorFile(QProcess::nullDevice());
            watch.start(cli, {QStringLiteral("--json"), QStringLiteral("watch"), path, QStringLiteral("--folder"), folder,
                              QStringLiteral("--interval"), QStringLiteral("0.05")});
            QVERIFY(watch.waitForStarted());
            const int steps = (kSteps - kHistory) / kills;
            for (int piece = 0; piece < 3; ++piece) {
                QTest::qWait(random.bounded(400));
                const int to = piece == 2 ? kHistory + (k + 1) * steps : std::min(next + steps / 3, kSteps);
                if (to > next) write(folder + QStringLiteral("/%1.csv").arg(next), rowsOf(next, to));
                next = std::max(next, to);
                if (k % 3 == 2 && piece == 1) { // a worker alone
                    QProcess pkill;
                    pkill.start(QStringLiteral("pkill"), {QStringLiteral("-KILL"), QStringLiteral("-P"), QString::number(watch.processId())});
                    pkill.waitForFinished();
                }
            }
            QTest::qWait(random.bounded(900));
            ::kill(static_cast<pid_t>(watch.processId()), SIGKILL);
            watch.waitForFinished();
        }
        write(folder + QStringLiteral("/last.csv"), rowsOf(std::min(next, kSteps - 1), kSteps));
        auto o = options(path, folder);
        o.once = true;
        WatchRun last(o);
        QCOMPARE(toEnd(last), RunOutcome::done);
        QCOMPARE(contentOf(path), undisturbed());
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        std::vector<std::int64_t> ids;
        for (const auto& e : must(p->events())) ids.push_back(e.id);
        std::sort(ids.begin(), ids.end());
        QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
#endif
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "test_watch.moc"
