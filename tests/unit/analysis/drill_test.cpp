#include "core/analysis/drill.h"

#include "core/base/sink.h"
#include "core/network/inp_reader.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

using namespace ms;
using namespace ms::analysis;

namespace {

/// A reservoir, a metered link, a street of five pipes; behind it a branch that nobody meters.
const char* const kStreet = R"([JUNCTIONS]
 M0 10 0
 J1 10 2
 J2 11 2
 J3 12 2
 J4 12 2
 J5 13 2
[RESERVOIRS]
 R 60
[PIPES]
 METER R M0 10 300 120 0 Open
 P1 M0 J1 100 200 120 0 Open
 P2 J1 J2 900 150 120 0 Open
 P3 J2 J3 100 150 120 0 Open
 P4 J3 J4 100 100 120 0 Open
 P5 J4 J5 100 100 120 0 Open
[COORDINATES]
 R 0 0
 M0 10 0
 J1 100 0
 J2 1000 0
 J3 1100 0
 J4 1200 0
 J5 1300 0
[OPTIONS]
 Units LPS
 Headloss H-W
[END]
)";

network::Network drillStreet() {
    auto read = network::readInp(kStreet, "street");
    REQUIRE(read.ok());
    return std::move(read->network);
}

std::vector<series::Sensor> drillSensors() {
    series::Sensor meter;
    meter.name = "inlet";
    meter.element = "METER";
    meter.quantity = Quantity::flow;
    meter.unit = "l/s";
    series::Sensor logger;
    logger.name = "logger";
    logger.element = "J4";
    logger.quantity = Quantity::pressure;
    logger.unit = "m";
    return {meter, logger};
}

DrillOptions drillOptions() {
    DrillOptions options;
    options.start = instantFromUtc({2024, 1, 1});
    options.bursts = 200;
    return options;
}

detection::Event told(const char* zone, Instant at, std::vector<std::string> pipes, double share) {
    detection::Event e;
    e.zone = zone;
    e.detectedAt = at;
    e.flow_m3s.value = 0.0012;
    e.area.share = share;
    for (const auto& id : pipes) e.area.pipes.push_back({id, 0.5, 100});
    return e;
}

} // namespace

TEST_CASE("a drill has one burst a week, by length of pipe, at places and sizes that the seed decides") {
    const auto network = drillStreet();
    const auto spec = drillSpec(network, drillSensors(), drillOptions());
    REQUIRE(spec.ok());
    CHECK(scenario::check(*spec, network).empty());
    REQUIRE(spec->bursts.size() == 200);
    std::map<std::string, int> on;
    int growing = 0;
    for (std::size_t b = 0; b < spec->bursts.size(); ++b) {
        const auto& burst = spec->bursts[b];
        ++on[burst.pipe];
        growing += burst.growth != scenario::Burst::Growth::sudden ? 1 : 0;
        CHECK(burst.shareOfInflow >= 0.04);
        CHECK(burst.shareOfInflow <= 0.3);
        if (b > 0) CHECK(burst.start > *spec->bursts[b - 1].end);
        CHECK_FALSE(burst.inRepairs);
    }
    CHECK(spec->bursts.front().start >= drillOptions().start + days(42));
    CHECK(spec->parts.front().span.to > *spec->bursts.back().end);
    CHECK(on["P2"] > 100); // 900 of 1,300 m
    CHECK(on["P2"] < 170);
    CHECK(growing > 40);
    CHECK(growing < 80);
    CHECK(*drillSpec(network, drillSensors(), drillOptions()) == *spec);
    DrillOptions other = drillOptions();
    other.seed = 2;
    CHECK_FALSE(*drillSpec(network, drillSensors(), other) == *spec);
}

TEST_CASE("what a drill cannot be made of is said") {
    const auto network = drillStreet();
    CHECK(drillSpec(network, {}, drillOptions()).error().code == ErrorCode::notFound);
    auto sensors = drillSensors();
    CHECK(drillSpec(network, {sensors[1]}, drillOptions()).error().code == ErrorCode::notFound); // no inflow is measured
    DrillOptions options = drillOptions();
    options.bursts = 0;
    CHECK(drillSpec(network, sensors, options).error().code == ErrorCode::invalidInput);
    options = drillOptions();
    options.leastShare = 0.5;
    CHECK(drillSpec(network, sensors, options).error().code == ErrorCode::invalidInput);
    options.leastShare = 0;
    CHECK(drillSpec(network, sensors, options).error().code == ErrorCode::invalidInput);
    options = drillOptions();
    options.mostShare = 4;
    CHECK(drillSpec(network, sensors, options).error().code == ErrorCode::invalidInput);
    options = drillOptions();
    options.bursts = 1001;
    CHECK(drillSpec(network, sensors, options).error().code == ErrorCode::invalidInput);
}

TEST_CASE("sensors that stand nowhere in the network, or where another one stands, are left out of a drill") {
    const auto network = drillStreet();
    auto sensors = drillSensors();
    sensors.push_back(sensors[1]);
    sensors.back().name = "twin";
    sensors.push_back(sensors[1]);
    sensors.back().element = "nowhere";
    const auto spec = drillSpec(network, sensors, drillOptions());
    REQUIRE(spec.ok());
    CHECK(spec->sensors.size() == 2);
}

TEST_CASE("a drill's truth that is damaged is told with its place") {
    const auto folder = std::filesystem::temp_directory_path() / ("drill-truth-" + std::to_string(std::rand()));
    std::filesystem::create_directories(folder / "truth");
    const std::string head = "id,zone,pipe,start,end,mean_lps,share_of_mean_inflow,x,y\n",
                      good = "1,A,P2,2024-03-01T00:00Z,2024-03-04T00:00Z,1.5,0.1,10,20\n";
    const auto read = [&](const std::string& text) {
        {
            std::ofstream sheet(folder / "truth" / "bursts.csv");
            sheet << text;
        }
        return readDrill(folder.string());
    };
    const auto whole = read(head + good);
    REQUIRE(whole.ok());
    CHECK(whole->front().flow_m3s == doctest::Approx(0.0015));
    CHECK(whole->front().pipe == "P2");
    CHECK(read(head).error().code == ErrorCode::invalidInput);
    CHECK(read("id,zone\n1,A\n").error().message.find("'pipe'") != std::string::npos);
    for (const char* number : {"much", "1.5l"}) {
        const auto wrong = read(head + good + "2,A,P2,2024-03-11T00:00Z,2024-03-14T00:00Z," + number + ",0.1,10,20\n3,A,P2,never,never,1,1,1,1\n");
        REQUIRE_FALSE(wrong.ok());
        CHECK(wrong.error().position.line == 3); // the first that is wrong
        CHECK(wrong.error().element == number);
    }
    CHECK_FALSE(readAnswers((folder / "none.csv").string(), drillStreet(), {}).ok());
    std::filesystem::remove_all(folder);
}

TEST_CASE("a drill is written once, and its truth is read back") {
    const auto network = drillStreet();
    const auto folder = std::filesystem::temp_directory_path() / ("drill-test-" + std::to_string(std::rand()));
    DrillOptions options = drillOptions();
    options.bursts = 3;
    options.history = days(2);
    NullSink sink;
    const auto made = makeDrill(network, kStreet, drillSensors(), options, folder.string(), sink, {});
    REQUIRE(made.ok());
    CHECK(made->bursts == 3);
    for (const char* name : {"sensors.csv", "network.inp", "answers.csv", "truth/bursts.csv"}) CHECK(std::filesystem::exists(folder / name));
    CHECK_FALSE(std::filesystem::exists(folder / "repairs.csv")); // would tell the answers
    const auto bursts = readDrill(folder.string());
    REQUIRE(bursts.ok());
    REQUIRE(bursts->size() == 3);
    const auto spec = drillSpec(network, drillSensors(), options);
    CHECK((*bursts)[1].pipe == spec->bursts[1].pipe);
    CHECK((*bursts)[1].start == spec->bursts[1].start);
    CHECK((*bursts)[1].flow_m3s > 0);
    CHECK(makeDrill(network, kStreet, drillSensors(), options, folder.string(), sink, {}).error().code == ErrorCode::invalidInput);
    {
        std::ofstream sheet(folder / "answers.csv");
        sheet << "zone,began,pipes,flow_lps\nA," << toIso((*bursts)[0].start - hours(3)) << ",P1 " << (*bursts)[0].pipe << ",1.5\n";
    }
    const auto answers = readAnswers((folder / "answers.csv").string(), network, {});
    REQUIRE(answers.ok());
    REQUIRE(answers->size() == 1);
    CHECK(answers->front().area.pipes.size() == 2);
    CHECK(answers->front().flow_m3s.value == doctest::Approx(0.0015));
    {
        std::ofstream sheet(folder / "answers.csv");
        sheet << "zone,began,pipes\nA,yesterday,P1\n";
    }
    CHECK(readAnswers((folder / "answers.csv").string(), network, {}).error().position.line == 2);
    {
        std::ofstream sheet(folder / "answers.csv");
        sheet << "zone,began,pipes\nA,2024-01-01T00:00,P99\n";
    }
    CHECK(readAnswers((folder / "answers.csv").string(), network, {}).error().element == "P99");
    CHECK_FALSE(readDrill((folder / "truth").string()).ok());
    std::filesystem::remove_all(folder);
}

TEST_CASE("a drill is scored: the earliest event counts, what fits no burst is a false alarm") {
    const auto network = drillStreet();
    const auto sensors = drillSensors();
    const Instant t = instantFromUtc({2024, 3, 1});
    std::vector<DrillBurst> bursts{{"D1", "", "P2", 0, 0, t, t + days(3), 0.001, 0.1},
                                   {"D2", "", "P4", 0, 0, t + days(7), t + days(10), 0.001, 0.1},
                                   {"D3", "", "P5", 0, 0, t + days(14), t + days(17), 0.001, 0.1}};
    const auto none = scoreDrill(bursts, {}, network, sensors);
    const std::string zone = none.results.front().burst.zone;
    CHECK(zone != ""); // of the balance that its pipe lies in
    CHECK(none.found() == 0);
    CHECK(std::isnan(none.medianDelay_h()));
    auto fault = told(zone.c_str(), t + days(15), {"P5"}, 0.1);
    fault.kind = detection::EventKind::meterFault;
    const auto score = scoreDrill(bursts,
                                  {told(zone.c_str(), t - days(5), {"P1"}, 0.1),           // before the first burst: not counted
                                   told(zone.c_str(), t + hours(5), {"P1"}, 0.3),          // repeats what was told before
                                   told(zone.c_str(), t + hours(2), {"P1", "P2"}, 0.2),    // D1, second of its area
                                   told(zone.c_str(), t + days(5), {"P1"}, 0.1),           // false
                                   told(zone.c_str(), t + days(30), {"P1"}, 0.1),          // after the drill: not counted
                                   told("elsewhere", t + days(8), {"P4"}, 0.1),            // false: another zone
                                   told(zone.c_str(), t + days(10) + minutes(30), {}, 1)}, // D2, within the hour after; not the pipe
                                  network, sensors);
    CHECK(score.found() == 2);
    CHECK(score.held() == 1);
    CHECK(score.falseAlarms == 2);
    CHECK(score.results[0].delay->ms == hours(2).ms);
    CHECK(score.results[0].rank == 2);
    CHECK(score.results[0].sizeError == doctest::Approx(0.2));
    CHECK_FALSE(score.results[1].held);
    CHECK(score.medianAreaShare() == doctest::Approx(0.6));
    CHECK_FALSE(score.results[2].delay);
    CHECK(scoreDrill(bursts, {fault}, network, sensors).found() == 0);
    CHECK(scoreDrill(bursts, {told(zone.c_str(), t - hours(3), {"P2"}, 0.1)}, network, sensors, days(1)).found() ==
          1); // an answer says when it began
}

TEST_CASE("areas wider than what they are scored as are narrowed for it, and teach what they would have needed") {
    const auto network = drillStreet();
    const auto sensors = drillSensors();
    const Instant t = instantFromUtc({2024, 3, 1});
    const std::string zone = scoreDrill({{"D1", "", "P2", 0, 0, t, t + days(3), 0.001, 0.1}}, {}, network, sensors).results.front().burst.zone;
    auto event = told(zone.c_str(), t + hours(2), {"P1", "P2", "P3", "P4"}, 0.2);
    event.area.level = 0.995;
    event.area.wholeZone = false;
    const double mass[] = {0.7, 0.15, 0.1, 0.045};
    for (std::size_t i = 0; i < 4; ++i) {
        event.area.pipes[i].probability = mass[i];
        event.area.pipes[i].length_m = 100;
    }
    const auto scored = [&](const char* pipe) {
        return scoreDrill({{"D1", "", pipe, 0, 0, t, t + days(3), 0.001, 0.1}}, {event}, network, sensors, {}, 0.8).results.front();
    };
    CHECK(scored("P2").held);
    CHECK(scored("P2").needed.value() == doctest::Approx(0.85));
    CHECK_FALSE(scored("P4").held);
    CHECK(scored("P4").needed.value() == doctest::Approx(0.995));
    CHECK(scored("P5").needed.value() == 1);

    // What the project itself knows: an event that was repaired at a known pipe, as it was first told.
    auto mended = event;
    mended.status = detection::EventStatus::repaired;
    mended.endedAt = t + days(2);
    mended.history.push_back({t + hours(2), true, {}, event.area});
    auto open = mended;
    open.status = detection::EventStatus::open;
    series::Repair repair;
    repair.job = "J1";
    repair.pipe = "P3";
    repair.completed = t + days(2) + hours(3);
    DrillScore score;
    score.results.push_back(scored("P2"));
    score.results.push_back({}); // missed: teaches nothing
    const auto trust = learnAreas(score, {mended, open}, {repair}, t);
    CHECK(trust.ofDrill == 1);
    CHECK(trust.repaired == 1);
    CHECK(trust.needed.front() == doctest::Approx(0.85));
    CHECK(trust.needed.back() == doctest::Approx(0.95));
    repair.completed = t + days(3);
    CHECK(learnAreas(score, {mended}, {repair}, t).repaired == 0); // another job
}
