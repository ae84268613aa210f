#include "core/analysis/model_frame.h"

#include <algorithm>
#include <map>

namespace ms::analysis {

using network::LinkKind;
using network::NodeKind;

std::vector<detection::Meter> metersOf(const Data& data) {
    std::vector<detection::Meter> meters;
    for (const SensorData& s : data.sensors) meters.push_back({&s.sensor, &s.readings});
    return meters;
}

std::vector<series::Sensor> sensorsOf(const Data& data) {
    std::vector<series::Sensor> sensors;
    for (const SensorData& s : data.sensors) sensors.push_back(s.sensor);
    return sensors;
}

TimeSpan spanOf(const Data& data) {
    TimeSpan span;
    for (const SensorData& s : data.sensors) {
        if (s.readings.times_ms.empty()) continue;
        const Instant first{s.readings.times_ms.front()}, last{s.readings.times_ms.back() + 1};
        span.from = span.from.valid() ? std::min(span.from, first) : first;
        span.to = span.to.valid() ? std::max(span.to, last) : last;
    }
    return span;
}

ModelFrame makeFrame(const Data& data) {
    const network::Network& net = *data.network;
    ModelFrame frame;
    frame.balances = detection::findBalances(&net, sensorsOf(data));
    frame.zoneOf.assign(net.nodes.size(), -1);
    for (std::size_t z = 0; z < frame.balances.zones.size(); ++z)
        for (const NodeIndex n : frame.balances.zones[z].nodes) frame.zoneOf[n.at()] = static_cast<int>(z);

    std::map<int, std::size_t> classOf; // pattern -> class, in order of first use
    for (const auto& node : net.nodes)
        for (const auto& demand : node.demands)
            if (demand.base_m3s != 0 && classOf.emplace(demand.pattern, classOf.size()).second) {
                const bool named = demand.pattern >= 0 && static_cast<std::size_t>(demand.pattern) < net.patterns.size();
                frame.classes.push_back(named ? net.patterns[static_cast<std::size_t>(demand.pattern)].id : std::string());
                frame.classPattern.push_back(named ? demand.pattern : -1);
            }
    frame.base_m3s = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(net.nodes.size()), static_cast<Eigen::Index>(frame.classes.size()));
    for (std::size_t n = 0; n < net.nodes.size(); ++n)
        for (const auto& demand : net.nodes[n].demands)
            if (demand.base_m3s != 0)
                frame.base_m3s(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(classOf.at(demand.pattern))) += demand.base_m3s;

    std::vector<ModelFrame::Row> pressures, flows;
    for (std::size_t i = 0; i < data.sensors.size(); ++i) {
        const series::Sensor& s = data.sensors[i].sensor;
        if (s.element.empty() || data.sensors[i].readings.times_ms.empty()) continue;
        const NodeIndex node = s.quantity == Quantity::flow ? NodeIndex{} : net.findNode(s.element);
        const LinkIndex link = s.quantity == Quantity::flow ? net.findLink(s.element) : LinkIndex{};
        if (s.quantity == Quantity::pressure && node.valid()) pressures.push_back({i, node, {}, 1});
        if (s.quantity == Quantity::level && node.valid() && net.node(node).kind == NodeKind::tank) frame.tanks.push_back({i, node});
        if (s.quantity == Quantity::demand && node.valid() && net.node(node).kind == NodeKind::junction) frame.customers.push_back({i, node});
        if (link.valid()) {
            if (net.link(link).kind == LinkKind::pump)
                frame.pumps.push_back({i, link, s.sign});
            else
                flows.push_back({i, {}, link, s.sign});
        }
    }
    for (std::size_t z = 0; z < frame.balances.zones.size(); ++z) {
        ModelFrame::Zone zone;
        zone.balance = z;
        const auto& balance = frame.balances.zones[z];
        for (const auto& row : pressures)
            if (frame.zoneOf[row.node.at()] == static_cast<int>(z)) zone.rows.push_back(row);
        zone.pressures = zone.rows.size();
        if (zone.pressures == 0) continue;
        std::vector<ModelFrame::Row> edges; // flow meters that the model is free to split
        for (const auto& row : flows)
            if (std::any_of(balance.flows.begin(), balance.flows.end(), [&](const auto& f) { return f.sensor == row.sensor; })) edges.push_back(row);
        if (edges.size() >= 2) zone.rows.insert(zone.rows.end(), edges.begin(), edges.end());
        zone.scaled = !balance.flows.empty() && !balance.allMetered;
        frame.zones.push_back(std::move(zone));
    }
    return frame;
}

} // namespace ms::analysis
