#pragma once

#include "ui/session/session.h"

/// An invented town in memory, for the tests of the window: a network of some hundred pipes, two zones, six sensors over eight weeks, five events
/// of different kinds with areas, bands, notes, repairs. No file stands behind it; the same every time.
namespace ms::tests {

[[nodiscard]] session::Snapshot madeTown();
/// Readings every 15 minutes for the sensors of the town.
[[nodiscard]] session::SeriesSourceFactory madeSource();

inline constexpr std::int64_t kTownStart = 1'714'521'600'000; ///< 2024-05-01T00:00Z
inline constexpr int kTownDays = 56;

} // namespace ms::tests
