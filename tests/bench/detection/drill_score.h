#pragma once

#include "core/detection/zone_tracker.h"

#include <string>
#include <vector>

namespace lab {

/// A burst or a look-alike of a drill's truth.
struct DrillTruth {
    std::string id, zone, type; ///< type: shape of a burst, kind of a look-alike
    ms::Instant start, end, peak;
    double mean_lps = 0, peak_lps = 0, share = 0;
};
struct DrillTruths {
    std::vector<DrillTruth> bursts, others;
    ms::Instant eventsFrom;
};
/// `folder` is a truth folder of data/drill.
[[nodiscard]] DrillTruths readDrillTruths(const std::string& folder);

/// What an operator is told, as if every event were told as soon as it counts as burst or leak; size as known three hours later.
struct DrillCall {
    std::string zone;
    ms::Instant at;
    double flow_lps = 0;
    const ms::detection::TrackedEvent* event = nullptr;
};
[[nodiscard]] std::vector<DrillCall> callsOf(const std::vector<ms::detection::TrackedEvent>& events);

/// Sums over DMAs by the rules of accept/score_bursts.py.
struct DrillScore {
    int bursts[4] = {}, found[4] = {}; ///< 3-5, 5-10, 10-20, 20+ % of mean inflow
    int falseAlarms = 0, inHistory = 0, repeats = 0;
    double weeks = 0, historyWeeks = 0;
    std::vector<double> delays_h, suddenDelays_h, sizeErrors;
};
/// Adds one DMA; `verbose` lists what was missed and what was called without cause.
void scoreDrill(const std::vector<DrillCall>& calls, const DrillTruths& truths, ms::TimeSpan data, bool verbose, DrillScore& score);
void print(const DrillScore& score);

} // namespace lab
