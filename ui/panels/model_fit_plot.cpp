#include "ui/panels/model_fit_plot.h"

#include "ui/drawing/ticks.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ms::panels {

ModelFitPlot::ModelFitPlot(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Measured against modelled"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&session.modelFit(), &session::ModelFit::changed, this, &ModelFitPlot::describe);
    connect(&session.selection(), &session::Selection::sensorsChanged, this, &ModelFitPlot::describe);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, qOverload<>(&QWidget::update));
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &ModelFitPlot::describe);
}

const session::SensorFit* ModelFitPlot::shown() const {
    const auto& fit = m_session.modelFit();
    for (const auto& name : m_session.selection().sensors())
        if (const auto* found = fit.sensor(name)) return found;
    return fit.sensors().empty() ? nullptr : &fit.sensors().front();
}

void ModelFitPlot::describe() {
    const auto* fit = shown();
    QString text;
    if (fit != nullptr) {
        const auto& units = m_session.units();
        const auto said = [&](double si) { return std::isfinite(si) ? units.change(fit->quantity, si) : tr("not known"); };
        text = tr("%1: measured less modelled %2 before and %3 after")
                   .arg(QString::fromStdString(fit->sensor), said(fit->before_si), said(fit->after_si));
    }
    setAccessibleDescription(text);
    update();
}

void ModelFitPlot::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const auto& t = m_session.theme();
    const auto* fit = shown();
    const int line = fontMetrics().height();
    if (fit == nullptr || (fit->before.empty() && fit->after.empty())) {
        p.setPen(t.mutedText);
        p.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                   m_session.snapshot().bands->empty() ? tr("An analysis makes the model's pressures; there is none yet.")
                                                       : tr("Nothing was measured and modelled at the same time here."));
        return;
    }
    const auto& units = m_session.units();
    const auto in = [&](double si) { return units.toDisplay(fit->quantity, si); };
    // One scale for both axes, so that the line of agreement is the diagonal; the outermost half per cent may lie outside.
    std::vector<double> all;
    for (const auto* hours : {&fit->before, &fit->after})
        for (const auto& h : *hours) {
            all.push_back(in(h.modelled));
            all.push_back(in(h.measured));
        }
    std::sort(all.begin(), all.end());
    const std::size_t cut = all.size() / 200;
    const drawing::ValueScale scale = drawing::valueScale(all[cut], all[all.size() - 1 - cut], 5);
    const double low = scale.low, high = scale.high;
    const double label = fontMetrics().horizontalAdvance(QLocale().toString(high, 'f', scale.decimals)), left = line + 10 + label,
                 bottom = 2 * line + 10;
    const QRectF area(left, line + 10, std::max(20.0, width() - left - std::max(12.0, label / 2 + 3)), std::max(20.0, height() - line - 10 - bottom));
    const auto x = [&](double v) { return area.left() + (v - low) / (high - low) * area.width(); };
    const auto y = [&](double v) { return area.bottom() - (v - low) / (high - low) * area.height(); };
    p.setPen(t.text);
    p.drawText(
        QRectF(4, 2, width() - 8, line + 4), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(
            QStringLiteral("%1 %2, %3").arg(QString::fromStdString(fit->sensor), session::quantityWord(fit->quantity), units.unit(fit->quantity)),
            Qt::ElideRight, width() / 2));
    p.setPen(QPen(t.border, 1));
    p.setBrush(t.surface);
    p.drawRect(area);
    for (int i = 0; i < scale.ticks(); ++i) {
        const double v = low + i * scale.step;
        p.setPen(QPen(t.grid, 1));
        p.drawLine(QPointF(x(v), area.top()), QPointF(x(v), area.bottom()));
        p.drawLine(QPointF(area.left(), y(v)), QPointF(area.right(), y(v)));
        p.setPen(t.mutedText);
        const QString text = QLocale().toString(v, 'f', scale.decimals);
        p.drawText(QRectF(x(v) - 40, area.bottom() + 3, 80, line), Qt::AlignCenter, text);
        p.drawText(QRectF(0, y(v) - line, area.left() - 5, 2 * line), Qt::AlignRight | Qt::AlignVCenter, text);
    }
    p.setClipRect(area);
    // About the line of agreement, shifted by what the two were apart before: where dots lie while nothing is wrong.
    const double usual = std::isfinite(fit->before_si) ? fit->before_si : 0, reach = 3 * fit->spread_si;
    const double up = in(usual + reach), down = in(usual - reach);
    p.setPen(Qt::NoPen);
    p.setBrush(t.band);
    p.drawPolygon(QPolygonF{{x(low), y(low + down)}, {x(high), y(high + down)}, {x(high), y(high + up)}, {x(low), y(low + up)}});
    p.setPen(QPen(t.bandEdge, 1.2, Qt::DashLine));
    p.drawLine(QPointF(x(low), y(low)), QPointF(x(high), y(high)));
    QColor was = t.mutedText, is = t.seriesColour(1);
    was.setAlphaF(0.55);
    is.setAlphaF(0.75);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(was, 1));
    for (const auto& h : fit->before) p.drawEllipse(QPointF(x(in(h.modelled)), y(in(h.measured))), 2.3, 2.3);
    p.setPen(Qt::NoPen);
    p.setBrush(is);
    for (const auto& h : fit->after) p.drawEllipse(QPointF(x(in(h.modelled)), y(in(h.measured))), 2.5, 2.5);
    p.setClipping(false);
    // Legend: shape beside colour.
    double right = width() - 12;
    const auto key = [&](const QString& text, bool filled) {
        const double w = fontMetrics().horizontalAdvance(text);
        p.setPen(t.mutedText);
        p.drawText(QRectF(right - w, 2, w, line + 4), Qt::AlignLeft | Qt::AlignVCenter, text);
        p.setBrush(filled ? QBrush(t.seriesColour(1)) : QBrush(Qt::NoBrush));
        p.setPen(filled ? QPen(Qt::NoPen) : QPen(t.mutedText, 1.2));
        p.drawEllipse(QPointF(right - w - 8, 4 + line / 2.0), 3.4, 3.4);
        right -= w + 24;
    };
    if (!fit->after.empty()) key(tr("after"), true);
    key(tr("before"), false);
    p.setPen(t.mutedText);
    p.drawText(QRectF(area.left(), area.bottom() + line + 4, area.width(), line + 2), Qt::AlignCenter, tr("modelled"));
    if (fontMetrics().horizontalAdvance(tr("measured")) > area.height()) return;
    p.save();
    p.translate(2, area.center().y());
    p.rotate(-90);
    p.drawText(QRectF(-area.height() / 2, 0, area.height(), line + 2), Qt::AlignCenter, tr("measured"));
    p.restore();
}

bool ModelFitPlot::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    QToolTip::showText(
        static_cast<QHelpEvent*>(event)->globalPos(),
        tr("Each dot an hour. On the dashed line measured and modelled agree; in the band they are apart as they usually were before."), this);
    return true;
}

} // namespace ms::panels
