#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace ms::detection {

/// A zone's meter that repeats one value, as the watches see it step by step: for how long, and whether what it reads then can be.
class StandingMeter {
public:
    /// To be called for each step in turn; `inflow_m3s` may be NaN.
    void see(bool stands, double inflow_m3s) {
        m_steps = stands ? m_steps + 1 : 0;
        m_ever += stands;
        if (!stands) m_most_m3s = std::max(m_most_m3s, inflow_m3s); // in this order what is unknown changes nothing
    }
    [[nodiscard]] Eigen::Index steps() const { return m_steps; } ///< in a row, the last one seen included
    /// Where its first reading of this value was, seen from step i: two were equal before it could be seen.
    [[nodiscard]] Eigen::Index since(Eigen::Index i) const { return i - m_steps - 1; }
    /// Whether the balance of step i is too far from what is expected for a meter that measures: by `off_m3s`, which is `gap_m3s` more than was
    /// predicted, with a standard deviation of `sd_m3s`. Too much is not believed of one of several, nor of one that has not read more before: a
    /// large burst may take a meter to the end of its range. One that stands every day (a pump) is as it should be.
    [[nodiscard]] bool cannotBe(Eigen::Index i, Eigen::Index stepsPerDay, bool onlyOne, double inflow_m3s, double mean_m3s, double off_m3s,
                                double gap_m3s, double sd_m3s) const {
        const bool unusual = static_cast<double>(m_ever) < 0.05 * static_cast<double>(i) + 0.5 * static_cast<double>(stepsPerDay);
        return unusual && (off_m3s < 0 || (onlyOne && inflow_m3s < 0.99 * m_most_m3s)) && std::abs(off_m3s) > 0.2 * mean_m3s &&
               std::abs(gap_m3s) > 4 * sd_m3s;
    }

private:
    Eigen::Index m_steps = 0, m_ever = 0;
    double m_most_m3s = 0; ///< the largest inflow while no meter stood
};

} // namespace ms::detection
