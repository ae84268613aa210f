#include "core/detection/event_fit.h"
#include "core/detection/onset_bank.h"
#include "core/detection/zone_watch.h"
#include "simulated_noise.h"

#include <doctest/doctest.h>

using namespace ms::detection;
using Eigen::VectorXd;

namespace {

using Mask = Eigen::Array<bool, Eigen::Dynamic, 1>;

NoiseFilter filterFor(const NoiseParameters& p, const VectorXd& shape) {
    return {p, shape, VectorXd::Zero(shape.size()), Mask::Constant(shape.size(), true), 5};
}

VectorXd whitened(const NoiseFilter& filter, const VectorXd& values) {
    VectorXd out(values.size());
    NoiseFilter::State s;
    for (Eigen::Index i = 0; i < values.size(); ++i) out[i] = filter.step(i, values[i], s);
    return out;
}

} // namespace

TEST_CASE("the filter whitens its own noise: variance one, no correlation at an hour or a day") {
    std::mt19937_64 random(1);
    const VectorXd shape = dailyShape(24 * 400);
    const VectorXd z = whitened(filterFor(hourlyNoise(), shape), simulatedNoise(hourlyNoise(), shape, random)).tail(24 * 390);
    CHECK(z.squaredNorm() / static_cast<double>(z.size()) == doctest::Approx(1).epsilon(0.05));
    for (Eigen::Index lag : {Eigen::Index{1}, Eigen::Index{2}, Eigen::Index{24}}) {
        const double r = z.head(z.size() - lag).dot(z.tail(z.size() - lag)) / z.squaredNorm();
        CHECK(std::abs(r) < 0.04);
    }
}

TEST_CASE("missing steps are passed over and gaps widen what is known of the level") {
    const VectorXd shape = VectorXd::Ones(200);
    Mask valid = Mask::Constant(200, true);
    valid.segment(50, 100) = false;
    const NoiseFilter filter(hourlyNoise(), shape, VectorXd::Zero(200), valid, 5);
    CHECK(filter.sd(60) == 0);
    CHECK(filter.sd(150) > filter.sd(49));
    NoiseFilter::State s;
    CHECK(filter.step(60, 1e9, s) == 0);
    CHECK(s.level == 0);
}

TEST_CASE("noise parameters are recovered within reason from ten weeks") {
    std::mt19937_64 random(2);
    const VectorXd shape = dailyShape(24 * 70);
    const NoiseParameters fitted = fitNoise(simulatedNoise(hourlyNoise(), shape, random), shape, VectorXd::Zero(shape.size()), 40, 1);
    const NoiseFilter filter = filterFor(fitted, shape);
    const VectorXd z = whitened(filter, simulatedNoise(hourlyNoise(), shape, random)).tail(24 * 60); // of new data
    CHECK(z.squaredNorm() / static_cast<double>(z.size()) == doctest::Approx(1).epsilon(0.12));
}

TEST_CASE("a step in white noise has the textbook likelihood ratio, size and error") {
    NoiseParameters p;
    p.floorSd = 2;
    const Eigen::Index n = 400, onset = 300;
    const VectorXd shape = VectorXd::Ones(n);
    const NoiseFilter filter(p, shape, VectorXd::Zero(n), Mask::Constant(n, true), 1e-9); // level known: only white noise is left
    VectorXd y = VectorXd::Zero(n);
    y.tail(n - onset).setConstant(1);
    const VectorXd nu = whitened(filter, y);
    FitWindow w;
    w.filter = &filter;
    w.innovations = &nu;
    w.shape = &shape;
    w.until = n;
    Shape step;
    step.onset = onset;
    const Fit f = evaluate(w, step);
    CHECK(f.size_m3s == doctest::Approx(1));
    CHECK(f.sd_m3s == doctest::Approx(2 / std::sqrt(100.0)));
    CHECK(f.logRatio == doctest::Approx(0.5 * 25));
    OnsetBank bank({200, 24, 4});
    for (Eigen::Index i = 0; i < n; ++i) bank.advance(filter, i, nu[i], 1);
    const OnsetScore best = bank.best(OnsetBank::step, 1);
    CHECK(best.logRatio > 12);
    CHECK(std::abs(best.shape.onset - onset) <= 3); // older onsets are kept three hours apart
    CHECK(bank.best(OnsetBank::step, -1).logRatio == 0);
}

TEST_CASE("Shapes that are fitted together have the sums that each has alone, step by step") {
    const Eigen::Index n = 300;
    VectorXd demand(n), evening(n), shift(n), pattern(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        demand[i] = 1 + 0.4 * std::sin(0.26 * static_cast<double>(i));
        pattern[i] = 0.1 * std::cos(0.26 * static_cast<double>(i));
        evening[i] = i % 24 > 18 ? 1 : 0;
        shift[i] = i % 24 > 5 && i % 24 < 9 ? 0.3 : 0;
    }
    Mask valid = Mask::Constant(n, true);
    valid.segment(120, 7) = false;
    NoiseParameters p;
    p.fastSd = 0.3;
    p.slowSd = 0.2;
    p.habitSd = 0.5;
    p.whiteSd = 0.1;
    p.floorSd = 0.05;
    p.levelSdPerStep = 0.01;
    p.eveningSd = 0.4;
    p.shiftSd = 0.5;
    std::mt19937_64 random(9);
    std::normal_distribution<double> normal;
    const VectorXd nu = VectorXd::NullaryExpr(n, [&] { return normal(random); });
    for (const bool patterns : {false, true}) {
        NoisePatterns extra;
        if (patterns) extra = {&evening, &shift};
        const NoiseFilter filter(p, demand, pattern, valid, 1, 0, extra);
        FitWindow w;
        w.filter = &filter;
        w.innovations = &nu;
        w.shape = &demand;
        w.from = 20;
        w.until = 290;
        w.end = 250;
        std::vector<Shape> shapes;
        for (int k = 0; k < 8; ++k) shapes.push_back({25.0 + 31.5 * k, k % 3 == 0 ? 0.0 : 12.0 * k, 1 + k % 2, k == 3});
        const auto together = evaluateAll(w, shapes);
        REQUIRE(together.size() == shapes.size());
        for (std::size_t k = 0; k < shapes.size(); ++k) {
            NoiseFilter::State state;
            double cross = 0, power = 0;
            for (Eigen::Index i = w.from; i < w.until; ++i) {
                const double value = i < w.end ? shapes[k].at(static_cast<double>(i)) * (shapes[k].proportional ? demand[i] : 1.0) : 0.0;
                const double white = filter.step(i, value, state);
                cross += white * nu[i];
                power += white * white;
            }
            CHECK(together[k].shape == shapes[k]);
            CHECK(together[k].size_m3s == doctest::Approx(cross / power).epsilon(1e-9));
            CHECK(together[k].sd_m3s == doctest::Approx(1 / std::sqrt(power)).epsilon(1e-9));
            CHECK(evaluate(w, shapes[k]).logRatio == doctest::Approx(together[k].logRatio).epsilon(1e-12));
        }
    }
}

TEST_CASE("running the bank anew gives what advancing gave") {
    std::mt19937_64 random(3);
    const VectorXd shape = dailyShape(24 * 20);
    const NoiseFilter filter = filterFor(hourlyNoise(), shape);
    const VectorXd nu = whitened(filter, simulatedNoise(hourlyNoise(), shape, random));
    OnsetBank bank({240, 24, 4});
    for (Eigen::Index i = 0; i < shape.size(); ++i) bank.advance(filter, i, nu[i], shape[i]);
    const OnsetScore before = bank.best(OnsetBank::linear, 1);
    bank.rerun(filter, nu, shape, 0, shape.size());
    const OnsetScore after = bank.best(OnsetBank::linear, 1);
    CHECK(after.shape == before.shape);
    CHECK(after.logRatio == doctest::Approx(before.logRatio));
}

TEST_CASE("run length: on clean noise the bank calls no oftener than stated") {
    std::mt19937_64 random(4);
    const double rate = 0.5;
    const double threshold = thresholdsFor(rate).open;
    int alarms = 0, weeks = 0;
    for (int run = 0; run < 6; ++run) {
        const VectorXd shape = dailyShape(24 * 7 * 30);
        const NoiseFilter filter = filterFor(hourlyNoise(), shape);
        const VectorXd nu = whitened(filter, simulatedNoise(hourlyNoise(), shape, random));
        OnsetBank bank({24 * 16, 24, 4});
        Eigen::Index quietUntil = 24 * 7;
        for (Eigen::Index i = 0; i < shape.size(); ++i) {
            bank.advance(filter, i, nu[i], shape[i]);
            if (i < quietUntil) continue;
            double up = bank.best(OnsetBank::step, 1).logRatio;
            for (auto kind : {OnsetBank::linear, OnsetBank::square}) up = std::max(up, bank.best(kind, 1).logRatio - 3);
            if (up < threshold) continue;
            ++alarms;
            quietUntil = i + 24 * 7; // one event, not one an hour
        }
        weeks += 29;
    }
    CHECK(static_cast<double>(alarms) / weeks <= rate);
    CHECK(thresholdsFor(0.02).open > thresholdsFor(0.5).open);
}

TEST_CASE("growth is fitted and the 90 % interval of the onset holds the truth about as often as it says") {
    std::mt19937_64 random(5);
    const Eigen::Index n = 24 * 50;
    const VectorXd shape = dailyShape(n);
    const NoiseFilter filter = filterFor(hourlyNoise(), shape);
    int held = 0, runs = 0;
    double sizes = 0;
    for (int run = 0; run < 24; ++run) {
        Shape truth;
        truth.onset = 24 * 25 + 7.5 * run;
        truth.growth = run % 2 == 0 ? 0 : 24 * 10;
        const VectorXd nu = whitened(filter, simulatedNoise(hourlyNoise(), shape, random) + 3 * truth.sample(0, shape));
        FitWindow w;
        w.filter = &filter;
        w.innovations = &nu;
        w.shape = &shape;
        w.until = n;
        Shape start = truth;
        start.onset -= 30;
        const Fit f = improve(w, start, 1, 3);
        const OnsetPosterior o = onsetPosterior(w, f, 1.5);
        CHECK(o.low <= o.median);
        CHECK(o.median <= o.high);
        held += o.low <= truth.onset && truth.onset <= o.high;
        sizes += f.size_m3s;
        ++runs;
    }
    CHECK(held >= 18); // of 24
    CHECK(sizes / runs == doctest::Approx(3).epsilon(0.15));
}

TEST_CASE("shapes: a step that begins within a step counts for its share; growth is even in diameter") {
    Shape s;
    s.onset = 4.25;
    CHECK(s.at(3) == 0);
    CHECK(s.at(4) == doctest::Approx(0.75));
    CHECK(s.at(5) == 1);
    s.onset = 0;
    s.growth = 10;
    CHECK(s.at(4) == doctest::Approx(0.2025));
    s.power = 1;
    CHECK(s.at(4) == doctest::Approx(0.45));
    CHECK(s.at(20) == 1);
}

TEST_CASE("the end of an event of known size has the textbook likelihood ratio; what is given up is not heard again") {
    NoiseParameters p;
    p.floorSd = 2;
    const Eigen::Index n = 400, onset = 300;
    const VectorXd shape = VectorXd::Ones(n);
    const NoiseFilter filter(p, shape, VectorXd::Zero(n), Mask::Constant(n, true), 1e-9);
    VectorXd y = VectorXd::Zero(n);
    y.tail(n - onset).setConstant(-1);
    const VectorXd nu = whitened(filter, y);
    OnsetBank bank({1000, 96, 0.1, 2}); // the clip would hide it, were it not for the sum without
    for (Eigen::Index i = 0; i < n; ++i) bank.advance(filter, i, nu[i], 1);
    const OnsetScore end = bank.known(250, n - 2, -1, 0.2);
    CHECK(end.shape.onset == doctest::Approx(onset));
    CHECK(end.logRatio == doctest::Approx(0.5 * 25));
    CHECK(bank.known(250, n - 2, -2, 0.2).logRatio == doctest::Approx(1.6 * 25 - 0.5 * 1.6 * 1.6 * 25)); // at the edge of what is allowed
    CHECK(bank.known(250, n - 2, 1, 0.2).logRatio == 0);                                                 // the wrong way
    CHECK(bank.known(340, n - 2, -1, 0.2).shape.onset >= 340);
    REQUIRE(bank.best(OnsetBank::step, -1).logRatio > 0);
    bank.forget(0, n);
    CHECK(bank.best(OnsetBank::step, -1).logRatio == 0);
}

TEST_CASE("an anchored level comes back: its spread is the stated one, and an excess that lasts stays in the innovations") {
    NoiseParameters p;
    p.floorSd = 0.1;
    p.levelSteps = 50;
    p.levelSdPerStep = 0.5 * std::sqrt(2 / p.levelSteps);
    const Eigen::Index n = 2000;
    const VectorXd shape = VectorXd::Ones(n);
    Mask valid = Mask::Constant(n, true);
    valid.segment(500, 500) = false; // ten time constants
    const NoiseFilter filter(p, shape, VectorXd::Zero(n), valid, 99);
    CHECK(filter.sd(0) == doctest::Approx(std::hypot(0.5, 0.1)).epsilon(0.02));
    CHECK(filter.sd(1000) == doctest::Approx(std::hypot(0.5, 0.1)).epsilon(0.02)); // as wide as at first, not wider
    const VectorXd z = whitened(filter, VectorXd::Constant(n, 2));
    CHECK(z[n - 1] > 0.1); // 2 is four standard deviations off: it is told every step anew
    NoiseParameters wanders = p;
    wanders.levelSteps = 0;
    CHECK(std::abs(whitened(NoiseFilter(wanders, shape, VectorXd::Zero(n), valid, 99), VectorXd::Constant(n, 2))[n - 1]) < 1e-3);
}

TEST_CASE("evenings and early mornings are noise where their patterns are given") {
    NoiseParameters p;
    p.floorSd = 0.1;
    p.levelSteps = 50;
    p.levelSdPerStep = 0.01;
    p.eveningSd = 3;
    p.shiftSd = 2;
    const Eigen::Index n = 960;
    const VectorXd shape = VectorXd::Ones(n);
    VectorXd evening = VectorXd::Zero(n), shift = VectorXd::Zero(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        evening[i] = i % 96 > 70 && i % 96 < 84 ? 1 : 0;
        shift[i] = i % 96 > 25 && i % 96 < 35 ? 1 : 0;
    }
    const NoiseFilter filter(p, shape, VectorXd::Zero(n), Mask::Constant(n, true), 99, 0, {&evening, &shift});
    CHECK(filter.sd(71) > 5 * filter.sd(60));
    CHECK(filter.sd(26) > 5 * filter.sd(60));
    const VectorXd watered = whitened(filter, 3 * evening);
    CHECK(watered.segment(9 * 96, 96).cwiseAbs().maxCoeff() < 2); // the ninth evening in a row is no surprise
}

TEST_CASE("the cheap interval of an onset holds it about as often as it says") {
    NoiseParameters p;
    p.floorSd = 1;
    const Eigen::Index n = 500;
    const VectorXd shape = VectorXd::Ones(n);
    const NoiseFilter filter(p, shape, VectorXd::Zero(n), Mask::Constant(n, true), 1e-9);
    std::mt19937_64 random(8);
    std::normal_distribution<double> normal;
    int held = 0, close = 0;
    const int runs = 200;
    for (int run = 0; run < runs; ++run) {
        const Eigen::Index onset = 250 + run % 60;
        VectorXd y(n);
        for (Eigen::Index i = 0; i < n; ++i) y[i] = normal(random) + (i >= onset ? 0.8 : 0);
        const VectorXd nu = whitened(filter, y);
        FitWindow w;
        w.filter = &filter;
        w.innovations = &nu;
        w.shape = &shape;
        w.until = n;
        w.stepsPerDay = 96;
        Shape start;
        start.onset = static_cast<double>(onset) + 6;
        const Fit f = improve(w, start, 1, 3);
        const OnsetPosterior when = onsetAround(w, f, 1);
        held += when.low <= static_cast<double>(onset) && static_cast<double>(onset) <= when.high;
        close += std::abs(when.median - static_cast<double>(onset)) < 5;
        CHECK(when.low <= when.median);
        CHECK(when.median <= when.high);
    }
    CHECK(held >= runs * 82 / 100);
    CHECK(held <= runs * 99 / 100);
    CHECK(close >= runs * 60 / 100);
}

TEST_CASE("the sum of nights alarms once in the run length that its threshold was made for") {
    std::mt19937_64 random(21);
    std::normal_distribution<double> normal;
    for (const double runLength : {14.0, 70.0, 350.0}) { // 0.5, 0.1 and 0.02 a week
        const double threshold = cusumThreshold(runLength, 1);
        double nights = 0, alarms = 0, sum = 0;
        for (; alarms < 1500; ++nights) {
            sum = std::max(0.0, sum + normal(random) - 1);
            if (sum < threshold) continue;
            ++alarms;
            sum = 0;
        }
        CHECK(nights / alarms == doctest::Approx(runLength).epsilon(0.25)); // the approximation is poorest for short runs
    }
    CHECK(cusumThreshold(350, 1) > cusumThreshold(70, 1));
    CHECK(cusumThreshold(350, 0.5) > cusumThreshold(350, 1)); // the less is forgiven, the more is asked
}
