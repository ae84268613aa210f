#include "core/analysis/stages.h"
#include "metered_town.h"

#include <numeric>
#include <set>

using namespace ms;
using namespace ms::analysis;

namespace {

class TownSink final : public EventSink {
public:
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { said.push_back(d); }
    void partial(const std::vector<detection::Event>& events) override { shown += events.size(); }
    std::vector<Diagnostic> said;
    std::size_t shown = 0;
};

struct Analysed {
    std::vector<detection::Event> events;
    std::vector<std::string> bytes;  ///< of all tasks in their order
    std::vector<std::string> stages; ///< the kinds of the tasks of each
    std::vector<ExpectedBand> bands;
};

Analysed analyseTown(const Data& data, const Options& options = {}, bool backwards = false) {
    Analysed result;
    TownSink sink;
    auto stage = firstStage(data, options);
    REQUIRE(stage.ok());
    std::vector<TaskOutput> outputs, all;
    while (!stage->empty()) {
        std::vector<std::size_t> order(stage->size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (backwards) std::reverse(order.begin(), order.end());
        std::vector<TaskOutput> fresh(stage->size());
        std::set<std::string> kinds;
        for (const std::size_t i : order) {
            kinds.insert((*stage)[i].kind);
            auto out = run((*stage)[i], data, options, sink, {});
            REQUIRE_MESSAGE(out.ok(), (*stage)[i].kind);
            fresh[i] = std::move(out).value();
        }
        std::string names;
        for (const auto& kind : kinds) names += (names.empty() ? "" : " ") + kind;
        result.stages.push_back(names);
        for (const auto& o : fresh) result.bytes.push_back(o.bytes);
        all.insert(all.end(), fresh.begin(), fresh.end());
        auto next = nextStage(data, options, *stage, fresh);
        REQUIRE(next.ok());
        outputs = std::move(fresh);
        stage = std::move(next);
    }
    result.events = collect(outputs);
    result.bands = bands(all);
    return result;
}

} // namespace
namespace {

/// The town with a burst that is mended, one that runs on, one in the village behind it, and some hours in which the main's meter stood still.
struct TownStory {
    made::MeteredTown town;
    int dayCount = 48;
    TownStory() {
        town.leaks = {{"X6", 18.4, 25.5, 0.002, 0}, {"Y12", 32.3, 1e9, 0.0015, 0}, {"V1", 38.3, 1e9, 0.0006, 0}};
        town.frozenFrom_d = 13.2;
        town.frozenTo_d = 13.55;
    }
    [[nodiscard]] Instant at(double day) const { return town.start + Duration{static_cast<std::int64_t>(day * 8.64e7)}; }
    [[nodiscard]] double day(Instant t) const { return (t - town.start).days(); }
    [[nodiscard]] Data data(int days_) const {
        Data data = town.measure(days_);
        const auto mend = [&](const char* job, const char* pipe, double day) {
            Repair repair;
            repair.job = job;
            repair.pipe = pipe;
            if (at(day) < at(days_)) repair.completed = at(day);
            data.repairs.push_back(repair);
        };
        mend("W7", "X20", 29.5); // nothing ran there
        mend("", "X6", 25.5);
        mend("W9", "", 25.4); // nobody wrote down where
        prepare(data);
        return data;
    }
};

const detection::Event* foundIn(const std::vector<detection::Event>& events, const char* zone, double startDay, const TownStory& story) {
    for (const auto& e : events)
        if (e.zone == zone && std::abs(story.day(e.startedAt) - startDay) < 0.5) return &e;
    return nullptr;
}

double probabilityOn(const detection::Area& area, const std::set<std::string>& pipes) {
    double sum = 0;
    for (const auto& p : area.pipes)
        if (pipes.contains(p.id)) sum += p.probability;
    return sum;
}

std::vector<detection::Revision> knownAt(const detection::Event& e, Instant t) {
    std::vector<detection::Revision> known;
    for (const auto& r : e.history)
        if (r.at <= t) known.push_back(r);
    return known;
}

} // namespace

TEST_CASE(
    "a town with customer meters and a tank: bursts are found, sized, placed and matched with their repair, and no later reading changes that") {
    const TownStory story;
    const Data data = story.data(story.dayCount);
    REQUIRE(zoneCount(data) == 2);
    CHECK(placesEvents(data));
    CHECK(data.frame->balances.zones[0].tanks.size() == 1);
    CHECK(data.frame->balances.zones[0].demands.size() == made::MeteredTown::customers().size());
    const Analysed whole = analyseTown(data);
    CHECK(whole.stages == std::vector<std::string>{"detect expect", "chart locate", "detect", "locate", "follow localise loggers"});
    REQUIRE(whole.events.size() == 4);

    const auto* fault = foundIn(whole.events, "A", 13.38, story); // it shows once more is used than the meter says
    REQUIRE(fault != nullptr);
    CHECK(fault->kind == detection::EventKind::meterFault);
    CHECK(std::abs(story.day(fault->endedAt.value_or(Instant{})) - 13.58) < 0.1);

    const auto* mended = foundIn(whole.events, "A", 18.4, story);
    REQUIRE(mended != nullptr);
    CHECK(mended->kind == detection::EventKind::burst);
    CHECK(mended->status == detection::EventStatus::repaired);
    CHECK(std::abs(story.day(mended->endedAt.value_or(Instant{})) - 25.5) < 0.1);
    CHECK(mended->why.find("rose by 2.0") + mended->why.find("rose by 1.9") != 2 * std::string::npos);
    CHECK(mended->area.pipes.front().id == "X6");
    CHECK(mended->area.share < 0.6);

    const auto* open = foundIn(whole.events, "A", 32.3, story);
    REQUIRE(open != nullptr);
    CHECK(open->kind == detection::EventKind::burst);
    CHECK(open->status == detection::EventStatus::open);
    CHECK_FALSE(open->endedAt.has_value());
    CHECK(open->flow_m3s.value == doctest::Approx(0.0015).epsilon(0.15));
    CHECK(open->volume_m3 == doctest::Approx(0.0015 * (story.day(open->history.back().at) - 32.3) * 86400).epsilon(0.2));
    CHECK(probabilityOn(open->area, {"Y12"}) > 0.05); // of forty pipes
    CHECK(probabilityOn(open->area, {"Y12", "X12", "Y16", "Y17", "X16", "X17", "Y7", "Y11", "X11"}) > 0.3);
    CHECK(open->area.share < 0.7);

    const auto* village = foundIn(whole.events, "B", 38.3, story);
    REQUIRE(village != nullptr);
    CHECK(story.day(village->detectedAt) < 39.3);
    CHECK(village->flow_m3s.value == doctest::Approx(0.0006).epsilon(0.2));
    CHECK(village->area.wholeZone); // no logger there
    CHECK(probabilityOn(village->area, {"V1", "V2"}) == doctest::Approx(1));

    std::set<std::string> banded;
    for (const auto& band : whole.bands) {
        banded.insert(band.sensor);
        REQUIRE(band.expected.size() == static_cast<std::size_t>(24 * story.dayCount));
        if (band.sensor != "p7") continue;
        const double measured = data.sensors[4].readings.values[24 * 30];
        CHECK(data.sensors[4].sensor.name == "p7");
        CHECK(static_cast<double>(band.expected[24 * 30]) == doctest::Approx(measured).epsilon(0.02));
    }
    CHECK(banded == std::set<std::string>{"inflow A", "inflow B", "p11", "p17", "p23", "p3", "p7"});

    const int cut = 28;
    const Analysed part = analyseTown(story.data(cut), {}, true);
    std::size_t before = 0;
    for (const auto& e : whole.events) {
        if (e.detectedAt > story.at(cut)) continue;
        ++before;
        const auto same =
            std::find_if(part.events.begin(), part.events.end(), [&](const auto& p) { return p.zone == e.zone && p.detectedAt == e.detectedAt; });
        REQUIRE(same != part.events.end());
        CHECK(knownAt(*same, story.at(cut)) == knownAt(e, story.at(cut)));
    }
    CHECK(before == 2);
    CHECK(part.events.size() == before);
}

TEST_CASE("the order in which tasks are run changes no byte, nor does looking at one zone change what is found there") {
    TownStory story;
    story.town.leaks[2].from_d = 21.3; // the village's sooner
    const Data data = story.data(24);
    Options options;
    options.live = false; // what the end of the data leaves open is told too
    const Analysed whole = analyseTown(data, options), backwards = analyseTown(data, options, true);
    CHECK(whole.bytes == backwards.bytes);
    CHECK(whole.events == backwards.events);
    REQUIRE(foundIn(whole.events, "A", 18.4, story) != nullptr);
    REQUIRE(foundIn(whole.events, "B", 21.3, story) != nullptr);
    options.zones = {"b"}; // as people write it
    const Analysed one = analyseTown(data, options);
    REQUIRE(!one.events.empty());
    for (const auto& e : one.events) CHECK(e.zone == "B");
    auto same = *foundIn(whole.events, "B", 21.3, story);
    same.id = one.events.front().id;
    CHECK(one.events.front() == same);
}

TEST_CASE("a period ends what is looked at; a zone whose meter is left out is said and the others go on") {
    TownStory story;
    story.town.leaks[2].from_d = 21.3;
    const Data data = story.data(24);
    Options options;
    options.live = false;
    options.period.to = story.at(13);
    CHECK(analyseTown(data, options).events.empty());
    options.period = {};
    options.withoutSensors = {"inlet"};
    auto stage = firstStage(data, options);
    REQUIRE(stage.ok());
    TownSink sink;
    for (const Task& task : *stage) {
        const auto out = run(task, data, options, sink, {});
        REQUIRE(out.ok());
        if (task.subject == "zone A") CHECK(out->events.empty());
        if (task.subject == "zone B") CHECK(foundIn(out->events, "B", 21.3, story) != nullptr);
    }
    REQUIRE(sink.said.size() == 1);
    CHECK(sink.said[0].code == "analysis.zone-skipped");
    CHECK(sink.said[0].element == "zone A");
    CHECK(sink.said[0].message.find("inlet") != std::string::npos);
    CHECK(sink.shown > 0);
}
