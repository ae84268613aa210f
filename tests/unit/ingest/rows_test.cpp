#include "ingest_bench.h"

#include "core/ingest/repair_list.h"

#include <cmath>
#include <cstdio>

using namespace ms;
using namespace ms::ingest;

namespace {

/// Quarter-hours of wall clock as a logger that follows London writes them from `from` to `to` (UTC).
std::string localRows(const char* from, const char* to, int& rows) {
    std::string text = "time,P (m)\n";
    const LocalZone zone = london();
    rows = 0;
    for (Instant t = *instantFromIso(from); t < *instantFromIso(to); t = t + minutes(15), ++rows) {
        const std::string iso = toIso(t, zone);
        text += iso.substr(0, 10) + " " + iso.substr(11, 5) + "," + std::to_string(40 + rows % 7) + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("the days of the clock changes have 92 and 100 quarter-hours, all of them kept") {
    for (const auto& [from, to, expected] :
         {std::tuple{"2024-03-31T00:00:00Z", "2024-03-31T23:00:00Z", 92}, std::tuple{"2024-10-26T23:00:00Z", "2024-10-28T00:00:00Z", 100}}) {
        Bench b;
        b.hints.zone = london();
        int rows = 0;
        b.take("p.csv", localRows(from, to, rows));
        CHECK(rows == expected);
        REQUIRE(b.report.error == "");
        const auto& r = b.readings["P"];
        REQUIRE(static_cast<int>(r.size()) == expected);
        for (std::size_t i = 1; i < r.size(); ++i) REQUIRE(r.times_ms[i] - r.times_ms[i - 1] == 900'000);
        CHECK(r.times_ms.front() == instantFromIso(from)->ms);
        CHECK(b.report.missingRows + b.report.duplicateRows + b.report.conflictingRows + b.report.lateRows == 0);
    }
}

TEST_CASE("a clock that does not follow summer time is told by the hour that should not be") {
    Bench b;
    b.hints.zone = london();
    b.take("p.csv", "time,P (m)\n2024-03-31 00:45,1\n2024-03-31 01:00,1\n2024-03-31 01:15,1\n2024-03-31 02:30,1\n");
    CHECK(b.told("ingest.in-gap"));
}

TEST_CASE("duplicates, conflicting duplicates, late and missing rows, codes: each counted once, good rows go in") {
    Bench b;
    b.take("p.csv", "time,A (m),B (m)\n"
                    "2024-01-01 00:00,10,20\n"
                    "2024-01-01 00:15,11,21\n"
                    "2024-01-01 00:15,11,21\n" // again
                    "2024-01-01 00:30,12,22\n"
                    "2024-01-01 00:30,12.5,22\n" // with another value
                    "2024-01-01 01:00,14,24\n"
                    "2024-01-01 00:45,13,23\n" // late
                    "2024-01-01 01:15,#N/A,-9999\n"
                    "2024-01-01 01:30,,26\n"
                    "2024-01-01 02:15,19,29\n" // two rows missing before it
                    "not a time,1,2\n"
                    "2024-01-01 02:30,20,30,40\n" // too many cells
                    "2024-01-01 02:45,21\n");     // one too few
    const FileReport& r = b.report;
    CHECK(r.error == "");
    CHECK(r.rows == 13);
    CHECK(r.duplicateRows == 1);
    CHECK(r.conflictingRows == 1);
    CHECK(r.lateRows == 1);
    CHECK(r.textCells == 2);
    CHECK(r.emptyCells == 2);
    CHECK(r.missingRows == 3); // and the row with too many cells
    CHECK(r.quarantined == 1 + 2 + 2);
    CHECK(b.readings["A"].values == std::vector<double>{10, 11, 12, 13, 14, 19, 21});
    CHECK(b.readings["B"].values == std::vector<double>{20, 21, 22, 23, 24, 26, 29});
    bool conflictTold = false;
    for (const Quarantined& q : r.quarantine) conflictTold = conflictTold || (q.line == 6 && q.reason.find("line 5") != std::string::npos);
    CHECK(conflictTold);
}

TEST_CASE("a large file in parts gives what it gives whole, lines of messages included") {
    std::string text = "time,A (m),B (m)\n";
    std::size_t badLine = 0;
    const std::int64_t t0 = instantFromIso("2024-01-01T00:00:00Z")->ms;
    for (int i = 0; i < 20'000; ++i) {
        char line[64];
        const std::string iso = toIso({t0 + i * 900'000LL});
        std::snprintf(line, sizeof line, "%s %s,%.2f,%d\n", iso.substr(0, 10).c_str(), iso.substr(11, 5).c_str(), 40 + std::sin(i / 20.0), i % 97);
        text += line;
        if (i == 15'000) {
            text += "rubbish,1,2\n";
            badLine = 15'003;
        }
    }
    Bench whole, parts;
    whole.take("x.csv", text);
    const std::string path = parts.write("x.csv", text);
    const auto size = static_cast<std::int64_t>(text.size());
    std::int64_t rows = 0, bad = 0;
    for (const auto& [from, to] : {std::pair<std::int64_t, std::int64_t>{0, size / 3}, {size / 3, size / 2}, {size / 2, -1}}) {
        parts.takeTask({{{path, from, to}}, size});
        REQUIRE(parts.report.error == "");
        rows += parts.report.rows;
        if (!parts.report.quarantine.empty()) bad = parts.report.quarantine.front().line;
    }
    CHECK(rows == whole.report.rows);
    CHECK(bad == static_cast<std::int64_t>(badLine));
    CHECK(parts.readings == whole.readings);
    CHECK(whole.readings["A"].size() == 20'000);
    CHECK(whole.report.quarantine.front().line == static_cast<std::int64_t>(badLine));
}

TEST_CASE("parts of a long file say the same of its tags, whichever each meets first") {
    std::string text = "time,sensor,pressure (m)\n";
    const std::int64_t t0 = instantFromIso("2024-01-01T00:00:00Z")->ms;
    for (int i = 0; i < 2'000; ++i)
        for (const char* tag : {"P3", "P1", "P2"}) text += toIso({t0 + i * 900'000LL}) + "," + tag + ",41.5\n";
    Bench b;
    const std::string path = b.write("x.csv", text);
    const auto size = static_cast<std::int64_t>(text.size());
    FileReport sum;
    for (std::int64_t from : {std::int64_t{0}, size / 2 + 40, size / 2 + 80}) { // each begins with another tag
        b.takeTask({{{path, from, from == 0 ? size / 2 + 40 : from == size / 2 + 40 ? from + 40 : -1}}, size});
        REQUIRE(b.report.error == "");
        CHECK(b.report.diagnostics.size() == 1);
        sum.add(b.report);
    }
    REQUIRE(sum.diagnostics.size() == 1);
    CHECK(sum.diagnostics.front().code == "ingest.guessed-quantity");
    CHECK(sum.diagnostics.front().element == "P1, P2, P3");
}

TEST_CASE("chunks: any values come back bit for bit, damage is found") {
    ChunkEncoder encoder;
    std::vector<std::int64_t> times;
    std::vector<double> values;
    std::vector<std::uint8_t> quality;
    const std::int64_t t0 = instantFromIso("2024-02-01T00:00:00Z")->ms;
    std::uint64_t seed = 1;
    for (int i = 0; i < 3000; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        times.push_back(t0 + i * 600'000LL + (i % 100 == 3 ? 17 : 0));
        values.push_back(i % 11 == 0 ? -1e300 / (i + 1) : static_cast<double>(seed >> 11) / 1e9);
        quality.push_back(static_cast<std::uint8_t>(i % 500 == 0 ? 4 : 0));
    }
    const auto chunk = encoder.encode({times, {}, {}, values, quality});
    const auto back = decodeChunk(chunk.data);
    REQUIRE(back.ok());
    CHECK(back->readings == series::Readings{times, values, quality});
    CHECK(encoder.encode({times, {}, {}, values, quality}).data == chunk.data);
    for (std::size_t i = 0; i < chunk.data.size(); i += 97) {
        std::string broken = chunk.data;
        broken[i] = static_cast<char>(broken[i] ^ 0x40);
        CHECK(!decodeChunk(broken).ok());
        CHECK(!decodeChunk(std::string_view(chunk.data).substr(0, i)).ok());
    }
    // Decimals in a unit: what parsing and converting gives, exactly.
    std::vector<double> litres;
    for (int i = 0; i < 3000; ++i) litres.push_back((i * 7 % 5000) / 100.0 * (1e-3 / 3600));
    const auto column = findDecimals(litres, 1e-3 / 3600);
    REQUIRE(column.has_value());
    CHECK(column->scale.decimals == 2);
    const auto decoded = decodeChunk(encoder.encode({times, column->mantissas, column->scale, {}, {}}).data, true);
    REQUIRE(decoded.ok());
    CHECK(decoded->readings.values == litres);
    CHECK(decoded->mantissas == column->mantissas);
    const auto bins = decodeBins(chunk.summary.bins);
    REQUIRE(bins.ok());
    CHECK(bins->low.size() == 21);
}

TEST_CASE("repair lists of several makes") {
    Bench b;
    const auto uk = readRepairs(
        b.write("r.csv", "job,reported,completed,easting,northing,street\nWR1,22/05/2024 15:25,25/05/2024 06:57,364337,175804,\"Lower Walk, 3\"\n"),
        london());
    REQUIRE(uk.ok());
    REQUIRE(uk->repairs.size() == 1);
    CHECK(toIso(*uk->repairs[0].completed) == "2024-05-25T05:57:00Z");
    CHECK(uk->repairs[0].street == "Lower Walk, 3");
    CHECK(uk->repairs[0].x == std::optional(364337.0));
    const auto battledim = readRepairs(b.write("r2.csv", "pipe;repair_time\np419;2018-02-14 18:50\np13;soon\n"), {});
    REQUIRE(battledim.ok());
    CHECK(battledim->repairs[0].pipe == "p419");
    CHECK(toIso(*battledim->repairs[0].completed) == "2018-02-14T18:50:00Z");
    CHECK(!battledim->repairs[1].completed.has_value());
    CHECK(battledim->diagnostics.size() == 1);
    CHECK(!readRepairs(b.write("r3.csv", "a,b\n1,2\n"), {}).ok());
    // A title above the header, grid references, dates without a time, a day as spreadsheets count it.
    const auto grid =
        readRepairs(b.write("r4.csv", "Repairs of May\n\nJob;Grid ref;Completed\nA;ST 6402 7668;45418,5\nB;QQ1;25/05/2024\nC;SU12;26/05/2024\n"), {});
    REQUIRE(grid.ok());
    REQUIRE(grid->repairs.size() == 3);
    CHECK(grid->repairs[0].x == std::optional(364025.0));
    CHECK(grid->repairs[0].y == std::optional(176685.0));
    CHECK(toIso(*grid->repairs[0].completed) == "2024-05-06T12:00:00Z");
    CHECK(!grid->repairs[1].x.has_value());
    CHECK(toIso(*grid->repairs[1].completed) == "2024-05-25T00:00:00Z");
    CHECK(grid->diagnostics.size() == 4); // the order of the dates, two places, how the one was read
}

TEST_CASE("a plan packs small files together, cuts large ones, and passes over what is not there to be read") {
    Bench b;
    std::string big = "time,A (m)\n";
    for (std::int64_t i = 0; big.size() < (7U << 20); ++i) big += toIso({i * 60'000}) + ",41.5\n";
    const std::string one = b.write("one.csv", "a"), two = b.write("two.csv", "b"), large = b.write("large.csv", big);
    const auto plan = planImport({one, two, large}, 2);
    REQUIRE(plan.ok());
    REQUIRE(plan->tasks.size() == 3);
    CHECK(plan->tasks[0].parts.size() == 2);
    CHECK(plan->tasks[1].parts[0].to == plan->tasks[2].parts[0].from);
    CHECK(plan->tasks[2].parts[0].to == -1);
    const auto back = decodeTask(encodeTask(plan->tasks[1]));
    REQUIRE(back.ok());
    CHECK(*back == plan->tasks[1]);
    CHECK(planImport({"/nowhere"}, 2).error().code == ErrorCode::notFound);
}

TEST_CASE("stopped in the midst, it leaves no file behind") {
    Bench b;
    const std::string path = b.write("x_pressure.csv", "time,A (m)\n2024-01-01 00:00,10\n");
    std::stop_source source;
    source.request_stop();
    NullSink sink;
    const auto done = importFiles({{{path, 0, -1}}, 10}, b.hints, path + ".out", sink, source.get_token());
    REQUIRE(!done.ok());
    CHECK(done.error().code == ErrorCode::cancelled);
    CHECK(!std::filesystem::exists(path + ".out"));
    CHECK(!std::filesystem::exists(path + ".out.part"));
}

TEST_CASE("a large file is cut where its rows are even, so that repeats, late rows and gaps are counted exactly") {
    Bench b;
    const std::int64_t t0 = instantFromIso("2024-01-01T00:00:00Z")->ms;
    std::vector<std::string> rows;
    for (int i = 0; i < 400'000; ++i) {
        char line[64];
        const std::string iso = toIso({t0 + i * 60'000LL});
        std::snprintf(line, sizeof line, "%s %s,%.2f,%d\n", iso.substr(0, 10).c_str(), iso.substr(11, 5).c_str(), 40 + std::sin(i / 20.0), i % 97);
        rows.push_back(line);
    }
    // Just where the middle of the file falls: rows late by more than a hundred, a block twice, rows missing.
    const auto at = [&rows](int i) { return rows.begin() + i; };
    std::rotate(at(199'900), at(199'950), at(200'100));
    rows.insert(at(200'200), at(200'150), at(200'180));
    rows.erase(at(200'300), at(200'310));
    std::string text = "time,A (m),B (m)\n";
    for (const std::string& row : rows) text += row;
    const std::string path = b.write("x.csv", text);
    const auto plan = planImport({path}, 2);
    REQUIRE(plan.ok());
    REQUIRE(plan->tasks.size() == 2);
    FileReport sum;
    for (const ImportTask& task : plan->tasks) {
        b.takeTask(task);
        REQUIRE(b.report.error == "");
        sum.add(b.report);
    }
    CHECK(sum.rows == 400'000 + 30 - 10);
    CHECK(sum.lateRows == 50);
    CHECK(sum.duplicateRows == 30);
    CHECK(sum.missingRows == 10);
    CHECK(sum.conflictingRows == 0);
    CHECK(b.readings["A"].size() == 400'000 - 10);
}
