// After the first solve a solver allocates nothing: malloc itself is counted (operator new and Eigen both end there).
#include "core/base/sanitizers.h"
#include "core/hydraulics/run_watch.h"
#include "core/hydraulics/simulation.h"

#include "networks.h"

#include <atomic>
#include <cstdlib>

#if defined(__GLIBC__) && !defined(MAINSIGHT_SANITIZED)
#define MAINSIGHT_COUNTS_MALLOC 1
#endif

namespace {
std::atomic<long> allocations{0};
}

#ifdef MAINSIGHT_COUNTS_MALLOC
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void* malloc(std::size_t size) {
    ++allocations;
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    ++allocations;
    return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
    ++allocations;
    return __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
}
#endif

using namespace ms;
using namespace ms::hydraulics;

namespace {

/// False, with a word, where malloc cannot be counted.
bool isCounting() {
    const long before = allocations;
    void* volatile probe = std::malloc(10);
    std::free(probe);
    if (allocations > before) return true;
    MESSAGE("allocations cannot be counted in this build: skipped");
    return false;
}

const char* const kDay = R"([JUNCTIONS]
 A 0 3 p
 B 5 2 p
 C 5 1
[RESERVOIRS]
 R 10
[TANKS]
 T 20 2 0 4 8
[PIPES]
 P1 A T 100 300 120
 P2 A B 100 200 120
 P3 B C 100 200 120
[PUMPS]
 U R A HEAD c
[PATTERNS]
 p 1 1.5 0.5 1
[CURVES]
 c 10 30
[CONTROLS]
 LINK U CLOSED IF NODE T ABOVE 3.5
 LINK U OPEN IF NODE T BELOW 1.5
 LINK P2 CLOSED AT TIME 7
 LINK P2 OPEN AT CLOCKTIME 9 AM
[RULES]
 RULE 1
 IF TANK T LEVEL BELOW 1.8
 AND SYSTEM CLOCKTIME >= 3 AM
 THEN PUMP U SETTING IS 1.1
 ELSE PIPE P3 STATUS IS OPEN
[TIMES]
 Duration 48:00
 Pattern Timestep 1:00
[OPTIONS]
 Units LPS
)";

} // namespace

TEST_CASE("solves with active valves, leaks in pipes, closed links and pressure-driven demands allocate nothing after the first") {
    for (const bool pressureDriven : {false, true}) {
        ModelOptions options;
        if (pressureDriven) {
            options.demandModel = network::DemandModel::pressureDriven;
            options.requiredPressure_m = 50;
        }
        const auto model = test::modelOf(test::kTown, options);
        if (!isCounting()) return;
        Solver solver(model);
        HydraulicState state, base;
        Conditions c;
        c.outflows = {{model.network().findLink("p2"), {}, 0.3, 1e-3, 0.5, 0}, {model.network().findLink("p10"), {}, 0.5, 1e-4, 0.5, 0.001}};
        c.links = {{model.network().findLink("p11"), network::LinkStatus::closed, {}}};
        const auto all = [&] {
            bool good = true;
            for (std::int64_t pipe = 0; pipe < 12; ++pipe) {
                c.outflows[0].link = LinkIndex{pipe};
                c.links[0].link = LinkIndex{(pipe + 5) % 12};
                const auto report = solver.solve(c, state, pipe % 2 ? &base : nullptr);
                good = good && report.ok() && report->converged;
            }
            return good;
        };
        REQUIRE(solver.solve(c, base).ok());
        CHECK(all());
        const long before = allocations;
        const bool again = all();
        const long made = allocations - before;
        CHECK(again);
        CHECK(made == 0);
    }
}

TEST_CASE("sensitivities allocate nothing when their matrix is there") {
    const auto model = test::modelOf(test::kTown);
    if (!isCounting()) return;
    Solver solver(model);
    HydraulicState state;
    Conditions c;
    REQUIRE(solver.solve(c, state).ok());
    const std::vector<Observation> observations{{model.network().findNode("g"), {}}, {{}, model.network().findLink("p12")}};
    Eigen::MatrixXd out;
    REQUIRE(solver.sensitivities(c, state, observations, out).ok());
    const long before = allocations;
    const bool good = solver.sensitivities(c, state, observations, out).ok();
    const long made = allocations - before;
    CHECK(good);
    CHECK(made == 0);
}

TEST_CASE("steps through a day of tanks, controls and rules allocate nothing, nor does watching them") {
    const auto model = test::modelOf(kDay);
    if (!isCounting()) return;
    Simulation march(model);
    RunWatch watch(model);
    for (int i = 0; i < 20; ++i) { // every kind of event has been seen once
        const auto report = march.solve();
        REQUIRE(report.ok());
        watch.look(*report, march.state());
        REQUIRE(march.advance() > 0);
    }
    const long before = allocations;
    int steps = 0;
    bool good = true;
    while (true) {
        const auto report = march.solve();
        good = good && report.ok() && report->converged;
        if (!report.ok()) break;
        watch.look(*report, march.state());
        ++steps;
        if (march.advance() == 0) break;
    }
    const long made = allocations - before;
    CHECK(good);
    CHECK(steps > 30);
    CHECK(made == 0);
}
