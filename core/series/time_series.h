#pragma once

#include "core/base/time.h"
#include "core/series/readings.h"

#include <Eigen/Core>

namespace ms::series {

/// Values on a regular grid: value i holds at start + i * step. NaN where nothing is known.
struct TimeSeries {
    Instant start;
    Duration step{900'000};
    Eigen::VectorXd values;

    [[nodiscard]] Eigen::Index size() const { return values.size(); }
    [[nodiscard]] Instant at(Eigen::Index i) const { return start + step * i; }
    [[nodiscard]] Instant end() const { return at(size()); }
};

enum class Resample {
    mean,  ///< of the good readings in [t, t + step): flows, demands
    sample ///< the good reading nearest to t within half a step: pressures, levels
};

/// Puts readings on a grid. Readings with any bit of `drop` set are passed over.
[[nodiscard]] TimeSeries resample(const Readings& readings, TimeSpan span, Duration step, Resample how, std::uint8_t drop = 0xDF);

/// The usual distance between readings (median); 0 with fewer than two.
[[nodiscard]] Duration typicalStep(const Readings& readings);

} // namespace ms::series
