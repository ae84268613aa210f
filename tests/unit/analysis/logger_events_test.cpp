#include "core/analysis/logger_events.h"

#include <doctest/doctest.h>

using namespace ms;
using calibration::LoggerFault;

namespace {

const Instant kStart = instantFromUtc({2025, 3, 1, 6});

analysis::Data threeLoggers() {
    analysis::Data data;
    for (const char* name : {"a", "b", "c"}) {
        analysis::SensorData s;
        s.sensor.name = name;
        s.sensor.quantity = Quantity::pressure;
        s.sensor.zone = name[0] == 'c' ? "" : "Z";
        data.sensors.push_back(s);
    }
    return data;
}

LoggerFault fault(LoggerFault::Kind kind, double shift = 0) {
    LoggerFault f;
    f.sensor = 1;
    f.kind = kind;
    f.startedAt = kStart;
    f.startedCi = {kStart - hours(6), kStart + hours(3)};
    f.detectedAt = kStart + hours(24);
    f.shift_si = shift;
    return f;
}

/// A burst of the zone that was called at `detected`, began at `started` and may have ended.
detection::ZoneTrack burstAt(Instant started, Instant detected, std::optional<Instant> ended = {}) {
    detection::ZoneTrack track;
    detection::TrackedEvent e;
    e.detectedAt = detected;
    e.endedAt = ended;
    detection::TrackState s;
    s.startedAt = started;
    e.states.push_back(s);
    track.events.push_back(e);
    return track;
}

std::vector<detection::Event> called(const LoggerFault& f, const detection::ZoneTrack& track = {}, const analysis::Options& options = {}) {
    return analysis::loggerEvents({f}, track, "Z", threeLoggers(), options);
}

quality::ForwardFault crossed(quality::FaultKind kind, bool over) {
    quality::ForwardFault f;
    f.series = 0;
    f.fault.kind = kind;
    f.fault.from = kStart;
    f.fault.to = kStart + days(4);
    f.fault.confidence = 0.8;
    f.fault.reason = "its clock is 1 h late";
    f.seenAt = kStart + hours(12);
    f.over = over;
    return f;
}

} // namespace

TEST_CASE("a broken logger is told with what it does, since when and whether it is over") {
    const std::pair<LoggerFault::Kind, const char*> kinds[] = {{LoggerFault::Kind::stuck, "repeats one value"},
                                                               {LoggerFault::Kind::dead, "reads no pressure"},
                                                               {LoggerFault::Kind::offset, "reads off its neighbours"}};
    for (const auto& kind : kinds) {
        LoggerFault f = fault(kind.first, 2);
        auto events = called(f);
        REQUIRE(events.size() == 1);
        CHECK(events[0].kind == detection::EventKind::sensorFault);
        CHECK(events[0].why == std::string("Logger b ") + kind.second + " since 2025-03-01T06:00; its readings are not believed.");
        CHECK(events[0].startedCi == f.startedCi);
        CHECK_FALSE(events[0].endedAt.has_value());
        f.ended = true;
        f.endedAt = kStart + days(2);
        events = called(f);
        CHECK(events[0].endedAt == f.endedAt);
    }
}

TEST_CASE("a logger that drops while a burst is open may tell of the burst: then nothing is said of it") {
    const LoggerFault drop = fault(LoggerFault::Kind::offset, -2);
    CHECK(called(drop, burstAt(kStart, kStart + hours(5))).empty());
    CHECK(called(drop, burstAt(kStart, kStart + hours(5), kStart + days(3))).empty());
    CHECK(called(drop).size() == 1);
    CHECK(called(drop, burstAt(kStart - days(9), kStart - days(8), kStart - days(7))).size() == 1);     // long over
    CHECK(called(drop, burstAt(kStart - days(9), kStart - days(8))).size() == 1);                       // long open
    CHECK(called(drop, burstAt(kStart + days(5), kStart + days(6))).size() == 1);                       // not yet
    CHECK(called(fault(LoggerFault::Kind::offset, 2), burstAt(kStart, kStart + hours(5))).size() == 1); // bursts lower heads
    CHECK(called(fault(LoggerFault::Kind::stuck), burstAt(kStart, kStart + hours(5))).size() == 1);
}

TEST_CASE("what is found outside the period asked for is left out") {
    analysis::Options options;
    options.period = {kStart, kStart + days(2)};
    CHECK(called(fault(LoggerFault::Kind::stuck), {}, options).size() == 1);
    options.period = {kStart + days(2), {}};
    CHECK(called(fault(LoggerFault::Kind::stuck), {}, options).empty());
    options.period = {{}, kStart};
    CHECK(called(fault(LoggerFault::Kind::stuck), {}, options).empty());
}

TEST_CASE("a logger that the others contradict is told once: not what is known of it already, but for its clock") {
    const auto data = threeLoggers();
    const std::vector<std::size_t> sensors{1};
    const auto told = [&](const quality::ForwardFault& f, const std::vector<detection::Event>& known) {
        return analysis::crossCheckEvents({f}, sensors, "Z", known, data, {});
    };
    const auto drift = crossed(quality::FaultKind::drift, true), clock = crossed(quality::FaultKind::clockShift, false);
    const auto first = told(drift, {});
    REQUIRE(first.size() == 1);
    CHECK(first[0].endedAt == drift.fault.to);
    CHECK(first[0].confidence == 0.8);
    CHECK(first[0].why == "Logger b, since 2025-03-01 06:00: its clock is 1 h late; its readings are not believed.");
    CHECK_FALSE(told(clock, {}).front().endedAt.has_value());
    auto known = called(fault(LoggerFault::Kind::offset, 2));
    CHECK(told(drift, known).empty());
    CHECK(told(clock, known).size() == 1);
    known[0].endedAt = kStart - days(1);
    CHECK(told(drift, known).size() == 1);
    known[0].endedAt.reset();
    known[0].startedAt = kStart + days(6);
    CHECK(told(drift, known).size() == 1);
    known[0].startedAt = kStart;
    known[0].evidence.front().sensor = "a";
    CHECK(told(drift, known).size() == 1);
}

TEST_CASE("loggers that name a zone are checked with its own") {
    detection::Balance zone;
    zone.zone = "Z";
    CHECK(analysis::crossCheckedLoggers(zone, threeLoggers()) == std::vector<std::size_t>{0, 1});
    zone.zone = "Y";
    CHECK(analysis::crossCheckedLoggers(zone, threeLoggers()).empty());
}
