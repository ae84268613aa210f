#include "core/base/time.h"
#include "core/ingest/gdal_guard.h"
#include "core/ingest/gdal_part.h"

#include <algorithm>

namespace ms::ingest::gdal {
namespace {

std::string cellOf(const OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    CivilTime t;
    int zone = 0;
    float second = 0;
    const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
    if ((type == OFTDateTime || type == OFTDate) &&
        feature.GetFieldAsDateTime(field, &t.year, &t.month, &t.day, &t.hour, &t.minute, &second, &zone) != 0) {
        // Spreadsheets keep days as fractions: 14:59.9998 is 15:00.
        const Instant rounded = instantFromUtc(t) + seconds(static_cast<std::int64_t>(second + 0.5F));
        std::string text = toIso(rounded);
        text.pop_back(); // the Z: it is the clock of whoever typed it
        return text;
    }
    return feature.GetFieldAsString(field);
}

Result<GDALDatasetUniquePtr> openBook(const std::string& path, const GdalQuiet& quiet) {
    auto set = openOnDisk(path, GDAL_OF_VECTOR, {"XLSX", "ODS"});
    if (!set)
        return Error{ErrorCode::unreadable, "the spreadsheet cannot be read: " + quiet.message(), path, {}, {}, "save it again as .xlsx, or as CSV"};
    return set;
}

/// GDAL takes the first row for a header when it likes, and then it is no feature: what it made up itself is called Field1, Field2 ...
bool hasOwnHeader(const OGRFeatureDefn& definition) {
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        if (definition.GetFieldDefn(i)->GetNameRef() != "Field" + std::to_string(i + 1)) return true;
    return false;
}

Sheet sheetOf(OGRLayer& layer) {
    Sheet sheet{layer.GetName(), {}};
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    const int n = definition.GetFieldCount();
    if (hasOwnHeader(definition)) {
        Table::Row& header = sheet.rows.emplace_back();
        header.line = 1;
        for (int i = 0; i < n; ++i) header.cells.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    }
    for (auto& feature : layer) {
        Table::Row& row = sheet.rows.emplace_back();
        row.line = feature->GetFID();
        for (int i = 0; i < n; ++i) row.cells.push_back(cellOf(*feature, i));
    }
    return sheet;
}

bool hasRow(const Sheet& sheet) {
    return std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const Table::Row& row) {
        return std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }) >= 2;
    });
}

} // namespace

Result<std::vector<std::string>> sheetsOf(const std::string& path) {
    const GdalQuiet quiet;
    const auto book = openBook(path, quiet);
    if (!book.ok()) return book.error();
    std::vector<std::string> names;
    for (OGRLayer* layer : (*book)->GetLayers())
        if (layer->GetFeatureCount() > 0) names.emplace_back(layer->GetName());
    if (names.empty()) return Error{ErrorCode::invalidInput, "the spreadsheet holds no rows", path, {}, {}, {}};
    if (names.size() == 1) names.front().clear();
    return names;
}

Result<Sheet> readSheet(const std::string& path, const std::string& name) {
    const GdalQuiet quiet;
    const auto book = openBook(path, quiet);
    if (!book.ok()) return book.error();
    for (OGRLayer* layer : (*book)->GetLayers()) {
        if (layer->GetFeatureCount() < 1 || (!name.empty() && name != layer->GetName())) continue;
        Sheet sheet = sheetOf(*layer);
        if (!name.empty() || hasRow(sheet)) return sheet;
    }
    return Error{ErrorCode::invalidInput, "the spreadsheet holds no rows", path, name, {}, {}};
}

} // namespace ms::ingest::gdal
