// Solver benchmarks. Beside each stands EPANET 2.3.5's time as a counter (HYDRAULICS.md and timings.json: Xeon 2.8 GHz, one thread), in seconds.
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

void parse(benchmark::State& state, const char* name) {
    const auto path = (std::filesystem::path(MAINSIGHT_SHARED_DATA) / "networks" / (std::string(name) + ".inp")).string();
    for (auto _ : state) {
        auto read = network::readInpFile(path);
        if (!read) return state.SkipWithError("no reference data");
        benchmark::DoNotOptimize(read->network.nodes.size());
    }
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

void sensitivities(benchmark::State& state, const char* name, int sensors) {
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
    state.counters["epanet_brute_force_s"] = 0.29;
}

} // namespace

int main(int argc, char** argv) {
    for (const char* name : {"L-TOWN", "BWSN2"}) {
        benchmark::RegisterBenchmark((std::string("parse/") + name).c_str(), parse, name)->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark((std::string("model/") + name).c_str(), make, name)->Unit(benchmark::kMillisecond);
    }
    for (const Reference& r : kReferences) {
        benchmark::RegisterBenchmark((std::string("steady_cold/") + r.name).c_str(), cold, r)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark((std::string("leak_warm/") + r.name).c_str(), leaks, r)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark((std::string("extended_period/") + r.name).c_str(), march, r)->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark("sensitivities/L-TOWN/33", sensitivities, "L-TOWN", 33)->Unit(benchmark::kMicrosecond);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
