#pragma once

#include "core/export/gis_writer.h"

/// What core/export does with GDAL: the files *_gdal.cpp are a part of their own (core/base/part.h), so that listing events does not load GDAL.
namespace ms::output::gdal {

[[nodiscard]] Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver,
                                           const std::string& path); ///< see gis_writer.h

struct GdalPart {
    decltype(&gdal::writeGis) writeGis;
};

} // namespace ms::output::gdal
