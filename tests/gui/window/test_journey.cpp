#include "tests/gui/fixtures/watchdog.h"
#include "tests/gui/window/hands.h"
#include "tests/gui/window/shown_town.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/print_report.h"
#include "ui/dialogs/rate_trial_box.h"
#include "ui/dialogs/review_match.h"
#include "ui/dialogs/review_preview.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/tasks_panel.h"
#include "ui/panels/what_if_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPrinter>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <memory>
#include <set>

using namespace ms;

/// The six tasks of an engineer on the real sample, with real workers, by mouse and keyboard, and a watchdog on the window's thread. Skipped where
/// the sample has not been built.
class TestJourney final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    static constexpr int kPatience_ms = 120'000; ///< workers on a busy machine

    static QString sample() {
        return QDir(QStringLiteral(MAINSIGHT_BIN_DIR)).absoluteFilePath(QStringLiteral("../share/mainsight/sample/westvale.mainsight"));
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        if (!m_window->isActiveWindow()) { // the platform "offscreen" does not give it back when a dialog closes
            m_window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        }
        QTest::keyClick(m_window->windowHandle(), k, modifiers);
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
        QVERIFY(m_window->grab().save(artefact(name)));
    }
    /// MAINSIGHT_LOOK=dark drives the same journey in the dark; any other word only marks its pictures (200 with QT_SCALE_FACTOR=2).
    static QString look() { return qEnvironmentVariable("MAINSIGHT_LOOK"); }
    static QString artefact(const QString& base) {
        const QString name = look().isEmpty() ? base : base + QLatin1Char('-') + look();
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        return QDir().mkpath(out.path()) ? out.filePath(name + QStringLiteral(".png")) : QString();
    }
    static void judge(fixtures::Watchdog& dog) {
        dog.stop();
        qInfo("%s", qPrintable(dog.report()));
        QVERIFY2(!dog.heldUp(), qPrintable(dog.report()));
        QVERIFY(dog.beats() > 0); // what is written at once leaves it time for few
    }

    /// The selected event; null = none.
    const detection::Event* selected() const { return m_session->snapshot().event(m_session->selection().event()); }
    void stepToBurst() {
        for (int i = 0; i < 20 && (selected() == nullptr || selected()->kind != detection::EventKind::burst); ++i) key(Qt::Key_J);
        QVERIFY(selected() != nullptr && selected()->kind == detection::EventKind::burst);
    }
    void drop(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &dropped);
    }
    void waitReviewed() {
        QTRY_VERIFY(m_window->importDialog() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(m_window->importDialog()));
        auto& review = m_window->importDialog()->review();
        QTRY_VERIFY_WITH_TIMEOUT(!review.files().empty() && !review.reading(), kPatience_ms);
        QTest::qWait(250); // the table is told in batches
    }
    /// A week of quarter-hours of a logger that says no unit, in the sample's time.
    QString loggerFolder() const {
        const QDir folder(m_folder.filePath(QStringLiteral("new loggers")));
        if (!folder.mkpath(QStringLiteral("."))) return {};
        QFile file(folder.filePath(QStringLiteral("logger_77.csv")));
        if (!file.open(QIODevice::WriteOnly)) return {};
        file.write("Date,Time,Pressure\n");
        Instant at = m_session->snapshot().span().from;
        for (int i = 0; i < 7 * 96; ++i, at = at + minutes(15)) {
            const QString iso = QString::fromStdString(toIso(at));
            file.write(QStringLiteral("%1,%2,%3\n").arg(iso.left(10), iso.mid(11, 8)).arg(41 + 0.1 * (i % 7), 0, 'f', 2).toUtf8());
        }
        return folder.path();
    }

private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists(sample())) QSKIP("the sample has not been built (target 'sample')");
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/sample")).removeRecursively(); // of an earlier test
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, sample());
        tests::showForTest(*m_session, *m_window);
        if (look() == QLatin1String("dark")) m_session->appearance().setThemeChoice(session::ThemeChoice::dark);
        QTest::qWait(100);
    }

    void cleanupTestCase() {
        m_window.reset();
        m_session.reset();
    }

    // 1. First run: the empty window offers the sample, and it opens at a real burst.
    void firstRunOpensAtABurst() {
        QSignalSpy restored(m_session.get(), &session::Session::viewRestored);
        QElapsedTimer clock;
        clock.start();
        fixtures::Watchdog dog;
        QVERIFY(tests::press(tests::buttonSaying(*m_window, QStringLiteral("Open sample"))));
        QTRY_VERIFY_WITH_TIMEOUT(!restored.isEmpty() && m_window->settled(), kPatience_ms);
        qInfo("opened and settled after %lld ms of wall clock", static_cast<long long>(clock.elapsed()));
        judge(dog);
        QVERIFY(selected() != nullptr);
        QVERIFY(selected()->kind == detection::EventKind::burst);
        picture(QStringLiteral("journey-1-sample"));
    }

    // 2. Import: a folder is dropped, one table; cancelled it leaves nothing. A unit is given, the logger put on the map, and one undo takes all
    // back.
    void importIsReviewedFirst() {
        const auto sensors = [this] { return m_session->snapshot().sensors->size(); };
        const std::size_t before = sensors();
        fixtures::Watchdog dog;
        drop(loggerFolder());
        waitReviewed();
        QTest::keyClick(m_window->importDialog()->windowHandle(), Qt::Key_Escape);
        QTRY_VERIFY(m_window->importDialog() == nullptr);
        QCOMPARE(sensors(), before);

        drop(loggerFolder());
        waitReviewed();
        auto& dialog = *m_window->importDialog();
        QCOMPARE(dialog.model().rowCount(), 1);
        auto* now = dialog.findChild<QPushButton*>(QStringLiteral("importNow"));
        QVERIFY(!now->isEnabled()); // a pressure without a unit
        auto* unit = dialog.findChild<QComboBox*>(QStringLiteral("questionUnit"));
        QVERIFY(unit->isVisible());
        unit->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < unit->count() && unit->currentText() != QLatin1String("m"); ++i) QTest::keyClick(dialog.windowHandle(), Qt::Key_Down);
        QCOMPARE(unit->currentText(), QStringLiteral("m"));
        QVERIFY(tests::press(dialog.findChild<QPushButton*>(QStringLiteral("questionApply"))));
        waitReviewed();
        // On the map: a click on a node is the logger's place.
        dialog.preview().showTab(&dialog.match());
        auto& match = dialog.match();
        QTRY_VERIFY_WITH_TIMEOUT(match.map().content() != nullptr && !match.map().content()->empty() && match.current().has_value(), kPatience_ms);
        const auto place = *match.current();
        const auto& content = *match.map().content();
        const auto node = std::find_if(content.nodes.begin(), content.nodes.end(), [&](const auto& n) {
            const QPoint at = match.map().frame().toPicture(n.at).toPoint();
            const auto hit = match.map().hitTest(at);
            return match.map().rect().adjusted(20, 20, -20, -20).contains(at) && hit.node && &content.nodes[*hit.node] == &n && !hit.sensor;
        });
        QVERIFY(node != content.nodes.end());
        tests::clickAt(match.map(), match.map().frame().toPicture(node->at).toPoint());
        QTRY_VERIFY(!dialog.model().rowAt(place).sensor.element.empty());
        QCOMPARE(dialog.model().rowAt(place).sensor.element, m_session->snapshot().network->node(node->node).id);
        QTRY_VERIFY_WITH_TIMEOUT(now->isEnabled(), kPatience_ms);
        QTest::qWait(100);
        judge(dog);
        QVERIFY(dialog.grab().save(artefact(QStringLiteral("journey-2-import")))); // a picture takes its time: not while the dog watches
        fixtures::Watchdog writing;
        QVERIFY(tests::press(now));
        QTRY_VERIFY_WITH_TIMEOUT(sensors() == before + 1 && !m_session->busy() && !m_session->runs().active(), kPatience_ms);
        QTest::keyClick(dialog.windowHandle(), Qt::Key_Escape);
        QTRY_VERIFY(m_window->importDialog() == nullptr);
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(sensors() == before && !m_session->busy() && !m_session->runs().active(), kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), kPatience_ms);
        judge(writing);
    }

    // 3a. Before it is run, what the rate of false alarms means is tried on the history; a row is a choice.
    void ratesAreTriedOnTheHistory() {
        dialogs::RunDialog dialog(*m_session, m_window.get());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const double before = dialog.options().falseAlarmsPerZoneWeek;
        auto* box = dialog.findChild<dialogs::RateTrialBox*>();
        auto* button = dialog.findChild<QPushButton*>(QStringLiteral("tryRates"));
        auto* table = dialog.findChild<QTableWidget*>(QStringLiteral("rateTrials"));
        QVERIFY(box != nullptr && button != nullptr && table != nullptr && !table->isVisible());
        const auto events = m_session->snapshot().events;
        fixtures::Watchdog dog;
        QVERIFY(tests::press(button));
        QVERIFY(box->running());
        QTRY_VERIFY_WITH_TIMEOUT(!box->running(), kPatience_ms);
        judge(dog);
        QVERIFY(table->rowCount() >= 5);
        QVERIFY(box->trials().front().zones > 0 && box->trials().front().put.back() > 0);
        QCOMPARE(m_session->snapshot().events, events); // nothing is stored
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QVERIFY(dialog.grab().save(artefact(QStringLiteral("journey-3-rates"))));
        table->selectRow(table->rowCount() - 1);
        QCOMPARE(dialog.options().falseAlarmsPerZoneWeek, box->trials().back().rate);
        QVERIFY(dialog.options().falseAlarmsPerZoneWeek > before);
        QVERIFY(tests::press(button)); // stopped at once: what was tried stays, and the dialog can go
        QVERIFY(tests::press(button));
        QTRY_VERIFY_WITH_TIMEOUT(!box->running(), 5000);
    }

    // 3. Run: Ctrl+Return, the events stream in while the window stays alive; the lanes stay with the run.
    void runStreamsEventsWhileTheWindowLives() {
        key(Qt::Key_Return, Qt::ControlModifier);
        QPointer<dialogs::RunDialog> dialog = m_window->findChild<dialogs::RunDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(dialog->problem(), QString());
        QSignalSpy progressed(&m_session->runs(), &session::Runs::progressed);
        QSignalSpy finished(&m_session->runs(), &session::Runs::finished);
        fixtures::Watchdog dog;
        QTest::keyClick(dialog->windowHandle(), Qt::Key_Return);
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

    // 4. Investigate: J and K, charts and map follow; wheel, drag and brush; confirm, dismiss with a reason, note, undo, back.
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
        stepToBurst();
        m_window->mapView().finishFlight();
        QTest::qWait(700); // the view is noted for Alt+Left
        auto* pane = m_window->charts().findChild<charts::ChartPane*>();
        const auto framed = m_session->timeCursor().visible();
        for (int i = 0; i < 4; ++i) tests::turnWheel(*pane->viewport(), pane->plotRect().center(), 1);
        QVERIFY(m_session->timeCursor().visible().length() < framed.length());
        const QPoint middle = pane->plotRect().center().toPoint();
        const auto zoomed = m_session->timeCursor().visible();
        tests::dragOver(*pane->viewport(), {middle, middle + QPoint(40, 0), middle + QPoint(90, 0)});
        QVERIFY(m_session->timeCursor().visible().from < zoomed.from);
        QTest::qWait(700);
        key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_session->timeCursor().visible(), framed);
        tests::dragOver(*pane->viewport(), {middle - QPoint(80, 0), middle, middle + QPoint(60, 0)}, Qt::ShiftModifier);
        QVERIFY(m_session->filter().text().contains(QLatin1String("since:"))); // a brushed span is a chip
        QCOMPARE(m_session->timeCursor().visible(), framed);
        m_window->action(QStringLiteral("clearFilter"))->trigger();
        const bool ghost = m_window->charts().ghost();
        key(Qt::Key_G);
        QCOMPARE(m_window->charts().ghost(), !ghost);
        key(Qt::Key_G);
        const QPoint onMap = m_window->mapView().rect().center();
        const double scale = m_window->mapView().visibleBox().width();
        tests::turnWheel(m_window->mapView(), onMap, 2);
        QVERIFY(m_window->mapView().visibleBox().width() < scale);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->settled(), 20000);
        judge(dog);
        const auto id = m_session->selection().event();
        const auto status = [&] { return m_session->snapshot().event(id)->status; };
        key(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(status(), detection::EventStatus::confirmed);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(status() != detection::EventStatus::confirmed);
        key(Qt::Key_D, Qt::ControlModifier);
        auto* reason = child<QComboBox>("dismissReason");
        QTRY_VERIFY(reason->lineEdit()->hasFocus());
        tests::type(QStringLiteral("Fire brigade at School Lane"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(status(), detection::EventStatus::dismissed);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(status() != detection::EventStatus::dismissed);
        key(Qt::Key_M);
        auto* note = child<QLineEdit>("noteField");
        QTRY_VERIFY(note->hasFocus());
        tests::type(QStringLiteral("Crew at School Lane"));
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(m_session->snapshot().notes->back().event, id);
        picture(QStringLiteral("journey-4-investigate"));
    }

    // 4b. Where one more logger would help: marks on the map and a table, off the window's thread; cancelled and closed, nothing of it stays.
    void oneMoreLogger() {
        stepToBurst();
        fixtures::Watchdog dog;
        auto& search = m_session->nextLogger();
        auto* where = m_window->action(QStringLiteral("nextLogger"));
        where->trigger();
        QVERIFY(search.searching());
        auto* cancel = child<QPushButton>("cancelNextLogger");
        QTRY_VERIFY(cancel->isVisible());
        QVERIFY(tests::press(cancel));
        QVERIFY(!search.searching() && !search.advice());
        where->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!search.searching(), kPatience_ms);
        judge(dog);
        QVERIFY2(search.advice().has_value(), search.error() ? search.error()->message.c_str() : "");
        auto* table = child<QTableWidget>("nextLoggerTable");
        QVERIFY(table->isVisible() && table->rowCount() > 2);
        QCOMPARE(table->item(0, 0)->text(), QString::fromStdString(search.advice()->places.front().node));
        QCOMPARE(m_window->mapView().loggerPlaces().size(), static_cast<std::size_t>(table->rowCount()));
        QVERIFY(search.advice()->places.front().length_m < search.advice()->now_m);
        tests::clickAt(*table->viewport(), table->visualItemRect(table->item(0, 0)).center());
        m_window->mapView().finishFlight();
        const auto& at = *search.advice()->places.front().position;
        const QPointF seen = m_window->mapView().frame().toPicture({at.x, at.y});
        QVERIFY((seen - QPointF(m_window->mapView().rect().center())).manhattanLength() < 3);
        picture(QStringLiteral("journey-4b-logger"));
        child<QDockWidget>("nextLoggerDock")->hide();
        QVERIFY(m_window->mapView().loggerPlaces().empty());
    }

    // 5. What-if: a right click on the pipe that has burst; it explains what was measured better than none, and the slider never holds the window up.
    void whatIfExplainsTheBurst() {
        stepToBurst();
        auto& map = m_window->mapView();
        map.finishFlight();
        const auto& content = *map.content();
        const auto burst = content.findPipe("P013"); // where resources/sample/westvale.json has it
        QVERIFY(burst.has_value());
        map.setFocus(Qt::TabFocusReason);
        key(Qt::Key_0);
        map.finishFlight();
        // Somewhere along its line where the pipe itself lies under the mouse.
        const QPointF a = map.frame().toPicture(content.points[content.first[*burst]]),
                      b = map.frame().toPicture(content.points[content.first[*burst] + 1]);
        QPoint at;
        for (double f = 0.1; f < 0.95 && at.isNull(); f += 0.05) {
            const QPoint here = (a + (b - a) * f).toPoint();
            const auto hit = map.hitTest(here);
            if (map.rect().contains(here) && hit.pipe && *hit.pipe == *burst && !hit.sensor) at = here;
        }
        QVERIFY(!at.isNull());
        tests::clickAt(map, at, Qt::RightButton);
        auto* menu = m_window->findChild<QMenu*>(QStringLiteral("mapMenu"));
        QTRY_VERIFY(menu != nullptr && menu->isVisible());
        auto* here = menu->findChild<QAction*>(QStringLiteral("burstHere"));
        QVERIFY(here != nullptr && here->isEnabled());
        QTest::mouseClick(menu->windowHandle(), Qt::LeftButton, {}, menu->actionGeometry(here).center());
        auto& whatIf = m_session->whatIf();
        QTRY_VERIFY_WITH_TIMEOUT(whatIf.result() || whatIf.error(), 60000);
        QVERIFY2(!whatIf.error(), whatIf.error() ? whatIf.error()->toString().c_str() : "");
        const auto p = whatIf.result()->prediction;
        qInfo("what-if: misfit %.2f, without %.2f, a step %.1f ms", p.misfit, p.without, whatIf.lastStepMs());
        QVERIFY2(p.misfit < 0.7 * p.without, "the burst that is there explains most of it");
        auto* size = child<QSlider>("whatIfSize");
        QTRY_VERIFY(size->isVisible() && size->isEnabled());
        const double first = whatIf.hypothesis().flow_m3s;
        fixtures::Watchdog dog;
        const QPoint handle = tests::handleOf(*size);
        QList<QPoint> way{handle};
        for (int i = 1; i <= 20; ++i) way << handle + QPoint(i <= 10 ? 2 * i : 40 - 2 * i, 0) + QPoint(3, 0);
        tests::dragOver(*size, way, {}, 15);
        QTRY_VERIFY(!whatIf.solving());
        judge(dog);
        QVERIFY(whatIf.hypothesis().flow_m3s != first);
        QVERIFY(tests::press(child<QPushButton>("whatIfPin")));
        QCOMPARE(whatIf.pins().size(), std::size_t{1});
        picture(QStringLiteral("journey-5-what-if"));
        whatIf.stop();
    }

    // 6. Map pack: Ctrl+Shift+E, recipients are ticked, pages and sizes are seen, one folder is written.
    void mapPackIsWritten() {
        key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QPointer<dialogs::ExportDialog> dialog;
        QTRY_VERIFY((dialog = m_window->findChild<dialogs::ExportDialog*>()) != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        fixtures::Watchdog dog;
        for (const auto* recipient : {"Field team", "GIS team"})
            if (auto* box = tests::buttonSaying<QCheckBox>(*dialog, QLatin1String(recipient)); box != nullptr && !box->isChecked())
                tests::clickAt(*box, QPoint(9, box->height() / 2));
        auto* target = dialog->findChild<QLineEdit*>(QStringLiteral("target"));
        const QString folder = m_folder.filePath(QStringLiteral("pack"));
        tests::clickAt(*target, target->rect().center());
        QTRY_VERIFY(target->hasFocus());
        target->selectAll();
        tests::type(folder);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->job().ready(), 60000);
        QVERIFY(!QFileInfo::exists(folder)); // seen before it is written
        judge(dog);
        QVERIFY(dialog->grab().save(artefact(QStringLiteral("journey-6-pack"))));
        fixtures::Watchdog writing;
        QSignalSpy written(dialog, &dialogs::ExportDialog::written);
        QVERIFY(tests::press(tests::buttonSaying(*dialog, QStringLiteral("Write"))));
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 60000);
        judge(writing);
        const QStringList files = QDir(folder).entryList(QDir::Files);
        QVERIFY2(files.filter(QStringLiteral(".gpkg")).size() == 1 && files.filter(QStringLiteral(".html")).size() == 1,
                 qPrintable(files.join(QLatin1Char(' '))));
        if (dialog) dialog->close();
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
