#include "core/export/gdal_part.h"
#include "core/export/gdal_support.h"
#include "core/export/kml_look.h"
#include "core/export/polyline.h"
#include "core/export/styles.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <mutex>

namespace ms::output::gdal {
namespace {

void registerDrivers() {
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
}

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

/// A line with a point at its middle, which is where KML puts the name.
std::unique_ptr<OGRGeometry> withLabelPoint(std::unique_ptr<OGRGeometry> geometry, const Feature& feature, OGRCoordinateTransformation* transform) {
    const network::Point middle = pointAlong(feature.lines.front(), 0.5).at;
    OGRPoint point(middle.x, middle.y);
    if (transform && point.transform(transform) != OGRERR_NONE) return geometry;
    auto both = std::make_unique<OGRGeometryCollection>();
    both->addGeometry(&point);
    both->addGeometryDirectly(geometry.release());
    return both;
}

struct Target {
    GDALDataset& dataset;
    OGRSpatialReference* reference;         ///< of the written layers; null = none
    OGRCoordinateTransformation* transform; ///< null = coordinates as they are
    const std::string& driver;
    bool shortNames, kml;
    const Content& content;
    const std::string& path;
};

Result<Diagnostics> writeLayer(const Layer& layer, const Target& target) {
    CPLStringList options;
    if (target.shortNames) options.SetNameValue("ENCODING", "UTF-8");
    if (target.driver == "GPKG") options.SetNameValue("GEOMETRY_NAME", "geom");
    if (target.driver == "GeoJSON") options.SetNameValue("RFC7946", "YES");
    if (target.kml) {
        options.SetNameValue("NAME", kmlFolder(layer.name).c_str());
        options.SetNameValue("FOLDER", "YES");
    }
    OGRLayer* out = target.dataset.CreateLayer(layer.name.c_str(), target.reference, typeOf(layer.geometry), options.List());
    if (!out) return failed("layer " + layer.name + " could not be made", target.path);
    if (target.kml)
        for (const char* own : {"Name", "description"}) {
            OGRFieldDefn field(own, OFTString);
            if (out->CreateField(&field) != OGRERR_NONE) return failed("a field could not be made", target.path);
        }
    std::vector<int> columns;
    for (const Field& field : layer.fields) {
        OGRFieldDefn definition((target.shortNames ? field.shortName : field.name).c_str(), typeOf(field.type));
        if (target.kml && field.type == Field::Type::integer) definition.SetType(OFTInteger); // KML has no longer ones: they would be texts
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
            const KmlLook look = kmlLook(layer, feature);
            row->SetField("Name", look.name.c_str());
            row->SetField("description", look.balloon.c_str());
            row->SetStyleString(look.style.c_str());
            if (look.labelled && geometry) geometry = withLabelPoint(std::move(geometry), feature, target.transform);
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
    CPLStringList options;
    options.SetNameValue("FID", "id"); // as QGIS itself makes the table
    OGRLayer* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
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
        if (layer.geometry == Geometry::none) continue;
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

    const auto about = [&path](Error error) {
        error.subject = path;
        return error;
    };
    auto own = referenceOf(content.crs);
    if (!own) return about(own.error());
    OGRSpatialReference wgs84 = wgs84Reference();
    const bool known = !content.crs.empty(), kml = driver == "LIBKML", inWgs84 = kml || driver == "GeoJSON";
    Transform transform;
    if (inWgs84) {
        auto way = toWgs84(*own, content.crs);
        if (!way) return about(way.error());
        transform = std::move(*way);
    }

    CPLStringList creation;
    if (kml) {
        creation.SetNameValue("NAME", kmlTitle(content).c_str());
        creation.SetNameValue("DESCRIPTION", kmlDescription(content).c_str());
    }
    if (driver == "GeoJSON") creation.SetNameValue("RFC7946", "YES");
    Dataset dataset(maker->Create(path.c_str(), 0, 0, 0, GDT_Unknown, creation.List()));
    if (!dataset) return failed("could not be made", path);
    if (driver == "GPKG") {
        dataset->SetMetadataItem("TITLE", content.title.c_str());
        dataset->SetMetadataItem("RUN", content.run.c_str());
        dataset->SetMetadataItem("WRITTEN_BY", ("Mainsight " + content.version).c_str());
    }
    const Target target{*dataset, inWgs84 ? &wgs84 : known ? &*own : nullptr, transform.get(), driver, driver == "ESRI Shapefile", kml, content,
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
    static constexpr ms::output::gdal::GdalPart kPart{&ms::output::gdal::writeGis, &ms::output::gdal::wayToWgs84};
    return &kPart;
}
