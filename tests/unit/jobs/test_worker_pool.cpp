#include "core/jobs/worker_pool.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <map>
#include <set>
#include <signal.h>

using namespace ms;
using namespace ms::jobs;

/// The pool with the fake worker, which crashes, hangs and lies on demand.
class TestWorkerPool final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tasksAreDoneAndWorkersReused();
    void longTasksGoFirst();
    void badWorkers_data();
    void badWorkers();
    void badTasks_data();
    void badTasks();
    void missingProgram();
#ifdef Q_OS_LINUX
    void startsThatFailKeepNoDescriptor();
#endif
    void crashOnceIsRetriedOnAFreshWorkerAndMentionedOnce();
    void oneTaskThatAlwaysCrashesDoesNotStopTheOthers();
    void killedFromOutsideIsAnnouncedOnce();
    void cancelIsQuick_data();
    void cancelIsQuick();
    void cancelledNoWorkerStays();
    void strayPrintsDoNotReachThePipe();
    void progressIsThrottled();
    void launcherIsAPrefix();
    void destroyingAPoolLeavesNoProcess();
    void startUpAndThroughput();
};

namespace {

const QString kFake = QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-fake-worker");

PoolOptions fake(const QString& mode = QStringLiteral("pipeline"), int workers = 2) {
    PoolOptions options;
    options.workers = workers;
    options.command.program = kFake;
    options.command.arguments = {QStringLiteral("--mode"), mode};
    options.command.silence_ms = 1500;
    options.command.greeting_ms = 5000;
    options.cancelGrace_ms = 400;
    return options;
}

PoolTask task(std::uint64_t id, const std::string& request, double cost = 1) { return {id, "echo", std::to_string(id), "echo", request, {}, cost}; }

/// A pool with what it said.
struct Watched {
    WorkerPool pool;
    std::map<std::uint64_t, TaskEnding> endings;
    int announcements = 0, progresses = 0;
    Diagnostics diagnostics;

    explicit Watched(const PoolOptions& options) : pool(options) {
        QObject::connect(&pool, &WorkerPool::taskEnded, &pool, [this](std::uint64_t id, const TaskEnding& ending) {
            endings[id] = ending;
            ++announcements;
        });
        QObject::connect(&pool, &WorkerPool::diagnosed, &pool, [this](const Diagnostic& d) { diagnostics.push_back(d); });
        QObject::connect(&pool, &WorkerPool::taskProgressed, &pool, [this] { ++progresses; });
    }
    /// By an event loop: QTest::qWaitFor sleeps 10 ms between two looks.
    bool wait(std::size_t n, int timeout_ms = 20'000) {
        if (endings.size() >= n) return true;
        QEventLoop loop;
        QTimer::singleShot(timeout_ms, &loop, &QEventLoop::quit);
        QObject::connect(&pool, &WorkerPool::taskEnded, &loop, [&] {
            if (endings.size() >= n) loop.quit();
        });
        loop.exec();
        return endings.size() >= n;
    }
};

} // namespace

void TestWorkerPool::tasksAreDoneAndWorkersReused() {
    Watched watched(fake());
    std::vector<PoolTask> tasks;
    for (std::uint64_t i = 1; i <= 50; ++i) tasks.push_back(task(i, "echo " + std::to_string(i)));
    watched.pool.submit(tasks);
    QVERIFY(watched.wait(50));
    for (std::uint64_t i = 1; i <= 50; ++i) {
        QVERIFY(watched.endings[i].how == TaskEnding::How::done);
        QCOMPARE(watched.endings[i].result.inlineBytes, std::to_string(i));
        QCOMPARE(watched.endings[i].attempts, 1);
    }
    QCOMPARE(watched.announcements, 50);
    std::set<int> workers;
    for (const TaskTrace& trace : watched.pool.traces()) {
        workers.insert(trace.worker);
        QVERIFY(trace.end_s >= trace.start_s);
        QVERIFY(!trace.failed);
    }
    QCOMPARE(watched.pool.traces().size(), std::size_t{50});
    QVERIFY(workers.size() <= 2);
    QCOMPARE(watched.pool.retries(), 0);
    // And once more with the same workers. The second may have come up when the first had done everything.
    QTRY_COMPARE_WITH_TIMEOUT(watched.pool.pids().size(), std::size_t{2}, 30'000);
    const auto pids = watched.pool.pids();
    watched.pool.submit({task(51, "echo again")});
    QVERIFY(watched.wait(51));
    QCOMPARE(watched.pool.pids(), pids);
}

void TestWorkerPool::longTasksGoFirst() {
    Watched watched(fake(QStringLiteral("pipeline"), 1));
    watched.pool.submit({task(1, "echo", 1), task(2, "echo", 5), task(3, "echo", 3)});
    QVERIFY(watched.wait(3));
    QStringList order;
    for (const TaskTrace& trace : watched.pool.traces()) order << trace.subject;
    QCOMPARE(order, (QStringList{QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("1")}));
}

void TestWorkerPool::badWorkers_data() {
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("attempts");
    const auto row = [](const char* mode, const char* sentence, int attempts) {
        QTest::newRow(mode) << QString::fromLatin1(mode) << QString::fromLatin1(sentence) << attempts;
    };
    row("crash", "a worker crashed (signal 11, segmentation fault)", 2);
    row("hang", "a worker gave no sign of life", 2);
    row("close-stdout", "a worker gave no sign of life", 2);
    row("garbage", "no frame begins here, but 'Segmentation fault (core", 2);
    row("no-verdict", "a worker ended without a word about its task (exit status 0)", 2);
    row("huge", "announces 2130706", 2);
    row("half", "its output ends within a frame", 2);
    row("foreign", "Done about task 1001, which it does not have", 2);
    row("exit", "a worker ended before its greeting (exit status 3); its last words: 'I do not like it here'", 0);
    row("print-first", "no frame begins here, but 'Welcome!\\x0a'", 0);
    row("wrong-build", "the worker is of another build (0.0.0-other, protocol 1)", 0);
}

void TestWorkerPool::badWorkers() {
    QFETCH(QString, mode);
    QFETCH(QString, sentence);
    QFETCH(int, attempts);
    Watched watched(fake(mode, 1));
    watched.pool.submit({task(1, "echo")});
    QVERIFY(watched.wait(1));
    const TaskEnding& ending = watched.endings[1];
    QVERIFY(ending.how == TaskEnding::How::failed);
    QCOMPARE(ending.error.code, ErrorCode::workerFailed);
    QVERIFY2(ending.error.message.find(sentence.toStdString()) != std::string::npos, ending.error.message.c_str());
    QCOMPARE(ending.attempts, attempts);
    QTest::qWait(50); // nothing more comes
    QCOMPARE(watched.announcements, 1);
    QCOMPARE(watched.diagnostics.size(), static_cast<std::size_t>(attempts)); // each death once
}

void TestWorkerPool::badTasks_data() {
    QTest::addColumn<QString>("request");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("throw") << "throw" << static_cast<int>(ErrorCode::internal) << "thrown on demand";
    QTest::newRow("memory") << "memory" << static_cast<int>(ErrorCode::limitExceeded) << "memory limit";
    QTest::newRow("burn") << "burn" << static_cast<int>(ErrorCode::limitExceeded) << "more than 1 s of CPU time";
    QTest::newRow("refuse") << "refuse" << static_cast<int>(ErrorCode::invalidInput) << "refused on demand";
}

void TestWorkerPool::badTasks() {
    QFETCH(QString, request);
    QFETCH(int, code);
    QFETCH(QString, message);
    PoolOptions options = fake(QStringLiteral("pipeline"), 1);
    options.command.arguments << QStringLiteral("--cpu-limit") << QStringLiteral("1") << QStringLiteral("--note") << QStringLiteral("said once");
    Watched watched(options);
    watched.pool.submit({task(1, request.toStdString(), 2), task(2, "echo fine", 1)});
    QVERIFY(watched.wait(2));
    QVERIFY(watched.endings[1].how == TaskEnding::How::failed);
    QCOMPARE(static_cast<int>(watched.endings[1].error.code), code);
    QVERIFY(watched.endings[1].error.message.find(message.toStdString()) != std::string::npos);
    QCOMPARE(watched.endings[1].attempts, 1); // judged: not tried again
    const auto isNote = [](const Diagnostic& d) { return d.code == "jobs.worker" && d.message == "said once"; };
    QCOMPARE(std::ranges::count_if(watched.diagnostics, isNote), request == "burn" ? 2 : 1); // by each worker
    QVERIFY(watched.endings[2].how == TaskEnding::How::done);
    QCOMPARE(watched.pool.retries(), 0);
}

void TestWorkerPool::missingProgram() {
    PoolOptions options = fake();
    options.command.program = QStringLiteral("/nowhere/mainsight-worker");
    Watched watched(options);
    watched.pool.submit({task(1, "echo"), task(2, "echo")});
    QVERIFY(watched.wait(2, 5000));
    for (const auto& [id, ending] : watched.endings) {
        QVERIFY(ending.how == TaskEnding::How::failed);
        QVERIFY(ending.error.message.find("/nowhere/mainsight-worker") != std::string::npos);
        QVERIFY(!ending.error.advice.empty());
    }
    QCOMPARE(watched.announcements, 2);
}

#ifdef Q_OS_LINUX
void TestWorkerPool::startsThatFailKeepNoDescriptor() {
    const auto descriptors = [] {
        return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
    };
    const QTemporaryDir folder;
    const QString plain = folder.filePath(QStringLiteral("plain"));
    QFile file(plain);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    PoolOptions options = fake();
    const auto attempt = [&](const QString& program, const char* why) {
        options.command.program = program;
        Watched watched(options);
        watched.pool.submit({task(1, "echo")});
        QVERIFY(watched.wait(1, 5000));
        QVERIFY2(watched.endings[1].error.message.find(why) != std::string::npos, watched.endings[1].error.message.c_str());
    };
    attempt(QStringLiteral("/nowhere/mainsight-worker"), "No such file");
    const auto before = descriptors();
    for (int i = 0; i < 10; ++i) {
        attempt(QStringLiteral("/nowhere/mainsight-worker"), "No such file");
        attempt(QStringLiteral("mainsight-no-such-launcher"), "No such file"); // a name: looked for in PATH
        attempt(plain, "Permission denied");
    }
    const auto after = descriptors(); // may be fewer: a worker of an earlier test is let go of when the event loop hears that it has ended
    QVERIFY2(after <= before, qPrintable(QStringLiteral("%1 descriptors, %2 before").arg(after).arg(before)));
}
#endif

void TestWorkerPool::crashOnceIsRetriedOnAFreshWorkerAndMentionedOnce() {
    const QTemporaryDir folder;
    Watched watched(fake(QStringLiteral("pipeline"), 1));
    watched.pool.submit({task(1, "crash-once " + folder.filePath(QStringLiteral("flag")).toStdString()), task(2, "echo two")});
    QVERIFY(watched.wait(2));
    QVERIFY(watched.endings[1].how == TaskEnding::How::done);
    QCOMPARE(watched.endings[1].attempts, 2);
    QVERIFY(watched.endings[2].how == TaskEnding::How::done);
    QCOMPARE(watched.pool.retries(), 1);
    QCOMPARE(watched.diagnostics.size(), std::size_t{1});
    QVERIFY(watched.diagnostics[0].message.find("its last words: 'about to crash'") != std::string::npos);
    QCOMPARE(watched.diagnostics[0].kept, "the task is tried again on a fresh worker");
}

void TestWorkerPool::oneTaskThatAlwaysCrashesDoesNotStopTheOthers() {
    Watched watched(fake());
    std::vector<PoolTask> tasks;
    for (std::uint64_t i = 1; i <= 20; ++i) tasks.push_back(task(i, "sleep 10"));
    tasks[4].request = "crash-once /nowhere/flag"; // cannot make its flag: crashes each time
    watched.pool.submit(tasks);
    QVERIFY(watched.wait(20));
    for (const auto& [id, ending] : watched.endings) QVERIFY((ending.how == TaskEnding::How::done) == (id != 5));
    QCOMPARE(watched.endings[5].attempts, 2);
}

void TestWorkerPool::killedFromOutsideIsAnnouncedOnce() {
    Watched watched(fake());
    std::vector<PoolTask> tasks;
    for (std::uint64_t i = 1; i <= 10; ++i) tasks.push_back(task(i, "sleep 60"));
    watched.pool.submit(tasks);
    QVERIFY(QTest::qWaitFor([&] { return watched.endings.size() >= 3; }, 10'000));
    QVERIFY(!watched.pool.pids().empty());
    const qint64 victim = watched.pool.pids().front();
    QCOMPARE(::kill(static_cast<pid_t>(victim), SIGKILL), 0);
    QVERIFY(watched.wait(10));
    for (const auto& [id, ending] : watched.endings) QVERIFY(ending.how == TaskEnding::How::done);
    QCOMPARE(watched.announcements, 10);
    QVERIFY(watched.diagnostics.size() <= 1); // none when it was between two tasks
    for (const auto& d : watched.diagnostics) QVERIFY(d.message.find("signal 9") != std::string::npos);
}

void TestWorkerPool::cancelIsQuick_data() {
    QTest::addColumn<QString>("mode");
    QTest::newRow("one that hears") << "pipeline";
    QTest::newRow("one that is deaf") << "deaf";
    QTest::newRow("one that hangs") << "hang";
    QTest::newRow("one that never greets") << "silent";
}

void TestWorkerPool::cancelIsQuick() {
    QFETCH(QString, mode);
    Watched watched(fake(mode));
    std::vector<PoolTask> tasks;
    for (std::uint64_t i = 1; i <= 10; ++i) tasks.push_back(task(i, "sleep 60000"));
    watched.pool.submit(tasks);
    QTest::qWait(200);
    QElapsedTimer timer;
    timer.start();
    watched.pool.cancel();
    QVERIFY(timer.elapsed() < 500); // does not wait: a worker that is told to end has longer than that
    QVERIFY(watched.wait(10, 5000));
    QVERIFY2(timer.elapsed() < 4500, qPrintable(QString::number(timer.elapsed())));
    for (const auto& [id, ending] : watched.endings) QVERIFY(ending.how == TaskEnding::How::cancelled);
    QCOMPARE(watched.announcements, 10);
    QVERIFY(watched.diagnostics.empty()); // nobody is told that what he ended has ended
}

/// Neither one that had no task, nor one that hears of it, nor one that comes up afterwards: on a cluster each holds a place.
void TestWorkerPool::cancelledNoWorkerStays() {
    Watched watched(fake(QStringLiteral("pipeline"), 3));
    watched.pool.warmUp(2);
    QTRY_COMPARE_WITH_TIMEOUT(watched.pool.workersAlive(), 2, 20'000);
    watched.pool.submit({task(1, "sleep 60000")});
    QTRY_COMPARE_WITH_TIMEOUT(watched.pool.traces().size(), std::size_t{1}, 20'000);
    watched.pool.warmUp(3);
    watched.pool.cancel();
    QVERIFY(watched.wait(1, 5000));
    QTRY_COMPARE_WITH_TIMEOUT(watched.pool.workersAlive(), 0, 5000);
    QTest::qWait(500);
    QCOMPARE(watched.pool.workersAlive(), 0);
}

void TestWorkerPool::strayPrintsDoNotReachThePipe() {
    Watched watched(fake());
    watched.pool.submit({task(1, "print"), task(2, "print")});
    QVERIFY(watched.wait(2));
    QVERIFY(watched.endings[1].how == TaskEnding::How::done);
    QVERIFY(watched.endings[2].how == TaskEnding::How::done);
}

void TestWorkerPool::progressIsThrottled() {
    Watched watched(fake(QStringLiteral("pipeline"), 1));
    QElapsedTimer timer;
    timer.start();
    watched.pool.submit({task(1, "sleep 500")});
    QVERIFY(watched.wait(1));
    QVERIFY(watched.progresses >= 3);
    QVERIFY2(watched.progresses <= static_cast<int>(timer.elapsed() / 50 + 2), qPrintable(QString::number(watched.progresses)));
}

void TestWorkerPool::launcherIsAPrefix() {
    PoolOptions options = fake();
    options.command.launcher = {QStringLiteral("/usr/bin/env"), QStringLiteral("A=b")};
    Watched watched(options);
    watched.pool.submit({task(1, "echo through env")});
    QVERIFY(watched.wait(1));
    QVERIFY(watched.endings[1].how == TaskEnding::How::done);
    options.command.launcher = {QStringLiteral("/usr/bin/env"), QStringLiteral("/nowhere/srun")};
    Watched none(options);
    none.pool.submit({task(1, "echo")});
    QVERIFY(none.wait(1));
    QVERIFY(none.endings[1].how == TaskEnding::How::failed);
    QVERIFY2(none.endings[1].error.message.find("no worker could be started (exit status 127)") != std::string::npos,
             none.endings[1].error.message.c_str());
}

void TestWorkerPool::destroyingAPoolLeavesNoProcess() {
    std::vector<qint64> pids;
    {
        Watched watched(fake());
        watched.pool.submit({task(1, "sleep 60000"), task(2, "sleep 60000")});
        QVERIFY(QTest::qWaitFor([&] { return watched.pool.pids().size() == 2; }, 5000));
        QTest::qWait(50);
        pids = watched.pool.pids();
    }
    for (const qint64 pid : pids) QVERIFY(QTest::qWaitFor([&] { return ::kill(static_cast<pid_t>(pid), 0) != 0; }, 3000));
}

void TestWorkerPool::startUpAndThroughput() {
    QElapsedTimer timer;
    timer.start();
    Watched watched(fake(QStringLiteral("pipeline"), 1));
    watched.pool.submit({task(1, "echo")});
    QVERIFY(watched.wait(1));
    const double first_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    std::vector<PoolTask> tasks;
    for (std::uint64_t i = 2; i <= 2001; ++i) tasks.push_back(task(i, "echo"));
    timer.restart();
    watched.pool.submit(tasks);
    QVERIFY(watched.wait(2001));
    const double rate = 2000.0 / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
    qInfo("start of a worker to the end of its first task: %.1f ms; %.0f empty tasks a second on one worker", first_ms, rate);
    QVERIFY(first_ms < 5000);
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "test_worker_pool.moc"
