#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace ms::drawing {

/// Finds places for labels that do not run into each other: greedy, in the order of calling (the important first), eight places about the anchor.
/// A value; one a painted picture.
class LabelLayout {
public:
    explicit LabelLayout(const QRectF& picture) : m_picture(picture) {}
    void reserve(const QRectF& taken) { m_taken.push_back(taken); }
    [[nodiscard]] bool free(const QRectF& rect) const;
    /// Top left of a rectangle of `size` beside `anchor` at `distance` (pixels) that is free and inside the picture; taken from then on.
    /// nullopt: no room, leave the label out.
    [[nodiscard]] std::optional<QPointF> place(QPointF anchor, QSizeF size, double distance);

private:
    QRectF m_picture;
    std::vector<QRectF> m_taken;
};

} // namespace ms::drawing
