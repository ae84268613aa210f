#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ms::ingest {

/// A picture, rows from the top; four bytes a pixel: red, green, blue, alpha (not premultiplied).
struct Raster {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

/// The ground as a picture, for behind the map: a file (GeoTIFF, MBTiles, GeoPackage, JPEG 2000, a picture with its world file, a VRT mosaic of such)
/// or the tiles of an XYZ address ("https://server/{z}/{x}/{y}.png", Web Mercator). Not thread-safe: one a thread.
class RasterSource {
public:
    virtual ~RasterSource() = default;
    /// The box [x0, x1] x [y0, y1] in the CRS that the source was opened with, `width` x `height` pixels; transparent where it has nothing. Slow:
    /// reads and warps, from an address it waits for the network. cancelled soon after `stop` has become true.
    [[nodiscard]] virtual Result<Raster> read(double x0, double y0, double x1, double y1, int width, int height, const std::atomic<bool>& stop) = 0;
};

/// Of an XYZ service; else it is a path.
[[nodiscard]] inline bool isTileAddress(const std::string& source) { return source.starts_with("http://") || source.starts_with("https://"); }

/// `crs` ("EPSG:27700") is what the boxes are in; empty = the file's own, and then an address is unsupported. What came from an address is kept in
/// the folder `cache`, so that it is asked for once. invalidInput for what is no picture, has no place, or an address without {x}, {y} and {z}.
[[nodiscard]] Result<std::shared_ptr<RasterSource>> openRaster(const std::string& source, const std::string& crs, const std::string& cache);

} // namespace ms::ingest
