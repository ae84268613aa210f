#include "core/series/time_series.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::series {
namespace {

bool usable(const Readings& r, std::size_t i, std::uint8_t drop) {
    return std::isfinite(r.values[i]) && (i >= r.quality.size() || (r.quality[i] & drop) == 0);
}

std::size_t firstAtOrAfter(const Readings& r, std::int64_t t_ms) {
    return static_cast<std::size_t>(std::lower_bound(r.times_ms.begin(), r.times_ms.end(), t_ms) - r.times_ms.begin());
}

TimeSeries emptyGrid(TimeSpan span, Duration step) {
    TimeSeries out;
    out.start = span.from;
    out.step = step;
    const std::int64_t n = step.ms > 0 && span.to > span.from ? (span.length().ms + step.ms - 1) / step.ms : 0;
    out.values = Eigen::VectorXd::Constant(n, kNan);
    return out;
}

void fillMeans(const Readings& r, std::uint8_t drop, TimeSeries& out) {
    std::size_t k = firstAtOrAfter(r, out.start.ms);
    for (Eigen::Index i = 0; i < out.size(); ++i) {
        const std::int64_t end = out.at(i + 1).ms;
        double sum = 0;
        int count = 0;
        for (; k < r.size() && r.times_ms[k] < end; ++k)
            if (usable(r, k, drop)) {
                sum += r.values[k];
                ++count;
            }
        if (count > 0) out.values[i] = sum / count;
    }
}

void fillSamples(const Readings& r, std::uint8_t drop, TimeSeries& out) {
    const std::int64_t half = out.step.ms / 2;
    std::size_t k = firstAtOrAfter(r, out.start.ms - half);
    for (Eigen::Index i = 0; i < out.size(); ++i) {
        const std::int64_t t = out.at(i).ms;
        while (k < r.size() && r.times_ms[k] < t - half) ++k;
        std::int64_t best = half + 1;
        for (std::size_t j = k; j < r.size() && r.times_ms[j] <= t + half; ++j) {
            const std::int64_t apart = std::abs(r.times_ms[j] - t);
            if (apart < best && usable(r, j, drop)) {
                best = apart;
                out.values[i] = r.values[j];
            }
        }
    }
}

} // namespace

TimeSeries resample(const Readings& readings, TimeSpan span, Duration step, Resample how, std::uint8_t drop) {
    TimeSeries out = emptyGrid(span, step);
    if (how == Resample::mean)
        fillMeans(readings, drop, out);
    else
        fillSamples(readings, drop, out);
    return out;
}

Duration typicalStep(const Readings& readings) {
    if (readings.size() < 2) return {0};
    std::vector<std::int64_t> gaps;
    const std::size_t n = readings.size() - 1;
    const std::size_t stride = std::max<std::size_t>(1, n / 4096); // a few thousand gaps tell the median
    for (std::size_t i = 0; i < n; i += stride) gaps.push_back(readings.times_ms[i + 1] - readings.times_ms[i]);
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return {*middle};
}

} // namespace ms::series
