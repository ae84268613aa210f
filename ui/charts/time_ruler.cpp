#include "ui/charts/time_ruler.h"

#include "ui/charts/chart_pane.h"
#include "ui/drawing/text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ms::charts {

TimeRuler::TimeRuler(QWidget* parent) : QWidget(parent) {
    setFixedHeight(36);
    setAccessibleName(tr("Time axis"));
}

void TimeRuler::setAxis(TimeSpan span, std::vector<drawing::TimeTick> ticks, const QString& zone) {
    m_span = span;
    m_ticks = std::move(ticks);
    m_zone = zone;
    setAccessibleDescription(zone);
    update();
}

void TimeRuler::setStyle(const session::Theme& theme) {
    m_theme = theme;
    update();
}

void TimeRuler::setExtraRight(int pixels) {
    if (pixels == m_extraRight) return;
    m_extraRight = pixels;
    update();
}

void TimeRuler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter);
}

void TimeRuler::paint(QPainter& painter) const {
    painter.fillRect(rect(), m_theme.surface);
    if (m_span.from >= m_span.to) return;
    const double left = ChartPane::leftMargin, right = width() - ChartPane::rightMargin - m_extraRight;
    const QFont plain = drawing::textFont(11, false), bold = drawing::textFont(11, true);
    double free = left - 20;
    for (const int pass : {0, 1}) { // days and months first: they must not be pushed out by hours
        for (const drawing::TimeTick& tick : m_ticks) {
            const double x = left + static_cast<double>((tick.at - m_span.from).ms) / static_cast<double>(m_span.length().ms) * (right - left);
            if (pass == 0) {
                painter.setPen(QPen(tick.major ? m_theme.mutedText : m_theme.border, 1));
                painter.drawLine(QPointF(x, 0), QPointF(x, tick.major ? 6 : 4));
                continue;
            }
            painter.setFont(tick.major ? bold : plain);
            const double width = QFontMetricsF(painter.font()).horizontalAdvance(tick.text);
            const double from = std::clamp(x - width / 2, 0.0, this->width() - width - 1.0);
            if (from < free) continue;
            painter.setPen(tick.major ? m_theme.text : m_theme.mutedText);
            painter.drawText(QPointF(from, 17), tick.text);
            free = from + width + 6;
        }
    }
    painter.setFont(plain);
    painter.setPen(m_theme.mutedText);
    const QRectF line(8, 19, this->width() - 16 - m_extraRight, 16);
    painter.drawText(line, static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter),
                     QFontMetricsF(plain).elidedText(m_zone, Qt::ElideRight, line.width()));
}

} // namespace ms::charts
