#pragma once

#include "core/base/time.h"
#include "core/base/units.h"
#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QWidget>

#include <vector>

namespace ms::dialogs {

/// A small picture of a channel: least and greatest values over time, with the axis' ends in words. No interaction.
class SparkChart final : public QWidget {
    Q_OBJECT
public:
    explicit SparkChart(QWidget* parent = nullptr);
    void setLook(const session::Theme& theme, const session::DisplayUnits& units, const LocalZone& zone);
    void clear(const QString& why);
    /// SI; NaN where nothing was read.
    void setValues(Quantity quantity, std::vector<double> low, std::vector<double> high, Instant from, Instant to);
    [[nodiscard]] QString summary() const { return m_summary; } ///< also the accessible description
    [[nodiscard]] QSize sizeHint() const override { return {300, 130}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 90}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    session::Theme m_theme = session::lightTheme();
    session::DisplayUnits m_units;
    LocalZone m_zone;
    Quantity m_quantity = Quantity::pressure;
    std::vector<double> m_low, m_high;
    Instant m_from, m_to;
    QString m_empty, m_summary;
    double m_least = 0, m_most = 0;
};

} // namespace ms::dialogs
