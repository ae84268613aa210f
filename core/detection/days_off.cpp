#include "core/detection/days_off.h"

#include "core/base/time.h"
#include "core/detection/calendar.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace ms::detection {
namespace {

Error wrong(std::string_view line, std::string what) {
    return {ErrorCode::invalidInput, std::move(what), {}, std::string(line), {}, "write '2024-12-24 off Christmas Eve' or '2024-05-01 working'"};
}

/// The text up to the first blank, taken off `rest` together with the blanks behind it.
std::string_view firstWord(std::string_view& rest) {
    const auto blank = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, blank);
    rest.remove_prefix(std::min(rest.find_first_not_of(' ', blank), rest.size()));
    return word;
}

} // namespace

void DaysOff::put(OwnDay day) {
    std::replace_if(
        day.occasion.begin(), day.occasion.end(), [](unsigned char c) { return c < ' '; }, ' ');
    remove(day.day);
    own.insert(std::upper_bound(own.begin(), own.end(), day, [](const auto& a, const auto& b) { return a.day < b.day; }), std::move(day));
}

void DaysOff::remove(std::int64_t day) {
    std::erase_if(own, [day](const OwnDay& d) { return d.day == day; });
}

std::string_view rulesOf(const DaysOff& days, std::string_view ownZone) {
    const std::string_view zone = days.rules.empty() ? ownZone : std::string_view(days.rules);
    const auto known = zonesWithHolidays();
    return std::find(known.begin(), known.end(), zone) == known.end() ? std::string_view{} : zone;
}

std::vector<std::int64_t> daysOffIn(const DaysOff& days, std::string_view ownZone, int fromYear, int toYear) {
    std::vector<std::int64_t> off = publicHolidays(rulesOf(days, ownZone), fromYear, toYear);
    const std::int64_t from = daysFromCivil(fromYear, 1, 1), to = daysFromCivil(toYear + 1, 1, 1);
    for (const OwnDay& d : days.own) {
        if (d.day < from || d.day >= to) continue;
        const auto at = std::lower_bound(off.begin(), off.end(), d.day);
        const bool there = at != off.end() && *at == d.day;
        if (d.off && !there) off.insert(at, d.day);
        if (!d.off && there) off.erase(at);
    }
    return off;
}

std::vector<CalendarDay> calendarYear(const DaysOff& days, std::string_view ownZone, int year) {
    std::vector<CalendarDay> all;
    for (const std::int64_t day : publicHolidays(rulesOf(days, ownZone), year, year)) all.push_back({{day, true, {}}, true, false});
    const std::int64_t from = daysFromCivil(year, 1, 1), to = daysFromCivil(year + 1, 1, 1);
    for (const OwnDay& own : days.own) {
        if (own.day < from || own.day >= to) continue;
        const auto at = std::lower_bound(all.begin(), all.end(), own.day, [](const CalendarDay& c, std::int64_t day) { return c.day.day < day; });
        if (at != all.end() && at->day.day == own.day)
            *at = {own, true, true};
        else
            all.insert(at, {own, false, true});
    }
    return all;
}

std::string toText(const DaysOff& days) {
    std::string text;
    if (!days.rules.empty()) text += "rules " + days.rules + "\n";
    for (const OwnDay& d : days.own)
        text += textOfLocalDay(d.day) + (d.off ? " off" : " working") + (d.occasion.empty() ? "" : " " + d.occasion) + "\n";
    return text;
}

Result<DaysOff> daysOffFromText(std::string_view text) {
    DaysOff days;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        std::string_view rest = line;
        const std::string_view first = firstWord(rest);
        if (first.empty()) continue;
        if (first == "rules") {
            days.rules = rest;
            if (rest != DaysOff::kNoRules && rulesOf(days, {}).empty()) return wrong(line, "the holidays of this time zone's country are not known");
            continue;
        }
        const auto day = localDayFromText(first);
        if (!day) return wrong(line, day.error().message);
        const std::string_view how = firstWord(rest);
        if (how != "off" && how != "working") return wrong(line, "a day is off or working");
        days.put({*day, how == "off", std::string(rest)});
    }
    return days;
}

Result<std::int64_t> localDayFromText(std::string_view text) {
    int parts[3] = {};
    bool good = text.size() == 10 && text[4] == '-' && text[7] == '-';
    for (int i = 0; good && i < 3; ++i) {
        const char* from = text.data() + (i == 0 ? 0 : 2 + 3 * i);
        const char* to = from + (i == 0 ? 4 : 2);
        good = std::from_chars(from, to, parts[i]).ptr == to;
    }
    const std::int64_t day =
        good && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31 ? daysFromCivil(parts[0], parts[1], parts[2]) : 0;
    if (!good || textOfLocalDay(day) != text) // 31 April would be the first of May
        return Error{ErrorCode::invalidInput, "this is no date", {}, std::string(text), {}, "write it as 2024-12-24"};
    return day;
}

std::string textOfLocalDay(std::int64_t day) {
    const CivilTime civil = utcFromInstant(Instant{day * days(1).ms});
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    return text;
}

} // namespace ms::detection
