#include "core/scenario/zones.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace ms::scenario {

Zones findZones(const network::Network& network, const Spec& spec) {
    std::set<std::string> metered;
    for (const SensorPlan& sensor : spec.sensors)
        if (sensor.quantity == Quantity::flow) metered.insert(sensor.element);
    std::vector<int> root(network.nodes.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&root](int i) {
        while (root[static_cast<std::size_t>(i)] != i)
            i = root[static_cast<std::size_t>(i)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(i)])];
        return i;
    };
    for (const network::Link& link : network.links)
        if (metered.count(link.id) == 0) root[static_cast<std::size_t>(find(link.from.value))] = find(link.to.value);

    Zones zones;
    std::map<int, int> number;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const auto [known, added] = number.try_emplace(find(static_cast<int>(i)), static_cast<int>(number.size()));
        zones.partOfNode.push_back(known->second);
    }
    std::vector<std::map<std::string, int>> votes(number.size());
    for (const SensorPlan& sensor : spec.sensors) {
        const NodeIndex node = sensor.quantity == Quantity::flow ? NodeIndex{} : network.findNode(sensor.element);
        if (node.valid() && !sensor.zone.empty()) ++votes[static_cast<std::size_t>(zones.partOfNode[node.at()])][sensor.zone];
    }
    for (const std::map<std::string, int>& vote : votes) {
        const auto best = std::max_element(vote.begin(), vote.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        zones.names.push_back(best == vote.end() ? std::string{} : best->first);
    }
    return zones;
}

} // namespace ms::scenario
