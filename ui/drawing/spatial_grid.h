#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace ms::drawing {

/// An axis-parallel box in map coordinates. Empty while low > high.
struct Box {
    double x0 = std::numeric_limits<double>::infinity(), y0 = x0;
    double x1 = -std::numeric_limits<double>::infinity(), y1 = x1;
    bool operator==(const Box&) const = default;

    [[nodiscard]] bool empty() const { return x0 > x1 || y0 > y1; }
    [[nodiscard]] double width() const { return x1 - x0; }
    [[nodiscard]] double height() const { return y1 - y0; }
    [[nodiscard]] bool intersects(const Box& o) const { return x0 <= o.x1 && o.x0 <= x1 && y0 <= o.y1 && o.y0 <= y1; }
    [[nodiscard]] bool contains(double x, double y) const { return x0 <= x && x <= x1 && y0 <= y && y <= y1; }
    [[nodiscard]] Box grown(double by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
    void add(double x, double y);
    void add(const Box& o);
};

/// Which of many boxes touch a box: a uniform grid in compressed rows, built once, then const and safe to ask from any thread. Knows no Qt.
///
/// An item is listed in every cell that its box touches; a query reports it only from the first of those cells that the query also touches,
/// so nothing has to be sorted or marked. Items that would fill more than 1,024 cells are kept in a list of their own.
/// Cost: memory about 12 bytes an item and cell touched; a query costs its cells plus its hits.
class SpatialGrid {
public:
    SpatialGrid() = default;
    /// Items keep their index; empty boxes are never found.
    explicit SpatialGrid(std::vector<Box> boxes);

    [[nodiscard]] std::size_t size() const { return m_boxes.size(); }
    [[nodiscard]] const Box& bounds() const { return m_bounds; }
    [[nodiscard]] const Box& box(std::uint32_t item) const { return m_boxes[item]; }

    /// Calls visit(item) once for each item whose box touches `area`; the order is the same at each call. A visit that returns bool ends it by false.
    template <typename Visit>
    void query(const Box& area, Visit&& visit) const {
        if (m_boxes.empty() || area.empty() || !area.intersects(m_bounds)) return;
        const auto goesOn = [&visit](std::uint32_t item) {
            if constexpr (std::is_same_v<std::invoke_result_t<Visit, std::uint32_t>, bool>)
                return visit(item);
            else
                return visit(item), true;
        };
        for (std::uint32_t item : m_large)
            if (m_boxes[item].intersects(area) && !goesOn(item)) return;
        const Cells q = cells(area);
        for (int cy = q.y0; cy <= q.y1; ++cy) {
            for (int cx = q.x0; cx <= q.x1; ++cx) {
                const auto cell = static_cast<std::size_t>(cy) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(cx);
                for (std::uint32_t k = m_first[cell]; k < m_first[cell + 1]; ++k) {
                    const std::uint32_t item = m_items[k];
                    const Box& b = m_boxes[item];
                    if (!b.intersects(area)) continue;
                    const Cells own = cells(b);
                    if (cx == (own.x0 > q.x0 ? own.x0 : q.x0) && cy == (own.y0 > q.y0 ? own.y0 : q.y0) && !goesOn(item)) return;
                }
            }
        }
    }
    [[nodiscard]] std::vector<std::uint32_t> query(const Box& area) const;

private:
    struct Cells {
        int x0, y0, x1, y1;
    };
    [[nodiscard]] Cells cells(const Box& box) const;

    std::vector<Box> m_boxes;
    Box m_bounds;
    double m_cell = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<std::uint32_t> m_first, m_items, m_large;
};

/// Square of the distance of (x, y) from the segment a-b.
[[nodiscard]] double squaredDistance(double x, double y, double ax, double ay, double bx, double by);

} // namespace ms::drawing
