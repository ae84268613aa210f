#include "core/calibration/residual_record.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace ms;

TEST_CASE("Slopes, offsets' cancelling and noise are learned from the past only") {
    calibration::ResidualRecord r;
    r.start = Instant{0};
    r.sensors = {3, 4, 9};
    r.pressures = 2;
    const Eigen::Index slots = 8 * 120;
    r.residual.resize(3, slots);
    r.loss.resize(3, slots);
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    for (Eigen::Index c = 0; c < slots; ++c) {
        const double loss = 5 + 3 * std::sin(static_cast<double>(c % 8));
        const double common = 0.02 * normal(random);
        for (Eigen::Index i = 0; i < 3; ++i) r.loss(i, c) = static_cast<float>(loss);
        r.residual(0, c) = static_cast<float>(1.5 + 0.1 * loss + common);
        r.residual(1, c) = static_cast<float>(-2 + common + 0.01 * normal(random));
        r.residual(2, c) = static_cast<float>(0.001 * normal(random));
        if (c > 8 * 100) r.residual(0, c) += 5; // what comes later must not matter
    }
    r.residual(1, 17) = std::numeric_limits<float>::quiet_NaN();
    const auto noise = calibration::learnNoise(r, 0, 8 * 100);
    CHECK(noise.slope[0] == doctest::Approx(0.1).epsilon(0.05));
    CHECK(std::abs(noise.slope[1]) < 0.005);
    CHECK(noise.slope[2] == 0); // a flow has none
    REQUIRE(noise.covariance.size() == 8);
    for (const auto& c : noise.covariance) {
        CHECK(std::sqrt(c(0, 0)) == doctest::Approx(0.02).epsilon(0.35));
        CHECK(c(0, 1) > 0.5 * c(0, 0)); // the common part is seen
        CHECK(std::sqrt(c(2, 2)) == doctest::Approx(0.001).epsilon(0.35));
        CHECK(c.isApprox(c.transpose()));
    }
    auto cut = r;
    cut.residual.conservativeResize(3, 8 * 100);
    cut.loss.conservativeResize(3, 8 * 100);
    const auto same = calibration::learnNoise(cut, 0, 8 * 100);
    CHECK(same.slope == noise.slope);
    CHECK(same.covariance[3] == noise.covariance[3]);
}

TEST_CASE("Slots that have passed are counted whole") {
    calibration::ResidualRecord r;
    r.start = Instant{0};
    r.residual.resize(1, 16);
    CHECK(r.slotsBefore(Instant{0}) == 0);
    CHECK(r.slotsBefore(Instant{0} + hours(3)) == 1);
    CHECK(r.slotsBefore(Instant{0} + hours(5)) == 1);
    CHECK(r.slotsBefore(Instant{0} + days(30)) == 16);
    CHECK(r.slotsBefore(Instant{0} - days(1)) == 0);
}
