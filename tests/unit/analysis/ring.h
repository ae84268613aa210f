#pragma once

#include "core/network/network.h"

#include <string>

namespace ms::made {

/// Reservoir, metered main and a ring of five junctions.
inline network::Network ring() {
    network::Network net;
    network::Node source;
    source.id = "R";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 60;
    source.position = network::Point{0, 0};
    net.nodes.push_back(source);
    for (int i = 0; i < 6; ++i) {
        network::Node n;
        n.id = "J" + std::to_string(i);
        n.elevation_m = 10;
        n.position = network::Point{300.0 + 200 * (i % 3), 200.0 * (i / 3)};
        n.demands.push_back({0.001, -1, {}});
        net.nodes.push_back(n);
    }
    const auto pipe = [&](int a, int b, double diameter_m, double roughness) {
        network::Link l;
        l.id = "P" + std::to_string(net.links.size());
        l.from = NodeIndex(a);
        l.to = NodeIndex(b);
        l.length_m = 300;
        l.diameter_m = diameter_m;
        l.roughness = roughness;
        net.links.push_back(l);
    };
    pipe(0, 1, 0.25, 130);
    for (int i = 1; i < 6; ++i) pipe(i, i + 1, 0.1, 110);
    pipe(6, 1, 0.1, 110);
    net.buildIndex();
    return net;
}

} // namespace ms::made
