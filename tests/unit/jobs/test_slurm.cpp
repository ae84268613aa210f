#include "core/jobs/analysis_run.h"
#include "core/jobs/watch_run.h"
#include "tests/unit/jobs/company.h"
#include "tests/unit/jobs/slurm_cluster.h"

#include <QDir>
#include <QTemporaryDir>

using namespace ms;
using namespace ms::jobs;
using namespace ms::jobs::made;
using namespace ms::tests;

/// Workers started by srun, on a cluster of one machine.
class TestSlurm : public QObject {
    Q_OBJECT

    SlurmCluster m_cluster;
    QTemporaryDir m_dir;
    QString m_map, m_local; ///< m_local: analysed without a launcher
    RunOptions m_run;

    QString path(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    static analysis::Options live() {
        analysis::Options o;
        o.live = true;
        return o;
    }

    QString copyOf(const QString& project, const char* name) const {
        [&] { QVERIFY(QFile::copy(project, path(name))); }();
        return path(name);
    }

private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<RunOutcome>();
        m_run.workers = 2;
        m_run.launcher = QStringLiteral("srun -n1 --unbuffered");
        m_map = path("sensors.csv");
        write(m_map, company().sensors);
        write(path("all.csv"), rowsOf(0, kSteps));
        m_local = path("local.mainsight");
        (void)must(project::ProjectFile::create(m_local, {}));
        importInto(m_local, {path("all.csv")}, m_map);
    }

    void anImportAndAnAnalysisComeToTheSame() {
        const QString other = path("cluster.mainsight");
        (void)must(project::ProjectFile::create(other, {}));
        ImportRequest request;
        request.projectPath = other;
        request.paths = QStringList{path("all.csv")};
        request.sensorMapPath = m_map;
        request.check = false;
        {
            ImportRun import(request, m_run);
            QCOMPARE(toEnd(import), RunOutcome::done);
            AnalysisRun there(other, live(), m_run), here(m_local, live(), {});
            QCOMPARE(toEnd(there), RunOutcome::done);
            QCOMPARE(toEnd(here), RunOutcome::done);
        }
        QCOMPARE(contentOf(other), contentOf(m_local));
        QTRY_VERIFY_WITH_TIMEOUT(m_cluster.jobs().isEmpty(), 10'000);
    }

    void cancelledNothingGoesOn() {
        AnalysisRun run(copyOf(m_local, "cancelled.mainsight"), live(), m_run);
        QSignalSpy finished(&run, &AnalysisRun::finished);
        run.start();
        QTRY_VERIFY_WITH_TIMEOUT(!m_cluster.jobs().isEmpty() || !finished.isEmpty(), 20'000);
        run.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_cluster.jobs().isEmpty(), 60'000);
    }

    /// A watch whose machines go away, twice, goes on with others.
    void aMachineThatGoesAwayCostsNothing() {
        const QString project = path("watched.mainsight"), folder = path("in");
        (void)must(project::ProjectFile::create(project, {}));
        write(path("history.csv"), rowsOf(0, kHistory));
        importInto(project, {path("history.csv")}, m_map);
        QDir().mkpath(folder);
        WatchOptions options;
        options.projectPath = project;
        options.folders = {folder};
        options.interval_s = 0.1;
        options.run = m_run;
        WatchRun watch(options);
        QSignalSpy cycles(&watch, &WatchRun::cycled), finished(&watch, &WatchRun::finished);
        QStringList said;
        connect(&watch, &WatchRun::diagnosed, this, [&](const Diagnostic& d) { said << QString::fromStdString(d.toString()); });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(!cycles.isEmpty(), kPatience_ms);
        m_cluster.nodeGoesAway(); // idle workers
        write(folder + QStringLiteral("/a.csv"), rowsOf(kHistory, kHistory + 100));
        QTest::qWait(700);
        m_cluster.nodeGoesAway(); // at work, perhaps
        write(folder + QStringLiteral("/b.csv"), rowsOf(kHistory + 100, kSteps));
        // The controller may not miss the machine before its next ping, a hundred seconds off; then the workers are placed anew.
        QTRY_VERIFY2_WITH_TIMEOUT(contentOf(project) == contentOf(m_local), qPrintable(said.join(QLatin1Char('\n'))), 4 * kPatience_ms);
        watch.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5'000);
    }

    void whatTheClusterRefusesIsSaid() {
        RunOptions run = m_run;
        run.launcher = QStringLiteral("srun -p no-such-partition -n1 --unbuffered");
        AnalysisRun refused(copyOf(m_local, "refused.mainsight"), live(), run);
        QSignalSpy finished(&refused, &AnalysisRun::finished);
        QCOMPARE(toEnd(refused), RunOutcome::failed);
        const QString message = finished.at(0).at(1).toString();
        QVERIFY2(message.contains(QLatin1String("partition")), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestSlurm)
#include "test_slurm.moc"
