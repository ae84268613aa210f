#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace ms::ingest {

enum class DateOrder { ymd, dmy, mdy };
enum class Clock {
    text, ///< a date and a time of day
    epochSeconds,
    epochMillis,
    serialDays ///< days since 1899-12-30, as spreadsheets count
};

/// How the times of one file are written; decided once for the file, never for a row.
struct TimeFormat {
    Clock clock = Clock::text;
    DateOrder order = DateOrder::ymd;
    char decimalMark = '.';
    bool operator==(const TimeFormat&) const = default;
};

/// The three numbers of a date as they stand there; a month's name stands as its number with `named` set.
struct DateParts {
    int a = 0, b = 0, c = 0;
    bool named = false;     ///< a name says which is the month: it is then in b, the day in a, the year in c
    bool yearFirst = false; ///< a has four digits
    bool operator==(const DateParts&) const = default;
};
/// Cuts "05/05/24", "2024-05-06", "05-May-2024", "20240506" into parts. nullopt when it is no date whatever the order.
[[nodiscard]] std::optional<DateParts> datePartsOf(std::string_view text);
/// Days since 1970; nullopt when there is no such day in that order. Two-digit years are 1970 to 2069.
[[nodiscard]] std::optional<std::int64_t> dayOf(const DateParts& parts, DateOrder order);

/// A time as it was read.
struct Stamp {
    std::int64_t ms = 0; ///< wall clock as if UTC, or UTC when `utc`
    bool utc = false;    ///< the text names its offset
};

/// Reads the times of one file fast: the day is looked up again only when its text changes. Not thread-safe.
class TimeReader {
public:
    explicit TimeReader(TimeFormat format) : m_format(format) {}

    /// Date and time in one cell.
    bool read(std::string_view cell, Stamp& out) {
        // The usual case: the same day as in the row before.
        if (m_dateLength > 0 && cell.size() > m_dateLength && std::memcmp(cell.data(), m_date, m_dateLength) == 0 && isGap(cell[m_dateLength]) &&
            timeOfDay(cell.substr(m_dateLength + 1), out)) {
            out.ms += m_day_ms;
            return true;
        }
        return readSlowly(cell, out);
    }
    /// Date and time in two cells.
    bool read(std::string_view date, std::string_view time, Stamp& out) {
        if ((m_dateLength == 0 || date.size() != m_dateLength || std::memcmp(date.data(), m_date, m_dateLength) != 0) && !setDate(date)) return false;
        if (!timeOfDay(time, out)) return false;
        out.ms += m_day_ms;
        return true;
    }

private:
    static bool isGap(char c) { return c == ' ' || c == 'T'; }
    static int two(const char* p) {
        const unsigned tens = static_cast<unsigned char>(p[0] - '0'), ones = static_cast<unsigned char>(p[1] - '0');
        return tens < 10 && ones < 10 ? static_cast<int>(tens * 10 + ones) : -1;
    }
    static bool timeOfDay(std::string_view t, Stamp& out) {
        const std::size_t n = t.size();
        const char* p = t.data();
        if ((n == 5 || n == 8 || (n == 9 && p[8] == 'Z')) && p[2] == ':' && (n == 5 || p[5] == ':')) {
            const int h = two(p), m = two(p + 3), s = n == 5 ? 0 : two(p + 6);
            if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return timeSlowly(t, out);
            out.ms = ((h * 60 + m) * 60 + s) * 1000LL;
            out.utc = n == 9;
            return true;
        }
        return timeSlowly(t, out);
    }
    bool setDate(std::string_view date);
    bool readSlowly(std::string_view cell, Stamp& out);
    static bool timeSlowly(std::string_view t, Stamp& out);

    TimeFormat m_format;
    char m_date[32] = {};
    std::size_t m_dateLength = 0;
    std::int64_t m_day_ms = 0;
};

/// Turns wall clock into UTC, in the order of the rows: within the hour that the autumn change repeats, the order says which pass it is.
class ZoneCursor {
public:
    explicit ZoneCursor(const LocalZone& zone) : m_zone(&zone) {}
    /// `before`: UTC of the row before of the same series (or the least int64).
    std::int64_t toUtc(std::int64_t local_ms, std::int64_t before) {
        if (local_ms >= m_from && local_ms < m_to) return local_ms - m_offset_ms;
        return look(local_ms, before);
    }
    [[nodiscard]] std::int64_t inGap() const { return m_inGap; } ///< times that the spring change leaves out, and yet were there

private:
    std::int64_t look(std::int64_t local_ms, std::int64_t before);
    const LocalZone* m_zone;
    std::int64_t m_from = 0, m_to = 0, m_offset_ms = 0, m_inGap = 0; ///< local times in [from, to) have this one offset
};

} // namespace ms::ingest
