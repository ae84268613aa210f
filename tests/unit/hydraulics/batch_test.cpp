#include "core/hydraulics/batch.h"

#include "networks.h"

using namespace ms;
using namespace ms::hydraulics;

TEST_CASE("many solves give the same with one thread and with three") {
    const auto model = test::modelOf(test::kTown);
    const auto run = [&](int threads) {
        std::vector<std::vector<double>> heads(200);
        const auto done = solveMany(
            model, {1e-9, 100}, heads.size(), threads, nullptr,
            [&](std::size_t i, Conditions& c) {
                c.outflows.assign(1, {LinkIndex{static_cast<std::int64_t>(i % 12)},
                                      {},
                                      0.25 + 0.5 * static_cast<double>(i) / 200,
                                      1e-4 * static_cast<double>(1 + i % 5),
                                      0.5,
                                      0});
            },
            [&](std::size_t i, const SolveReport& report, const HydraulicState& state) {
                if (report.converged) heads[i] = state.heads_m;
            });
        CHECK(done.ok());
        return heads;
    };
    const auto one = run(1), three = run(3);
    CHECK(one == three);
    for (const auto& h : one) CHECK(h.size() == model.nodeCount());
}

TEST_CASE("an impossible condition and a request to stop end the whole") {
    const auto model = test::modelOf(test::kTown);
    const auto bad = solveMany(
        model, {}, 10, 2, nullptr, [](std::size_t i, Conditions& c) { c.demands_m3s.assign(i == 5 ? 1 : 0, 0.0); },
        [](std::size_t, const SolveReport&, const HydraulicState&) {});
    REQUIRE_FALSE(bad.ok());
    CHECK(bad.error().code == ErrorCode::invalidInput);
    std::stop_source source;
    source.request_stop();
    const auto stopped = solveMany(
        model, {}, 10, 2, nullptr, [](std::size_t, Conditions&) {}, [](std::size_t, const SolveReport&, const HydraulicState&) {},
        source.get_token());
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == ErrorCode::cancelled);
}
