#include "ui/export/html_chart.h"

#include "ui/drawing/map_painter.h"
#include "ui/drawing/ticks.h"
#include "ui/export/say.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

constexpr int kWide = 1000, kHigh = 400; ///< the picture's own units, whole numbers
constexpr int kLabels = 5;               ///< that have room on a phone

class HtmlPlot {
public:
    HtmlPlot(const ReportChart& chart) : m_span(chart.span) {
        double low = INFINITY, high = -INFINITY;
        for (const drawing::Polylines* lines : {&chart.measured, &chart.band.low, &chart.band.high}) {
            const auto [a, b] = drawing::rangeOf(*lines, chart.span);
            low = std::min(low, a);
            high = std::max(high, b);
        }
        m_scale = drawing::valueScale(low, high, 4);
    }
    [[nodiscard]] double x(double t) const {
        return std::clamp((t - static_cast<double>(m_span.from.ms)) / static_cast<double>(m_span.length().ms), 0.0, 1.0);
    }
    [[nodiscard]] double y(double v) const { return std::clamp(1 - (v - m_scale.low) / (m_scale.high - m_scale.low), -1.0, 2.0); }
    [[nodiscard]] const drawing::ValueScale& scale() const { return m_scale; }

    /// "M10 20l1-2" in whole numbers, steps that do not move left out.
    [[nodiscard]] QString path(const drawing::Polyline& line) const {
        QString out;
        long lastX = 0, lastY = 0;
        bool first = true;
        for (const QPointF& p : line) {
            const long px = std::lround(x(p.x()) * kWide), py = std::lround(y(p.y()) * kHigh);
            if (first)
                out += QStringLiteral("M%1 %2l").arg(px).arg(py);
            else if (px != lastX || py != lastY)
                out += QStringLiteral("%1 %2 ").arg(px - lastX).arg(py - lastY);
            first = false;
            lastX = px;
            lastY = py;
        }
        if (out.endsWith(QLatin1Char('l'))) out += QStringLiteral("0 0");
        return out.trimmed();
    }

private:
    TimeSpan m_span;
    drawing::ValueScale m_scale;
};

QString percentOf(double share) { return QString::number(share * 100, 'f', 2); }

} // namespace

QString htmlChart(const ReportChart& chart, const detection::Event& event, const LocalZone& zone) {
    const session::Theme& theme = drawing::printTheme();
    const HtmlPlot plot(chart);
    QString lines, labels;
    for (int i = 0; i < plot.scale().ticks(); ++i) {
        const double value = plot.scale().low + i * plot.scale().step, y = plot.y(value);
        lines += QStringLiteral("<path d=\"M0 %1h%2\" stroke=\"%3\"/>").arg(std::lround(y * kHigh)).arg(kWide).arg(theme.grid.name());
        QString number = QLocale().toString(value, 'f', plot.scale().decimals);
        labels += QStringLiteral("<b class=\"y\" style=\"top:%1%\">%2</b>").arg(percentOf(y), number.replace(QLatin1Char('-'), QChar(0x2212)));
    }
    for (const drawing::TimeTick& tick : drawing::timeTicks(chart.span, zone, kLabels)) {
        const double x = plot.x(static_cast<double>(tick.at.ms));
        lines += QStringLiteral("<path d=\"M%1 0v%2\" stroke=\"%3\"/>").arg(std::lround(x * kWide)).arg(kHigh).arg(theme.grid.name());
        if (x > 0.04 && x < 0.96) labels += QStringLiteral("<b class=\"x\" style=\"left:%1%\">%2</b>").arg(percentOf(x), tick.text.toHtmlEscaped());
    }
    const double from = plot.x(static_cast<double>(event.startedAt.ms)), to = event.endedAt ? plot.x(static_cast<double>(event.endedAt->ms)) : 1;
    QString under = QStringLiteral("<rect x=\"%1\" width=\"%2\" height=\"%3\" fill=\"%4\"/>")
                        .arg(std::lround(from * kWide))
                        .arg(std::max(0L, std::lround((to - from) * kWide)))
                        .arg(kHigh)
                        .arg(theme.eventSpan.name());
    for (std::size_t i = 0; i < std::min(chart.band.low.size(), chart.band.high.size()); ++i) {
        drawing::Polyline around = chart.band.low[i];
        for (auto it = chart.band.high[i].rbegin(); it != chart.band.high[i].rend(); ++it) around.append(*it);
        under += QStringLiteral("<path d=\"%1z\" fill=\"%2\"/>").arg(plot.path(around), theme.band.name());
    }
    QString over;
    for (const auto& line : chart.band.expected)
        over += QStringLiteral("<path d=\"%1\" stroke=\"#8a8f98\" stroke-dasharray=\"4 3\"/>").arg(plot.path(line));
    for (const auto& line : chart.measured)
        over += QStringLiteral("<path d=\"%1\" stroke=\"%2\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>")
                    .arg(plot.path(line), theme.seriesColour(0).name());
    over += QStringLiteral("<path d=\"M%1 0v%2\" stroke=\"#111\"/>").arg(std::lround(from * kWide)).arg(kHigh);
    QString key = say("line: measured");
    if (!chart.band.low.empty()) key += say(", grey: expected");
    key += say(", shaded: since the start of the event");
    return QStringLiteral("<figure class=\"chart\"><figcaption>%1 <small>%2</small></figcaption><div class=\"plot\"><svg viewBox=\"0 0 %3 %4\" "
                          "preserveAspectRatio=\"none\" fill=\"none\" role=\"img\" aria-label=\"%1\">%5</svg>%6</div></figure>")
        .arg(chart.title.toHtmlEscaped(), key.toHtmlEscaped(), QString::number(kWide), QString::number(kHigh), under + lines + over,
             labels); // at once: a title may hold a percent sign and a digit
}

} // namespace ms::exporting
