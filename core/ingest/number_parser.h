#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
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

/// The same for a cell within a buffer of which 9 bytes from `p` on can be read, whatever stands in them: cells of up to seven characters, which is
/// nearly all of them, are read as one word (their digits by multiplications, after Lemire, "Quickly parsing eight digits", 2018).
inline const char* readDecimalPadded(const char* p, const char* end, char mark, Decimal& out) {
    static_assert(std::endian::native == std::endian::little);
    const char* const whole = p;
    const bool negative = *p == '-';
    p += negative ? 1 : 0;
    std::uint64_t w = 0;
    std::memcpy(&w, p, sizeof w);
    // A byte of `other` is zero where a digit stands.
    const std::uint64_t low = w & 0x0F0F0F0F0F0F0F0FULL;
    std::uint64_t other = ((w & 0xF0F0F0F0F0F0F0F0ULL) ^ 0x3030303030303030ULL) | ((low + 0x0606060606060606ULL) & 0x1010101010101010ULL);
    const auto firstOther = [](std::uint64_t bytes) { return std::countr_zero(bytes) & ~7; }; // in bits
    if (other == 0) return readDecimal(whole, end, mark, out);
    int bits = firstOther(other); // of the digits
    int stop = bits, decimals = 0;
    std::uint64_t digits = low;
    if (static_cast<char>(w >> bits) == mark) {
        other &= ~(std::uint64_t{0xFF} << bits);
        if (other == 0) return readDecimal(whole, end, mark, out);
        stop = firstOther(other);
        decimals = (stop - bits) / 8 - 1;
        const std::uint64_t before = (std::uint64_t{1} << bits) - 1;
        digits = (low & before) | ((low >> 8) & ~before);
        bits = stop - 8;
    }
    p += stop / 8;
    if (bits == 0 || p > end) return readDecimal(whole, end, mark, out);
    digits <<= 64 - bits; // the last digit into the last byte, zeros before the first one
    digits = (digits * 10) + (digits >> 8);
    digits = (((digits & 0x000000FF000000FFULL) * 0x000F424000000064ULL) + (((digits >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL)) >> 32;
    const auto m = static_cast<std::int64_t>(digits & 0xFFFFFFFFULL);
    out.mantissa = negative ? -m : m;
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
