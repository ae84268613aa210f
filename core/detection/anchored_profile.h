#pragma once

#include "core/detection/inflow_model.h"

#include <Eigen/Core>

#include <array>

namespace ms::detection {

/// What a zone without customer meters takes when nothing is wrong, for zones whose night level hardly changes.
///
/// Each day is taken over its own small hours, so that a burst that runs all day leaves no trace; the medians of that by day type and slot, recent
/// days counting more, are put back on the level that nights have in common (where they lie closest together; days off have a level of their own).
class AnchoredProfile {
public:
    /// What is older than this is not learned from, even where little is known since.
    static constexpr Eigen::Index kOldest_d = 120;

    /// `inflow_m3s` on the grid of `calendar` from its step `first` on, NaN where unknown; `inEvent` marks steps of known events. Looks at steps
    /// before `until`. False while there are fewer than ten nights; before a fortnight it is not `settled`.
    [[nodiscard]] bool learn(const GridCalendar& calendar, const Eigen::VectorXd& inflow_m3s, const Eigen::Array<bool, Eigen::Dynamic, 1>& inEvent,
                             Eigen::Index until, Eigen::Index first = 0);

    [[nodiscard]] double expected(const GridCalendar& calendar, Eigen::Index i) const { return m_profile[type(calendar, i)][slot(calendar, i)]; }
    /// Demand's shape (mean 1) with which noise scales.
    [[nodiscard]] double shape(const GridCalendar& calendar, Eigen::Index i) const { return m_shape[slot(calendar, i)]; }
    /// How a day off differs from a working day at this slot, m3/s.
    [[nodiscard]] double pattern(const GridCalendar& calendar, Eigen::Index i) const {
        return m_hasPattern ? m_profile[1][slot(calendar, i)] - m_profile[0][slot(calendar, i)] : 0;
    }
    /// By how much more flows at this slot when the morning comes an hour earlier, m3/s.
    [[nodiscard]] double shift(const GridCalendar& calendar, Eigen::Index i) const { return m_shift[type(calendar, i)][slot(calendar, i)]; }
    /// By how much residuals of the days learned from are smaller than those of new days will be (>= 1).
    [[nodiscard]] double optimism(const GridCalendar& calendar, Eigen::Index i) const;
    [[nodiscard]] bool settled() const { return m_settled; }
    /// How much the mean inflow is, whichever way it goes (a meter may be entered the wrong way round): what sizes are measured against.
    [[nodiscard]] double meanFlow_m3s() const { return m_mean; }
    /// How far nights stray from the common level, m3/s.
    [[nodiscard]] double nightSd_m3s() const { return m_nightSd; }

private:
    static std::size_t type(const GridCalendar& c, Eigen::Index i) { return static_cast<std::size_t>(c.typeOf(i)); }
    static int slot(const GridCalendar& c, Eigen::Index i) { return c.slotOf(i); }

    std::array<Eigen::VectorXd, 3> m_profile; ///< by day type
    std::array<Eigen::VectorXd, 3> m_shift;
    std::array<double, 3> m_days{}; ///< of each type, old ones counting less
    Eigen::VectorXd m_shape;        ///< by slot
    bool m_hasPattern = false, m_settled = false;
    double m_mean = 0, m_nightSd = 0;
};

} // namespace ms::detection
