#include "core/ingest/time_reader.h"

#include "core/ingest/number_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

namespace ms::ingest {
namespace {

constexpr std::int64_t kDayLength_ms = 86'400'000;

/// The word in small letters and without accents, so far as names of months have them; in UTF-8 or Latin-1.
std::string plainLetters(std::string_view word) {
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto c = static_cast<unsigned char>(word[i]);
        if (c == 0xC3 && i + 1 < word.size() && (static_cast<unsigned char>(word[i + 1]) & 0xC0) == 0x80)
            c = static_cast<unsigned char>(static_cast<unsigned char>(word[++i]) | 0x40);
        if (c >= 0xC0) c = static_cast<unsigned char>(c | 0x20); // a small letter
        plain += c == 0xE4 ? 'a' : c == 0xE9 ? 'e' : c == 0xFB ? 'u' : static_cast<char>(std::tolower(c));
    }
    return plain;
}

/// Month names by their first three letters: English, and what differs in German, French, Spanish, Dutch.
int monthNamed(std::string_view word) {
    const std::string plain = plainLetters(word), key = plain.substr(0, 3);
    if (plain == "mardi" || plain == "martes") return 0; // Tuesday
    if (plain.starts_with("juin")) return 6;
    if (plain.starts_with("juil")) return 7;
    if (plain == "maart") return 3; // "maa" is Monday
    static constexpr std::array<std::string_view, 12> kNames{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == key) return static_cast<int>(i) + 1;
    static constexpr std::pair<std::string_view, int> kOthers[] = {{"mai", 5}, {"okt", 10}, {"dez", 12}, {"avr", 4}, {"fev", 2},
                                                                   {"ene", 1}, {"abr", 4},  {"ago", 8},  {"aou", 8}, {"dic", 12},
                                                                   {"mei", 5}, {"mrt", 3},  {"mrz", 3}};
    for (const auto& [name, month] : kOthers)
        if (name == key) return month;
    return 0;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

struct Token {
    int number = 0;
    std::size_t digits = 0; ///< 0 = a word
    int month = 0;
};

bool isLeap(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

} // namespace

std::optional<DateParts> datePartsOf(std::string_view text) {
    const std::string_view t = trimmed(text);
    if (t.size() == 8 && std::all_of(t.begin(), t.end(), isDigit)) {
        int v = 0;
        for (const char c : t) v = v * 10 + (c - '0');
        return DateParts{v / 10000, v / 100 % 100, v % 100, false, true};
    }
    std::array<Token, 4> tokens;
    std::size_t n = 0;
    for (std::size_t i = 0; i < t.size();) {
        Token token;
        const std::size_t from = i;
        if (isDigit(t[i])) {
            for (; i < t.size() && isDigit(t[i]); ++i)
                token.number = token.digits < 5 ? token.number * 10 + (t[i] - '0') : token.number, ++token.digits;
            if (token.digits > 4 || token.digits == 3) return std::nullopt;
        } else if (isLetter(t[i])) {
            while (i < t.size() && isLetter(t[i])) ++i;
            token.month = monthNamed(t.substr(from, i - from));
            if (token.month == 0) continue; // a weekday
        } else if (t[i] == '-' || t[i] == '/' || t[i] == '.' || t[i] == ' ' || t[i] == ',') {
            ++i;
            continue;
        } else {
            return std::nullopt;
        }
        if (n == 3) return std::nullopt;
        tokens[n++] = token;
    }
    if (n != 3) return std::nullopt;
    const auto named = std::count_if(tokens.begin(), tokens.begin() + 3, [](const Token& x) { return x.month > 0; });
    if (named > 1) return std::nullopt;
    if (named == 1) {
        DateParts parts{0, 0, 0, true, false};
        if (tokens[1].month > 0 && tokens[0].digits <= 2)
            parts = {tokens[0].number, tokens[1].month, tokens[2].number, true, false}; // 05-May-2024
        else if (tokens[1].month > 0)
            parts = {tokens[2].number, tokens[1].month, tokens[0].number, true, false}; // 2024-May-05
        else if (tokens[0].month > 0)
            parts = {tokens[1].number, tokens[0].month, tokens[2].number, true, false}; // May 5, 2024
        else
            return std::nullopt;
        return parts;
    }
    return DateParts{tokens[0].number, tokens[1].number, tokens[2].number, false, tokens[0].digits == 4};
}

std::optional<std::int64_t> dayOf(const DateParts& p, DateOrder order) {
    int year = p.c, month = p.b, day = p.a;
    if (p.yearFirst) {
        year = p.a;
        month = p.b;
        day = p.c;
    } else if (!p.named && order == DateOrder::mdy) {
        month = p.a;
        day = p.b;
    } else if (!p.named && order == DateOrder::ymd) { // 24-05-06
        year = p.a;
        day = p.c;
    }
    if (year < 100) year += year < 70 ? 2000 : 1900;
    static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1600 || year > 2500 || month < 1 || month > 12 || day < 1) return std::nullopt;
    if (day > kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && isLeap(year) ? 1 : 0)) return std::nullopt;
    return daysFromCivil(year, month, day);
}

bool TimeReader::setDate(std::string_view date) {
    const auto parts = datePartsOf(date);
    const auto day = parts ? dayOf(*parts, m_format.order) : std::nullopt;
    if (!day) return false;
    m_day_ms = *day * kDayLength_ms;
    m_dateLength = date.size() <= sizeof m_date ? date.size() : 0;
    std::memcpy(m_date, date.data(), m_dateLength);
    return true;
}

bool TimeReader::timeSlowly(std::string_view raw, Stamp& out) {
    std::string_view t = trimmed(raw);
    out.utc = false;
    // hh:mm[:ss[.fff]] [AM|PM] [Z|+hh[:mm]]
    std::size_t i = 0;
    const auto number = [&](int& value, std::size_t most) {
        const std::size_t from = i;
        value = 0;
        while (i < t.size() && i < from + most && isDigit(t[i])) value = value * 10 + (t[i++] - '0');
        return i > from;
    };
    int h = 0, m = 0, s = 0;
    std::int64_t fraction = 0;
    if (!number(h, 2) || i >= t.size() || (t[i] != ':' && t[i] != '.')) return false;
    ++i;
    if (!number(m, 2)) return false;
    if (i < t.size() && t[i] == ':') {
        ++i;
        if (!number(s, 2)) return false;
        if (i < t.size() && (t[i] == '.' || t[i] == ',')) {
            std::int64_t scale = 100;
            for (++i; i < t.size() && isDigit(t[i]); ++i, scale /= 10) fraction += (t[i] - '0') * scale;
        }
    }
    while (i < t.size() && t[i] == ' ') ++i;
    if (i + 1 < t.size() && (t[i + 1] == 'M' || t[i + 1] == 'm') && std::strchr("AaPp", t[i]) != nullptr) {
        if (h < 1 || h > 12) return false;
        h = h % 12 + (t[i] == 'P' || t[i] == 'p' ? 12 : 0);
        i += 2;
        while (i < t.size() && t[i] == ' ') ++i;
    }
    if (h > 24 || m > 59 || s > 59 || (h == 24 && (m > 0 || s > 0))) return false;
    out.ms = ((h * 60 + m) * 60 + s) * 1000LL + fraction;
    if (i == t.size()) return true;
    const std::string_view rest = t.substr(i);
    if (rest == "Z" || rest == "z" || rest == "UTC" || rest == "GMT") {
        out.utc = true;
        return true;
    }
    if (rest[0] != '+' && rest[0] != '-') return false;
    const bool behind = t[i++] == '-';
    int oh = 0, om = 0;
    if (!number(oh, 2)) return false;
    if (i < t.size() && t[i] == ':') ++i;
    if (i < t.size() && !number(om, 2)) return false;
    if (i != t.size() || oh > 14 || om > 59) return false;
    out.ms -= (behind ? -1 : 1) * (oh * 60 + om) * 60'000LL;
    out.utc = true;
    return true;
}

bool TimeReader::readSlowly(std::string_view raw, Stamp& out) {
    const std::string_view cell = trimmed(raw);
    if (cell.empty()) return false;
    if (m_format.clock != Clock::text) {
        const Cell c = readCell(cell, m_format.decimalMark);
        if (c.kind != CellKind::decimal && c.kind != CellKind::real) return false;
        double v = c.real;
        if (c.kind == CellKind::decimal) {
            v = static_cast<double>(c.decimal.mantissa);
            for (int i = 0; i < c.decimal.decimals; ++i) v /= 10;
        }
        const double ms = m_format.clock == Clock::epochMillis    ? v
                          : m_format.clock == Clock::epochSeconds ? v * 1000
                                                                  : (v - 25569.0) * static_cast<double>(kDayLength_ms);
        if (!(ms > -1e13 && ms < 2e13)) return false;
        // Serial days are not exact: to the second, which is as fine as spreadsheets show.
        out.ms = m_format.clock == Clock::serialDays ? static_cast<std::int64_t>(ms / 1000 + (ms < 0 ? -0.5 : 0.5)) * 1000
                                                     : static_cast<std::int64_t>(ms < 0 ? ms - 0.5 : ms + 0.5);
        out.utc = m_format.clock != Clock::serialDays;
        return true;
    }
    // The date ends at the gap before the first digits with a colon; without a colon there is only a date.
    const std::size_t colon = cell.find(':');
    if (colon == std::string_view::npos) {
        if (!setDate(cell)) return false;
        m_dateLength = 0; // nothing follows it: the quick way would not recognise it
        out = {m_day_ms, false};
        return true;
    }
    std::size_t hour = colon;
    while (hour > 0 && isDigit(cell[hour - 1])) --hour;
    if (hour < 6) return false;
    if (!isGap(cell[hour - 1])) return false;
    const std::string_view date = cell.substr(0, hour - 1);
    if (!setDate(date) || !timeOfDay(cell.substr(hour), out)) return false;
    out.ms += m_day_ms;
    return true;
}

std::int64_t ZoneCursor::look(std::int64_t local_ms, std::int64_t before) {
    const auto& table = m_zone->transitions;
    const auto found = m_zone->fromLocal({local_ms});
    if (found.size() == 1) {
        const std::int64_t utc = found.front().ms;
        m_offset_ms = local_ms - utc;
        m_from = std::numeric_limits<std::int64_t>::min();
        m_to = std::numeric_limits<std::int64_t>::max();
        const auto next =
            std::upper_bound(table.begin(), table.end(), Instant{utc}, [](Instant x, const LocalZone::Transition& t) { return x < t.from; });
        // Around a change lies an hour that is left out or repeated: it is not part of the easy stretch.
        if (next != table.end()) m_to = next->from.ms + std::min<std::int64_t>(m_offset_ms, next->offset_s * 1000LL);
        if (next != table.begin() && std::prev(next) != table.begin()) {
            const auto now = std::prev(next);
            m_from = now->from.ms + std::max<std::int64_t>(m_offset_ms, std::prev(now)->offset_s * 1000LL);
        }
        return utc;
    }
    if (found.size() > 1) return found.front().ms > before ? found.front().ms : found.back().ms;
    ++m_inGap;
    return local_ms - m_zone->offsetAt({local_ms - kDayLength_ms}) * 1000LL; // as if the clock had not been moved
}

} // namespace ms::ingest
