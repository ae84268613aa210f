#include "core/scenario/demand_model.h"
#include "core/scenario/random.h"
#include "core/scenario/reality.h"
#include "core/scenario/zones.h"
#include "tests/unit/scenario/small_town.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::scenario;

TEST_CASE("random numbers repeat by seed and purpose, and are what they say") {
    Random a(1, "x"), b(1, "x"), c(1, "y"), d(2, "x");
    const std::uint64_t first = a.next();
    CHECK(first == b.next());
    CHECK(first != c.next());
    CHECK(first != d.next());
    double sum = 0, squares = 0, least = 1, most = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double n = a.normal(), u = b.uniform();
        sum += n;
        squares += n * n;
        least = std::min(least, u);
        most = std::max(most, u);
    }
    CHECK(std::abs(sum / 100'000) < 0.02);
    CHECK(squares / 100'000 == doctest::Approx(1).epsilon(0.02));
    CHECK(least >= 0);
    CHECK(most < 1);
    Random r(3, "w");
    Wander wander(2, 3600, 300, r);
    double variance = 0, product = 0, last = wander.value();
    for (int i = 0; i < 200'000; ++i) {
        const double now = wander.advance(r);
        variance += now * now;
        product += now * last;
        last = now;
    }
    CHECK(variance / 200'000 == doctest::Approx(4).epsilon(0.05));
    CHECK(product / variance == doctest::Approx(std::exp(-300.0 / 3600)).epsilon(0.01));
}

TEST_CASE("people live by local time, by the day of the week, and on holidays as on Sundays") {
    const network::Network town = smallTown();
    Spec spec = quietSpec();
    const Instant monday = spec.parts[0].span.from;
    const DemandModel people(town, spec, "");
    CHECK(people.expected(monday + hours(3)).sum() == doctest::Approx(0.0015));
    CHECK(people.expected(monday + hours(12)).sum() == doctest::Approx(0.003));
    CHECK(people.expected(monday + hours(12) + days(6)).sum() == doctest::Approx(0.0045));
    CHECK(people.expected(monday + hours(5) + minutes(30)).sum() == doctest::Approx(0.00225)); // between two hours: half-way
    spec.habits.transitions = {{Instant{0}, 3600}};
    spec.holidays = {monday + days(1)};
    CHECK(people.expected(monday + hours(5)).sum() == doctest::Approx(0.003)); // six o'clock there
    CHECK(people.expected(monday + days(1) + hours(11)).sum() == doctest::Approx(0.0045));
    CHECK(people.expected(monday + days(2) + hours(11)).sum() == doctest::Approx(0.003));
}

TEST_CASE("noise has the size that was asked for and leaves the mean") {
    const network::Network town = smallTown();
    Spec spec = quietSpec();
    spec.noise.nodeWhite = 0.15;
    DemandModel people(town, spec, "a"), twin(town, spec, "a"), other(town, spec, "b");
    const Instant noon = spec.parts[0].span.from + hours(12);
    double sum = 0, squares = 0;
    for (int i = 0; i < 20'000; ++i) {
        const double q = people.advance(noon)[1];
        CHECK(q >= 0);
        CHECK(q == twin.advance(noon)[1]);
        sum += q;
        squares += q * q;
    }
    CHECK(sum / 20'000 == doctest::Approx(0.001).epsilon(0.01));
    CHECK(std::sqrt(squares / 20'000 - sum / 20'000 * sum / 20'000) == doctest::Approx(0.00015).epsilon(0.05));
    CHECK(people.advance(noon)[1] != other.advance(noon)[1]);
}

TEST_CASE("the real network differs from the file by the factors, and by the seed") {
    const network::Network town = smallTown();
    const network::Network real = realNetwork(town, {0.1, 0.05, 0.2, {"P13"}}, 5);
    for (std::size_t i = 0; i < town.links.size(); ++i) {
        CHECK(real.links[i].roughness != town.links[i].roughness);
        CHECK(std::abs(real.links[i].roughness / town.links[i].roughness - 1) <= 0.1);
        CHECK(std::abs(real.links[i].diameter_m / town.links[i].diameter_m - 1) <= 0.05);
    }
    CHECK(real.link(real.findLink("P13")).status == network::LinkStatus::closed);
    CHECK(real.links[1].roughness != realNetwork(town, {0.1, 0.05, 0.2, {}}, 6).links[1].roughness);
    CHECK(real.links[1].roughness == realNetwork(town, {0.1, 0.05, 0.2, {}}, 5).links[1].roughness);
}

TEST_CASE("meters cut the network into zones, which take the name of their sensors") {
    const network::Network town = smallTown();
    const Zones zones = findZones(town, quietSpec());
    REQUIRE(zones.names.size() == 2);
    CHECK(zones.nameOf(town.link(town.findLink("P23"))) == "Z");
    CHECK(zones.names[static_cast<std::size_t>(zones.partOfNode[0])].empty());
}

TEST_CASE("a specification that cannot be is told apart, place by place") {
    const network::Network town = smallTown();
    CHECK(check(quietSpec(), town).empty());
    Spec spec = quietSpec();
    spec.bursts.resize(2);
    spec.bursts[0].pipe = "nowhere";
    spec.bursts[0].start = spec.bursts[1].start = spec.parts[0].span.from;
    spec.bursts[0].flow_m3s = 0.001;
    spec.bursts[1].pipe = "P12";
    spec.sensors[1].unit = "furlong";
    spec.sensors[1].step = seconds(420);
    const std::vector<Error> wrong = check(spec, town);
    REQUIRE(wrong.size() == 4);
    CHECK(wrong[0].subject == "bursts[0].pipe");
    CHECK(wrong[0].element == "nowhere");
    CHECK(wrong[1].subject == "bursts[1].diameter_mm");
    CHECK(wrong[2].subject == "sensors[1].unit");
    CHECK(wrong[3].subject == "sensors[1].step_minutes");
}

TEST_CASE("each field of a specification is checked by itself") {
    const network::Network town = smallTown();
    const auto wrongIn = [&](auto&& spoil) {
        Spec spec = quietSpec();
        Burst burst;
        burst.pipe = "P12";
        burst.start = spec.parts[0].span.from;
        burst.flow_m3s = 0.001;
        spec.bursts = {burst};
        spoil(spec);
        std::string places;
        for (const Error& e : check(spec, town)) places += (places.empty() ? "" : " ") + e.subject;
        return places;
    };
    CHECK(wrongIn([](Spec&) {}).empty());
    CHECK(wrongIn([](Spec& s) { s.parts.clear(); }) == "parts");
    CHECK(wrongIn([](Spec& s) { s.parts.push_back(s.parts[0]); }) == "parts[1].folder");
    CHECK(wrongIn([](Spec& s) { s.parts[0].span.to = s.parts[0].span.from; }) == "parts[0].from");
    CHECK(wrongIn([](Spec& s) { s.parts[0].span.to = {}; }).find("parts[0].from") == 0);
    CHECK(wrongIn([](Spec& s) { s.parts[0].span.from = {}; }).find("parts[0].from") == 0);
    CHECK(wrongIn([](Spec& s) { s.parts[0].span.to = s.parts[0].span.from + days(30 * 366); }) == "parts[0].to");
    CHECK(wrongIn([](Spec& s) { s.step = seconds(30); }).find("step_minutes") == 0);
    CHECK(wrongIn([](Spec& s) { s.step = hours(2); }).find("step_minutes") == 0);
    CHECK(wrongIn([](Spec& s) { s.reality.roughness = -0.1; }) == "reality.roughness");
    CHECK(wrongIn([](Spec& s) { s.reality.roughness = 0.95; }) == "reality.roughness");
    CHECK(wrongIn([](Spec& s) { s.reality.closedPipes = {"P99"}; }) == "reality.closed_pipes");
    CHECK(wrongIn([](Spec& s) { s.bursts[0].flow_m3s = 0, s.bursts[0].diameter_m = 1.5; }) == "bursts[0].diameter_mm");
    CHECK(wrongIn([](Spec& s) { s.bursts[0].start = {}; }) == "bursts[0].start");
    CHECK(wrongIn([](Spec& s) { s.bursts[0].end = s.bursts[0].start; }) == "bursts[0].end");
    CHECK(wrongIn([](Spec& s) { s.bursts[0].fraction = 1; }) == "bursts[0].fraction");
    CHECK(wrongIn([](Spec& s) {
              s.bursts[0].growth = Burst::Growth::area;
              s.bursts[0].grows = {};
          }) == "bursts[0].grows_hours");
    CHECK(wrongIn([](Spec& s) { s.sensors.push_back(s.sensors[0]); }) == "sensors[2].element");
    CHECK(wrongIn([](Spec& s) { s.sensors[0].step = {}; }) == "sensors[0].step_minutes");
    CHECK(wrongIn([](Spec& s) { s.sensors[0].element = "J1"; }) == "sensors[0].element"); // a flow is measured on a link
    const auto measured = [&](Quantity quantity, const char* element) {
        return wrongIn([&](Spec& s) {
            s.sensors[1].quantity = quantity;
            s.sensors[1].element = element;
        });
    };
    CHECK(measured(Quantity::level, "R").empty());
    CHECK(measured(Quantity::level, "P12") == "sensors[1].element");
    CHECK(measured(Quantity::demand, "J2").empty());
    CHECK(measured(Quantity::demand, "R") == "sensors[1].element"); // nobody lives at a reservoir
    CHECK(measured(Quantity::demand, "J9") == "sensors[1].element");
    BurstDraw draw;
    draw.diameter_m = {0.005, 0.02};
    draw.within = quietSpec().parts[0].span;
    CHECK(wrongIn([&](Spec& s) { s.draws = {draw}; }).empty());
    CHECK(wrongIn([&](Spec& s) { s.draws = {draw}, s.draws[0].diameter_m.low = 0; }) == "draws[0].diameter_mm");
    CHECK(wrongIn([&](Spec& s) { s.draws = {draw}, s.draws[0].diameter_m.high = 2; }) == "draws[0].diameter_mm");
    CHECK(wrongIn([&](Spec& s) { s.draws = {draw}, std::swap(s.draws[0].open_days.low, s.draws[0].open_days.high); }) == "draws[0].open_days");
}
