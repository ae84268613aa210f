#pragma once

#include "core/export/gis_writer.h"
#include "core/export/globe.h"

/// What core/export does with GDAL: the files *_gdal.cpp are a part of their own (core/base/part.h), so that listing events does not load GDAL. What
/// another file shall call of them is declared here, named in GdalPart and in gis_writer_gdal.cpp.
namespace ms::output::gdal {

[[nodiscard]] Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver,
                                           const std::string& path);                        ///< see gis_writer.h
[[nodiscard]] Result<std::shared_ptr<const Globe::Way>> wayToWgs84(const std::string& crs); ///< see globe.h

struct GdalPart {
    decltype(&gdal::writeGis) writeGis;
    decltype(&gdal::wayToWgs84) wayToWgs84;
};

/// Loads the part when it is first asked for. Thread-safe.
[[nodiscard]] Result<const GdalPart*> part();

} // namespace ms::output::gdal
