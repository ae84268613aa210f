#include "tests/gui/window/shown_town.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/background_dialog.h"
#include "ui/main_window/filter_bar.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/tasks_panel.h"
#include "ui/panels/what_if_panel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

using namespace ms;

/// How one looks at a project: the supposed burst, what the map shows, layouts, the history of views; and what the user says the findings are.
class TestViews final : public QObject {
    Q_OBJECT

    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(m_window.get(), k, modifiers); }
    template <typename T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    void picture(const QString& name) {
        QTRY_VERIFY(m_window->settled());
        m_window->mapView().finishFlight();
        QTest::qWait(250);
        m_window->mapView().finishTiles();
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(m_window->grab().save(out.filePath(name + QStringLiteral(".png"))));
    }
    [[nodiscard]] LinkIndex likeliest() const {
        const auto* event = m_session->snapshot().event(m_session->selection().event());
        return m_session->snapshot().network->findLink(event->area.pipes.front().id);
    }
    [[nodiscard]] QAction* action(const char* name) const { return m_window->action(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }

    void init() {
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
        m_session->show(tests::madeTown(), tests::madeSource());
        QTRY_VERIFY(m_window->settled());
        m_window->mapView().finishFlight();
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
    }

    void aZoneWithBlanksIsTypedWhole() {
        auto* field = child<QLineEdit>("filterField");
        auto* bar = qobject_cast<window::FilterBar*>(field->parentWidget());
        QVERIFY(bar != nullptr);
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("status:new zone:\"North "));
        QCOMPARE(bar->chips(), QStringList{QStringLiteral("status:new")});
        QTest::keyClicks(field, QStringLiteral("Hill\" "));
        QCOMPARE(bar->chips(), (QStringList{QStringLiteral("status:new"), QStringLiteral("zone:\"North Hill\"")}));
        QCOMPARE(field->text(), QString());
        QVERIFY(m_session->filter().filter().zones.contains("north hill"));
        QVERIFY(m_session->filter().problem().isEmpty());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(bar->chips().isEmpty());
    }

    // Task 5 of UX.md: right-click a pipe, hypothetical burst here, slider, misfit per sensor, pins side by side; the project stays as it is.
    void supposedBurstIsDraggedAndPinned() {
        const auto network = m_session->snapshot().network;
        const auto links = network->links;
        const int undoable = m_session->undoStack().count();
        auto& map = m_window->mapView();
        const auto pipe = map.content()->findLink(likeliest());
        QVERIFY(pipe);
        const QPoint at = map.frame().toPicture(map.content()->middleOf(*pipe)).toPoint();
        QContextMenuEvent click(QContextMenuEvent::Mouse, at, map.mapToGlobal(at));
        QCoreApplication::sendEvent(&map, &click);
        auto* menu = child<QMenu>("mapMenu");
        QVERIFY(menu != nullptr);
        QAction* here = nullptr;
        for (auto* a : menu->actions())
            if (a->objectName() == QLatin1String("burstHere")) here = a;
        QVERIFY(here != nullptr && here->isEnabled());
        here->trigger();
        menu->close();
        auto& whatIf = m_session->whatIf();
        QVERIFY(whatIf.active());
        QTRY_VERIFY_WITH_TIMEOUT(whatIf.result().has_value() || whatIf.error().has_value(), 20000);
        QVERIFY2(!whatIf.error(), whatIf.error() ? whatIf.error()->toString().c_str() : "");
        QVERIFY(child<QDockWidget>("whatIfDock")->isVisible());
        QCOMPARE(whatIf.burstAt().ms, m_session->snapshot().event(5)->startedAt.ms);
        QVERIFY(!m_window->whatIfPanel().verdict().isEmpty());

        auto* size = child<QSlider>("whatIfSize");
        const double before = whatIf.result()->prediction.sensors.front().misfit_si;
        size->setFocus();
        for (int i = 0; i < 4; ++i) QTest::keyClick(size, Qt::Key_PageUp);
        QTRY_VERIFY(!whatIf.solving());
        QVERIFY(whatIf.hypothesis().flow_m3s > m_session->snapshot().event(5)->flow_m3s.value);
        QVERIFY(whatIf.result()->prediction.sensors.front().misfit_si != before);
        QVERIFY2(whatIf.lastStepMs() < 500, qPrintable(QString::number(whatIf.lastStepMs())));

        // What it leaves unexplained can be asked for at any instant of its span, for the map.
        const auto& now = *whatIf.result();
        const auto left = whatIf.residualsAt(now.instants[10] + minutes(5));
        QVERIFY(left.size() >= 5);
        QCOMPARE(left.front().value_si, now.sensor(left.front().sensor)->measured_si[10] - now.sensor(left.front().sensor)->predicted_si[10]);
        QVERIFY(whatIf.residualsAt(whatIf.burstAt() - hours(1)).empty());

        // A leak grows.
        auto* grows = child<QSpinBox>("whatIfGrows");
        const double atOnce = now.prediction.outflow_m3s[2];
        grows->setValue(24);
        QTRY_VERIFY(!whatIf.solving());
        QVERIFY(whatIf.result()->prediction.outflow_m3s[2] < 0.3 * atOnce);
        grows->setValue(0);
        QTRY_VERIFY(!whatIf.solving());

        QTest::mouseClick(child<QPushButton>("whatIfPin"), Qt::LeftButton);
        QCOMPARE(whatIf.pins().size(), std::size_t(1));
        QTest::keyClick(size, Qt::Key_PageDown);
        QTest::keyClick(size, Qt::Key_PageDown);
        QTRY_VERIFY(!whatIf.solving());
        QTest::mouseClick(child<QPushButton>("whatIfPin"), Qt::LeftButton);
        m_session->startWhatIf(network->findLink("P1001"));
        QTRY_VERIFY(!whatIf.solving() && whatIf.result() && whatIf.result()->pipe == "P1001");
        QCOMPARE(whatIf.pins().size(), std::size_t(2)); // they speak of the same span
        QTest::mouseClick(child<QPushButton>("whatIfPin"), Qt::LeftButton);
        QVERIFY(!child<QPushButton>("whatIfPin")->isEnabled()); // three
        const auto* table = child<QTableView>("whatIfTable")->model();
        QCOMPARE(table->columnCount(), 6);
        QVERIFY(table->rowCount() >= 5);
        picture(QStringLiteral("what-if-light"));
        m_session->appearance().setThemeChoice(session::ThemeChoice::dark);
        picture(QStringLiteral("what-if-dark"));
        m_session->appearance().setThemeChoice(session::ThemeChoice::light);

        // It goes on in every layout.
        for (const auto layout : {Qt::Key_3, Qt::Key_1, Qt::Key_2}) key(layout, Qt::ControlModifier);
        QVERIFY(whatIf.active());
        QCOMPARE(whatIf.pins().size(), std::size_t(3));
        QVERIFY(child<QDockWidget>("whatIfDock")->isVisible());

        // Nothing of it is in the project.
        QCOMPARE(m_session->undoStack().count(), undoable);
        QVERIFY(m_session->snapshot().network == network);
        QVERIFY(network->links == links);
        whatIf.stop();
        QVERIFY(!child<QDockWidget>("whatIfDock")->isVisible());
        QVERIFY(whatIf.pins().empty());
    }

    void supposedBurstOfAClosedProjectIsForgotten() {
        m_session->startWhatIf(likeliest());
        QVERIFY(m_session->whatIf().active());
        m_session->close(); // while its ground is being made
        QVERIFY(!m_session->whatIf().active());
        QTest::qWait(300);
        QVERIFY(!m_session->whatIf().result());
        QVERIFY(!action("whatIf")->isEnabled());
    }

    void mapSaysWhatItIsAskedTo() {
        auto& map = m_window->mapView();
        using C = drawing::PipeColouring;
        map.setColouring(C::diameter);
        QVERIFY(map.pipeColours() != nullptr);
        const auto classOf = [&](const char* id) {
            return int(map.pipeColours()->classOf[*map.content()->findLink(m_session->snapshot().network->findLink(id))]);
        };
        QVERIFY(classOf("P1001") < classOf("P1007")); // 100 and 200 mm
        QCOMPARE(classOf("MAIN"), classOf("P1007"));  // 250 mm: one class with 200
        picture(QStringLiteral("map-diameter"));
        map.setColouring(C::flow);
        QTRY_VERIFY(!m_session->modelFlows().flows_m3s().empty());
        const auto main = map.content()->findLink(m_session->snapshot().network->findLink("MAIN"));
        const auto highest = *std::max_element(map.pipeColours()->classOf.begin(), map.pipeColours()->classOf.end() - 1,
                                               [](auto a, auto b) { return (a == 255 ? -1 : a) < (b == 255 ? -1 : b); });
        QVERIFY(map.pipeColours()->classOf[*main] != 255 && map.pipeColours()->classOf[*main] >= highest); // all water comes through it
        map.setColouring(C::probability);
        QVERIFY(map.pipeColours() == nullptr);
    }

    void playMovesTheCursorAndTheResiduals() {
        auto& time = m_session->timeCursor();
        const Instant before = time.instant();
        key(Qt::Key_P);
        QVERIFY(action("play")->isChecked());
        QTRY_VERIFY(time.instant() > before);
        QVERIFY(action("residuals")->isChecked());
        time.setInstant(m_session->snapshot().event(5)->startedAt + hours(20));
        key(Qt::Key_P);
        QVERIFY(!action("play")->isChecked());
        // The burst of day 40 takes 0.62 m there; the made readings scatter by up to 0.3 m, so the mean of twelve hours counts.
        const auto mean = [&] {
            double sum = 0;
            int n = 0;
            for (int h = 14; h < 26; ++h)
                for (const auto& v : m_session->residuals().at(m_session->snapshot().event(5)->startedAt + hours(h)))
                    if (v.sensor == "PL61198") {
                        sum += v.value_si;
                        ++n;
                    }
            return n > 0 ? sum / n : 0.0;
        };
        QTRY_VERIFY(mean() < 0); // sensors answer one by one
        QVERIFY2(std::abs(mean() + 0.62) < 0.15, qPrintable(QString::number(mean())));
        m_window->mapView().setColouring(drawing::PipeColouring::residual);
        picture(QStringLiteral("map-residuals"));
        m_window->mapView().setColouring(drawing::PipeColouring::probability);
        key(Qt::Key_R);
        QVERIFY(!m_session->residuals().wanted());
    }

    void distancesAreMeasured() {
        auto& map = m_window->mapView();
        key(Qt::Key_D);
        QVERIFY(map.measuring());
        QSignalSpy told(&map, &map::MapView::measuredChanged);
        const auto selected = m_session->selection().links();
        const QPoint a(200, 200), b(400, 200);
        QTest::mouseClick(&map, Qt::LeftButton, {}, a);
        QTest::mouseClick(&map, Qt::LeftButton, {}, b);
        const double expected = 200 / map.frame().pixelsPerUnit; // the town's lengths are metres
        QVERIFY2(std::abs(map.measured_m() - expected) < 1e-6 * expected, qPrintable(QString::number(map.measured_m() / expected)));
        QCOMPARE(m_session->selection().links(), selected); // a click measures, it does not select
        QVERIFY(told.size() >= 2);
        QTest::keyClick(&map, Qt::Key_Backspace);
        QCOMPARE(map.measured_m(), 0.0);
        QTest::keyClick(&map, Qt::Key_Escape);
        QVERIFY(!map.measuring());
        QVERIFY(!action("measure")->isChecked());
    }

    void chartsAreCopiedAndSavedByKey() {
        key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QImage copied = QGuiApplication::clipboard()->image();
        QCOMPARE(copied.size(), (QSizeF(m_window->charts().size()) * m_window->charts().devicePixelRatioF()).toSize());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("charts.csv"));
        m_window->charts().saveAs(path);
        QTRY_VERIFY(m_window->messages().text().contains(QLatin1String("charts.csv")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readLine().startsWith("time,"));
        QVERIFY(file.readLine().contains("+01:00,")); // British summer time
    }

    void backgroundIsAskedForAndKept() {
        key(Qt::Key_B, Qt::ControlModifier);
        auto* dialog = m_window->findChild<dialogs::BackgroundDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->source().isEmpty()); // off by itself
        auto* address = dialog->findChild<QLineEdit*>(QStringLiteral("backgroundAddress"));
        QTest::keyClicks(address, QStringLiteral("https://tiles.example/{z}/{x}.png"));
        QVERIFY(dialog->problem().contains(QLatin1String("{y}")));
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("backgroundFile"));
        QTest::keyClicks(field, QStringLiteral("/nowhere.tif"));
        QVERIFY(!dialog->problem().isEmpty());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("ground.png"));
        QImage ground(64, 64, QImage::Format_RGB32);
        ground.fill(QColor(90, 140, 90));
        QVERIFY(ground.save(path));
        QFile world(folder.filePath(QStringLiteral("ground.pgw")));
        QVERIFY(world.open(QIODevice::WriteOnly));
        world.write("50\n0\n0\n-50\n363500\n177500\n");
        world.close();
        field->setText(path);
        QCOMPARE(dialog->problem(), QString());
        dialog->accept();
        QCOMPARE(m_window->mapView().backdrop().source, path);
        QVERIFY(m_session->uiState(QStringLiteral("background")).contains(QLatin1String("ground.png")));
        picture(QStringLiteral("map-background"));
        QTRY_COMPARE(m_window->mapView().backdropPending(), 0);
        picture(QStringLiteral("map-background"));
        QVERIFY(m_window->messages().text().isEmpty());
        action("background")->trigger(); // what is no picture is refused by its name
        QFile wrong(folder.filePath(QStringLiteral("wrong.tif")));
        QVERIFY(wrong.open(QIODevice::WriteOnly));
        wrong.write("<GDAL_WMS/>");
        wrong.close();
        QTRY_VERIFY((dialog = m_window->findChild<dialogs::BackgroundDialog*>()) != nullptr);
        dialog->findChild<QLineEdit*>(QStringLiteral("backgroundFile"))->setText(wrong.fileName());
        dialog->accept();
        QTRY_VERIFY2(m_window->messages().text().startsWith(QLatin1String("Background wrong.tif: ")), qPrintable(m_window->messages().text()));
    }

    // A view that shows an event shows it in every size of the window.
    void eventStaysInViewWhenTheMapChangesSize() {
        auto& map = m_window->mapView();
        const auto sees = [&] {
            const auto box = map.overlay().areaBounds, seen = map.visibleBox();
            return seen.x0 <= box.x0 && seen.x1 >= box.x1 && seen.y0 <= box.y0 && seen.y1 >= box.y1;
        };
        QVERIFY(sees());
        key(Qt::Key_3, Qt::ControlModifier); // a low map
        QTest::qWait(50);
        QVERIFY(sees());
        m_window->resize(1000, 700);
        QTest::qWait(50);
        QVERIFY(sees());
        map.zoomIn(); // what the user has chosen himself stays at its scale
        const double scale = map.frame().pixelsPerUnit;
        m_window->resize(1600, 1000);
        QTest::qWait(50);
        QCOMPARE(map.frame().pixelsPerUnit, scale);
    }

    void historyOfViewsIsApartFromUndo() {
        QTRY_VERIFY(!action("forward")->isEnabled());
        QTest::qWait(900); // the first view comes to rest
        const auto first = m_session->timeCursor().visible();
        key(Qt::Key_J);
        QTest::qWait(1300);
        const auto second = m_session->selection().event();
        m_session->confirmEvent(second);
        QVERIFY(action("back")->isEnabled());
        key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_session->selection().event(), 5);
        QCOMPARE(m_session->timeCursor().visible(), first);
        QCOMPARE(m_session->snapshot().event(second)->status, detection::EventStatus::confirmed); // a view move undoes nothing
        key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_session->selection().event(), second);
        QVERIFY(!action("forward")->isEnabled());
        m_session->undoStack().undo(); // and undo moves no view
        QCOMPARE(m_session->selection().event(), second);
    }

    void layoutsArrangeDocksAndAreNoModes() {
        const auto shown = [&](const char* dock) { return child<QDockWidget>(dock)->isVisible(); };
        key(Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(m_window->currentLayout(), window::Layout::publish);
        QVERIFY(!shown("projectDock") && !shown("tasksDock") && shown("inspectorDock"));
        QVERIFY(!m_window->charts().isVisible());
        picture(QStringLiteral("layout-publish"));
        key(Qt::Key_J); // everything works in each
        QCOMPARE(m_session->selection().event(), 4);
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(shown("eventsDock") && m_window->charts().isVisible());
        picture(QStringLiteral("layout-watch"));
        key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(shown("projectDock") && !shown("eventsDock"));
        picture(QStringLiteral("layout-prepare"));
        // What one changes stays with the layout.
        child<QDockWidget>("tasksDock")->hide();
        key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(shown("eventsDock") && shown("tasksDock") && shown("projectDock"));
        key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!shown("tasksDock"));
        action("standardLayout")->trigger();
        QVERIFY(shown("tasksDock"));
    }

    // With a file: what is changed by hand, the layout and the lanes of a run are there when the project is opened again, even after a kill.
    void everythingComesBackFromTheFile() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kept.mainsight"));
        {
            auto file = project::ProjectFile::create(path, {"Kept", "Europe/London", ""});
            QVERIFY(file.ok());
            detection::Event e;
            e.zone = "A";
            e.startedAt = Instant{days(19'000).ms};
            e.startedCi = {e.startedAt, e.startedAt + hours(1)};
            e.detectedAt = e.startedAt + hours(2);
            e.endedAt = e.startedAt + days(3);
            series::Sensor sensor;
            sensor.name = "PL1";
            QVERIFY((*file)->putSensor(sensor).ok());
            series::Readings r;
            for (int i = 0; i < 400; ++i) {
                r.times_ms.push_back((e.startedAt - days(1) + minutes(15 * i)).ms);
                r.values.push_back(30);
                r.quality.push_back(0);
            }
            QVERIFY((*file)->putReadings("PL1", r).ok());
            project::RunRecord run;
            run.started = e.startedAt;
            run.finished = e.startedAt + seconds(4);
            const auto id = (*file)->addRun(run);
            QVERIFY(id.ok());
            run.id = *id;
            run.complete = true;
            QVERIFY((*file)->finishRun(run).ok());
            QVERIFY((*file)->replaceEvents({e}, run.id).ok());
        }
        QSignalSpy restored(m_session.get(), &session::Session::viewRestored);
        m_window->openProject(path);
        QTRY_VERIFY(!restored.isEmpty());
        const auto id = m_session->snapshot().events->front().id;
        QVERIFY(m_session->splitEvent(id, m_session->snapshot().event(id)->startedAt + hours(5)));
        m_session->filter().setText(QStringLiteral("zone:A"));
        m_window->setLayout(window::Layout::watch);
        m_session->setUiState(
            QStringLiteral("trace/%1").arg(m_session->snapshot().runs->back().id),
            QStringLiteral(R"({"elapsed_s":4,"workers":2,"traces":[["detect","zone A",0,0,3,1,false],["detect","zone B",1,0,4,2,false]]})"));
        QTest::qWait(2300); // the view is written two seconds after it has changed
        QTRY_VERIFY(!m_session->busy());
        // Another process opens the same file while this one is still there, as after a kill: nothing was closed in an orderly way.
        session::Session other;
        other.appearance().setPersistent(false);
        window::MainWindow window(other, QString());
        window.setPersistent(false);
        window.resize(1400, 900);
        window.show();
        QSignalSpy back(&other, &session::Session::viewRestored);
        window.openProject(path);
        QTRY_VERIFY(!back.isEmpty());
        QCOMPARE(other.snapshot().events->size(), std::size_t(2));
        QCOMPARE(other.filter().text(), QStringLiteral("zone:A"));
        QCOMPARE(window.currentLayout(), window::Layout::watch);
        QCOMPARE(other.runs().traces().size(), std::size_t(2));
        QVERIFY2(window.tasks().headline().contains(QLatin1String("2 tasks")), qPrintable(window.tasks().headline()));
    }
};

QTEST_MAIN(TestViews)
#include "test_views.moc"
