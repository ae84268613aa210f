#pragma once

#include "core/base/diagnostic.h"
#include "core/base/index.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ms::network {

/// A place in the plane of the network's coordinates (no CRS is implied).
struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

enum class NodeKind { junction, reservoir, tank };
enum class LinkKind { pipe, pump, valve };
enum class ValveKind { prv, psv, pbv, fcv, tcv, gpv, pcv };
enum class LinkStatus { open, closed, active };

/// One demand of a junction: base * pattern(t).
struct Demand {
    double base_m3s = 0;
    int pattern = -1; ///< index in Network::patterns; -1 = the default pattern, and none where there is no default
    std::string category;
    bool operator==(const Demand&) const = default;
};

struct Node {
    std::string id;
    NodeKind kind = NodeKind::junction;
    double elevation_m = 0; ///< of a reservoir: its head
    std::optional<Point> position;
    std::vector<Demand> demands;  ///< junctions; empty = none
    double emitter = 0;           ///< coefficient in m3/s per m^exponent; 0 = none
    int headPattern = -1;         ///< reservoirs
    double initialLevel_m = 0, minLevel_m = 0, maxLevel_m = 0, diameter_m = 0, minVolume_m3 = 0; ///< tanks
    int volumeCurve = -1;
    bool overflow = false;
    std::string tag, comment;
    bool operator==(const Node&) const = default;
};

struct Link {
    std::string id;
    LinkKind kind = LinkKind::pipe;
    NodeIndex from, to;
    double length_m = 0, diameter_m = 0;
    double roughness = 0;    ///< H-W: C; D-W: m; C-M: n
    double minorLoss = 0;    ///< K, of v^2/2g
    bool checkValve = false; ///< pipes
    LinkStatus status = LinkStatus::open; ///< at the start; valves: active unless [STATUS] fixes them
    ValveKind valveKind = ValveKind::prv;
    double setting = 0; ///< valves: m, m3/s or K by kind; pumps: relative speed
    int headCurve = -1, speedPattern = -1; ///< pumps; headCurve also: GPV's loss and PCV's characteristic
    double power_w = 0;                    ///< constant-power pumps; 0 = none
    double leakArea = 0, leakExpansion = 0; ///< [LEAKAGE]: m2 per m of pipe, m2 per m of pipe per m of pressure head
    std::vector<Point> vertices; ///< between the end nodes
    std::string tag, comment;
    bool operator==(const Link&) const = default;
};

struct Pattern {
    std::string id;
    std::vector<double> factors; ///< one a pattern step, repeated for ever
    bool operator==(const Pattern&) const = default;
};

struct CurvePoint {
    double x = 0, y = 0;
    bool operator==(const CurvePoint&) const = default;
};

struct Curve {
    std::string id;
    std::vector<CurvePoint> points; ///< in SI by the curve's use (head: m3/s, m; volume: m, m3; ...)
    bool operator==(const Curve&) const = default;
};

/// A network: nodes, links and what drives them, in SI. Immutable once read; changes are made on a copy or laid over it by core/hydraulics.
/// Node and link ids are two name spaces.
class Network {
public:
    std::string title;
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<Pattern> patterns;
    std::vector<Curve> curves;

    [[nodiscard]] NodeIndex findNode(std::string_view id) const; ///< invalid index when there is none
    [[nodiscard]] LinkIndex findLink(std::string_view id) const;
    [[nodiscard]] const Node& node(NodeIndex i) const { return nodes[i.at()]; }
    [[nodiscard]] const Link& link(LinkIndex i) const { return links[i.at()]; }
    /// The link as a line on the map: start node, vertices, end node. Empty when an end has no position.
    [[nodiscard]] std::vector<Point> line(LinkIndex i) const;
    /// Must be called once after nodes and links are filled; findNode and findLink need it.
    void buildIndex();

private:
    std::unordered_map<std::string, std::int32_t> m_nodeById, m_linkById;
};

} // namespace ms::network
