#pragma once

#include "core/base/index.h"
#include "core/network/network.h"

#include <string>
#include <utility>
#include <vector>

namespace ms::localisation {

/// A pipe that a burst may be on. One burst a pipe, at its middle: half of it leaves at either end.
struct Candidate {
    LinkIndex link; ///< invalid for pipes from GIS that no model knows
    std::string id;
    double length_m = 0;
    bool operator==(const Candidate&) const = default;
};

/// The pipes among `links`, in the order of their index, with a length above zero. Closed pipes are candidates too: they can burst as well.
[[nodiscard]] std::vector<Candidate> candidatePipes(const network::Network& network, const std::vector<LinkIndex>& links);
/// All pipes of the network.
[[nodiscard]] std::vector<Candidate> candidatePipes(const network::Network& network);

} // namespace ms::localisation
