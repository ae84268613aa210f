#pragma once

#include <cstdint>
#include <string_view>

namespace ms::ingest {

/// A decimal number as it stands in a text: mantissa / 10^decimals.
struct Decimal {
    std::int64_t mantissa = 0;
    int decimals = 0;
};

/// Reads [-+]digits[mark digits] from `p`. Returns the first byte behind it, or null when there are no digits or more than 15 (then readCell()
/// decides).
inline const char* readDecimal(const char* p, const char* end, char mark, Decimal& out) {
    const bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) ++p;
    std::uint64_t m = 0;
    const char* const first = p;
    while (p < end && static_cast<unsigned char>(*p - '0') < 10) m = m * 10 + static_cast<std::uint64_t>(*p++ - '0');
    auto digits = p - first;
    int decimals = 0;
    if (p < end && *p == mark) {
        const char* const point = ++p;
        while (p < end && static_cast<unsigned char>(*p - '0') < 10) m = m * 10 + static_cast<std::uint64_t>(*p++ - '0');
        decimals = static_cast<int>(p - point);
        digits += decimals;
    }
    if (digits == 0 || digits > 15) return nullptr;
    out.mantissa = negative ? -static_cast<std::int64_t>(m) : static_cast<std::int64_t>(m);
    out.decimals = decimals;
    return p;
}

enum class CellKind { decimal, real, empty, text, code };

/// What stands in a cell.
struct Cell {
    CellKind kind = CellKind::empty;
    Decimal decimal; ///< kind decimal
    double real = 0; ///< kind real: more digits or a larger exponent than a Decimal holds
};

/// Reads any cell: blanks and quotes around it, thousands' separators, exponents, text; -9999 and its like are a code, not a reading.
[[nodiscard]] Cell readCell(std::string_view text, char mark);

[[nodiscard]] std::string_view trimmed(std::string_view text); ///< without blanks, tabs, carriage returns and one pair of quotes

} // namespace ms::ingest
