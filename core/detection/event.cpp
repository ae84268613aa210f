#include "core/detection/event.h"

#include <array>

namespace ms::detection {
namespace {

constexpr std::array<std::pair<EventKind, std::string_view>, 6> kKinds{{{EventKind::burst, "burst"},
                                                                        {EventKind::leak, "leak"},
                                                                        {EventKind::sensorFault, "sensor_fault"},
                                                                        {EventKind::meterFault, "meter_fault"},
                                                                        {EventKind::operation, "operation"},
                                                                        {EventKind::demand, "demand"}}};
constexpr std::array<std::pair<EventStatus, std::string_view>, 5> kStatuses{{{EventStatus::open, "new"},
                                                                             {EventStatus::confirmed, "confirmed"},
                                                                             {EventStatus::dismissed, "dismissed"},
                                                                             {EventStatus::repaired, "repaired"},
                                                                             {EventStatus::withdrawn, "withdrawn"}}};

template <typename Table, typename Key>
std::string_view lookUp(const Table& table, Key key) {
    for (const auto& [k, name] : table)
        if (k == key) return name;
    return {};
}

template <typename Key, typename Table>
std::optional<Key> valueOf(const Table& table, std::string_view text) {
    for (const auto& [k, name] : table)
        if (name == text) return k;
    return std::nullopt;
}

} // namespace

std::string_view nameOf(EventKind kind) { return lookUp(kKinds, kind); }
std::string_view nameOf(EventStatus status) { return lookUp(kStatuses, status); }
std::optional<EventKind> eventKindFromString(std::string_view text) { return valueOf<EventKind>(kKinds, text); }
std::optional<EventStatus> eventStatusFromString(std::string_view text) { return valueOf<EventStatus>(kStatuses, text); }

} // namespace ms::detection
