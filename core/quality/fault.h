#pragma once

#include "core/base/time.h"
#include "core/series/readings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ms::quality {

/// What may be wrong with readings.
enum class FaultKind : std::uint8_t {
    stuck,      ///< the logger repeats itself
    spike,      ///< one to three readings apart from those before and after
    outOfRange, ///< a value that the quantity cannot have, or a dead zero
    noise,      ///< scatters more than it did, and more than the others do
    clockShift, ///< the daily shape comes early or late
    drift,      ///< slides away from what the other loggers say
    offset,     ///< jumped away from what the other loggers say
    excluded    ///< by the user
};
inline constexpr FaultKind kLastFaultKind = FaultKind::excluded;

[[nodiscard]] std::string_view nameOf(FaultKind kind); ///< "stuck", "spike", "out_of_range", "noise", "clock_shift", "drift", "offset", "excluded"
[[nodiscard]] std::optional<FaultKind> faultKindFromString(std::string_view name);
/// The bit of series::Quality that a kind sets.
[[nodiscard]] series::Quality bitOf(FaultKind kind);

/// A stretch of one series that is not to be believed. The readings themselves are never changed.
struct Fault {
    FaultKind kind = FaultKind::stuck;
    Instant from, to;      ///< both ends belong to it
    std::string reason;    ///< one sentence in plain English, numbers included
    double confidence = 1; ///< 0..1
    bool operator==(const Fault&) const = default;
};

} // namespace ms::quality
