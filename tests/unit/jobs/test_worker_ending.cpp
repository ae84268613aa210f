#include "core/jobs/worker_ending.h"

#include <QTest>

using namespace ms::jobs;
using Verdict = EndFacts::Verdict;

Q_DECLARE_METATYPE(ms::jobs::EndFacts)
Q_DECLARE_METATYPE(ms::jobs::WorkerEnd)

/// The table of DESIGN.md: every way in which a worker can end, and what it is called.
class TestWorkerEnding final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void classified_data();
    void classified();
    void sentencesNameTheCause();
    void onlyDeathsAreRetried();
};

namespace {

EndFacts working() {
    EndFacts facts;
    facts.taskGiven = true;
    return facts;
}

template <typename F>
EndFacts with(EndFacts facts, F change) {
    change(facts);
    return facts;
}

} // namespace

void TestWorkerEnding::classified_data() {
    QTest::addColumn<EndFacts>("facts");
    QTest::addColumn<WorkerEnd>("how");
    QTest::addColumn<bool>("retry");
    const auto row = [](const char* name, const EndFacts& facts, WorkerEnd how, bool retry) { QTest::newRow(name) << facts << how << retry; };

    row("verdict done", with(working(), [](EndFacts& f) { f.verdict = Verdict::done; }), WorkerEnd::done, false);
    row("verdict done, then a crash",
        with(working(),
             [](EndFacts& f) {
                 f.verdict = Verdict::done;
                 f.crashed = true;
                 f.exitCode = 11;
             }),
        WorkerEnd::done, false);
    row("verdict done after cancel was asked",
        with(working(),
             [](EndFacts& f) {
                 f.verdict = Verdict::done;
                 f.cancelAsked = true;
             }),
        WorkerEnd::done, false);
    const auto launched = [](const char* said, int exitCode, bool greeted) {
        EndFacts facts = working();
        facts.launched = true;
        facts.greeted = facts.taskGiven = greeted;
        facts.exitCode = exitCode;
        facts.stderrTail = said;
        return facts;
    };
    row("srun: node failure, exit status 0", launched("srun: error: Node failure on n1\n", 0, true), WorkerEnd::nodeLost, true);
    row("srun: preempted", launched("slurmstepd: error: *** STEP 5.0 ON n1 CANCELLED AT 2026-11-28T16:37:16 DUE TO PREEMPTION ***\n", 143, true),
        WorkerEnd::nodeLost, true);
    row("srun: scancel", launched("srun: error: n1: task 0: Terminated\n", 143, true), WorkerEnd::crashed, true);
    row("srun: no such partition", launched("srun: error: Unable to allocate resources: Invalid partition name specified\n", 1, false),
        WorkerEnd::failedToStart, false);
    row("srun: no worker on the node", launched("slurmstepd-n1: error: execve(): /no/such: No such file or directory\n", 2, false),
        WorkerEnd::failedToStart, false);
    row("verdict failed", with(working(), [](EndFacts& f) { f.verdict = Verdict::failed; }), WorkerEnd::failed, false);
    row("verdict cancelled",
        with(working(),
             [](EndFacts& f) {
                 f.verdict = Verdict::cancelled;
                 f.cancelAsked = true;
             }),
        WorkerEnd::cancelled, false);
    row("killed after it did not hear cancel",
        with(working(),
             [](EndFacts& f) {
                 f.cancelAsked = true;
                 f.crashed = true;
                 f.exitCode = 9;
             }),
        WorkerEnd::cancelled, false);
    row("garbage after cancel",
        with(working(),
             [](EndFacts& f) {
                 f.cancelAsked = true;
                 f.protocolError = "x";
             }),
        WorkerEnd::cancelled, false);
    row("cancel before it was up",
        with({},
             [](EndFacts& f) {
                 f.started = f.greeted = false;
                 f.cancelAsked = true;
             }),
        WorkerEnd::cancelled, false);
    row("no such program",
        with({},
             [](EndFacts& f) {
                 f.started = f.greeted = false;
                 f.startError = "no such file";
             }),
        WorkerEnd::failedToStart, false);
    row("a shell says no such program",
        with({},
             [](EndFacts& f) {
                 f.greeted = false;
                 f.exitCode = 127;
                 f.launched = true;
             }),
        WorkerEnd::failedToStart, false);
    row("a shell says not executable",
        with({},
             [](EndFacts& f) {
                 f.greeted = false;
                 f.exitCode = 126;
             }),
        WorkerEnd::failedToStart, false);
    row("segmentation fault",
        with(working(),
             [](EndFacts& f) {
                 f.crashed = true;
                 f.exitCode = 11;
             }),
        WorkerEnd::crashed, true);
    row("killed by the system",
        with(working(),
             [](EndFacts& f) {
                 f.crashed = true;
                 f.exitCode = 9;
             }),
        WorkerEnd::crashed, true);
    row("srun reports a segmentation fault",
        with(working(),
             [](EndFacts& f) {
                 f.launched = true;
                 f.exitCode = 139;
             }),
        WorkerEnd::crashed, true);
    row("srun reports an abort",
        with(working(),
             [](EndFacts& f) {
                 f.launched = true;
                 f.exitCode = 134;
             }),
        WorkerEnd::crashed, true);
    row("exit 139 without a launcher is just an exit", with(working(), [](EndFacts& f) { f.exitCode = 139; }), WorkerEnd::noVerdict, true);
    row("garbage", with(working(), [](EndFacts& f) { f.protocolError = "byte 3"; }), WorkerEnd::protocolError, true);
    row("garbage, then a crash",
        with(working(),
             [](EndFacts& f) {
                 f.protocolError = "byte 3";
                 f.crashed = true;
                 f.exitCode = 6;
             }),
        WorkerEnd::protocolError, true);
    row("silent", with(working(), [](EndFacts& f) { f.silent = true; }), WorkerEnd::unresponsive, true);
    row("silent, killed",
        with(working(),
             [](EndFacts& f) {
                 f.silent = true;
                 f.crashed = true;
                 f.exitCode = 9;
             }),
        WorkerEnd::unresponsive, true);
    row("exit 0 without a verdict", working(), WorkerEnd::noVerdict, true);
    row("exit 3 without a verdict", with(working(), [](EndFacts& f) { f.exitCode = 3; }), WorkerEnd::noVerdict, true);
    row("exit before the greeting",
        with({},
             [](EndFacts& f) {
                 f.greeted = false;
                 f.exitCode = 1;
             }),
        WorkerEnd::noVerdict, true);
    row("sent home", with({}, [](EndFacts& f) { f.dismissed = true; }), WorkerEnd::dismissed, false);
    row("sent home, ended by SIGTERM",
        with({},
             [](EndFacts& f) {
                 f.dismissed = true;
                 f.crashed = true;
                 f.exitCode = 15;
             }),
        WorkerEnd::dismissed, false);
    row("an idle worker exits unasked", {}, WorkerEnd::noVerdict, true);
}

void TestWorkerEnding::classified() {
    QFETCH(EndFacts, facts);
    QFETCH(WorkerEnd, how);
    QFETCH(bool, retry);
    const Ending ending = classify(facts);
    QCOMPARE(nameOf(ending.how), nameOf(how));
    QCOMPARE(worthRetry(ending.how), retry);
    QVERIFY(!ending.sentence.empty());
    QCOMPARE(classify(facts), ending);
}

void TestWorkerEnding::sentencesNameTheCause() {
    EndFacts facts = working();
    facts.crashed = true;
    facts.exitCode = 11;
    facts.stderrTail = "loading\nassertion failed: x > 0\n\n";
    QCOMPARE(classify(facts).sentence, "a worker crashed (signal 11, segmentation fault); its last words: 'assertion failed: x > 0'");
    QCOMPARE(classify(facts).signal, 11);
    EndFacts silent = working();
    silent.exitCode = 3;
    QCOMPARE(classify(silent).sentence, "a worker ended without a word about its task (exit status 3)");
    EndFacts missing;
    missing.started = missing.greeted = false;
    missing.startError = "/x/mainsight-worker: No such file or directory";
    QCOMPARE(classify(missing).sentence, "no worker could be started: /x/mainsight-worker: No such file or directory");
}

void TestWorkerEnding::onlyDeathsAreRetried() {
    QCOMPARE(errorOf({WorkerEnd::cancelled, 0, "cancelled"}).code, ms::ErrorCode::cancelled);
    QCOMPARE(errorOf({WorkerEnd::crashed, 11, "why"}).code, ms::ErrorCode::workerFailed);
    QCOMPARE(errorOf({WorkerEnd::crashed, 11, "why"}).message, "why");
}

QTEST_GUILESS_MAIN(TestWorkerEnding)
#include "test_worker_ending.moc"
