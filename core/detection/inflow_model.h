#pragma once

#include "core/detection/calendar.h"
#include "core/detection/zone_series.h"

#include <array>
#include <vector>

namespace ms::detection {

/// The calendar of a grid: what day and slot each step is, in local time.
struct GridCalendar {
    Eigen::Index first = 0; ///< the step that the lists begin with: that of the series it was made for
    std::vector<std::int64_t> day;
    std::vector<int> slot;
    std::vector<DayType> type;
    int slotsPerDay = 24;

    [[nodiscard]] std::int64_t dayOf(Eigen::Index i) const { return day[static_cast<std::size_t>(i - first)]; }
    [[nodiscard]] int slotOf(Eigen::Index i) const { return slot[static_cast<std::size_t>(i - first)]; }
    [[nodiscard]] DayType typeOf(Eigen::Index i) const { return type[static_cast<std::size_t>(i - first)]; }
};
[[nodiscard]] GridCalendar calendarOf(const ZoneSeries& series, const LocalZone& zone, const std::vector<std::int64_t>& holidays);

/// What a zone's inflow should be without events, up to a level that the filter follows.
///
/// With drivers (customer meters): inflow = sum_c a_c driver_c + slot profile, a_c by robust least squares on *within-day demeaned* steps, which
/// cancels leaks and levels; bad days weigh little; where drivers are absolute, a_c ~ N(1, 0.05^2) beforehand. Without drivers: robust profile by day
/// type and slot.
class InflowModel {
public:
    /// Learns from steps before `until`; `clean_m3s` is the inflow without open events. False while there is too little (6 days with drivers, 10
    /// without).
    [[nodiscard]] bool learn(const ZoneSeries& series, const GridCalendar& calendar, const Eigen::VectorXd& clean_m3s, Eigen::Index until);

    /// Expected inflow of a step; NaN where a driver is missing.
    [[nodiscard]] double expected(const ZoneSeries& series, const GridCalendar& calendar, Eigen::Index i) const;
    /// Demand's shape (mean about 1) with which noise scales.
    [[nodiscard]] double shape(const ZoneSeries& series, const GridCalendar& calendar, Eigen::Index i) const;
    /// How a day off differs from a working day at this slot, m3/s; 0 with drivers, which know.
    [[nodiscard]] double pattern(const GridCalendar& calendar, Eigen::Index i) const;
    /// By how much residuals of the days learned from are smaller than those of new days will be (>= 1).
    [[nodiscard]] double optimism(const GridCalendar& calendar, Eigen::Index i) const;
    /// How much the mean inflow is, whichever way it goes (a meter may be entered the wrong way round): what sizes are measured against.
    [[nodiscard]] double meanFlow_m3s() const { return m_mean; }
    [[nodiscard]] const Eigen::VectorXd& coefficients() const { return m_coefficients; }

private:
    void learnCoefficients(const ZoneSeries& series, const GridCalendar& calendar, const Eigen::VectorXd& clean, Eigen::Index until);
    void learnProfile(const ZoneSeries& series, const GridCalendar& calendar, const Eigen::VectorXd& clean, Eigen::Index until);
    [[nodiscard]] double driven(const ZoneSeries& series, Eigen::Index i) const;

    Eigen::VectorXd m_coefficients;
    std::array<Eigen::VectorXd, 3> m_profile; ///< by day type
    std::array<double, 3> m_daysOfType{};
    Eigen::VectorXd m_shape; ///< by slot, mean 1
    double m_mean = 0, m_drivenMean = 0;
};

} // namespace ms::detection
