#include "core/detection/zone_tracker.h"

#include "core/detection/quick_watch.h"
#include "core/detection/zone_watch.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::detection {
namespace {

using Eigen::Index;

std::vector<std::int64_t> holidaysOf(const TrackerOptions& options, TimeSpan span) {
    std::vector<std::int64_t> days = options.holidays;
    if (options.zone.name == "Europe/London") {
        const auto own = englishBankHolidays(utcFromInstant(span.from).year, utcFromInstant(span.to).year);
        days.insert(days.end(), own.begin(), own.end());
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::string sentence(const BookedEvent& e, const TrackerOptions& options) {
    const auto& states = e.out.states; // what is known last; an event that has ended has no flow any more
    const auto flowing = std::find_if(states.rbegin(), states.rend(), [](const TrackState& s) { return std::abs(s.flow_m3s.value) > 0; });
    const TrackState& s = flowing == states.rend() ? states.front() : *flowing;
    const double lps = std::abs(s.flow_m3s.value) * 1000;
    char size[48];
    std::snprintf(size, sizeof size, "%.*f l/s", lps < 10 ? 2 : 1, lps);
    std::string since = toIso(s.startedAt, options.zone).substr(0, 16);
    since[10] = ' ';
    if (e.kind == EventKind::meterFault)
        return "The zone's inflow reads " + std::string(size) + " less since " + since + ", in proportion to demand: a meter under-reads.";
    if (e.kind == EventKind::operation)
        return "The zone takes " + std::string(size) + " less since " + since + ": a user, a valve or a meter changed.";
    if (e.kind == EventKind::demand && e.fit.shape.proportional)
        return "The zone takes " + std::string(size) + " more since " + since + ", in step with its demand and hardly at night: use, not a burst.";
    if (e.kind == EventKind::demand)
        return "The zone took " + (lps > 0 ? std::string(size) + " " : std::string()) + "more from " + since +
               " and stopped by itself within hours: use, not a burst.";
    if (e.kind == EventKind::leak)
        return "The zone's inflow grows beyond what is expected since " + since + ", by " + size + " so far, day and night alike.";
    return "The zone's inflow rose by " + std::string(size) + " at " + since + " and stays up, day and night alike.";
}

/// The last reading of any flow meter of the balance.
Instant lastFlow(const Balance& balance, const std::vector<Meter>& meters) {
    Instant last;
    for (const FlowTerm& f : balance.flows) {
        const series::Readings& r = *meters[f.sensor].readings;
        if (r.size() > 0 && (!last.valid() || r.times_ms.back() > last.ms)) last = Instant{r.times_ms.back()};
    }
    return last;
}

template <class Watch>
Result<void> goThrough(Watch& watch, const ZoneSeries& series, const std::string& zone, Sink& sink, const std::stop_token& stop) {
    const Index n = series.size(), day = std::max<Index>(1, 86'400'000 / series.step.ms);
    for (Index i = 0; i < n; ++i) {
        if (i % day == 0) {
            if (stop.stop_requested()) {
                Error error;
                error.code = ErrorCode::cancelled;
                error.message = "stopped";
                return error;
            }
            if (i % (7 * day) == 0) sink.progress("detect " + zone, i / day, n / day);
        }
        watch.step(i);
    }
    sink.progress("detect " + zone, n / day, n / day);
    return {};
}

void finishWatch(ZoneWatch& watch, bool hindsight) { watch.finish(hindsight); }
void finishWatch(QuickWatch& watch, bool /*hindsight*/) { watch.finish(); }

} // namespace

Result<ZoneTrack> trackZone(const Balance& balance, const network::Network* network, const std::vector<Meter>& meters,
                            const std::vector<RepairNotice>& repairs, const TrackerOptions& options, Sink& sink, std::stop_token stop) {
    const Duration step = suitableStep(balance, meters);
    TimeSpan span = coverage(balance, meters, step);
    if (options.period.to.valid() && span.to.valid()) span.to = std::min(span.to, Instant{options.period.to.ms / step.ms * step.ms});
    if (!span.from.valid() || span.to <= span.from) {
        Error error;
        error.code = ErrorCode::notFound;
        error.message = "no flow meter of this zone has readings";
        error.subject = balance.zone;
        return error;
    }
    const bool quick = step < hours(1);
    if (quick) { // a reading belongs to the step that it ends: then what it says is known at its own stamp
        span.from = span.from + Duration{1};
        span.to = Instant{lastFlow(balance, meters).ms / step.ms * step.ms + 1};
        if (options.period.to.valid()) span.to = std::min(span.to, Instant{options.period.to.ms / step.ms * step.ms + 1});
    }
    ZoneSeries series = assemble(balance, network, meters, span, step);
    if (quick) series.latency = Duration{-1};
    const GridCalendar calendar = calendarOf(series, options.zone, holidaysOf(options, span));
    ZoneTrack out;
    out.zone = balance.zone;
    auto watched = [&](auto& watch) -> Result<void> {
        if (auto ok = goThrough(watch, series, balance.zone, sink, stop); !ok) return ok.error();
        finishWatch(watch, !options.live);
        out.inflow_m3s = {series.start, step, series.inflow_m3s};
        out.expected_m3s = {series.start, step, watch.expected()};
        out.sd_m3s = {series.start, step, watch.sd()};
        out.excess_m3s = {series.start, step, series.inflow_m3s - watch.expected()};
        for (const BookedEvent& e : watch.book()) {
            if (options.period.from.valid() && e.out.detectedAt < options.period.from && e.out.endedAt && *e.out.endedAt < options.period.from)
                continue;
            out.events.push_back(e.out);
            out.events.back().why = sentence(e, options);
        }
        return {};
    };
    if (quick) {
        const PressureWitness pressures(balance, meters, series);
        QuickWatch watch(series, balance, calendar, pressures, repairs, options);
        if (auto ok = watched(watch); !ok) return ok.error();
    } else {
        ZoneWatch watch(series, balance, calendar, repairs, options);
        if (auto ok = watched(watch); !ok) return ok.error();
    }
    return out;
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
    e.status = tracked.endedAt && !tracked.repairJob.empty() ? EventStatus::repaired : EventStatus::open;
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
