#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ms {

/// A span of time in milliseconds.
struct Duration {
    std::int64_t ms = 0;
    constexpr auto operator<=>(const Duration&) const = default;
    [[nodiscard]] constexpr double seconds() const { return static_cast<double>(ms) / 1000.0; }
    [[nodiscard]] constexpr double hours() const { return static_cast<double>(ms) / 3.6e6; }
    [[nodiscard]] constexpr double days() const { return static_cast<double>(ms) / 8.64e7; }
    constexpr Duration operator*(std::int64_t n) const { return {ms * n}; }
    constexpr Duration operator+(Duration d) const { return {ms + d.ms}; }
    constexpr Duration operator-(Duration d) const { return {ms - d.ms}; }
    constexpr Duration operator-() const { return {-ms}; }
};

[[nodiscard]] constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
[[nodiscard]] constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }
[[nodiscard]] constexpr Duration hours(std::int64_t n) { return {n * 3'600'000}; }
[[nodiscard]] constexpr Duration days(std::int64_t n) { return {n * 86'400'000}; }

/// An instant: milliseconds since 1970-01-01T00:00Z, UTC without leap seconds. Local time exists only at the edges (see LocalZone).
struct Instant {
    std::int64_t ms = std::numeric_limits<std::int64_t>::min();
    constexpr auto operator<=>(const Instant&) const = default;
    [[nodiscard]] constexpr bool valid() const { return ms != std::numeric_limits<std::int64_t>::min(); }
    constexpr Instant operator+(Duration d) const { return {ms + d.ms}; }
    constexpr Instant operator-(Duration d) const { return {ms - d.ms}; }
    constexpr Duration operator-(Instant o) const { return {ms - o.ms}; }
};

/// Half-open span [from, to).
struct TimeSpan {
    Instant from;
    Instant to;
    bool operator==(const TimeSpan&) const = default;
    [[nodiscard]] constexpr bool contains(Instant t) const { return from <= t && t < to; }
    [[nodiscard]] constexpr Duration length() const { return to - from; }
};

/// A date and time of day without a zone, proleptic Gregorian.
struct CivilTime {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
    bool operator==(const CivilTime&) const = default;
};

/// Days since 1970-01-01 of a proleptic Gregorian date (Howard Hinnant's days_from_civil).
[[nodiscard]] std::int64_t daysFromCivil(int year, int month, int day);
[[nodiscard]] Instant instantFromUtc(const CivilTime& civil);
[[nodiscard]] CivilTime utcFromInstant(Instant t);
/// 0 = Monday ... 6 = Sunday, of the UTC date.
[[nodiscard]] int dayOfWeek(Instant t);

/// A time zone as a table of its offsets, made at the edge (QTimeZone) so that Qt-free code can convert. Empty = UTC.
struct LocalZone {
    struct Transition {
        Instant from;          ///< the offset holds from here on
        std::int32_t offset_s; ///< local = UTC + offset
        bool operator==(const Transition&) const = default;
    };
    std::string name = "UTC";            ///< IANA name
    std::vector<Transition> transitions; ///< ascending; the first one's offset also holds before it
    bool operator==(const LocalZone&) const = default;

    [[nodiscard]] std::int32_t offsetAt(Instant t) const;
    /// Local wall clock (as if UTC, in ms) of an instant.
    [[nodiscard]] Instant toLocal(Instant utc) const { return {utc.ms + offsetAt(utc) * 1000LL}; }
    /// All instants that read `local` on the wall clock: one normally, none in the spring gap, two (earlier first) in the autumn overlap.
    [[nodiscard]] std::vector<Instant> fromLocal(Instant local) const;
};

/// ISO 8601 "2024-05-06T00:15:00Z", or with the zone's offset "...+01:00"; milliseconds only where not zero.
[[nodiscard]] std::string toIso(Instant t, const LocalZone& zone = {});
/// Parses "YYYY-MM-DD[T ]hh:mm[:ss[.fff]][Z|+hh:mm]". Without an offset the text is read in `zone` (the earlier instant in the overlap).
[[nodiscard]] std::optional<Instant> instantFromIso(std::string_view text, const LocalZone& zone = {});

} // namespace ms
