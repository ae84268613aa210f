#include "core/jobs/analysis_run.h"
#include "core/jobs/postgres_source.h"
#include "core/jobs/watch_run.h"
#include "tests/unit/jobs/company.h"
#include "tests/unit/jobs/postgres_server.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;
using namespace ms::tests;

namespace {

/// Rows of the company's table: ('2025-11-03 00:00:00+00', 'North_F', 3.21), ...
std::string valuesOf(int from, int to) {
    std::string out;
    for (int i = from; i < to; ++i) {
        const QList<QByteArray> cells = company().rows[static_cast<std::size_t>(i)].trimmed().split(',');
        for (qsizetype c = 0; c < company().names.size(); ++c)
            out += (out.empty() ? "" : ", ") + ("('" + cells[0] + "+00', '" + company().names[c] + "', " + cells[c + 1] + ")").toStdString();
    }
    return out;
}

} // namespace

class TestWatchPostgres : public QObject {
    Q_OBJECT

    PostgresServer m_server;
    QTemporaryDir m_dir;
    QString m_map, m_history, m_all;
    const QString m_cli = QCoreApplication::applicationDirPath() + QStringLiteral("/mainsight-cli");
    int m_number = 0;

    /// A table with the first steps in it.
    std::string table(int to) {
        const std::string name = "reading_" + std::to_string(++m_number);
        m_server.ask("CREATE TABLE " + name + " (time timestamptz, sensor text, value double precision)");
        insert(name, 0, to);
        return name;
    }
    void insert(const std::string& table, int from, int to) {
        if (to > from) m_server.ask("INSERT INTO " + table + " VALUES " + valuesOf(from, to));
    }

    PostgresReadings readings(const std::string& table) const { return {m_server.connection().toStdString(), table, {}, {}}; }

    QString copyOf(const QString& project) {
        const QString path = m_dir.filePath(QStringLiteral("p%1.mainsight").arg(++m_number));
        [&] { QVERIFY(QFile::copy(project, path)); }();
        return path;
    }

    WatchOptions options(const QString& project, const PostgresReadings& from) const {
        WatchOptions o;
        o.projectPath = project;
        o.databases = {from};
        o.interval_s = 0.05;
        o.eventTable = EventTablePlace{m_server.connection().toStdString(), "mainsight_event", project.toStdString()};
        return o;
    }

    /// The events of a project; and what stands of them in the table.
    static std::string eventsOf(const QString& path) {
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        std::string all;
        for (const auto& e : must(p->events())) all += std::to_string(e.id) + ":" + e.zone + " ";
        return all;
    }
    std::string tableOf(const QString& path) const {
        return m_server.ask(
            "SELECT string_agg(id || ':' || zone || ' ', '' ORDER BY started_at, id) FROM mainsight_event WHERE NOT withdrawn AND project = '" +
            path.toStdString() + "'");
    }

private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_map = m_dir.filePath(QStringLiteral("sensors.csv"));
        write(m_map, company().sensors);
        m_history = m_dir.filePath(QStringLiteral("history.mainsight"));
        (void)must(project::ProjectFile::create(m_history, {}));
        const QString first = m_dir.filePath(QStringLiteral("history.csv")), rest = m_dir.filePath(QStringLiteral("rest.csv"));
        write(first, rowsOf(0, kHistory));
        write(rest, rowsOf(kHistory, kSteps));
        importInto(m_history, {first}, m_map);
        m_all = copyOf(m_history);
        importInto(m_all, {rest}, m_map);
        AnalysisRun run(m_all,
                        [] {
                            analysis::Options o;
                            o.live = true;
                            return o;
                        }(),
                        {});
        QCOMPARE(toEnd(run), RunOutcome::done);
    }

    /// One transaction stays open while later ones end, rows come weeks late, and some are corrected: what came is in, once, as it stands.
    void aTableIsFollowedWhateverTheOrder() {
        const std::string name = table(kHistory);
        const QString path = copyOf(m_history);
        QProcess import; // the history by hand, as a user does
        import.start(m_cli, {QStringLiteral("import"), path, QStringLiteral("--postgres"), m_server.connection(), QStringLiteral("--table"),
                             QString::fromStdString(name)});
        QVERIFY(import.waitForFinished(kPatience_ms));
        QVERIFY2(import.exitCode() == 0, import.readAllStandardError().constData());

        auto o = options(path, readings(name));
        auto watch = std::make_unique<WatchRun>(o);
        qint64 values = 0;
        int restarts = 0;
        QStringList said, told;
        const auto listen = [&] {
            connect(watch.get(), &WatchRun::cycled, this, [&](const WatchCycle& c) {
                values += c.values;
                restarts += c.restarts;
                for (const auto& e : c.events) told << QString::fromStdString(e.zone);
            });
            connect(watch.get(), &WatchRun::diagnosed, this, [&](const Diagnostic& d) { said << QString::fromStdString(d.toString()); });
        };
        const auto stopped = [&] {
            QSignalSpy finished(watch.get(), &WatchRun::finished);
            watch->cancel();
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
        };
        listen();
        watch->start();
        insert(name, kHistory, kHistory + 40);
        QTRY_COMPARE_WITH_TIMEOUT(values, qint64{40 * 9}, kPatience_ms);
        auto slow = must(project::connectPostgres(m_server.connection().toStdString()));
        QVERIFY(slow->ask("BEGIN").ok());
        QVERIFY(slow->ask("INSERT INTO " + name + " VALUES " + valuesOf(kHistory + 40, kHistory + 60)).ok());
        insert(name, kHistory + 60, kHistory + 100); // later ones are there first
        QTRY_COMPARE_WITH_TIMEOUT(values, qint64{80 * 9}, kPatience_ms);
        QVERIFY(slow->ask("COMMIT").ok());
        QTRY_COMPARE_WITH_TIMEOUT(values, qint64{100 * 9}, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(restarts > 0, kPatience_ms); // after the others, at a look of their own
        // Wrong, and put right. A reading from years ahead hides nothing; it goes to a logger that nobody knows and is left out.
        m_server.ask("INSERT INTO " + name + " VALUES ('2099-01-01 00:00:00+00', 'new logger', 1)");
        const std::string later = valuesOf(kHistory + 100, kHistory + 200);
        m_server.ask("INSERT INTO " + name +
                     " SELECT time::timestamptz, sensor, CASE WHEN sensor LIKE '%F' THEN value + 7 ELSE value END FROM (VALUES " + later +
                     ") AS v (time, sensor, value)");
        QTRY_COMPARE_WITH_TIMEOUT(values, qint64{200 * 9}, kPatience_ms);
        stopped();
        // While nobody looks: the correction, what is left, and all of a month ago once more, unchanged.
        m_server.ask("UPDATE " + name + " SET value = v.value FROM (VALUES " + later + ") AS v (time, sensor, value) WHERE " + name +
                     ".time = v.time::timestamptz AND " + name + ".sensor = v.sensor");
        m_server.ask("UPDATE " + name + " SET value = value WHERE time < '2025-11-05'");
        insert(name, kHistory + 200, kSteps);
        watch = std::make_unique<WatchRun>(o);
        listen();
        watch->start();
        QTRY_COMPARE_WITH_TIMEOUT(contentOf(path), contentOf(m_all), kPatience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(tableOf(path), eventsOf(path), kPatience_ms);
        stopped();
        QVERIFY(told.contains(QStringLiteral("Hill")));
        for (const QString& one : said) QVERIFY2(one.contains(QLatin1String("new logger")), qPrintable(one));
        const std::string stamp = m_server.ask("SELECT string_agg(written_at::text, ' ') FROM mainsight_event");
        // Begun again it finds nothing, and writes nothing.
        watch = std::make_unique<WatchRun>(o);
        listen();
        values = 0;
        QSignalSpy cycles(watch.get(), &WatchRun::cycled);
        watch->start();
        QTRY_VERIFY_WITH_TIMEOUT(cycles.size() >= 2, kPatience_ms);
        stopped();
        QCOMPARE(values, qint64{0});
        QCOMPARE(m_server.ask("SELECT string_agg(written_at::text, ' ') FROM mainsight_event"), stamp);
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        for (const auto& [source, mark] : must(p->sourceMarks())) QVERIFY(source.find("user=") == std::string::npos);
        QVERIFY(must(p->imports()).back().path.find(name) != std::string::npos);
    }

    /// A view has no transactions to ask for: late rows come in when they are not too late; what was read is not read in again.
    void aQueryIsFollowed() {
        const std::string name = table(0);
        m_server.ask("CREATE TABLE epoch_" + name + " (stamp bigint, tag integer, y numeric)");
        m_server.ask("INSERT INTO epoch_" + name + " SELECT 1760000000 + 900 * i, 4711, 40 + i % 7 FROM generate_series(1, 200) AS i");
        PostgresReadings query = readings({});
        query.query = "SELECT stamp, 'L' || tag AS tag, y FROM epoch_" + name + ";";
        query.columns = {"stamp", "tag", "y"};
        PostgresSource source(query, m_dir.path(), {});
        const auto rowsIn = [](const std::vector<WatchSource::Found>& found) {
            if (found.empty()) return qsizetype{0};
            QFile file(found.front().path);
            [&] { QVERIFY(file.open(QIODevice::ReadOnly)); }();
            return file.readAll().count('\n') - 1;
        };
        auto found = must(source.look(false, {}));
        QCOMPARE(rowsIn(found), qsizetype{200});
        found = must(source.look(false, {})); // not taken: found again
        QCOMPARE(rowsIn(found), qsizetype{200});
        source.taken(found.front());
        QVERIFY(must(source.look(false, {})).empty());
        m_server.ask("INSERT INTO epoch_" + name + " VALUES (1760000000 + 900 * 201, 4711, 3)");
        m_server.ask("UPDATE epoch_" + name + " SET y = 99 WHERE stamp = 1760000000 + 900 * 198");
        found = must(source.look(false, {}));
        QCOMPARE(rowsIn(found), qsizetype{2});
        const std::string mark = found.front().mark;
        source.taken(found.front());
        QVERIFY(must(source.look(false, {})).empty());
        PostgresSource later(query, m_dir.path(), mark);
        QCOMPARE(rowsIn(must(later.look(false, {}))), qsizetype{201}); // of the last week
    }

    void whatCannotBeReadIsSaid() {
        const auto errorOf = [&](PostgresReadings r) {
            PostgresSource source(std::move(r), m_dir.path(), {});
            auto found = source.look(false, {});
            return found.ok() ? Error{} : found.error();
        };
        QCOMPARE(errorOf(readings("no_such_table")).code, ErrorCode::notFound);
        PostgresReadings secret = readings("x");
        secret.connection += " password=hunter2";
        const Error refused = errorOf(secret);
        QCOMPARE(refused.code, ErrorCode::invalidInput);
        QVERIFY(refused.toString().find("hunter2") == std::string::npos);
        m_server.ask("CREATE TABLE odd (zeit timestamptz, messstelle text, wert real)");
        const Error columns = errorOf(readings("odd"));
        QCOMPARE(columns.code, ErrorCode::invalidInput);
        QVERIFY(columns.message.find("zeit, messstelle, wert") != std::string::npos);
        PostgresReadings nowhere = readings("x");
        nowhere.connection = "host=" + m_dir.path().toStdString() + " dbname=x user=y";
        QCOMPARE(errorOf(nowhere).code, ErrorCode::unreadable);
        WatchRun mistaken(options(copyOf(m_history), readings("no_such_table"))); // waiting would not help
        QCOMPARE(toEnd(mistaken), RunOutcome::failed);
        QCOMPARE(mistaken.error()->code, ErrorCode::notFound);
    }

    /// SIGKILL of the watcher, of its workers and of the database server at random instants: nothing is lost, nothing twice. MAINSIGHT_KILLS=100 is
    /// the long run.
    void killedAtAnyInstantItGoesOnWhereItWas() {
        const int kills = qEnvironmentVariableIsSet("MAINSIGHT_KILLS") ? qEnvironmentVariableIntValue("MAINSIGHT_KILLS") : 6;
        const std::string name = table(kHistory);
        const QString path = copyOf(m_history), errors = m_dir.filePath(QStringLiteral("kills.txt"));
        QRandomGenerator random(11);
        int next = kHistory;
        QProcess watch;
        watch.setStandardOutputFile(QProcess::nullDevice());
        watch.setStandardErrorFile(errors);
        const auto running = [&] {
            if (watch.state() != QProcess::NotRunning) return;
            watch.start(m_cli, {QStringLiteral("--json"), QStringLiteral("watch"), path, QStringLiteral("--postgres"), m_server.connection(),
                                QStringLiteral("--table"), QString::fromStdString(name), QStringLiteral("--events-table"),
                                QStringLiteral("killed_event"), QStringLiteral("--interval"), QStringLiteral("0.05")});
            QVERIFY(watch.waitForStarted());
        };
        for (int k = 0; k < kills; ++k) {
            running();
            const int to = kHistory + (k + 1) * (kSteps - kHistory) / kills;
            const int half = (next + to) / 2;
            insert(name, next, half);
            QTest::qWait(random.bounded(700));
            if (k % 3 == 0) {
                m_server.stop(SIGKILL);
                QTest::qWait(random.bounded(300));
                m_server.start();
            } else if (k % 3 == 1) {
                QProcess pkill;
                pkill.start(QStringLiteral("pkill"), {QStringLiteral("-KILL"), QStringLiteral("-P"), QString::number(watch.processId())});
                pkill.waitForFinished();
            }
            insert(name, half, to);
            next = to;
            QTest::qWait(random.bounded(900));
            if (k % 3 == 2) {
                ::kill(static_cast<pid_t>(watch.processId()), SIGKILL);
                watch.waitForFinished();
            }
            QVERIFY(k % 3 == 2 || watch.state() == QProcess::Running); // neither a server nor a worker takes it along
        }
        if (watch.state() != QProcess::NotRunning) {
            ::kill(static_cast<pid_t>(watch.processId()), SIGKILL);
            watch.waitForFinished();
        }
        auto o = options(path, readings(name));
        o.once = true;
        WatchRun last(o);
        QCOMPARE(toEnd(last), RunOutcome::done);
        QCOMPARE(contentOf(path), contentOf(m_all));
        QCOMPARE(tableOf(path), eventsOf(path));
    }
};

QTEST_GUILESS_MAIN(TestWatchPostgres)
#include "test_watch_postgres.moc"
