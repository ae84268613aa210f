#include "core/export/gis_writer.h"

#include "core/base/part.h"
#include "core/export/gdal_part.h"

namespace ms::output {

Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver, const std::string& path) {
    static const Result<void*> door = loadPart("mainsight-export-gdal", "mainsightExportGdal");
    if (!door.ok()) return door.error();
    return reinterpret_cast<const gdal::GdalPart* (*)()>(*door)()->writeGis(layers, content, driver, path);
}

} // namespace ms::output
