#include "core/ingest/number_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace ms::ingest {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view withoutBlanks(std::string_view t) {
    while (!t.empty() && isBlank(t.front())) t.remove_prefix(1);
    while (!t.empty() && isBlank(t.back())) t.remove_suffix(1);
    if (t.size() >= 2 && t.substr(0, 2) == "\xC2\xA0") t.remove_prefix(2); // a no-break space
    return t;
}

/// What historians and loggers write for "no value" as a number.
bool isCode(const Decimal& d) {
    std::int64_t whole = d.mantissa;
    for (int i = 0; i < d.decimals; ++i) {
        if (whole % 10 != 0) return false;
        whole /= 10;
    }
    return whole == -9999 || whole == -99999 || whole == -999999 || whole == 99999999;
}

} // namespace

std::string_view trimmed(std::string_view t) {
    t = withoutBlanks(t);
    if (t.size() >= 2 && t.front() == '"' && t.back() == '"') t = withoutBlanks(t.substr(1, t.size() - 2));
    return t;
}

Cell readCell(std::string_view raw, char mark) {
    Cell cell;
    std::string_view t = trimmed(raw);
    if (t.empty()) return cell;
    if (const char* end = readDecimal(t.data(), t.data() + t.size(), mark, cell.decimal); end == t.data() + t.size()) {
        cell.kind = isCode(cell.decimal) ? CellKind::code : CellKind::decimal;
        return cell;
    }
    // Everything else goes through a copy that from_chars understands.
    std::string plain;
    const char group = mark == ',' ? '.' : ',';
    std::size_t point = t.find(mark), groups = 0, sinceGroup = 0;
    bool grouped = true;
    for (std::size_t i = 0; i < t.size(); ++i) {
        const char c = t[i];
        if (c == mark) {
            plain += '.';
        } else if ((c == group || c == '\'') && i < point && i > 0) { // 1,234.5: a comma every three digits
            if ((groups > 0 && sinceGroup != 3) || sinceGroup == 0 || sinceGroup > 3) grouped = false;
            ++groups;
            sinceGroup = 0;
        } else {
            if (i < point && c >= '0' && c <= '9') ++sinceGroup; // the sign is no digit
            plain += c;
        }
    }
    if (groups > 0 && (!grouped || sinceGroup != 3)) {
        cell.kind = CellKind::text;
        return cell;
    }
    const char* begin = plain.data() + (plain.front() == '+' ? 1 : 0);
    const char* const end = plain.data() + plain.size();
    if (groups > 0 && readDecimal(begin, end, '.', cell.decimal) == end) {
        cell.kind = isCode(cell.decimal) ? CellKind::code : CellKind::decimal;
        return cell;
    }
    const auto [stop, problem] = std::from_chars(begin, end, cell.real);
    cell.kind = problem == std::errc{} && stop == end && std::isfinite(cell.real) ? CellKind::real : CellKind::text;
    return cell;
}

} // namespace ms::ingest
