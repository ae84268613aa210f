#include "core/export/series_csv.h"
#include "tests/unit/export/export_fixture.h"

#include <doctest/doctest.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

using namespace ms;
using namespace fixture;

namespace {

series::Sensor sensorOf(std::string name, Quantity quantity, std::string unit) {
    series::Sensor s;
    s.name = std::move(name);
    s.quantity = quantity;
    s.unit = std::move(unit);
    return s;
}

/// All sensors have the same readings.
output::ReadSeries always(series::Readings readings) {
    return [readings = std::move(readings)](const series::Sensor&) { return Result<series::Readings>(readings); };
}

constexpr const char* kHeader = "sensor,time,value,unit,quantity,quality\n";

} // namespace

TEST_CASE("readings as CSV: the sensor's own unit, times in UTC, qualities by name") {
    const Folder folder;
    const auto file = folder.file("readings.csv");
    const series::Readings readings{{-1, 0, 946'684'799'999, 946'684'800'000}, {4.1 * 1e-3, -1 * 1e-3, 0, 10 * 1e-3}, {0, 128, 8, 136}};
    const auto written = output::writeSeries({sensorOf("FM1", Quantity::flow, "l/s")}, always(readings), file);
    REQUIRE(written.ok());
    CHECK(written->values == 4);
    CHECK(textOf(file) == std::string(kHeader) + "FM1,1969-12-31T23:59:59.999Z,4.1,l/s,flow,Good\n"
                                                 "FM1,1970-01-01T00:00:00Z,-1,l/s,flow,Suspect\n"
                                                 "FM1,1999-12-31T23:59:59.999Z,0,l/s,flow,OutOfRange\n"
                                                 "FM1,2000-01-01T00:00:00Z,10,l/s,flow,Suspect+OutOfRange\n");
    CHECK(folder.count() == 1); // nothing half-done beside it
}

TEST_CASE("readings as CSV: names with commas, quotes and line ends stay one cell") {
    const Folder folder;
    const auto file = folder.file("readings.csv");
    REQUIRE(output::writeSeries({sensorOf("Mill \"Lane\", upper\nwell", Quantity::pressure, "m")}, always({{0}, {12.5}, {0}}), file).ok());
    CHECK(textOf(file) == std::string(kHeader) + "\"Mill \"\"Lane\"\", upper\nwell\",1970-01-01T00:00:00Z,12.5,m,pressure,Good\n");
}

TEST_CASE("readings as CSV: where there is no unit, or one that nobody knows, values are SI and say so") {
    const Folder folder;
    const auto file = folder.file("readings.csv");
    const std::vector<series::Sensor> sensors{sensorOf("A", Quantity::flow, ""), sensorOf("B", Quantity::demand, "furlongs"),
                                              sensorOf("C", Quantity::pressure, "cubits"), sensorOf("D", Quantity::level, "")};
    REQUIRE(output::writeSeries(sensors, always({{0}, {0.125}, {0}}), file).ok());
    const std::string rest = ",1970-01-01T00:00:00Z,0.125,";
    CHECK(textOf(file) ==
          kHeader + ("A" + rest + "m3/s,flow,Good\nB") + rest + "m3/s,demand,Good\nC" + rest + "m,pressure,Good\nD" + rest + "m,level,Good\n");
}

TEST_CASE("readings as CSV: a sensor without readings writes no row") {
    const Folder folder;
    const auto file = folder.file("readings.csv");
    const auto written = output::writeSeries({sensorOf("A", Quantity::flow, "l/s")}, always({}), file);
    REQUIRE(written.ok());
    CHECK(written->values == 0);
    CHECK(textOf(file) == kHeader);
}

TEST_CASE("readings as CSV: whole or not at all") {
    const Folder folder;
    const auto file = folder.file("readings.csv");
    const std::vector<series::Sensor> two{sensorOf("A", Quantity::flow, "l/s"), sensorOf("B", Quantity::flow, "l/s")};
    SUBCASE("a series that cannot be read is the reader's error") {
        const auto read = [](const series::Sensor& s) -> Result<series::Readings> {
            if (s.name == "B") return Error{ErrorCode::damaged, "a page is gone", "town.mainsight", s.name, {}, {}};
            return series::Readings{{0}, {1}, {0}};
        };
        const auto written = output::writeSeries(two, read, file);
        REQUIRE_FALSE(written.ok());
        CHECK(written.error().code == ErrorCode::damaged);
        CHECK(written.error().element == "B");
        CHECK(folder.count() == 0);
    }
    SUBCASE("what is no number is not written") {
        const auto written = output::writeSeries(two, always({{0, 1}, {1, std::numeric_limits<double>::quiet_NaN()}, {0, 0}}), file);
        REQUIRE_FALSE(written.ok());
        CHECK(written.error().element == "A");
        CHECK(folder.count() == 0);
    }
    SUBCASE("a folder that is not there") {
        const auto written = output::writeSeries(two, always({{0}, {1}, {0}}), folder.file("none/readings.csv"));
        REQUIRE_FALSE(written.ok());
        CHECK(written.error().code == ErrorCode::unwritable);
        CHECK(written.error().subject == folder.file("none/readings.csv"));
    }
    SUBCASE("a folder of that name") {
        fs::create_directories(file);
        const auto written = output::writeSeries(two, always({{0}, {1}, {0}}), file);
        REQUIRE_FALSE(written.ok());
        CHECK(written.error().code == ErrorCode::unwritable);
        CHECK(folder.count() == 1); // the folder, and no part
    }
    SUBCASE("a full disk") {
        if (!fs::exists("/dev/full")) return;
        fs::create_symlink("/dev/full", file + ".part");
        const auto written = output::writeSeries(two, always({{0}, {1}, {0}}), file);
        REQUIRE_FALSE(written.ok());
        CHECK(written.error().code == ErrorCode::unwritable);
        CHECK(folder.count() == 0);
    }
}

TEST_CASE("texts of values give back the very bits, by number times factor") {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> mantissa(-1, 1);
    std::uniform_int_distribution<int> power(-12, 12);
    for (const double factor : {1.0, 1e-3, 1.0 / 3600, 1e-3 / 60, 10.197162129779283, 0.70324961490205, 0.3048, 4546.09e-6 / 60}) {
        int missing = 0;
        for (int i = 0; i < 2000; ++i) {
            const double number = mantissa(random) * std::pow(10.0, power(random)), value = number * factor; // as import makes them
            const auto texts = output::exactTexts({value, 0.0}, factor);
            if (texts.empty()) {
                ++missing;
                continue;
            }
            REQUIRE(texts.size() == 2);
            double back = 0;
            const auto end = texts[0].data() + texts[0].size();
            REQUIRE(std::from_chars(texts[0].data(), end, back).ptr == end);
            REQUIRE_MESSAGE(back * factor == value, "factor ", factor, ": ", texts[0]);
        }
        CHECK_MESSAGE(missing == 0, "factor ", factor); // the number that was read is such a text itself
    }
    CHECK(output::exactTexts({}, 1).empty());
    CHECK(output::exactTexts({0.0012, -5, 1e6}, 1) == std::vector<std::string>{"0.0012", "-5", "1000000"});
    CHECK(output::exactTexts({1, std::nan("")}, 1).empty());
}
