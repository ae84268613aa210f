#include "core/detection/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ms;
using namespace ms::detection;

TEST_CASE("bank holidays of England by rule") {
    const auto y2024 = englishBankHolidays(2024, 2024);
    const std::vector<std::int64_t> expected{daysFromCivil(2024, 1, 1),   daysFromCivil(2024, 3, 29), daysFromCivil(2024, 4, 1),
                                             daysFromCivil(2024, 5, 6),   daysFromCivil(2024, 5, 27), daysFromCivil(2024, 8, 26),
                                             daysFromCivil(2024, 12, 25), daysFromCivil(2024, 12, 26)};
    CHECK(y2024 == expected);
    const auto y2021 = englishBankHolidays(2021, 2021); // Christmas on a Saturday: Monday and Tuesday are off
    for (int d : {25, 26, 27, 28}) CHECK(std::binary_search(y2021.begin(), y2021.end(), daysFromCivil(2021, 12, d)));
    const auto y2022 = englishBankHolidays(2022, 2022); // a jubilee moved the one of May, and a funeral gave one
    const auto off = [&](int month, int day) { return std::binary_search(y2022.begin(), y2022.end(), daysFromCivil(2022, month, day)); };
    CHECK(off(6, 2));
    CHECK(off(6, 3));
    CHECK(off(9, 19));
    CHECK_FALSE(off(5, 30));
    CHECK(y2022.size() == 11);
}

TEST_CASE("public holidays by the clock's country") {
    const std::vector<std::int64_t> germany{daysFromCivil(2024, 1, 1),  daysFromCivil(2024, 3, 29),  daysFromCivil(2024, 4, 1),
                                            daysFromCivil(2024, 5, 1),  daysFromCivil(2024, 5, 9),   daysFromCivil(2024, 5, 20),
                                            daysFromCivil(2024, 10, 3), daysFromCivil(2024, 12, 25), daysFromCivil(2024, 12, 26)};
    CHECK(publicHolidays("Europe/Berlin", 2024, 2024) == germany);
    const auto has = [](const char* zone, int y, int m, int d) {
        const auto days = publicHolidays(zone, y, y);
        return std::binary_search(days.begin(), days.end(), daysFromCivil(y, m, d));
    };
    CHECK(has("Europe/Paris", 2025, 6, 9));      // Whit Monday
    CHECK(has("Europe/Vienna", 2025, 6, 19));    // Corpus Christi
    CHECK(has("Europe/Amsterdam", 2025, 4, 26)); // the 27th was a Sunday
    CHECK(has("Europe/Dublin", 2025, 10, 27));
    CHECK(has("Europe/Dublin", 2024, 2, 5));
    CHECK(publicHolidays("Europe/London", 2021, 2024) == englishBankHolidays(2021, 2024));
    CHECK(publicHolidays("Etc/UTC", 2024, 2024).empty());
}

TEST_CASE("day types and slots in local time") {
    CHECK(dayType(daysFromCivil(2024, 6, 15), {}) == DayType::saturday);
    CHECK(dayType(daysFromCivil(2024, 6, 16), {}) == DayType::sunday);
    CHECK(dayType(daysFromCivil(2024, 5, 6), {daysFromCivil(2024, 5, 6)}) == DayType::sunday);
    LocalZone summer;
    summer.transitions = {{Instant{0}, 3600}};
    const LocalSlot s = localSlot(instantFromUtc({2024, 6, 15, 23, 30}), summer, minutes(15));
    CHECK(s.day == daysFromCivil(2024, 6, 16));
    CHECK(s.slot == 2);
}
