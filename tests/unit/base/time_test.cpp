#include "core/base/time.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace ms;

namespace {
/// Britain in 2024: BST from 31 March 01:00 UTC to 27 October 01:00 UTC.
LocalZone london() {
    return {"Europe/London",
            {{*instantFromIso("2023-10-29T01:00:00Z"), 0},
             {*instantFromIso("2024-03-31T01:00:00Z"), 3600},
             {*instantFromIso("2024-10-27T01:00:00Z"), 0}}};
}
} // namespace

TEST_CASE("civil dates and instants are inverse, leap years and dates before 1970 included") {
    for (const char* text :
         {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "1969-12-31T23:59:59.250Z", "2100-03-01T00:00:00Z", "1600-02-29T12:00:00Z"}) {
        const auto t = instantFromIso(text);
        REQUIRE(t.has_value());
        CHECK(toIso(*t) == text);
        CHECK(instantFromUtc(utcFromInstant(*t)) == *t);
    }
    CHECK(dayOfWeek(*instantFromIso("2024-05-06T12:00:00Z")) == 0);
    CHECK(dayOfWeek(*instantFromIso("1969-12-28T12:00:00Z")) == 6);
}

TEST_CASE("the first and the last instant that can be told have a date, too") {
    const CivilTime first = utcFromInstant({INT64_MIN}), last = utcFromInstant({INT64_MAX});
    CHECK(first.year == -292275055);
    CHECK(first.month == 5);
    CHECK(first.day == 16);
    CHECK(first.hour == 16);
    CHECK(last.year == 292278994);
    CHECK(last.month == 8);
    CHECK(last.day == 17);
    CHECK(last.millisecond == 807);
}

TEST_CASE("impossible dates and stray text are refused") {
    for (const char* text : {"", "2024", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T25:00:00Z", "2024-01-01T00:00:00Zx",
                             "2024-01-01T00:00:00+1", "2024-01-01T00", "20240101T000000"})
        CHECK_MESSAGE(!instantFromIso(text).has_value(), text);
}

TEST_CASE("offsets are read") {
    CHECK(instantFromIso("2024-05-06T01:15:00+01:00") == instantFromIso("2024-05-06T00:15:00Z"));
    CHECK(instantFromIso("2024-05-06T01:15+0100") == instantFromIso("2024-05-06T00:15:00Z"));
    CHECK(instantFromIso("2024-05-05T20:15-04") == instantFromIso("2024-05-06T00:15:00Z"));
}

TEST_CASE("a wall clock reads nothing in the spring gap and twice in the autumn overlap") {
    const LocalZone zone = london();
    CHECK(zone.fromLocal(*instantFromIso("2024-03-31T01:30:00Z")).empty());
    const auto twice = zone.fromLocal(*instantFromIso("2024-10-27T01:30:00Z"));
    REQUIRE(twice.size() == 2);
    CHECK(toIso(twice[0]) == "2024-10-27T00:30:00Z");
    CHECK(toIso(twice[1]) == "2024-10-27T01:30:00Z");
    CHECK(toIso(twice[0], zone) == "2024-10-27T01:30:00+01:00");
    CHECK(toIso(twice[1], zone) == "2024-10-27T01:30:00+00:00");
    CHECK(instantFromIso("2024-07-01T12:00:00", zone) == instantFromIso("2024-07-01T11:00:00Z"));
}

TEST_CASE("every quarter-hour of a year survives local time and back") {
    const LocalZone zone = london();
    for (Instant t = *instantFromIso("2024-01-01T00:00:00Z"); t < *instantFromIso("2025-01-01T00:00:00Z"); t = t + minutes(15)) {
        const auto back = zone.fromLocal(zone.toLocal(t));
        REQUIRE(std::find(back.begin(), back.end(), t) != back.end());
    }
}
