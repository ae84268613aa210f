#include "core/network/inp/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace ms::network::inp {
namespace {

char upperChar(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\0' || c == '\v' || c == '\f'; }

} // namespace

bool equalNoCase(std::string_view a, std::string_view b) { return a.size() == b.size() && startsNoCase(a, b); }

bool startsNoCase(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if (upperChar(text[i]) != upperChar(prefix[i])) return false;
    return true;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = upperChar(c);
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = c >= 0xC2 && c <= 0xDF ? 1 : c >= 0xE0 && c <= 0xEF ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0;
        if (more == 0 || i + more >= text.size()) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

std::string utf8FromLatin1(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char ch : text) {
        const auto c = static_cast<unsigned char>(ch);
        if (c < 0x80) {
            result.push_back(ch);
        } else {
            result.push_back(static_cast<char>(0xC0 | (c >> 6)));
            result.push_back(static_cast<char>(0x80 | (c & 0x3F)));
        }
    }
    return result;
}

std::optional<std::string> latin1FromUtf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            result.push_back(text[i]);
            continue;
        }
        if (c > 0xC3 || i + 1 == text.size()) return std::nullopt;
        result.push_back(static_cast<char>((c << 6) | (static_cast<unsigned char>(text[++i]) & 0x3F)));
    }
    if (isUtf8(result)) return std::nullopt;
    return result;
}

std::optional<double> numberFromString(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) return std::nullopt;
    if (error != std::errc{}) return std::nullopt;
    if (end != text.data() + text.size()) {
        if ((*end != 'D' && *end != 'd') || text.size() > 60) return std::nullopt;
        std::string copy(text);
        copy[static_cast<std::size_t>(end - text.data())] = 'e';
        const auto again = std::from_chars(copy.data(), copy.data() + copy.size(), value);
        if (again.ec != std::errc{} || again.ptr != copy.data() + copy.size()) return std::nullopt;
    }
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::int64_t> secondsFromString(std::string_view time, std::string_view unit) {
    double hours = 0;
    if (const auto number = numberFromString(time)) {
        hours = *number;
        if (startsNoCase(unit, "SEC")) {
            hours /= 3600.0;
        } else if (startsNoCase(unit, "MIN")) {
            hours /= 60.0;
        } else if (startsNoCase(unit, "DAY")) {
            hours *= 24.0;
        } else if (!unit.empty() && !startsNoCase(unit, "HOU") && !startsNoCase(unit, "AM") && !startsNoCase(unit, "PM")) {
            return std::nullopt;
        }
    } else {
        std::array<double, 3> parts{};
        std::size_t count = 0;
        std::string_view rest = time;
        while (true) {
            const auto colon = rest.find(':');
            const auto part = numberFromString(rest.substr(0, colon));
            if (!part || *part < 0 || count == 3) return std::nullopt;
            parts[count++] = *part;
            if (colon == std::string_view::npos) break;
            rest.remove_prefix(colon + 1);
        }
        if (count < 2) return std::nullopt;
        hours = parts[0] + parts[1] / 60.0 + parts[2] / 3600.0;
        if (!unit.empty() && !startsNoCase(unit, "AM") && !startsNoCase(unit, "PM")) return std::nullopt;
    }
    if (startsNoCase(unit, "AM") && hours >= 12.0 && hours < 13.0) hours -= 12.0;
    if (startsNoCase(unit, "PM") && hours < 12.0) hours += 12.0;
    if (hours < 0 || hours > 1e8) return std::nullopt;
    return static_cast<std::int64_t>(3600.0 * hours + 0.5);
}

void tokensOf(std::string_view text, std::vector<std::string_view>& tokens) {
    tokens.clear();
    std::size_t i = 0;
    while (true) {
        while (i < text.size() && isBlank(text[i])) ++i;
        if (i == text.size()) return;
        if (text[i] == '"') {
            const std::size_t close = text.find('"', i + 1);
            const std::size_t end = close == std::string_view::npos ? text.size() : close;
            tokens.push_back(text.substr(i + 1, end - i - 1));
            i = end == text.size() ? end : end + 1;
        } else {
            std::size_t end = i;
            while (end < text.size() && !isBlank(text[end])) ++end;
            tokens.push_back(text.substr(i, end - i));
            i = end;
        }
    }
}

std::string numberToString(double si, double factor) {
    std::array<char, 40> buffer{};
    if (factor == 1.0) {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), si).ptr;
        return {buffer.data(), end};
    }
    const double guess = si / factor;
    for (int precision = 1; precision <= 17; ++precision) {
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), guess, std::chars_format::general, precision).ptr;
        double back = 0;
        std::from_chars(buffer.data(), end, back);
        if (back * factor != si) continue;
        // The same number without an exponent where people write none: 270, not 2.7e+02.
        const double size = std::fabs(back);
        const auto last =
            size >= 1e-4 && size < 1e12 ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), back, std::chars_format::fixed).ptr : end;
        return {buffer.data(), last};
    }
    // Division and multiplication need not be inverse: look beside.
    for (const double direction : {-HUGE_VAL, HUGE_VAL}) {
        double near = guess;
        for (int step = 0; step < 4; ++step) {
            near = std::nextafter(near, direction);
            if (near * factor == si) {
                const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), near).ptr;
                return {buffer.data(), end};
            }
        }
    }
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), guess).ptr;
    return {buffer.data(), end};
}

} // namespace ms::network::inp
