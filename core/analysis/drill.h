#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/base/time.h"
#include "core/detection/area_trust.h"
#include "core/detection/event.h"
#include "core/network/network.h"
#include "core/scenario/scenario.h"
#include "core/series/repair.h"
#include "core/series/sensor.h"

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// A burst drill on a network of one's own: bursts are invented somewhere on it and measured by its own sensors; whoever looks for them, a person in
/// training or Mainsight itself, is scored against the truth. Says where bursts would be seen on this network, and how well they would be placed.
namespace ms::analysis {

struct DrillOptions {
    int bursts = 20;
    double leastShare = 0.04, mostShare = 0.3; ///< sizes as shares of their zone's mean inflow, evenly by the logarithm
    double growing = 0.3;                      ///< share of the bursts that grow, over 6 to 48 hours
    std::uint64_t seed = 1;
    Instant start;               ///< of the readings
    Duration history = days(42); ///< before the first burst
    Duration open = days(3);     ///< until a burst is repaired
    Duration between = days(4);  ///< from a repair to the next burst
    LocalZone habits;            ///< the project's zone
    std::string crs;
    bool operator==(const DrillOptions&) const = default;
};

/// The specification of a drill: one burst after the other, on pipes of zones whose inflow is measured, chosen by their length; sensors at the places
/// of `sensors`, of 15-minute loggers with the usual resolution and noise. Errors: no sensor stands at an element of the network, or no zone's inflow
/// is measured (notFound); options out of range (invalidInput).
[[nodiscard]] Result<scenario::Spec> drillSpec(const network::Network& network, const std::vector<series::Sensor>& sensors,
                                               const DrillOptions& options);

/// Writes a drill below `folder` (made if missing; invalidInput when there is a drill already): what is handed out (loggers/, sensors.csv,
/// network.inp, answers.csv to be filled in) and truth/, which is not. `networkText` is the .inp as it stands. Errors beside those above: unwritable,
/// cancelled, of the hydraulics.
[[nodiscard]] Result<scenario::Outcome> makeDrill(const network::Network& network, const std::string& networkText,
                                                  const std::vector<series::Sensor>& sensors, const DrillOptions& options, const std::string& folder,
                                                  Sink& sink, std::stop_token stop);

/// A burst of a drill as truth/bursts.csv tells it.
struct DrillBurst {
    std::string id, zone, pipe; ///< zone: of the balance that the pipe lies in, once found
    double x = 0, y = 0;
    Instant start, end;
    double flow_m3s = 0; ///< mean while open
    double share = 0;    ///< of its zone's mean inflow
    bool operator==(const DrillBurst&) const = default;
};
/// Reads truth/bursts.csv of a drill's folder. Errors: notFound, unreadable, invalidInput (naming the row).
[[nodiscard]] Result<std::vector<DrillBurst>> readDrill(const std::string& folder);

/// An answer sheet: a table with the columns zone, began, pipes (ids with blanks between, most probable first) and flow_lps, as events that could be
/// scored. Times without an offset are in `zone`. Errors as above.
[[nodiscard]] Result<std::vector<detection::Event>> readAnswers(const std::string& path, const network::Network& network, const LocalZone& zone);

/// What became of one burst.
struct DrillResult {
    DrillBurst burst;
    std::optional<Duration> delay; ///< until the first event that fits; none = missed
    bool held = false;             ///< the area holds the pipe
    std::optional<double> needed;  ///< how much of the posterior it had to take for that (massUpTo)
    double areaShare = 1;          ///< of the zone's pipe length
    int rank = 0;                  ///< of the burst's pipe by falling probability; 0 = not in the area
    double sizeError = 0;          ///< stated over true, less one
    bool operator==(const DrillResult&) const = default;
};
struct DrillScore {
    std::vector<DrillResult> results; ///< in the order of the bursts
    int falseAlarms = 0;              ///< from the first burst to a day after the last
    double zoneWeeks = 0;             ///< in which they were raised
    [[nodiscard]] int found() const;
    [[nodiscard]] int held() const;
    /// Medians over the bursts found; NaN when none was.
    [[nodiscard]] double medianDelay_h() const;
    [[nodiscard]] double medianAreaShare() const;
    [[nodiscard]] double medianSizeError() const; ///< of its magnitude
};
/// An event of kind burst or leak fits a burst of its zone while that is open and an hour longer (`early` before as well: an answer says when it
/// began); of several bursts the latest begun. The earliest event counts, further ones are repeats; one that fits none is a false alarm.
/// Areas of a higher level than `level` are scored as if they had been of that.
[[nodiscard]] DrillScore scoreDrill(std::vector<DrillBurst> bursts, const std::vector<detection::Event>& events, const network::Network& network,
                                    const std::vector<series::Sensor>& sensors, Duration early = {}, double level = 1);

/// What areas needed: of the bursts of a drill that were found, and of events of the project that were repaired (their area as it was first told).
/// Areas that tell nothing teach nothing. Repairs are linked to events by time and place, so these flatter a little; a drill does not.
[[nodiscard]] detection::AreaTrust learnAreas(const DrillScore& score, const std::vector<detection::Event>& events,
                                              const std::vector<series::Repair>& repairs, Instant at);

} // namespace ms::analysis
