// A burst laid over the const model, anywhere along any pipe and many at once, against a network in which the pipe is really cut there.
#include "core/hydraulics/batch.h"

#include "networks.h"

using namespace ms;
using namespace ms::hydraulics;

namespace {

struct Burst {
    LinkIndex pipe;
    double position = 0, area_m2 = 0, flow_m3s = 0;
    [[nodiscard]] double coefficient() const { return 0.75 * area_m2 * std::sqrt(2 * 9.81); }
};

/// The network with the pipe cut in two at the burst, which is an emitter and a demand there.
network::Network cut(network::Network net, const Burst& burst) {
    network::Link& first = net.links[burst.pipe.at()];
    const network::Node &a = net.node(first.from), &b = net.node(first.to);
    network::Node hole;
    hole.id = "hole";
    hole.elevation_m = a.elevation_m + burst.position * (b.elevation_m - a.elevation_m);
    hole.emitter = burst.coefficient();
    if (burst.flow_m3s > 0) hole.demands = {{burst.flow_m3s, -1, {}}};
    network::Link second = first;
    second.id = "second";
    first.to = second.from = NodeIndex{static_cast<std::int64_t>(net.nodes.size())};
    second.length_m *= 1 - burst.position;
    second.minorLoss *= 1 - burst.position;
    first.length_m *= burst.position;
    first.minorLoss *= burst.position;
    net.nodes.push_back(hole);
    net.links.push_back(second);
    net.buildIndex();
    return net;
}

/// Bursts of a fixed size are left out where the cut network's demand would depend on pressure, and so are pipes whose own leakage a cut would spread
/// over other nodes.
void compareAll(const std::string& text) {
    const auto model = test::modelOf(text);
    std::vector<Burst> bursts;
    for (std::size_t k = 0; k < model.linkCount(); ++k) {
        if (model.network().links[k].kind != network::LinkKind::pipe || model.network().links[k].leakArea > 0) continue;
        const LinkIndex pipe{static_cast<std::int64_t>(k)};
        for (const double position : {0.03, 0.5, 0.81}) bursts.push_back({pipe, position, 2e-4 + 1e-5 * static_cast<double>(k), 0});
        if (model.network().options.demandModel == network::DemandModel::pressureDriven) continue;
        bursts.push_back({pipe, 0.4, 0, 0.002}); // of a given size
        bursts.push_back({pipe, 0.6, 1e-4, 0.001});
    }
    std::vector<HydraulicState> states(bursts.size());
    Solver plain(model, {1e-10, 200});
    HydraulicState base;
    REQUIRE(plain.solve({}, base)->converged);
    const auto done = solveMany(
        model, {1e-10, 200}, bursts.size(), 3, &base,
        [&](std::size_t i, Conditions& c) {
            c.outflows.assign(1, {bursts[i].pipe, {}, bursts[i].position, bursts[i].coefficient(), 0.5, bursts[i].flow_m3s});
        },
        [&](std::size_t i, const SolveReport& report, const HydraulicState& state) {
            if (report.converged) states[i] = state;
        });
    REQUIRE(done.ok());
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        const Burst& burst = bursts[i];
        const std::string id = model.network().link(burst.pipe).id;
        CAPTURE(id);
        CAPTURE(burst.position);
        auto brute = HydraulicModel::make(cut(model.network(), burst));
        REQUIRE(brute.ok());
        Solver solver(*brute, {1e-10, 200});
        HydraulicState want;
        REQUIRE(solver.solve({}, want)->converged);
        REQUIRE(states[i].heads_m.size() == model.nodeCount());
        for (std::size_t n = 0; n < model.nodeCount(); ++n) CHECK(std::fabs(states[i].heads_m[n] - want.heads_m[n]) < 1e-5);
        for (std::size_t l = 0; l < model.linkCount(); ++l) CHECK(std::fabs(states[i].flows_m3s[l] - want.flows_m3s[l]) < 1e-7);
        CHECK(states[i].outflows_m3s[0] == doctest::Approx(want.demands_m3s.back()).epsilon(1e-6));
        CHECK(std::fabs(states[i].outflowHeads_m[0] - want.heads_m.back()) < 1e-5);
    }
}

} // namespace

TEST_CASE("bursts anywhere are those of a network that is really cut there") {
    compareAll(test::kTown);
    compareAll(std::string(test::kTown) + "[OPTIONS]\n Headloss D-W\n");
}

TEST_CASE("the same with pressure-driven demands, leakage, and minor losses") {
    compareAll(std::string(test::kTown) + "[LEAKAGE]\n p3 100 10\n[OPTIONS]\n Demand Model PDA\n Required Pressure 50\n");
    std::string lossy = test::kTown;
    lossy.replace(lossy.find("p2 a b 400 150 110"), 18, "p2 a b 400 150 110 6");
    compareAll(lossy);
}

TEST_CASE("several bursts at once are those of a network cut at each") {
    const auto model = test::modelOf(test::kTown);
    const Burst one{model.network().findLink("p2"), 0.3, 2e-4, 0}, two{model.network().findLink("p7"), 0.7, 1e-4, 0.001};
    Conditions c;
    for (const Burst& b : {one, two}) c.outflows.push_back({b.pipe, {}, b.position, b.coefficient(), 0.5, b.flow_m3s});
    Solver solver(model, {1e-10, 200});
    HydraulicState state, want;
    REQUIRE(solver.solve(c, state)->converged);
    network::Network net = cut(model.network(), one);
    net.nodes.back().id = "first hole";
    net.links.back().id = "first second";
    auto brute = HydraulicModel::make(cut(net, two));
    REQUIRE(brute.ok());
    Solver other(*brute, {1e-10, 200});
    REQUIRE(other.solve({}, want)->converged);
    for (std::size_t n = 0; n < model.nodeCount(); ++n) CHECK(std::fabs(state.heads_m[n] - want.heads_m[n]) < 1e-5);
    CHECK(state.outflows_m3s[0] == doctest::Approx(want.demands_m3s[model.nodeCount()]).epsilon(1e-6));
    CHECK(state.outflows_m3s[1] == doctest::Approx(want.demands_m3s[model.nodeCount() + 1]).epsilon(1e-6));
}
