#pragma once

#include "ui/drawing/chart_lines.h"

#include <QPen>

#include <vector>

class QAreaSeries;
class QChart;
class QLineSeries;
class QValueAxis;

namespace ms::charts {

/// The line series of one curve: one for each stretch without a gap. Made as needed and kept, because adding a series to a chart is slow; the
/// chart owns them. Beyond 60 stretches the rest is joined to the last.
class LinePool {
public:
    LinePool(QChart& chart, QValueAxis& x, QValueAxis& y);
    void show(const drawing::Polylines& lines);
    void setPen(const QPen& pen);
    [[nodiscard]] int points() const { return m_points; }

private:
    QChart& m_chart;
    QValueAxis& m_x;
    QValueAxis& m_y;
    QPen m_pen;
    std::vector<QLineSeries*> m_series;
    int m_points = 0;
};

/// The same for the areas between two curves.
class AreaPool {
public:
    AreaPool(QChart& chart, QValueAxis& x, QValueAxis& y);
    void show(const drawing::BandLines& band);
    void setStyle(const QColor& fill);
    [[nodiscard]] int points() const { return m_points; }

private:
    struct Area {
        QAreaSeries* area;
        QLineSeries* low;
        QLineSeries* high;
    };
    QChart& m_chart;
    QValueAxis& m_x;
    QValueAxis& m_y;
    QColor m_fill;
    std::vector<Area> m_areas;
    int m_points = 0;
};

} // namespace ms::charts
