#pragma once

#include "core/base/sink.h"
#include "core/localisation/candidates.h"

#include <Eigen/Core>

#include <stop_token>
#include <vector>

namespace ms::localisation {

struct NextLoggerOptions {
    double level = 0.9;         ///< of the area that is to shrink
    double noise_m = 0.05;      ///< standard error of a shift read at the new place
    double relativeError = 0.2; ///< of the signatures that it is compared with
    int truths = 40;            ///< places of the burst over which the expectation is taken
};

/// What one more logger at a place is expected to leave of an area.
struct LoggerGain {
    Eigen::Index place = 0; ///< row of `unitShift`
    double length_m = 0;    ///< expected length of the area after reading it
    double shift_m = 0;     ///< expected size of the shift there
};

/// Where one more pressure logger, or one reading, would shrink the area most. For a burst at quantiles of the posterior the reading at each place
/// is what its signature says; Bayes' rule with that reading gives the area it would leave; the mean over the quantiles is the expectation
/// (expected posterior area, after Lindley 1956). `unitShift` is [places x candidates] m per m3/s. Best first; places of equal gain in their order.
/// Reports places as its progress; cut short by `stop`, the gains of the places weighed so far.
[[nodiscard]] std::vector<LoggerGain> nextLogger(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability,
                                                 const Eigen::Ref<const Eigen::MatrixXd>& unitShift, double size_m3s,
                                                 const NextLoggerOptions& options, Sink& sink, std::stop_token stop = {});

/// Length of the least area that holds `level` of the probability.
[[nodiscard]] double areaLength(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability, double level);

} // namespace ms::localisation
