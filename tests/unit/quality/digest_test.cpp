#include "core/quality/digest.h"

#include "tests/unit/quality/made_loggers.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::quality;
using namespace ms::quality::test;

namespace {

std::size_t countOf(const std::vector<Fault>& faults, FaultKind kind) {
    return static_cast<std::size_t>(std::count_if(faults.begin(), faults.end(), [&](const Fault& f) { return f.kind == kind; }));
}

} // namespace

TEST_CASE("a sound pressure logger is not flagged") {
    const auto r = pressures(60, 1);
    const Digest d = examineSeries(Quantity::pressure, r);
    CHECK(d.faults.empty());
    CHECK(d.step == minutes(15));
    CHECK(d.resolution == doctest::Approx(0.01).epsilon(0.01));
    REQUIRE(d.perDay.size() == 60);
    CHECK(d.perDay[30] == 96);
    CHECK(static_cast<double>(d.quarterHours[5]) == doctest::Approx(r.values[5]).epsilon(1e-5));
}

TEST_CASE("spikes and zeros are found one by one, the readings beside them are not") {
    auto r = pressures(60, 2);
    r.values[1000] += 12;
    r.values[2000] -= 7;
    r.values[3000] = 0;
    r.values[4000] += 9; // two in a row
    r.values[4001] += 9;
    const Digest d = examineSeries(Quantity::pressure, r);
    CHECK(countOf(d.faults, FaultKind::spike) == 3);
    CHECK(countOf(d.faults, FaultKind::outOfRange) == 1);
    REQUIRE(d.faults.size() == 4);
    CHECK(d.faults[0].from.ms == r.times_ms[1000]);
    CHECK(d.faults[0].to == d.faults[0].from);
    CHECK(d.faults[3].from.ms == r.times_ms[4000]);
    CHECK(d.faults[3].to.ms == r.times_ms[4001]);
}

TEST_CASE("a burst that lasts is no spike") {
    auto r = pressures(60, 3);
    for (std::size_t i = 3000; i < 3200; ++i) r.values[i] -= 9;
    CHECK(examineSeries(Quantity::pressure, r).faults.empty());
}

TEST_CASE("a stuck logger is found from its first to its last reading, whatever stands between") {
    auto r = pressures(60, 4);
    for (std::size_t i = 2000; i < 2100; ++i) r.values[i] = r.values[2000];
    r.values[2050] += 15; // a spike within
    const Digest d = examineSeries(Quantity::pressure, r);
    REQUIRE(countOf(d.faults, FaultKind::stuck) == 1);
    const auto& f = *std::find_if(d.faults.begin(), d.faults.end(), [](const Fault& x) { return x.kind == FaultKind::stuck; });
    CHECK(f.from.ms == r.times_ms[2000]);
    CHECK(f.to.ms >= r.times_ms[2099]);
    CHECK(f.to.ms <= r.times_ms[2101]);
    CHECK(std::isnan(d.quarterHours[2020])); // and nothing of it is digested
}

TEST_CASE("a coarse logger repeats itself without being stuck") {
    auto r = pressures(60, 5);
    for (double& v : r.values) v = std::round(v); // steps of a metre: it repeats for hours every night
    CHECK(countOf(examineSeries(Quantity::pressure, r).faults, FaultKind::stuck) == 0);
}

TEST_CASE("a pump that rests at zero every night is neither stuck nor a spike when it starts") {
    series::Readings r = pressures(60, 6);
    for (std::size_t i = 0; i < r.size(); ++i) {
        const std::size_t hour = i / 4 % 24;
        r.values[i] = hour < 6 ? 0 : 0.012 + 1e-5 * static_cast<double>(i * 7919 % 11);
        if (hour == 3 && i % 4 == 2 && i / 96 % 2 == 0) r.values[i] = 0.012; // a single start of a quarter of an hour, every other night
    }
    CHECK(examineSeries(Quantity::flow, r).faults.empty());
}

TEST_CASE("what the source or the user marked is passed over") {
    auto r = pressures(60, 7);
    r.values[1000] += 30;
    r.quality[1000] = static_cast<std::uint8_t>(series::Quality::excluded);
    CHECK(examineSeries(Quantity::pressure, r).faults.empty());
}

TEST_CASE("nothing and next to nothing are survived") {
    CHECK(examineSeries(Quantity::pressure, {}).faults.empty());
    series::Readings one{{0}, {5}, {0}};
    CHECK(examineSeries(Quantity::pressure, one).perDay.size() == 1);
    series::Readings hollow{{0, 900'000}, {series::kNan, series::kNan}, {0, 0}};
    CHECK(examineSeries(Quantity::pressure, hollow).quarterHours.empty());
}

TEST_CASE("names of kinds go both ways and each sets a bit") {
    for (int k = 0; k <= static_cast<int>(kLastFaultKind); ++k) {
        const auto kind = static_cast<FaultKind>(k);
        CHECK(faultKindFromString(nameOf(kind)) == kind);
        CHECK(bitOf(kind) != series::Quality::good);
    }
    CHECK_FALSE(faultKindFromString("nonsense").has_value());
}

TEST_CASE("what a quantity cannot be is out of range, from the first such reading to the last in a row") {
    const auto faultsOf = [](Quantity quantity, double factor, const std::vector<double>& wrong) {
        auto r = pressures(60, 8);
        for (double& v : r.values) v *= factor;
        for (std::size_t k = 0; k < wrong.size(); ++k) r.values[1000 + k] = wrong[k];
        const Digest d = examineSeries(quantity, r);
        REQUIRE(countOf(d.faults, FaultKind::outOfRange) == d.faults.size());
        REQUIRE(d.faults.size() <= 1);
        return d.faults.empty() ? 0 : 1 + (d.faults[0].to.ms - d.faults[0].from.ms) / kStep_ms;
    };
    CHECK(faultsOf(Quantity::pressure, 1, {-50, -50, 2000}) == 3);
    CHECK(faultsOf(Quantity::pressure, 1, {0, 0}) == 2);
    CHECK(faultsOf(Quantity::level, 1, {-200}) == 1);
    CHECK(faultsOf(Quantity::level, 1, {2000, -200}) == 2);
    CHECK(faultsOf(Quantity::flow, 1e-3, {150}) == 1);
    CHECK(faultsOf(Quantity::demand, 1e-3, {-150}) == 1);
    auto gap = pressures(60, 8); // two wrong ones with days between are two
    gap.values[1000] = gap.values[1001] = -50;
    for (std::size_t i = 1001; i < gap.size(); ++i) gap.times_ms[i] += 3 * 86'400'000;
    CHECK(countOf(examineSeries(Quantity::pressure, gap).faults, FaultKind::outOfRange) == 2);
}

TEST_CASE("faults of flows are told in litres a second; single draws of a customer are none") {
    auto r = pressures(60, 9);
    for (double& v : r.values) v *= 1e-3;
    r.values[1000] += 0.03;
    const Digest flow = examineSeries(Quantity::flow, r);
    REQUIRE(flow.faults.size() == 1);
    CHECK(flow.faults[0].kind == FaultKind::spike);
    CHECK(flow.faults[0].reason.find("l/s") != std::string::npos);
    CHECK(examineSeries(Quantity::demand, r).faults.empty());
    r.quality.clear(); // a source that marks nothing
    CHECK(examineSeries(Quantity::flow, r).faults.size() == 1);
}

TEST_CASE("a meter that repeats itself is stuck, a customer's only after days, a tank that is full at the same level again and again never") {
    auto r = pressures(60, 10);
    const auto still = [&r](std::size_t from, std::size_t n, double v) { std::fill_n(r.values.begin() + static_cast<std::ptrdiff_t>(from), n, v); };
    const auto stuckIn = [&](Quantity quantity) { return countOf(examineSeries(quantity, r).faults, FaultKind::stuck); };
    still(2000, 80, 41.11);
    CHECK(stuckIn(Quantity::level) == 1);
    CHECK(stuckIn(Quantity::demand) == 0); // a day of holidays
    still(2000, 2000, 41.11);
    CHECK(stuckIn(Quantity::demand) == 1);
    r = pressures(60, 10);
    for (double& v : r.values) v *= 1e-3;
    still(2000, 100, 0); // nothing flows
    CHECK(stuckIn(Quantity::flow) == 0);
    still(2000, 100, 0.04111);
    CHECK(stuckIn(Quantity::flow) == 1);
    r = pressures(60, 10);
    for (std::size_t from = 1000; from < 5000; from += 1000) still(from, 100, 46);
    CHECK(stuckIn(Quantity::level) == 0);
}
