#include "core/analysis/repair_match.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <set>

namespace ms::analysis {

std::vector<double> wayAlongPipes(const network::Network& network, LinkIndex from) {
    constexpr double far = std::numeric_limits<double>::infinity();
    std::vector<std::vector<std::pair<std::size_t, double>>> edges(network.nodes.size());
    for (const auto& link : network.links)
        if (link.kind == network::LinkKind::pipe) {
            edges[link.from.at()].emplace_back(link.to.at(), link.length_m);
            edges[link.to.at()].emplace_back(link.from.at(), link.length_m);
        }
    std::vector<double> node(network.nodes.size(), far);
    std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>> heap;
    const auto& start = network.link(from);
    for (const NodeIndex n : {start.from, start.to}) {
        node[n.at()] = start.length_m / 2;
        heap.push({start.length_m / 2, n.at()});
    }
    while (!heap.empty()) {
        const auto [way, n] = heap.top();
        heap.pop();
        if (way > node[n]) continue;
        for (const auto& [to, length] : edges[n])
            if (way + length < node[to]) {
                node[to] = way + length;
                heap.push({node[to], to});
            }
    }
    std::vector<double> links(network.links.size(), far);
    for (std::size_t i = 0; i < links.size(); ++i)
        links[i] = std::min(node[network.links[i].from.at()], node[network.links[i].to.at()]) + network.links[i].length_m / 2;
    links[from.at()] = 0;
    return links;
}

std::vector<std::size_t> repairsOnPipes(const Data& data) {
    std::vector<std::size_t> order;
    if (!data.network) return order;
    for (std::size_t r = 0; r < data.repairs.size(); ++r)
        if (data.repairs[r].completed && data.network->findLink(data.repairs[r].pipe).valid()) order.push_back(r);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return *data.repairs[a].completed < *data.repairs[b].completed; });
    return order;
}

std::vector<RepairHint> matchRepairs(const ModelFrame& frame, const Data& data, const std::vector<detection::ZoneTrack>& tracks,
                                     const std::vector<PlacedEvent>& placements, double reach_m, double leastMass) {
    std::vector<RepairHint> hints;
    const std::vector<std::size_t> order = repairsOnPipes(data);
    if (order.empty()) return hints;
    std::vector<std::vector<localisation::Candidate>> candidates;
    for (const auto& balance : frame.balances.zones) candidates.push_back(localisation::candidatePipes(*data.network, balance.links));
    std::set<std::pair<std::size_t, std::size_t>> taken;
    for (const std::size_t r : order) {
        const Instant at = *data.repairs[r].completed;
        const LinkIndex pipe = data.network->findLink(data.repairs[r].pipe);
        const std::vector<double> way = wayAlongPipes(*data.network, pipe);
        const PlacedEvent* best = nullptr;
        double most = leastMass;
        for (const PlacedEvent& p : placements) {
            if (p.zone >= tracks.size() || p.event >= tracks[p.zone].events.size() || taken.count({p.zone, p.event})) continue;
            const auto& links = frame.balances.zones[p.zone].links;
            if (std::find(links.begin(), links.end(), pipe) == links.end()) continue;
            const auto& tracked = tracks[p.zone].events[p.event];
            if (tracked.endedAt && *tracked.endedAt + days(3) < at && tracked.repairJob.empty()) continue; // had ended by itself
            bool believed = false;
            for (const auto& s : tracked.states)
                if (s.at <= at) believed = !s.withdrawn;
            if (!believed) continue;
            const PlacedRevision* known = nullptr;
            for (const auto& v : p.revisions)
                if (v.at <= at) known = &v;
            if (!known) continue;
            double mass = 0;
            for (std::size_t i = 0; i < known->pipes.size(); ++i) {
                const auto j = static_cast<std::size_t>(known->pipes[i]);
                if (j < candidates[p.zone].size() && way[candidates[p.zone][j].link.at()] <= reach_m)
                    mass += static_cast<double>(known->probability[i]);
            }
            if (mass > most) {
                most = mass;
                best = &p;
            }
        }
        if (!best) continue;
        taken.insert({best->zone, best->event});
        Instant started;
        for (const auto& s : tracks[best->zone].events[best->event].states)
            if (s.at <= at) started = s.startedAt;
        hints.push_back({r, started});
    }
    return hints;
}

} // namespace ms::analysis
