#include "core/scenario/logger.h"
#include "core/scenario/logger_files.h"
#include "tests/unit/scenario/small_town.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace ms;
using namespace ms::scenario;

namespace {

/// Three hours at five minutes: the meter rises by 0.001 m3/s a step, the logger stands at 42.034 m.
Truth risingTruth(const Spec& spec) {
    Truth truth;
    truth.span = {spec.parts[0].span.from, spec.parts[0].span.from + hours(3)};
    truth.step = minutes(5);
    truth.sensors.resize(2);
    for (int i = 0; i < 36; ++i) {
        truth.sensors[0].push_back(0.001F * static_cast<float>(i));
        truth.sensors[1].push_back(42.034F);
    }
    return truth;
}

std::string fileWith(const Spec& spec, const std::vector<Log>& logs) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("mainsight-logger-test-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const Result<std::vector<std::string>> files = writeLoggers(spec, logs, folder.string());
    REQUIRE(files.ok());
    REQUIRE(files->size() == 1);
    std::ifstream file(files->front(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    file.close();
    std::filesystem::remove_all(folder);
    return text;
}

} // namespace

TEST_CASE("a logger writes means at their end, instants at theirs, to its resolution") {
    const Spec spec = quietSpec();
    const Truth truth = risingTruth(spec);
    const Log meter = record(truth, spec, spec.parts[0], 0);
    REQUIRE(meter.values.size() == 12);
    CHECK(meter.values[0] == doctest::Approx(1.0)); // mean of 0, 1 and 2 l/s
    CHECK(meter.values[11] == doctest::Approx(34.0));
    CHECK(meter.stamps_ms[0] == (spec.parts[0].span.from + minutes(15)).ms);
    const Log logger = record(truth, spec, spec.parts[0], 1);
    REQUIRE(logger.values.size() == 12);
    CHECK(logger.values[0] == doctest::Approx(42.03).epsilon(1e-9));
    CHECK(logger.stamps_ms[0] == spec.parts[0].span.from.ms);
    CHECK(decimalsOf(0.1) == 1);
    CHECK(decimalsOf(0.25) == 2);
    CHECK(decimalsOf(1) == 0);
}

TEST_CASE("faults do what they say, within their span only") {
    Spec spec = quietSpec();
    const Instant from = spec.parts[0].span.from;
    const TimeSpan secondHour{from + hours(1), from + hours(2)};
    const auto withFault = [&](Fault::Kind kind, double amount, std::size_t sensor) {
        Spec faulty = spec;
        faulty.sensors[sensor].faults = {{{}, kind, secondHour, amount}};
        return record(risingTruth(spec), faulty, spec.parts[0], sensor);
    };
    const Log healthy = record(risingTruth(spec), spec, spec.parts[0], 0);
    const Log stuck = withFault(Fault::Kind::stuck, 0, 0);
    REQUIRE(stuck.values.size() == 12);
    for (std::size_t i = 4; i < 8; ++i) CHECK(stuck.values[i] == healthy.values[3]);
    CHECK(stuck.values[8] == healthy.values[8]);
    CHECK(withFault(Fault::Kind::gap, 0, 0).values.size() == 8);
    CHECK(withFault(Fault::Kind::zero, 0, 1).values[5] == 0);
    CHECK(withFault(Fault::Kind::offset, -2, 1).values[5] == doctest::Approx(40.03));
    CHECK(withFault(Fault::Kind::scale, 0.5, 0).values[5] == doctest::Approx(healthy.values[5] / 2));
    const Log drift = withFault(Fault::Kind::drift, 4, 1);
    CHECK(drift.values[4] == doctest::Approx(42.03));
    CHECK(drift.values[6] == doctest::Approx(44.03));
    CHECK(drift.values[8] == doctest::Approx(42.03));
    const Log late = withFault(Fault::Kind::clock, 1800, 1);
    CHECK(late.stamps_ms[4] == (from + minutes(90)).ms);
    for (std::size_t i = 1; i < late.stamps_ms.size(); ++i) CHECK(late.stamps_ms[i] > late.stamps_ms[i - 1]);
}

TEST_CASE("each style is written as the loggers of its kind write it") {
    Spec spec = quietSpec();
    spec.sensors.erase(spec.sensors.begin());
    SensorPlan& sensor = spec.sensors.front();
    sensor.name = "PL1";
    sensor.clock.transitions = {{Instant{0}, 3600}};
    sensor.timezone = "Europe/London";
    const Instant at = instantFromUtc({.year = 2025, .month = 7, .day = 1, .hour = 23, .minute = 15});
    const std::vector<Log> logs{{{at.ms, (at + minutes(15)).ms, (at + minutes(45)).ms}, {42.03, 42.1, -0.001}}};
    sensor.style = Style::iso;
    CHECK(fileWith(spec, logs) == "timestamp,PL1 [m]\n2025-07-02 00:15:00,42.03\n2025-07-02 00:30:00,42.10\n2025-07-02 01:00:00,0.00\n");
    sensor.style = Style::split;
    CHECK(fileWith(spec, logs) == "Date,Time,Pressure m\n02/07/2025,00:15:00,42.03\n02/07/2025,00:30:00,42.10\n02/07/2025,01:00:00,0.00\n");
    sensor.style = Style::sli;
    CHECK(fileWith(spec, logs) == "* Z PL1\n* logger file, 15 minute values\n* units m\n\"time\",02/07/25,00:15,15,\"min\",2\n42.03\n42.10\n"
                                  "\"time\",02/07/25,01:00,15,\"min\",1\n0.00\n");
    sensor.style = Style::historian;
    CHECK(fileWith(spec, logs).starts_with("TagName,TimeStamp,Value,Quality\nSmall.PL1.PRES,02-Jul-2025 00:15:00,42.03,Good\n"));
    sensor.style = Style::wide;
    CHECK(fileWith(spec, logs).starts_with("Timestamp;PL1\r\n2025-07-02 00:15:00;42,03\r\n"));
    sensor.style = Style::preamble;
    CHECK(fileWith(spec, logs).find("Units,m\nDownloaded,02/07/2025 01:00\n\nDate/Time,Pressure (m)\n02/07/2025 00:15,42.03\n") != std::string::npos);
    CHECK(sensorMap(spec, smallTown()).find("Pressure (m),PL1.csv,J2,pressure,m,Z,200.0,0.0,Europe/London,1\n") != std::string::npos);
}
