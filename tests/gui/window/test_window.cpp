#include "tests/gui/fixtures/watchdog.h"
#include "tests/gui/window/shown_town.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/inspector_text.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/overview_strip.h"
#include "ui/panels/tasks_panel.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <memory>

using namespace ms;

/// The real window, driven by mouse and keyboard, over a town in memory.
class TestWindow final : public QObject {
    Q_OBJECT

    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    void openTown() {
        m_session->show(tests::madeTown(), tests::madeSource());
        QTRY_VERIFY(m_window->settled());
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(m_window.get(), k, modifiers); }
    template <typename T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QLatin1String(name));
    }
    void picture(const QString& name) {
        QTRY_VERIFY(m_window->settled());
        m_window->mapView().finishFlight();
        QTest::qWait(150);
        m_window->mapView().finishTiles();
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(m_window->grab().save(out.filePath(name + QStringLiteral(".png"))));
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }

    void init() {
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
    }

    void emptyWindowOffersTheThreeWays() {
        QStringList offered;
        for (auto* button : m_window->findChildren<QPushButton*>())
            if (button->isVisible()) offered << button->text().remove(QLatin1Char('&'));
        QVERIFY(offered.contains(QStringLiteral("Open sample")));
        QVERIFY(offered.contains(QStringLiteral("Import data …")));
        QVERIFY(offered.contains(QStringLiteral("Open project …")));
        QVERIFY(!m_window->action(QStringLiteral("run"))->isEnabled());
        QVERIFY(!m_window->action(QStringLiteral("export"))->isEnabled());
        QVERIFY(m_window->action(QStringLiteral("open"))->isEnabled());
        picture(QStringLiteral("empty"));
    }

    void eachEmptyStateSaysWhatToDo() {
        session::Snapshot s = tests::madeTown();
        s.events = std::make_shared<std::vector<detection::Event>>();
        m_session->show(s, tests::madeSource());
        QCOMPARE(m_window->events().emptyText(), QStringLiteral("The last run found no events"));
        s.runs = std::make_shared<std::vector<project::RunRecord>>();
        m_session->show(s, tests::madeSource());
        QCOMPARE(m_window->events().emptyText(), QStringLiteral("Not analysed yet"));
        s.sensors = std::make_shared<std::vector<session::SensorView>>();
        s.bands = std::make_shared<std::vector<analysis::ExpectedBand>>();
        m_session->show(s, tests::madeSource());
        QCOMPARE(m_window->events().emptyText(), QStringLiteral("No measurements yet"));
        openTown();
        QCOMPARE(m_window->events().emptyText(), QString());
        m_session->filter().setText(QStringLiteral("zone:elsewhere"));
        QVERIFY(m_window->events().emptyText().contains(QLatin1String("filter")));
        m_window->action(QStringLiteral("clearFilter"))->trigger();
        QCOMPARE(m_window->events().emptyText(), QString());
    }

    void missingSampleIsSaidInTheBar() {
        m_window->openSample();
        QVERIFY(m_window->messages().isVisible());
        QVERIFY(m_window->messages().text().contains(QLatin1String("sample")));
    }

    void keysStepThroughEventsAndEverythingFollows() {
        openTown();
        QCOMPARE(m_session->selection().event(), 5); // the table is newest first
        QSignalSpy flights(m_session.get(), &session::Session::frameRequested);
        key(Qt::Key_J);
        QCOMPARE(m_session->selection().event(), 4);
        key(Qt::Key_J);
        QCOMPARE(m_session->selection().event(), 3);
        key(Qt::Key_K);
        QCOMPARE(m_session->selection().event(), 4);
        QCOMPARE(flights.size(), 3);
        const auto* e = m_session->snapshot().event(4);
        QCOMPARE(m_session->timeCursor().instant().ms, e->startedAt.ms);
        QVERIFY(m_session->timeCursor().visible().contains(e->startedAt));
        QCOMPARE(m_window->events().table()->currentIndex().data(models::EventIdRole).toLongLong(), 4);
        QVERIFY(m_window->inspector().spokenSummary().contains(QLatin1String("PL60078")));
        for (int i = 0; i < 9; ++i) key(Qt::Key_J); // stops at the last one
        QCOMPARE(m_session->selection().event(), 1);
        // Letters typed into the filter are letters.
        key(Qt::Key_L, Qt::ControlModifier);
        auto* field = child<QLineEdit>("filterField");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("jk"));
        QCOMPARE(field->text(), QStringLiteral("jk"));
    }

    void steppingIsQuick() {
        openTown();
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 4; ++i) key(Qt::Key_J);
        // A step is measured in tests/bench/window (28 ms); here it only must not take what a user would call waiting.
        QVERIFY2(clock.elapsed() / 4 < 300, qPrintable(QStringLiteral("%1 ms a step").arg(clock.elapsed() / 4)));
    }

    void confirmDismissAndNoteAreUndone() {
        openTown();
        QTest::mouseClick(child<QPushButton>("confirmButton"), Qt::LeftButton);
        QCOMPARE(m_session->snapshot().event(5)->status, detection::EventStatus::confirmed);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_session->snapshot().event(5)->status, detection::EventStatus::open);

        QTest::mouseClick(child<QPushButton>("dismissButton"), Qt::LeftButton);
        auto* reason = child<QComboBox>("dismissReason");
        QVERIFY(reason->isVisible());
        reason->setEditText(QStringLiteral("Hydrant used by the fire brigade"));
        QTest::mouseClick(child<QPushButton>("dismissNow"), Qt::LeftButton);
        QCOMPARE(m_session->snapshot().event(5)->status, detection::EventStatus::dismissed);
        QVERIFY(QString::fromStdString(m_session->snapshot().notes->back().text).endsWith(QLatin1String("fire brigade")));
        QVERIFY(!reason->isVisible());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_session->snapshot().event(5)->status, detection::EventStatus::open);
        QCOMPARE(m_session->snapshot().notes->size(), std::size_t(1));

        m_window->setFocus();
        key(Qt::Key_M);
        auto* note = child<QLineEdit>("noteField");
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, QStringLiteral("Map sent to the crew"));
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(m_session->snapshot().notes->size(), std::size_t(2));
        QCOMPARE(note->text(), QString());
        m_window->action(QStringLiteral("undo"))->trigger();
        QCOMPARE(m_session->snapshot().notes->size(), std::size_t(1));
        m_window->action(QStringLiteral("redo"))->trigger();
        QCOMPARE(m_session->snapshot().notes->size(), std::size_t(2));
    }

    void filterMakesChipsAndTurnsRed() {
        openTown();
        auto* field = child<QLineEdit>("filterField");
        auto* bar = qobject_cast<window::FilterBar*>(field->parentWidget());
        QVERIFY(bar != nullptr);
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("zone:DMA02 status:new "));
        QCOMPARE(bar->chips(), (QStringList{QStringLiteral("zone:DMA02"), QStringLiteral("status:new")}));
        QCOMPARE(m_window->events().model()->rowCount(), 1);
        QTest::keyClick(field, Qt::Key_Backspace); // takes the last chip back to be changed
        QCOMPARE(bar->chips().size(), 1);
        QCOMPARE(field->text(), QStringLiteral("status:new"));
        field->clear();
        QTest::keyClicks(field, QStringLiteral("kind:flood"));
        QVERIFY(m_session->filter().problem().contains(QLatin1String("flood")));
        QVERIFY(field->accessibleDescription().contains(QLatin1String("flood")));
        QCOMPARE(m_window->events().model()->rowCount(), 2); // zone still holds
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(m_window->events().model()->rowCount(), 5);
        QVERIFY(m_session->filter().problem().isEmpty());
    }

    void droppedFilesComeToTheReview() {
        openTown();
        QTemporaryDir folder;
        for (const auto* name : {"a.csv", "b.csv", "sensors.csv", "repairs.csv", ".hidden"}) {
            QFile file(folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("time;x\n");
        }
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(folder.path())});
        QDragEnterEvent enter({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QTRY_VERIFY(m_window->importDialog() != nullptr);
        auto* dialog = m_window->importDialog();
        // In memory there is no project to import into; tests/gui/import goes all the way.
        QTRY_COMPARE(dialog->model().rowCount(), 3); // what describes the data is no data, a list of repairs is a row of its own
        QTRY_VERIFY(!dialog->review().reading());
        QVERIFY(dialog->review().sensorMapPath().endsWith(QLatin1String("sensors.csv")));
        dialog->close();
    }

    void networkDroppedOnTheEmptyWindowStartsAProject() {
        QTemporaryDir folder;
        const QString inp = folder.filePath(QStringLiteral("town.inp"));
        QFile file(inp);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[JUNCTIONS]\nA 10 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP1 R A 100 200 120 0 Open\n[END]\n");
        file.close();
        m_window->takePaths({inp});
        auto* dialog = m_window->findChild<dialogs::NewProjectDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->setPath(folder.filePath(QStringLiteral("made.mainsight")));
        QCOMPARE(dialog->project().networkPath, inp);
        QTRY_COMPARE(dialog->problem(), QString());
        dialog->setPath(QStringLiteral("/no/such/folder/x.mainsight"));
        QVERIFY(dialog->problem().contains(QLatin1String("/no/such/folder")));
        dialog->reject();
    }

    void runDialogChecksItsPeriod() {
        openTown();
        dialogs::RunDialog dialog(*m_session);
        QCOMPARE(dialog.problem(), QString());
        QVERIFY(!dialog.options().period.from.valid()); // all measurements
        QVERIFY(dialog.options().live);
        m_session->filter().setText(QStringLiteral("since:2024-06-01 until:2024-06-10"));
        dialogs::RunDialog filtered(*m_session);
        QCOMPARE(filtered.options().period.length().ms, days(9).ms);
        m_session->filter().setText(QStringLiteral("since:2024-06-10 until:2024-06-01"));
        dialogs::RunDialog wrong(*m_session);
        QVERIFY(!wrong.problem().isEmpty());
    }

    void rateSliderAndNumberAgree() {
        openTown();
        dialogs::RunDialog dialog(*m_session);
        auto* slider = dialog.findChild<QSlider*>();
        auto* number = dialog.findChild<QDoubleSpinBox*>();
        QVERIFY(slider != nullptr && number != nullptr);
        QVERIFY(number->value() == m_session->snapshot().usualFalseAlarms() && dialog.options().falseAlarmsPerZoneWeek == 0); // by kind of zone
        number->setValue(0.123); // typed: the slider follows, the number stays
        QCOMPARE(dialog.options().falseAlarmsPerZoneWeek, 0.123);
        QVERIFY(slider->value() > slider->minimum() && slider->value() < slider->maximum());
        slider->setValue(slider->minimum());
        QCOMPARE(dialog.options().falseAlarmsPerZoneWeek, 0.001);
        slider->setValue(slider->maximum());
        QCOMPARE(dialog.options().falseAlarmsPerZoneWeek, 2.0);
        QVERIFY(dialog.options().trialRates.empty());
    }

    void tasksShowWhatTheWorkersDo() {
        openTown();
        jobs::RunProgress p;
        p.stage = QStringLiteral("localise");
        p.done = 810;
        p.total = 812;
        p.tasksDone = 7;
        p.tasksTotal = 9;
        p.retries = 1;
        p.workers = 3;
        p.elapsed_s = 24;
        p.remaining_s = 2;
        std::vector<jobs::TaskTrace> traces;
        for (int i = 0; i < 24; ++i)
            traces.push_back({i < 8    ? QStringLiteral("expect")
                              : i < 16 ? QStringLiteral("detect")
                                       : QStringLiteral("localise"),
                              QStringLiteral("part %1").arg(i), i % 3, (i / 3) * 3.0, i > 20 ? -1 : (i / 3) * 3.0 + 2.6, 1, i == 13});
        m_session->runs().show(session::RunKind::analysis, true, p, traces);
        const QString headline = m_window->tasks().headline();
        QVERIFY2(headline.contains(QLatin1String("810 of 812")), qPrintable(headline));
        QVERIFY(headline.contains(QLatin1String("2 s left")));
        auto* cancel = child<QPushButton>("cancelRun");
        QVERIFY(cancel->isVisible() && cancel->isEnabled());
        QVERIFY(!m_window->action(QStringLiteral("confirm"))->isEnabled());
        picture(QStringLiteral("running"));
        QElapsedTimer clock;
        clock.start();
        key(Qt::Key_Period, Qt::ControlModifier);
        QVERIFY(m_session->runs().cancelling());
        QVERIFY(m_window->tasks().headline().contains(QLatin1String("cancelling")));
        QVERIFY(clock.elapsed() < 1000);
        m_session->runs().show(session::RunKind::analysis, false, p, traces);
    }

    void overviewBrushMovesTheCharts() {
        openTown();
        auto* strip = child<panels::OverviewStrip>("overviewStrip");
        auto& time = m_session->timeCursor();
        const auto before = time.visible();
        const QPoint inside(static_cast<int>((strip->xOf(before.from) + strip->xOf(before.to)) / 2), strip->laneY(2));
        QTest::mousePress(strip, Qt::LeftButton, {}, inside);
        for (int x = 10; x <= 60; x += 10) { // a drag is many moves
            QMouseEvent move(QEvent::MouseMove, QPointF(inside) - QPointF(x, 0), strip->mapToGlobal(QPointF(inside) - QPointF(x, 0)), Qt::NoButton,
                             Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(strip, &move);
        }
        QTest::mouseRelease(strip, Qt::LeftButton, {}, inside - QPoint(60, 0));
        QVERIFY(time.visible().from < before.from);
        QCOMPARE(time.visible().length().ms, before.length().ms);
        // A click on a mark goes to its event.
        const auto* e = m_session->snapshot().event(1);
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(static_cast<int>(strip->xOf(e->startedAt)) + 2, strip->laneY(0)));
        QCOMPARE(m_session->selection().event(), 1);
        QVERIFY(strip->spokenSummary().contains(QLatin1String("5 events")));
        key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(time.visible().from.ms, time.extent().from.ms);
    }

    void selectionIsOneEverywhere() {
        openTown();
        m_session->selection().setSensors({"PL60803"});
        QVERIFY(m_window->statusLine().text().contains(QLatin1String("1 event")));
        bool shown = false;
        for (const auto& spec : m_window->charts().charts()) shown |= spec.sensor == "PL60803";
        QVERIFY(shown);
        QCOMPARE(m_window->mapView().selectedSensors().size(), std::size_t(1));
    }

    void themeChangesLive() {
        openTown();
        picture(QStringLiteral("town-light"));
        const auto light = m_window->grab().toImage().pixelColor(5, 5);
        m_session->appearance().setThemeChoice(session::ThemeChoice::dark);
        QTest::qWait(50);
        const auto dark = m_window->grab().toImage().pixelColor(5, 5);
        QVERIFY(light.lightness() > 200 && dark.lightness() < 70);
        picture(QStringLiteral("town-dark"));
        m_window->resize(1280, 800);
        m_window->resetLayout();
        m_session->appearance().setThemeChoice(session::ThemeChoice::light);
        picture(QStringLiteral("town-small"));
        // A display of 1920 x 1200 at 200 % has room for half of it: the window fits, its buttons show their icons.
        m_window->resize(960, 600);
        picture(QStringLiteral("town-narrow"));
        QVERIFY2(m_window->width() <= 960 && m_window->height() <= 600,
                 qPrintable(QStringLiteral("%1 x %2").arg(m_window->width()).arg(m_window->height())));
    }

    void textIsReadableInBothThemes() {
        const auto luminance = [](const QColor& c) {
            const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double x = luminance(a), y = luminance(b);
            return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
        };
        for (const auto* t : {&session::lightTheme(), &session::darkTheme()}) {
            for (const auto& ink : {t->text, t->mutedText, t->good, t->warning, t->bad, t->info, t->accent})
                for (const auto& paper : {t->surface, t->window})
                    QVERIFY2(contrast(ink, paper) >= 4.5,
                             qPrintable(QStringLiteral("%1 on %2: %3").arg(ink.name(), paper.name()).arg(contrast(ink, paper))));
            QVERIFY(contrast(t->accentText, t->accent) >= 4.5);
            QVERIFY(contrast(t->text, t->selection) >= 4.5);
        }
    }

    void unitsChangeEverywhere() {
        openTown();
        auto units = m_session->units();
        units.flow = QStringLiteral("m3/h");
        m_session->appearance().setUnits(units);
        const auto* model = m_window->events().model();
        QCOMPARE(model->headerData(models::EventTableModel::Size, Qt::Horizontal).toString(), QStringLiteral("m³/h"));
        QVERIFY(m_window->inspector().spokenSummary().contains(QStringLiteral("14.8 m³/h")));
        QVERIFY(m_window->statusLine().text().contains(QStringLiteral("m³/h")));
    }

    void inspectorEscapesWhatFilesSay() {
        auto town = tests::madeTown();
        auto events = *town.events;
        events.back().evidence.front().sensor = "<b>x</b>&'";
        town.events = std::make_shared<std::vector<detection::Event>>(events);
        const QString html = panels::evidenceHtml(events.back(), town, {}, session::lightTheme(), 10);
        QVERIFY(!html.contains(QLatin1String("<b>x</b>")));
        QVERIFY(html.contains(QLatin1String("&lt;b&gt;x")));
    }

    void everyControlHasAName() {
        openTown();
        QStringList nameless;
        const auto check = [&](QWidget* root) {
            for (auto* w : root->findChildren<QWidget*>()) {
                const bool control = qobject_cast<QAbstractButton*>(w) || qobject_cast<QAbstractItemView*>(w) || qobject_cast<QComboBox*>(w) ||
                                     (qobject_cast<QLineEdit*>(w) && !qobject_cast<QAbstractSpinBox*>(w->parentWidget()) &&
                                      !qobject_cast<QComboBox*>(w->parentWidget())) ||
                                     qobject_cast<QAbstractSpinBox*>(w);
                if (!control || w->objectName().startsWith(QLatin1String("qt_"))) continue;
                const auto* button = qobject_cast<QAbstractButton*>(w);
                const bool named = !w->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
                const bool ownPart = QString::fromLatin1(w->metaObject()->className()).startsWith(QLatin1String("QTableCornerButton")) ||
                                     qobject_cast<QAbstractItemView*>(w->parentWidget()) || qobject_cast<QComboBox*>(w->parentWidget()) ||
                                     w->inherits("QHeaderView") || w->inherits("QLineEditIconButton") || w->inherits("QComboBoxListView") ||
                                     w->inherits("QToolBarExtension") || w->inherits("QCalendarView");
                if (!named && !ownPart)
                    nameless << QStringLiteral("%1 '%2' in %3")
                                    .arg(QLatin1String(w->metaObject()->className()), w->objectName(),
                                         QLatin1String(w->parentWidget()->metaObject()->className()));
            }
        };
        check(m_window.get());
        dialogs::RunDialog run(*m_session);
        check(&run);
        dialogs::ImportDialog import(*m_session);
        check(&import);
        dialogs::NewProjectDialog fresh;
        check(&fresh);
        dialogs::ExportDialog exported(*m_session, {5});
        check(&exported);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void panesAreReachedByKey() {
        openTown();
        QSet<QWidget*> reached;
        for (int i = 0; i < 9; ++i) {
            key(Qt::Key_F6);
            if (QApplication::focusWidget() != nullptr) reached.insert(QApplication::focusWidget());
        }
        QVERIFY2(reached.size() >= 6, qPrintable(QString::number(reached.size())));
    }

    void keysAreListedAndSearched() {
        openTown();
        m_window->action(QStringLiteral("keys"))->trigger();
        auto* dialog = m_window->findChild<dialogs::ShortcutsDialog*>();
        QVERIFY(dialog != nullptr);
        const int all = dialog->shownCount();
        QVERIFY(all > 25);
        dialog->search(QStringLiteral("ghost"));
        QCOMPARE(dialog->shownCount(), 1);
        dialog->close();
    }

    void errorsGoToTheBarOneAfterTheOther() {
        auto& bar = m_window->messages();
        bar.showError(Error{ErrorCode::unreadable, "First went wrong", "f", {}, {}, "Try again"});
        bar.showError(Error{ErrorCode::unreadable, "First went wrong", "f", {}, {}, "Try again"});
        bar.showError(Error{ErrorCode::unreadable, "Second went wrong", "f", {}, {}, {}});
        QCOMPARE(bar.waiting(), 2); // the same one is said once
        QCOMPARE(bar.text(), QStringLiteral("First went wrong. Try again."));
        bar.clear();
        QVERIFY(!bar.isVisible());
    }

    void windowIsNotHeldUpWhileItWorks() {
        openTown();
        QTest::qWait(300);
        fixtures::Watchdog dog;
        for (int i = 0; i < 4; ++i) {
            key(Qt::Key_J);
            QTest::qWait(60);
            m_session->timeCursor().zoom(0.7);
            QTest::qWait(60);
        }
        dog.stop();
        QVERIFY2(!dog.heldUp(), qPrintable(dog.report()));
        QVERIFY(dog.beats() > 3);
    }
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
