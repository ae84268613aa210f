#include "core/hydraulics/run_watch.h"

#include "core/hydraulics/simulation.h"

#include "networks.h"

#include <algorithm>

using namespace ms;
using namespace ms::hydraulics;

namespace {

Diagnostics watched(const std::string& text, SolverOptions options = {}) {
    const auto model = test::modelOf(text);
    Simulation march(model, options);
    RunWatch watch(model);
    while (true) {
        const auto report = march.solve();
        REQUIRE(report.ok());
        watch.look(*report, march.state());
        if (march.advance() == 0) break;
    }
    return watch.diagnostics("town.inp");
}

const Diagnostic& only(const Diagnostics& all, const char* code) {
    for (const Diagnostic& d : all) INFO(d.toString());
    REQUIRE(all.size() == 1);
    CHECK(all[0].code == code);
    CHECK(all[0].subject == "town.inp");
    CHECK_FALSE(all[0].kept.empty());
    CHECK_FALSE(all[0].advice.empty());
    return all[0];
}

bool has(const Diagnostic& d, const char* part) {
    if (d.message.find(part) != std::string::npos) return true;
    MESSAGE(d.message);
    return false;
}

} // namespace

TEST_CASE("a sound run says nothing") { CHECK(watched(test::kTown).empty()); }

TEST_CASE("negative pressures: how many junctions, how low, where and when") {
    const auto all =
        watched("[JUNCTIONS]\nA 10 1\nB 60 5 p\nC 55 5 p\nD 70 0\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 10 500 120\nQ A B 10 500 120\nS A C 10 500 "
                "120\nT A D 10 500 120\n[PATTERNS]\np 0 1 2\n[TIMES]\nDuration 2:00\n[OPTIONS]\nUnits LPS\n");
    const Diagnostic& d = only(all, "hydraulics.negative-pressure");
    CHECK(d.element == "B");
    CHECK(has(d, "2 junctions"));
    CHECK(has(d, "2 instants"));
    CHECK(has(d, "first at 01:00:00"));
    CHECK(has(d, "-10 m"));
    CHECK(has(d, "at 02:00:00"));
}

TEST_CASE("a part that is shut off") {
    const auto all = watched("[JUNCTIONS]\nA 10 1\nB 10 1\nC 10 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 10 500 120\nQ A B 10 500 120\nS B C 10 500 "
                             "120\n[CONTROLS]\nLINK Q CLOSED AT TIME 1\n[TIMES]\nDuration 1:00\n[OPTIONS]\nUnits LPS\n");
    const Diagnostic& d = only(all, "hydraulics.disconnected");
    CHECK(has(d, "2 junctions have no open path"));
    CHECK(has(d, "at 01:00:00"));
}

TEST_CASE("a pump asked for more head than it has, and one run off its curve") {
    const std::string pump = "\n[PIPES]\nP B T 10 500 120\n[PUMPS]\nU R B HEAD c\n[CURVES]\nc 0 50\nc 10 40\nc 20 20\n[OPTIONS]\nUnits LPS\n";
    const auto high = watched("[JUNCTIONS]\nB 0 0\n[RESERVOIRS]\nR 10\nT 70" + pump);
    CHECK(only(high, "hydraulics.pump-cannot-deliver").element == "U");
    const auto low = watched("[JUNCTIONS]\nB 0 0\n[RESERVOIRS]\nR 10\nT 5" + pump);
    const Diagnostic& d = only(low, "hydraulics.pump-beyond-curve");
    CHECK(d.element == "U");
    CHECK(has(d, "1 pump delivers more"));
}

TEST_CASE("a valve that cannot deliver its flow") {
    const auto all =
        watched("[JUNCTIONS]\nA 0\nB 0 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 10 500 120\n[VALVES]\nV A B 200 FCV 30 0\n[OPTIONS]\nUnits LPS\n");
    CHECK(only(all, "hydraulics.valve-misses-setting").element == "V");
}

TEST_CASE("not converging is an outcome, with the residual and the worst link") {
    const auto all = watched(test::kTown, {1e-9, 2});
    const auto found = std::find_if(all.begin(), all.end(), [](const Diagnostic& d) { return d.code == "hydraulics.not-converged"; });
    REQUIRE(found != all.end());
    CHECK(found->message.find("1 of 1 instant did not converge") != std::string::npos);
    CHECK(found->message.find("after 2 iterations") != std::string::npos);
    CHECK(found->message.find(" m") != std::string::npos);
    CHECK(found->kept == "the last iterate");
    const auto model = test::modelOf(test::kTown);
    CHECK(model.network().findLink(found->element).valid());
    Solver solver(model, {1e-9, 2});
    HydraulicState s;
    const auto report = solver.solve({}, s);
    REQUIRE(report.ok());
    CHECK_FALSE(report->converged);
    CHECK(report->headResidual_m > 1e-6);
    CHECK(report->worstLink == model.network().findLink(found->element));
}
