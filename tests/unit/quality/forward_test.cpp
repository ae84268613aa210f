#include "core/quality/forward.h"

#include "tests/unit/quality/made_loggers.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::quality;
using namespace ms::quality::test;

namespace {

/// Six loggers of one water over seventy days, as a DMA has them.
struct Few {
    Few() {
        const Water water(70, 11);
        for (unsigned k = 0; k < 6; ++k) readings.push_back(logger(water, 40 + k, 0.8 + 0.25 * k, 20 + k));
    }
    [[nodiscard]] std::vector<ForwardFault> watch() const {
        std::vector<const series::Readings*> all;
        for (const auto& r : readings) all.push_back(&r);
        return watchForward(all);
    }
    static std::size_t atDay(int day) { return static_cast<std::size_t>(day) * 96; }
    std::vector<series::Readings> readings;
};

Instant dayOf(int day) { return Instant{kStart_ms} + days(day); }

} // namespace

TEST_CASE("forward: sound loggers are left alone, and three loggers cannot say who is wrong") {
    Few few;
    CHECK(few.watch().empty());
    few.readings.resize(3);
    for (std::size_t i = Few::atDay(40); i < Few::atDay(50); ++i) few.readings[1].values[i] += 2;
    CHECK(few.watch().empty());
}

TEST_CASE("forward: a shifted clock is called within the week, and its end is seen") {
    Few few;
    const auto whole = few.readings[3];
    for (std::size_t i = Few::atDay(40); i < Few::atDay(52); ++i) few.readings[3].values[i] = whole.values[i - 4];
    const auto faults = few.watch();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].series == 3);
    CHECK(faults[0].fault.kind == FaultKind::clockShift);
    CHECK(faults[0].seenAt > dayOf(41));
    CHECK(faults[0].seenAt < dayOf(47));
    CHECK(std::abs((faults[0].fault.from - dayOf(40)).days()) <= 2);
    CHECK(faults[0].over);
    CHECK(std::abs((faults[0].fault.to - dayOf(52)).days()) <= 3);
}

TEST_CASE("forward: a drift is called while it slides, from nothing but readings before that") {
    Few few;
    for (std::size_t i = Few::atDay(40); i < Few::atDay(50); ++i)
        few.readings[2].values[i] += 3 * static_cast<double>(i - Few::atDay(40)) / static_cast<double>(Few::atDay(10));
    const auto faults = few.watch();
    REQUIRE(!faults.empty());
    CHECK(faults[0].series == 2);
    CHECK(faults[0].seenAt > dayOf(40));
    CHECK(faults[0].seenAt <= dayOf(51));
    Few then = few; // the same with what was there when it was called
    for (auto& r : then.readings) {
        const auto n = static_cast<std::size_t>((faults[0].seenAt.ms - kStart_ms) / kStep_ms + 1);
        r.times_ms.resize(n);
        r.values.resize(n);
        r.quality.resize(n);
    }
    const auto before = then.watch();
    REQUIRE(before.size() == 1);
    CHECK(before[0].seenAt == faults[0].seenAt);
    CHECK(before[0].fault.kind == faults[0].fault.kind);
    CHECK(before[0].fault.from == faults[0].fault.from);
}
