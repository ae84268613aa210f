#include "core/quality/group_grid.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::quality {

GroupDays daysOf(const std::vector<const Digest*>& group) {
    GroupDays span;
    Instant end;
    for (const Digest* d : group) {
        if (!d->start.valid()) continue;
        const Instant last = d->start + ms::days(static_cast<std::int64_t>(d->perDay.size()));
        span.start = span.start.valid() ? std::min(span.start, d->start) : d->start;
        end = end.valid() ? std::max(end, last) : last;
    }
    if (span.start.valid()) span.days = (end - span.start).ms / ms::days(1).ms;
    return span;
}

Eigen::MatrixXf quarterMatrix(const std::vector<const Digest*>& group, const GroupDays& span) {
    Eigen::MatrixXf all =
        Eigen::MatrixXf::Constant(span.days * kQuartersPerDay, static_cast<Eigen::Index>(group.size()), static_cast<float>(series::kNan));
    for (std::size_t k = 0; k < group.size(); ++k) {
        if (!group[k]->start.valid()) continue;
        const auto& q = group[k]->quarterHours;
        all.col(static_cast<Eigen::Index>(k)).segment(span.offsetOf(*group[k]) * kQuartersPerDay, static_cast<Eigen::Index>(q.size())) =
            Eigen::Map<const Eigen::VectorXf>(q.data(), static_cast<Eigen::Index>(q.size()));
    }
    return all;
}

Eigen::MatrixXd dailyMatrix(const std::vector<const Digest*>& group, const GroupDays& span) {
    Eigen::MatrixXd all = Eigen::MatrixXd::Constant(span.days, static_cast<Eigen::Index>(group.size()), series::kNan);
    for (std::size_t k = 0; k < group.size(); ++k) {
        const Digest& d = *group[k];
        if (!d.start.valid() || d.step.ms <= 0) continue;
        const double enough = 0.9 * static_cast<double>(ms::days(1).ms) / static_cast<double>(d.step.ms);
        for (std::size_t day = 0; day < d.perDay.size(); ++day) {
            if (d.perDay[day] < enough) continue;
            double sum = 0;
            int n = 0;
            for (std::size_t q = day * kQuartersPerDay; q < (day + 1) * kQuartersPerDay; ++q)
                if (std::isfinite(d.quarterHours[q])) {
                    sum += static_cast<double>(d.quarterHours[q]);
                    ++n;
                }
            if (n > 0) all(span.offsetOf(d) + static_cast<Eigen::Index>(day), static_cast<Eigen::Index>(k)) = sum / n;
        }
    }
    return all;
}

} // namespace ms::quality
