#pragma once

#include "core/detection/event.h"
#include "core/localisation/candidates.h"

#include <Eigen/Core>

#include <vector>

namespace ms::localisation {

/// The least pipe length that holds `level` of the probability: pipes are taken by falling probability per metre until the sum is reached
/// (the greedy order is optimal but for the last pipe). The list is then sorted by probability, the most probable pipe first; ties by
/// position in `pipes`. `probability` has one entry a pipe and sums to 1 (an all-zero or non-finite vector gives the whole zone).
/// `zoneLength_m` is what `share` refers to. The area says wholeZone when it takes more than `wholeAbove` of it: then all pipes are listed.
[[nodiscard]] detection::Area areaOfInterest(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability, double level,
                                             double zoneLength_m, double wholeAbove = detection::kWholeAbove);

/// The whole zone, every pipe as probable as it is long.
[[nodiscard]] detection::Area wholeZoneArea(const std::vector<Candidate>& pipes, double level, double zoneLength_m);

} // namespace ms::localisation
