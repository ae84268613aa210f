#include "core/detection/zone_tracker.h"

#include "core/detection/track_parts.h"
#include "core/detection/zone_follower.h"
#include "core/detection/zone_watch.h"

#include <algorithm>

namespace ms::detection {

using Eigen::Index;

Result<ZoneTrack> trackZone(const Balance& balance, const network::Network* network, const std::vector<Meter>& meters,
                            const std::vector<RepairNotice>& repairs, const TrackerOptions& options, Sink& sink, std::stop_token stop) {
    const Duration step = suitableStep(balance, meters);
    if (ZoneFollower::follows(step)) {
        ZoneFollower follower(balance, repairs, options);
        if (auto ok = follower.begin(meters, options.period.to, sink, stop); !ok) return ok.error();
        return follower.track();
    }
    TimeSpan span = coverage(balance, meters, step);
    if (options.period.to.valid() && span.to.valid()) span.to = std::min(span.to, Instant{options.period.to.ms / step.ms * step.ms});
    if (!span.from.valid() || span.to <= span.from) return noReadings(balance);
    const ZoneSeries series = assemble(balance, network, meters, span, step);
    const GridCalendar calendar = calendarOf(series, options.zone, holidaysOf(options, span));
    ZoneWatch watch(series, balance, calendar, repairs, options);
    if (auto ok = goThrough(watch, series, 0, balance.zone, sink, stop); !ok) return ok.error();
    watch.finish();
    return trackOf(balance.zone, series, watch.expected(), watch.sd(), watch.book(), options);
}

Event toEvent(const TrackedEvent& tracked) {
    Event e;
    const TrackState& last = tracked.states.back();
    e.zone = tracked.zone;
    e.kind = last.kind;
    e.detectedAt = tracked.detectedAt;
    e.startedAt = last.startedAt;
    e.startedCi = last.startedCi;
    e.endedAt = tracked.endedAt;
    e.confidence = last.confidence;
    e.status = last.withdrawn ? EventStatus::withdrawn : tracked.endedAt && !tracked.repairJob.empty() ? EventStatus::repaired : EventStatus::open;
    e.why = tracked.why;
    e.evidence = tracked.evidence;
    e.rivals = tracked.rivals;
    e.area.wholeZone = true;
    for (auto s = tracked.states.rbegin(); s != tracked.states.rend(); ++s) // the size while it ran
        if (s->flow_m3s.value != 0) {
            e.flow_m3s = s->flow_m3s;
            break;
        }
    for (std::size_t k = 1; k < last.track.size(); ++k)
        e.volume_m3 += 0.5 * (last.track[k].flow_m3s + last.track[k - 1].flow_m3s) * (last.track[k].at - last.track[k - 1].at).seconds();
    for (const TrackState& s : tracked.states) {
        Revision r;
        r.at = s.at;
        r.announced = s.changed && !s.withdrawn;
        r.flow_m3s = s.flow_m3s;
        r.area = e.area;
        e.history.push_back(std::move(r));
    }
    return e;
}

} // namespace ms::detection
