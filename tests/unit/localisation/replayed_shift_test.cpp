#include "core/localisation/replayed_shift.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace ms;
using namespace ms::localisation;

namespace {

/// Two loggers whose noise is correlated in time and with each other, at a constant inflow.
calibration::InflowRecord noisyRecord(int dayCount, unsigned seed) {
    calibration::InflowRecord record;
    record.start = Instant{0};
    record.heads = 2;
    const Eigen::Index n = dayCount * 96;
    record.value.resize(2, n);
    record.inflow = Eigen::VectorXd::Constant(n, 0.01);
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    double common = 0, own = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
        record.inflow[i] *= 1 + 0.1 * std::sin(static_cast<double>(i) * 0.0654) + 0.05 * normal(random);
        common = 0.9 * common + 0.05 * normal(random);
        own = 0.95 * own + 0.02 * normal(random);
        record.value(0, i) = 5 + common + 0.05 * normal(random);
        record.value(1, i) = 2 + common + own + 0.05 * normal(random);
    }
    return record;
}

} // namespace

TEST_CASE("The standard error of a shift is what it scatters by when nothing happens") {
    double square[2] = {}, cross = 0, belief = 0;
    int n = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const auto record = noisyRecord(40, seed);
        std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
        EventWindow window;
        window.first = 96 * 38 + 40;
        window.strength.assign(20, 1.0);
        window.block.assign(20, 0);
        for (Eigen::Index i = window.first; i < record.size(); ++i) quiet[static_cast<std::size_t>(i)] = 0;
        const auto fit = calibration::fitInflow(record, quiet, 0, window.first);
        const auto shift = replayShift(record, fit, quiet, window, {});
        REQUIRE(shift.shift.allFinite());
        CHECK(shift.replays >= 30);
        for (int r = 0; r < 2; ++r) square[r] += shift.shift[r] * shift.shift[r] / shift.covariance(r, r);
        cross += shift.shift[0] * shift.shift[1] / std::sqrt(shift.covariance(0, 0) * shift.covariance(1, 1));
        belief += shift.covariance(0, 1) / std::sqrt(shift.covariance(0, 0) * shift.covariance(1, 1));
        ++n;
    }
    for (const double s : square) {
        CHECK(s / n > 0.6);
        CHECK(s / n < 1.5);
    }
    CHECK(belief / n > 0.4); // the loggers share most of their noise
    CHECK(std::abs(cross / n - belief / n) < 0.4);
}

TEST_CASE("A shift that grows with the event's strength is found at the reference flow, part of the day by part") {
    auto record = noisyRecord(40, 5);
    std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
    EventWindow window;
    window.first = 96 * 39;
    window.blocks = 2;
    for (Eigen::Index i = window.first; i < record.size(); ++i) {
        const double strength = 0.5 + 0.5 * static_cast<double>(i - window.first) / 96;
        window.strength.push_back(strength);
        window.block.push_back(i - window.first >= 48 ? 1 : 0);
        quiet[static_cast<std::size_t>(i)] = 0;
        record.value(0, i) -= 1.5 * strength;
    }
    const auto fit = calibration::fitInflow(record, quiet, 0, window.first);
    const auto shift = replayShift(record, fit, quiet, window, {});
    REQUIRE(shift.shift.size() == 4);
    for (const int at : {0, 2}) CHECK(std::abs(shift.shift[at] + 1.5) < 4 * std::sqrt(shift.covariance(at, at)) + 0.05);
    for (const int at : {1, 3}) CHECK(std::abs(shift.shift[at]) < 4 * std::sqrt(shift.covariance(at, at)));
    CHECK(shift.inflow.minCoeff() > 0.008);
}

TEST_CASE("A logger without readings in the window has no shift, the others have theirs") {
    auto record = noisyRecord(40, 9);
    std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
    EventWindow window;
    window.first = 96 * 39;
    window.strength.assign(24, 1.0);
    window.block.assign(24, 0);
    for (Eigen::Index i = window.first; i < record.size(); ++i) record.value(1, i) = std::numeric_limits<double>::quiet_NaN();
    const auto fit = calibration::fitInflow(record, quiet, 0, window.first);
    const auto shift = replayShift(record, fit, quiet, window, {});
    CHECK(std::isfinite(shift.shift[0]));
    CHECK_FALSE(std::isfinite(shift.shift[1]));
    CHECK(shift.replays >= 30);
}
