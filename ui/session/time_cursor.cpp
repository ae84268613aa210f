#include "ui/session/time_cursor.h"

#include <algorithm>
#include <cmath>

namespace ms::session {

TimeCursor::TimeCursor(QObject* parent) : QObject(parent) {}

void TimeCursor::setInstant(Instant t) {
    if (m_instant == t) return;
    m_instant = t;
    Q_EMIT instantChanged(t);
}

void TimeCursor::setVisible(TimeSpan span) {
    if (!isValid(span)) return;
    constexpr std::int64_t least = 300'000;
    if (span.length().ms < least) {
        const auto middle = span.from.ms + span.length().ms / 2;
        span = {{middle - least / 2}, {middle + least / 2}};
    }
    if (isValid(m_extent)) {
        const auto margin = std::max<std::int64_t>(days(1).ms, m_extent.length().ms / 2);
        const Instant low{m_extent.from.ms - margin}, high{m_extent.to.ms + margin};
        const auto length = std::min(span.length().ms, high.ms - low.ms);
        if (span.from < low || span.length().ms > length) span = {low, {low.ms + length}};
        if (span.to > high) span = {{high.ms - length}, high};
    }
    if (m_visible == span) return;
    m_visible = span;
    Q_EMIT visibleChanged(span);
}

void TimeCursor::setExtent(TimeSpan extent) {
    if (m_extent == extent) return;
    m_extent = extent;
    Q_EMIT extentChanged(extent);
    if (!isValid(extent)) {
        m_visible = {};
        setInstant({});
        Q_EMIT visibleChanged(m_visible);
        return;
    }
    const bool apart = !isValid(m_visible) || m_visible.to <= extent.from || m_visible.from >= extent.to;
    setVisible(apart ? extent : m_visible);
}

void TimeCursor::zoom(double factor) {
    if (!isValid(m_visible) || !(factor > 0)) return;
    const double length = static_cast<double>(m_visible.length().ms);
    const bool atCursor = m_instant.valid() && m_visible.contains(m_instant);
    const double fixed = atCursor ? static_cast<double>((m_instant - m_visible.from).ms) : length / 2;
    const double from = static_cast<double>(m_visible.from.ms) + fixed * (1 - factor);
    setVisible({{std::llround(from)}, {std::llround(from + length * factor)}});
}

} // namespace ms::session
