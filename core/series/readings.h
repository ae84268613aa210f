#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <vector>

namespace ms::series {

/// Why a reading is not taken at face value; a bit set, 0 = good. Raw values are always kept.
enum class Quality : std::uint8_t {
    good = 0,
    stuck = 1, ///< the logger repeats itself
    spike = 2, ///< one or a few impossible values
    drift = 4, ///< slides away from its neighbours
    outOfRange = 8,
    shifted = 16,  ///< the clock is off
    repaired = 32, ///< changed by a documented repair
    excluded = 64, ///< by the user
    suspect = 128  ///< the source's own quality column, or scatter beyond what is usual
};

/// The readings of one sensor in SI, as measured: times ascending and unique (ms since 1970 UTC), no value where nothing was read. Arrays of one
/// length.
struct Readings {
    std::vector<std::int64_t> times_ms;
    std::vector<double> values;
    std::vector<std::uint8_t> quality; ///< bits of Quality
    [[nodiscard]] std::size_t size() const { return times_ms.size(); }
    bool operator==(const Readings&) const = default;
};

} // namespace ms::series
