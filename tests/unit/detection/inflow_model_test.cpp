#include "core/detection/inflow_model.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace ms;
using namespace ms::detection;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Homes and shops that live differently, and what always flows.
struct LearntTown {
    ZoneSeries series;
    GridCalendar calendar;

    explicit LearntTown(int dayCount, bool withDrivers, bool scaled = true) {
        std::mt19937_64 random(5);
        std::normal_distribution<double> normal;
        series.start = instantFromUtc({2024, 1, 1}); // a Monday
        series.step = hours(1);
        const Eigen::Index n = 24 * dayCount;
        series.inflow_m3s.resize(n);
        if (withDrivers) series.drivers_m3s.resize(n, 2);
        series.scaled = scaled;
        for (Eigen::Index i = 0; i < n; ++i) {
            const double hour = static_cast<double>(i % 24);
            const bool off = i / 24 % 7 >= 5;
            const double homes = (1 - 0.7 * std::cos(6.283185307 * (hour - 3) / 24)) * (1 + 0.05 * normal(random));
            const double shops = (hour >= 8 && hour < 18 && !off ? 2.0 : 0.1) * (1 + 0.05 * normal(random));
            series.inflow_m3s[i] = 0.003 + 0.010 * homes + 0.004 * shops + 1e-5 * normal(random);
            if (withDrivers) series.drivers_m3s.row(i) << (scaled ? 0.010 : 1.0) * homes, (scaled ? 0.004 : 1.0) * shops;
        }
        calendar = calendarOf(series, {}, {});
    }
    [[nodiscard]] Eigen::Index at(int day, int hour) const { return 24 * day + hour; }
};

} // namespace

TEST_CASE("what customer meters drive is learned from their changes within days, whatever level lies below") {
    for (const bool scaled : {true, false}) {
        CAPTURE(scaled);
        LearntTown town(21, true, scaled);
        Eigen::VectorXd clean = town.series.inflow_m3s;
        clean.segment(town.at(8, 13), 24 * 4).array() += 0.005;                        // a leak that nobody has found yet: two bad days
        clean[town.at(12, 5)] = kMissing;                                              // an hour
        clean.segment(town.at(13, 0), 20).setConstant(kMissing);                       // most of a day
        town.series.drivers_m3s.block(town.at(15, 0), 0, 10, 2).setConstant(kMissing); // customers are silent
        town.series.drivers_m3s(town.at(16, 7), 1) = kMissing;
        InflowModel model;
        CHECK_FALSE(model.learn(town.series, town.calendar, clean, town.at(5, 12)));
        REQUIRE(model.learn(town.series, town.calendar, clean, town.at(18, 0)));
        REQUIRE(model.coefficients().size() == 2);
        CHECK(model.coefficients()[0] == doctest::Approx(scaled ? 1 : 0.010).epsilon(0.03));
        CHECK(model.coefficients()[1] == doctest::Approx(scaled ? 1 : 0.004).epsilon(0.03));
        const Eigen::Index noon = town.at(19, 12), night = town.at(19, 3);
        const double rise = model.expected(town.series, town.calendar, noon) - model.expected(town.series, town.calendar, night);
        CHECK(rise == doctest::Approx(town.series.inflow_m3s[noon] - town.series.inflow_m3s[night]).epsilon(0.02));
        CHECK(std::isnan(model.expected(town.series, town.calendar, town.at(15, 3))));
        CHECK(model.shape(town.series, town.calendar, noon) > 1.1);
        CHECK(model.shape(town.series, town.calendar, night) < 0.4);
        CHECK(model.shape(town.series, town.calendar, town.at(15, 3)) == 1); // not known
        CHECK(model.pattern(town.calendar, noon) == 0);
        CHECK(model.optimism(town.calendar, noon) == 1);
        CHECK(model.meanFlow_m3s() == doctest::Approx(town.series.inflow_m3s.mean()).epsilon(0.15));
    }
}

TEST_CASE("what drives nothing has no shape, and what was learned in a week has no profile of its own yet") {
    LearntTown town(9, true);
    town.series.drivers_m3s.setZero();
    InflowModel model;
    REQUIRE(model.learn(town.series, town.calendar, town.series.inflow_m3s, town.at(8, 0)));
    CHECK(model.shape(town.series, town.calendar, town.at(8, 12)) == 1);
    CHECK(model.expected(town.series, town.calendar, town.at(8, 12)) == 0);
    town.series.drivers_m3s.setConstant(kMissing);
    REQUIRE(model.learn(town.series, town.calendar, town.series.inflow_m3s, town.at(8, 0)));
    CHECK(std::isnan(model.expected(town.series, town.calendar, town.at(8, 12))));
    CHECK(model.meanFlow_m3s() == 0); // no day of which anything is known
}

TEST_CASE("without customer meters each kind of day has its profile, and few days of a kind lean on all") {
    const LearntTown town(50, false);
    InflowModel model;
    CHECK_FALSE(model.learn(town.series, town.calendar, town.series.inflow_m3s, town.at(19, 0)));
    REQUIRE(model.learn(town.series, town.calendar, town.series.inflow_m3s, town.at(48, 0)));
    CHECK(model.coefficients().size() == 0);
    const Eigen::Index tuesday = town.at(43, 12), saturday = town.at(47, 12);
    CHECK(model.expected(town.series, town.calendar, tuesday) == doctest::Approx(town.series.inflow_m3s[tuesday]).epsilon(0.08));
    CHECK(model.expected(town.series, town.calendar, saturday) == doctest::Approx(town.series.inflow_m3s[saturday]).epsilon(0.08));
    CHECK(model.pattern(town.calendar, tuesday) < -0.003); // shops are shut then
    CHECK(model.optimism(town.calendar, saturday) > model.optimism(town.calendar, tuesday));
    CHECK(model.shape(town.series, town.calendar, tuesday) > 1.5);
    CHECK(model.shape(town.series, town.calendar, town.at(43, 3)) < 0.3);
}

TEST_CASE("working days alone tell nothing of how a day off differs; hours that never report are expected to bring nothing") {
    const LearntTown town(40, false);
    Eigen::VectorXd clean = town.series.inflow_m3s;
    for (Eigen::Index i = 0; i < clean.size(); ++i)
        if (town.calendar.type[static_cast<std::size_t>(i)] != town.calendar.type[0] || i % 24 == 4) clean[i] = kMissing;
    InflowModel model;
    REQUIRE(model.learn(town.series, town.calendar, clean, town.at(39, 0)));
    CHECK(model.pattern(town.calendar, town.at(38, 12)) == 0);
    const double beside = model.expected(town.series, town.calendar, town.at(38, 8)),
                 hole = model.expected(town.series, town.calendar, town.at(38, 4));
    CHECK(hole < beside);
    CHECK(std::isfinite(hole));
    clean.setZero();
    REQUIRE(model.learn(town.series, town.calendar, clean, town.at(39, 0)));
    CHECK(model.shape(town.series, town.calendar, town.at(38, 12)) == 1); // a zone that takes nothing
}
