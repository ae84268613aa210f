#pragma once

#include "core/export/content.h"
#include "core/network/network.h"

#include <string>
#include <variant>
#include <vector>

namespace ms::output {

enum class Geometry {
    none,
    point,
    line,
    surroundings, ///< given as lines; written as the polygon that lies within `Feature::reach_m` of them
    mixed         ///< each feature its own
};

struct Field {
    enum class Type { text, integer, real };
    std::string name;      ///< "probability"
    std::string shortName; ///< at most ten characters, for Shapefile
    Type type = Type::text;
    std::string meaning; ///< one line for the field dictionary, with the unit
    bool operator==(const Field&) const = default;
};

/// A cell; monostate = nothing known.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct Feature {
    std::vector<std::vector<network::Point>> lines; ///< a point is one line of one point; empty = no position
    std::vector<Cell> cells;                        ///< one a field
    Geometry geometry = Geometry::none;             ///< what `lines` make
    double weight = 0;                              ///< 0..1, for colours
    double reach_m = 0;
};

/// A table with places: what every format writes, in its own way.
struct Layer {
    std::string name; ///< "pipes"
    Geometry geometry = Geometry::none;
    std::vector<Field> fields;
    std::vector<Feature> features;
};

/// pipes: every pipe of every event's area, most probable first; events; areas; sensors (with the evidence of the first event that has some);
/// mains: the whole network, only with `mains`.
[[nodiscard]] std::vector<Layer> layersOf(const Content& content, bool mains);

/// The layer with four more columns: x and y of each feature's middle in the project's coordinates, and the same as longitude and latitude where the
/// CRS is known. For tables, which have no geometry.
[[nodiscard]] Layer withPlaces(Layer layer, const Content& content);

/// All layers as one whose first field `layer` says where a row comes from and whose other fields are those of all, each name once.
[[nodiscard]] Layer oneLayer(const std::vector<Layer>& layers);

} // namespace ms::output
