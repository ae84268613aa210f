#pragma once

#include "ui/drawing/map_content.h"
#include "ui/drawing/map_frame.h"
#include "ui/drawing/map_overlay.h"
#include "ui/session/theme.h"

#include <QRectF>
#include <QSizeF>
#include <Qt>

class QPainter;

/// What lies over a map and does not move with it. Each returns the rectangle that it took, for LabelLayout::reserve.
namespace ms::drawing {

/// `brief` leaves the symbols out where there are classes of probability to show: for small maps.
enum class LegendDetail { full, brief };

/// Classes of probability with their numbers and, below, the symbols that occur. Empty rectangle when there is nothing to explain.
QRectF drawLegend(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, QPointF topLeft,
                  const session::Theme& theme, LegendDetail detail = LegendDetail::full);
[[nodiscard]] QSizeF legendSize(const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale,
                                LegendDetail detail = LegendDetail::full);
/// The corner of the picture (not the low right one, where the scale bar is) in which a box of `size` hides the fewest points of pipes.
[[nodiscard]] Qt::Corner quietCorner(const MapContent& content, const MapFrame& frame, const QRectF& picture, QSizeF size);
/// Top left of a box in a corner of the picture.
[[nodiscard]] QPointF cornerPlace(Qt::Corner corner, const QRectF& picture, QSizeF size);
/// A bar of a round length, at most `most` pixels, and the arrow to the north; bottom right corner at `bottomRight`.
QRectF drawScaleBar(QPainter& painter, const MapFrame& frame, double metresPerUnit, QPointF bottomRight, double most, const session::Theme& theme);

/// The largest of 1, 2, 5 x 10^n that is at most `x`.
[[nodiscard]] double roundBelow(double x);

} // namespace ms::drawing
