#pragma once

#include <string>

namespace ms::output {

/// QGIS's style document for a layer of that name: pipes by probability in viridis, areas outlined, events and sensors as markers.
[[nodiscard]] std::string qmlOf(const std::string& layer);

/// OGR's style string of a feature, which KML carries: `weight` 0..1 picks the colour.
[[nodiscard]] std::string ogrStyleOf(const std::string& layer, double weight);

/// "#rrggbb" of the viridis scale at 0..1 (van der Walt and Smith 2015), reversed so that the most probable is darkest.
[[nodiscard]] std::string viridis(double weight);

} // namespace ms::output
