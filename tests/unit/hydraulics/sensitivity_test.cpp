#include "networks.h"

#include <vector>

using namespace ms;
using namespace ms::hydraulics;

namespace {

/// Worst difference between the adjoint and central differences over all junctions, relative to the largest entry of each observation.
double gradientError(const HydraulicModel& model, Conditions c, const std::vector<Observation>& observations) {
    Solver solver(model, {1e-12, 300});
    HydraulicState base, up, down;
    REQUIRE(solver.solve(c, base)->converged);
    Eigen::MatrixXd adjoint;
    REQUIRE(solver.sensitivities(c, base, observations, adjoint).ok());
    double worst = 0;
    const double h = 1e-5;
    const auto read = [](const HydraulicState& s, const Observation& o) {
        return o.node.valid() ? s.heads_m[o.node.at()] : s.flows_m3s[o.link.at()];
    };
    for (std::size_t o = 0; o < observations.size(); ++o) {
        const double scale = adjoint.col(static_cast<Eigen::Index>(o)).cwiseAbs().maxCoeff();
        for (std::size_t i = 0; i < model.nodeCount(); ++i) {
            if (model.network().nodes[i].kind != network::NodeKind::junction) continue;
            c.outflows.push_back({{}, NodeIndex{static_cast<std::int64_t>(i)}, 0, 0, 0.5, h}); // a demand that does not depend on pressure
            REQUIRE(solver.solve(c, up, &base).ok());
            c.outflows.back().flow_m3s = -h;
            REQUIRE(solver.solve(c, down, &base).ok());
            c.outflows.pop_back();
            const double difference = (read(up, observations[o]) - read(down, observations[o])) / (2 * h);
            worst =
                std::max(worst, std::fabs(adjoint(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(o)) - difference) / std::max(scale, 1e-9));
        }
    }
    return worst;
}

} // namespace

TEST_CASE("sensitivities agree with differences across a PRV, an emitter, trees and leaks inside pipes") {
    const auto model = test::modelOf(test::kTown);
    const auto& n = model.network();
    const std::vector<Observation> observations{{n.findNode("b"), {}}, {n.findNode("g"), {}},   {n.findNode("leaf2"), {}}, {{}, n.findLink("p1")},
                                                {{}, n.findLink("v")}, {{}, n.findLink("p12")}, {{}, n.findLink("p5")},    {{}, n.findLink("p9")}};
    CHECK(gradientError(model, {}, observations) < 1e-4);
    Conditions leaks;
    leaks.outflows = {
        {n.findLink("p5"), {}, 0.25, 2e-4, 0.5, 0}, {n.findLink("p10"), {}, 0.5, 1e-4, 0.5, 0}, {n.findLink("p5"), {}, 0.5, 1e-4, 1.0, 0}};
    CHECK(gradientError(model, leaks, observations) < 1e-4);
}

TEST_CASE("sensitivities with pressure-driven demands") {
    ModelOptions options;
    options.demandModel = network::DemandModel::pressureDriven;
    options.requiredPressure_m = 60;
    const auto model = test::modelOf(test::kTown, options);
    const auto& n = model.network();
    CHECK(gradientError(model, {}, {{n.findNode("b"), {}}, {n.findNode("leaf1"), {}}, {{}, n.findLink("p1")}}) < 1e-3);
}

TEST_CASE("a held node and a reservoir do not move, and more demand lowers every head") {
    const auto model = test::modelOf(test::kTown);
    const auto& n = model.network();
    Solver solver(model, {1e-9, 200});
    HydraulicState s;
    REQUIRE(solver.solve({}, s).ok());
    Eigen::MatrixXd out;
    REQUIRE(solver.sensitivities({}, s, std::vector<Observation>{{n.findNode("e"), {}}, {n.findNode("R"), {}}, {n.findNode("h"), {}}}, out).ok());
    CHECK(s.states[n.findLink("v").at()] == FlowState::active);
    CHECK(out.col(0).cwiseAbs().maxCoeff() == doctest::Approx(0));
    CHECK(out.col(1).cwiseAbs().maxCoeff() == 0);
    CHECK(out.col(2).maxCoeff() <= 1e-9);
    CHECK(out(static_cast<Eigen::Index>(n.findNode("h").at()), 2) < -1);
}

TEST_CASE("sensitivities to roughness groups and to the size of leaks agree with differences") {
    for (const char* formula : {"H-W", "D-W", "C-M"}) {
        CAPTURE(formula);
        auto file = network::readInp(std::string(test::kTown) + "[OPTIONS]\n Headloss " + formula + "\n", "town");
        REQUIRE(file.ok());
        if (file->network.options.headloss == network::HeadlossFormula::chezyManning)
            for (auto& link : file->network.links) link.roughness = 0.012;
        auto made = HydraulicModel::make(file->network);
        REQUIRE(made.ok());
        const HydraulicModel& model = *made;
        const auto& n = model.network();
        Conditions c;
        c.outflows = {{n.findLink("p5"), {}, 0.25, 2e-4, 0.5, 0},
                      {n.findLink("p5"), {}, 0.6, 1e-4, 0.5, 0.0005},
                      {n.findLink("p10"), {}, 0.5, 1e-4, 0.5, 0},
                      {{}, n.findNode("c"), 0, 1e-4, 0.5, 0}};
        std::vector<int> groups(n.links.size(), -1);
        for (std::size_t k = 0; k < groups.size(); ++k) groups[k] = n.links[k].kind == network::LinkKind::pipe ? static_cast<int>(k % 3) : -1;
        const std::vector<Observation> observations{{n.findNode("b"), {}},  {n.findNode("g"), {}},  {n.findNode("leaf2"), {}},
                                                    {{}, n.findLink("p2")}, {{}, n.findLink("p5")}, {{}, n.findLink("v")}};
        Solver solver(model, {1e-12, 300});
        HydraulicState base, up, down;
        REQUIRE(solver.solve(c, base)->converged);
        ParameterSensitivities s;
        REQUIRE(solver.parameterSensitivities(c, base, observations, groups, s).ok());
        const auto read = [](const HydraulicState& x, const Observation& o) {
            return o.node.valid() ? x.heads_m[o.node.at()] : x.flows_m3s[o.link.at()];
        };
        const double h = 1e-4;
        for (int g = 0; g < 3; ++g) {
            for (const double sign : {1.0, -1.0}) {
                network::Network changed = n;
                for (std::size_t k = 0; k < groups.size(); ++k)
                    if (groups[k] == g) changed.links[k].roughness *= 1 + sign * h;
                auto other = HydraulicModel::make(changed);
                REQUIRE(other.ok());
                Solver again(*other, {1e-12, 300});
                REQUIRE(again.solve(c, sign > 0 ? up : down, &base)->converged);
            }
            for (std::size_t o = 0; o < observations.size(); ++o) {
                const double difference = (read(up, observations[o]) - read(down, observations[o])) / (2 * h);
                CHECK(s.perRoughness(g, static_cast<Eigen::Index>(o)) ==
                      doctest::Approx(difference).epsilon(2e-3).scale(observations[o].node.valid() ? 0.1 : 1e-4));
            }
        }
        for (std::size_t l = 0; l < c.outflows.size(); ++l) {
            Conditions more = c;
            more.outflows[l].coefficient *= 1 + h;
            REQUIRE(solver.solve(more, up, &base)->converged);
            more.outflows[l].coefficient = c.outflows[l].coefficient * (1 - h);
            REQUIRE(solver.solve(more, down, &base)->converged);
            for (std::size_t o = 0; o < observations.size(); ++o) {
                const double difference = (read(up, observations[o]) - read(down, observations[o])) / (2 * h);
                CHECK(s.perOutflow(static_cast<Eigen::Index>(l), static_cast<Eigen::Index>(o)) ==
                      doctest::Approx(difference).epsilon(2e-3).scale(observations[o].node.valid() ? 0.1 : 1e-4));
            }
        }
    }
}

TEST_CASE("sensitivities where a flow is imposed, a PSV and an FCV hold, an emitter stands dry and a part is cut off") {
    const auto model = test::modelOf("[JUNCTIONS]\nA 10 2\nB 12 3\nC 11 1\nD 9 1\nE 90 0\nX 5 1\nY 5 1\n[RESERVOIRS]\nR 80\nS 45\n[PIPES]\n"
                                     "p1 R A 500 150 110\np2 A B 400 100 110\np3 B C 300 100 110\np4 C D 300 100 110\np5 S D 400 100 110\n"
                                     "p6 A E 100 100 110\np7 A C 900 80 110\np8 D X 100 80 110 0 Closed\np9 X Y 100 80 110\n[VALVES]\n"
                                     "u B D 100 PSV 40 0\nf A D 100 FCV 3 0\n[EMITTERS]\nE 0.2\nC 0.1\n[OPTIONS]\nUnits LPS\nEmitter Backflow NO\n");
    const auto& n = model.network();
    const std::vector<Observation> observations{{n.findNode("C"), {}}, {n.findNode("D"), {}}, {n.findNode("X"), {}},
                                                {{}, n.findLink("u")}, {{}, n.findLink("f")}, {{}, n.findLink("p3")}};
    Conditions c;
    c.imposedFlows = {{n.findLink("p7"), 0.001}};
    CHECK(gradientError(model, c, observations) < 1e-4);
    // What is imposed or cut off owes nothing to anything.
    Solver solver(model, {1e-12, 300});
    HydraulicState s;
    REQUIRE(solver.solve(c, s)->converged);
    CHECK(std::isnan(s.heads_m[n.findNode("X").at()]));
    Eigen::MatrixXd out;
    REQUIRE(solver.sensitivities(c, s, std::vector<Observation>{{{}, n.findLink("p7")}, {{}, n.findLink("p8")}, {n.findNode("X"), {}}}, out).ok());
    CHECK(out.cwiseAbs().maxCoeff() == 0);
    ParameterSensitivities owed;
    std::vector<int> each(n.links.size());
    for (std::size_t k = 0; k < each.size(); ++k) each[k] = static_cast<int>(k);
    each[n.findLink("p2").at()] = -1;
    REQUIRE(solver.parameterSensitivities(c, s, observations, each, owed).ok());
    for (const char* free : {"p7", "p8", "p2", "u"}) CHECK(owed.perRoughness.row(static_cast<Eigen::Index>(n.findLink(free).at())).isZero());
    CHECK(std::abs(owed.perRoughness(static_cast<Eigen::Index>(n.findLink("p3").at()), 0)) > 0);
}

TEST_CASE("a leak on a pipe without a group still has its own sensitivity") {
    const auto model = test::modelOf(test::kTown);
    const auto& n = model.network();
    Conditions c;
    c.outflows = {{n.findLink("p5"), {}, 0.4, 2e-4, 0.5, 0}};
    Solver solver(model, {1e-12, 300});
    HydraulicState s;
    REQUIRE(solver.solve(c, s)->converged);
    const std::vector<Observation> observations{{n.findNode("g"), {}}};
    std::vector<int> all(n.links.size(), 0), others = all;
    others[n.findLink("p5").at()] = -1;
    ParameterSensitivities with, without;
    REQUIRE(solver.parameterSensitivities(c, s, observations, all, with).ok());
    REQUIRE(solver.parameterSensitivities(c, s, observations, others, without).ok());
    CHECK(with.perOutflow(0, 0) < 0);
    CHECK(without.perOutflow(0, 0) == with.perOutflow(0, 0));
    CHECK(without.perRoughness(0, 0) != with.perRoughness(0, 0));
}
