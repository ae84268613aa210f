#pragma once

#include "core/base/time.h"
#include "ui/drawing/map_frame.h"

#include <cstdint>
#include <vector>

namespace ms::window {

/// What one was looking at: a place on the map, a range of time, an event.
struct SeenView {
    drawing::MapFrame frame;
    TimeSpan span;
    std::int64_t event = 0;
    /// The same to the eye: within a pixel, a thousandth of the scale and the range.
    [[nodiscard]] bool looksLike(const SeenView& other) const;
};

/// The views one has been at, like a browser's pages: back and forward, apart from undo, because nothing of the project changes. A value; holds the
/// last 100.
class ViewHistory {
public:
    /// A view one has come to; what lay ahead is forgotten. False when it looks like the present one, which then takes its exact place.
    bool visit(const SeenView& view);
    [[nodiscard]] bool canGo(int by) const; ///< -1 back, +1 forward
    /// The view to show; must be able to.
    const SeenView& go(int by);
    void clear();
    [[nodiscard]] std::size_t size() const { return m_views.size(); }

private:
    std::vector<SeenView> m_views;
    std::size_t m_at = 0; ///< of the present one
};

} // namespace ms::window
