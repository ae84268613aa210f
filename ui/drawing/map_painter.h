#pragma once

#include "ui/drawing/label_layout.h"
#include "ui/drawing/map_content.h"
#include "ui/drawing/map_frame.h"
#include "ui/drawing/map_overlay.h"
#include "ui/drawing/pipe_colours.h"
#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QFont>
#include <QRectF>
#include <QString>

#include <set>

class QPainter;

/// Painters of the layers of a map, for screen and print alike. Lengths are logical pixels (1/96 inch in print: scale the painter), pens have
/// explicit widths, nothing is cosmetic. All are const and safe on any thread with a painter of one's own. Only what touches `clip` is drawn.
namespace ms::drawing {

/// Black on white with viridis from pale (low) to dark (high): survives greyscale.
[[nodiscard]] const session::Theme& printTheme();

/// All pipes, thicker ones for larger diameters. `muted` draws them paler, as the ground of an event's colours. With `colours` each in the colour and
/// width of its class instead.
void drawPipes(QPainter& painter, const MapContent& content, const MapFrame& frame, const QRectF& clip, const session::Theme& theme, bool muted,
               const PipeColours* colours = nullptr);
/// How many points the pipes that touch the clip have: what drawPipes would cost.
[[nodiscard]] std::size_t pointsInView(const MapContent& content, const Box& box, std::size_t enough);
/// One pipe as a line, e.g. to highlight it.
void drawPipe(QPainter& painter, const MapContent& content, std::uint32_t pipe, const MapFrame& frame, const QColor& colour, double width);
/// The event's pipes by class of probability.
void drawProbability(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, const MapFrame& frame,
                     const QRectF& clip, const session::Theme& theme);
/// Outline of the area, dashed.
void drawArea(QPainter& painter, const MapOverlay& overlay, const MapFrame& frame, const session::Theme& theme);
/// Reservoirs, tanks, pumps, valves; reserves their places for the labels.
void drawSymbols(QPainter& painter, const MapContent& content, const MapFrame& frame, const QRectF& clip, const session::Theme& theme,
                 LabelLayout& labels);

struct SensorStyle {
    std::set<std::uint32_t> selected;
    bool names = false; ///< also of sensors without evidence, where there is room
};
/// Sensors by shape (circle pressure, square flow, triangle level, diamond demand), with the change that the event brought beside them.
void drawSensors(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const MapFrame& frame, const QRectF& clip,
                 const session::Theme& theme, const session::DisplayUnits& units, const SensorStyle& style, LabelLayout& labels);
/// "Area of interest 90 %: 1.9 km to walk" beside the outline.
void drawAreaLabel(QPainter& painter, const MapOverlay& overlay, const MapFrame& frame, const QRectF& picture, const session::Theme& theme,
                   LabelLayout& labels);

/// Shape of a sensor of this quantity about `at`, `radius` pixels.
void drawSensorShape(QPainter& painter, Quantity quantity, QPointF at, double radius);

/// Metres per unit of the map, judged by pipes whose length the file gives; 0 when the two do not agree (schematic, or degrees).
[[nodiscard]] double metresPerUnit(const MapContent& content);

} // namespace ms::drawing
