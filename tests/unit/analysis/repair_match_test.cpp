#include "core/analysis/repair_match.h"
#include "ring.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::analysis;

namespace {

/// The ring of 300 m pipes P1 ... P6 as one zone, with a valve to a pipe behind it.
struct MendedRing {
    Data data;
    ModelFrame frame;
    std::vector<detection::ZoneTrack> tracks{1};
    std::vector<PlacedEvent> placements;

    MendedRing() {
        network::Network net = made::ring();
        for (const char* id : {"V1", "V2"}) {
            network::Node node;
            node.id = id;
            net.nodes.push_back(node);
        }
        const auto link = [&](const char* id, network::LinkKind kind, std::size_t from, std::size_t to) {
            network::Link l;
            l.id = id;
            l.kind = kind;
            l.from = NodeIndex(static_cast<std::int64_t>(from));
            l.to = NodeIndex(static_cast<std::int64_t>(to));
            l.length_m = 100;
            net.links.push_back(l);
        };
        link("VALVE", network::LinkKind::valve, 3, 7);
        link("BEHIND", network::LinkKind::pipe, 7, 8);
        net.buildIndex();
        data.network = std::make_shared<const network::Network>(net);
        detection::Balance zone;
        zone.zone = "A";
        for (const char* pipe : {"P1", "P2", "P3", "P4", "P5", "P6"}) zone.links.push_back(data.network->findLink(pipe));
        frame.balances.zones.push_back(zone);
    }
    static Instant on(double day) { return Instant{static_cast<std::int64_t>(day * 8.64e7)}; }
    /// An event known from `day` on, placed on candidate `pipe` with that probability.
    void event(double day, std::int32_t pipe, float probability) {
        detection::TrackedEvent e;
        e.zone = "A";
        e.detectedAt = on(day);
        detection::TrackState s;
        s.at = on(day);
        s.startedAt = on(day - 1);
        s.flow_m3s = {0.002, 0.001, 0.003};
        e.states.push_back(s);
        placements.push_back({0, tracks[0].events.size(), {{s.at, {pipe}, {probability}}}});
        tracks[0].events.push_back(e);
    }
    void repair(double day, const std::string& pipe) {
        Repair r;
        r.pipe = pipe;
        r.completed = on(day);
        data.repairs.push_back(r);
    }
    [[nodiscard]] std::vector<RepairHint> match() const { return matchRepairs(frame, data, tracks, placements); }
};

} // namespace

TEST_CASE("the way along the pipes goes round the ring both ways, and not through a valve") {
    const MendedRing ring;
    const auto& net = *ring.data.network;
    const auto way = wayAlongPipes(net, net.findLink("P1"));
    CHECK(way[net.findLink("P1").at()] == 0);
    CHECK(way[net.findLink("P2").at()] == doctest::Approx(300));
    CHECK(way[net.findLink("P4").at()] == doctest::Approx(900));
    CHECK(way[net.findLink("P6").at()] == doctest::Approx(300));
    CHECK(std::isinf(way[net.findLink("BEHIND").at()]));
}

TEST_CASE("repairs of pipes that the model has are taken in the order of their completion") {
    MendedRing ring;
    ring.repair(9, "P2");
    ring.repair(5, "P4");
    ring.repair(7, "of another town");
    Repair reported;
    reported.pipe = "P1";
    ring.data.repairs.push_back(reported); // not yet done
    CHECK(repairsOnPipes(ring.data) == std::vector<std::size_t>{1, 0});
    ring.data.network.reset();
    CHECK(repairsOnPipes(ring.data).empty());
}

TEST_CASE("a repair belongs to the event that was thought to be near it, and to one alone") {
    MendedRing ring;
    CHECK(ring.match().empty());
    ring.event(2, 0, 0.4F); // on P1
    ring.event(3, 1, 0.9F); // on P2, next to it
    ring.event(4, 3, 0.9F); // on P4, far
    ring.repair(6, "P1");
    const std::vector<RepairHint> surer{{0, MendedRing::on(2)}};
    CHECK(ring.match() == surer); // the second lies within reach, and more surely
    ring.repair(7, "P1");
    const std::vector<RepairHint> both{{0, MendedRing::on(2)}, {1, MendedRing::on(1)}};
    CHECK(ring.match() == both);
    ring.repair(8, "P1"); // a third finds nobody
    CHECK(ring.match() == both);
}

TEST_CASE("nobody's repair: of another zone's pipe, too far, too unsure, of what was not yet known or no longer believed") {
    MendedRing ring;
    ring.event(2, 0, 0.9F);
    ring.repair(6, "BEHIND");
    CHECK(ring.match().empty());
    ring.data.repairs[0].pipe = "P4";
    CHECK(ring.match().empty());
    ring.data.repairs[0].pipe = "P1";
    CHECK(ring.match().size() == 1);
    SUBCASE("unsure") { ring.placements[0].revisions[0].probability[0] = 0.2F; }
    SUBCASE("before it was known") { ring.data.repairs[0].completed = MendedRing::on(1.5); }
    SUBCASE("before it was placed") { ring.placements[0].revisions[0].at = MendedRing::on(7); }
    SUBCASE("withdrawn") {
        auto& states = ring.tracks[0].events[0].states;
        states.push_back(states[0]);
        states.back().at = MendedRing::on(5);
        states.back().withdrawn = true;
    }
    SUBCASE("had ended by itself days before") { ring.tracks[0].events[0].endedAt = MendedRing::on(2.5); }
    SUBCASE("of a pipe that is no candidate") { ring.placements[0].revisions[0].pipes[0] = 40; }
    SUBCASE("of an event that is not there") { ring.placements[0].event = 3; }
    SUBCASE("of a zone that is not there") { ring.placements[0].zone = 3; }
    CHECK(ring.match().empty());
}

TEST_CASE("what ended just before a repair, or was closed by one, is still its event") {
    MendedRing ring;
    ring.event(2, 0, 0.9F);
    ring.repair(6, "P1");
    ring.tracks[0].events[0].endedAt = MendedRing::on(4);
    CHECK(ring.match().size() == 1);
    ring.tracks[0].events[0].endedAt = MendedRing::on(2.5);
    ring.tracks[0].events[0].repairJob = "J1";
    CHECK(ring.match().size() == 1);
}
