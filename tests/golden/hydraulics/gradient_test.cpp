// Sensitivities against central differences on public networks, among them active valves of every kind, pressure-driven demands and leakage.
#include "core/hydraulics/solver.h"
#include "core/network/inp_reader.h"

#include <cmath>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <iostream>
#include <vector>

using namespace ms;
using namespace ms::hydraulics;

TEST_CASE("the adjoint is the derivative, on fourteen networks") {
    const auto folder = std::filesystem::path(MAINSIGHT_SHARED_DATA) / "networks";
    if (!std::filesystem::exists(folder)) {
        std::cout << "no reference data at " << folder << ": skipped\n";
        std::exit(77);
    }
    int activeValves = 0, pressureDriven = 0, leaking = 0;
    for (const char* name : {"Net1", "Net3", "L-TOWN", "Modena", "Pescara", "BWSN1", "Fosspoly1", "Richmond_skeleton", "ky3", "v_Modena_CMD_emit",
                             "t_valves", "v_Net3_MGD_PDA", "v_Net1_LPM_PDA_cats", "v_Hanoi_LEAKAGE"}) {
        CAPTURE(name);
        const auto read = network::readInpFile((folder / (std::string(name) + ".inp")).string());
        REQUIRE(read.ok());
        const auto& net = read->network;
        auto model = HydraulicModel::make(net);
        REQUIRE(model.ok());
        Solver solver(*model, {1e-12, 300});
        Conditions c;
        HydraulicState base, up, down;
        REQUIRE(solver.solve(c, base)->converged);
        for (std::size_t k = 0; k < net.links.size(); ++k)
            activeValves += net.links[k].kind == network::LinkKind::valve && base.states[k] == FlowState::active;
        pressureDriven += net.options.demandModel == network::DemandModel::pressureDriven;
        for (const auto& link : net.links) leaking += link.leakArea > 0;
        std::vector<Observation> observations;
        for (std::size_t i = 3; i < net.nodes.size() && observations.size() < 8; i += net.nodes.size() / 9 + 1)
            if (net.nodes[i].kind == network::NodeKind::junction && std::isfinite(base.heads_m[i]))
                observations.push_back({NodeIndex{static_cast<std::int64_t>(i)}, {}});
        REQUIRE_FALSE(observations.empty());
        Eigen::MatrixXd adjoint;
        REQUIRE(solver.sensitivities(c, base, observations, adjoint).ok());
        int compared = 0;
        for (std::size_t i = 1; i < net.nodes.size(); i += net.nodes.size() / 25 + 1) {
            if (net.nodes[i].kind != network::NodeKind::junction || !std::isfinite(base.heads_m[i])) continue;
            const double h = 2e-6;
            c.outflows.assign(1, {{}, NodeIndex{static_cast<std::int64_t>(i)}, 0, 0, 0.5, h});
            REQUIRE(solver.solve(c, up, &base).ok());
            c.outflows[0].flow_m3s = -h;
            REQUIRE(solver.solve(c, down, &base).ok());
            for (std::size_t o = 0; o < observations.size(); ++o) {
                const auto column = adjoint.col(static_cast<Eigen::Index>(o));
                const std::size_t at = observations[o].node.at();
                const double difference = (up.heads_m[at] - down.heads_m[at]) / (2 * h);
                CHECK(std::fabs(column(static_cast<Eigen::Index>(i)) - difference) <= 0.01 * column.cwiseAbs().maxCoeff() + 0.05);
                ++compared;
            }
        }
        CHECK(compared > 20);
    }
    CHECK(activeValves >= 6);
    CHECK(pressureDriven == 2);
    CHECK(leaking > 0);
}
