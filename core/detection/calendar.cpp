#include "core/detection/calendar.h"

#include <algorithm>

namespace ms::detection {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t mondayFrom(std::int64_t day) { return day + (7 - weekdayOf(day)) % 7; }
std::int64_t lastMonday(std::int64_t lastDay) { return lastDay - weekdayOf(lastDay); }

/// Dates month * 100 + day, and days after Easter Sunday.
struct HolidayRules {
    std::string_view zone;
    std::vector<int> dates, easter;
};

const std::vector<HolidayRules>& holidayRules() {
    static const std::vector<HolidayRules> rules{
        {"Europe/Berlin", {101, 501, 1003, 1225, 1226}, {-2, 1, 39, 50}},
        {"Europe/Vienna", {101, 106, 501, 815, 1026, 1101, 1208, 1225, 1226}, {1, 39, 50, 60}},
        {"Europe/Zurich", {101, 801, 1225}, {39}},
        {"Europe/Paris", {101, 501, 508, 714, 815, 1101, 1111, 1225}, {1, 39, 50}},
        {"Europe/Brussels", {101, 501, 721, 815, 1101, 1111, 1225}, {1, 39, 50}},
        {"Europe/Amsterdam", {101, 427, 1225, 1226}, {1, 39, 50}},
        {"Europe/Rome", {101, 106, 425, 501, 602, 815, 1101, 1208, 1225, 1226}, {1}},
        {"Europe/Madrid", {101, 106, 501, 815, 1012, 1101, 1206, 1208, 1225}, {-2}},
        {"Europe/Lisbon", {101, 425, 501, 610, 815, 1005, 1101, 1201, 1208, 1225}, {-2, 60}},
        {"Europe/Warsaw", {101, 106, 501, 503, 815, 1101, 1111, 1224, 1225, 1226}, {1, 60}},
        {"Europe/Dublin", {101, 317, 1225, 1226}, {1}},
    };
    return rules;
}

} // namespace

int weekdayOf(std::int64_t localDay) { return static_cast<int>(((localDay + 3) % 7 + 7) % 7); } // 1970-01-01 was a Thursday

std::int64_t easterSunday(int y) {
    const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    return daysFromCivil(y, month, day);
}

LocalSlot localSlot(Instant t, const LocalZone& zone, Duration step) {
    const std::int64_t local = zone.toLocal(t).ms;
    const std::int64_t day = floorDiv(local, kDay_ms);
    return {day, static_cast<int>((local - day * kDay_ms) / step.ms)};
}

DayType dayType(std::int64_t localDay, const std::vector<std::int64_t>& holidays) {
    if (std::binary_search(holidays.begin(), holidays.end(), localDay)) return DayType::sunday;
    const int w = weekdayOf(localDay);
    return w == 6 ? DayType::sunday : w == 5 ? DayType::saturday : DayType::working;
}

namespace {

/// Bank holidays by royal proclamation, as year * 10000 + month * 100 + day: those moved, and those given once (jubilees, a wedding, a funeral, a
/// coronation; gov.uk/bank-holidays and the London Gazette).
constexpr std::int64_t kMovedAway[] = {19950501, 20020527, 20120528, 20200504, 20220530};
constexpr std::int64_t kProclaimed[] = {19950508, 19991231, 20020603, 20020604, 20110429, 20120604,
                                        20120605, 20200508, 20220602, 20220603, 20220919, 20230508};

std::int64_t dayOfDate(std::int64_t date) {
    return daysFromCivil(static_cast<int>(date / 10000), static_cast<int>(date / 100 % 100), static_cast<int>(date % 100));
}

} // namespace

std::vector<std::int64_t> englishBankHolidays(int fromYear, int toYear) {
    std::vector<std::int64_t> days;
    for (int y = fromYear; y <= toYear; ++y) {
        const std::int64_t newYear = daysFromCivil(y, 1, 1), christmas = daysFromCivil(y, 12, 25), easter = easterSunday(y);
        days.push_back(weekdayOf(newYear) > 4 ? mondayFrom(newYear) : newYear);
        days.push_back(easter - 2);
        days.push_back(easter + 1);
        days.push_back(mondayFrom(daysFromCivil(y, 5, 1)));
        days.push_back(lastMonday(daysFromCivil(y, 5, 31)));
        days.push_back(lastMonday(daysFromCivil(y, 8, 31)));
        for (std::int64_t d : {christmas, christmas + 1}) days.push_back(d); // the days themselves are quiet whatever their weekday
        if (weekdayOf(christmas) == 4) days.push_back(christmas + 3);        // Boxing Day on a Saturday
        if (weekdayOf(christmas) == 5) days.insert(days.end(), {christmas + 2, christmas + 3});
        if (weekdayOf(christmas) == 6) days.push_back(christmas + 2);
    }
    for (const std::int64_t date : kMovedAway) std::erase(days, dayOfDate(date));
    for (const std::int64_t date : kProclaimed)
        if (date / 10000 >= fromYear && date / 10000 <= toYear) days.push_back(dayOfDate(date));
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::vector<std::int64_t> publicHolidays(std::string_view zoneName, int fromYear, int toYear) {
    if (zoneName == "Europe/London") return englishBankHolidays(fromYear, toYear);
    std::vector<std::int64_t> days;
    for (const HolidayRules& r : holidayRules()) {
        if (r.zone != zoneName) continue;
        for (int y = fromYear; y <= toYear; ++y) {
            for (const int date : r.dates) {
                const std::int64_t day = daysFromCivil(y, date / 100, date % 100);
                days.push_back(r.zone == "Europe/Amsterdam" && date == 427 && weekdayOf(day) == 6 ? day - 1 : day); // King's Day avoids Sundays
            }
            for (const int after : r.easter) days.push_back(easterSunday(y) + after);
            if (r.zone != "Europe/Dublin") continue;
            days.push_back(weekdayOf(daysFromCivil(y, 2, 1)) == 4 ? daysFromCivil(y, 2, 1) : mondayFrom(daysFromCivil(y, 2, 1))); // Saint Brigid
            for (const int month : {5, 6, 8}) days.push_back(mondayFrom(daysFromCivil(y, month, 1)));
            days.push_back(lastMonday(daysFromCivil(y, 10, 31)));
        }
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::vector<std::string_view> zonesWithHolidays() {
    std::vector<std::string_view> zones{"Europe/London"};
    for (const HolidayRules& r : holidayRules()) zones.push_back(r.zone);
    std::sort(zones.begin(), zones.end());
    return zones;
}

} // namespace ms::detection
