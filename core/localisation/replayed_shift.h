#pragma once

#include "core/calibration/inflow_residual.h"

#include <Eigen/Core>

#include <vector>

namespace ms::localisation {

/// An event as the rows of an InflowRecord see it: which instants it covers, how strong it was at each, which part of the day each belongs to.
struct EventWindow {
    Eigen::Index first = 0;       ///< column of the record
    std::vector<double> strength; ///< [instants] flow over the reference flow; 0 = not used
    std::vector<int> block;       ///< [instants] part of the day, 0 .. blocks-1
    int blocks = 1;
};

/// How far the rows moved at the reference flow, and how well that is known.
struct ReplayedShift {
    Eigen::VectorXd shift;      ///< [blocks * rows], block by block; NaN where nothing is known
    Eigen::MatrixXd covariance; ///< of `shift`
    Eigen::VectorXd inflow;     ///< [blocks] mean inflow of the instants used, m3/s
    Eigen::VectorXd hour;       ///< [blocks] mean hour since the record's midnight
    int replays = 0;            ///< quiet days of which the noise was learned
};

struct ReplayOptions {
    int mostReplays = 42;      ///< days before the event at which the same is measured when nothing happens
    double leastShare = 0.6;   ///< of the weight that must be known for a replay to count
    double level_d = 3;        ///< quiet days before the window that say where the rows stand now; 0 = only the fit says it
    double headFloor_m = 0.01; ///< standard error never below
    double flowFloorShare = 0.003;
    double shrink = 0.15; ///< of correlations towards none
};

/// Weighted mean of the residuals over the window's parts, less where the rows stood in the quiet days before; the weights fit a shift in proportion
/// to `strength` and to inflow^0.852 in the noise of each time of day. Its covariance is measured, not modelled: the same weights are laid over every
/// earlier quiet day, so whatever correlates over hours, days or loggers is in it.
[[nodiscard]] ReplayedShift replayShift(const calibration::InflowRecord& record, const calibration::InflowFit& fit, const std::vector<char>& quiet,
                                        const EventWindow& window, const ReplayOptions& options);

} // namespace ms::localisation
