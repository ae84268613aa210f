#pragma once

#include "core/hydraulics/conditions.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ms::hydraulics {

/// A solved instant, a plain value. Nodes and links as in the network.
struct HydraulicState {
    double time_s = 0;
    std::vector<double> heads_m;         ///< a node; NaN where no open path leads to a source
    std::vector<double> flows_m3s;       ///< a link, positive from -> to; of a pipe with outflows: what passes its start node
    std::vector<double> demands_m3s;     ///< a node: consumption served, emitters and leakage included; tank, reservoir: net inflow
    std::vector<FlowState> states;       ///< a link
    std::vector<double> outflows_m3s;    ///< as Conditions::outflows
    std::vector<double> outflowHeads_m;  ///< head at each outflow
    std::vector<double> nodeLeakage_m3s; ///< a node: pressure-dependent part of demands_m3s (emitters, [LEAKAGE]); empty when the model has none
    Operation operation;                 ///< as commanded, after controls on junction pressures
    bool operator==(const HydraulicState&) const = default;
};

/// How a solve ended. Not converging is an outcome: the state then holds the last iterate.
struct SolveReport {
    bool converged = false;
    int iterations = 0;
    double relativeFlowChange = 0; ///< sum |dq| / sum |q| of the last iteration
    double headResidual_m = 0;     ///< largest |head loss of a link - difference of its end heads|
    LinkIndex worstLink;           ///< where that is
    int statusChanges = 0;
    int frozenLinks = 0;       ///< links whose status kept flipping and was held
    int disconnectedNodes = 0; ///< nodes without an open path to a source; their demand is not served
    bool operator==(const SolveReport&) const = default;
};

} // namespace ms::hydraulics
