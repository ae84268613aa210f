#include "core/base/time.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace ms {
namespace {

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    const std::int64_t q = a / b;
    return a % b < 0 ? q - 1 : q;
}

constexpr std::int64_t kDay_ms = 86'400'000;

bool isLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int daysInMonth(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : kDays[month - 1];
}

/// Reads exactly `digits` digits at `pos`; -1 when they are not there.
int digitsAt(std::string_view text, std::size_t pos, int digits) {
    if (pos + static_cast<std::size_t>(digits) > text.size()) return -1;
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = text[pos + static_cast<std::size_t>(i)];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

std::int64_t daysFromCivil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = floorDiv(y, 400);
    const std::int64_t yearOfEra = y - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

Instant instantFromUtc(const CivilTime& c) {
    const std::int64_t days = daysFromCivil(c.year, c.month, c.day);
    return {days * kDay_ms + ((c.hour * 60LL + c.minute) * 60 + c.second) * 1000 + c.millisecond};
}

CivilTime utcFromInstant(Instant t) {
    const std::int64_t days = floorDiv(t.ms, kDay_ms);
    std::int64_t rest = t.ms % kDay_ms; // not by the days: the first day that can be told begins before the first instant
    if (rest < 0) rest += kDay_ms;
    const std::int64_t z = days + 719468;
    const std::int64_t era = floorDiv(z, 146097);
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    CivilTime c;
    c.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    c.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    c.year = static_cast<int>(yoe + era * 400 + (c.month <= 2 ? 1 : 0));
    c.millisecond = static_cast<int>(rest % 1000);
    rest /= 1000;
    c.second = static_cast<int>(rest % 60);
    rest /= 60;
    c.minute = static_cast<int>(rest % 60);
    c.hour = static_cast<int>(rest / 60);
    return c;
}

int dayOfWeek(Instant t) {
    const std::int64_t days = floorDiv(t.ms, kDay_ms) + 3; // 1970-01-01 was a Thursday
    return static_cast<int>(days - floorDiv(days, 7) * 7);
}

std::int32_t LocalZone::offsetAt(Instant t) const {
    if (transitions.empty()) return 0;
    auto after = std::upper_bound(transitions.begin(), transitions.end(), t, [](Instant x, const Transition& tr) { return x < tr.from; });
    return after == transitions.begin() ? transitions.front().offset_s : std::prev(after)->offset_s;
}

std::vector<Instant> LocalZone::fromLocal(Instant local) const {
    if (transitions.empty()) return {local};
    std::vector<Instant> found;
    // Offsets lie within a day, so only offsets in force within a day of the wall clock can apply.
    const Instant low = local - days(1), high = local + days(1);
    std::vector<std::int32_t> offsets{offsetAt(low)};
    auto it = std::lower_bound(transitions.begin(), transitions.end(), low, [](const Transition& tr, Instant x) { return tr.from < x; });
    for (; it != transitions.end() && it->from <= high; ++it) offsets.push_back(it->offset_s);
    for (std::int32_t offset : offsets) {
        const Instant utc{local.ms - offset * 1000LL};
        if (offsetAt(utc) == offset && std::find(found.begin(), found.end(), utc) == found.end()) found.push_back(utc);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string toIso(Instant t, const LocalZone& zone) {
    const std::int32_t offset = zone.offsetAt(t);
    const CivilTime c = utcFromInstant({t.ms + offset * 1000LL});
    char buffer[48];
    int n = std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
    std::string text(buffer, static_cast<std::size_t>(n));
    if (c.millisecond != 0) {
        n = std::snprintf(buffer, sizeof buffer, ".%03d", c.millisecond);
        text.append(buffer, static_cast<std::size_t>(n));
    }
    if (offset == 0 && zone.transitions.empty()) return text + "Z";
    const int minutes = std::abs(offset) / 60;
    n = std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return text.append(buffer, static_cast<std::size_t>(n));
}

std::optional<Instant> instantFromIso(std::string_view text, const LocalZone& zone) {
    CivilTime c;
    c.year = digitsAt(text, 0, 4);
    c.month = digitsAt(text, 5, 2);
    c.day = digitsAt(text, 8, 2);
    if (c.year < 0 || c.month < 1 || c.month > 12 || c.day < 1 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (c.day > daysInMonth(c.year, c.month)) return std::nullopt;
    std::size_t pos = 10;
    if (pos < text.size() && (text[pos] == 'T' || text[pos] == ' ')) {
        c.hour = digitsAt(text, 11, 2);
        c.minute = digitsAt(text, 14, 2);
        if (c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 || text[13] != ':') return std::nullopt;
        pos = 16;
        if (pos < text.size() && text[pos] == ':') {
            c.second = digitsAt(text, 17, 2);
            if (c.second < 0 || c.second > 59) return std::nullopt;
            pos = 19;
            if (pos < text.size() && text[pos] == '.') {
                int scale = 100;
                for (++pos; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos) {
                    c.millisecond += (text[pos] - '0') * scale;
                    scale /= 10;
                }
            }
        }
    }
    const Instant local = instantFromUtc(c);
    if (pos == text.size()) {
        const auto instants = zone.fromLocal(local);
        // In the spring gap no instant reads so: take the one that the clock, had it not been moved, would have meant.
        return instants.empty() ? Instant{local.ms - zone.offsetAt(local - hours(12)) * 1000LL} : instants.front();
    }
    if (text[pos] == 'Z' && pos + 1 == text.size()) return local;
    if (text[pos] == '+' || text[pos] == '-') {
        const bool colon = pos + 3 < text.size() && text[pos + 3] == ':';
        const int h = digitsAt(text, pos + 1, 2);
        const int m = text.size() == pos + 3 ? 0 : digitsAt(text, pos + (colon ? 4 : 3), 2);
        const std::size_t end = text.size() == pos + 3 ? pos + 3 : pos + (colon ? 6 : 5);
        if (h < 0 || h > 14 || m < 0 || m > 59 || end != text.size()) return std::nullopt;
        const Duration offset = minutes(h * 60 + m);
        return text[pos] == '+' ? local - offset : local + offset;
    }
    return std::nullopt;
}

} // namespace ms
