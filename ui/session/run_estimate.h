#pragma once

#include "core/analysis/analysis.h"
#include "ui/session/snapshot.h"

#include <QString>

#include <string>
#include <vector>

namespace ms::session {

/// What an analysis is likely to take and to find, said before it begins.
struct RunEstimate {
    enum class Basis {
        lastRun, ///< its own time and events, in proportion
        volume   ///< the volume of data, at the speed that one ordinary core had (see run_estimate.cpp)
    } basis = Basis::volume;
    double seconds = 0;
    double falseAlarms = 0; ///< by the stated rate, in the period and zones
    int events = -1;        ///< of the last run in the period and zones; -1 = no run to go by
    int repairs = 0;        ///< completed or reported in the period: bursts that somebody found
    bool operator==(const RunEstimate&) const = default;
};

/// `zones`: names of the zones that have a balance. Pure.
[[nodiscard]] RunEstimate estimateRun(const Snapshot& snapshot, const std::vector<std::string>& zones, const analysis::Options& options, int workers);
/// One or two sentences with what they rest on.
[[nodiscard]] QString runEstimateText(const RunEstimate& estimate);

} // namespace ms::session
