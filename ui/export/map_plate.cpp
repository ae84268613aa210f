#include "ui/export/plates.h"
#include "ui/export/say.h"

#include "ui/drawing/map_furniture.h"
#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

/// The part of the map that an event's picture shows: its area with room to see the streets around it.
drawing::Box boxOf(const ReportContent& content, const drawing::MapOverlay& overlay, bool wholeNetwork) {
    if (wholeNetwork || overlay.event == 0) return content.map->bounds;
    const drawing::Box& area = overlay.areaBounds;
    if (overlay.wholeZone || area.empty()) { // its pipes, or all; not where a logger that stands elsewhere is
        const drawing::Box& pipes = area.empty() ? content.map->pipeGrid.bounds() : area;
        return pipes.empty() ? content.map->bounds : pipes.grown(0.04 * std::max(pipes.width(), pipes.height()));
    }
    drawing::Box box = area.grown(0.45 * std::max(area.width(), area.height()));
    for (const auto& value : overlay.sensors) { // near evidence belongs into the picture
        const drawing::Point at = content.map->sensors[value.sensor].at;
        if (value.significant && area.grown(1.5 * std::max(area.width(), area.height())).contains(at.x, at.y)) box.add(at.x, at.y);
    }
    return box;
}

/// A small map of the whole network with the part that the picture shows.
QRectF paintInset(QPainter& painter, const drawing::MapContent& map, const drawing::Box& seen, const QRectF& rect, const session::Theme& theme) {
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.surface);
    painter.drawRect(rect);
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    const drawing::MapFrame frame = drawing::MapFrame::fit(map.bounds, rect, 6);
    painter.setOpacity(0.8);
    drawing::drawPipes(painter, map, frame, rect, theme, true);
    painter.setOpacity(1);
    const QRectF box(frame.toPicture({seen.x0, seen.y1}), frame.toPicture({seen.x1, seen.y0}));
    painter.setPen(QPen(theme.text, 1.6, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.restore();
    return rect;
}

void paintEmpty(QPainter& painter, const QRectF& rect) {
    painter.setPen(Qt::black);
    painter.setFont(drawing::textFont(13, false));
    painter.drawText(rect, static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap),
                     say("The network has no coordinates: there is no map. The ranked pipes are in the table."));
}

/// At the bottom of `rect`, in the middle of what `furniture` leaves free there; above it where that is too narrow.
void paintCrs(QPainter& painter, const ReportContent& content, const QRectF& rect, const std::vector<QRectF>& furniture,
              drawing::LabelLayout& labels) {
    const QString text = content.crs.isEmpty() ? say("coordinates of the model, no CRS known") : content.crs;
    const QFont font = drawing::textFont(10, false);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 2, metrics.height());
    double left = rect.left() + 8, right = rect.right() - 8, base = rect.bottom() - 3;
    const double low = base - size.height(), middle = rect.center().x();
    for (const QRectF& r : furniture) {
        if (r.bottom() < low) continue;
        if (r.center().x() < middle)
            left = std::max(left, r.right() + 6);
        else
            right = std::min(right, r.left() - 6);
    }
    if (right - left < size.width()) {
        for (const QRectF& r : furniture)
            if (r.bottom() >= low) base = std::min(base, r.top() - 3);
        left = rect.left() + 8;
        right = rect.right() - 8;
    }
    const QRectF at(QPointF((left + right - size.width()) / 2, base - size.height()), size);
    drawing::drawHaloText(painter, at, text, font, drawing::printTheme().mutedText, Qt::white);
    labels.reserve(at);
}

} // namespace

void paintMap(QPainter& painter, const ReportContent& content, const detection::Event* event, const QRectF& rect, bool wholeNetwork) {
    const session::Theme& theme = drawing::printTheme();
    const drawing::MapContent& map = *content.map;
    painter.save();
    painter.setClipRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect, theme.mapBackground);
    if (map.empty()) {
        paintEmpty(painter, rect);
        painter.restore();
        return;
    }
    const drawing::MapOverlay overlay = drawing::buildOverlay(map, event);
    const drawing::Box box = boxOf(content, overlay, wholeNetwork);
    const drawing::MapFrame frame = drawing::MapFrame::fit(box, rect, 26, std::max(map.bounds.width() / 40, 1e-9));
    const drawing::ProbabilityScale scale(overlay, true);
    drawing::drawPipes(painter, map, frame, rect, theme, false);
    drawing::drawProbability(painter, map, overlay, scale, frame, rect, theme);
    drawing::drawArea(painter, overlay, frame, theme);

    drawing::LabelLayout labels(rect.adjusted(4, 4, -4, -4));
    const QRectF inner = rect.adjusted(8, 8, -8, -8);
    const QSizeF legendSize = drawing::legendSize(map, overlay, scale);
    const Qt::Corner corner = drawing::quietCorner(map, frame, inner, legendSize);
    const drawing::Box seen = frame.toMap(rect);
    std::vector<QRectF> furniture;
    if (seen.width() < 0.7 * map.bounds.width() || seen.height() < 0.7 * map.bounds.height()) {
        const double aspect = std::clamp(map.bounds.height() / std::max(map.bounds.width(), 1e-9), 0.4, 1.6);
        const double width = std::min(150.0, rect.width() / 4);
        const QSizeF size(width, width * aspect);
        const Qt::Corner other = corner == Qt::TopRightCorner ? Qt::TopLeftCorner : Qt::TopRightCorner;
        furniture.push_back(paintInset(painter, map, seen, QRectF(drawing::cornerPlace(other, inner, size), size), theme));
    }
    furniture.push_back(drawing::drawLegend(painter, map, overlay, scale, drawing::cornerPlace(corner, inner, legendSize), theme));
    furniture.push_back(drawing::drawScaleBar(painter, frame, drawing::metresPerUnit(map), inner.bottomRight(), 150, theme));
    for (const QRectF& r : furniture) labels.reserve(r);
    paintCrs(painter, content, rect, furniture, labels);

    QPainterPath open; // symbols and labels must not lie on the legend or the inset
    open.addRect(rect);
    for (const QRectF& r : furniture) {
        QPainterPath taken;
        taken.addRect(r);
        open = open.subtracted(taken);
    }
    painter.save();
    painter.setClipPath(open, Qt::IntersectClip);
    drawing::drawSymbols(painter, map, frame, rect, theme, labels);
    for (const auto& value : overlay.sensors) {
        const QPointF at = frame.toPicture(map.sensors[value.sensor].at);
        labels.reserve(QRectF(at.x() - 8, at.y() - 8, 16, 16));
    }
    drawing::drawAreaLabel(painter, overlay, frame, rect.adjusted(6, 6, -6, -6), theme, labels);
    drawing::SensorStyle style;
    style.names = !overlay.sensors.empty() && overlay.sensors.size() < 30 && seen.width() < 0.7 * map.bounds.width();
    drawing::drawSensors(painter, map, overlay, frame, rect, theme, content.units, style, labels);
    painter.restore();
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

void paintOverview(QPainter& painter, const ReportContent& content, const QRectF& rect) {
    const session::Theme& theme = drawing::printTheme();
    const drawing::MapContent& map = *content.map;
    painter.save();
    painter.setClipRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect, theme.mapBackground);
    if (map.empty()) {
        paintEmpty(painter, rect);
        painter.restore();
        return;
    }
    const drawing::MapFrame frame = drawing::MapFrame::fit(map.bounds, rect, 30);
    drawing::drawPipes(painter, map, frame, rect, theme, true);
    drawing::LabelLayout labels(rect.adjusted(4, 4, -4, -4));
    const QRectF bar = drawing::drawScaleBar(painter, frame, drawing::metresPerUnit(map), rect.bottomRight() - QPointF(8, 8), 150, theme);
    labels.reserve(bar);
    paintCrs(painter, content, rect, {bar}, labels);
    drawing::drawSymbols(painter, map, frame, rect, theme, labels);
    for (const ReportEvent& report : content.events) {
        const drawing::MapOverlay overlay = drawing::buildOverlay(map, &report.event);
        if (overlay.areaBounds.empty() || overlay.wholeZone) continue;
        for (const auto& value : overlay.pipes) drawing::drawPipe(painter, map, value.pipe, frame, theme.text, 2.2);
        drawing::drawArea(painter, overlay, frame, theme);
        const drawing::Box& b = overlay.areaBounds;
        const QPointF middle = frame.toPicture({(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2});
        drawing::placeLabel(painter, QString::number(report.event.id), drawing::textFont(15, true), theme.text, Qt::white, middle, 14, labels);
    }
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

} // namespace ms::exporting
