#include "core/ingest/spreadsheet.h"

#include "core/ingest/gdal_part.h"
#include "core/ingest/header_words.h"

namespace ms::ingest {

Result<Sheet> readSheet(const std::string& path, const std::string& name) {
    const auto part = gdal::part();
    if (!part.ok()) return part.error();
    return (*part)->readSheet(path, name);
}

Result<std::vector<std::string>> sheetsOf(const std::string& path) {
    const auto part = gdal::part();
    if (!part.ok()) return part.error();
    return (*part)->sheetsOf(path);
}

bool isSpreadsheet(const std::string& path) {
    const std::string low = lowered(path);
    return low.ends_with(".xlsx") || low.ends_with(".ods");
}

Result<std::string> spreadsheetText(const std::string& path, const std::string& name) {
    const auto sheet = readSheet(path, name);
    if (!sheet.ok()) return sheet.error();
    std::string text;
    std::int64_t line = 1;
    for (const Table::Row& row : sheet->rows) {
        for (; line < row.line; ++line) text += '\n';
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) text += '\t';
            for (const char c : row.cells[i]) text += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
        }
        text += '\n';
        ++line;
    }
    return text;
}

} // namespace ms::ingest
