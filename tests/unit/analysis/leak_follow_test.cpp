#include "core/analysis/leak_follow.h"

#include "core/network/inp_reader.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::analysis;

namespace {

/// A street of four pipes, 400 m each.
const char* const kLongStreet = R"([JUNCTIONS]
 J0 10 0
 J1 10 2
 J2 11 2
 J3 12 2
 J4 12 2
[RESERVOIRS]
 R 60
[PIPES]
 METER R J0 10 300 120 0 Open
 P1 J0 J1 400 200 120 0 Open
 P2 J1 J2 400 150 120 0 Open
 P3 J2 J3 400 150 120 0 Open
 P4 J3 J4 400 100 120 0 Open
[OPTIONS]
 Units LPS
 Headloss H-W
[END]
)";

struct FollowedTown {
    Data data;
    ModelFrame frame;
    std::vector<detection::ZoneTrack> tracks{1};
    ZoneCharts charts;

    FollowedTown() {
        auto read = network::readInp(kLongStreet, "street");
        REQUIRE(read.ok());
        data.network = std::make_shared<const network::Network>(std::move(read->network));
        detection::Balance balance;
        balance.zone = "A";
        for (const char* pipe : {"P1", "P2", "P3", "P4"}) balance.links.push_back(data.network->findLink(pipe));
        frame.balances.zones.push_back(balance);
        charts.start = Instant{0};
    }
    /// A chart a week, `weeks` in all from the tenth on, with one leak of 5 l/s on candidate `pipe`.
    void chart(int weeks, int pipe) {
        for (int i = 0; i < weeks; ++i) {
            const Instant at = charts.start + days(7 * (10 + static_cast<int>(charts.charts.size())));
            LeakChart c{at, 0.05, {}};
            if (pipe >= 0) {
                ChartedLeak leak;
                leak.leak.column = pipe;
                leak.leak.onset_d = leak.onset_d = 49;
                leak.earliest_d = 42;
                leak.latest_d = 56;
                leak.leak.flow_m3s = 0.005;
                leak.certainty = 3;
                leak.place = {at, {pipe}, {1}};
                c.leaks.push_back(leak);
            }
            charts.charts.push_back(std::move(c));
        }
    }
    [[nodiscard]] std::vector<FollowedLeak> follow(const std::vector<PlacedEvent>& placements = {}) const {
        return followLeaks(frame, data, charts, tracks, placements, {});
    }
};

} // namespace

TEST_CASE("A leak is told when several charts in turn show it, and withdrawn when several do not") {
    FollowedTown town;
    town.chart(3, 2);
    CHECK(town.follow().empty());
    town.chart(2, 2);
    auto told = town.follow();
    REQUIRE(told.size() == 1);
    CHECK(told[0].event.states.size() == 2);
    CHECK(told[0].placed.size() == 2);
    CHECK(told[0].event.detectedAt == town.charts.charts[3].at);
    CHECK(told[0].event.states[0].startedAt == Instant{0} + days(49));
    CHECK(told[0].event.states[0].flow_m3s.value == doctest::Approx(0.005));
    CHECK(told[0].placed[0].placement.probability[2] == doctest::Approx(1));
    town.chart(2, -1);
    CHECK_FALSE(town.follow()[0].event.states.back().withdrawn);
    town.chart(1, -1);
    CHECK(town.follow()[0].event.states.back().withdrawn);
}

TEST_CASE("A leak within reach of an open event is that event's") {
    FollowedTown town;
    town.chart(5, 2);
    detection::TrackedEvent event;
    event.detectedAt = Instant{0} + days(55);
    detection::TrackState state;
    state.at = event.detectedAt;
    state.flow_m3s = {0.005, 0.004, 0.006};
    event.states.push_back(state);
    town.tracks[0].events.push_back(event);
    const auto placedOn = [&](std::int32_t pipe) { return std::vector<PlacedEvent>{{0, 0, {{state.at, {pipe}, {1}}}}}; };
    CHECK(town.follow(placedOn(2)).empty());
    CHECK(town.follow(placedOn(0)).size() == 1); // 800 m away
}

TEST_CASE("A repair nearby ends it") {
    FollowedTown town;
    town.chart(6, 2);
    Repair repair;
    repair.job = "J7";
    repair.pipe = "P3";
    repair.completed = town.charts.charts[4].at + days(1);
    town.data.repairs.push_back(repair);
    const auto told = town.follow();
    REQUIRE(!told.empty());
    CHECK(told[0].event.repairJob == "J7");
    CHECK(told[0].event.endedAt == repair.completed);
    CHECK(told[0].event.states.back().flow_m3s.value == 0);
}

TEST_CASE("What is no leak of its own is not told: too early, too small, beside a surer one, or what a mended one left") {
    FollowedTown town;
    town.chart(6, 2);
    REQUIRE(town.follow().size() == 1);
    const auto change = [&](auto&& edit) {
        for (LeakChart& c : town.charts.charts) edit(c);
    };
    SUBCASE("it may be the model") {
        change([](LeakChart& c) { c.leaks[0].leak.onset_d = 20; });
        CHECK(town.follow().empty());
    }
    SUBCASE("too small") {
        change([](LeakChart& c) { c.leaks[0].leak.flow_m3s = 0.001; });
        CHECK(town.follow().empty());
    }
    SUBCASE("a surer one lies within reach") {
        change([](LeakChart& c) {
            c.leaks.push_back(c.leaks[0]);
            c.leaks[1].certainty = 9;
            c.leaks[1].leak.flow_m3s = 0.008;
        });
        const auto told = town.follow();
        REQUIRE(told.size() == 1);
        CHECK(told[0].event.states.back().flow_m3s.value == doctest::Approx(0.008));
    }
    SUBCASE("far from it another one is another") {
        change([](LeakChart& c) {
            c.leaks.push_back(c.leaks[0]);
            c.leaks[1].leak.column = 0;
            c.leaks[1].place.pipes = {0};
        });
        CHECK(town.follow().size() == 2);
    }
    SUBCASE("it began while one beside it flowed that was mended since") {
        change([](LeakChart& c) {
            c.leaks.push_back(c.leaks[0]);
            c.leaks[1].leak.onset_d = 45;
            c.leaks[1].leak.end_d = 52;
        });
        CHECK(town.follow().empty());
        change([](LeakChart& c) { c.leaks[1].leak.column = 0; }); // too far away
        CHECK(town.follow().size() == 1);
        change([](LeakChart& c) {
            c.leaks[1].leak.column = 2;
            c.leaks[1].leak.onset_d = 5;
            c.leaks[1].leak.end_d = 10; // long before
        });
        CHECK(town.follow().size() == 1);
        change([](LeakChart& c) {
            c.leaks[1].leak.onset_d = 70;
            c.leaks[1].leak.end_d = 80; // long after
        });
        CHECK(town.follow().size() == 1);
    }
}

TEST_CASE("A leak seen once and not again is forgotten; the same pipe leaking much later is another") {
    FollowedTown town;
    town.chart(2, 2);
    town.chart(1, -1);
    town.chart(3, 2);
    CHECK(town.follow().empty()); // twice and three times, never four in turn
    FollowedTown later;
    later.chart(5, 2);
    later.chart(5, 2);
    for (std::size_t i = 5; i < 10; ++i) later.charts.charts[i].leaks[0].leak.onset_d = 110;
    const auto told = later.follow();
    REQUIRE(told.size() == 2);
    CHECK(told[0].event.states.back().withdrawn);
    CHECK(told[1].event.states.back().startedAt == Instant{0} + days(49)); // the chart's own median
}

TEST_CASE("Its place is that of the last eight charts, and a repair far away or of another town's pipe does not end it") {
    FollowedTown town;
    town.chart(4, 1);
    town.chart(10, 2);
    for (const char* pipe : {"elsewhere", "METER"}) {
        Repair repair;
        repair.pipe = pipe;
        repair.completed = town.charts.charts[9].at;
        town.data.repairs.push_back(repair);
    }
    FollowOptions wide;
    wide.reach_m = 500; // neighbours are one leak
    const auto told = followLeaks(town.frame, town.data, town.charts, town.tracks, {}, wide);
    REQUIRE(told.size() == 1);
    CHECK_FALSE(told[0].event.endedAt.has_value());
    CHECK(told[0].placed.front().placement.probability[1] == doctest::Approx(1));
    CHECK(told[0].placed.back().placement.probability[2] == doctest::Approx(1));
    Repair near;
    near.pipe = "P3"; // nobody gave the job a number
    near.completed = town.charts.charts[11].at;
    town.data.repairs.push_back(near);
    const auto mended = followLeaks(town.frame, town.data, town.charts, town.tracks, {}, wide);
    REQUIRE(!mended.empty());
    CHECK(mended[0].event.repairJob == "repair 3");
}

TEST_CASE("Events that are over, not placed or of another zone do not claim a leak") {
    FollowedTown town;
    town.chart(5, 2);
    detection::TrackedEvent event;
    detection::TrackState state;
    state.at = event.detectedAt = Instant{0} + days(55);
    state.flow_m3s = {0.005, 0.004, 0.006};
    event.states.push_back(state);
    town.tracks[0].events.push_back(event);
    PlacedEvent placed{0, 0, {{state.at, {2}, {1}}}};
    REQUIRE(town.follow({placed}).empty());
    SUBCASE("of another zone") { placed.zone = 1; }
    SUBCASE("not there") { placed.event = 7; }
    SUBCASE("placed nowhere") { placed.revisions[0].pipes.clear(); }
    SUBCASE("placed later than the charts") { placed.revisions[0].at = Instant{0} + days(500); }
    SUBCASE("withdrawn") { town.tracks[0].events[0].states[0].withdrawn = true; }
    SUBCASE("over") { town.tracks[0].events[0].states[0].flow_m3s = {}; }
    SUBCASE("not yet known") { town.tracks[0].events[0].states[0].at = Instant{0} + days(500); }
    CHECK(town.follow({placed}).size() == 1);
}
