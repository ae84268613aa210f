#include "core/ingest/gdal_guard.h"
#include "core/ingest/gdal_part.h"

namespace ms::ingest::gdal {
namespace {

std::string cellOf(const OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
    if ((type == OFTDateTime || type == OFTDate) && feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone) != 0) {
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute, static_cast<int>(second));
        return text;
    }
    return feature.GetFieldAsString(field);
}

} // namespace

Result<Table> readSpreadsheet(const std::string& path) {
    const GdalQuiet quiet;
    GDALDatasetUniquePtr set(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!set)
        return Error{ErrorCode::unreadable, "the spreadsheet cannot be read: " + quiet.message(), path, {}, {}, "save it again as .xlsx, or as CSV"};
    for (OGRLayer* layer : set->GetLayers()) {
        if (layer->GetFeatureCount() < 1) continue;
        Table table;
        table.path = path;
        const OGRFeatureDefn& definition = *layer->GetLayerDefn();
        const int n = definition.GetFieldCount();
        bool unnamed = n > 0;
        for (int i = 0; i < n; ++i) {
            table.header.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
            unnamed = unnamed && table.header.back().rfind("Field", 0) == 0;
        }
        std::int64_t line = 1;
        for (auto& feature : *layer) {
            Table::Row row;
            row.line = ++line;
            for (int i = 0; i < n; ++i) row.cells.push_back(cellOf(*feature, i));
            table.rows.push_back(std::move(row));
        }
        // GDAL takes a header of texts above texts for data.
        if (unnamed && !table.rows.empty()) {
            table.header = table.rows.front().cells;
            table.rows.erase(table.rows.begin());
        }
        return table;
    }
    return Error{ErrorCode::invalidInput, "the spreadsheet holds no rows", path, {}, {}, {}};
}

} // namespace ms::ingest::gdal
