#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/network/gis_pipe.h"

#include <string>
#include <vector>

namespace ms::ingest {

struct GisPipes {
    std::vector<network::GisPipe> pipes;
    std::string crs; ///< "EPSG:27700" of the file, empty when it names none; coordinates are in the wanted CRS if one was given, else in this
    Diagnostics diagnostics;
};

/// Reads lines of a GIS file (GeoPackage, GeoJSON, Shapefile, TAB, MIF, KML, GML, file geodatabase ...): every line layer, multi-lines cut into
/// parts. Attributes by name: id, length, diameter (mm or m, by their size), material, street. `crs` ("EPSG:27700") is what the coordinates are
/// turned into; empty = left.
[[nodiscard]] Result<GisPipes> readGisPipes(const std::string& path, const std::string& crs = {});

} // namespace ms::ingest
