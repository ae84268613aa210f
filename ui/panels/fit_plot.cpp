#include "ui/panels/fit_plot.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ms::panels {

namespace {

/// Pulls far values in so that one sensor at 60 sigma does not press all others into a point: linear near 0, a logarithm beyond.
double pulledIn(double sigmas) { return std::asinh(sigmas); }

} // namespace

FitPlot::FitPlot(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Measured against modelled change per sensor"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    connect(&session.whatIf(), &session::WhatIf::changed, this, &FitPlot::refresh);
    connect(&session.selection(), &session::Selection::sensorsChanged, this, qOverload<>(&QWidget::update));
    connect(&session.appearance(), &session::Appearance::themeChanged, this, qOverload<>(&QWidget::update));
    refresh();
}

void FitPlot::refresh() {
    m_dots.clear();
    m_reach = pulledIn(3);
    if (const auto& result = m_session.whatIf().result()) {
        for (std::size_t i = 0; i < result->names.size(); ++i) {
            const auto& p = result->prediction.sensors[i];
            const auto* view = m_session.snapshot().sensor(result->names[i]);
            if (view == nullptr) continue;
            double measured = 0, modelled = 0;
            int n = 0;
            for (std::size_t k = 0; k < p.measured_si.size(); ++k) {
                if (!std::isfinite(p.measured_si[k]) || !std::isfinite(p.predicted_si[k]) || !std::isfinite(p.expected_si[k])) continue;
                measured += p.measured_si[k] - p.expected_si[k];
                modelled += p.predicted_si[k] - p.expected_si[k];
                ++n;
            }
            if (n == 0) continue;
            const Dot dot{result->names[i], view->sensor.quantity, measured / n, modelled / n, p.sigma_si};
            m_reach = std::max({m_reach, std::abs(pulledIn(dot.measured_si / dot.sigma_si)), std::abs(pulledIn(dot.modelled_si / dot.sigma_si))});
            m_dots.push_back(dot);
        }
    }
    QStringList lines;
    for (const Dot& dot : m_dots)
        lines << tr("%1: measured %2, modelled %3")
                     .arg(QString::fromStdString(dot.sensor), m_session.units().change(dot.quantity, dot.measured_si),
                          m_session.units().change(dot.quantity, dot.modelled_si));
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
    setVisible(!m_dots.empty());
    update();
}

QRectF FitPlot::plot() const {
    const double left = fontMetrics().height() + 8, bottom = fontMetrics().height() + 6;
    return QRectF(left, 6, std::max(20.0, width() - left - 8), std::max(20.0, height() - 6 - bottom));
}

QPointF FitPlot::placeOf(const Dot& dot) const {
    const QRectF area = plot();
    const double reach = m_reach * 1.08;
    return {area.center().x() + pulledIn(dot.modelled_si / dot.sigma_si) / reach * area.width() / 2,
            area.center().y() - pulledIn(dot.measured_si / dot.sigma_si) / reach * area.height() / 2};
}

const FitPlot::Dot* FitPlot::dotAt(QPointF at) const {
    const Dot* best = nullptr;
    double nearest = 9;
    for (const Dot& dot : m_dots) {
        const QPointF d = placeOf(dot) - at;
        if (const double apart = std::hypot(d.x(), d.y()); apart < nearest) {
            nearest = apart;
            best = &dot;
        }
    }
    return best;
}

void FitPlot::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const auto& t = m_session.theme();
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    p.setPen(QPen(t.border, 1));
    p.setBrush(t.surface);
    p.drawRect(area);
    p.setClipRect(area);
    p.setPen(QPen(t.grid, 1));
    p.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    p.drawLine(QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom()));
    // Where both agree to within 2 sigma: a band along the diagonal, bent like the axes.
    QPolygonF upper, lower;
    const double reach = m_reach * 1.08;
    for (int i = -40; i <= 40; ++i) {
        const double modelled = std::sinh(reach * i / 40);
        const auto at = [&](double measured) {
            return QPointF(area.center().x() + pulledIn(modelled) / reach * area.width() / 2,
                           area.center().y() - pulledIn(measured) / reach * area.height() / 2);
        };
        upper << at(modelled + 2);
        lower.prepend(at(modelled - 2));
    }
    p.setPen(Qt::NoPen);
    p.setBrush(t.band);
    p.drawPolygon(upper + lower);
    p.setPen(QPen(t.bandEdge, 1.2, Qt::DashLine));
    p.drawLine(area.bottomLeft(), area.topRight());
    for (const Dot& dot : m_dots) {
        const QPointF at = placeOf(dot);
        const bool selected = m_session.selection().sensors().contains(dot.sensor);
        const bool off = std::abs(dot.measured_si - dot.modelled_si) > 2 * dot.sigma_si;
        p.setPen(QPen(selected ? t.accent : dot.quantity == Quantity::flow ? t.seriesColour(0) : t.text, selected ? 2.6 : 1.4));
        p.setBrush(off ? t.surface : (dot.quantity == Quantity::flow ? t.seriesColour(0) : t.text)); // hollow: does not fit
        if (dot.quantity == Quantity::flow)
            p.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8));
        else
            p.drawEllipse(at, 4, 4);
    }
    p.setClipping(false);
    p.setPen(t.mutedText);
    p.drawText(QRectF(area.left(), area.bottom() + 2, area.width(), fontMetrics().height() + 2), Qt::AlignCenter, tr("modelled change"));
    p.save();
    p.translate(2, area.center().y());
    p.rotate(-90);
    p.drawText(QRectF(-area.height() / 2, 0, area.height(), fontMetrics().height() + 2), Qt::AlignCenter, tr("measured change"));
    p.restore();
}

void FitPlot::mousePressEvent(QMouseEvent* event) {
    if (const Dot* dot = dotAt(event->position())) m_session.selection().setSensors({dot->sensor});
}

bool FitPlot::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const Dot* dot = dotAt(help->pos()))
        QToolTip::showText(help->globalPos(),
                           tr("%1: measured %2, modelled %3")
                               .arg(QString::fromStdString(dot->sensor), m_session.units().change(dot->quantity, dot->measured_si),
                                    m_session.units().change(dot->quantity, dot->modelled_si)),
                           this);
    else
        QToolTip::showText(help->globalPos(), tr("Each dot a sensor; on the dashed line the model explains what was measured, in the band nearly so"),
                           this);
    return true;
}

} // namespace ms::panels
