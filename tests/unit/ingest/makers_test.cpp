// Files as the makers of loggers and telemetry write them, each with what makes it go wrong elsewhere.
#include "core/ingest/file_sniff.h"
#include "ingest_bench.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

using namespace ms;
using namespace ms::ingest;

namespace {

std::string zipped(const std::vector<std::pair<std::string, std::string>>& members) {
    std::string out(std::size_t{1} << 20, '\0');
    std::size_t used = 0;
    archive* a = archive_write_new();
    archive_write_set_format_zip(a);
    REQUIRE(archive_write_open_memory(a, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, text] : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(a, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    out.resize(used);
    return out;
}

bool contains(const std::vector<std::string>& texts, const std::string& part) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& t) { return t.find(part) != std::string::npos; });
}

/// A workbook as spreadsheet programs write it: a sheet of remarks, one with a preamble and formatted dates, one with bare serial numbers.
std::string workbook() {
    const auto text = [](const std::string& t) { return "<is><t>" + t + "</t></is>"; };
    std::string notes = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">" + text("Downloaded 03/11/2024") + "</c></row>";
    std::string hurst = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">" + text("Site") + "</c><c r=\"B1\" t=\"inlineStr\">" + text("Hurst Court") +
                        "</c></row><row r=\"4\"><c r=\"A4\" t=\"inlineStr\">" + text("Time") + "</c><c r=\"B4\" t=\"inlineStr\">" +
                        text("Pressure (m)") + "</c></row>";
    std::string raw =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">" + text("Time") + "</c><c r=\"B1\" t=\"inlineStr\">" + text("Flow (l/s)") + "</c></row>";
    for (int i = 0; i < 10; ++i) {
        char day[32];
        std::snprintf(day, sizeof day, "%.10f", 45418 + (i + 1) / 96.0); // 00:14:59.9999 at times
        const std::string h = std::to_string(i + 5), r = std::to_string(i + 2);
        const std::string value = i == 9 ? " t=\"inlineStr\">" + text("Comm Fail") : "><v>45." + std::to_string(i) + "</v>";
        hurst += "<row r=\"" + h + "\"><c r=\"A" + h + "\" s=\"1\"><v>" + day + "</v></c><c r=\"B" + h + "\"" + value + "</c></row>";
        raw += "<row r=\"" + r + "\"><c r=\"A" + r + "\"><v>" + day + "</v></c><c r=\"B" + r + "\"><v>" + std::to_string(i) + ".25</v></c></row>";
    }
    const auto sheet = [](const std::string& rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet "
               "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" +
               rows + "</sheetData></worksheet>";
    };
    const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      package = "http://schemas.openxmlformats.org/package/2006/", main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                      type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string types, sheets, targets;
    int n = 0;
    for (const char* name : {"Notes", "Hurst Court", "Raw"}) {
        const std::string k = std::to_string(++n);
        types += "<Override PartName=\"/xl/worksheets/sheet" + k + ".xml\" ContentType=\"" + type + "worksheet+xml\"/>";
        sheets += "<sheet name=\"" + std::string(name) + "\" sheetId=\"" + k + "\" r:id=\"rId" + k + "\"/>";
        targets += "<Relationship Id=\"rId" + k + "\" Type=\"" + relations + "/worksheet\" Target=\"worksheets/sheet" + k + ".xml\"/>";
    }
    return zipped(
        {{"[Content_Types].xml",
          "<?xml version=\"1.0\"?><Types xmlns=\"" + package + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd." +
              "openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type +
              "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/>" + types + "</Types>"},
         {"_rels/.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"rId1\" Type=\"" +
                             relations + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
         {"xl/workbook.xml",
          "<?xml version=\"1.0\"?><workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations + "\"><sheets>" + sheets + "</sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"" + package + "relationships\">" + targets +
                                            "<Relationship Id=\"rId9\" Type=\"" + relations + "/styles\" Target=\"styles.xml\"/></Relationships>"},
         {"xl/styles.xml",
          "<?xml version=\"1.0\"?><styleSheet xmlns=\"" + main + "\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders " +
              "count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf " +
              "numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"},
         {"xl/worksheets/sheet1.xml", sheet(notes)},
         {"xl/worksheets/sheet2.xml", sheet(hurst)},
         {"xl/worksheets/sheet3.xml", sheet(raw)}});
}

} // namespace

TEST_CASE("HWM: preamble, date and time apart, the units in a line of their own") {
    Bench b;
    b.take("45871_LON.csv",
           "\"Site ID\",45871\r\n\"Site name\",\"Laurel Avenue, inlet\"\r\n\"Serial\",\"LO-18822\"\r\n\r\nDate,Time,Flow,Pressure\r\n"
           ",,l/s,m\r\n24/11/2024,00:00,12.31,44.2\r\n24/11/2024,00:15,11.98,44.6\r\n24/11/2024,00:30,,44.8\r\n");
    REQUIRE(b.report.error == "");
    CHECK(b.sensors.at("45871_LON flow").unit == "l/s");
    CHECK(b.sensors.at("45871_LON pressure").unit == "m");
    CHECK(b.readings["45871_LON flow"].values == std::vector<double>{12.31 * 1e-3, 11.98 * 1e-3});
    CHECK(b.firstTime("45871_LON pressure") == "2024-11-24T00:00:00Z");
    CHECK(b.report.emptyCells == 1);
    CHECK(contains(b.report.evidence, "line 6 names the units"));
}

TEST_CASE("Radwin: quoted preamble, month names, blank lines at the end") {
    Bench b;
    b.take("R100.TXT", "\"RADWIN export\"\n\"Site\",\"R100\"\n\"Date/Time\",\"Flow (m3/h)\"\n\"24 Nov 2024 23:45\",\"36\"\n\"25 Nov 2024 "
                       "00:00\",\"1,072.8\"\n\"25 Nov 2024 00:15\",\"18\"\n\n\n");
    REQUIRE(b.report.error == "");
    CHECK(b.readings["R100"].values == std::vector<double>{0.01, 1072.8 * (1.0 / 3600), 0.005});
    CHECK(b.lastTime("R100") == "2024-11-25T00:15:00Z");
    CHECK(b.report.quarantined == 0);
}

TEST_CASE("PMAC: a row a reading, site and channel name it together, 24:00 is midnight") {
    Bench b;
    b.hints.nodeIds = {"J17", "J18"};
    b.take("pmac.csv",
           "Site,Parameter,Date,Time,Value,Units,Status\nJ17,Flow,24/11/2024,23:45,3.5,l/s,OK\nJ17,Pressure,24/11/2024,23:45,44.1,mWG,OK\n"
           "J17,Flow,24/11/2024,24:00,3.25,l/s,OK\nJ17,Pressure,24/11/2024,24:00,44.3,mWG,FAULT\n");
    REQUIRE(b.report.error == "");
    REQUIRE(b.readings.count("J17") == 1);
    REQUIRE(b.readings.count("J17 (2)") == 1);
    CHECK(b.sensors.at("J17").quantity == Quantity::flow);
    CHECK(b.sensors.at("J17 (2)").quantity == Quantity::pressure);
    CHECK(b.sensors.at("J17 (2)").element == "J17");
    CHECK(b.lastTime("J17") == "2024-11-25T00:00:00Z");
    CHECK(b.readings["J17 (2)"].quality == std::vector<std::uint8_t>{0, 128});
    CHECK(b.report.conflictingRows == 0);
}

TEST_CASE("i2O: ISO times with an offset, one logger with inlet and outlet, an empty column") {
    Bench b;
    b.hints.zone = london();
    b.take("i2o_dpc7.csv", "Timestamp,P1 Inlet Pressure [m],P2 Outlet Pressure [m],Flow [l/s],Battery [V]\n2024-06-01T01:00:00+01:00,61.2,40.1,5.5,\n"
                           "2024-06-01T01:15:00+01:00,61.0,40.0,5.25,\n2024-06-01T01:30:00+01:00,61.1,39.9,5.0,\n");
    REQUIRE(b.report.error == "");
    CHECK(b.firstTime("P1 Inlet Pressure") == "2024-06-01T00:00:00Z");
    CHECK(b.readings["P2 Outlet Pressure"].values == std::vector<double>{40.1, 40.0, 39.9});
    CHECK(b.sensors.at("i2o_dpc7 flow").quantity == Quantity::flow);
    CHECK(b.told("ingest.unknown-quantity")); // the battery
}

TEST_CASE("TimeView: semicolons, comma in numbers, a code that is no reading, American dates proved late") {
    Bench b;
    std::string text = "TimeView;Report\nTime;Level tank 1 (m)\n";
    for (int day = 1; day <= 14; ++day)
        text += "11/" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "/2024 06:00 AM;" +
                (day == 3 ? "-9999" : "2," + std::to_string(100 + day)) + "\n";
    b.take("tank.csv", text);
    REQUIRE(b.report.error == "");
    CHECK(b.lastTime("Level tank 1") == "2024-11-14T06:00:00Z");
    CHECK(b.readings["Level tank 1"].size() == 13);
    CHECK(b.report.textCells == 1);
    CHECK(contains(b.report.evidence, "day 13 in line 15 (11/13/2024) can only be month/day/year"));
}

TEST_CASE("SLI of two channels: a record has a value for each, in the order of their numbers") {
    Bench b;
    b.take("TEST.PRN", "\"text\",\"Site: Test, Crowmarsh\"\n\"ch\",1,\"flow\",\"l/s\"\n\"ch\",2,\"pressure\",\"m\"\n"
                       "\"time\",17/03/24,11:45,15.0,\"min\",4\n46.17,16.51\n43.59,16.70\n,16.90\n42.97,16.83\n");
    REQUIRE(b.report.error == "");
    CHECK(b.readings["TEST flow"].values == std::vector<double>{46.17 * 1e-3, 43.59 * 1e-3, 42.97 * 1e-3});
    CHECK(b.readings["TEST pressure"].values == std::vector<double>{16.51, 16.7, 16.9, 16.83});
    CHECK(b.lastTime("TEST flow") == "2024-03-17T12:30:00Z");
    CHECK(b.report.rows == 4);
    CHECK(b.report.emptyCells == 1);
    CHECK(!b.told("ingest.sli-count"));
    CHECK(b.sensors.at("TEST flow").quantity == Quantity::flow);
    // A block a channel is the other way to write it; hours and seconds are intervals too.
    b.take("TWO.TXT", "\"ch\",1,\"flow\",\"m3/h\"\n\"time\",17/03/24,00:00,1,\"hour\",2\n36\n72\n\"ch\",2,\"pressure\",\"bar\"\n"
                      "\"time\",17/03/24,00:00,30,\"sec\",3\n3.5\n3.6\n3.7\n");
    CHECK(b.lastTime("TWO flow") == "2024-03-17T01:00:00Z");
    CHECK(b.lastTime("TWO pressure") == "2024-03-17T00:01:00Z");
    // A count that is not met shifts nothing, and is said.
    b.take("SHORT.PRN", "\"ch\",1,\"flow\",\"l/s\"\n\"time\",17/03/24,11:45,15,\"min\",5\n1\n2\n");
    CHECK(b.told("ingest.sli-count"));
    CHECK(b.readings["SHORT"].size() == 2);
}

TEST_CASE("TSD + DAT: a dropped folder, flags, limits, points not in use, keys nobody lists") {
    Bench b;
    const std::string tsd =
        b.write("telemetry.tsd", "; made by hand\n[TSD_VERSION=3.0]\n[SYSTEM_TYPE=Radcom logger]\nFO120716,FO12 STATION FLOW,Flow,m3/h,USED,0,500\n"
                                 "FO120717,FO12 INLET,Pressure,m,USED,0,120\nFO120718,OLD ONE,Flow,m3/h,UNUSED,0,500\n");
    b.makeFolder("telemetry");
    b.write("telemetry/2024-05-07.dat", "_00:00\nFO120716,72, 1\nfo120717,44.5, 1\n");
    b.write("telemetry/2024-05-06.dat", "_00:00\nFO120716,36, 1\nFO120717,45.5, 1\nFO120718,1, 1\n_00:21\nFO120716,720, 1\nFO120717,45.25, 2\n"
                                        "NOBODY,1,1\nFO120717,Bad,0\n_xx:00\nFO120716,1,1\n");
    const auto plan = planImport({b.folder()}, 1);
    REQUIRE(plan.ok());
    REQUIRE(plan->tasks.size() == 1);
    REQUIRE(plan->tasks[0].parts.size() == 1); // the days are read with their list
    b.takeTask(plan->tasks[0]);
    REQUIRE(b.report.error == "");
    CHECK(b.report.format == "TSD + DAT, 2 days");
    CHECK(b.readings["FO12 STATION FLOW"].values == std::vector<double>{0.01, 0.2, 0.02});
    CHECK(b.readings["FO12 STATION FLOW"].quality[1] == static_cast<std::uint8_t>(series::Quality::outOfRange));
    CHECK(b.readings["FO12 INLET"].quality == std::vector<std::uint8_t>{0, 128, 0});
    CHECK(toIso({b.readings["FO12 INLET"].times_ms[1]}) == "2024-05-06T00:21:00Z");
    CHECK(b.lastTime("FO12 INLET") == "2024-05-07T00:00:00Z");
    CHECK(b.sensors.count("OLD ONE") == 0);
    CHECK(b.told("ingest.tsd-not-used"));
    CHECK(b.told("ingest.tsd-unknown-key"));
    CHECK(b.report.textCells == 1);
    REQUIRE(b.report.quarantine.size() == 4);
    CHECK(b.report.quarantine[0].file == "2024-05-06.dat");
    CHECK(b.report.quarantine[0].line == 8);
    // A day on its own finds its list; without one it says what is missing.
    b.takeTask({{{b.folder() + "/telemetry/2024-05-07.dat", 0, -1}}, 10});
    CHECK(b.report.values == 2);
    b.takeTask({{{b.write("2024-05-08.dat", "_00:00\nA,1,1\n"), 0, -1}}, 10});
    CHECK(b.report.values == 0);
    b.makeFolder("alone");
    b.takeTask({{{b.write("alone/2024-05-08.dat", "_00:00\nA,1,1\n"), 0, -1}}, 10});
    CHECK(b.report.error.find(".TSD") != std::string::npos);
}

TEST_CASE("an archive is read whole, a workbook sheet by sheet; what holds no readings is named and passed over") {
    Bench b;
    NullSink sink;
    const auto all = [&](const std::string& path) {
        const auto reports = importFiles({{{path, 0, -1}}, 100}, b.hints, b.folder() + "/out", sink, {});
        REQUIRE(reports.ok());
        return *reports;
    };
    const auto zip =
        all(b.write("loggers.zip", zipped({{"readme.txt", "hello\n"},
                                           {"a/PL1.csv", "time,Pressure (m)\n2024-05-06 00:00,41\n2024-05-06 00:15,42\n"},
                                           {"a/FM2.csv", "time,Flow (l/s)\n2024-05-06 00:00,1\n2024-05-06 00:15,2\n2024-05-06 00:30,x\n"},
                                           {"__MACOSX/a/._FM2.csv", "junk"}})));
    REQUIRE(zip.size() == 2);
    CHECK(zip[0].path == b.folder() + "/loggers.zip/a/PL1.csv");
    CHECK(zip[0].values == 2);
    CHECK(zip[0].guesses.at(0).sensor.name == "PL1");
    CHECK(zip[1].values == 2);
    CHECK(zip[1].quarantine.at(0).line == 4);
    CHECK(std::any_of(zip[0].diagnostics.begin(), zip[0].diagnostics.end(), [](const Diagnostic& d) { return d.element == "readme.txt"; }));
    CHECK(all(b.write("notes.zip", zipped({{"a.txt", "hello\n"}, {"b.txt", "world\n"}}))).at(0).error != "");

    const auto book = all(b.write("book.xlsx", workbook()));
    REQUIRE(book.size() == 2);
    CHECK(book[0].path == b.folder() + "/book.xlsx/Hurst Court");
    CHECK(book[0].values == 9);
    CHECK(book[0].textCells == 1);
    CHECK(book[0].quarantine.at(0).line == 14);
    CHECK(contains(book[0].evidence, "line 4 is the header"));
    CHECK(book[1].values == 10);
    CHECK(contains(book[1].evidence, "counts days since 1899-12-30"));
    const auto sniffed = sniffFile(b.folder() + "/book.xlsx", b.hints, ElementIndex({}, {}));
    REQUIRE(sniffed.size() == 2);
    CHECK(toIso(sniffed[0].span.from) == "2024-05-06T00:15:00Z");
    CHECK(toIso(sniffed[1].channels.at(0).first.at(2).first) == "2024-05-06T00:45:00Z");
    CHECK(sniffed[1].channels.at(0).first.at(2).second == 2.25);
}
