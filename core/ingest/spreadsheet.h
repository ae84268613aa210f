#pragma once

#include "core/ingest/table_reader.h"

namespace ms::ingest {

/// The first sheet of an .xlsx or .ods that has rows, through GDAL; its first row is the header. Dates come as ISO texts. unreadable, invalidInput.
[[nodiscard]] Result<Table> readSpreadsheet(const std::string& path);

[[nodiscard]] bool isSpreadsheet(const std::string& path); ///< by its name: .xlsx or .ods
/// The same as text, cells apart by tabs: how the parsers of readings see a spreadsheet.
[[nodiscard]] Result<std::string> spreadsheetText(const std::string& path);

} // namespace ms::ingest
