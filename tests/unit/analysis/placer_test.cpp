// Leaks in a town whose loggers measure what the solver says, with noise: who places them must find their pipes, from what was known then.
#include "core/analysis/event_placer.h"

#include "core/hydraulics/solver.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <random>

using namespace ms;
using namespace ms::analysis;

namespace {

struct MadeLeak {
    std::string pipe;
    double from_d, to_d, flow_m3s;
};

/// A grid of four by four junctions behind one meter, six loggers, one customer who is metered; hourly.
struct LeakingTown {
    static constexpr int kSide = 4;
    static constexpr Instant kStart{1'704'067'200'000}; // a Monday's midnight

    Data data;
    ModelFrame frame;
    Expectation expectation;
    std::vector<detection::ZoneTrack> tracks{1};
    mutable std::deque<std::pair<std::vector<PlacedEvent>, std::vector<ZoneCharts>>> given;

    LeakingTown(const std::vector<MadeLeak>& leaks, int dayCount, int loggers = 6) {
        makeNetwork();
        measure(leaks, dayCount, loggers);
        frame = makeFrame(data);
        REQUIRE(frame.zones.size() == 1);
        NullSink sink;
        auto block = expectBlock(frame, data, {kStart, on(dayCount)}, sink, {});
        REQUIRE(block.ok());
        CHECK(block->unsolved == 0);
        expectation = std::move(block).value();
    }

    static Instant on(double day) { return kStart + Duration{static_cast<std::int64_t>(day * 8.64e7)}; }

    /// The town outlives it, and with it what the placer only refers to.
    [[nodiscard]] EventPlacer placer(std::vector<PlacedEvent> earlier, std::vector<ZoneCharts> charts, const PlacingOptions& options = {}) const {
        given.emplace_back(std::move(earlier), std::move(charts));
        return {frame,  data, expectation, tracks, given.back().first, given.back().second, hydraulics::HydraulicModel::make(data.network).value(),
                options};
    }
    [[nodiscard]] std::vector<localisation::Candidate> candidates() const {
        return localisation::candidatePipes(*data.network, frame.balances.zones[0].links);
    }
    [[nodiscard]] Eigen::Index candidate(const std::string& pipe) const {
        const auto all = candidates();
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.id == pipe; });
        REQUIRE(found != all.end());
        return found - all.begin();
    }
    /// What of `probability` lies on the pipe and those that meet it.
    [[nodiscard]] double near(const Eigen::Ref<const Eigen::VectorXd>& probability, const std::string& pipe) const {
        const auto all = candidates();
        const auto& there = data.network->link(data.network->findLink(pipe));
        double sum = 0;
        for (std::size_t j = 0; j < all.size(); ++j) {
            const auto& link = data.network->link(all[j].link);
            if (link.from == there.from || link.from == there.to || link.to == there.from || link.to == there.to)
                sum += probability[static_cast<Eigen::Index>(j)];
        }
        return sum;
    }
    /// An event of that start and flow, known from `states` (days) on.
    void track(double start_d, double flow_m3s, const std::vector<double>& states) {
        detection::TrackedEvent event;
        event.zone = "A";
        event.detectedAt = on(states.front());
        for (const double day : states) {
            detection::TrackState state;
            state.at = on(day);
            state.startedAt = on(start_d);
            state.startedCi = {on(start_d - 0.1), on(start_d + 0.1)};
            state.flow_m3s = {flow_m3s, 0.8 * flow_m3s, 1.2 * flow_m3s};
            state.track = {{on(start_d), flow_m3s, 0}, {on(day), flow_m3s, 0}};
            event.states.push_back(state);
        }
        tracks[0].events.push_back(event);
    }

private:
    void makeNetwork() {
        auto net = std::make_shared<network::Network>();
        network::Node source;
        source.id = "R";
        source.kind = network::NodeKind::reservoir;
        source.elevation_m = 60;
        net->nodes.push_back(source);
        for (int i = 0; i < kSide * kSide; ++i) {
            network::Node n;
            n.id = "J" + std::to_string(i);
            n.elevation_m = 10;
            n.position = network::Point{250.0 * (i % kSide), 250.0 * (i / kSide)};
            n.demands.push_back({0.0008, -1, {}});
            net->nodes.push_back(n);
        }
        const auto pipe = [&](const std::string& id, int a, int b, double diameter_m) {
            network::Link l;
            l.id = id;
            l.from = NodeIndex(a);
            l.to = NodeIndex(b);
            l.length_m = 250;
            l.diameter_m = diameter_m;
            l.roughness = 110;
            net->links.push_back(l);
        };
        pipe("METER", 0, 1, 0.3);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const int at = 1 + y * kSide + x;
                const std::string end = std::to_string(x) + std::to_string(y);
                if (x + 1 < kSide) pipe("H" + end, at, at + 1, 0.1);
                if (y + 1 < kSide) pipe("V" + end, at, at + kSide, 0.1);
            }
        net->buildIndex();
        data.network = net;
    }

    void measure(const std::vector<MadeLeak>& leaks, int dayCount, int loggers) {
        const auto& net = *data.network;
        const auto sensor = [&](const std::string& element, Quantity quantity) {
            SensorData s;
            s.sensor.name = element + " " + std::string(nameOf(quantity));
            s.sensor.element = element;
            s.sensor.quantity = quantity;
            data.sensors.push_back(std::move(s));
        };
        sensor("METER", Quantity::flow);
        sensor("J5", Quantity::demand);
        const std::vector<std::string> places{"J1", "J3", "J6", "J9", "J12", "J15"};
        for (int i = 0; i < loggers; ++i) sensor(places[static_cast<std::size_t>(i)], Quantity::pressure);

        hydraulics::Solver solver(hydraulics::HydraulicModel::make(data.network).value(), {1e-7, 200});
        std::mt19937 random(7);
        std::normal_distribution<double> normal;
        hydraulics::HydraulicState state, guess;
        for (int hour = 0; hour < dayCount * 24; ++hour) {
            const double factor = 1 - 0.5 * std::cos(2 * 3.14159265358979 * hour / 24.0) + 0.05 * normal(random);
            hydraulics::Conditions conditions;
            conditions.demands_m3s.assign(net.nodes.size(), 0.0008 * factor);
            for (const auto& leak : leaks)
                if (hour >= leak.from_d * 24 && hour < leak.to_d * 24) {
                    hydraulics::Outflow outflow;
                    outflow.link = net.findLink(leak.pipe);
                    outflow.flow_m3s = leak.flow_m3s;
                    conditions.outflows.push_back(outflow);
                }
            auto report = solver.solve(conditions, state, hour > 0 ? &guess : nullptr);
            REQUIRE(report.ok());
            REQUIRE(report->converged);
            guess = state;
            for (auto& s : data.sensors) {
                double value = 0;
                if (s.sensor.quantity == Quantity::flow) value = state.flows_m3s[net.findLink("METER").at()];
                if (s.sensor.quantity == Quantity::demand) value = 0.0008 * factor;
                if (s.sensor.quantity == Quantity::pressure) value = state.heads_m[net.findNode(s.sensor.element).at()] - 10 + 0.01 * normal(random);
                s.readings.times_ms.push_back((kStart + hours(hour)).ms);
                s.readings.values.push_back(value);
                s.readings.quality.push_back(0);
            }
        }
    }
};

} // namespace

TEST_CASE("an event is placed on its pipe or one beside it, and its size is that of the pressures too") {
    LeakingTown town({{"H22", 50, 1e9, 0.002}}, 64);
    town.track(50, 0.0022, {52, 60});
    auto placer = town.placer({}, {});
    REQUIRE(placer.hasModel(0));
    CHECK(placer.zoneLength_m(0) == doctest::Approx(24 * 250).epsilon(0.1));
    const auto young = placer.place(0, 0, 0), old = placer.place(0, 0, 1);
    REQUIRE(young.ok());
    REQUIRE(old.ok());
    CHECK(young->modelled);
    CHECK(old->informed);
    CHECK(old->probability.sum() == doctest::Approx(1));
    CHECK_MESSAGE(town.near(old->probability, "H22") > 0.8, town.near(old->probability, "H22"));
    CHECK(old->size_m3s == doctest::Approx(0.002).epsilon(0.15));
    CHECK(old->sizeSd_m3s < 0.0005);
    CHECK(old->sensors.size() == 6);
    Eigen::Index top = 0;
    old->probability.maxCoeff(&top);
    CHECK(town.near(Eigen::VectorXd::Unit(old->probability.size(), top), "H22") == 1);
}

TEST_CASE("what is measured after an instant does not change where an event was placed then") {
    const std::vector<MadeLeak> leaks{{"V12", 30, 1e9, 0.002}, {"H00", 45, 1e9, 0.003}};
    LeakingTown early(leaks, 42), late(leaks, 56);
    for (LeakingTown* town : {&early, &late}) town->track(30, 0.002, {33, 40});
    const auto then = early.placer({}, {}).place(0, 0, 1), now = late.placer({}, {}).place(0, 0, 1);
    REQUIRE(then.ok());
    REQUIRE(now.ok());
    CHECK(then->probability == now->probability);
    CHECK(then->size_m3s == now->size_m3s);
}

TEST_CASE("a leak beside the event is taken out of what is measured, wherever it is known from") {
    LeakingTown town({{"H20", 20, 52, 0.003}, {"V02", 45, 1e9, 0.002}}, 60);
    town.track(20, 0.003, {22, 30, 53});
    town.track(45, 0.002, {47, 57});
    auto& mended = town.tracks[0].events[0];
    mended.endedAt = LeakingTown::on(52);
    mended.states.back().flow_m3s = {}; // as of then; what flowed before stands in its track
    const auto alone = town.placer({}, {}).place(0, 1, 1);
    REQUIRE(alone.ok());
    const double unknown = town.near(alone->probability, "V02");

    SUBCASE("the repair names its pipe") {
        mended.repairJob = "repair 1"; // jobs without a name are counted
        town.data.repairs.push_back({"", "H20", {}, LeakingTown::on(52), {}, {}, ""});
    }
    SUBCASE("a first pass placed it") {}
    const bool byRepair = !mended.repairJob.empty();
    const std::vector<PlacedEvent> earlier{{0, 0, {{LeakingTown::on(30), {static_cast<std::int32_t>(town.candidate("H20"))}, {1}}}}};
    const auto placed = town.placer(byRepair ? std::vector<PlacedEvent>() : earlier, {}).place(0, 1, 1);
    REQUIRE(placed.ok());
    CHECK_MESSAGE(town.near(placed->probability, "V02") > 0.8, town.near(placed->probability, "V02"), " and ", unknown, " without");
    CHECK(placed->probability != alone->probability);
}

TEST_CASE("where nothing is measured the prior is the answer") {
    LeakingTown town({{"H22", 30, 1e9, 0.002}}, 36);
    town.track(30, 0.002, {33});
    for (auto& record : town.expectation.records) record.residual.setConstant(std::numeric_limits<float>::quiet_NaN());
    const auto placed = town.placer({}, {}).place(0, 0, 0);
    REQUIRE(placed.ok());
    CHECK(placed->modelled);
    CHECK_FALSE(placed->informed);
    CHECK(placed->probability.maxCoeff() == doctest::Approx(placed->probability.minCoeff()).epsilon(1e-6)); // pipes of one length
    town.frame.zones.clear();                                                                               // no model at all
    auto without = town.placer({}, {});
    CHECK_FALSE(without.hasModel(0));
    CHECK(without.record(0) == nullptr);
    const auto blind = without.place(0, 0, 0);
    REQUIRE(blind.ok());
    CHECK_FALSE(blind->modelled);
    CHECK(blind->size_m3s == 0.002);
}

TEST_CASE("charts show a leak that no event tells of, with its flow and its beginning, and know nothing of later days") {
    LeakingTown town({{"H22", 49, 1e9, 0.002}}, 98);
    NullSink sink;
    REQUIRE(canChart(town.frame, town.data, 0));
    const auto charts = chartLeaks(town.frame, town.data, town.expectation, 0, {}, sink, {});
    REQUIRE(charts.ok());
    REQUIRE(charts->charts.size() >= 8);
    CHECK(charts->charts.front().leaks.empty());
    CHECK(std::is_sorted(charts->charts.begin(), charts->charts.end(), [](const auto& a, const auto& b) { return a.at < b.at; }));
    const LeakChart& last = charts->charts.back();
    REQUIRE(last.leaks.size() == 1);
    const ChartedLeak& leak = last.leaks.front();
    CHECK(leak.leak.flow_m3s == doctest::Approx(0.002).epsilon(0.25));
    CHECK(leak.onset_d == doctest::Approx(49).epsilon(0.15));
    CHECK(leak.earliest_d <= leak.onset_d);
    CHECK(leak.onset_d <= leak.latest_d);
    CHECK(leak.certainty > 1);
    const auto all = static_cast<Eigen::Index>(town.candidates().size());
    CHECK_MESSAGE(town.near(spread(leak.place, all), "H22") > 0.8, town.near(spread(leak.place, all), "H22"));

    LeakingTown early({{"H22", 49, 1e9, 0.002}}, 77);
    const auto before = chartLeaks(early.frame, early.data, early.expectation, 0, {}, sink, {});
    REQUIRE(before.ok());
    REQUIRE(before->charts.size() < charts->charts.size());
    CHECK(std::equal(before->charts.begin(), before->charts.end(), charts->charts.begin()));
}

TEST_CASE("a mended leak stands in the charts on its pipe, until it was mended") {
    LeakingTown town({{"H22", 42, 70, 0.002}}, 98);
    town.data.repairs = {{"WR1", "H22", {}, LeakingTown::on(70), {}, {}, ""}, {"WR2", "elsewhere", {}, LeakingTown::on(60), {}, {}, ""}};
    NullSink sink;
    const auto charts = chartLeaks(town.frame, town.data, town.expectation, 0, {}, sink, {});
    REQUIRE(charts.ok());
    const auto& leaks = charts->charts.back().leaks;
    REQUIRE(leaks.size() == 1);
    CHECK(leaks[0].leak.mended());
    CHECK(leaks[0].leak.end_d == 70);
    CHECK(leaks[0].place.pipes == std::vector<std::int32_t>{static_cast<std::int32_t>(town.candidate("H22"))});
    CHECK(leaks[0].leak.flow_m3s == doctest::Approx(0.002).epsilon(0.25));
}

TEST_CASE("charts take four loggers, and end when they are asked to") {
    LeakingTown few({}, 49, 3);
    NullSink sink;
    CHECK_FALSE(canChart(few.frame, few.data, 0));
    const auto none = chartLeaks(few.frame, few.data, few.expectation, 0, {}, sink, {});
    REQUIRE(none.ok());
    CHECK(none->charts.empty());
    LeakingTown town({}, 49);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = chartLeaks(town.frame, town.data, town.expectation, 0, {}, sink, stop.get_token());
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == ErrorCode::cancelled);
}

TEST_CASE("places keep what counts of a probability, and give back one that sums to 1") {
    Eigen::VectorXd p(4);
    p << 0.5, 0.00005, 0.2, 0.29995;
    const auto kept = sparse(Instant{5}, p);
    CHECK(kept.pipes == std::vector<std::int32_t>{0, 2, 3});
    const auto back = spread(kept, 4);
    CHECK(back.sum() == doctest::Approx(1));
    CHECK(back[1] == 0);
    CHECK(spread(kept, 2).sum() == doctest::Approx(1)); // pipes that the zone no longer has are left out
    CHECK(spread({}, 4).size() == 0);
    CHECK(spread({Instant{5}, {-1, 7}, {0.5F, 0.5F}}, 4).size() == 0);
}

TEST_CASE("the flow of a track: straight lines between its points, nothing before it and after its end") {
    detection::TrackState state;
    state.at = Instant{0} + days(10);
    state.startedAt = Instant{0} + days(1);
    state.flow_m3s.value = 0.004;
    const auto at = [&](double day, std::optional<Instant> ended = {}) {
        return trackFlow(state, Instant{static_cast<std::int64_t>(day * 8.64e7)}, ended);
    };
    CHECK(at(0.9) == 0);
    CHECK(at(1) == 0.004); // without points: constant from its start on
    CHECK(at(3, Instant{0} + days(3)) == 0);
    state.track = {{Instant{0} + days(2), 0.001, 0}, {Instant{0} + days(4), 0.003, 0}, {Instant{0} + days(5), -0.001, 0}};
    CHECK(at(1.9) == 0);
    CHECK(at(3) == doctest::Approx(0.002));
    CHECK(at(4.75) == 0); // never below nothing
    CHECK(at(9) == 0);
    CHECK(at(3, Instant{0} + days(3)) == 0);
    state.track.pop_back();
    CHECK(at(9) == 0.003); // goes on as it was last
    detection::TrackedEvent event;
    CHECK_FALSE(knownEnd(event, state));
    event.endedAt = Instant{0} + days(9);
    CHECK_FALSE(knownEnd(event, state)); // it still flows
    state.flow_m3s.value = 0;
    CHECK(knownEnd(event, state) == event.endedAt);
    state.at = Instant{0} + days(8); // nobody could know yet
    CHECK_FALSE(knownEnd(event, state));
}
