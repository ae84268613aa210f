#include "networks.h"

#include <cmath>

using namespace ms;
using namespace ms::hydraulics;
using test::modelOf;

namespace {

double headOf(const HydraulicModel& m, const HydraulicState& s, const char* id) { return s.heads_m[m.network().findNode(id).at()]; }
double flowOf(const HydraulicModel& m, const HydraulicState& s, const char* id) { return s.flows_m3s[m.network().findLink(id).at()]; }

HydraulicState solved(const HydraulicModel& model, const Conditions& conditions = {}, int mostIterations = 40) {
    Solver solver(model, {1e-9, 200});
    HydraulicState state;
    const auto report = solver.solve(conditions, state);
    REQUIRE(report.ok());
    CHECK(report->converged);
    CHECK(report->iterations < mostIterations);
    CHECK(report->headResidual_m < 1e-4);
    return state;
}

} // namespace

TEST_CASE("two pipes in series lose what Hazen and Williams say") {
    const auto model =
        modelOf("[JUNCTIONS]\nA 0 10\nB 0 20\n[RESERVOIRS]\nR 100\n[PIPES]\nP1 R A 1000 300 120\nP2 A B 500 200 100\n[OPTIONS]\nUnits LPS\n");
    const HydraulicState s = solved(model);
    const double unit = 0.028317 / 28.317 * 1e3; // EPANET's l/s
    const double afterFirst = 100 - test::lossOf(0.030 * unit, 1000, 0.3, 120);
    CHECK(headOf(model, s, "A") == doctest::Approx(afterFirst).epsilon(1e-9));
    CHECK(headOf(model, s, "B") == doctest::Approx(afterFirst - test::lossOf(0.020 * unit, 500, 0.2, 100)).epsilon(1e-9));
    CHECK(s.demands_m3s[model.network().findNode("R").at()] == doctest::Approx(-0.030));
}

TEST_CASE("a loop of equal pipes shares the flow equally, and balances") {
    const auto model = modelOf(
        "[JUNCTIONS]\nA 0\nB 0\nC 0 12\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 100 300 100\nL1 A B 500 150 100\nL2 B C 500 150 100\nL3 A C 1000 150 100\n"
        "[OPTIONS]\nUnits LPS\n");
    const HydraulicState s = solved(model);
    CHECK(flowOf(model, s, "L3") == doctest::Approx(0.006).epsilon(1e-6));
    CHECK(flowOf(model, s, "L1") == doctest::Approx(flowOf(model, s, "L2")));
}

TEST_CASE("a PRV holds its setting, opens below it and shuts against backflow") {
    const std::string head = "[JUNCTIONS]\nA 10\nB 5\nC 5 8\n[RESERVOIRS]\nR ",
                      tail = "\n[PIPES]\nP1 R A 100 300 100\nP2 B C 100 200 100\n[VALVES]\nV A B 200 PRV 30 0\n[OPTIONS]\nUnits LPS\n";
    const auto active = modelOf(head + "100" + tail);
    HydraulicState s = solved(active);
    CHECK(headOf(active, s, "B") == doctest::Approx(35));
    CHECK(s.states[active.network().findLink("V").at()] == FlowState::active);
    CHECK(flowOf(active, s, "V") == doctest::Approx(0.008));
    const auto open = modelOf(head + "33" + tail);
    s = solved(open);
    CHECK(s.states[open.network().findLink("V").at()] == FlowState::open);
    CHECK(headOf(open, s, "B") == doctest::Approx(headOf(open, s, "A")).epsilon(1e-6));
    const auto shut = modelOf("[JUNCTIONS]\nA 10 1\nB 5 1\n[RESERVOIRS]\nR 20\nS 60\n[PIPES]\nP1 R A 100 300 100\nP2 S B 100 200 100\n[VALVES]\nV A "
                              "B 200 PRV 30 0\n[OPTIONS]\nUnits LPS\n");
    s = solved(shut);
    CHECK(isClosed(s.states[shut.network().findLink("V").at()]));
}

TEST_CASE("pumps, check valves and the other valves") {
    const auto model = modelOf(
        "[JUNCTIONS]\nA 0\nB 0\nC 0 5\nD 0 2\nE 0 2\n[RESERVOIRS]\nR 10\nLow 0\n[PIPES]\nP1 B C 100 300 100\ncv Low C 100 200 100 0 CV\nP2 D E 100 "
        "200 100\n"
        "[PUMPS]\nU R B HEAD c\n[VALVES]\nF C D 200 FCV 3 0\nT A C 200 TCV 10 0\nX C E 200 PCV 50 2\n[CURVES]\nc 10 40\n[OPTIONS]\nUnits LPS\n");
    const HydraulicState s = solved(model);
    const double q = flowOf(model, s, "U");
    CHECK(q == doctest::Approx(0.009).epsilon(1e-4));
    CHECK(headOf(model, s, "B") == doctest::Approx(10 + 1.33334 * 40 - 40 * 0.33334 * std::pow(q / 0.01, 2.0)).epsilon(1e-4));
    CHECK(isClosed(s.states[model.network().findLink("cv").at()]));
    CHECK(flowOf(model, s, "cv") == 0);
    CHECK(flowOf(model, s, "F") <= 0.003 + 1e-6);
}

TEST_CASE("orifices inside pipes take what their pressure gives, and the pipe is split there") {
    const auto model = modelOf(test::kTown);
    const double areaFactor = 0.75 * 1e-4 * std::sqrt(2 * 9.81);
    Conditions c;
    const LinkIndex p2 = model.network().findLink("p2"), tree = model.network().findLink("p10");
    c.outflows = {{p2, {}, 0.3, areaFactor, 0.5, 0},
                  {p2, {}, 0.7, areaFactor, 0.5, 0},
                  {tree, {}, 0.5, areaFactor, 0.5, 0},
                  {{}, model.network().findNode("h"), 0, areaFactor, 0.5, 0.001}};
    const HydraulicState s = solved(model, c, 15);
    REQUIRE(s.outflows_m3s.size() == 4);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& link = model.network().link(c.outflows[i].link);
        const double z = model.network().node(link.from).elevation_m +
                         c.outflows[i].position * (model.network().node(link.to).elevation_m - model.network().node(link.from).elevation_m);
        CHECK(s.outflows_m3s[i] == doctest::Approx(areaFactor * std::sqrt(s.outflowHeads_m[i] - z)).epsilon(1e-6));
    }
    CHECK(s.outflows_m3s[3] == doctest::Approx(0.001 + areaFactor * std::sqrt(headOf(model, s, "h") - 5)).epsilon(1e-6));
    // The same leak at a node that splits the pipe by hand.
    std::string text = test::kTown;
    text.replace(text.find(" p2 a b 400"), 11, " p2 a m 200");
    text.replace(text.find("[VALVES]"), 8, " p2b m b 200 150 110\n[VALVES]");
    text.replace(text.find(" leaf1 5"), 8, " m 11\n leaf1 5");
    const auto byHand = modelOf(text);
    Conditions inside, at;
    inside.outflows = {{p2, {}, 0.5, areaFactor, 0.5, 0}};
    at.outflows = {{{}, byHand.network().findNode("m"), 0, areaFactor, 0.5, 0}};
    const HydraulicState one = solved(model, inside, 15), other = solved(byHand, at, 15);
    CHECK(one.outflows_m3s[0] == doctest::Approx(other.outflows_m3s[0]).epsilon(1e-8));
    for (const char* id : {"a", "b", "e", "h", "leaf2"}) CHECK(headOf(model, one, id) == doctest::Approx(headOf(byHand, other, id)).epsilon(1e-9));
}

TEST_CASE("a closed pipe cuts its tree off: no head there, its demand is not served, the rest goes on") {
    const auto model = modelOf(test::kTown);
    Conditions c;
    c.links = {{model.network().findLink("p9"), network::LinkStatus::closed, {}}};
    Solver solver(model);
    HydraulicState s;
    const auto report = solver.solve(c, s);
    REQUIRE(report.ok());
    CHECK(report->converged);
    CHECK(report->disconnectedNodes == 2);
    CHECK(std::isnan(headOf(model, s, "leaf2")));
    CHECK(s.demands_m3s[model.network().findNode("leaf2").at()] == 0);
    CHECK(flowOf(model, s, "p8") + flowOf(model, s, "p12") == doctest::Approx(0.001).epsilon(1e-6));
    CHECK(flowOf(model, s, "p9") == 0);
}

TEST_CASE("an imposed flow replaces a link, a set head replaces a reservoir's") {
    const auto model = modelOf(test::kTown);
    Conditions c;
    c.imposedFlows = {{model.network().findLink("p11"), 0.004}};
    c.heads = {{model.network().findNode("R"), 90}};
    const HydraulicState s = solved(model, c);
    CHECK(flowOf(model, s, "p11") == doctest::Approx(0.004).epsilon(1e-3));
    CHECK(headOf(model, s, "R") == doctest::Approx(90));
}

TEST_CASE("what was solved before does not matter, and a guess changes the work, not the answer") {
    const auto model = modelOf(test::kTown);
    Solver solver(model, {1e-10, 200});
    HydraulicState first, other, again, warm;
    Conditions plain, odd;
    odd.demandFactor = 3;
    odd.outflows = {{model.network().findLink("p5"), {}, 0.2, 1e-3, 0.5, 0}};
    REQUIRE(solver.solve(plain, first).ok());
    REQUIRE(solver.solve(odd, other).ok());
    REQUIRE(solver.solve(plain, again).ok());
    CHECK(first.heads_m == again.heads_m); // to the last bit
    CHECK(first.flows_m3s == again.flows_m3s);
    CHECK(first.states == again.states);
    const auto report = solver.solve(plain, warm, &other);
    REQUIRE(report.ok());
    for (std::size_t i = 0; i < warm.heads_m.size(); ++i) CHECK(warm.heads_m[i] == doctest::Approx(first.heads_m[i]).epsilon(1e-9));
    const auto repeated = solver.solve(plain, warm, &first);
    CHECK(repeated->iterations <= 2);
}

TEST_CASE("pressure-driven demands fall with the pressure and reach their full value") {
    ModelOptions options;
    options.demandModel = network::DemandModel::pressureDriven;
    options.minimumPressure_m = 0;
    options.requiredPressure_m = 20;
    const auto model =
        modelOf("[JUNCTIONS]\nA 0 10\nB 85 10\n[RESERVOIRS]\nR 100\n[PIPES]\nP1 R A 10 500 120\nP2 A B 10 500 100\n[OPTIONS]\nUnits LPS\n", options);
    const HydraulicState s = solved(model);
    CHECK(s.demands_m3s[0] == doctest::Approx(0.010).epsilon(1e-6));
    CHECK(s.demands_m3s[1] == doctest::Approx(0.010 * std::sqrt((headOf(model, s, "B") - 85) / 20)).epsilon(1e-6));
}

TEST_CASE("conditions that do not fit are refused, not guessed") {
    const auto model = modelOf(test::kTown);
    Solver solver(model);
    HydraulicState s;
    Conditions c;
    c.demands_m3s = {1, 2};
    CHECK_FALSE(solver.solve(c, s).ok());
    c = {};
    c.heads = {{model.network().findNode("a"), 5}};
    CHECK_FALSE(solver.solve(c, s).ok());
    c = {};
    c.outflows = {{model.network().findLink("v"), {}, 0.5, 1e-3, 0.5, 0}};
    CHECK_FALSE(solver.solve(c, s).ok());
}
