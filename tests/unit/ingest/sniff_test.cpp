#include "core/ingest/file_sniff.h"
#include "ingest_bench.h"

#include <algorithm>

using namespace ms;
using namespace ms::ingest;

namespace {

bool anyHas(const std::vector<std::string>& sentences, const std::string& part) {
    return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& s) { return s.find(part) != std::string::npos; });
}

std::vector<FileSniff> looked(const Bench& b, const std::string& path) {
    return sniffFile(path, b.hints, ElementIndex(b.hints.nodeIds, b.hints.linkIds));
}

std::string rows(int n, const char* format) {
    std::string text;
    char line[128];
    for (int i = 0; i < n; ++i) {
        std::snprintf(line, sizeof line, format, 5 + i / 96, i / 4 % 24, i % 4 * 15, 40.0 + i % 10);
        text += line;
    }
    return text;
}

} // namespace

TEST_CASE("sniffing says what was recognised, how sure it is, and why") {
    Bench b;
    b.hints.zone = london();
    b.hints.nodeIds = {"J0446", "J0447"};
    const std::string path =
        b.write("J0446.csv", "Site name,Hurst Court\nUnits,m\n\nDate/Time,Pressure (m)\n" + rows(2000, "%02d/05/2024 %02d:%02d,%.1f\n"));
    const auto all = looked(b, path);
    REQUIRE(all.size() == 1);
    const FileSniff& f = all[0];
    CHECK(f.error == "");
    CHECK(f.format == "wide, ',', dates d/m/y");
    CHECK(f.confidence > 0.9);
    CHECK(anyHas(f.evidence, "day 13 in line 773 (13/05/2024) can only be day/month/year"));
    CHECK(anyHas(f.evidence, "line 4 is the header"));
    CHECK(anyHas(f.evidence, "',' cuts"));
    REQUIRE(f.channels.size() == 1);
    const ChannelGuess& g = f.channels[0].guess;
    CHECK(g.header == "Pressure (m)");
    CHECK(g.sensor.quantity == Quantity::pressure);
    CHECK(g.sensor.unit == "m");
    CHECK(g.sensor.element == "J0446");
    CHECK(g.confidence > 0.85);
    CHECK(anyHas(g.reasons, "pressure by its header"));
    CHECK(anyHas(g.reasons, "node J0446 has that id"));
    CHECK(g.median.value_or(0) == doctest::Approx(45).epsilon(0.05));
    REQUIRE(f.channels[0].first.size() == 8);
    CHECK(f.channels[0].first[1].second == 41.0);
    CHECK(toIso(f.span.from) == "2024-05-04T23:00:00Z");
    CHECK(toIso(f.span.to) == "2024-05-25T18:45:00Z");
    CHECK(f.spanIsWhole);
    CHECK(f.step == minutes(15));
    CHECK(f.timezone == "Europe/London");
    // The same stands in the report of an import.
    b.takeTask({{{path, 0, -1}}, f.bytes});
    CHECK(b.report.confidence == f.confidence);
    CHECK(b.report.evidence == f.evidence);
    REQUIRE(b.report.guesses.size() == 1);
    CHECK(b.report.guesses[0].reasons == g.reasons);

    const auto again = decodeSniffed(encodeSniffed({all, f.diagnostics}));
    REQUIRE(again.ok());
    CHECK(again->files == all);
    CHECK(again->diagnostics == f.diagnostics);
    CHECK(!decodeSniffed("x").ok());
}

TEST_CASE("sniffing shows what an import would stop at, values included") {
    Bench b;
    const auto open = looked(b, b.write("x.csv", "time,A,B\n2024-05-06 01:15,1,2\n2024-05-06 01:30,3,4\n"));
    REQUIRE(open[0].channels.size() == 2);
    CHECK(open[0].channels[0].guess.trouble == ChannelGuess::Trouble::noQuantity);
    CHECK(open[0].channels[1].first.size() == 2);
    CHECK(open[0].error != "");
    const auto unit = looked(b, b.write("pressures.csv", "time,A\n2024-05-06 01:15,31\n2024-05-06 01:30,33\n"));
    CHECK(unit[0].channels[0].guess.trouble == ChannelGuess::Trouble::noUnit);
    CHECK(unit[0].channels[0].first[0].second == 31);
    CHECK(looked(b, b.write("notes.txt", "hello\n"))[0].error != "");
    NullSink sink;
    CHECK(!sniffFiles({"/no/such/file"}, b.hints, sink, {}).ok());
}

TEST_CASE("the order of the dates: proof, likelihood, habit, and how sure each is") {
    Bench b;
    const auto sure = [&](const std::string& text) { return looked(b, b.write("flow.csv", "Time,Flow (l/s)\n" + text))[0]; };
    const FileSniff proved = sure("25/05/2024 00:00,1\n26/05/2024 00:00,2\n");
    CHECK(anyHas(proved.evidence, "day 25 in line 2 (25/05/2024) can only be day/month/year"));
    const FileSniff american = sure("05/12/2024 00:00,1\n05/13/2024 00:00,2\n");
    CHECK(anyHas(american.evidence, "day 13 in line 3 (05/13/2024) can only be month/day/year"));
    const FileSniff likely = sure("05/06/2024 00:00,1\n06/06/2024 00:00,2\n");
    CHECK(anyHas(likely.evidence, "read day first the dates span 1 days, else 31"));
    const FileSniff habit = sure("05/06/2024 00:00,1\n05/06/2024 00:15,2\n");
    CHECK(anyHas(habit.evidence, "nothing tells whether 05/06/2024"));
    CHECK(proved.confidence > likely.confidence);
    CHECK(likely.confidence > habit.confidence);
    CHECK(habit.confidence <= 0.5);
}
