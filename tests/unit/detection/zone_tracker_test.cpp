#include "core/detection/zone_tracker.h"
#include "simulated_noise.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ms;
using namespace ms::detection;

namespace {

/// A DMA with one inlet: day and week pattern, noise, a burst and its repair, a hydrant.
struct Dma {
    series::Sensor sensor;
    series::Readings readings;
    Balance balance;
    Instant start = instantFromUtc({2023, 1, 2}), burst = instantFromUtc({2023, 3, 1, 10}), repaired = instantFromUtc({2023, 3, 9, 14});

    explicit Dma(double burst_m3s) {
        sensor.name = "inlet";
        sensor.quantity = Quantity::flow;
        sensor.zone = "D";
        std::mt19937_64 random(7);
        NoiseParameters p = hourlyNoise();
        for (double* v : {&p.fastSd, &p.slowSd, &p.whiteSd, &p.floorSd, &p.levelSdPerStep}) *v *= 4e-4;
        p.levelSdPerStep = 0;
        const Index hoursInAll = 24 * 84;
        const Eigen::VectorXd shape = dailyShape(hoursInAll), noise = simulatedNoise(p, shape, random);
        for (Index i = 0; i < hoursInAll * 4; ++i) {
            const Instant t = start + minutes(15) * i;
            const bool weekend = (i / 96) % 7 >= 5;
            double v = 0.004 + 0.016 * shape[i / 4] * (weekend ? 1.1 : 1.0) + noise[i / 4];
            if (t >= burst && t < repaired) v += burst_m3s;
            if (t >= instantFromUtc({2023, 2, 20, 11}) && t < instantFromUtc({2023, 2, 20, 11, 30})) v += 0.008;
            readings.times_ms.push_back(t.ms);
            readings.values.push_back(v);
            readings.quality.push_back(0);
        }
        balance.zone = "D";
        balance.flows = {{0, 1}};
    }
    using Index = Eigen::Index;

    ZoneTrack track(const TrackerOptions& options) const {
        NullSink sink;
        auto result = trackZone(balance, nullptr, {{&sensor, &readings}}, {{"job 1", "D", repaired, {}}}, options, sink, {});
        REQUIRE(result.ok());
        return std::move(result).value();
    }
};

std::vector<const TrackedEvent*> bursts(const ZoneTrack& t) {
    std::vector<const TrackedEvent*> out;
    for (const TrackedEvent& e : t.events)
        if (!e.states.back().withdrawn && (e.states.back().kind == EventKind::burst || e.states.back().kind == EventKind::leak)) out.push_back(&e);
    return out;
}

} // namespace

TEST_CASE("a burst of a sixth of the inflow is found, timed, sized and closed by its repair; a hydrant is no burst") {
    const Dma dma(0.003);
    const ZoneTrack t = dma.track({});
    const auto found = bursts(t);
    REQUIRE(found.size() == 1);
    const TrackedEvent& e = *found[0];
    CHECK(e.detectedAt > dma.burst);
    CHECK((e.detectedAt - dma.burst).hours() < 24);
    CHECK(std::abs((e.states.back().startedAt - dma.burst).hours()) < 6);
    CHECK(e.states.front().flow_m3s.value == doctest::Approx(0.003).epsilon(0.35));
    REQUIRE(e.endedAt.has_value());
    CHECK(std::abs((*e.endedAt - dma.repaired).hours()) < 3);
    CHECK(e.repairJob == "job 1");
    CHECK(toEvent(e).status == EventStatus::repaired);
    CHECK(toEvent(e).volume_m3 == doctest::Approx(0.003 * (dma.repaired - dma.burst).seconds()).epsilon(0.3));
}

TEST_CASE("nothing is called where nothing happens") { CHECK(bursts(Dma(0).track({})).empty()); }

TEST_CASE("by the hour: a burst that seems to end for some hours, and nobody mended, is the same burst when it is back") {
    Dma dma(0.006);
    const Instant gone = instantFromUtc({2023, 3, 5, 9}), back = instantFromUtc({2023, 3, 5, 12});
    series::Readings hourly;
    for (std::size_t i = 0; i < dma.readings.size(); i += 4) {
        const std::int64_t t = dma.readings.times_ms[i];
        hourly.times_ms.push_back(t);
        hourly.values.push_back(dma.readings.values[i] - (t >= gone.ms && t < back.ms ? 0.006 : 0));
        hourly.quality.push_back(0);
    }
    dma.readings = hourly;
    const auto track = dma.track({});
    const auto found = bursts(track);
    REQUIRE(found.size() == 1);
    const TrackedEvent& e = *found[0];
    CHECK(std::any_of(e.states.begin(), e.states.end(),
                      [&](const TrackState& s) { return s.at > gone && s.at < back + hours(6) && s.flow_m3s.value == 0; }));
    CHECK(std::any_of(e.states.begin(), e.states.end(), [&](const TrackState& s) { return s.at > back && s.flow_m3s.value > 0.004; }));
    REQUIRE(e.endedAt.has_value());
    CHECK(std::abs((*e.endedAt - dma.repaired).hours()) < 3);
    CHECK(e.repairJob == "job 1");
}

TEST_CASE(
    "by the hour: six hours of use end by themselves, a lasting drop is an operation, and a repair closes a leak too small to be heard ending") {
    Dma dma(0.0012);
    const Instant use = instantFromUtc({2023, 3, 14, 9}), drop = instantFromUtc({2023, 3, 20, 10});
    series::Readings hourly;
    for (std::size_t i = 0; i < dma.readings.size(); i += 4) {
        const Instant t{dma.readings.times_ms[i]};
        hourly.times_ms.push_back(t.ms);
        hourly.values.push_back(dma.readings.values[i] + (t >= use && t < use + hours(6) ? 0.007 : 0) - (t >= drop ? 0.003 : 0));
        hourly.quality.push_back(0);
    }
    dma.readings = hourly;
    const auto track = dma.track({});
    const auto near = [&](Instant at, EventKind kind) -> const TrackedEvent* {
        for (const TrackedEvent& e : track.events)
            if (e.states.back().kind == kind && std::abs((e.states.back().startedAt - at).hours()) < 12) return &e;
        return nullptr;
    };
    const TrackedEvent* hydrant = near(use, EventKind::demand);
    REQUIRE(hydrant != nullptr);
    REQUIRE(hydrant->endedAt.has_value());
    CHECK(std::abs((*hydrant->endedAt - use).hours() - 6) < 2);
    const TrackedEvent* shut = near(drop, EventKind::operation);
    REQUIRE(shut != nullptr);
    CHECK(shut->states.back().flow_m3s.value < -0.002);
    const auto leak = bursts(track);
    REQUIRE(leak.size() == 1);
    CHECK(leak[0]->repairJob == "job 1");
}

TEST_CASE("live: cutting the data off changes no state that was known before") {
    const Dma dma(0.003);
    const ZoneTrack whole = dma.track({});
    for (const Instant cut : {instantFromUtc({2023, 3, 2}), instantFromUtc({2023, 3, 5}), instantFromUtc({2023, 3, 20})}) {
        TrackerOptions options;
        options.period.to = cut;
        const ZoneTrack part = dma.track(options);
        std::size_t k = 0;
        for (const TrackedEvent& e : whole.events) {
            if (e.detectedAt > cut) continue;
            REQUIRE(k < part.events.size());
            const TrackedEvent& same = part.events[k++];
            CHECK(same.detectedAt == e.detectedAt);
            for (std::size_t s = 0; s < e.states.size() && e.states[s].at < cut; ++s) {
                REQUIRE(s < same.states.size());
                CHECK(same.states[s] == e.states[s]);
            }
        }
    }
}

TEST_CASE("a zone without readings is an error, a stop request cancels") {
    Dma dma(0);
    NullSink sink;
    std::stop_source source;
    source.request_stop();
    CHECK(trackZone(dma.balance, nullptr, {{&dma.sensor, &dma.readings}}, {}, {}, sink, source.get_token()).error().code == ErrorCode::cancelled);
    dma.readings = {};
    CHECK(trackZone(dma.balance, nullptr, {{&dma.sensor, &dma.readings}}, {}, {}, sink, {}).error().code == ErrorCode::notFound);
}

TEST_CASE("A day off is expected to be lived as a Sunday, the days around it as they are") {
    const Dma dma(0);
    const Instant day = instantFromUtc({2023, 3, 15}); // a Wednesday; weekends take a tenth more
    const auto meanOf = [](const ZoneTrack& t, Instant from) {
        const auto first = (from - t.expected_m3s.start).ms / t.expected_m3s.step.ms, n = days(1).ms / t.expected_m3s.step.ms;
        return t.expected_m3s.values.segment(first, n).mean();
    };
    TrackerOptions carnival;
    carnival.daysOff.put({daysFromCivil(2023, 3, 15), true, "carnival"});
    const ZoneTrack usual = dma.track({}), off = dma.track(carnival);
    const double sunday = meanOf(usual, instantFromUtc({2023, 3, 12})), wednesday = meanOf(usual, day);
    REQUIRE(sunday > 1.04 * wednesday);
    CHECK(meanOf(off, day) == doctest::Approx(sunday).epsilon(0.02));
    CHECK(meanOf(off, day - days(1)) == doctest::Approx(meanOf(usual, day - days(1))).epsilon(0.005));
    CHECK(meanOf(off, day + days(1)) == doctest::Approx(meanOf(usual, day + days(1))).epsilon(0.005));
}
