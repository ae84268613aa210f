#include "core/localisation/leak_map.h"

#include <doctest/doctest.h>

#include <Eigen/Dense>

#include <cmath>
#include <random>

using namespace ms::localisation;

namespace {

/// Five loggers along a main of 24 pipes, 30 blocks of a week.
struct MadeTown {
    static constexpr int kPipes = 24, kLoggers = 5, kWeeks = 30;
    Eigen::MatrixXd signature = Eigen::MatrixXd(kLoggers, kPipes), offsets = Eigen::MatrixXd::Identity(kLoggers, kLoggers) * 100;
    Eigen::MatrixXd record = Eigen::MatrixXd::Zero(kLoggers, kWeeks);
    std::mt19937 random;

    explicit MadeTown(unsigned seed) : random(seed) {
        for (int j = 0; j < kPipes; ++j)
            for (int i = 0; i < kLoggers; ++i) signature(i, j) = -10 * std::exp(-0.03 * std::pow(j - 5.0 * i - 2, 2)) - 1;
        std::normal_distribution<double> normal;
        for (int t = 0; t < kWeeks; ++t)
            for (int i = 0; i < kLoggers; ++i) record(i, t) = 3 * i + normal(random);
    }
    void leak(int pipe, double onset_d, double growth_d, double flow, double end_d = 1e9) {
        MappedLeak l;
        l.onset_d = onset_d;
        l.growth_d = growth_d;
        l.end_d = end_d;
        l.flow_m3s = flow;
        for (int t = 0; t < kWeeks; ++t) {
            double mean = 0;
            for (int k = 0; k < 70; ++k) mean += flowOn(l, 7 * t + (k + 0.5) / 10) / 70;
            record.col(t) += mean * signature.col(pipe);
        }
    }
    [[nodiscard]] LeakEvidence evidence() const {
        auto e = expectLeaks(signature, offsets, 7);
        hear(e, record, Eigen::VectorXd::Ones(kWeeks));
        return e;
    }
};

Eigen::RowVectorXd centredShape(double onset_d, double growth_d) {
    MappedLeak l;
    l.onset_d = onset_d;
    l.growth_d = growth_d;
    l.flow_m3s = 1;
    Eigen::RowVectorXd v = Eigen::RowVectorXd::Zero(MadeTown::kWeeks);
    for (int t = 0; t < MadeTown::kWeeks; ++t)
        for (int k = 0; k < 7; ++k) v[t] += flowOn(l, 7 * t + k + 0.5) / 7;
    return v.array() - v.mean();
}

} // namespace

TEST_CASE("Two open leaks: the joint fit is the best of all pairs of pipes, onsets and growths") {
    MadeTown town(3);
    town.leak(4, 63, 28, 2);
    town.leak(17, 91, 56, 3);
    LeakMapOptions options;
    options.price = 10;
    options.mostFlow_m3s = 100;
    const auto leaks = mapLeaks(town.evidence(), {}, options);
    REQUIRE(leaks.size() == 2);

    // By brute force around the truth's shapes: every pair of pipes, flows by least squares.
    const Eigen::MatrixXd centred = town.record.colwise() - town.record.rowwise().mean().eval();
    double least = 1e300;
    int bestA = -1, bestB = -1;
    for (const double onsetA : {56.0, 63.0, 70.0})
        for (const double growthA : {14.0, 28.0, 56.0})
            for (const double onsetB : {84.0, 91.0, 98.0})
                for (const double growthB : {28.0, 56.0}) {
                    const Eigen::RowVectorXd a = centredShape(onsetA, growthA), b = centredShape(onsetB, growthB);
                    for (int i = 0; i < MadeTown::kPipes; ++i)
                        for (int j = 0; j < MadeTown::kPipes; ++j) {
                            const auto x = town.signature.col(i), y = town.signature.col(j);
                            Eigen::Matrix2d normal;
                            normal << x.dot(x) * a.dot(a), x.dot(y) * a.dot(b), x.dot(y) * a.dot(b), y.dot(y) * b.dot(b);
                            const Eigen::Vector2d right(x.dot(centred * a.transpose()), y.dot(centred * b.transpose()));
                            const Eigen::Vector2d q = normal.ldlt().solve(right);
                            if (q.minCoeff() < 0) continue;
                            const double left = (centred - q[0] * x * a - q[1] * y * b).squaredNorm();
                            if (left >= least) continue;
                            least = left;
                            bestA = i;
                            bestB = j;
                        }
                }
    const auto& first = leaks[0].onset_d < leaks[1].onset_d ? leaks[0] : leaks[1];
    const auto& second = leaks[0].onset_d < leaks[1].onset_d ? leaks[1] : leaks[0];
    CHECK(first.column == bestA);
    CHECK(second.column == bestB);
    CHECK(first.column == 4);
    CHECK(second.column == 17);
    CHECK(first.flow_m3s == doctest::Approx(2).epsilon(0.1));
    CHECK(second.flow_m3s == doctest::Approx(3).epsilon(0.1));
    CHECK(overdispersion(town.evidence(), leaks) <= least / (MadeTown::kLoggers * (MadeTown::kWeeks - 1)) + 0.3);
}

TEST_CASE("A leak's place given the other is Bayes' rule over pipes and shapes") {
    MadeTown town(8);
    town.leak(4, 63, 28, 0.4);
    town.leak(9, 91, 0, 0.5);
    LeakMapOptions options;
    options.price = 10;
    options.temper = 1;
    options.mostFlow_m3s = 100;
    const std::vector<MappedLeak> leaks{{4, 63, 28, 1e300, 0.4, 0}, {9, 91, 0, std::numeric_limits<double>::infinity(), 0.5, 0}};
    const auto evidence = town.evidence();
    const Eigen::VectorXd prior = Eigen::VectorXd::LinSpaced(MadeTown::kPipes, 1, 2);
    const auto place = placeOf(evidence, leaks, 1, prior, options);

    Eigen::MatrixXd rest = town.record.colwise() - town.record.rowwise().mean().eval();
    rest -= 0.4 * town.signature.col(4) * centredShape(63, 28);
    const double temper = overdispersion(evidence, leaks);
    Eigen::VectorXd expected = Eigen::VectorXd::Zero(MadeTown::kPipes);
    for (int week = 10; week <= 16; ++week) // three blocks about the onset
        for (const double growth : {0.0, 14.0, 28.0, 56.0}) {
            const Eigen::RowVectorXd v = centredShape(7 * week, growth);
            for (int j = 0; j < MadeTown::kPipes; ++j) {
                const auto x = town.signature.col(j);
                const double q = x.dot(rest * v.transpose()) / (x.squaredNorm() * v.squaredNorm());
                if (q <= 0) continue;
                expected[j] += prior[j] * std::exp(-0.5 * ((rest - q * x * v).squaredNorm() - rest.squaredNorm()) / temper);
            }
        }
    expected /= expected.sum();
    for (int j = 0; j < MadeTown::kPipes; ++j) CHECK(place.probability[j] == doctest::Approx(expected[j]).epsilon(0.02));
    CHECK(place.earliest_d <= 91);
    CHECK(place.latest_d >= 91);
}

TEST_CASE("With noise as it was taken to be, areas beside a second leak hold what they promise") {
    int held = 0;
    constexpr int rounds = 150;
    LeakMapOptions options;
    options.price = 10;
    options.temper = 1;
    options.mostFlow_m3s = 100;
    for (unsigned r = 0; r < rounds; ++r) {
        MadeTown town(100 + r);
        const int truth = static_cast<int>(town.random() % MadeTown::kPipes);
        town.leak(truth, 105, 0, 0.35);
        town.leak((truth + MadeTown::kPipes / 2) % MadeTown::kPipes, 63, 28, 0.7);
        const auto evidence = town.evidence();
        const auto leaks = mapLeaks(evidence, {}, options);
        std::size_t own = leaks.size();
        for (std::size_t k = 0; k < leaks.size(); ++k)
            if (leaks[k].column < MadeTown::kPipes && (own == leaks.size() || std::abs(leaks[k].onset_d - 105) < std::abs(leaks[own].onset_d - 105)))
                own = k;
        REQUIRE(own < leaks.size());
        const auto place = placeOf(evidence, leaks, own, Eigen::VectorXd::Ones(MadeTown::kPipes), options);
        double better = 0;
        for (int j = 0; j < MadeTown::kPipes; ++j)
            if (place.probability[j] > place.probability[truth]) better += place.probability[j];
        held += better < 0.9;
    }
    CHECK(held > rounds * 0.82);
    CHECK(held < rounds * 0.99);
}

TEST_CASE("A mended leak keeps its pipe and ends; a logger that goes off is no leak") {
    MadeTown town(5);
    town.leak(12, 70, 0, 2, 112);
    town.record.row(1).tail(10).array() += 8; // upwards, one logger alone
    town.record.row(3).tail(6).array() -= 6;
    LeakMapOptions options;
    options.price = 10;
    options.mostFlow_m3s = 100;
    MappedLeak mended;
    mended.column = 12;
    mended.onset_d = 91;
    mended.end_d = 112;
    const auto leaks = mapLeaks(town.evidence(), {mended}, options);
    REQUIRE(!leaks.empty());
    CHECK(leaks[0].column == 12);
    CHECK(leaks[0].mended());
    CHECK(leaks[0].flow_m3s == doctest::Approx(2).epsilon(0.1));
    CHECK(leaks[0].onset_d == doctest::Approx(70));
    CHECK(flowOn(leaks[0], 120) == 0);
    for (std::size_t k = 1; k < leaks.size(); ++k) CHECK(leaks[k].column >= MadeTown::kPipes);
    CHECK(leaks.size() == 3);
}
