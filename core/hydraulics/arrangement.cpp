#include "core/hydraulics/model_data.h"

#include <algorithm>
#include <numeric>

namespace ms::hydraulics::detail {
namespace {

using network::Network;
using network::NodeKind;

struct Adjacency {
    std::vector<std::vector<std::int32_t>> links;
    explicit Adjacency(const Network& net) : links(net.nodes.size()) {
        for (std::size_t k = 0; k < net.links.size(); ++k) {
            links[net.links[k].from.at()].push_back(static_cast<std::int32_t>(k));
            links[net.links[k].to.at()].push_back(static_cast<std::int32_t>(k));
        }
    }
};

struct ForestNode {
    std::int32_t node, parent, link;
};

std::int32_t otherEnd(const network::Link& link, std::int32_t node) { return link.from.value == node ? link.to.value : link.from.value; }

/// Peels junctions that hang on the rest by one plain pipe, again and again: leaves first.
std::vector<ForestNode> findForest(const Network& net, const Adjacency& adjacency, const std::vector<bool>& changeable) {
    const std::size_t n = net.nodes.size();
    std::vector<std::int32_t> degree(n);
    std::vector<bool> gone(n, false);
    std::vector<std::int32_t> stack;
    for (std::size_t i = 0; i < n; ++i) {
        degree[i] = static_cast<std::int32_t>(adjacency.links[i].size());
        if (degree[i] == 1 && net.nodes[i].kind == NodeKind::junction) stack.push_back(static_cast<std::int32_t>(i));
    }
    std::vector<ForestNode> forest;
    while (!stack.empty()) {
        const std::int32_t node = stack.back();
        stack.pop_back();
        if (gone[static_cast<std::size_t>(node)] || degree[static_cast<std::size_t>(node)] != 1) continue;
        for (const std::int32_t k : adjacency.links[static_cast<std::size_t>(node)]) {
            const std::int32_t parent = otherEnd(net.links[static_cast<std::size_t>(k)], node);
            if (gone[static_cast<std::size_t>(parent)]) continue;
            if (changeable[static_cast<std::size_t>(k)]) break;
            gone[static_cast<std::size_t>(node)] = true;
            forest.push_back({node, parent, k});
            if (--degree[static_cast<std::size_t>(parent)] == 1 && net.nodes[static_cast<std::size_t>(parent)].kind == NodeKind::junction)
                stack.push_back(parent);
            break;
        }
    }
    return forest;
}

} // namespace

void arrange(ModelData& data, const std::vector<bool>& changeable) {
    const Network& net = *data.net;
    const std::size_t n = net.nodes.size(), m = net.links.size();
    const Adjacency adjacency(net);
    const std::vector<ForestNode> forest = findForest(net, adjacency, changeable);
    std::vector<std::int32_t> role(n, 0); // 0 core, 1 forest, 2 fixed
    std::vector<bool> forestLink(m, false);
    for (std::size_t i = 0; i < n; ++i)
        if (net.nodes[i].kind != NodeKind::junction) role[i] = 2;
    for (const ForestNode& f : forest) {
        role[static_cast<std::size_t>(f.node)] = 1;
        forestLink[static_cast<std::size_t>(f.link)] = true;
    }
    // Core in elimination order.
    std::vector<std::int32_t> coreIndex(n, -1), coreNodes;
    for (std::size_t i = 0; i < n; ++i)
        if (role[i] == 0) {
            coreIndex[i] = static_cast<std::int32_t>(coreNodes.size());
            coreNodes.push_back(static_cast<std::int32_t>(i));
        }
    std::vector<std::pair<std::int32_t, std::int32_t>> edges;
    for (const auto& link : net.links) {
        const auto a = coreIndex[link.from.at()], b = coreIndex[link.to.at()];
        if (a >= 0 && b >= 0) edges.emplace_back(a, b);
    }
    data.core = static_cast<std::int32_t>(coreNodes.size());
    data.forest = static_cast<std::int32_t>(forest.size());
    data.nodes = static_cast<std::int32_t>(n);
    data.links = static_cast<std::int32_t>(m);
    const auto order = data.core > 0 ? eliminationOrder(data.core, edges) : std::vector<std::int32_t>{};
    data.outNode.reserve(n);
    for (const std::int32_t k : order) data.outNode.push_back(coreNodes[static_cast<std::size_t>(k)]);
    for (const ForestNode& f : forest) data.outNode.push_back(f.node);
    for (std::size_t i = 0; i < n; ++i)
        if (role[i] == 2) data.outNode.push_back(static_cast<std::int32_t>(i));
    data.nodeOf.assign(n, -1);
    for (std::size_t i = 0; i < n; ++i) data.nodeOf[static_cast<std::size_t>(data.outNode[i])] = static_cast<std::int32_t>(i);
    // Links.
    data.outLink.reserve(m);
    for (std::size_t k = 0; k < m; ++k)
        if (!forestLink[k] && !changeable[k]) data.outLink.push_back(static_cast<std::int32_t>(k));
    data.plain = static_cast<std::int32_t>(data.outLink.size());
    // Plain pipes in the order of their rows, so that the matrix is filled nearly in sequence.
    const auto firstRow = [&](std::int32_t k) {
        const auto& link = net.links[static_cast<std::size_t>(k)];
        return std::min(data.nodeOf[link.from.at()], data.nodeOf[link.to.at()]);
    };
    std::stable_sort(data.outLink.begin(), data.outLink.end(), [&](std::int32_t a, std::int32_t b) { return firstRow(a) < firstRow(b); });
    for (std::size_t k = 0; k < m; ++k)
        if (!forestLink[k] && changeable[k]) data.outLink.push_back(static_cast<std::int32_t>(k));
    data.special = static_cast<std::int32_t>(data.outLink.size()) - data.plain;
    for (const ForestNode& f : forest) {
        data.outLink.push_back(f.link);
        data.forestParent.push_back(data.nodeOf[static_cast<std::size_t>(f.parent)]);
    }
    data.linkOf.assign(m, -1);
    for (std::size_t k = 0; k < m; ++k) data.linkOf[static_cast<std::size_t>(data.outLink[k])] = static_cast<std::int32_t>(k);
    data.from.resize(m);
    data.to.resize(m);
    for (std::size_t k = 0; k < m; ++k) {
        const auto& link = net.links[static_cast<std::size_t>(data.outLink[k])];
        data.from[k] = data.nodeOf[link.from.at()];
        data.to[k] = data.nodeOf[link.to.at()];
    }
    // The matrix.
    edges.clear();
    for (std::size_t k = 0; k < m; ++k)
        if (data.from[k] < data.core && data.to[k] < data.core) edges.emplace_back(data.from[k], data.to[k]);
    data.pattern = makePattern(data.core, edges);
    data.slot.assign(m, data.pattern.entries());
    for (std::size_t k = 0; k < m; ++k)
        if (data.from[k] < data.core && data.to[k] < data.core) data.slot[k] = data.pattern.find(data.from[k], data.to[k]);
    data.adjacencyStart.assign(n + 1, 0);
    for (std::size_t k = 0; k < m; ++k) {
        ++data.adjacencyStart[static_cast<std::size_t>(data.from[k]) + 1];
        ++data.adjacencyStart[static_cast<std::size_t>(data.to[k]) + 1];
    }
    std::partial_sum(data.adjacencyStart.begin(), data.adjacencyStart.end(), data.adjacencyStart.begin());
    data.adjacencyLink.resize(2 * m);
    std::vector<std::int32_t> next(data.adjacencyStart.begin(), data.adjacencyStart.end() - 1);
    for (std::size_t k = 0; k < m; ++k) {
        data.adjacencyLink[static_cast<std::size_t>(next[static_cast<std::size_t>(data.from[k])]++)] = static_cast<std::int32_t>(k);
        data.adjacencyLink[static_cast<std::size_t>(next[static_cast<std::size_t>(data.to[k])]++)] = static_cast<std::int32_t>(k);
    }
    // Parts without a tank or reservoir.
    std::vector<bool> reached(n, false);
    std::vector<std::int32_t> stack;
    const auto walk = [&] {
        while (!stack.empty()) {
            const auto node = static_cast<std::size_t>(stack.back());
            stack.pop_back();
            for (std::int32_t a = data.adjacencyStart[node]; a < data.adjacencyStart[node + 1]; ++a) {
                const auto k = static_cast<std::size_t>(data.adjacencyLink[static_cast<std::size_t>(a)]);
                const auto other = data.from[k] == static_cast<std::int32_t>(node) ? data.to[k] : data.from[k];
                if (!reached[static_cast<std::size_t>(other)]) {
                    reached[static_cast<std::size_t>(other)] = true;
                    stack.push_back(other);
                }
            }
        }
    };
    for (std::int32_t i = data.core + data.forest; i < data.nodes; ++i) {
        reached[static_cast<std::size_t>(i)] = true;
        stack.push_back(i);
    }
    walk();
    for (std::int32_t i = 0; i < data.core; ++i) {
        if (reached[static_cast<std::size_t>(i)]) continue;
        data.pinned.push_back(i);
        reached[static_cast<std::size_t>(i)] = true;
        stack.push_back(i);
        walk();
    }
}

} // namespace ms::hydraulics::detail
