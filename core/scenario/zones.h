#pragma once

#include "core/network/network.h"
#include "core/scenario/spec.h"

#include <string>
#include <vector>

namespace ms::scenario {

/// The parts into which the flow meters cut the network: nodes that are joined by links without a meter belong together. A part is called after the
/// zone of the sensors at its nodes (the most frequent one); without any, after nothing.
struct Zones {
    std::vector<int> partOfNode;    ///< one entry a node
    std::vector<std::string> names; ///< of the parts
    [[nodiscard]] int partOf(const network::Link& link) const { return partOfNode[link.from.at()]; }
    [[nodiscard]] const std::string& nameOf(const network::Link& link) const { return names[static_cast<std::size_t>(partOf(link))]; }
};

[[nodiscard]] Zones findZones(const network::Network& network, const Spec& spec);

} // namespace ms::scenario
