#include "core/jobs/analysis_run.h"
#include "core/project/project_file.h"
#include "tests/unit/jobs/company.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;

/// What a run leaves in the project when tasks of it are lost for good. The workers are stand-ins that are steered by the project's name: of four
/// counts two sums are made, each the event of a zone, "0" and "1".
class TestFailedTasks final : public QObject {
    Q_OBJECT

    struct Ended {
        RunOutcome outcome = RunOutcome::failed;
        QString message;
        Diagnostics said;
        std::optional<Error> error;
    };

    QTemporaryDir m_dir;
    QString m_path;

    static Ended toEnd(const QString& path, std::uint64_t seed, const std::function<void(AnalysisRun&)>& meanwhile = {}) {
        analysis::Options options;
        options.seed = seed;
        RunOptions run;
        run.workers = 2;
        run.workerPath = QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-fake-worker");
        AnalysisRun analysis(path, options, run);
        QSignalSpy finished(&analysis, &AnalysisRun::finished);
        Ended ended;
        connect(&analysis, &AnalysisRun::diagnosed, &analysis, [&](const Diagnostic& d) { ended.said.push_back(d); });
        analysis.start();
        if (meanwhile) meanwhile(analysis);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience_ms); }();
        ended.outcome = finished.front().at(0).value<RunOutcome>();
        ended.message = finished.front().at(1).toString();
        ended.error = analysis.error();
        return ended;
    }

    /// The project under a name that says what is to go wrong in its next run.
    void steer(const QString& how) {
        const QString path = m_dir.filePath(QStringLiteral("p;") + how + QStringLiteral(";.mainsight"));
        QVERIFY(m_path == path || QFile::rename(m_path, path));
        m_path = path;
    }

    std::vector<detection::Event> events() const {
        auto file = must(project::ProjectFile::open(m_path, project::ProjectFile::Mode::readOnly));
        auto all = must(file->events());
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.zone < b.zone; });
        return all;
    }

    static int kept(const Diagnostics& said, const std::string& zones) {
        return static_cast<int>(
            std::count_if(said.begin(), said.end(), [&](const auto& d) { return d.code == "jobs.zones-kept" && d.element == zones; }));
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<RunOutcome>(); }

    void init() {
        m_path = m_dir.filePath(QStringLiteral("p;tasks=4;.mainsight"));
        QFile::remove(m_path);
        (void)must(project::ProjectFile::create(m_path, {}));
        QCOMPARE(toEnd(m_path, 10).outcome, RunOutcome::done);
        QCOMPARE(events().size(), std::size_t{2});
        auto file = must(project::ProjectFile::open(m_path, project::ProjectFile::Mode::readWrite));
        for (auto& e : must(file->events())) {
            e.status = detection::EventStatus::confirmed;
            QVERIFY(file->updateEvent(e).ok());
        }
    }

    void eventsOfAZoneWhoseTaskIsLostStayAsTheyWere_data() {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("why0");
        for (const char* crash : {"crash=count 3", "crash=sum 1", "fail=count 2", "fail=sum 1"})
            QTest::newRow(crash) << QString::fromLatin1(crash) << QStringLiteral("<20> <21>");
    }
    void eventsOfAZoneWhoseTaskIsLostStayAsTheyWere() {
        QFETCH(QString, wrong);
        QFETCH(QString, why0);
        const auto before = events();
        steer(QStringLiteral("tasks=4;") + wrong);
        const Ended ended = toEnd(m_path, 20);
        QCOMPARE(ended.outcome, RunOutcome::failed);
        QVERIFY2(ended.message.contains(QLatin1String("tasks failed")), qPrintable(ended.message));
        QVERIFY(ended.error && ended.error->code == ErrorCode::workerFailed);
        QCOMPARE(kept(ended.said, "1"), 1);
        const auto after = events();
        QCOMPARE(after.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(after[0].why), why0); // renewed
        QCOMPARE(after[0].id, before[0].id);
        QVERIFY(after[1] == before[1]); // and this one to the last bit
        QCOMPARE(after[1].why, std::string("<12> <13>"));
        // Once all goes well, both are new, and no zone is kept.
        steer(QStringLiteral("tasks=4"));
        const Ended well = toEnd(m_path, 30);
        QCOMPARE(well.outcome, RunOutcome::done);
        QCOMPARE(kept(well.said, "1"), 0);
        QCOMPARE(events()[1].why, std::string("<32> <33>"));
        QCOMPARE(events()[1].id, before[1].id);
    }

    void whereNothingWasKnownWhatIsFoundGoesIn() {
        {
            auto file = must(project::ProjectFile::open(m_path, project::ProjectFile::Mode::readWrite));
            QVERIFY(file->changeEvents({}, {events()[0].id, events()[1].id}).ok());
        }
        steer(QStringLiteral("tasks=4;crash=sum 1"));
        const Ended ended = toEnd(m_path, 20);
        QCOMPARE(ended.outcome, RunOutcome::failed);
        QVERIFY(std::none_of(ended.said.begin(), ended.said.end(), [](const auto& d) { return d.code == "jobs.zones-kept"; }));
        const auto after = events();
        QCOMPARE(after.size(), std::size_t{1});
        QCOMPARE(after[0].why, std::string("<20> <21>"));
    }

    void aCancelledRunTakesNothingFromAnIncompleteOne() {
        // Without a complete run in the record: what the incomplete one found is all there is.
        QFile::remove(m_path);
        (void)must(project::ProjectFile::create(m_path, {}));
        steer(QStringLiteral("tasks=4;crash=count 0"));
        QCOMPARE(toEnd(m_path, 10).outcome, RunOutcome::failed);
        const auto before = events();
        QCOMPARE(before.size(), std::size_t{1}); // of what was left one pair
        steer(QStringLiteral("tasks=40;ms=50"));
        const Ended ended = toEnd(m_path, 20, [](AnalysisRun& run) {
            QTRY_VERIFY_WITH_TIMEOUT(run.progress().tasksDone >= 3, kPatience_ms);
            run.cancel();
        });
        QCOMPARE(ended.outcome, RunOutcome::cancelled);
        QVERIFY(!ended.error);
        const auto after = events();
        QVERIFY(after.size() > before.size()); // of zones of which nothing was known
        QVERIFY(std::find(after.begin(), after.end(), before[0]) != after.end());
    }
};

QTEST_GUILESS_MAIN(TestFailedTasks)
#include "test_failed_tasks.moc"
