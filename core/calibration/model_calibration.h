#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/hydraulics/conditions.h"
#include "core/network/network.h"

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::calibration {

/// A fitted number with its 90 % interval.
struct Fitted {
    double value = 0, low = 0, high = 0;
    bool operator==(const Fitted&) const = default;
};

/// What calibration says of one pressure logger. Misfits are root mean squares of measured minus modelled head.
struct LoggerFit {
    std::string sensor;
    Fitted offset_m;                  ///< measured head less modelled: of the elevation on file, or of the instrument
    Fitted lossShare;                 ///< part of the model's head loss on the way there that it does not have (> 0: the model loses too much)
    double before_m = 0, after_m = 0; ///< misfit of the model as it is, and calibrated
    double spread_m = 0;              ///< misfit of the model as it is without its mean: what moves areas, for those rest on changes
    bool operator==(const LoggerFit&) const = default;
};

/// Demand of a zone's customers without meters, over what the model's base demands and patterns give.
struct DemandScale {
    std::string zone;
    Fitted factor;
    std::vector<std::string> nodes;
    bool operator==(const DemandScale&) const = default;
};

struct RoughnessGroup {
    std::string name;
    Fitted factor; ///< of the roughness on file (Hazen-Williams C, Darcy-Weisbach height, Manning n)
    double length_m = 0;
    std::vector<std::string> pipes;
    bool operator==(const RoughnessGroup&) const = default;
};

/// A pipe whose closing would explain the misfit.
struct ClosedSuspect {
    std::string pipe;
    double gain = 0; ///< of log likelihood, after the price of looking at all pipes
    bool operator==(const ClosedSuspect&) const = default;
};

/// A layer over a model: what the data say of it. The model stays as it is.
struct Calibration {
    TimeSpan period; ///< all data it rests on lie within
    std::int64_t instants = 0;
    bool converged = false;
    std::vector<LoggerFit> loggers;
    std::vector<DemandScale> demands;
    std::vector<RoughnessGroup> roughness;
    std::vector<ClosedSuspect> closed; ///< most likely first
    bool operator==(const Calibration&) const = default;
};

/// The network with the layer in it: roughness and base demands scaled, suspected pipes closed. Elements it no longer has are passed over. Offsets
/// are the loggers' and change nothing.
[[nodiscard]] network::Network calibrated(const network::Network& network, const Calibration& calibration);

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
/// closing would explain what is left, found by its first-order effect, are solved closed with all offsets fitted again. `demands` is left empty.
/// invalidInput without loggers or with fewer than three instants; cancelled.
[[nodiscard]] Result<Calibration> calibrateModel(const CalibrationProblem& problem, const CalibrationOptions& options, std::stop_token stop = {});

/// Pipes by roughness on file and diameter, those under a fiftieth of all length put to the nearest in roughness: [groups] without factors.
[[nodiscard]] std::vector<RoughnessGroup> roughnessGroups(const network::Network& network);

} // namespace ms::calibration
