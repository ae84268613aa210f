#pragma once

#include "core/network/network.h"

#include <cstddef>
#include <vector>

namespace ms::output {

struct AlongLine {
    network::Point at;
    std::size_t piece = 0; ///< the place lies between points `piece` and `piece + 1`
};

/// The place at `share` (0..1) of a line's length on the map. `line` has a point at least.
[[nodiscard]] AlongLine pointAlong(const std::vector<network::Point>& line, double share);

} // namespace ms::output
