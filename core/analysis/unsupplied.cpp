#include "core/analysis/unsupplied.h"

#include "core/detection/balance.h"

#include <algorithm>

namespace ms::analysis {
namespace {

constexpr double kEmpty_m = 0.1;
constexpr Duration kAtLeast = minutes(30), kAfter = hours(6); ///< mains and house tanks fill again first

std::vector<TimeSpan> emptySpans(const series::Readings& levels, double least_m) {
    std::vector<TimeSpan> spans;
    std::size_t first = levels.size(); // of the run of empty readings that is going on
    for (std::size_t i = 0; i <= levels.size(); ++i) {
        const bool empty = i < levels.size() && levels.values[i] <= least_m + kEmpty_m && (i >= levels.quality.size() || levels.quality[i] == 0);
        if (empty && first == levels.size()) first = i;
        if (empty || first == levels.size()) continue;
        const Instant from{levels.times_ms[first]}, last{levels.times_ms[i - 1]};
        first = levels.size();
        if (last - from < kAtLeast) continue;
        if (!spans.empty() && from <= spans.back().to)
            spans.back().to = last + kAfter;
        else
            spans.push_back({from + kAtLeast, last + kAfter}); // what came before it had lasted was believed
    }
    return spans;
}

void exclude(series::Readings& readings, const TimeSpan& span) {
    const auto from = std::lower_bound(readings.times_ms.begin(), readings.times_ms.end(), span.from.ms);
    const auto to = std::upper_bound(from, readings.times_ms.end(), span.to.ms);
    readings.quality.resize(readings.size());
    for (auto i = from - readings.times_ms.begin(); i < to - readings.times_ms.begin(); ++i)
        readings.quality[static_cast<std::size_t>(i)] |= static_cast<std::uint8_t>(series::Quality::excluded);
}

} // namespace

std::vector<Unsupplied> markUnsupplied(Data& data) {
    std::vector<Unsupplied> found;
    if (!data.network) return found;
    const network::Network& net = *data.network;
    std::vector<series::Sensor> sensors;
    for (std::size_t i = 0; i < data.sensors.size(); ++i) {
        const series::Sensor& s = data.sensors[i].sensor;
        sensors.push_back(s);
        if (s.quantity != Quantity::level) continue;
        const NodeIndex node = net.findNode(s.element);
        if (!node.valid() || net.node(node).kind != network::NodeKind::tank) continue;
        for (const TimeSpan& span : emptySpans(data.sensors[i].readings, net.node(node).minLevel_m)) found.push_back({i, span});
    }
    if (found.empty()) return found;
    for (const detection::Balance& balance : detection::findBalances(&net, sensors).zones) {
        const auto pressures = balance.pressures();
        for (const detection::TankTerm& tank : balance.tanks)
            for (const Unsupplied& u : found) {
                if (u.sensor != tank.sensor) continue;
                exclude(data.sensors[u.sensor].readings, u.span);
                for (const std::size_t d : balance.demands) exclude(data.sensors[d].readings, u.span);
                for (const std::size_t p : pressures) exclude(data.sensors[p].readings, u.span);
            }
    }
    return found;
}

} // namespace ms::analysis
