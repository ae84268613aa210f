#include "core/analysis/live_zones.h"

#include "core/analysis/detect_setup.h"
#include "core/analysis/logger_events.h"
#include "core/analysis/stages.h"
#include "core/calibration/logger_watch.h"
#include "core/detection/event_codec.h"
#include "core/detection/zone_follower.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ms::analysis {
namespace {

constexpr Duration kPatience = hours(1); ///< how long a zone waits for a meter that lags behind the newest

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

/// Stops work that takes too long, when it says how far it is.
class Limit final : public Sink {
public:
    Limit(double most_s, const std::stop_token& outer) : m_most_s(most_s), m_outer(outer, [this] { m_stop.request_stop(); }) {}
    void progress(std::string_view, std::int64_t, std::int64_t) override {
        if (secondsSince(m_begin) > m_most_s) m_stop.request_stop();
    }
    void diagnostic(const Diagnostic&) override {}
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    Clock::time_point m_begin = Clock::now();
    double m_most_s;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_outer;
};

} // namespace

struct LiveZones::Private {
    struct Zone {
        std::size_t number = 0;                          ///< in the balances
        std::vector<std::size_t> sensors;                ///< flow meters, then pressure loggers, then customer meters and levels
        std::size_t flows = 0;                           ///< how many of them are flow meters
        std::optional<detection::ZoneFollower> follower; ///< of zones of quarter-hours
        std::optional<calibration::LoggerWatch> loggers;
        Instant loggersKnown;
        std::vector<std::size_t> checked; ///< loggers that are checked against each other
        std::optional<quality::ForwardWatch> forward;
        bool hourly = false;
        Instant known;                             ///< readings up to here have been gone through
        std::optional<detection::ZoneTrack> track; ///< of an hourly zone
        std::optional<std::string> told;           ///< the events last handed over, as bytes
        bool waits = true;                         ///< stands in the queue
        bool anew = false;                         ///< and has to begin anew
        double took_s = 0;                         ///< its last step
        double most_s = 0;                         ///< what it may take
        Clock::time_point restsUntil;
    };

    std::shared_ptr<const Data> data;
    Options options;
    detection::TrackerOptions tracker;
    std::vector<detection::RepairNotice> repairs;
    std::deque<Zone> zones;             ///< followers stay where they are
    std::vector<series::Readings> held; ///< [sensors] readings at hand; empty but while their zone is worked on
    std::vector<detection::Meter> meters;
    std::vector<Instant> last;                       ///< [sensors] the last reading
    std::multimap<std::size_t, std::size_t> zonesOf; ///< by sensor
    Turns turns;
    std::deque<Zone*> queue; ///< of those that wait
    std::size_t restarts = 0;
    std::function<void(const std::string&)> told; ///< who is worked on
    const Zone* heldOf = nullptr;                 ///< whose readings are held
    Instant heldFrom;                             ///< from when on; invalid: all

    const detection::Balance& balance(const Zone& z) const { return data->frame->balances.zones[z.number]; }

    /// From an instant on (invalid: all).
    Result<void> hold(const Zone& zone, Instant from, const ReadingSource& readings) {
        if (heldOf == &zone && (!heldFrom.valid() || (from.valid() && heldFrom <= from))) return {};
        heldOf = nullptr;
        for (const std::size_t s : zone.sensors) {
            auto read = readings(s, {from, {}});
            if (!read) return read.error();
            held[s] = std::move(*read);
            if (held[s].size() > 0)
                last[s] = last[s].valid() ? std::max(last[s], Instant{held[s].times_ms.back()}) : Instant{held[s].times_ms.back()};
        }
        heldOf = &zone;
        heldFrom = from;
        return {};
    }

    void letGo(const Zone& zone) {
        heldOf = nullptr;
        for (const std::size_t s : zone.sensors) held[s] = {};
    }

    /// Until when a zone's readings count as complete.
    Instant complete(const Zone& zone, bool wait) const {
        Instant newest, oldest;
        for (std::size_t k = 0; k < zone.sensors.size(); ++k) {
            const Instant t = last[zone.sensors[k]];
            if (!t.valid()) continue;
            if (k < zone.flows) newest = newest.valid() ? std::max(newest, t) : t;
            oldest = oldest.valid() ? std::min(oldest, t) : t;
        }
        if (!newest.valid() || !wait) return newest;
        return std::min(newest, std::max(oldest, newest - kPatience));
    }

    std::vector<const series::Readings*> checkedOf(const Zone& zone) const {
        std::vector<const series::Readings*> out;
        for (const std::size_t s : zone.checked) out.push_back(&held[s]);
        return out;
    }

    /// Every other day; then it takes the last weeks of all loggers.
    Result<void> goOnChecks(Zone& zone, Instant until, bool wait, const ReadingSource& readings, const std::stop_token& stop) {
        for (const std::size_t s : zone.checked)
            if (!wait && last[s].valid()) until = until.valid() ? std::max(until, last[s]) : last[s];
        if (zone.checked.empty() || !until.valid() || (zone.forward->next().valid() && until < zone.forward->next())) return {};
        if (const Instant from = zone.forward->needed(); from.valid())
            if (auto done = hold(zone, from, readings); !done) return done;
        zone.forward->goOn(checkedOf(zone), until, stop);
        return {};
    }

    std::vector<calibration::LoggerReadings> loggersOf(const Zone& zone) const {
        std::vector<calibration::LoggerReadings> out;
        for (const std::size_t s : balance(zone).pressures()) out.push_back({s, &held[s]});
        return out;
    }

    /// From the first reading. Zones without any stay quiet until there is one.
    Result<void> beginZone(Zone& zone, bool wait, double turn_s, const ReadingSource& readings, Sink& sink, const std::stop_token& stop) {
        const Clock::time_point begun = Clock::now();
        zone.follower.reset();
        zone.track.reset();
        zone.known = {};
        if (auto done = hold(zone, {}, readings); !done) return done;
        const Instant until = complete(zone, wait);
        zone.hourly = !detection::ZoneFollower::follows(detection::suitableStep(balance(zone), meters));
        if (until.valid()) {
            auto done = zone.hourly ? trackHourly(zone, until, wait, sink, stop) : follow(zone, until, stop);
            if (!done && done.error().code != ErrorCode::notFound) return done;
        }
        zone.loggers.emplace(loggersOf(zone).size());
        zone.loggersKnown = {};
        zone.forward.emplace(zone.checked.size());
        return goOnInPieces(zone, until, wait, turn_s - secondsSince(begun), readings, stop);
    }

    /// Until the zone has caught up or its turn is over; one piece at least.
    Result<void> goOnInPieces(Zone& zone, Instant until, bool wait, double turn_s, const ReadingSource& readings, const std::stop_token& stop) {
        const Clock::time_point begun = Clock::now();
        for (bool ready = false; !ready;) {
            Instant target = until;
            if (zone.follower) {
                target = std::min(until, zone.known + turns.piece);
                if (target > zone.known) zone.follower->goOn(meters, target);
                zone.known = std::max(zone.known, zone.follower->known());
            }
            ready = target == until;
            goOnLoggers(zone, target, wait || !ready);
            if (auto done = goOnChecks(zone, target, wait || !ready, readings, stop); !done) return done;
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped", {}, {}, {}, {}};
            if (!ready && secondsSince(begun) > turn_s) {
                zone.waits = true;
                break;
            }
        }
        letGo(zone);
        return {};
    }

    void goOnLoggers(Zone& zone, Instant until, bool wait) {
        const auto loggers = loggersOf(zone);
        for (const auto& l : loggers) // a logger may be ahead of the meters
            if (!wait && l.readings->size() > 0)
                until = until.valid() ? std::max(until, Instant{l.readings->times_ms.back()}) : Instant{l.readings->times_ms.back()};
        if (loggers.empty() || !until.valid() || (zone.loggersKnown.valid() && until <= zone.loggersKnown)) return;
        zone.loggers->goOn(loggers, until);
        zone.loggersKnown = until;
    }

    /// The first piece.
    Result<void> follow(Zone& zone, Instant until, const std::stop_token& stop) {
        const TimeSpan all = detection::coverage(balance(zone), meters, detection::suitableStep(balance(zone), meters));
        if (all.from.valid()) until = std::min(until, all.from + turns.piece);
        zone.follower.emplace(balance(zone), repairs, tracker, detection::ZoneFollower::Memory::needed);
        NullSink quiet;
        if (auto begun = zone.follower->begin(meters, until, quiet, stop); !begun) {
            zone.follower.reset();
            return begun;
        }
        zone.known = zone.follower->known();
        return {};
    }

    Result<void> trackHourly(Zone& zone, Instant until, bool wait, Sink& sink, const std::stop_token& stop) {
        detection::TrackerOptions own = tracker;
        const Instant full = until + Duration{1}; // hours that are over; when nothing more will come, the last one too
        if (wait && (!own.period.to.valid() || own.period.to > until)) own.period.to = full;
        Limit limit(zone.most_s, stop);
        auto track = detection::trackZone(balance(zone), data->network.get(), meters, repairs, own, limit, limit.token());
        if (!track && track.error().code == ErrorCode::cancelled && !stop.stop_requested()) {
            leaveForLater(zone, sink);
            return {};
        }
        if (!track) return track.error();
        zone.track = std::move(*track);
        zone.known = until;
        return {};
    }

    void leaveForLater(Zone& zone, Sink& sink) {
        const double rest_s = turns.rest * zone.most_s;
        sink.diagnostic({Severity::warning,
                         "watch.zone-slow",
                         "the zone's readings take more than " + std::to_string(static_cast<int>(zone.most_s)) +
                             " s to go through: it is left for later, so that the others need not wait",
                         balance(zone).zone,
                         {},
                         {},
                         {},
                         "its events as they were; it is tried again in " + std::to_string(static_cast<int>(rest_s / 60) + 1) + " min",
                         "Look whether its meters have readings far back in time or far too often"});
        zone.restsUntil = Clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(1000 * rest_s));
        zone.most_s *= 2;
        zone.waits = true;
    }

    /// The part of the readings that going on needs: what is new, the hour that is not over, and of the meters two readings before.
    Result<void> holdNew(const Zone& zone, const ReadingSource& readings) {
        Instant from = zone.known;
        if (zone.loggers && zone.loggers->needed().valid()) from = std::min(from, zone.loggers->needed());
        for (const Duration back : {hours(3), days(40)}) {
            if (auto done = hold(zone, from - back, readings); !done) return done;
            const bool enough = std::all_of(zone.sensors.begin(), zone.sensors.begin() + static_cast<std::ptrdiff_t>(zone.flows), [&](std::size_t s) {
                const auto& t = held[s].times_ms;
                return std::upper_bound(t.begin(), t.end(), zone.known.ms) - t.begin() >= 2;
            });
            if (enough) break;
        }
        return {};
    }

    /// Its step of live work, or its turn. Whether it has caught up says `waits`.
    Result<void> goOnZone(Zone& zone, bool wait, double turn_s, const ReadingSource& readings, Sink& sink, const std::stop_token& stop) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped", {}, {}, {}, {}};
        if (told) told(balance(zone).zone);
        const Clock::time_point begun = Clock::now();
        const bool anew = std::exchange(zone.anew, false);
        zone.waits = false;
        restarts += anew;
        if (zone.hourly && !anew && zone.known.valid() && wait) {
            if (auto done = holdNew(zone, readings); !done) return done;
            const std::int64_t hour = hours(1).ms;
            const bool full = complete(zone, wait).ms / hour != zone.known.ms / hour;
            letGo(zone);
            if (!full) return {};
        }
        if (anew || zone.hourly || !zone.known.valid()) {
            if (auto done = beginZone(zone, wait, turn_s, readings, sink, stop); !done) return done;
            zone.took_s = zone.hourly ? secondsSince(begun) : 0; // the others do not begin at every step
            return {};
        }
        if (auto done = holdNew(zone, readings); !done) return done;
        if (auto done = goOnInPieces(zone, complete(zone, wait), wait, turn_s, readings, stop); !done) return done;
        zone.took_s = secondsSince(begun);
        return {};
    }

    void enqueue(Zone& zone) {
        zone.waits = true;
        queue.push_back(&zone);
    }

    /// The first of the queue that does not rest; none: null.
    Zone* next() {
        const auto now = Clock::now();
        const auto found = std::find_if(queue.begin(), queue.end(), [&](const Zone* z) { return z->restsUntil <= now; });
        if (found == queue.end()) return nullptr;
        Zone* zone = *found;
        queue.erase(found);
        return zone;
    }

    /// What the zones of `worked` are now known to have had, where that changed.
    Result<std::vector<ZoneNews>> newsOf(const std::vector<Zone*>& worked, Sink& sink, const std::stop_token& stop) {
        std::vector<ZoneNews> news;
        PlacingInput input;
        input.again = true;
        detection::ZoneTrack none;
        input.texts.assign(data->frame->balances.zones.size(), encodeTrack(none));
        std::map<std::string, std::size_t> byName;
        for (Zone* zone : worked) {
            ZoneNews one;
            one.zone = balance(*zone).zone;
            detection::ZoneTrack track; // the series are as long as all there is, and nobody asks for them here
            track.zone = one.zone;
            if (zone->follower) track.events = zone->follower->events();
            if (zone->track) track.events = zone->track->events;
            if (zone->loggers) one.events = loggerEvents(zone->loggers->faults(), track, one.zone, *data, options);
            if (zone->forward) {
                const auto cross = crossCheckEvents(zone->forward->faults(), zone->checked, one.zone, one.events, *data, options);
                one.events.insert(one.events.end(), cross.begin(), cross.end());
            }
            if (!track.events.empty()) {
                input.texts[zone->number] = encodeTrack(thin(track));
                for (std::size_t e = 0; e < track.events.size(); ++e) input.events.emplace_back(zone->number, e);
            }
            byName[one.zone] = news.size();
            news.push_back(std::move(one));
        }
        if (!input.events.empty()) {
            class Quiet final : public EventSink {
            public:
                explicit Quiet(Sink& to) : m_to(to) {}
                void progress(std::string_view, std::int64_t, std::int64_t) override {}
                void diagnostic(const Diagnostic& diagnostic) override { m_to.diagnostic(diagnostic); }
                void partial(const std::vector<detection::Event>&) override {}

            private:
                Sink& m_to;
            } quiet(sink);
            auto placed = run({"localise", {}, encodeInput(input), 1}, *data, options, quiet, stop);
            if (!placed) return placed.error();
            for (detection::Event& e : placed->events) {
                auto& events = news[byName[e.zone]].events;
                events.push_back(std::move(e));
            }
        }
        std::vector<ZoneNews> changed;
        for (std::size_t k = 0; k < worked.size(); ++k) {
            auto& events = news[k].events;
            for (detection::Event& e : events) e.id = 0;
            std::stable_sort(events.begin(), events.end(),
                             [](const auto& a, const auto& b) { return std::tie(a.detectedAt, a.startedAt) < std::tie(b.detectedAt, b.startedAt); });
            ByteWriter bytes;
            for (const detection::Event& e : events) detection::write(bytes, e);
            std::string text = bytes.take();
            if (text == worked[k]->told) continue;
            worked[k]->told = std::move(text);
            changed.push_back(std::move(news[k]));
        }
        return changed;
    }
};

LiveZones::LiveZones(std::shared_ptr<const Data> data, Options options, std::vector<std::size_t> zones, Turns turns)
    : d(std::make_unique<Private>()) {
    d->data = std::move(data);
    d->options = options;
    d->turns = turns;
    d->tracker = trackerOptions(*d->data, options);
    d->repairs = noticesOf(*d->data, d->data->frame->balances, {});
    const std::size_t n = d->data->sensors.size();
    d->held.resize(n);
    d->last.resize(n);
    for (std::size_t s = 0; s < n; ++s) d->meters.push_back({&d->data->sensors[s].sensor, &d->held[s]});
    for (const std::size_t number : zones) {
        Private::Zone& zone = d->zones.emplace_back();
        zone.number = number;
        zone.most_s = turns.most_s;
        d->enqueue(zone);
    }
    for (std::size_t z = 0; z < d->zones.size(); ++z) {
        Private::Zone& zone = d->zones[z];
        const detection::Balance& b = d->balance(zone);
        const auto add = [&](std::size_t s) {
            if (std::find(zone.sensors.begin(), zone.sensors.end(), s) != zone.sensors.end()) return;
            zone.sensors.push_back(s);
            d->zonesOf.emplace(s, z);
        };
        for (const auto& f : b.flows) add(f.sensor);
        zone.flows = zone.sensors.size();
        zone.checked = crossCheckedLoggers(b, *d->data);
        for (const std::size_t s : zone.checked) add(s);
        for (const auto& t : b.tanks) add(t.sensor);
        for (std::size_t s = 0; s < n; ++s) // customer meters anywhere stand for what this zone's customers do
            if (d->data->sensors[s].sensor.quantity == Quantity::demand) add(s);
    }
}

LiveZones::~LiveZones() = default;

void LiveZones::tellZones(std::function<void(const std::string&)> at) { d->told = std::move(at); }

Result<std::vector<ZoneNews>> LiveZones::goOn(const std::vector<SensorChange>& changes, const ReadingSource& readings, Sink& sink,
                                              std::stop_token stop) {
    std::set<std::size_t> touched;
    for (const SensorChange& c : changes) {
        const auto [first, end] = d->zonesOf.equal_range(c.sensor);
        for (auto z = first; z != end; ++z) {
            Private::Zone& zone = d->zones[z->second];
            const Instant known = zone.loggersKnown.valid() && d->data->sensors[c.sensor].sensor.quantity == Quantity::pressure
                                      ? std::max(zone.known, zone.loggersKnown)
                                      : zone.known;
            zone.anew = zone.anew || (known.valid() && c.from <= known);
            touched.insert(z->second);
        }
    }
    std::vector<Private::Zone*> worked;
    std::int64_t done = 0;
    for (const std::size_t z : touched) {
        Private::Zone& zone = d->zones[z];
        ++done;
        if (zone.waits) continue;
        if (zone.anew || zone.took_s > d->turns.slow_s) {
            d->enqueue(zone);
            continue;
        }
        if (auto gone = d->goOnZone(zone, true, d->turns.turn_s, readings, sink, stop); !gone) return gone.error();
        if (zone.waits)
            d->queue.push_back(&zone);
        else
            worked.push_back(&zone);
        sink.progress("follow", done, static_cast<std::int64_t>(touched.size()));
    }
    return d->newsOf(worked, sink, stop);
}

Result<std::vector<ZoneNews>> LiveZones::catchUp(double seconds, const ReadingSource& readings, Sink& sink, std::stop_token stop) {
    const Clock::time_point begun = Clock::now();
    std::vector<Private::Zone*> ready;
    while (Private::Zone* zone = d->next()) {
        if (auto done = d->goOnZone(*zone, true, d->turns.turn_s, readings, sink, stop); !done) return done.error();
        if (zone->waits)
            d->queue.push_back(zone);
        else
            ready.push_back(zone);
        sink.progress("catch up", static_cast<std::int64_t>(ready.size()), static_cast<std::int64_t>(ready.size() + d->queue.size()));
        if (secondsSince(begun) >= seconds) break;
    }
    return d->newsOf(ready, sink, stop);
}

Result<std::vector<ZoneNews>> LiveZones::flush(const ReadingSource& readings, Sink& sink, std::stop_token stop) {
    const double forever = std::numeric_limits<double>::infinity();
    std::vector<Private::Zone*> worked;
    for (Private::Zone& zone : d->zones) {
        const Instant newest = d->complete(zone, false);
        const bool allThere = !zone.hourly && zone.known.valid() && newest <= zone.known; // of hours the last one is still out
        if (!zone.waits && (!newest.valid() || allThere)) continue;
        const double most_s = std::exchange(zone.most_s, forever);
        auto done = d->goOnZone(zone, false, forever, readings, sink, stop);
        zone.most_s = most_s;
        if (!done) return done.error();
        worked.push_back(&zone);
        sink.progress("catch up", static_cast<std::int64_t>(worked.size()), static_cast<std::int64_t>(d->zones.size()));
    }
    d->queue.clear();
    return d->newsOf(worked, sink, stop);
}

std::size_t LiveZones::waiting() const {
    const auto now = Clock::now();
    return static_cast<std::size_t>(std::count_if(d->queue.begin(), d->queue.end(), [&](const auto* z) { return z->restsUntil <= now; }));
}

std::size_t LiveZones::restarts() const { return d->restarts; }

} // namespace ms::analysis
