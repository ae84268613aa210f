#include "core/calibration/calibration.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <map>

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

std::vector<RoughnessGroup> roughnessGroups(const network::Network& network) {
    std::map<std::pair<double, int>, RoughnessGroup> groups; // by roughness on file and decimetre of diameter
    double total = 0;
    for (const auto& link : network.links) {
        if (link.kind != network::LinkKind::pipe || link.length_m <= 0) continue;
        const int decimetre = static_cast<int>(std::lround(link.diameter_m * 10));
        auto& group = groups[{link.roughness, decimetre}];
        group.length_m += link.length_m;
        group.pipes.push_back(link.id);
        total += link.length_m;
    }
    while (groups.size() > 1) {
        const auto least =
            std::min_element(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.second.length_m < b.second.length_m; });
        if (least->second.length_m >= total / 50 && groups.size() <= 24) break;
        auto nearest = groups.end();
        const auto apart = [&](const auto& g) {
            return std::abs(std::log(std::max(g.first.first, 1e-9) / std::max(least->first.first, 1e-9))) * 10 +
                   std::abs(g.first.second - least->first.second);
        };
        for (auto it = groups.begin(); it != groups.end(); ++it)
            if (it != least && (nearest == groups.end() || apart(*it) < apart(*nearest))) nearest = it;
        nearest->second.length_m += least->second.length_m;
        nearest->second.pipes.insert(nearest->second.pipes.end(), least->second.pipes.begin(), least->second.pipes.end());
        groups.erase(least);
    }
    std::vector<RoughnessGroup> result;
    for (auto& [key, group] : groups) {
        std::string roughness = std::to_string(key.first);
        roughness.erase(roughness.find_last_not_of('0') + 1);
        if (roughness.back() == '.') roughness.pop_back();
        group.name = "roughness " + roughness + ", about " + std::to_string(key.second * 100) + " mm";
        group.factor = {1, 1, 1};
        result.push_back(std::move(group));
    }
    return result;
}

FitGate gateOf(const Calibration& calibration) {
    constexpr double doubt = 3; // times the usual misfit
    FitGate gate;
    std::vector<double> misfits;
    for (const auto& l : calibration.loggers) misfits.push_back(l.after_m);
    if (!misfits.empty()) gate.usual_m = std::max(gate.usual_m, series::median(misfits));
    std::vector<const LoggerFit*> off;
    for (const auto& l : calibration.loggers)
        if (l.after_m > doubt * gate.usual_m) off.push_back(&l);
    std::stable_sort(off.begin(), off.end(), [](const auto* a, const auto* b) { return a->after_m > b->after_m; });
    for (const auto* l : off) gate.doubtful.push_back(l->sensor);
    return gate;
}

} // namespace ms::calibration
