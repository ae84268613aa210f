#include "core/detection/days_off.h"

#include "core/base/time.h"
#include "core/detection/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ms;
using namespace ms::detection;

namespace {
std::int64_t dayOf(int y, int m, int d) { return daysFromCivil(y, m, d); }
} // namespace

TEST_CASE("Days off are those of the rules, with what the user adds and takes away") {
    DaysOff days;
    CHECK(daysOffIn(days, "Europe/Berlin", 2024, 2024) == publicHolidays("Europe/Berlin", 2024, 2024));
    days.put({dayOf(2024, 5, 1), false, "we work"});
    days.put({dayOf(2024, 2, 12), true, "carnival"});
    days.put({dayOf(2025, 3, 3), true, "carnival"});
    const auto off = daysOffIn(days, "Europe/Berlin", 2024, 2024);
    CHECK(std::is_sorted(off.begin(), off.end()));
    CHECK(off.size() == publicHolidays("Europe/Berlin", 2024, 2024).size()); // one less, one more; 2025 is another year
    CHECK_FALSE(std::binary_search(off.begin(), off.end(), dayOf(2024, 5, 1)));
    CHECK(std::binary_search(off.begin(), off.end(), dayOf(2024, 2, 12)));
    CHECK(std::binary_search(off.begin(), off.end(), dayOf(2024, 10, 3)));

    days.rules = DaysOff::kNoRules;
    CHECK(daysOffIn(days, "Europe/Berlin", 2024, 2025) == std::vector{dayOf(2024, 2, 12), dayOf(2025, 3, 3)});
    CHECK(rulesOf(days, "Europe/Berlin").empty());
    days.rules = "Europe/Paris";
    CHECK(rulesOf(days, "Europe/Berlin") == "Europe/Paris");
    CHECK(rulesOf({}, "America/Lima").empty());
}

TEST_CASE("A day is said once, and taken back") {
    DaysOff days;
    days.put({10, true, "a\nb"});
    days.put({5, true, {}});
    days.put({10, false, {}});
    CHECK(days.own == std::vector<OwnDay>{{5, true, {}}, {10, false, {}}});
    days.remove(5);
    CHECK(days.own.size() == 1);
}

TEST_CASE("A year of the calendar shows rules and words side by side") {
    DaysOff days;
    days.put({dayOf(2024, 12, 24), true, "Christmas Eve"});
    days.put({dayOf(2024, 12, 26), false, {}});
    const auto year = calendarYear(days, "Europe/London", 2024);
    REQUIRE(year.size() == 9);
    CHECK(year[6].day == OwnDay{dayOf(2024, 12, 24), true, "Christmas Eve"});
    CHECK_FALSE(year[6].byRule);
    CHECK(year[7].byRule); // Christmas Day
    CHECK_FALSE(year[7].byHand);
    CHECK((year[8].byRule && year[8].byHand && !year[8].day.off));
}

TEST_CASE("Days off come back from their text, and a wrong line is named") {
    DaysOff days;
    days.rules = "Europe/Paris";
    days.put({dayOf(2024, 2, 29), true, "the day of the year"});
    days.put({dayOf(2024, 5, 1), false, {}});
    CHECK(toText(days) == "rules Europe/Paris\n2024-02-29 off the day of the year\n2024-05-01 working\n");
    const auto back = daysOffFromText(toText(days));
    REQUIRE(back.ok());
    CHECK(*back == days);
    CHECK(toText({}).empty());
    CHECK(daysOffFromText("")->own.empty());
    for (const char* bad :
         {"2023-02-29 off", "2024-5-1 off", "2024-05-01 idle", "2024-05-01", "rules Mars/Base", "off 2024-05-01", "2024-13-01 off"}) {
        const auto refused = daysOffFromText(std::string("2024-01-02 off\n") + bad);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().element == bad);
    }
    CHECK(textOfLocalDay(*localDayFromText("1969-12-31")) == "1969-12-31");
}
