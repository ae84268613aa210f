// What real files do (HYDRAULICS.md, "Files in the wild"): each is read, and each is said with its line and text.
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace ms;
using namespace ms::network;

namespace {

/// A whole file with `extra` in front of [END].
std::string wildFile(const std::string& extra = {}, const std::string& end = "[END]\n") {
    return "[JUNCTIONS]\nJ1 10 5\nJ2 20 1\n[RESERVOIRS]\nR 100\n[PIPES]\nP1 R J1 1000 300 100 0 Open\nP2 J1 J2 500 200 110 0 Open\n"
           "[COORDINATES]\nJ1 1 2\n[TIMES]\nDuration 1:00\n[OPTIONS]\nUnits LPS\n" +
           extra + end;
}

constexpr std::int64_t kFirstExtra = 15; ///< line at which `extra` begins

ReadNetwork readWild(const std::string& text) {
    auto read = readInp(text, "wild.inp");
    REQUIRE_MESSAGE(read.ok(), (read.ok() ? std::string{} : read.error().toString()));
    return std::move(read).value();
}

/// The one diagnostic of this code, which must name this line and hold this text.
void checkSaid(const ReadNetwork& read, const std::string& code, std::int64_t line, const std::string& text) {
    CAPTURE(code);
    const auto found = std::find_if(read.diagnostics.begin(), read.diagnostics.end(), [&](const Diagnostic& d) { return d.code == code; });
    REQUIRE(found != read.diagnostics.end());
    CHECK(found->subject == "wild.inp");
    CHECK(found->position.line == line);
    CHECK_MESSAGE(found->text.find(text) != std::string::npos, found->text);
    CHECK_FALSE(found->kept.empty());
}

bool isSaid(const ReadNetwork& read, const std::string& code) {
    return std::any_of(read.diagnostics.begin(), read.diagnostics.end(), [&](const Diagnostic& d) { return d.code == code; });
}

const Node& nodeOf(const ReadNetwork& r, const char* id) { return r.network.node(r.network.findNode(id)); }
const Link& linkOf(const ReadNetwork& r, const char* id) { return r.network.link(r.network.findLink(id)); }

} // namespace

TEST_CASE("a plain file gives no diagnostic at all") {
    const auto read = readWild(wildFile());
    for (const Diagnostic& d : read.diagnostics) CHECK_MESSAGE(false, d.toString());
}

TEST_CASE("tabs, sections twice, shared and odd ids") {
    auto read = readWild(wildFile("[JUNCTIONS]\nJ3\t30\t2\n[PIPES]\nJ3 J2 J3 100 100 100 0 Open\nP#4 J3 J1 50 100 100 0 Open\n"));
    checkSaid(read, "inp.tabs", kFirstExtra + 1, "J3\t30\t2");
    checkSaid(read, "inp.section-twice", kFirstExtra + 1, "J3");
    checkSaid(read, "inp.shared-id", kFirstExtra + 3, "J3 J2 J3");
    checkSaid(read, "inp.odd-id", kFirstExtra + 4, "P#4");
    CHECK(nodeOf(read, "J3").demands[0].base_m3s == doctest::Approx(0.002));
    CHECK(linkOf(read, "J3").length_m == 100);
    CHECK(linkOf(read, "P#4").length_m == 50);
    read = readWild(wildFile("[JUNCTIONS]\nN@1 1 0\nN~2 1 0\n[PIPES]\nA N@1 N~2 1 1 1\nB J1 N~2 1 1 1\n"));
    checkSaid(read, "inp.odd-id", kFirstExtra + 1, "N@1");
    CHECK(read.network.findNode("N~2").valid());
}

TEST_CASE("the default pattern: '1' silently, or one that is not there") {
    auto read = readWild(wildFile("[PATTERNS]\n0 1\n1 2 3\n"));
    checkSaid(read, "inp.default-pattern", kFirstExtra + 2, "1 2 3");
    CHECK(read.network.options.defaultPattern == 1);
    read = readWild(wildFile("[PATTERNS]\n1 2 3\n[OPTIONS]\nPattern none\n"));
    checkSaid(read, "inp.default-pattern", kFirstExtra + 3, "Pattern none");
    CHECK(read.network.options.defaultPattern == -1);
    read = readWild(wildFile("[DEMANDS]\nJ1 1 gone\n"));
    checkSaid(read, "inp.no-such-pattern", kFirstExtra + 1, "gone");
    CHECK(nodeOf(read, "J1").demands[0].pattern == -1);
}

TEST_CASE("line ends: CR LF, mixed, none at the end of the file") {
    std::string dos;
    for (const char c : wildFile()) dos += c == '\n' ? std::string("\r\n") : std::string(1, c);
    auto read = readWild(dos);
    checkSaid(read, "inp.line-ends", 1, "[JUNCTIONS]");
    CHECK(read.network.nodes == readWild(wildFile()).network.nodes);
    read = readWild(dos + "\n");
    checkSaid(read, "inp.line-ends", 16, "");
    std::string mixed = dos;
    mixed.erase(mixed.find('\r', 20), 1); // of line 2
    read = readWild(mixed);
    checkSaid(read, "inp.line-ends", 2, "J1 10 5");
    CHECK(read.network.nodes == readWild(wildFile()).network.nodes);
    read = readWild(wildFile({}, "[END]"));
    checkSaid(read, "inp.no-last-newline", 15, "[END]");
}

TEST_CASE("junctions without demand, stars for blanks, quotes") {
    const auto read = readWild(wildFile("[JUNCTIONS]\nJ3 30\nJ4 40 * *\n\"J 5\" 5 1\n[PIPES]\nP3 J2 J3 10 10 100 * Closed\nP4 J3 J4 1 1 1\nP5 J4 \"J "
                                        "5\" 1 1 1\n"));
    checkSaid(read, "inp.no-demand", kFirstExtra + 1, "J3 30");
    checkSaid(read, "inp.blank-star", kFirstExtra + 2, "J4 40 * *");
    checkSaid(read, "inp.quotes", kFirstExtra + 3, "\"J 5\"");
    CHECK(nodeOf(read, "J3").demands.empty());
    CHECK(nodeOf(read, "J4").demands.empty());
    CHECK(nodeOf(read, "J 5").elevation_m == 5);
    CHECK(linkOf(read, "P3").status == LinkStatus::closed);
    CHECK(linkOf(read, "P3").minorLoss == 0);
}

TEST_CASE("short pipe lines, and the status right after the roughness") {
    const auto read = readWild(wildFile("[PIPES]\nP3 J1 J2 70 80\nP4 J1 J2 70 80 90 CV\nP5 J1 J2 70 80 90 2.5 Closed\n"));
    checkSaid(read, "inp.short-pipe", kFirstExtra + 1, "P3 J1 J2 70 80");
    checkSaid(read, "inp.status-after-roughness", kFirstExtra + 2, "CV");
    CHECK(linkOf(read, "P3").diameter_m == doctest::Approx(0.08));
    CHECK(linkOf(read, "P3").roughness == 130);
    CHECK(linkOf(read, "P4").checkValve);
    CHECK(linkOf(read, "P5").minorLoss == 2.5);
}

TEST_CASE("after [END], without [END], [COORDINATES], [TIMES]; Ctrl-Z; long lines; text before the first section") {
    auto read = readWild(wildFile({}, std::string("[END]\nleft over\n\0\0\n", 17)));
    checkSaid(read, "inp.after-end", 16, "left over");
    checkSaid(read, "inp.nul-bytes", 17, "");
    read = readWild(wildFile({}, ""));
    checkSaid(read, "inp.no-end", 14, "");
    read = readWild("[JUNCTIONS]\nJ 1 1\n[RESERVOIRS]\nR 9\n[PIPES]\nP R J 1 1 1\n[END]\n");
    CHECK(isSaid(read, "inp.no-coordinates"));
    CHECK(isSaid(read, "inp.no-times"));
    CHECK(read.network.times.duration_s == 0);
    read = readWild(wildFile({}, "[END]\n\x1A"));
    checkSaid(read, "inp.ctrl-z", 16, "");
    read = readWild(wildFile("[JUNCTIONS]\nJ3 7 1 ;" + std::string(300, 'x') + "\n[PIPES]\nP3 J1 J3 1 1 1\n"));
    checkSaid(read, "inp.long-line", kFirstExtra + 1, "J3 7 1");
    CHECK(nodeOf(read, "J3").comment == std::string(300, 'x'));
    read = readWild("EPANET says\n" + wildFile());
    checkSaid(read, "inp.before-first-section", 1, "EPANET says");
}

TEST_CASE("reservoirs inside [TANKS], demands of [DEMANDS] replace the junction's") {
    const auto read = readWild(wildFile("[TANKS]\nS 55\nT 50 2 0 4 10 0\n[PIPES]\nP3 S J1 1 1 1\nP4 T J1 1 1 1\n[DEMANDS]\nJ1 2 ;a\nJ1 3 ;b\n"));
    checkSaid(read, "inp.reservoir-in-tanks", kFirstExtra + 1, "S 55");
    checkSaid(read, "inp.demand-replaced", kFirstExtra + 7, "J1 2");
    CHECK(nodeOf(read, "S").kind == NodeKind::reservoir);
    CHECK(nodeOf(read, "S").elevation_m == 55);
    REQUIRE(nodeOf(read, "J1").demands.size() == 2);
    CHECK(nodeOf(read, "J1").demands[0].base_m3s == doctest::Approx(0.002));
    CHECK(nodeOf(read, "J1").demands[1].category == "b");
}

TEST_CASE("times: decimal hours, AM and PM, units, 18 PM") {
    const auto timesOf = [](const char* line) {
        const auto read = readWild(wildFile(std::string("[TIMES]\n") + line + "\n"));
        checkSaid(read, "inp.time-form", kFirstExtra + 1, line);
        return read.network.times;
    };
    CHECK(timesOf("Duration 1.5").duration_s == 5400);
    CHECK(timesOf("Hydraulic Timestep 15 MIN").hydraulicStep_s == 900);
    CHECK(timesOf("Duration 2 DAYS").duration_s == 2 * 86400);
    CHECK(timesOf("Duration 90 SEC").duration_s == 90);
    CHECK(timesOf("Start ClockTime 12 AM").startClock_s == 0);
    CHECK(timesOf("Start ClockTime 12:30 PM").startClock_s == 12 * 3600 + 1800);
    CHECK(timesOf("Start ClockTime 6:15 pm").startClock_s == 18 * 3600 + 900);
    auto read = readWild(wildFile("[TIMES]\nStart ClockTime 18 PM\n"));
    checkSaid(read, "inp.pm-after-noon", kFirstExtra + 1, "18 PM");
    CHECK(read.network.times.startClock_s == 18 * 3600);
    read = readWild(wildFile("[CONTROLS]\nLINK P1 CLOSED AT CLOCKTIME 18 PM\n"));
    checkSaid(read, "inp.pm-after-noon", kFirstExtra + 1, "18 PM");
    CHECK(read.network.controls.at(0).time_s == 18 * 3600);
    read = readWild(wildFile("[RULES]\nRULE 1\nIF SYSTEM CLOCKTIME = 18:00 PM\nTHEN PIPE P1 STATUS IS CLOSED\n"));
    checkSaid(read, "inp.pm-after-noon", kFirstExtra + 2, "18:00 PM");
    CHECK(read.network.rules.at(0).premises.at(0).value == 18 * 3600);
    read = readWild(wildFile("[TIMES]\nDuration soon\nMinimum Traveltime 1\n"));
    checkSaid(read, "inp.not-a-time", kFirstExtra + 1, "soon");
    checkSaid(read, "inp.unknown-time", kFirstExtra + 2, "Minimum");
}

TEST_CASE("pump lines: extra items, and those of EPANET 1") {
    auto read = readWild(wildFile("[PUMPS]\nU R J1 HEAD c SPEED 1.2 7\n[CURVES]\nc 10 40\n"));
    checkSaid(read, "inp.extra-items", kFirstExtra + 1, "1.2 7");
    CHECK(linkOf(read, "U").setting == 1.2);
    read = readWild(wildFile("[PUMPS]\nU R J1 HEAD c COLOUR red\n[CURVES]\nc 10 40\n"));
    checkSaid(read, "inp.unknown-pump-item", kFirstExtra + 1, "COLOUR");
    read = readWild(wildFile("[PUMPS]\nA R J1 15\nB R J1 40 10\nC R J1 50 40 10 20 20\n"));
    checkSaid(read, "inp.old-pump", kFirstExtra + 1, "A R J1 15");
    CHECK(linkOf(read, "A").power_w == doctest::Approx(15000));
    const auto curve = [&](const char* id) { return read.network.curves[static_cast<std::size_t>(linkOf(read, id).headCurve)].points; };
    REQUIRE(curve("B").size() == 1);
    CHECK(curve("B")[0].x == doctest::Approx(0.010));
    CHECK(curve("B")[0].y == doctest::Approx(40));
    REQUIRE(curve("C").size() == 3);
    CHECK(curve("C")[0].y == doctest::Approx(50));
    CHECK(curve("C")[2].x == doctest::Approx(0.020));
    read = readWild(wildFile("[PUMPS]\nA R J1 1 2 3\nB R J1 HEAD c SPEED -1\nC R J1\n[CURVES]\nc 10 40\n"));
    checkSaid(read, "inp.not-positive", kFirstExtra + 2, "SPEED -1");
    CHECK(isSaid(read, "inp.pump-without-curve"));
}

TEST_CASE("Latin-1 and UTF-8") {
    auto read = readWild(wildFile("[TITLE]\nM\xFCnchen\n"));
    checkSaid(read, "inp.latin1", kFirstExtra + 1, "M\xC3\xBCnchen");
    CHECK(read.network.title == "M\xC3\xBCnchen");
    CHECK(writeInp(read.network).find("M\xFCnchen") != std::string::npos); // and so it is written back
    read = readWild(wildFile("[TITLE]\nM\xC3\xBCnchen\n"));
    checkSaid(read, "inp.utf8", kFirstExtra + 1, "M\xC3\xBCnchen");
    CHECK(writeInp(read.network).find("M\xC3\xBCnchen") != std::string::npos);
    const auto wide = readInp(std::string("\xFF\xFE[\0", 4), "wide.inp");
    REQUIRE_FALSE(wide.ok());
    CHECK(wide.error().message.find("UTF-16") != std::string::npos);
}

TEST_CASE("what EPANET 2.3 refuses: section names, MULTIPLY, MIXED") {
    auto read = readWild(wildFile("[CONTROL]\nLINK P1 CLOSED AT TIME 1\n[REACTION]\nGlobal Bulk 0\n[COORDS]\nJ2 5 6\n"));
    std::vector<std::int64_t> lines;
    for (const Diagnostic& d : read.diagnostics)
        if (d.code == "inp.section-name") lines.push_back(d.position.line);
    CHECK(lines == std::vector<std::int64_t>{kFirstExtra, kFirstExtra + 2, kFirstExtra + 4});
    CHECK(read.network.controls.size() == 1);
    CHECK(nodeOf(read, "J2").position->y == 6);
    REQUIRE(read.network.otherSections.size() == 1);
    CHECK(read.network.otherSections[0].name == "REACTIONS");
    read = readWild(wildFile("[DEMANDS]\nMULTIPLY 0.5\n"));
    checkSaid(read, "inp.demands-multiply", kFirstExtra + 1, "MULTIPLY");
    CHECK(read.network.options.demandMultiplier == 0.5);
    read = readWild(wildFile("[OPTIONS]\nHeadloss MIXED\n"));
    checkSaid(read, "inp.unknown-headloss", kFirstExtra + 1, "MIXED");
    CHECK(read.network.options.headloss == HeadlossFormula::hazenWilliams);
}

TEST_CASE("nothing is skipped in silence") {
    const auto one = [](const char* text, const char* code, std::int64_t line, const char* part) {
        checkSaid(readWild(wildFile(text)), code, kFirstExtra + line, part);
    };
    one("[GADGETS]\nx\n", "inp.unknown-section", 0, "[GADGETS]");
    one("[JUNCTIONS\nJ3 1 1\n[PIPES]\nP3 J3 J1 1 1 1\n", "inp.open-bracket", 0, "[JUNCTIONS");
    one("[RULES]\nIF SYSTEM TIME > 1\n", "inp.bad-rule", 1, "IF SYSTEM");
    one("[RULES]\nRULE 1\nIF SYSTEM TIME > 1\n", "inp.bad-rule", 1, "RULE 1");
    one("[RULES]\nRULE 1\nTHEN PIPE P1 STATUS IS OPEN\n", "inp.bad-rule", 1, "RULE 1");
    one("[TAGS]\nPIPE P1 x\n", "inp.bad-tag", 1, "PIPE P1");
    one("[STATUS]\nP1 ACTIVE\n", "inp.bad-status", 1, "ACTIVE");
    one("[STATUS]\nP1 0.5\n", "inp.bad-status", 1, "0.5");
    one("[PIPES]\nP3 J1 J2 1 1 1 0 CV\n[STATUS]\nP3 Closed\n", "inp.status-of-check-valve", 3, "P3 Closed");
    one("[VALVES]\nV J1 J2 100 PRV\n", "inp.no-setting", 1, "PRV");
    one("[VALVES]\nV J1 J2 100 ABC 1\n", "inp.unknown-valve", 1, "ABC");
    one("[OPTIONS]\nAccuracy\n", "inp.too-few-items", 1, "Accuracy");
    one("[OPTIONS]\nGravy 3\n", "inp.unknown-option", 1, "Gravy");
    one("[OPTIONS]\nPressure PSI\n", "inp.pressure-unit", 1, "PSI");
    one("[EMITTERS]\nR 1\n", "inp.bad-emitter", 1, "R 1");
    one("[LEAKAGE]\nP1 -1 0\n", "inp.bad-leakage", 1, "-1");
    one("[CURVES]\nc 2 1\nc 1 2\n", "inp.curve-order", 2, "c 1 2");
    one("[VERTICES]\nP9 1 2\n", "inp.no-such-link", 1, "P9");
    one("[COORDINATES]\nJ1 1 2 3\n", "inp.extra-items", 1, "1 2 3");
    one("[JUNCTIONS]\nJ1 1 2\n", "inp.duplicate-node", 1, "J1");
    one("[PIPES]\nP1 J1 J2 1 1 1\n", "inp.duplicate-link", 1, "P1");
    one("[PIPES]\nP3 J1 J1 1 1 1\n", "inp.loop", 1, "J1 J1");
    one("[PIPES]\nP3 J1 J2 -1 1 1\n", "inp.not-positive", 1, "-1");
    one("[TANKS]\nT 1 5 0 3 10 0\n[PIPES]\nP3 J1 T 1 1 1\n", "inp.tank-levels", 1, "T 1 5");
    one("[DEMANDS]\nR 1\n", "inp.demand-at-source", 1, "R 1");
}

TEST_CASE("a broken file gives all its errors at once") {
    const std::string broken = "[PIPES]\nP3 J1 nowhere 1 1 1\nP4 J1 J2 x 1 1\n[EMITTERS]\nJ9 1\n[CONTROLS]\nLINK P8 OPEN AT TIME 1\n[CURVES]\nc 1\n";
    const auto read = readWild(wildFile(broken));
    std::vector<std::int64_t> lines;
    for (const Diagnostic& d : read.diagnostics)
        if (d.severity == Severity::error) lines.push_back(d.position.line);
    std::sort(lines.begin(), lines.end());
    CHECK(lines == std::vector<std::int64_t>{kFirstExtra + 1, kFirstExtra + 2, kFirstExtra + 4, kFirstExtra + 6, kFirstExtra + 8});
    // One of which no network can be made says all in its error, and how many it has no room for.
    std::string hopeless = "[PIPES]\n";
    for (int i = 0; i < 200; ++i) hopeless += "P" + std::to_string(i) + " a b 1 1 1\n";
    const auto nothing = readInp(hopeless, "hopeless.inp");
    REQUIRE_FALSE(nothing.ok());
    CHECK(nothing.error().message.find("line 2:") != std::string::npos);
    CHECK(nothing.error().message.find("line 30:") != std::string::npos);
    CHECK(nothing.error().message.find("further errors") != std::string::npos);
}

TEST_CASE("writing back loses nothing: tags, map, quality, report, comments, unknown sections") {
    const std::string text = ";made by hand\n" + wildFile(R"([TITLE]
A title; with a semicolon
[JUNCTIONS]
;the north
N1 1 1 ;own comment
;end of junctions
[PIPES]
PN N1 J1 1 1 1
[EMITTERS]
J2 0.1 ;guessed
[PATTERNS]
;ID Multipliers
;a first remark
;of the pattern
day 1 2
;in the middle
day 3
[CONTROLS]
;why it shuts
LINK P2 CLOSED AT TIME 5
[RULES]
;at night
RULE 1
IF SYSTEM TIME > 9
THEN PIPE P2 STATUS IS OPEN
[TAGS]
NODE J1 "blue zone"
LINK P1 main
[QUALITY]
J1 0.5 ;chlorine
[SOURCES]
R CONCEN 1
[MIXING]
[REACTIONS]
;bulk
Global Bulk -0.5
[ENERGY]
Global Price 0.1
[REPORT]
Status Full
[LABELS]
1 2 "a label" J1
[BACKDROP]
FILE town.png
[GADGETS]
one ;two
[VERTICES]
P1 3 4
[OPTIONS]
;tuned
Quality Chlorine mg/L
)");
    const auto first = readWild(text);
    const std::string written = writeInp(first.network);
    for (const char* part : {"made by hand",
                             "A title; with a semicolon",
                             ";the north\n N1",
                             ";own comment",
                             ";end of junctions",
                             ";guessed\n J2",
                             ";ID Multipliers",
                             ";a first remark",
                             ";of the pattern\n day",
                             ";in the middle",
                             ";why it shuts\n LINK",
                             ";at night\nRULE 1",
                             "\"blue zone\"",
                             "LINK\tP1\tmain",
                             "[QUALITY]\n J1 0.5 ;chlorine",
                             "R CONCEN 1",
                             "[MIXING]",
                             ";bulk\n Global Bulk -0.5",
                             "Global Price 0.1",
                             "Status Full",
                             "1 2 \"a label\" J1",
                             "FILE town.png",
                             "[GADGETS]\n one ;two",
                             "P1\t3\t4",
                             ";tuned",
                             "Quality Chlorine mg/L"})
        CHECK_MESSAGE(written.find(part) != std::string::npos, part);
    const auto second = readWild(written);
    CHECK(second.network.title == first.network.title);
    CHECK(second.network.nodes == first.network.nodes);
    CHECK(second.network.links == first.network.links);
    CHECK(second.network.patterns == first.network.patterns);
    CHECK(second.network.patterns.at(0).comment == "of the pattern");
    CHECK(second.network.otherSections == first.network.otherSections);
    CHECK(second.network.remarks.size() == first.network.remarks.size());
    CHECK(writeInp(second.network) == written);
}
