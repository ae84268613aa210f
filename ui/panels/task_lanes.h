#pragma once

#include "ui/session/session.h"

#include <QWidget>

namespace ms::panels {

/// The workers as lanes on a time axis, each task a bar: what ran beside what, what waited, where the time went. Hovering tells the task.
class TaskLanes final : public QWidget {
    Q_OBJECT
public:
    explicit TaskLanes(session::Session& session, QWidget* parent = nullptr);
    void setTraces(std::vector<jobs::TaskTrace> traces, double elapsed_s);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int lanes() const { return m_lanes; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF barOf(const jobs::TaskTrace& trace) const;
    [[nodiscard]] double span_s() const;
    [[nodiscard]] static QString nameOf(const jobs::TaskTrace& trace);
    [[nodiscard]] QColor colourOf(const jobs::TaskTrace& trace) const;
    [[nodiscard]] int labelWidth() const;

    session::Session& m_session;
    std::vector<jobs::TaskTrace> m_traces;
    double m_elapsed_s = 0;
    QList<int> m_workers; ///< that have worked, a lane each
    int m_lanes = 0;
};

} // namespace ms::panels
