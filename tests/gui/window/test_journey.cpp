#include "tests/gui/fixtures/watchdog.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/print_report.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/tasks_panel.h"
#include "ui/panels/what_if_panel.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLineEdit>
#include <QPrinter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

using namespace ms;

/// The tasks of an engineer on the real sample, with real workers, and a watchdog on the window's thread. Skipped where the sample has not been
/// built.
class TestJourney final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    static QString sample() {
        return QDir(QStringLiteral(MAINSIGHT_BIN_DIR)).absoluteFilePath(QStringLiteral("../share/mainsight/sample/westvale.mainsight"));
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        if (!m_window->isActiveWindow()) { // the platform "offscreen" does not give it back when a dialog closes
            m_window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        }
        QTest::keyClick(m_window.get(), k, modifiers);
    }
    template <typename T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    void picture(const QString& name) {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), 20000);
        m_window->mapView().finishFlight();
        QTest::qWait(250);
        m_window->mapView().finishTiles();
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(m_window->grab().save(out.filePath(name + QStringLiteral(".png"))));
    }
    static void judge(fixtures::Watchdog& dog) {
        dog.stop();
        qInfo("%s", qPrintable(dog.report()));
        QVERIFY2(dog.longest_ms() < 100, qPrintable(dog.report()));
        QVERIFY(dog.beats() > 3);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists(sample())) QSKIP("the sample has not been built (target 'sample')");
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
        m_session = std::make_unique<session::Session>();
        m_session->appearance().setPersistent(false);
        m_session->appearance().setThemeChoice(session::ThemeChoice::light);
        m_window = std::make_unique<window::MainWindow>(*m_session, sample());
        m_window->setPersistent(false);
        m_window->resize(1600, 1000);
        m_window->resetLayout();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTest::qWait(100);
    }

    void cleanupTestCase() {
        m_window.reset();
        m_session.reset();
    }

    // 1. First run: the empty window offers the sample, and it opens at a real burst.
    void firstRunOpensAtABurst() {
        const QString path = m_folder.filePath(QStringLiteral("westvale.mainsight"));
        QVERIFY(QFile::copy(sample(), path));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QSignalSpy restored(m_session.get(), &session::Session::viewRestored);
        QElapsedTimer clock;
        clock.start();
        fixtures::Watchdog dog;
        m_window->openProject(path);
        QTRY_VERIFY_WITH_TIMEOUT(!restored.isEmpty() && m_window->settled(), 30000);
        qInfo("opened and settled after %lld ms of wall clock", static_cast<long long>(clock.elapsed()));
        judge(dog);
        const auto* event = m_session->snapshot().event(m_session->selection().event());
        QVERIFY(event != nullptr);
        QVERIFY(event->kind == detection::EventKind::burst);
        picture(QStringLiteral("journey-1-sample"));
    }

    // 3. Run: Ctrl+Return, the events stream in while the window stays alive; the lanes stay with the run.
    void runStreamsEventsWhileTheWindowLives() {
        key(Qt::Key_Return, Qt::ControlModifier);
        auto* dialog = m_window->findChild<dialogs::RunDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->problem(), QString());
        QSignalSpy progressed(&m_session->runs(), &session::Runs::progressed);
        QSignalSpy finished(&m_session->runs(), &session::Runs::finished);
        fixtures::Watchdog dog;
        dialog->accept();
        QTRY_VERIFY(m_session->runs().active());
        QVERIFY(!m_window->action(QStringLiteral("confirm"))->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().traces().empty(), 60000);
        key(Qt::Key_J); // the window answers meanwhile
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 240000);
        QCOMPARE(m_session->runs().outcome(), jobs::RunOutcome::done);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), 30000);
        judge(dog);
        QVERIFY(progressed.size() > 3);
        QVERIFY(!m_session->snapshot().eventsPartial);
        QVERIFY2(m_window->tasks().headline().contains(QLatin1String("side by side")), qPrintable(m_window->tasks().headline()));
        picture(QStringLiteral("journey-3-run"));
        const QString key = QStringLiteral("trace/%1").arg(m_session->snapshot().runs->back().id);
        QVERIFY(m_session->uiState(key).contains(QLatin1String("traces")));
    }

    // 4. Investigate: J and K, charts and map follow, confirm, dismiss with a reason, note, undo.
    void investigating() {
        fixtures::Watchdog dog;
        const int rows = m_window->events().model()->rowCount();
        QVERIFY(rows >= 4);
        std::set<std::int64_t> seen;
        for (int i = 0; i < rows; ++i) {
            key(Qt::Key_J);
            QTest::qWait(60);
            seen.insert(m_session->selection().event());
        }
        for (int i = 0; i < rows; ++i) {
            key(Qt::Key_K);
            QTest::qWait(60);
            seen.insert(m_session->selection().event());
        }
        QCOMPARE(static_cast<int>(seen.size()), rows);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), 20000);
        judge(dog);
        const auto id = m_session->selection().event();
        key(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(m_session->snapshot().event(id)->status, detection::EventStatus::confirmed);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_session->snapshot().event(id)->status != detection::EventStatus::confirmed);
        key(Qt::Key_M);
        auto* note = child<QLineEdit>("noteField");
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, QStringLiteral("Crew at School Lane"));
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(m_session->snapshot().notes->back().event, id);
    }

    // 5. What-if on the likeliest pipe: it explains what was measured better than none, and the slider never holds the window up.
    void whatIfExplainsTheBurst() {
        while (m_session->snapshot().event(m_session->selection().event())->kind != detection::EventKind::burst) {
            const auto before = m_session->selection().event();
            key(Qt::Key_J);
            QVERIFY(m_session->selection().event() != before);
        }
        key(Qt::Key_H, Qt::ControlModifier);
        auto& whatIf = m_session->whatIf();
        QTRY_VERIFY_WITH_TIMEOUT(whatIf.result() || whatIf.error(), 60000);
        QVERIFY2(!whatIf.error(), whatIf.error() ? whatIf.error()->toString().c_str() : "");
        const auto& p = whatIf.result()->prediction;
        qInfo("what-if: misfit %.2f, without %.2f, a step %.1f ms", p.misfit, p.without, whatIf.lastStepMs());
        QVERIFY2(p.misfit < 0.7 * p.without, "the burst that is there explains most of it");
        fixtures::Watchdog dog;
        auto* size = child<QSlider>("whatIfSize");
        for (int i = 0; i < 20; ++i) {
            size->setValue(size->value() + (i % 4 < 2 ? 25 : -25));
            QTest::qWait(15);
        }
        QTRY_VERIFY(!whatIf.solving());
        judge(dog);
        QTest::mouseClick(child<QPushButton>("whatIfPin"), Qt::LeftButton);
        picture(QStringLiteral("journey-5-what-if"));
        whatIf.stop();
    }

    // Ctrl+P: the same pages on paper; here "paper" is a file.
    void reportIsPrinted() {
        QVERIFY(m_window->action(QStringLiteral("print"))->isEnabled());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("printed.pdf"));
        const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(path);
        dialogs::PrintReport job;
        QSignalSpy printed(&job, &dialogs::PrintReport::printed), failed(&job, &dialogs::PrintReport::failed);
        fixtures::Watchdog dog;
        QVERIFY(job.print(m_session->path(), {m_session->selection().event()}, {}, printer));
        QVERIFY(!job.print(m_session->path(), {}, {}, printer)); // one at a time
        QTRY_VERIFY_WITH_TIMEOUT(!printed.isEmpty() || !failed.isEmpty(), 60000);
        judge(dog);
        QVERIFY(failed.isEmpty());
        QVERIFY(printed.front().front().toInt() >= 2);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() > 20'000);
        QCOMPARE(file.read(4), QByteArray("%PDF"));
    }

    void inTheDark() {
        m_session->appearance().setThemeChoice(session::ThemeChoice::dark);
        picture(QStringLiteral("journey-dark"));
    }
};

QTEST_MAIN(TestJourney)
#include "test_journey.moc"
