#include "core/scenario/reality.h"

#include "core/scenario/random.h"

#include <algorithm>

namespace ms::scenario {

network::Network realNetwork(const network::Network& nominal, const Reality& reality, std::uint64_t seed) {
    network::Network real = nominal;
    Random pipes(seed, "pipes"), people(seed, "people");
    const auto around = [](Random& random, double spread) { return random.uniform(1 - spread, 1 + spread); };
    for (network::Link& link : real.links) {
        if (link.kind != network::LinkKind::pipe) continue;
        link.roughness *= around(pipes, reality.roughness);
        link.diameter_m *= around(pipes, reality.diameter);
        if (std::find(reality.closedPipes.begin(), reality.closedPipes.end(), link.id) != reality.closedPipes.end())
            link.status = network::LinkStatus::closed;
    }
    for (network::Node& node : real.nodes) {
        const double factor = around(people, reality.demand);
        for (network::Demand& demand : node.demands) demand.base_m3s *= factor;
    }
    real.buildIndex();
    return real;
}

} // namespace ms::scenario
