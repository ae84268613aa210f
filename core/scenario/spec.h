#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/units.h"
#include "core/network/network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a scenario is made of: a network, a year or a few weeks of people's habits, bursts, works, meters, loggers and their faults.
/// Plain values; the command line makes them of JSON (app/cli/scenario_spec.h), tests by hand. Times are UTC.
namespace ms::scenario {

struct Range {
    double low = 0, high = 0;
    bool operator==(const Range&) const = default;
};

/// How far the pipes and people in the ground are from the network file: factors drawn from U(1-x, 1+x) for each pipe or junction.
struct Reality {
    double roughness = 0.1, diameter = 0.05, demand = 0.2;
    std::vector<std::string> closedPipes; ///< shut valves that the file does not know
    bool operator==(const Reality&) const = default;
};

/// Noise of the demands as shares of themselves; the defaults are those of the L-TOWN twins.
struct DemandNoise {
    double classWander = 0.02;   ///< of each demand pattern, remembered for 3 h
    double classWhite = 0.068;   ///< of each demand pattern, anew each step
    double commonWander = 0.015; ///< of all, remembered for 20 days
    double nodeWander = 0.04;    ///< of each junction, remembered for 2 days
    double nodeWhite = 0.15;     ///< of each junction, anew each step
    double season = 0.10;        ///< amplitude over the year, highest in mid-July
    bool operator==(const DemandNoise&) const = default;
};

/// A burst: an orifice q = Cd A sqrt(2 g p) on a pipe.
struct Burst {
    enum class Growth {
        sudden,
        area,    ///< the area grows linearly
        diameter ///< the diameter does, so the area by its square
    };
    std::string id;
    std::string pipe;
    double fraction = 0.5; ///< along the pipe, from its first node
    Instant start;
    std::optional<Instant> end;      ///< repaired; none = open to the end
    std::optional<Instant> reported; ///< the repair job was reported
    Growth growth = Growth::sudden;
    Duration grows{0}; ///< from start to full size
    /// Its size: one of these three is above zero.
    double diameter_m = 0;
    double flow_m3s = 0;      ///< at the pipe's mean pressure
    double shareOfInflow = 0; ///< flow as a share of the mean inflow of its zone (of the whole network where the pipe has none)
    bool inRepairs = true;    ///< stands in the repair list once repaired
    bool operator==(const Burst&) const = default;
};

/// Bursts to be drawn at random, by length of pipe.
struct BurstDraw {
    int count = 0;
    TimeSpan within;      ///< of the starts
    Range diameter_m;     ///< of the orifice
    double growing = 0.5; ///< share of those that grow, by diameter
    Range grows_days{14, 90};
    double repaired = 1;    ///< share of those repaired
    Range open_days{9, 56}; ///< of those repaired
    bool operator==(const BurstDraw&) const = default;
};

/// Water taken on purpose: flushing, a fire, a tanker, a big user.
struct Use {
    std::string id;
    std::string type; ///< as in truth/confounders.csv: "hydrant flushing"
    std::string junction;
    TimeSpan span;
    double flow_m3s = 0;
    bool operator==(const Use&) const = default;
};

/// A valve's setting or a link's status changed for a while.
struct Operation {
    std::string id;
    std::string type; ///< "PRV setting change"
    std::string link;
    TimeSpan span;
    double settingChange = 0; ///< added to the setting, m for a PRV
    bool closed = false;
    bool operator==(const Operation&) const = default;
};

struct Fault {
    enum class Kind {
        stuck,  ///< repeats its last value
        gap,    ///< writes nothing
        zero,   ///< reads zero
        drift,  ///< slides by `amount` over the span
        offset, ///< reads `amount` too much
        scale,  ///< reads `amount` times the value
        clock,  ///< its stamps are `amount` seconds late
        noisy   ///< noise of standard deviation `amount` on top
    };
    std::string id;
    Kind kind = Kind::stuck;
    TimeSpan span;
    double amount = 0; ///< in the sensor's unit, a factor, or seconds
    bool operator==(const Fault&) const = default;
};

/// The shape of a logger's file; all are read back by core/ingest.
enum class Style {
    wide,      ///< columns of all loggers with the same style, step and file: BattLeDIM's "Timestamp;n1;n4" with decimal commas
    iso,       ///< "timestamp,NAME [m]", ISO 8601, with Z where the clock is UTC
    split,     ///< "Date,Time,NAME m" with dd/mm/yyyy
    preamble,  ///< site, serial and units above a dd/mm/yyyy hh:mm table
    historian, ///< all in one narrow file: TagName,TimeStamp,Value,Quality
    sli        ///< start and step once, then bare values; a gap starts a new time line
};

/// A sensor with its logger.
struct SensorPlan {
    std::string element; ///< node or link id
    Quantity quantity = Quantity::pressure;
    std::string name; ///< column or tag; the element's id when empty
    std::string zone;
    std::string unit;         ///< "m", "l/s", ...
    double resolution = 0;    ///< in that unit; 0 = six significant digits
    double noise = 0;         ///< standard deviation, in that unit
    double relativeNoise = 0; ///< standard deviation as a share of the reading
    double offset = 0;        ///< of the elevation or zero point, in that unit
    double sign = 1;          ///< -1: mounted the other way round
    Duration step{900'000};
    enum class Stamp { instant, beginOfMean, endOfMean } stamp = Stamp::instant;
    Style style = Style::iso;
    std::string file; ///< in DIR; made up when empty
    std::string timezone = "UTC";
    LocalZone clock; ///< of `timezone`; empty = UTC
    std::vector<Fault> faults;
    bool operator==(const SensorPlan&) const = default;
};

/// One folder of output with its span; a year each for L-TOWN's pairs. Simulated side by side, noise drawn anew, bursts running on.
struct Part {
    std::string folder; ///< relative to DIR; empty = DIR itself
    TimeSpan span;
    bool operator==(const Part&) const = default;
};

enum class TruthStyle {
    leaks, ///< leaks.csv, leak_flows.csv, repairs.csv of the L-TOWN sets
    drill  ///< bursts.csv, confounders.csv, meta.json ... of the drill
};

struct Spec {
    std::string title = "scenario";
    std::uint64_t seed = 1;
    std::vector<Part> parts;
    Duration step{300'000};        ///< of the hydraulics
    LocalZone habits;              ///< the zone by which people get up; empty = UTC
    std::vector<Instant> holidays; ///< local midnights (as if UTC) of days on which people live as on a Sunday
    double demandFactor = 1;       ///< on all base demands
    Reality reality;
    DemandNoise noise;
    std::vector<Burst> bursts;
    std::vector<BurstDraw> draws;
    std::vector<Use> uses;
    std::vector<Operation> operations;
    std::vector<SensorPlan> sensors;
    double dischargeCoefficient = 0.75;
    double requiredPressure_m = 0; ///< above 0: demands fall with the root of the pressure below it
    TruthStyle truth = TruthStyle::drill;
    std::optional<Instant> eventsFrom; ///< end of the history without events, for the scorer
    bool operator==(const Spec&) const = default;
};

/// All that is wrong with a specification for this network, each with the place in it ("bursts[2].pipe"): empty when it can be made.
[[nodiscard]] std::vector<Error> check(const Spec& spec, const network::Network& network);

} // namespace ms::scenario
