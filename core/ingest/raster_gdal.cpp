#include "core/ingest/gdal_guard.h"
#include "core/ingest/gdal_part.h"
#include "core/ingest/header_words.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <gdal_utils.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace ms::ingest::gdal {
namespace {

using Dataset = GDALDatasetUniquePtr;

/// What GDAL's WMS driver needs to read the tiles of an XYZ address as one picture of the world.
std::string descriptionOf(const std::string& address, const std::string& cache) {
    std::string url = address;
    for (const char* letter : {"x", "y", "z"}) {
        const std::string mark = std::string("{") + letter + "}";
        for (std::size_t at = url.find(mark); at != std::string::npos; at = url.find(mark, at + 4)) url.replace(at, mark.size(), "$" + mark);
    }
    const auto escaped = [](const std::string& text) {
        char* out = CPLEscapeString(text.c_str(), -1, CPLES_XML);
        std::string copy(out);
        CPLFree(out);
        return copy;
    };
    return "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + escaped(url) +
           "</ServerUrl></Service><DataWindow><UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY>"
           "<LowerRightX>20037508.34</LowerRightX><LowerRightY>-20037508.34</LowerRightY><TileLevel>19</TileLevel><TileCountX>1</TileCountX>"
           "<TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX>"
           "<BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount><MaxConnections>6</MaxConnections><Timeout>4</Timeout>"
           "<ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes><UserAgent>Mainsight</UserAgent><Cache><Path>" +
           escaped(cache) + "</Path><Type>file</Type></Cache></GDAL_WMS>";
}

Dataset openPicture(const std::string& path) {
    return openOnDisk(path, GDAL_OF_RASTER, {"GTiff", "MBTiles", "GPKG", "PNG", "JPEG", "JP2OpenJPEG", "WEBP", "GIF", "BMP"});
}

bool isMosaic(const std::string& path) { return lowered(path).ends_with(".vrt"); }

/// Of a mosaic as gdalbuildvrt writes it: nothing but tiles, each of them a picture of the disk. VRT can do far more: warp, compute, name addresses.
bool isOfPictures(const CPLXMLNode* node, const std::filesystem::path& folder) {
    static const std::set<std::string, std::less<>> kPlain{
        "VRTDataset",  "SRS",        "GeoTransform", "Metadata",     "MDI",           "VRTRasterBand",   "ColorInterp",
        "ColorTable",  "Entry",      "NoDataValue",  "SimpleSource", "ComplexSource", "SourceBand",      "SourceProperties",
        "SrcRect",     "DstRect",    "NODATA",       "UseMaskBand",  "MaskBand",      "HideNoDataValue", "OverviewList",
        "Description", "Histograms", "BlockXSize",   "BlockYSize"};
    for (; node != nullptr; node = node->psNext) {
        const std::string_view name = node->pszValue;
        if (node->eType == CXT_Attribute && name == "subClass") return false;
        if (node->eType != CXT_Element) continue;
        if (name == "SourceFilename") {
            const std::filesystem::path tile = CPLGetXMLValue(node, nullptr, "");
            const bool relative = std::string_view(CPLGetXMLValue(node, "relativeToVRT", "0")) == "1";
            if (!openPicture((relative ? folder / tile : tile).string())) return false;
        } else if (!name.starts_with('?') && (!kPlain.contains(name) || !isOfPictures(node->psChild, folder))) {
            return false;
        }
    }
    return true;
}

Dataset openMosaic(const std::string& path) {
    const std::unique_ptr<CPLXMLNode, decltype(&CPLDestroyXMLNode)> tree(CPLParseXMLFile(path.c_str()), &CPLDestroyXMLNode);
    if (!tree) return nullptr;
    if (isOfPictures(tree.get(), std::filesystem::path(path).parent_path())) return openOnDisk(path, GDAL_OF_RASTER, {"VRT"});
    CPLError(CE_Failure, CPLE_OpenFailed, "%s", "it is no plain mosaic of pictures that are there (gdalbuildvrt makes such)");
    return nullptr;
}

std::string number(double v) { return CPLSPrintf("%.9g", v); }

int CPL_STDCALL goesOn(double, const char*, void* stop) { return *static_cast<const std::atomic<bool>*>(stop) ? FALSE : TRUE; }

/// Options of one of GDAL's programs, as it takes them.
struct Arguments {
    CPLStringList list;
    Arguments& add(std::initializer_list<std::string> words) {
        for (const auto& w : words) list.AddString(w.c_str());
        return *this;
    }
};

/// The least and largest of a sample of the colours: all of a large picture would take minutes, and GDAL cannot be stopped in it.
std::pair<double, double> rangeOf(GDALDataset& data) {
    constexpr int kSide = 128;
    const int width = std::min(kSide, data.GetRasterXSize()), height = std::min(kSide, data.GetRasterYSize());
    std::vector<double> sample(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    double least = std::numeric_limits<double>::infinity(), largest = -least;
    for (int band = 1; band <= std::min(3, data.GetRasterCount()); ++band) {
        auto* from = data.GetRasterBand(band);
        if (from->RasterIO(GF_Read, 0, 0, from->GetXSize(), from->GetYSize(), sample.data(), width, height, GDT_Float64, 0, 0, nullptr) != CE_None)
            continue;
        int has = 0;
        const double nothing = from->GetNoDataValue(&has);
        for (const double v : sample) {
            if (!std::isfinite(v) || (has != 0 && v == nothing)) continue;
            least = std::min(least, v);
            largest = std::max(largest, v);
        }
    }
    return least < largest ? std::pair{least, largest} : std::pair{0.0, 255.0};
}

/// Palettes as colours, and values of more than a byte as greys: only such can be blended.
Dataset asBytes(GDALDataset& data) {
    Arguments a;
    auto* first = data.GetRasterBand(1);
    if (first->GetColorTable() != nullptr)
        a.add({"-of", "VRT", "-expand", "rgba"});
    else if (first->GetRasterDataType() != GDT_Byte) {
        const auto [least, largest] = rangeOf(data);
        a.add({"-of", "VRT", "-ot", "Byte", "-scale", number(least), number(largest)});
    } else
        return nullptr;
    auto* options = GDALTranslateOptionsNew(a.list.List(), nullptr);
    Dataset made(GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&data), options, nullptr)));
    GDALTranslateOptionsFree(options);
    return made;
}

class Source final : public RasterSource {
public:
    Source(Dataset file, std::string name, std::string crs) : m_file(std::move(file)), m_name(std::move(name)), m_crs(std::move(crs)) {
        m_bytes = asBytes(*m_file);
    }

    Result<Raster> read(double x0, double y0, double x1, double y1, int width, int height, const std::atomic<bool>& stop) override {
        const GdalQuiet quiet;
        auto* data = m_bytes ? m_bytes.get() : m_file.get();
        Arguments a;
        a.add({"-of", "MEM", "-te", number(x0), number(y0), number(x1), number(y1), "-ts", std::to_string(width), std::to_string(height)});
        a.add({"-r", "bilinear", "-dstalpha", "-wm", "64"});
        if (!m_crs.empty() && m_file->GetSpatialRef() != nullptr) a.add({"-t_srs", m_crs}); // without one, it is taken to lie in the project's
        auto* options = GDALWarpAppOptionsNew(a.list.List(), nullptr);
        GDALWarpAppOptionsSetProgress(options, goesOn, const_cast<std::atomic<bool>*>(&stop));
        GDALDatasetH from = GDALDataset::ToHandle(data);
        int wrong = 0;
        const Dataset warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &from, options, &wrong)));
        GDALWarpAppOptionsFree(options);
        if (stop) return Error{ErrorCode::cancelled, "Reading the background was cancelled", m_name, {}, {}, {}};
        if (!warped) return Error{ErrorCode::invalidInput, "The background cannot be read: " + quiet.message(), m_name, {}, {}, {}};
        return pixelsOf(*warped);
    }

private:
    [[nodiscard]] Result<Raster> pixelsOf(GDALDataset& data) const {
        Raster out{data.GetRasterXSize(), data.GetRasterYSize(), {}};
        const auto count = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height);
        out.rgba.resize(count * 4);
        const int bands = data.GetRasterCount();
        // Colour and alpha, or grey and alpha.
        const std::array<int, 4> from = bands >= 4 ? std::array{1, 2, 3, bands} : bands == 3 ? std::array{1, 2, 3, 0} : std::array{1, 1, 1, bands};
        for (std::size_t c = 0; c < 4; ++c) {
            if (from[c] == 0 || (c == 3 && bands == 1)) {
                for (std::size_t i = 0; i < count; ++i) out.rgba[4 * i + c] = 255;
                continue;
            }
            if (data.GetRasterBand(from[c])->RasterIO(GF_Read, 0, 0, out.width, out.height, out.rgba.data() + c, out.width, out.height, GDT_Byte, 4,
                                                      static_cast<GSpacing>(out.width) * 4, nullptr) != CE_None)
                return Error{ErrorCode::invalidInput, std::string("The background cannot be read: ") + CPLGetLastErrorMsg(), m_name, {}, {}, {}};
        }
        return out;
    }

    Dataset m_file, m_bytes; ///< m_bytes: a view of the file; goes first
    std::string m_name, m_crs;
};

/// What would keep the window's map waiting, or fill its memory: one piece of it must be read to see any part, or all of it to see the whole.
std::optional<Error> unfit(GDALDataset& data, const std::string& source) {
    constexpr double kMostPixels = 4e9, kMostPieceBytes = 256e6;
    constexpr int kMostBands = 64;
    if (data.GetRasterCount() > kMostBands)
        return Error{ErrorCode::limitExceeded,
                     "The picture has " + std::to_string(data.GetRasterCount()) + " bands",
                     source,
                     {},
                     {},
                     "Make one of three: gdal_translate -b 1 -b 2 -b 3"};
    auto* band = data.GetRasterBand(1);
    int width = 0, height = 0;
    band->GetBlockSize(&width, &height);
    const double piece = static_cast<double>(width) * height * GDALGetDataTypeSizeBytes(band->GetRasterDataType());
    if (piece > kMostPieceBytes)
        return Error{ErrorCode::limitExceeded,
                     "The picture is stored in pieces of " + std::to_string(static_cast<int>(piece / 1e6)) + " MB",
                     source,
                     {},
                     {},
                     "Store it in tiles of 256: gdal_translate -co TILED=YES"};
    if (static_cast<double>(band->GetXSize()) * band->GetYSize() > kMostPixels && band->GetOverviewCount() == 0)
        return Error{ErrorCode::limitExceeded,
                     "The picture has more than four thousand million pixels and no overviews, so all of them would have to be read to show it",
                     source,
                     {},
                     {},
                     "Add overviews: gdaladdo -r average FILE 2 4 8 16 32"};
    return std::nullopt;
}

/// GDAL takes turns around the earth off a coordinate until it is within one, for ever where it is so large that a turn changes nothing.
constexpr double kMostCoordinate = 1e9;

/// Whether its corners, or the points it is tied to, are said, and lie somewhere.
std::optional<Error> unplaced(GDALDataset& data, const std::string& source) {
    std::vector<std::pair<double, double>> places;
    if (double t[6]; data.GetGeoTransform(t) == CE_None) {
        const double width = data.GetRasterXSize(), height = data.GetRasterYSize();
        for (const auto& [x, y] : {std::pair{0.0, 0.0}, {width, 0.0}, {0.0, height}, {width, height}})
            places.emplace_back(t[0] + x * t[1] + y * t[2], t[3] + x * t[4] + y * t[5]);
    } else {
        const GDAL_GCP* ties = data.GetGCPs();
        for (int i = 0; i < data.GetGCPCount(); ++i) places.emplace_back(ties[i].dfGCPX, ties[i].dfGCPY);
    }
    if (places.empty())
        return Error{
            ErrorCode::invalidInput, "The picture does not say where it lies", source, {}, {}, "Use a GeoTIFF, or put a world file beside it"};
    if (std::all_of(places.begin(), places.end(),
                    [](const auto& p) { return std::abs(p.first) <= kMostCoordinate && std::abs(p.second) <= kMostCoordinate; }))
        return std::nullopt;
    return Error{ErrorCode::invalidInput,
                 "The picture says that it lies where there is no place: its coordinates are out of range",
                 source,
                 {},
                 {},
                 "Look at them with gdalinfo; gdal_translate -a_ullr puts it right"};
}

} // namespace

Result<std::shared_ptr<RasterSource>> openRaster(const std::string& source, const std::string& crs, const std::string& cache) {
    const GdalQuiet quiet;
    Dataset data;
    if (isTileAddress(source))
        data.reset(GDALDataset::Open(descriptionOf(source, cache).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
    else
        data = isMosaic(source) ? openMosaic(source) : openPicture(source);
    if (!data || data->GetRasterCount() == 0)
        return Error{ErrorCode::invalidInput,
                     "This is no picture that can lie behind the map" + (quiet.message().empty() ? "" : ": " + quiet.message()),
                     source,
                     {},
                     {},
                     "GeoTIFF and MBTiles files can, and addresses of XYZ tiles"};
    if (auto wrong = unfit(*data, source)) return *wrong;
    if (auto wrong = unplaced(*data, source)) return *wrong;
    if (!crs.empty() && data->GetSpatialRef() != nullptr) {
        OGRSpatialReference known;
        if (known.SetFromUserInput(crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
            return Error{ErrorCode::invalidInput, "The coordinate system of the project is not known", crs, {}, {}, {}};
    }
    return std::shared_ptr<RasterSource>(std::make_shared<Source>(std::move(data), source, crs));
}

} // namespace ms::ingest::gdal
