#pragma once

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/scenario/logger.h"
#include "core/scenario/spec.h"

#include <string>
#include <vector>

namespace ms::scenario {

/// Name of the file, below the folder of its part, and of the column or tag under which a sensor is written.
struct Place {
    std::string file, column;
    bool operator==(const Place&) const = default;
};
[[nodiscard]] Place placeOf(const SensorPlan& sensor, const Spec& spec);

/// Writes the logs of one part (one a sensor of the specification) into `folder`, which exists: one file a logger, or several in one for the
/// styles wide and historian. Returns the files made. Error: unwritable; invalidInput when sensors of one wide file have different steps.
[[nodiscard]] Result<std::vector<std::string>> writeLoggers(const Spec& spec, const std::vector<Log>& logs, const std::string& folder);

/// sensors.csv as CONTRACT.md has it, x and y from the network.
[[nodiscard]] std::string sensorMap(const Spec& spec, const network::Network& network);

} // namespace ms::scenario
