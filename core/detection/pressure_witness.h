#pragma once

#include "core/detection/inflow_model.h"
#include "core/detection/meter.h"
#include "core/detection/zone_series.h"

#include <Eigen/Core>

#include <vector>

namespace ms::detection {

/// What a zone's pressure loggers say about a change in its inflow: how far each moved, after less before, both over what is usual at that time of
/// day.
struct PressureChange {
    int loggers = 0;     ///< with data on both sides
    double median_m = 0; ///< of the loggers' changes
    double least_m = 0, most_m = 0;
    double leastZ = 0; ///< most negative change over its own usual scatter
    double medianZ = 0;
};

/// The pressure loggers of a zone on its grid. Thread-safe once made; every question is answered from readings up to the step asked about.
class PressureWitness {
public:
    PressureWitness() = default;
    /// Means of the readings of each known step.
    PressureWitness(const Balance& balance, const std::vector<Meter>& meters, const ZoneSeries& series);

    /// Takes in the known steps of `series` from `from` on; `meters` hold at least their readings. Earlier steps stay as they are.
    void putNext(const Balance& balance, const std::vector<Meter>& meters, const ZoneSeries& series, Eigen::Index from);

    void forgetBefore(Eigen::Index step);

    static constexpr Eigen::Index kUsualDays = 14; ///< by which a change is told from the usual one of that hour
    [[nodiscard]] Eigen::Index loggers() const { return m_values.cols(); }
    /// Change from the `width` steps before `onset` to the steps onset + 1 .. until - 1 (at most `width` of them).
    [[nodiscard]] PressureChange change(Eigen::Index onset, Eigen::Index until, Eigen::Index width, Eigen::Index stepsPerDay) const;

private:
    Eigen::MatrixXd m_values; ///< [steps from m_first on x loggers] m
    Eigen::Index m_first = 0;
};

} // namespace ms::detection
