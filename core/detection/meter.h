#pragma once

#include "core/series/readings.h"
#include "core/series/sensor.h"

#include <vector>

namespace ms::detection {

/// A sensor with its readings, by reference: whoever makes it keeps both alive. Position in a std::vector<Meter> is what `sensor`
/// numbers in this folder mean, so callers pass all sensors of a project in the project's order.
struct Meter {
    const series::Sensor* sensor = nullptr;
    const series::Readings* readings = nullptr;
};

} // namespace ms::detection
