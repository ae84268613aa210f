#pragma once

#include "core/analysis/analysis.h"
#include "core/base/index.h"
#include "core/base/units.h"
#include "core/network/network.h"
#include "core/series/sensor.h"
#include "ui/drawing/spatial_grid.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ms::drawing {

using network::Point;

enum class SymbolKind { reservoir, tank, pump, prv, valve };

/// A pipe's facts for tooltips, tables and popups; its line lies in MapContent::points.
struct MapPipe {
    std::string id, street, material;
    double length_m = 0;
    double diameter_m = 0; ///< 0 = not known
    bool isPipe = true;    ///< false: the link of a pump or valve, which gets a symbol
    LinkIndex link;        ///< in the network; in work without a model: of the GIS pipe; invalid for GIS pipes beside a model
};

struct MapSymbol {
    SymbolKind kind = SymbolKind::valve;
    std::string id;
    Point at;
    double angle = 0; ///< of the link, radians, anticlockwise from east
    bool isNode = false;
};

struct MapNode {
    std::string id;
    Point at;
    double elevation_m = 0;
    NodeIndex node; ///< in the network
};

struct MapSensor {
    std::string name, element, zone;
    Quantity quantity = Quantity::pressure;
    Point at;
};

/// What a map can show, in map coordinates (x east, y north, no CRS implied), with indices for culling and picking. Built once, then immutable:
/// share it as shared_ptr<const MapContent>; reading is safe from any thread. Things without a place are left out and counted.
struct MapContent {
    std::vector<MapPipe> pipes;
    std::vector<Point> points;        ///< the lines of all pipes, one after the other
    std::vector<std::uint32_t> first; ///< pipe i: points[first[i]] .. points[first[i + 1] - 1]; size pipes + 1
    std::vector<MapNode> nodes;
    std::vector<MapSymbol> symbols;
    std::vector<MapSensor> sensors;
    SpatialGrid pipeGrid, nodeGrid;
    Box bounds; ///< of everything; empty when nothing has a place
    std::size_t pipesWithoutPlace = 0, sensorsWithoutPlace = 0;

    [[nodiscard]] bool empty() const { return bounds.empty(); }
    /// Index of the pipe, or nullopt.
    [[nodiscard]] std::optional<std::uint32_t> findPipe(std::string_view id) const;
    [[nodiscard]] std::optional<std::uint32_t> findSensor(std::string_view name) const;
    [[nodiscard]] std::optional<std::uint32_t> findNode(std::string_view id) const;
    [[nodiscard]] std::optional<std::uint32_t> findLink(LinkIndex link) const;
    [[nodiscard]] std::optional<std::uint32_t> findNode(NodeIndex node) const;
    /// The pipe nearest to a place within `reach` (map units), or nullopt.
    [[nodiscard]] std::optional<std::uint32_t> nearestPipe(Point at, double reach) const;
    [[nodiscard]] std::optional<std::uint32_t> nearestNode(Point at, double reach) const;
    [[nodiscard]] std::optional<std::uint32_t> nearestSensor(Point at, double reach) const;
    /// Pipes with a segment that crosses or lies in the box.
    [[nodiscard]] std::vector<std::uint32_t> pipesIn(const Box& box) const;
    /// Half-way along the pipe's line.
    [[nodiscard]] Point middleOf(std::uint32_t pipe) const;

    std::unordered_map<std::string, std::uint32_t> pipeById, sensorByName, nodeById; ///< filled by buildMapContent
    std::unordered_map<LinkIndex, std::uint32_t> pipeByLink;
    std::unordered_map<NodeIndex, std::uint32_t> nodeByIndex;
};

/// `net` may be null (work without a model); GIS pipes whose id the network already has are taken from the network. A sensor stands at its
/// own x, y, or at the node or half-way along the pipe that it names.
[[nodiscard]] MapContent buildMapContent(const network::Network* net, const std::vector<analysis::GisPipe>& gisPipes,
                                         const std::vector<series::Sensor>& sensors);

} // namespace ms::drawing
