#include "core/quality/cross.h"

#include "tests/unit/quality/made_loggers.h"

#include <benchmark/benchmark.h>

using namespace ms;
using namespace ms::quality;

namespace {

/// 33 loggers over so many days, at five minutes in effect: each quarter of an hour three times.
std::vector<series::Readings> loggers(int days) {
    const test::Water water(days, 1);
    std::vector<series::Readings> all;
    for (unsigned k = 0; k < 33; ++k) {
        const series::Readings coarse = test::logger(water, 40 + k, 0.5 + 0.05 * k, 10 + k);
        series::Readings fine;
        for (std::size_t i = 0; i < coarse.size(); ++i)
            for (int part = 0; part < 3; ++part) {
                fine.times_ms.push_back(coarse.times_ms[i] + part * 300'000);
                fine.values.push_back(coarse.values[i] + 0.01 * ((static_cast<int>(i) * 7 + part * 5) % 4));
                fine.quality.push_back(0);
            }
        all.push_back(std::move(fine));
    }
    return all;
}

void seriesAlone(benchmark::State& state) {
    const auto all = loggers(static_cast<int>(state.range(0)));
    std::int64_t readings = 0;
    for (auto _ : state)
        for (const auto& r : all) {
            benchmark::DoNotOptimize(examineSeries(Quantity::pressure, r));
            readings += static_cast<std::int64_t>(r.size());
        }
    state.SetItemsProcessed(readings);
}

void acrossSeries(benchmark::State& state) {
    std::vector<Digest> digests;
    for (const auto& r : loggers(static_cast<int>(state.range(0)))) digests.push_back(examineSeries(Quantity::pressure, r));
    std::vector<const Digest*> group;
    for (const auto& d : digests) group.push_back(&d);
    for (auto _ : state) benchmark::DoNotOptimize(crossCheck(group));
}

} // namespace

BENCHMARK(seriesAlone)->Arg(365)->Unit(benchmark::kMillisecond);
BENCHMARK(acrossSeries)->Arg(365)->Arg(730)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
