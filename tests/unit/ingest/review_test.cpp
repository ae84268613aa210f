#include "ingest_bench.h"

#include "core/ingest/parsed_summary.h"
#include "core/ingest/preview.h"

#include <cmath>

using namespace ms;
using Trouble = ingest::ChannelGuess::Trouble;
using ingest::SensorMapRow;

namespace {

SensorMapRow said(const std::string& column, const std::string& path, Quantity quantity, const std::string& unit) {
    SensorMapRow row;
    row.column = column;
    row.file = path;
    row.sensor.quantity = quantity;
    row.sensor.unit = unit;
    row.sensor.timezone.clear();
    row.fromUser = true;
    return row;
}

/// Where the bench had the readings of a file written.
std::string outBeside(const std::string& path) { return path.substr(0, path.find_last_of('/') + 1) + "out"; }

const char* kTwo = "time,Pressure,Flow l/s\n2024-05-25 00:00,3.1,8\n2024-05-25 00:15,3.2,No Data\n2024-05-25 00:30,3.3,9\n";

} // namespace

TEST_CASE("a report tells of every column with what became of it") {
    Bench b;
    b.take("two.csv", kTwo);
    REQUIRE(b.report.guesses.size() == 2);
    CHECK(ingest::headerOf(ingest::channelKey(b.report.guesses[0])) == "Pressure");
    CHECK(b.report.guesses[0].trouble == Trouble::noUnit);
    CHECK(b.report.guesses[1].trouble == Trouble::none);
    CHECK_FALSE(b.report.error.empty()); // the file stays out until somebody says it
}

TEST_CASE("what the user says of a column stands above everything, and asks nothing of the others") {
    Bench b;
    const std::string path = b.write("two.csv", kTwo);
    b.hints.sensorMap = {said("Pressure", path, Quantity::pressure, "bar")};
    b.take("two.csv", kTwo);
    CHECK(b.report.error.empty());
    REQUIRE(b.readings.size() == 2);
    CHECK(b.report.guesses[0].mapped);
    CHECK(b.readings.begin()->second.size() >= 2);
    const auto& name = b.report.guesses[0].sensor.name;
    CHECK(b.readings.at(name).values[0] == doctest::Approx(3.1 * unitFromString("bar")->toSi));

    SUBCASE("left out") {
        Bench out;
        out.hints.sensorMap = {said("Pressure", "two.csv", Quantity::pressure, "")};
        out.hints.sensorMap[0].leaveOut = true;
        out.take("two.csv", kTwo);
        CHECK(out.report.error.empty());
        CHECK(out.readings.size() == 1);
        CHECK(out.report.guesses[0].trouble == Trouble::leftOut);
    }
    SUBCASE("above a row of sensors.csv") {
        SensorMapRow listed = said("Pressure", "", Quantity::pressure, "m");
        listed.fromUser = false;
        b.hints.sensorMap.push_back(listed);
        b.take("two.csv", kTwo);
        CHECK(b.report.guesses[0].sensor.unit == "bar");
    }
    SUBCASE("a name of its own") {
        b.hints.sensorMap[0].sensor.name = "Mill Lane";
        b.take("two.csv", kTwo);
        CHECK(b.sensors.count("Mill Lane") == 1);
    }
}

TEST_CASE("date order, separator and clock of a file can be said") {
    const char* open = "time;Pressure m\n01/02/2024 00:00;30,5\n02/02/2024 00:00;31,5\n";
    Bench b;
    const std::string path = b.write("open.csv", open);
    ingest::FileCorrection c;
    c.path = path;
    c.layout.order = ingest::DateOrder::mdy;
    c.timezone = "Europe/London";
    b.hints.zones["Europe/London"] = london();
    b.hints.corrections = {c};
    b.take("open.csv", open);
    CHECK(b.firstTime(b.readings.begin()->first) == "2024-01-02T00:00:00Z");
    CHECK(b.readings.begin()->second.values[0] == doctest::Approx(30.5));
    b.hints.corrections[0].layout.separator = '|';
    b.take("open.csv", open);
    CHECK_FALSE(b.report.error.empty());
    // The hints travel to the worker as they are.
    const auto back = ingest::decodeHints(ingest::encodeHints(b.hints));
    REQUIRE(back.ok());
    CHECK(*back == b.hints);
}

TEST_CASE("a list of sensors is written as it is read") {
    Bench b;
    SensorMapRow row = said("Pressure (bar), \"mid\"", "a.csv", Quantity::level, "bar");
    row.fromUser = false;
    row.sensor.element = "J1";
    row.sensor.zone = "DMA 7";
    row.sensor.x = 365521.4;
    row.sensor.y = -0.1;
    row.sensor.timezone = "UTC";
    row.sensor.sign = -1;
    row.sensor.name = "Mill";
    SensorMapRow none = said("Battery", "a.csv", Quantity::pressure, "");
    none.fromUser = false;
    none.leaveOut = true;
    const auto back = ingest::readSensorMap(b.write("sensors.csv", ingest::sensorMapText({row, none})));
    REQUIRE(back.ok());
    REQUIRE(back->size() == 2);
    SensorMapRow first = (*back)[0];
    first.line = 0;
    CHECK(first == row);
    CHECK((*back)[1].leaveOut);
}

TEST_CASE("what was parsed is summed up") {
    Bench b;
    b.hints.units[Quantity::pressure] = "m";
    b.take("two.csv", kTwo);
    const auto summaries = ingest::summariseParsed(outBeside(b.write("two.csv", kTwo)));
    REQUIRE(summaries.ok());
    REQUIRE(summaries->size() == 1);
    const auto& s = summaries->front();
    CHECK(s.report == b.report);
    REQUIRE(s.sensors.size() == 2);
    CHECK(s.sensors[0].values == 3);
    CHECK(s.sensors[0].low == doctest::Approx(3.1));
    const auto back = ingest::decodeSummaries(ingest::encodeSummaries(*summaries));
    REQUIRE(back.ok());
    CHECK(*back == *summaries);

    ingest::FileSummary whole;
    ingest::joinSummary(whole, s);
    ingest::joinSummary(whole, s);
    CHECK(whole.report.values == 2 * s.report.values);
    CHECK(whole.sensors.size() == 2);
    CHECK(whole.sensors[0].values == 6);
}

TEST_CASE("a preview shows lines beside how they were read") {
    Bench b;
    b.hints.units[Quantity::pressure] = "m";
    b.take("two.csv", kTwo);
    ingest::PreviewWish wish;
    wish.path = b.write("two.csv", kTwo);
    wish.parsedPaths = {outBeside(wish.path)};
    wish.columns = 3;
    const auto p = ingest::previewFile(wish, b.hints);
    CHECK(p.error.empty());
    REQUIRE(p.lines.size() == 4);
    CHECK_FALSE(p.lines[0].data);
    REQUIRE(p.roles.size() == 3);
    CHECK(p.roles[0] == ingest::ColumnRole::date);
    CHECK(p.roles[1] == ingest::ColumnRole::value);
    REQUIRE(p.lines[2].time.has_value());
    CHECK(toIso(*p.lines[2].time) == "2024-05-25T00:15:00Z");
    CHECK(p.lines[2].cells[2].code);
    CHECK_FALSE(p.lines[1].cells[2].code);
    CHECK(p.firstValues.size() == 3);
    CHECK(p.low.size() == 3);
    CHECK(p.high[2] == doctest::Approx(3.3));
    const auto back = ingest::decodePreview(ingest::encodePreview(p));
    REQUIRE(back.ok());
    CHECK(back->lines == p.lines);
    CHECK(back->firstValues == p.firstValues);

    wish.path = b.write("noise.csv", std::string("no\0thing", 8));
    wish.parsedPaths.clear();
    CHECK_FALSE(ingest::previewFile(wish, b.hints).error.empty());
}
