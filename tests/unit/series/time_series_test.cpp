#include "core/series/time_series.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::series;

namespace {
Readings everyFiveMinutes(int count) {
    Readings r;
    for (int i = 0; i < count; ++i) {
        r.times_ms.push_back(minutes(5 * i).ms);
        r.values.push_back(i);
        r.quality.push_back(0);
    }
    return r;
}
} // namespace

TEST_CASE("resample: means of the good readings in each step") {
    Readings r = everyFiveMinutes(12);
    r.quality[4] = static_cast<std::uint8_t>(Quality::spike);
    const TimeSeries t = resample(r, {Instant{0}, Instant{hours(2).ms}}, minutes(15), Resample::mean);
    REQUIRE(t.size() == 8);
    CHECK(t.values[0] == doctest::Approx(1)); // 0 1 2
    CHECK(t.values[1] == doctest::Approx(4)); // 3 5, the spike left out
    CHECK(t.values[3] == doctest::Approx(10));
    CHECK(std::isnan(t.values[4])); // nothing read
    CHECK(t.at(1) == Instant{minutes(15).ms});
    CHECK(t.end() == Instant{hours(2).ms});
}

TEST_CASE("resample: samples are the nearest good reading within half a step") {
    Readings r;
    r.times_ms = {minutes(-2).ms, minutes(13).ms, minutes(50).ms};
    r.values = {1, 2, 3};
    r.quality = {0, 0, 0};
    const TimeSeries t = resample(r, {Instant{0}, Instant{hours(1).ms}}, minutes(15), Resample::sample);
    CHECK(t.values[0] == 1);
    CHECK(t.values[1] == 2);
    CHECK(std::isnan(t.values[2]));
    CHECK(t.values[3] == 3);
}

TEST_CASE("resample: repaired readings count, not-a-numbers do not, an empty span gives nothing") {
    Readings r = everyFiveMinutes(3);
    r.quality[0] = static_cast<std::uint8_t>(Quality::repaired);
    r.values[2] = std::nan("");
    CHECK(resample(r, {Instant{0}, Instant{minutes(15).ms}}, minutes(15), Resample::mean).values[0] == doctest::Approx(0.5));
    CHECK(resample(r, {Instant{0}, Instant{0}}, minutes(15), Resample::mean).size() == 0);
}

TEST_CASE("typical step is the median distance") {
    Readings r = everyFiveMinutes(20);
    r.times_ms.back() += days(1).ms;
    CHECK(typicalStep(r) == minutes(5));
    CHECK(typicalStep(Readings{}) == Duration{0});
}
