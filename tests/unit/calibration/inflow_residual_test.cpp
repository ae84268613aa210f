#include "core/calibration/inflow_residual.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace ms;
using namespace ms::calibration;

namespace {

/// A logger that loses 3 m at the mean inflow (and more by a fixed pattern of the day) and an inlet that takes 40 % of it.
InflowRecord inflowRecord(int dayCount, double noise_m) {
    InflowRecord record;
    record.start = Instant{0};
    record.heads = 1;
    const Eigen::Index n = dayCount * 96;
    record.value.resize(2, n);
    record.inflow.resize(n);
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    for (Eigen::Index i = 0; i < n; ++i) {
        const double hour = static_cast<double>(i % 96) / 4;
        record.inflow[i] = 0.01 * (1 + 0.5 * std::sin(hour * 0.2618)) * (1 + 0.05 * normal(random));
        record.value(0, i) = -3 * std::pow(record.inflow[i] / 0.01, 1.852) + 0.2 * std::cos(hour * 0.2618) + 7 + noise_m * normal(random);
        record.value(1, i) = 0.4 * record.inflow[i] + 0.001;
    }
    return record;
}

} // namespace

TEST_CASE("What the inflow explains is taken out of heads and shares of inlets") {
    const InflowRecord record = inflowRecord(30, 0.05);
    const std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
    const InflowFit fit = fitInflow(record, quiet, 0, record.size());
    CHECK(fit.instants == record.size());
    CHECK(fit.slope[1] / fit.mean_m3s == doctest::Approx(0.4).epsilon(0.05));
    const Eigen::MatrixXd left = fit.residuals(record, record.size());
    REQUIRE(left.rows() == record.size());
    CHECK(std::sqrt(left.col(0).squaredNorm() / static_cast<double>(record.size())) == doctest::Approx(0.05).epsilon(0.15));
    CHECK(left.col(1).cwiseAbs().maxCoeff() < 1e-4);
    CHECK(fit.sd.row(0).mean() == doctest::Approx(0.05).epsilon(0.2));
}

TEST_CASE("A burst that is left out of learning does not move the fit; learned in, robustness keeps most of it out") {
    InflowRecord record = inflowRecord(30, 0.05);
    std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
    const InflowFit before = fitInflow(record, quiet, 0, record.size());
    for (Eigen::Index i = 96 * 20; i < 96 * 24; ++i) record.value(0, i) -= 2;
    const InflowFit in = fitInflow(record, quiet, 0, record.size());
    CHECK((in.profile.row(0) - before.profile.row(0)).cwiseAbs().maxCoeff() < 0.3);
    for (Eigen::Index i = 96 * 20; i < 96 * 24; ++i) quiet[static_cast<std::size_t>(i)] = 0;
    const InflowFit out = fitInflow(record, quiet, 0, record.size());
    CHECK((out.profile.row(0) - before.profile.row(0)).cwiseAbs().maxCoeff() < 0.1);
    CHECK(out.residuals(record, 96 * 24)(96 * 22, 0) == doctest::Approx(-2).epsilon(0.1));
}

TEST_CASE("Too few quiet days teach nothing") {
    const InflowRecord record = inflowRecord(2, 0.05);
    const InflowFit fit = fitInflow(record, std::vector<char>(static_cast<std::size_t>(record.size()), 1), 0, record.size());
    CHECK(fit.instants == record.size());
    CHECK_FALSE(std::isfinite(fit.residuals(record, 6)(5, 0)));
}
