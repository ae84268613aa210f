#include "ui/charts/chart_stack.h"

#include "ui/charts/chart_stack_private.h"
#include "ui/drawing/ticks.h"

#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ms::charts {

using session::Session;

ChartStack::ChartStack(Session* session, QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(this, session)) {
    setObjectName(QStringLiteral("chartStack"));
    setAccessibleName(tr("Charts"));
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    d->scroll = new QScrollArea(this);
    d->scroll->setWidgetResizable(true);
    d->scroll->setFrameShape(QFrame::NoFrame);
    d->scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    d->scroll->setFocusPolicy(Qt::NoFocus);
    d->column = new QWidget(d->scroll);
    d->column->setFocusProxy(this);
    auto* column = new QVBoxLayout(d->column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    d->scroll->setWidget(d->column);
    d->ruler = new TimeRuler(this);
    d->empty = new QLabel(this);
    d->empty->setAlignment(Qt::AlignCenter);
    d->empty->setWordWrap(true);
    d->empty->setMargin(24);
    layout->addWidget(d->empty, 1);
    layout->addWidget(d->scroll, 1);
    layout->addWidget(d->ruler);
    d->scroll->viewport()->installEventFilter(this);
    d->fetchSoon.setSingleShot(true);
    d->fetchSoon.setInterval(0);
    connect(&d->fetchSoon, &QTimer::timeout, this, [this] { d->fetch(); });
    connect(d->scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { d->lookAgain(); });
    if (session) d->bind();
    d->updateEmpty();
}

ChartStack::~ChartStack() {
    for (ChartFeed* feed : d->feeds) feed->pane().disconnect(this); // they outlive d by a moment
}

void ChartStack::Private::bind() {
    const auto refollow = [this] { followSelection(); };
    const auto refetch = [this] { fetchSoon.start(); };
    QObject::connect(session, &Session::opened, stack, refollow);
    QObject::connect(session, &Session::closed, stack, refollow);
    QObject::connect(session, &Session::sensorsChanged, stack, refollow);
    QObject::connect(session, &Session::networkChanged, stack, refollow);
    QObject::connect(session, &Session::eventsChanged, stack, [this] {
        followSelection();
        showMarks();
    });
    QObject::connect(session, &Session::notesChanged, stack, [this] { showMarks(); });
    QObject::connect(session, &Session::repairsChanged, stack, [this] { showMarks(); });
    QObject::connect(session, &Session::bandsChanged, stack, refetch);
    QObject::connect(session, &Session::readingsChanged, stack, refetch);
    QObject::connect(session, &Session::infoChanged, stack, [this] { restyle(); });
    QObject::connect(&session->selection(), &session::Selection::eventChanged, stack, refollow);
    QObject::connect(&session->selection(), &session::Selection::sensorsChanged, stack, refollow);
    QObject::connect(&session->timeCursor(), &session::TimeCursor::visibleChanged, stack, [this] {
        showSpan();
        fetch();
    });
    QObject::connect(&session->timeCursor(), &session::TimeCursor::instantChanged, stack, [this] { showCursor(); });
    QObject::connect(&session->appearance(), &session::Appearance::themeChanged, stack, [this] { restyle(); });
    QObject::connect(&session->appearance(), &session::Appearance::unitsChanged, stack, [this] {
        restyle();
        for (ChartFeed* feed : feeds) feed->showWhatIf();
        fetch();
    });
    QObject::connect(&session->filter(), &session::FilterState::changed, stack, [this] { // the mark goes with the chips that it became
        const auto& filter = session->filter().filter();
        if (filter.since || filter.until || !brushed) return;
        brushed.reset();
        showCursor();
    });
    QObject::connect(&session->whatIf(), &session::WhatIf::changed, stack, [this] {
        for (ChartFeed* feed : feeds) feed->showWhatIf();
    });
    followSelection();
    restyle();
}

std::optional<detection::Balance> ChartStack::Private::balanceOf(const std::string& zone) const {
    const detection::Balance* balance = session->balance(zone);
    return balance ? std::optional(*balance) : std::nullopt;
}

/// Selected sensors, then the zone's inflow, then the strongest evidence of the event; without an event the zones' inflows and some loggers.
std::vector<ChartSpec> ChartStack::Private::wanted() {
    std::vector<ChartSpec> list;
    std::set<std::string> known;
    const auto add = [&](const std::string& name, std::size_t most) {
        if (list.size() < most && known.insert(name).second) list.push_back({name, {}});
    };
    const auto& snapshot = session->snapshot();
    if (snapshot.sensors->empty()) return list;
    const detection::Event* event = snapshot.event(session->selection().event());
    const auto& selected = session->selection().sensors();
    for (const std::string& name : selected)
        if (snapshot.sensor(name)) add(name, mostFollowed);
    if (event) {
        if (balanceOf(event->zone)) add("inflow " + event->zone, mostFollowed);
        std::vector<detection::Evidence> evidence = event->evidence;
        std::stable_sort(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) > std::abs(b.z); });
        for (const auto& e : evidence)
            if (snapshot.sensor(e.sensor)) add(e.sensor, std::max<std::size_t>(4, selected.size() + 1));
    }
    if (!list.empty()) return list;
    for (const detection::Balance& balance : session->balances()) add("inflow " + balance.zone, 3);
    for (const Quantity quantity : {Quantity::flow, Quantity::pressure, Quantity::level, Quantity::demand})
        for (const auto& view : *snapshot.sensors)
            if (view.sensor.quantity == quantity) add(view.sensor.name, 4);
    return list;
}

std::vector<ChartSpec> ChartStack::Private::grouped(std::vector<ChartSpec> list) const {
    if (!overlaid) return list;
    std::vector<ChartSpec> groups;
    std::map<Quantity, std::size_t> groupOf;
    for (const ChartSpec& spec : list) {
        const auto* view = session->snapshot().sensor(spec.sensor);
        const auto known = view ? groupOf.find(view->sensor.quantity) : groupOf.end();
        if (known != groupOf.end()) {
            groups[known->second].others.push_back(spec.sensor);
            continue;
        }
        if (view) groupOf[view->sensor.quantity] = groups.size();
        groups.push_back(spec);
    }
    return groups;
}

void ChartStack::Private::followSelection() {
    if (follow) rebuild(grouped(wanted()));
    showMarks();
}

void ChartStack::Private::rebuild(std::vector<ChartSpec> next) {
    // Charts that stay are kept with their data: stepping through events must not flicker.
    std::vector<ChartFeed*> kept;
    const bool stale = !session || session->state() == Session::State::closed;
    for (const ChartSpec& spec : next) {
        const auto it = std::find_if(feeds.begin(), feeds.end(), [&](ChartFeed* feed) { return feed && !stale && feed->spec() == spec; });
        if (it != feeds.end()) {
            kept.push_back(*it);
            *it = nullptr;
            continue;
        }
        auto* pane = new ChartPane(column);
        const bool sensor = session->snapshot().sensor(spec.sensor) != nullptr;
        auto* feed = new ChartFeed(*session, *pane, spec,
                                   sensor ? std::nullopt : balanceOf(spec.sensor.starts_with("inflow ") ? spec.sensor.substr(7) : std::string()));
        kept.push_back(feed);
        QObject::connect(pane, &ChartPane::zoomWanted, stack, [this](Instant at, double factor) {
            const TimeSpan v = session->timeCursor().visible();
            setVisible({at - Duration{std::llround(static_cast<double>((at - v.from).ms) * factor)},
                        at + Duration{std::llround(static_cast<double>((v.to - at).ms) * factor)}});
        });
        QObject::connect(pane, &ChartPane::panWanted, stack, [this, pane](double pixels) {
            const TimeSpan v = session->timeCursor().visible();
            const Duration by{std::llround(-pixels / pane->plotRect().width() * static_cast<double>(v.length().ms))};
            setVisible({v.from + by, v.to + by});
        });
        QObject::connect(pane, &ChartPane::clicked, stack, [this](Instant at) {
            brushed.reset();
            showCursor();
            session->timeCursor().setInstant(at);
        });
        QObject::connect(pane, &ChartPane::doubleClicked, stack, &ChartStack::showAll);
        QObject::connect(pane, &ChartPane::hovered, stack, [this](Instant at) {
            hover = at;
            showCursor();
        });
        QObject::connect(pane, &ChartPane::brushed, stack, [this](TimeSpan span, bool done) {
            brushed = span;
            showCursor();
            if (done) Q_EMIT stack->spanBrushed(span);
        });
        QObject::connect(pane, &ChartPane::menuWanted, stack, [this](const QPoint& at) { showMenu(at); });
    }
    std::swap(feeds, kept); // before anything is hidden: hiding sends leave events, which come back here
    for (ChartFeed* feed : kept) {
        if (!feed) continue;
        feed->pane().disconnect(stack);
        feed->pane().hide();
        feed->pane().deleteLater();
    }
    auto* layout = static_cast<QVBoxLayout*>(column->layout());
    while (QLayoutItem* item = layout->takeAt(0)) delete item; // NOLINT: the layout's items are ours to delete, their widgets are not
    for (ChartFeed* feed : feeds) layout->addWidget(&feed->pane(), 1);
    specs = std::move(next);
    for (ChartFeed* feed : feeds) feed->showWhatIf();
    restyle();
    showSpan();
    showCursor();
    updateEmpty();
    fetchSoon.start();
}

void ChartStack::Private::restyle() {
    if (!session) return;
    int colour = 0;
    for (ChartFeed* feed : feeds) {
        feed->pane().setLegend(feed == feeds.front());
        feed->pane().setTitle(feed->title(), feed->quantity(), QString::fromStdString(feed->spec().sensor));
        feed->pane().setStyle(session->theme(), session->units(), session->zone(), colour++);
    }
    ruler->setStyle(session->theme());
    QPalette p = stack->palette();
    p.setColor(QPalette::Window, session->theme().surface);
    p.setColor(QPalette::WindowText, session->theme().mutedText);
    empty->setPalette(p);
    empty->setAutoFillBackground(true);
    showSpan();
}

void ChartStack::Private::fetch() {
    fetchSoon.stop();
    if (!session || feeds.empty()) return;
    fetchedInView = feedsInView();
    const int budget = mostPoints / std::max(1, static_cast<int>(fetchedInView.size()));
    for (ChartFeed* feed : feeds)
        feed->fetch(session->timeCursor().visible(), inView(*feed) ? budget : std::min(budget, unseenPoints), ghost && feed->spec().others.empty(),
                    raw);
}

/// Scrolled or resized: the points are dealt out anew when other charts have come into view.
void ChartStack::Private::lookAgain() {
    if (!fetchSoon.isActive() && feedsInView() != fetchedInView) fetchSoon.start();
}

bool ChartStack::Private::inView(const ChartFeed& feed) const {
    const ChartPane& pane = feed.pane();
    return QRect(pane.mapTo(scroll->viewport(), QPoint(0, 0)), pane.size()).intersects(scroll->viewport()->rect());
}

std::vector<const ChartFeed*> ChartStack::Private::feedsInView() const {
    std::vector<const ChartFeed*> seen;
    for (const ChartFeed* feed : feeds)
        if (inView(*feed)) seen.push_back(feed);
    return seen;
}

void ChartStack::Private::showSpan() {
    if (!session) return;
    const TimeSpan span = session->timeCursor().visible();
    if (!session::isValid(span)) return;
    const int width = scroll->viewport()->width();
    const auto ticks = drawing::timeTicks(span, session->zone(), std::max(2, static_cast<int>((width - ChartPane::leftMargin) / 72)));
    for (ChartFeed* feed : feeds) {
        feed->pane().setVisibleSpan(span);
        feed->pane().setTicks(ticks);
    }
    ruler->setExtraRight(scroll->verticalScrollBar()->isVisible() ? scroll->verticalScrollBar()->width() : 0);
    const QString from = session::longTime(span.from, session->zone()), to = session::longTime(span.to, session->zone());
    ruler->setAxis(span, ticks, QStringLiteral("%1 – %2   %3").arg(from, to, QString::fromStdString(session->zone().name)));
    stack->setAccessibleDescription(stack->spokenSummary());
}

std::vector<ChartMark> ChartStack::Private::marksFor(ChartFeed& feed) const {
    std::vector<ChartMark> marks;
    const auto& snapshot = session->snapshot();
    const std::string zone = feed.zone();
    const std::int64_t selected = session->selection().event();
    for (const detection::Event& event : *snapshot.events) {
        const bool isSelected = event.id == selected;
        const bool here = zone.empty() || event.zone == zone ||
                          std::any_of(event.evidence.begin(), event.evidence.end(), [&](const auto& e) { return e.sensor == feed.spec().sensor; });
        if (!isSelected && (!here || detection::setAside(event.status))) continue;
        marks.push_back(
            {isSelected ? ChartMark::Kind::selectedEvent : ChartMark::Kind::event, event.startedAt, event.endedAt,
             tr("%1 in %2, %3")
                 .arg(session::kindWord(event.kind), QString::fromStdString(event.zone), session::longTime(event.startedAt, session->zone()))});
    }
    for (const analysis::Repair& repair : *snapshot.repairs) {
        const std::optional<Instant> at = repair.completed ? repair.completed : repair.reported;
        if (!at) continue;
        marks.push_back(
            {ChartMark::Kind::repair, *at, std::nullopt,
             tr("repair %1 %2, %3")
                 .arg(QString::fromStdString(repair.pipe), QString::fromStdString(repair.street), session::longTime(*at, session->zone()))});
    }
    for (const project::Note& note : *snapshot.notes)
        marks.push_back({ChartMark::Kind::note, note.at, std::nullopt, tr("note: %1").arg(QString::fromStdString(note.text))});
    return marks;
}

void ChartStack::Private::showMarks() {
    if (!session) return;
    for (ChartFeed* feed : feeds) feed->pane().setMarks(marksFor(*feed));
}

void ChartStack::Private::showCursor() {
    for (ChartFeed* feed : feeds) {
        feed->pane().setCursorTime(session->timeCursor().instant(), hover);
        feed->pane().setBrushed(brushed);
    }
}

void ChartStack::Private::updateEmpty() {
    const bool none = feeds.empty();
    empty->setVisible(none);
    scroll->setVisible(!none);
    ruler->setVisible(!none);
    empty->setText(session && !session->snapshot().sensors->empty()
                       ? ChartStack::tr("Select an event or a sensor to see its charts.")
                       : ChartStack::tr("No readings yet.\nDrop logger files or folders into the window, or use Import."));
    stack->setAccessibleDescription(stack->spokenSummary());
}

void ChartStack::setFollowSelection(bool on) {
    d->follow = on;
    if (on && d->session) d->followSelection();
}
bool ChartStack::followSelection() const { return d->follow; }

void ChartStack::setCharts(std::vector<ChartSpec> charts) {
    d->follow = false;
    if (!d->session) return;
    d->rebuild(std::move(charts));
    d->showMarks();
}
std::vector<ChartSpec> ChartStack::charts() const { return d->specs; }

void ChartStack::setGhost(bool on) {
    if (d->ghost == on) return;
    d->ghost = on;
    d->fetch();
    Q_EMIT ghostChanged(on);
}
bool ChartStack::ghost() const { return d->ghost; }

void ChartStack::setOverlaid(bool on) {
    if (d->overlaid == on) return;
    d->overlaid = on;
    if (d->session && d->follow) d->followSelection();
    Q_EMIT modeChanged();
}
bool ChartStack::overlaid() const { return d->overlaid; }

void ChartStack::setRaw(bool on) {
    if (d->raw == on) return;
    d->raw = on;
    d->fetch();
    Q_EMIT modeChanged();
}
bool ChartStack::raw() const { return d->raw; }

int ChartStack::pointCount() const {
    int count = 0;
    for (const ChartFeed* feed : d->feeds)
        if (d->inView(*feed)) count += feed->pane().pointCount();
    return count;
}

QString ChartStack::spokenSummary() const {
    if (!d->session || d->feeds.empty()) return d->empty->text();
    const TimeSpan span = d->session->timeCursor().visible();
    QStringList titles;
    for (ChartFeed* feed : d->feeds) titles += feed->title();
    QString text =
        tr("%n chart(s) from %1 to %2: %3.", nullptr, static_cast<int>(d->feeds.size()))
            .arg(session::longTime(span.from, d->session->zone()), session::longTime(span.to, d->session->zone()), titles.join(QStringLiteral("; ")));
    const Instant at = d->session->timeCursor().instant();
    if (at.valid())
        for (ChartFeed* feed : d->feeds)
            if (const QString value = feed->pane().readOut(at); !value.isEmpty()) text += QStringLiteral(" %1: %2.").arg(feed->title(), value);
    return text;
}

void ChartStack::zoomIn() {
    if (d->session) d->session->timeCursor().zoom(1 / 1.6);
}
void ChartStack::zoomOut() {
    if (d->session) d->session->timeCursor().zoom(1.6);
}
void ChartStack::showAll() {
    if (d->session) d->session->timeCursor().showAll();
}
void ChartStack::frameEvent() {
    if (!d->session) return;
    if (const auto* event = d->session->snapshot().event(d->session->selection().event()))
        d->session->timeCursor().setVisible(d->session->frameOf(*event));
}

bool ChartStack::eventFilter(QObject* object, QEvent* event) {
    // The charts' width, which decides how many time labels fit, is known only when the scroll area has laid itself out.
    if (object == d->scroll->viewport() && event->type() == QEvent::Resize) {
        d->showSpan();
        d->lookAgain();
    }
    return QWidget::eventFilter(object, event);
}

void ChartStack::keyPressEvent(QKeyEvent* event) {
    if (!d->session) return QWidget::keyPressEvent(event);
    auto& time = d->session->timeCursor();
    const TimeSpan span = time.visible();
    const bool plain = !(event->modifiers() & (Qt::AltModifier | Qt::ControlModifier));
    const auto stepCursor = [&](int direction) {
        const Duration step{std::max<std::int64_t>(minutes(5).ms, span.length().ms / 200 / minutes(5).ms * minutes(5).ms)};
        const Instant from = time.instant().valid() ? time.instant() : span.from + Duration{span.length().ms / 2};
        time.setInstant(from + step * direction);
        setAccessibleDescription(spokenSummary());
    };
    switch (plain ? event->key() : 0) {
    case Qt::Key_Left: stepCursor(-1); return;
    case Qt::Key_Right: stepCursor(1); return;
    case Qt::Key_PageUp: time.setVisible({span.from - span.length(), span.from}); return;
    case Qt::Key_PageDown: time.setVisible({span.to, span.to + span.length()}); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return;
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_0:
    case Qt::Key_Home: showAll(); return;
    case Qt::Key_G: setGhost(!ghost()); return;
    case Qt::Key_Escape:
        if (d->brushed) {
            d->brushed.reset();
            d->showCursor();
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ms::charts
