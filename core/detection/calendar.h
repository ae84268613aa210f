#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ms::detection {

enum class DayType { working, saturday, sunday };

/// Local day number (days since 1970) and slot of the day of an instant.
struct LocalSlot {
    std::int64_t day = 0;
    int slot = 0;
};
[[nodiscard]] LocalSlot localSlot(Instant t, const LocalZone& zone, Duration step);

/// `holidays` (ascending local days) behave like Sundays.
[[nodiscard]] DayType dayType(std::int64_t localDay, const std::vector<std::int64_t>& holidays);

/// 0 = Monday ... 6 = Sunday.
[[nodiscard]] int weekdayOf(std::int64_t localDay);
/// The local day of Easter Sunday.
[[nodiscard]] std::int64_t easterSunday(int year);

/// Bank holidays of England and Wales by rule (gov.uk/bank-holidays; without the one-off ones): New Year, Good Friday, Easter Monday, the May and
/// August Mondays, Christmas and Boxing Day with their substitutes. Easter by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch.
/// 8).
[[nodiscard]] std::vector<std::int64_t> englishBankHolidays(int fromYear, int toYear);

/// Days off of the whole country that keeps the clock of an IANA time zone ("Europe/Berlin"), by the rules in force today; none where the rules are
/// not known (England, Ireland, Germany, Austria, Switzerland, France, Belgium, the Netherlands, Italy, Spain, Portugal and Poland are). Ascending.
[[nodiscard]] std::vector<std::int64_t> publicHolidays(std::string_view zoneName, int fromYear, int toYear);
/// The time zones whose countries' rules are known, by name.
[[nodiscard]] std::vector<std::string_view> zonesWithHolidays();

} // namespace ms::detection
