#include "ui/main_window/main_window.h"

#include "ui/charts/chart_stack.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/main_window/welcome_view.h"
#include "ui/map/map_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/model_fit_panel.h"
#include "ui/panels/next_logger_panel.h"
#include "ui/panels/overview_strip.h"
#include "ui/panels/panel_header.h"
#include "ui/panels/project_panel.h"
#include "ui/panels/tasks_panel.h"
#include "ui/panels/watch_panel.h"
#include "ui/panels/what_if_panel.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace ms::window {

MainWindow::MainWindow(session::Session& session, const QString& samplePath, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_sample(samplePath) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/mainsight.svg")));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    QSize room(1600, 1000);
    if (const auto* shown = screen()) room = room.boundedTo(shown->availableSize() - QSize(16, 40)); // large scaling, small displays
    resize(room);
    buildCentre();
    buildDocks();
    buildActions();
    buildViewActions();
    buildToolBar();
    buildMenus();
    buildLayoutSwitch();
    m_status = new StatusLine(session, *statusBar());
    connectSession();
    connectViews();
    retheme();
    updateActions();
    standardLayout();
}

MainWindow::~MainWindow() {
    for (QDockWidget* dock : findChildren<QDockWidget*>()) dock->disconnect(this); // they say that they are hidden after we have gone
}

void MainWindow::buildCentre() {
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_messages = new panels::MessageBar(m_session, centre);
    layout->addWidget(m_messages);
    m_stack = new QStackedWidget(centre);
    m_welcome = new WelcomeView(m_session, m_stack);
    m_stack->addWidget(m_welcome);
    auto* work = new QWidget(m_stack);
    auto* workLayout = new QVBoxLayout(work);
    workLayout->setContentsMargins(0, 0, 0, 0);
    workLayout->setSpacing(0);
    m_splitter = new QSplitter(Qt::Vertical, work);
    m_splitter->setHandleWidth(3);
    m_splitter->setChildrenCollapsible(false);
    m_map = new map::MapView(&m_session, m_splitter);
    m_map->setMinimumHeight(140);
    m_charts = new charts::ChartStack(&m_session, m_splitter);
    m_charts->setMinimumHeight(120);
    m_splitter->addWidget(m_map);
    m_splitter->addWidget(m_charts);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    workLayout->addWidget(m_splitter, 1);
    m_overview = new panels::OverviewStrip(m_session, work);
    workLayout->addWidget(m_overview);
    m_stack->addWidget(work);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, QWidget* header, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    dock->setTitleBarWidget(header);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetFloatable);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::buildDocks() {
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_project = new panels::ProjectPanel(m_session, this);
    m_events = new panels::EventPanel(m_session, this);
    m_inspector = new panels::InspectorPanel(m_session, this);
    m_tasks = new panels::TasksPanel(m_session, this);
    m_projectDock = addDock(QStringLiteral("projectDock"), tr("Project"), m_project, m_project->header(), Qt::LeftDockWidgetArea);
    m_eventsDock = addDock(QStringLiteral("eventsDock"), tr("Events"), m_events, m_events->header(), Qt::RightDockWidgetArea);
    m_inspectorDock = addDock(QStringLiteral("inspectorDock"), tr("Event"), m_inspector, m_inspector->header(), Qt::RightDockWidgetArea);
    m_tasksDock = addDock(QStringLiteral("tasksDock"), tr("Tasks"), m_tasks, m_tasks->header(), Qt::BottomDockWidgetArea);
    m_watch = new panels::WatchPanel(m_session, this);
    m_watchDock = addDock(QStringLiteral("watchDock"), tr("Watch"), m_watch, m_watch->header(), Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_tasksDock, m_watchDock);
    m_watchDock->hide();
    splitDockWidget(m_eventsDock, m_inspectorDock, Qt::Vertical);
    m_whatIf = new panels::WhatIfPanel(m_session, this);
    m_whatIfDock = addDock(QStringLiteral("whatIfDock"), tr("What if"), m_whatIf, m_whatIf->header(), Qt::RightDockWidgetArea);
    tabifyDockWidget(m_inspectorDock, m_whatIfDock);
    m_whatIfDock->hide();
    m_fit = new panels::ModelFitPanel(m_session, this);
    m_fitDock = addDock(QStringLiteral("modelFitDock"), tr("Model fit"), m_fit, m_fit->header(), Qt::RightDockWidgetArea);
    tabifyDockWidget(m_inspectorDock, m_fitDock);
    m_fitDock->hide();
    m_loggers = new panels::NextLoggerPanel(m_session, this);
    m_loggersDock = addDock(QStringLiteral("nextLoggerDock"), tr("One more logger"), m_loggers, m_loggers->header(), Qt::RightDockWidgetArea);
    tabifyDockWidget(m_inspectorDock, m_loggersDock);
    m_loggersDock->hide();
}

void MainWindow::standardLayout() {
    m_layoutStates.erase(m_layout);
    arrange(m_layout);
}

int MainWindow::tasksHeight() const { return m_tasks->maximumHeight() > 1000 ? 110 : m_tasks->maximumHeight(); }

void MainWindow::restoreLayout() {
    if (!m_persistent) return;
    const QSettings settings;
    const auto geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
    const auto state = settings.value(QStringLiteral("window/state")).toByteArray();
    const auto splitter = settings.value(QStringLiteral("window/splitter")).toByteArray();
    if (!geometry.isEmpty()) restoreGeometry(geometry);
    if (state.isEmpty() || !restoreState(state, 2)) standardLayout();
    m_whatIfDock->hide(); // nothing is supposed yet
    if (!splitter.isEmpty()) m_splitter->restoreState(splitter);
}

void MainWindow::setPersistent(bool on) {
    m_persistent = on;
    m_session.appearance().setPersistent(on);
    fillRecent();
}

bool MainWindow::settled() const {
    return m_session.state() != session::Session::State::opening && !m_session.busy() && m_session.reader().pending() == 0;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    // The drag's source waits until this returns: what follows may open dialogs.
    QMetaObject::invokeMethod(
        this, [this, paths] { takePaths(paths); }, Qt::QueuedConnection);
}

void MainWindow::takePaths(const QStringList& paths) {
    QStringList networks, files;
    for (const auto& path : paths) {
        const QString suffix = QFileInfo(path).suffix().toLower();
        if (suffix == QLatin1String("mainsight")) {
            openProject(path);
            return;
        }
        (suffix == QLatin1String("inp") ? networks : files) << path;
    }
    const bool open = m_session.state() == session::Session::State::open;
    if (!open)
        newProject(networks.value(0), files);
    else if (!files.isEmpty())
        importPaths(files);
    if (open && !networks.isEmpty())
        m_messages->show(panels::MessageBar::Kind::warning,
                         tr("A project keeps the network it was made with. Start a new project for %1.").arg(QFileInfo(networks[0]).fileName()), {},
                         tr("New project …"), [this, network = networks[0]] { newProject(network); });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_session.runs().active()) {
        const auto answer =
            QMessageBox::question(this, tr("Mainsight"), tr("A run is under way. What it has not finished is lost when the window closes."),
                                  QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Close) {
            event->ignore();
            return;
        }
        m_session.runs().cancel();
    }
    storeLayout();
    noteClosed();
    if (m_persistent) {
        QSettings settings;
        settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
        settings.setValue(QStringLiteral("window/state"), saveState(2));
        settings.setValue(QStringLiteral("window/splitter"), m_splitter->saveState());
    }
    event->accept();
}

} // namespace ms::window
