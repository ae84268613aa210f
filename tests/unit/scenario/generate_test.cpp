#include "core/scenario/march.h"
#include "core/scenario/scenario.h"
#include "tests/unit/scenario/small_town.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <unistd.h>

using namespace ms;
using namespace ms::scenario;
namespace fs = std::filesystem;

namespace {

/// Every file below a folder with its bytes.
std::map<std::string, std::string> bytesOf(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all[fs::relative(entry.path(), folder).generic_string()] = {std::istreambuf_iterator<char>(file), {}};
    }
    return all;
}

std::map<std::string, std::string> generated(const Spec& spec, int threads) {
    const fs::path folder = fs::temp_directory_path() / ("mainsight-scenario-test-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    NullSink sink;
    const Result<Outcome> outcome = generate(smallTown(), spec, folder.string(), {threads, "EPSG:27700"}, sink, {});
    REQUIRE_MESSAGE(outcome.ok(), (outcome.ok() ? "" : outcome.error().toString()));
    for (const Diagnostic& diagnostic : outcome->diagnostics) FAIL_CHECK(diagnostic.toString());
    std::map<std::string, std::string> all = bytesOf(folder);
    fs::remove_all(folder);
    return all;
}

Spec burstSpec() {
    Spec spec = quietSpec();
    Burst burst;
    burst.id = "B1";
    burst.pipe = "P23";
    burst.start = spec.parts[0].span.from + days(1) + hours(12);
    burst.end = burst.start + days(1);
    burst.flow_m3s = 0.002;
    spec.bursts = {burst};
    return spec;
}

} // namespace

TEST_CASE("a burst leaves through the meter, at the size that was asked for, from its start to its end") {
    const network::Network town = smallTown();
    const Spec spec = burstSpec();
    const Result<std::vector<SizedBurst>> bursts = sizeBursts(town, spec);
    REQUIRE(bursts.ok());
    NullSink sink;
    const Result<Truth> truth = march(town, spec, spec.parts[0], *bursts, sink, {});
    REQUIRE(truth.ok());
    REQUIRE(truth->sensors[0].size() == 3 * 288);
    const std::size_t begin = 288 + 144;
    double largest = 0;
    for (std::size_t i = 0; i < truth->sensors[0].size(); ++i) {
        const double burst = static_cast<double>(truth->burstFlows_m3s[0][i]);
        CHECK((burst > 0) == (i >= begin && i < begin + 288));
        const std::size_t yesterday = i >= 288 ? i - 288 : i;
        if (i >= 288 && i < begin + 288 && yesterday < begin) // the same hour of a day without the burst
            CHECK(static_cast<double>(truth->sensors[0][i] - truth->sensors[0][yesterday]) == doctest::Approx(burst).epsilon(1e-3).scale(1e-3));
        largest = std::max(largest, burst);
    }
    CHECK(largest == doctest::Approx(0.002).epsilon(0.1));
    CHECK(truth->largestDrop_m[0] > 0.3);
    CHECK(truth->nearestSensor[0] == 1);
    CHECK(truth->sensors[1][begin + 5] < truth->sensors[1][begin - 5]);
}

TEST_CASE("growing holes grow") {
    SizedBurst sized{{}, {}, 2.0};
    sized.burst.start = Instant{0};
    sized.burst.grows = hours(10);
    sized.burst.growth = Burst::Growth::area;
    CHECK(sized.areaAt_m2(Instant{0} + hours(5)) == doctest::Approx(1));
    sized.burst.growth = Burst::Growth::diameter;
    CHECK(sized.areaAt_m2(Instant{0} + hours(5)) == doctest::Approx(0.5));
    CHECK(sized.areaAt_m2(Instant{0} + hours(20)) == doctest::Approx(2));
    CHECK(sized.areaAt_m2(Instant{-1}) == 0);
}

TEST_CASE("the same seed gives the same bytes with one thread and with two, another seed others") {
    Spec spec = burstSpec();
    spec.noise = {};
    spec.reality = {};
    const TimeSpan all = spec.parts[0].span;
    spec.parts = {{"hist", {all.from, all.from + days(1)}}, {"eval", {all.from + days(1), all.to}}};
    spec.draws.resize(1);
    spec.draws[0].count = 2;
    spec.draws[0].within = all;
    spec.draws[0].diameter_m = {0.004, 0.008};
    spec.truth = TruthStyle::leaks;
    for (SensorPlan& sensor : spec.sensors) sensor.style = Style::wide;
    const auto one = generated(spec, 1);
    CHECK(one == generated(spec, 2));
    CHECK(one.count("hist/Flows.csv") == 1);
    CHECK(one.count("eval/truth/leak_flows.csv") == 1);
    CHECK(one.at("hist/Flows.csv") != one.at("eval/Flows.csv"));
    CHECK(one.at("eval/truth/leaks.csv").find("\nP23;2025-01-07 12:00;2025-01-08 12:00;") != std::string::npos);
    spec.seed = 2;
    CHECK(one.at("hist/Flows.csv") != generated(spec, 1).at("hist/Flows.csv"));
}

TEST_CASE("the drill's files stand where its scorer looks for them") {
    Spec spec = burstSpec();
    spec.uses = {{"F", "hydrant flushing", "J3", {spec.parts[0].span.from + hours(9), spec.parts[0].span.from + hours(10)}, 0.003}};
    const auto files = generated(spec, 1);
    for (const char* name : {"loggers/J2_export.csv", "loggers/M_export.csv", "sensors.csv", "repairs.csv", "pipes.geojson", "truth/bursts.csv",
                             "truth/confounders.csv", "truth/meta.json", "truth/logger_offsets.csv", "truth/model_differences.csv"})
        CHECK_MESSAGE(files.count(name) == 1, name);
    CHECK(files.at("truth/bursts.csv").find("\nB1,Z,P23,250.0,25.0,2025-01-07T12:00:00Z,2025-01-08T12:00:00Z,2025-01-07T12:00:00Z,sudden,") !=
          std::string::npos);
    CHECK(files.at("truth/confounders.csv").find("C01,Z,hydrant flushing,2025-01-06T09:00:00Z,2025-01-06T10:00:00Z,J3,") != std::string::npos);
    CHECK(files.at("repairs.csv").find(",08/01/2025 12:00,250,25,Mill Lane\n") != std::string::npos);
    CHECK(files.at("pipes.geojson").find("urn:ogc:def:crs:EPSG::27700") != std::string::npos);
}

TEST_CASE("the truth names every look-alike, fault and difference from the model, and only those of its time") {
    Spec spec = burstSpec();
    spec.title = "A \"small\" town\\";
    const Instant from = spec.parts[0].span.from;
    const TimeSpan hour{from + hours(30), from + hours(31)}, before{from - days(3), from - days(2)};
    spec.uses = {{"F", "hydrant flushing", "J3", hour, 0.003}, {"G", "tanker", "J3", before, 0.003}};
    spec.operations = {{"O", "main shut", "P13", hour, 0, true}};
    spec.holidays = {from + days(1)};
    spec.reality.closedPipes = {"P12"};
    int amount = 1;
    for (const auto kind : {Fault::Kind::stuck, Fault::Kind::gap, Fault::Kind::zero, Fault::Kind::drift, Fault::Kind::offset, Fault::Kind::scale,
                            Fault::Kind::clock, Fault::Kind::noisy})
        spec.sensors[1].faults.push_back({{}, kind, {from + hours(36 + amount), from + hours(37 + amount)}, static_cast<double>(amount++)});
    spec.bursts.push_back(spec.bursts[0]);
    spec.bursts[1].id = "B2";
    spec.bursts[1].growth = Burst::Growth::area;
    spec.bursts[1].grows = hours(20);
    spec.bursts[1].end.reset();
    const auto files = generated(spec, 1);
    const std::string &confounders = files.at("truth/confounders.csv"), &bursts = files.at("truth/bursts.csv");
    for (const char* type : {"main shut", "logger stuck", "battery gap", "reads zero", "logger drift", "logger offset", "reads a multiple",
                             "logger clock shifted", "logger noisy", "bank holiday"})
        CHECK_MESSAGE(confounders.find(std::string(",") + type + ",") != std::string::npos, type);
    CHECK(confounders.find("tanker") == std::string::npos);
    CHECK(bursts.find(",grow_1-3d,") != std::string::npos);
    CHECK(bursts.find("\nB2,") != std::string::npos);
    CHECK(files.at("truth/model_differences.csv").find("closed valve,P12,") != std::string::npos);
    CHECK(files.at("truth/meta.json").find(R"("source": "A \"small\" town\\")") != std::string::npos);
    spec.truth = TruthStyle::leaks;
    const auto leaks = generated(spec, 1).at("truth/leaks.csv");
    CHECK(leaks.find(";abrupt;") != std::string::npos);
    CHECK(leaks.find(";incipient;") != std::string::npos);
    CHECK(leaks.find(";no;") != std::string::npos);
}

TEST_CASE("a stop is heard") {
    std::stop_source source;
    source.request_stop();
    NullSink sink;
    const Spec spec = burstSpec();
    const Result<Outcome> outcome =
        generate(smallTown(), spec, (fs::temp_directory_path() / "mainsight-scenario-stop").string(), {}, sink, source.get_token());
    fs::remove_all(fs::temp_directory_path() / "mainsight-scenario-stop");
    REQUIRE(!outcome.ok());
    CHECK(outcome.error().code == ErrorCode::cancelled);
}
