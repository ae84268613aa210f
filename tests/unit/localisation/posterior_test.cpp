#include "core/localisation/posterior.h"

#include <doctest/doctest.h>

#include <Eigen/Dense>

#include <cmath>
#include <limits>
#include <random>

using namespace ms::localisation;

namespace {

SlotSignature signatureOf(const Eigen::MatrixXd& perUnit) { return {{1.0, 2.0}, {perUnit, 2 * perUnit}}; }

} // namespace

TEST_CASE("With normal noise and no error of the model the posterior is Bayes' rule written out") {
    // Three sensors, four pipes; the size integrated on a fine grid by brute force.
    Eigen::MatrixXd g(3, 4);
    g << -1.0, -0.5, -0.2, 0.1, -0.3, -1.2, -0.4, 0.0, -0.1, -0.2, -0.9, 0.2;
    Eigen::Matrix3d covariance;
    covariance << 0.04, 0.01, 0.0, 0.01, 0.05, 0.01, 0.0, 0.01, 0.03;
    const Eigen::Vector3d shift = 1.4 * g.col(1) + Eigen::Vector3d(0.1, -0.05, 0.08);
    const Eigen::Vector4d prior(0.1, 0.2, 0.3, 0.4);
    const SizePrior size{1.2, 0.3};
    PosteriorOptions options;
    options.temper = 1;
    options.signatureError = 0;
    options.degreesOfFreedom = 0;
    options.sizes = 200;
    const auto result = posteriorOverPipes({{shift, covariance}}, {signatureOf(g)}, size, prior, options);

    Eigen::Vector4d expected = Eigen::Vector4d::Zero();
    double mean = 0;
    const Eigen::Matrix3d inverse = covariance.inverse();
    for (int i = 1; i < 4000; ++i) {
        const double q = 0.001 * i;
        const double weight = std::exp(-0.5 * std::pow((q - size.mean_m3s) / size.sd_m3s, 2));
        for (int j = 0; j < 4; ++j) {
            const Eigen::Vector3d e = shift - q * g.col(j);
            const double p = prior[j] * weight * std::exp(-0.5 * e.dot(inverse * e));
            expected[j] += p;
            mean += q * p;
        }
    }
    mean /= expected.sum();
    expected /= expected.sum();
    for (int j = 0; j < 4; ++j) CHECK(result.probability[j] == doctest::Approx(expected[j]).epsilon(0.02));
    CHECK(result.size_m3s == doctest::Approx(mean).epsilon(0.01));
    CHECK(result.probability.sum() == doctest::Approx(1));
}

TEST_CASE("Without a sensor that knows anything the posterior is the prior") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Eigen::Vector2d prior(1, 3);
    const auto result = posteriorOverPipes({{Eigen::Vector2d(nan, nan), Eigen::Matrix2d::Identity()}}, {signatureOf(Eigen::MatrixXd::Ones(2, 2))},
                                           {1, 0.2}, prior, {});
    CHECK(result.probability[0] == doctest::Approx(0.25));
    CHECK(result.probability[1] == doctest::Approx(0.75));
}

TEST_CASE("A sensor that is missing changes nothing but its own voice") {
    Eigen::MatrixXd g(3, 2);
    g << -1, -0.2, -0.2, -1, -0.5, -0.5;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    PosteriorOptions options;
    options.temper = 1; // the default is tuned on networks, where slots depend on each other; here there is one
    const Eigen::Vector3d shift(-0.9, -0.25, nan);
    const auto with = posteriorOverPipes({{shift, 0.01 * Eigen::Matrix3d::Identity()}}, {signatureOf(g)}, {1, 0.2}, Eigen::Vector2d(1, 1), options);
    const auto without = posteriorOverPipes({{shift.head(2), 0.01 * Eigen::Matrix2d::Identity()}}, {signatureOf(g.topRows(2))}, {1, 0.2},
                                            Eigen::Vector2d(1, 1), options);
    CHECK(with.probability[0] == doctest::Approx(without.probability[0]));
    CHECK(with.probability[0] > 0.9);
}

TEST_CASE("Signatures are straight between sizes and through the origin") {
    const SlotSignature s{{1.0, 3.0}, {Eigen::MatrixXd::Constant(1, 1, -1.0), Eigen::MatrixXd::Constant(1, 1, -5.0)}};
    CHECK(s.at(0.5)(0, 0) == doctest::Approx(-0.5));
    CHECK(s.at(2)(0, 0) == doctest::Approx(-3));
    CHECK(s.at(4)(0, 0) == doctest::Approx(-7));
}

TEST_CASE("Areas hold what they promise when noise is what the posterior thinks it is") {
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    const int pipes = 40, sensors = 5;
    Eigen::MatrixXd g(sensors, pipes);
    for (int j = 0; j < pipes; ++j)
        for (int i = 0; i < sensors; ++i) g(i, j) = -std::exp(-0.02 * std::pow(j - 8.0 * i - 4, 2)) - 0.1;
    PosteriorOptions options;
    options.temper = 1;
    options.signatureError = 0;
    options.degreesOfFreedom = 0;
    options.sizes = 15;
    int held = 0;
    const int rounds = 400;
    for (int r = 0; r < rounds; ++r) {
        const int truth = static_cast<int>(random() % pipes);
        const double q = 1 + 0.15 * normal(random);
        Eigen::VectorXd shift = q * g.col(truth);
        for (int i = 0; i < sensors; ++i) shift[i] += 0.15 * normal(random);
        const auto result = posteriorOverPipes({{shift, 0.0225 * Eigen::MatrixXd::Identity(sensors, sensors)}}, {signatureOf(g)}, {1, 0.15},
                                               Eigen::VectorXd::Ones(pipes), options);
        std::vector<double> better;
        double mass = 0;
        for (int j = 0; j < pipes; ++j)
            if (result.probability[j] > result.probability[truth]) mass += result.probability[j];
        held += mass < 0.9;
    }
    CHECK(held > rounds * 0.86);
    CHECK(held < rounds * 0.97);
}
