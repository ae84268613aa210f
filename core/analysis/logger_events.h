#pragma once

#include "core/analysis/analysis.h"
#include "core/calibration/logger_watch.h"
#include "core/detection/balance.h"
#include "core/detection/zone_tracker.h"
#include "core/quality/forward.h"

#include <string>
#include <vector>

namespace ms::analysis {

/// The broken loggers of a zone as events, without numbers. A drop of one logger alone while a burst of `track` is open may be the burst: then
/// nothing is called. `faults` number the sensors as `data` does.
[[nodiscard]] std::vector<detection::Event> loggerEvents(const std::vector<calibration::LoggerFault>& faults, const detection::ZoneTrack& track,
                                                         const std::string& zone, const Data& data, const Options& options);

/// The loggers of a zone that are checked against each other: those at its very edge that name it included.
[[nodiscard]] std::vector<std::size_t> crossCheckedLoggers(const detection::Balance& zone, const Data& data);
/// Loggers whose clock is shifted, that slide or stand off, as quality::ForwardWatch finds them in the loggers `sensors`. Not what `known` tells of
/// the same logger already. Without numbers.
[[nodiscard]] std::vector<detection::Event> crossCheckEvents(const std::vector<quality::ForwardFault>& faults,
                                                             const std::vector<std::size_t>& sensors, const std::string& zone,
                                                             const std::vector<detection::Event>& known, const Data& data, const Options& options);

} // namespace ms::analysis
