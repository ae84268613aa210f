#pragma once

#include "core/base/result.h"
#include "core/network/network.h"

#include <string>

namespace ms::output {

/// A burst that is supposed: so much water leaves the pipe at `position`, whatever the pressure.
struct SupposedBurst {
    std::string pipe;
    double position = 0.5; ///< share of the pipe's length from its start node, within 0.001..0.999
    double flow_m3s = 0;   ///< > 0
    std::string what;      ///< for the title of the file: "event 7 of Westvale"
};

struct BurstNetwork {
    network::Network network;
    std::string junction; ///< id of the junction that was put into the pipe
    std::string rest;     ///< id of the pipe from there to the end node; the part from the start node keeps the pipe's id
};

/// The network with the burst in place: a junction in the pipe with a constant demand of the burst's flow, its elevation between those of the ends.
/// Solved demand-driven it gives the pressures of hydraulics::Outflow{pipe, position, flow_m3s}; pressure-driven, the burst's demand fades with the
/// pressure as every other. Its minor loss is shared out by length; its check valve and its
/// controls stay with the first part.
/// notFound when there is no such pipe; invalidInput for a position or flow out of range.
[[nodiscard]] Result<BurstNetwork> withBurst(const network::Network& network, const SupposedBurst& burst);

} // namespace ms::output
