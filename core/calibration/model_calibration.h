#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/base/time.h"
#include "core/calibration/calibration.h"
#include "core/hydraulics/conditions.h"
#include "core/network/network.h"

#include <Eigen/Core>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::calibration {

/// What was measured at one instant (or as a mean over an hour or a few), and the model's conditions then.
struct CalibrationInstant {
    Instant at;
    hydraulics::Conditions conditions;
    Eigen::VectorXd heads_m; ///< [loggers] elevation on file + pressure; NaN where nothing was measured
};

struct CalibrationProblem {
    std::shared_ptr<const network::Network> network;
    struct Logger {
        std::string sensor;
        NodeIndex node;
        int zone = 0; ///< position in `zones`
    };
    std::vector<Logger> loggers;
    std::vector<std::vector<NodeIndex>> zones; ///< losses count from the highest head in the zone
    std::vector<CalibrationInstant> instants;  ///< quiet ones, by time
    std::vector<RoughnessGroup> groups;        ///< names and pipes; factors are not looked at
};

struct CalibrationOptions {
    double offsetSd_m = 2;      ///< prior of an offset
    double lossSd = 0.05;       ///< prior of a logger's own share of loss: what single pipes and customers differ from their group
    double roughnessSd = 0.2;   ///< prior of the logarithm of a group's factor
    double commonSd_m = 0.3;    ///< heads of a zone's source not known better than this (anew at each instant)
    double noiseFloor_m = 0.01; ///< least standard deviation of a logger about the model
    int iterations = 10;
    int closedTried = 10;   ///< pipes whose closing is solved for; 0 = none
    double closedPrice = 3; ///< log likelihood that a closing must gain beside the logarithm of the number of pipes
    [[nodiscard]] Result<void> validate() const;
};

/// Fits offsets, shares of loss and roughness groups to measured heads: Levenberg-Marquardt on robust (Huber) weighted squares with normal priors,
/// gradients by the adjoint (hydraulics::Solver::parameterSensitivities). Intervals from the posterior's covariance at the optimum, the information
/// of the instants divided by (1 + r) / (1 - r) for residuals that remember (r = their correlation from one instant to the next). Then pipes whose
/// closing would explain what is left, found by its first-order effect, are solved closed with all offsets fitted again. `demands` and `reach` are
/// left empty. Progress: stages "fit" (iterations, which may be fewer than the total) and "closings" (pipes). invalidInput without loggers or with
/// fewer than three instants; cancelled.
[[nodiscard]] Result<Calibration> calibrateModel(const CalibrationProblem& problem, const CalibrationOptions& options, Sink& sink,
                                                 std::stop_token stop = {});

} // namespace ms::calibration
