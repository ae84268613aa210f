#include "core/project/shared_project.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/welcome_view.h"
#include "ui/map/map_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/model_fit_panel.h"
#include "ui/panels/next_logger_panel.h"
#include "ui/panels/overview_strip.h"
#include "ui/panels/project_panel.h"
#include "ui/panels/tasks_panel.h"
#include "ui/panels/watch_panel.h"
#include "ui/panels/what_if_panel.h"
#include "ui/session/icons.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

/// The part of MainWindow that builds actions, menus and toolbar, and says which of them can be used.
namespace ms::window {

namespace {

/// Leaves the toolbar's buttons their icons alone while it is so narrow that the filter would have no room beside their words.
class WordsWhereThereIsRoom final : public QObject {
public:
    WordsWhereThereIsRoom(QToolBar* bar, QList<QToolButton*> worded) : QObject(bar), m_bar(bar), m_worded(std::move(worded)) {
        bar->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() == QEvent::Resize) {
            const auto style = m_bar->width() < 1120 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
            for (auto* button : m_worded)
                if (button->toolButtonStyle() != style) button->setToolButtonStyle(style);
        }
        return QObject::eventFilter(object, event);
    }

private:
    QToolBar* m_bar;
    QList<QToolButton*> m_worded;
};

} // namespace

QAction* MainWindow::add(const QString& name, const QString& group, const QString& text, const QString& icon, const QList<QKeySequence>& keys,
                         const QString& tip) {
    auto* a = new QAction(text, this);
    a->setObjectName(name);
    a->setProperty("group", group);
    a->setShortcuts(keys);
    QString hint = tip.isEmpty() ? QString(text).remove(QLatin1Char('&')) : tip;
    if (!keys.isEmpty()) hint += QStringLiteral(" (%1)").arg(keys.front().toString(QKeySequence::NativeText));
    a->setToolTip(hint);
    a->setStatusTip({});
    addAction(a);
    m_actions[name] = a;
    if (!icon.isEmpty()) m_icons.append({a, icon});
    return a;
}

QAction* MainWindow::action(const QString& name) const {
    const auto it = m_actions.find(name);
    return it == m_actions.end() ? nullptr : it->second;
}

void MainWindow::buildActions() {
    using K = QKeySequence;
    const QString file = tr("File"), edit = tr("Edit"), view = tr("View"), analysis = tr("Analysis"), event = tr("Event"), help = tr("Help");
    add("new", file, tr("&New …"), "new", {K::New}, tr("Start a new project"), [this] { newProject(); });
    add("open", file, tr("&Open …"), "open", {K::Open}, tr("Open a project"), [this] { chooseProject(); });
    add("openShared", file, tr("Open a s&hared project …"), "", {}, tr("Open a project that a team has in a PostgreSQL database"),
        [this] { chooseShared(); });
    add("sample", file, tr("Open s&ample"), "sample", {}, tr("Open the sample: an invented town with three bursts"), [this] { openSample(); });
    add("crs", file, tr("Coor&dinate system …"), "", {}, tr("Say what the coordinates of the network are"), [this] { chooseCrs(); });
    add("saveAs", file, tr("&Save as …"), "save-copy", {K::Save, K::SaveAs}, tr("Save a copy and go on in it; every change is kept at once anyway"),
        [this] { saveAs(); });
    add("import", file, tr("&Import …"), "import", {K(Qt::CTRL | Qt::Key_I)}, tr("Import measurements"), [this] { importPaths({}); });
    add("export", file, tr("Map &pack …"), "export", {K(Qt::CTRL | Qt::SHIFT | Qt::Key_E), K(Qt::CTRL | Qt::Key_E)},
        tr("Hand results on: PDF, web page, pictures, GIS, spreadsheet, model"), [this] { exportEvents(); });
    add("print", file, tr("P&rint …"), "", {K::Print}, tr("Print the report of the selected event"), [this] { printEvent(); });
    add("close", file, tr("&Close project"), "", {K(Qt::CTRL | Qt::Key_W)}, {}, [this] { m_session.close(); });
    add("quit", file, tr("&Quit"), "", {K(Qt::CTRL | Qt::Key_Q)}, {}, [this] { close(); });

    auto* undo = m_session.undoStack().createUndoAction(this, tr("Undo"));
    auto* redo = m_session.undoStack().createRedoAction(this, tr("Redo"));
    undo->setObjectName(QStringLiteral("undo"));
    redo->setObjectName(QStringLiteral("redo"));
    undo->setShortcuts({K(Qt::CTRL | Qt::Key_Z)});
    redo->setShortcuts({K(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), K(Qt::CTRL | Qt::Key_Y)});
    for (auto* a : {undo, redo}) {
        a->setProperty("group", edit);
        m_actions[a->objectName()] = a;
        m_icons.append({a, a->objectName()});
    }
    add("find", edit, tr("&Find a sensor or pipe"), "", {K::Find}, tr("Find: type a sensor, pipe or zone"),
        [this] { m_filter->field()->setFocus(Qt::ShortcutFocusReason); });
    add("filter", edit, tr("Fi&lter"), "filter", {K(Qt::CTRL | Qt::Key_L)}, tr("To the filter field"), [this] {
        m_filter->field()->setFocus(Qt::ShortcutFocusReason);
        m_filter->field()->selectAll();
    });
    add("clearFilter", edit, tr("&Clear filter"), "", {}, {}, [this] { m_filter->clear(); });

    add("zoomIn", view, tr("Zoom &in"), "zoom-in", {K(Qt::Key_Plus), K(Qt::Key_Equal), K(Qt::CTRL | Qt::Key_Plus)},
        tr("Zoom into the map, or the charts when they have the focus"), [this] {
            if (m_charts->isAncestorOf(QApplication::focusWidget()) || m_charts->hasFocus())
                m_charts->zoomIn();
            else
                m_map->zoomIn();
        });
    add("zoomOut", view, tr("Zoom &out"), "zoom-out", {K(Qt::Key_Minus), K(Qt::CTRL | Qt::Key_Minus)},
        tr("Zoom out of the map, or the charts when they have the focus"), [this] {
            if (m_charts->isAncestorOf(QApplication::focusWidget()) || m_charts->hasFocus())
                m_charts->zoomOut();
            else
                m_map->zoomOut();
        });
    add("zoomAll", view, tr("Show &all"), "fit", {K(Qt::CTRL | Qt::Key_0)}, tr("Show the whole network and the whole time"), [this] {
        m_map->fit();
        m_session.timeCursor().showAll();
    });
    add("flyToEvent", view, tr("Go to the selected &event"), "fly", {K(Qt::CTRL | Qt::Key_G)}, tr("Map and charts to the selected event"),
        [this] { m_session.goToEvent(m_session.selection().event()); });
    auto* ghost = add("ghost", view, tr("&Ghost of last week"), "ghost", {K(Qt::Key_G)}, tr("Show last week's line in the charts"),
                      [this] { m_charts->setGhost(action(QStringLiteral("ghost"))->isChecked()); });
    ghost->setCheckable(true);
    ghost->setChecked(m_charts->ghost());
    connect(m_charts, &charts::ChartStack::ghostChanged, ghost, &QAction::setChecked);
    add("panes", view, tr("Next &pane"), "", {K(Qt::Key_F6)}, {}, [this] { cyclePanes(1); });
    add("panesBack", view, tr("Previous pane"), "", {K(Qt::SHIFT | Qt::Key_F6)}, {}, [this] { cyclePanes(-1); });
    auto* full = add("fullScreen", view, tr("&Full screen"), "fullscreen", {K(Qt::Key_F11)}, {},
                     [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setCheckable(true);
    add("standardLayout", view, tr("&Standard layout"), "", {}, tr("All panels back to where they were"), [this] { standardLayout(); });

    add("run", analysis, tr("&Run …"), "run", {K(Qt::CTRL | Qt::Key_Return), K(Qt::CTRL | Qt::Key_Enter)}, tr("Look for bursts"),
        [this] { runAnalysis(); });
    add("watch", analysis, tr("&Watch …"), "", {}, tr("Take in files and rows as they come and follow every zone"), [this] { watchFolder({}); });
    add("cancel", analysis, tr("&Cancel"), "cancel", {K(Qt::CTRL | Qt::Key_Period)}, tr("Stop the run; what was found so far stays"),
        [this] { m_session.runs().cancel(); });
    add("flags", analysis, tr("&Flagged readings …"), "", {K(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
        tr("Readings that are not believed: what the checks found, and what you leave out"), [this] { showFlags({}); });
    add("calendar", analysis, tr("Calen&dar …"), "", {}, tr("Which days live as Sundays: a country's holidays, and your own"),
        [this] { showCalendar(); });
    add("drill", analysis, tr("&Burst drill …"), "", {}, tr("Invent bursts on this network, to train and to see what would be found here"),
        [this] { showDrill(); });
    add("areas", analysis, tr("Areas of this &network …"), "", {},
        tr("How much of the probability areas take to hold the burst as often as they say"), [this] { showAreas(); });

    add("next", event, tr("&Next event"), "next", {K(Qt::Key_J)}, {}, [this] { m_events->step(1); });
    add("previous", event, tr("&Previous event"), "previous", {K(Qt::Key_K)}, {}, [this] { m_events->step(-1); });
    add("confirm", event, tr("&Confirm"), "confirm", {K(Qt::CTRL | Qt::Key_K)}, tr("It is what it says"), [this] { m_inspector->confirm(); });
    add("dismiss", event, tr("&Dismiss …"), "dismiss", {K(Qt::CTRL | Qt::Key_D)}, tr("It is no burst: say why"),
        [this] { m_inspector->askDismiss(); });
    add("suggestions", event, tr("&What dismissals suggest"), "", {}, tr("What dismissed events have in common, and what could be done about it"),
        [this] { tellSuggestions(); });
    add("reopen", event, tr("&Reopen"), "reopen", {}, tr("Make it new again"), [this] { m_inspector->reopen(); });
    add("note", event, tr("No&te …"), "note", {K(Qt::Key_M)}, tr("Write a note on the event"), [this] {
        m_inspectorDock->show();
        m_inspector->focusNote();
    });

    add("help", help, tr("&Help"), "help", {K(Qt::Key_F1)}, {}, [this] { showHelp(); });
    add("saveHelp", help, tr("&Save the help as PDF …"), "", {}, {}, [this] { saveHelp(); });
    add("keys", help, tr("&Keys"), "", {K(QStringLiteral("Ctrl+?")), K(Qt::CTRL | Qt::Key_Slash)}, tr("List all keys"), [this] { showShortcuts(); });
    add("about", help, tr("&About Mainsight"), "", {}, {}, [this] { showAbout(); });
}

void MainWindow::buildMenus() {
    auto* bar = menuBar();
    const auto fill = [this](QMenu* menu, const QStringList& names) {
        for (const auto& name : names) {
            if (name == QLatin1String("-"))
                menu->addSeparator();
            else
                menu->addAction(action(name));
        }
    };
    auto* file = bar->addMenu(tr("&File"));
    fill(file, {"new", "open", "openShared"});
    m_recentMenu = file->addMenu(tr("Open &recent"));
    fill(file, {"sample", "-", "saveAs", "crs", "-", "import", "export", "print", "-", "close", "quit"});
    auto* edit = bar->addMenu(tr("&Edit"));
    fill(edit, {"undo", "redo", "-", "find", "filter", "clearFilter"});
    auto* view = bar->addMenu(tr("&View"));
    fill(view,
         {"back", "forward", "-", "zoomIn", "zoomOut", "zoomAll", "flyToEvent", "-", "ghost", "overlay", "raw", "-", "residuals", "play", "measure"});
    view->addMenu(tr("&Colour the pipes by"))->addActions(m_colourings->actions());
    fill(view, {"background"});
    view->addSeparator();
    auto* themes = view->addMenu(tr("&Theme"));
    m_themes = new QActionGroup(this);
    for (const auto& [text, choice] : {std::pair(tr("As the &desktop"), session::ThemeChoice::system),
                                       std::pair(tr("&Light"), session::ThemeChoice::light), std::pair(tr("&Dark"), session::ThemeChoice::dark)}) {
        auto* a = themes->addAction(text);
        a->setCheckable(true);
        a->setData(static_cast<int>(choice));
        a->setChecked(m_session.appearance().themeChoice() == choice);
        m_themes->addAction(a);
        connect(a, &QAction::triggered, this, [this, choice = choice] { m_session.appearance().setThemeChoice(choice); });
    }
    m_languageMenu = view->addMenu(tr("Lan&guage"));
    m_languageMenu->menuAction()->setVisible(false); // until offerLanguages()
    auto* units = view->addMenu(tr("&Units"));
    const auto unitGroup = [&](const QStringList& names, bool flow) {
        auto* group = new QActionGroup(this);
        for (const auto& name : names) {
            session::DisplayUnits shown = m_session.units();
            (flow ? shown.flow : shown.pressure) = name;
            auto* a = units->addAction(shown.unit(flow ? Quantity::flow : Quantity::pressure));
            a->setCheckable(true);
            a->setChecked((flow ? m_session.units().flow : m_session.units().pressure) == name);
            group->addAction(a);
            connect(a, &QAction::triggered, this, [this, name, flow] {
                auto changed = m_session.units();
                (flow ? changed.flow : changed.pressure) = name;
                m_session.appearance().setUnits(changed);
            });
        }
    };
    units->addSection(tr("Flow"));
    unitGroup(session::DisplayUnits::flowUnits(), true);
    units->addSection(tr("Pressure"));
    unitGroup(session::DisplayUnits::pressureUnits(), false);
    view->addSeparator();
    fill(view, {"copyCharts", "saveCharts", "tables", "-", "fullScreen"});
    auto* analysis = bar->addMenu(tr("&Analysis"));
    fill(analysis, {"run", "watch", "cancel", "-", "whatIf", "nextLogger", "modelFit", "calibrate", "-", "flags", "calendar", "drill", "areas"});
    auto* event = bar->addMenu(tr("E&vent"));
    fill(event, {"next", "previous", "-", "confirm", "dismiss", "reopen", "note", "-", "suggestions", "flyToEvent"});
    auto* window = bar->addMenu(tr("&Window"));
    window->addActions(m_layouts->actions());
    fill(window, {"standardLayout", "-"});
    for (auto* dock : {m_projectDock, m_eventsDock, m_inspectorDock, m_fitDock, m_loggersDock, m_tasksDock, m_watchDock})
        window->addAction(dock->toggleViewAction());
    fill(window, {"-", "panes", "panesBack"});
    auto* help = bar->addMenu(tr("&Help"));
    fill(help, {"help", "saveHelp", "keys", "-", "about"});
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    fillRecent();
}

void MainWindow::buildToolBar() {
    auto* bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setAccessibleName(tr("Toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    QList<QToolButton*> worded;
    for (const auto& name :
         {"open", "import", "run", "cancel", "-", "back", "forward", "-", "previous", "next", "-", "whatIf", "play", "-", "export"}) {
        if (QLatin1String(name) == QLatin1String("-")) {
            bar->addSeparator();
            continue;
        }
        auto* a = action(QLatin1String(name));
        bar->addAction(a);
        auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(a));
        if (button == nullptr) continue;
        static const QStringList icons{QStringLiteral("previous"), QStringLiteral("next"), QStringLiteral("back"), QStringLiteral("forward"),
                                       QStringLiteral("play")};
        const bool step = icons.contains(a->objectName());
        button->setToolButtonStyle(step ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        if (!step && a->objectName() != QLatin1String("run")) worded << button;
        button->setAccessibleName(a->toolTip());
        button->setFocusPolicy(Qt::TabFocus);
    }
    new WordsWhereThereIsRoom(bar, worded); // the bar's child
    auto* holder = new QWidget(bar);
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(12, 0, 4, 0);
    layout->setSpacing(1);
    m_filter = new FilterBar(m_session, holder);
    m_filter->setMaximumWidth(820);
    layout->addWidget(m_filter);
    bar->addWidget(holder);
    m_filterProblem = new QLabel(this);
    m_filterProblem->setAccessibleName(tr("What is wrong with the filter"));
    m_filterProblem->setContentsMargins(14, 2, 8, 2);
    m_filterProblem->hide();
    layout->addWidget(m_filterProblem);
    connect(m_filter, &FilterBar::problemChanged, this, [this](const QString& problem) {
        m_filterProblem->setVisible(!problem.isEmpty());
        m_filterProblem->setText(QStringLiteral("<span style='color:%1'>■ %2</span>").arg(m_session.theme().bad.name(), problem.toHtmlEscaped()));
    });
}

void MainWindow::retheme() {
    const auto& t = m_session.theme();
    for (const auto& [a, name] : std::as_const(m_icons)) a->setIcon(session::icon(name, t));
    action(QStringLiteral("run"))->setIcon(session::icon(QStringLiteral("run"), t.good));
    if (m_themes != nullptr)
        for (auto* a : m_themes->actions()) a->setChecked(a->data().toInt() == static_cast<int>(m_session.appearance().themeChoice()));
}

void MainWindow::updateActions() {
    const bool open = m_session.state() == session::Session::State::open;
    const bool running = m_session.runs().active();
    const auto* event = m_session.snapshot().event(m_session.selection().event());
    const bool editable = event != nullptr && m_session.editable();
    const auto enable = [this](const char* name, bool on) { action(QLatin1String(name))->setEnabled(on); };
    for (const auto* name : {"new", "open", "openShared", "sample"}) enable(name, !running && m_session.state() != session::Session::State::opening);
    enable("crs", open && m_session.editable());
    enable("saveAs", open && !m_session.path().isEmpty() && !running);
    enable("close", open && !running);
    const bool watching = m_session.watch().active(); // it writes: runs would get in its way, and it in theirs
    enable("watch", open && !running && !watching && !m_session.path().isEmpty());
    enable("import", !running && !watching && m_session.state() != session::Session::State::opening);
    enable("run", open && !running && !watching && !m_session.snapshot().sensors->empty());
    enable("cancel", (running && !m_session.runs().cancelling()) || m_session.nextLogger().searching() || m_session.modelCalibration().running());
    enable("export", open && !m_session.snapshot().events->empty());
    for (const auto* name : {"zoomIn", "zoomOut", "zoomAll", "ghost"}) enable(name, open);
    for (const auto* name : {"next", "previous"}) enable(name, open && !m_session.snapshot().events->empty());
    enable("flyToEvent", event != nullptr);
    enable("print", event != nullptr && !m_session.path().isEmpty() && !running);
    enable("calendar", open);
    enable("drill", open && m_session.snapshot().network != nullptr);
    enable("areas", open && m_session.snapshot().network != nullptr);
    enable("flags", open && !m_session.snapshot().sensors->empty());
    for (const auto* name :
         {"measure", "residuals", "play", "modelFit", "calibrate", "overlay", "raw", "tables", "background", "copyCharts", "saveCharts"})
        enable(name, open);
    enable("nextLogger", event != nullptr && !event->area.pipes.empty() && !m_session.nextLogger().searching());
    enable("whatIf", open && !m_session.snapshot().sensors->empty() && pipeForWhatIf().valid());
    for (auto* a : m_layouts->actions()) a->setEnabled(open);
    enable("confirm", editable && event->status != detection::EventStatus::confirmed);
    enable("dismiss", editable && event->status != detection::EventStatus::dismissed);
    enable("reopen", editable && event->status != detection::EventStatus::open && event->status != detection::EventStatus::withdrawn);
    enable("note", editable);
    enable("suggestions", open && !m_session.snapshot().events->empty());
    // A run's events are not settled: undoing into them would be lost with its end.
    enable("undo", m_session.undoStack().canUndo() && m_session.editable());
    enable("redo", m_session.undoStack().canRedo() && m_session.editable());
    m_stack->setCurrentIndex(open ? 1 : 0);
    m_welcome->setOpening(m_session.state() == session::Session::State::opening ? tr("the project") : QString());
    const QString name = project::projectName(m_session.path());
    setWindowTitle(
        open ? QStringLiteral("%1 — Mainsight").arg(name.isEmpty() ? QString::fromStdString(m_session.snapshot().info.settings.title) : name)
             : QStringLiteral("Mainsight"));
}

void MainWindow::connectSession() {
    auto& s = m_session;
    for (const auto signal :
         {&session::Session::stateChanged, &session::Session::eventsChanged, &session::Session::sensorsChanged, &session::Session::infoChanged})
        connect(&s, signal, this, &MainWindow::updateActions);
    connect(&s.selection(), &session::Selection::eventChanged, this, &MainWindow::updateActions);
    connect(&s.selection(), &session::Selection::linksChanged, this, &MainWindow::updateActions);
    connect(&s.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
    connect(&s.runs(), &session::Runs::started, this, &MainWindow::updateActions);
    connect(&s.runs(), &session::Runs::cancelRequested, this, &MainWindow::updateActions);
    connect(&s.runs(), &session::Runs::finished, this, &MainWindow::runFinished);
    connect(&s.appearance(), &session::Appearance::themeChanged, this, &MainWindow::retheme);
    connect(&s, &session::Session::opened, this, [this] {
        m_messages->clear();
        noteOpened(m_session.path());
        showReadOnly();
        if (std::exchange(m_reopening, false))
            m_messages->show(panels::MessageBar::Kind::info,
                             tr("Mainsight ended without being closed. The project is as you left it; what you were typing may be lost."),
                             m_session.path());
        if (!m_importAfterOpen.isEmpty()) importPaths(std::exchange(m_importAfterOpen, {}));
    });
    connect(&s, &session::Session::openFailed, this, [this](const QString& path, const Error& error) {
        m_importAfterOpen.clear();
        m_reopening = false;
        updateActions();
        showProblem(error, tr("%1 could not be opened").arg(project::projectName(path)));
    });
    connect(&s, &session::Session::repaired, this, &MainWindow::showRepaired);
    connect(&s, &session::Session::closed, this, &MainWindow::noteClosed);
    connect(&s, &session::Session::problem, this, [this](const Error& error) { showProblem(error, {}); });
    connect(&s, &session::Session::copied, this, [this](const QString& path) {
        m_messages->show(panels::MessageBar::Kind::info, tr("Saved as %1.").arg(project::projectName(path)), path);
    });
    connect(m_map, &map::MapView::coordinatesHovered, m_status, &StatusLine::setCoordinates);
    connect(m_map, &map::MapView::coordinatesLeft, m_status, &StatusLine::clearCoordinates);
    connect(m_project, &panels::ProjectPanel::importWanted, this, [this] { importPaths({}); });
    connect(m_project, &panels::ProjectPanel::zoneActivated, this,
            [this](const QString& zone) { m_filter->addPart(QStringLiteral("zone:") + quotedZone(zone)); });
    connect(m_project, &panels::ProjectPanel::sensorActivated, this, &MainWindow::showFlags);
    connect(m_project, &panels::ProjectPanel::eventActivated, &s, &session::Session::goToEvent);
    connect(m_events, &panels::EventPanel::importWanted, this, [this] { importPaths({}); });
    connect(m_events, &panels::EventPanel::runWanted, this, [this] { runAnalysis(); });
    connect(m_events, &panels::EventPanel::clearFilterWanted, m_filter, &FilterBar::clear);
    connect(m_inspector, &panels::InspectorPanel::dismissed, this, &MainWindow::tellSuggestionOf);
    connect(m_inspector, &panels::InspectorPanel::exportWanted, this, &MainWindow::exportEvents);
    connect(m_inspector, &panels::InspectorPanel::whatIfWanted, action(QStringLiteral("whatIf")), &QAction::trigger);
    connect(m_inspector, &panels::InspectorPanel::stepWanted, m_events, &panels::EventPanel::step);
    connect(m_tasks, &panels::TasksPanel::runWanted, this, [this] { runAnalysis(); });
    connect(m_watch, &panels::WatchPanel::watchWanted, this, [this] { watchFolder({}); });
    connectWatch();
    connect(m_welcome, &WelcomeView::sampleWanted, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomeView::importWanted, this, [this] { importPaths({}); });
    connect(m_welcome, &WelcomeView::openWanted, this, &MainWindow::chooseProject);
    connect(m_welcome, &WelcomeView::newWanted, this, [this] { newProject(); });
    connect(m_welcome, &WelcomeView::recentWanted, this, &MainWindow::openProject);
}

QString MainWindow::quotedZone(const QString& zone) const {
    return zone.contains(QLatin1Char(' ')) ? QLatin1Char('"') + zone + QLatin1Char('"') : zone;
}

void MainWindow::cyclePanes(int by) {
    const QList<QWidget*> panes{m_project->tree(), m_map, m_charts,  m_overview, m_events->table(), m_inspector,
                                m_whatIf,          m_fit, m_loggers, m_tasks,    m_filter->field()};
    QList<QWidget*> shown;
    for (auto* pane : panes)
        if (pane->isVisible()) shown << pane;
    if (shown.isEmpty()) return;
    int current = -1;
    const auto* focus = QApplication::focusWidget();
    for (int i = 0; i < shown.size(); ++i)
        if (shown[i] == focus || (focus != nullptr && shown[i]->isAncestorOf(focus))) current = i;
    auto* next = shown[(current + by + shown.size()) % shown.size()];
    if (next->focusPolicy() == Qt::NoFocus) {
        for (auto* child : next->findChildren<QWidget*>())
            if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled()) {
                child->setFocus(Qt::TabFocusReason);
                return;
            }
    }
    next->setFocus(Qt::TabFocusReason);
}

} // namespace ms::window
