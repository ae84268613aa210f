#include "ui/drawing/spatial_grid.h"

#include <algorithm>
#include <cmath>

namespace ms::drawing {

void Box::add(double x, double y) {
    x0 = std::min(x0, x);
    y0 = std::min(y0, y);
    x1 = std::max(x1, x);
    y1 = std::max(y1, y);
}

void Box::add(const Box& o) {
    if (o.empty()) return;
    add(o.x0, o.y0);
    add(o.x1, o.y1);
}

SpatialGrid::SpatialGrid(std::vector<Box> boxes) : m_boxes(std::move(boxes)) {
    std::size_t filled = 0;
    for (const Box& b : m_boxes) {
        if (b.empty()) continue;
        m_bounds.add(b);
        ++filled;
    }
    if (filled == 0) return;
    // About two items a cell, at most 4 million cells, square cells; a degenerate map still gets one.
    const double wanted = std::clamp(static_cast<double>(filled) / 2.0, 1.0, 4e6);
    const double w = m_bounds.width(), h = m_bounds.height();
    const double longer = std::max({w, h, 1e-9});
    m_cell = std::max(w > 0 && h > 0 ? std::sqrt(w * h / wanted) : longer / wanted, longer / 4096.0);
    m_columns = std::max(1, static_cast<int>(std::ceil(w / m_cell)));
    m_rows = std::max(1, static_cast<int>(std::ceil(h / m_cell)));

    constexpr std::int64_t large = 1024;
    const auto count = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
    m_first.assign(count + 1, 0);
    const auto eachCell = [&](const Cells& c, auto&& act) {
        for (int y = c.y0; y <= c.y1; ++y)
            for (int x = c.x0; x <= c.x1; ++x) act(static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(x));
    };
    const auto isLarge = [](const Cells& c) { return std::int64_t{c.x1 - c.x0 + 1} * (c.y1 - c.y0 + 1) > large; };
    for (std::uint32_t i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i].empty()) continue;
        const Cells c = cells(m_boxes[i]);
        if (isLarge(c))
            m_large.push_back(i);
        else
            eachCell(c, [&](std::size_t cell) { ++m_first[cell + 1]; });
    }
    for (std::size_t c = 0; c < count; ++c) m_first[c + 1] += m_first[c];
    m_items.resize(m_first[count]);
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::uint32_t i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i].empty()) continue;
        const Cells c = cells(m_boxes[i]);
        if (!isLarge(c)) eachCell(c, [&](std::size_t cell) { m_items[next[cell]++] = i; });
    }
}

SpatialGrid::Cells SpatialGrid::cells(const Box& box) const {
    const auto column = [&](double x) { return static_cast<int>(std::clamp(std::floor((x - m_bounds.x0) / m_cell), 0.0, m_columns - 1.0)); };
    const auto row = [&](double y) { return static_cast<int>(std::clamp(std::floor((y - m_bounds.y0) / m_cell), 0.0, m_rows - 1.0)); };
    return {column(box.x0), row(box.y0), column(box.x1), row(box.y1)};
}

std::vector<std::uint32_t> SpatialGrid::query(const Box& area) const {
    std::vector<std::uint32_t> found;
    query(area, [&](std::uint32_t item) { found.push_back(item); });
    return found;
}

double squaredDistance(double x, double y, double ax, double ay, double bx, double by) {
    const double dx = bx - ax, dy = by - ay;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length2, 0.0, 1.0) : 0.0;
    const double ex = ax + t * dx - x, ey = ay + t * dy - y;
    return ex * ex + ey * ey;
}

} // namespace ms::drawing
