#include "core/export/gdal_part.h"

#include "core/base/part.h"

namespace ms::output::gdal {

Result<const GdalPart*> part() {
    static const Result<void*> door = loadPart("mainsight-export-gdal", "mainsightExportGdal");
    if (!door.ok()) return door.error();
    return reinterpret_cast<const GdalPart* (*)()>(*door)();
}

} // namespace ms::output::gdal
