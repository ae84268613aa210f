#pragma once

#include "core/quality/digest.h"

#include <Eigen/Core>

#include <vector>

namespace ms::quality {

/// The days that digests of a group span together.
struct GroupDays {
    Instant start;
    Eigen::Index days = 0;
    [[nodiscard]] Instant at(Eigen::Index day) const { return start + ms::days(day); }
    /// First day of a digest within the span.
    [[nodiscard]] Eigen::Index offsetOf(const Digest& d) const { return (d.start - start).ms / ms::days(1).ms; }
};
[[nodiscard]] GroupDays daysOf(const std::vector<const Digest*>& group);

/// Quarter-hourly means, [96 * days x series]; NaN where none.
[[nodiscard]] Eigen::MatrixXf quarterMatrix(const std::vector<const Digest*>& group, const GroupDays& span);
/// Daily means, [days x series]; NaN for a day of which less than nine tenths are there.
[[nodiscard]] Eigen::MatrixXd dailyMatrix(const std::vector<const Digest*>& group, const GroupDays& span);

/// The whole days [from, to] as the ends of a fault.
[[nodiscard]] inline Fault faultOfDays(FaultKind kind, const GroupDays& span, Eigen::Index from, Eigen::Index to) {
    return {kind, span.at(from), Instant{span.at(to + 1).ms - 1}, {}, 1};
}

} // namespace ms::quality
