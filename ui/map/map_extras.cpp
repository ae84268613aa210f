#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/map/map_private.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

/// What lies over the map beside the event: residuals at the time cursor, supposed bursts, the measuring line.
namespace ms::map {

void MapView::setPipeColours(std::shared_ptr<const drawing::PipeColours> colours) {
    if (colours && (!d->content || colours->classOf.size() != d->content->pipes.size())) colours.reset();
    d->colours = std::move(colours);
    update();
}

const std::shared_ptr<const drawing::PipeColours>& MapView::pipeColours() const { return d->colours; }

void MapView::setResiduals(std::optional<std::vector<MapResidual>> residuals, const QString& caption) {
    if (residuals == d->residuals && caption == d->residualCaption) return;
    d->residuals = std::move(residuals);
    d->residualCaption = caption;
    d->updateSummary();
    update();
}

void MapView::setBackdrop(const BackdropChoice& choice) { d->backdrop.setChoice(choice, d->crs); }

const BackdropChoice& MapView::backdrop() const { return d->backdrop.choice(); }

int MapView::backdropPending() const { return d->backdrop.pending(); }

void MapView::Private::paintCredit(QPainter& painter, const QRectF& bar) const {
    const QString credit = backdrop.credit();
    if (credit.isEmpty()) return;
    const QFont font = drawing::textFont(10, false);
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(credit) + 8;
    const QRectF box(bar.left() - width - 10, bar.bottom() - metrics.height() - 2, width, metrics.height() + 2);
    QColor ground = theme.mapBackground;
    ground.setAlphaF(0.8F);
    painter.fillRect(box, ground);
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    painter.drawText(box, Qt::AlignCenter, credit);
}

void MapView::setHypotheses(std::vector<MapHypothesis> hypotheses) {
    if (hypotheses == d->hypotheses) return;
    d->hypotheses = std::move(hypotheses);
    update();
}

void MapView::setLoggerPlaces(std::vector<MapLoggerPlace> places) {
    if (places == d->loggerPlaces) return;
    d->loggerPlaces = std::move(places);
    update();
}

const std::vector<MapLoggerPlace>& MapView::loggerPlaces() const { return d->loggerPlaces; }

drawing::MapOverlay MapView::Private::shownOverlay() const {
    drawing::MapOverlay shown = overlay;
    if (!residuals) return shown;
    shown.sensors.clear();
    for (const MapResidual& r : *residuals) {
        const double z = r.sigma_si > 0 ? r.value_si / r.sigma_si : 0;
        shown.sensors.push_back({r.sensor, r.value_si, z, r.quantity, std::abs(z) >= 3});
    }
    return shown;
}

QRectF MapView::Private::paintResiduals(QPainter& painter, const QRectF& picture) const {
    // A disc whose area grows with the residual in units of its spread; blue below, orange above, and the label says the sign.
    for (const MapResidual& r : *residuals) {
        if (!(r.sigma_si > 0)) continue;
        const double z = std::min(std::abs(r.value_si / r.sigma_si), 40.0), radius = 5 + 4.2 * std::sqrt(std::max(0.0, z - 1));
        const QPointF at = frame.toPicture(content->sensors[r.sensor].at);
        if (z < 1 || !picture.adjusted(-radius, -radius, radius, radius).contains(at)) continue;
        QColor fill = theme.seriesColour(r.value_si < 0 ? 0 : 1);
        painter.setPen(QPen(fill, 1.2, r.value_si < 0 ? Qt::SolidLine : Qt::DashLine));
        fill.setAlpha(70);
        painter.setBrush(fill);
        painter.drawEllipse(at, radius, radius);
    }
    if (residualCaption.isEmpty()) return {};
    const QFont font = drawing::textFont(12, true);
    const QFontMetricsF metrics(font);
    const QString caption = metrics.elidedText(residualCaption, Qt::ElideRight, picture.width() - 32);
    const double width = metrics.horizontalAdvance(caption) + 16;
    const QRectF box(picture.center().x() - width / 2, picture.top() + 8, width, metrics.height() + 6);
    QColor ground = theme.surface;
    ground.setAlphaF(0.93F);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(theme.text);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, caption);
    return box;
}

void MapView::Private::paintHypotheses(QPainter& painter, drawing::LabelLayout& labels) const {
    const QFont font = drawing::textFont(12, true);
    for (auto it = hypotheses.rbegin(); it != hypotheses.rend(); ++it) { // the one being dragged comes first in the list and is drawn last
        const QPointF at = frame.toPicture(it->at);
        QPolygonF star;
        const double outer = it->pinned ? 9 : 11, inner = outer * 0.48;
        for (int k = 0; k < 16; ++k) {
            const double r = k % 2 == 0 ? outer : inner, angle = k * std::numbers::pi / 8 - std::numbers::pi / 2;
            star << at + QPointF(r * std::cos(angle), r * std::sin(angle));
        }
        painter.setPen(QPen(theme.mapBackground, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(star);
        painter.setPen(QPen(theme.text, 1.4));
        painter.setBrush(it->pinned ? theme.surface : theme.seriesColour(1));
        painter.drawPolygon(star);
        labels.reserve(QRectF(at.x() - outer, at.y() - outer, 2 * outer, 2 * outer));
        drawing::placeLabel(painter, it->label, font, theme.text, theme.mapBackground, at, outer + 3, labels);
    }
}

void MapView::Private::paintLoggerPlaces(QPainter& painter, drawing::LabelLayout& labels) const {
    const QFont font = drawing::textFont(11, true);
    for (auto it = loggerPlaces.rbegin(); it != loggerPlaces.rend(); ++it) { // the best is drawn last, on top
        const QPointF at = frame.toPicture(it->at);
        const QRectF box(at.x() - 9, at.y() - 9, 18, 18);
        painter.setPen(QPen(theme.mapBackground, 4));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(QPen(theme.text, 1.4));
        painter.setBrush(theme.surface);
        painter.drawRoundedRect(box, 4, 4);
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, QLocale().toString(it->rank));
        labels.reserve(box);
    }
    for (const MapLoggerPlace& place : loggerPlaces) // the best gets room first
        drawing::placeLabel(painter, MapView::tr("%1 less").arg(place.gain), font, theme.text, theme.mapBackground, frame.toPicture(place.at), 12,
                            labels);
}

// ---- measuring ----

void MapView::setMeasuring(bool on) {
    if (on == d->measuring) return;
    d->measuring = on;
    d->measure.clear();
    d->measureOpen = false;
    if (on)
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
    update();
    Q_EMIT measuringChanged(on);
    Q_EMIT measuredChanged({});
}

bool MapView::measuring() const { return d->measuring; }

double MapView::measured_m() const {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < d->measure.size(); ++i)
        sum += std::hypot(d->measure[i + 1].x - d->measure[i].x, d->measure[i + 1].y - d->measure[i].y);
    return sum * (d->metresPerUnit > 0 ? d->metresPerUnit : 1);
}

QString MapView::Private::lengthOf(double units_) const {
    if (metresPerUnit > 0) return session::lengthText(units_ * metresPerUnit);
    return MapView::tr("%1 map units").arg(QLocale().toString(units_, 'g', 4));
}

QString MapView::Private::measureText() const {
    if (measure.size() < 2) return {};
    const double length = view->measured_m() / (metresPerUnit > 0 ? metresPerUnit : 1);
    return measure.size() == 2 ? lengthOf(length) : MapView::tr("%1 in %2 parts").arg(lengthOf(length)).arg(measure.size() - 1);
}

bool MapView::Private::measurePress(QPointF at) {
    if (!measuring) return false;
    if (!measureOpen) measure.clear(); // a finished line gives way to a new one
    measure.push_back(frame.toMap(at));
    measureEnd = measure.back();
    measureOpen = true;
    view->update();
    Q_EMIT view->measuredChanged(measureText());
    return true;
}

void MapView::Private::measureMove(QPointF at) {
    if (!measuring || !measureOpen) return;
    measureEnd = frame.toMap(at);
    view->update();
}

bool MapView::Private::measureKey(int key) {
    if (!measuring) return false;
    if (key == Qt::Key_Escape) {
        view->setMeasuring(false);
        return true;
    }
    if (key == Qt::Key_Backspace && !measure.empty()) {
        measure.pop_back();
        measureOpen = !measure.empty();
        view->update();
        Q_EMIT view->measuredChanged(measureText());
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) { // by keyboard: the middle of the view is the point
        measurePress(QRectF(view->rect()).center());
        return true;
    }
    return false;
}

void MapView::Private::paintMeasure(QPainter& painter, drawing::LabelLayout& labels) const {
    if (!measuring) return;
    if (view->hasFocus() && measure.empty()) { // where Return would set a point
        painter.setPen(QPen(theme.accent, 1));
        const QPointF c = QRectF(view->rect()).center();
        painter.drawLine(c - QPointF(6, 0), c + QPointF(6, 0));
        painter.drawLine(c - QPointF(0, 6), c + QPointF(0, 6));
    }
    if (measure.empty()) return;
    std::vector<drawing::Point> line = measure;
    if (measureOpen) line.push_back(measureEnd);
    QPolygonF shown;
    for (const auto& p : line) shown << frame.toPicture(p);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.mapBackground, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(shown);
    painter.setPen(QPen(theme.accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(shown);
    painter.setBrush(theme.surface);
    for (const QPointF& p : shown) painter.drawEllipse(p, 3.5, 3.5);
    double sum = 0;
    const QFont bold = drawing::textFont(12, true), plain = drawing::textFont(11, false);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double leg = std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
        sum += leg;
        if (line.size() > 2)
            drawing::placeLabel(painter, lengthOf(leg), plain, theme.mutedText, theme.mapBackground,
                                (shown[static_cast<int>(i)] + shown[static_cast<int>(i) + 1]) / 2, 6, labels);
    }
    if (line.size() > 1) drawing::placeLabel(painter, lengthOf(sum), bold, theme.text, theme.mapBackground, shown.last(), 10, labels);
}

} // namespace ms::map
