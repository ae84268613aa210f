#include "core/analysis/surrogate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

namespace ms::analysis {

using network::Network;
using network::Point;

namespace {

constexpr double kHead_m = 100; ///< of every inlet; only differences matter
constexpr double kDemandPerMetre = 1e-8;

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Ends of pipes as nodes: those within the snap distance are one.
class Nodes {
public:
    Nodes(Network& net, double snap_m) : m_net(net), m_snap(std::max(snap_m, 1e-3)) {}

    /// `but` is a node that it must not be: the other end of a short pipe.
    NodeIndex at(const Point& p, NodeIndex but = {}) {
        const auto cellX = static_cast<std::int64_t>(std::floor(p.x / m_snap)), cellY = static_cast<std::int64_t>(std::floor(p.y / m_snap));
        for (std::int64_t x = cellX - 1; x <= cellX + 1; ++x)
            for (std::int64_t y = cellY - 1; y <= cellY + 1; ++y)
                if (const auto found = m_cells.find({x, y}); found != m_cells.end())
                    for (const NodeIndex n : found->second)
                        if (n != but && distance(*m_net.node(n).position, p) <= m_snap) return n;
        network::Node node;
        node.id = "~" + std::to_string(m_net.nodes.size() + 1);
        node.position = p;
        m_net.nodes.push_back(std::move(node));
        const NodeIndex made(static_cast<std::int64_t>(m_net.nodes.size()) - 1);
        m_cells[{cellX, cellY}].push_back(made);
        return made;
    }

private:
    Network& m_net;
    double m_snap;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<NodeIndex>> m_cells;
};

/// Where a point lies on a line: how far off, and how far along.
struct Foot {
    double off_m = std::numeric_limits<double>::infinity(), along_m = 0, length_m = 0;
};

Foot footOn(const std::vector<Point>& line, const Point& p) {
    Foot foot;
    double along = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y, length = std::hypot(dx, dy);
        const double f = length > 0 ? std::clamp(((p.x - line[i - 1].x) * dx + (p.y - line[i - 1].y) * dy) / (length * length), 0.0, 1.0) : 0;
        const double off = distance(p, {line[i - 1].x + f * dx, line[i - 1].y + f * dy});
        if (off < foot.off_m) {
            foot.off_m = off;
            foot.along_m = along + f * length;
        }
        along += length;
    }
    foot.length_m = along;
    return foot;
}

double roughnessOf(const std::string& material, double otherwise) {
    for (const char* plastic : {"PE", "PVC", "HPPE", "MDPE", "HDPE", "uPVC", "MOPVC"})
        if (material.find(plastic) != std::string::npos) return otherwise + 25;
    return otherwise;
}

network::Link pipe(std::string id, NodeIndex from, NodeIndex to, double length_m, double diameter_m, double roughness) {
    network::Link link;
    link.id = std::move(id);
    link.from = from;
    link.to = to;
    link.length_m = std::max(length_m, 0.1);
    link.diameter_m = diameter_m;
    link.roughness = roughness;
    return link;
}

/// An end that touches the middle of another pipe is joined to that pipe's nearer end by a pipe as long as the way along it.
void joinTees(Network& net, std::size_t pipes, double snap_m) {
    std::vector<int> degree(net.nodes.size(), 0);
    for (std::size_t i = 0; i < pipes; ++i) {
        ++degree[net.links[i].from.at()];
        ++degree[net.links[i].to.at()];
    }
    std::vector<network::Link> joints;
    for (std::size_t n = 0; n < degree.size(); ++n) {
        if (degree[n] != 1) continue;
        const Point p = *net.nodes[n].position;
        for (std::size_t i = 0; i < pipes; ++i) {
            const auto& l = net.links[i];
            if (l.from.at() == n || l.to.at() == n) continue;
            const auto line = net.line(LinkIndex(static_cast<std::int64_t>(i)));
            const Foot foot = footOn(line, p);
            if (foot.off_m > snap_m) continue;
            const bool first = foot.along_m <= foot.length_m - foot.along_m;
            joints.push_back(pipe("~joint " + std::to_string(n), NodeIndex(static_cast<std::int64_t>(n)), first ? l.from : l.to,
                                  std::min(foot.along_m, foot.length_m - foot.along_m), l.diameter_m, l.roughness));
            break;
        }
    }
    for (auto& j : joints) net.links.push_back(std::move(j));
}

/// [nodes] the zone whose sensor is nearest along the pipes; -1 where none is reached.
std::vector<int> nearestZone(const Network& net, const std::vector<std::pair<NodeIndex, int>>& seeds) {
    std::vector<std::vector<std::pair<std::size_t, double>>> next(net.nodes.size());
    for (const auto& l : net.links) {
        next[l.from.at()].emplace_back(l.to.at(), l.length_m);
        next[l.to.at()].emplace_back(l.from.at(), l.length_m);
    }
    std::vector<double> way(net.nodes.size(), std::numeric_limits<double>::infinity());
    std::vector<int> zone(net.nodes.size(), -1);
    using Item = std::pair<double, std::size_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    for (const auto& [node, z] : seeds) {
        if (way[node.at()] == 0) continue;
        way[node.at()] = 0;
        zone[node.at()] = z;
        queue.emplace(0, node.at());
    }
    while (!queue.empty()) {
        const auto [w, n] = queue.top();
        queue.pop();
        if (w > way[n]) continue;
        for (const auto& [m, length] : next[n])
            if (w + length < way[m]) {
                way[m] = w + length;
                zone[m] = zone[n];
                queue.emplace(way[m], m);
            }
    }
    return zone;
}

} // namespace

DmaGround groundOfGis(const Data& data, const detection::Balances& balances, const SurrogateOptions& options) {
    DmaGround ground;
    auto net = std::make_shared<Network>();
    net->options.headloss = network::HeadlossFormula::hazenWilliams;
    Nodes nodes(*net, options.snap_m);
    for (const auto& p : data.gisPipes) {
        if (p.line.size() < 2 || !(p.length_m > 0)) continue;
        const NodeIndex from = nodes.at(p.line.front()), to = nodes.at(p.line.back(), from);
        network::Link link = pipe(p.id, from, to, p.length_m, p.diameter_m.value_or(options.diameter_m), roughnessOf(p.material, options.roughness));
        link.vertices.assign(p.line.begin() + 1, p.line.end() - 1);
        net->links.push_back(std::move(link));
    }
    if (net->links.empty()) return ground;
    const std::size_t pipes = net->links.size(), junctions = net->nodes.size();
    for (const auto& l : net->links)
        for (const NodeIndex end : {l.from, l.to}) {
            auto& demands = net->nodes[end.at()].demands;
            if (demands.empty()) demands.push_back({0, -1, {}});
            demands.front().base_m3s += 0.5 * kDemandPerMetre * l.length_m;
        }
    joinTees(*net, pipes, options.snap_m);
    const auto nodeNear = [&](const series::Sensor& s) {
        NodeIndex best;
        if (!s.x || !s.y) return best;
        double nearest = options.reachOfSensor_m;
        for (std::size_t n = 0; n < junctions; ++n)
            if (const double d = distance(*net->nodes[n].position, {*s.x, *s.y}); d < nearest) {
                nearest = d;
                best = NodeIndex(static_cast<std::int64_t>(n));
            }
        return best;
    };
    std::vector<std::pair<NodeIndex, int>> seeds;
    for (std::size_t z = 0; z < balances.zones.size(); ++z) {
        const detection::Balance& b = balances.zones[z];
        DmaGround::Zone zone;
        zone.quick = isQuick(b, data);
        for (const std::size_t i : b.pressures())
            if (const NodeIndex n = nodeNear(data.sensors[i].sensor); n.valid() && data.sensors[i].readings.size() > 0) {
                zone.loggers.push_back({i, n});
                seeds.emplace_back(n, static_cast<int>(z));
            }
        bool fed = false;
        for (const auto& flow : b.flows) {
            DmaGround::Inlet inlet{flow.sensor, flow.sign, {}, 1};
            if (const NodeIndex n = nodeNear(data.sensors[flow.sensor].sensor); n.valid()) {
                network::Node source;
                source.id = "~inlet " + std::to_string(flow.sensor);
                source.kind = network::NodeKind::reservoir;
                source.elevation_m = kHead_m;
                source.position = net->node(n).position;
                net->nodes.push_back(std::move(source));
                inlet.link = LinkIndex(static_cast<std::int64_t>(net->links.size()));
                net->links.push_back(
                    pipe("~meter " + std::to_string(flow.sensor), NodeIndex(static_cast<std::int64_t>(net->nodes.size()) - 1), n, 5, 0.3, 130));
                seeds.emplace_back(n, static_cast<int>(z));
                fed = true;
            }
            zone.inlets.push_back(inlet);
        }
        zone.quick = zone.quick && fed;
        ground.zones.push_back(std::move(zone));
    }
    net->buildIndex();
    const std::vector<int> zoneOf = nearestZone(*net, seeds);
    for (std::size_t n = 0; n < junctions; ++n) {
        if (zoneOf[n] >= 0)
            ground.zones[static_cast<std::size_t>(zoneOf[n])].nodes.emplace_back(static_cast<std::int64_t>(n));
        else
            net->nodes[n].demands.clear(); // a piece that no inlet reaches
    }
    for (std::size_t i = 0; i < pipes; ++i) {
        const int z = zoneOf[net->links[i].from.at()];
        for (std::size_t k = 0; k < ground.zones.size(); ++k) // pieces out of reach may belong to any zone
            if (z < 0 || static_cast<std::size_t>(z) == k)
                ground.zones[k].candidates.push_back({LinkIndex(static_cast<std::int64_t>(i)), net->links[i].id, net->links[i].length_m});
    }
    ground.network = std::move(net);
    ground.error = 2;
    ground.temper = 1.3;
    return ground;
}

} // namespace ms::analysis
