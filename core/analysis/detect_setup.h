#pragma once

#include "core/analysis/model_frame.h"
#include "core/analysis/repair_match.h"

#include <vector>

namespace ms::analysis {

/// What detection is told beside the readings, the same in an analysis of the past and in live work.
[[nodiscard]] detection::TrackerOptions trackerOptions(const Data& data, const Options& options);
/// The repairs that have a completion, with the zone of their pipe where it is known; `hints` say which event they mended.
[[nodiscard]] std::vector<detection::RepairNotice> noticesOf(const Data& data, const detection::Balances& balances,
                                                             const std::vector<RepairHint>& hints);

} // namespace ms::analysis
