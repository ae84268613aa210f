#include "core/network/network.h"

namespace ms::network {

NodeIndex Network::findNode(std::string_view id) const {
    const auto found = m_nodeById.find(std::string(id));
    return found == m_nodeById.end() ? NodeIndex{} : NodeIndex{found->second};
}

LinkIndex Network::findLink(std::string_view id) const {
    const auto found = m_linkById.find(std::string(id));
    return found == m_linkById.end() ? LinkIndex{} : LinkIndex{found->second};
}

std::vector<Point> Network::line(LinkIndex i) const {
    const Link& l = link(i);
    const Node& a = node(l.from);
    const Node& b = node(l.to);
    if (!a.position || !b.position) return {};
    std::vector<Point> points{*a.position};
    points.insert(points.end(), l.vertices.begin(), l.vertices.end());
    points.push_back(*b.position);
    return points;
}

void Network::buildIndex() {
    m_nodeById.clear();
    m_linkById.clear();
    m_nodeById.reserve(nodes.size());
    m_linkById.reserve(links.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) m_nodeById.emplace(nodes[i].id, static_cast<std::int32_t>(i));
    for (std::size_t i = 0; i < links.size(); ++i) m_linkById.emplace(links[i].id, static_cast<std::int32_t>(i));
}

} // namespace ms::network
