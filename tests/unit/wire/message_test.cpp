#include "core/wire/message.h"
#include "core/wire/values.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace ms;
using namespace ms::wire;

namespace {

detection::Event anEvent() {
    detection::Event e;
    e.id = 7;
    e.kind = detection::EventKind::leak;
    e.zone = "A";
    e.detectedAt = {1000};
    e.startedAt = {900};
    e.startedCi = {{800}, {950}};
    e.endedAt = Instant{2000};
    e.flow_m3s = {0.1 + 0.2, 1e-300, 3};
    e.volume_m3 = 12.5;
    e.confidence = 0.97;
    e.status = detection::EventStatus::confirmed;
    e.why = "Nachtfluss um 4 l/s höher";
    e.evidence = {{"n1", Quantity::level, -0.31, -8.2}};
    e.rivals = {{detection::EventKind::operation, 0.02}};
    e.area = {0.9, 812, 0.019, false, {{"p123", 0.21, 55.1}, {"p7", 0.2, 1}}};
    e.history = {{{1000}, true, {1, 2, 3}, e.area}, {{1500}, false, {1, 2, 3}, {}}};
    return e;
}

std::vector<Message> samples() {
    const Diagnostic diagnostic{Severity::warning, "csv.cell", "not a number", "a.csv", "n1", {12, 3}, "x", "the rest", "look"};
    return {Start{1, "analysis", std::string("\0\1\2", 3), "/tmp/x"},
            Cancel{1},
            Hello{kProtocolVersion, "b", 99, "host"},
            Progress{1, "detect A", 3, 10},
            Finding{1, diagnostic},
            Partial{1, "bytes"},
            Heartbeat{1},
            Done{1, "small", 1ULL << 40, 0xFFFFFFFFFFFFFFFFULL},
            Failed{1, {ErrorCode::limitExceeded, "too much", "a", "b", {1, 2}, "less"}},
            Cancelled{1}};
}

} // namespace

TEST_CASE("every message survives the way through a frame") {
    for (const Message& message : samples()) {
        CAPTURE(nameOf(message));
        FrameDecoder decoder;
        decoder.feed(encode(message));
        const auto frame = decoder.next();
        REQUIRE(frame);
        const auto back = decode(*frame);
        REQUIRE(back.ok());
        CHECK(*back == message);
    }
}

TEST_CASE("a payload that is too short, too long or of no type is refused with a reason") {
    for (const Message& message : samples()) {
        FrameDecoder decoder;
        decoder.feed(encode(message));
        Frame frame = *decoder.next();
        for (std::size_t n = 0; n < frame.payload.size(); ++n) CHECK_FALSE(decode({frame.type, frame.payload.substr(0, n)}).ok());
        const auto longer = decode({frame.type, frame.payload + "x"});
        REQUIRE_FALSE(longer.ok());
        CHECK(longer.error().message.find("1 bytes too many") != std::string::npos);
    }
    CHECK(decode({0, ""}).error().message == "there is no message of type 0");
    CHECK_FALSE(decode({11, ""}).ok());
}

TEST_CASE("hostile payloads neither crash nor ask for memory") {
    std::mt19937 random(3);
    for (int round = 0; round < 20000; ++round) {
        std::string payload(random() % 200, '\0');
        for (char& c : payload) c = static_cast<char>(random() % 4 ? random() % 3 : random());
        (void)decode({static_cast<std::uint32_t>(random() % 12), payload}).ok();
        (void)fromBytes<std::vector<detection::Event>>(payload, "events").ok();
        (void)fromBytes<std::vector<analysis::ExpectedBand>>(payload, "bands").ok();
    }
    const std::string huge("\xFF\xFF\xFF\xFF\x0F", 5);
    const auto refused = fromBytes<std::vector<detection::Event>>(huge, "events");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message == "events: a count of 4294967295 that the bytes left cannot hold at byte 5");
}

TEST_CASE("values keep every bit") {
    const std::vector<detection::Event> events{anEvent(), {}};
    CHECK(*fromBytes<std::vector<detection::Event>>(toBytes(events), "events") == events);
    const analysis::TaskOutput output{std::string("\0b", 2), events, {}};
    CHECK(*fromBytes<analysis::TaskOutput>(toBytes(output), "output") == output);
    analysis::Options options;
    options.period = {{1}, {2}};
    options.live = false;
    options.seed = 42;
    options.zones = {"A", "AB"};
    options.withoutSensors = {"P1"};
    CHECK(*fromBytes<analysis::Options>(toBytes(options), "options") == options);
    const analysis::Task task{"detect", "zone A", "in", 3.5, {"A", "B"}};
    CHECK(*fromBytes<analysis::Task>(toBytes(task), "task") == task);
    const analysis::ExpectedBand band{"n1", {5}, {6}, {1.5f, -0.0f}, {std::numeric_limits<float>::infinity()}, {}};
    const auto back = *fromBytes<analysis::ExpectedBand>(toBytes(band), "band");
    CHECK(back.sensor == band.sensor);
    CHECK(back.start == band.start);
    CHECK(back.step == band.step);
    CHECK(back.expected == band.expected);
    CHECK(back.low == band.low);
    CHECK(toBytes(back) == toBytes(band));
}

TEST_CASE("a verdict with an endless message still fits a frame") {
    const Failed failed{1, {ErrorCode::internal, std::string(40u << 20, 'x'), {}, {}, {}, {}}};
    CHECK(encode(failed).size() < 10000);
}
