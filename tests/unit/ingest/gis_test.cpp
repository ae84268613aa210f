#include "ingest_bench.h"

#include "core/ingest/gis_reader.h"
#include "core/ingest/raster.h"
#include "core/ingest/repair_list.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <limits>

using namespace ms;
using namespace ms::ingest;

namespace {

/// Writes rows of texts, numbers and instants as a spreadsheet, the way a colleague's program would.
bool writeSpreadsheet(const std::string& path) {
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("XLSX");
    if (!driver) return false;
    GDALDatasetUniquePtr set(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = set->CreateLayer("Sheet1", nullptr, wkbNone, nullptr);
    OGRFieldDefn time("completed", OFTDateTime), job("job", OFTString), flow("Flow l/s", OFTReal);
    for (OGRFieldDefn* field : {&time, &job, &flow})
        if (layer->CreateField(field) != OGRERR_NONE) return false;
    for (int i = 0; i < 4; ++i) {
        OGRFeatureUniquePtr row(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        row->SetField(0, 2024, 5, 6, 1, 15 * i, 0.0f, 0);
        row->SetField(1, ("WR" + std::to_string(i)).c_str());
        row->SetField(2, 1.25 * i);
        if (layer->CreateFeature(row.get()) != OGRERR_NONE) return false;
    }
    return true;
}

} // namespace

TEST_CASE("spreadsheets: readings and repair lists") {
    Bench b;
    const std::string path = b.write("book.xlsx", "");
    std::filesystem::remove(path);
    REQUIRE(writeSpreadsheet(path));
    const auto repairs = readRepairs(path, {});
    REQUIRE(repairs.ok());
    REQUIRE(repairs->repairs.size() == 4);
    CHECK(repairs->repairs[1].job == "WR1");
    CHECK(toIso(*repairs->repairs[1].completed) == "2024-05-06T01:15:00Z");
    b.takeTask({{{path, 0, -1}}, 1000});
    CHECK(b.report.error == "");
    REQUIRE(b.readings.size() == 4); // a column of texts beside the times names the series
    CHECK(b.readings["WR3"].values == std::vector<double>{3.75 * 1e-3});
    CHECK(b.firstTime("WR3") == "2024-05-06T01:45:00Z");
}

TEST_CASE("pipes from GIS: attributes by name, millimetres and metres, another coordinate system") {
    Bench b;
    const std::string path =
        b.write("pipes.geojson", R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[
{"type":"Feature","properties":{"id":"P1","length_m":89.95,"diameter_mm":101.6,"material":null,"street":"Moor Court"},"geometry":{"type":"LineString","coordinates":[[364679.4,176259.4],[364680.17,176258.92],[364680.17,176258.92]]}},
{"type":"Feature","properties":{"id":"P2","diameter_mm":50,"material":"CI"},"geometry":{"type":"MultiLineString","coordinates":[[[364600,176200],[364603,176204]],[[364700,176200],[364700,176210]]]}},
{"type":"Feature","properties":{"id":"V1"},"geometry":{"type":"Point","coordinates":[364600,176200]}}]})");
    const auto read = readGisPipes(path, "EPSG:27700");
    REQUIRE(read.ok());
    CHECK(read->crs == "EPSG:27700");
    REQUIRE(read->pipes.size() == 3);
    CHECK(read->pipes[0].length_m == 89.95);
    CHECK(read->pipes[0].line.size() == 2);
    CHECK(read->pipes[0].diameter_m == std::optional(0.1016));
    CHECK(read->pipes[0].street == "Moor Court");
    CHECK(read->pipes[1].id == "P2.1");
    CHECK(read->pipes[1].length_m == doctest::Approx(5));
    REQUIRE(read->diagnostics.size() == 1);
    CHECK(read->diagnostics[0].code == "gis.no-line");
    const auto moved = readGisPipes(path, "EPSG:4326");
    REQUIRE(moved.ok());
    CHECK(moved->pipes[0].line[0].x == doctest::Approx(-2.5).epsilon(0.01));
    CHECK(moved->pipes[0].line[0].y == doctest::Approx(51.48).epsilon(0.01));
    CHECK(moved->pipes[0].length_m == 89.95);
    CHECK(!readGisPipes(b.write("x.geojson", "nonsense")).ok());
    CHECK(!readGisPipes(path, "EPSG:nonsense").ok());
}

TEST_CASE("pipes from Shapefile, GeoPackage, TAB and MIF; a coordinate system that nobody names is said, with what it looks like") {
    Bench b;
    GDALAllRegister();
    for (const auto& [driver, wanted] : {std::pair<const char*, const char*>{"ESRI Shapefile", "mains.shp"},
                                         {"GPKG", "mains.gpkg"},
                                         {"MapInfo File", "mains.tab"},
                                         {"MapInfo File", "mains.mif"}}) {
        const char* name = wanted; // clang 14 lets no lambda, and so no message, hold a structured binding
        const std::string path = b.folder() + "/" + name;
        {
            GDALDatasetUniquePtr set(GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
            REQUIRE(set);
            OGRLayer* layer = set->CreateLayer("mains", nullptr, wkbLineString, nullptr);
            REQUIRE(layer);
            OGRFieldDefn id("ASSET_ID", OFTString), dia("DIAM_MM", OFTInteger), street("STREET", OFTString);
            for (OGRFieldDefn* field : {&id, &dia, &street}) REQUIRE(layer->CreateField(field) == OGRERR_NONE);
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField("ASSET_ID", "M1");
            feature.SetField("DIAM_MM", 150);
            feature.SetField("STREET", "Moor Court");
            OGRLineString line;
            line.addPoint(364000, 176000);
            line.addPoint(364030, 176040);
            feature.SetGeometry(&line);
            REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
        }
        const auto read = readGisPipes(path);
        REQUIRE_MESSAGE(read.ok(), name);
        REQUIRE(read->pipes.size() == 1);
        CHECK(read->pipes[0].id == "M1");
        CHECK(read->pipes[0].length_m == doctest::Approx(50));
        CHECK(read->pipes[0].diameter_m == std::optional(0.15));
        CHECK(read->pipes[0].street == "Moor Court");
        CHECK(read->crs == "");
        REQUIRE_MESSAGE(read->diagnostics.size() == 1, name);
        CHECK(read->diagnostics[0].code == "gis.no-crs");
        CHECK(read->diagnostics[0].advice.find("--crs EPSG:27700") != std::string::npos);
        const auto named = readGisPipes(path, "EPSG:27700");
        REQUIRE(named.ok());
        CHECK(named->diagnostics.at(0).kept == "taken as EPSG:27700");
    }
}

TEST_CASE("a picture behind the map is read where it lies; files and names that would send the reader elsewhere are refused") {
    Bench b;
    GDALAllRegister();
    const std::string tiff = b.folder() + "/ground.tif", vrt = b.folder() + "/disguised.tif", mosaic = b.folder() + "/mosaic.vrt";
    {
        GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(tiff.c_str(), 20, 20, 3, GDT_Byte, nullptr));
        REQUIRE(made);
        double place[6] = {1000, 5, 0, 2000, 0, -5};
        REQUIRE(made->SetGeoTransform(place) == CE_None);
        for (int band = 1; band <= 3; ++band) REQUIRE(made->GetRasterBand(band)->Fill(50.0 * band) == CE_None);
        for (const std::string& copy : {vrt, mosaic})
            GDALDatasetUniquePtr(
                GetGDALDriverManager()->GetDriverByName("VRT")->CreateCopy(copy.c_str(), made.get(), FALSE, nullptr, nullptr, nullptr));
    }
    const std::atomic<bool> stop = false;
    for (const std::string& source : {tiff, mosaic}) {
        const auto ground = openRaster(source, {}, b.folder());
        REQUIRE_MESSAGE(ground.ok(), source);
        const auto seen = (*ground)->read(1000, 1900, 1100, 2000, 4, 4, stop);
        REQUIRE(seen.ok());
        REQUIRE(seen->rgba.size() == 64);
        CHECK(seen->rgba[0] == 50);
        CHECK(seen->rgba[2] == 150);
        CHECK(seen->rgba[3] == 255);
    }

    REQUIRE(std::filesystem::exists(vrt));
    const std::string service =
        b.write("service.tif", "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>http://127.0.0.1:9/${z}/${x}/${y}.png</ServerUrl></Service>"
                               "<DataWindow><UpperLeftX>0</UpperLeftX><UpperLeftY>9</UpperLeftY><LowerRightX>9</LowerRightX>"
                               "<LowerRightY>0</LowerRightY><TileLevel>1</TileLevel></DataWindow></GDAL_WMS>");
    const std::string sources = b.write("mains.geojson", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>" + b.folder() +
                                                             "/mains.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    // A grid that ends too early keeps GDAL's reader of such busy for ever (found by the fuzzer).
    const std::string grid = b.write("ground.asc", "ncols 4\nnrows 31\nxllcorner 0\nyllcorner 0\ncellsize 48\nN");
    const auto tiled = [](const std::string& band) {
        return "<VRTDataset rasterXSize=\"20\" rasterYSize=\"20\"><GeoTransform>0,1,0,0,0,-1</GeoTransform>" + band + "</VRTDataset>";
    };
    const auto tile = [&](const std::string& file) {
        return tiled("<VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>" + file +
                     "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>");
    };
    REQUIRE(openRaster(b.write("one.vrt", tile(tiff)), {}, b.folder()).ok());
    for (const std::string& text : {tile("/vsicurl/http://127.0.0.1:9/a.tif"), tile(service), tile(mosaic), tile(b.folder() + "/absent.tif"),
                                    tiled("<VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename>" + tiff +
                                          "</SourceFilename></VRTRasterBand>"),
                                    tiled("<GDALWarpOptions><SourceDataset>" + tiff + "</SourceDataset></GDALWarpOptions>"), std::string("<VRT")})
        CHECK_MESSAGE(!openRaster(b.write("other.vrt", text), {}, b.folder()).ok(), text);
    for (const std::string& source :
         {vrt, grid, service, std::string("/vsicurl/http://127.0.0.1:9/a.tif"), "GTIFF_DIR:1:" + tiff, b.folder() + "/absent.tif"})
        CHECK_MESSAGE(!openRaster(source, {}, b.folder()).ok(), source);
    for (const std::string& source : {sources, std::string("http://127.0.0.1:9/a.geojson"), std::string("PG:dbname=town")})
        CHECK_MESSAGE(!readGisPipes(source).ok(), source);

    // Nor does the name of a coordinate system, which may come from somebody else's project.
    OGRSpatialReference national;
    REQUIRE(national.importFromEPSG(27700) == OGRERR_NONE);
    char* text = nullptr;
    REQUIRE(national.exportToWkt(&text) == OGRERR_NONE);
    const std::string file = b.write("grid.prj", text);
    CPLFree(text);
    const std::string lines = b.write("lines.csv", "id,WKT\nP1,\"LINESTRING (0 0, 3 4)\"\n");
    CHECK(readGisPipes(lines, "EPSG:27700").ok());
    CHECK(!readGisPipes(lines, file).ok());
    CHECK(!readGisPipes(lines, "http://127.0.0.1:9/grid").ok());
}

TEST_CASE("a picture must say where it lies, and that must be a place") {
    Bench b;
    GDALAllRegister();
    const auto opened = [&](const double place) {
        const std::string path = b.folder() + "/placed.tif";
        {
            GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 2, 2, 1, GDT_Byte, nullptr));
            double t[6] = {place, 5, 0, 2000, 0, -5};
            if (place != 0) REQUIRE(made->SetGeoTransform(t) == CE_None);
        }
        return openRaster(path, {}, b.folder());
    };
    CHECK(opened(1000).ok());
    for (const double nowhere : {0.0, 1e180, -1e180, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const auto refused = opened(nowhere);
        REQUIRE_MESSAGE(!refused.ok(), nowhere);
        CHECK(refused.error().code == ErrorCode::invalidInput);
        CHECK(refused.error().message.find(nowhere == 0 ? "does not say" : "no place") != std::string::npos);
    }
}

TEST_CASE("pictures that would hold the map up or fill the memory are refused with what helps") {
    Bench b;
    GDALAllRegister();
    struct Case {
        int side, bands;
        std::vector<const char*> options;
        const char* word;
    };
    for (Case c : {Case{2, 65, {"SPARSE_OK=TRUE", nullptr}, "-b 1"},
                   Case{20'000, 1, {"SPARSE_OK=TRUE", "TILED=YES", "BLOCKXSIZE=20000", "BLOCKYSIZE=20000", nullptr}, "TILED"},
                   Case{70'000, 1, {"SPARSE_OK=TRUE", "TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", nullptr}, "gdaladdo"}}) {
        const std::string path = b.folder() + "/" + std::to_string(c.side) + ".tif";
        {
            GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), c.side, c.side, c.bands, GDT_Byte,
                                                                                               const_cast<char**>(c.options.data())));
            REQUIRE(made);
            double place[6] = {1000, 5, 0, 2000, 0, -5};
            REQUIRE(made->SetGeoTransform(place) == CE_None);
        }
        const auto refused = openRaster(path, {}, b.folder());
        REQUIRE_MESSAGE(!refused.ok(), path);
        CHECK(refused.error().code == ErrorCode::limitExceeded);
        CHECK_MESSAGE(refused.error().advice.find(c.word) != std::string::npos, refused.error().advice);
    }
}
