#pragma once

#include "core/analysis/analysis.h"

#include <vector>

namespace ms::analysis {

/// A time in which a tank stood empty, so that those behind it got less than they asked for.
struct Unsupplied {
    std::size_t sensor = 0; ///< the tank's level, in Data::sensors
    TimeSpan span;          ///< from the first empty reading to some hours after the last
    bool operator==(const Unsupplied&) const = default;
};

/// Finds when measured tanks were empty (within 0.1 m of their least level for half an hour), and marks as excluded what then tells nothing: the
/// tank's level, the customer meters and pressure loggers of its zone. Customers without water are no measure of what others take, and the balance of
/// a zone that is not supplied is no sign of bursts. Each reading is judged by what was known when it came. Nothing without a network.
std::vector<Unsupplied> markUnsupplied(Data& data);

} // namespace ms::analysis
