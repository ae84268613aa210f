#pragma once

#include "ui/session/session.h"

#include <QWidget>

#include <vector>

namespace ms::panels {

/// Measured against modelled: what each sensor changed by, in units of its own spread, over what the supposed burst would have changed it by. On the
/// line through the middle the two agree. A click selects the sensor. The table beside it says the same in numbers.
class FitPlot final : public QWidget {
    Q_OBJECT
public:
    explicit FitPlot(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {260, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 130}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Dot {
        std::string sensor;
        Quantity quantity = Quantity::pressure;
        double measured_si = 0, modelled_si = 0, sigma_si = 1;
    };
    void refresh();
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QPointF placeOf(const Dot& dot) const;
    [[nodiscard]] const Dot* dotAt(QPointF at) const;

    session::Session& m_session;
    std::vector<Dot> m_dots;
    double m_reach = 1; ///< of both axes, to either side
};

} // namespace ms::panels
