#include "ui/drawing/map_furniture.h"

#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/session/display_units.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <set>

namespace ms::drawing {
namespace {

QString word(const char* text) { return QCoreApplication::translate("ms::drawing", text); }

QString heading() { return word("Probability per pipe, %"); }

/// A row of the legend's lower part: a shape and its name.
struct Entry {
    std::optional<SymbolKind> symbol;
    std::optional<Quantity> sensor;
    QString text;
};

std::vector<Entry> entriesOf(const MapContent& content) {
    std::vector<Entry> entries;
    std::set<Quantity> quantities;
    std::set<SymbolKind> kinds;
    for (const MapSensor& sensor : content.sensors) quantities.insert(sensor.quantity);
    for (const MapSymbol& symbol : content.symbols) kinds.insert(symbol.kind);
    for (const Quantity q : quantities) entries.push_back({std::nullopt, q, session::quantityWord(q)});
    for (const SymbolKind k : kinds) entries.push_back({k, std::nullopt, k == SymbolKind::prv ? word("PRV") : symbolWord(k)});
    return entries;
}

} // namespace

double roundBelow(double x) {
    if (!(x > 0)) return 0;
    const double power = std::pow(10.0, std::floor(std::log10(x)));
    const double digit = x / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}

namespace {

/// Measures of a legend, so that its size can be known before it is drawn.
struct LegendPlan {
    std::vector<Entry> entries;
    bool colours = false;
    int rows = 0;
    double column = 0, row = 0;
    double swatch = 31; ///< wide enough that the numbers below do not meet
    QSizeF size;        ///< without the padding
};
constexpr double pad = 8;

LegendPlan planOf(const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, LegendDetail detail) {
    LegendPlan plan;
    plan.colours = scale.classes() > 0 && !overlay.pipes.empty();
    if (detail == LegendDetail::full || !plan.colours) plan.entries = entriesOf(content);
    const QFontMetricsF titleMetrics(textFont(12, true)), metrics(textFont(11, false));
    plan.row = metrics.height() + 3;
    const std::size_t columns = plan.entries.size() > 4 ? 2 : 1;
    plan.rows = static_cast<int>((plan.entries.size() + columns - 1) / columns);
    for (const Entry& entry : plan.entries) plan.column = std::max(plan.column, 22 + metrics.horizontalAdvance(entry.text) + 10);
    double width = static_cast<double>(columns) * plan.column, height = plan.rows * plan.row;
    if (plan.colours) {
        for (int cls = 0; cls + 1 < scale.classes(); ++cls) { // the first stands at the left end of its class, the others about it
            const double here = metrics.horizontalAdvance(scale.label(cls)) * (cls == 0 ? 1 : 0.5);
            plan.swatch = std::max(plan.swatch, std::ceil(here + metrics.horizontalAdvance(scale.label(cls + 1)) / 2 + 5));
        }
        const double swatch = plan.swatch;
        width =
            std::max({width, titleMetrics.horizontalAdvance(heading()), swatch * scale.classes() + metrics.horizontalAdvance(scale.label(0)) / 2});
        height += titleMetrics.height() + 10 + metrics.height() + 8;
    }
    plan.size = {width, height};
    return plan;
}

} // namespace

QSizeF legendSize(const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, LegendDetail detail) {
    const LegendPlan plan = planOf(content, overlay, scale, detail);
    return plan.entries.empty() && !plan.colours ? QSizeF() : plan.size + QSizeF(2 * pad, 2 * pad);
}

QPointF cornerPlace(Qt::Corner corner, const QRectF& picture, QSizeF size) {
    const bool right = corner == Qt::TopRightCorner || corner == Qt::BottomRightCorner,
               low = corner == Qt::BottomLeftCorner || corner == Qt::BottomRightCorner;
    return {right ? picture.right() - size.width() : picture.left(), low ? picture.bottom() - size.height() : picture.top()};
}

Qt::Corner quietCorner(const MapContent& content, const MapFrame& frame, const QRectF& picture, QSizeF size) {
    Qt::Corner best = Qt::BottomLeftCorner;
    std::size_t least = SIZE_MAX;
    for (const Qt::Corner corner : {Qt::BottomLeftCorner, Qt::TopLeftCorner, Qt::TopRightCorner}) {
        const std::size_t hidden = pointsInView(content, frame.toMap(QRectF(cornerPlace(corner, picture, size), size)), 100000);
        if (hidden >= least) continue;
        least = hidden;
        best = corner;
    }
    return best;
}

QRectF drawLegend(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, QPointF topLeft,
                  const session::Theme& theme, LegendDetail detail) {
    const LegendPlan plan = planOf(content, overlay, scale, detail);
    const auto& entries = plan.entries;
    const double swatch = plan.swatch;
    if (!plan.colours && entries.empty()) return {};
    const QFont title = textFont(12, true), plain = textFont(11, false);
    const QFontMetricsF titleMetrics(title), metrics(plain);
    const QRectF frame(topLeft, plan.size + QSizeF(2 * pad, 2 * pad));
    QColor ground = theme.surface;
    ground.setAlphaF(0.93F);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(frame, 4, 4);

    double y = frame.top() + pad;
    const double x = frame.left() + pad;
    painter.setPen(theme.text);
    if (plan.colours) {
        painter.setFont(title);
        painter.drawText(QPointF(x, y + titleMetrics.ascent()), heading());
        y += titleMetrics.height() + 2;
        for (int cls = 0; cls < scale.classes(); ++cls) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(scale.colour(cls));
            painter.drawRect(QRectF(x + cls * swatch, y, swatch, 9));
        }
        y += 10;
        painter.setFont(plain);
        painter.setPen(theme.text);
        for (int cls = 0; cls < scale.classes(); ++cls) { // each number at the lower end of its class; the last class is open above
            const QString text = cls == scale.classes() - 1 ? QStringLiteral("≥ ") + scale.label(cls) : scale.label(cls);
            const double middle = x + (cls == 0 ? 0 : cls * swatch - metrics.horizontalAdvance(text) / 2);
            painter.drawText(QPointF(cls == scale.classes() - 1 ? std::max(middle, x + cls * swatch - 6) : middle, y + metrics.ascent()), text);
        }
        y += metrics.height() + 6;
    }
    painter.setFont(plain);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const double left = x + static_cast<double>(i / static_cast<std::size_t>(plan.rows)) * plan.column;
        const double middle = y + (static_cast<double>(i % static_cast<std::size_t>(plan.rows)) + 0.5) * plan.row;
        if (entries[i].symbol)
            drawSymbol(painter, *entries[i].symbol, {left + 7, middle}, 6, 0, theme);
        else if (entries[i].sensor) {
            painter.setPen(QPen(*entries[i].sensor == Quantity::flow ? theme.seriesColour(0) : theme.text, 1.5));
            painter.setBrush(theme.surface);
            drawSensorShape(painter, *entries[i].sensor, {left + 7, middle}, 5);
        }
        painter.setPen(theme.text);
        painter.drawText(QPointF(left + 20, middle + (metrics.ascent() - metrics.descent()) / 2), entries[i].text);
    }
    return frame;
}

QRectF drawScaleBar(QPainter& painter, const MapFrame& frame, double metresPerUnit, QPointF bottomRight, double most, const session::Theme& theme) {
    const double unit = metresPerUnit > 0 ? metresPerUnit : 1;
    const double length = roundBelow(most / frame.pixelsPerUnit * unit);
    if (!(length > 0)) return {};
    const double pixels = length / unit * frame.pixelsPerUnit;
    const QLocale locale;
    const QString text = metresPerUnit <= 0 ? word("%1 map units").arg(locale.toString(length, 'g', 6))
                         : length >= 1000   ? locale.toString(length / 1000, 'g', 6) + QStringLiteral(" km")
                                            : locale.toString(length, 'g', 6) + QStringLiteral(" m");
    const QFont font = textFont(11, false);
    const QFontMetricsF metrics(font);
    const double arrow = 24, height = 34;
    const double width = std::max(pixels, metrics.horizontalAdvance(text)) + arrow + 10;
    const QRectF area(bottomRight.x() - width, bottomRight.y() - height, width, height);
    const double right = area.right() - arrow, y = area.bottom() - 6;

    drawHaloText(painter, QRectF(right - pixels, y - 7 - metrics.height(), pixels, metrics.height()), text, font, theme.text, theme.mapBackground);
    const auto bar = [&](const QColor& colour, double pen) {
        painter.setPen(QPen(colour, pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawPolyline(QPolygonF{{right - pixels, y - 5}, {right - pixels, y}, {right, y}, {right, y - 5}});
    };
    painter.setBrush(Qt::NoBrush);
    bar(theme.mapBackground, 4);
    bar(theme.text, 1.6);

    const double cx = area.right() - 9, top = area.top() + 12;
    painter.setPen(QPen(theme.mapBackground, 1));
    painter.setBrush(theme.text);
    painter.drawPolygon(QPolygonF{{cx, top}, {cx + 6, top + 17}, {cx, top + 13}, {cx - 6, top + 17}});
    const QFont bold = textFont(11, true);
    const QString north = word("N");
    const double half = QFontMetricsF(bold).horizontalAdvance(north) / 2;
    drawHaloText(painter, QRectF(cx - half, top - 14, 2 * half, 13), north, bold, theme.text, theme.mapBackground);
    return area;
}

} // namespace ms::drawing
