#include "core/detection/dismissals.h"

#include "core/detection/calendar.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ms::detection {
namespace {

constexpr double kChance = 0.05;
constexpr int kWindow_h = 3;

bool isLoss(const Event& e) { return e.kind == EventKind::burst || e.kind == EventKind::leak; }

const std::string* strongestSensor(const Event& e) {
    const auto best =
        std::max_element(e.evidence.begin(), e.evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) < std::abs(b.z); });
    return best == e.evidence.end() ? nullptr : &best->sensor;
}

std::vector<std::int64_t> idsOf(const std::vector<const Event*>& events) {
    std::vector<std::int64_t> ids;
    for (const Event* e : events) ids.push_back(e->id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

Suggestion suggestion(Suggestion::Kind kind, const std::string& subject, const std::vector<const Event*>& events) {
    Suggestion s;
    s.kind = kind;
    s.subject = subject;
    s.events = idsOf(events);
    return s;
}

/// P(at least k) of a Poisson count.
double poissonTail(int k, double mean) {
    double term = std::exp(-mean), below = 0;
    for (int i = 0; i < k; ++i) {
        below += term;
        term *= mean / (i + 1);
    }
    return std::max(0.0, 1 - below);
}

/// P(some window of share w of the circle holds at least k of n), at most (Naus 1965: n C(n-1, k-1) w^(k-1) (1-w)^(n-k) summed over k and more).
double windowTail(int n, int k, double w) {
    double tail = 0, ways = 1; // C(n - 1, j - 1)
    for (int j = 1; j <= n; ++j) {
        if (j >= k) tail += ways * std::pow(w, j - 1) * std::pow(1 - w, n - j);
        ways *= static_cast<double>(n - j) / j;
    }
    return std::min(1.0, n * tail);
}

void suggestDays(const std::vector<Dismissal>& dismissed, const std::vector<Event>& all, const DismissalGround& ground,
                 std::vector<Suggestion>& out) {
    const auto dayOf = [&](const Event& e) { return localSlot(e.startedAt, ground.zone, hours(1)).day; };
    struct Day {
        std::set<std::string> zones;
        std::vector<const Event*> events;
        bool holiday = false;
    };
    std::map<std::int64_t, Day> days;
    for (const Dismissal& d : dismissed) {
        Day& day = days[dayOf(*d.event)];
        day.zones.insert(d.event->zone);
        day.events.push_back(d.event);
        day.holiday = day.holiday || d.reason == DismissalReason::holiday;
    }
    for (const auto& [day, of] : days) {
        const int year = utcFromInstant(Instant{day * ms::days(1).ms}).year;
        if (dayType(day, daysOffIn(ground.daysOff, ground.zone.name, year, year)) == DayType::sunday) continue;
        const bool believed =
            std::any_of(all.begin(), all.end(), [&, day = day](const Event& e) { return !setAside(e.status) && isLoss(e) && dayOf(e) == day; });
        if (!of.holiday && (of.zones.size() < 2 || believed)) continue;
        Suggestion s = suggestion(Suggestion::Kind::dayOff, {}, of.events);
        s.day = day;
        out.push_back(std::move(s));
    }
}

void suggestHours(const std::vector<Dismissal>& dismissed, const DismissalGround& ground, std::vector<Suggestion>& out) {
    std::map<std::string, std::vector<const Event*>> byZone;
    for (const Dismissal& d : dismissed)
        if (d.reason != DismissalReason::instrument && d.reason != DismissalReason::holiday) byZone[d.event->zone].push_back(d.event);
    for (const auto& [zone, events] : byZone) {
        std::vector<const Event*> best;
        int from = 0;
        for (int hour = 0; hour < 24; ++hour) {
            std::vector<const Event*> in;
            for (const Event* e : events)
                if ((localSlot(e->startedAt, ground.zone, hours(1)).slot - hour + 24) % 24 < kWindow_h) in.push_back(e);
            if (in.size() > best.size()) {
                best = std::move(in);
                from = hour;
            }
        }
        if (best.size() < 3 || windowTail(static_cast<int>(events.size()), static_cast<int>(best.size()), kWindow_h / 24.0) > kChance) continue;
        Suggestion s = suggestion(Suggestion::Kind::quietHours, zone, best);
        s.fromHour = from;
        s.toHour = from + kWindow_h;
        std::set<int> weekdays;
        for (const Event* e : best) weekdays.insert(weekdayOf(localSlot(e->startedAt, ground.zone, hours(1)).day));
        if (weekdays.size() == 1) s.weekday = *weekdays.begin();
        out.push_back(std::move(s));
    }
}

void suggestInstruments(const std::vector<Dismissal>& dismissed, const std::vector<Event>& all, std::vector<Suggestion>& out) {
    struct Voice {
        std::vector<const Event*> events;
        std::size_t atFault = 0;
    };
    std::map<std::string, Voice> voices;
    for (const Dismissal& d : dismissed) {
        const std::string* sensor = strongestSensor(*d.event);
        if (sensor == nullptr || d.reason == DismissalReason::holiday) continue;
        voices[*sensor].events.push_back(d.event);
        if (d.reason == DismissalReason::instrument) ++voices[*sensor].atFault;
    }
    for (const auto& [sensor, voice] : voices) {
        if (voice.events.size() < 3 && voice.atFault < 2) continue;
        const bool right = std::any_of(all.begin(), all.end(), [&, &sensor = sensor](const Event& e) {
            const std::string* strongest = strongestSensor(e);
            return (e.status == EventStatus::confirmed || e.status == EventStatus::repaired) && strongest != nullptr && *strongest == sensor;
        });
        if (right) continue;
        out.push_back(suggestion(Suggestion::Kind::instrument, sensor, voice.events));
    }
}

void suggestRate(const std::vector<Dismissal>& dismissed, const DismissalGround& ground, std::vector<Suggestion>& out) {
    std::vector<const Event*> losses;
    for (const Dismissal& d : dismissed)
        if (isLoss(*d.event)) losses.push_back(d.event);
    const double expected = ground.rate * ground.zoneWeeks;
    if (losses.empty() || expected <= 0 || poissonTail(static_cast<int>(losses.size()), expected) > kChance) return;
    Suggestion s = suggestion(Suggestion::Kind::lowerRate, {}, losses);
    s.dismissedPerZoneWeek = static_cast<double>(losses.size()) / ground.zoneWeeks;
    s.rate = ground.rate * ground.rate / s.dismissedPerZoneWeek; // as many times lower as it was too high
    out.push_back(std::move(s));
}

} // namespace

std::vector<Suggestion> suggestionsOf(const std::vector<Dismissal>& dismissed, const std::vector<Event>& all, const DismissalGround& ground) {
    std::vector<Suggestion> out;
    suggestDays(dismissed, all, ground, out);
    suggestHours(dismissed, ground, out);
    suggestInstruments(dismissed, all, out);
    suggestRate(dismissed, ground, out);
    return out;
}

} // namespace ms::detection
