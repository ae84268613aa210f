#include "core/localisation/ensemble_likelihood.h"

#include "core/localisation/ensemble_posterior.h"

#include <doctest/doctest.h>

#include <Eigen/Dense>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace ms::localisation;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// An event seen by `loggers` in `parts` of the day, with an ensemble of models and some candidates solved exactly.
struct Problem {
    Problem(int seed, Eigen::Index loggersSeen, Eigen::Index parts, Eigen::Index count, int members) : loggers(loggersSeen) {
        std::mt19937 random(static_cast<unsigned>(seed));
        std::normal_distribution<double> normal;
        const Eigen::Index rows = loggers * parts;
        const auto drawn = [&](Eigen::Index r, Eigen::Index c) {
            Eigen::MatrixXd m(r, c);
            for (double& v : m.reshaped()) v = normal(random);
            return m;
        };
        const Eigen::MatrixXd nominal = drawn(rows, count);
        for (int k = 0; k < members; ++k) {
            signature.unit.push_back(nominal + 0.3 * drawn(rows, count));
            signature.weight.push_back((1.0 + k) / (members * (members + 1) / 2.0));
        }
        const Eigen::MatrixXd half = drawn(rows, rows);
        noise = 0.02 * half * half.transpose() / static_cast<double>(rows) + 0.05 * Eigen::MatrixXd::Identity(rows, rows);
        shift = 1.2 * nominal.col(2) + 0.2 * drawn(rows, 1);
        prior = (drawn(count, 1).cwiseAbs().array() + 0.5).matrix();
    }

    void correctSome() {
        signature.exactSize_m3s = 0.8;
        signature.correct.resize(static_cast<std::size_t>(prior.size()));
        for (const Eigen::Index j : changed)
            signature.correct[static_cast<std::size_t>(j)] = Eigen::VectorXd::Constant(shift.size(), 0.1 * static_cast<double>(j));
    }

    /// The formula of the header, written out with dense matrices over the rows in `taken`.
    [[nodiscard]] double log(Eigen::Index j, double flow, const std::vector<Eigen::Index>& taken, double* squareOut = nullptr) const {
        if (squareOut) *squareOut = 0;
        if (taken.empty()) return 0; // nothing said: all sizes are alike
        const auto n = static_cast<Eigen::Index>(taken.size());
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(shift.size());
        for (std::size_t k = 0; k < signature.unit.size(); ++k) mean += signature.weight[k] * signature.unit[k].col(j);
        Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(shift.size(), shift.size());
        for (std::size_t k = 0; k < signature.unit.size(); ++k) {
            const Eigen::VectorXd off = signature.unit[k].col(j) - mean;
            spread += signature.weight[k] * off * off.transpose();
        }
        if (!signature.correct.empty() && signature.correct[static_cast<std::size_t>(j)].size() > 0)
            mean += signature.correct[static_cast<std::size_t>(j)] / signature.exactSize_m3s;
        spread.diagonal() += (options.relativeError * mean).array().square().matrix();
        const Eigen::MatrixXd c = (noise + flow * flow * spread)(taken, taken);
        const Eigen::VectorXd e = (shift - flow * mean)(taken);
        const double square = e.dot(c.fullPivLu().solve(e)), dof = options.degreesOfFreedom;
        if (squareOut) *squareOut = square;
        return (-0.5 * std::log(c.determinant()) - 0.5 * (dof + static_cast<double>(n)) * std::log1p(square / dof)) / options.temper;
    }

    [[nodiscard]] std::vector<Eigen::Index> known(Eigen::Index without = -1) const {
        std::vector<Eigen::Index> rows;
        for (Eigen::Index i = 0; i < shift.size(); ++i)
            if (std::isfinite(shift[i]) && i % loggers != without) rows.push_back(i);
        return rows;
    }

    Eigen::Index loggers;
    EnsembleSignature signature;
    Eigen::MatrixXd noise;
    Eigen::VectorXd shift, prior;
    EnsembleOptionsOfPosterior options{1.3, 0.15, 6, 0.01, 5};
    SizePrior size{1, 0.3};
    std::vector<Eigen::Index> changed{0, 3, 9};
};

std::vector<Eigen::Index> allOf(Eigen::Index count) {
    std::vector<Eigen::Index> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), Eigen::Index{0});
    return all;
}

void checkAgainstTheFormula(const Problem& p) {
    const SizeGrid grid = sizeGrid(p.size, p.options.sizes);
    const EnsembleLikelihood likelihood(p.shift, p.noise, grid, p.options, p.loggers);
    EnsembleLogs logs;
    likelihood.evaluate(p.signature, allOf(p.prior.size()), true, logs);
    REQUIRE(logs.without.size() == static_cast<std::size_t>(p.loggers));
    for (Eigen::Index j = 0; j < p.prior.size(); ++j) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t q = 0; q < grid.sizes_m3s.size(); ++q) {
            double square = 0;
            CHECK(logs.all(j, static_cast<Eigen::Index>(q)) == doctest::Approx(p.log(j, grid.sizes_m3s[q], p.known(), &square)).epsilon(1e-6));
            least = std::min(least, square);
            for (Eigen::Index logger = 0; logger < p.loggers; ++logger)
                CHECK(logs.without[static_cast<std::size_t>(logger)](j, static_cast<Eigen::Index>(q)) ==
                      doctest::Approx(p.log(j, grid.sizes_m3s[q], p.known(logger))).epsilon(1e-6));
        }
        CHECK(logs.leastSquare[j] == doctest::Approx(least).epsilon(1e-6));
    }
}

} // namespace

TEST_CASE("Eight candidates side by side have the likelihood that the formula gives, each logger left out in turn") {
    for (const int parts : {1, 2, 3})
        for (const int loggers : {2, 3, 5}) {
            Problem p(17 * parts + loggers, loggers, parts, 11, 4);
            CAPTURE(parts);
            CAPTURE(loggers);
            checkAgainstTheFormula(p);
            p.correctSome();
            checkAgainstTheFormula(p);
            p.shift[1] = kNan; // a logger that is silent in one part, or altogether
            checkAgainstTheFormula(p);
        }
}

TEST_CASE("Doubting is Bayes' rule over no logger and each one, and better signatures of a few candidates cost only those") {
    Problem p(3, 4, 2, 13, 5);
    p.shift[2] += 6; // what no burst could do
    DoubtingPosterior bayes(p.shift, p.noise, p.size, p.prior, p.options, p.loggers);
    const Posterior before = bayes.of(p.signature);
    p.correctSome();
    const Posterior after = bayes.again(p.signature, p.changed);
    CHECK((before.probability - after.probability).cwiseAbs().maxCoeff() > 1e-4);

    const SizeGrid grid = sizeGrid(p.size, p.options.sizes);
    Eigen::VectorXd expected = Eigen::VectorXd::Zero(p.prior.size());
    for (Eigen::Index logger = -1; logger < p.loggers; ++logger) {
        double anything = 1;
        for (Eigen::Index i = logger; logger >= 0 && i < p.shift.size(); i += p.loggers) {
            const double wide = 30 * std::sqrt(p.noise(i, i)), off = std::min(std::abs(p.shift[i]) / wide, 2.0);
            anything *= std::pow(std::exp(-0.5 * off * off) / wide, 1 / p.options.temper);
        }
        if (logger >= 0) anything *= p.options.brokenLogger;
        for (Eigen::Index j = 0; j < p.prior.size(); ++j)
            for (std::size_t q = 0; q < grid.sizes_m3s.size(); ++q)
                expected[j] += anything * p.prior[j] * grid.weights[q] * std::exp(p.log(j, grid.sizes_m3s[q], p.known(logger)));
    }
    expected /= expected.sum();
    for (Eigen::Index j = 0; j < p.prior.size(); ++j) CHECK(after.probability[j] == doctest::Approx(expected[j]).epsilon(1e-5));
}
