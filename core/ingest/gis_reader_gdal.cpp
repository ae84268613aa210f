#include "core/ingest/gdal_guard.h"
#include "core/ingest/gdal_part.h"
#include "core/ingest/header_words.h"

#include <algorithm>
#include <cmath>

namespace ms::ingest::gdal {
namespace {

struct SpatialReferenceDeleter {
    void operator()(OGRSpatialReference* s) const { s->Release(); }
};
using SpatialReference = std::unique_ptr<OGRSpatialReference, SpatialReferenceDeleter>;

struct TransformationDeleter {
    void operator()(OGRCoordinateTransformation* t) const { OCTDestroyCoordinateTransformation(t); }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, TransformationDeleter>;

std::string key(const char* name) {
    std::string out;
    for (const char c : lowered(name))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
    return out;
}

int fieldNamed(const OGRFeatureDefn& definition, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (int i = 0; i < definition.GetFieldCount(); ++i)
            if (key(definition.GetFieldDefn(i)->GetNameRef()) == name) return i;
    return -1;
}

std::string epsgOf(const OGRSpatialReference* reference) {
    if (!reference) return {};
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    return authority && code ? std::string(authority) + ":" + code : std::string{};
}

struct Fields {
    int id, length, diameter_mm, diameter, material, street;
    explicit Fields(const OGRFeatureDefn& d)
        : id(fieldNamed(d, {"id", "pipeid", "assetid", "gisid", "gid", "linkid", "uid", "name", "globalid", "objectid", "fid"})),
          length(fieldNamed(d, {"lengthm", "length", "pipelength", "shapelength", "shapeleng", "len"})),
          diameter_mm(fieldNamed(d, {"diametermm", "diammm", "diamm", "dnmm"})),
          diameter(fieldNamed(d, {"diameterm", "diameter", "diam", "dia", "dn", "nominaldiameter", "nomdiam", "bore", "internaldiameter"})),
          material(fieldNamed(d, {"material", "mat", "pipematerial", "matl"})),
          street(fieldNamed(d, {"street", "road", "address", "streetname", "location"})) {}
};

std::string text(const OGRFeature& f, int field) {
    return field >= 0 && f.IsFieldSetAndNotNull(field) ? toUtf8(f.GetFieldAsString(field)) : std::string{};
}

std::optional<double> diameterOf(const OGRFeature& f, const Fields& fields) {
    const int field = fields.diameter_mm >= 0 ? fields.diameter_mm : fields.diameter;
    if (field < 0 || !f.IsFieldSetAndNotNull(field)) return std::nullopt;
    const double v = f.GetFieldAsDouble(field);
    if (!(v > 0)) return std::nullopt;
    // Mains are 20 mm to 3 m wide: above 4 it cannot be metres.
    return fields.diameter_mm >= 0 || v > 4 ? v / 1000 : v;
}

/// What formats write where nobody said: "non-earth" of MapInfo, "Undefined geographic SRS" of GeoPackage.
bool isNobodysSystem(const OGRSpatialReference& reference) {
    const char* name = reference.GetName();
    return reference.IsLocal() != 0 || (name && std::string_view(name).substr(0, 9) == "Undefined");
}

/// Which coordinate system the numbers look like: degrees, or metres of the British National Grid.
std::string likelyCrs(OGRLayer& layer) {
    OGREnvelope box;
    if (layer.GetExtent(&box, 1) != OGRERR_NONE) return {};
    if (box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90) return "EPSG:4326";
    if (box.MinX >= 0 && box.MaxX <= 700'000 && box.MinY >= 0 && box.MaxY <= 1'300'000) return "EPSG:27700";
    return {};
}

/// Says that a layer names no coordinate system, and what was made of it.
Diagnostic withoutCrs(OGRLayer& layer, const std::string& path, const std::string& crs) {
    const std::string likely = likelyCrs(layer);
    return {Severity::warning,
            "gis.no-crs",
            "the layer names no coordinate system",
            path,
            layer.GetName(),
            {},
            {},
            crs.empty() ? "its coordinates as they are" : "taken as " + crs,
            !crs.empty()     ? "check that the pipes lie where they should"
            : likely.empty() ? "name it: --crs EPSG:N"
                             : "its extent suits " + likely + ": if that is right, say --crs " + likely};
}

double lengthOf(const std::vector<network::Point>& line) {
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return length;
}

void collect(const OGRGeometry& geometry, std::vector<std::vector<network::Point>>& lines) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbLineString) {
        const OGRLineString& source = *geometry.toLineString();
        std::vector<network::Point> line;
        for (int i = 0; i < source.getNumPoints(); ++i) {
            const network::Point p{source.getX(i), source.getY(i)};
            if (line.empty() || !(line.back() == p)) line.push_back(p);
        }
        if (line.size() >= 2) lines.push_back(std::move(line));
    } else if (type == wkbMultiLineString || type == wkbGeometryCollection) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect(*part, lines);
    }
}

} // namespace

Result<GisPipes> readGisPipes(const std::string& path, const std::string& crs) {
    const GdalQuiet quiet;
    const auto set = openOnDisk(path, GDAL_OF_VECTOR,
                                {"GPKG", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "ESRI Shapefile", "MapInfo File", "OpenFileGDB",
                                 "FlatGeobuf", "SQLite", "CSV", "GML", "LIBKML", "KML", "DXF", "DGN", "GPX"});
    if (!set)
        return Error{ErrorCode::unreadable,
                     "the GIS file cannot be read" + (quiet.message().empty() ? "" : ": " + quiet.message()),
                     path,
                     {},
                     {},
                     "use GeoPackage, GeoJSON, Shapefile, TAB or MIF"};
    SpatialReference wanted;
    if (!crs.empty()) {
        wanted.reset(new OGRSpatialReference);
        if (wanted->SetFromUserInput(crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
            return Error{ErrorCode::invalidInput, "unknown coordinate system '" + crs + "'", path, {}, {}, "use one like EPSG:27700"};
        wanted->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    GisPipes result;
    std::int64_t without = 0, unnamed = 0;
    for (OGRLayer* layer : set->GetLayers()) {
        const OGRSpatialReference* own = layer->GetSpatialRef();
        if (own && isNobodysSystem(*own)) own = nullptr;
        if (result.crs.empty()) result.crs = epsgOf(own);
        Transformation transformation;
        if (wanted && own && !own->IsSame(wanted.get())) {
            SpatialReference source(own->Clone());
            source->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
            if (!source->IsSame(wanted.get())) transformation.reset(OGRCreateCoordinateTransformation(source.get(), wanted.get()));
        }
        if (!own) result.diagnostics.push_back(withoutCrs(*layer, path, crs));
        const Fields fields(*layer->GetLayerDefn());
        for (auto& feature : *layer) {
            OGRGeometry* geometry = feature->GetGeometryRef();
            std::vector<std::vector<network::Point>> lines;
            const bool placed = geometry && (!transformation || geometry->transform(transformation.get()) == OGRERR_NONE);
            if (placed) collect(*geometry, lines);
            if (lines.empty()) {
                ++without;
                continue;
            }
            std::string id = text(*feature, fields.id);
            if (id.empty()) {
                ++unnamed;
                id = "pipe " + std::to_string(feature->GetFID());
            }
            const double whole = fields.length >= 0 && feature->IsFieldSetAndNotNull(fields.length) ? feature->GetFieldAsDouble(fields.length) : 0;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                network::GisPipe pipe;
                pipe.id = lines.size() == 1 ? id : id + "." + std::to_string(i + 1);
                pipe.length_m = whole > 0 && lines.size() == 1 ? whole : lengthOf(lines[i]);
                pipe.line = std::move(lines[i]);
                pipe.diameter_m = diameterOf(*feature, fields);
                pipe.material = text(*feature, fields.material);
                pipe.street = text(*feature, fields.street);
                result.pipes.push_back(std::move(pipe));
            }
        }
    }
    if (result.pipes.empty())
        return Error{ErrorCode::invalidInput, "the GIS file holds no lines", path, {}, {}, "name the layer or file of the mains"};
    if (without > 0)
        result.diagnostics.push_back({Severity::warning,
                                      "gis.no-line",
                                      std::to_string(without) + " features are no lines",
                                      path,
                                      {},
                                      {},
                                      {},
                                      "they are left out",
                                      "points and areas are not pipes"});
    if (unnamed > 0)
        result.diagnostics.push_back({Severity::warning,
                                      "gis.no-id",
                                      std::to_string(unnamed) + " pipes have no id",
                                      path,
                                      {},
                                      {},
                                      {},
                                      "named by their number in the file",
                                      "add a column 'id'"});
    return result;
}

} // namespace ms::ingest::gdal
