#include "core/detection/dismissals.h"

#include "core/detection/calendar.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace ms;
using namespace ms::detection;
using Kind = Suggestion::Kind;

namespace {

/// Events of a history: all dismissed but those that `believed` makes.
struct History {
    std::vector<Event> events;
    std::vector<DismissalReason> reasons;
    DismissalGround ground;

    History() {
        ground.zone.name = "UTC";
        ground.zoneWeeks = 1000;
        ground.rate = 0.05;
    }
    Event& add(const char* zone, const CivilTime& start, DismissalReason reason = DismissalReason::other, const char* sensor = "") {
        Event e;
        e.id = static_cast<std::int64_t>(events.size()) + 1;
        e.zone = zone;
        e.kind = EventKind::burst;
        e.status = EventStatus::dismissed;
        e.startedAt = instantFromUtc(start);
        if (*sensor != 0) e.evidence.push_back({sensor, Quantity::pressure, -0.3, -8});
        events.push_back(e);
        reasons.push_back(reason);
        return events.back();
    }
    [[nodiscard]] std::vector<Suggestion> of(Kind kind) const {
        std::vector<Dismissal> dismissed;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (events[i].status == EventStatus::dismissed) dismissed.push_back({&events[i], reasons[i]});
        auto all = suggestionsOf(dismissed, events, ground);
        std::erase_if(all, [kind](const Suggestion& s) { return s.kind != kind; });
        return all;
    }
};

} // namespace

TEST_CASE("A working day on which two zones began what was dismissed is suggested for the calendar") {
    History h;
    h.add("A", {2025, 3, 3, 7, 0});
    CHECK(h.of(Kind::dayOff).empty()); // one zone is no holiday
    h.add("B", {2025, 3, 3, 9, 30});
    REQUIRE(h.of(Kind::dayOff).size() == 1);
    CHECK(h.of(Kind::dayOff)[0].day == daysFromCivil(2025, 3, 3));
    CHECK(h.of(Kind::dayOff)[0].events == std::vector<std::int64_t>{1, 2});
    h.ground.daysOff.put({daysFromCivil(2025, 3, 3), true, "carnival"});
    CHECK(h.of(Kind::dayOff).empty()); // it is there
    h.ground.daysOff = {};
    h.add("C", {2025, 3, 3, 10, 0}).status = EventStatus::confirmed;
    CHECK(h.of(Kind::dayOff).empty()); // something was real that day
}

TEST_CASE("One event dismissed as a holiday suffices; a Sunday needs no saying") {
    History h;
    h.add("A", {2025, 3, 4, 7, 0}, DismissalReason::holiday);
    h.add("A", {2025, 3, 9, 7, 0}, DismissalReason::holiday); // a Sunday
    REQUIRE(h.of(Kind::dayOff).size() == 1);
    CHECK(h.of(Kind::dayOff)[0].day == daysFromCivil(2025, 3, 4));
}

TEST_CASE("Works at the same hours of the day are seen, across midnight and with their weekday") {
    History h;
    for (const int day : {4, 11, 18}) h.add("A", {2025, 3, day, 23, 10});
    h.add("A", {2025, 3, 26, 1, 50});
    h.add("A", {2025, 5, 1, 14, 0});
    const auto hours = h.of(Kind::quietHours);
    REQUIRE(hours.size() == 1);
    CHECK(hours[0].subject == "A");
    CHECK(hours[0].fromHour == 23);
    CHECK(hours[0].toHour == 26);
    CHECK(hours[0].events == std::vector<std::int64_t>{1, 2, 3, 4});
    CHECK(hours[0].weekday == -1);
    h.events[3].startedAt = instantFromUtc({2025, 3, 25, 23, 50});
    CHECK(h.of(Kind::quietHours)[0].weekday == 1);
}

TEST_CASE("Hours that chance would bring together are not suggested") {
    History h; // 24 events, one an hour: some three of them always lie within three hours
    for (int hour = 0; hour < 24; ++hour) h.add("A", {2025, 3, 1 + hour, hour, 0});
    CHECK(h.of(Kind::quietHours).empty());
    History two;
    for (const int day : {4, 11}) two.add("A", {2025, 3, day, 23, 10});
    CHECK(two.of(Kind::quietHours).empty());
}

TEST_CASE("A sensor that spoke for nothing real is suspected, one that was right once is not") {
    History h;
    for (const int day : {3, 12, 20}) h.add("A", {2025, 3, day, day, 0}, DismissalReason::nothingFound, "P7");
    REQUIRE(h.of(Kind::instrument).size() == 1);
    CHECK(h.of(Kind::instrument)[0].subject == "P7");
    h.add("A", {2025, 4, 3, 4, 0}, DismissalReason::other, "P7").status = EventStatus::repaired;
    CHECK(h.of(Kind::instrument).empty());
    History said;
    for (const int day : {3, 12}) said.add("A", {2025, 3, day, day, 0}, DismissalReason::instrument, "P8");
    CHECK(said.of(Kind::instrument).size() == 1); // twice is enough where somebody says so
}

TEST_CASE("More dismissed than asked for: a lower rate, in proportion") {
    History h;
    h.ground.zoneWeeks = 100; // 5 false alarms were asked for
    for (int i = 0; i < 9; ++i) h.add("A", {2025, 3, 1 + i, (7 * i) % 24, 0});
    CHECK(h.of(Kind::lowerRate).empty()); // P(9 and more | 5) = 0.068
    h.add("A", {2025, 3, 20, 3, 0});
    REQUIRE(h.of(Kind::lowerRate).size() == 1); // P(10 and more | 5) = 0.032
    CHECK(h.of(Kind::lowerRate)[0].dismissedPerZoneWeek == doctest::Approx(0.1));
    CHECK(h.of(Kind::lowerRate)[0].rate == doctest::Approx(0.025));
}
