#pragma once

#include "core/base/result.h"
#include "core/hydraulics/conditions.h"
#include "core/hydraulics/hydraulic_model.h"
#include "core/hydraulics/hydraulic_state.h"

#include <Eigen/Core>
#include <memory>
#include <span>

namespace ms::hydraulics {

struct SolverOptions {
    double accuracy = 1e-6; ///< converged when sum |dq| / sum |q| is below this (EPANET's ACCURACY)
    int maxIterations = 200;
    bool operator==(const SolverOptions&) const = default;
};

/// What sensitivities are asked of: the head at a node or the flow in a link.
struct Observation {
    NodeIndex node; ///< head here, or
    LinkIndex link; ///< flow here (positive from -> to) when node is not valid
    bool operator==(const Observation&) const = default;
};

/// What an observation owes to parameters of the model. Per relative change: multiply by 0.01 for the effect of 1 %.
struct ParameterSensitivities {
    Eigen::MatrixXd perRoughness; ///< [groups x observations] d(observation)/d ln(roughness of all pipes of the group), m or m3/s
    Eigen::MatrixXd perOutflow;   ///< [outflows of the conditions x observations] d(observation)/d ln(coefficient, i.e. leak area), m or m3/s
};

/// The workspace in which a model is solved: global gradient algorithm (Todini & Pilati 1988) with EPANET 2.3's element formulas and status rules.
/// One a thread, reused for any number of solves: after the first nothing is allocated. What a solve returns depends on its arguments only, never on
/// what was solved before.
///
/// Regulating valves (PRV, PSV) are unknown flows of a bordered system, so that steps stay Newton steps across them; trees are taken off exactly;
/// outflows inside pipes are eliminated within the pipe, so they never change the pattern of the matrix.
class Solver {
public:
    explicit Solver(HydraulicModel model, SolverOptions options = {});
    ~Solver();
    Solver(Solver&&) noexcept;
    Solver& operator=(Solver&&) noexcept;

    [[nodiscard]] const HydraulicModel& model() const;
    SolverOptions& options();

    /// Solves into `state` (its vectors are resized when needed, nothing else is read from it unless it is also `guess`). `guess`, if given, is a
    /// state of the same model from which flows and self-set valves start; it changes the number of iterations, not the solution.
    /// Fails (invalidInput) when the conditions do not fit the model (wrong sizes, an outflow on a pump, ...). Never throws.
    [[nodiscard]] Result<SolveReport> solve(const Conditions& conditions, HydraulicState& state, const HydraulicState* guess = nullptr);

    /// d(observation)/d(demand at node), for a demand that does not depend on pressure, in m per m3/s (heads) or m3/s per m3/s (flows) around a state
    /// that solve() made of the same conditions, by the adjoint: one factorisation, one back-substitution an observation. `out` becomes [nodes x
    /// observations]: a column an observation; 0 at fixed nodes and at nodes without an open path to the observation. Between the ends of a pipe the
    /// value for a demand at position s is (1 - s) * start + s * end. Exact across active valves, emitters and pressure-driven demands; statuses are
    /// held.
    [[nodiscard]] Result<void> sensitivities(const Conditions& conditions, const HydraulicState& state, std::span<const Observation> observations,
                                             Eigen::MatrixXd& out);

    /// The same for roughness and for the size of leaks. `groupOfLink` has one entry a link: its group from 0, or -1 (links that are no pipes count
    /// for nothing). invalidInput when its size is wrong.
    [[nodiscard]] Result<void> parameterSensitivities(const Conditions& conditions, const HydraulicState& state,
                                                      std::span<const Observation> observations, std::span<const int> groupOfLink,
                                                      ParameterSensitivities& out);

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

} // namespace ms::hydraulics
