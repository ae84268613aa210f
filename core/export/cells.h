#pragma once

#include "core/base/time.h"
#include "core/base/units.h"
#include "core/export/layers.h"

#include <cmath>
#include <string>

/// How values become cells; for those who fill layers and tables.
namespace ms::output {

[[nodiscard]] inline Cell textCell(const std::string& value) { return value.empty() ? Cell{} : Cell{value}; }
[[nodiscard]] inline Cell timeCell(Instant t, const LocalZone& zone) { return t.valid() ? Cell{toIso(t, zone)} : Cell{}; }

/// Kept to what is meant: 0.21, not 0.21000000000000002. `unit` is a power of ten below one.
[[nodiscard]] inline double rounded(double value, double unit) {
    const double steps = std::round(1 / unit);
    return std::round(value * steps) / steps;
}
[[nodiscard]] inline Cell realCell(double value, double unit) { return std::isfinite(value) ? Cell{rounded(value, unit)} : Cell{}; }

[[nodiscard]] inline bool isWater(Quantity quantity) { return quantity == Quantity::flow || quantity == Quantity::demand; }
/// m3/s as l/s, metres as they are, to a thousandth.
[[nodiscard]] inline Cell shownCell(Quantity quantity, double si) { return realCell(isWater(quantity) ? si * 1000 : si, 1e-3); }
[[nodiscard]] inline std::string shownUnit(Quantity quantity) { return isWater(quantity) ? "l/s" : "m"; }

} // namespace ms::output
