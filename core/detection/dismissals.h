#pragma once

#include "core/base/time.h"
#include "core/detection/days_off.h"
#include "core/detection/event.h"

#include <string>
#include <vector>

namespace ms::detection {

/// Why somebody said that an event is no burst.
enum class DismissalReason { other, holiday, works, largeUser, instrument, nothingFound };

struct Dismissal {
    const Event* event = nullptr;
    DismissalReason reason = DismissalReason::other;
};

/// What dismissed events have in common, and what a person could do about it. Nothing is changed by it.
struct Suggestion {
    enum class Kind {
        dayOff,     ///< `day` was no ordinary day: put it into the calendar
        quietHours, ///< at `fromHour` to `toHour` (on `weekday`) somebody works in zone `subject`: keep it quiet, or move the work
        instrument, ///< sensor `subject` speaks for events that are none: look at it, leave its readings out
        lowerRate   ///< more are dismissed than false alarms were asked for: `rate` would be about right
    };
    Kind kind = Kind::lowerRate;
    std::string subject;
    std::vector<std::int64_t> events; ///< ids of the dismissed ones that speak for it, ascending
    std::int64_t day = 0;             ///< local, days since 1970-01-01
    int weekday = -1;                 ///< 0 = Monday; -1 = any
    int fromHour = 0, toHour = 0;     ///< local hours of the day, toHour may lie past midnight
    double dismissedPerZoneWeek = 0;
    double rate = 0; ///< false alarms a zone-week
};

/// What all that is known of the past says.
struct DismissalGround {
    LocalZone zone;
    DaysOff daysOff;
    double zoneWeeks = 0; ///< over which events were looked for
    double rate = 0.02;   ///< false alarms a zone-week that were asked for
};

/// The rules, each against chance at one in twenty:
///  - a day on which events of two zones and more began, all of them dismissed, or one that was dismissed as a holiday: dayOff;
///  - three and more of a zone that began within three hours of the day, more than chance puts there (scan statistic, Naus 1965): quietHours;
///  - three and more whose strongest evidence is one sensor's (two when dismissed as its fault), and not one confirmed: instrument;
///  - bursts and leaks dismissed, more than a Poisson count at the rate asked for: lowerRate.
[[nodiscard]] std::vector<Suggestion> suggestionsOf(const std::vector<Dismissal>& dismissed, const std::vector<Event>& all,
                                                    const DismissalGround& ground);

} // namespace ms::detection
