#pragma once

#include "core/scenario/march.h"
#include "core/scenario/spec.h"

#include <cstdint>
#include <vector>

namespace ms::scenario {

/// What a logger wrote: stamps in UTC as its clock believes them (a clock fault shifts them), values in the sensor's unit, already rounded to its
/// resolution. A gap has no rows.
struct Log {
    std::vector<std::int64_t> stamps_ms;
    std::vector<double> values;
};

/// Sensor `index` of the specification as its logger would have it of `truth`: means or instants, zero point, noise, faults, resolution. The noise
/// depends on the seed, the part and the sensor only.
[[nodiscard]] Log record(const Truth& truth, const Spec& spec, const Part& part, std::size_t index);

/// Decimals that the resolution asks for: 0.1 -> 1, 0.25 -> 2; 6 when there is none.
[[nodiscard]] int decimalsOf(double resolution);

} // namespace ms::scenario
