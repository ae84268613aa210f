// Every kind of element against its formula worked out by hand (with EPANET's constants; the golden tests compare with EPANET itself).
#include "core/hydraulics/batch.h"
#include "core/hydraulics/simulation.h"

#include "networks.h"

#include <numbers>

using namespace ms;
using namespace ms::hydraulics;

namespace {

struct Solved {
    HydraulicModel model;
    HydraulicState state;
    [[nodiscard]] double head(const char* id) const { return state.heads_m[model.network().findNode(id).at()]; }
    [[nodiscard]] double flow(const char* id) const { return state.flows_m3s[model.network().findLink(id).at()]; }
    [[nodiscard]] FlowState is(const char* id) const { return state.states[model.network().findLink(id).at()]; }
};

Solved solvedText(const std::string& text, double time_s = 0) {
    Solved s{test::modelOf(text + "\n[OPTIONS]\nUnits LPS\n"), {}};
    Solver solver(s.model, {1e-10, 200});
    Conditions c;
    c.time_s = time_s;
    const auto report = solver.solve(c, s.state);
    REQUIRE(report.ok());
    CHECK(report->converged);
    return s;
}

/// Two junctions behind a reservoir at 100 m with a valve between them; B draws `demand` l/s.
Solved withValve(const std::string& valve, double demand, const std::string& more = {}) {
    return solvedText("[JUNCTIONS]\nA 0\nB 0 " + std::to_string(demand) + "\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 10 500 120\n[VALVES]\nV A B " +
                      valve + "\n" + more);
}

/// Head that a pump gives at `flow` l/s.
double lift(const std::string& pump, double flow, const std::string& more, double time_s = 0) {
    const Solved s = solvedText("[JUNCTIONS]\nB 0 " + std::to_string(flow) + "\n[RESERVOIRS]\nR 0\n[PUMPS]\nU R B " + pump + "\n" + more, time_s);
    return s.head("B");
}

/// K v^2 / 2g in m, with EPANET's 0.02517 and feet.
double minorLoss(double k, double flow_m3s, double diameter_m) {
    return 0.02517 * k / std::pow(diameter_m / 0.3048, 4) * std::pow(flow_m3s / 0.028317, 2) * 0.3048;
}

} // namespace

TEST_CASE("throttle and positional valves lose K v^2 / 2g; a pressure breaker its setting") {
    Solved s = withValve("100 TCV 8 0", 10);
    CHECK(s.head("A") - s.head("B") == doctest::Approx(minorLoss(8, 0.010, 0.1)).epsilon(1e-6));
    s = withValve("100 PCV 40 2 c", 10, "[CURVES]\nc 0 0\nc 40 25\nc 100 100\n"); // a quarter of the open valve's flow coefficient
    CHECK(s.head("A") - s.head("B") == doctest::Approx(minorLoss(2 / (0.25 * 0.25), 0.010, 0.1)).epsilon(1e-4));
    s = withValve("100 PBV 20 0", 10);
    CHECK(s.head("A") - s.head("B") == doctest::Approx(20).epsilon(1e-6));
}

TEST_CASE("a general purpose valve follows its curve") {
    const Solved s = withValve("100 GPV c 0", 15, "[CURVES]\nc 0 0\nc 10 5\nc 20 15\n");
    CHECK(s.head("A") - s.head("B") == doctest::Approx(10).epsilon(1e-6));
}

TEST_CASE("an FCV gives its flow, a PSV holds what stands before it, a PRV what stands behind") {
    const char* const text =
        "[JUNCTIONS]\nA 5\nB 0\n[RESERVOIRS]\nR 100\nLow 10\n[PIPES]\nP R A 1000 200 100\nQ B Low 100 200 100\n[VALVES]\nV A B 200 ";
    Solved s = solvedText(std::string(text) + "FCV 12 0");
    CHECK(s.flow("V") == doctest::Approx(0.012).epsilon(1e-5));
    CHECK(s.is("V") == FlowState::active);
    s = solvedText(std::string(text) + "PSV 60 0");
    CHECK(s.head("A") == doctest::Approx(65).epsilon(1e-7));
    CHECK(100 - 65 == doctest::Approx(test::lossOf(s.flow("V"), 1000, 0.2, 100)).epsilon(1e-4));
    s = solvedText(std::string(text) + "PRV 15 0");
    CHECK(s.head("B") == doctest::Approx(15).epsilon(1e-7));
    CHECK(15 - 10 == doctest::Approx(test::lossOf(s.flow("V"), 100, 0.2, 100)).epsilon(1e-4));
    s = solvedText(std::string(text) + "PRV 30 0\n[STATUS]\nV Closed");
    CHECK(s.flow("V") == 0);
}

TEST_CASE("pumps: power, one, three and many points, speed, speed pattern") {
    const double horsepower = 7.457e3 / 745.7, cfs = 0.010 / 0.028317;
    CHECK(lift("POWER 7.457", 10, {}) == doctest::Approx(8.814 * horsepower / cfs * 0.3048).epsilon(1e-6));
    CHECK(lift("HEAD c", 10, "[CURVES]\nc 10 40\n") == doctest::Approx(40).epsilon(1e-4));
    CHECK(lift("HEAD c", 20, "[CURVES]\nc 10 40\n") == doctest::Approx(0).scale(1).epsilon(0.01)); // twice the design flow: no head
    const char* const three = "[CURVES]\nc 0 50\nc 10 40\nc 20 20\n";
    CHECK(lift("HEAD c", 10, three) == doctest::Approx(40).epsilon(1e-6));
    CHECK(lift("HEAD c", 20, three) == doctest::Approx(20).epsilon(1e-6));
    const char* const many = "[CURVES]\nc 0 50\nc 10 45\nc 20 35\nc 30 10\n";
    CHECK(lift("HEAD c", 15, many) == doctest::Approx(40).epsilon(1e-6));
    CHECK(lift("HEAD c", 28, many) == doctest::Approx(15).epsilon(1e-6));
    CHECK(lift("HEAD c SPEED 0.9", 9, three) == doctest::Approx(0.81 * 40).epsilon(1e-6));
    CHECK(lift("HEAD c SPEED 0.9", 13.5, many) == doctest::Approx(0.81 * 40).epsilon(1e-6));
    CHECK(lift("HEAD c PATTERN p", 12, std::string(three) + "[PATTERNS]\np 1 1.2\n", 3600) == doctest::Approx(1.44 * 40).epsilon(1e-6));
}

TEST_CASE("Chezy-Manning and Darcy-Weisbach") {
    const std::string text = "[JUNCTIONS]\nA 0 10\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 1000 200 ";
    const double d = 0.2 / 0.3048, l = 1000 / 0.3048, q = 0.010 / 0.028317, pi = std::numbers::pi;
    Solved s = solvedText(text + "0.012\n[OPTIONS]\nHeadloss C-M");
    const double chezy = l * std::pow(4 * 0.012 / (1.49 * pi * d * d), 2) * std::pow(d / 4, -1.333) * q * q * 0.3048;
    CHECK(100 - s.head("A") == doctest::Approx(chezy).epsilon(1e-5));
    s = solvedText(text + "0.1\n[OPTIONS]\nHeadloss D-W"); // turbulent: Swamee and Jain
    const double reynolds = 4 * q / (pi * d * 1.1e-5), roughness = 0.0001 / 0.2;
    const double f = 0.25 / std::pow(std::log10(roughness / 3.7 + 5.74 / std::pow(reynolds, 0.9)), 2);
    const double darcy = f * l / d * std::pow(4 * q / (pi * d * d), 2) / (2 * 32.2) * 0.3048;
    CHECK(100 - s.head("A") == doctest::Approx(darcy).epsilon(1e-4));
    s = solvedText("[JUNCTIONS]\nA 0 0.05\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 10000 100 0.1\n[OPTIONS]\nHeadloss D-W"); // laminar: 64 / Re
    const double small = 0.1 / 0.3048, qs = 0.00005 / 0.028317, re = 4 * qs / (pi * small * 1.1e-5);
    CHECK(re < 2000);
    CHECK(100 - s.head("A") ==
          doctest::Approx(64 / re * (10000 / 0.3048) / small * std::pow(4 * qs / (pi * small * small), 2) / (2 * 32.2) * 0.3048).epsilon(1e-4));
}

TEST_CASE("demand categories add up, emitters take C p^n, minor losses of pipes count") {
    Solved s = solvedText(
        "[JUNCTIONS]\nA 0 99\nB 20\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 10 500 120 30\nQ A B 10 500 120\n[DEMANDS]\nA 1 p ;houses\nA 3 ;works\nA 2 q "
        "\n[EMITTERS]\nB 0.5\n[PATTERNS]\np 2\nq 0.5\n[OPTIONS]\nEmitter Exponent 0.7\nDemand Multiplier 1.1\n");
    CHECK(s.state.demands_m3s[0] == doctest::Approx(1.1 * (2 + 3 + 1) * 0.001).epsilon(1e-9));
    CHECK(s.state.demands_m3s[1] == doctest::Approx(0.0005 * std::pow(s.head("B") - 20, 0.7)).epsilon(1e-6));
    CHECK(100 - s.head("A") == doctest::Approx(test::lossOf(s.flow("P"), 10, 0.5, 120) + minorLoss(30, s.flow("P"), 0.5)).epsilon(1e-5));
}

TEST_CASE("a tank with a volume curve, and one that overflows") {
    const std::string head = "[JUNCTIONS]\nA 0\n[RESERVOIRS]\nR 50\n[TANKS]\nT 20 0 0 2 0 0 v",
                      tail = "\n[PIPES]\nP A T 10 500 120\nI R A 10 500 120\n[CURVES]\nv 0 "
                             "0\nv 1 10\nv 2 40\n[TIMES]\nDuration 2:00\n";
    const auto model = test::modelOf(head + tail + "[OPTIONS]\nUnits LPS\n");
    Simulation march(model);
    march.overlay().imposedFlows = {{model.network().findLink("I"), 0.010}};
    REQUIRE(march.solve()->converged);
    REQUIRE(march.advance() == 3600);
    CHECK(march.tankLevel_m(model.network().findNode("T")) == doctest::Approx(1 + 26.0 / 30).epsilon(1e-4)); // 36 m3
    for (const bool overflow : {false, true}) {
        const auto full = test::modelOf(head + (overflow ? " YES" : "") + tail + "[OPTIONS]\nUnits LPS\n");
        Simulation filling(full);
        while (true) {
            REQUIRE(filling.solve()->converged);
            if (filling.advance() == 0) break;
        }
        const NodeIndex tank = full.network().findNode("T");
        CHECK(filling.tankLevel_m(tank) == doctest::Approx(2));
        const double into = filling.state().flows_m3s[full.network().findLink("P").at()];
        if (overflow) {
            CHECK(into > 0.1); // goes on, over the brim
        } else {
            CHECK(into == 0);
        }
    }
}

TEST_CASE("a control on the pressure of a junction") {
    const std::string text =
        "[JUNCTIONS]\nA 10 20\n[RESERVOIRS]\nR 40\nHelp 60\n[PIPES]\nP R A 1000 200 100\nH Help A 1000 200 100 0 Closed\n[CONTROLS]\nLINK H OPEN IF "
        "NODE A BELOW ";
    const Solved enough = solvedText(text + "5");
    CHECK(enough.flow("H") == 0);
    CHECK(40 - enough.head("A") == doctest::Approx(test::lossOf(0.020, 1000, 0.2, 100)).epsilon(1e-3));
    const Solved low = solvedText(text + "28");
    CHECK(low.flow("H") > 0.005);
}

TEST_CASE("independent instants side by side are those of a march") {
    const auto model = test::modelOf(std::string(test::kTown) + "[PATTERNS]\n1 1 1.3 0.4 2\n[TIMES]\nDuration 11:00\n");
    std::vector<HydraulicState> states(12);
    const auto done = solveMany(
        model, {1e-10, 200}, states.size(), 3, nullptr, [](std::size_t i, Conditions& c) { c.time_s = 3600.0 * static_cast<double>(i); },
        [&](std::size_t i, const SolveReport&, const HydraulicState& s) { states[i] = s; });
    REQUIRE(done.ok());
    Simulation march(model, {1e-10, 200});
    for (const HydraulicState& s : states) {
        REQUIRE(march.solve()->converged);
        for (std::size_t n = 0; n < s.heads_m.size(); ++n) CHECK(std::fabs(march.state().heads_m[n] - s.heads_m[n]) < 1e-6);
        (void)march.advance();
    }
    CHECK(states[2].flows_m3s[0] < states[3].flows_m3s[0]);
}

TEST_CASE("a PSV that nothing but a demand lies behind stays open, however wide the pipes") {
    // Active, it would hold A's head and let a flow through that B cannot take; the heads after it opens are those of losses at that flow for a step.
    for (const char* pipe : {"1000 200 100", "10 500 120", "3 3000 100", "3 3000 140", "1 4000 150"})
        for (const char* setting : {"3", "7", "30", "70"}) {
            const auto model = test::modelOf(std::string("[JUNCTIONS]\nA 0\nB 0 10\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A ") + pipe +
                                             "\n[VALVES]\nV A B 300 PSV " + setting + " 0\n[OPTIONS]\nUnits LPS\n");
            CAPTURE(pipe);
            CAPTURE(setting);
            Solver solver(model, {1e-6, 200});
            HydraulicState state;
            const auto report = solver.solve({}, state);
            REQUIRE(report.ok());
            CHECK(report->converged);
            CHECK(report->frozenLinks == 0);
            CHECK(report->statusChanges <= 8);
            CHECK(state.heads_m[model.network().findNode("B").at()] > 95);
            CHECK(state.flows_m3s[model.network().findLink("V").at()] == doctest::Approx(0.010).epsilon(1e-5));
        }
}
