#pragma once

#include "ui/session/session.h"

#include <QWidget>

#include <optional>

namespace ms::panels {

/// The whole time of the project on one line: lanes of events, repairs and notes, and the visible range of the charts as a brush. Drag inside the
/// brush to move it, at its edges to widen it, elsewhere to draw a new one; a click on a mark goes there; the wheel zooms.
class OverviewStrip final : public QWidget {
    Q_OBJECT
public:
    explicit OverviewStrip(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const;
    /// For tests: where an instant lies in the widget.
    [[nodiscard]] double xOf(Instant t) const;
    [[nodiscard]] int laneY(int lane) const; ///< middle of lane 0 events, 1 repairs, 2 notes

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { none, move, left, right, draw };
    [[nodiscard]] Instant instantAt(double x) const;
    [[nodiscard]] TimeSpan shown() const; ///< the extent of the data with the marks outside it
    [[nodiscard]] Drag dragAt(QPointF at) const;
    [[nodiscard]] std::int64_t eventAt(QPointF at) const;
    [[nodiscard]] int labelWidth() const;
    void drawMarks(QPainter& painter) const;
    void drawAxis(QPainter& painter) const;
    void updateSummary();

    session::Session& m_session;
    Drag m_drag = Drag::none;
    Instant m_grabbed;
    TimeSpan m_before;
    QPointF m_pressed;
    bool m_moved = false;
};

} // namespace ms::panels
