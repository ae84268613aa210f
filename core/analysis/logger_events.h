#pragma once

#include "core/analysis/analysis.h"
#include "core/calibration/logger_watch.h"
#include "core/detection/zone_tracker.h"

#include <string>
#include <vector>

namespace ms::analysis {

/// The broken loggers of a zone as events, without numbers. A drop of one logger alone while a burst of `track` is open may be the burst: then
/// nothing is called. `faults` number the sensors as `data` does.
[[nodiscard]] std::vector<detection::Event> loggerEvents(const std::vector<calibration::LoggerFault>& faults, const detection::ZoneTrack& track,
                                                         const std::string& zone, const Data& data, const Options& options);

} // namespace ms::analysis
