#include "core/jobs/import_run.h"
#include "core/project/project_file.h"
#include "tests/gui/fixtures/watchdog.h"
#include "tests/gui/window/hands.h"
#include "tests/gui/window/shown_town.h"
#include "tests/unit/jobs/company.h"
#include "ui/models/lag_model.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/watch_panel.h"
#include "ui/session/live_watch.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace ms;
using State = session::LiveWatch::State;

/// Live work in the window, with real workers: a folder is followed, files arrive, an event appears, the watch is stopped and taken up again.
class LiveTest : public QObject {
    Q_OBJECT

    static constexpr int kPatience_ms = 120'000;
    QTemporaryDir m_dir;
    QString m_project, m_inbox;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    session::LiveWatch& watch() { return m_session->watch(); }
    template <typename T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    panels::WatchPanel& panel() { return *m_window->findChild<panels::WatchPanel*>(); }
    void begin() {
        m_session->setUiState(QStringLiteral("watch"), session::toJson({{}, {}, 1}));
        m_window->watchFolder(m_inbox);
        QVERIFY(watch().active());
        QTRY_COMPARE_WITH_TIMEOUT(watch().state(), State::watching, kPatience_ms);
    }
    void arrive(const char* name, int from, int to) {
        const auto looks = watch().looks().size();
        // As a copying program should: under another name, then renamed.
        const QString path = m_inbox + QLatin1Char('/') + QLatin1String(name);
        jobs::made::write(path + QStringLiteral(".part"), jobs::made::rowsOf(from, to));
        QVERIFY(QFile::rename(path + QStringLiteral(".part"), path));
        QTRY_VERIFY_WITH_TIMEOUT(watch().looks().size() > looks, kPatience_ms);
    }

private Q_SLOTS:
    void initTestCase() {
        m_project = m_dir.filePath(QStringLiteral("live.mainsight"));
        m_inbox = m_dir.filePath(QStringLiteral("inbox"));
        QVERIFY(QDir().mkpath(m_inbox));
        QVERIFY(project::ProjectFile::create(m_project, {}).ok());
        const QString map = m_dir.filePath(QStringLiteral("sensors.csv")), history = m_dir.filePath(QStringLiteral("history.csv"));
        jobs::made::write(map, jobs::made::company().sensors);
        jobs::made::write(history, jobs::made::rowsOf(0, jobs::made::kHistory));
        jobs::ImportRequest request;
        request.projectPath = m_project;
        request.paths = QStringList{history};
        request.sensorMapPath = map;
        request.check = false;
        jobs::ImportRun import(request, {});
        QSignalSpy finished(&import, &jobs::ImportRun::finished);
        import.start();
        QVERIFY(finished.wait(kPatience_ms));
        QCOMPARE(finished.at(0).at(0).value<jobs::RunOutcome>(), jobs::RunOutcome::done);

        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
        m_window->openProject(m_project);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), session::Session::State::open, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), kPatience_ms);
        m_window->setLayout(window::Layout::watch);
        QVERIFY(panel().isVisible());
        QVERIFY(panel().headline().contains(QLatin1String("off")));
    }

    void cleanupTestCase() {
        m_window.reset();
        m_session.reset();
    }

    void whatArrivesIsTakenInAndTold() {
        fixtures::Watchdog dog;
        begin();
        QVERIFY(panel().headline().contains(m_inbox));
        QVERIFY(!m_window->action(QStringLiteral("run"))->isEnabled()); // it writes: a run would get in its way
        arrive("a.csv", jobs::made::kHistory, jobs::made::kHistory + 40);
        auto* table = panel().findChild<QTableWidget*>(QStringLiteral("lookTable"));
        QVERIFY(table->isVisible());
        QCOMPARE(table->item(0, 2)->text(), QLocale().toString(40 * 9));
        QVERIFY(m_session->snapshot().events->empty());
        arrive("b.csv", jobs::made::kHistory + 40, jobs::made::kHistory + 120); // the burst in Hill begins half a day after the history
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->snapshot().events->empty(), kPatience_ms);
        const auto& event = m_session->snapshot().events->front();
        QCOMPARE(event.zone, std::string("Hill"));
        QTRY_VERIFY(m_window->messages().text().contains(QLatin1String("Hill")));
        QCOMPARE(m_window->events().model()->rowCount(), static_cast<int>(m_session->snapshot().events->size()));
        QVERIFY(tests::press(tests::buttonSaying(m_window->messages(), QStringLiteral("Show"))));
        QCOMPARE(m_session->selection().event(), event.id);
        dog.stop();
        qInfo("%s", qPrintable(dog.report()));
        QVERIFY2(!dog.heldUp(), qPrintable(dog.report()));
    }

    void stoppedItAnswersAtOnceAndIsTakenUpWhereItWas() {
        QElapsedTimer clock;
        clock.start();
        QVERIFY(tests::press(child<QPushButton>("stopWatch")));
        QVERIFY(clock.elapsed() < 1000);
        QTRY_COMPARE_WITH_TIMEOUT(watch().state(), State::off, 5000);
        QVERIFY(panel().headline().contains(QLatin1String("off")));
        QVERIFY(m_window->action(QStringLiteral("run"))->isEnabled());
        const auto known = m_session->snapshot().events->size();
        // What comes while nobody watches is taken in when the watch goes on; what was taken in before is not taken in again.
        jobs::made::write(m_inbox + QStringLiteral("/c.csv"), jobs::made::rowsOf(jobs::made::kHistory + 120, jobs::made::kHistory + 160));
        begin();
        QTRY_VERIFY_WITH_TIMEOUT(!watch().looks().empty() && watch().looks().front().cycle.values == 40 * 9, kPatience_ms);
        QCOMPARE(watch().looks().front().cycle.files, 1);
        QCOMPARE(m_session->snapshot().events->size(), known);
        QCOMPARE(m_session->snapshot().events->front().zone, std::string("Hill"));
    }

    void howFarSensorsAreBehindIsShown() {
        auto* lags = child<QTableView>("lagTable");
        QVERIFY(lags->isVisible());
        QCOMPARE(lags->model()->rowCount(), 9);
        const QDateTime ahead(QDate(2025, 11, 3), QTime(0, 0), Qt::UTC); // two hours after the last reading of the others
        const QString at = ahead.addSecs(900LL * (jobs::made::kHistory + 167)).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        jobs::made::write(m_inbox + QStringLiteral("/d.csv"), "Timestamp,Hill_F\n" + at.toLatin1() + ",10.5\n");
        const auto text = [lags](int row, int column) { return lags->model()->index(row, column).data().toString(); };
        QTRY_VERIFY_WITH_TIMEOUT(text(8, models::LagModel::Sensor).endsWith(QLatin1String("Hill_F")), kPatience_ms);
        QCOMPARE(text(0, models::LagModel::Behind), session::spanText(hours(2)));
        QVERIFY2(panel().headline().contains(QLatin1String("values a minute; the last took")), qPrintable(panel().headline()));
        Q_EMIT lags->activated(lags->model()->index(8, 0));
        QCOMPARE(m_session->selection().sensors(), std::set<std::string>{"Hill_F"});
    }

    void aWindowThatIsClosedEndsItsWatch() {
        QVERIFY(watch().active());
        QElapsedTimer clock;
        clock.start();
        QVERIFY(m_window->close());
        m_window.reset();
        m_session.reset();
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        auto file = project::ProjectFile::open(m_project, project::ProjectFile::Mode::readWrite); // nobody holds it any more
        QVERIFY(file.ok());
        QVERIFY(!(*file)->events()->empty());
    }
};

QTEST_MAIN(LiveTest)
#include "test_live.moc"
