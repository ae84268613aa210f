#include "core/ingest/spreadsheet.h"

#include "core/ingest/gdal_part.h"
#include "core/ingest/header_words.h"

namespace ms::ingest {

Result<Table> readSpreadsheet(const std::string& path) {
    const auto part = gdal::part();
    if (!part.ok()) return part.error();
    return (*part)->readSpreadsheet(path);
}

bool isSpreadsheet(const std::string& path) {
    const std::string low = lowered(path);
    return low.ends_with(".xlsx") || low.ends_with(".ods");
}

Result<std::string> spreadsheetText(const std::string& path) {
    const auto table = readSpreadsheet(path);
    if (!table.ok()) return table.error();
    std::string text;
    const auto put = [&text](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += '\t';
            for (const char c : cells[i]) text += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
        }
        text += '\n';
    };
    put(table->header);
    for (const Table::Row& row : table->rows) put(row.cells);
    return text;
}

} // namespace ms::ingest
