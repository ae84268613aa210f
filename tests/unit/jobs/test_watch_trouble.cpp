#include "core/jobs/analysis_run.h"
#include "core/project/project_file.h"
#include "tests/unit/jobs/company.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <utime.h>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;

namespace {

/// `mainsight-cli watch` on a machine whose disk and clock are the test's (trouble_shim.cpp).
class TroubledWatch {
public:
    TroubledWatch(const QString& folder, const QString& project, const QString& inbox)
        : m_full(folder + QStringLiteral("/full")), m_clock(folder + QStringLiteral("/clock")) {
        setFull(false);
        setClock(0);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(MAINSIGHT_TROUBLE_SHIM));
        environment.insert(QStringLiteral("ASAN_OPTIONS"),
                           environment.value(QStringLiteral("ASAN_OPTIONS")) + QStringLiteral(":verify_asan_link_order=0"));
        environment.insert(QStringLiteral("MAINSIGHT_TEST_FULL"), m_full);
        environment.insert(QStringLiteral("MAINSIGHT_TEST_CLOCK"), m_clock);
        m_process.setProcessEnvironment(environment);
        m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/mainsight-cli"),
                        {QStringLiteral("--json"), QStringLiteral("watch"), project, QStringLiteral("--folder"), inbox, QStringLiteral("--interval"),
                         QStringLiteral("0.1")});
    }
    ~TroubledWatch() { stop(); }

    void stop() {
        m_process.terminate();
        if (!m_process.waitForFinished(20'000)) m_process.kill();
        listen();
    }
    void setFull(bool full) {
        if (full)
            made::write(m_full, "full");
        else
            QFile::remove(m_full);
    }
    void setClock(int wrongBy_s) { made::write(m_clock, QByteArray::number(wrongBy_s)); }

    void listen() {
        m_out += m_process.readAllStandardOutput();
        m_errors += m_process.readAllStandardError();
        for (qsizetype end = 0; (end = m_out.indexOf('\n')) >= 0; m_out.remove(0, end + 1)) {
            const auto cycle = QJsonDocument::fromJson(m_out.left(end)).object();
            ++cycles;
            values += cycle.value(QLatin1String("values")).toInt();
            worstLag_s = std::max(worstLag_s, cycle.value(QLatin1String("lag_s")).toDouble());
            leastLag_s = std::min(leastLag_s, cycle.value(QLatin1String("lag_s")).toDouble());
        }
    }
    /// Until it has taken in so many values in all, or has looked so often.
    bool took(int wanted) {
        return QTest::qWaitFor(
            [&] {
                listen();
                return values >= wanted;
            },
            kPatience_ms);
    }
    bool looked(int more) {
        const int until = cycles + more;
        return QTest::qWaitFor(
            [&] {
                listen();
                return cycles >= until;
            },
            kPatience_ms);
    }
    [[nodiscard]] qsizetype said(const char* code) const { return m_errors.count(code); }
    [[nodiscard]] const QByteArray& errors() const { return m_errors; }

    int cycles = 0, values = 0;
    double worstLag_s = 0, leastLag_s = 0;

private:
    QProcess m_process;
    QString m_full, m_clock;
    QByteArray m_out, m_errors;
};

} // namespace

class TestWatchTrouble : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_history, m_map;
    int m_number = 0;

    QString fresh(const char* ending) { return m_dir.filePath(QString::number(++m_number) + QLatin1String(ending)); }
    QString project() {
        const QString path = fresh(".mainsight");
        [&] { QVERIFY(QFile::copy(m_history, path)); }();
        return path;
    }
    QString folder() {
        const QString path = fresh("");
        QDir().mkpath(path);
        return path;
    }
    /// What an analysis of these steps makes of them when nothing goes wrong.
    QString undisturbed(int to, const QByteArray& more = {}) {
        const QString path = project(), file = fresh(".csv"), other = fresh(".csv");
        made::write(file, rowsOf(kHistory, to));
        QStringList files{file};
        if (!more.isEmpty()) {
            made::write(other, more);
            files << other;
        }
        importInto(path, files, m_map);
        AnalysisRun run(path, {}, {});
        [&] { QCOMPARE(toEnd(run), RunOutcome::done); }();
        return contentOf(path);
    }
    static void setTime(const QString& path, int ago_s) {
        const auto at = static_cast<time_t>(QDateTime::currentSecsSinceEpoch() - ago_s);
        const utimbuf times{at, at};
        QCOMPARE(::utime(qPrintable(path), &times), 0);
    }

private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_map = fresh(".csv");
        made::write(m_map, company().sensors);
        m_history = fresh(".mainsight");
        (void)must(project::ProjectFile::create(m_history, {}));
        const QString file = fresh(".csv");
        made::write(file, rowsOf(0, kHistory));
        importInto(m_history, {file}, m_map);
    }

    void aFullDiskIsSaidOnceWaitedForAndCaughtUpWith() {
        const QString path = project(), inbox = folder();
        TroubledWatch watch(folder(), path, inbox);
        QVERIFY(watch.looked(1));
        made::write(inbox + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 40));
        QVERIFY2(watch.took(40 * 9), watch.errors().constData());
        watch.setFull(true);
        made::write(inbox + QStringLiteral("/b.csv"), rowsOf(kHistory + 40, kHistory + 70)); // the burst begins in here
        QVERIFY(watch.looked(4));
        QCOMPARE(watch.values, 40 * 9);
        QCOMPARE(watch.said("watch.import-failed"), qsizetype{1}); // not at every look
        QVERIFY2(watch.errors().contains("free space") || watch.errors().contains("room"), watch.errors().constData());
        watch.setFull(false);
        QVERIFY2(watch.took(70 * 9), watch.errors().constData());
        QCOMPARE(watch.said("watch.import-works"), qsizetype{1});
        watch.stop();
        QCOMPARE(contentOf(path), undisturbed(kHistory + 70));
    }

    void aDiskThatIsFullNowAndThenLosesNothing() {
        const QString path = project(), inbox = folder();
        TroubledWatch watch(folder(), path, inbox);
        QVERIFY(watch.looked(1));
        QRandomGenerator random(11);
        int at = kHistory;
        while (at < kSteps) {
            const int to = std::min(kSteps, at + 30);
            made::write(inbox + QStringLiteral("/%1.csv").arg(at), rowsOf(at, to));
            at = to;
            for (int k = 0; k < 4; ++k) {
                watch.setFull(k % 2 == 0);
                QTest::qWait(random.bounded(150));
            }
        }
        watch.setFull(false);
        QVERIFY2(watch.took((kSteps - kHistory) * 9), watch.errors().constData());
        QVERIFY(watch.looked(2));
        watch.stop();
        QCOMPARE(contentOf(path), undisturbed(kSteps));
    }

    void aClockThatIsSetBackHidesNoFile() {
        constexpr int kBack_s = 2 * 86'400;
        const QString path = project(), inbox = folder(), byHand = inbox + QStringLiteral("/by-hand.csv"),
                      grows = inbox + QStringLiteral("/grows.csv");
        made::write(byHand, rowsOf(kHistory, kHistory + 10));
        importInto(path, {byHand}, m_map);
        TroubledWatch watch(folder(), path, inbox);
        made::write(grows, rowsOf(kHistory + 10, kHistory + 20));
        QVERIFY2(watch.took(10 * 9), watch.errors().constData());
        watch.setClock(-kBack_s);
        made::write(grows, rowsOf(kHistory + 10, kHistory + 30)); // by a program whose clock is set back as well
        setTime(grows, kBack_s);
        QVERIFY2(watch.took(20 * 9), watch.errors().constData());
        made::write(byHand, rowsOf(kHistory, kHistory + 10) + rowsOf(kHistory + 30, kHistory + 60).mid(company().header.size()));
        setTime(byHand, kBack_s);
        QVERIFY2(watch.took(50 * 9), watch.errors().constData());
        QVERIFY(watch.leastLag_s >= 0 && watch.worstLag_s < kBack_s / 2);
        watch.stop();
        QCOMPARE(contentOf(path), undisturbed(kHistory + 60));
    }

    /// The clock of one logger is years ahead: that is said, and nobody waits for it.
    void aReadingFromTheFutureHoldsNobodyUp() {
        const QByteArray future = "Timestamp,North_F\n2071-01-01 00:00:00,7.5\n";
        const QString path = project(), inbox = folder();
        TroubledWatch watch(folder(), path, inbox);
        QVERIFY(watch.looked(1));
        made::write(inbox + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 20));
        made::write(inbox + QStringLiteral("/future.csv"), future);
        QVERIFY2(watch.took(20 * 9), watch.errors().constData());
        int taken = 20;
        for (int at = kHistory + 20; at < kHistory + 80; at += 20) {
            made::write(inbox + QStringLiteral("/%1.csv").arg(at), rowsOf(at, at + 20));
            taken += 20;
            QVERIFY2(watch.took(taken * 9), watch.errors().constData());
        }
        watch.stop();
        QCOMPARE(watch.said("import.future"), qsizetype{1});
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        const auto events = must(p->events());
        QVERIFY(std::any_of(events.begin(), events.end(), [](const auto& e) { return e.zone == "Hill" && e.kind == detection::EventKind::burst; }));
        p.reset();
        QCOMPARE(contentOf(path), undisturbed(kHistory + 80, future));
    }
};

QTEST_GUILESS_MAIN(TestWatchTrouble)
#include "test_watch_trouble.moc"
