#pragma once

#include "core/base/time.h"

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace ms::calibration {

/// What the loggers of a zone without customer meters say, on their own grid: rows that a burst's place moves and that the inflow otherwise
/// explains. First rows: head of a pressure logger less that of the reference logger (m), so that whatever lifts all of them cancels. Then all flow
/// meters on the zone's edge but the last (m3/s, into the zone): how the inlets share. NaN where nothing was measured.
struct InflowRecord {
    Instant start; ///< of column 0; a column is an instant at which loggers were read
    Duration step{900'000};
    Eigen::Index heads = 0; ///< how many rows are heads
    Eigen::MatrixXd value;  ///< [rows x instants]
    Eigen::VectorXd inflow; ///< [instants] m3/s into the zone around that instant

    [[nodiscard]] Eigen::Index rows() const { return value.rows(); }
    [[nodiscard]] Eigen::Index size() const { return value.cols(); }
    [[nodiscard]] Instant at(Eigen::Index i) const { return start + step * i; }
    [[nodiscard]] Eigen::Index perDay() const { return days(1).ms / step.ms; }
};

/// How each row follows the inflow when nothing happens: constant of the time of day + slope * inflow (flows) or inflow^1.852 (heads,
/// Hazen-Williams).
struct InflowFit {
    Eigen::VectorXd slope;   ///< [rows] per unit of the relative inflow (power)
    Eigen::MatrixXd profile; ///< [rows x perDay]
    Eigen::MatrixXd sd;      ///< [rows x perDay] of one reading about that, robust, never below the resolution
    double mean_m3s = 1;     ///< the inflow that counts as 1
    Eigen::Index instants = 0;

    /// What is left of the rows at the instants [0, until): [until x rows], so that a row's instants lie side by side.
    [[nodiscard]] Eigen::MatrixXd residuals(const InflowRecord& record, Eigen::Index until) const;
};

/// Learns from the instants of [from, until) that are `quiet`. Robust: two Huber steps for slopes, medians for the profile.
[[nodiscard]] InflowFit fitInflow(const InflowRecord& record, const std::vector<char>& quiet, Eigen::Index from, Eigen::Index until);

} // namespace ms::calibration
