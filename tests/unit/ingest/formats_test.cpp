#include "core/ingest/repair_list.h"
#include "ingest_bench.h"

#include <zlib.h>
#include <zstd.h>

using namespace ms;
using namespace ms::ingest;

namespace {

std::string gzipped(const std::string& text) {
    z_stream z{};
    REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(text.size() + 1000, '\0');
    std::string in = text;
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

std::string zstandard(const std::string& text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

const std::string kBattledim = "Timestamp;n1;n4\r\n2018-01-01 00:00:00;28,92;33,8\r\n2018-01-01 00:05:00;28,9;34\r\n2018-01-01 00:10:00;28;33,88\r\n";

} // namespace

TEST_CASE("a BattLeDIM file: semicolons, decimal comma, CRLF, packed or not") {
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"Pressures.csv", kBattledim},
                                      {"Pressures.csv.gz", gzipped(kBattledim)},
                                      {"Pressures.csv.zst", zstandard(kBattledim)}}) {
        Bench b;
        b.hints.units[Quantity::pressure] = "m";
        b.hints.nodeIds = {"n1", "N4"};
        b.take(name, bytes);
        CHECK(b.report.error == "");
        CHECK(b.report.channels == 2);
        CHECK(b.report.values == 6);
        CHECK(b.readings["n1"].values == std::vector<double>{28.92, 28.9, 28});
        CHECK(b.readings["n4"].values == std::vector<double>{33.8, 34, 33.88});
        CHECK(b.firstTime("n1") == "2018-01-01T00:00:00Z");
        CHECK(b.sensors["n4"].element == "N4");
        CHECK(b.sensors["n1"].quantity == Quantity::pressure);
        CHECK(b.told("ingest.guessed-quantity"));
    }
}

TEST_CASE("units and values: l/h become m3/s by one division and one product, exactly") {
    Bench b;
    b.hints.units[Quantity::demand] = "l/h";
    b.take("Demands.csv", "Timestamp;n1\n2018-01-01 00:00;277\n2018-01-01 00:15;5,25\n");
    REQUIRE(b.report.error == "");
    CHECK(b.readings["n1 demand"].values == std::vector<double>{277 * (1e-3 / 3600), 5.25 * (1e-3 / 3600)});
}

TEST_CASE("without a unit nothing goes in, and the advice says how") {
    Bench b;
    b.take("Pressures.csv", kBattledim);
    CHECK(b.report.error != "");
    CHECK(b.report.values == 0);
    CHECK(b.told("ingest.unit-missing"));
}

TEST_CASE("preamble, unit in brackets, day first proved by one date") {
    Bench b;
    b.hints.zone = london();
    b.take("PL60078.csv", "Site name,Hurst Court\nLogger serial,PL60078\nUnits,bar\nDownloaded,03/11/2024 23:00\n\nDate/Time,Pressure (bar)\n"
                          "05/05/2024 23:45,4.56\n06/05/2024 00:00,4.5\n13/05/2024 00:00,4.25\n");
    REQUIRE(b.report.error == "");
    CHECK(b.sensors.count("PL60078") == 1);
    CHECK(b.sensors["PL60078"].unit == "bar");
    CHECK(b.sensors["PL60078"].timezone == "Europe/London");
    CHECK(b.firstTime("PL60078") == "2024-05-05T22:45:00Z");
    CHECK(b.lastTime("PL60078") == "2024-05-12T23:00:00Z");
    CHECK(b.readings["PL60078"].values[2] == doctest::Approx(4.25 * 10.19716));
    CHECK(b.told("ingest.date-order"));
}

TEST_CASE("month first, when a date proves it or when the dates lie closer together so") {
    Bench b;
    b.take("a.csv", "Date,Time,Flow l/s\n05/13/2024,23:45:00,1\n05/14/2024,00:00:00,2\n");
    CHECK(b.firstTime("a") == "2024-05-13T23:45:00Z");
    b.take("b.csv", "Date,Time,Flow l/s\n05/05/2024,23:45:00,1\n05/06/2024,00:00:00,2\n05/07/2024,00:00:00,2\n");
    CHECK(b.lastTime("b") == "2024-05-07T00:00:00Z");
    b.take("c.csv", "Date,Time,Flow l/s\n05/05/2024,23:45:00,1\n06/05/2024,00:00:00,2\n07/05/2024,00:00:00,2\n");
    CHECK(b.lastTime("c") == "2024-05-07T00:00:00Z");
    b.take("d.csv", "Date,Time,Flow l/s\n13/05/2024,23:45:00,1\n05/14/2024,00:00:00,2\n");
    CHECK(b.report.error != "");
}

TEST_CASE("narrow historian: tags, month names, qualities, texts in the place of values") {
    Bench b;
    b.hints.units[Quantity::pressure] = "m";
    b.take("historian.csv", "TagName,TimeStamp,Value,Quality\nD.A.PRES,05-May-2024 23:15:00,24.4,Good\nD.B.PRES,05-May-2024 "
                            "23:15:00,30.1,Good\nD.A.PRES,05-May-2024 23:30:00,24.5,Bad\n"
                            "D.B.PRES,05-May-2024 23:30:00,Comm Fail,Bad\nD.A.PRES,05-May-2024 23:45:00,,Good\n");
    REQUIRE(b.report.error == "");
    CHECK(b.readings["D.A.PRES"].values == std::vector<double>{24.4, 24.5});
    CHECK(b.readings["D.A.PRES"].quality == std::vector<std::uint8_t>{0, 128});
    CHECK(b.readings["D.B.PRES"].size() == 1);
    CHECK(b.report.rows == 5);
    CHECK(b.report.textCells == 1);
    CHECK(b.report.emptyCells == 1);
    REQUIRE(b.report.quarantine.size() == 1);
    CHECK(b.report.quarantine[0].line == 5);
}

TEST_CASE("logger files without times: blank values keep their place, the promised count is checked") {
    Bench b;
    b.take("FM1.SLI",
           "* Laurel Avenue\n* units m3/h\n\"time\",25/05/24,23:15,15,\"min\",4\n36\n\n18\n72\n\"time\",26/05/24,01:00,15,\"min\",3\n9\n9\n");
    REQUIRE(b.report.error == "");
    const auto& r = b.readings["FM1"];
    REQUIRE(r.size() == 5);
    CHECK(toIso({r.times_ms[1]}) == "2024-05-25T23:45:00Z");
    CHECK(toIso({r.times_ms[3]}) == "2024-05-26T01:00:00Z");
    CHECK(r.values[0] == doctest::Approx(0.01));
    CHECK(b.report.emptyCells == 1);
    CHECK(b.told("ingest.sli-count"));
}

TEST_CASE("other shapes: tabs, quotes, offsets, epoch, serial days, AM and PM, UTF-16") {
    Bench b;
    b.take("tab_flow.txt", "time\tP1 (l/s)\n2024-05-06T01:15:00+01:00\t1.5\n2024-05-06T01:30:00+01:00\t2\n");
    CHECK(b.firstTime("P1") == "2024-05-06T00:15:00Z");
    b.take("quoted.csv", "\"Time\",\"Main Street, inlet [bar]\"\n\"2024-05-06 01:15\",\"1,234.5\"\n\"2024-05-06 01:30\",\"2.25\"\n");
    REQUIRE(b.readings.count("Main Street, inlet") == 1);
    CHECK(b.readings["Main Street, inlet"].values[0] == doctest::Approx(1234.5 * 10.19716));
    b.take("epoch.csv", "time,E1 (l/s)\n1714954500,1\n1714955400,2\n1714956300,3\n");
    CHECK(b.firstTime("E1") == "2024-05-06T00:15:00Z");
    b.take("serial.csv", "Date;X1 (l/s)\n45418,0104166667;1,5\n45418,0208333333;2,5\n");
    CHECK(b.firstTime("X1") == "2024-05-06T00:15:00Z");
    b.take("ampm.csv", "Time,A1 (l/s)\n5/13/2024 11:45:00 PM,1\n5/14/2024 12:00:00 AM,2\n5/14/2024 12:15:00 PM,3\n");
    CHECK(b.firstTime("A1") == "2024-05-13T23:45:00Z");
    CHECK(b.lastTime("A1") == "2024-05-14T12:15:00Z");
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("Time;U1 (l/s)\r\n2024-05-06 01:15;1,5\r\n2024-05-06 01:30;1,5\r\n")) wide += {c, '\0'};
    b.take("utf16.csv", wide);
    CHECK(b.readings["U1"].size() == 2);
    b.take("two.csv", "sensor|when|reading|unit\nS1|2024-05-06 01:15|4|bar\nS2|2024-05-06 01:15|4|l/s\n");
    CHECK(b.sensors["S1"].quantity == Quantity::pressure);
    CHECK(b.sensors["S2"].quantity == Quantity::flow);
}

TEST_CASE("what holds no readings is refused with a reason") {
    Bench b;
    for (const std::string text : {"", "hello\nworld\n", "a,b\n1,2\n3,4\n", "time,comment\n2024-01-01 00:00,hello\n2024-01-01 00:15,there\n"}) {
        b.take("x_pressure.csv", text);
        CHECK_MESSAGE(b.report.error != "", text);
    }
    b.take("binary.csv", std::string("a\0b,c\n", 6));
    CHECK(b.report.errorCode == ErrorCode::unsupported);
    b.take("cut.csv.gz", gzipped(kBattledim).substr(0, 60));
    CHECK(b.report.error != "");
}

TEST_CASE("sensors.csv: files by glob, one column for two zones, its own clock and sign") {
    Bench b;
    const std::string map =
        b.write("sensors.csv", "column,file,element,quantity,unit,zone,x,y,timezone,sign\nMain DBV,flow*.csv,link_1,flow,l/s,2005,1.5,2.5,UTC,-1\n"
                               "Main DBV,flow*.csv,link_1,flow,l/s,2296,1.5,2.5,UTC,1\nP,press.csv,n1,pressure,bar,,,,Europe/London,\n");
    auto rows = readSensorMap(map);
    REQUIRE(rows.ok());
    b.hints.sensorMap = *rows;
    b.hints.zones = {{"UTC", {}}, {"Europe/London", london()}};
    b.take("flows.csv", "timestamp (UTC),Main DBV,Other\n2024-06-01T00:00:00Z,1,2\n2024-06-01T00:15:00Z,3,4\n");
    REQUIRE(b.report.error == "");
    CHECK(b.sensors.at("Main DBV").zone == "2005");
    CHECK(b.sensors.at("Main DBV").sign == -1);
    CHECK(b.sensors.at("Main DBV [2296]").sign == 1);
    CHECK(b.readings["Main DBV"] == b.readings["Main DBV [2296]"]);
    CHECK(b.sensors.count("Other") == 0);
    CHECK(b.told("ingest.not-in-map"));
    b.take("press.csv", "time,Pressure\n2024-06-01 01:00,1\n2024-06-01 01:15,2\n");
    REQUIRE(b.report.error == "");
    CHECK(b.firstTime("press") == "2024-06-01T00:00:00Z");
    for (const char* bad : {"column\nx\n", "column,quantity\nx,heat\n", "column,quantity,unit\nx,flow,furlong\n", "column,quantity,sign\nx,flow,2\n",
                            "column,quantity,x\nx,flow,abc\n"})
        CHECK_MESSAGE(!readSensorMap(b.write("bad.csv", bad)).ok(), bad);
    b.hints.known = {b.sensors["press"]};
    const auto again = decodeHints(encodeHints(b.hints));
    REQUIRE(again.ok());
    CHECK(*again == b.hints);
    CHECK(!decodeHints("x").ok());
}

TEST_CASE("what stands in a cell does not decide what cuts the line") {
    Bench b;
    const auto map = readSensorMap(b.write("sensors.csv", "column,quantity,zone\nP,pressure,a\tb\tc\td\te\tf\nQ,flow,g\n"));
    REQUIRE(map.ok());
    REQUIRE(map->size() == 2);
    CHECK((*map)[0].sensor.zone == "a\tb\tc\td\te\tf");
    const auto repairs =
        readRepairs(b.write("repairs.csv", "job,pipe,completed,remark\nJ1,P7,2024-05-01 10:00,\"dug; found; clamped; filled; tested; swept\"\n"
                                           "J2,P8,2024-05-02 10:00,\"dug; dug again; dug; dug; dug; dug; dug\"\n"),
                    {});
    REQUIRE(repairs.ok());
    REQUIRE(repairs->repairs.size() == 2);
    CHECK(repairs->repairs[0].pipe == "P7");
    CHECK(repairs->repairs[1].job == "J2");
}

TEST_CASE("columns of one name become two sensors, and it is said") {
    Bench b;
    b.take("a.csv", "time,P1 (bar),P1 (bar)\n2024-05-06 01:15,1,2\n2024-05-06 01:30,1,2\n");
    CHECK(b.readings.count("P1") == 1);
    CHECK(b.readings.count("P1 (2)") == 1);
    CHECK(b.told("ingest.same-name"));
}

TEST_CASE("a date whose day and month are equal leaves nothing open") {
    Bench b;
    b.take("FM1.SLI", "* units m3/h\n\"time\",05/05/24,23:15,15,\"min\",2\n36\n18\n");
    CHECK(b.readings["FM1"].size() == 2);
    CHECK(!b.told("ingest.date-order"));
}
