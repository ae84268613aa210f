#pragma once

#include "core/detection/noise_filter.h"
#include "core/detection/recent.h"
#include "core/detection/shape.h"

#include <Eigen/Core>

#include <span>
#include <utility>
#include <vector>

namespace ms::detection {

/// A stretch of residuals with its noise: what events are fitted to. `innovations` are those of the residual without the event in question.
struct FitWindow {
    const NoiseFilter* filter = nullptr;
    Steps innovations;                ///< whitened, indexed like the grid
    Steps shape;                      ///< demand's shape, indexed like the grid
    Eigen::Index from = 0, until = 0; ///< only steps from .. until - 1 count
    Eigen::Index end = -1;            ///< the event is over from this step on; -1 = still open
    double stepsPerDay = 24;
    double earliest = 0; ///< no onset before it is tried
};

struct Fit {
    Shape shape;
    double size_m3s = 0, sd_m3s = 0;
    double logRatio = 0; ///< over no event at all, with the size at its best
};

/// Size and likelihood of one shape.
[[nodiscard]] Fit evaluate(const FitWindow& window, const Shape& shape);

/// The same of up to eight shapes, at hardly more than the cost of one.
[[nodiscard]] std::vector<Fit> evaluateAll(const FitWindow& window, std::span<const Shape> shapes);

/// Best shape near `start` by pattern search over onset and growth; growth costs `growthPrice` of log likelihood. `sign` is that of the size.
[[nodiscard]] Fit improve(const FitWindow& window, const Shape& start, int sign, double growthPrice);

/// Posterior of the onset over a grid of onset x growth x power around a fit (flat in time), tempered by `temper` >= 1.
struct OnsetPosterior {
    double median = 0, low = 0, high = 0; ///< step indices; 5 %, 50 %, 95 %
};
[[nodiscard]] OnsetPosterior onsetPosterior(const FitWindow& window, const Fit& fit, double temper);

/// The same at less cost: onsets around the fit's, growth ending when it does or lasting as long.
[[nodiscard]] OnsetPosterior onsetAround(const FitWindow& window, const Fit& fit, double temper);

} // namespace ms::detection
