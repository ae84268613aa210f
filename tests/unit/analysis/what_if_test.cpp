#include "core/analysis/what_if.h"

#include "core/hydraulics/solver.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;

namespace {

constexpr int kSide = 6;
constexpr double kLeak_m3s = 0.004, kHead_m = 45; ///< the hole loses the one under the other

/// A town of streets, fed at one corner through a metered main.
std::shared_ptr<const network::Network> town() {
    auto net = std::make_shared<network::Network>();
    for (int i = 0; i < kSide * kSide; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.elevation_m = 10 + i % 5;
        node.position = network::Point{100.0 * (i % kSide), 100.0 * (i / kSide)};
        node.demands.push_back({0.0005, -1, {}});
        net->nodes.push_back(node);
    }
    network::Node source;
    source.id = "R";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 60;
    source.position = network::Point{-100, 0};
    net->nodes.push_back(source);
    const auto pipe = [&](int a, int b, double diameter) {
        network::Link link;
        link.id = "P" + std::to_string(net->links.size());
        link.from = NodeIndex(a);
        link.to = NodeIndex(b);
        link.length_m = 100;
        link.diameter_m = diameter;
        link.roughness = 110;
        net->links.push_back(link);
    };
    pipe(kSide * kSide, 0, 0.3);
    for (int i = 0; i < kSide * kSide; ++i) {
        if (i % kSide + 1 < kSide) pipe(i, i + 1, 0.1);
        if (i / kSide + 1 < kSide) pipe(i, i + kSide, 0.1);
    }
    net->buildIndex();
    return net;
}

double dayShape(Instant t) { return 1 + 0.5 * std::sin((t - Instant{0}).hours() * 2 * 3.14159265 / 24); }

constexpr Instant kBurst{days(20).ms};
constexpr Instant kEnd{days(22).ms};
const char* const kLoggers[] = {"J8", "J21", "J28", "J35"};

/// What the town's meters read over 22 days, the last two with a burst on `leaking` (none when not valid), by the solver itself.
std::shared_ptr<const analysis::Data> measured(const std::shared_ptr<const network::Network>& net, LinkIndex leaking) {
    auto data = std::make_shared<analysis::Data>();
    data->network = net;
    for (const char* id : kLoggers) {
        analysis::SensorData s;
        s.sensor.name = std::string("PL") + id;
        s.sensor.element = id;
        data->sensors.push_back(s);
    }
    analysis::SensorData inflow;
    inflow.sensor.name = "FM";
    inflow.sensor.element = "P0";
    inflow.sensor.quantity = Quantity::flow;
    data->sensors.push_back(inflow);
    auto model = hydraulics::HydraulicModel::make(net);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    for (Instant t{days(6).ms}; t < kEnd; t = t + hours(1)) {
        hydraulics::Conditions c;
        c.demandFactor = dayShape(t);
        if (leaking.valid() && t >= kBurst) c.outflows.push_back({leaking, {}, 0.5, kLeak_m3s / std::sqrt(kHead_m), 0.5, 0});
        REQUIRE(solver.solve(c, state).ok());
        for (auto& s : data->sensors) {
            const NodeIndex node = net->findNode(s.sensor.element);
            const double noise = 0.01 * std::sin(static_cast<double>(t.ms / 3'600'000) * 1.7 + static_cast<double>(s.sensor.name.size()));
            const double value = node.valid() ? state.heads_m[node.at()] + noise : state.flows_m3s[net->findLink(s.sensor.element).at()];
            s.readings.times_ms.push_back(t.ms);
            s.readings.values.push_back(value);
            s.readings.quality.push_back(0);
        }
    }
    return data;
}

analysis::Prediction ask(analysis::WhatIf& whatIf, LinkIndex pipe, double flow) {
    auto answer = whatIf.predict({pipe, 0.5, flow});
    REQUIRE(answer.ok());
    return *answer;
}

} // namespace

TEST_CASE("The true burst explains what was measured; none and others do worse") {
    const auto net = town();
    const LinkIndex truth = net->findLink("P40");
    const auto before = net->links;
    auto whatIf = analysis::WhatIf::make(measured(net, truth), {}, kBurst, kEnd);
    REQUIRE(whatIf.ok());
    CHECK(whatIf->instants().size() == 48);
    CHECK(whatIf->instants().front() == kBurst + minutes(30));
    const double size = kLeak_m3s * std::sqrt(ask(*whatIf, truth, kLeak_m3s).pressure_m / kHead_m);
    const auto right = ask(*whatIf, truth, size);
    CHECK(right.unsolved == 0);
    CHECK(right.sensors.size() == 5);
    CHECK(right.misfit < 1.5);
    CHECK(right.without > 4);
    // Its water is the flow asked for, at the mean pressure; it leaves through the metered main.
    double mean = 0;
    for (const double q : right.outflow_m3s) mean += q / static_cast<double>(right.outflow_m3s.size());
    CHECK(mean == doctest::Approx(size).epsilon(0.05));
    const auto& main = right.sensors.back();
    CHECK(main.predicted_si[7] - main.expected_si[7] == doctest::Approx(right.outflow_m3s[7]).epsilon(1e-3));
    CHECK(right.zone == "A");
    // A hole under this pressure: Q = 0.6 A sqrt(2 g h).
    const double area = 3.14159265 / 4 * right.hole_m * right.hole_m;
    CHECK(0.6 * area * std::sqrt(2 * 9.80665 * right.pressure_m) == doctest::Approx(size).epsilon(1e-6));
    CHECK(ask(*whatIf, truth, 0.25 * size).misfit > 2 * right.misfit);
    CHECK(ask(*whatIf, truth, 3 * size).misfit > 2 * right.misfit);
    CHECK(ask(*whatIf, net->findLink("P1"), size).misfit > 1.5 * right.misfit);
    // No burst at all is "without".
    const auto none = ask(*whatIf, truth, 0);
    CHECK(none.misfit == doctest::Approx(none.without).epsilon(1e-3));
    CHECK(net->links == before); // the base model is as it was
    // The same question gets the same answer, whatever was asked between.
    const auto again = ask(*whatIf, truth, size);
    CHECK(again.sensors[0].predicted_si == right.sensors[0].predicted_si);
}

TEST_CASE("A hole that grows loses little at first") {
    const auto net = town();
    auto whatIf = analysis::WhatIf::make(measured(net, {}), {}, kBurst, kEnd);
    REQUIRE(whatIf.ok());
    const LinkIndex pipe = net->findLink("P40");
    const auto sudden = ask(*whatIf, pipe, 0.004);
    auto growing = whatIf->predict({pipe, 0.5, 0.004, hours(20)});
    REQUIRE(growing.ok());
    CHECK(growing->outflow_m3s[4] == doctest::Approx(sudden.outflow_m3s[4] * 4.5 / 20).epsilon(0.1)); // more pressure than with the whole hole
    CHECK(growing->outflow_m3s[4] < growing->outflow_m3s[12]);
    CHECK(growing->outflow_m3s[30] == doctest::Approx(sudden.outflow_m3s[30]).epsilon(1e-6));
}

TEST_CASE("The band of the analysis is the ground where there is one") {
    const auto net = town();
    analysis::ExpectedBand band{"PLJ8", Instant{days(6).ms}, hours(1), std::vector<float>(16 * 24, 50.0F), {}, {}};
    auto whatIf = analysis::WhatIf::make(measured(net, {}), {band}, kBurst, kEnd);
    REQUIRE(whatIf.ok());
    CHECK(ask(*whatIf, net->findLink("P40"), 0.001).sensors[0].expected_si[3] == doctest::Approx(50.0).epsilon(1e-4)); // nothing has burst
}

TEST_CASE("A band that counts the burst's water as demand says after all what was to be expected without it") {
    const auto net = town();
    const LinkIndex truth = net->findLink("P40");
    const auto data = measured(net, truth), quiet = measured(net, {});
    // As the analysis makes it: the model takes all that flows in as demand, spread as usual.
    auto model = hydraulics::HydraulicModel::make(net);
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    std::vector<analysis::ExpectedBand> bands;
    for (const char* id : kLoggers) bands.push_back({std::string("PL") + id, Instant{days(6).ms}, hours(1), {}, {}, {}});
    for (std::size_t i = 0; i < data->sensors.back().readings.size(); ++i) {
        hydraulics::Conditions c;
        c.demandFactor = data->sensors.back().readings.values[i] / (0.0005 * kSide * kSide);
        REQUIRE(solver.solve(c, state).ok());
        for (std::size_t k = 0; k < bands.size(); ++k)
            bands[k].expected.push_back(static_cast<float>(state.heads_m[net->findNode(kLoggers[k]).at()]));
    }
    auto whatIf = analysis::WhatIf::make(data, bands, kBurst, kEnd);
    REQUIRE(whatIf.ok());
    const double size = kLeak_m3s * std::sqrt(ask(*whatIf, truth, kLeak_m3s).pressure_m / kHead_m);
    const auto right = ask(*whatIf, truth, size);
    for (std::size_t k = 0; k < bands.size(); ++k) {
        const double without = quiet->sensors[k].readings.values[14 * 24 + 5], band = static_cast<double>(bands[k].expected[14 * 24 + 5]);
        CHECK(std::abs(band - without) > 0.1);
        CHECK(std::abs(right.sensors[k].expected_si[5] - without) < 0.03);
    }
    CHECK(right.misfit < 1.5);
    CHECK(right.without > 4);
}

TEST_CASE("Days on which something else went on are no measure of what is usual") {
    const auto net = town();
    auto data = std::make_shared<analysis::Data>(*measured(net, {}));
    auto& main = data->sensors.back().readings; // a leak that ran for 9 of the 14 days before
    const TimeSpan other{kBurst - days(9), kBurst};
    for (std::size_t i = 0; i < main.size(); ++i)
        if (other.contains({main.times_ms[i]})) main.values[i] += 0.01;
    auto told = analysis::WhatIf::make(data, {}, kBurst, kEnd, {other}), untold = analysis::WhatIf::make(data, {}, kBurst, kEnd);
    REQUIRE((told.ok() && untold.ok()));
    const auto meter = [&](analysis::WhatIf& w) { return ask(w, net->findLink("P40"), 0).sensors.back(); };
    CHECK(meter(*told).without_si < 1e-4);
    CHECK(meter(*untold).without_si > 0.009);
}

TEST_CASE("What cannot be answered is an error that says why") {
    const auto net = town();
    auto none = std::make_shared<analysis::Data>();
    CHECK(analysis::WhatIf::make(none, {}, kBurst, kEnd).error().code == ErrorCode::invalidInput);
    const auto data = measured(net, {});
    CHECK(analysis::WhatIf::make(data, {}, kBurst, kBurst + minutes(20)).error().code == ErrorCode::invalidInput);
    auto whatIf = analysis::WhatIf::make(data, {}, kBurst, kEnd, {}, 10);
    REQUIRE(whatIf.ok());
    CHECK(whatIf->instants().size() <= 10);
    CHECK_FALSE(whatIf->predict({LinkIndex{}, 0.5, 0.001}).ok());
    std::stop_source stop;
    stop.request_stop();
    CHECK(whatIf->predict({net->findLink("P40"), 0.5, 0.001}, stop.get_token()).error().code == ErrorCode::cancelled);
}
