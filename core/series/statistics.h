#pragma once

#include <algorithm>
#include <limits>
#include <vector>

namespace ms::series {

/// "Not known" among numbers.
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// The upper median; NaN of nothing. Reorders `values`, which must hold no NaN.
[[nodiscard]] inline double median(std::vector<double>& values) {
    if (values.empty()) return kNan;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace ms::series
