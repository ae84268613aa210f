#include "ui/map/map_view.h"

#include "ui/drawing/map_furniture.h"
#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/map/map_binding.h"
#include "ui/map/map_private.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace ms::map {
namespace {

constexpr std::size_t drawnDirectly = 800; ///< points in view, 8 ms a frame; beyond, tiles
constexpr double margin = 36;
constexpr double reach = 6;
constexpr double closest = 60; ///< pixels per map unit; beyond, nothing new is to be seen

} // namespace

MapView::Private::Private(MapView* owner) : view(owner), tiles(owner), backdrop(owner) {
    QObject::connect(&backdrop, &Backdrop::arrived, owner, qOverload<>(&QWidget::update));
    QObject::connect(&backdrop, &Backdrop::problem, owner, &MapView::problem);
    QObject::connect(&tiles, &MapTiles::arrived, owner, qOverload<>(&QWidget::update));
    flight.setStartValue(0.0);
    flight.setEndValue(1.0);
    flight.setDuration(350);
    flight.setEasingCurve(QEasingCurve::InOutCubic);
    QObject::connect(&flight, &QVariantAnimation::valueChanged, owner, [this](const QVariant& t) { stepFlight(t.toDouble()); });
    QObject::connect(&flight, &QVariantAnimation::finished, owner, [this] {
        setFrame(flightTo);
        Q_EMIT view->viewChanged();
    });
}

MapView::MapView(session::Session* session, QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(this)) {
    setObjectName(QStringLiteral("mapView"));
    setAccessibleName(tr("Map"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    d->updateSummary();
    if (!session) return;
    d->binding = new MapBinding(*session, *this); // this view is its parent
    connect(d->binding, &MapBinding::problem, this, &MapView::problem);
}

MapView::~MapView() = default;

void MapView::setColouring(drawing::PipeColouring colouring) {
    if (d->binding) d->binding->setColouring(colouring);
}

drawing::PipeColouring MapView::colouring() const { return d->binding ? d->binding->colouring() : drawing::PipeColouring::probability; }

void MapView::setContent(std::shared_ptr<const drawing::MapContent> content, const QString& crs) {
    const bool sameGround = d->content && content && d->content->bounds == content->bounds && d->content->pipes.size() == content->pipes.size();
    d->content = std::move(content);
    d->crs = crs;
    d->backdrop.setChoice(d->backdrop.choice(), crs);
    d->pipes.clear();
    d->nodes.clear();
    d->sensors.clear();
    d->hover = {};
    d->measure.clear();
    d->measureOpen = false;
    if (d->colours && (!d->content || d->colours->classOf.size() != d->content->pipes.size())) d->colours.reset(); // of another network
    d->residuals.reset();
    d->hypotheses.clear();
    d->loggerPlaces.clear();
    d->metresPerUnit = d->content ? drawing::metresPerUnit(*d->content) : 0;
    d->overlay = d->content ? drawing::buildOverlay(*d->content, d->event ? &*d->event : nullptr) : drawing::MapOverlay{};
    d->tiles.setContent(d->content);
    if (!sameGround) { // new sensors on the same network leave the view where it is
        d->fitted = false;
        fit();
    }
    d->updateSummary();
    update();
}

const std::shared_ptr<const drawing::MapContent>& MapView::content() const { return d->content; }
const drawing::MapOverlay& MapView::overlay() const { return d->overlay; }
const drawing::MapFrame& MapView::frame() const { return d->frame; }
const std::set<std::uint32_t>& MapView::selectedPipes() const { return d->pipes; }
const std::set<std::uint32_t>& MapView::selectedNodes() const { return d->nodes; }
const std::set<std::uint32_t>& MapView::selectedSensors() const { return d->sensors; }

void MapView::setEvent(const detection::Event* event) {
    if (event)
        d->event = *event;
    else
        d->event.reset();
    d->overlay = d->content ? drawing::buildOverlay(*d->content, event) : drawing::MapOverlay{};
    d->updateSummary();
    update();
}

void MapView::setTheme(const session::Theme& theme) {
    d->theme = theme;
    update();
}

void MapView::setUnits(const session::DisplayUnits& units) {
    d->units = units;
    update();
}

void MapView::setEmptyText(const QString& text) {
    d->emptyText = text;
    update();
}

void MapView::setFrame(const drawing::MapFrame& frame) {
    d->flight.stop();
    d->fitted = true;
    d->held = Private::Held::nothing;
    d->setFrame(frame);
    Q_EMIT viewChanged();
}

void MapView::Private::setFrame(const drawing::MapFrame& next) {
    frame = next;
    frame.middle = QRectF(view->rect()).center();
    view->update();
}

drawing::Box MapView::visibleBox() const { return d->frame.toMap(QRectF(rect())); }

MapHit MapView::hitTest(QPointF at) const {
    MapHit hit;
    hit.at = d->frame.toMap(at);
    if (!d->content) return hit;
    const double radius = reach / d->frame.pixelsPerUnit;
    hit.sensor = d->content->nearestSensor(hit.at, radius * 1.4);
    // Nodes can be told from their pipes only where the pipes are longer than the reach.
    if (!hit.sensor && d->frame.pixelsPerUnit * 50 > reach) hit.node = d->content->nearestNode(hit.at, radius * 0.6);
    if (!hit.sensor && !hit.node) hit.pipe = d->content->nearestPipe(hit.at, radius);
    return hit;
}

void MapView::setSelectedPipes(std::set<std::uint32_t> pipes) {
    if (pipes == d->pipes) return;
    d->pipes = std::move(pipes);
    d->updateSummary();
    update();
}

void MapView::setSelectedNodes(std::set<std::uint32_t> nodes) {
    if (nodes == d->nodes) return;
    d->nodes = std::move(nodes);
    d->updateSummary();
    update();
}

void MapView::setSelectedSensors(std::set<std::uint32_t> sensors) {
    if (sensors == d->sensors) return;
    d->sensors = std::move(sensors);
    d->updateSummary();
    update();
}

// ---- moving ----

void MapView::fit() {
    if (!d->content || d->content->empty()) return;
    const drawing::MapFrame goal = drawing::MapFrame::fit(d->content->bounds, QRectF(rect()), margin);
    d->placeLegend(goal);
    d->held = Private::Held::all;
    if (d->fitted && isVisible())
        d->startFlight(goal);
    else {
        d->flight.stop();
        d->setFrame(goal);
        d->fitted = true;
        Q_EMIT viewChanged();
    }
}

void MapView::zoomIn() { zoomAt(QRectF(rect()).center(), 1.5); }
void MapView::zoomOut() { zoomAt(QRectF(rect()).center(), 1 / 1.5); }

void MapView::zoomAt(QPointF widgetPoint, double factor) {
    if (!d->content || d->content->empty() || !(factor > 0)) return;
    d->flight.stop();
    d->held = Private::Held::nothing;
    const double all = drawing::MapFrame::fit(d->content->bounds, QRectF(rect()), margin).pixelsPerUnit;
    const double target = std::clamp(d->frame.pixelsPerUnit * factor, all / 4, std::max(closest, all));
    d->setFrame(d->frame.zoomedAt(widgetPoint, target / d->frame.pixelsPerUnit));
    Q_EMIT viewChanged();
}

void MapView::flyTo(const drawing::Box& box) { d->flyTo(box, false); }

void MapView::Private::flyTo(const drawing::Box& box, bool clear) {
    if (box.empty() || !content || content->empty()) return;
    held = Held::box;
    heldBox = box;
    clearOfLegend = clear;
    startFlight(frameOf(box));
}

drawing::MapFrame MapView::Private::frameOf(const drawing::Box& box) const {
    const QRectF whole(view->rect());
    const auto within = [&](const QRectF& picture) {
        const double edge = std::clamp(std::min(picture.width(), picture.height()) * 0.2, 24.0, 90.0);
        drawing::MapFrame goal =
            drawing::MapFrame::fit(box, picture, edge, std::max(content->bounds.width() / 15, 1e-9)); // streets around a single place
        const double all = drawing::MapFrame::fit(content->bounds, picture, margin).pixelsPerUnit;
        goal.pixelsPerUnit = std::clamp(goal.pixelsPerUnit, all, std::max(closest, all));
        const QPointF off = whole.center() - picture.center(); // a frame turns about the middle of the view
        goal.middle = whole.center();
        goal.centre.x += off.x() / goal.pixelsPerUnit;
        goal.centre.y -= off.y() / goal.pixelsPerUnit;
        return goal;
    };
    // The legend must not lie over the area: beside it or below it, whichever leaves more room.
    const QSizeF legend = drawing::legendSize(*content, overlay, drawing::ProbabilityScale(overlay, !theme.dark), legendDetail()) + QSizeF(24, 24);
    const bool left = legendCorner == Qt::BottomLeftCorner || legendCorner == Qt::TopLeftCorner;
    const bool bottom = legendCorner == Qt::BottomLeftCorner || legendCorner == Qt::BottomRightCorner;
    const QRectF taken(QPointF(left ? 0 : whole.width() - legend.width(), bottom ? whole.height() - legend.height() : 0), legend);
    const drawing::MapFrame plain = within(whole);
    if (!clearOfLegend) return plain;
    const QRectF area = QRectF(plain.toPicture({box.x0, box.y1}), plain.toPicture({box.x1, box.y0})).normalized();
    if (!area.intersects(taken)) return plain;
    const drawing::MapFrame beside = within(whole.adjusted(left ? legend.width() : 0, 0, left ? 0 : -legend.width(), 0));
    const drawing::MapFrame over = within(whole.adjusted(0, bottom ? 0 : legend.height(), 0, bottom ? -legend.height() : 0));
    return beside.pixelsPerUnit > over.pixelsPerUnit ? beside : over;
}

drawing::LegendDetail MapView::Private::legendDetail() const {
    const double whole = drawing::legendSize(*content, overlay, drawing::ProbabilityScale(overlay, !theme.dark)).height();
    return whole > 0.42 * view->height() ? drawing::LegendDetail::brief : drawing::LegendDetail::full;
}

void MapView::Private::hold() {
    if (!content || content->empty() || held == Held::nothing) return;
    const drawing::MapFrame goal = held == Held::all ? drawing::MapFrame::fit(content->bounds, QRectF(view->rect()), margin) : frameOf(heldBox);
    if (held == Held::all) placeLegend(goal);
    if (flight.state() == QAbstractAnimation::Running)
        flightTo = goal;
    else
        setFrame(goal);
}

void MapView::flyToEvent() {
    if (!d->content || d->overlay.event == 0) return;
    drawing::Box box = d->overlay.areaBounds;
    if (box.empty() || d->overlay.wholeZone)
        for (const auto& sensor : d->content->sensors)
            if (sensor.zone == d->overlay.zone) box.add(sensor.at.x, sensor.at.y);
    if (box.empty())
        for (const auto& value : d->overlay.sensors) box.add(d->content->sensors[value.sensor].at.x, d->content->sensors[value.sensor].at.y);
    // Room around the area, so that one sees where in the town it is; a whole zone is the town.
    if (!box.empty()) box = box.grown((d->overlay.wholeZone ? 0.02 : 0.35) * std::max(box.width(), box.height()));
    d->flyTo(box, true);
}

void MapView::flyToSelection() {
    drawing::Box box = d->selectionBox();
    if (!box.empty()) flyTo(box.grown(0.2 * std::max(box.width(), box.height())));
}

void MapView::Private::placeLegend(const drawing::MapFrame& goal) {
    // As large as it is with an event's colours, so that it need not move when one is selected.
    drawing::MapFrame centred = goal;
    centred.middle = QRectF(view->rect()).center();
    QSizeF size = drawing::legendSize(*content, overlay, drawing::ProbabilityScale(overlay, !theme.dark));
    if (overlay.pipes.empty()) size = QSizeF(std::max(size.width(), 200.0), size.height() + 50);
    legendCorner = drawing::quietCorner(*content, centred, QRectF(view->rect()).adjusted(12, 12, -12, -12), size);
}

void MapView::Private::startFlight(const drawing::MapFrame& goal) {
    flight.stop();
    flightFrom = frame;
    flightTo = goal;
    const bool animate = fitted && view->isVisible() && view->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, view) > 0;
    fitted = true;
    if (animate) {
        flight.start();
        return;
    }
    setFrame(goal);
    Q_EMIT view->viewChanged();
}

void MapView::Private::stepFlight(double t) {
    if (t >= 1) {
        setFrame(flightTo);
        return;
    }
    drawing::MapFrame next = flightFrom;
    const double a = 1 / flightFrom.pixelsPerUnit, b = 1 / flightTo.pixelsPerUnit;
    const double now = a * std::pow(b / a, t); // the scale changes evenly to the eye
    // The centre moves with the scale, so that the flight is a plain zoom about one fixed point.
    const double share = std::abs(b - a) > 1e-9 * a ? (now - a) / (b - a) : t;
    next.pixelsPerUnit = 1 / now;
    next.centre = {flightFrom.centre.x + share * (flightTo.centre.x - flightFrom.centre.x),
                   flightFrom.centre.y + share * (flightTo.centre.y - flightFrom.centre.y)};
    setFrame(next);
}

void MapView::finishFlight() {
    if (d->flight.state() == QAbstractAnimation::Running) d->flight.setCurrentTime(d->flight.duration());
}

bool MapView::finishTiles(int timeout_ms) {
    QElapsedTimer clock;
    clock.start();
    QImage scratch(size(), QImage::Format_ARGB32_Premultiplied);
    do {
        QPainter painter(&scratch);
        d->paint(painter, QRectF(rect()));
        if (d->tiles.pending() == 0) {
            update();
            return true;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeUserInputEvents, 20);
    } while (clock.elapsed() < timeout_ms);
    return false;
}

void MapView::resizeEvent(QResizeEvent*) {
    if (!d->content) return;
    d->frame.middle = QRectF(rect()).center();
    if (!d->fitted || !isVisible()) {
        d->fitted = false;
        fit();
    } else {
        d->hold();
    }
}

// ---- painting ----

void MapView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    d->paint(painter, QRectF(rect()));
}

void MapView::Private::paint(QPainter& painter, const QRectF& picture) {
    painter.fillRect(picture, theme.mapBackground);
    if (!content || content->empty()) {
        paintEmpty(painter, picture);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const bool muted = !overlay.pipes.empty() && !colours && !backdrop.active(); // faint lines would be lost on a picture
    const drawing::MapOverlay shown = shownOverlay();
    backdrop.draw(painter, frame, picture, flight.state() != QAbstractAnimation::Running);
    if (drawing::pointsInView(*content, frame.toMap(picture), drawnDirectly) <= drawnDirectly)
        drawing::drawPipes(painter, *content, frame, picture, theme, muted, colours.get());
    else {
        tiles.setStyle(theme, muted, colours, backdrop.active());
        tiles.setPixelRatio(view->devicePixelRatioF());
        tiles.draw(painter, frame, picture, flight.state() != QAbstractAnimation::Running);
    }
    const drawing::ProbabilityScale scale(overlay, !theme.dark);
    if (!colours) drawing::drawProbability(painter, *content, overlay, scale, frame, picture, theme);
    drawing::drawArea(painter, overlay, frame, theme);
    paintSelection(painter, picture);

    drawing::LabelLayout labels(picture);
    const drawing::MapOverlay symbolsOnly;
    const drawing::MapOverlay& explained = colours ? symbolsOnly : overlay;
    const drawing::ProbabilityScale explainedScale(explained, !theme.dark);
    const QRectF inner = picture.adjusted(12, 12, -12, -12);
    const drawing::LegendDetail detail = legendDetail();
    const QSizeF legendSize = drawing::legendSize(*content, explained, explainedScale, detail);
    const QPointF legendAt = drawing::cornerPlace(legendCorner, inner, legendSize);
    const QRectF legend = drawing::drawLegend(painter, *content, explained, explainedScale, legendAt, theme, detail);
    if (colours) { // on top of the symbols' legend, or under it where that is at the top
        const QSizeF size = colours->legendSize();
        const bool low = legendCorner == Qt::BottomLeftCorner;
        const double x = legendCorner == Qt::TopRightCorner ? inner.right() - size.width() : inner.left();
        labels.reserve(drawing::drawColourLegend(painter, *colours, {x, low ? legend.top() - size.height() - 6 : legend.bottom() + 6}, theme));
    }
    const double barRoom = legendCorner == Qt::BottomLeftCorner ? std::clamp(inner.width() - legend.width() - 40, 60.0, 150.0) : 150; // not over it
    const QRectF bar = drawing::drawScaleBar(painter, frame, metresPerUnit, picture.bottomRight() - QPointF(12, 10), barRoom, theme);
    labels.reserve(legend);
    labels.reserve(bar);
    paintCredit(painter, bar);
    painter.save();
    painter.setClipRegion(QRegion(picture.toRect()) - QRegion(legend.toAlignedRect().adjusted(-1, -1, 1, 1)));
    drawing::drawSymbols(painter, *content, frame, picture, theme, labels);
    drawing::SensorStyle style;
    style.selected = sensors;
    style.names = frame.pixelsPerUnit * std::hypot(content->bounds.width(), content->bounds.height()) > 5000;
    if (residuals) labels.reserve(paintResiduals(painter, picture));
    drawing::LabelLayout areaFirst = labels; // the area's label is the most important text of the map: it gets its place before the sensors'
    for (const auto& value : shown.sensors) {
        const QPointF at = frame.toPicture(content->sensors[value.sensor].at);
        areaFirst.reserve(QRectF(at.x() - 8, at.y() - 8, 16, 16));
    }
    drawing::drawAreaLabel(painter, overlay, frame, picture.adjusted(4, 4, -4, -4), theme, areaFirst);
    paintHypotheses(painter, areaFirst);
    paintLoggerPlaces(painter, areaFirst);
    drawing::drawSensors(painter, *content, shown, frame, picture, theme, units, style, areaFirst);
    paintMeasure(painter, areaFirst);
    painter.restore();
    if (drag == Drag::rubberBand) {
        QColor fill = theme.accent;
        fill.setAlpha(40);
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(rubberBand.normalized());
    }
    if (view->hasFocus()) {
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(picture.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void MapView::Private::paintSelection(QPainter& painter, const QRectF& picture) const {
    const drawing::Box box = frame.toMap(picture.adjusted(-8, -8, 8, 8));
    QColor glow = theme.accent;
    glow.setAlpha(110);
    const auto highlight = [&](std::uint32_t pipe) {
        if (!content->pipeGrid.box(pipe).intersects(box)) return;
        drawing::drawPipe(painter, *content, pipe, frame, glow, 10);
        const double p = probabilityOf(pipe);
        const drawing::ProbabilityScale scale(overlay, !theme.dark);
        const int cls = p < 0 ? 0 : scale.classOf(p);
        drawing::drawPipe(painter, *content, pipe, frame, p < 0 ? theme.text : scale.colour(cls), p < 0 ? 2.4 : scale.width(cls));
    };
    for (const std::uint32_t pipe : pipes) highlight(pipe);
    if (hover.pipe && !pipes.contains(*hover.pipe)) highlight(*hover.pipe);
    painter.setBrush(theme.surface);
    painter.setPen(QPen(theme.accent, 2.5));
    for (const std::uint32_t node : nodes) painter.drawEllipse(frame.toPicture(content->nodes[node].at), 4.5, 4.5);
    if (hover.node) painter.drawEllipse(frame.toPicture(content->nodes[*hover.node].at), 3.5, 3.5);
}

void MapView::Private::paintEmpty(QPainter& painter, const QRectF& picture) const {
    QString text = emptyText;
    if (text.isEmpty())
        text = content && content->pipesWithoutPlace > 0
                   ? MapView::tr("This network has no coordinates, so there is no map.\nThe events, charts and ranked pipes work all the "
                                 "same;\nimport GIS pipes to see them on a map.")
                   : MapView::tr("Nothing to show on a map yet.\nImport an EPANET model (.inp) or GIS pipes.");
    painter.setPen(theme.mutedText);
    painter.setFont(drawing::textFont(14, false));
    painter.drawText(picture.adjusted(24, 24, -24, -24), static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap), text);
}

double MapView::Private::probabilityOf(std::uint32_t pipe) const {
    for (const auto& value : overlay.pipes)
        if (value.pipe == pipe) return value.probability;
    return -1;
}

drawing::Box MapView::Private::selectionBox() const {
    drawing::Box box;
    if (!content) return box;
    for (const std::uint32_t pipe : pipes) box.add(content->pipeGrid.box(pipe));
    for (const std::uint32_t node : nodes) box.add(content->nodes[node].at.x, content->nodes[node].at.y);
    for (const std::uint32_t sensor : sensors) box.add(content->sensors[sensor].at.x, content->sensors[sensor].at.y);
    return box;
}

QString MapView::spokenSummary() const {
    if (!d->content || d->content->empty()) return tr("The map is empty.");
    const QLocale locale;
    QString text = tr("Map of %1 pipes, %2 nodes and %3 sensors.")
                       .arg(locale.toString(static_cast<qulonglong>(d->content->pipes.size())),
                            locale.toString(static_cast<qulonglong>(d->content->nodes.size())),
                            locale.toString(static_cast<qulonglong>(d->content->sensors.size())));
    if (d->overlay.event != 0) {
        const QString area = drawing::areaLabel(d->overlay);
        if (!area.isEmpty()) text += QLatin1Char(' ') + area + QLatin1Char('.');
        if (!d->overlay.pipes.empty()) {
            const auto& best = d->overlay.pipes.back();
            text += QLatin1Char(' ') + tr("Most probable of %n pipe(s): %1, %2.", nullptr, static_cast<int>(d->overlay.pipes.size()))
                                           .arg(QString::fromStdString(d->content->pipes[best.pipe].id), session::percentText(best.probability));
        }
    }
    const auto selected = d->pipes.size() + d->nodes.size() + d->sensors.size();
    if (selected > 0)
        text += QLatin1Char(' ') + tr("%1 pipes, %2 nodes and %3 sensors selected.").arg(d->pipes.size()).arg(d->nodes.size()).arg(d->sensors.size());
    return text;
}

void MapView::Private::updateSummary() { view->setAccessibleDescription(view->spokenSummary()); }

} // namespace ms::map
