#include "ui/session/zone_balances.h"

#include <algorithm>

namespace ms::session {

const std::vector<detection::Balance>& ZoneBalances::of(const Snapshot& snapshot) const {
    if (snapshot.network == m_network && snapshot.sensors == m_sensors) return m_balances;
    m_network = snapshot.network;
    m_sensors = snapshot.sensors;
    std::vector<series::Sensor> sensors;
    for (const auto& view : *snapshot.sensors) sensors.push_back(view.sensor);
    m_balances = detection::findBalances(snapshot.network.get(), sensors).zones;
    std::erase_if(m_balances, [](const detection::Balance& b) { return b.flows.empty(); });
    return m_balances;
}

const detection::Balance* ZoneBalances::of(const Snapshot& snapshot, const std::string& zone) const {
    const auto& all = of(snapshot);
    const auto it = std::find_if(all.begin(), all.end(), [&](const detection::Balance& b) { return b.zone == zone; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace ms::session
