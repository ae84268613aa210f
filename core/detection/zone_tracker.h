#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/detection/balance.h"
#include "core/detection/days_off.h"
#include "core/detection/event.h"
#include "core/detection/meter.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace ms::detection {

/// A repair that a utility knows of. Only `completed` is used here; in live work it is known from then on.
struct RepairNotice {
    std::string job;  ///< handed through to the event it closes
    std::string zone; ///< empty when not known: then any zone's event may fit
    Instant completed;
    std::optional<Instant> startedNear; ///< when whoever knows the place says which event was mended: the one that began about then
};

/// False alarms a zone-week that are borne where nobody says how many: one in a year. Where customers' meters tell what they take, a leak is plain
/// long before its place is, and what is told sooner is told in the wrong place: one in ten years.
inline constexpr double kUsualRate = 0.02, kUsualRateMetered = 0.002;

struct TrackerOptions {
    TimeSpan period{};                 ///< invalid instants = all data; events are looked for in it, earlier data serve for learning
    double falseAlarmsPerZoneWeek = 0; ///< sets the threshold of every test; 0 = what is usual for the zone
    LocalZone zone;                    ///< local time of day types
    DaysOff daysOff;                   ///< what lives as a Sunday, beside the days found from the data

    [[nodiscard]] double rateOr(double usual) const { return falseAlarmsPerZoneWeek > 0 ? std::max(1e-4, falseAlarmsPerZoneWeek) : usual; }
};

/// One point of an event's flow through time; straight lines between points, nothing before the first, constant after the last.
struct TrackPoint {
    Instant at;
    double flow_m3s = 0;
    double sd_m3s = 0;
    bool operator==(const TrackPoint&) const = default;
};

/// An event as it was known at one instant, from nothing but data before it (live). States are never rewritten.
struct TrackState {
    Instant at;
    EventKind kind = EventKind::burst; ///< may change: an event that ends by itself becomes `demand`
    double confidence = 0;
    Instant startedAt;
    std::pair<Instant, Instant> startedCi; ///< 90 %
    Estimate flow_m3s;                     ///< at `at` (0 once ended), 90 %
    std::vector<TrackPoint> track;         ///< flow from the start to `at`, about a point a day at most
    bool withdrawn = false;                ///< no longer believed: what spoke for it has gone
    bool changed = false;                  ///< materially other than the last announced state (size by a third, start, kind)
    bool operator==(const TrackState&) const = default;
};

/// A finding in one zone with all it was known as. `flow` of several open events add up to the zone's excess over its expected
/// inflow.
struct TrackedEvent {
    std::string zone;
    Instant detectedAt;
    std::optional<Instant> endedAt;
    std::string repairJob;          ///< the repair that closed it, where one fits
    std::vector<TrackState> states; ///< oldest first, the first at detectedAt; daily while open and young, then when something changes
    std::vector<Evidence> evidence; ///< at detection: shift and z of the balance's meters and the pressure loggers
    std::vector<Rival> rivals;
    std::string why; ///< one sentence
    bool operator==(const TrackedEvent&) const = default;
};

/// What detection found in one zone, and the band it used, on a regular grid; SI.
struct ZoneTrack {
    std::string zone;
    std::vector<TrackedEvent> events; ///< by detectedAt; withdrawn ones included (their last state says so)
    series::TimeSeries inflow_m3s;    ///< the balance; NaN where a meter is missing
    series::TimeSeries expected_m3s;  ///< as predicted at that instant, without open events
    series::TimeSeries excess_m3s;    ///< inflow - expected: what open events share
    series::TimeSeries sd_m3s;        ///< standard deviation of `excess_m3s` at one step when nothing is open
};

/// Learns what the zone's inflow should be, finds what departs from it and follows it: onset, growth, end. Flow decides;
/// pressures say what it is.
///
/// `meters` are all sensors of the project (customer meters elsewhere are regressors: their consumption pattern stands for this
/// zone's). With a network its demand classes tell what the customer meters stand for. Pure: no state between calls, thread-safe;
/// time about a second a year. Errors: no balance data at all (notFound), cancelled.
[[nodiscard]] Result<ZoneTrack> trackZone(const Balance& balance, const network::Network* network, const std::vector<Meter>& meters,
                                          const std::vector<RepairNotice>& repairs, const TrackerOptions& options, Sink& sink, std::stop_token stop);

/// The event in its latest state, with a history of revisions and no area (the whole zone).
[[nodiscard]] Event toEvent(const TrackedEvent& tracked);

} // namespace ms::detection
