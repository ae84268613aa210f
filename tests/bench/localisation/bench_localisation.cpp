// bench_localisation: the posterior of one event in a large DMA: 1,000 pipes, 2 parts of the day, 24 models; the argument is the number of loggers.
#include "core/localisation/ensemble_posterior.h"

#include <benchmark/benchmark.h>

#include <random>

using namespace ms::localisation;

namespace {

struct Event {
    Event(Eigen::Index loggers, double off) {
        constexpr Eigen::Index kPipes = 1000, kParts = 2;
        std::mt19937 random(7);
        std::normal_distribution<double> normal;
        const Eigen::Index rows = loggers * kParts;
        Eigen::MatrixXd nominal(rows, kPipes);
        for (double& v : nominal.reshaped()) v = normal(random);
        for (int k = 0; k < 24; ++k) {
            signature.unit.push_back(nominal);
            for (double& v : signature.unit.back().reshaped()) v += 0.2 * normal(random);
            signature.weight.push_back(1.0 / 24);
        }
        noise = 0.05 * Eigen::MatrixXd::Identity(rows, rows) + Eigen::MatrixXd::Constant(rows, rows, 0.01);
        shift = nominal.col(kPipes / 2);
        shift[1] += off;
        prior = Eigen::VectorXd::Ones(kPipes);
    }
    EnsembleSignature signature;
    Eigen::MatrixXd noise;
    Eigen::VectorXd shift, prior;
};

void place(benchmark::State& state, double off) {
    const Event event(state.range(0), off);
    for (auto _ : state) {
        DoubtingPosterior bayes(event.shift, event.noise, {1, 0.3}, event.prior, {}, state.range(0));
        benchmark::DoNotOptimize(bayes.of(event.signature).probability.sum());
    }
}

void allLoggersRight(benchmark::State& state) { place(state, 0); }
BENCHMARK(allLoggersRight)->Arg(4)->Arg(16)->Arg(30)->Unit(benchmark::kMillisecond);

void oneLoggerDoubted(benchmark::State& state) { place(state, 20); }
BENCHMARK(oneLoggerDoubted)->Arg(4)->Arg(16)->Arg(30)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
