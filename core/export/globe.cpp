#include "core/export/globe.h"

#include "core/export/gdal_part.h"

namespace ms::output {

Result<Globe> Globe::of(const std::string& crs) {
    const auto part = gdal::part();
    if (!part) return part.error();
    auto way = (*part)->wayToWgs84(crs);
    if (!way) return way.error();
    return Globe(std::move(*way));
}

} // namespace ms::output
