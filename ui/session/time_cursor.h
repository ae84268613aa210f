#pragma once

#include "core/base/time.h"

#include <QObject>

namespace ms::session {

/// The one instant all views point at, and the one range of time the charts show. GUI thread only.
class TimeCursor final : public QObject {
    Q_OBJECT
public:
    explicit TimeCursor(QObject* parent = nullptr);

    [[nodiscard]] Instant instant() const { return m_instant; }  ///< invalid = no cursor
    [[nodiscard]] TimeSpan visible() const { return m_visible; } ///< what the charts show; invalid instants without data
    [[nodiscard]] TimeSpan extent() const { return m_extent; }   ///< of all data, what the overview strip shows

    void setInstant(Instant t);
    /// Clamped to the extent widened by half its length (at least a day) and to at least five minutes.
    void setVisible(TimeSpan span);
    /// Sets the extent; a visible range that is not set yet, or lies outside, becomes the whole extent.
    void setExtent(TimeSpan extent);
    void zoom(double factor); ///< of the visible range about the cursor where it is visible, else about the middle; 0.5 halves the range
    void showAll() { setVisible(m_extent); }

Q_SIGNALS:
    void instantChanged(ms::Instant instant);
    void visibleChanged(ms::TimeSpan visible);
    void extentChanged(ms::TimeSpan extent);

private:
    Instant m_instant;
    TimeSpan m_visible, m_extent;
};

[[nodiscard]] inline bool isValid(TimeSpan span) { return span.from.valid() && span.to.valid() && span.from < span.to; }

} // namespace ms::session
