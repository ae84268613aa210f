#include "battledim_folder.h"

#include "core/analysis/analysis.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>

using namespace ms;

namespace {

struct SilentSink final : analysis::EventSink {
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic&) override {}
    void partial(const std::vector<detection::Event>&) override {}
};

/// The learning year up to a day; the repairs completed by then.
analysis::Data upTo(const analysis::Data& all, Instant end) {
    analysis::Data data = all;
    for (auto& s : data.sensors) {
        const auto n =
            static_cast<std::size_t>(std::lower_bound(s.readings.times_ms.begin(), s.readings.times_ms.end(), end.ms) - s.readings.times_ms.begin());
        s.readings.times_ms.resize(n);
        s.readings.values.resize(n);
        s.readings.quality.resize(n);
    }
    std::erase_if(data.repairs, [&](const auto& r) { return r.completed && *r.completed >= end; });
    return data;
}

struct Run {
    std::vector<detection::Event> events;
    std::vector<std::string> bytes; ///< of all tasks in their order
};

Run analyse(const analysis::Data& data, bool backwards) {
    Run result;
    SilentSink sink;
    const analysis::Options options;
    auto stage = analysis::firstStage(data, options);
    REQUIRE(stage.ok());
    std::vector<analysis::TaskOutput> outputs;
    while (!stage->empty()) {
        std::vector<std::size_t> order(stage->size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (backwards) std::reverse(order.begin(), order.end());
        std::vector<analysis::TaskOutput> fresh(stage->size());
        for (const std::size_t i : order) {
            auto out = analysis::run((*stage)[i], data, options, sink, {});
            REQUIRE(out.ok());
            fresh[i] = std::move(out).value();
        }
        for (const auto& o : fresh) result.bytes.push_back(o.bytes);
        auto next = analysis::nextStage(data, options, *stage, fresh);
        REQUIRE(next.ok());
        outputs = std::move(fresh);
        stage = std::move(next);
    }
    result.events = analysis::collect(outputs);
    return result;
}

std::vector<detection::Revision> knownAt(const detection::Event& e, Instant t) {
    std::vector<detection::Revision> known;
    for (const auto& r : e.history)
        if (r.at <= t) known.push_back(r);
    return known;
}

} // namespace

TEST_CASE("Cutting the data off changes no event detected before, and the order of the tasks changes nothing") {
    const std::string folder = std::string(MAINSIGHT_SHARED_DATA) + "/ltown";
    if (!std::filesystem::exists(folder + "/hist")) {
        std::printf("skipped: no %s\n", folder.c_str());
        std::exit(77);
    }
    auto read = lab::readFolder(folder, {"hist"});
    REQUIRE(read.ok());
    const Instant year = instantFromUtc({2018, 1, 1});
    const analysis::Data data = upTo(read.value(), year + days(110));
    const Run whole = analyse(data, false);
    const Run reversed = analyse(data, true);
    CHECK(whole.bytes == reversed.bytes);
    CHECK(whole.events == reversed.events);
    REQUIRE(whole.events.size() >= 2); // bursts from January to April
    for (const auto& e : whole.events) {
        CHECK(e.history.front().at == e.detectedAt);
        CHECK(e.history.front().announced);
        CHECK(e.history.back().area == e.area);
    }
    for (const int day : {25, 61, 84}) {
        const Instant end = year + days(day);
        const Run part = analyse(upTo(data, end), false);
        std::size_t before = 0;
        for (const auto& e : whole.events) {
            if (e.detectedAt > end) continue;
            ++before;
            const auto same =
                std::find_if(part.events.begin(), part.events.end(), [&](const auto& p) { return p.zone == e.zone && p.detectedAt == e.detectedAt; });
            REQUIRE(same != part.events.end());
            CHECK(knownAt(*same, end) == knownAt(e, end));
        }
        CHECK(part.events.size() == before);
    }
}
