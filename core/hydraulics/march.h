#pragma once

#include "core/hydraulics/model_data.h"
#include "core/hydraulics/simulation.h"
#include "core/network/inp/units.h"

#include <vector>

namespace ms::hydraulics {

/// What Simulation remembers between instants. Times in whole seconds and event rules as in EPANET 2.3 (hydraul.c, rules.c); tanks in ft and ft3.
struct Simulation::March {
    March(HydraulicModel model, SolverOptions options);

    Solver solver;
    const detail::ModelData& m;
    network::inp::Units units; ///< of the file: rules compare with its tolerance
    Conditions overlay, full;
    HydraulicState state;
    Operation operation;
    std::vector<FlowState> live; ///< of the links, as solved and as controls and rules changed them since
    std::vector<double> tankHeads, volumes, tankInflows;
    std::int64_t now = 0, duration = 0;
    std::int64_t step = 3600, patternStep = 3600, patternStart = 0, reportStep = 3600, reportStart = 0, ruleStep = 360, startClock = 0;
    bool solved = false;
    struct Planned {
        const network::RuleAction* action;
        double priority;
    };
    std::vector<Planned> plan; ///< scratch of applyRules

    void applyControls();
    [[nodiscard]] std::int64_t timeStep() const;
    void moveTanks(std::int64_t seconds);
    [[nodiscard]] std::int64_t moveByRules(std::int64_t step); ///< moves tanks, evaluates rules each rule step; returns the seconds gone
    [[nodiscard]] bool applyRules(std::int64_t since);         ///< true when a rule changed a link
    [[nodiscard]] bool holds(const network::RulePremise& premise, std::int64_t since) const;
    [[nodiscard]] bool holds(const network::Rule& rule, std::int64_t since) const;
    bool take(const network::RuleAction& action);
    [[nodiscard]] std::int32_t tankAt(NodeIndex node) const;
    [[nodiscard]] double headAt(NodeIndex node) const; ///< ft
    /// Setting that a control gives its link, in SI; NaN = none.
    [[nodiscard]] double settingOf(const network::Control& control) const;
};

} // namespace ms::hydraulics
