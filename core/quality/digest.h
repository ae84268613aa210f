#pragma once

#include "core/quality/fault.h"
#include "core/series/readings.h"
#include "core/series/sensor.h"

#include <vector>

namespace ms::quality {

/// What the checks of one series by itself find, and all that the checks across series need of it: small enough to be carried between processes.
struct Digest {
    std::vector<Fault> faults;         ///< of the series by itself, by start
    Duration step{0};                  ///< usual distance of readings
    Instant start;                     ///< midnight UTC of the first day; invalid without readings
    std::vector<float> quarterHours;   ///< mean of the believed readings in [start + 15 min * i, ...), NaN where none
    std::vector<std::uint16_t> perDay; ///< believed readings of each day
    std::vector<float> roughness;      ///< per quarter of a day: scatter of readings around their neighbours (robust sd, SI); NaN where too few
    double resolution = 0;             ///< least step between values
    bool operator==(const Digest&) const = default;
};

inline constexpr int kQuartersPerDay = 96, kRoughPerDay = 4;

struct SeriesOptions {
    double stuckAtLeast_h = 2;      ///< shorter repetitions are never called, for demand meters twelve times as long
    int stuckAtLeast = 12;          ///< readings
    double stuckTimesUsual = 3;     ///< times the length of repetition that is usual for this series (99.9th percentile)
    double spikeTimesUsual = 5;     ///< times the excess over both neighbours that is usual for this series (99th percentile)
    double spikeTimesRare = 1.5;    ///< and times the rare excess (99.9th percentile)
    double spikeAtLeast_steps = 12; ///< times the resolution
};

/// Looks at one series by itself: values out of range, spikes, stretches of one value; and digests it. Readings that already carry a quality bit are
/// passed over. Pure and thread-safe; knows nothing but what it is given, so the flags at an instant T are those of the readings cut at T.
[[nodiscard]] Digest examineSeries(Quantity quantity, const series::Readings& readings, const SeriesOptions& options = {});

} // namespace ms::quality
