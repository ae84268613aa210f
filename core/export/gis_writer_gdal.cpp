#include "core/export/gdal_part.h"
#include "core/export/styles.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <mutex>

namespace ms::output::gdal {
namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct FreeTransform {
    void operator()(OGRCoordinateTransformation* transform) const { OGRCoordinateTransformation::DestroyCT(transform); }
};
struct DestroyFeature {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;
using Transform = std::unique_ptr<OGRCoordinateTransformation, FreeTransform>;
using FeaturePtr = std::unique_ptr<OGRFeature, DestroyFeature>;

void registerDrivers() {
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
}

/// GDAL's messages go into our errors, not to stderr.
class QuietErrors {
public:
    QuietErrors() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~QuietErrors() { CPLPopErrorHandler(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

Error failed(const std::string& what, const std::string& path) {
    const char* said = CPLGetLastErrorMsg();
    return {ErrorCode::unwritable, what + (said && *said ? std::string(": ") + said : ""), path, {}, {}, {}};
}

std::unique_ptr<OGRGeometry> geometryOf(const Feature& feature) {
    if (feature.lines.empty()) return nullptr;
    if (feature.geometry == Geometry::point) return std::make_unique<OGRPoint>(feature.lines[0][0].x, feature.lines[0][0].y);
    auto lines = std::make_unique<OGRMultiLineString>();
    for (const std::vector<network::Point>& points : feature.lines) {
        OGRLineString line;
        for (const network::Point& p : points) line.addPoint(p.x, p.y);
        lines->addGeometry(&line);
    }
    if (feature.geometry == Geometry::surroundings) {
        std::unique_ptr<OGRGeometry> around(lines->Buffer(feature.reach_m, 6));
        if (!around) return nullptr;
        return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::forceToMultiPolygon(around.release()));
    }
    if (feature.lines.size() > 1) return lines;
    return std::unique_ptr<OGRGeometry>(lines->getGeometryRef(0)->clone());
}

OGRwkbGeometryType typeOf(Geometry kind) {
    switch (kind) {
    case Geometry::none: return wkbNone;
    case Geometry::point: return wkbPoint;
    case Geometry::line: return wkbLineString;
    case Geometry::surroundings: return wkbMultiPolygon;
    case Geometry::mixed: return wkbUnknown;
    }
    return wkbUnknown;
}

OGRFieldType typeOf(Field::Type type) {
    switch (type) {
    case Field::Type::text: return OFTString;
    case Field::Type::integer: return OFTInteger64;
    case Field::Type::real: return OFTReal;
    }
    return OFTString;
}

void setCell(OGRFeature& feature, int index, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell))
        feature.SetField(index, text->c_str());
    else if (const auto* integer = std::get_if<std::int64_t>(&cell))
        feature.SetField(index, static_cast<GIntBig>(*integer));
    else if (const auto* real = std::get_if<double>(&cell))
        feature.SetField(index, *real);
    else
        feature.SetFieldNull(index);
}

/// What a feature is called in a KML balloon.
std::string labelOf(const Layer& layer, const Feature& feature) {
    const auto textOf = [](const Cell& cell) -> std::string {
        if (const auto* text = std::get_if<std::string>(&cell)) return *text;
        if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
        return {};
    };
    if (layer.name == "pipes") return textOf(feature.cells[2]);
    if (layer.name == "events" || layer.name == "areas") return textOf(feature.cells[1]) + " " + textOf(feature.cells[0]);
    return textOf(feature.cells[0]);
}

struct Target {
    GDALDataset& dataset;
    OGRSpatialReference* reference;         ///< of the written layers; null = none
    OGRCoordinateTransformation* transform; ///< null = coordinates as they are
    const std::string& driver;
    bool shortNames, kml;
    const std::string& path;
};

Result<Diagnostics> writeLayer(const Layer& layer, const Target& target) {
    CPLStringList options;
    if (target.shortNames) options.SetNameValue("ENCODING", "UTF-8");
    if (target.driver == "GPKG") options.SetNameValue("GEOMETRY_NAME", "geom");
    if (target.driver == "GeoJSON") options.SetNameValue("RFC7946", "YES");
    OGRLayer* out = target.dataset.CreateLayer(layer.name.c_str(), target.reference, typeOf(layer.geometry), options.List());
    if (!out) return failed("layer " + layer.name + " could not be made", target.path);
    if (target.kml) {
        OGRFieldDefn name("Name", OFTString);
        if (out->CreateField(&name) != OGRERR_NONE) return failed("a field could not be made", target.path);
    }
    std::vector<int> columns;
    for (const Field& field : layer.fields) {
        OGRFieldDefn definition((target.shortNames ? field.shortName : field.name).c_str(), typeOf(field.type));
        if (target.shortNames && field.type == Field::Type::text) definition.SetWidth(field.name == "why" ? 254 : 80);
        if (target.shortNames && field.type == Field::Type::real) {
            definition.SetWidth(20);
            definition.SetPrecision(6);
        }
        if (target.shortNames && field.type == Field::Type::integer) definition.SetWidth(10);
        if (out->CreateField(&definition) != OGRERR_NONE) return failed("field " + field.name + " could not be made", target.path);
        columns.push_back(out->GetLayerDefn()->GetFieldCount() - 1);
    }
    std::int64_t placeless = 0;
    for (const Feature& feature : layer.features) {
        FeaturePtr row(OGRFeature::CreateFeature(out->GetLayerDefn()));
        for (std::size_t i = 0; i < columns.size(); ++i) setCell(*row, columns[i], feature.cells[i]);
        std::unique_ptr<OGRGeometry> geometry = geometryOf(feature);
        if (geometry && target.transform && geometry->transform(target.transform) != OGRERR_NONE)
            return failed("a place in layer " + layer.name + " could not be turned into WGS 84", target.path);
        if (!geometry && layer.geometry != Geometry::none) ++placeless;
        if (target.kml) {
            row->SetField("Name", labelOf(layer, feature).c_str());
            row->SetStyleString(ogrStyleOf(layer.name, feature.weight).c_str());
        }
        if (geometry) row->SetGeometryDirectly(geometry.release());
        if (out->CreateFeature(row.get()) != OGRERR_NONE) return failed("a row of layer " + layer.name + " could not be written", target.path);
    }
    Diagnostics diagnostics;
    if (placeless > 0)
        diagnostics.push_back({Severity::warning,
                               "export.no-place",
                               std::to_string(placeless) + " rows of layer " + layer.name + " have no place on the map",
                               target.path,
                               layer.name,
                               {},
                               {},
                               "the rows, without geometry",
                               {}});
    return diagnostics;
}

/// The table from which QGIS takes the look of a layer.
bool writeStyles(GDALDataset& dataset, const std::vector<Layer>& layers) {
    OGRLayer* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, nullptr);
    if (!table) return false;
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD"}) {
        OGRFieldDefn field(name, OFTString);
        if (table->CreateField(&field) != OGRERR_NONE) return false;
    }
    OGRFieldDefn isDefault("useAsDefault", OFTInteger);
    isDefault.SetSubType(OFSTBoolean);
    if (table->CreateField(&isDefault) != OGRERR_NONE) return false;
    for (const char* name : {"description", "owner", "ui"}) {
        OGRFieldDefn field(name, OFTString);
        if (table->CreateField(&field) != OGRERR_NONE) return false;
    }
    OGRFieldDefn updated("update_time", OFTDateTime);
    if (table->CreateField(&updated) != OGRERR_NONE) return false;
    for (const Layer& layer : layers) {
        FeaturePtr row(OGRFeature::CreateFeature(table->GetLayerDefn()));
        row->SetField("f_table_catalog", "");
        row->SetField("f_table_schema", "");
        row->SetField("f_table_name", layer.name.c_str());
        row->SetField("f_geometry_column", "geom");
        row->SetField("styleName", ("Mainsight " + layer.name).c_str());
        row->SetField("styleQML", qmlOf(layer.name).c_str());
        row->SetField("styleSLD", "");
        row->SetField("useAsDefault", 1);
        row->SetField("description", "as Mainsight draws it");
        row->SetField("owner", "Mainsight");
        if (table->CreateFeature(row.get()) != OGRERR_NONE) return false;
    }
    return true;
}

} // namespace

Result<Diagnostics> writeGis(const std::vector<Layer>& layers, const Content& content, const std::string& driver, const std::string& path) {
    registerDrivers();
    const QuietErrors quiet;
    CPLErrorReset();
    GDALDriver* maker = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    if (!maker) return Error{ErrorCode::unsupported, "this GDAL has no driver " + driver, path, {}, {}, "install GDAL with it"};

    OGRSpatialReference own, wgs84;
    const bool known = !content.crs.empty();
    if (known && own.SetFromUserInput(content.crs.c_str()) != OGRERR_NONE)
        return Error{ErrorCode::invalidInput,
                     "the project's coordinate system is not known to PROJ",
                     path,
                     content.crs,
                     {},
                     "name it as EPSG:27700, or leave it out"};
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const bool inWgs84 = driver == "LIBKML" || driver == "GeoJSON";
    Transform transform;
    if (inWgs84) {
        if (!known)
            return Error{ErrorCode::unsupported,
                         "the project does not say its coordinate system, so places on the globe are not known",
                         path,
                         {},
                         {},
                         "set it, for instance EPSG:27700"};
        transform.reset(OGRCreateCoordinateTransformation(&own, &wgs84));
        if (!transform) return failed("no way from " + content.crs + " to WGS 84", path);
    }

    Dataset dataset(maker->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) return failed("could not be made", path);
    if (driver == "GPKG") {
        dataset->SetMetadataItem("TITLE", content.title.c_str());
        dataset->SetMetadataItem("RUN", content.run.c_str());
        dataset->SetMetadataItem("WRITTEN_BY", ("Mainsight " + content.version).c_str());
    }
    const Target target{*dataset, inWgs84 ? &wgs84 : known ? &own : nullptr, transform.get(), driver, driver == "ESRI Shapefile", driver == "LIBKML",
                        path};
    Diagnostics diagnostics;
    const bool oneTransaction = dataset->TestCapability(ODsCTransactions);
    if (oneTransaction) dataset->StartTransaction();
    for (const Layer& layer : layers) {
        Result<Diagnostics> written = writeLayer(layer, target);
        if (!written) return written.error();
        diagnostics.insert(diagnostics.end(), written->begin(), written->end());
    }
    if (driver == "GPKG" && !writeStyles(*dataset, layers)) return failed("the table of styles could not be written", path);
    if (oneTransaction && dataset->CommitTransaction() != OGRERR_NONE) return failed("could not be written to the end", path);
    CPLErrorReset();
    dataset.reset();
    if (CPLGetLastErrorType() >= CE_Failure) return failed("could not be written to the end", path);
    return diagnostics;
}

} // namespace ms::output::gdal

#ifdef _WIN32
#define MAINSIGHT_DOOR __declspec(dllexport)
#else
#define MAINSIGHT_DOOR __attribute__((visibility("default")))
#endif

extern "C" MAINSIGHT_DOOR const ms::output::gdal::GdalPart* mainsightExportGdal() {
    static constexpr ms::output::gdal::GdalPart kPart{&ms::output::gdal::writeGis};
    return &kPart;
}
