#pragma once

#include "core/base/result.h"
#include "core/series/readings.h"

#include <QtGlobal>

#include <cmath>

/// What tests of project files share.
namespace ms::tests {

template <typename T>
T must(Result<T> result) {
    if (!result.ok()) qFatal("%s", result.error().toString().c_str());
    return std::move(result).value();
}
inline void must(Result<void> result) {
    if (!result.ok()) qFatal("%s", result.error().toString().c_str());
}

inline constexpr std::int64_t kStep = 900'000;

/// Quarter-hours with two decimals in bar, from 1 January 2024, across a month's end, with a gap.
inline series::Readings quarterHours(int n, double factor, int gapAt = -1) {
    series::Readings r;
    const std::int64_t t0 = instantFromIso("2024-01-30T00:00:00Z")->ms;
    for (int i = 0; i < n; ++i) {
        if (i == gapAt) continue;
        r.times_ms.push_back(t0 + i * kStep);
        r.values.push_back(std::round(450 + 30 * std::sin(i / 15.0) + (i * 7919 % 13)) / 100.0 * factor);
        r.quality.push_back(i % 50 == 7 ? 128 : 0);
    }
    return r;
}

} // namespace ms::tests
