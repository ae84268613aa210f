#include "core/ingest/table_reader.h"

#include "core/ingest/header_words.h"
#include "core/ingest/layout.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/spreadsheet.h"
#include "core/ingest/text_source.h"

#include <algorithm>
#include <map>

namespace ms::ingest {
namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;

std::string key(std::string_view text) {
    std::string out;
    for (const char c : lowered(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
    return out;
}

std::string unquoted(std::string_view cell) {
    std::string text = toUtf8(trimmed(cell));
    for (std::size_t at = 0; (at = text.find("\"\"", at)) != std::string::npos; ++at) text.erase(at, 1);
    return text;
}

} // namespace

int Table::column(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (key(header[i]) == key(name)) return static_cast<int>(i);
    return -1;
}

Result<Table> readTable(const std::string& path) {
    if (isSpreadsheet(path)) return readSpreadsheet(path);
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
    std::size_t most = 0;
    std::vector<std::string_view> cells;
    for (const char separator : {',', ';', '\t', '|'}) {
        splitLine(lines.front().second, separator, cells);
        if (cells.size() <= most) continue;
        most = cells.size();
        table.separator = separator;
    }
    splitLine(lines.front().second, table.separator, cells);
    for (const std::string_view cell : cells) table.header.push_back(unquoted(cell));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        splitLine(lines[i].second, table.separator, cells);
        Table::Row row;
        row.line = lines[i].first;
        for (const std::string_view cell : cells) row.cells.push_back(unquoted(cell));
        row.cells.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace ms::ingest
