#include "core/ingest/table_reader.h"

#include "core/ingest/header_words.h"
#include "core/ingest/layout.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/spreadsheet.h"
#include "core/ingest/text_source.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ms::ingest {
namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;
constexpr std::size_t kLookedForHeader = 30; ///< lines

std::string key(std::string_view text) {
    std::string out;
    for (const char c : lowered(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
    return out;
}

std::size_t filled(const Table::Row& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }));
}

/// The header is the first row that has nearly as many cells as any: titles and remarks above it have few.
Table tableOf(const std::string& path, std::vector<Table::Row> rows) {
    Table table;
    table.path = path;
    std::size_t most = 0, header = 0;
    for (std::size_t i = 0; i < rows.size() && i < kLookedForHeader; ++i) most = std::max(most, filled(rows[i]));
    while (header < rows.size() && header < kLookedForHeader && 10 * filled(rows[header]) < 6 * most) ++header;
    if (header >= rows.size()) return table;
    table.header = std::move(rows[header].cells);
    for (std::size_t i = header + 1; i < rows.size(); ++i) {
        if (filled(rows[i]) == 0) continue;
        rows[i].cells.resize(table.header.size());
        table.rows.push_back(std::move(rows[i]));
    }
    return table;
}

/// How many of the names are among the cells, each once.
std::size_t namesAmong(const std::vector<std::string_view>& cells, std::initializer_list<std::string_view> names) {
    std::set<std::string> found;
    for (const std::string_view cell : cells)
        for (const std::string_view name : names)
            if (key(plainText(cell)) == name) found.emplace(name);
    return found.size();
}

} // namespace

int Table::column(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (key(header[i]) == key(name)) return static_cast<int>(i);
    return -1;
}

Result<Table> readTable(const std::string& path, std::initializer_list<std::string_view> names) {
    if (isSpreadsheet(path)) {
        auto sheet = readSheet(path);
        if (!sheet.ok()) return sheet.error();
        return tableOf(path, std::move(sheet->rows));
    }
    auto head = readHead(path, kLargest);
    if (!head.ok()) return head.error();
    if (!head->whole) return Error{ErrorCode::limitExceeded, "the table is larger than 64 MB", path, {}, {}, {}};
    Table table;
    table.path = path;
    std::string_view text = head->text;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    std::vector<std::pair<std::int64_t, std::string_view>> lines;
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (!trimmed(line).empty()) lines.emplace_back(number, line);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (lines.empty()) return Error{ErrorCode::invalidInput, "the table is empty", path, {}, {}, {}};
    // Cells alone do not tell: what stands in a cell may be cut too. A title above the header has few.
    std::pair<std::size_t, std::size_t> most{}; // names in a line, cells in all
    std::vector<std::string_view> cells;
    for (const char separator : {',', ';', '\t', '|'}) {
        std::pair<std::size_t, std::size_t> here{};
        for (std::size_t i = 0; i < lines.size() && i < kLookedForHeader; ++i) {
            splitLine(lines[i].second, separator, cells);
            here.first = std::max(here.first, namesAmong(cells, names));
            here.second += cells.size() - 1;
        }
        if (here.second == 0 || here <= most) continue;
        most = here;
        table.separator = separator;
    }
    std::vector<Table::Row> rows;
    for (const auto& [number, line] : lines) {
        splitLine(line, table.separator, cells);
        Table::Row& row = rows.emplace_back();
        row.line = number;
        for (const std::string_view cell : cells) row.cells.push_back(plainText(cell));
    }
    Table whole = tableOf(path, std::move(rows));
    whole.separator = table.separator;
    return whole;
}

} // namespace ms::ingest
