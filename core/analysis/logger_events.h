#pragma once

#include "core/analysis/analysis.h"
#include "core/calibration/logger_watch.h"
#include "core/detection/balance.h"
#include "core/detection/zone_tracker.h"

#include <stop_token>
#include <string>
#include <vector>

namespace ms::analysis {

/// The broken loggers of a zone as events, without numbers. A drop of one logger alone while a burst of `track` is open may be the burst: then
/// nothing is called. `faults` number the sensors as `data` does.
[[nodiscard]] std::vector<detection::Event> loggerEvents(const std::vector<calibration::LoggerFault>& faults, const detection::ZoneTrack& track,
                                                         const std::string& zone, const Data& data, const Options& options);

/// Loggers whose clock is shifted, that slide or stand off, as quality::watchForward finds them in a zone's loggers (those at its very edge that name
/// it included). Not what `known` tells of the same logger already. Without numbers.
[[nodiscard]] std::vector<detection::Event> crossCheckEvents(const detection::Balance& zone, const std::vector<detection::Event>& known,
                                                             const Data& data, const Options& options, std::stop_token stop);

} // namespace ms::analysis
