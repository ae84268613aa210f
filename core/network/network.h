#pragma once

#include "core/base/diagnostic.h"
#include "core/base/index.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ms::network {

/// A place in the plane of the network's coordinates (no CRS is implied).
struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

enum class NodeKind { junction, reservoir, tank };
enum class LinkKind { pipe, pump, valve };
enum class ValveKind { prv, psv, pbv, fcv, tcv, gpv, pcv };
enum class LinkStatus { open, closed, active };
enum class HeadlossFormula { hazenWilliams, darcyWeisbach, chezyManning };
enum class FlowUnit { cfs, gpm, mgd, imgd, afd, lps, lpm, mld, cmh, cmd, cms };
enum class PressureUnit { psi, kpa, metres, bar, feet };
enum class DemandModel { demandDriven, pressureDriven };

/// One demand of a junction: base * pattern(t).
struct Demand {
    double base_m3s = 0;
    int pattern = -1; ///< index in Network::patterns; -1 = the default pattern, and none where there is no default
    std::string category;
    bool operator==(const Demand&) const = default;
};

struct Node {
    std::string id;
    NodeKind kind = NodeKind::junction;
    double elevation_m = 0; ///< of a reservoir: its head
    std::optional<Point> position;
    std::vector<Demand> demands;                                                                 ///< junctions; empty = none
    double emitter = 0;                                                                          ///< coefficient in m3/s per m^exponent; 0 = none
    int headPattern = -1;                                                                        ///< reservoirs
    double initialLevel_m = 0, minLevel_m = 0, maxLevel_m = 0, diameter_m = 0, minVolume_m3 = 0; ///< tanks
    int volumeCurve = -1;
    bool overflow = false;
    std::string tag, comment;
    bool demandsFromSection = false; ///< the demands stood in [DEMANDS], not on the junction's own line (the writer keeps that)
    bool operator==(const Node&) const = default;
};

struct Link {
    std::string id;
    LinkKind kind = LinkKind::pipe;
    NodeIndex from, to;
    double length_m = 0, diameter_m = 0;
    double roughness = 0;                 ///< H-W: C; D-W: m; C-M: n
    double minorLoss = 0;                 ///< K, of v^2/2g
    bool checkValve = false;              ///< pipes
    LinkStatus status = LinkStatus::open; ///< at the start; valves: active unless [STATUS] fixes them open or closed
    ValveKind valveKind = ValveKind::prv;
    double setting = 0;                     ///< valves: m, m3/s or K by kind; pumps: relative speed
    int headCurve = -1, speedPattern = -1;  ///< pumps; headCurve also: GPV's loss and PCV's characteristic
    double power_w = 0;                     ///< constant-power pumps; 0 = none
    double leakArea = 0, leakExpansion = 0; ///< [LEAKAGE]: m2 per m of pipe, m2 per m of pipe per m of pressure head
    std::vector<Point> vertices;            ///< between the end nodes
    std::string tag, comment;
    bool operator==(const Link&) const = default;
};

struct Pattern {
    std::string id;
    std::vector<double> factors; ///< one a pattern step, repeated for ever
    std::string comment;
    bool operator==(const Pattern&) const = default;
};

struct CurvePoint {
    double x = 0, y = 0;
    bool operator==(const CurvePoint&) const = default;
};

enum class CurveUse { none, pumpHead, tankVolume, headloss, efficiency, valve };

struct Curve {
    std::string id;
    CurveUse use = CurveUse::none;
    std::vector<CurvePoint>
        points; ///< SI by use (pumpHead, headloss: m3/s, m; tankVolume: m, m3; efficiency: m3/s, %; valve: %, %); none: as in the file
    std::string comment;
    bool operator==(const Curve&) const = default;
};

/// [OPTIONS] that bear on hydraulics. SI; what EPANET leaves to a default has that default.
struct Options {
    FlowUnit flowUnit = FlowUnit::gpm; ///< of the file; everything here is SI already
    PressureUnit pressureUnit = PressureUnit::psi;
    HeadlossFormula headloss = HeadlossFormula::hazenWilliams;
    double specificGravity = 1, viscosity = 1; ///< viscosity relative to water at 20 degrees C
    double demandMultiplier = 1;
    int defaultPattern = -1; ///< of demands that name none; -1 = constant
    double emitterExponent = 0.5;
    bool emitterBackflow = true;
    DemandModel demandModel = DemandModel::demandDriven;
    double minimumPressure_m = 0, requiredPressure_m = 0.1 / 0.4333 * 0.3048, pressureExponent = 0.5; ///< pressure-driven demands
    double accuracy = 0.001;                                                                          ///< sum of flow changes over sum of flows
    double headError_m = 0, flowChange_m3s = 0;                                                       ///< further tests of convergence; 0 = none
    int trials = 40, extraTrials = -1;                                                                ///< extraTrials -1 = STOP when unbalanced
    int checkFrequency = 2, maxCheck = 10;
    double dampLimit = 0;
    bool operator==(const Options&) const = default;
};

/// [TIMES] in seconds.
struct Times {
    std::int64_t duration_s = 0, hydraulicStep_s = 3600, qualityStep_s = 0, patternStep_s = 3600, patternStart_s = 0;
    std::int64_t reportStep_s = 3600, reportStart_s = 0, ruleStep_s = 0; ///< steps of 0 = EPANET's default (a tenth of the hydraulic step)
    std::int64_t startClock_s = 0;                                       ///< time of day at which the simulation begins
    std::string statistic;
    bool operator==(const Times&) const = default;
};

/// A line of [CONTROLS].
struct Control {
    enum class Trigger { below, above, time, clock };
    LinkIndex link;
    LinkStatus status = LinkStatus::open; ///< active = a valve is given `setting`
    std::optional<double> setting;        ///< SI as Link::setting; a pump's speed (0 = closed); none with plain OPEN or CLOSED
    Trigger trigger = Trigger::time;
    NodeIndex node;          ///< below, above
    double threshold_m = 0;  ///< tank: level over its bottom; junction: pressure head
    std::int64_t time_s = 0; ///< since the start, or of the day
    bool enabled = true;
    bool operator==(const Control&) const = default;
};

/// What a rule's premise looks at.
enum class RuleVariable { demand, head, pressure, level, fillTime, drainTime, flow, status, setting, power, time, clockTime };
enum class RuleRelation { equal, notEqual, less, lessOrEqual, greater, greaterOrEqual };

struct RulePremise {
    bool either = false; ///< joined by OR to what stands before
    NodeIndex node;      ///< neither node nor link: the system
    LinkIndex link;
    RuleVariable variable = RuleVariable::time;
    RuleRelation relation = RuleRelation::equal;
    double value = 0; ///< SI (m, m3/s, s, speed, K); status: see below
    LinkStatus status = LinkStatus::open;
    bool operator==(const RulePremise&) const = default;
};

struct RuleAction {
    LinkIndex link;
    std::optional<LinkStatus> status; ///< open or closed, else a setting
    double setting = 0;               ///< SI as Link::setting
    bool operator==(const RuleAction&) const = default;
};

/// A rule of [RULES]; a later rule yields to an earlier one of the same priority.
struct Rule {
    std::string id;
    std::vector<RulePremise> premises;
    std::vector<RuleAction> then, otherwise;
    double priority = 0;
    bool enabled = true;
    bool operator==(const Rule&) const = default;
};

/// A section that has no bearing on hydraulics ([ENERGY], [QUALITY], [REPORT] ...) or is unknown, kept word by word for the writer.
struct RawSection {
    std::string name; ///< upper case, without brackets
    std::vector<std::string> lines;
    bool operator==(const RawSection&) const = default;
};

/// A comment that belongs to no element: on a line of its own, or behind something that has no place for it. Kept for the writer.
struct Remark {
    std::string section; ///< upper case, without brackets; empty = before the first section
    std::string before;  ///< id with which the next line begins (a control: its index in Network::controls); empty = the end of the section
    std::string text;    ///< without its semicolon
    bool operator==(const Remark&) const = default;
};

/// A network: nodes, links and what drives them, in SI. Immutable once read; changes are made on a copy or laid over it by core/hydraulics.
/// Node and link ids are two name spaces.
class Network {
public:
    std::string title;
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<Pattern> patterns;
    std::vector<Curve> curves;
    Options options;
    Times times;
    std::vector<Control> controls;
    std::vector<Rule> rules;
    std::vector<RawSection> otherSections;
    std::vector<Remark> remarks;
    bool latin1 = false; ///< the file was in Latin-1, and is written so again where its text allows

    [[nodiscard]] NodeIndex findNode(std::string_view id) const; ///< invalid index when there is none
    [[nodiscard]] LinkIndex findLink(std::string_view id) const;
    [[nodiscard]] const Node& node(NodeIndex i) const { return nodes[i.at()]; }
    [[nodiscard]] const Link& link(LinkIndex i) const { return links[i.at()]; }
    /// The link as a line on the map: start node, vertices, end node. Empty when an end has no position.
    [[nodiscard]] std::vector<Point> line(LinkIndex i) const;
    /// Must be called once after nodes and links are filled; findNode and findLink need it.
    void buildIndex();

private:
    std::unordered_map<std::string, std::int32_t> m_nodeById, m_linkById;
};

} // namespace ms::network
