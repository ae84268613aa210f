#include "core/localisation/next_logger.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::localisation;

namespace {

std::vector<Candidate> equalPipes(int n) {
    std::vector<Candidate> pipes;
    for (int i = 0; i < n; ++i) pipes.push_back({LinkIndex(i), "P" + std::to_string(i), 100});
    return pipes;
}

} // namespace

TEST_CASE("A logger that tells two halves apart leaves half of the area; one that tells nothing leaves all") {
    const auto pipes = equalPipes(20);
    const Eigen::VectorXd probability = Eigen::VectorXd::Constant(20, 0.05);
    Eigen::MatrixXd unit = Eigen::MatrixXd::Constant(3, 20, -50);
    unit.row(1).tail(10).setConstant(-2000);                    // half of the pipes would move this one by far more
    for (int i = 0; i < 20; ++i) unit(2, i) = -400.0 * (i + 1); // and this one tells each from each
    NullSink sink;
    NextLoggerOptions options;
    options.noise_m = 0.02;
    options.relativeError = 0.001;
    const auto gains = nextLogger(pipes, probability, unit, 0.001, options, sink);
    REQUIRE(gains.size() == 3);
    CHECK(gains[0].place == 2);
    CHECK(gains[1].place == 1);
    CHECK(gains[2].place == 0);
    CHECK(gains[0].length_m == doctest::Approx(100));
    CHECK(gains[1].length_m == doctest::Approx(900)); // 90 % of ten pipes
    CHECK(gains[2].length_m == doctest::Approx(1800));
    CHECK(areaLength(pipes, probability, 0.9) == doctest::Approx(1800));
    CHECK(gains[1].shift_m == doctest::Approx(0.5 * 2 + 0.5 * 0.05).epsilon(0.01));
}

TEST_CASE("What is all but excluded does not call for a logger") {
    const auto pipes = equalPipes(4);
    const Eigen::Vector4d probability(0.5, 0.5, 1e-9, 0);
    Eigen::MatrixXd unit(2, 4);
    unit << -100, -100, -5000, -5000, // tells the excluded ones from the others
        -100, -900, -100, -100;       // tells the two in question apart
    NullSink sink;
    NextLoggerOptions options;
    options.noise_m = 0.05;
    const auto gains = nextLogger(pipes, probability, unit, 0.001, options, sink);
    CHECK(gains.front().place == 1);
    CHECK(gains.front().length_m == doctest::Approx(100));
    CHECK(gains.back().length_m == doctest::Approx(200));
    CHECK(nextLogger(pipes, Eigen::Vector4d::Zero(), unit, 0.001, options, sink).empty());
}
