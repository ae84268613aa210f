#pragma once

#include "core/base/time.h"
#include "core/network/network.h"

#include <cstdint>
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

/// What the misfit of a zone's loggers means for areas in it.
struct ZoneReach {
    std::string zone;
    double leastFlow_m3s = 0; ///< a burst as large as this shows (see leastFlow) on half of the zone's length; 0 = none does
    bool operator==(const ZoneReach&) const = default;
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
    std::vector<ZoneReach> reach;      ///< of the zones with loggers
    bool operator==(const Calibration&) const = default;
};

/// The network with the layer in it: roughness and base demands scaled, suspected pipes closed. Elements it no longer has are passed over. Offsets
/// are the loggers' and change nothing.
[[nodiscard]] network::Network calibrated(const network::Network& network, const Calibration& calibration);

/// Pipes by roughness on file and diameter, those under a fiftieth of all length put to the nearest in roughness: [groups] without factors.
[[nodiscard]] std::vector<RoughnessGroup> roughnessGroups(const network::Network& network);

/// Which loggers areas may rest on.
struct FitGate {
    double usual_m = 0.01;             ///< the median logger's misfit once calibrated, at least a centimetre
    std::vector<std::string> doubtful; ///< loggers more than three times as far off, the worst first
    bool operator==(const FitGate&) const = default;
};
[[nodiscard]] FitGate gateOf(const Calibration& calibration);

} // namespace ms::calibration
