#include "core/export/burst_network.h"

#include "core/export/polyline.h"

#include <cstdio>

namespace ms::output {
namespace {

constexpr std::size_t kLongestId = 31; ///< of EPANET 2.2

/// `base`, or base2, base3 ...; cut so that it stays an EPANET id.
template <typename Taken>
std::string freeId(const std::string& base, const Taken& taken) {
    for (int i = 1;; ++i) {
        const std::string end = i == 1 ? std::string() : std::to_string(i);
        std::string id = base.substr(0, kLongestId - end.size()) + end;
        if (!taken(id)) return id;
    }
}

} // namespace

Result<BurstNetwork> withBurst(const network::Network& network, const SupposedBurst& burst) {
    const LinkIndex link = network.findLink(burst.pipe);
    if (!link.valid() || network.link(link).kind != network::LinkKind::pipe)
        return Error{ErrorCode::notFound, "the model has no such pipe, so the burst cannot be put into it", {}, burst.pipe, {}, {}};
    if (!(burst.position >= 0.001 && burst.position <= 0.999) || !(burst.flow_m3s > 0))
        return Error{ErrorCode::invalidInput, "a burst lies within its pipe and has a flow above zero", {}, burst.pipe, {}, {}};

    BurstNetwork made{network, {}, {}};
    network::Network& out = made.network;
    made.junction = freeId("BURST", [&](const std::string& id) { return network.findNode(id).valid(); });
    made.rest = freeId(burst.pipe.substr(0, kLongestId - 2) + "_B", [&](const std::string& id) { return network.findLink(id).valid(); });

    const network::Node &from = network.node(network.link(link).from), &to = network.node(network.link(link).to);
    // A demand without a pattern would follow the default one, so the burst gets a pattern of its own that stands still.
    network::Pattern constant;
    constant.id = freeId("BURST", [&](const std::string& id) {
        for (const network::Pattern& p : network.patterns)
            if (p.id == id) return true;
        return false;
    });
    constant.factors = {1};
    out.patterns.push_back(std::move(constant));

    network::Node junction;
    junction.id = made.junction;
    junction.elevation_m = from.elevation_m + burst.position * (to.elevation_m - from.elevation_m);
    const double multiplier = network.options.demandMultiplier > 0 ? network.options.demandMultiplier : 1;
    junction.demands = {{burst.flow_m3s / multiplier, static_cast<int>(out.patterns.size()) - 1, "burst"}};
    junction.comment = "hypothetical burst";

    network::Link& first = out.links[link.at()];
    network::Link rest = first;
    rest.id = made.rest;
    rest.minorLoss = first.minorLoss * (1 - burst.position);
    first.minorLoss *= burst.position;
    rest.checkValve = false;
    rest.status = network::LinkStatus::open;
    const std::vector<network::Point> line = network.line(link);
    if (line.size() > 1) {
        const AlongLine place = pointAlong(line, burst.position);
        junction.position = place.at;
        first.vertices.assign(line.begin() + 1, line.begin() + static_cast<std::ptrdiff_t>(place.piece) + 1);
        rest.vertices.assign(line.begin() + static_cast<std::ptrdiff_t>(place.piece) + 1, line.end() - 1);
    }
    const auto node = NodeIndex(static_cast<std::int64_t>(out.nodes.size()));
    first.to = node;
    rest.from = node;
    rest.length_m = first.length_m * (1 - burst.position);
    first.length_m *= burst.position;
    out.nodes.push_back(std::move(junction));
    out.links.push_back(std::move(rest));

    char flow[32];
    std::snprintf(flow, sizeof flow, "%.3f", burst.flow_m3s * 1000);
    for (char& c : flow)
        if (c == ',') c = '.';
    out.title += (out.title.empty() || out.title.back() == '\n' ? "" : "\n") + std::string("Mainsight: hypothetical burst of ") + flow +
                 " l/s in pipe " + burst.pipe + " at junction " + made.junction + (burst.what.empty() ? "" : ", " + burst.what);
    out.buildIndex();
    return made;
}

} // namespace ms::output
