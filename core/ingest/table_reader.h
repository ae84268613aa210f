#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ms::ingest {

/// A small table with a header, read whole: sensors.csv, repair lists. Cells are UTF-8, unquoted, trimmed.
struct Table {
    std::string path;
    char separator = ',';
    std::vector<std::string> header;
    struct Row {
        std::int64_t line = 0;
        std::vector<std::string> cells; ///< as many as the header has
    };
    std::vector<Row> rows; ///< empty lines are left out

    /// Column whose header is one of `names` (letters and digits count, case does not); -1 when there is none.
    [[nodiscard]] int column(std::initializer_list<std::string_view> names) const;
};

/// Any usual separator; quotes; packed or not; at most 64 MB; titles above the header are passed over. Spreadsheets (.xlsx, .ods) are read by GDAL:
/// their first sheet that has rows of several cells. `names`: what its columns may be called; the separator is the one that cuts most of these out of
/// a line, and where none does, most cells out of the first lines.
[[nodiscard]] Result<Table> readTable(const std::string& path, std::initializer_list<std::string_view> names = {});

} // namespace ms::ingest
