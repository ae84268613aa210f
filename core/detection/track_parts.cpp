#include "core/detection/track_parts.h"

#include "core/detection/calendar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::detection {
namespace {

std::string sentence(const BookedEvent& e, const TrackerOptions& options) {
    const auto& states = e.out.states; // what is known last; an event that has ended has no flow any more
    const auto flowing = std::find_if(states.rbegin(), states.rend(), [](const TrackState& s) { return std::abs(s.flow_m3s.value) > 0; });
    const TrackState& s = flowing == states.rend() ? states.front() : *flowing;
    const double lps = std::abs(s.flow_m3s.value) * 1000;
    char size[48];
    std::snprintf(size, sizeof size, "%.*f l/s", lps < 10 ? 2 : 1, lps);
    const auto minute = [&](Instant t) { return minuteOf(t, options.zone); };
    const std::string since = minute(s.startedAt);
    if (e.frozenMeter) return "A flow meter of the zone repeats one value since " + since + "; its readings count as missing.";
    if (e.kind == EventKind::meterFault)
        return "The zone's inflow reads " + std::string(size) + " less since " + since + ", in proportion to demand: a meter under-reads.";
    if (e.kind == EventKind::operation)
        return "The zone takes " + std::string(size) + " less since " + since + ": a user, a valve or a meter changed.";
    if (e.kind == EventKind::demand && e.fit.shape.proportional)
        return "The zone takes " + std::string(size) + " more since " + since + ", in step with its demand and hardly at night: use, not a burst.";
    if (e.kind == EventKind::demand)
        return "The zone took " + (lps > 0 ? std::string(size) + " " : std::string()) + "more from " + since +
               " and stopped by itself within hours: use, not a burst.";
    if (e.out.endedAt && e.kind == EventKind::leak)
        return "The zone's inflow grew beyond what is expected from " + since + " on, by " + size + ", and came down again at " +
               minute(*e.out.endedAt) + ".";
    if (e.out.endedAt)
        return "The zone's inflow rose by " + std::string(size) + " at " + since + " and came down again at " + minute(*e.out.endedAt) + ".";
    if (e.kind == EventKind::leak)
        return "The zone's inflow grows beyond what is expected since " + since + ", by " + size + " so far, day and night alike.";
    return "The zone's inflow rose by " + std::string(size) + " at " + since + " and stays up, day and night alike.";
}

} // namespace

std::string minuteOf(Instant t, const LocalZone& zone) {
    std::string text = toIso(t, zone).substr(0, 16);
    text[10] = ' ';
    return text;
}

std::vector<std::int64_t> holidaysOf(const TrackerOptions& options, TimeSpan span) {
    return daysOffIn(options.daysOff, options.zone.name, utcFromInstant(span.from).year, utcFromInstant(span.to).year);
}

Error noReadings(const Balance& balance) { return {ErrorCode::notFound, "no flow meter of this zone has readings", balance.zone, {}, {}, {}}; }

ZoneTrack trackOf(const std::string& zone, const ZoneSeries& series, Steps expected_m3s, Steps sd_m3s, const std::vector<BookedEvent>& book,
                  const TrackerOptions& options) {
    ZoneTrack out;
    out.zone = zone;
    const Eigen::Index n = series.known - series.first;
    const Instant start = series.at(series.first);
    const auto held = [&](const Steps& v) {
        return n > 0 ? Eigen::VectorXd(Eigen::Map<const Eigen::VectorXd>(v.from(series.first), n)) : Eigen::VectorXd();
    };
    out.inflow_m3s = {start, series.step, series.inflow_m3s.head(n)};
    out.expected_m3s = {start, series.step, held(expected_m3s)};
    out.sd_m3s = {start, series.step, held(sd_m3s)};
    out.excess_m3s = {start, series.step, out.inflow_m3s.values - out.expected_m3s.values};
    out.events = eventsOf(book, options);
    return out;
}

std::vector<TrackedEvent> eventsOf(const std::vector<BookedEvent>& book, const TrackerOptions& options) {
    std::vector<TrackedEvent> events;
    for (const BookedEvent& e : book) {
        if (options.period.from.valid() && e.out.detectedAt < options.period.from && e.out.endedAt && *e.out.endedAt < options.period.from) continue;
        events.push_back(e.out);
        events.back().why = sentence(e, options);
    }
    return events;
}

} // namespace ms::detection
