#pragma once

#include "core/base/units.h"

#include <optional>
#include <string>

namespace ms::series {

/// One measured quantity at one place: what sensors.csv calls a row. Values are kept in SI; `unit` is what the source wrote.
struct Sensor {
    std::string name;    ///< unique in a project; by default the column (wide), tag (long) or file stem (one channel)
    std::string element; ///< id of the node or link in the network; empty when not known
    Quantity quantity = Quantity::pressure;
    std::string unit;             ///< as in the source: "bar"
    std::string zone;             ///< DMA; empty when not known
    std::optional<double> x, y;   ///< in the project's CRS
    std::string timezone = "UTC"; ///< of the source's clock
    double sign = 1;              ///< -1 for a meter that measures an export as positive
    bool operator==(const Sensor&) const = default;
};

} // namespace ms::series
