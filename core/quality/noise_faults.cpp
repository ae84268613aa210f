#include "core/quality/cross.h"
#include "core/quality/group_grid.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::quality {
namespace {

/// The usual scatter around each slot: median of the same quarter of the day over 45 days to either side.
double usualRoughness(const Digest& d, std::size_t slot) {
    std::vector<double> around;
    const auto n = static_cast<std::ptrdiff_t>(d.roughness.size());
    for (std::ptrdiff_t day = -45; day <= 45; ++day) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(slot) + day * kRoughPerDay;
        if (at >= 0 && at < n && std::isfinite(d.roughness[static_cast<std::size_t>(at)]))
            around.push_back(static_cast<double>(d.roughness[static_cast<std::size_t>(at)]));
    }
    return around.size() < 10 ? series::kNan : series::median(around);
}

} // namespace

std::vector<std::vector<Fault>> noiseFaults(const std::vector<const Digest*>& group, const CrossOptions& options) {
    const GroupDays span = daysOf(group);
    const Eigen::Index slots = span.days * kRoughPerDay, count = static_cast<Eigen::Index>(group.size());
    std::vector<std::vector<Fault>> faults(group.size());
    if (slots == 0) return faults;
    Eigen::MatrixXd logRatio = Eigen::MatrixXd::Constant(slots, count, series::kNan), usual = logRatio;
    for (Eigen::Index k = 0; k < count; ++k) {
        const Digest& d = *group[static_cast<std::size_t>(k)];
        for (std::size_t s = 0; s < d.roughness.size(); ++s) {
            const double base = usualRoughness(d, s), now = static_cast<double>(d.roughness[s]);
            if (!std::isfinite(base) || !std::isfinite(now)) continue;
            const Eigen::Index at = span.offsetOf(d) * kRoughPerDay + static_cast<Eigen::Index>(s);
            usual(at, k) = std::max(base, d.resolution / 2);
            logRatio(at, k) = std::log(std::max(now, d.resolution / 2) / usual(at, k));
        }
    }
    for (Eigen::Index s = 0; s < slots; ++s) { // what all loggers share is the water's
        std::vector<double> row;
        for (Eigen::Index k = 0; k < count; ++k)
            if (std::isfinite(logRatio(s, k))) row.push_back(logRatio(s, k));
        if (row.size() >= 3) logRatio.row(s).array() -= series::median(row);
    }
    const double threshold = std::log(options.noiseRatio);
    for (Eigen::Index k = 0; k < count; ++k)
        for (Eigen::Index s = 0; s < slots;) {
            // A stretch is a maximal sum of what exceeds half the threshold; one quiet quarter of a day does not end it, a quiet day does.
            double sum = 0, best = 0, ratio = 0, base = 0;
            Eigen::Index end = s, seen = 0;
            for (Eigen::Index e = s; e < slots; ++e) {
                if (!std::isfinite(logRatio(e, k))) continue;
                sum += logRatio(e, k) - threshold / 2;
                if (sum < 0 || sum < best - 2 * threshold) break;
                ++seen;
                ratio += logRatio(e, k);
                base += usual(e, k);
                if (sum > best) {
                    best = sum;
                    end = e + 1;
                }
            }
            const double scatter_m = seen > 0 ? base / static_cast<double>(seen) * std::exp(ratio / static_cast<double>(seen)) : 0;
            if (scatter_m < options.noiseAtLeast_m || end - s < 2 * kRoughPerDay || best < 3 * threshold ||
                ratio < threshold * static_cast<double>(seen)) {
                ++s;
                continue;
            }
            char text[160];
            std::snprintf(text, sizeof text, "scatters by %.2f m, %.1f times as much as usual, while the other loggers do not", scatter_m,
                          std::exp(ratio / static_cast<double>(seen)));
            const Duration slot{days(1).ms / kRoughPerDay};
            faults[static_cast<std::size_t>(k)].push_back(
                {FaultKind::noise, span.start + slot * s, Instant{(span.start + slot * end).ms - 1}, text, std::min(0.99, 1 - std::exp(-best))});
            s = end;
        }
    return faults;
}

} // namespace ms::quality
