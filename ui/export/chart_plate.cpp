#include "ui/export/plates.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/drawing/ticks.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

/// From data to the page.
struct Axes {
    TimeSpan span;
    drawing::ValueScale scale;
    QRectF plot;
    [[nodiscard]] double x(double t) const {
        return plot.left() + (t - static_cast<double>(span.from.ms)) / static_cast<double>(span.length().ms) * plot.width();
    }
    [[nodiscard]] double y(double v) const { return plot.bottom() - (v - scale.low) / (scale.high - scale.low) * plot.height(); }
    [[nodiscard]] QPolygonF polygon(const drawing::Polyline& line) const {
        QPolygonF out;
        out.reserve(line.size());
        for (const QPointF& p : line) out.append({x(p.x()), y(p.y())});
        return out;
    }
};

QString minus(QString text) { return text.replace(QLatin1Char('-'), QChar(0x2212)); }

} // namespace

void paintChart(QPainter& painter, const ReportChart& chart, const detection::Event& event, const LocalZone& zone, const QRectF& rect,
                bool timeLabels) {
    const session::Theme& theme = drawing::printTheme();
    Axes axes{chart.span, {}, rect.adjusted(52, 20, -2, timeLabels ? -20 : -4)};
    double low = INFINITY, high = -INFINITY;
    for (const drawing::Polylines* lines : {&chart.measured, &chart.band.low, &chart.band.high}) {
        const auto [a, b] = drawing::rangeOf(*lines, chart.span);
        low = std::min(low, a);
        high = std::max(high, b);
    }
    axes.scale = drawing::valueScale(low, high, std::clamp(static_cast<int>(axes.plot.height() / 24), 2, 6));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont bold = drawing::textFont(11, true), plain = drawing::textFont(10, false);
    const QFontMetricsF metrics(plain);
    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(QPointF(rect.left(), rect.top() + 12), chart.title);
    painter.setFont(plain);
    QString legend = say("line: measured");
    if (!chart.band.low.empty()) legend += say(", grey: expected");
    legend += say(", shaded: since the start of the event");
    painter.setPen(theme.mutedText);
    painter.drawText(QPointF(rect.right() - metrics.horizontalAdvance(legend) - 2, rect.top() + 12), legend);

    const auto ticks = drawing::timeTicks(chart.span, zone, std::max(2, static_cast<int>(axes.plot.width() / 64)));
    for (const drawing::TimeTick& tick : ticks) {
        const double x = axes.x(static_cast<double>(tick.at.ms));
        painter.setPen(QPen(theme.grid, 0.8));
        painter.drawLine(QPointF(x, axes.plot.top()), QPointF(x, axes.plot.bottom()));
        if (!timeLabels) continue;
        painter.setPen(theme.mutedText);
        const double half = metrics.horizontalAdvance(tick.text) / 2;
        painter.drawText(QPointF(std::clamp(x - half, rect.left(), rect.right() - 2 * half), rect.bottom() - 6), tick.text);
    }
    for (int i = 0; i < axes.scale.ticks(); ++i) {
        const double value = axes.scale.low + i * axes.scale.step, y = axes.y(value);
        painter.setPen(QPen(theme.grid, 0.8));
        painter.drawLine(QPointF(axes.plot.left(), y), QPointF(axes.plot.right(), y));
        const QString text = minus(QLocale().toString(value, 'f', axes.scale.decimals));
        painter.setPen(theme.mutedText);
        painter.drawText(QPointF(axes.plot.left() - 5 - metrics.horizontalAdvance(text), y + metrics.ascent() / 2 - 1), text);
    }

    painter.setClipRect(axes.plot, Qt::IntersectClip);
    const double from = axes.x(static_cast<double>(event.startedAt.ms)),
                 to = event.endedAt ? axes.x(static_cast<double>(event.endedAt->ms)) : axes.plot.right();
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.fillRect(QRectF(QPointF(from, axes.plot.top()), QPointF(to, axes.plot.bottom())) & axes.plot, theme.eventSpan);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.band);
    for (std::size_t i = 0; i < std::min(chart.band.low.size(), chart.band.high.size()); ++i) {
        QPolygonF area = axes.polygon(chart.band.low[i]);
        const QPolygonF upper = axes.polygon(chart.band.high[i]);
        for (auto it = upper.rbegin(); it != upper.rend(); ++it) area.append(*it);
        painter.drawPolygon(area);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.bandEdge, 0.9, Qt::DashLine));
    for (const auto& line : chart.band.expected) painter.drawPolyline(axes.polygon(line));
    painter.setPen(QPen(theme.seriesColour(0), 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const auto& line : chart.measured) painter.drawPolyline(axes.polygon(line));
    painter.setPen(QPen(theme.text, 1));
    painter.drawLine(QPointF(from, axes.plot.top()), QPointF(from, axes.plot.bottom()));
    painter.setClipping(false);
    painter.setPen(QPen(theme.border, 0.8));
    painter.drawRect(axes.plot);
    painter.restore();
}

void paintCharts(QPainter& painter, const ReportContent& content, const QRectF& rect) {
    painter.fillRect(rect, Qt::white);
    const QRectF inner = rect.adjusted(14, 10, -14, -10);
    painter.setPen(Qt::black);
    if (content.events.empty() || content.events.front().charts.empty()) {
        painter.setFont(drawing::textFont(13, false));
        painter.drawText(inner, Qt::AlignCenter, say("There are no charts to show."));
        return;
    }
    const ReportEvent& report = content.events.front();
    constexpr double head = 26, gap = 8;
    painter.setFont(drawing::textFont(15, true));
    painter.drawText(QPointF(inner.left(), inner.top() + 15), say("Event %1: %2").arg(report.event.id).arg(headline(content, report.event)) +
                                                                  QStringLiteral("   ") + say("(times in %1)").arg(fromUtf8(content.zone.name)));
    const double each = (inner.height() - head) / static_cast<double>(report.charts.size());
    for (std::size_t i = 0; i < report.charts.size(); ++i)
        paintChart(painter, report.charts[i], report.event, content.zone,
                   QRectF(inner.left(), inner.top() + head + each * static_cast<double>(i), inner.width(), each - gap), true);
}

} // namespace ms::exporting
