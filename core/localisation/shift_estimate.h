#pragma once

#include "core/calibration/residual_record.h"
#include "core/localisation/posterior.h"

#include <Eigen/Core>

#include <functional>
#include <vector>

namespace ms::localisation {

/// An open event beside the one that is being placed: what it does to the residuals is taken out, and how unsure that is goes into the covariance.
struct OtherEvent {
    std::function<double(double)> flow_m3s;  ///< of days since the record's start
    std::vector<Eigen::VectorXd> unitShift;  ///< [slotsPerDay][rows] posterior mean of the shift per m3/s
    std::vector<Eigen::MatrixXd> unitSpread; ///< [slotsPerDay][rows x rows] its covariance over the posterior; empty = none
};

struct ShiftOptions {
    double before_d = 28;                                      ///< how much of the time before the event is the baseline
    double whiteShare = 0.4, fastShare = 0.4, slowShare = 0.2; ///< of a slot's variance: independent, AR(1) over fast_d, AR(1) over slow_d
    double fast_d = 2, slow_d = 25;
    double flowError = 0.15; ///< relative error of the others' flows
};

/// How the residuals moved with the event's flow: generalised least squares of each row on [1, flow of the event], slot by slot of the day,
/// over slots in [firstDay, until). `flow_m3s` is the event's flow through time (0 before its start); the result is scaled to `reference_m3s`.
/// Days between `gapFrom` and `gapTo` (days since the record's start: the interval of the start) carry no weight when the event is sudden.
[[nodiscard]] std::vector<SlotShift> estimateShift(const calibration::ResidualRecord& record, const calibration::ResidualNoise& noise,
                                                   const std::function<double(double)>& flow_m3s, double reference_m3s, double firstDay,
                                                   double untilDay, double gapFrom, double gapTo, const std::vector<OtherEvent>& others,
                                                   const ShiftOptions& options);

} // namespace ms::localisation
