#pragma once

#include "core/quality/digest.h"

#include <stop_token>
#include <vector>

namespace ms::quality {

struct CrossOptions {
    std::size_t leastSeries = 4; ///< with fewer nobody can say who is wrong
    int leastDays = 20;
    double riseAtLeast_m = 0.2;      ///< of an offset or drift upwards ...
    double dropAtLeast_m = 0.35;     ///< ... and downwards, where a burst beside one logger looks alike
    std::size_t seriesForDrops = 12; ///< with fewer loggers a drop is never called: a burst beside one of them has no echo
    double atMost_m = 10;            ///< more than this is operation, or a logger that hangs elsewhere now
    double leastCovered = 0.6;       ///< share of the days on which half of the loggers must be known, or levels are not compared
    double timesScatter = 6;         ///< both also this many times the scatter of the prediction
    double explains = 0.5;           ///< share of the residual's variance that the fault's shape must take away
    double echo = 0.05;              ///< an echo of this part of the shift in another logger, well correlated: water, no fault
    double echoCorrelation = 0.6;
    double visibleScatter = 3; ///< a drift is called from where it exceeds this many times the scatter
    int leastShift_steps = 2;  ///< quarter hours
    int mostShift_steps = 14;
    double shiftEvidence = 20; ///< log likelihood ratio
    double noiseRatio = 1.7;   ///< times the usual scatter, and times the others' at the same time
    double noiseAtLeast_m = 0.05;
};

/// Checks of pressure loggers against each other. The clock: by which shift the daily shape fits that of the five loggers most alike. Offset and
/// drift: against a ridge regression on all the others, in which the shape of a fault (step, box, ramp) must stand out far (generalised likelihood
/// ratio) in one series alone: what a burst does is seen in its neighbours too. Noise: against the series' own past and the others.
/// Digests of one group (loggers that hang on the same water); the result has one list for each. Pure and thread-safe. Cut the readings at T for what
/// was knowable at T.
[[nodiscard]] std::vector<std::vector<Fault>> crossCheck(const std::vector<const Digest*>& group, const CrossOptions& options = {},
                                                         std::stop_token stop = {});

/// The parts of crossCheck.
[[nodiscard]] std::vector<std::vector<Fault>> clockFaults(const std::vector<const Digest*>& group, const CrossOptions& options);
[[nodiscard]] std::vector<std::vector<Fault>> levelFaults(const std::vector<const Digest*>& group, const CrossOptions& options);
[[nodiscard]] std::vector<std::vector<Fault>> noiseFaults(const std::vector<const Digest*>& group, const CrossOptions& options);

} // namespace ms::quality
