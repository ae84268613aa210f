#pragma once

#include "ui/session/session.h"

#include <QWidget>

namespace ms::panels {

/// Measured over modelled of one sensor, a dot an hour: hollow before the event, filled after it. On the dashed line the two agree; the band is as
/// wide as they usually are apart. Shows the selected sensor, else the one that changed most. The table beside it says the same in numbers.
class ModelFitPlot final : public QWidget {
    Q_OBJECT
public:
    explicit ModelFitPlot(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {300, 240}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 140}; }
    [[nodiscard]] const session::SensorFit* shown() const; ///< null = none

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    session::Session& m_session;
};

} // namespace ms::panels
