// What an analysis is asked in vain: no data, tasks that are not what they should be, a request to stop.
#include "core/analysis/stages.h"
#include "metered_town.h"

#include "core/base/bytes.h"

using namespace ms;
using namespace ms::analysis;

namespace {

class Unheard final : public EventSink {
public:
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { said.push_back(d); }
    void partial(const std::vector<detection::Event>&) override {}
    std::vector<Diagnostic> said;
};

/// Two days of the town: too little to find anything in, all that tasks need to be made and run.
const Data& twoDays() {
    static const Data data = [] {
        Data d = made::MeteredTown().measure(2);
        prepare(d);
        return d;
    }();
    return data;
}

ErrorCode codeOf(const Task& task, const Data& data = twoDays(), std::stop_token stop = {}) {
    Unheard sink;
    const auto out = run(task, data, {}, sink, stop);
    return out.ok() ? ErrorCode{} : out.error().code;
}

std::string trackText(const char* zone, std::size_t events) {
    detection::ZoneTrack t;
    t.zone = zone;
    detection::TrackedEvent e;
    e.zone = zone;
    e.states.emplace_back();
    t.events.assign(events, e);
    return encodeTrack(t);
}

} // namespace

TEST_CASE("an analysis without readings, without a measured zone or of a zone that is not there is refused with what to do") {
    Data none;
    none.network = twoDays().network;
    auto first = firstStage(none, {});
    REQUIRE_FALSE(first.ok());
    CHECK(first.error().code == ErrorCode::notFound);
    CHECK_FALSE(first.error().advice.empty());

    Data pressuresAlone = twoDays();
    std::erase_if(pressuresAlone.sensors, [](const SensorData& s) { return s.sensor.quantity == Quantity::flow; });
    prepare(pressuresAlone);
    CHECK(zoneCount(pressuresAlone) == 0);
    first = firstStage(pressuresAlone, {});
    REQUIRE_FALSE(first.ok());
    CHECK(first.error().code == ErrorCode::notFound);
    CHECK(first.error().message.find("inflow") != std::string::npos);

    Options other;
    other.zones = {"A", "Nowhere"};
    first = firstStage(twoDays(), other);
    REQUIRE_FALSE(first.ok());
    CHECK(first.error().advice.find("A, B") != std::string::npos);
    const auto stage = firstStage(twoDays(), {});
    REQUIRE(stage.ok());
    CHECK_FALSE(nextStage(twoDays(), other, *stage, std::vector<TaskOutput>(stage->size())).ok());
    other = {};
    other.areaLevel = 0;
    CHECK_FALSE(firstStage(twoDays(), other).ok());
    other = {};
    other.falseAlarmsPerZoneWeek = 8;
    CHECK_FALSE(firstStage(twoDays(), other).ok());
    other.falseAlarmsPerZoneWeek = 0.5;
    CHECK(firstStage(twoDays(), other).ok());
    CHECK(usualFalseAlarms(true) < usualFalseAlarms(false));
}

TEST_CASE("a stage follows only on outputs of all its tasks, and only on outputs that are what they should be") {
    const auto stage = firstStage(twoDays(), {});
    REQUIRE(stage.ok());
    const auto next = [&](const std::vector<Task>& done, const std::vector<TaskOutput>& outputs) { return nextStage(twoDays(), {}, done, outputs); };
    CHECK(next({}, {})->empty());
    CHECK(next(*stage, {})->empty());
    CHECK(next(*stage, std::vector<TaskOutput>(stage->size())).error().code == ErrorCode::internal);
    std::vector<TaskOutput> tracks(stage->size());
    for (auto& o : tracks) o.bytes = trackText("A", 0);
    CHECK(next(*stage, tracks).ok());
    std::vector<Task> wrong = *stage;
    REQUIRE(wrong[0].kind == "detect");
    wrong[0].input = encodeDetect({7, false, {}, {}});
    CHECK(next(wrong, tracks).error().code == ErrorCode::internal);
    wrong[0].input = "?";
    CHECK(next(wrong, tracks).error().code == ErrorCode::internal);

    const std::vector<std::string> texts{trackText("A", 1), trackText("B", 0)};
    Task locate{"locate", "1 event", encodeInput({false, texts, {{0, 0}}}), 1, {}};
    CHECK(next({locate}, {{encodePlacements({}), {}, {}}})->front().kind == "localise");
    CHECK(next({locate}, {{"?", {}, {}}}).error().code == ErrorCode::internal);
    locate.input = encodeInput({false, {"?", texts[1]}, {{0, 0}}});
    CHECK(next({locate}, {{encodePlacements({}), {}, {}}}).error().code == ErrorCode::internal);
    locate.input = "?";
    CHECK(next({locate}, {{encodePlacements({}), {}, {}}}).error().code == ErrorCode::internal);
    CHECK(next({{"localise", "", "", 1, {}}}, {{}})->empty());
}

TEST_CASE("a task whose input is damaged or of another project is an error, whatever its kind") {
    for (const char* kind : {"detect", "try", "expect", "locate", "localise", "chart", "follow", "loggers", "nothing"}) {
        CAPTURE(kind);
        CHECK(codeOf({kind, "", "?", 1, {}}) == ErrorCode::internal);
    }
    CHECK(codeOf({"detect", "", encodeDetect({9, false, {}, {}}), 1, {}}) == ErrorCode::internal);
    const std::string a = trackText("A", 1), b = trackText("B", 0);
    for (const char* kind : {"locate", "localise"}) {
        CAPTURE(kind);
        CHECK(codeOf({kind, "", encodeInput({false, {"?"}, {{0, 0}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, {a}, {{0, 0}}}), 1, {}}) == ErrorCode::internal); // a zone fewer
        CHECK(codeOf({kind, "", encodeInput({false, {a, b}, {{5, 0}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, {a, b}, {{0, 1}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, {a, b}, {{0, 0}}}), 1, {}}) == ErrorCode{});
    }
    for (const char* kind : {"chart", "follow", "loggers"}) {
        CAPTURE(kind);
        const bool loggers = std::string(kind) == "loggers";
        const std::vector<std::string> texts = loggers ? std::vector<std::string>{a} : std::vector<std::string>{a, b};
        CHECK(codeOf({kind, "", encodeInput({false, {"?"}, {{0, 0}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, texts, {}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, texts, {{0, 0}, {1, 0}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, texts, {{4, 0}}}), 1, {}}) == ErrorCode::internal);
        CHECK(codeOf({kind, "", encodeInput({false, loggers ? std::vector<std::string>{a, b} : std::vector<std::string>{a}, {{0, 0}}}), 1, {}}) ==
              ErrorCode::internal);
    }
    Data noModel = twoDays();
    noModel.network.reset();
    noModel.frame.reset();
    ByteWriter span;
    span.i64(0);
    span.i64(86'400'000);
    CHECK(codeOf({"expect", "", span.take(), 1, {}}, noModel) == ErrorCode::internal);
}

TEST_CASE("every task ends when it is told to stop") {
    std::stop_source stop;
    stop.request_stop();
    const auto stage = firstStage(twoDays(), {});
    REQUIRE(stage.ok());
    for (const Task& task : *stage) CHECK(codeOf(task, twoDays(), stop.get_token()) == ErrorCode::cancelled);
    for (const char* kind : {"try", "locate", "chart", "follow", "loggers", "localise"})
        CHECK(codeOf({kind, "", "", 1, {}}, twoDays(), stop.get_token()) == ErrorCode::cancelled);
    // In the middle of its work too.
    class Stopping final : public EventSink {
    public:
        explicit Stopping(std::stop_source& source) : m_source(source) {}
        void progress(std::string_view, std::int64_t, std::int64_t) override { m_source.request_stop(); }
        void diagnostic(const Diagnostic&) override {}
        void partial(const std::vector<detection::Event>&) override {}

    private:
        std::stop_source& m_source;
    };
    for (const Task& task : *stage) {
        if (task.kind != "expect") continue;
        std::stop_source later;
        Stopping sink(later);
        const auto out = run(task, twoDays(), {}, sink, later.get_token());
        REQUIRE_FALSE(out.ok());
        CHECK(out.error().code == ErrorCode::cancelled);
    }
    std::stop_source later;
    Stopping sink(later);
    const std::string a = trackText("A", 2), b = trackText("B", 0);
    const auto out = run({"localise", "", encodeInput({false, {a, b}, {{0, 0}, {0, 1}}}), 1, {}}, twoDays(), {}, sink, later.get_token());
    REQUIRE_FALSE(out.ok());
    CHECK(out.error().code == ErrorCode::cancelled);
}

TEST_CASE("which readings a task needs, and what it is when that cannot be told") {
    const auto stage = firstStage(twoDays(), {});
    REQUIRE(stage.ok());
    const auto names = [&](const Task& task) {
        std::vector<std::string> out;
        const auto needed = readingsNeeded(task, twoDays());
        REQUIRE(needed.ok());
        for (const std::size_t s : *needed) out.push_back(twoDays().sensors[s].sensor.name);
        return out;
    };
    CHECK(names((*stage)[1]) == std::vector<std::string>{"outlet"});
    const auto town = names((*stage)[0]);
    CHECK(town.size() == twoDays().sensors.size());
    CHECK(names({"localise", "", encodeInput({false, {}, {{1, 0}}}), 1, {}}) == std::vector<std::string>{"outlet"});
    CHECK_FALSE(readingsNeeded({"detect", "", "?", 1, {}}, twoDays()).ok());
    CHECK_FALSE(readingsNeeded({"localise", "", "?", 1, {}}, twoDays()).ok());
    CHECK_FALSE(readingsNeeded({"detect", "", encodeDetect({9, false, {}, {}}), 1, {}}, twoDays()).ok());
}

TEST_CASE("a zone of meters alone says why; texts without bands give none") {
    Data data = twoDays();
    SensorData lost;
    lost.sensor.name = "far meter";
    lost.sensor.zone = "Far";
    lost.sensor.quantity = Quantity::flow;
    lost.readings = data.sensors[0].readings;
    data.sensors[0].sensor.zone = "Near";
    data.sensors.push_back(lost);
    prepare(data);
    const auto stage = firstStage(data, {});
    REQUIRE(stage.ok());
    Unheard sink;
    for (const Task& task : *stage)
        if (task.kind == "detect") REQUIRE(run(task, data, {}, sink, {}).ok());
    REQUIRE(sink.said.size() == 1);
    CHECK(sink.said[0].code == "balance.no-piece");
    CHECK(sink.said[0].element == "Far");
    CHECK(bands({{"?", {}, {}}, {std::string(), {}, {}}, {std::string(1, static_cast<char>(Payload::events)), {}, {}}}).empty());
}
