#pragma once

#include "core/base/time.h"

#include <QString>

#include <vector>

namespace ms::drawing {

/// A mark of a time axis.
struct TimeTick {
    Instant at;
    QString text;       ///< "06:00", "12 Aug", "Aug", "2024"
    bool major = false; ///< begins a larger unit (a day among hours, a month among days, a year among months); its text names that
    bool operator==(const TimeTick&) const = default;
};

/// At most `most` (>= 2) marks in the span at round local times of the zone: 5 min ... 12 h, days, Mondays, months, years. Steps follow the wall
/// clock across daylight saving: 06:00 stays 06:00, the hour that comes twice gets two marks, the one that is left out none.
[[nodiscard]] std::vector<TimeTick> timeTicks(TimeSpan span, const LocalZone& zone, int most);

/// A range that holds [low, high] and begins and ends at round values, with 2 to `most` equal steps between.
struct ValueScale {
    double low = 0, high = 1, step = 1;
    int decimals = 0; ///< that the labels need
    [[nodiscard]] int ticks() const { return static_cast<int>((high - low) / step + 1.5); }
    bool operator==(const ValueScale&) const = default;
};
/// Values that are all alike get a range about them; not finite: 0..1. `leastRange`: how small a difference may fill the picture.
[[nodiscard]] ValueScale valueScale(double low, double high, int most, double leastRange = 0);

} // namespace ms::drawing
