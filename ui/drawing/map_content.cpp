#include "ui/drawing/map_content.h"

#include <algorithm>
#include <cmath>

namespace ms::drawing {
namespace {

template <typename Key>
std::optional<std::uint32_t> lookUp(const std::unordered_map<Key, std::uint32_t>& map, const Key& key) {
    const auto it = map.find(key);
    if (it == map.end()) return std::nullopt;
    return it->second;
}

void addPipe(MapContent& content, MapPipe pipe, const std::vector<Point>& line) {
    if (line.size() < 2) {
        ++content.pipesWithoutPlace;
        return;
    }
    const auto index = static_cast<std::uint32_t>(content.pipes.size());
    content.pipeById.emplace(pipe.id, index);
    if (pipe.link.valid()) content.pipeByLink.emplace(pipe.link, index);
    content.pipes.push_back(std::move(pipe));
    content.points.insert(content.points.end(), line.begin(), line.end());
    content.first.push_back(static_cast<std::uint32_t>(content.points.size()));
}

void addNetwork(MapContent& content, const network::Network& net) {
    using network::LinkKind;
    using network::NodeKind;
    for (std::size_t i = 0; i < net.nodes.size(); ++i) {
        const network::Node& node = net.nodes[i];
        if (!node.position) continue;
        const NodeIndex index(static_cast<std::int64_t>(i));
        content.nodeById.emplace(node.id, static_cast<std::uint32_t>(content.nodes.size()));
        content.nodeByIndex.emplace(index, static_cast<std::uint32_t>(content.nodes.size()));
        content.nodes.push_back({node.id, *node.position, node.elevation_m, index});
        if (node.kind == NodeKind::junction) continue;
        const auto kind = node.kind == NodeKind::tank ? SymbolKind::tank : SymbolKind::reservoir;
        content.symbols.push_back({kind, node.id, *node.position, 0, true});
    }
    for (std::size_t i = 0; i < net.links.size(); ++i) {
        const network::Link& link = net.links[i];
        const LinkIndex index(static_cast<std::int64_t>(i));
        const std::vector<Point> line = net.line(index);
        MapPipe pipe{link.id, link.tag.empty() ? link.comment : link.tag, {}, link.length_m, link.diameter_m, link.kind == LinkKind::pipe, index};
        addPipe(content, std::move(pipe), line);
        if (link.kind == LinkKind::pipe || line.size() < 2) continue;
        const auto kind = link.kind == LinkKind::pump                 ? SymbolKind::pump
                          : link.valveKind == network::ValveKind::prv ? SymbolKind::prv
                                                                      : SymbolKind::valve;
        const Point middle = content.middleOf(static_cast<std::uint32_t>(content.pipes.size() - 1));
        const double angle = std::atan2(line.back().y - line.front().y, line.back().x - line.front().x);
        content.symbols.push_back({kind, link.id, middle, angle, false});
    }
}

void addSensor(MapContent& content, const series::Sensor& sensor) {
    std::optional<Point> at;
    if (sensor.x && sensor.y)
        at = Point{*sensor.x, *sensor.y};
    else if (const auto node = content.findNode(sensor.element))
        at = content.nodes[*node].at;
    else if (const auto pipe = content.findPipe(sensor.element))
        at = content.middleOf(*pipe);
    if (!at) {
        ++content.sensorsWithoutPlace;
        return;
    }
    content.sensorByName.emplace(sensor.name, static_cast<std::uint32_t>(content.sensors.size()));
    content.sensors.push_back({sensor.name, sensor.element, sensor.zone, sensor.quantity, *at});
}

bool segmentTouches(const Box& box, Point a, Point b) {
    if (box.contains(a.x, a.y) || box.contains(b.x, b.y)) return true;
    double t0 = 0, t1 = 1; // Liang-Barsky clipping
    const double dx = b.x - a.x, dy = b.y - a.y;
    const auto clip = [&](double p, double q) {
        if (p == 0) return q >= 0;
        const double r = q / p;
        if (p < 0)
            t0 = std::max(t0, r);
        else
            t1 = std::min(t1, r);
        return t0 <= t1;
    };
    return clip(-dx, a.x - box.x0) && clip(dx, box.x1 - a.x) && clip(-dy, a.y - box.y0) && clip(dy, box.y1 - a.y);
}

} // namespace

MapContent buildMapContent(const network::Network* net, const std::vector<analysis::GisPipe>& gisPipes, const std::vector<series::Sensor>& sensors) {
    MapContent content;
    const std::size_t pipes = (net ? net->links.size() : 0) + gisPipes.size(), nodes = net ? net->nodes.size() : 0;
    content.pipes.reserve(pipes); // the names of 100,000 pipes are put in their places once
    content.first.reserve(pipes + 1);
    content.points.reserve(2 * pipes);
    content.pipeById.reserve(pipes);
    content.pipeByLink.reserve(pipes);
    content.nodes.reserve(nodes);
    content.nodeById.reserve(nodes);
    content.nodeByIndex.reserve(nodes);
    content.first.push_back(0);
    if (net) addNetwork(content, *net);
    for (std::size_t i = 0; i < gisPipes.size(); ++i) {
        const analysis::GisPipe& gis = gisPipes[i];
        if (const auto known = content.findPipe(gis.id)) { // the model knows the pipe, GIS knows street and material
            MapPipe& pipe = content.pipes[*known];
            if (!gis.street.empty()) pipe.street = gis.street;
            if (!gis.material.empty()) pipe.material = gis.material;
            continue;
        }
        const LinkIndex index = net ? LinkIndex{} : LinkIndex(static_cast<std::int64_t>(i));
        addPipe(content, {gis.id, gis.street, gis.material, gis.length_m, gis.diameter_m.value_or(0), true, index}, gis.line);
    }
    for (const series::Sensor& sensor : sensors) addSensor(content, sensor);

    std::vector<Box> boxes(content.pipes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::uint32_t k = content.first[i]; k < content.first[i + 1]; ++k) boxes[i].add(content.points[k].x, content.points[k].y);
    content.pipeGrid = SpatialGrid(std::move(boxes));
    std::vector<Box> spots(content.nodes.size());
    for (std::size_t i = 0; i < spots.size(); ++i) spots[i].add(content.nodes[i].at.x, content.nodes[i].at.y);
    content.nodeGrid = SpatialGrid(std::move(spots));
    content.bounds.add(content.pipeGrid.bounds());
    content.bounds.add(content.nodeGrid.bounds());
    for (const MapSensor& sensor : content.sensors) content.bounds.add(sensor.at.x, sensor.at.y);
    return content;
}

std::optional<std::uint32_t> MapContent::findPipe(std::string_view id) const { return lookUp(pipeById, std::string(id)); }
std::optional<std::uint32_t> MapContent::findSensor(std::string_view name) const { return lookUp(sensorByName, std::string(name)); }
std::optional<std::uint32_t> MapContent::findNode(std::string_view id) const { return lookUp(nodeById, std::string(id)); }

std::optional<std::uint32_t> MapContent::findLink(LinkIndex link) const { return lookUp(pipeByLink, link); }
std::optional<std::uint32_t> MapContent::findNode(NodeIndex node) const { return lookUp(nodeByIndex, node); }

std::optional<std::uint32_t> MapContent::nearestPipe(Point at, double reach) const {
    std::optional<std::uint32_t> best;
    double best2 = reach * reach;
    pipeGrid.query(Box{at.x, at.y, at.x, at.y}.grown(reach), [&](std::uint32_t i) {
        for (std::uint32_t k = first[i]; k + 1 < first[i + 1]; ++k) {
            const double d2 = squaredDistance(at.x, at.y, points[k].x, points[k].y, points[k + 1].x, points[k + 1].y);
            if (d2 > best2 || (best && d2 == best2)) continue;
            best2 = d2;
            best = i;
        }
    });
    return best;
}

std::optional<std::uint32_t> MapContent::nearestNode(Point at, double reach) const {
    std::optional<std::uint32_t> best;
    double best2 = reach * reach;
    nodeGrid.query(Box{at.x, at.y, at.x, at.y}.grown(reach), [&](std::uint32_t i) {
        const double dx = nodes[i].at.x - at.x, dy = nodes[i].at.y - at.y;
        if (dx * dx + dy * dy > best2) return;
        best2 = dx * dx + dy * dy;
        best = i;
    });
    return best;
}

std::optional<std::uint32_t> MapContent::nearestSensor(Point at, double reach) const {
    std::optional<std::uint32_t> best; // sensors are few: a scan is fastest
    double best2 = reach * reach;
    for (std::uint32_t i = 0; i < sensors.size(); ++i) {
        const double dx = sensors[i].at.x - at.x, dy = sensors[i].at.y - at.y;
        if (dx * dx + dy * dy > best2) continue;
        best2 = dx * dx + dy * dy;
        best = i;
    }
    return best;
}

std::vector<std::uint32_t> MapContent::pipesIn(const Box& box) const {
    std::vector<std::uint32_t> found;
    pipeGrid.query(box, [&](std::uint32_t i) {
        for (std::uint32_t k = first[i]; k + 1 < first[i + 1]; ++k) {
            if (!segmentTouches(box, points[k], points[k + 1])) continue;
            found.push_back(i);
            return;
        }
    });
    std::sort(found.begin(), found.end());
    return found;
}

Point MapContent::middleOf(std::uint32_t pipe) const {
    double total = 0;
    const auto step = [&](std::uint32_t k) { return std::hypot(points[k + 1].x - points[k].x, points[k + 1].y - points[k].y); };
    for (std::uint32_t k = first[pipe]; k + 1 < first[pipe + 1]; ++k) total += step(k);
    double left = total / 2;
    for (std::uint32_t k = first[pipe]; k + 1 < first[pipe + 1]; ++k) {
        const double length = step(k);
        if (length >= left && length > 0) {
            const double f = left / length;
            return {points[k].x + f * (points[k + 1].x - points[k].x), points[k].y + f * (points[k + 1].y - points[k].y)};
        }
        left -= length;
    }
    return points[first[pipe]];
}

} // namespace ms::drawing
