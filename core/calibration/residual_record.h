#pragma once

#include "core/base/time.h"

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace ms::calibration {

/// Residuals of the loggers of one zone (measured minus model) as means over parts of the day: the only thing localisation reads of the data.
/// Columns are slots in time, `slotsPerDay` a day, the first at `start` (local midnight); rows are observations: pressure loggers first
/// (m), then flow meters the model is not conditioned on (m3/s). NaN where nothing was measured.
struct ResidualRecord {
    Instant start;
    int slotsPerDay = 8;
    std::vector<std::size_t> sensors; ///< [rows] index in the project's list of sensors
    std::size_t pressures = 0;        ///< how many of the rows are pressures
    Eigen::MatrixXf residual;         ///< [rows x slots]
    Eigen::MatrixXf loss;             ///< [rows x slots] m of head lost on the way to a pressure logger by the model (flows: the model's flow)
    bool operator==(const ResidualRecord&) const = default;

    [[nodiscard]] Eigen::Index rows() const { return residual.rows(); }
    [[nodiscard]] Eigen::Index slots() const { return residual.cols(); }
    [[nodiscard]] Duration slotLength() const { return Duration{days(1).ms / slotsPerDay}; }
    [[nodiscard]] Instant at(Eigen::Index slot) const { return start + slotLength() * slot; }
    /// Days since `start` at the middle of a slot.
    [[nodiscard]] double dayOf(Eigen::Index slot) const { return (static_cast<double>(slot) + 0.5) / slotsPerDay; }
    /// The slots that have wholly passed at `t`.
    [[nodiscard]] Eigen::Index slotsBefore(Instant t) const;
};

/// How a record behaves when nothing happens: learned from slots in [from, until) only.
struct ResidualNoise {
    Eigen::VectorXd slope;                   ///< [rows] residual per unit of loss beyond the model's (error of roughness and demand)
    std::vector<Eigen::MatrixXd> covariance; ///< [slotsPerDay] of one slot of one day, [rows x rows]
};

/// Slopes by regression within days (so that leaks, which last, cancel), covariances from differences of the same slot a week apart,
/// robust against the days at which something began, shrunk towards their diagonal (Ledoit and Wolf 2004 in spirit: rows / samples) and never below
/// the floors (logger resolution).
[[nodiscard]] ResidualNoise learnNoise(const ResidualRecord& record, Eigen::Index from, Eigen::Index until, double pressureFloor_m = 0.006,
                                       double flowFloor_m3s = 0.0001);

} // namespace ms::calibration
