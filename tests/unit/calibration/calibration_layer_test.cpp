#include "core/calibration/calibration.h"

#include <doctest/doctest.h>

using namespace ms;

TEST_CASE("A layer changes what it names and passes over what the network no longer has") {
    network::Network net;
    for (const char* id : {"a", "b"}) {
        network::Node n;
        n.id = id;
        n.demands.push_back({0.002, -1, {}});
        net.nodes.push_back(n);
    }
    for (const char* id : {"p", "q"}) {
        network::Link l;
        l.id = id;
        l.from = NodeIndex{0};
        l.to = NodeIndex{1};
        l.roughness = 100;
        net.links.push_back(l);
    }
    net.buildIndex();
    calibration::Calibration layer;
    layer.demands.push_back({"Hill", {1.5, 1, 2}, {"b", "gone"}});
    layer.roughness.push_back({"all", {0.8, 0.7, 0.9}, 10, {"p", "gone"}});
    layer.closed.push_back({"q", 5});
    layer.closed.push_back({"gone", 4});
    const network::Network made = calibration::calibrated(net, layer);
    CHECK(made.nodes[0].demands == net.nodes[0].demands);
    CHECK(made.nodes[1].demands[0].base_m3s == doctest::Approx(0.003));
    CHECK(made.links[0].roughness == doctest::Approx(80));
    CHECK(made.links[0].status == network::LinkStatus::open);
    CHECK(made.links[1].roughness == 100);
    CHECK(made.links[1].status == network::LinkStatus::closed);
    CHECK(net.links[1].status == network::LinkStatus::open);
    CHECK(calibration::calibrated(net, {}).links == net.links);
}
