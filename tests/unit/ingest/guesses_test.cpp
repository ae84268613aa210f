// What is guessed about columns: places by name and map, units against their values, what files taught.
#include "core/ingest/element_index.h"
#include "core/ingest/file_sniff.h"
#include "ingest_bench.h"

#include <algorithm>

using namespace ms;
using namespace ms::ingest;

namespace {

std::string quarters(const std::string& header, double from, int n = 20) {
    std::string text = "time," + header + "\n";
    char line[64];
    for (int i = 0; i < n; ++i) {
        std::snprintf(line, sizeof line, "2024-05-06 %02d:%02d,%.3f\n", i / 4, i % 4 * 15, from * (1 + 0.01 * (i % 5)));
        text += line;
    }
    return text;
}

bool says(const ChannelGuess& g, const std::string& part) {
    return std::any_of(g.reasons.begin(), g.reasons.end(), [&](const std::string& r) { return r.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("names near an id find their element, as sure as they are near; what fits several fits none") {
    const ElementIndex index({"J0446", "J0447", "n105", "1234", "7"}, {"p227", "PUMP_1", "7"});
    const auto node = [&](const char* name) { return index.match(name, Quantity::pressure); };
    CHECK(node("J0446").confidence == 1);
    CHECK(node("j0446").id == "J0446");
    CHECK(node("J-0446").confidence == 0.9);
    CHECK(node("DMA01.J0446.PRES").id == "J0446");
    CHECK(node("DMA01.J0446.PRES").confidence >= kTaken);
    CHECK(node("Inlet J 0446").id == "J0446");
    CHECK(node("J446").id == "J0446");  // a zero left out
    CHECK(node("JO446").id == "J0446"); // a letter for a digit
    CHECK(node("J446").confidence < node("J-0446").confidence);
    CHECK(node("J0446 and J0447").confidence < kTaken);
    CHECK(node("Site 1234").id == ""); // a number alone stands in too many names
    CHECK(node("Site 7").id == "");
    CHECK(node("Hurst Court").id == "");
    CHECK(index.match("p227", Quantity::flow).confidence == 1);
    CHECK(index.match("Pump-1 flow", Quantity::flow).id == "PUMP_1");
    CHECK(index.match("n105", Quantity::flow).confidence < 1);
    CHECK(index.match("7", Quantity::flow).reason.find("link") == 0);
}

TEST_CASE("a sensor with a place and no element gets the nearest of its kind, when it is near") {
    network::Network n;
    n.nodes = {network::Node{}, network::Node{}};
    n.nodes[0].id = "A";
    n.nodes[0].position = network::Point{0, 0};
    n.nodes[1].id = "B";
    n.nodes[1].position = network::Point{100, 0};
    network::Link pipe;
    pipe.id = "P";
    pipe.from = NodeIndex{0};
    pipe.to = NodeIndex{1};
    n.links = {pipe};
    CHECK(nearestElement(n, {3, 4}, Quantity::pressure).id == "A");
    CHECK(nearestElement(n, {3, 4}, Quantity::pressure).reason == "5 m from node A on the map");
    CHECK(nearestElement(n, {50, 8}, Quantity::flow).id == "P");
    CHECK(nearestElement(n, {50, 60}, Quantity::flow).confidence < kTaken);
    CHECK(nearestElement(n, {50, 600}, Quantity::flow).id == "");
    std::vector<SensorMapRow> rows(3);
    rows[0].sensor.x = 97;
    rows[0].sensor.y = 0;
    rows[1].sensor.x = 500;
    rows[1].sensor.y = 0;
    rows[2].sensor.element = "A";
    rows[2].sensor.x = 97;
    rows[2].sensor.y = 0;
    Diagnostics told;
    placeSensors(rows, n, "sensors.csv", told);
    CHECK(rows[0].sensor.element == "B");
    CHECK(rows[0].confidence == 0.9);
    CHECK(rows[1].sensor.element == "");
    CHECK(rows[2].sensor.element == "A");
    REQUIRE(told.size() == 1);
    CHECK(told[0].code == "ingest.placed-by-map");
}

TEST_CASE("a unit that the values contradict stops the file, until the user vouches for it") {
    Bench b;
    b.take("PL1.csv", quarters("Pressure (m)", 4.5));
    CHECK(b.report.error.find("in bar it could") != std::string::npos);
    CHECK(b.report.error.find("--units pressure=m") != std::string::npos);
    CHECK(b.told("ingest.implausible-unit"));
    REQUIRE(b.report.guesses.size() == 1);
    CHECK(b.report.guesses[0].trouble == ChannelGuess::Trouble::implausible);
    CHECK(b.report.guesses[0].confidence < 0.5);
    b.hints.units[Quantity::pressure] = "m";
    b.take("PL1.csv", quarters("Pressure (m)", 4.5));
    CHECK(b.report.error == "");
    CHECK(b.told("ingest.implausible"));
    b.hints.units.clear();
    b.take("PL2.csv", quarters("Pressure (kPa)", 450));
    CHECK(b.report.error == "");
    b.take("FM1.csv", quarters("Flow (l/s)", 36000));
    CHECK(b.report.error.find("in l/min it could") != std::string::npos);
    // One odd logger among several is broken; the unit is not wrong.
    b.take(
        "three.csv", "time,A (m),B (m),C (m)\n" + [] {
            std::string rows;
            for (int i = 10; i < 30; ++i) rows += "2024-05-06 00:" + std::to_string(i) + ",41,42,0.1\n";
            return rows;
        }());
    CHECK(b.report.error == "");
    CHECK(b.told("ingest.implausible"));
    // sensors.csv stands.
    b.hints.sensorMap = *readSensorMap(b.write("sensors.csv", "column,quantity,unit\nPressure (m),pressure,m\n"));
    b.take("PL1.csv", quarters("Pressure (m)", 4.5));
    CHECK(b.report.error == "");
    CHECK(b.report.guesses[0].mapped);
}

TEST_CASE("a file teaches its like, and is believed only where they leave something open") {
    Bench b;
    b.take("first.csv", "Time;Channel A\n25/05/2024 00:00;41,5\n25/05/2024 00:15;42,5\n");
    CHECK(!b.report.learned); // nothing went in
    b.hints.units[Quantity::pressure] = "m";
    b.take("first.csv", "Time;Channel A\n25/05/2024 00:00;41,5\n25/05/2024 00:15;42,5\n");
    REQUIRE(b.report.learned);
    CHECK(b.report.learned->name == "first.csv");
    CHECK(b.report.learned->order == std::optional(DateOrder::dmy));
    CHECK(b.report.learned->decimalMark == std::optional(','));
    b.hints.units.clear();
    b.hints.profiles = {*b.report.learned};
    b.readings.clear();
    b.take("second.csv", "Time;Channel A\n05/06/2024 00:00;41\n05/06/2024 00:15;42\n");
    REQUIRE(b.report.error == "");
    CHECK(b.report.usedProfile == "first.csv");
    CHECK(b.firstTime("Channel A") == "2024-06-05T00:00:00Z");
    CHECK(says(b.report.guesses.at(0), "as in a file of the same kind, first.csv"));
    // What the file proves stands, and the contradiction is said.
    b.readings.clear();
    b.take("third.csv", "Time;Channel A\n05/25/2024 00:00;41.5\n05/25/2024 00:15;42.5\n");
    REQUIRE(b.report.error == "");
    CHECK(b.firstTime("Channel A") == "2024-05-25T00:00:00Z");
    CHECK(b.readings["Channel A"].values.back() == 42.5);
    CHECK(b.told("ingest.profile-contradicted"));
    // Another header is another kind.
    b.take("fourth.csv", "Time;Channel B\n25/05/2024 00:00;41,5\n25/05/2024 00:15;42,5\n");
    CHECK(b.report.error != "");
    const auto again = decodeHints(encodeHints(b.hints));
    REQUIRE(again.ok());
    CHECK(again->profiles == b.hints.profiles);
}

TEST_CASE("columns of error codes and remarks name no sensors") {
    Bench b;
    std::string text = "time,P1 (m),P2 (m),Remarks\n";
    for (int i = 10; i < 40; ++i) text += "2024-05-06 00:" + std::to_string(i) + ",41,Comm Fail,all is well\n";
    b.take("wide.csv", text);
    REQUIRE(b.report.error == "");
    CHECK(b.report.format.substr(0, 4) == "wide");
    CHECK(b.readings["P1"].size() == 30);
    CHECK(b.report.textCells == 30);
    CHECK(b.told("ingest.text-column"));
}
