#include "core/ingest/gis_reader.h"

#include "core/ingest/gdal_part.h"

namespace ms::ingest {

Result<GisPipes> readGisPipes(const std::string& path, const std::string& crs) {
    const auto part = gdal::part();
    if (!part.ok()) return part.error();
    return (*part)->readGisPipes(path, crs);
}

} // namespace ms::ingest
