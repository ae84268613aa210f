// Every flow and pressure unit against EPANET's constants (HYDRAULICS.md), reading and writing.
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"

#include <cmath>
#include <doctest/doctest.h>

using namespace ms;
using namespace ms::network;

namespace {

/// A file in which every quantity is 1 or a round number of its own unit.
Network roundFile(const std::string& options) {
    const auto read =
        readInp("[JUNCTIONS]\nA 1 1\n[RESERVOIRS]\nR 1\n[TANKS]\nT 1 1 0 2 1 1\n[PIPES]\nP R A 1 1 100\nQ A T 1 1 100\n[PUMPS]\nU R A POWER "
                "1\nC R A HEAD c\n[VALVES]\nV R A 1 PRV 1 0\nF R A 1 FCV 1 0\nK R A 1 TCV 7 0\n[EMITTERS]\nA 1\n[LEAKAGE]\nP 1 1\n[CURVES]\nc 1 "
                "1\n[OPTIONS]\n" +
                    options + "\n[END]\n",
                "units.inp");
    REQUIRE(read.ok());
    return read->network;
}

struct FlowCase {
    const char* name;
    double perCfs;
    bool metric;
};

} // namespace

TEST_CASE("all 11 flow units, with the lengths, diameters and powers that go with them") {
    for (const FlowCase& c : {FlowCase{"CFS", 1, false},
                              {"GPM", 448.831, false},
                              {"MGD", 0.64632, false},
                              {"IMGD", 0.5382, false},
                              {"AFD", 1.9837, false},
                              {"LPS", 28.317, true},
                              {"LPM", 1699.0, true},
                              {"MLD", 2.4466, true},
                              {"CMH", 101.94, true},
                              {"CMD", 2446.6, true},
                              {"CMS", 0.028317, true}}) {
        CAPTURE(c.name);
        const Network n = roundFile(std::string("Units ") + c.name);
        const double cubicFoot = 0.028317, flow = cubicFoot / c.perCfs, length = c.metric ? 1.0 : 0.3048, diameter = c.metric ? 0.001 : 0.0254;
        const double pressure = c.metric ? 1.0 : 0.3048 / 0.4333; // metres, else psi
        CHECK(n.nodes[0].demands[0].base_m3s == doctest::Approx(flow).epsilon(1e-12));
        CHECK(n.nodes[0].elevation_m == doctest::Approx(length));
        CHECK(n.node(n.findNode("T")).minVolume_m3 == doctest::Approx(c.metric ? 1.0 : cubicFoot).epsilon(1e-12));
        CHECK(n.node(n.findNode("T")).diameter_m == doctest::Approx(length));
        CHECK(n.link(n.findLink("P")).diameter_m == doctest::Approx(diameter));
        CHECK(n.link(n.findLink("U")).power_w == doctest::Approx(c.metric ? 1000.0 : 745.7).epsilon(1e-12));
        CHECK(n.link(n.findLink("V")).setting == doctest::Approx(pressure).epsilon(1e-12));
        CHECK(n.link(n.findLink("F")).setting == doctest::Approx(flow).epsilon(1e-12));
        CHECK(n.link(n.findLink("K")).setting == 7);
        CHECK(n.curves[0].points[0].x == doctest::Approx(flow).epsilon(1e-12));
        CHECK(n.curves[0].points[0].y == doctest::Approx(length));
        CHECK(n.nodes[0].emitter == doctest::Approx(flow / std::sqrt(pressure)).epsilon(1e-12));
        CHECK(n.link(n.findLink("P")).leakArea == doctest::Approx(1e-6 / (100 * length)).epsilon(1e-12)); // mm2 a 100 lengths
        CHECK(n.link(n.findLink("P")).leakExpansion == doctest::Approx(1e-6 / (100 * length * length)).epsilon(1e-12));
        const auto again = readInp(writeInp(n), "again.inp");
        REQUIRE(again.ok());
        CHECK(again->network.nodes == n.nodes);
        CHECK(again->network.links == n.links);
        CHECK(again->network.options == n.options);
    }
}

TEST_CASE("pressure units: psi, kPa, metres, and the bar and feet of EPANET 2.3; specific gravity") {
    const auto setting = [](const std::string& options) {
        const Network n = roundFile(options);
        return n.link(n.findLink("V")).setting;
    };
    CHECK(setting("Units GPM\nPressure PSI") == doctest::Approx(0.3048 / 0.4333).epsilon(1e-12));
    CHECK(setting("Units LPS\nPressure KPA") == doctest::Approx(0.3048 / (6.895 * 0.4333)).epsilon(1e-12));
    CHECK(setting("Units LPS\nPressure METERS") == 1);
    CHECK(setting("Units LPS\nPressure BAR") == doctest::Approx(30.48 / (6.895 * 0.4333)).epsilon(1e-12));
    CHECK(setting("Units LPS\nPressure FEET") == doctest::Approx(0.3048));
    CHECK(setting("Units GPM\nSpecific Gravity 0.8") == doctest::Approx(0.3048 / 0.4333 / 0.8).epsilon(1e-12));
    CHECK(setting("Units LPS\nSpecific Gravity 0.8") == 1); // metres ignore it
    CHECK(setting("Units LPS\nPressure KPA\nSpecific Gravity 0.8") == doctest::Approx(0.3048 / (6.895 * 0.4333) / 0.8).epsilon(1e-12));
    CHECK(roundFile("Units GPM\nDemand Model PDA\nRequired Pressure 10").options.requiredPressure_m ==
          doctest::Approx(3.048 / 0.4333).epsilon(1e-12));
}

TEST_CASE("roughness has a unit in Darcy-Weisbach alone; viscosity is relative or absolute") {
    const auto roughness = [](const char* options) { return roundFile(options).links[0].roughness; };
    CHECK(roughness("Units LPS\nHeadloss D-W") == doctest::Approx(0.1));          // mm
    CHECK(roughness("Units GPM\nHeadloss D-W") == doctest::Approx(0.1 * 0.3048)); // thousandths of a foot
    CHECK(roughness("Units LPS\nHeadloss C-M") == 100);
    CHECK(roughness("Units LPS") == 100);
    CHECK(roundFile("Units LPS\nViscosity 1.3").options.viscosity == 1.3);
    CHECK(roundFile("Units GPM\nViscosity 2.2e-5").options.viscosity == doctest::Approx(2));
    CHECK(roundFile("Units LPS\nViscosity 1e-6").options.viscosity == doctest::Approx(1e-6 / (0.3048 * 0.3048 * 1.1e-5)));
}
