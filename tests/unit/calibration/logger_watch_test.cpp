#include "core/calibration/logger_watch.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace ms;

namespace {

std::vector<series::Readings> fourLoggers(int dayCount) {
    std::mt19937 random(2);
    std::normal_distribution<double> normal;
    std::vector<series::Readings> loggers(4);
    for (int i = 0; i < dayCount * 96; ++i) {
        const double common = 3 * std::sin(i * 2 * 3.14159265 / 96) + 0.05 * normal(random);
        for (std::size_t l = 0; l < 4; ++l) {
            loggers[l].times_ms.push_back(i * 900'000LL);
            loggers[l].values.push_back(std::round((40 + 2 * static_cast<double>(l) + common + 0.05 * normal(random)) * 100) / 100);
            loggers[l].quality.push_back(0);
        }
    }
    return loggers;
}

std::vector<calibration::LoggerReadings> refer(const std::vector<series::Readings>& loggers) {
    std::vector<calibration::LoggerReadings> r;
    for (std::size_t i = 0; i < loggers.size(); ++i) r.push_back({i + 10, &loggers[i]});
    return r;
}

} // namespace

TEST_CASE("Sound loggers are not called broken") {
    const auto loggers = fourLoggers(60);
    CHECK(calibration::watchLoggers(refer(loggers)).empty());
}

TEST_CASE("A stuck logger is called once, with its start and end") {
    auto loggers = fourLoggers(60);
    for (std::size_t i = 96 * 30; i < 96 * 33; ++i) loggers[1].values[i] = loggers[1].values[96 * 30];
    const auto faults = calibration::watchLoggers(refer(loggers));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].sensor == 11);
    CHECK(faults[0].kind == calibration::LoggerFault::Kind::stuck);
    CHECK(std::abs((faults[0].startedAt - (Instant{0} + days(30))).hours()) <= 0.5);
    CHECK((faults[0].detectedAt - faults[0].startedAt).hours() <= 13);
    CHECK(faults[0].ended);
    CHECK(std::abs((faults[0].endedAt - (Instant{0} + days(33))).hours()) <= 0.5);
}

TEST_CASE("A logger that jumps away from its neighbours is called, and earlier calls do not change when the data end sooner") {
    auto loggers = fourLoggers(60);
    for (std::size_t i = 96 * 40; i < loggers[2].size(); ++i) loggers[2].values[i] += 6;
    const auto faults = calibration::watchLoggers(refer(loggers));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].sensor == 12);
    CHECK(faults[0].kind == calibration::LoggerFault::Kind::offset);
    CHECK(faults[0].shift_si == doctest::Approx(6).epsilon(0.05));
    CHECK(std::abs((faults[0].startedAt - (Instant{0} + days(40))).hours()) <= 2);
    auto cut = loggers;
    for (auto& l : cut) {
        l.times_ms.resize(96 * 43);
        l.values.resize(96 * 43);
        l.quality.resize(96 * 43);
    }
    const auto early = calibration::watchLoggers(refer(cut));
    REQUIRE(early.size() == 1);
    CHECK(early[0].detectedAt == faults[0].detectedAt);
    CHECK(early[0].shift_si == faults[0].shift_si);
}

TEST_CASE("When all loggers drop together none is broken") {
    auto loggers = fourLoggers(60);
    for (auto& l : loggers)
        for (std::size_t i = 96 * 40; i < l.size(); ++i) l.values[i] -= 6;
    CHECK(calibration::watchLoggers(refer(loggers)).empty());
}

TEST_CASE("Loggers watched in portions are called as when all readings came at once") {
    auto loggers = fourLoggers(60);
    for (std::size_t i = 96 * 30; i < 96 * 33; ++i) loggers[1].values[i] = loggers[1].values[96 * 30];
    for (std::size_t i = 96 * 40; i < 96 * 44; ++i) loggers[2].values[i] += 6;
    for (std::size_t i = 96 * 55; i < loggers[3].size(); ++i) loggers[3].values[i] -= 6;
    const auto whole = calibration::watchLoggers(refer(loggers));
    REQUIRE(whole.size() == 3);
    for (const std::int64_t portion_min : {15, 50, 60 * 30}) {
        CAPTURE(portion_min);
        calibration::LoggerWatch watch(4);
        Instant until;
        const Instant last{loggers[0].times_ms.back()};
        while (!until.valid() || until < last) {
            const Instant needed = watch.needed();
            until = until.valid() ? std::min(last, until + minutes(portion_min)) : Instant{0} + days(20);
            std::vector<series::Readings> part(4);
            for (std::size_t l = 0; l < 4; ++l)
                for (std::size_t i = 0; i < loggers[l].size(); ++i)
                    if (loggers[l].times_ms[i] <= until.ms && (!needed.valid() || loggers[l].times_ms[i] > needed.ms)) {
                        part[l].times_ms.push_back(loggers[l].times_ms[i]);
                        part[l].values.push_back(loggers[l].values[i]);
                        part[l].quality.push_back(0);
                    }
            watch.goOn(refer(part), until);
        }
        CHECK(watch.faults() == whole);
    }
}

TEST_CASE("A logger without pressure is called dead after half a day, whatever little it reads, and ends when pressure lasts") {
    auto loggers = fourLoggers(30);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> air(-0.8, 1.0);
    for (std::size_t i = 96 * 2; i < 96 * 20; ++i) loggers[3].values[i] = air(random);
    loggers[3].values[96 * 10] = 12; // somebody knocks on it
    const auto faults = calibration::watchLoggers(refer(loggers));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].sensor == 13);
    CHECK(faults[0].kind == calibration::LoggerFault::Kind::dead);
    CHECK(faults[0].startedAt == Instant{0} + days(2));
    CHECK((faults[0].detectedAt - faults[0].startedAt).hours() == doctest::Approx(12));
    CHECK(faults[0].ended);
    CHECK(faults[0].endedAt == Instant{0} + days(20));
    for (std::size_t i = 96 * 2; i < 96 * 20; ++i) loggers[3].values[i] = i % 40 == 0 ? 6 : 0.2; // never half a day
    for (const auto& f : calibration::watchLoggers(refer(loggers))) CHECK(f.kind != calibration::LoggerFault::Kind::dead);
}

TEST_CASE("Pressures without those of a dead logger: half a day of none, gaps or not, and nothing that lies before") {
    const double none = std::nan("");
    Eigen::VectorXd read = Eigen::VectorXd::Constant(48, 30.0);
    read.segment(4, 30).setConstant(0.3);
    read.segment(8, 3).setConstant(none);
    const Eigen::VectorXd alive = calibration::withoutDead(read, hours(1));
    for (Eigen::Index i = 0; i < 48; ++i) {
        const bool dropped = (i >= 16 && i < 34) || (i >= 8 && i < 11);
        CHECK(std::isnan(alive[i]) == dropped);
        if (!dropped) CHECK(alive[i] == read[i]);
    }
    CHECK(calibration::withoutDead(Eigen::VectorXd::Constant(30, none), hours(1)).array().isNaN().all());
}
