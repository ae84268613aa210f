// An L-TOWN of our own making against two weeks of the reference twin: other pipes, other people, the same kind of town.
#include "core/network/inp_reader.h"
#include "core/scenario/logger.h"
#include "core/scenario/march.h"
#include "core/scenario/reality.h"
#include "core/scenario/spec.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace ms;
using namespace ms::scenario;

namespace {

const std::string kFolder = std::string(MAINSIGHT_SHARED_DATA) + "/ltown";
constexpr int kDays = 14;

/// The first `rows` values of every column of a file of the twin.
std::map<std::string, std::vector<double>> columns(const std::string& path, std::size_t rows) {
    std::map<std::string, std::vector<double>> all;
    const gzFile file = gzopen(path.c_str(), "rb");
    REQUIRE(file);
    std::vector<char> buffer(1 << 16);
    std::vector<std::string> names;
    for (std::size_t row = 0; row <= rows && gzgets(file, buffer.data(), static_cast<int>(buffer.size())); ++row) {
        std::istringstream line(buffer.data());
        std::string cell;
        for (std::size_t column = 0; std::getline(line, cell, ';'); ++column) {
            while (!cell.empty() && (cell.back() == '\r' || cell.back() == '\n')) cell.pop_back();
            for (char& c : cell)
                if (c == ',') c = '.';
            if (row == 0)
                names.push_back(cell);
            else if (column > 0)
                all[names[column]].push_back(std::atof(cell.c_str()));
        }
    }
    gzclose(file);
    return all;
}

double mean(const std::vector<double>& x) {
    double sum = 0;
    for (const double v : x) sum += v;
    return sum / static_cast<double>(x.size());
}

/// Standard deviation of the change from one value to the next: what noise and short habits make.
double jitter(const std::vector<double>& x) {
    double squares = 0;
    for (std::size_t i = 1; i < x.size(); ++i) squares += (x[i] - x[i - 1]) * (x[i] - x[i - 1]);
    return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

std::vector<double> sumOf(std::vector<double> a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
    return a;
}

Spec cleanYear() {
    Spec spec;
    spec.seed = 11;
    const Instant begin = instantFromUtc({.year = 2019});
    spec.parts = {{"", {begin, begin + days(kDays)}}};
    spec.holidays = {begin};
    spec.requiredPressure_m = 25;
    const auto sensor = [&spec](const char* id, Quantity quantity, const char* unit, double noise, double relativeNoise) {
        SensorPlan plan;
        plan.element = id;
        plan.quantity = quantity;
        plan.unit = unit;
        plan.resolution = 0.01;
        plan.noise = noise;
        plan.relativeNoise = relativeNoise;
        plan.step = minutes(5);
        spec.sensors.push_back(plan);
    };
    for (const char* id : {"n1", "n54", "n105", "n215", "n332", "n519", "n726"}) sensor(id, Quantity::pressure, "m", 0.01, 0);
    for (const char* id : {"p227", "p235", "PUMP_1"}) sensor(id, Quantity::flow, "m3/h", 0, 0.005);
    sensor("T1", Quantity::level, "m", 0, 0);
    return spec;
}

} // namespace

TEST_CASE("an invented L-TOWN is of the same kind as the twin") {
    if (!std::filesystem::exists(kFolder + "/network.inp")) {
        std::puts("the reference data are missing: skipped");
        std::exit(77);
    }
    const Result<network::ReadNetwork> nominal = network::readInpFile(kFolder + "/network.inp");
    REQUIRE(nominal.ok());
    const Spec spec = cleanYear();
    REQUIRE(check(spec, nominal->network).empty());
    const network::Network real = realNetwork(nominal->network, spec.reality, spec.seed);
    NullSink sink;
    const Result<Truth> truth = march(real, spec, spec.parts[0], {}, sink, {});
    REQUIRE_MESSAGE(truth.ok(), (truth.ok() ? "" : truth.error().toString()));
    CHECK(truth->diagnostics.empty());
    std::map<std::string, std::vector<double>> ours;
    for (std::size_t s = 0; s < spec.sensors.size(); ++s) ours[spec.sensors[s].element] = record(*truth, spec, spec.parts[0], s).values;
    constexpr std::size_t kRows = kDays * 288;
    REQUIRE(ours["p227"].size() == kRows);

    auto theirs = columns(kFolder + "/clean/Flows.csv.gz", kRows);
    const std::vector<double> inflow = sumOf(ours["p227"], ours["p235"]), twinInflow = sumOf(theirs["p227"], theirs["p235"]);
    MESSAGE("inflow ", mean(inflow), " m3/h, twin ", mean(twinInflow), "; jitter ", jitter(inflow), ", twin ", jitter(twinInflow));
    CHECK(mean(inflow) == doctest::Approx(mean(twinInflow)).epsilon(0.06));
    CHECK(jitter(inflow) == doctest::Approx(jitter(twinInflow)).epsilon(0.3));
    MESSAGE("pump ", mean(ours["PUMP_1"]), " m3/h, twin ", mean(theirs["PUMP_1"]));
    CHECK(mean(ours["PUMP_1"]) == doctest::Approx(mean(theirs["PUMP_1"])).epsilon(0.1));

    auto pressures = columns(kFolder + "/clean/Pressures.csv.gz", kRows);
    for (const char* id : {"n1", "n54", "n105", "n215", "n332", "n519", "n726"}) {
        MESSAGE(std::string(id), ": ", mean(ours[id]), " m, twin ", mean(pressures[id]), "; jitter ", jitter(ours[id]), ", twin ",
                jitter(pressures[id]));
        CHECK(std::abs(mean(ours[id]) - mean(pressures[id])) < 0.3);
        CHECK(jitter(ours[id]) == doctest::Approx(jitter(pressures[id])).epsilon(0.5));
    }
    for (const double level : ours["T1"]) {
        CHECK(level > 2.2);
        CHECK(level < 4.0);
    }
}
