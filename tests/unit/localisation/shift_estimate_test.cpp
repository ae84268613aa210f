#include "core/localisation/shift_estimate.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace ms;

namespace {

/// Two loggers, sixty days, a step of `size` times `unit` from day 40 on.
calibration::ResidualRecord stepRecord(const Eigen::Vector2d& unit, double size, double noise) {
    calibration::ResidualRecord r;
    r.start = Instant{0};
    r.slotsPerDay = 4;
    r.sensors = {0, 1};
    r.pressures = 2;
    r.residual.resize(2, 240);
    r.loss.resize(2, 240);
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    for (Eigen::Index c = 0; c < 240; ++c)
        for (Eigen::Index i = 0; i < 2; ++i) {
            r.loss(i, c) = static_cast<float>(2 + c % 4);
            r.residual(i, c) = static_cast<float>(0.3 + 0.01 * static_cast<double>(c % 4) + (c >= 160 ? unit[i] * size : 0) + noise * normal(random));
        }
    return r;
}

} // namespace

TEST_CASE("A step is estimated with its standard error, slot by slot") {
    const auto record = stepRecord({-0.5, 0.2}, 2, 0.01);
    const auto noise = calibration::learnNoise(record, 0, 160);
    const auto flow = [](double day) { return day >= 40 ? 2.0 : 0.0; };
    localisation::ShiftOptions options;
    const auto shifts = localisation::estimateShift(record, noise, flow, 2, 12, 60, 40, 40, {}, options);
    REQUIRE(shifts.size() == 4);
    for (const auto& s : shifts) {
        CHECK(s.shift_m[0] == doctest::Approx(-1.0).epsilon(0.03));
        CHECK(s.shift_m[1] == doctest::Approx(0.4).epsilon(0.06));
        CHECK(s.covariance(0, 0) > 0);
        CHECK(std::sqrt(s.covariance(0, 0)) < 0.02);
    }
}

TEST_CASE("What another open event does is taken out, and its doubt goes into the covariance") {
    auto record = stepRecord({-0.5, 0.2}, 2, 0.01);
    for (Eigen::Index c = 200; c < 240; ++c) record.residual(0, c) += -0.7F; // another one from day 50 on, at the first logger only
    const auto noise = calibration::learnNoise(record, 0, 160);
    const auto flow = [](double day) { return day >= 40 ? 2.0 : 0.0; };
    localisation::OtherEvent other;
    other.flow_m3s = [](double day) { return day >= 50 ? 1.0 : 0.0; };
    other.unitShift.assign(4, Eigen::Vector2d(-0.7, 0));
    const auto blind = localisation::estimateShift(record, noise, flow, 2, 12, 60, 40, 40, {}, {});
    const auto seeing = localisation::estimateShift(record, noise, flow, 2, 12, 60, 40, 40, {other}, {});
    CHECK(std::abs(blind[0].shift_m[0] + 1.0) > 0.1);
    CHECK(seeing[0].shift_m[0] == doctest::Approx(-1.0).epsilon(0.03));
    CHECK(seeing[0].covariance(0, 0) > blind[0].covariance(0, 0));
}

TEST_CASE("No data after the start: nothing is said") {
    const auto record = stepRecord({-0.5, 0.2}, 2, 0.01);
    const auto noise = calibration::learnNoise(record, 0, 160);
    const auto shifts = localisation::estimateShift(record, noise, [](double day) { return day >= 40 ? 1.0 : 0.0; }, 1, 12, 40, 40, 40, {}, {});
    for (const auto& s : shifts) CHECK(std::isnan(s.shift_m[0]));
}
