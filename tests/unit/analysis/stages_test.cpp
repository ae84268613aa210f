#include "core/analysis/stages.h"

#include <doctest/doctest.h>

using namespace ms;

namespace {

detection::ZoneTrack trackOf(int days_) {
    detection::ZoneTrack t;
    t.zone = "AB";
    detection::TrackedEvent e;
    e.zone = "AB";
    e.detectedAt = Instant{0} + days(10);
    e.why = "Inflow rose";
    e.evidence.push_back({"p227", Quantity::flow, 0.001, 5});
    e.rivals.push_back({detection::EventKind::demand, 0.1});
    for (int d = 0; d < days_; ++d) {
        detection::TrackState s;
        s.at = e.detectedAt + days(d);
        s.confidence = 0.9;
        s.startedAt = e.detectedAt - days(1);
        s.startedCi = {s.startedAt - days(1), s.startedAt + days(1)};
        s.flow_m3s = {0.002, 0.0015, 0.0025};
        s.track = {{s.startedAt, 0, 0}, {s.at, 0.002, 0.0002}};
        s.changed = d == 30;
        e.states.push_back(s);
    }
    t.events.push_back(e);
    t.inflow_m3s.start = Instant{0};
    t.inflow_m3s.step = hours(1);
    t.inflow_m3s.values = Eigen::VectorXd::Constant(48, 0.5);
    t.expected_m3s = t.inflow_m3s;
    t.excess_m3s = t.inflow_m3s;
    t.sd_m3s = t.inflow_m3s;
    return t;
}

} // namespace

TEST_CASE("What a stage hands on comes back as it was; cut or wrong bytes are an error") {
    const auto track = trackOf(3);
    const std::string bytes = analysis::encodeTrack(track);
    analysis::Findings findings;
    REQUIRE(analysis::addFindings(bytes, findings).ok());
    REQUIRE(findings.tracks.size() == 1);
    CHECK(findings.tracks[0].events[0].why == "Inflow rose");
    CHECK(findings.tracks[0].events[0].states.size() == 3);
    CHECK(findings.tracks[0].events[0].evidence == track.events[0].evidence);
    CHECK(findings.tracks[0].events[0].states[1].startedCi == track.events[0].states[1].startedCi);
    CHECK(findings.tracks[0].inflow_m3s.values.size() == 48);
    for (const std::size_t cut : {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
        analysis::Findings broken;
        CHECK_FALSE(analysis::addFindings(std::string_view(bytes).substr(0, cut), broken).ok());
    }
    analysis::PlacedEvent placed{1, 2, {{Instant{5}, {0, 7}, {0.25F, 0.75F}}}};
    analysis::Findings again;
    REQUIRE(analysis::addFindings(analysis::encodePlacements({placed}), again).ok());
    CHECK(again.placements[0] == placed);
    analysis::ZoneCharts charts;
    charts.zone = 1;
    charts.start = Instant{7};
    analysis::ChartedLeak charted{{3, 40, 28, 90.5, 0.002, 500}, {Instant{9}, {3, 4}, {0.5F, 0.5F}}, 0.0005, 41, 35, 48, 2.5};
    charts.charts.push_back({Instant{9}, 0.05, {charted, charted}});
    charts.charts.push_back({Instant{10}, 0.06, {}});
    const std::string chartBytes = analysis::encodeCharts(charts);
    analysis::Findings charted2;
    REQUIRE(analysis::addFindings(chartBytes, charted2).ok());
    CHECK(charted2.charts == std::vector<analysis::ZoneCharts>{charts});
    CHECK_FALSE(analysis::addFindings(std::string_view(chartBytes).substr(0, chartBytes.size() - 3), charted2).ok());
    const analysis::DetectInput detect{2, true, {{1, Instant{4}}}, {"expectation", "charts"}};
    auto detectBack = analysis::decodeDetect(analysis::encodeDetect(detect));
    REQUIRE(detectBack.ok());
    CHECK(detectBack->carried == detect.carried);
    CHECK(detectBack->hints == detect.hints);
    analysis::PlacingInput input{true, {"a", std::string("b\0c", 3)}, {{0, 1}, {2, 3}}};
    auto back = analysis::decodeInput(analysis::encodeInput(input));
    REQUIRE(back.ok());
    CHECK(back->texts == input.texts);
    CHECK(back->events == input.events);
}

TEST_CASE("The states worth placing are chosen from the past alone") {
    const auto whole = analysis::thin(trackOf(100)).events[0].states;
    CHECK(whole.size() >= 10);
    CHECK(whole.size() <= 20);
    CHECK(whole[0].at == Instant{0} + days(10));
    for (const int cut : {1, 5, 31, 60}) {
        const auto part = analysis::thin(trackOf(cut)).events[0].states;
        REQUIRE(part.size() <= whole.size());
        for (std::size_t i = 0; i < part.size(); ++i) CHECK(part[i] == whole[i]);
    }
}

TEST_CASE("The states of the first hours are placed, for with each the area shrinks; then those at the marks") {
    auto track = trackOf(2);
    auto& states = track.events[0].states;
    const auto first = states[0];
    std::vector<detection::TrackState> often{first};
    for (const double h : {2.0, 3.0, 6.0}) {
        often.push_back(first);
        often.back().at = first.at + hours(static_cast<std::int64_t>(h));
    }
    often.push_back(states[1]); // a day on
    states = often;
    const auto kept = analysis::thin(track).events[0].states;
    REQUIRE(kept.size() == 4);
    CHECK(kept[0].at == first.at);
    CHECK(kept[1].at == first.at + hours(2));
    CHECK(kept[2].at == first.at + hours(3));
    CHECK(kept[3].at == first.at + days(1));
}

TEST_CASE("Options that make no sense are refused") {
    analysis::Options o;
    CHECK(o.validate().ok());
    o.areaLevel = 1;
    CHECK_FALSE(o.validate().ok());
    o = {};
    o.falseAlarmsPerZoneWeek = -0.1;
    CHECK_FALSE(o.validate().ok());
    o = {};
    o.period = {Instant{1000}, Instant{10}};
    CHECK_FALSE(o.validate().ok());
}
