#pragma once

#include "ui/drawing/map_content.h"

#include <QPointF>
#include <QRectF>

namespace ms::drawing {

/// Where map coordinates land in a picture: one scale, north up. A value; y of the picture grows downwards.
struct MapFrame {
    Point centre;             ///< map coordinates of the picture's middle
    double pixelsPerUnit = 1; ///< > 0
    QPointF middle;           ///< of the picture, in its pixels
    bool operator==(const MapFrame&) const = default;

    [[nodiscard]] QPointF toPicture(Point p) const {
        return {middle.x() + (p.x - centre.x) * pixelsPerUnit, middle.y() - (p.y - centre.y) * pixelsPerUnit};
    }
    [[nodiscard]] Point toMap(QPointF p) const {
        return {centre.x + (p.x() - middle.x()) / pixelsPerUnit, centre.y - (p.y() - middle.y()) / pixelsPerUnit};
    }
    [[nodiscard]] Box toMap(const QRectF& r) const;
    /// The frame that shows `box` in `picture` with `margin` pixels around it. An empty or point-like box gets a width of at least `leastWidth`
    /// units.
    [[nodiscard]] static MapFrame fit(const Box& box, const QRectF& picture, double margin, double leastWidth = 50);
    /// The same picture point keeps its map point; the scale changes by `factor`.
    [[nodiscard]] MapFrame zoomedAt(QPointF picturePoint, double factor) const;
};

} // namespace ms::drawing
