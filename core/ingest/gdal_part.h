#pragma once

#include "core/ingest/gis_reader.h"
#include "core/ingest/raster.h"
#include "core/ingest/spreadsheet.h"

/// What core/ingest does with GDAL: the files *_gdal.cpp are a part of their own (core/base/part.h), because most imports need no GDAL and loading
/// it costs more time than they take. What another file shall call of them is declared here, named in GdalPart and in gdal_doors_gdal.cpp.
namespace ms::ingest::gdal {

[[nodiscard]] Result<Sheet> readSheet(const std::string& path, const std::string& name);      ///< see spreadsheet.h
[[nodiscard]] Result<std::vector<std::string>> sheetsOf(const std::string& path);             ///< see spreadsheet.h
[[nodiscard]] Result<GisPipes> readGisPipes(const std::string& path, const std::string& crs); ///< see gis_reader.h
[[nodiscard]] Result<std::shared_ptr<RasterSource>> openRaster(const std::string& source, const std::string& crs,
                                                               const std::string& cache); ///< see raster.h

struct GdalPart {
    decltype(&gdal::readSheet) readSheet;
    decltype(&gdal::sheetsOf) sheetsOf;
    decltype(&gdal::readGisPipes) readGisPipes;
    decltype(&gdal::openRaster) openRaster;
};

/// Loads the part when it is first asked for. Thread-safe.
[[nodiscard]] Result<const GdalPart*> part();

} // namespace ms::ingest::gdal
