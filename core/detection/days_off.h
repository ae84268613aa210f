#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ms::detection {

/// A local day that its people do not live as the rules of their country say.
struct OwnDay {
    std::int64_t day = 0;   ///< days since 1970-01-01, local
    bool off = true;        ///< lives as a Sunday; false: a holiday of the rules that is an ordinary day here
    std::string occasion{}; ///< for people: "carnival", one line
    bool operator==(const OwnDay&) const = default;
};

/// Which local days live as Sundays do: the rules of a country, and what the user knows better.
struct DaysOff {
    std::string rules;       ///< IANA zone of the country whose rules hold (publicHolidays); empty: the project's own clock; kNoRules: none
    std::vector<OwnDay> own; ///< ascending, each day once
    static constexpr std::string_view kNoRules = "none";
    bool operator==(const DaysOff&) const = default;

    void put(OwnDay day);          ///< in its place, instead of what was said of that day
    void remove(std::int64_t day); ///< as the rules have it
};

/// The zone whose rules hold, empty = none; `ownZone` is the project's.
[[nodiscard]] std::string_view rulesOf(const DaysOff& days, std::string_view ownZone);
/// The days off of whole years, ascending.
[[nodiscard]] std::vector<std::int64_t> daysOffIn(const DaysOff& days, std::string_view ownZone, int fromYear, int toYear);

/// A day of the calendar as people look at it: in the rules, or said otherwise.
struct CalendarDay {
    OwnDay day;          ///< `occasion` empty for a day by rule
    bool byRule = false; ///< the rules have it, whatever was said of it
    bool byHand = false; ///< something was said of it
};
/// All of a year, ascending.
[[nodiscard]] std::vector<CalendarDay> calendarYear(const DaysOff& days, std::string_view ownZone, int year);

/// As lines of text: "rules Europe/Paris", "2024-12-24 off Christmas Eve", "2024-05-01 working". Empty where everything is as the clock says.
[[nodiscard]] std::string toText(const DaysOff& days);
/// Back; invalidInput names the line.
[[nodiscard]] Result<DaysOff> daysOffFromText(std::string_view text);

/// "2024-02-30" is none: invalidInput.
[[nodiscard]] Result<std::int64_t> localDayFromText(std::string_view text);
[[nodiscard]] std::string textOfLocalDay(std::int64_t day);

} // namespace ms::detection
