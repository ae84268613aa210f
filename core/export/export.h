#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/export/content.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace ms::output {

enum class Format { geopackage, geojson, kml, shapefile, csv, xlsx, inp };

[[nodiscard]] std::optional<Format> formatFromString(std::string_view name); ///< "gpkg", "geojson", "kml", "shp", "csv", "xlsx", "inp"
[[nodiscard]] std::string_view nameOf(Format format);

struct Written {
    std::vector<std::string> files; ///< every file that was made, the one asked for first
    Diagnostics diagnostics;        ///< what could not be placed or was left out
};

/// Writes `content` to `path`. Each file appears under its name only when it is whole: it is written beside it under another name and renamed, and
/// replaces what was there. Not called on a path that others read at that moment.
///
/// - geopackage: layers pipes, events, areas, sensors, mains, each with a style that QGIS applies by itself (table layer_styles), and the table
/// evidence.
/// - geojson: one FeatureCollection in WGS 84 as RFC 7946 asks; the property `layer` tells pipes, events, areas and sensors apart.
/// - kml: a folder a layer, coloured; WGS 84. A path ending in .kmz gives the compressed form.
/// - shapefile: STEM_pipes.shp, STEM_events.shp, STEM_areas.shp, STEM_sensors.shp, and STEM_fields.csv that explains the ten-character names.
/// - csv: the ranked pipes in `path`; beside it STEM_events.csv, STEM_evidence.csv and, where there are any, STEM_series.csv and STEM_notes.csv.
/// UTF-8
///   with a byte order mark, comma, ISO times with offset; a text that a spreadsheet would take for a formula is preceded by an apostrophe.
/// - xlsx: the same as sheets of one workbook, with the sensors and a dictionary of the columns.
/// - inp: the model with the burst in the middle of the most probable pipe (burst_network.h); of several events STEM-ID.inp each. Events without an
/// area
///   are left out with a diagnostic; unsupported without a model.
///
/// Errors: unwritable with the path; unsupported for kml and geojson without a CRS. Thread-safe for different paths.
/// `stop` is looked at between files; then the error is `cancelled`.
[[nodiscard]] Result<Written> write(const Content& content, Format format, const std::string& path, std::stop_token stop = {});

} // namespace ms::output
