#include "tests/gui/fixtures/towns.h"
#include "ui/drawing/map_content.h"
#include "ui/drawing/map_frame.h"
#include "ui/drawing/map_overlay.h"

#include <QColor>
#include <doctest/doctest.h>

using namespace ms;
using drawing::Point;

namespace {

std::vector<series::Sensor> sensors() {
    auto free = fixtures::sensorAt("elsewhere", "no such node", Quantity::pressure);
    auto own = fixtures::sensorAt("own place", "", Quantity::level);
    own.x = 364010;
    own.y = 175020;
    return {fixtures::sensorAt("s1", "N5", Quantity::pressure), fixtures::sensorAt("f1", "P3", Quantity::flow), free, own};
}

bool inside(const std::vector<Point>& ring, Point p) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > p.y) != (ring[j].y > p.y) && p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
            in = !in;
    return in;
}

} // namespace

TEST_CASE("content of a network: every pipe with its line, sensors at their elements, what has no place is counted") {
    const auto net = fixtures::gridTown(10);
    const auto content = drawing::buildMapContent(&net, {}, sensors());
    REQUIRE(content.pipes.size() == net.links.size());
    CHECK(content.first.size() == content.pipes.size() + 1);
    CHECK(content.sensors.size() == 3);
    CHECK(content.sensorsWithoutPlace == 1);
    CHECK(content.sensors[0].at == *net.node(net.findNode("N5")).position);
    CHECK(content.symbols.size() == 4);
    const auto p7 = *content.findPipe("P7");
    const auto middle = content.middleOf(p7);
    CHECK(content.nearestPipe(middle, 1) == p7);
    CHECK(content.findLink(content.pipes[p7].link) == p7);
    CHECK_FALSE(content.nearestPipe({0, 0}, 100).has_value());
    CHECK_FALSE(content.findPipe("nothing").has_value());
}

TEST_CASE("a network without coordinates gives an empty content that says how many pipes it misses") {
    auto net = fixtures::gridTown(4);
    for (auto& node : net.nodes) node.position.reset();
    const auto content = drawing::buildMapContent(&net, {}, {});
    CHECK(content.empty());
    CHECK(content.pipesWithoutPlace == net.links.size());
}

TEST_CASE("GIS pipes alone make a map; beside a model they add streets and what the model does not know") {
    analysis::GisPipe known{"P1", {{364000, 175000}, {364100, 175000}}, 100, 0.1, "cast iron", "Mill Lane"},
        other{"G9", {{364000, 175900}, {364100, 175900}}, 100, {}, "", ""};
    const auto alone = drawing::buildMapContent(nullptr, {known, other}, {});
    CHECK(alone.pipes.size() == 2);
    CHECK(alone.findLink(LinkIndex(1)) == 1U);
    const auto net = fixtures::gridTown(5);
    const auto both = drawing::buildMapContent(&net, {known, other}, {});
    CHECK(both.pipes.size() == net.links.size() + 1);
    CHECK(both.pipes[*both.findPipe("P1")].street == "Mill Lane");
}

TEST_CASE("pipes in a rectangle cross it, also without a vertex inside") {
    analysis::GisPipe across{"A", {{0, 0}, {100, 100}}, 141, {}, "", ""}, corner{"B", {{0, 100}, {30, 100}}, 30, {}, "", ""};
    const auto content = drawing::buildMapContent(nullptr, {across, corner}, {});
    CHECK(content.pipesIn({40, 40, 60, 60}) == std::vector<std::uint32_t>{0});
    CHECK(content.pipesIn({40, 60, 50, 70}).empty()); // the box of pipe A holds it, the pipe does not touch it
}

TEST_CASE("zooming keeps the point under the cursor") {
    const drawing::MapFrame frame{{364500, 175500}, 0.7, {600, 350}};
    const QPointF cursor(123.5, 456.25);
    const Point before = frame.toMap(cursor), after = frame.zoomedAt(cursor, 3.7).toMap(cursor);
    CHECK(before.x == doctest::Approx(after.x).epsilon(1e-12));
    CHECK(before.y == doctest::Approx(after.y).epsilon(1e-12));
}

TEST_CASE("the outline holds every pipe of the area and keeps off the far ones") {
    const auto net = fixtures::gridTown(14);
    const auto content = drawing::buildMapContent(&net, {}, {});
    const auto event = fixtures::burstNear(net, {364650, 175650}, 20, {});
    const auto overlay = drawing::buildOverlay(content, &event);
    REQUIRE(overlay.pipes.size() == 20);
    CHECK(overlay.pipes.front().probability <= overlay.pipes.back().probability);
    REQUIRE(!overlay.outline.empty());
    for (const auto& value : overlay.pipes) {
        const Point middle = content.middleOf(value.pipe);
        CHECK(std::any_of(overlay.outline.begin(), overlay.outline.end(), [&](const auto& ring) { return inside(ring, middle); }));
    }
    for (const auto& ring : overlay.outline) CHECK_FALSE(inside(ring, {364050, 175050}));
}

TEST_CASE("two pipes far apart get two rings, a whole zone none") {
    CHECK(drawing::outlineAround({{{0, 0}, {10, 0}}, {{500, 0}, {510, 0}}}, 20).size() == 2);
    CHECK(drawing::outlineAround({{{0, 0}, {10, 0}}, {{90, 0}, {100, 0}}}, 30).size() == 1);
    CHECK(drawing::outlineAround({}, 30).empty());
}

TEST_CASE("classes of probability have round bounds and cover what is there") {
    const auto net = fixtures::gridTown(14);
    const auto content = drawing::buildMapContent(&net, {}, {});
    const auto event = fixtures::burstNear(net, {364650, 175650}, 20, {});
    const drawing::ProbabilityScale scale(drawing::buildOverlay(content, &event), true);
    REQUIRE(scale.classes() >= 4);
    REQUIRE(scale.classes() <= 7);
    CHECK(scale.classOf(0.24) == scale.classes() - 1);
    CHECK(scale.lowerBound(scale.classes() - 1) == doctest::Approx(0.2));
    CHECK(scale.classOf(1e-9) == 0);
    for (int i = 1; i < scale.classes(); ++i) {
        CHECK(scale.width(i) > scale.width(i - 1));
        CHECK(qGray(scale.colour(i).rgb()) < qGray(scale.colour(i - 1).rgb())); // strong is dark on paper, also in greys
    }
}
