#pragma once

#include "core/base/time.h"
#include "core/base/units.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ms::detection {

enum class EventKind { burst, leak, sensorFault, meterFault, operation, demand };
/// `open` is written "new" in files. `withdrawn`: told live and no longer believed, what spoke for it has gone; kept, for it was told.
enum class EventStatus { open, confirmed, dismissed, repaired, withdrawn };

[[nodiscard]] constexpr bool setAside(EventStatus s) { return s == EventStatus::dismissed || s == EventStatus::withdrawn; } ///< not believed

[[nodiscard]] std::string_view nameOf(EventKind kind);     ///< "burst", "leak", "sensor_fault", ... as in CONTRACT.md
[[nodiscard]] std::string_view nameOf(EventStatus status); ///< "new", "confirmed", "dismissed", "repaired", "withdrawn"
[[nodiscard]] std::optional<EventKind> eventKindFromString(std::string_view text);
[[nodiscard]] std::optional<EventStatus> eventStatusFromString(std::string_view text);

/// A value with the bounds between which it lies with the stated probability (90 % unless said otherwise).
struct Estimate {
    double value = 0, low = 0, high = 0;
    bool operator==(const Estimate&) const = default;
};

/// What one sensor says about an event.
struct Evidence {
    std::string sensor;
    Quantity quantity = Quantity::pressure;
    double shift_si = 0; ///< after minus before, m or m3/s; a pressure: of what the measured inflow does not explain (it may rise in a burst)
    double z = 0;        ///< shift over its standard error
    bool operator==(const Evidence&) const = default;
};

struct PipeProbability {
    std::string id;
    double probability = 0; ///< of the whole posterior, so the list of an area sums to at least its level
    double length_m = 0;
    bool operator==(const PipeProbability&) const = default;
};

/// An area with more of its zone's pipes says that it is the whole zone.
inline constexpr double kWholeAbove = 0.85;

/// The pipes the burst may be on: the least pipe length that holds `level` of the probability.
struct Area {
    double level = 0.9;
    double length_m = 0;
    double share = 1;                   ///< of the zone's pipe length, 0..1
    bool wholeZone = false;             ///< nothing can be told: the whole DMA, and it says so
    std::vector<PipeProbability> pipes; ///< most probable first
    bool operator==(const Area&) const = default;
};

/// The event as it was known at one instant. A later revision never rewrites an earlier one.
struct Revision {
    Instant at;
    bool announced = false; ///< worth a notice: the first, and those that move the area or the size materially
    Estimate flow_m3s;
    Area area;
    bool operator==(const Revision&) const = default;
};

/// A rival explanation with its probability; the event's own kind is not among them.
struct Rival {
    EventKind kind = EventKind::demand;
    double probability = 0;
    bool operator==(const Rival&) const = default;
};

/// A finding: that from `startedAt` on something happened in `zone`. The fields hold the latest revision.
struct Event {
    std::int64_t id = 0; ///< unique in a project, stable over re-runs that find the same
    EventKind kind = EventKind::burst;
    std::string zone;
    Instant detectedAt;                    ///< at which the data then at hand sufficed
    Instant startedAt;                     ///< best estimate; of a burst found with hindsight later: it has begun by then nine times in ten
    std::pair<Instant, Instant> startedCi; ///< 90 %
    std::optional<Instant> endedAt;
    Estimate flow_m3s;
    double volume_m3 = 0;  ///< lost so far
    double confidence = 0; ///< that it is what `kind` says, calibrated
    EventStatus status = EventStatus::open;
    std::string why; ///< one sentence
    std::vector<Evidence> evidence;
    std::vector<Rival> rivals;
    Area area;
    std::vector<Revision> history; ///< oldest first, the first at detectedAt
    bool operator==(const Event&) const = default;
};

} // namespace ms::detection
