#pragma once

#include "core/detection/quick_watch.h"
#include "core/detection/zone_tracker.h"

#include <memory>
#include <vector>

namespace ms::detection {

/// One zone without customer meters or tanks, followed as its readings come in: live work costs what is new. Whatever the portions in which the
/// readings came, it knows what trackZone() finds over all of them at once.
class ZoneFollower {
public:
    /// Whether zones of this grid (suitableStep) are followed in this way; those of an hour and more are not.
    [[nodiscard]] static bool follows(Duration step) { return step < hours(1); }

    /// What is held of a zone's past: all, for its charts, or what may still be looked at (five months); events are the same.
    enum class Memory { all, needed };
    ZoneFollower(Balance balance, const std::vector<RepairNotice>& repairs, TrackerOptions options, Memory memory = Memory::all);
    ~ZoneFollower();
    ZoneFollower(const ZoneFollower&) = delete; ///< the watch refers to the balance in here
    ZoneFollower& operator=(const ZoneFollower&) = delete;

    /// Starts over with all readings there are, up to `until` (invalid: all). `meters` are all sensors of the project; only those of the balance need
    /// readings. notFound when none of its flow meters has any; cancelled.
    [[nodiscard]] Result<void> begin(const std::vector<Meter>& meters, Instant until, Sink& sink, std::stop_token stop);
    /// Goes on to `until`. `meters` must hold the readings behind known() and, of the flow meters, two before; what lies before is not looked at.
    void goOn(const std::vector<Meter>& meters, Instant until);

    /// The last instant taken in: readings up to it may not change any more, or begin() has to be called. Invalid before begin().
    [[nodiscard]] Instant known() const;
    [[nodiscard]] ZoneTrack track() const;                  ///< its series reach as far back as is held
    [[nodiscard]] std::vector<TrackedEvent> events() const; ///< those of the track, without its series
    [[nodiscard]] const Balance& balance() const { return m_balance; }

private:
    void makeRoom();

    Balance m_balance;
    std::vector<RepairNotice> m_repairs;
    TrackerOptions m_options;
    Memory m_memory;
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ms::detection
