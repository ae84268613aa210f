#include "core/analysis/scope.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::analysis;

namespace {

/// Two zones without a network, each with a flow meter: a day that repeats itself for `length` days.
Data twoZones(int length) {
    Data data;
    for (const char* zone : {"east", "west"}) {
        SensorData s;
        s.sensor.name = std::string("flow ") + zone;
        s.sensor.zone = zone;
        s.sensor.quantity = Quantity::flow;
        for (int i = 0; i < length * 96; ++i) {
            s.readings.times_ms.push_back((instantFromUtc({2024, 1, 1}) + minutes(15) * i).ms);
            s.readings.values.push_back(0.01 + 0.003 * std::sin(i * 2 * 3.14159265358979 / 96));
            s.readings.quality.push_back(0);
        }
        data.sensors.push_back(std::move(s));
    }
    return data;
}

struct SilentSink final : EventSink {
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { codes.push_back(d.code); }
    void partial(const std::vector<detection::Event>&) override {}
    std::vector<std::string> codes;
};

/// Runs all stages; what the tasks were called, in order.
std::vector<std::string> subjectsOf(const Data& data, const Options& options, std::vector<ExpectedBand>* bandsFound = nullptr,
                                    std::vector<std::string>* said = nullptr) {
    std::vector<std::string> subjects;
    std::vector<TaskOutput> all;
    SilentSink sink;
    auto stage = firstStage(data, options);
    REQUIRE(stage.ok());
    while (!stage->empty()) {
        std::vector<TaskOutput> outputs;
        for (const Task& t : *stage) {
            subjects.push_back(t.subject);
            auto out = run(t, data, options, sink, {});
            REQUIRE(out.ok());
            outputs.push_back(std::move(out).value());
        }
        all.insert(all.end(), outputs.begin(), outputs.end());
        auto next = nextStage(data, options, *stage, outputs);
        REQUIRE(next.ok());
        stage = std::move(next);
    }
    if (bandsFound) *bandsFound = bands(all);
    if (said) *said = sink.codes;
    return subjects;
}

} // namespace

TEST_CASE("Only the zones that are asked for are looked at") {
    const Data data = twoZones(40);
    Options options;
    CHECK(subjectsOf(data, options) == std::vector<std::string>{"zone east", "zone west"});
    options.zones = {"West"};
    std::vector<ExpectedBand> found;
    CHECK(subjectsOf(data, options, &found) == std::vector<std::string>{"zone west"});
    REQUIRE(found.size() == 1);
    CHECK(found[0].sensor == "inflow west");
}

TEST_CASE("A zone whose meter is left out says so, and the others go on") {
    Data data = twoZones(40);
    Options options;
    options.withoutSensors = {"flow east"};
    REQUIRE(leaveOut(data, options).ok());
    std::vector<ExpectedBand> found;
    std::vector<std::string> said;
    (void)subjectsOf(data, options, &found, &said);
    CHECK(said == std::vector<std::string>{"analysis.zone-skipped"});
    REQUIRE(found.size() == 1);
    CHECK(found[0].sensor == "inflow west");
}

TEST_CASE("A zone that does not exist is refused, with those that do") {
    Options options;
    options.zones = {"north"};
    const auto stage = firstStage(twoZones(10), options);
    REQUIRE_FALSE(stage.ok());
    CHECK(stage.error().code == ErrorCode::notFound);
    CHECK(stage.error().advice == "There are: east, west");
}

TEST_CASE("What a sensor reads that is left out is excluded, the others' readings are not") {
    Data data = twoZones(10);
    Options options;
    options.withoutSensors = {"flow east"};
    REQUIRE(leaveOut(data, options).ok());
    const auto bit = static_cast<std::uint8_t>(series::Quality::excluded);
    for (const auto q : data.sensors[0].readings.quality) REQUIRE((q & bit) != 0);
    for (const auto q : data.sensors[1].readings.quality) REQUIRE(q == 0);
    options.withoutSensors = {"flow north"};
    CHECK_FALSE(leaveOut(data, options).ok());
}
