#include "core/ingest/gdal_part.h"

#include "core/base/part.h"

namespace ms::ingest::gdal {

Result<const GdalPart*> part() {
    static const Result<void*> door = loadPart("mainsight-ingest-gdal", "mainsightIngestGdal");
    if (!door.ok()) return door.error();
    return reinterpret_cast<const GdalPart* (*)()>(*door)();
}

} // namespace ms::ingest::gdal
