// Programs are killed at any instant, the disk is full at any byte, any call fails: afterwards the project opens, is sound to the last page, holds
// every change that was committed, and nothing half-done.
//
// MAINSIGHT_FAULTS=long: 500 kills of programs, 200 of workers, 100 full disks, 100 failing calls; without it a few of each.
#include "core/project/project_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <cstdio>

using namespace ms;
using project::ProjectFile;

namespace {

const QString kBin = QStringLiteral(MAINSIGHT_BIN_DIR) + QLatin1Char('/');
const QString kSample = QStringLiteral(MAINSIGHT_SAMPLE_DATA) + QLatin1Char('/');
constexpr int kLimit_ms = 120'000;
constexpr int kEdits = 100;

/// What a project holds, in parts that are committed as one each.
struct State {
    QByteArray readings;  ///< sensors, readings and the log of imports
    QByteArray events;    ///< and bands
    bool partial = false; ///< the events are labelled as those of a run of which tasks failed
    std::vector<std::string> notes;
    bool operator==(const State&) const = default;
};

/// Reads all of a project. `problem` says why it is not sound.
State stateOf(const QString& path, QString& problem) {
    const auto trouble = [&problem](const Error& error) {
        problem = QString::fromStdString(error.toString());
        return State{};
    };
    auto file = ProjectFile::open(path, ProjectFile::Mode::readWrite); // as the next program would: what was left over is taken back
    if (!file.ok()) return trouble(file.error());
    if (auto whole = (*file)->checkWhole(); !whole.ok()) return trouble(whole.error());
    State state;
    QCryptographicHash readings(QCryptographicHash::Sha1), events(QCryptographicHash::Sha1);
    const auto sensors = (*file)->sensors();
    if (!sensors.ok()) return trouble(sensors.error());
    for (const auto& s : *sensors) {
        const auto r = (*file)->readings(s.sensor.name, {{0}, {4'102'444'800'000}});
        if (!r.ok()) return trouble(r.error());
        if (static_cast<std::int64_t>(r->size()) != s.count)
            return trouble({ErrorCode::damaged, "the count of a sensor is wrong", s.sensor.name, {}, {}, {}});
        readings.addData(QByteArray::fromStdString(s.sensor.name + s.sensor.unit + std::to_string(s.count)));
        readings.addData(QByteArrayView(reinterpret_cast<const char*>(r->values.data()), static_cast<qsizetype>(r->size() * sizeof(double))));
        readings.addData(QByteArrayView(reinterpret_cast<const char*>(r->times_ms.data()), static_cast<qsizetype>(r->size() * sizeof(std::int64_t))));
    }
    const auto imports = (*file)->imports();
    if (!imports.ok()) return trouble(imports.error());
    for (const auto& i : *imports) readings.addData(QByteArray::fromStdString(i.checksum + std::to_string(i.values)));
    state.readings = readings.result();
    const auto found = (*file)->events();
    const auto bands = (*file)->bands();
    const auto notes = (*file)->notes();
    if (!found.ok()) return trouble(found.error());
    if (!bands.ok()) return trouble(bands.error());
    if (!notes.ok()) return trouble(notes.error());
    events.addData(QByteArray::fromStdString(project::eventsToJson(*found, {})));
    for (const auto& b : *bands) events.addData(QByteArray::fromStdString(b.sensor + std::to_string(b.expected.size())));
    state.events = events.result();
    const auto runs = (*file)->runs();
    if (!runs.ok()) return trouble(runs.error());
    state.partial = !runs->empty() && !runs->back().complete;
    for (const auto& n : *notes) state.notes.push_back(n.text);
    return state;
}

/// The other process: changes a project as a window does, change by change, and says the number of each that is committed.
int edit(const QString& path) {
    const auto file = ProjectFile::open(path, ProjectFile::Mode::edit);
    if (!file.ok()) return 1;
    for (int i = 1; i <= kEdits; ++i) {
        auto events = (*file)->events();
        if (!events.ok()) return 1;
        ProjectFile::Transaction both(**file);
        if (!both.begin().ok()) return 1;
        if (!(*file)->putNote({0, 0, {i}, "me", std::to_string(i), {i}}).ok()) return 1;
        if (!events->empty()) {
            events->front().why = std::to_string(i);
            if (!(*file)->changeEvents({events->front()}, {}).ok()) return 1;
        }
        if (!both.commit().ok()) return 1;
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
    return 0;
}

/// One way to work on a project, with what it is before and after.
struct Work {
    QString name, base; ///< the project that it begins with
    QStringList command;
    State before, after;
    qint64 usual_ms = 0, calls = 0, bytes = 0;
};

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::vector<Work> m_works;
    QRandomGenerator m_random{20261128};
    const bool m_long = qEnvironmentVariable("MAINSIGHT_FAULTS") == QLatin1String("long");

    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString target() const { return path(QStringLiteral("work/p.mainsight")); }

    /// The folder of the work, with nothing but the base project.
    void layOut(const Work& work) {
        QDir(path(QStringLiteral("work"))).removeRecursively();
        QVERIFY(QDir().mkpath(path(QStringLiteral("work/tmp"))));
        QVERIFY(QFile::copy(work.base, target()));
        QFile state(path(QStringLiteral("state")));
        QVERIFY(state.open(QIODevice::WriteOnly));
        state.write(QByteArray(16, '\0'));
    }

    void prepare(QProcess& process, const Work& work, const QProcessEnvironment& environment) const {
        QProcessEnvironment all = environment;
        all.insert(QStringLiteral("TMPDIR"), path(QStringLiteral("work/tmp")));
        process.setProcessEnvironment(all);
        process.setProgram(work.command.front());
        process.setArguments(work.command.mid(1));
        process.setStandardErrorFile(path(QStringLiteral("said")));
        process.setStandardInputFile(QProcess::nullDevice());
    }

    QProcessEnvironment faultyDisk(qint64 call, qint64 byte) const {
        QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
        all.insert(QStringLiteral("LD_PRELOAD"), kBin + QStringLiteral("mainsight-fault-io.so"));
        all.insert(QStringLiteral("MAINSIGHT_FAULT_FOLDER"), path(QStringLiteral("work/")));
        all.insert(QStringLiteral("MAINSIGHT_FAULT_STATE"), path(QStringLiteral("state")));
        if (call > 0) all.insert(QStringLiteral("MAINSIGHT_FAULT_CALL"), QString::number(call));
        if (byte > 0) all.insert(QStringLiteral("MAINSIGHT_FAULT_BYTE"), QString::number(byte));
        return all;
    }

    QString said() const {
        QFile file(path(QStringLiteral("said")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    /// Whether the project is one of those that the work may leave: as before, or as after, for each part that is committed as one.
    void check(const Work& work, bool done, const QByteArray& toldNumbers, const QString& how) {
        QString problem;
        const State now = stateOf(target(), problem);
        QVERIFY2(problem.isEmpty(), qPrintable(how + QStringLiteral(": ") + problem));
        QVERIFY2(now.readings == work.before.readings || now.readings == work.after.readings,
                 qPrintable(how + QStringLiteral(": readings half-done")));
        if (work.name == QLatin1String("edit")) {
            const int told = toldNumbers.isEmpty() ? 0 : toldNumbers.trimmed().split('\n').last().toInt();
            const auto there = static_cast<int>(now.notes.size());
            QVERIFY2(there == told || there == told + 1, qPrintable(QStringLiteral("%1: %2 changes told, %3 there").arg(how).arg(told).arg(there)));
            for (int i = 0; i < there; ++i) QCOMPARE(now.notes[static_cast<std::size_t>(i)], std::to_string(i + 1));
            return;
        }
        QVERIFY2(now.events == work.before.events || now.events == work.after.events || (now.partial && !done),
                 qPrintable(how + QStringLiteral(": events half-done")));
        if (done) QVERIFY2(now == work.after, qPrintable(how + QStringLiteral(": said to be done, and is not")));
    }

    void kill(const Work& work, int number) {
        layOut(work);
        QProcess process;
        prepare(process, work, QProcessEnvironment::systemEnvironment());
        process.start();
        QVERIFY(process.waitForStarted());
        QThread::usleep(static_cast<unsigned long>(m_random.bounded(static_cast<double>(work.usual_ms)) * 1000));
        process.kill();
        QVERIFY(process.waitForFinished(kLimit_ms));
        const bool done = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        check(work, done, process.readAllStandardOutput(), QStringLiteral("%1, kill %2").arg(work.name).arg(number));
    }

    void fail(const Work& work, qint64 call, qint64 byte) {
        layOut(work);
        const QString how =
            QStringLiteral("%1, %2 %3").arg(work.name, call > 0 ? QStringLiteral("call") : QStringLiteral("byte")).arg(call > 0 ? call : byte);
        QProcess process;
        prepare(process, work, faultyDisk(call, byte));
        process.start();
        QVERIFY2(process.waitForFinished(kLimit_ms), qPrintable(how + QStringLiteral(" hangs")));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(how + QStringLiteral(" crashes: ") + said()));
        if (process.exitCode() != 0 && work.name != QLatin1String("edit"))
            QVERIFY2(!said().isEmpty(), qPrintable(how + QStringLiteral(": fails without a word")));
        check(work, process.exitCode() == 0, process.readAllStandardOutput(), how);
    }

    /// A worker of that process, if it has one.
    static qint64 workerOf(qint64 parent) {
        for (const QString& name : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[1-9]*")}, QDir::Dirs)) {
            QFile file(QStringLiteral("/proc/%1/stat").arg(name));
            if (!file.open(QIODevice::ReadOnly)) continue;
            const QByteArray stat = file.readAll();
            const qsizetype end = stat.lastIndexOf(')');
            if (stat.left(end).contains("mainsight-worke") && stat.mid(end + 4).split(' ').value(0).toLongLong() == parent) return name.toLongLong();
        }
        return 0;
    }

    /// By share of the wanted number, at least one each.
    template <typename Do>
    void spread(int wanted, Do&& work) {
        const int each = std::max(1, wanted / static_cast<int>(m_works.size()));
        for (const Work& w : m_works)
            for (int i = 1; i <= each && !QTest::currentTestFailed(); ++i) work(w, i, each);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists(kSample + QStringLiteral("loggers"))) QSKIP("the sample has not been built (target 'sample')");
        const QString cli = kBin + QStringLiteral("mainsight-cli"), empty = path(QStringLiteral("empty.mainsight")),
                      full = path(QStringLiteral("full.mainsight")), analysed = path(QStringLiteral("analysed.mainsight")),
                      older = path(QStringLiteral("older.mainsight"));
        const auto run = [&](const QStringList& words) { return QProcess::execute(cli, QStringList{QStringLiteral("--quiet")} + words); };
        const QStringList take{QStringLiteral("import"),
                               {},
                               kSample + QStringLiteral("loggers"),
                               QStringLiteral("--map"),
                               kSample + QStringLiteral("sensors.csv"),
                               QStringLiteral("--workers"),
                               QStringLiteral("2")};
        const auto with = [](QStringList words, const QString& project) {
            words[1] = project;
            return words;
        };
        QCOMPARE(
            run({QStringLiteral("new"), empty, QStringLiteral("--network"), QStringLiteral(MAINSIGHT_SOURCE_DIR "/resources/sample/westvale.inp"),
                 QStringLiteral("--timezone"), QStringLiteral("Europe/London")}),
            0);
        QVERIFY(QFile::copy(empty, full));
        QCOMPARE(run(with(take, full)), 0);
        QVERIFY(QFile::copy(full, analysed));
        QCOMPARE(run({QStringLiteral("analyse"), analysed, QStringLiteral("--live")}), 0);
        QVERIFY(QFile::copy(full, older));
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("older"));
            db.setDatabaseName(older);
            QVERIFY(db.open());
            for (const char* statement : {"DROP TABLE calibration", "DROP TABLE quiet", "DROP TABLE source_mark", "DROP TABLE import_step",
                                          "DROP TABLE step_row", "PRAGMA user_version = 3"})
                QVERIFY(QSqlQuery(db).exec(QLatin1String(statement)));
            db.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("older"));
        const QStringList quietly{cli, QStringLiteral("--quiet")};
        m_works = {
            {QStringLiteral("import"), empty, quietly + with(take, target()), {}, {}},
            {QStringLiteral("analyse"),
             full,
             quietly + QStringList{QStringLiteral("analyse"), target(), QStringLiteral("--live"), QStringLiteral("--workers"), QStringLiteral("2")},
             {},
             {}},
            {QStringLiteral("migrate"),
             older,
             quietly + QStringList{QStringLiteral("profiles"), target(), QStringLiteral("--forget"), QStringLiteral("all")},
             {},
             {}},
            {QStringLiteral("window"),
             analysed,
             {kBin + QStringLiteral("mainsight"), target(), QStringLiteral("--screenshot"), path(QStringLiteral("work/tmp/seen.png"))},
             {},
             {}},
            {QStringLiteral("edit"), analysed, {QCoreApplication::applicationFilePath(), QStringLiteral("--edit"), target()}, {}, {}}};
        for (Work& work : m_works) {
            QString problem;
            layOut(work);
            if (work.name != QLatin1String("migrate")) work.before = stateOf(target(), problem);
            QProcess process;
            prepare(process, work, faultyDisk(0, 0)); // nothing fails, all is counted
            process.start();
            QVERIFY(process.waitForFinished(kLimit_ms));
            QVERIFY2(process.exitCode() == 0, qPrintable(work.name + QStringLiteral(": ") + said()));
            work.after = stateOf(target(), problem);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            if (work.name == QLatin1String("migrate")) work.before = work.after; // the same content in another version
            QFile file(path(QStringLiteral("state")));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray counted = file.readAll();
            std::memcpy(&work.calls, counted.constData(), sizeof work.calls);
            std::memcpy(&work.bytes, counted.constData() + sizeof work.calls, sizeof work.bytes);
            QVERIFY2(work.calls > 0 && work.bytes > 0, qPrintable(work.name));
            QElapsedTimer timer; // as long as it takes without the count
            layOut(work);
            QProcess plain;
            prepare(plain, work, QProcessEnvironment::systemEnvironment());
            timer.start();
            plain.start();
            QVERIFY(plain.waitForFinished(kLimit_ms));
            work.usual_ms = timer.elapsed();
            std::printf("%s: %lld ms, %lld calls, %lld bytes\n", qPrintable(work.name), static_cast<long long>(work.usual_ms),
                        static_cast<long long>(work.calls), static_cast<long long>(work.bytes));
        }
        QVERIFY(m_works[0].before != m_works[0].after && m_works[1].before.events != m_works[1].after.events);
    }

    void programsKilled() {
        int kills = 0;
        spread(m_long ? 500 : 20, [&](const Work& work, int i, int) {
            kill(work, i);
            ++kills;
        });
        std::printf("programs killed: %d\n", kills);
    }

    void workersKilled() {
        int kills = 0, tries = 0;
        const int wanted = m_long ? 200 : 6;
        while (kills < wanted && ++tries < 20 * wanted && !QTest::currentTestFailed()) {
            const Work& work = m_works[static_cast<std::size_t>(tries % 2)]; // import and analyse have workers
            layOut(work);
            QProcess process;
            prepare(process, work, QProcessEnvironment::systemEnvironment());
            process.start();
            QVERIFY(process.waitForStarted());
            QThread::usleep(static_cast<unsigned long>(m_random.bounded(static_cast<double>(work.usual_ms)) * 800));
            const qint64 worker = workerOf(process.processId());
            if (worker > 0 && ::kill(static_cast<pid_t>(worker), SIGKILL) == 0) ++kills;
            QVERIFY(process.waitForFinished(kLimit_ms));
            QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, qPrintable(work.name + QStringLiteral(": ") + said()));
            check(work, true, {}, work.name + QStringLiteral(", a worker killed"));
        }
        QCOMPARE(kills, wanted);
        std::printf("workers killed: %d\n", kills);
    }

    void diskFull() {
        int times = 0;
        spread(m_long ? 100 : 8, [&](const Work& work, int i, int each) {
            fail(work, 0, std::max<qint64>(1, work.bytes * i / (each + 1)));
            ++times;
        });
        std::printf("disk full: %d\n", times);
    }

    void callsFail() {
        int times = 0;
        spread(m_long ? 100 : 8, [&](const Work& work, int i, int each) {
            fail(work, std::max<qint64>(1, work.calls * i / each), 0);
            ++times;
        });
        std::printf("calls failed: %d\n", times);
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--edit")) return edit(words.value(2));
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_faults.moc"
