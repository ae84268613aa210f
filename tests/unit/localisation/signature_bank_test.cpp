#include "core/localisation/signature_bank.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::localisation;

namespace {

/// A grid of streets with two inlets.
std::shared_ptr<const network::Network> gridOfStreets() {
    constexpr int side = 5;
    auto net = std::make_shared<network::Network>();
    for (int i = 0; i < side * side; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.demands.push_back({0.0004 * (1 + i % 3), -1, {}});
        net->nodes.push_back(node);
    }
    for (int k = 0; k < 2; ++k) {
        network::Node source;
        source.id = "R" + std::to_string(k);
        source.kind = network::NodeKind::reservoir;
        source.elevation_m = 50;
        net->nodes.push_back(source);
    }
    const auto pipe = [&](int a, int b, double diameter) {
        network::Link link;
        link.id = "P" + std::to_string(net->links.size());
        link.from = NodeIndex(a);
        link.to = NodeIndex(b);
        link.length_m = 120;
        link.diameter_m = diameter;
        link.roughness = 110;
        net->links.push_back(link);
    };
    pipe(side * side, 0, 0.25);
    pipe(side * side + 1, side * side - 1, 0.2);
    for (int i = 0; i < side * side; ++i) {
        if (i % side + 1 < side) pipe(i, i + 1, 0.1);
        if (i / side + 1 < side) pipe(i, i + side, 0.12);
    }
    net->buildIndex();
    return net;
}

SignatureBank bankOf(const std::shared_ptr<const network::Network>& net, int members) {
    std::vector<NodeIndex> nodes;
    for (int i = 0; i < 25; ++i) nodes.emplace_back(i);
    EnsembleOptions options;
    options.members = members;
    const std::vector<BankRow> rows{{NodeIndex(12), NodeIndex(0), {}, 1}, {NodeIndex(4), NodeIndex(0), {}, 1}, {{}, {}, LinkIndex(0), 1}};
    auto bank = SignatureBank::make(net, nodes, candidatePipes(*net), rows, {0.01, 0.02, 0.03}, options);
    REQUIRE(bank.ok());
    return std::move(bank).value();
}

} // namespace

TEST_CASE("Unit shifts are what a small burst does when the model is solved with it") {
    const auto net = gridOfStreets();
    const SignatureBank bank = bankOf(net, 1);
    for (const double inflow : {0.01, 0.02}) {
        const Eigen::MatrixXd unit = bank.unitShift(0, inflow);
        SignatureBank::Exact exact(bank, inflow);
        constexpr double small = 2e-5;
        for (Eigen::Index j = 2; j < unit.cols(); j += 5) {
            const Eigen::VectorXd shift = exact.shift(j, small) / small;
            for (Eigen::Index r = 0; r < unit.rows(); ++r)
                CHECK(shift[r] == doctest::Approx(unit(r, j)).epsilon(0.03).scale(unit.row(r).cwiseAbs().maxCoeff()));
        }
    }
}

TEST_CASE("Between levels unit shifts go over into each other; members differ, the same seed gives the same") {
    const auto net = gridOfStreets();
    const SignatureBank bank = bankOf(net, 6), again = bankOf(net, 6);
    REQUIRE(bank.members() == 6);
    const Eigen::MatrixXd low = bank.unitShift(0, 0.01), high = bank.unitShift(0, 0.02), middle = bank.unitShift(0, 0.015);
    CHECK((middle - 0.5 * (low + high)).cwiseAbs().maxCoeff() < 1e-6 * low.cwiseAbs().maxCoeff());
    CHECK(bank.unitShift(0, 0.001) == low);
    CHECK((bank.unitShift(3, 0.02) - high).norm() > 0.02 * high.norm());
    CHECK(bank.unitShift(3, 0.02) == again.unitShift(3, 0.02));
}

TEST_CASE("A burst beside an inlet costs less head than spread demand, and that inlet gives more of it") {
    const auto net = gridOfStreets();
    const SignatureBank bank = bankOf(net, 1);
    const Eigen::MatrixXd unit = bank.unitShift(0, 0.02);
    const auto pipes = candidatePipes(*net);
    Eigen::Index beside = 0;
    while (pipes[static_cast<std::size_t>(beside)].id != "P2") ++beside;
    CHECK(unit(0, beside) > 0);
    CHECK(unit(2, beside) > 0);
}
