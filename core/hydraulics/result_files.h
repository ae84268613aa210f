#pragma once

#include "core/base/result.h"
#include "core/hydraulics/simulation.h"

#include <Eigen/Core>
#include <functional>
#include <string>
#include <vector>

namespace ms::hydraulics {

/// What a run of a whole simulation took; what went wrong in it are diagnostics (see RunWatch).
struct RunSummary {
    double solveCpu_s = 0; ///< CPU of the calling thread: making the model, every solve and every step, without writing
    std::int64_t steps = 0, iterations = 0, notConverged = 0;
};

struct RunFiles {
    std::string head, flow, demand; ///< paths; empty = not written
};

/// Simulates the file's whole duration and writes wide CSV: time_s, then a column an id; m and m3/s; a row a report step; blank = no head.
/// `diagnostics` gets what RunWatch says of the run. `progress` (may be empty) gets time and duration; returning false cancels. unwritable,
/// cancelled, or the model's error.
[[nodiscard]] Result<RunSummary> simulateToFiles(const network::Network& network, const SolverOptions& options, const RunFiles& files,
                                                 Diagnostics& diagnostics,
                                                 const std::function<bool(std::int64_t now_s, std::int64_t duration_s)>& progress);

/// Sensitivities at time 0 as CSV (diagnostics as above): `sensor,<junction>,...`, m of head for 1 l/s more demand.
[[nodiscard]] Result<void> sensitivitiesToFile(const network::Network& network, const std::vector<NodeIndex>& sensors, const std::string& path,
                                               Diagnostics& diagnostics);

} // namespace ms::hydraulics
