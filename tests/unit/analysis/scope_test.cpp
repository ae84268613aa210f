#include "core/analysis/scope.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

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

TEST_CASE("Where nothing is placed a task needs the readings of its zone alone") {
    Data data = twoZones(40);
    for (int i = 35 * 96; i < 40 * 96; ++i) data.sensors[0].readings.values[static_cast<std::size_t>(i)] += 0.004; // a burst in the east
    Data outline = data;
    for (SensorData& s : outline.sensors) s.readings = {{s.readings.times_ms.front(), s.readings.times_ms.back()}, {NAN, NAN}, {0, 0}};
    SilentSink sink;
    const auto whole = firstStage(data, {}), lean = firstStage(outline, {});
    REQUIRE((whole.ok() && lean.ok()));
    REQUIRE(lean->size() == 2);
    for (std::size_t t = 0; t < 2; ++t) {
        const auto needed = readingsNeeded((*lean)[t], outline);
        REQUIRE(needed.ok());
        CHECK(*needed == std::vector<std::size_t>{t});
        Data held = outline;
        held.sensors[t] = data.sensors[t];
        const auto of = run((*whole)[t], data, {}, sink, {}), from = run((*lean)[t], held, {}, sink, {});
        REQUIRE((of.ok() && from.ok()));
        CHECK(of->bytes == from->bytes);
        CHECK(of->events == from->events);
        CHECK(of->events.empty() == (t == 1));
    }
}

namespace {

/// The events of an analysis of which one task, by its number, is lost; and the zones which that task named. Ids do not count.
std::pair<std::vector<detection::Event>, std::vector<std::string>> eventsWithout(std::size_t lost, const Data& data) {
    SilentSink sink;
    std::vector<std::string> zones;
    std::vector<TaskOutput> outputs;
    auto stage = firstStage(data, {});
    REQUIRE(stage.ok());
    for (std::size_t number = 0; !stage->empty();) {
        std::vector<Task> done;
        outputs.clear();
        for (const Task& t : *stage) {
            if (number++ == lost) {
                zones = t.zones;
                continue;
            }
            auto out = run(t, data, {}, sink, {});
            REQUIRE(out.ok());
            done.push_back(t);
            outputs.push_back(std::move(out).value());
        }
        stage = nextStage(data, {}, done, outputs);
        REQUIRE(stage.ok());
    }
    auto events = collect(outputs);
    for (auto& e : events) e.id = 0;
    return {events, zones};
}

} // namespace

TEST_CASE("A task that is lost changes events of the zones that it names, and of no other") {
    Data data = twoZones(40);
    for (std::size_t z = 0; z < 2; ++z) {
        SensorData logger = data.sensors[z];
        logger.sensor.name = "pressure " + logger.sensor.zone;
        logger.sensor.quantity = Quantity::pressure;
        for (std::size_t i = 0; i < logger.readings.size(); ++i) {
            auto& flow = data.sensors[z].readings.values[i];
            if (i >= (35 + z) * 96) flow += 0.004; // a burst in each
            logger.readings.values[i] = i >= 38 * 96 ? 12 : 40 - 1e5 * flow * flow;
        }
        data.sensors.push_back(std::move(logger));
    }
    const auto [whole, none] = eventsWithout(1000, data);
    CHECK(none.empty());
    REQUIRE(whole.size() >= 2);
    const auto ofOthers = [](std::vector<detection::Event> events, const std::vector<std::string>& zones) {
        const auto named = [&](const auto& e) { return std::find(zones.begin(), zones.end(), e.zone) != zones.end(); };
        events.erase(std::remove_if(events.begin(), events.end(), named), events.end());
        return events;
    };
    int changed = 0;
    for (std::size_t lost = 0;; ++lost) {
        const auto [events, zones] = eventsWithout(lost, data);
        if (zones.empty()) break; // behind the last task
        CHECK(ofOthers(events, zones) == ofOthers(whole, zones));
        changed += events == whole ? 0 : 1;
    }
    CHECK(changed >= 4); // each detection, each placing
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
