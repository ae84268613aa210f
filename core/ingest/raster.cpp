#include "core/ingest/raster.h"

#include "core/ingest/gdal_part.h"

namespace ms::ingest {

Result<std::shared_ptr<RasterSource>> openRaster(const std::string& source, const std::string& crs, const std::string& cache) {
    if (isTileAddress(source)) {
        for (const char* part : {"{x}", "{y}", "{z}"})
            if (source.find(part) == std::string::npos)
                return Error{ErrorCode::invalidInput,
                             std::string("The address of the background has no ") + part,
                             source,
                             {},
                             {},
                             "It must look like https://server/{z}/{x}/{y}.png"};
        if (crs.empty())
            return Error{ErrorCode::unsupported,
                         "The project names no coordinate system, so the tiles cannot be put in their place",
                         source,
                         {},
                         {},
                         "Set the coordinate system of the project first"};
    }
    const auto part = gdal::part();
    if (!part.ok()) return part.error();
    return (*part)->openRaster(source, crs, cache);
}

} // namespace ms::ingest
