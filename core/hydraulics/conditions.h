#pragma once

#include "core/base/index.h"
#include "core/network/network.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace ms::hydraulics {

/// What a link does at an instant, as EPANET names it.
enum class FlowState : std::uint8_t {
    closedByHead, ///< pump that cannot deliver the head asked of it (XHEAD)
    closedByTank, ///< link into a full or out of an empty tank (TEMPCLOSED)
    closed,       ///< by command, or a check valve or regulating valve that shut itself
    open,
    active,        ///< a valve that regulates
    cannotDeliver, ///< an FCV that cannot reach its setting and stands open (XFCV)
    cannotRegulate ///< a PRV or PSV that cannot hold its setting (XPRESSURE)
};
[[nodiscard]] constexpr bool isClosed(FlowState s) { return s <= FlowState::closed; }

/// A head other than the model's at a tank or reservoir.
struct HeadOverride {
    NodeIndex node;
    double head_m = 0; ///< elevation + level
    bool operator==(const HeadOverride&) const = default;
};

/// A status or setting other than the model's. A setting makes a valve regulate and gives a pump its speed (0 = closed).
struct LinkOverride {
    LinkIndex link;
    std::optional<network::LinkStatus> status;
    std::optional<double> setting; ///< SI as Link::setting: PRV, PSV, PBV in m; FCV in m3/s; TCV K; pump speed
    bool operator==(const LinkOverride&) const = default;
};

/// A flow that is known: the link (a metered pump, an import) is taken out and the flow leaves at its start node and enters at its end node.
struct ImposedFlow {
    LinkIndex link;
    double flow_m3s = 0; ///< positive from -> to
    bool operator==(const ImposedFlow&) const = default;
};

/// Water leaving at any point of a pipe, or at a node: fixed flow + coefficient * p^exponent, p the pressure head there in m, none below 0.
/// For an orifice of area A: coefficient = Cd * A * sqrt(2 g), exponent 0.5. The elevation on a pipe is interpolated between its ends.
struct Outflow {
    LinkIndex link;         ///< a pipe; or
    NodeIndex node;         ///< a junction, when link is not valid
    double position = 0.5;  ///< 0 at the pipe's start node .. 1 at its end node
    double coefficient = 0; ///< m3/s per m^exponent
    double exponent = 0.5;
    double flow_m3s = 0; ///< part that does not depend on pressure
    bool operator==(const Outflow&) const = default;
};

/// Operating state of the links at one instant: what controls and rules have commanded so far. Both vectors one entry a link.
struct Operation {
    std::vector<network::LinkStatus> status; ///< open or closed by command, active = a valve regulates by its setting
    std::vector<double> settings;            ///< SI; pump speed; NaN where none
    bool operator==(const Operation&) const = default;
};

/// Everything that is asked of one steady solve, laid over the const model. Default = the model as its file has it at time 0.
/// Keep one object and change it between solves: its vectors then allocate nothing.
struct Conditions {
    double time_s = 0;               ///< since the start of the simulation: picks the pattern values
    std::vector<double> demands_m3s; ///< empty = of the model at time_s; else one a node, instead of the model's (fixed nodes ignored)
    double demandFactor = 1;         ///< multiplies either
    std::vector<HeadOverride> heads; ///< tank levels, reservoir heads
    std::vector<LinkOverride> links;
    std::vector<ImposedFlow> imposedFlows;
    std::vector<Outflow> outflows;        ///< leaks; several a pipe are fine
    const Operation* operation = nullptr; ///< instead of the model's initial statuses and settings; not owned
};

} // namespace ms::hydraulics
