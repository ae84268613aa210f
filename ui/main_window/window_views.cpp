#include "ui/charts/chart_stack.h"
#include "ui/dialogs/table_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/model_fit_panel.h"
#include "ui/panels/overview_strip.h"
#include "ui/panels/what_if_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <map>

/// The part of MainWindow that says how one looks at a project: what the map shows, play, what-if, layouts, the history of views.
namespace ms::window {

namespace {

constexpr const char* kLayoutKey = "layout";

QString nameOfLayout(Layout layout) {
    switch (layout) {
    case Layout::prepare: return QStringLiteral("prepare");
    case Layout::investigate: return QStringLiteral("investigate");
    case Layout::watch: return QStringLiteral("watch");
    case Layout::publish: return QStringLiteral("publish");
    }
    return {};
}

constexpr Layout kLayouts[] = {Layout::prepare, Layout::investigate, Layout::watch, Layout::publish};

} // namespace

void MainWindow::buildViewActions() {
    using K = QKeySequence;
    const QString view = tr("View"), map = tr("Map"), analysis = tr("Analysis");
    add("back", view, tr("&Back"), "back", {K(Qt::ALT | Qt::Key_Left)}, tr("Back to what you looked at before; nothing of the project changes"),
        [this] { goInHistory(-1); });
    add("forward", view, tr("For&ward"), "forward", {K(Qt::ALT | Qt::Key_Right)}, tr("Forward again"), [this] { goInHistory(1); });

    auto* measure = add("measure", map, tr("&Measure a distance"), "measure", {K(Qt::Key_D)}, tr("Click along a way; Escape ends it"), [this] {
        m_map->setMeasuring(action(QStringLiteral("measure"))->isChecked());
        if (m_map->measuring()) m_map->setFocus(Qt::OtherFocusReason);
    });
    measure->setCheckable(true);
    connect(m_map, &map::MapView::measuringChanged, measure, &QAction::setChecked);
    auto* residuals = add("residuals", map, tr("&Residuals at the time cursor"), "residuals", {K(Qt::Key_R)},
                          tr("Show beside each sensor what it measures less than was expected at the cursor"),
                          [this] { m_session.residuals().setWanted(action(QStringLiteral("residuals"))->isChecked()); });
    residuals->setCheckable(true);
    connect(&m_session.residuals(), &session::Residuals::changed, this, [this, residuals] { residuals->setChecked(m_session.residuals().wanted()); });
    auto* play = add("play", map, tr("&Play"), "play", {K(Qt::Key_P)},
                     tr("Let the time cursor run through what the charts show, with the residuals on the map"),
                     [this] { setPlaying(action(QStringLiteral("play"))->isChecked()); });
    play->setCheckable(true);
    m_playTimer.setInterval(120);
    connect(&m_playTimer, &QTimer::timeout, this, &MainWindow::playStep);

    add("background", map, tr("&Background …"), "", {K(Qt::CTRL | Qt::Key_B)},
        tr("Lay the map over a picture of the ground: a file, or tiles from an address"), [this] { chooseBackground(); });
    m_colourings = new QActionGroup(this);
    using C = drawing::PipeColouring;
    for (const auto colouring : {C::probability, C::residual, C::flow, C::diameter, C::material}) {
        auto* a = new QAction(drawing::colouringWord(colouring), this);
        a->setCheckable(true);
        a->setChecked(colouring == C::probability);
        a->setData(static_cast<int>(colouring));
        m_colourings->addAction(a);
        connect(a, &QAction::triggered, this, [this, colouring] { m_map->setColouring(colouring); });
    }

    auto* overlaid =
        add("overlay", view, tr("&Overlay the charts"), "", {K(Qt::Key_O)}, tr("Lay sensors of one quantity over each other in one chart"),
            [this] { m_charts->setOverlaid(action(QStringLiteral("overlay"))->isChecked()); });
    auto* raw =
        add("raw", view, tr("Ra&w readings"), "", {K(Qt::Key_W)}, tr("Let the lines run through flagged readings too, instead of crossing them out"),
            [this] { m_charts->setRaw(action(QStringLiteral("raw"))->isChecked()); });
    for (auto* a : {overlaid, raw}) a->setCheckable(true);
    connect(m_charts, &charts::ChartStack::modeChanged, this, [this, overlaid, raw] {
        overlaid->setChecked(m_charts->overlaid());
        raw->setChecked(m_charts->raw());
    });
    add("copyCharts", view, tr("&Copy the charts"), "", {K(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, tr("Copy the charts as a picture"),
        [this] { m_charts->copyImage(); });
    add("saveCharts", view, tr("&Save the charts …"), "", {K(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
        tr("Save the charts as PNG or SVG, or the visible values as CSV"), [this] { m_charts->askSave(); });
    connect(m_charts, &charts::ChartStack::exported, this, [this](const QString& path, const QString& problem) {
        if (problem.isEmpty())
            exported(path, {});
        else
            m_messages->show(panels::MessageBar::Kind::error, tr("The charts could not be saved: %1").arg(problem), path);
    });
    add("tables", view, tr("Map and charts as &tables …"), "", {K(Qt::CTRL | Qt::Key_T)},
        tr("What map and charts show, as tables that can be read out and copied"), [this] { showTables(); });

    add("whatIf", analysis, tr("&What if …"), "what-if", {K(Qt::CTRL | Qt::Key_H)},
        tr("Suppose a burst on the selected pipe, or on the likeliest one of the event, and see how well it explains what was measured"), [this] {
            if (const auto pipe = pipeForWhatIf(); pipe.valid()) m_session.startWhatIf(pipe);
        });

    auto* fit = add("modelFit", analysis, tr("&Measured against modelled"), "", {K(Qt::CTRL | Qt::Key_M)},
                    tr("What each sensor measured and what the model makes of it, before and after the event; chart, table and map"), [this] {
                        m_fitDock->setVisible(action(QStringLiteral("modelFit"))->isChecked());
                        if (m_fitDock->isVisible()) m_fitDock->raise();
                    });
    fit->setCheckable(true);
    connect(m_fitDock, &QDockWidget::visibilityChanged, this, [this, fit](bool seen) { // tabbed behind another it is not seen
        fit->setChecked(!m_fitDock->isHidden());
        m_session.modelFit().setWanted(seen);
        if (seen && m_session.modelFit().side() != session::ModelFit::Side::none) m_session.residuals().setWanted(false);
    });
    connect(m_fit, &panels::ModelFitPanel::closeWanted, m_fitDock, &QWidget::hide);
    connectNextLogger();
    connectCalibration();

    m_layouts = new QActionGroup(this);
    const QString texts[] = {tr("&Prepare"), tr("&Investigate"), tr("&Watch"), tr("P&ublish")};
    const QString tips[] = {tr("Data and network: project, map and charts"), tr("Find a burst: everything"),
                            tr("Follow what comes in: events, overview and charts"), tr("Hand it on: map and event")};
    for (const auto layout : kLayouts) {
        const auto i = static_cast<std::size_t>(layout);
        auto* a = add("layout-" + nameOfLayout(layout), tr("Window"), texts[i], "",
                      {K(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + static_cast<int>(i)))}, tips[i], [this, layout] { setLayout(layout); });
        a->setCheckable(true);
        m_layouts->addAction(a);
    }

    m_historyTimer.setSingleShot(true);
    m_historyTimer.setInterval(600); // when it has come to rest: not each turn of the wheel is a page
    connect(&m_historyTimer, &QTimer::timeout, this, &MainWindow::noteView);
    const auto moved = [this] { m_historyTimer.start(); };
    connect(m_map, &map::MapView::viewChanged, this, moved);
    connect(&m_session.timeCursor(), &session::TimeCursor::visibleChanged, this, moved);
    connect(&m_session.selection(), &session::Selection::eventChanged, this, moved);
    connect(&m_session, &session::Session::closed, this, [this] {
        m_history.clear();
        setPlaying(false);
        updateHistoryActions();
    });
    updateHistoryActions();
}

void MainWindow::connectViews() {
    connect(m_map, &map::MapView::contextMenuWanted, this, &MainWindow::showMapMenu);
    connect(m_map, &map::MapView::problem, this, [this](const Error& error) { // of what lies behind it; a whole address may hold a key
        const QString source = QString::fromStdString(error.subject);
        const QString host = QUrl(source).host(), name = host.isEmpty() ? QFileInfo(source).fileName() : host;
        m_messages->showError(error, name.isEmpty() ? QString() : tr("Background %1").arg(name));
    });
    connect(m_map, &map::MapView::pipeActivated, this, [this](const QString& id) {
        if (const auto& network = m_session.snapshot().network)
            if (const auto link = network->findLink(id.toStdString()); link.valid()) m_session.startWhatIf(link);
    });
    auto& whatIf = m_session.whatIf();
    connect(&whatIf, &session::WhatIf::started, this, [this] {
        m_whatIfDock->show();
        m_whatIfDock->raise();
    });
    connect(&whatIf, &session::WhatIf::stopped, m_whatIfDock, &QWidget::hide);
    connect(m_whatIf, &panels::WhatIfPanel::closeWanted, &whatIf, &session::WhatIf::stop);
    connect(m_whatIfDock, &QDockWidget::visibilityChanged, this, [this] {
        // Closed by its own button or the menu: then the question is over too. Tabbed behind another dock it goes on.
        if (m_whatIfDock->isHidden() && isVisible() && !m_arranging) m_session.whatIf().stop();
    });
    connect(m_charts, &charts::ChartStack::spanBrushed, this, [this](TimeSpan span) {
        const auto text = [this](Instant t) { // in the project's zone, as the filter reads it
            return QString::fromStdString(toIso(Instant{t.ms / 60'000 * 60'000}, m_session.zone())).left(16);
        };
        m_filter->addPart(QStringLiteral("since:") + text(span.from));
        m_filter->addPart(QStringLiteral("until:") + text(span.to));
    });
    connect(&m_session, &session::Session::viewRestored, this, &MainWindow::restoreLayouts);
    connect(&m_session, &session::Session::viewRestored, this, &MainWindow::restoreBackground);
    m_layoutTimer.setInterval(10'000); // a window that is killed loses seconds; unchanged text is not written
    connect(&m_layoutTimer, &QTimer::timeout, this, &MainWindow::storeLayout);
    m_layoutTimer.start();
}

LinkIndex MainWindow::pipeForWhatIf() const {
    const auto& s = m_session.snapshot();
    if (!s.network) return {};
    const auto pipe = [&](LinkIndex link) { return link.valid() && s.network->link(link).kind == network::LinkKind::pipe; };
    for (const auto link : m_session.selection().links())
        if (pipe(link)) return link;
    if (const auto* event = s.event(m_session.selection().event()); event != nullptr && !event->area.pipes.empty())
        if (const auto link = s.network->findLink(event->area.pipes.front().id); pipe(link)) return link;
    return {};
}

void MainWindow::showMapMenu(const QPoint& at, const map::MapHit& hit) {
    const auto& content = m_map->content();
    if (!content) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("mapMenu"));
    if (hit.pipe) {
        const auto& pipe = content->pipes[*hit.pipe];
        const auto link = m_session.snapshot().network ? m_session.snapshot().network->findLink(pipe.id) : LinkIndex{};
        auto* here = menu->addAction(tr("&Hypothetical burst here"));
        here->setObjectName(QStringLiteral("burstHere"));
        here->setEnabled(link.valid() && pipe.isPipe && !m_session.snapshot().sensors->empty());
        if (!link.valid()) here->setText(tr("Hypothetical burst here (needs a hydraulic model)"));
        // Where along the pipe the click was.
        double position = 0.5;
        if (link.valid()) {
            const auto& net = *m_session.snapshot().network;
            const auto a = net.node(net.link(link).from).position, b = net.node(net.link(link).to).position;
            if (a && b) {
                const double dx = b->x - a->x, dy = b->y - a->y, square = dx * dx + dy * dy;
                if (square > 0) position = std::clamp(((hit.at.x - a->x) * dx + (hit.at.y - a->y) * dy) / square, 0.02, 0.98);
            }
        }
        connect(here, &QAction::triggered, this, [this, link, position] { m_session.startWhatIf(link, position); });
        connect(menu->addAction(tr("&Copy the pipe's number")), &QAction::triggered, this,
                [id = QString::fromStdString(pipe.id)] { QApplication::clipboard()->setText(id); });
        connect(menu->addAction(tr("&Filter by this pipe")), &QAction::triggered, this,
                [this, id = QString::fromStdString(pipe.id)] { m_filter->addPart(QLatin1Char('"') + id + QLatin1Char('"')); });
        menu->addSeparator();
    }
    if (hit.sensor) {
        const auto& sensor = content->sensors[*hit.sensor];
        connect(menu->addAction(tr("&Show its chart")), &QAction::triggered, this,
                [this, name = sensor.name] { m_session.selection().setSensors({name}); });
        if (!sensor.zone.empty())
            connect(menu->addAction(tr("&Filter by zone %1").arg(QString::fromStdString(sensor.zone))), &QAction::triggered, this,
                    [this, zone = QString::fromStdString(sensor.zone)] { m_filter->addPart(QStringLiteral("zone:") + quotedZone(zone)); });
        menu->addSeparator();
    }
    menu->addAction(action(QStringLiteral("nextLogger")));
    auto* colours = menu->addMenu(tr("C&olour the pipes by"));
    colours->addActions(m_colourings->actions());
    menu->addAction(action(QStringLiteral("background")));
    menu->addAction(action(QStringLiteral("residuals")));
    menu->addAction(action(QStringLiteral("measure")));
    const QString place = QStringLiteral("%1, %2").arg(hit.at.x, 0, 'f', 1).arg(hit.at.y, 0, 'f', 1);
    connect(menu->addAction(tr("Copy the coordinates %1").arg(place)), &QAction::triggered, this,
            [place] { QApplication::clipboard()->setText(place); });
    menu->addSeparator();
    menu->addAction(action(QStringLiteral("zoomAll")));
    menu->addAction(action(QStringLiteral("flyToEvent")));
    menu->popup(at);
}

void MainWindow::showTables() {
    std::vector<dialogs::TextTable> tables;
    const auto& s = m_session.snapshot();
    const auto& units = m_session.units();
    if (const auto& content = m_map->content()) {
        dialogs::TextTable sensors{tr("Sensors"),
                                   m_map->spokenSummary(),
                                   {tr("Sensor"), tr("Quantity"), tr("Zone"), tr("At"), tr("Change"), tr("East"), tr("North")},
                                   {},
                                   {tr("Change"), tr("East"), tr("North")},
                                   {}};
        const auto* event = s.event(m_session.selection().event());
        const QLocale locale;
        for (const auto& sensor : content->sensors) {
            QString change;
            if (event != nullptr)
                for (const auto& e : event->evidence)
                    if (e.sensor == sensor.name) change = units.change(e.quantity, e.shift_si);
            sensors.rows.push_back({QString::fromStdString(sensor.name), session::quantityWord(sensor.quantity), QString::fromStdString(sensor.zone),
                                    QString::fromStdString(sensor.element), change, locale.toString(sensor.at.x, 'f', 1),
                                    locale.toString(sensor.at.y, 'f', 1)});
        }
        tables.push_back(std::move(sensors));
        constexpr std::size_t most = 5000;
        dialogs::TextTable pipes{tr("Pipes in view"),
                                 {},
                                 {tr("Pipe"), tr("Street"), tr("Probability"), tr("Length, m"), tr("Diameter, mm"), tr("Material")},
                                 {},
                                 {tr("Probability"), tr("Length, m"), tr("Diameter, mm")},
                                 {}};
        std::map<std::uint32_t, double> probability;
        for (const auto& value : m_map->overlay().pipes) probability[value.pipe] = value.probability;
        auto shown = content->pipesIn(m_map->visibleBox());
        const std::size_t all = shown.size();
        std::stable_sort(shown.begin(), shown.end(), [&](auto a, auto b) {
            const auto x = probability.find(a), y = probability.find(b);
            return (x == probability.end() ? -1 : x->second) > (y == probability.end() ? -1 : y->second);
        });
        if (shown.size() > most) shown.resize(most);
        for (const auto i : shown) {
            const auto& pipe = content->pipes[i];
            const auto p = probability.find(i);
            pipes.rows.push_back({QString::fromStdString(pipe.id), QString::fromStdString(pipe.street),
                                  p == probability.end() ? QString() : session::percentText(p->second),
                                  pipe.length_m > 0 ? locale.toString(pipe.length_m, 'f', 0) : QString(),
                                  pipe.diameter_m > 0 ? locale.toString(pipe.diameter_m * 1000, 'f', 0) : QString(),
                                  QString::fromStdString(pipe.material)});
        }
        pipes.summary = tr("%n pipe(s) in view, the likeliest first.", nullptr, static_cast<int>(all));
        if (all > most)
            pipes.summary +=
                QLatin1Char(' ') + tr("The first %1 are listed; zoom in for the others.").arg(locale.toString(static_cast<qulonglong>(most)));
        tables.push_back(std::move(pipes));
    }
    const auto charts = m_charts->table();
    if (!charts.headers.isEmpty())
        tables.push_back({tr("Charts"), m_charts->spokenSummary(), charts.headers, charts.rows, charts.headers.mid(1), charts.headers.front()});
    const bool atCharts = m_charts->hasFocus() || m_charts->isAncestorOf(QApplication::focusWidget());
    auto* dialog = new dialogs::TableDialog(tables, atCharts ? static_cast<int>(tables.size()) - 1 : 0, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

// ---- play ----

void MainWindow::setPlaying(bool on) {
    if (on && m_session.state() == session::Session::State::open) {
        m_session.residuals().setWanted(true);
        auto& time = m_session.timeCursor();
        if (!time.instant().valid() || !time.visible().contains(time.instant())) time.setInstant(time.visible().from);
        m_playTimer.start();
    } else {
        m_playTimer.stop();
    }
    action(QStringLiteral("play"))->setChecked(m_playTimer.isActive());
}

void MainWindow::playStep() {
    auto& time = m_session.timeCursor();
    const auto visible = time.visible();
    // About half a minute from one end of the charts to the other.
    const Duration step{std::max<std::int64_t>(minutes(5).ms, visible.length().ms / 240 / minutes(5).ms * minutes(5).ms)};
    const Instant next = time.instant() + step;
    if (next >= visible.to) {
        setPlaying(false);
        return;
    }
    time.setInstant(next);
}

// ---- history of views ----

void MainWindow::noteView() {
    if (m_session.state() != session::Session::State::open || !session::isValid(m_session.timeCursor().visible())) return;
    m_history.visit({m_map->frame(), m_session.timeCursor().visible(), m_session.selection().event()});
    updateHistoryActions();
}

void MainWindow::goInHistory(int by) {
    if (m_historyTimer.isActive()) { // where one is now has not been noted yet: it is where one comes back to
        m_historyTimer.stop();
        noteView();
    }
    if (!m_history.canGo(by)) return;
    const SeenView view = m_history.go(by);
    if (m_session.snapshot().event(view.event) != nullptr || view.event == 0) m_session.selection().setEvent(view.event);
    m_session.timeCursor().setVisible(view.span);
    m_map->setFrame(view.frame);
    m_historyTimer.stop();
    updateHistoryActions();
}

void MainWindow::updateHistoryActions() {
    action(QStringLiteral("back"))->setEnabled(m_history.canGo(-1));
    action(QStringLiteral("forward"))->setEnabled(m_history.canGo(1));
}

// ---- layouts ----

void MainWindow::arrange(Layout layout) {
    m_layout = layout;
    const bool project = layout == Layout::prepare || layout == Layout::investigate, events = layout != Layout::prepare && layout != Layout::publish;
    const bool inspector = layout != Layout::prepare, tasks = layout == Layout::prepare || layout == Layout::investigate;
    for (auto* dock : {m_projectDock, m_eventsDock, m_inspectorDock, m_tasksDock, m_whatIfDock, m_fitDock, m_loggersDock, m_watchDock})
        dock->setFloating(false);
    addDockWidget(Qt::LeftDockWidgetArea, m_projectDock);
    addDockWidget(Qt::RightDockWidgetArea, m_eventsDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_tasksDock);
    tabifyDockWidget(m_tasksDock, m_watchDock);
    splitDockWidget(m_eventsDock, m_inspectorDock, Qt::Vertical);
    tabifyDockWidget(m_inspectorDock, m_whatIfDock);
    tabifyDockWidget(m_inspectorDock, m_fitDock);
    tabifyDockWidget(m_inspectorDock, m_loggersDock);
    m_projectDock->setVisible(project);
    m_eventsDock->setVisible(events);
    m_inspectorDock->setVisible(inspector);
    m_tasksDock->setVisible(tasks);
    m_watchDock->setVisible(layout == Layout::watch);
    if (layout == Layout::watch) resizeDocks({m_watchDock}, {height() * 24 / 100}, Qt::Vertical);
    m_whatIfDock->setVisible(m_session.whatIf().active());
    m_fitDock->hide();
    m_loggersDock->setVisible(m_session.nextLogger().event() != 0);
    m_charts->setVisible(layout != Layout::publish);
    m_overview->setVisible(layout != Layout::publish);
    m_map->setVisible(true);
    // Wide windows give the sides more; narrow ones keep the map readable.
    const int wide = width();
    const int left = layout == Layout::prepare ? qBound(260, wide * 26 / 100, 460) : qBound(190, wide * 15 / 100, 280);
    const int right = layout == Layout::watch ? qBound(420, wide * 42 / 100, 760) : qBound(340, wide * 34 / 100, 560);
    resizeDocks({m_projectDock, m_eventsDock, m_inspectorDock}, {left, right, right}, Qt::Horizontal);
    const int table = layout == Layout::watch ? 50 : 26;
    resizeDocks({m_eventsDock, m_inspectorDock}, {height() * table / 100, height() * (90 - table) / 100}, Qt::Vertical);
    resizeDocks({m_tasksDock}, {qMax(1, tasksHeight())}, Qt::Vertical);
    const int map = layout == Layout::watch ? 28 : layout == Layout::prepare ? 40 : 42; // four charts are seen whole at 1600 x 1000
    m_splitter->setSizes({height() * map / 100, height() * (80 - map) / 100});
    action(QStringLiteral("layout-") + nameOfLayout(layout))->setChecked(true);
}

void MainWindow::storeLayout() {
    if (m_session.state() != session::Session::State::open || !isVisible()) return;
    m_layoutStates[m_layout] = {saveState(2), m_splitter->saveState()};
    QJsonObject all, states;
    for (const auto& [layout, state] : m_layoutStates)
        states[nameOfLayout(layout)] = QJsonObject{{QStringLiteral("docks"), QString::fromLatin1(state.docks.toBase64())},
                                                   {QStringLiteral("splitter"), QString::fromLatin1(state.splitter.toBase64())}};
    all[QStringLiteral("current")] = nameOfLayout(m_layout);
    all[QStringLiteral("states")] = states;
    m_session.setUiState(QLatin1String(kLayoutKey), QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
}

void MainWindow::restoreLayouts() {
    m_layoutStates.clear();
    const auto all = QJsonDocument::fromJson(m_session.uiState(QLatin1String(kLayoutKey)).toUtf8()).object();
    const auto states = all.value(QLatin1String("states")).toObject();
    for (const auto layout : kLayouts) {
        const auto state = states.value(nameOfLayout(layout)).toObject();
        if (state.isEmpty()) continue;
        m_layoutStates[layout] = {QByteArray::fromBase64(state.value(QLatin1String("docks")).toString().toLatin1()),
                                  QByteArray::fromBase64(state.value(QLatin1String("splitter")).toString().toLatin1())};
        if (all.value(QLatin1String("current")).toString() == nameOfLayout(layout)) showLayout(layout);
    }
}

void MainWindow::setLayout(Layout layout) {
    storeLayout();
    showLayout(layout);
    storeLayout();
}

void MainWindow::showLayout(Layout layout) {
    const QScopedValueRollback arranging(m_arranging, true); // a what-if goes on in every layout
    arrange(layout);                                         // what a stored state does not know about stands where it usually does
    const auto it = m_layoutStates.find(layout);
    if (it == m_layoutStates.end()) return;
    if (!restoreState(it->second.docks, 2)) {
        m_layoutStates.erase(it); // of another version
        arrange(layout);
        return;
    }
    m_whatIfDock->setVisible(m_session.whatIf().active());
    m_splitter->restoreState(it->second.splitter);
}

void MainWindow::buildLayoutSwitch() {
    auto* holder = new QWidget(menuBar());
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 2, 8, 0);
    row->setSpacing(2);
    for (auto* a : m_layouts->actions()) {
        auto* button = new QToolButton(holder);
        button->setDefaultAction(a);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(tr("Layout %1").arg(QString(a->text()).remove(QLatin1Char('&'))));
        row->addWidget(button);
    }
    menuBar()->setCornerWidget(holder, Qt::TopRightCorner);
}

} // namespace ms::window
