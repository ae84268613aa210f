#pragma once

#include "core/network/network.h"
#include "core/scenario/spec.h"

namespace ms::scenario {

/// The network in the ground: the nominal one with roughness, diameter and base demand of each element times a factor drawn by `seed`, and the
/// pipes of `reality.closedPipes` shut. check() has passed.
[[nodiscard]] network::Network realNetwork(const network::Network& nominal, const Reality& reality, std::uint64_t seed);

} // namespace ms::scenario
