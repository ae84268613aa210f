// Solver benchmarks. Beside each stands EPANET 2.3.5's time as a counter (HYDRAULICS.md and timings.json: Xeon 2.8 GHz, one thread), in seconds.
#include "core/hydraulics/batch.h"
#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

using namespace ms;
using namespace ms::hydraulics;

namespace {

const HydraulicModel* modelOf(const std::string& name) {
    static std::map<std::string, std::unique_ptr<HydraulicModel>> models;
    auto& slot = models[name];
    if (slot) return slot.get();
    const auto path = std::filesystem::path(MAINSIGHT_SHARED_DATA) / "networks" / (name + ".inp");
    auto read = network::readInpFile(path.string());
    if (!read) return nullptr;
    auto model = HydraulicModel::make(read->network);
    if (!model) return nullptr;
    slot = std::make_unique<HydraulicModel>(std::move(model).value());
    return slot.get();
}

struct Reference {
    const char* name;
    double run_s, cold_s, warm_s;
};

constexpr Reference kReferences[] = {{"L-TOWN", 0.54, 0.92e-3, 0.08e-3},
                                     {"BWSN2", 0.48, 13e-3, 11e-3},
                                     {"D-Town", 0.13, 0.29e-3, 0.16e-3},
                                     {"Net6", 1.38, 4.0e-3, 0},
                                     {"Micropolis", 7.16, 26e-3, 0}};

void parse(benchmark::State& state, const char* name, double epanet_s) {
    const auto path = (std::filesystem::path(MAINSIGHT_SHARED_DATA) / "networks" / (std::string(name) + ".inp")).string();
    for (auto _ : state) {
        auto read = network::readInpFile(path);
        if (!read) return state.SkipWithError("no reference data");
        benchmark::DoNotOptimize(read->network.nodes.size());
    }
    state.counters["epanet_s"] = epanet_s;
}

void make(benchmark::State& state, const char* name) {
    const HydraulicModel* model = modelOf(name);
    if (!model) return state.SkipWithError("no reference data");
    for (auto _ : state) {
        auto again = HydraulicModel::make(model->sharedNetwork());
        benchmark::DoNotOptimize(again.ok());
    }
}

void cold(benchmark::State& state, Reference reference) {
    const HydraulicModel* model = modelOf(reference.name);
    if (!model) return state.SkipWithError("no reference data");
    Solver solver(*model, {1e-6, 200});
    Conditions conditions;
    HydraulicState solved;
    double iterations = 0;
    for (auto _ : state) iterations += solver.solve(conditions, solved)->iterations;
    state.counters["iterations"] = benchmark::Counter(iterations, benchmark::Counter::kAvgIterations);
    state.counters["epanet_s"] = reference.cold_s;
}

/// The next instant from the one before: demands 2 % higher and lower in turn.
void warm(benchmark::State& state, Reference reference) {
    const HydraulicModel* model = modelOf(reference.name);
    if (!model) return state.SkipWithError("no reference data");
    Solver solver(*model, {1e-6, 200});
    Conditions conditions;
    HydraulicState solved;
    (void)solver.solve(conditions, solved);
    double iterations = 0;
    for (auto _ : state) {
        conditions.demandFactor = conditions.demandFactor > 1 ? 0.98 : 1.02;
        iterations += solver.solve(conditions, solved, &solved)->iterations;
    }
    state.counters["iterations"] = benchmark::Counter(iterations, benchmark::Counter::kAvgIterations);
    state.counters["epanet_s"] = reference.warm_s;
}

/// A leak on 200 pipes in turn, on so many threads; EPANET has one, and a warm solve each.
void batch(benchmark::State& state, Reference reference, int threads) {
    const HydraulicModel* model = modelOf(reference.name);
    if (!model) return state.SkipWithError("no reference data");
    Solver solver(*model, {1e-6, 200});
    HydraulicState base;
    (void)solver.solve({}, base);
    std::vector<LinkIndex> pipes;
    for (std::size_t k = 0; k < model->linkCount(); ++k)
        if (model->network().links[k].kind == network::LinkKind::pipe) pipes.push_back(LinkIndex{static_cast<std::int64_t>(k)});
    constexpr std::size_t count = 200;
    std::vector<double> taken(count);
    for (auto _ : state) {
        const auto done = solveMany(
            *model, {1e-6, 200}, count, threads, &base,
            [&](std::size_t i, Conditions& c) {
                c.outflows.assign(1, {pipes[i * 7 % pipes.size()], {}, 0.5, 2e-4, 0.5, 0});
            },
            [&](std::size_t i, const SolveReport&, const HydraulicState& s) { taken[i] = s.outflows_m3s[0]; });
        if (!done) return state.SkipWithError("a solve failed");
    }
    benchmark::DoNotOptimize(taken.data());
    state.counters["solves"] =
        benchmark::Counter(static_cast<double>(count * static_cast<std::size_t>(state.iterations())), benchmark::Counter::kIsRate);
    state.counters["epanet_s"] = static_cast<double>(count) * reference.warm_s;
}

/// A leak that moves from pipe to pipe, each solve starting from the undisturbed state: what localisation does.
void leaks(benchmark::State& state, Reference reference) {
    const HydraulicModel* model = modelOf(reference.name);
    if (!model) return state.SkipWithError("no reference data");
    Solver solver(*model, {1e-6, 200});
    Conditions conditions;
    HydraulicState base, solved;
    (void)solver.solve(conditions, base);
    conditions.outflows.resize(1);
    double iterations = 0;
    std::int64_t pipe = 0;
    for (auto _ : state) {
        do {
            pipe = (pipe + 7) % static_cast<std::int64_t>(model->linkCount());
        } while (model->network().links[static_cast<std::size_t>(pipe)].kind != network::LinkKind::pipe);
        conditions.outflows[0] = {LinkIndex{pipe}, {}, 0.5, 2e-4, 0.5, 0};
        iterations += solver.solve(conditions, solved, &base)->iterations;
    }
    state.counters["iterations"] = benchmark::Counter(iterations, benchmark::Counter::kAvgIterations);
    state.counters["epanet_warm_s"] = reference.warm_s;
}

void march(benchmark::State& state, Reference reference) {
    const HydraulicModel* model = modelOf(reference.name);
    if (!model) return state.SkipWithError("no reference data");
    double steps = 0;
    for (auto _ : state) {
        Simulation simulation(*model, {1e-6, 200});
        do {
            (void)simulation.solve();
            ++steps;
        } while (simulation.advance() > 0);
    }
    state.counters["steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
    state.counters["epanet_s"] = reference.run_s;
}

void sensitivities(benchmark::State& state, const char* name, int sensors, double epanet_s) {
    const HydraulicModel* model = modelOf(name);
    if (!model) return state.SkipWithError("no reference data");
    Solver solver(*model, {1e-6, 200});
    Conditions conditions;
    HydraulicState solved;
    (void)solver.solve(conditions, solved);
    std::vector<Observation> observations;
    for (int i = 0; i < sensors; ++i) observations.push_back({NodeIndex{static_cast<std::int64_t>(i * 20 + 3)}, {}});
    Eigen::MatrixXd out;
    for (auto _ : state) benchmark::DoNotOptimize(solver.sensitivities(conditions, solved, observations, out).ok());
    state.counters["epanet_brute_force_s"] = epanet_s;
}

} // namespace

int main(int argc, char** argv) {
    for (const auto& [name, epanet_s] : {std::pair{"L-TOWN", 0.003738}, std::pair{"BWSN2", 0.02361}}) {
        benchmark::RegisterBenchmark((std::string("parse/") + name).c_str(), parse, name, epanet_s)->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark((std::string("model/") + name).c_str(), make, name)->Unit(benchmark::kMillisecond);
    }
    for (const Reference& r : kReferences) {
        benchmark::RegisterBenchmark((std::string("steady_cold/") + r.name).c_str(), cold, r)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark((std::string("steady_warm/") + r.name).c_str(), warm, r)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark((std::string("what_if_leak/") + r.name).c_str(), leaks, r)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark((std::string("extended_period/") + r.name).c_str(), march, r)->Unit(benchmark::kMillisecond);
    }
    for (const int threads : {1, 2})
        benchmark::RegisterBenchmark(("what_if_batch_of_200/L-TOWN/threads:" + std::to_string(threads)).c_str(), batch, kReferences[0], threads)
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    benchmark::RegisterBenchmark("sensitivities/L-TOWN/33", sensitivities, "L-TOWN", 33, 0.29)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("sensitivities/BWSN2/33", sensitivities, "BWSN2", 33, 200.0)->Unit(benchmark::kMicrosecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
