#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/export/content.h"
#include "core/export/layers.h"

#include <string>
#include <vector>

namespace ms::output {

/// Writes `layers` with GDAL's `driver` ("GPKG", "GeoJSON", "LIBKML", "ESRI Shapefile") to `path`, which must not exist. GeoJSON and KML are turned
/// into WGS 84. Returns what could not be placed. Initialises GDAL once; thread-safe.
[[nodiscard]] Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver,
                                           const std::string& path);

} // namespace ms::output
