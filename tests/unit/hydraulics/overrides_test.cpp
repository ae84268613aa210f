// What a caller lays over the model (statuses, settings, known flows), and what is refused.
#include "networks.h"

#include <functional>
#include <limits>

using namespace ms;
using namespace ms::hydraulics;

namespace {

/// A reservoir at 100 m, a valve or pump U from A to B where 10 l/s are drawn, and a pipe with a check valve beside it.
struct Beside {
    HydraulicModel model;
    HydraulicState state;
    explicit Beside(const std::string& sections)
        : model(test::modelOf("[JUNCTIONS]\nA 0\nB 0 10\nC 0 1\n[RESERVOIRS]\nR 100\n[PIPES]\nP R A 10 500 120\nQ B C 10 500 120\n" + sections +
                              "\n[OPTIONS]\nUnits LPS\n")) {}
    [[nodiscard]] LinkIndex link(const char* id) const { return model.network().findLink(id); }
    [[nodiscard]] double head(const char* id) const { return state.heads_m[model.network().findNode(id).at()]; }
    [[nodiscard]] double flow(const char* id) const { return state.flows_m3s[link(id).at()]; }
    Beside& with(const Conditions& c) {
        Solver solver(model, {1e-9, 200});
        const auto report = solver.solve(c, state);
        REQUIRE(report.ok());
        CHECK(report->converged);
        return *this;
    }
    Beside& with(std::optional<network::LinkStatus> status, std::optional<double> setting) {
        Conditions c;
        c.links = {{link("U"), status, setting}};
        return with(c);
    }
};

using network::LinkStatus;

} // namespace

TEST_CASE("a valve takes the setting that is laid over it, and a status instead of regulating") {
    Beside prv("[VALVES]\nU A B 300 PRV 40 0");
    CHECK(prv.with({}, {}).head("B") == doctest::Approx(40).epsilon(1e-4));
    CHECK(prv.with({}, 55).head("B") == doctest::Approx(55).epsilon(1e-4));
    CHECK(prv.with(LinkStatus::open, {}).head("B") > 95);
    CHECK(prv.with(LinkStatus::active, {}).head("B") == doctest::Approx(40).epsilon(1e-4));
    prv.with(LinkStatus::closed, {});
    CHECK(prv.flow("U") == 0);
    CHECK(std::isnan(prv.head("B")));

    Beside throttle("[VALVES]\nU A B 100 TCV 8 0");
    const double lost = throttle.with({}, {}).head("A") - throttle.head("B");
    CHECK(throttle.with({}, 24).head("A") - throttle.head("B") == doctest::Approx(3 * lost).epsilon(1e-4));

    Beside flow("[VALVES]\nU A B 300 FCV 6 0\n[RESERVOIRS]\nHelp 20\n[PIPES]\nH Help B 100 300 120");
    CHECK(flow.with({}, {}).flow("U") == doctest::Approx(0.006).epsilon(1e-4));
    CHECK(flow.with({}, 0.004).flow("U") == doctest::Approx(0.004).epsilon(1e-4));

    Beside general("[VALVES]\nU A B 300 GPV c 0\n[CURVES]\nc 0 0\nc 20 40");
    CHECK(general.with({}, {}).head("A") - general.head("B") == doctest::Approx(22).epsilon(1e-3));
    general.with(LinkStatus::closed, {});
    CHECK(general.flow("U") == 0);
}

TEST_CASE("a pump takes the speed that is laid over it; at nought it stands, opened it runs at full speed") {
    const std::string lift = "[PUMPS]\nU A B HEAD c\n[CURVES]\nc 10 30\n";
    Beside pump(lift);
    const double full = pump.with({}, {}).head("B") - pump.head("A");
    const double q = 0.011; // 40 (1 - (q / 20 l/s)^2 / speed^2 ...) by the affinity laws
    const double shutOff = 1.33334 * 30, r = (shutOff - 30) / (0.010 * 0.010);
    CHECK(full == doctest::Approx(shutOff - r * q * q).epsilon(1e-3));
    CHECK(pump.with({}, 1.2).head("B") - pump.head("A") == doctest::Approx(1.44 * shutOff - r * q * q).epsilon(1e-3));
    pump.with({}, 0.0);
    CHECK(pump.flow("U") == 0);
    Beside shut(lift + "[STATUS]\nU Closed\n");
    CHECK(shut.with({}, {}).flow("U") == 0);
    CHECK(shut.with(LinkStatus::open, {}).head("B") - shut.head("A") == doctest::Approx(full).epsilon(1e-6));
    CHECK(shut.with(LinkStatus::open, 1.2).head("B") - shut.head("A") == doctest::Approx(1.44 * shutOff - r * q * q).epsilon(1e-3));
}

TEST_CASE("a pump whose speed follows a pattern stands while that is nought") {
    Beside pump("[PUMPS]\nU A B HEAD c PATTERN s\n[CURVES]\nc 10 30\n[PATTERNS]\ns 0 1\n[PIPES]\nH A B 10 500 120 0 CV");
    Conditions c;
    pump.with(c);
    CHECK(pump.flow("U") == 0);
    CHECK(pump.flow("H") == doctest::Approx(0.011).epsilon(1e-4));
    c.time_s = 3600;
    pump.with(c);
    CHECK(pump.head("B") - pump.head("A") > 20);
    CHECK(pump.flow("H") == 0); // its check valve holds
    CHECK(pump.flow("U") == doctest::Approx(0.011).epsilon(1e-4));
}

TEST_CASE("a check valve can be shut, not opened against its flow") {
    Beside cv("[PIPES]\nU A B 10 500 120 0 CV\nH R B 1000 200 100 0 Open");
    CHECK(cv.with({}, {}).flow("U") > 0.009);
    CHECK(cv.with(LinkStatus::closed, {}).flow("U") == 0);
    CHECK(cv.flow("H") == doctest::Approx(0.011).epsilon(1e-4));
    Beside against("[PIPES]\nU B A 10 500 120 0 CV\nH R B 1000 200 100 0 Open");
    CHECK(against.with(LinkStatus::open, {}).flow("U") == 0);
}

TEST_CASE("a regulating valve beside a reservoir cannot hold it, and stands open") {
    for (const char* valve : {"U A S 300 PRV 20 0", "U R B 300 PSV 30 0"}) {
        Beside fixed("[RESERVOIRS]\nS 80\n[VALVES]\n" + std::string(valve) + "\n[PIPES]\nH S B 100 300 120");
        fixed.with({}, {});
        CAPTURE(valve);
        CHECK(fixed.state.states[fixed.link("U").at()] == FlowState::cannotRegulate);
        CHECK(fixed.flow("U") > 0.01);
    }
}

TEST_CASE("every condition that does not fit is refused with what is wrong, and the solver goes on after it") {
    const auto model = test::modelOf(test::kTown);
    const auto& n = model.network();
    Solver solver(model);
    HydraulicState s;
    const LinkIndex nowhere(999);
    const NodeIndex nobody(999);
    const LinkIndex pipe = n.findLink("p5");
    const NodeIndex junction = n.findNode("a"), source = n.findNode("R");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Operation tooShort{{LinkStatus::open}, {}}, noSettings{std::vector<LinkStatus>(n.links.size(), LinkStatus::open), {}};
    const std::vector<std::pair<std::string, std::function<void(Conditions&)>>> wrong{
        {"have a head that can be set",
         [&](Conditions& c) {
             c.heads = {{NodeIndex{}, 5}};
         }},
        {"have a head that can be set",
         [&](Conditions& c) {
             c.heads = {{nobody, 5}};
         }},
        {"have a head that can be set",
         [&](Conditions& c) {
             c.heads = {{junction, 5}};
         }},
        {"one status and one setting", [&](Conditions& c) { c.operation = &tooShort; }},
        {"one status and one setting", [&](Conditions& c) { c.operation = &noSettings; }},
        {"an override names a link",
         [&](Conditions& c) {
             c.links = {{LinkIndex{}, LinkStatus::open, {}}};
         }},
        {"an override names a link",
         [&](Conditions& c) {
             c.links = {{nowhere, LinkStatus::open, {}}};
         }},
        {"an imposed flow names a link",
         [&](Conditions& c) {
             c.imposedFlows = {{LinkIndex{}, 0.01}};
         }},
        {"an imposed flow names a link",
         [&](Conditions& c) {
             c.imposedFlows = {{nowhere, 0.01}};
         }},
        {"coefficient of at least 0",
         [&](Conditions& c) {
             c.outflows = {{pipe, {}, 0.5, -1, 0.5, 0}};
         }},
        {"coefficient of at least 0",
         [&](Conditions& c) {
             c.outflows = {{pipe, {}, 0.5, nan, 0.5, 0}};
         }},
        {"positive exponent",
         [&](Conditions& c) {
             c.outflows = {{pipe, {}, 0.5, 1e-3, 0, 0}};
         }},
        {"a pipe or a junction",
         [&](Conditions& c) {
             c.outflows = {{{}, {}, 0.5, 1e-3, 0.5, 0}};
         }},
        {"a pipe or a junction",
         [&](Conditions& c) {
             c.outflows = {{{}, nobody, 0.5, 1e-3, 0.5, 0}};
         }},
        {"tank or reservoir",
         [&](Conditions& c) {
             c.outflows = {{{}, source, 0.5, 1e-3, 0.5, 0}};
         }},
        {"needs a pipe",
         [&](Conditions& c) {
             c.outflows = {{nowhere, {}, 0.5, 1e-3, 0.5, 0}};
         }},
        {"between 0 and 1",
         [&](Conditions& c) {
             c.outflows = {{pipe, {}, -0.1, 1e-3, 0.5, 0}};
         }},
        {"between 0 and 1",
         [&](Conditions& c) {
             c.outflows = {{pipe, {}, 1.1, 1e-3, 0.5, 0}};
         }},
        {"imposed flow can have no outflow",
         [&](Conditions& c) {
             c.imposedFlows = {{pipe, 0.001}};
             c.outflows = {{pipe, {}, 0.5, 1e-3, 0.5, 0}};
         }},
    };
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        Conditions c;
        wrong[i].second(c);
        const auto report = solver.solve(c, s);
        CAPTURE(i);
        REQUIRE_FALSE(report.ok());
        CHECK(report.error().code == ErrorCode::invalidInput);
        CHECK_MESSAGE(report.error().toString().find(wrong[i].first) != std::string::npos, report.error().toString());
    }
    const auto after = solver.solve({}, s);
    REQUIRE(after.ok());
    HydraulicState fresh;
    Solver other(model);
    REQUIRE(other.solve({}, fresh).ok());
    CHECK(s.heads_m == fresh.heads_m);
    CHECK(s.flows_m3s == fresh.flows_m3s);
    HydraulicState foreign; // of no model: not used as a guess, and no harm
    HydraulicState guessed;
    REQUIRE(other.solve({}, guessed, &foreign).ok());
    CHECK(guessed.heads_m == fresh.heads_m);
}

TEST_CASE("what sensitivities cannot be asked of is refused") {
    const auto model = test::modelOf(test::kTown);
    const auto& n = model.network();
    Solver solver(model);
    HydraulicState s;
    REQUIRE(solver.solve({}, s).ok());
    Eigen::MatrixXd out;
    const std::vector<Observation> good{{n.findNode("b"), {}}};
    const auto refused = [&](const HydraulicState& state, const std::vector<Observation>& observations, const Conditions& c = {}) {
        const auto done = solver.sensitivities(c, state, observations, out);
        return !done.ok() && done.error().code == ErrorCode::invalidInput;
    };
    CHECK_FALSE(refused(s, good));
    CHECK(refused({}, good));
    HydraulicState part = s;
    part.flows_m3s.pop_back();
    CHECK(refused(part, good));
    part = s;
    part.states.pop_back();
    CHECK(refused(part, good));
    CHECK(refused(s, {{}}));
    CHECK(refused(s, {{NodeIndex(99), {}}}));
    CHECK(refused(s, {{{}, LinkIndex(99)}}));
    Conditions c;
    c.demands_m3s = {1};
    CHECK(refused(s, good, c));
    ParameterSensitivities parameters;
    CHECK_FALSE(solver.parameterSensitivities({}, s, good, std::vector<int>{0}, parameters).ok());
    CHECK_FALSE(solver.parameterSensitivities(c, s, good, std::vector<int>(n.links.size(), 0), parameters).ok());
    REQUIRE(solver.parameterSensitivities({}, s, good, std::vector<int>(n.links.size(), -1), parameters).ok());
    CHECK(parameters.perRoughness.rows() == 0);
}

TEST_CASE("a network of which no model can be made says which element is wrong") {
    auto read = network::readInp(test::kTown, "town");
    REQUIRE(read.ok());
    const network::Network town = read->network;
    const auto errorOf = [&](const std::function<void(network::Network&)>& spoil, const ModelOptions& options = {}) {
        network::Network net = town;
        spoil(net);
        const auto made = HydraulicModel::make(net, options);
        return made.ok() ? std::string("made") : made.error().toString();
    };
    const auto says = [](const std::string& text, const char* what) { return text.find(what) != std::string::npos; };
    CHECK(errorOf([](network::Network&) {}) == "made");
    CHECK(says(errorOf([](network::Network& net) { net.nodes.back().kind = network::NodeKind::junction; }), "neither tank nor reservoir"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].from = NodeIndex{}; }), "no node"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].to = NodeIndex{}; }), "no node"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].from = NodeIndex(99); }), "no node"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].to = NodeIndex(99); }), "p2"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].diameter_m = 0; }), "diameter"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].length_m = 0; }), "length or roughness"));
    CHECK(says(errorOf([](network::Network& net) { net.links[1].roughness = 0; }), "length or roughness"));
    const auto pump = [](std::vector<network::CurvePoint> points) {
        return [points](network::Network& net) {
            net.curves.push_back({"c", network::CurveUse::pumpHead, points, {}});
            net.links[1].kind = network::LinkKind::pump;
            net.links[1].headCurve = static_cast<int>(net.curves.size()) - 1;
        };
    };
    CHECK(errorOf(pump({{0.01, 30}})) == "made");
    CHECK(errorOf(pump({{0, 40}, {0.01, 30}, {0.02, 10}})) == "made");
    CHECK(errorOf(pump({{0.001, 40}, {0.01, 30}})) == "made");
    CHECK(says(errorOf(pump({})), "has no points"));
    CHECK(says(errorOf(pump({{0, 30}, {0.01, 30}, {0.02, 10}})), "must fall"));
    CHECK(says(errorOf(pump({{0, 40}, {0.01, 30}, {0.02, 30}})), "must fall"));
    CHECK(says(errorOf(pump({{0, 40}, {0, 30}, {0.02, 10}})), "must fall"));
    CHECK(says(errorOf(pump({{0, 40}, {0.01, 30}, {0.01, 20}})), "must fall"));
    CHECK(says(errorOf(pump({{0, 40}, {0.01, 39.999}, {0.0101, 1}})), "must fall")); // a cliff is no power of the flow
    CHECK(says(errorOf(pump({{0.001, 30}, {0.01, 40}})), "must fall"));
    ModelOptions pressures;
    pressures.demandModel = network::DemandModel::pressureDriven;
    pressures.minimumPressure_m = 20;
    pressures.requiredPressure_m = 20;
    CHECK(says(errorOf([](network::Network&) {}, pressures), "above the minimum pressure"));
    pressures.requiredPressure_m = 30;
    CHECK(errorOf([](network::Network&) {}, pressures) == "made");
    pressures.pressureExponent = 0;
    CHECK(says(errorOf([](network::Network&) {}, pressures), "exponent"));
}

TEST_CASE("what a model makes of a part without a source and a pump without a curve is said") {
    auto read = network::readInp("[JUNCTIONS]\nA 0 1\nB 0 1\nX 0 1\nY 0 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP R A 10 300 120\nZ X Y 10 300 120\n"
                                 "[PUMPS]\nU A B POWER 1\n[OPTIONS]\nUnits LPS\n",
                                 "parts");
    REQUIRE(read.ok());
    network::Network net = read->network;
    net.links[net.findLink("U").at()].power_w = 0;
    Diagnostics said;
    auto model = HydraulicModel::make(net, {}, &said);
    REQUIRE(model.ok());
    REQUIRE(said.size() == 2);
    CHECK(said[0].code == "hydraulics.pump-without-curve");
    CHECK(said[0].element == "U");
    CHECK(said[1].code == "hydraulics.no-source");
    Solver solver(*model);
    HydraulicState s;
    const auto report = solver.solve({}, s);
    REQUIRE(report.ok());
    CHECK(report->disconnectedNodes == 2);
    CHECK(std::isnan(s.heads_m[net.findNode("X").at()]));
    CHECK(s.heads_m[net.findNode("B").at()] == doctest::Approx(s.heads_m[net.findNode("A").at()]).epsilon(1e-4));
}

TEST_CASE("controls on the pressure of a junction give pumps a speed and valves a setting, once") {
    const std::string net = "[JUNCTIONS]\nA 0\nB 0 10\n[RESERVOIRS]\nR 30\n[PIPES]\nP R A 10 500 120\n";
    const auto solved = [](const std::string& text) {
        const auto model = test::modelOf(text + "\n[OPTIONS]\nUnits LPS\n");
        Solver solver(model, {1e-9, 200});
        HydraulicState s;
        const auto report = solver.solve({}, s);
        REQUIRE(report.ok());
        CHECK(report->converged);
        CHECK(report->frozenLinks == 0);
        return s;
    };
    const std::string pump = net + "[PUMPS]\nU A B HEAD c\n[CURVES]\nc 10 30\n[CONTROLS]\n";
    const auto slow = solved(pump + "LINK U 0.5 IF NODE B ABOVE 50");
    CHECK(slow.heads_m[1] == doctest::Approx(slow.heads_m[0]).epsilon(0.02)); // at half speed it gives nothing at this flow
    const auto left = solved(pump + "LINK U 0.5 IF NODE B ABOVE 80");
    CHECK(left.heads_m[1] == doctest::Approx(60).epsilon(1e-3));
    CHECK(left.operation.settings[1] == doctest::Approx(1));
    const auto shut = solved(pump + "LINK U CLOSED IF NODE B ABOVE 50");
    CHECK(shut.flows_m3s[1] == 0);
    const auto started = solved(pump + "LINK U OPEN IF NODE A BELOW 40\n[STATUS]\nU Closed");
    CHECK(started.heads_m[1] == doctest::Approx(60).epsilon(1e-3));

    const std::string valve = net + "[VALVES]\nU A B 300 PRV 20 0\n[CONTROLS]\n";
    CHECK(solved(valve + "LINK U 12 IF NODE B ABOVE 15").heads_m[1] == doctest::Approx(12).epsilon(1e-4));
    CHECK(solved(valve + "LINK U OPEN IF NODE A ABOVE 15").heads_m[1] > 29);
    CHECK(solved(valve + "LINK U CLOSED IF NODE A ABOVE 15").flows_m3s[1] == 0);
    CHECK(solved(valve + "LINK U 20 IF NODE B ABOVE 15").heads_m[1] == doctest::Approx(20).epsilon(1e-4)); // what it has
    CHECK(solved(net + "[VALVES]\nU A B 300 TCV 0 0\nW A B 300 FCV 2 0\n[CONTROLS]\nLINK W 4 IF NODE A ABOVE 15").flows_m3s[2] ==
          doctest::Approx(0.004).epsilon(1e-3));
    const auto throttled = solved(net + "[VALVES]\nU A B 100 TCV 0 0\n[CONTROLS]\nLINK U 50 IF NODE A ABOVE 15");
    CHECK(throttled.heads_m[0] - throttled.heads_m[1] > 3);
}

TEST_CASE("a link with a known flow obeys no control") {
    const auto model = test::modelOf("[JUNCTIONS]\nA 0\nB 0 10\n[RESERVOIRS]\nR 30\n[PIPES]\nP R A 10 500 120\nU A B 10 500 120\n[CONTROLS]\n"
                                     "LINK U CLOSED IF NODE A ABOVE 5\n[OPTIONS]\nUnits LPS\n");
    Solver solver(model);
    HydraulicState s;
    Conditions c;
    c.imposedFlows = {{model.network().findLink("U"), 0.010}};
    REQUIRE(solver.solve(c, s).ok());
    CHECK(s.flows_m3s[model.network().findLink("U").at()] == doctest::Approx(0.010));
    REQUIRE(solver.solve({}, s).ok());
    CHECK(s.flows_m3s[model.network().findLink("U").at()] == 0);
}
