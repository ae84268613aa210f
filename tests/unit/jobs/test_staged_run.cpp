#include "core/jobs/staged_run.h"
#include "core/wire/values.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <signal.h>

using namespace ms;
using namespace ms::jobs;

/// A staged run with the stand-in pipeline of the fake worker: the same bytes whatever the workers do.
class TestStagedRun final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resultsAreRight();
    void oneAndManyWorkersGiveTheSameBytes();
    void aKilledWorkerChangesNothingAndIsMentionedOnce();
    void killedAtRandomInstants();
    void aFailedTaskLeavesTheOthers();
    void aTaskThatKillsItsWorkersLeavesTheOthers();
    void aPlanThatFailsEndsTheRun();
    void cancelKeepsWhatIsDone();
    void damagedOutputIsNoticed();
    void eventsAndProgressStream();
};

namespace {

struct Run {
    QTemporaryDir scratch;
    StagedRun staged;
    bool over = false;
    StagedRun::Outcome outcome;
    Diagnostics diagnostics;
    std::vector<detection::Event> partial;
    std::vector<RunProgress> progress;

    static StagedRun::Request request(const std::string& steering, int workers, const QString& folder) {
        PoolOptions pool;
        pool.workers = workers;
        pool.command.program = QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-fake-worker");
        pool.cancelGrace_ms = 500;
        analysis::Options options;
        options.seed = 10;
        return {steering, options, pool, folder};
    }

    Run(const std::string& steering, int workers) : staged(request(steering, workers, scratch.path())) {
        QObject::connect(&staged, &StagedRun::ended, &staged, [this](const StagedRun::Outcome& o) {
            QVERIFY(!over);
            over = true;
            outcome = o;
        });
        QObject::connect(&staged, &StagedRun::diagnosed, &staged, [this](const Diagnostic& d) { diagnostics.push_back(d); });
        QObject::connect(&staged, &StagedRun::eventsFound, &staged,
                         [this](const std::vector<detection::Event>& events) { partial.insert(partial.end(), events.begin(), events.end()); });
        QObject::connect(&staged, &StagedRun::progressed, &staged, [this](const RunProgress& p) { progress.push_back(p); });
        staged.start();
    }

    bool wait() {
        return QTest::qWaitFor([this] { return over; }, 30'000);
    }
    std::string bytes() const {
        const auto read = readScratch(outcome.findings);
        return read ? *read : read.error().toString();
    }
};

} // namespace

void TestStagedRun::resultsAreRight() {
    Run run("tasks=4", 2);
    QVERIFY(run.wait());
    QVERIFY(run.outcome.how == RunOutcome::done);
    QCOMPARE(run.outcome.tasks, 6);
    const auto findings = wire::fromBytes<AnalysisFindings>(run.bytes(), "findings");
    QVERIFY(findings.ok());
    QCOMPARE(findings->events.size(), std::size_t{2});
    QCOMPARE(findings->events[0].why, "<10> <11>");
    QCOMPARE(findings->events[1].why, "<12> <13>");
    QCOMPARE(findings->bands.size(), std::size_t{6}); // of all stages, in order
    QCOMPARE(findings->bands[3].sensor, "<13>");
    QCOMPARE(findings->bands[5].sensor, "<<12> <13>>");
}

void TestStagedRun::oneAndManyWorkersGiveTheSameBytes() {
    Run one("tasks=12;ms=5", 1);
    QVERIFY(one.wait());
    for (const int workers : {2, 4}) {
        Run many("tasks=12;ms=5", workers);
        QVERIFY(many.wait());
        QVERIFY(many.outcome.how == RunOutcome::done);
        QCOMPARE(many.bytes(), one.bytes());
    }
}

void TestStagedRun::aKilledWorkerChangesNothingAndIsMentionedOnce() {
    Run quiet("tasks=8;ms=5", 2);
    QVERIFY(quiet.wait());
    for (const int workers : {1, 2}) {
        const QTemporaryDir folder;
        Run run("tasks=8;ms=5;crash=count 3;once=" + folder.filePath(QStringLiteral("flag")).toStdString(), workers);
        QVERIFY(run.wait());
        QVERIFY(run.outcome.how == RunOutcome::done);
        QCOMPARE(run.outcome.tasksFailed, 0);
        QCOMPARE(run.bytes(), quiet.bytes());
        QCOMPARE(run.diagnostics.size(), std::size_t{1});
        QCOMPARE(run.diagnostics[0].subject, "count 3");
        QVERIFY(run.diagnostics[0].message.find("signal 9") != std::string::npos);
        QCOMPARE(run.staged.progress().retries, 1);
    }
}

void TestStagedRun::killedAtRandomInstants() {
    Run quiet("tasks=10;ms=20", 2);
    QVERIFY(quiet.wait());
    for (const int after_ms : {5, 20, 45, 70, 110}) {
        Run run("tasks=10;ms=20", 2);
        QTest::qWait(after_ms);
        const auto pids = run.staged.pool().pids();
        if (!pids.empty()) ::kill(static_cast<pid_t>(pids.back()), SIGKILL);
        QVERIFY(run.wait());
        QVERIFY(run.outcome.how == RunOutcome::done);
        QCOMPARE(run.bytes(), quiet.bytes());
        QVERIFY(run.diagnostics.size() <= 1);
    }
}

void TestStagedRun::aFailedTaskLeavesTheOthers() {
    Run run("tasks=4;fail=count 1", 2);
    QVERIFY(run.wait());
    QVERIFY(run.outcome.how == RunOutcome::done);
    QCOMPARE(run.outcome.tasksFailed, 1);
    QCOMPARE(run.outcome.failures.size(), std::size_t{1});
    QCOMPARE(run.outcome.failures[0].message, "did not converge");
    QCOMPARE(run.outcome.zones, (std::vector<std::string>{"0", "1"}));
    QCOMPARE(run.outcome.unfinished, std::vector<std::string>{"0"});
    QCOMPARE(run.diagnostics.size(), std::size_t{1});
    const auto findings = wire::fromBytes<AnalysisFindings>(run.bytes(), "findings");
    QVERIFY(findings.ok());
    QCOMPARE(findings->events.size(), std::size_t{1});
    QCOMPARE(findings->events[0].why, "<10> <12>"); // what is left, in order
}

void TestStagedRun::aTaskThatKillsItsWorkersLeavesTheOthers() {
    Run run("tasks=4;crash=count 1", 2);
    QVERIFY(run.wait());
    QVERIFY(run.outcome.how == RunOutcome::done);
    QCOMPARE(run.outcome.tasksFailed, 1);
    QCOMPARE(run.diagnostics.size(), std::size_t{2}); // two workers died
}

void TestStagedRun::aPlanThatFailsEndsTheRun() {
    Run run("missing=1", 2);
    QVERIFY(run.wait());
    QVERIFY(run.outcome.how == RunOutcome::failed);
    QCOMPARE(run.outcome.error.code, ErrorCode::notFound);
    QCOMPARE(run.outcome.error.message, "there is no such project");
}

void TestStagedRun::cancelKeepsWhatIsDone() {
    Run run("tasks=40;ms=50", 2);
    QVERIFY(QTest::qWaitFor([&] { return run.staged.progress().tasksDone >= 3; }, 10'000));
    QElapsedTimer timer;
    timer.start();
    run.staged.cancel();
    QVERIFY(timer.elapsed() < 500);
    QVERIFY(run.wait());
    QVERIFY(timer.elapsed() < 4500);
    QVERIFY(run.outcome.how == RunOutcome::cancelled);
    const auto outputs = run.staged.outputs();
    QVERIFY(outputs.size() >= 3);
    QVERIFY(outputs.size() < 40);
    for (const FileRef& file : outputs) QVERIFY(readScratch(file).ok());
}

void TestStagedRun::damagedOutputIsNoticed() {
    const QTemporaryDir folder;
    const auto file = writeScratch(folder.filePath(QStringLiteral("a")).toStdString(), "some bytes");
    QVERIFY(file.ok());
    QCOMPARE(*readScratch(*file), "some bytes");
    FileRef wrong = *file;
    wrong.checksum ^= 1;
    QCOMPARE(readScratch(wrong).error().code, ErrorCode::unreadable);
    wrong = *file;
    wrong.size += 1;
    QVERIFY(!readScratch(wrong).ok());
    QCOMPARE(writeScratch("/nowhere/a", "x").error().code, ErrorCode::unwritable);
}

void TestStagedRun::eventsAndProgressStream() {
    Run run("tasks=6;ms=120", 2);
    QVERIFY(QTest::qWaitFor([&] { return !run.partial.empty(); }, 10'000));
    QVERIFY(!run.over); // before the end
    QVERIFY(run.wait());
    QVERIFY(run.progress.size() >= 4);
    // How many reports come before the plan and between tasks depends on the machine: somewhere the work is under way and not over.
    const bool underWay = std::any_of(run.progress.begin(), run.progress.end(), [](const RunProgress& p) { return p.done > 0 && p.done < p.total; });
    QVERIFY(underWay);
    for (const RunProgress& p : run.progress) QVERIFY(p.done >= 0 && p.done <= p.total);
    QVERIFY(run.progress.back().tasksDone == 9);
    for (std::size_t i = 1; i < run.progress.size(); ++i) QVERIFY(run.progress[i].elapsed_s >= run.progress[i - 1].elapsed_s);
}

QTEST_GUILESS_MAIN(TestStagedRun)
#include "test_staged_run.moc"
