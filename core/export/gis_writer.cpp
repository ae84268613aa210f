#include "core/export/gis_writer.h"

#include "core/export/gdal_part.h"

namespace ms::output {

Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver, const std::string& path) {
    const auto part = gdal::part();
    if (!part) return part.error();
    return (*part)->writeGis(layers, content, driver, path);
}

} // namespace ms::output
