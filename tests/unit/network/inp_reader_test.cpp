#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace ms;
using namespace ms::network;

namespace {

const char* const kSmall = R"([TITLE]
Two lines
of title
[JUNCTIONS]
 J1	10	5	day	;a comment
 J2	20
[RESERVOIRS]
 R	100
[TANKS]
 T	50	2	0	4	10	0
[PIPES]
 P1	R	J1	1000	300	100	0.5	Open
 P2	J1	J2	500	200	110	0	CV
 P3	J2	T	100	200	110
[PUMPS]
 U	J1	T	HEAD c SPEED 1.1
[VALVES]
 V	J1	J2	150	PRV	40	0
[DEMANDS]
 J2	1	day	;houses
 J2	2	;shops
[STATUS]
 V	Closed
[PATTERNS]
 day	1	0.5
[CURVES]
 ;PUMP: the pump
 c	10	50
[CONTROLS]
 LINK U CLOSED IF NODE T ABOVE 3.5
 LINK U 0.8 AT CLOCKTIME 6 PM
[RULES]
 RULE one
 IF TANK T LEVEL BELOW 1
 AND SYSTEM CLOCKTIME >= 6 AM
 THEN PUMP U STATUS IS OPEN
 ELSE PUMP U SETTING = 0.5
 PRIORITY 3
[TIMES]
 Duration	1 DAY
 Hydraulic Timestep	0:15
 Start ClockTime	6 AM
[OPTIONS]
 Units	LPS
 Headloss	H-W
 Quality	None mg/L
[ENERGY]
 Global Efficiency	75
[COORDINATES]
 J1	1	2
[VERTICES]
 P1	3	4
[TAGS]
 NODE J1 tagged
[END]
)";

bool says(const Diagnostics& all, const char* code) {
    return std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) { return d.code == code; });
}

} // namespace

TEST_CASE("a small file is read whole, in SI") {
    const auto read = readInp(kSmall, "small.inp");
    REQUIRE(read.ok());
    const Network& n = read->network;
    REQUIRE(n.nodes.size() == 4);
    REQUIRE(n.links.size() == 5);
    CHECK(n.title == "Two lines\nof title");
    const Node& j1 = n.node(n.findNode("J1"));
    CHECK(j1.elevation_m == doctest::Approx(10));
    REQUIRE(j1.demands.size() == 1);
    CHECK(j1.demands[0].base_m3s == doctest::Approx(0.005));
    CHECK(j1.comment == "a comment");
    CHECK(j1.tag == "tagged");
    const Node& j2 = n.node(n.findNode("J2"));
    REQUIRE(j2.demands.size() == 2);
    CHECK(j2.demands[0].category == "houses");
    CHECK(j2.demands[1].pattern == -1);
    CHECK(n.link(n.findLink("P2")).checkValve);
    CHECK(n.link(n.findLink("P1")).diameter_m == doctest::Approx(0.3));
    CHECK(n.link(n.findLink("U")).setting == doctest::Approx(1.1));
    CHECK(n.link(n.findLink("V")).status == LinkStatus::closed);
    CHECK(n.curves[0].points[0].x == doctest::Approx(0.01));
    CHECK(n.curves[0].use == CurveUse::pumpHead);
    REQUIRE(n.controls.size() == 2);
    CHECK(n.controls[1].time_s == 18 * 3600);
    CHECK(*n.controls[1].setting == doctest::Approx(0.8));
    REQUIRE(n.rules.size() == 1);
    CHECK(n.rules[0].premises.size() == 2);
    CHECK(n.rules[0].priority == 3);
    CHECK(n.times.duration_s == 86400);
    CHECK(n.times.startClock_s == 6 * 3600);
    CHECK(n.line(n.findLink("P1")).empty()); // R has no position
}

TEST_CASE("US units use EPANET's rounded constants") {
    const auto read = readInp(
        "[JUNCTIONS]\nJ 100 448.831\n[RESERVOIRS]\nR 200\n[PIPES]\nP R J 1000 12 100\n[VALVES]\nV R J 12 PRV 100\n[OPTIONS]\nUnits GPM\n[END]\n",
        "us.inp");
    REQUIRE(read.ok());
    CHECK(read->network.nodes[0].demands[0].base_m3s == doctest::Approx(0.028317).epsilon(1e-9));
    CHECK(read->network.links[0].diameter_m == doctest::Approx(0.3048));
    CHECK(read->network.link(read->network.findLink("V")).setting == doctest::Approx(100 / 0.4333 * 0.3048).epsilon(1e-9)); // 100 psi
}

TEST_CASE("writing and reading back gives the same network") {
    const auto first = readInp(kSmall, "small.inp");
    REQUIRE(first.ok());
    const auto second = readInp(writeInp(first->network), "again.inp");
    REQUIRE(second.ok());
    CHECK(first->network.nodes == second->network.nodes);
    CHECK(first->network.links == second->network.links);
    CHECK(first->network.patterns == second->network.patterns);
    CHECK(first->network.curves == second->network.curves);
    CHECK(first->network.options == second->network.options);
    CHECK(first->network.times == second->network.times);
    CHECK(first->network.controls == second->network.controls);
    CHECK(first->network.rules == second->network.rules);
    CHECK(first->network.otherSections == second->network.otherSections);
}

TEST_CASE("what is odd is read with a diagnostic that gives its line") {
    const char* text =
        "stray words\n[JUNC]\nJ1 1 * \nJ2 abc\n[TANKS]\nR 50\n[PIPES]\nP1 R J1 100 200\nP2 J1 J2 100 200 100 0 CV\nP3 J1 missing 1 1 1\n[CONTROL]\n"
        "LINK P1 CLOSED AT CLOCKTIME 18 PM\n[GADGETS]\nkept word by word\n[DEMANDS]\nMULTIPLY 2\n[OPTIONS]\nHEADLOSS MIXED\nUNITS "
        "LPS\n[END]\nafter\x1A\n";
    const auto read = readInp(text, "odd.inp");
    REQUIRE(read.ok());
    const Diagnostics& d = read->diagnostics;
    for (const char* code :
         {"inp.before-first-section", "inp.section-name", "inp.not-a-number", "inp.reservoir-in-tanks", "inp.short-pipe", "inp.no-such-node",
          "inp.unknown-section", "inp.demands-multiply", "inp.unknown-headloss", "inp.after-end", "inp.no-coordinates"})
        CHECK_MESSAGE(says(d, code), code);
    const auto number = std::find_if(d.begin(), d.end(), [](const Diagnostic& x) { return x.code == "inp.not-a-number"; });
    CHECK(number->position.line == 4);
    CHECK(number->text == "J2 abc");
    CHECK(read->network.options.demandMultiplier == 2);
    CHECK(read->network.controls.size() == 1);
    CHECK(read->network.controls[0].time_s == 18 * 3600);
    CHECK(read->network.links.size() == 2);
    REQUIRE(read->network.otherSections.size() == 1);
    CHECK(read->network.otherSections[0].lines[0] == "kept word by word");
}

TEST_CASE("Latin-1, mixed line ends, quotes and a missing end do not matter") {
    const auto read = readInp("[JUNCTIONS]\r\n\"J 1\" 1 0 ;Stra\xDF"
                              "e\r\n[RESERVOIRS]\nR 9\r[PIPES]\nP R \"J 1\" 100 100 100",
                              "mixed.inp");
    REQUIRE(read.ok());
    CHECK(read->network.findNode("J 1").valid());
    CHECK(read->network.nodes[0].comment == "Stra\xC3\x9F"
                                            "e");
    CHECK(says(read->diagnostics, "inp.latin1"));
    CHECK(says(read->diagnostics, "inp.no-end"));
}

TEST_CASE("a file of which nothing can be made is an error, with what was wrong in it") {
    const auto read = readInp("hello\n[PIPES]\nP a b\n", "bad.inp");
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::invalidInput);
    CHECK(read.error().message.find("line 3") != std::string::npos);
    CHECK_FALSE(readInp("", "empty.inp").ok());
}
