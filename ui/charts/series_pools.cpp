#include "ui/charts/series_pools.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>

namespace ms::charts {
namespace {
constexpr std::size_t mostStretches = 60;

/// At most mostStretches lines: short stretches after that hang on the last one.
drawing::Polylines capped(const drawing::Polylines& lines) {
    if (lines.size() <= mostStretches) return lines;
    drawing::Polylines out(lines.begin(), lines.begin() + mostStretches);
    for (std::size_t i = mostStretches; i < lines.size(); ++i) out.back() += lines[i];
    return out;
}
} // namespace

LinePool::LinePool(QChart& chart, QValueAxis& x, QValueAxis& y) : m_chart(chart), m_x(x), m_y(y) {
    // The first series is made at once, so that the pools are stacked in the order in which they were made.
    show({drawing::Polyline{}});
}

void LinePool::show(const drawing::Polylines& all) {
    const drawing::Polylines lines = capped(all);
    m_points = 0;
    while (m_series.size() < lines.size()) {
        auto* series = new QLineSeries(&m_chart);
        m_chart.addSeries(series);
        series->attachAxis(&m_x);
        series->attachAxis(&m_y);
        series->setPen(m_pen);
        m_series.push_back(series);
    }
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const bool used = i < lines.size();
        if (used) {
            // One reading between two gaps has no length: a short dash stands for it.
            drawing::Polyline line = lines[i];
            if (line.size() == 1) line.append(line.first() + QPointF(60'000, 0));
            m_series[i]->replace(line);
            m_points += static_cast<int>(line.size());
        } else if (m_series[i]->count() > 0)
            m_series[i]->replace(QList<QPointF>());
        m_series[i]->setVisible(used && !lines[i].isEmpty());
    }
}

void LinePool::setPen(const QPen& pen) {
    m_pen = pen;
    for (QLineSeries* series : m_series) series->setPen(pen);
}

AreaPool::AreaPool(QChart& chart, QValueAxis& x, QValueAxis& y) : m_chart(chart), m_x(x), m_y(y) {
    show({{drawing::Polyline{}}, {drawing::Polyline{}}, {drawing::Polyline{}}});
}

void AreaPool::show(const drawing::BandLines& band) {
    const drawing::Polylines low = capped(band.low), high = capped(band.high);
    const std::size_t count = std::min(low.size(), high.size());
    m_points = 0;
    while (m_areas.size() < count) {
        Area a{nullptr, new QLineSeries(&m_chart), new QLineSeries(&m_chart)};
        a.area = new QAreaSeries(a.high, a.low);
        a.area->setParent(&m_chart);
        m_chart.addSeries(a.area);
        a.area->attachAxis(&m_x);
        a.area->attachAxis(&m_y);
        a.area->setPen(Qt::NoPen);
        a.area->setBrush(m_fill);
        m_areas.push_back(a);
    }
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        const bool used = i < count && low[i].size() >= 2;
        if (used) {
            m_areas[i].low->replace(low[i]);
            m_areas[i].high->replace(high[i]);
            m_points += static_cast<int>(low[i].size() + high[i].size());
        }
        m_areas[i].area->setVisible(used);
    }
}

void AreaPool::setStyle(const QColor& fill) {
    m_fill = fill;
    for (Area& a : m_areas) a.area->setBrush(fill);
}

} // namespace ms::charts
