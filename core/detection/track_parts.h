#pragma once

#include "core/detection/event_book.h"
#include "core/detection/zone_series.h"
#include "core/detection/zone_tracker.h"

#include <algorithm>
#include <cstdint>
#include <stop_token>
#include <vector>

/// What the ways of following a zone have in common when they begin and when they hand over.
namespace ms::detection {

/// Local days that live as Sundays in the years of `span`.
[[nodiscard]] std::vector<std::int64_t> holidaysOf(const TrackerOptions& options, TimeSpan span);

/// The error of a zone that nothing is known of.
[[nodiscard]] Error noReadings(const Balance& balance);

/// Gives a watch the known steps from `from` on, with progress by weeks; cancelled when asked to stop.
template <class Watch>
[[nodiscard]] Result<void> goThrough(Watch& watch, const ZoneSeries& series, Eigen::Index from, const std::string& zone, Sink& sink,
                                     const std::stop_token& stop) {
    const Eigen::Index n = series.known, day = std::max<Eigen::Index>(1, 86'400'000 / series.step.ms);
    for (Eigen::Index i = from; i < n; ++i) {
        if (i % day == 0) {
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped", {}, {}, {}, {}};
            if (i % (7 * day) == 0) sink.progress("detect " + zone, i / day, n / day);
        }
        watch.step(i);
    }
    sink.progress("detect " + zone, n / day, n / day);
    return {};
}

/// "2025-11-19 05:52": an instant as the sentences about an event say it.
[[nodiscard]] std::string minuteOf(Instant t, const LocalZone& zone);

/// The events of a book that belong to the period asked for, in words.
[[nodiscard]] std::vector<TrackedEvent> eventsOf(const std::vector<BookedEvent>& book, const TrackerOptions& options);
/// Series (of the steps that are held) and events, in words, of what was found. `book` by time of detection; `sd` is the standard deviation of one
/// step.
[[nodiscard]] ZoneTrack trackOf(const std::string& zone, const ZoneSeries& series, Steps expected_m3s, Steps sd_m3s,
                                const std::vector<BookedEvent>& book, const TrackerOptions& options);

} // namespace ms::detection
