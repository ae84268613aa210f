#include "core/calibration/calibration.h"

namespace ms::calibration {

network::Network calibrated(const network::Network& network, const Calibration& calibration) {
    network::Network net = network;
    for (const auto& group : calibration.roughness)
        for (const auto& pipe : group.pipes)
            if (const LinkIndex i = net.findLink(pipe); i.valid()) net.links[i.at()].roughness *= group.factor.value;
    for (const auto& scale : calibration.demands)
        for (const auto& id : scale.nodes)
            if (const NodeIndex i = net.findNode(id); i.valid())
                for (auto& demand : net.nodes[i.at()].demands) demand.base_m3s *= scale.factor.value;
    for (const auto& suspect : calibration.closed)
        if (const LinkIndex i = net.findLink(suspect.pipe); i.valid()) net.links[i.at()].status = network::LinkStatus::closed;
    return net;
}

} // namespace ms::calibration
