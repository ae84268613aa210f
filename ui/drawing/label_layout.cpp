#include "ui/drawing/label_layout.h"

#include <algorithm>
#include <array>

namespace ms::drawing {

bool LabelLayout::free(const QRectF& rect) const {
    return std::none_of(m_taken.begin(), m_taken.end(), [&](const QRectF& taken) { return taken.intersects(rect); });
}

std::optional<QPointF> LabelLayout::place(QPointF anchor, QSizeF size, double distance) {
    const double w = size.width(), h = size.height(), d = distance, e = distance * 0.7;
    const std::array<QPointF, 8> offsets{QPointF{d, -h / 2}, {-w - d, -h / 2}, {-w / 2, -h - d}, {-w / 2, d},
                                         QPointF{e, -h - e}, {e, e},           {-w - e, -h - e}, {-w - e, e}};
    for (const QPointF& offset : offsets) {
        const QRectF rect(anchor + offset, size);
        if (!m_picture.contains(rect) || !free(rect)) continue;
        m_taken.push_back(rect);
        return rect.topLeft();
    }
    return std::nullopt;
}

} // namespace ms::drawing
