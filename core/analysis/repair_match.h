#pragma once

#include "core/analysis/event_placer.h"

#include <optional>
#include <vector>

namespace ms::analysis {

/// Which event a repair mended, told by the places: `startedNear` is when that event was thought to have begun.
struct RepairHint {
    std::size_t repair = 0; ///< position in Data::repairs
    Instant startedNear;
    bool operator==(const RepairHint&) const = default;
};

/// Completed repairs of pipes that the model has, in the order of their completion: positions in Data::repairs.
[[nodiscard]] std::vector<std::size_t> repairsOnPipes(const Data& data);

/// For each repair of a known pipe, in the order of completion: the event of its zone, not yet given to another repair, with most of its probability
/// within `reach_m` of the pipe (way along the pipes), if that is at least `leastMass`. Only what was known at the completion is looked at.
[[nodiscard]] std::vector<RepairHint> matchRepairs(const ModelFrame& frame, const Data& data, const std::vector<detection::ZoneTrack>& tracks,
                                                   const std::vector<PlacedEvent>& placements, double reach_m = 300, double leastMass = 0.25);

/// Way along the pipes from the middle of `from` to the middle of every link, m; infinite where there is none. Pumps and valves do not lead on.
[[nodiscard]] std::vector<double> wayAlongPipes(const network::Network& network, LinkIndex from);

} // namespace ms::analysis
