#include "ui/drawing/map_frame.h"

#include <algorithm>

namespace ms::drawing {

Box MapFrame::toMap(const QRectF& r) const {
    Box box;
    const Point a = toMap(r.topLeft()), b = toMap(r.bottomRight());
    box.add(a.x, a.y);
    box.add(b.x, b.y);
    return box;
}

MapFrame MapFrame::fit(const Box& box, const QRectF& picture, double margin, double leastWidth) {
    MapFrame frame;
    frame.middle = picture.center();
    if (box.empty()) return frame;
    frame.centre = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    const double width = std::max(1.0, picture.width() - 2 * margin), height = std::max(1.0, picture.height() - 2 * margin);
    const double wide = std::max(box.width(), leastWidth), high = std::max(box.height(), leastWidth * height / width * 0.5);
    frame.pixelsPerUnit = std::min(width / wide, height / high);
    return frame;
}

MapFrame MapFrame::zoomedAt(QPointF picturePoint, double factor) const {
    const Point fixed = toMap(picturePoint);
    MapFrame frame = *this;
    frame.pixelsPerUnit *= factor;
    frame.centre = {fixed.x - (picturePoint.x() - middle.x()) / frame.pixelsPerUnit, fixed.y + (picturePoint.y() - middle.y()) / frame.pixelsPerUnit};
    return frame;
}

} // namespace ms::drawing
