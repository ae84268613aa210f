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
