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
/// is full. Whatever the portions, once flush() was called the events are those of a live analysis of the same readings without pipes.
///
/// One meter of a zone may lag: its zone waits for it, but no longer than an hour.
class LiveZones {
public:
    /// `data`: prepared, its sensors without readings. `zones`: positions in the frame's balances.
    LiveZones(std::shared_ptr<const Data> data, Options options, std::vector<std::size_t> zones);
    ~LiveZones();

    /// Takes in all there is. Once.
    [[nodiscard]] Result<std::vector<ZoneNews>> begin(const ReadingSource& readings, Sink& sink, std::stop_token stop);
    /// Takes in what changed; gives the zones whose events did. Sensors of other zones are passed over.
    [[nodiscard]] Result<std::vector<ZoneNews>> goOn(const std::vector<SensorChange>& changes, const ReadingSource& readings, Sink& sink,
                                                     std::stop_token stop);
    /// Nothing more will come for now: no zone waits for a lagging meter any longer.
    [[nodiscard]] Result<std::vector<ZoneNews>> flush(const ReadingSource& readings, Sink& sink, std::stop_token stop);

    [[nodiscard]] std::size_t restarts() const; ///< zones that began anew since begin(), for reports

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::analysis
