#include "core/analysis/surrogate.h"

#include "core/analysis/dma_placer.h"
#include "core/analysis/next_logger.h"
#include "core/hydraulics/solver.h"
#include "core/scenario/random.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace ms;
using namespace ms::analysis;
using network::Point;

namespace {

constexpr int kStreets = 7;
constexpr Instant kOnset{days(40).ms};
constexpr double kLoss_m3s = 0.004;

Point at(int i) { return {100.0 * (i % kStreets), 100.0 * (i / kStreets)}; }

/// Streets of a town as GIS has them, and the model that made the readings.
struct Streets {
    std::shared_ptr<network::Network> model = std::make_shared<network::Network>();
    Data data;
};

Streets streets(bool withModel, const std::string& leaking) {
    Streets s;
    auto& net = *s.model;
    for (int i = 0; i < kStreets * kStreets; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.position = at(i);
        node.elevation_m = 3 + i % 4;
        node.demands.push_back({0.0004, -1, {}});
        net.nodes.push_back(node);
    }
    network::Node source;
    source.id = "R";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 60;
    source.position = network::Point{-5, 0};
    net.nodes.push_back(source);
    const auto pipe = [&](int a, int b, double diameter) {
        network::Link link;
        link.id = "P" + std::to_string(net.links.size());
        link.from = NodeIndex(a);
        link.to = NodeIndex(b);
        link.length_m = 100;
        link.diameter_m = diameter;
        link.roughness = 110;
        net.links.push_back(link);
        if (a < kStreets * kStreets) s.data.gisPipes.push_back({link.id, {at(a), at(b)}, 100, diameter, "CI", "Street"});
    };
    pipe(kStreets * kStreets, 0, 0.25);
    for (int i = 0; i < kStreets * kStreets; ++i) {
        if (i % kStreets + 1 < kStreets) pipe(i, i + 1, 0.1);
        if (i / kStreets + 1 < kStreets) pipe(i, i + kStreets, 0.1);
    }
    net.buildIndex();
    const int loggers[] = {0, 6, 24, 42, 48};
    for (const int i : loggers) {
        SensorData logger;
        logger.sensor.name = "PL" + std::to_string(i);
        logger.sensor.element = withModel ? "J" + std::to_string(i) : "somewhere";
        logger.sensor.zone = "Z";
        logger.sensor.x = at(i).x;
        logger.sensor.y = at(i).y;
        s.data.sensors.push_back(logger);
    }
    SensorData meter;
    meter.sensor.name = "FM";
    meter.sensor.element = withModel ? "P0" : "meter";
    meter.sensor.quantity = Quantity::flow;
    meter.sensor.zone = "Z";
    meter.sensor.x = 0;
    meter.sensor.y = 0;
    s.data.sensors.push_back(meter);
    if (withModel) s.data.network = s.model;
    auto model = hydraulics::HydraulicModel::make(s.model);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    scenario::Random random(4, "streets");
    for (Instant t{days(5).ms}; t < kOnset + hours(12); t = t + minutes(15)) {
        hydraulics::Conditions c;
        c.demandFactor = (1 + 0.5 * std::sin((t - Instant{0}).hours() * 0.2618)) * (1 + 0.03 * random.normal());
        if (t >= kOnset) c.outflows.push_back({net.findLink(leaking), {}, 0.5, 0, 0.5, kLoss_m3s});
        REQUIRE(solver.solve(c, state).ok());
        for (auto& sensor : s.data.sensors) {
            const bool flow = sensor.sensor.quantity == Quantity::flow;
            const int i = flow ? 0 : std::atoi(sensor.sensor.name.c_str() + 2);
            sensor.readings.times_ms.push_back(t.ms);
            sensor.readings.values.push_back(flow ? state.flows_m3s[0]
                                                  : state.heads_m[static_cast<std::size_t>(i)] - net.nodes[static_cast<std::size_t>(i)].elevation_m +
                                                        0.03 * random.normal());
            sensor.readings.quality.push_back(0);
        }
    }
    return s;
}

/// The event as detection would call it some hours on.
detection::ZoneTrack called() {
    detection::TrackState state;
    state.at = kOnset + hours(9);
    state.kind = detection::EventKind::burst;
    state.startedAt = kOnset;
    state.startedCi = {kOnset - minutes(30), kOnset + minutes(30)};
    state.flow_m3s = {kLoss_m3s, 0.85 * kLoss_m3s, 1.15 * kLoss_m3s};
    detection::TrackedEvent event;
    event.zone = "Z";
    event.detectedAt = state.at;
    event.states.push_back(state);
    detection::ZoneTrack track;
    track.zone = "Z";
    track.events.push_back(event);
    return track;
}

double massWithin(const DmaGround& ground, const Eigen::VectorXd& p, const network::Network& net, const std::string& pipe, double reach_m) {
    const auto& own = net.links[net.findLink(pipe).at()];
    const auto middle = [&](const network::Link& l) {
        return Point{(net.nodes[l.from.at()].position->x + net.nodes[l.to.at()].position->x) / 2,
                     (net.nodes[l.from.at()].position->y + net.nodes[l.to.at()].position->y) / 2};
    };
    double sum = 0;
    for (std::size_t j = 0; j < ground.zones[0].candidates.size(); ++j) {
        const LinkIndex l = net.findLink(ground.zones[0].candidates[j].id);
        const Point a = middle(net.links[l.at()]), b = middle(own);
        if (std::hypot(a.x - b.x, a.y - b.y) <= reach_m) sum += p[static_cast<Eigen::Index>(j)];
    }
    return sum;
}

} // namespace

TEST_CASE("A burst is placed from quarter-hours, with the model and with GIS pipes alone") {
    for (const bool withModel : {true, false}) {
        CAPTURE(withModel);
        const Streets s = streets(withModel, "P60");
        const auto balances = detection::findBalances(s.data.network.get(), sensorsOf(s.data));
        REQUIRE(balances.zones.size() == 1);
        const DmaGround ground = withModel ? groundOfModel(s.data, balances) : groundOfGis(s.data, balances);
        REQUIRE(ground.network);
        REQUIRE(ground.zones[0].quick);
        const std::vector<detection::ZoneTrack> tracks{called()};
        DmaPlacer placer(ground, s.data, tracks, {});
        REQUIRE(placer.suits(0));
        const auto placed = placer.place(0, 0, 0);
        REQUIRE(placed.ok());
        CHECK(placed->informed);
        CHECK(placed->probability.sum() == doctest::Approx(1));
        const double near = massWithin(ground, placed->probability, *s.model, "P60", 210);
        CHECK(near > 0.6); // prior: about a sixth
        CHECK(placed->sensors.size() == 4);
    }
}

TEST_CASE("Ends that meet are one node, an end on a pipe is joined to it, a piece without an inlet has no demand") {
    Data data;
    data.gisPipes = {{"A", {{0, 0}, {100, 0}}, 100, 0.1, "CI", ""},
                     {"B", {{100.2, 0}, {100, 100}}, 100, {}, "HPPE", ""},
                     {"T", {{40, 0.1}, {40, 50}}, 50, 0.08, "", ""},
                     {"far", {{900, 900}, {950, 900}}, 50, 0.1, "", ""}};
    const auto add = [&](const char* name, Quantity quantity, double x, double y) {
        SensorData d;
        d.sensor.name = name;
        d.sensor.zone = "Z";
        d.sensor.quantity = quantity;
        d.sensor.x = x;
        d.sensor.y = y;
        for (int i = 0; i < 10; ++i) {
            d.readings.times_ms.push_back(i * 900'000);
            d.readings.values.push_back(1);
            d.readings.quality.push_back(0);
        }
        data.sensors.push_back(d);
    };
    add("FM", Quantity::flow, 0, 1);
    add("PL", Quantity::pressure, 100, 99);
    const auto balances = detection::findBalances(nullptr, sensorsOf(data));
    const DmaGround ground = groundOfGis(data, balances);
    REQUIRE(ground.network);
    const auto& net = *ground.network;
    CHECK(net.links[0].to == net.links[1].from);
    CHECK(net.links[1].roughness > net.links[0].roughness);
    CHECK(net.links[1].diameter_m == doctest::Approx(0.1));
    std::set<std::string> ids;
    for (const auto& c : ground.zones[0].candidates) ids.insert(c.id);
    CHECK(ids == std::set<std::string>{"A", "B", "T", "far"});
    auto model = hydraulics::HydraulicModel::make(ground.network);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    const auto report = solver.solve({}, state);
    REQUIRE(report.ok());
    CHECK(report->converged);
    CHECK(std::isfinite(state.heads_m[net.links[2].to.at()])); // T is fed through its joint
    CHECK(net.nodes[net.links[3].from.at()].demands.empty());
    CHECK_FALSE(groundOfGis(Data{}, {}).network);
}

TEST_CASE("The next logger is advised away from those that are there and shortens the area") {
    const Streets s = streets(true, "P60");
    detection::Event event;
    event.zone = "Z";
    event.flow_m3s = {kLoss_m3s, 0, 0};
    for (const auto& l : s.model->links)
        if (l.id != "P0") event.area.pipes.push_back({l.id, 1.0 / 84, 100});
    event.area.length_m = 8400;
    NullSink sink;
    const auto advice = nextLoggerFor(s.data, event, sink, {}, 5);
    REQUIRE(advice.ok());
    REQUIRE(advice->places.size() == 5);
    CHECK(advice->places.front().length_m < 0.9 * advice->now_m);
    for (std::size_t i = 1; i < 5; ++i) CHECK(advice->places[i].length_m >= advice->places[i - 1].length_m);
    for (const auto& p : advice->places) {
        CHECK(p.node != "J24");
        CHECK(p.position.has_value());
    }
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = nextLoggerFor(s.data, event, sink, stop.get_token());
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == ErrorCode::cancelled);
    event.zone = "other";
    CHECK_FALSE(nextLoggerFor(s.data, event, sink).ok());
}
