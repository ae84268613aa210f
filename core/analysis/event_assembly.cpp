#include "core/analysis/event_assembly.h"

#include "core/detection/track_parts.h"
#include "core/localisation/area.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace ms::analysis {

using detection::Area;
using detection::Event;
using detection::EventKind;

namespace {

/// How much of `area`'s probability lies on pipes of `told`.
double overlap(const Area& area, const Area& told) {
    if (told.wholeZone) return area.wholeZone ? 1 : 0;
    std::set<std::string_view> known;
    for (const auto& p : told.pipes) known.insert(p.id);
    double in = 0, all = 0;
    for (const auto& p : area.pipes) {
        all += p.probability;
        if (known.count(p.id)) in += p.probability;
    }
    return all > 0 ? in / all : 1;
}

/// An area as it is told.
detection::Area areaOf(const std::vector<localisation::Candidate>& candidates, const Eigen::VectorXd& probability, double zoneLength_m,
                       const AnnouncingOptions& options) {
    detection::Area area = localisation::areaOfInterest(candidates, probability, options.areaMass, zoneLength_m);
    area.level = options.areaLevel;
    return area;
}

/// The posterior of a place that is another leak's with this probability: then every metre of the zone is as good.
Eigen::VectorXd doubted(const Eigen::VectorXd& probability, const std::vector<localisation::Candidate>& candidates, double doubt) {
    Eigen::VectorXd prior(probability.size());
    for (Eigen::Index j = 0; j < prior.size(); ++j) prior[j] = candidates[static_cast<std::size_t>(j)].length_m;
    return (1 - doubt) * probability + doubt / std::max(prior.sum(), 1e-9) * prior;
}

/// Looking back, a start is what other records are searched from and losses are counted from, and one before the truth finds nothing there: so much
/// of the way from the best guess to the end of the interval is gone, where nine tenths of the posterior lie before.
constexpr double kCautious = 0.75;

bool isBurst(EventKind kind) { return kind == EventKind::burst || kind == EventKind::leak; }

std::string sentence(const Event& event, const detection::TrackedEvent& tracked, const LocalZone& zone) {
    std::string text = tracked.why;
    for (auto state = tracked.states.rbegin(); state != tracked.states.rend(); ++state) { // the start that it names is the event's
        const std::string said = detection::minuteOf(state->startedAt, zone);
        const auto at = text.find(said);
        if (at == std::string::npos) continue;
        text.replace(at, said.size(), detection::minuteOf(event.startedAt, zone));
        break;
    }
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    char place[160];
    const double km = event.area.length_m / 1000;
    if (event.status == detection::EventStatus::withdrawn) return text + "; no longer believed: what spoke for it has gone.";
    if (!isBurst(event.kind)) return text + ".";
    if (event.area.wholeZone || event.area.pipes.empty())
        std::snprintf(place, sizeof place, "; the loggers do not tell where in zone %s it is", event.zone.c_str());
    else
        std::snprintf(place, sizeof place, "; %.0f %% sure to be on %.1f km of pipe (%.*f %% of the zone), most probably on %s",
                      event.area.level * 100, km, event.area.share < 0.05 ? 1 : 0, event.area.share * 100, event.area.pipes.front().id.c_str());
    return text + place + ".";
}

} // namespace

AnnouncingOptions announcingOf(const Data& data, const Options& options) {
    AnnouncingOptions announcing;
    announcing.zone = data.zone;
    announcing.areaLevel = options.areaLevel;
    announcing.areaMass = data.areaTrust.massFor(options.areaLevel);
    return announcing;
}

bool placeSettled(const detection::TrackedEvent& tracked, const detection::TrackState& state) { return (state.at - tracked.detectedAt).days() > 30; }

std::vector<detection::Evidence> pressureEvidence(const Placement& placement, const Data& data) {
    std::vector<detection::Evidence> evidence;
    for (Eigen::Index r = 0; r < static_cast<Eigen::Index>(placement.sensors.size()); ++r) {
        double weights = 0, sum = 0;
        int n = 0;
        for (const auto& slot : placement.shifts) {
            if (!std::isfinite(slot.shift_m[r]) || slot.covariance(r, r) <= 0) continue;
            weights += 1 / slot.covariance(r, r);
            sum += slot.shift_m[r] / slot.covariance(r, r);
            ++n;
        }
        if (n == 0) continue;
        detection::Evidence e;
        e.sensor = data.sensors[placement.sensors[static_cast<std::size_t>(r)]].sensor.name;
        e.quantity = Quantity::pressure;
        e.shift_si = sum / weights;
        e.z = e.shift_si * std::sqrt(weights / std::max(1.0, n / 2.0)); // parts of one day share most of their noise: eight count as two
        evidence.push_back(e);
    }
    std::stable_sort(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) > std::abs(b.z); });
    return evidence;
}

std::optional<Event> assembleEvent(const detection::TrackedEvent& tracked, const std::vector<PlacedState>& placed,
                                   const std::vector<localisation::Candidate>& candidates, double zoneLength_m,
                                   const std::vector<detection::Evidence>& shifts, bool live, const AnnouncingOptions& options) {
    if (placed.empty()) return std::nullopt;
    Event event;
    event.zone = tracked.zone;
    event.endedAt = tracked.endedAt;
    event.rivals = tracked.rivals;
    event.evidence = tracked.evidence;
    for (const auto& e : shifts) {
        const bool known = std::any_of(event.evidence.begin(), event.evidence.end(), [&](const auto& o) { return o.sensor == e.sensor; });
        if (!known) event.evidence.push_back(e);
    }
    std::ptrdiff_t told = -1;  // position of the last notice in `history`; -1 = not told yet
    detection::Area toldPlace; // of that notice
    int notices = 0;
    std::optional<EventKind> called; // live: what was called a burst stays one in the record, whatever it turns out to be
    std::vector<detection::Revision> history;
    for (const auto& p : placed) {
        const auto& state = tracked.states[p.state];
        if (state.withdrawn && told < 0) continue;
        detection::Revision revision;
        revision.at = state.at;
        revision.flow_m3s = state.flow_m3s;
        detection::Area place = p.placement.informed ? areaOf(candidates, p.placement.probability, zoneLength_m, options)
                                                     : localisation::wholeZoneArea(candidates, options.areaLevel, zoneLength_m);
        revision.area = p.placement.informed && options.doubt > 0
                            ? areaOf(candidates, doubted(p.placement.probability, candidates, options.doubt), zoneLength_m, options)
                            : place;
        const bool over = state.withdrawn || knownEnd(tracked, state).has_value();
        const bool ripe =
            (p.placement.informed && place.share <= options.concentrated) || !p.placement.modelled ||
            (state.at - tracked.detectedAt).days() >= (place.share <= options.wide ? options.patience_d : options.widePatience_d) - 0.01 || over;
        // Told as something else so far: as a burst it begins here, or the call would be dated before it was made.
        if (live && told >= 0 && !called && ripe && !over && isBurst(state.kind)) {
            history.clear();
            told = -1;
            notices = 0;
        }
        if (told < 0) {
            if (!ripe && (live || &p != &placed.back())) continue; // looking back, what the data end with is told as it is
            revision.announced = true;
        } else if (const double since_d = (state.at - history[static_cast<std::size_t>(told)].at).days();
                   !over && notices < options.mostNotices && since_d >= options.again_d && since_d <= options.againUntil_d) {
            const auto& before = history[static_cast<std::size_t>(told)];
            const double shared = overlap(place, toldPlace);
            const bool moved =
                (shared < options.moved || place.share < options.sharper * toldPlace.share) && !place.wholeZone && place.share <= options.movedMost;
            const double growth = std::abs(revision.flow_m3s.value - before.flow_m3s.value);
            revision.announced = moved || (growth > 0.5 * std::max(before.flow_m3s.value, 1e-6) && shared < 0.8 && place.share <= options.movedMost);
        }
        history.push_back(std::move(revision));
        if (history.back().announced) {
            told = std::ssize(history) - 1;
            toldPlace = std::move(place);
            ++notices;
        }
        if (live && isBurst(state.kind)) called = state.kind;
    }
    if (history.empty()) return std::nullopt;
    const auto& last = tracked.states[placed.back().state];
    event.detectedAt = history.front().at;
    event.kind = called.value_or(last.kind);
    event.startedAt = last.startedAt;
    event.startedCi = last.startedCi;
    if (!live && isBurst(event.kind) && event.startedCi.second > event.startedAt)
        event.startedAt =
            event.startedAt + Duration{static_cast<std::int64_t>(kCautious * static_cast<double>((event.startedCi.second - event.startedAt).ms))};
    event.flow_m3s = history.back().flow_m3s;
    event.confidence = last.confidence;
    if (event.kind != last.kind && !isBurst(last.kind)) {
        event.confidence = 1 - last.confidence;
        event.rivals.push_back({last.kind, last.confidence});
    }
    event.area = history.back().area;
    if (last.withdrawn && !event.endedAt) event.endedAt = last.at;
    if (tracked.endedAt && event.flow_m3s.value <= 0)
        for (auto it = history.rbegin(); it != history.rend(); ++it)
            if (it->flow_m3s.value > 0) {
                event.flow_m3s = it->flow_m3s;
                break;
            }
    event.status = last.withdrawn               ? detection::EventStatus::withdrawn
                   : !tracked.repairJob.empty() ? detection::EventStatus::repaired
                                                : detection::EventStatus::open;
    double volume = 0;
    for (std::size_t i = 1; i < last.track.size(); ++i)
        volume += 0.5 * (last.track[i].flow_m3s + last.track[i - 1].flow_m3s) * (last.track[i].at - last.track[i - 1].at).seconds();
    event.volume_m3 = std::max(0.0, volume);
    event.history = std::move(history);
    event.why = sentence(event, tracked, options.zone);
    return event;
}

} // namespace ms::analysis
