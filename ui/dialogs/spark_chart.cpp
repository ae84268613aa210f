#include "ui/dialogs/spark_chart.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ms::dialogs {

SparkChart::SparkChart(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Values of the channel"));
}

void SparkChart::setLook(const session::Theme& theme, const session::DisplayUnits& units, const LocalZone& zone) {
    m_theme = theme;
    m_units = units;
    m_zone = zone;
    update();
}

void SparkChart::clear(const QString& why) {
    m_low.clear();
    m_high.clear();
    m_empty = why;
    m_summary = why;
    setAccessibleDescription(why);
    update();
}

void SparkChart::setValues(Quantity quantity, std::vector<double> low, std::vector<double> high, Instant from, Instant to) {
    m_quantity = quantity;
    m_low = std::move(low);
    m_high = std::move(high);
    m_from = from;
    m_to = to;
    bool any = false;
    for (std::size_t i = 0; i < m_low.size(); ++i) {
        if (!std::isfinite(m_low[i])) continue;
        m_least = any ? std::min(m_least, m_low[i]) : m_low[i];
        m_most = any ? std::max(m_most, m_high[i]) : m_high[i];
        any = true;
    }
    if (!any) return clear(tr("No readings"));
    m_summary = tr("%1 from %2 to %3, %4 to %5")
                    .arg(session::quantityWord(quantity), m_units.value(quantity, m_least), m_units.value(quantity, m_most),
                         session::dateOnly(from, m_zone), session::dateOnly(to, m_zone));
    setAccessibleDescription(m_summary);
    update();
}

void SparkChart::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), m_theme.surface);
    p.setPen(m_theme.border);
    p.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_low.empty()) {
        p.setPen(m_theme.mutedText);
        p.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, m_empty);
        return;
    }
    const int line = fontMetrics().height();
    const QRectF plot = QRectF(rect()).adjusted(8, line + 8, -8, -line - 8);
    p.setPen(m_theme.mutedText);
    p.drawText(QRectF(8, 4, width() - 16, line), Qt::AlignLeft, m_units.value(m_quantity, m_most));
    p.drawText(QRectF(8, 4, width() - 16, line), Qt::AlignRight, session::quantityWord(m_quantity));
    p.drawText(QRectF(8, height() - line - 4, width() - 16, line), Qt::AlignLeft,
               QStringLiteral("%1 · %2").arg(m_units.value(m_quantity, m_least), session::dateOnly(m_from, m_zone)));
    p.drawText(QRectF(8, height() - line - 4, width() - 16, line), Qt::AlignRight, session::dateOnly(m_to, m_zone));
    const double range = std::max(m_most - m_least, 1e-9), step = plot.width() / static_cast<double>(m_low.size());
    const auto y = [&](double v) { return plot.bottom() - (v - m_least) / range * plot.height(); };
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(m_theme.seriesColour(m_quantity == Quantity::pressure ? 0 : 1), std::max(1.0, std::min(step, 2.0))));
    std::optional<QPointF> before;
    for (std::size_t i = 0; i < m_low.size(); ++i) {
        if (!std::isfinite(m_low[i])) {
            before.reset();
            continue;
        }
        const double x = plot.left() + (static_cast<double>(i) + 0.5) * step;
        p.drawLine(QPointF(x, y(m_low[i])), QPointF(x, y(m_high[i]) - 0.5));
        const QPointF middle(x, y((m_low[i] + m_high[i]) / 2));
        if (before) p.drawLine(*before, middle);
        before = middle;
    }
}

} // namespace ms::dialogs
