#pragma once

#include "core/ingest/table_reader.h"

namespace ms::ingest {

/// .xlsx and .ods through GDAL. Rows come as they stand, the header among them; a row's line is its number in the sheet. Cells formatted as dates
/// come as ISO texts, to the second; unformatted dates stay the serial numbers that they are. unreadable, invalidInput.
struct Sheet {
    std::string name;
    std::vector<Table::Row> rows; ///< of one width
};
/// The sheet of that name; without one, the first that has a row of two cells or more.
[[nodiscard]] Result<Sheet> readSheet(const std::string& path, const std::string& name = {});

/// Names of the sheets that have rows; one empty name where there is only one such sheet.
[[nodiscard]] Result<std::vector<std::string>> sheetsOf(const std::string& path);

[[nodiscard]] bool isSpreadsheet(const std::string& path); ///< by its name: .xlsx or .ods
/// The same as text, cells apart by tabs, line for line: how the parsers of readings see a spreadsheet.
[[nodiscard]] Result<std::string> spreadsheetText(const std::string& path, const std::string& sheet = {});

} // namespace ms::ingest
