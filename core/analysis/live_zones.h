#pragma once

#include "core/analysis/analysis.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ms::analysis {

/// A sensor of which readings are new or others from an instant on.
struct SensorChange {
    std::size_t sensor = 0; ///< position in Data::sensors
    Instant from;
    bool operator==(const SensorChange&) const = default;
};

/// Where live zones get readings: of one sensor, in a span (an invalid instant is no bound).
using ReadingSource = std::function<Result<series::Readings>(std::size_t sensor, TimeSpan span)>;

/// The events of a zone as they are known now, in place of those of before.
struct ZoneNews {
    std::string zone;
    std::vector<detection::Event> events; ///< without numbers
};

/// Some zones of a project kept up to date as readings come in. Zones of quarter-hours are followed (detection::ZoneFollower) at the cost of what is
/// new; late or corrected readings make their zone begin anew. Zones watched by the hour (customer meters, tanks) are gone through again when an hour
/// is full. Whatever the portions, once nobody waits and flush() was called the events are those of a live analysis of the same readings without
/// pipes.
///
/// Order: goOn() does the zones that simply go on, at once. Zones that begin anew and zones that took long the last time wait for catchUp(), which
/// takes them in turns, so that a long history or a pathological series costs the others one turn and no more. Until a zone has caught up, what was
/// told of it stands.
///
/// One meter of a zone may lag: its zone waits for it, but no longer than an hour.
class LiveZones {
public:
    struct Turns {
        double turn_s = 1;         ///< a zone that is not ready then lets the others go first; no shorter than one piece of its work
        double slow_s = .3;        ///< a zone whose last step took longer waits for catchUp()
        double most_s = 20;        ///< what cannot be done in pieces (hourly zones) is given up after so long, and tried again with twice as much
        double rest = 10;          ///< after so many times as long
        Duration piece = days(91); ///< of a history: some 0.1 s of work at 15 minutes
    };

    /// `data`: prepared, its sensors without readings. `zones`: positions in the frame's balances. All of them wait.
    LiveZones(std::shared_ptr<const Data> data, Options options, std::vector<std::size_t> zones, Turns turns);
    LiveZones(std::shared_ptr<const Data> data, Options options, std::vector<std::size_t> zones)
        : LiveZones(std::move(data), options, std::move(zones), Turns{}) {}
    ~LiveZones();

    /// Takes in what changed; gives the zones whose events did. Sensors of other zones are passed over.
    [[nodiscard]] Result<std::vector<ZoneNews>> goOn(const std::vector<SensorChange>& changes, const ReadingSource& readings, Sink& sink,
                                                     std::stop_token stop);
    /// Goes on with the zones that wait until `seconds` are over, but with one at least; gives those that have caught up and whose events changed.
    [[nodiscard]] Result<std::vector<ZoneNews>> catchUp(double seconds, const ReadingSource& readings, Sink& sink, std::stop_token stop);
    /// Nothing more will come for now: zones that wait are caught up with, and none waits for a lagging meter any longer.
    [[nodiscard]] Result<std::vector<ZoneNews>> flush(const ReadingSource& readings, Sink& sink, std::stop_token stop);

    /// `at` hears of each zone before it is worked on: of which one a worker died can then be told.
    void tellZones(std::function<void(const std::string& zone)> at);

    [[nodiscard]] std::size_t waiting() const;  ///< zones for catchUp() to do now; without those that rest
    [[nodiscard]] std::size_t restarts() const; ///< zones that began anew because of late or corrected readings, so far

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::analysis
