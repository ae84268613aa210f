#include "ui/drawing/chart_lines.h"
#include "ui/drawing/ticks.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace ms;

namespace {

LocalZone london() { // 2024: summer time from 31 March 01:00 UTC to 27 October 01:00 UTC
    return {"Europe/London",
            {{*instantFromIso("2023-10-29T01:00:00Z"), 0},
             {*instantFromIso("2024-03-31T01:00:00Z"), 3600},
             {*instantFromIso("2024-10-27T01:00:00Z"), 0}}};
}

std::vector<std::string> texts(const std::vector<drawing::TimeTick>& ticks) {
    std::vector<std::string> out;
    for (const auto& t : ticks) out.push_back(t.text.toStdString());
    return out;
}

} // namespace

TEST_CASE("hours follow the wall clock through the spring change") {
    const TimeSpan span{*instantFromIso("2024-03-30T23:30:00Z"), *instantFromIso("2024-03-31T05:30:00Z")};
    const auto ticks = drawing::timeTicks(span, london(), 8);
    CHECK(texts(ticks) == std::vector<std::string>{"31 Mar", "02:00", "03:00", "04:00", "05:00", "06:00"}); // 01:00 does not exist
    CHECK(ticks[0].major);
    CHECK(ticks[1].at == *instantFromIso("2024-03-31T01:00:00Z"));
}

TEST_CASE("the hour that comes twice gets two marks") {
    const TimeSpan span{*instantFromIso("2024-10-26T22:30:00Z"), *instantFromIso("2024-10-27T03:30:00Z")};
    CHECK(texts(drawing::timeTicks(span, london(), 8)) == std::vector<std::string>{"27 Oct", "01:00", "01:00", "02:00", "03:00"});
}

TEST_CASE("days stay at midnight across the change") {
    const TimeSpan span{*instantFromIso("2024-03-28T12:00:00Z"), *instantFromIso("2024-04-03T12:00:00Z")};
    const auto ticks = drawing::timeTicks(span, london(), 8);
    REQUIRE(ticks.size() == 6);
    CHECK(ticks[0].at == *instantFromIso("2024-03-29T00:00:00Z"));
    CHECK(ticks[5].at == *instantFromIso("2024-04-02T23:00:00Z"));
}

TEST_CASE("never more marks than asked for, never fewer than two over any span from an hour to twenty years") {
    for (const int most : {4, 8, 12})
        for (double hours = 1; hours < 24 * 365 * 20; hours *= 1.37) {
            const Instant from = *instantFromIso("2023-02-03T10:07:00Z");
            const auto ticks = drawing::timeTicks({from, from + Duration{static_cast<std::int64_t>(hours * 3.6e6)}}, london(), most);
            CHECK(ticks.size() <= static_cast<std::size_t>(most) + 2);
            CHECK(ticks.size() >= 1);
            for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i - 1].at < ticks[i].at);
        }
}

TEST_CASE("value scales are round, hold the values and need few decimals") {
    CHECK(drawing::valueScale(3.4, 4.8, 4) == drawing::ValueScale{3, 5, 0.5, 1});
    CHECK(drawing::valueScale(0, 0.3, 3).high == doctest::Approx(0.3));
    for (double low : {-7.3, 0.0, 0.0123, 41.2, 9000.0})
        for (double range : {0.004, 0.3, 7.7, 1234.0}) {
            const auto s = drawing::valueScale(low, low + range, 4);
            CHECK(s.low <= low + 1e-9);
            CHECK(s.high >= low + range - 1e-9);
            CHECK(s.ticks() <= 5);
            CHECK(s.ticks() >= 2);
        }
    const auto flat = drawing::valueScale(5, 5, 4);
    CHECK(flat.low < 5);
    CHECK(flat.high > 5);
    CHECK(drawing::valueScale(std::numeric_limits<double>::quiet_NaN(), 1, 4) == drawing::ValueScale{});
}

TEST_CASE("gaps stay gaps") {
    series::Readings r;
    for (int i = 0; i < 20; ++i) {
        if (i >= 8 && i < 12) continue;
        r.times_ms.push_back(i * 900'000LL);
        r.values.push_back(i);
        r.quality.push_back(0);
    }
    const auto lines = drawing::linesOf(r, {{0}, {20 * 900'000LL}}, 2);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].size() == 8);
    CHECK(lines[1].first() == QPointF(12 * 900'000.0, 24));

    const double nan = std::numeric_limits<double>::quiet_NaN();
    const project::Envelope envelope{{0}, {1000}, {1, 2, nan, 4}, {1, 5, nan, 4}};
    const auto columns = drawing::linesOf(envelope, 1);
    REQUIRE(columns.size() == 2);
    CHECK(columns[0].size() == 3); // one point where low and high agree, two where not
    CHECK(drawing::pointsOf(columns) == 4);
}

TEST_CASE("a band is thinned to the points allowed and keeps its order") {
    analysis::ExpectedBand band{"s", {0}, {900'000}, {}, {}, {}};
    for (int i = 0; i < 5000; ++i) {
        band.expected.push_back(5);
        band.low.push_back(4);
        band.high.push_back(6);
    }
    const auto lines = drawing::linesOf(band, {{0}, {5000 * 900'000LL}}, 300, 1);
    REQUIRE(lines.expected.size() == 1);
    CHECK(lines.expected[0].size() <= 300);
    CHECK(lines.expected[0].size() > 250);
    CHECK(lines.low[0].size() == lines.high[0].size());
    CHECK(lines.low[0][10].y() == doctest::Approx(4));
}

TEST_CASE("a daily rhythm over years is drawn level, between its extremes, not as a slow wave") {
    analysis::ExpectedBand band{"s", {0}, {900'000}, {}, {}, {}};
    constexpr int kDays = 730;
    for (int i = 0; i < 96 * kDays; ++i) {
        const auto v = static_cast<float>(5 + 2 * std::sin(2 * 3.14159265358979 * i / 96));
        band.expected.push_back(v);
        band.low.push_back(v - 1);
        band.high.push_back(v + 1);
    }
    const auto lines = drawing::linesOf(band, {{0}, {96LL * kDays * 900'000}}, 500, 1); // 35 hours a column, were it not for the rhythm
    REQUIRE(lines.expected.size() == 1);
    CHECK(lines.expected[0].size() > 300);
    for (const auto& p : lines.expected[0]) CHECK(p.y() == doctest::Approx(5).epsilon(0.001));
    for (const auto& p : lines.low[0]) CHECK(p.y() == doctest::Approx(2).epsilon(0.001));
    for (const auto& p : lines.high[0]) CHECK(p.y() == doctest::Approx(8).epsilon(0.001));
}

TEST_CASE("column means of readings; NaN where there is none") {
    series::Readings r{{0, 100, 1100, 3500}, {1, 3, 7, 9}, {0, 0, 0, 0}};
    const auto means = drawing::columnMeans(r, {0}, {1000}, 4);
    CHECK(means[0] == doctest::Approx(2));
    CHECK(means[1] == doctest::Approx(7));
    CHECK(std::isnan(means[2]));
    CHECK(means[3] == doctest::Approx(9));
}
