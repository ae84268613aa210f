#pragma once

#include "core/series/readings.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

/// Loggers made up for the tests of the checks.
namespace ms::quality::test {

inline constexpr std::int64_t kStart_ms = 1'704'067'200'000; ///< 2024-01-01T00:00Z
inline constexpr std::int64_t kStep_ms = 900'000;

/// The water that all loggers of a group see: demand by time of day, its level by day, noise that is shared.
struct Water {
    explicit Water(int days, unsigned seed) : demand(static_cast<std::size_t>(days) * 96) {
        std::mt19937 random(seed);
        double level = 0;
        for (std::size_t i = 0; i < demand.size(); ++i) {
            if (i % 96 == 0) level = 0.7 * level + 0.05 * unit(random);
            const double hour = static_cast<double>(i % 96) / 4;
            demand[i] =
                1 + level + 0.6 * std::exp(-0.3 * (hour - 8) * (hour - 8)) + 0.5 * std::exp(-0.1 * (hour - 19) * (hour - 19)) + 0.04 * unit(random);
        }
    }
    /// Sum of twelve uniforms: standard normal enough, and the same on every machine.
    static double unit(std::mt19937& random) {
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += static_cast<double>(random()) / 4294967295.0;
        return sum;
    }
    std::vector<double> demand;
};

/// A logger of this water: static head less a loss by demand to the power of 1.85, own noise, two decimals.
inline series::Readings logger(const Water& water, double static_m, double loss_m, unsigned seed) {
    std::mt19937 random(seed);
    series::Readings r;
    for (std::size_t i = 0; i < water.demand.size(); ++i) {
        r.times_ms.push_back(kStart_ms + static_cast<std::int64_t>(i) * kStep_ms);
        const double v = static_m - loss_m * std::pow(water.demand[i], 1.85) + 0.02 * Water::unit(random);
        r.values.push_back(std::round(v * 100) / 100);
        r.quality.push_back(0);
    }
    return r;
}

inline series::Readings pressures(int days, unsigned seed) { return logger(Water(days, seed), 45, 2, seed + 100); }

} // namespace ms::quality::test
