#include "core/analysis/event_assembly.h"

#include <doctest/doctest.h>

using namespace ms;

namespace {

detection::TrackedEvent tracked(std::vector<double> ages) {
    detection::TrackedEvent e;
    e.zone = "A";
    e.detectedAt = Instant{0} + days(10);
    e.why = "Inflow rose by 2 l/s.";
    for (const double age : ages) {
        detection::TrackState s;
        s.at = e.detectedAt + Duration{static_cast<std::int64_t>(age * 8.64e7)};
        s.startedAt = e.detectedAt - days(2);
        s.startedCi = {s.startedAt, s.startedAt};
        s.flow_m3s = {0.002, 0.0015, 0.0025};
        s.track = {{s.startedAt, 0.002, 0}, {s.at, 0.002, 0}};
        e.states.push_back(s);
    }
    return e;
}

std::vector<localisation::Candidate> twentyPipes() {
    std::vector<localisation::Candidate> pipes;
    for (int i = 0; i < 20; ++i) pipes.push_back({LinkIndex(i), "p" + std::to_string(i), 100});
    return pipes;
}

analysis::PlacedState on(std::size_t state, int pipe, double mass) {
    analysis::PlacedState p;
    p.state = state;
    p.placement.informed = true;
    p.placement.modelled = true;
    p.placement.probability = Eigen::VectorXd::Constant(20, (1 - mass) / 19);
    p.placement.probability[pipe] = mass;
    return p;
}

} // namespace

TEST_CASE("An area takes as much of the posterior as was learned to be needed, and is called what it was asked to be") {
    const auto e = tracked({3});
    analysis::PlacedState wide = on(0, 4, 0.62);
    for (int i = 0; i < 20; ++i)
        if (i != 4) wide.placement.probability[i] = i < 8 ? 0.05 : 0.03 / 12;
    analysis::AnnouncingOptions options;
    const auto plain = analysis::assembleEvent(e, {wide}, twentyPipes(), 2000, {}, false, options);
    options.areaMass = 0.99;
    const auto more = analysis::assembleEvent(e, {wide}, twentyPipes(), 2000, {}, false, options);
    REQUIRE(plain.has_value());
    REQUIRE(more.has_value());
    CHECK(plain->area.length_m == 700); // 0.62 + 6 x 0.05 reaches 0.9
    CHECK(more->area.length_m > 1000);
    CHECK(more->area.length_m < 2000);
    CHECK(more->area.level == 0.9);
    CHECK(more->area.pipes.front().id == "p4");
}

TEST_CASE("The sentence names the start that stands beside it") {
    auto e = tracked({3});
    e.why = "The zone's inflow rose by 2 l/s at 1970-01-09 01:00 and stays up."; // in the project's time
    e.states.back().startedCi.second = e.states.back().startedAt + hours(2);
    analysis::AnnouncingOptions options;
    options.zone = {"Europe/Berlin", {{Instant{0}, 3600}}};
    const auto event = analysis::assembleEvent(e, {on(0, 4, 0.95)}, twentyPipes(), 2000, {}, false, options);
    REQUIRE(event.has_value());
    CHECK(event->startedAt == e.states.back().startedAt + minutes(90)); // looking back: later than the best guess
    CHECK(event->why.starts_with("The zone's inflow rose by 2 l/s at 1970-01-09 02:30 and stays up"));
}

TEST_CASE("A place that may be another leak's is told when it would have been, with an area that says so") {
    analysis::AnnouncingOptions options;
    options.concentrated = 0.1;
    options.patience_d = options.widePatience_d = 2;
    const auto e = tracked({0, 1});
    const std::vector<analysis::PlacedState> places{on(0, 4, 0.95), on(1, 4, 0.95)};
    const auto sure = analysis::assembleEvent(e, places, twentyPipes(), 2000, {}, true, options);
    options.doubt = 0.5;
    const auto doubtful = analysis::assembleEvent(e, places, twentyPipes(), 2000, {}, true, options);
    REQUIRE(sure.has_value());
    REQUIRE(doubtful.has_value());
    CHECK(sure->area.length_m == 100);
    CHECK(doubtful->detectedAt == sure->detectedAt); // not waited for as a wide area is
    CHECK(doubtful->area.pipes.front().id == "p4");
    CHECK(doubtful->area.pipes.front().probability == doctest::Approx(0.5 * 0.95 + 0.5 / 20));
    CHECK(doubtful->area.share > 0.75); // half of the posterior lies anywhere
}

TEST_CASE("An event is told when its place is known, or when patience ends, and begins to exist then") {
    analysis::AnnouncingOptions options;
    options.concentrated = 0.1;
    options.patience_d = options.widePatience_d = 2;
    const auto e = tracked({0, 1, 2, 3});
    const auto early = analysis::assembleEvent(e, {on(0, 4, 0.95), on(1, 4, 0.95)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(early.has_value());
    CHECK(early->detectedAt == e.detectedAt);
    CHECK(early->history.size() == 2);
    CHECK(early->history[0].announced);
    CHECK_FALSE(early->history[1].announced);
    CHECK(early->area.pipes.front().id == "p4");
    CHECK(early->volume_m3 == doctest::Approx(0.002 * 3 * 86400.0 * 4 / 4).epsilon(0.34));
    const auto late = analysis::assembleEvent(e, {on(0, 4, 0.2), on(1, 4, 0.2), on(2, 4, 0.2)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(late.has_value());
    CHECK(late->detectedAt == e.detectedAt + days(2));
    CHECK(late->history.front().at == late->detectedAt);
    CHECK(late->history.front().announced);
}

TEST_CASE("With hindsight what the data end with is told, however wide; live it waits") {
    analysis::AnnouncingOptions options;
    options.patience_d = options.widePatience_d = 5;
    const auto e = tracked({0, 1});
    const std::vector<analysis::PlacedState> wide{on(0, 4, 0.2), on(1, 4, 0.2)};
    CHECK_FALSE(analysis::assembleEvent(e, wide, twentyPipes(), 2000, {}, true, options).has_value());
    const auto ending = analysis::assembleEvent(e, wide, twentyPipes(), 2000, {}, false, options);
    REQUIRE(ending.has_value());
    CHECK(ending->detectedAt == e.detectedAt + days(1));
    CHECK(ending->history.size() == 1);
}

TEST_CASE("A wide area waits for more data, and one that has become much smaller is told again") {
    analysis::AnnouncingOptions options;
    options.patience_d = 2;
    options.widePatience_d = 5;
    options.again_d = 1;
    const auto e = tracked({0, 2, 5, 7});
    const auto event =
        analysis::assembleEvent(e, {on(0, 4, 0.2), on(1, 4, 0.2), on(2, 4, 0.2), on(3, 4, 0.95)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(event.has_value());
    CHECK(event->detectedAt == e.detectedAt + days(5));
    REQUIRE(event->history.size() == 2);
    CHECK(event->history[1].announced);
    options.movedMost = 0.01;
    const auto still =
        analysis::assembleEvent(e, {on(0, 4, 0.2), on(1, 4, 0.2), on(2, 4, 0.2), on(3, 4, 0.95)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(still.has_value());
    CHECK_FALSE(still->history[1].announced);
}

TEST_CASE("It is told again when it moves, not sooner than it should and not too often") {
    analysis::AnnouncingOptions options;
    options.again_d = 2;
    options.mostNotices = 2;
    const auto e = tracked({0, 1, 3, 6});
    const auto event =
        analysis::assembleEvent(e, {on(0, 4, 0.95), on(1, 9, 0.95), on(2, 9, 0.95), on(3, 15, 0.95)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(event.has_value());
    REQUIRE(event->history.size() == 4);
    CHECK(event->history[0].announced);
    CHECK_FALSE(event->history[1].announced);
    CHECK(event->history[2].announced);
    CHECK_FALSE(event->history[3].announced);
}

TEST_CASE("It is not told again once other leaks are what moves it") {
    analysis::AnnouncingOptions options;
    const auto e = tracked({0, 20, 40});
    const std::vector<analysis::PlacedState> stays{on(0, 4, 0.95), on(1, 4, 0.95), on(2, 9, 0.95)};
    const auto late = analysis::assembleEvent(e, stays, twentyPipes(), 2000, {}, true, options);
    REQUIRE(late.has_value());
    CHECK_FALSE(late->history[2].announced);
    CHECK(late->area.pipes.front().id == "p9"); // the place is shown all the same
    options.againUntil_d = 50;
    const auto longer = analysis::assembleEvent(e, stays, twentyPipes(), 2000, {}, true, options);
    REQUIRE(longer.has_value());
    CHECK(longer->history[2].announced);
}

TEST_CASE("A place is looked for during the first thirty days only") {
    const auto e = tracked({0, 28, 42});
    CHECK_FALSE(analysis::placeSettled(e, e.states[0]));
    CHECK_FALSE(analysis::placeSettled(e, e.states[1]));
    CHECK(analysis::placeSettled(e, e.states[2]));
}

TEST_CASE("With hindsight a burst is dated cautiously, live at the best guess") {
    auto e = tracked({0, 1});
    const Instant guess = e.detectedAt - days(2), latest = e.detectedAt - days(1);
    for (auto& s : e.states) s.startedCi = {e.detectedAt - days(3), latest};
    const std::vector<analysis::PlacedState> places{on(0, 4, 0.95), on(1, 4, 0.95)};
    const auto assembled = [&](bool live) { return analysis::assembleEvent(e, places, twentyPipes(), 2000, {}, live, {}).value(); };
    CHECK(assembled(true).startedAt == guess);
    const Instant dated = assembled(false).startedAt;
    CHECK((dated - guess).hours() == doctest::Approx(0.75 * 24));
    CHECK(assembled(false).startedCi == e.states[1].startedCi);
    for (auto& s : e.states) s.kind = detection::EventKind::demand;
    CHECK(assembled(false).startedAt == guess);
}

TEST_CASE("What was withdrawn before it was told does not exist; what was told stays") {
    analysis::AnnouncingOptions options;
    options.concentrated = 0.1;
    options.patience_d = options.widePatience_d = 5;
    auto e = tracked({0, 1, 2});
    e.states[2].withdrawn = true;
    CHECK_FALSE(analysis::assembleEvent(e, {on(0, 4, 0.2), on(1, 4, 0.2), on(2, 4, 0.2)}, twentyPipes(), 2000, {}, true, options).has_value());
    const auto told = analysis::assembleEvent(e, {on(0, 4, 0.95), on(1, 4, 0.95), on(2, 4, 0.95)}, twentyPipes(), 2000, {}, true, options);
    REQUIRE(told.has_value());
    CHECK(told->endedAt == e.states[2].at);
    CHECK(told->status == detection::EventStatus::withdrawn);
    CHECK(told->why.find("no longer believed") != std::string::npos);
    CHECK(told->history.front().announced);
    CHECK(analysis::assembleEvent(e, {on(0, 4, 0.95), on(2, 4, 0.95)}, twentyPipes(), 2000, {}, false, options)->status ==
          detection::EventStatus::withdrawn); // nor with hindsight
}

TEST_CASE("Without a model the area is the whole zone, at once") {
    const auto e = tracked({0, 1});
    analysis::PlacedState bare;
    const auto event = analysis::assembleEvent(e, {bare}, twentyPipes(), 2000, {}, true, {});
    REQUIRE(event.has_value());
    CHECK(event->area.wholeZone);
    CHECK(event->detectedAt == e.detectedAt);
    CHECK(event->why.find("do not tell where") != std::string::npos);
}

TEST_CASE("Live, what was called a burst stays one in the record; what was called something else becomes one when it is called so") {
    using detection::EventKind;
    analysis::AnnouncingOptions options;
    auto ended = tracked({0, 1});
    ended.states[1].kind = EventKind::demand;
    ended.states[1].confidence = 0.9;
    const std::vector<analysis::PlacedState> places{on(0, 4, 0.95), on(1, 4, 0.95)};
    const auto told = analysis::assembleEvent(ended, places, twentyPipes(), 2000, {}, true, options);
    REQUIRE(told.has_value());
    CHECK(told->kind == EventKind::burst);
    CHECK(told->confidence == doctest::Approx(0.1));
    REQUIRE(told->rivals.size() == 1);
    CHECK(told->rivals[0].kind == EventKind::demand);
    const auto known = analysis::assembleEvent(ended, places, twentyPipes(), 2000, {}, false, options);
    REQUIRE(known.has_value());
    CHECK(known->kind == EventKind::demand);

    auto grown = tracked({0, 1});
    grown.states[0].kind = EventKind::demand;
    const auto later = analysis::assembleEvent(grown, places, twentyPipes(), 2000, {}, true, options);
    REQUIRE(later.has_value());
    CHECK(later->kind == EventKind::burst);
    CHECK(later->detectedAt == grown.states[1].at);
    CHECK(later->history.size() == 1);
}
