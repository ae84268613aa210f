#pragma once

#include "core/analysis/analysis.h"
#include "core/analysis/expect_task.h"
#include "core/detection/zone_tracker.h"

#include <vector>

namespace ms::analysis {

/// The band of a zone's inflow ("inflow ZONE"): expected +- 2 standard deviations.
[[nodiscard]] std::vector<ExpectedBand> balanceBands(const detection::ZoneTrack& track);

} // namespace ms::analysis
