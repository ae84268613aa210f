#include "core/detection/balance.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ms;
using namespace ms::detection;

namespace {

/// R1 -meter1-> a1 - a2 - a3, R2 -meter2-> a3; a2 -PRV-> b1 - b2; a3 -pump-> T1 - c1 - c2; a1 -shut- c2.
struct Town {
    network::Network net;
    NodeIndex node(const std::string& id, network::NodeKind kind = network::NodeKind::junction, double base = 0.001) {
        network::Node n;
        n.id = id;
        n.kind = kind;
        n.diameter_m = 16;
        if (kind == network::NodeKind::junction && base > 0) n.demands.push_back({base, -1, ""});
        net.nodes.push_back(n);
        return NodeIndex(static_cast<std::int64_t>(net.nodes.size()) - 1);
    }
    void link(const std::string& id, NodeIndex from, NodeIndex to, network::LinkKind kind = network::LinkKind::pipe, bool shut = false) {
        network::Link l;
        l.id = id;
        l.from = from;
        l.to = to;
        l.kind = kind;
        if (shut) l.status = network::LinkStatus::closed;
        net.links.push_back(l);
    }
    Town() {
        const auto r1 = node("R1", network::NodeKind::reservoir), r2 = node("R2", network::NodeKind::reservoir);
        const auto a1 = node("a1"), a2 = node("a2"), a3 = node("a3"), b1 = node("b1"), b2 = node("b2");
        const auto t1 = node("T1", network::NodeKind::tank), c1 = node("c1"), c2 = node("c2");
        link("meter1", r1, a1);
        link("meter2", a3, r2); // drawn against the flow
        link("p1", a1, a2);
        link("p2", a2, a3);
        link("prv", a2, b1, network::LinkKind::valve);
        link("p3", b1, b2);
        link("pump", a3, t1, network::LinkKind::pump);
        link("p4", t1, c1);
        link("p5", c1, c2);
        link("shut", a1, c2, network::LinkKind::pipe, true);
        net.buildIndex();
    }
};

series::Sensor sensor(const std::string& element, Quantity quantity, const std::string& zone = "", double sign = 1) {
    series::Sensor s;
    s.name = element;
    s.element = element;
    s.quantity = quantity;
    s.zone = zone;
    s.sign = sign;
    return s;
}

double signOf(const Balance& b, std::size_t meter) {
    for (const FlowTerm& f : b.flows)
        if (f.sensor == meter) return f.sign;
    return 0;
}

} // namespace

TEST_CASE("balances are found from cut sets: two pressure parts and a pumped zone with a tank") {
    const Town town;
    const std::vector<series::Sensor> sensors{sensor("meter1", Quantity::flow), sensor("meter2", Quantity::flow), sensor("pump", Quantity::flow),
                                              sensor("T1", Quantity::level),    sensor("c1", Quantity::demand),   sensor("c2", Quantity::demand),
                                              sensor("a2", Quantity::pressure), sensor("b2", Quantity::pressure)};
    const Balances found = findBalances(&town.net, sensors);
    REQUIRE(found.zones.size() == 2);
    const Balance &ab = found.zones[0], &c = found.zones[1];
    CHECK(ab.zone == "AB");
    CHECK(c.zone == "C");
    CHECK(ab.nodes.size() == 5);
    CHECK(ab.flows.size() == 3);
    CHECK(signOf(ab, 0) == 1);
    CHECK(signOf(ab, 1) == -1); // its link points out of the zone
    CHECK(signOf(ab, 2) == -1); // the pump takes from it
    REQUIRE(ab.parts.size() == 2);
    CHECK(ab.parts[0].sensors == std::vector<std::size_t>{6});
    CHECK(ab.parts[1].sensors == std::vector<std::size_t>{7});
    CHECK_FALSE(ab.allMetered);
    CHECK(signOf(c, 2) == 1);
    REQUIRE(c.tanks.size() == 1);
    CHECK(c.tanks[0].area_m2 == doctest::Approx(201.06).epsilon(1e-4));
    CHECK(c.demands.size() == 2);
    CHECK(c.allMetered);
}

TEST_CASE("two meters on one link count once; an unmetered way to a reservoir leaves no balance") {
    const Town town;
    std::vector<series::Sensor> sensors{sensor("meter1", Quantity::flow), sensor("meter1", Quantity::flow), sensor("meter2", Quantity::flow)};
    const Balances whole = findBalances(&town.net, sensors);
    REQUIRE(whole.zones.size() == 1);
    CHECK(whole.zones[0].flows.size() == 2);
    CHECK_FALSE(whole.diagnostics.empty()); // the tank has no level
    sensors.pop_back();
    const Balances open = findBalances(&town.net, sensors);
    CHECK(open.zones.empty());
    CHECK(std::any_of(open.diagnostics.begin(), open.diagnostics.end(), [](const Diagnostic& d) { return d.code == "balance.open-piece"; }));
}

TEST_CASE("without a network the sensors' zones make the balances, with their signs") {
    const std::vector<series::Sensor> sensors{sensor("in", Quantity::flow, "DMA1"), sensor("out", Quantity::flow, "DMA1", -1),
                                              sensor("x", Quantity::pressure, "DMA1"), sensor("in2", Quantity::flow, "DMA2")};
    const Balances found = findBalances(nullptr, sensors);
    REQUIRE(found.zones.size() == 2);
    CHECK(found.zones[0].zone == "DMA1");
    CHECK(signOf(found.zones[0], 1) == -1);
    CHECK(found.zones[0].pressures() == std::vector<std::size_t>{2});
}

TEST_CASE("cascaded zones: what one passes on to the next is taken off") {
    Town town;
    std::vector<series::Sensor> sensors{sensor("meter1", Quantity::flow, "Low"), sensor("meter2", Quantity::flow, "Low", -1),
                                        sensor("pump", Quantity::flow, "High"),  sensor("T1", Quantity::level, "High"),
                                        sensor("a2", Quantity::pressure, "Low"), sensor("c1", Quantity::pressure, "High")};
    const Balances found = findBalances(&town.net, sensors);
    REQUIRE(found.zones.size() == 2);
    CHECK(found.zones[0].zone == "High");
    CHECK(signOf(found.zones[0], 2) == 1);
    CHECK(found.zones[1].zone == "Low");
    CHECK(signOf(found.zones[1], 0) == 1);
    CHECK(signOf(found.zones[1], 2) == -1);
}

TEST_CASE("zones that the network does not part are balanced by the meters that name them, each with its own loggers") {
    Town town; // one water from meter1 and meter2: zones W and E meet at an unmetered pipe, their meter between them is beside it
    const std::vector<series::Sensor> sensors{sensor("meter1", Quantity::flow, "W"), sensor("meter2", Quantity::flow, "E"),
                                              sensor("a1", Quantity::pressure, "W"), sensor("a2", Quantity::pressure, "W"),
                                              sensor("a3", Quantity::pressure, "E")};
    const auto found = findBalances(&town.net, sensors);
    REQUIRE(found.zones.size() == 2);
    const Balance &east = found.zones[0], &west = found.zones[1];
    CHECK(east.zone == "E");
    CHECK(west.zone == "W");
    CHECK(west.flows == std::vector<FlowTerm>{{0, 1}});
    CHECK(east.flows == std::vector<FlowTerm>{{1, 1}});
    CHECK(west.pressures() == std::vector<std::size_t>{2, 3});
    CHECK(east.pressures() == std::vector<std::size_t>{4});
}

TEST_CASE("a zone that the model does not cut out: the valves past its meter are named, in their order, pipes and shut ones are not") {
    Town town; // zones N and S meet at a metered link, past which a way leads over two valves
    const auto s1 = town.node("s1"), s2 = town.node("s2"), s3 = town.node("s3");
    const NodeIndex a3 = town.net.findNode("a3");
    town.link("between", a3, s1);
    town.link("v1", a3, s2, network::LinkKind::valve);
    town.link("long", s2, s3);
    town.link("v2", s3, s1, network::LinkKind::valve);
    town.link("v3", a3, s1, network::LinkKind::valve, true);
    town.net.buildIndex();
    std::vector<series::Sensor> sensors{sensor("meter1", Quantity::flow, "N"), sensor("meter2", Quantity::flow, "N"),
                                        sensor("a1", Quantity::pressure, "N"), sensor("between", Quantity::flow, "S")};
    const auto noteOf = [&]() -> Diagnostic {
        for (const Diagnostic& d : findBalances(&town.net, sensors).diagnostics)
            if (d.code == "balance.no-piece" && d.element == "S") return d;
        return {};
    };
    CHECK(noteOf().advice == "In the model there is a way past a meter by these valves; close the one that is shut: v1, v2");
    town.net.links[town.net.findLink("v2").at()].status = network::LinkStatus::closed;
    CHECK(noteOf().code.empty());
}
