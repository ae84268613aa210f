#include "core/analysis/rate_trial.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace ms;
using namespace ms::analysis;

namespace {

class TrialSink final : public EventSink {
public:
    void progress(std::string_view, std::int64_t d, std::int64_t t) override { done = d, total = t; }
    void diagnostic(const Diagnostic&) override {}
    void partial(const std::vector<detection::Event>&) override {}
    std::int64_t done = 0, total = 0;
};

/// Zones of one inlet meter at 20 l/s in the mean, fifteen weeks; in the first a burst of 5 l/s that stays.
Data meteredZones(int zones) {
    Data data;
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    const Instant start = instantFromUtc({2023, 1, 2});
    for (int z = 0; z < zones; ++z) {
        series::Sensor sensor;
        sensor.name = "inlet " + std::to_string(z);
        sensor.zone = "Z" + std::to_string(z);
        sensor.quantity = Quantity::flow;
        sensor.unit = "m3/s";
        series::Readings r;
        for (int i = 0; i < 105 * 96; ++i) {
            const double shape = 1 - 0.8 * std::cos(2 * 3.14159265358979 * ((i % 96) / 4.0 - 3) / 24);
            r.times_ms.push_back((start + minutes(15) * (i + 1)).ms);
            r.values.push_back(0.004 + 0.016 * shape * (1 + 0.05 * normal(random)) + (z == 0 && i > 90 * 96 + 50 ? 0.005 : 0));
            r.quality.push_back(0);
        }
        data.sensors.push_back({sensor, std::move(r)});
    }
    prepare(data);
    return data;
}

std::vector<RateTrial> tried(const Data& data, const Options& options) {
    TrialSink sink;
    const auto stage = firstStage(data, options);
    REQUIRE(stage.ok());
    std::vector<RateTrial> trials;
    std::vector<TaskOutput> outputs;
    for (const Task& task : *stage) {
        auto output = run(task, data, options, sink, {});
        REQUIRE(output.ok());
        const auto trial = readTrial(*output);
        REQUIRE(trial.ok());
        trials.push_back(*trial);
        outputs.push_back(std::move(*output));
    }
    const auto next = nextStage(data, options, *stage, outputs);
    REQUIRE(next.ok());
    CHECK(next->empty()); // nothing is placed
    CHECK(collect(outputs).empty());
    CHECK(bands(outputs).empty());
    CHECK(sink.done == sink.total);
    return sumTrials(trials);
}

} // namespace

TEST_CASE("a trial counts the alarms of a history and finds large bursts, not small ones") {
    const Data data = meteredZones(3);
    Options options;
    options.trialRates = {1, 0.05};
    const auto trials = tried(data, options);
    REQUIRE(trials.size() == 2);
    CHECK(trials[0].rate == 0.05);
    CHECK(trials[0].zones == 3);
    CHECK(trials[0].zoneWeeks == doctest::Approx(45).epsilon(0.01));
    CHECK(trials[0].alarms >= 1); // the burst that is there
    CHECK(trials[0].meanInflow_m3s == doctest::Approx(0.0202).epsilon(0.02));
    for (const RateTrial& t : trials) {
        for (std::size_t i = 0; i < t.put.size(); ++i) CHECK(t.put[i] >= 6);
        CHECK(t.found.back() == t.put.back()); // a fifth of the inflow
        const double half = t.shareFoundIn(0.5), most = t.shareFoundIn(0.9);
        CHECK(half > 0);
        CHECK(most >= half);
        CHECK(most <= 0.2);
    }
    CHECK(trials[0].alarms <= trials[1].alarms);
    CHECK(trials[0].found[0] < trials[0].put[0]); // two per cent drown
    CHECK(trials[1].shareFoundIn(0.5) <= trials[0].shareFoundIn(0.5) * 1.2);
}

TEST_CASE("no burst is put where the history has an event") {
    const Data data = meteredZones(1);
    Options options;
    options.trialRates = {0.05};
    const auto busy = tried(data, options).front();
    int put = 0;
    for (const int n : busy.put) put += n;
    const auto quiet = tried(meteredZones(2), options).front();
    int both = 0;
    for (const int n : quiet.put) both += n;
    CHECK(put >= 6 * 5);
    CHECK(both > 2 * put); // the other zone has no event
}

TEST_CASE("of many zones forty are tried, evenly chosen") {
    detection::Balances balances;
    for (int z = 0; z < 100; ++z) {
        detection::Balance balance;
        balance.zone = std::to_string(z);
        balances.zones.push_back(balance);
    }
    Options options;
    options.trialRates = {0.1, 0.2};
    const auto tasks = trialStage(balances, std::vector<bool>(100, true), options, 1);
    REQUIRE(tasks.size() == 80);
    CHECK(tasks.front().subject == "zone 0");
    CHECK(tasks[39].subject == "zone 97");
    CHECK(tasks[1].subject == "zone 2");
}

TEST_CASE("the size found in nine of ten lies between the tried ones, by counts made monotone") {
    RateTrial t;
    t.put = {10, 10, 10, 10, 10, 10};
    t.found = {0, 0, 5, 10, 10, 10};
    CHECK(t.shareFoundIn(0.5) == doctest::Approx(0.05));
    CHECK(t.shareFoundIn(0.75) == doctest::Approx(std::sqrt(0.05 * 0.08)));
    t.found = {0, 6, 4, 10, 10, 10}; // 3 and 5 % are taken together: half of both, between them
    CHECK(t.shareFoundIn(0.5) == doctest::Approx(std::sqrt(0.03 * 0.05)));
    t.found = {10, 10, 10, 10, 10, 10};
    CHECK(t.shareFoundIn(0.9) == doctest::Approx(0.02));
    t.found = {0, 0, 0, 0, 0, 5};
    CHECK(t.shareFoundIn(0.9) == std::numeric_limits<double>::infinity());
    t.put[2] = 2;
    CHECK(t.shareFoundIn(0.5) < 0);
}

TEST_CASE("trials of zones add up, the mean inflow by zones") {
    RateTrial a, b;
    a.rate = b.rate = 0.1;
    a.zones = 1, a.zoneWeeks = 4, a.alarms = 2, a.meanInflow_m3s = 0.01, a.put[0] = 3, a.found[0] = 1;
    b.zones = 3, b.zoneWeeks = 12, b.alarms = 1, b.meanInflow_m3s = 0.03, b.put[0] = 9, b.found[0] = 2;
    const auto sums = sumTrials({a, b});
    REQUIRE(sums.size() == 1);
    CHECK(sums[0].zones == 4);
    CHECK(sums[0].zoneWeeks == 16);
    CHECK(sums[0].alarms == 3);
    CHECK(sums[0].meanInflow_m3s == doctest::Approx(0.025));
    CHECK(sums[0].put[0] == 12);
    CHECK(sums[0].found[0] == 3);
}

TEST_CASE("a rate out of range is refused, and what is no trial cannot be read") {
    const Data data = meteredZones(1);
    Options options;
    options.trialRates = {0.05, 0};
    CHECK_FALSE(firstStage(data, options).ok());
    CHECK_FALSE(readTrial(TaskOutput{"\x04", {}, {}}).ok());
    CHECK_FALSE(readTrial(TaskOutput{}).ok());
}
