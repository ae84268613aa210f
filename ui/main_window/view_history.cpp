#include "ui/main_window/view_history.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace ms::window {

bool SeenView::looksLike(const SeenView& other) const {
    const double scale = std::abs(frame.pixelsPerUnit / other.frame.pixelsPerUnit - 1);
    const double apart = std::hypot(frame.centre.x - other.frame.centre.x, frame.centre.y - other.frame.centre.y) * frame.pixelsPerUnit;
    const auto grain = std::max<std::int64_t>(1, span.length().ms / 1000);
    return event == other.event && scale < 1e-3 && apart < 1.5 && std::llabs(span.from.ms - other.span.from.ms) <= grain &&
           std::llabs(span.to.ms - other.span.to.ms) <= grain;
}

bool ViewHistory::visit(const SeenView& view) {
    constexpr std::size_t most = 100;
    if (!m_views.empty() && m_views[m_at].looksLike(view)) {
        m_views[m_at] = view;
        return false;
    }
    if (!m_views.empty()) m_views.resize(m_at + 1);
    m_views.push_back(view);
    if (m_views.size() > most) m_views.erase(m_views.begin());
    m_at = m_views.size() - 1;
    return true;
}

bool ViewHistory::canGo(int by) const { return by < 0 ? m_at > 0 : m_at + 1 < m_views.size(); }

const SeenView& ViewHistory::go(int by) {
    m_at = by < 0 ? m_at - 1 : m_at + 1;
    return m_views[m_at];
}

void ViewHistory::clear() {
    m_views.clear();
    m_at = 0;
}

} // namespace ms::window
