#include "core/detection/anchored_profile.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace ms;
using namespace ms::detection;
using Step = Eigen::Index;

namespace {

constexpr Step kPerDay = 96;
constexpr double kNight[] = {5, 7, 8}; // l/s, by day type

double hourOf(Step i) { return static_cast<double>(i % kPerDay) / 4; }

/// Litres a second: nights flat, a day's wave above them.
double truth(DayType type, double hour) {
    const double day = hour < 5 ? 0 : 10 * std::pow(std::sin(3.14159265358979 * (hour - 5) / 19), 2);
    return kNight[static_cast<std::size_t>(type)] + day;
}

struct Weeks {
    GridCalendar calendar;
    Eigen::VectorXd inflow;
    Eigen::Array<bool, Eigen::Dynamic, 1> inEvent;

    explicit Weeks(Step days, double nightSd = 0.1) {
        calendar.slotsPerDay = static_cast<int>(kPerDay);
        inflow.resize(days * kPerDay);
        inEvent = Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(days * kPerDay, false);
        std::mt19937_64 random(4);
        std::normal_distribution<double> normal;
        for (Step d = 0; d < days; ++d) {
            const double level = nightSd * normal(random);
            for (Step k = 0; k < kPerDay; ++k) {
                const Step i = d * kPerDay + k;
                calendar.day.push_back(d);
                calendar.slot.push_back(static_cast<int>(k));
                calendar.type.push_back(d % 7 == 5 ? DayType::saturday : d % 7 == 6 ? DayType::sunday : DayType::working);
                inflow[i] = truth(calendar.type.back(), hourOf(i)) * (hourOf(i) < 5 ? 1 : 1 + 0.03 * normal(random)) + level;
            }
        }
    }
};

} // namespace

TEST_CASE("the anchored profile sees through bursts that run on half of the days, known or not") {
    for (const bool known : {false, true}) {
        Weeks w(84);
        for (const Step from : {3, 10, 17, 25, 33, 47, 60, 71, 78}) { // each for four to six days, of different size
            for (Step i = from * kPerDay + 30; i < (from + 4 + from % 3) * kPerDay; ++i) {
                w.inflow[i] += 0.5 + 0.2 * static_cast<double>(from % 7);
                w.inEvent[i] = known;
            }
        }
        AnchoredProfile profile;
        REQUIRE(profile.learn(w.calendar, w.inflow, w.inEvent, w.inflow.size()));
        for (const Step day : {77, 75, 76}) // a working day, a Saturday, a Sunday
            for (const double hour : {3.0, 9.0, 14.0, 20.0}) {
                const Step i = day * kPerDay + static_cast<Step>(hour * 4);
                CHECK(profile.expected(w.calendar, i) == doctest::Approx(truth(w.calendar.type[static_cast<std::size_t>(i)], hour)).epsilon(0.05));
            }
        CHECK(profile.nightSd_m3s() > 0.05);
        CHECK(profile.nightSd_m3s() < 0.25);
    }
}

TEST_CASE("a week is too little; what lies after `until` is not looked at") {
    Weeks w(40);
    AnchoredProfile profile;
    CHECK_FALSE(profile.learn(w.calendar, w.inflow, w.inEvent, 9 * kPerDay));
    REQUIRE(profile.learn(w.calendar, w.inflow, w.inEvent, 11 * kPerDay));
    CHECK_FALSE(profile.settled());
    REQUIRE(profile.learn(w.calendar, w.inflow, w.inEvent, 30 * kPerDay));
    CHECK(profile.settled());
    const double before = profile.expected(w.calendar, 50);
    w.inflow.tail(10 * kPerDay).setConstant(1000);
    REQUIRE(profile.learn(w.calendar, w.inflow, w.inEvent, 30 * kPerDay));
    CHECK(profile.expected(w.calendar, 50) == before);
}

TEST_CASE("how a day off differs, and what an earlier morning would bring, are read off the profile") {
    const Weeks w(56, 0);
    AnchoredProfile profile;
    REQUIRE(profile.learn(w.calendar, w.inflow, w.inEvent, w.inflow.size()));
    CHECK(profile.pattern(w.calendar, 12) == doctest::Approx(kNight[1] - kNight[0]).epsilon(0.05));
    const Step nine = 36;
    CHECK(profile.shift(w.calendar, nine) == doctest::Approx(truth(DayType::working, 9.5) - truth(DayType::working, 8.5)).epsilon(0.25));
    CHECK(profile.shift(w.calendar, 4) == 0); // nobody gets up then
    double mean = 0;
    for (Step i = 0; i < kPerDay; ++i) mean += profile.shape(w.calendar, i) / static_cast<double>(kPerDay);
    CHECK(mean == doctest::Approx(1));
}
