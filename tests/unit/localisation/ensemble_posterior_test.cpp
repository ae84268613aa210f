#include "core/localisation/ensemble_posterior.h"

#include "core/localisation/area.h"

#include <doctest/doctest.h>

#include <Eigen/Dense>

#include <cmath>
#include <limits>
#include <random>

using namespace ms::localisation;

namespace {

EnsembleSignature oneModel(const Eigen::MatrixXd& unit) { return {{unit}, {1.0}, {}, 1}; }

Eigen::MatrixXd randomSignatures(int rows, int pipes, std::mt19937& random) {
    std::normal_distribution<double> normal;
    Eigen::MatrixXd unit(rows, pipes);
    for (double& v : unit.reshaped()) v = normal(random);
    return unit;
}

} // namespace

TEST_CASE("With one model and normal noise the posterior is Bayes' rule written out") {
    std::mt19937 random(1);
    const Eigen::MatrixXd unit = randomSignatures(3, 5, random);
    Eigen::Matrix3d noise;
    noise << 0.04, 0.01, 0.0, 0.01, 0.05, 0.01, 0.0, 0.01, 0.03;
    const Eigen::VectorXd shift = 1.3 * unit.col(2) + Eigen::Vector3d(0.1, -0.1, 0.05);
    Eigen::VectorXd prior(5);
    prior << 1, 2, 3, 4, 5;
    EnsembleOptionsOfPosterior options;
    options.relativeError = 0;
    options.degreesOfFreedom = 0;
    options.brokenLogger = 0;
    options.sizes = 300;
    const SizePrior size{1.2, 0.3};
    const auto result = posteriorOfEnsemble(shift, noise, oneModel(unit), size, prior, options);
    Eigen::VectorXd expected = Eigen::VectorXd::Zero(5);
    double mean = 0;
    for (int i = 1; i < 3000; ++i) {
        const double q = 0.001 * i;
        for (int j = 0; j < 5; ++j) {
            const Eigen::Vector3d e = shift - q * unit.col(j);
            const double p = prior[j] * std::exp(-0.5 * std::pow((q - 1.2) / 0.3, 2) - 0.5 * e.dot(noise.inverse() * e));
            expected[j] += p;
            mean += p * q;
        }
    }
    mean /= expected.sum();
    expected /= expected.sum();
    for (int j = 0; j < 5; ++j) CHECK(result.probability[j] == doctest::Approx(expected[j]).epsilon(0.03));
    CHECK(result.size_m3s == doctest::Approx(mean).epsilon(0.02));
}

TEST_CASE("Areas hold the burst as often as they say, models being as wrong as the ensemble believes") {
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    const int rows = 4, pipes = 40, members = 40;
    int within[2] = {};
    const double level[2] = {0.5, 0.9};
    const int bursts = 400;
    for (int burst = 0; burst < bursts; ++burst) {
        const Eigen::MatrixXd nominal = randomSignatures(rows, pipes, random);
        const auto perturbed = [&] {
            Eigen::MatrixXd m = nominal;
            for (double& v : m.reshaped()) v += 0.3 * normal(random);
            return m;
        };
        EnsembleSignature signature;
        for (int k = 0; k < members; ++k) {
            signature.unit.push_back(perturbed());
            signature.weight.push_back(1.0 / members);
        }
        const Eigen::MatrixXd truth = perturbed();
        const int own = static_cast<int>(random() % pipes);
        const double size = std::max(0.2, 1 + 0.2 * normal(random));
        Eigen::VectorXd shift = size * truth.col(own);
        for (double& v : shift) v += 0.2 * normal(random);
        EnsembleOptionsOfPosterior options;
        options.relativeError = 0;
        options.degreesOfFreedom = 0;
        options.brokenLogger = 0;
        const auto result =
            posteriorOfEnsemble(shift, 0.04 * Eigen::MatrixXd::Identity(rows, rows), signature, {1, 0.2}, Eigen::VectorXd::Ones(pipes), options);
        double before = 0; // mass of the pipes that come before the true one
        for (int j = 0; j < pipes; ++j)
            if (result.probability[j] > result.probability[own]) before += result.probability[j];
        const double part = static_cast<double>(random() % 1000) / 1000; // the pipe that crosses the level is in by chance: then the level is exact
        for (int k = 0; k < 2; ++k) within[k] += before + part * result.probability[own] < level[k];
    }
    CHECK(within[0] > 0.43 * bursts);
    CHECK(within[0] < 0.57 * bursts);
    CHECK(within[1] > 0.85 * bursts);
    CHECK(within[1] < 0.95 * bursts);
}

TEST_CASE("Rows without a value are left out; with none the posterior is the prior") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Eigen::Vector2d prior(1, 3);
    const auto result =
        posteriorOfEnsemble(Eigen::Vector2d(nan, nan), Eigen::Matrix2d::Identity(), oneModel(Eigen::MatrixXd::Ones(2, 2)), {1, 0.2}, prior, {});
    CHECK(result.probability[0] == doctest::Approx(0.25));
    CHECK(result.probability[1] == doctest::Approx(0.75));
}

TEST_CASE("A logger that says what no burst could is doubted, and the others decide") {
    std::mt19937 random(5);
    const Eigen::MatrixXd unit = randomSignatures(5, 30, random);
    const Eigen::MatrixXd noise = 0.01 * Eigen::MatrixXd::Identity(5, 5);
    Eigen::VectorXd shift = unit.col(7);
    const Eigen::VectorXd prior = Eigen::VectorXd::Ones(30);
    const EnsembleOptionsOfPosterior options;
    const auto sound = DoubtingPosterior(shift, noise, {1, 0.1}, prior, options, 5).of(oneModel(unit));
    CHECK(sound.probability[7] > 0.9);
    CHECK(sound.misfit < 1);
    shift[2] += 4;
    const auto trusting = posteriorOfEnsemble(shift, noise, oneModel(unit), {1, 0.1}, prior, options);
    const auto doubting = DoubtingPosterior(shift, noise, {1, 0.1}, prior, options, 5).of(oneModel(unit));
    CHECK(trusting.misfit > 5);
    CHECK(doubting.probability[7] > 0.5);
    CHECK(doubting.probability[7] > trusting.probability[7]);
    CHECK(doubting.probability.sum() == doctest::Approx(1));
}
