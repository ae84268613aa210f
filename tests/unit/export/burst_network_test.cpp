#include "core/export/burst_network.h"
#include "core/export/export.h"
#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"
#include "tests/unit/export/export_fixture.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace fixture;

namespace {

/// A small town: a reservoir, a loop of four pipes, one of them with a bend, demands that follow a default pattern, a multiplier.
const char* kTown = R"([TITLE]
Ring
[JUNCTIONS]
A 10 1
B 12 2 DAY
C 8 1.5
D 14 1
[RESERVOIRS]
R 60
[PIPES]
main R A 100 200 120 0.5 Open
ab A B 300 150 110 0 Open
bc B C 400 100 110 2 Open
cd C D 300 100 110 0 Open
da D A 350 150 110 0 Open
[PATTERNS]
1 0.8 1.2
DAY 1.1 0.7
[OPTIONS]
Units LPS
Headloss H-W
Demand Multiplier 1.3
Pattern 1
Accuracy 0.00001
[TIMES]
Duration 2:00
Hydraulic Timestep 1:00
Pattern Timestep 1:00
[COORDINATES]
R 0 0
A 100 0
B 400 0
C 400 400
D 100 300
[VERTICES]
bc 500 100
bc 500 300
[END]
)";

/// Pressures at every report instant of the nodes of `like`, by id.
std::vector<std::vector<double>> heads(const network::Network& net, const network::Network& like, const std::vector<hydraulics::Outflow>& outflows) {
    auto model = hydraulics::HydraulicModel::make(net);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : model.error().toString()));
    hydraulics::Simulation march(*model, {1e-9, 400});
    march.overlay().outflows = outflows;
    std::vector<std::vector<double>> all;
    do {
        const auto report = march.solve();
        REQUIRE(report.ok());
        std::vector<double> now;
        for (const network::Node& node : like.nodes) now.push_back(march.state().heads_m[net.findNode(node.id).at()]);
        all.push_back(now);
    } while (march.advance() > 0);
    return all;
}

} // namespace

TEST_CASE("the .inp with the burst, written, read and solved again, has the pressures of the what-if") {
    auto town = network::readInp(kTown, "town");
    REQUIRE(town.ok());
    for (const char* pipe : {"bc", "cd", "main"})
        for (const double position : {0.5, 0.1, 0.9}) {
            const Folder folder;
            const auto burst = output::withBurst(town->network, {pipe, position, 0.0031, "event 7"});
            REQUIRE_MESSAGE(burst.ok(), (burst.ok() ? "" : burst.error().toString()));
            CHECK(burst->network.nodes.size() == town->network.nodes.size() + 1);
            CHECK(burst->network.links.size() == town->network.links.size() + 1);
            const auto expected = heads(town->network, town->network, {{town->network.findLink(pipe), {}, position, 0, 0.5, 0.0031}});
            const auto got = heads(burst->network, town->network, {});
            REQUIRE(got.size() == expected.size());
            REQUIRE(got.size() >= 2);
            double worst = 0, effect = 0;
            const auto quiet = heads(town->network, town->network, {});
            for (std::size_t t = 0; t < got.size(); ++t)
                for (std::size_t n = 0; n < got[t].size(); ++n) {
                    worst = std::max(worst, std::abs(got[t][n] - expected[t][n]));
                    effect = std::max(effect, std::abs(quiet[t][n] - expected[t][n]));
                }
            CAPTURE(pipe);
            CAPTURE(position);
            CHECK(effect > 0.002); // the burst does something
            CHECK(worst < 1e-5);
        }
}

TEST_CASE("the burst's place, the pipe's shape and its length are kept") {
    auto town = network::readInp(kTown, "town");
    REQUIRE(town.ok());
    const auto burst = output::withBurst(town->network, {"bc", 0.5, 0.001, {}});
    REQUIRE(burst.ok());
    const network::Network& net = burst->network;
    const network::Link &first = net.link(net.findLink("bc")), &rest = net.link(net.findLink(burst->rest));
    CHECK(first.length_m + rest.length_m == doctest::Approx(400));
    const network::Node& junction = net.node(net.findNode(burst->junction));
    CHECK(junction.elevation_m == doctest::Approx(10)); // between 12 and 8
    REQUIRE(junction.position);
    CHECK(junction.position->x == doctest::Approx(500)); // half-way round the bend
    CHECK(junction.position->y == doctest::Approx(200));
    CHECK(first.vertices == std::vector<network::Point>{{500, 100}});
    CHECK(rest.vertices == std::vector<network::Point>{{500, 300}});
    CHECK(net.title.find("hypothetical burst of 1.000 l/s in pipe bc") != std::string::npos);
    CHECK(town->network.links.size() == 5); // the base model is another
    CHECK(output::withBurst(town->network, {"nowhere", 0.5, 0.001, {}}).error().code == ErrorCode::notFound);
    CHECK(output::withBurst(town->network, {"bc", 0, 0.001, {}}).error().code == ErrorCode::invalidInput);
    CHECK(output::withBurst(town->network, {"bc", 0.5, 0, {}}).error().code == ErrorCode::invalidInput);
}

TEST_CASE("models of several events get their number, events without a place a remark") {
    const Folder folder;
    output::Content c = content();
    c.events.push_back(c.events.front());
    c.events.back().id = 8;
    c.events.push_back(c.events.front());
    c.events.back().id = 9;
    c.events.back().area = {};
    const auto written = output::write(c, output::Format::inp, folder.file("burst.inp"));
    REQUIRE_MESSAGE(written.ok(), (written.ok() ? "" : written.error().toString()));
    CHECK(written->files == std::vector<std::string>{folder.file("burst-7.inp"), folder.file("burst-8.inp")});
    REQUIRE(written->diagnostics.size() == 1);
    CHECK(written->diagnostics[0].element == "9");
    CHECK(textOf(folder.file("burst-7.inp")).find("P1_B") != std::string::npos);
    c.network.reset();
    CHECK(output::write(c, output::Format::inp, folder.file("none.inp")).error().code == ErrorCode::unsupported);
}
