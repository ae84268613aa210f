#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/network/network.h"
#include "core/scenario/spec.h"

#include <stop_token>
#include <string>
#include <vector>

/// Makes logger data of an invented reality: people, bursts, works, meters with their noise and faults, and the truth to score against. The same
/// network, specification and seed give the same bytes, whatever the number of threads.
namespace ms::scenario {

struct Outcome {
    std::vector<std::string> files; ///< everything that was written
    int bursts = 0;
    std::int64_t readings = 0;
    Diagnostics diagnostics;
};

/// How `generate` works and what it says about places.
struct GenerateOptions {
    int threads = 1; ///< parts made side by side, at most
    std::string crs; ///< of the network's coordinates, for pipes.geojson; empty = not said
    bool operator==(const GenerateOptions&) const = default;
};

/// Writes below `folder` (made if missing), for each part: its logger files, truth/, and
/// - drill: PART/loggers/..., PART/sensors.csv, PART/repairs.csv, PART/pipes.geojson;
/// - leaks: PART/Pressures.csv ... beside PART/truth/, and sensors.csv in `folder`.
/// Errors: the first of check(); unwritable; cancelled; of the hydraulics. What was written before an error stays.
[[nodiscard]] Result<Outcome> generate(const network::Network& network, const Spec& spec, const std::string& folder, const GenerateOptions& options,
                                       Sink& sink, std::stop_token stop);

} // namespace ms::scenario
