#include "core/quality/cross.h"

#include "tests/unit/quality/made_loggers.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::quality;
using namespace ms::quality::test;

namespace {

/// Twelve loggers of one water over 200 days, to be spoilt.
struct Group {
    Group() {
        const Water water(kDays, 11);
        for (unsigned k = 0; k < 12; ++k) readings.push_back(logger(water, 40 + k, 0.8 + 0.25 * k, 20 + k));
    }
    std::vector<std::vector<Fault>> check() {
        std::vector<Digest> digests;
        for (const auto& r : readings) digests.push_back(examineSeries(Quantity::pressure, r));
        std::vector<const Digest*> all;
        for (const auto& d : digests) all.push_back(&d);
        return crossCheck(all);
    }
    static constexpr int kDays = 200;
    static std::size_t at(int day) { return static_cast<std::size_t>(day) * 96; }
    std::vector<series::Readings> readings;
};

Instant startOf(int day) { return Instant{kStart_ms} + days(day); }

void checkOnly(const std::vector<std::vector<Fault>>& faults, std::size_t logger, FaultKind kind) {
    for (std::size_t k = 0; k < faults.size(); ++k)
        if (k == logger) {
            REQUIRE(faults[k].size() == 1);
            CHECK(faults[k][0].kind == kind);
        } else {
            CHECK(faults[k].empty());
        }
}

bool within(Instant a, Instant b, double days) { return std::abs((a - b).days()) <= days; }

} // namespace

TEST_CASE("sound loggers are not flagged") {
    Group g;
    for (const auto& f : g.check()) CHECK(f.empty());
}

TEST_CASE("a logger that follows summer time is found for the time it does") {
    Group g;
    const auto whole = g.readings[3];
    for (std::size_t i = Group::at(60); i < Group::at(160); ++i) g.readings[3].values[i] = whole.values[i - 4];
    const auto faults = g.check();
    checkOnly(faults, 3, FaultKind::clockShift);
    CHECK(within(faults[3][0].from, startOf(60), 2));
    CHECK(within(faults[3][0].to, startOf(160), 2));
    CHECK(faults[3][0].reason.find("1.00 h later") != std::string::npos);
}

TEST_CASE("summer time of two years are two stretches") {
    Group g;
    const auto whole = g.readings[3];
    for (const auto& [from, to] : {std::pair{20, 80}, std::pair{120, 180}})
        for (std::size_t i = Group::at(from); i < Group::at(to); ++i) g.readings[3].values[i] = whole.values[i - 4];
    auto faults = g.check();
    REQUIRE(faults[3].size() == 2);
    std::sort(faults[3].begin(), faults[3].end(), [](const Fault& a, const Fault& b) { return a.from < b.from; });
    CHECK(within(faults[3][0].from, startOf(20), 2));
    CHECK(within(faults[3][1].to, startOf(180), 2));
    for (const std::size_t k : {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11}) CHECK(faults[k].empty());
}

TEST_CASE("an offset after a swap is found to the end; the state before is the right one") {
    Group g;
    for (std::size_t i = Group::at(90); i < g.readings[5].size(); ++i) g.readings[5].values[i] += 0.35;
    const auto faults = g.check();
    checkOnly(faults, 5, FaultKind::offset);
    CHECK(within(faults[5][0].from, startOf(90), 1.5));
    CHECK(within(faults[5][0].to, startOf(Group::kDays), 1.5));
}

TEST_CASE("drifts are found from where they show, up and down, two at once") {
    Group g;
    for (std::size_t i = Group::at(20); i < Group::at(140); ++i)
        g.readings[1].values[i] += 1.5 * static_cast<double>(i - Group::at(20)) / static_cast<double>(120 * 96);
    for (std::size_t i = Group::at(100); i < Group::at(175); ++i)
        g.readings[6].values[i] -= 0.8 * static_cast<double>(i - Group::at(100)) / static_cast<double>(75 * 96);
    const auto faults = g.check();
    REQUIRE(faults[1].size() == 1);
    REQUIRE(faults[6].size() == 1);
    CHECK(faults[1][0].kind == FaultKind::drift);
    CHECK(faults[6][0].kind == FaultKind::drift);
    CHECK(within(faults[1][0].from, startOf(20), 15));
    CHECK(within(faults[1][0].to, startOf(140), 2));
    CHECK(within(faults[6][0].from, startOf(100), 15));
    CHECK(within(faults[6][0].to, startOf(175), 2));
    for (const std::size_t k : {0, 2, 3, 4, 5, 7, 8, 9, 10, 11}) CHECK(faults[k].empty());
}

TEST_CASE("with few loggers a drop may be a burst beside one of them: only rises are called") {
    Group g;
    g.readings.resize(6);
    for (std::size_t i = Group::at(90); i < Group::at(95); ++i) g.readings[1].values[i] -= 2.5;
    for (std::size_t i = Group::at(120); i < Group::at(130); ++i) g.readings[4].values[i] += 2.5;
    const auto faults = g.check();
    checkOnly(faults, 4, FaultKind::offset);
}

TEST_CASE("levels are not compared over a year in pieces") {
    Group g;
    for (auto& r : g.readings)
        for (std::size_t i = 0; i < r.size(); ++i)
            if (i / 96 % 20 >= 8) r.values[i] = series::kNan;
    for (std::size_t i = Group::at(90); i < g.readings[5].size(); ++i) g.readings[5].values[i] += 3;
    for (const auto& f : g.check()) {
        CHECK(std::none_of(f.begin(), f.end(), [](const Fault& x) { return x.kind == FaultKind::offset || x.kind == FaultKind::drift; }));
    }
}

TEST_CASE("a burst lowers one logger most and its neighbours a little: no fault") {
    Group g;
    for (std::size_t i = Group::at(120); i < g.readings[2].size(); ++i) {
        g.readings[2].values[i] -= 0.9;
        g.readings[3].values[i] -= 0.2;
        g.readings[4].values[i] -= 0.1;
    }
    for (const auto& f : g.check()) CHECK(f.empty());
}

TEST_CASE("pressure management changes all loggers alike: no fault") {
    Group g;
    for (auto& r : g.readings)
        for (std::size_t i = Group::at(100); i < Group::at(130); ++i) r.values[i] -= 4;
    for (const auto& f : g.check()) CHECK(f.empty());
}

TEST_CASE("a noisy logger is found, noise that all share is not") {
    Group g;
    std::mt19937 random(5);
    for (std::size_t i = Group::at(80); i < Group::at(100); ++i) g.readings[4].values[i] += 0.25 * Water::unit(random);
    const auto faults = g.check();
    checkOnly(faults, 4, FaultKind::noise);
    CHECK(within(faults[4][0].from, startOf(80), 1));
    CHECK(within(faults[4][0].to, startOf(100), 1));

    Group shared;
    std::vector<double> common;
    for (std::size_t i = Group::at(80); i < Group::at(100); ++i) common.push_back(0.25 * Water::unit(random));
    for (std::size_t k = 0; k < shared.readings.size(); ++k) // unrest of the water shows where the water's course shows
        for (std::size_t i = 0; i < common.size(); ++i)
            shared.readings[k].values[Group::at(80) + i] += (0.8 + 0.25 * static_cast<double>(k)) * common[i];
    for (const auto& f : shared.check()) CHECK(f.empty());
}

TEST_CASE("with fewer than four loggers nobody can say who is wrong") {
    Group g;
    g.readings.resize(3);
    for (std::size_t i = Group::at(90); i < g.readings[1].size(); ++i) g.readings[1].values[i] += 2;
    for (const auto& f : g.check()) CHECK(f.empty());
}
