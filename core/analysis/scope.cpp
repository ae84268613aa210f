#include "core/analysis/scope.h"

#include <algorithm>

namespace ms::analysis {

namespace {

bool sameName(const std::string& a, const std::string& b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

Result<std::vector<bool>> wantedZones(const detection::Balances& balances, const Options& options) {
    std::vector<bool> wanted(balances.zones.size(), options.zones.empty());
    for (const std::string& name : options.zones) {
        const auto it = std::find_if(balances.zones.begin(), balances.zones.end(), [&](const auto& b) { return sameName(b.zone, name); });
        if (it != balances.zones.end()) {
            wanted[static_cast<std::size_t>(it - balances.zones.begin())] = true;
            continue;
        }
        std::string known;
        for (const auto& b : balances.zones) known += (known.empty() ? "" : ", ") + b.zone;
        return Error{ErrorCode::notFound, "There is no zone of this name whose inflow is measured", {}, name, {}, "There are: " + known};
    }
    return wanted;
}

std::vector<std::string> namesOf(const std::vector<bool>& marked, const detection::Balances& balances) {
    std::vector<std::string> names;
    for (std::size_t z = 0; z < marked.size(); ++z)
        if (marked[z]) names.push_back(balances.zones[z].zone);
    return names;
}

Result<void> leaveOut(Data& data, const Options& options) {
    for (const std::string& name : options.withoutSensors) {
        const auto it = std::find_if(data.sensors.begin(), data.sensors.end(), [&](const SensorData& s) { return s.sensor.name == name; });
        if (it == data.sensors.end()) return Error{ErrorCode::notFound, "There is no sensor of this name", {}, name, {}, {}};
        it->readings.quality.resize(it->readings.size());
        for (auto& q : it->readings.quality) q |= static_cast<std::uint8_t>(series::Quality::excluded);
    }
    return {};
}

std::string meterLeftOut(const detection::Balance& zone, const Data& data, const Options& options) {
    const auto left = [&](std::size_t sensor) {
        const auto& names = options.withoutSensors;
        return std::find(names.begin(), names.end(), data.sensors[sensor].sensor.name) != names.end();
    };
    for (const auto& flow : zone.flows)
        if (left(flow.sensor)) return data.sensors[flow.sensor].sensor.name;
    for (const auto& tank : zone.tanks)
        if (left(tank.sensor)) return data.sensors[tank.sensor].sensor.name;
    return {};
}

} // namespace ms::analysis
