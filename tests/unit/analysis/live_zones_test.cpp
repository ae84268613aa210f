#include "core/analysis/live_zones.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace ms;
using namespace ms::analysis;

namespace {

/// Three DMAs of an inlet meter and four loggers, without a network: a burst in A and one in B, in C a stuck logger and one with a shifted clock.
struct ThreeDmas {
    static constexpr int dayCount = 50;
    Duration step;
    std::vector<series::Sensor> sensors;
    std::vector<series::Readings> truth;  ///< what the loggers measured
    std::vector<series::Readings> stored; ///< what has come
    Instant start = instantFromUtc({2023, 1, 2});

    explicit ThreeDmas(Duration every = minutes(15)) : step(every) {
        std::mt19937_64 random(8);
        std::normal_distribution<double> normal;
        for (const char* zone : {"A", "B", "C"})
            for (int s = 0; s < 5; ++s) {
                series::Sensor sensor;
                sensor.name = zone + std::to_string(s);
                sensor.zone = zone;
                sensor.quantity = s == 0 ? Quantity::flow : Quantity::pressure;
                sensor.unit = s == 0 ? "m3/s" : "m";
                sensors.push_back(sensor);
                series::Readings r;
                for (Duration at; at < days(dayCount); at = at + step) {
                    const Duration shift = *zone == 'C' && s == 4 && at > days(30) ? hours(2) : Duration{};
                    const double shape = 1 - 0.8 * std::cos(2 * 3.14159265358979 * ((at + shift).hours() - 3) / 24);
                    const Instant t = start + at + step;
                    const bool burst =
                        (*zone == 'A' && at > days(40) + minutes(1350)) || (*zone == 'B' && at > days(35) + hours(1) && at < days(38) + minutes(750));
                    double v = s == 0 ? 0.004 + 0.016 * shape * (1 + 0.03 * normal(random)) + (burst ? 0.005 : 0)
                                      : 40 - 3 * shape * shape + 0.05 * normal(random) - (burst ? 0.8 : 0);
                    if (*zone == 'C' && s == 2 && at > days(44)) v = 39.5;
                    r.times_ms.push_back(t.ms);
                    r.values.push_back(v);
                    r.quality.push_back(0);
                }
                truth.push_back(std::move(r));
            }
        stored.resize(sensors.size());
    }
    [[nodiscard]] Data data(bool readings) const {
        Data d;
        for (std::size_t s = 0; s < sensors.size(); ++s) d.sensors.push_back({sensors[s], readings ? stored[s] : series::Readings{}});
        return d;
    }
    /// The readings of a sensor in (from, to] come in; `off` is added to them (to be corrected later).
    void deliver(std::size_t s, Instant from, Instant to, std::vector<SensorChange>& changes, double off = 0) {
        std::map<std::int64_t, double> all;
        for (std::size_t i = 0; i < stored[s].size(); ++i) all[stored[s].times_ms[i]] = stored[s].values[i];
        Instant first;
        for (std::size_t i = 0; i < truth[s].size(); ++i)
            if (truth[s].times_ms[i] > from.ms && truth[s].times_ms[i] <= to.ms) {
                if (!first.valid()) first = Instant{truth[s].times_ms[i]};
                all[truth[s].times_ms[i]] = truth[s].values[i] + off;
            }
        stored[s] = {};
        for (const auto& [t, v] : all) {
            stored[s].times_ms.push_back(t);
            stored[s].values.push_back(v);
            stored[s].quality.push_back(0);
        }
        if (first.valid()) changes.push_back({s, first});
    }
    /// Of all sensors.
    std::vector<SensorChange> deliverAll(Instant from, Instant to) {
        std::vector<SensorChange> changes;
        for (std::size_t s = 0; s < sensors.size(); ++s) deliver(s, from, to, changes);
        return changes;
    }
    [[nodiscard]] std::shared_ptr<const Data> prepared() const {
        auto d = std::make_shared<Data>(data(false));
        prepare(*d);
        REQUIRE(d->frame != nullptr);
        return d;
    }
    [[nodiscard]] ReadingSource source() {
        return [this](std::size_t s, TimeSpan span) -> Result<series::Readings> {
            series::Readings out;
            for (std::size_t i = 0; i < stored[s].size(); ++i) {
                const Instant t{stored[s].times_ms[i]};
                if ((span.from.valid() && t < span.from) || (span.to.valid() && t >= span.to)) continue;
                out.times_ms.push_back(t.ms);
                out.values.push_back(stored[s].values[i]);
                out.quality.push_back(0);
                ++read;
            }
            return out;
        };
    }
    std::size_t read = 0; ///< readings handed out
};

class Quiet final : public EventSink {
public:
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic&) override {}
    void partial(const std::vector<detection::Event>&) override {}
};

std::vector<detection::Event> batch(const Data& data) {
    Options options;
    Quiet sink;
    auto stage = firstStage(data, options);
    REQUIRE(stage.ok());
    std::vector<Task> tasks = *stage;
    std::vector<TaskOutput> outputs;
    while (!tasks.empty()) {
        outputs.clear();
        for (const Task& task : tasks) {
            auto output = run(task, data, options, sink, {});
            REQUIRE(output.ok());
            outputs.push_back(std::move(*output));
        }
        auto next = nextStage(data, options, tasks, outputs);
        REQUIRE(next.ok());
        if (next->empty()) break;
        tasks = *next;
    }
    auto events = collect(outputs);
    for (auto& e : events) e.id = 0;
    return events;
}

/// What a watcher knows after all that it was told.
struct Known {
    std::map<std::string, std::vector<detection::Event>> byZone;
    void take(const Result<std::vector<ZoneNews>>& news) {
        REQUIRE(news.ok());
        for (const ZoneNews& n : *news) byZone[n.zone] = n.events;
    }
    [[nodiscard]] std::vector<detection::Event> all() const {
        std::vector<detection::Event> events;
        for (const auto& [zone, list] : byZone) events.insert(events.end(), list.begin(), list.end());
        std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
            return std::tie(a.detectedAt, a.zone, a.startedAt) < std::tie(b.detectedAt, b.zone, b.startedAt);
        });
        return events;
    }
};

} // namespace

TEST_CASE("live zones: in whatever portions readings come, late and corrected ones among them, the events are those of an analysis of all") {
    ThreeDmas town;
    LiveZones::Turns turns;
    Instant begin = town.start + days(33);
    Duration portion = minutes(15);
    SUBCASE("zones that wait are caught up with at once") {}
    SUBCASE("in short turns, of a long history too, while live work goes on") {
        turns.turn_s = 0;
        turns.piece = days(4);
        begin = town.start + days(42);
        portion = hours(1);
    }
    SUBCASE("all zones wait always") {
        turns.slow_s = -1;
        begin = town.start + days(42);
        portion = hours(1);
    }
    std::vector<SensorChange> changes;
    const Instant end = town.start + days(ThreeDmas::dayCount);
    town.deliverAll({}, begin);
    LiveZones live(town.prepared(), {}, {0, 1, 2}, turns);
    NullSink sink;
    Known known;
    CHECK(live.waiting() == 3);
    known.take(live.catchUp(turns.turn_s, town.source(), sink, {}));
    std::mt19937_64 random(3);
    std::vector<Instant> came(town.sensors.size(), begin);
    const std::size_t lagging = 3; // a logger of A that sends once a day
    std::size_t notices = 0;
    for (Instant now = begin + portion; now <= end; now = now + portion) {
        changes.clear();
        for (std::size_t s = 0; s < town.sensors.size(); ++s) {
            if (random() % 4 == 0 && now < end) continue; // nothing from this one now
            if (s == lagging && now.ms % 86'400'000 != 0 && now < end) continue;
            const bool wrong = s == 5 && random() % 300 == 0;
            town.deliver(s, came[s], now, changes, wrong ? 0.002 : 0);
            if (wrong) town.deliver(s, came[s], now, changes); // said once more, rightly, in the same breath
            came[s] = now;
        }
        if (now == town.start + days(41)) town.deliver(5, town.start + days(40), now, changes, 0.001); // a day of B is wrong ...
        if (now == town.start + days(43)) town.deliver(5, town.start + days(40), now, changes);        // ... and corrected
        for (auto news : {live.goOn(changes, town.source(), sink, {}), live.catchUp(turns.turn_s, town.source(), sink, {})}) {
            REQUIRE(news.ok());
            notices += news->size();
            known.take(news);
        }
    }
    known.take(live.flush(town.source(), sink, {}));
    CHECK(live.waiting() == 0);
    const auto wanted = batch(town.data(true));
    REQUIRE(wanted.size() >= 3);
    CHECK(std::count_if(wanted.begin(), wanted.end(), [](const auto& e) { return e.kind == detection::EventKind::sensorFault; }) >= 2);
    CHECK(known.all() == wanted);
    CHECK(notices > 3);
    CHECK(live.restarts() >= 6); // the logger that sends once a day comes late for its zone
}

TEST_CASE("live zones: work on a new reading does not grow with the history") {
    ThreeDmas town;
    const Instant begin = town.start + days(44); // every other day the loggers' last weeks are looked at, but not on this one
    town.deliverAll({}, begin);
    LiveZones live(town.prepared(), {}, {0, 1, 2});
    NullSink sink;
    REQUIRE(live.catchUp(60, town.source(), sink, {}).ok());
    REQUIRE(live.waiting() == 0);
    town.read = 0;
    REQUIRE(live.goOn(town.deliverAll(begin, begin + minutes(15)), town.source(), sink, {}).ok());
    CHECK(live.restarts() == 0);
    CHECK(town.read <= town.sensors.size() * 20); // three hours and the one that is not over
}

TEST_CASE("live zones: who has to begin anew comes after those that simply go on, and what was told of it stands until then") {
    ThreeDmas town;
    const Instant begin = town.start + days(44);
    town.deliverAll({}, begin);
    LiveZones live(town.prepared(), {}, {0, 1, 2});
    NullSink sink;
    Known known;
    known.take(live.catchUp(60, town.source(), sink, {}));
    const auto before = known.byZone["B"];
    REQUIRE(before.size() == 1);
    auto changes = town.deliverAll(begin, begin + minutes(15));
    for (std::size_t s = 5; s < 10; ++s) town.deliver(s, town.start, begin, changes); // B's whole history once more
    std::vector<std::string> worked;
    live.tellZones([&](const std::string& zone) { worked.push_back(zone); });
    known.take(live.goOn(changes, town.source(), sink, {}));
    CHECK(worked == std::vector<std::string>{"A", "C"});
    CHECK(live.waiting() == 1);
    CHECK(known.byZone["B"] == before);
    // More of it comes while it waits: still one beginning.
    known.take(live.goOn(town.deliverAll(begin + minutes(15), begin + minutes(30)), town.source(), sink, {}));
    CHECK(worked == std::vector<std::string>{"A", "C", "A", "C"});
    worked.clear();
    known.take(live.catchUp(0, town.source(), sink, {}));
    CHECK(worked == std::vector<std::string>{"B"});
    CHECK(live.waiting() == 0);
    CHECK(live.restarts() == 1);
    known.take(live.flush(town.source(), sink, {}));
    CHECK(known.all() == batch(town.data(true)));
}

TEST_CASE("live zones: a long history does not keep the others waiting for longer than a piece of it") {
    ThreeDmas town;
    const Instant end = town.start + days(ThreeDmas::dayCount);
    std::vector<SensorChange> changes;
    for (std::size_t s = 0; s < town.sensors.size(); ++s) town.deliver(s, s < 5 ? Instant{} : end - days(3), end, changes); // B and C are young
    LiveZones::Turns turns;
    turns.turn_s = 0;
    turns.piece = days(5);
    LiveZones live(town.prepared(), {}, {0, 1, 2}, turns);
    NullSink sink;
    std::vector<std::string> worked;
    live.tellZones([&](const std::string& zone) { worked.push_back(zone); });
    Known known;
    for (int turn = 0; turn < 3; ++turn) known.take(live.catchUp(0, town.source(), sink, {}));
    CHECK(worked == std::vector<std::string>{"A", "B", "C"});
    CHECK(live.waiting() == 1);
    CHECK(known.byZone.count("A") == 0); // nothing half-known is told
    while (live.waiting() > 0) known.take(live.catchUp(0, town.source(), sink, {}));
    CHECK(worked.size() == 2 + 9); // the first turn made two
    known.take(live.flush(town.source(), sink, {}));
    CHECK(known.all() == batch(town.data(true)));
}

TEST_CASE("live zones: zones watched by the hour go on when an hour is full; one that takes too long is left for later, and it is said") {
    ThreeDmas town(hours(1));
    const Instant begin = town.start + days(40) + hours(20), end = town.start + days(42);
    town.deliverAll({}, begin);
    NullSink sink;
    Known known;
    {
        LiveZones live(town.prepared(), {}, {0, 1, 2});
        known.take(live.catchUp(60, town.source(), sink, {}));
        const std::size_t before = known.byZone["A"].size();
        for (Instant now = begin + hours(1); now <= end; now = now + hours(1)) {
            known.take(live.goOn(town.deliverAll(now - hours(1), now), town.source(), sink, {}));
            known.take(live.catchUp(60, town.source(), sink, {}));
        }
        CHECK(known.byZone["A"].size() == before + 1); // the burst, though nobody said that nothing more will come
        known.take(live.flush(town.source(), sink, {}));
        CHECK(known.all() == batch(town.data(true)));
    }
    class Listening final : public Sink {
    public:
        void progress(std::string_view, std::int64_t, std::int64_t) override {}
        void diagnostic(const Diagnostic& d) override { said.push_back(d); }
        std::vector<Diagnostic> said;
    } listening;
    LiveZones::Turns turns;
    turns.most_s = 1e-9;
    turns.rest = 1e12;
    LiveZones impatient(town.prepared(), {}, {0, 1, 2}, turns);
    Known late;
    late.take(impatient.catchUp(60, town.source(), listening, {}));
    CHECK(late.byZone.empty());
    REQUIRE(listening.said.size() == 3);
    CHECK(listening.said[0].code == "watch.zone-slow");
    CHECK(listening.said[0].subject == "A");
    late.take(impatient.flush(town.source(), listening, {})); // who asks for all waits for all
    CHECK(late.all() == batch(town.data(true)));
}
