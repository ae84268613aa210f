#pragma once

#include "core/network/network.h"

#include <optional>
#include <string>
#include <vector>

namespace ms::network {

/// A pipe from GIS, for work without a model.
struct GisPipe {
    std::string id;
    std::vector<Point> line; ///< in the project's CRS
    double length_m = 0;
    std::optional<double> diameter_m;
    std::string material, street;
    bool operator==(const GisPipe&) const = default;
};

} // namespace ms::network
