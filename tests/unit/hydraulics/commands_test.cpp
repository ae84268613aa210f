// Controls and rules that give pumps and valves their settings through time.
#include "core/hydraulics/simulation.h"

#include "networks.h"

using namespace ms;
using namespace ms::hydraulics;

namespace {

/// A town with a pump U, a PRV V, an FCV F, a GPV G and a tank, marched to its end; what the links did at the last instant.
struct Marched {
    HydraulicModel model;
    std::vector<HydraulicState> states; ///< one an instant
    std::vector<std::int64_t> times_s;
    double level_m = 0;

    explicit Marched(const std::string& more, const std::string& times = "Duration 6\nRule Timestep 0:10", double demand_lps = 5)
        : model(test::modelOf("[JUNCTIONS]\nA 0 " + std::to_string(demand_lps) +
                              "\nB 0 1\nC 0 0.5\nD 0 1\nE 0 0.2\n[RESERVOIRS]\nR 50\n[TANKS]\nT 45 5 1 15 10\n[PIPES]\nP R A 100 200 100\n"
                              "Q A B 100 100 100\nS A T 500 200 100\n[PUMPS]\nU R A HEAD c\n[VALVES]\nV B C 100 PRV 10 0\nF B D 100 FCV 3 0\n"
                              "G B E 100 GPV g 0\n[CURVES]\nc 10 30\ng 0 0\ng 10 20\n[TIMES]\n" +
                              times + "\n[OPTIONS]\nUnits LPS\n" + more)) {
        Simulation march(model);
        while (true) {
            const auto report = march.solve();
            REQUIRE(report.ok());
            REQUIRE(report->converged);
            states.push_back(march.state());
            times_s.push_back(march.time_s());
            if (march.advance() == 0) break;
        }
        level_m = march.tankLevel_m(model.network().findNode("T"));
    }
    [[nodiscard]] std::size_t at(const char* link) const { return model.network().findLink(link).at(); }
    [[nodiscard]] double head(const char* node) const { return states.back().heads_m[model.network().findNode(node).at()]; }
    [[nodiscard]] FlowState is(const char* link) const { return states.back().states[at(link)]; }
    [[nodiscard]] double setting(const char* link) const { return states.back().operation.settings[at(link)]; }
    /// First instant at which a link stood shut; -1 = never.
    [[nodiscard]] std::int64_t shutAt(const char* link) const {
        for (std::size_t i = 0; i < states.size(); ++i)
            if (isClosed(states[i].states[at(link)])) return times_s[i];
        return -1;
    }
};

std::string rule(const std::string& premise, const std::string& actions) { return "[RULES]\nRULE 1\nIF " + premise + "\nTHEN " + actions + "\n"; }

} // namespace

TEST_CASE("controls at a time give a pump its speed and valves their settings") {
    CHECK(Marched("").setting("U") == doctest::Approx(1));
    CHECK(Marched("[CONTROLS]\nLINK U 0.9 AT TIME 2\n").setting("U") == doctest::Approx(0.9));
    CHECK(Marched("[CONTROLS]\nLINK U CLOSED AT TIME 2\n").shutAt("U") == 7200);
    CHECK(Marched("[CONTROLS]\nLINK V 14 AT TIME 2\n").head("C") == doctest::Approx(14).epsilon(1e-3));
    CHECK(Marched("[CONTROLS]\nLINK V OPEN AT TIME 2\n").head("C") > 40);
    CHECK(Marched("[CONTROLS]\nLINK V CLOSED AT TIME 2\n").shutAt("V") == 7200);
    CHECK(Marched("[CONTROLS]\nLINK G CLOSED AT TIME 2:30\n").shutAt("G") == 9000); // the step is cut short for it
    CHECK(Marched("[CONTROLS]\nLINK G CLOSED AT CLOCKTIME 1 AM\n", "Duration 6\nStart ClockTime 11 PM").shutAt("G") == 7200); // past midnight
}

TEST_CASE("a control that is switched off does nothing, nor does a rule") {
    auto read =
        network::readInp("[JUNCTIONS]\nA 0 5\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 100 200 100\nQ R A 100 200 100\n[CONTROLS]\nLINK Q CLOSED AT "
                         "TIME 1\nLINK Q CLOSED IF NODE A BELOW 60\n[RULES]\nRULE 1\nIF SYSTEM TIME > 1\nTHEN PIPE Q STATUS IS CLOSED\n"
                         "[TIMES]\nDuration 3\n[OPTIONS]\nUnits LPS\n",
                         "controls");
    REQUIRE(read.ok());
    const auto flowAtEnd = [&](bool on) {
        network::Network net = read->network;
        for (auto& c : net.controls) c.enabled = on;
        for (auto& r : net.rules) r.enabled = on;
        auto model = HydraulicModel::make(net);
        REQUIRE(model.ok());
        Simulation march(*model);
        do REQUIRE(march.solve()->converged);
        while (march.advance() > 0);
        return march.state().flows_m3s[1];
    };
    CHECK(flowAtEnd(true) == 0);
    CHECK(flowAtEnd(false) == doctest::Approx(0.0025).epsilon(1e-3));
}

TEST_CASE("rules open and shut pumps and valves, and set them") {
    const std::string later = "SYSTEM TIME > 2";
    CHECK(Marched(rule(later, "PUMP U STATUS IS CLOSED")).is("U") == FlowState::closed);
    CHECK(Marched(rule(later, "PUMP U STATUS IS OPEN") + "[STATUS]\nU Closed\n").setting("U") == doctest::Approx(1));
    CHECK(Marched(rule(later, "PUMP U SETTING IS 0.9")).setting("U") == doctest::Approx(0.9));
    CHECK(Marched(rule(later, "PUMP U SETTING IS 0")).is("U") == FlowState::closed);
    CHECK(Marched(rule(later, "VALVE V SETTING IS 14")).head("C") == doctest::Approx(14).epsilon(1e-3));
    CHECK(std::isnan(Marched(rule(later, "VALVE V STATUS IS CLOSED")).setting("V")));
    CHECK(Marched(rule(later, "VALVE V STATUS IS OPEN") + "[STATUS]\nV Closed\n").head("C") > 40);
    CHECK(Marched(rule(later, "VALVE G STATUS IS CLOSED")).is("G") == FlowState::closed);
    CHECK(Marched(rule(later, "VALVE F SETTING IS 0.8")).setting("F") == doctest::Approx(0.0008));
}

TEST_CASE("of two rules for one link the more urgent counts, of equals the first") {
    const auto twoRules = [](const char* first, const char* second) {
        return Marched(std::string("[RULES]\nRULE 1\nIF SYSTEM TIME > 2\nTHEN VALVE V SETTING IS 14\nPRIORITY ") + first +
                       "\nRULE 2\nIF SYSTEM TIME > 2\nTHEN VALVE V SETTING IS 18\nPRIORITY " + second + "\n")
            .head("C");
    };
    CHECK(twoRules("1", "5") == doctest::Approx(18).epsilon(1e-3));
    CHECK(twoRules("5", "1") == doctest::Approx(14).epsilon(1e-3));
    CHECK(twoRules("3", "3") == doctest::Approx(14).epsilon(1e-3));
}

TEST_CASE("premises on a tank that fills and one that empties, on statuses and settings and on the clock past midnight") {
    const std::string shut = "VALVE G STATUS IS CLOSED";
    // The pump fills the tank; with it shut the tank gives.
    CHECK(Marched(rule("TANK T FILLTIME BELOW 100", shut)).shutAt("G") > 0);
    CHECK(Marched(rule("TANK T DRAINTIME BELOW 100", shut)).shutAt("G") == -1);
    const std::string draining = "[STATUS]\nU Closed\n";
    CHECK(Marched(rule("TANK T DRAINTIME BELOW 100", shut) + draining).shutAt("G") > 0);
    CHECK(Marched(rule("TANK T FILLTIME BELOW 100", shut) + draining).shutAt("G") == -1);
    CHECK(Marched(rule("PUMP U STATUS IS CLOSED", shut)).shutAt("G") == -1);
    CHECK(Marched(rule("PUMP U STATUS IS CLOSED", shut) + "[STATUS]\nU Closed\n").shutAt("G") > 0);
    CHECK(Marched(rule("PUMP U SETTING > 0.5", shut)).shutAt("G") > 0);
    CHECK(Marched(rule("VALVE V SETTING = 10", shut) + "[STATUS]\nV Open\n").shutAt("G") == -1); // fixed open it has none
    const std::string night = "Duration 6\nRule Timestep 0:10\nStart ClockTime 10 PM";
    CHECK(Marched(rule("SYSTEM CLOCKTIME = 12:05 AM", shut), night).shutAt("G") == doctest::Approx(7800).epsilon(0.1));
    CHECK(Marched(rule("SYSTEM CLOCKTIME = 11:58 PM", shut), night).shutAt("G") == doctest::Approx(7200).epsilon(0.1));
    CHECK(Marched(rule("SYSTEM CLOCKTIME = 9 PM", shut), night).shutAt("G") == -1);
}

TEST_CASE("reports that begin later than the run cut the first step short") {
    const Marched late("", "Duration 3\nReport Start 0:25\nReport Timestep 1:00");
    REQUIRE(late.times_s.size() > 2);
    CHECK(late.times_s[1] == 25 * 60);
}

TEST_CASE("a volume curve with a step in it gives a level for every volume") {
    const auto model =
        test::modelOf("[JUNCTIONS]\nA 0\n[RESERVOIRS]\nR 60\n[TANKS]\nT 20 0.5 0 3 0 0 v\n[PIPES]\nP A T 10 500 120\nI R A 10 500 120\n"
                      "[CURVES]\nv 0 0\nv 1 10\nv 2 10\nv 3 40\n[TIMES]\nDuration 2\n[OPTIONS]\nUnits LPS\n");
    Simulation march(model);
    march.overlay().imposedFlows = {{model.network().findLink("I"), 0.005}};
    const NodeIndex tank = model.network().findNode("T");
    REQUIRE(march.solve()->converged);
    REQUIRE(march.advance() == 3600);
    CHECK(march.tankLevel_m(tank) == doctest::Approx(2 + 13.0 / 30).epsilon(1e-3)); // 5 m3 and 18 m3 more
    march.setTankLevel_m(tank, 0.2);
    CHECK(march.tankLevel_m(tank) == doctest::Approx(0.2));
}
