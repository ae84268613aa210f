// What stands in single cells: numbers with thousands' separators, dates with the months' names of several languages.
#include "ingest_bench.h"

#include "core/ingest/date_order.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/time_reader.h"

using namespace ms;
using namespace ms::ingest;

namespace {

double valueOf(const Cell& cell) {
    if (cell.kind == CellKind::real) return cell.real;
    double v = static_cast<double>(cell.decimal.mantissa);
    for (int i = 0; i < cell.decimal.decimals; ++i) v /= 10;
    return v;
}

std::string isoOf(const std::string& date, DateOrder order = DateOrder::dmy) {
    TimeReader reader({Clock::text, order, '.'});
    Stamp stamp;
    return reader.read(date, stamp) ? toIso({stamp.ms}).substr(0, 10) : "none";
}

} // namespace

TEST_CASE("thousands' separators: every three digits, whatever the sign") {
    for (const auto& [written, mark, value] : {std::tuple{"1,234.5", '.', 1234.5},
                                               {"123,456", '.', 123'456.0},
                                               {"-123,456.5", '.', -123'456.5},
                                               {"+123,456", '.', 123'456.0},
                                               {"-1.234.567,25", ',', -1'234'567.25},
                                               {"1'234.5", '.', 1234.5},
                                               {"\" 1,234 \"", '.', 1234.0}}) {
        const char* text = written; // clang 14 lets no lambda, and so no message, hold a structured binding
        const Cell cell = readCell(text, mark);
        CHECK_MESSAGE((cell.kind == CellKind::decimal || cell.kind == CellKind::real), text);
        CHECK_MESSAGE(valueOf(cell) == doctest::Approx(value), text);
    }
    for (const char* text : {"12,34", "1,2345", "1,,234", ",234", "-,234", "1,23.4", "1234,567", "1,234,5"})
        CHECK_MESSAGE(readCell(text, '.').kind == CellKind::text, text);
}

TEST_CASE("what loggers write for no value is a code, with separators too") {
    for (const char* text : {"-9999", "-9999.00", "-9,999", "-99,999.0", "99,999,999", "-999999"})
        CHECK_MESSAGE(readCell(text, '.').kind == CellKind::code, text);
    for (const char* text : {"-9999.5", "9999", "-9,998"}) CHECK_MESSAGE(readCell(text, '.').kind == CellKind::decimal, text);
    CHECK(readCell("-9.999", ',').kind == CellKind::code);
    CHECK(readCell("-9.999", '.').kind == CellKind::decimal);
}

TEST_CASE("numbers that are none are text, and those beyond a decimal are real") {
    CHECK(readCell("1e400", '.').kind == CellKind::text);
    CHECK(readCell("nan", '.').kind == CellKind::text);
    CHECK(readCell("inf", '.').kind == CellKind::text);
    CHECK(readCell("1.5x", '.').kind == CellKind::text);
    CHECK(readCell(" \t\r", '.').kind == CellKind::empty);
    CHECK(readCell("\"\"", '.').kind == CellKind::empty);
    const Cell fine = readCell("0.12345678901234567", '.');
    CHECK(fine.kind == CellKind::real);
    CHECK(fine.real == 0.12345678901234567);
}

TEST_CASE("months by name: English, German, French, Spanish and Dutch, accents in UTF-8 and Latin-1") {
    for (const auto& [written, iso] : {std::pair{"5 March 2024", "2024-03-05"},
                                       {"5. M\xC3\xA4rz 2024", "2024-03-05"},
                                       {"5. M\xE4rz 2024", "2024-03-05"},
                                       {"5. M\xC3\x84RZ 2024", "2024-03-05"},
                                       {"5-Mrz-24", "2024-03-05"},
                                       {"5 maart 2024", "2024-03-05"},
                                       {"lundi 5 f\xC3\xA9vrier 2024", "2024-02-05"},
                                       {"5 juin 2024", "2024-06-05"},
                                       {"5 juil. 2024", "2024-07-05"},
                                       {"5 ao\xC3\xBBt 2024", "2024-08-05"},
                                       {"5 AO\xDBT 2024", "2024-08-05"},
                                       {"mardi 3 d\xC3\xA9"
                                        "cembre 2024",
                                        "2024-12-03"},
                                       {"mardi 5 mars 2024", "2024-03-05"},
                                       {"martes 5 ene 2024", "2024-01-05"},
                                       {"maandag 5 feb 2024", "2024-02-05"},
                                       {"Dezember 5, 2024", "2024-12-05"},
                                       {"2024-Okt-05", "2024-10-05"}}) {
        const char* text = written;
        CHECK_MESSAGE(isoOf(text) == iso, text);
    }
    for (const char* text : {"30 f\xC3\xA9vrier 2024", "5 mar apr 2024", "5 2024 mai", "5 foo 2024", "5/6/7/8", "123/5/2024", "5;5;2024", "M\xC3"})
        CHECK_MESSAGE(isoOf(text) == "none", text);
}

TEST_CASE("a French logger's file from June on is read like one from May") {
    Bench b;
    b.take("debit.csv", "Date;D\xC3\xA9"
                        "bit (m3/h)\n31 mai 2024 23:45;36\n1 juin 2024 00:00;72\n1 juillet 2024 00:00;36\n1 ao\xC3\xBBt 2024 00:00;36\n");
    REQUIRE(b.report.error == "");
    CHECK(b.report.values == 4);
    CHECK(b.report.quarantined == 0);
    REQUIRE(b.readings.size() == 1);
    CHECK(toIso({b.readings.begin()->second.times_ms.back()}) == "2024-08-01T00:00:00Z");
}

TEST_CASE("the evidence for the order of dates names a date, never what stands in place of one") {
    Diagnostics said;
    const auto habit = decideDateOrder({{"soon", 2}, {"2024-05-06", 3}, {"05/06/2024", 4}}, "r.csv", said);
    REQUIRE(habit.ok());
    CHECK(habit->evidence == "nothing tells whether 05/06/2024 is written day or month first");
    const auto same = decideDateOrder({{"soon", 2}, {"05/05/2024", 3}}, "r.csv", said);
    REQUIRE(same.ok());
    CHECK(same->evidence == "05/05/2024 is the same day in either order");
    const auto plain = decideDateOrder({{"soon", 2}, {"2024-05-06", 3}}, "r.csv", said);
    REQUIRE(plain.ok());
    CHECK(plain->evidence == "the dates say themselves what is year, month and day: 2024-05-06");
    const auto nothing = decideDateOrder({{"soon", 2}}, "r.csv", said);
    REQUIRE(nothing.ok());
    CHECK(nothing->evidence == "");
}

TEST_CASE("a few dates against the order of many are named; as many on either side are refused") {
    std::vector<DateSeen> dates;
    for (int day = 1; day <= 28; ++day) dates.push_back({(day < 10 ? "0" : "") + std::to_string(day) + "/03/2024", day + 1});
    dates.push_back({"03/29/2024", 30});
    Diagnostics said;
    const auto decided = decideDateOrder(dates, "x.csv", said);
    REQUIRE(decided.ok());
    CHECK(decided->order == DateOrder::dmy);
    CHECK(decided->confidence < 1);
    REQUIRE(said.size() == 1);
    CHECK(said[0].severity == Severity::warning);
    CHECK(said[0].message.find("day 13 in line 14 (13/03/2024) can only be day/month/year, yet 03/29/2024 contradicts it") != std::string::npos);
    const auto torn = decideDateOrder({{"13/03/2024", 2}, {"03/14/2024", 3}}, "x.csv", said);
    REQUIRE(!torn.ok());
    CHECK(torn.error().position.line == 3);
    // What a file of the same kind had is believed only where nothing proves the contrary.
    CHECK(decideDateOrder({{"05/06/2024", 2}}, "x.csv", said, DateOrder::mdy)->order == DateOrder::mdy);
    CHECK(decideDateOrder({{"13/06/2024", 2}}, "x.csv", said, DateOrder::mdy)->order == DateOrder::dmy);
}

TEST_CASE("times of day: halves of the day, fractions, midnight at the end, offsets; and what is none") {
    const auto ms = [](const std::string& time) {
        TimeReader reader({Clock::text, DateOrder::ymd, '.'});
        Stamp stamp;
        return reader.read("1970-01-01 " + time, stamp) ? stamp.ms : -1;
    };
    CHECK(ms("12:00 AM") == 0);
    CHECK(ms("12:30 pm") == 45'000'000);
    CHECK(ms("1:05 PM") == 47'100'000);
    CHECK(ms("24:00") == 86'400'000);
    CHECK(ms("00:00:01.25") == 1'250);
    CHECK(ms("00:00:01,2504") == 1'250);
    CHECK(ms("06:00+05:30") == 1'800'000);
    CHECK(ms("06:00 +0530") == 1'800'000);
    CHECK(ms("00:00-01") == 3'600'000);
    for (const char* none :
         {"13:00 PM", "0:30 AM", "24:01", "10:60", "10:00:60", "10:00+15:00", "10:00+", "10:00 o'clock", "10:", "10:00:", "10:00+01:60"})
        CHECK_MESSAGE(ms(none) == -1, none);
}
