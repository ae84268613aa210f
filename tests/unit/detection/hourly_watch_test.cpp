#include "core/detection/zone_tracker.h"
#include "core/detection/zone_watch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

using namespace ms;
using namespace ms::detection;

namespace {

/// A zone whose inlet is read by the hour, with as many customer meters in the next zone as are asked for: they live by the same shape.
struct HourlyZone {
    Instant start = instantFromUtc({2024, 3, 4});
    int dayCount = 63;
    int customers = 0;
    bool within = false; ///< the customers are of this zone: its balance is what the inlet brings less what they take
    std::function<double(double)> more = [](double) { return 0.0; };  ///< water beside the usual by day, m3/s
    std::function<double(double)> reads = [](double) { return 1.0; }; ///< of what flows
    double range_m3s = 1;                                             ///< more the inlet's meter does not read
    double frozenFrom_d = -1, frozenTo_d = -1;
    std::vector<std::pair<double, double>> gaps; ///< days without readings
    std::vector<RepairNotice> repairs;
    TrackerOptions options;

    [[nodiscard]] Instant at(double day) const { return start + Duration{static_cast<std::int64_t>(day * 8.64e7)}; }
    [[nodiscard]] double dayOf(Instant t) const { return (t - start).days(); }

    [[nodiscard]] ZoneTrack track() const {
        std::mt19937_64 random(11);
        std::normal_distribution<double> normal;
        std::vector<series::Sensor> sensors(static_cast<std::size_t>(1 + customers));
        std::vector<series::Readings> readings(sensors.size());
        for (std::size_t s = 0; s < sensors.size(); ++s) {
            sensors[s].name = s == 0 ? "inlet" : "customer " + std::to_string(s);
            sensors[s].quantity = s == 0 ? Quantity::flow : Quantity::demand;
            sensors[s].zone = s == 0 || within ? "Z" : "next";
        }
        double frozen = 0;
        for (int h = 0; h < 24 * dayCount; ++h) {
            const double day = h / 24.0;
            const double use = (1 - 0.8 * std::cos(6.283185307 * (h % 24 - 3) / 24)) * (1 + 0.04 * normal(random)) * (h / 24 % 7 >= 5 ? 1.1 : 1);
            for (std::size_t s = 0; s < sensors.size(); ++s) {
                double v =
                    s == 0 ? (0.004 + 0.012 * use * (1 + 0.01 * normal(random)) + more(day)) * reads(day) : 1e-4 * use * (1 + 0.1 * normal(random));
                if (s == 0 && (day < frozenFrom_d || day >= frozenTo_d)) frozen = v;
                if (s == 0) v = std::min(frozen, range_m3s);
                if (s == 0 && std::any_of(gaps.begin(), gaps.end(), [&](const auto& g) { return day >= g.first && day < g.second; })) continue;
                readings[s].times_ms.push_back((start + hours(h)).ms);
                readings[s].values.push_back(v);
                readings[s].quality.push_back(0);
            }
        }
        std::vector<Meter> meters;
        for (std::size_t s = 0; s < sensors.size(); ++s) meters.push_back({&sensors[s], &readings[s]});
        Balance balance;
        balance.zone = "Z";
        balance.flows = {{0, 1}};
        for (std::size_t s = 1; s < sensors.size() && within; ++s) balance.demands.push_back(s);
        NullSink sink;
        auto result = trackZone(balance, nullptr, meters, repairs, options, sink, {});
        REQUIRE(result.ok());
        return std::move(result).value();
    }
};

double between(double day, double from, double to) { return day >= from && day < to ? 1.0 : 0.0; }

std::vector<const TrackedEvent*> believed(const ZoneTrack& t) {
    std::vector<const TrackedEvent*> out;
    for (const TrackedEvent& e : t.events)
        if (!e.states.back().withdrawn) out.push_back(&e);
    return out;
}

} // namespace

TEST_CASE("by the hour: the thresholds follow the false alarms that are borne") {
    CHECK(thresholdsFor(0.002).open > thresholdsFor(0.02).open);
    CHECK(thresholdsFor(7).open >= 3); // below that any two hours that lie high are an event
    const Thresholds t = thresholdsFor(0.02);
    CHECK(t.close < t.open);
    CHECK(t.keep < t.close);
}

TEST_CASE("by the hour: a repair closes the burst that it fits, whoever wrote the zone down, and other notices change nothing") {
    HourlyZone zone;
    zone.dayCount = 36;
    zone.more = [](double d) { return 0.003 * between(d, 26.4, 30.5); };
    zone.repairs = {{"elsewhere", "Y", zone.at(29), {}},
                    {"before the first reading", "Z", zone.at(-3), {}},
                    {"nothing ran", "Z", zone.at(22), {}},
                    {"right", "", zone.at(30.5), {}}};
    const auto track = zone.track();
    const auto found = believed(track);
    REQUIRE(found.size() == 1);
    CHECK(found[0]->states.back().kind == EventKind::burst);
    CHECK(found[0]->repairJob == "right");
    CHECK(zone.dayOf(found[0]->detectedAt) < 26.8);
    CHECK(std::abs(zone.dayOf(found[0]->states.back().startedAt) - 26.4) < 0.1);
    CHECK(std::abs(zone.dayOf(found[0]->endedAt.value_or(Instant{})) - 30.5) < 0.1);
    zone.repairs.clear();
    const auto untold = zone.track();
    REQUIRE(believed(untold).size() == 1);
    CHECK(believed(untold)[0]->repairJob.empty());
    CHECK(toEvent(*believed(untold)[0]).status == EventStatus::open); // it has ended, nobody mended it
}

TEST_CASE("by the hour: of two like bursts the one ends that whoever knows the place says") {
    HourlyZone zone;
    zone.dayCount = 42;
    zone.more = [](double d) { return 0.003 * between(d, 24.4, 37.5) + 0.003 * between(d, 30.4, 99); };
    for (const bool first : {true, false}) {
        zone.repairs = {{"job", "Z", zone.at(37.5), zone.at(first ? 24.4 : 30.4)}};
        const auto track = zone.track();
        const auto found = believed(track);
        REQUIRE(found.size() == 2);
        CHECK(found[0]->endedAt.has_value() == first);
        CHECK(found[1]->endedAt.has_value() == !first);
        CHECK(found[first ? 0 : 1]->repairJob == "job");
    }
}

TEST_CASE("by the hour: of two bursts the one ends that is as large as what is missing") {
    HourlyZone zone;
    zone.dayCount = 42;
    zone.more = [](double d) { return 0.003 * between(d, 24.4, 99) + 0.006 * between(d, 30.4, 37.5); };
    const auto track = zone.track();
    const auto found = believed(track);
    REQUIRE(found.size() == 2);
    CHECK_FALSE(found[0]->endedAt.has_value());
    CHECK(std::abs(zone.dayOf(found[1]->endedAt.value_or(Instant{})) - 37.5) < 0.1);
    CHECK(found[1]->states.front().flow_m3s.value > 1.5 * found[0]->states.back().flow_m3s.value);
}

TEST_CASE("by the hour: what grows for weeks is a leak, and its track follows it") {
    HourlyZone zone;
    zone.more = [](double d) { return d < 35 ? 0 : 0.004 * std::min(1.0, (d - 35) / 20); };
    const auto track = zone.track();
    const auto found = believed(track);
    REQUIRE(found.size() == 1);
    const TrackState& last = found[0]->states.back();
    CHECK(last.kind == EventKind::leak);
    CHECK(last.flow_m3s.value == doctest::Approx(0.004).epsilon(0.1));
    CHECK(std::abs(zone.dayOf(last.startedAt) - 35) < 3);
    REQUIRE(last.track.size() > 4);
    for (std::size_t i = 1; i < last.track.size(); ++i) CHECK(last.track[i].flow_m3s >= last.track[i - 1].flow_m3s - 1e-9);
    CHECK(found[0]->states.front().flow_m3s.value < 0.4 * last.flow_m3s.value); // seen while it was small
    CHECK(found[0]->why.find("grows") != std::string::npos);
}

TEST_CASE("by the hour: some hours of a hydrant are use; so is what is used each evening, told when the day is over") {
    HourlyZone zone;
    zone.dayCount = 32;
    zone.more = [](double d) { return 0.008 * between(d, 27.4, 27.57); };
    auto track = zone.track();
    auto found = believed(track);
    REQUIRE(found.size() == 1);
    CHECK(found[0]->states.back().kind == EventKind::demand);
    CHECK(found[0]->endedAt.has_value());
    CHECK(found[0]->why.find("use, not a burst") != std::string::npos);
    zone.more = [](double d) { return d > 25 && d < 29 ? 0.006 * between(d - std::floor(d), 18.0 / 24, 22.0 / 24) : 0; };
    track = zone.track();
    found = believed(track);
    REQUIRE(!found.empty());
    for (const auto* e : found) {
        CHECK(e->states.back().kind == EventKind::demand);
        CHECK(zone.dayOf(e->detectedAt) - std::floor(zone.dayOf(e->detectedAt)) < 0.5);
    }
}

TEST_CASE("by the hour: a user who goes is no burst and no leak, and when he comes back that is his end") {
    HourlyZone zone;
    zone.dayCount = 38;
    zone.more = [](double d) { return -0.0025 * between(d, 26.4, 33.2); };
    const auto track = zone.track();
    const auto found = believed(track);
    REQUIRE(found.size() == 1);
    CHECK(found[0]->states.back().kind == EventKind::operation);
    CHECK(found[0]->states.front().flow_m3s.value < 0);
    CHECK(std::abs(zone.dayOf(found[0]->endedAt.value_or(Instant{})) - 33.2) < 0.1);
}

TEST_CASE("by the hour: a meter that stands still is a fault for as long as it does, with or without customer meters") {
    for (const int customers : {0, 12}) {
        CAPTURE(customers);
        HourlyZone zone;
        zone.dayCount = customers > 0 ? 30 : 28;
        zone.customers = customers;
        zone.frozenFrom_d = 27.2;
        zone.frozenTo_d = customers > 0 ? 27.6 : 99;
        const auto track = zone.track();
        const auto fault =
            std::find_if(track.events.begin(), track.events.end(), [](const auto& e) { return e.states.back().kind == EventKind::meterFault; });
        REQUIRE(fault != track.events.end());
        CHECK(zone.dayOf(fault->detectedAt) > 27.2);
        CHECK(zone.dayOf(fault->detectedAt) < 27.5);
        CHECK(fault->endedAt.has_value() == (customers > 0));
        if (fault->endedAt) CHECK(zone.dayOf(*fault->endedAt) == doctest::Approx(27.625).epsilon(0.002));
        for (const auto* e : believed(track)) // no burst is told when it goes on again
            CHECK_FALSE((e->states.back().kind == EventKind::burst && zone.dayOf(e->detectedAt) > 27));
    }
}

TEST_CASE("by the hour: at whatever hour a meter begins to stand still, nothing else stays open of it") {
    for (const int customers : {0, 12})
        for (const double hour : {0.0, 2.0, 4.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 23.0}) {
            CAPTURE(customers);
            CAPTURE(hour);
            HourlyZone zone;
            zone.dayCount = 36;
            zone.customers = customers;
            zone.frozenFrom_d = 27 + (hour + 0.1) / 24;
            zone.frozenTo_d = zone.frozenFrom_d + 1.3;
            const auto track = zone.track();
            int faults = 0, left = 0;
            for (const auto* e : believed(track)) {
                CAPTURE(zone.dayOf(e->detectedAt));
                CHECK(e->states.back().kind != EventKind::burst);
                faults += e->states.back().kind == EventKind::meterFault;
                left += !e->endedAt.has_value();
            }
            CHECK(faults == 1);
            CHECK(left == 0);
        }
}

TEST_CASE("by the hour: a burst that takes the meter to the end of its range is a burst, though it reads one value for hours") {
    for (const int customers : {0, 12}) {
        CAPTURE(customers);
        HourlyZone zone;
        zone.dayCount = 32;
        zone.customers = customers;
        zone.more = [](double d) { return 0.02 * between(d, 27.3, 99); };
        zone.range_m3s = 0.036; // the busiest hours take 0.031
        const auto track = zone.track();
        const auto found = believed(track);
        REQUIRE(!found.empty());
        const auto burst = std::find_if(found.begin(), found.end(), [](const auto* e) { return e->states.back().kind == EventKind::burst; });
        REQUIRE(burst != found.end());
        CHECK(zone.dayOf((*burst)->detectedAt) < 27.6);
        CHECK_FALSE((*burst)->endedAt.has_value()); // that the meter stands at its end by day is told beside it
    }
}

TEST_CASE("by the hour: with customer meters a burst stands out within hours, and it begins in a gap of the readings where it must") {
    HourlyZone zone;
    zone.dayCount = 32;
    zone.customers = 12;
    zone.gaps = {{20, 20.8}, {26.3, 27}};
    zone.more = [](double d) { return 0.003 * between(d, 26.4, 99); };
    const auto track = zone.track();
    const auto burst = std::find_if(track.events.begin(), track.events.end(), [&](const auto& e) { return zone.dayOf(e.detectedAt) > 25; });
    REQUIRE(burst != track.events.end());
    const TrackState& last = burst->states.back();
    CHECK(last.kind == EventKind::burst);
    CHECK(zone.dayOf(burst->detectedAt) < 27.2);
    CHECK(last.flow_m3s.value == doctest::Approx(0.003).epsilon(0.1));
    CHECK(last.startedCi.first < zone.at(26.6));
    CHECK(last.startedCi.second > zone.at(26.8)); // nobody knows when
    CHECK(!std::isfinite(track.inflow_m3s.values[static_cast<Eigen::Index>(26.5 * 24)]));
}

TEST_CASE("by the hour: a quiet zone is quiet from its first day on, with customer meters as well") {
    for (const int customers : {0, 12, 40}) {
        HourlyZone zone;
        zone.customers = customers;
        CAPTURE(customers);
        CHECK(believed(zone.track()).empty());
    }
}

TEST_CASE("by the hour: an inlet that reads nothing but 0 is no zone to look for bursts in") {
    for (const auto& [customers, within] : {std::pair(0, false), std::pair(12, false), std::pair(12, true)}) {
        HourlyZone zone;
        zone.customers = customers;
        zone.within = within;
        zone.dayCount = 40;
        zone.reads = [](double) { return 0.0; };
        CAPTURE(zone.customers);
        CAPTURE(zone.within);
        CHECK(zone.track().events.size() <= 1);
    }
}

TEST_CASE("by the hour: zeros before a meter was there teach nothing") {
    for (const int customers : {0, 12}) {
        HourlyZone zone;
        zone.customers = customers;
        zone.dayCount = 56;
        zone.reads = [](double d) { return d < 21 ? 0.0 : 1.0; };
        CAPTURE(customers);
        CHECK(believed(zone.track()).empty());
    }
}

TEST_CASE("by the hour: an event that ended before the period is not told, one that runs on into it is") {
    HourlyZone zone;
    zone.dayCount = 34;
    zone.more = [](double d) { return 0.003 * between(d, 24.4, 26.5); };
    zone.options.period.from = zone.at(28);
    CHECK(zone.track().events.empty());
    zone.more = [](double d) { return 0.003 * between(d, 24.4, 30.5); };
    CHECK(zone.track().events.size() == 1);
    zone.options.period = {{}, zone.at(24)};
    CHECK(zone.track().events.empty());
    CHECK(zone.track().inflow_m3s.values.size() == 24 * 24);
}
