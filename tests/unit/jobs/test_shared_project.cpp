#include "core/jobs/analysis_run.h"
#include "core/jobs/watch_run.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"
#include "tests/unit/jobs/company.h"
#include "tests/unit/jobs/postgres_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;
using project::ProjectFile;
using tests::PostgresServer;

/// A project that a team shares, on a real server.
class TestSharedProject : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<PostgresServer> m_server;
    QString m_history, m_map;
    int m_number = 0;

    /// A fresh one; with the company's history, copied from its file.
    QString shared(bool history = true) {
        const QString path = m_server->connection() + QStringLiteral("#town%1").arg(++m_number);
        if (history)
            must(ProjectFile::open(m_history, ProjectFile::Mode::readOnly))->copyTo(path).ok() ? void() : qFatal("copy");
        else
            (void)must(ProjectFile::create(path, {}));
        return path;
    }
    QString folder() {
        const QString path = m_dir.filePath(QStringLiteral("in%1").arg(++m_number));
        QDir().mkpath(path);
        return path;
    }
    QString undisturbed(int to) {
        const QString path = m_dir.filePath(QStringLiteral("u%1.mainsight").arg(++m_number)),
                      rest = m_dir.filePath(QStringLiteral("u%1.csv").arg(to));
        [&] { QVERIFY(QFile::copy(m_history, path)); }();
        write(rest, rowsOf(kHistory, to));
        importInto(path, {rest}, m_map);
        AnalysisRun run(path, {}, {});
        [&] { QCOMPARE(toEnd(run), RunOutcome::done); }();
        return contentOf(path);
    }
    static WatchOptions options(const QString& path, const QString& in) {
        WatchOptions o;
        o.projectPath = path;
        o.folders = {in};
        o.interval_s = 0.1;
        return o;
    }
    std::string schemaOf(const QString& path) { return path.section(QLatin1Char('#'), -1).toStdString(); }

private Q_SLOTS:
    void itIsCalledByItsName() {
        QCOMPARE(project::projectName(QStringLiteral("service=team#town")), QStringLiteral("town"));
        QCOMPARE(project::projectName(QStringLiteral("postgresql://someone:secret@db.example/water")), QStringLiteral("mainsight"));
        QCOMPARE(project::projectName(QStringLiteral("/home/eve/town#2.mainsight")), QStringLiteral("town#2"));
        QCOMPARE(project::projectName(QString()), QString());
    }

    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_server = std::make_unique<PostgresServer>();
        m_map = m_dir.filePath(QStringLiteral("sensors.csv"));
        write(m_map, company().sensors);
        m_history = m_dir.filePath(QStringLiteral("history.mainsight"));
        (void)must(ProjectFile::create(m_history, {}));
        const QString file = m_dir.filePath(QStringLiteral("history.csv"));
        write(file, rowsOf(0, kHistory));
        importInto(m_history, {file}, m_map);
    }

    void whatAProjectHoldsComesBackFromTheServer() {
        const QString path = shared(false);
        auto p = must(ProjectFile::open(path, ProjectFile::Mode::readWrite));
        QVERIFY(p->setSettings({"Town", "Europe/London", "EPSG:27700"}).ok());
        QCOMPARE(must(p->settings()).title, std::string("Town"));
        QVERIFY(p->setNetworkText("[TITLE]\nä'\\\"\n", "a.inp").ok());
        QCOMPARE(must(p->networkText()), std::string("[TITLE]\nä'\\\"\n"));
        QVERIFY(p->setNetworkText("[TITLE]\nother\n", "b.inp").ok());
        QCOMPARE(must(p->networkText()), std::string("[TITLE]\nother\n"));
        const std::vector<analysis::GisPipe> pipes{{"z", {{1, 2}, {3, 4}}, 2.8, 0.1, "CI", "High Street"}, {"a", {{1, 2}}, 1, {}, "", ""}};
        QVERIFY(p->setGisPipes(pipes).ok());
        QVERIFY(must(p->gisPipes()) == pipes);
        series::Sensor sensor;
        sensor.name = "B";
        sensor.quantity = Quantity::flow;
        sensor.unit = "l/s";
        sensor.zone = "Hill";
        QVERIFY(p->putSensor(sensor).ok());
        sensor.name = "a"; // behind B, as in a file
        QVERIFY(p->putSensor(sensor).ok());
        const series::Readings readings{{0, 900'000, 1'800'000}, {0.1, -1e-9, 1.0 / 3}, {0, 0, 1}};
        QCOMPARE(must(p->putReadings("a", readings)).added, std::int64_t{3});
        QCOMPARE(must(p->putReadings("a", readings)).unchanged, std::int64_t{3});
        const auto back = must(p->readings("a", {}));
        QVERIFY(back.times_ms == readings.times_ms && back.values == readings.values && back.quality == readings.quality);
        const auto sensors = must(p->sensors());
        QCOMPARE(sensors.size(), std::size_t{2});
        QCOMPARE(sensors[0].sensor.name, std::string("B"));
        QCOMPARE(sensors[1].count, std::int64_t{3});
        QVERIFY(p->putRepairs({{"WR1", "p1", {}, Instant{5}, 1.0, 2.0, "High Street"}, {"WR2", "p2", {}, {}, {}, {}, ""}}).ok());
        QCOMPARE(must(p->repairs()).front().job, std::string("WR2")); // without a time: first
        project::Note note{0, 3, Instant{7}, "me", "what?", Instant{8}};
        note.id = must(p->putNote(note));
        note.text = "that";
        QCOMPARE(must(p->putNote(note)), note.id);
        QVERIFY(must(p->notes()) == std::vector{note});
        QVERIFY(p->removeNote(note.id).ok());
        QCOMPARE(must(p->putNote(note)), note.id); // undone
        const project::Quiet quiet{0, "Hill", "", {Instant{0}, Instant{9}}, "works"};
        const auto id = must(p->putQuiet(quiet));
        QVERIFY(p->removeQuiet(id).ok());
        QCOMPARE(p->removeQuiet(id).error().code, ErrorCode::notFound);
        const auto span = must(p->addExclusion("a", {Instant{0}, Instant{900'000}}, "no"));
        QCOMPARE(must(p->readings("a", {})).quality[0] != 0, true);
        QVERIFY(p->setSpanActive(span, false).ok());
        const analysis::ExpectedBand band{"n1", Instant{0}, minutes(15), {1, 2}, {0, 1}, {2, 3}};
        QVERIFY(p->replaceBands({must(project::packBand(band))}).ok());
        QVERIFY(must(p->bands()) == std::vector{band});
        project::RunRecord run{0, Instant{1}, {}, "0.1", "{}", "{}", 2, false};
        run.id = must(p->addRun(run));
        run.complete = true;
        QVERIFY(p->finishRun(run).ok());
        QVERIFY(must(p->runs()) == std::vector{run});
        QVERIFY(p->putSourceMark("x", "1").ok() && p->putSourceMark("x", "2").ok());
        QCOMPARE(must(p->sourceMarks()).at("x"), std::string("2"));
        QVERIFY(p->setUiState("view", "1").ok());
        QCOMPARE(must(p->uiState("view")), std::string("1"));
        {
            ProjectFile::Transaction undone(*p);
            QVERIFY(undone.begin().ok());
            QVERIFY(p->putSourceMark("x", "3").ok());
        }
        QCOMPARE(must(p->sourceMarks()).at("x"), std::string("2"));
        auto reader = must(ProjectFile::open(path, ProjectFile::Mode::readOnly));
        QCOMPARE(reader->putSourceMark("x", "4").error().code, ErrorCode::unwritable);
        QCOMPARE(ProjectFile::open(m_server->connection() + QStringLiteral("#nowhere"), ProjectFile::Mode::readOnly).error().code,
                 ErrorCode::notFound);
        QCOMPARE(ProjectFile::create(path, {}).error().code, ErrorCode::unwritable);
        QCOMPARE(ProjectFile::open(m_server->connection() + QStringLiteral(" password=x#a"), ProjectFile::Mode::readOnly).error().code,
                 ErrorCode::invalidInput);
    }

    void aFileIsSharedAndComesBack() {
        const QString path = shared(), back = m_dir.filePath(QStringLiteral("back.mainsight"));
        QCOMPARE(contentOf(path), contentOf(m_history));
        QVERIFY(must(ProjectFile::open(path, ProjectFile::Mode::readOnly))->copyTo(back).ok());
        QCOMPARE(contentOf(back), contentOf(m_history));
        auto a = must(ProjectFile::open(back, ProjectFile::Mode::readOnly)), b = must(ProjectFile::open(m_history, ProjectFile::Mode::readOnly));
        QVERIFY(must(a->readings("Hill_F", {})).values == must(b->readings("Hill_F", {})).values);
        QVERIFY(must(a->imports()) == must(b->imports()));
        // What comes in later is numbered on from there.
        const QString rest = m_dir.filePath(QStringLiteral("rest1.csv"));
        write(rest, rowsOf(kHistory, kHistory + 10));
        importInto(path, {rest}, m_map);
        QCOMPARE(must(must(ProjectFile::open(path, ProjectFile::Mode::readOnly))->imports()).size(), std::size_t{2});
    }

    void anAnalysisThereIsThatOfAFile() {
        const QString path = shared(), rest = m_dir.filePath(QStringLiteral("rest2.csv"));
        write(rest, rowsOf(kHistory, kSteps));
        importInto(path, {rest}, m_map);
        AnalysisRun run(path, {}, {});
        QCOMPARE(toEnd(run), RunOutcome::done);
        QCOMPARE(contentOf(path), undisturbed(kSteps));
    }

    void readersSeeWhatTheWriterTookIn() {
        const QString path = shared(), in = folder();
        auto first = must(ProjectFile::open(path, ProjectFile::Mode::readOnly)), second = must(ProjectFile::open(path, ProjectFile::Mode::readOnly));
        const auto seen = must(project::sharedRevision(path));
        WatchRun watch(options(path, in));
        QSignalSpy cycles(&watch, &WatchRun::cycled);
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(!cycles.isEmpty(), kPatience_ms);
        ProjectFile::Snapshot still(*second);
        QVERIFY(still.begin().ok());
        QVERIFY(must(second->events()).empty());
        write(in + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 80)); // with the burst
        const auto took = [&] {
            return std::any_of(cycles.begin(), cycles.end(), [](const auto& c) { return !c.at(0).template value<WatchCycle>().events.empty(); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(took(), kPatience_ms);
        QCOMPARE(must(first->events()).front().zone, std::string("Hill"));
        QCOMPARE(must(first->sensors()).front().count, std::int64_t{kHistory + 80});
        QVERIFY(must(project::sharedRevision(path)) > seen);
        QVERIFY(must(second->events()).empty()); // of one instant until its snapshot ends
        watch.cancel();
    }

    void changesOfReadingsAreKnownToAll() {
        const QString path = shared();
        const auto before = must(project::sharedRevision(path));
        auto p = must(ProjectFile::open(path, ProjectFile::Mode::readWrite));
        const auto readings = must(p->readings("Hill_F", {}));
        const series::Readings more{{readings.times_ms.back(), readings.times_ms.back() + 900'000}, {readings.values.back(), 2}, {}};
        QCOMPARE(must(p->putReadings("Hill_F", more)).added, std::int64_t{1});
        {
            ProjectFile::Transaction undone(*p);
            QVERIFY(undone.begin().ok());
            QVERIFY(p->putReadings("North_F", {{0}, {1}, {}}).ok());
        }
        QVERIFY(p->putSourceMark("x", "1").ok());
        const auto changes = must(project::sharedChanges(path, before));
        QVERIFY(changes.complete && changes.revision > before);
        QVERIFY((changes.readings == std::vector<ProjectFile::Change>{{"Hill_F", Instant{more.times_ms.back()}}}));
        QVERIFY(must(project::sharedChanges(path, changes.revision)).readings.empty());
        QVERIFY(!must(project::sharedChanges(path, before - 2000)).complete);
    }

    void whatOthersTookInIsFollowed() {
        const QString path = shared(), rest = m_dir.filePath(QStringLiteral("rest3.csv"));
        WatchRun watch(options(path, folder()));
        QSignalSpy cycles(&watch, &WatchRun::cycled);
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(!cycles.isEmpty(), kPatience_ms);
        write(rest, rowsOf(kHistory, kSteps));
        importInto(path, {rest}, m_map);
        auto reader = must(ProjectFile::open(path, ProjectFile::Mode::readOnly));
        QTRY_VERIFY_WITH_TIMEOUT(!must(reader->events()).empty(), kPatience_ms);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(contentOf(path), undisturbed(kSteps), 5'000);
    }

    void aZoneIsFollowedByOneWatchAtATime() {
        const QString path = shared();
        auto hill = options(path, folder());
        hill.analysis.zones = {"Hill"};
        auto first = std::make_unique<WatchRun>(hill);
        QSignalSpy cycles(first.get(), &WatchRun::cycled);
        first->start();
        QTRY_VERIFY_WITH_TIMEOUT(!cycles.isEmpty(), kPatience_ms);
        {
            WatchRun all(options(path, folder()));
            QCOMPARE(toEnd(all), RunOutcome::failed);
            QCOMPARE(all.error()->code, ErrorCode::busy);
            const std::string said = all.error()->message;
            QVERIFY2(said.find("zone Hill is followed by ") == 0 && said.find('@') != std::string::npos && said.find(" since 2") != std::string::npos,
                     said.c_str());
        }
        auto others = options(path, folder());
        others.analysis.zones = {"North", "Quay"};
        WatchRun second(others);
        QSignalSpy more(&second, &WatchRun::cycled);
        second.start();
        QTRY_VERIFY_WITH_TIMEOUT(!more.isEmpty(), kPatience_ms);
        // Both write, each its own.
        write(hill.folders.first() + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 80));
        write(others.folders.first() + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 80));
        const auto files = [](const QSignalSpy& spy) {
            qint64 all = 0;
            for (const auto& c : spy) all += c.at(0).value<WatchCycle>().files;
            return all;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(files(cycles) >= 1 && files(more) >= 1, // twice, when it was seen while it grew
                                  qPrintable(QStringLiteral("%1 and %2 files").arg(files(cycles)).arg(files(more))), kPatience_ms);
        auto reader = must(ProjectFile::open(path, ProjectFile::Mode::readOnly));
        QTRY_VERIFY_WITH_TIMEOUT(!must(reader->events()).empty(), kPatience_ms);
        QCOMPARE(must(reader->events()).front().zone, std::string("Hill"));
        first.reset(); // gone: its zones are free
        WatchRun after(hill);
        QSignalSpy again(&after, &WatchRun::cycled);
        after.start();
        QTRY_VERIFY_WITH_TIMEOUT(!again.isEmpty(), kPatience_ms);
        after.cancel();
        second.cancel();
    }

    /// SIGKILL of the watcher, its workers and the server: nothing is lost, nothing twice.
    void killsLoseNothing() {
        const int kills = qEnvironmentVariableIsSet("MAINSIGHT_KILLS") ? qEnvironmentVariableIntValue("MAINSIGHT_KILLS") : 6;
        const QString path = shared(), in = folder();
        QRandomGenerator random(5);
        const QStringList call{QStringLiteral("--json"),     QStringLiteral("watch"), path, QStringLiteral("--folder"), in,
                               QStringLiteral("--interval"), QStringLiteral("0.05")};
        int next = kHistory;
        for (int k = 0; k < kills; ++k) {
            QProcess watch;
            watch.setStandardOutputFile(QProcess::nullDevice());
            watch.setStandardErrorFile(QProcess::nullDevice());
            watch.start(QCoreApplication::applicationDirPath() + QStringLiteral("/mainsight-cli"), call);
            QVERIFY(watch.waitForStarted());
            QTest::qWait(random.bounded(600));
            const int to = std::min(kSteps - 1, next + (kSteps - kHistory) / kills);
            write(in + QStringLiteral("/%1.csv").arg(next), rowsOf(next, to));
            next = to;
            QTest::qWait(random.bounded(900));
            if (k % 2 == 1) {
                m_server->stop(k % 4 == 1 ? SIGKILL : SIGQUIT);
                QTest::qWait(random.bounded(400));
                m_server->start();
                QTest::qWait(random.bounded(900));
            }
            watch.kill(); // SIGKILL; it may have ended by itself while the server was away
            watch.waitForFinished();
        }
        write(in + QStringLiteral("/last.csv"), rowsOf(next, kSteps));
        auto o = options(path, in);
        o.once = true;
        // The server lets go of a dead watch's zones as soon as it notices.
        RunOutcome how = RunOutcome::failed;
        for (int attempt = 0; attempt < 50 && how != RunOutcome::done; ++attempt) {
            WatchRun last(o);
            how = toEnd(last);
            if (how != RunOutcome::done) QTest::qWait(200);
        }
        QCOMPARE(how, RunOutcome::done);
        QCOMPARE(contentOf(path), undisturbed(kSteps));
        const std::string numbers = m_server->ask("SELECT count(*) = count(DISTINCT id) FROM \"" + schemaOf(path) + "\".event");
        QCOMPARE(numbers, std::string("t"));
    }

    void noSecretIsKept() {
        const QString path = shared();
        auto p = must(ProjectFile::open(path, ProjectFile::Mode::readWrite));
        QVERIFY(p->setUiState("watch", "{}").ok());
        const std::string tables =
            m_server->ask("SELECT string_agg(t::text, '') FROM (SELECT query_to_xml(format('SELECT * FROM %I.%I', schemaname, tablename), "
                          "true, true, '') AS t FROM pg_tables WHERE schemaname = '" +
                          schemaOf(path) + "' AND tablename <> 'chunk') x");
        QVERIFY(!tables.empty());
        QVERIFY(tables.find("password") == std::string::npos && tables.find(m_server->connection().toStdString()) == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSharedProject)
#include "test_shared_project.moc"
