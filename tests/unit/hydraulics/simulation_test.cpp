#include "core/hydraulics/simulation.h"

#include "networks.h"

#include <numbers>

using namespace ms;
using namespace ms::hydraulics;

TEST_CASE("a tank fills as its inflow says, its control stops the pump to the second") {
    // The imposed inflow of 10 l/s fills 78.54 m2: 1 m in 7854 s.
    const auto model = test::modelOf(
        "[JUNCTIONS]\nA 0\n[RESERVOIRS]\nR 10\n[TANKS]\nT 20 1 0 5 10\n[PIPES]\nP A T 10 500 120\n[PUMPS]\nU R A HEAD c\n[CURVES]\nc 10 40\n"
        "[CONTROLS]\nLINK U CLOSED IF NODE T ABOVE 2\n[TIMES]\nDuration 10\nHydraulic Timestep 1:00\n[OPTIONS]\nUnits LPS\n");
    Simulation march(model);
    const NodeIndex tank = model.network().findNode("T");
    const LinkIndex pump = model.network().findLink("U");
    march.overlay().imposedFlows = {{pump, 0.010}};
    std::int64_t filled = 0;
    while (true) {
        REQUIRE(march.solve()->converged);
        if (march.tankLevel_m(tank) >= 2 - 1e-3 && filled == 0) filled = march.time_s();
        if (march.advance() == 0) break;
    }
    CHECK(filled == doctest::Approx(std::numbers::pi * 25 / 0.010).epsilon(2e-4));

    Simulation controlled(model);
    while (true) {
        REQUIRE(controlled.solve()->converged);
        if (controlled.advance() == 0) break;
    }
    CHECK(controlled.tankLevel_m(tank) == doctest::Approx(2).epsilon(1e-3));
    CHECK(isClosed(controlled.state().states[pump.at()]));
    CHECK(controlled.state().flows_m3s[pump.at()] == 0);
}

TEST_CASE("patterns, the caller's step and the caller's demands") {
    const auto model = test::modelOf(
        "[JUNCTIONS]\nA 0 10 p\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 1000 200 100\n[PATTERNS]\np 1 2\n[TIMES]\nDuration 4\nPattern Timestep 1:00\n"
        "[OPTIONS]\nUnits LPS\n");
    Simulation march(model);
    REQUIRE(march.solve().ok());
    CHECK(march.state().flows_m3s[0] == doctest::Approx(0.010));
    CHECK(march.advance(300) == 300);
    REQUIRE(march.solve().ok());
    CHECK_FALSE(march.isReportTime());
    CHECK(march.advance() == 3300);
    REQUIRE(march.solve().ok());
    CHECK(march.isReportTime());
    CHECK(march.state().flows_m3s[0] == doctest::Approx(0.020));
    march.overlay().demands_m3s = {0.003, 0};
    REQUIRE(march.solve().ok());
    CHECK(march.state().flows_m3s[0] == doctest::Approx(0.003));
}

TEST_CASE("a rule opens and shuts a pipe") {
    const auto model = test::modelOf("[JUNCTIONS]\nA 0 5\nB 0 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 100 200 100\nQ A B 100 100 100\nS R B 100 100 "
                                     "100\n[RULES]\nRULE 1\nIF SYSTEM CLOCKTIME >= 2 AM\n"
                                     "AND SYSTEM CLOCKTIME < 3 AM\nTHEN PIPE S STATUS IS CLOSED\nELSE PIPE S STATUS IS OPEN\n[TIMES]\nDuration "
                                     "5\nRule Timestep 0:10\n[OPTIONS]\nUnits LPS\n");
    Simulation march(model);
    const LinkIndex s = model.network().findLink("S");
    int shut = 0, open = 0;
    while (true) {
        REQUIRE(march.solve()->converged);
        const bool closed = isClosed(march.state().states[s.at()]);
        if (march.time_s() >= 7200 && march.time_s() < 10800) {
            shut += closed;
            CHECK(closed);
        } else {
            open += !closed;
            CHECK_FALSE(closed);
        }
        if (march.advance() == 0) break;
    }
    CHECK(shut > 0);
    CHECK(open > 3);
}

TEST_CASE("every kind of premise holds when it should, joined by AND and OR") {
    // A draws 5 l/s, B 1 l/s; the tank takes or gives what is left over; V holds 10 m behind it.
    const auto shutBy = [](const std::string& premises) {
        const auto model = test::modelOf(
            "[JUNCTIONS]\nA 0 5\nB 0 1\nC 0 0.5\n[RESERVOIRS]\nR 50\n[TANKS]\nT 30 5 0 15 20\n[PIPES]\nP R A 100 200 100\nQ A B 100 100 100\n"
            "S R B 100 100 100\nU A T 500 100 100\n[VALVES]\nV B C 100 PRV 10\n[RULES]\nRULE 1\nIF " +
            premises + "\nTHEN PIPE S STATUS IS CLOSED\n[TIMES]\nDuration 3\nRule Timestep 0:10\n[OPTIONS]\nUnits LPS\n");
        Simulation march(model);
        do REQUIRE(march.solve()->converged);
        while (march.advance() > 0);
        return isClosed(march.state().states[model.network().findLink("S").at()]);
    };
    for (const char* holds : {"JUNCTION A DEMAND = 5",
                              "JUNCTION A DEMAND <> 4",
                              "JUNCTION A DEMAND > 4",
                              "JUNCTION A DEMAND >= 4",
                              "JUNCTION A DEMAND < 6",
                              "JUNCTION A DEMAND <= 6",
                              "SYSTEM DEMAND ABOVE 6",
                              "JUNCTION A HEAD ABOVE 40",
                              "JUNCTION A PRESSURE BELOW 60",
                              "TANK T LEVEL > 1",
                              "TANK T FILLTIME ABOVE 0.1",
                              "PIPE P FLOW ABOVE 1",
                              "PIPE P STATUS IS OPEN",
                              "PIPE P STATUS NOT CLOSED",
                              "VALVE V STATUS IS ACTIVE",
                              "VALVE V SETTING = 10",
                              "SYSTEM TIME > 1",
                              "SYSTEM TIME >= 2",
                              "SYSTEM CLOCKTIME = 2 AM",
                              "SYSTEM CLOCKTIME <> 2 AM",
                              "SYSTEM TIME < 2",
                              "SYSTEM TIME <= 2",
                              "JUNCTION A DEMAND > 9\nOR JUNCTION B DEMAND < 9",
                              "JUNCTION A DEMAND > 4\nAND JUNCTION B DEMAND < 9"})
        CHECK_MESSAGE(shutBy(holds), std::string(holds));
    for (const char* fails :
         {"JUNCTION A DEMAND = 4", "JUNCTION A DEMAND <> 5", "JUNCTION A DEMAND > 6", "SYSTEM DEMAND BELOW 6", "TANK T DRAINTIME BELOW 1000",
          "PIPE P STATUS IS CLOSED", "PIPE P STATUS NOT OPEN", "VALVE V SETTING = 12", "SYSTEM TIME > 5", "PIPE P FLOW BELOW 1",
          "JUNCTION A DEMAND > 9\nOR JUNCTION B DEMAND > 9", "JUNCTION A DEMAND > 9\nAND JUNCTION B DEMAND < 9"})
        CHECK_MESSAGE(!shutBy(fails), std::string(fails));
}
