#pragma once

#include "core/analysis/event_assembly.h"
#include "core/analysis/leak_chart.h"

namespace ms::analysis {

struct FollowOptions {
    double first_d = 35;     ///< leaks that began sooner after the first reading are not told: they may be the model
    double leastFlow = 0.03; ///< nor are those that take less of the zone's mean inflow
    double reach_m = 300;    ///< two findings this near to each other (way along the pipes) are one ...
    double sameOnset_d = 45; ///< ... when they began within so long of each other
    double remainder_d = 14; ///< within reach of a mended leak, what began while that flowed, give or take this, is what the model got wrong of it
    int seen = 4;            ///< a leak is believed when it is in that many charts in turn
    int averaged = 8;        ///< its place is the mean of those in so many charts
    int missed = 3;          ///< and no longer when so many in turn do not show it
};

/// How probably a followed leak's place is that of another one (AnnouncingOptions::doubt): in eleven invented pairs of years the areas of 144 events
/// of the balance held their leak in 87 %, those of 23 followed leaks in 43 %, however wide they were.
inline constexpr double kFollowedDoubt = 0.5;

/// A leak that the loggers show and no event of the balance explains: as an event of its own, with its places.
struct FollowedLeak {
    detection::TrackedEvent event;
    std::vector<PlacedState> placed; ///< one for each state
};

/// Follows the leaks of the charts through time. Leaks within reach of an event that is open are that event's; `placements` say where events were
/// thought to be.
[[nodiscard]] std::vector<FollowedLeak> followLeaks(const ModelFrame& frame, const Data& data, const ZoneCharts& charts,
                                                    const std::vector<detection::ZoneTrack>& tracks, const std::vector<PlacedEvent>& placements,
                                                    const FollowOptions& options);

} // namespace ms::analysis
