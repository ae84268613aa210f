#pragma once

#include "core/analysis/expect_task.h"
#include "core/localisation/candidates.h"
#include "core/localisation/leak_map.h"

#include <stop_token>

namespace ms::analysis {

/// Where an event was thought to be at one instant: pipes with more than a ten-thousandth of the mass.
struct PlacedRevision {
    Instant at;
    std::vector<std::int32_t> pipes; ///< positions in the zone's candidates
    std::vector<float> probability;
    bool operator==(const PlacedRevision&) const = default;
};

/// From one probability a candidate, and back (summing to 1; empty when there is nothing).
[[nodiscard]] PlacedRevision sparse(Instant at, const Eigen::Ref<const Eigen::VectorXd>& probability);
[[nodiscard]] Eigen::VectorXd spread(const PlacedRevision& revision, Eigen::Index candidates);

struct ChartOptions {
    localisation::LeakMapOptions map;
    double block_d = 7;     ///< the loggers' residuals are taken as means over so long, and leaks are sought that often
    double first_d = 35;    ///< what began sooner after the first reading is not told from what always is
    double learn_d = 200;   ///< days before from which noise and slopes are learned
    double mostFlow = 0.25; ///< no leak takes more of the zone's mean inflow
    double floor_m = 0.003; ///< added to the noise of a logger: the model
};

/// One leak of a chart, with where it may be.
struct ChartedLeak {
    localisation::MappedLeak leak;       ///< `column` is a position in the zone's candidates
    PlacedRevision place;                ///< where it may be; mended: its pipe
    double flowSd_m3s = 0;               ///< of the final flow
    double onset_d = 0;                  ///< median; days since the record's start
    double earliest_d = 0, latest_d = 0; ///< 90 %
    double certainty = 0;                ///< gain over price
    bool operator==(const ChartedLeak&) const = default;
};

/// All leaks that the loggers of a zone showed at one instant, from what was known then.
struct LeakChart {
    Instant at;
    double inflow_m3s = 0; ///< of the zone, in the mean
    std::vector<ChartedLeak> leaks;
    bool operator==(const LeakChart&) const = default;
};

/// The charts of one zone, oldest first.
struct ZoneCharts {
    std::size_t zone = 0; ///< position in the balances
    Instant start;        ///< what days are counted from
    std::vector<LeakChart> charts;
    bool operator==(const ZoneCharts&) const = default;
};

/// Whether there can be charts of a zone: a model, metered customers or a tank (see isQuick), and at least four pressure loggers.
[[nodiscard]] bool canChart(const ModelFrame& frame, const Data& data, std::size_t balance);

/// Looks, week by week and from what was known then, for leaks in the pressures of a zone: all open ones are fitted together with those that were
/// mended since (their pipes are known), so that what grew for months beside others is told from them. No charts where there can be none.
[[nodiscard]] Result<ZoneCharts> chartLeaks(const ModelFrame& frame, const Data& data, const Expectation& expectation, std::size_t balance,
                                            const ChartOptions& options, Sink& sink, std::stop_token stop);

} // namespace ms::analysis
