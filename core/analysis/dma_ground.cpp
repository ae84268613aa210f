#include "core/analysis/dma_ground.h"

namespace ms::analysis {

bool isQuick(const detection::Balance& balance, const Data& data) {
    return balance.demands.empty() && balance.tanks.empty() && !balance.flows.empty() && detection::suitableStep(balance, metersOf(data)) < hours(1);
}

DmaGround groundOfModel(const Data& data, const detection::Balances& balances) {
    DmaGround ground;
    ground.network = data.network;
    const network::Network& net = *data.network;
    for (const detection::Balance& b : balances.zones) {
        DmaGround::Zone zone;
        zone.candidates = localisation::candidatePipes(net, b.links);
        zone.nodes = b.nodes;
        zone.quick = isQuick(b, data) && !b.nodes.empty();
        std::vector<char> inside(net.nodes.size(), 0);
        for (const NodeIndex n : b.nodes) inside[n.at()] = 1;
        for (std::size_t i = 0; i < data.sensors.size(); ++i) {
            const auto& s = data.sensors[i];
            if (s.sensor.quantity != Quantity::pressure || s.readings.size() == 0) continue;
            const NodeIndex node = net.findNode(s.sensor.element);
            if (node.valid() && (inside[node.at()] || (!b.zone.empty() && s.sensor.zone == b.zone))) zone.loggers.push_back({i, node});
        }
        for (const auto& flow : b.flows) {
            const LinkIndex link = net.findLink(data.sensors[flow.sensor].sensor.element);
            zone.inlets.push_back({flow.sensor, flow.sign, link, link.valid() && !inside[net.link(link).to.at()] ? -1.0 : 1.0});
        }
        ground.zones.push_back(std::move(zone));
    }
    return ground;
}

} // namespace ms::analysis
