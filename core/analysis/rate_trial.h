#pragma once

#include "core/analysis/analysis.h"
#include "core/detection/balance.h"

#include <array>
#include <string>
#include <vector>

/// What a stated rate of false alarms would have meant for the history at hand: how many alarms, and how small a burst may be to be found. A dry
/// run: nothing is placed, nothing is stored.
///
/// The sizes are found by trying. Into the zone's inflow, as it was measured, bursts are put every ten days, three days long, in turn of six
/// sizes; one counts as found when detection, live, tells a burst or leak that began within a day of it, within three days. None is put in where an
/// event of the history begins or ends. Loggers are left out (what a burst would do to them is not known without its place), so with loggers a burst
/// is found rather sooner.
namespace ms::analysis {

/// Sizes that are tried, as shares of a zone's mean inflow.
inline constexpr std::array<double, 6> kTriedShares{0.02, 0.03, 0.05, 0.08, 0.12, 0.2};
/// Most zones that are tried; of more, evenly chosen ones stand for all.
inline constexpr std::size_t kTriedZones = 40;

/// One rate, tried in some zones.
struct RateTrial {
    double rate = 0; ///< false alarms a zone-week, as stated
    int zones = 0;
    double zoneWeeks = 0;
    int alarms = 0; ///< bursts and leaks that would have been told
    double meanInflow_m3s = 0;
    std::array<int, kTriedShares.size()> put{}, found{}; ///< bursts of each size

    /// The share of the mean inflow from which on `level` of the bursts are found, between the tried sizes by the logarithm; the counts are made
    /// monotone first (pool adjacent violators). Negative when too few were put in (below 3 of a size) to tell; above the largest: infinity.
    [[nodiscard]] double shareFoundIn(double level) const;
    bool operator==(const RateTrial&) const = default;
};

/// The stage of a trial: one task a rate and zone. `options.trialRates` says which rates.
[[nodiscard]] std::vector<Task> trialStage(const detection::Balances& balances, const std::vector<bool>& wanted, const Options& options, double cost);
/// ErrorCode::cancelled when stopped. A zone without a usable balance gives a trial of no zone.
[[nodiscard]] Result<TaskOutput> runTrial(const Task& task, const Data& data, const detection::Balances& balances, const Options& options,
                                          EventSink& sink, std::stop_token stop);
/// Reads a task's output.
[[nodiscard]] Result<RateTrial> readTrial(const TaskOutput& output);
/// The trials of all tasks put together, one a rate, ascending.
[[nodiscard]] std::vector<RateTrial> sumTrials(const std::vector<RateTrial>& trials);

} // namespace ms::analysis
