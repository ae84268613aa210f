#include "core/detection/area_trust.h"

#include <doctest/doctest.h>

#include <random>

using namespace ms;
using detection::AreaTrust;

namespace {

/// Pipes of 100 m each, the first of `probability`, the rest evenly.
detection::Area areaOf(std::vector<double> probability, double level = 0.9, bool whole = false) {
    detection::Area area;
    area.level = level;
    area.wholeZone = whole;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        area.pipes.push_back({"p" + std::to_string(i), probability[i], 100});
        area.length_m += 100;
    }
    area.share = whole ? 1 : area.length_m / 1000;
    return area;
}

} // namespace

TEST_CASE("What an area had to take to hold a pipe") {
    const auto area = areaOf({0.5, 0.25, 0.15});
    CHECK(detection::massUpTo(area, "p0").value() == doctest::Approx(0.5));
    CHECK(detection::massUpTo(area, "p2").value() == doctest::Approx(0.9));
    CHECK(detection::massUpTo(area, "elsewhere").value() == 1);
    auto dense = area; // short and improbable, but dearer a metre than all others
    dense.pipes.push_back({"short", 0.05, 5});
    CHECK(detection::massUpTo(dense, "short").value() == doctest::Approx(0.05));
    CHECK_FALSE(detection::massUpTo(areaOf(std::vector<double>(10, 0.1), 0.9, true), "p3").has_value()); // nothing was told
    CHECK_FALSE(detection::massUpTo({}, "p0").has_value());
}

TEST_CASE("An area narrowed is the one of the lower level") {
    const auto part = detection::narrowed(areaOf({0.5, 0.25, 0.15, 0.095}, 0.995), 0.7);
    CHECK(part.level == 0.7);
    REQUIRE(part.pipes.size() == 2);
    CHECK(part.pipes[1].id == "p1");
    CHECK(part.length_m == 200);
    CHECK(part.share == doctest::Approx(0.2));
    const auto same = areaOf({0.5, 0.4});
    CHECK(detection::narrowed(same, 0.95) == same);
    const auto told = detection::narrowed(areaOf({0.8, 0.15, 0.01, 0.01, 0.01, 0.004, 0.004, 0.004, 0.004, 0.004}, 0.995, true), 0.9);
    CHECK_FALSE(told.wholeZone); // of 99.5 % it was nearly all of the zone, of 90 % it is two pipes
    CHECK(told.pipes.size() == 2);
    CHECK(told.share == doctest::Approx(0.2));
    const auto whole = detection::narrowed(areaOf(std::vector<double>(10, 0.1), 0.995, true), 0.9);
    CHECK(whole.wholeZone);
    CHECK(whole.pipes.size() == 10);
    CHECK(whole.level == 0.9);
}

TEST_CASE("Areas of a posterior that is too sure take more of it until they hold what they say, and of one that is too wide less") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> even(0, 1);
    for (const double power : {0.4, 1.0, 2.5}) { // what is needed is even to this power: 1 = the posterior is right
        std::vector<double> seen;
        for (int i = 0; i < 400; ++i) seen.push_back(std::pow(even(random), power));
        const AreaTrust trust = detection::learned(seen, {}, Instant{0});
        for (const double level : {0.5, 0.8, 0.9}) {
            int held = 0;
            constexpr int runs = 4000;
            for (int i = 0; i < runs; ++i) held += std::pow(even(random), power) <= trust.massFor(level);
            CHECK(held / double(runs) == doctest::Approx(level).epsilon(0.06));
        }
    }
}

TEST_CASE("A few bursts do not decide alone, none changes nothing") {
    CHECK(AreaTrust{}.massFor(0.9) == 0.9);
    const AreaTrust one = detection::learned({1}, {}, Instant{0});
    CHECK(one.massFor(0.9) > 0.9);
    CHECK(one.massFor(0.9) < 0.99);
    CHECK(one.massFor(0.5) == doctest::Approx(0.5).epsilon(0.1));
    const AreaTrust all = detection::learned(std::vector<double>(200, 1.0), {}, Instant{0});
    CHECK(all.massFor(0.9) == 0.995);
    CHECK(all.massFor(0.95) >= all.massFor(0.5));
}

TEST_CASE("What was learned goes into text and back; damaged text is refused") {
    const AreaTrust trust = detection::learned({0.75, 0.125}, {0.5}, instantFromUtc({2026, 11, 29, 10, 0, 0, 0}));
    CHECK(trust.ofDrill == 2);
    CHECK(trust.repaired == 1);
    CHECK(trust.needed == std::vector<double>{0.125, 0.5, 0.75});
    const auto back = detection::areaTrustFromText(detection::toText(trust));
    REQUIRE(back.ok());
    CHECK(*back == trust);
    CHECK(detection::toText({}).empty());
    CHECK(detection::areaTrustFromText("")->empty());
    const std::string text = detection::toText(trust);
    for (const std::string& wrong :
         {text + "1.5", text + "0.1", text + "x", std::string("at never"), text.substr(3), text.substr(0, text.size() - 8)})
        CHECK_FALSE(detection::areaTrustFromText(wrong).ok());
}
