// The quick ways of the parsers give what the slow ones give.
#include "core/base/sanitizers.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/sniff_memo.h"
#include "tests/unit/ingest/ingest_bench.h"

#include <cstdio>
#include <random>

using namespace ms;
using namespace ms::ingest;

namespace {

Hints metres() {
    Hints hints;
    hints.units[Quantity::pressure] = "m";
    return hints;
}

/// A long file in one of two orders of columns; `quirk` puts rows between that no quick way understands.
std::string longFile(bool valueLast, bool quirk, unsigned seed) {
    std::mt19937 random(seed);
    std::string text = valueLast ? "timestamp,sensor,value\n" : "timestamp,value,sensor\n";
    for (int i = 0; i < 400; ++i) {
        char stamp[32];
        std::snprintf(stamp, sizeof stamp, "2024-0%d-%02d %02d:%02d:00", 1 + i / 300, 1 + i / 96 % 28, i / 4 % 24, i % 4 * 15);
        for (int k = 0; k < 7; ++k) {
            if (random() % 50 == 0) continue; // a gap, so that another tag follows
            const std::string tag = k == 3 ? "x" : "SITE_NORTH_" + std::to_string(k);
            std::string value = std::to_string(static_cast<int>(random() % 2000) - 1000);
            if (random() % 3 != 0) value += "." + std::to_string(random() % 100);
            if (quirk && random() % 40 == 0)
                value = std::vector<std::string>{"", "bad", " 7.5 ", "\"3.25\"", "1e2", "-9999", "+4.5", "123456.789"}[random() % 8];
            text += std::string(stamp) + "," + (valueLast ? tag + "," + value : value + "," + tag) + "\n";
        }
        if (quirk && i % 97 == 5) text += std::string(valueLast ? "2024-01-99 00:00:00,x,1\n" : "2024-01-99 00:00:00,1,x\n");
    }
    return text;
}

} // namespace

TEST_CASE("a decimal read as a word is the decimal read digit by digit") {
    std::mt19937 random(1);
    constexpr std::string_view kLetters = "0123456789012345678901234567890.,-+eE \"x";
    int decimals = 0;
    for (int i = 0; i < 200'000; ++i) {
        char text[64];
        const std::size_t n = 1 + random() % 12;
        for (char& c : text) c = kLetters[random() % kLetters.size()];
        text[n] = random() % 2 ? ',' : '\n';
        for (const char mark : {'.', ','}) {
            Decimal slow, quick;
            const char* const end = readDecimal(text, text + n, mark, slow);
            REQUIRE(readDecimalPadded(text, text + n, mark, quick) == end);
            if (!end) continue;
            ++decimals;
            REQUIRE(quick.mantissa == slow.mantissa);
            REQUIRE(quick.decimals == slow.decimals);
        }
    }
    CHECK(decimals > 100'000);
}

TEST_CASE("long files: the predicted row gives what the cut row gives, whatever stands between") {
    for (const bool quirk : {false, true}) {
        Bench quick, slow; // with the value in the middle no row is predicted
        quick.hints = slow.hints = metres();
        quick.take("long_pressure.csv", longFile(true, quirk, 7));
        slow.take("long_pressure.csv", longFile(false, quirk, 7));
        CHECK(quick.readings.size() == 7);
        CHECK(quick.readings == slow.readings);
        CHECK(quick.report.rows == slow.report.rows);
        CHECK(quick.report.values == slow.report.values);
        CHECK(quick.report.quarantined == slow.report.quarantined);
        CHECK((quick.report.quarantined > 0) == quirk);
    }
}

TEST_CASE("an unreadable time leaves the zone mark of the time before it alone") {
    Bench b;
    b.hints = metres();
    b.hints.zone = london();
    b.take("long_pressure.csv", "timestamp,sensor,value\n2024-06-01 12:00:00Z,a,1.5\n2024-06-01 12:00:00Z,b,2.5\n2024-06-01 25:99:99,a,9\n"
                                "2024-06-01 12:00:00Z,c,3.5\n2024-06-01 12:15:00Z,a,1.5\n2024-06-01 12:15:00Z,b,2.5\n2024-06-01 12:15:00Z,c,2.5\n");
    CHECK(b.report.quarantined == 1);
    CHECK(b.firstTime("c") == b.firstTime("a"));
    CHECK(b.firstTime("c") == "2024-06-01T12:00:00Z");
}

TEST_CASE("files that look alike are known again, others are not") {
    CHECK(shapeOf("2018-01-01 00:15:00,-45.23,ok") == "9-9-9 9:9:9,9.9,a");
    CHECK(shapeOf("01/02/2018;-4,5") == "9/9/9;9,9");
    const auto file = [](const char* header, const char* row) {
        std::string text = std::string(header) + "\n";
        for (int i = 0; i < 40; ++i) {
            char stamp[32];
            std::snprintf(stamp, sizeof stamp, "2024-01-01 %02d:%02d", i / 4, i % 4 * 15);
            text += std::string(stamp) + row + "\n";
        }
        return text;
    };
    Bench b;
    SniffMemo memo;
    const std::string point = b.write("a_pressure.csv", file("timestamp,value", ",45.5")),
                      again = b.write("b_pressure.csv", file("timestamp,value", ",-7.25")),
                      comma = b.write("c_pressure.csv", file("timestamp,value", ";45,5")),
                      two = b.write("d_pressure.csv", file("timestamp,n1,n2", ",45.5,3")),
                      order = b.write("e_pressure.csv",
                                      "timestamp,value\n01/02/2024 00:00,1\n01/02/2024 00:15,1\n01/02/2024 00:30,1\n01/02/2024 00:45,1\n"),
                      other = b.write("f_pressure.csv",
                                      "timestamp,value\n13/02/2024 00:00,1\n13/02/2024 00:15,1\n13/02/2024 00:30,1\n13/02/2024 00:45,1\n");
    for (const std::string& path : {point, again, comma, two, order, other, again}) {
        auto remembered = memo.sniff(path), fresh = sniff(path);
        REQUIRE(remembered.ok());
        REQUIRE(fresh.ok());
        remembered->evidence.clear(); // of the file that was looked at
        fresh->evidence.clear();
        CHECK(*remembered == *fresh);
    }
}

#if defined(__linux__) && !defined(MAINSIGHT_SANITIZED)
#include <cstdlib>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

TEST_CASE("a file that needs more memory than there may be is reported, the others of its task go in" *
          doctest::skip(std::getenv("UNDER_VALGRIND") != nullptr)) { // which ends a process that gets no memory
    Bench b;
    b.hints = metres();
    std::string hungry = "timestamp";
    for (int i = 0; i < 300'000; ++i) hungry += ",channel_number_" + std::to_string(i);
    for (int row = 0; row < 8; ++row) {
        hungry += "\n2024-01-01 00:0" + std::to_string(row) + ":00";
        for (int i = 0; i < 300'000; ++i) hungry += ",1";
    }
    const std::string good = "timestamp,value\n2024-01-01 00:00,1\n2024-01-01 00:15,2\n";
    const ImportTask task{
        {{b.write("a_pressure.csv", good), 0, -1}, {b.write("b_pressure.csv", hungry), 0, -1}, {b.write("c_pressure.csv", good), 0, -1}}, 1};
    const std::string out = b.write("parsed", "");
    const pid_t child = ::fork();
    if (child == 0) { // the limit cannot be lifted again
        long pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const rlim_t most = static_cast<rlim_t>(pages * ::sysconf(_SC_PAGESIZE)) + (rlim_t{64} << 20);
        const rlimit limit{most, most};
        ::setrlimit(RLIMIT_AS, &limit);
        NullSink sink;
        const auto reports = importFiles(task, b.hints, out, sink, {});
        const bool told = reports.ok() && reports->size() == 3 && (*reports)[0].values == 2 && (*reports)[0].error.empty() &&
                          (*reports)[1].errorCode == ErrorCode::limitExceeded && (*reports)[1].error.find("memory") != std::string::npos &&
                          (*reports)[2].values == 2 && (*reports)[2].error.empty();
        ::_exit(told ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
#endif
