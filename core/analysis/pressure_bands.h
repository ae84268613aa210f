#pragma once

#include "core/analysis/analysis.h"
#include "core/analysis/expect_task.h"
#include "core/detection/zone_tracker.h"

#include <vector>

namespace ms::analysis {

/// The band of a zone's inflow ("inflow ZONE"): expected +- 2 standard deviations.
[[nodiscard]] std::vector<ExpectedBand> balanceBands(const detection::ZoneTrack& track);

/// The bands of the pressure loggers: the model's pressure plus the logger's own offset in that part of the day (median of the last two weeks, so it
/// is what was known then), +- 2.5 standard deviations of what is left (at least 3 cm).
[[nodiscard]] std::vector<ExpectedBand> pressureBands(const std::vector<Expectation>& blocks);

} // namespace ms::analysis
