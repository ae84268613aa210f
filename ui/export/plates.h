#pragma once

#include "ui/drawing/map_frame.h"
#include "ui/drawing/map_overlay.h"
#include "ui/export/report_content.h"

#include <QRectF>

class QPainter;

/// Pictures within a report, in logical pixels (1/96 inch) and the print palette. No text overlaps the edge of the rectangle that is given.
namespace ms::exporting {

/// The event's map: pipes, probabilities, area, sensors, legend, scale bar, north arrow, CRS, and a small map of where in the network it lies when
/// the picture does not show all. `event` may be null: the network alone.
void paintMap(QPainter& painter, const ReportContent& content, const detection::Event* event, const QRectF& rect, bool wholeNetwork);
/// All events of the report on one map, with their numbers.
void paintOverview(QPainter& painter, const ReportContent& content, const QRectF& rect);
/// The charts of the first event, one above the other, under its headline.
void paintCharts(QPainter& painter, const ReportContent& content, const QRectF& rect);
/// A chart with its title, band, measured line and the event's span.
void paintChart(QPainter& painter, const ReportChart& chart, const detection::Event& event, const LocalZone& zone, const QRectF& rect,
                bool timeLabels);

} // namespace ms::exporting
