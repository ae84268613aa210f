#pragma once

#include "core/base/result.h"
#include "core/series/readings.h"
#include "core/series/sensor.h"

#include <functional>
#include <string>
#include <vector>

namespace ms::output {

/// Writes readings as CSV, a row a reading: sensor,time,value,unit,quantity,quality. Times are UTC with a Z; values stand in the sensor's own unit,
/// with the very digits that read back to the stored bits (in m or m3/s where the unit has none); qualities are Good, Suspect, OutOfRange. An import
/// of the file changes nothing in the project that it came from. Whole or not at all; unwritable with the path.
///
/// `read` gives the readings of one sensor, so that only one series is in memory.
using ReadSeries = std::function<Result<series::Readings>(const series::Sensor&)>;
struct SeriesWritten {
    std::int64_t values = 0;
};
[[nodiscard]] Result<SeriesWritten> writeSeries(const std::vector<series::Sensor>& sensors, const ReadSeries& read, const std::string& path);

/// Texts that give each value back exactly: number * factor, in that order. Empty when there is none for some value.
[[nodiscard]] std::vector<std::string> exactTexts(const std::vector<double>& values, double factor);

} // namespace ms::output
