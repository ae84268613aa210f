#pragma once

#include "core/hydraulics/solver.h"

#include <functional>
#include <stop_token>

namespace ms::hydraulics {

/// Many independent solves of one model side by side, e.g. a burst on every pipe in turn, or a year of instants: `threads` threads, a Solver and a
/// Conditions object each. For every i in [0, count): `prepare(i, conditions)` fills in what solve i asks (what it does not touch is what another
/// solve left there), then `take(i, report, state)` gets the result. Both are called from several threads at once, each i once, in no order. Results
/// depend on i alone, so they are the same with 1 thread and with 8. `guess` may be null. The first error of a solve, or cancelled, ends all.
[[nodiscard]] Result<void> solveMany(const HydraulicModel& model, const SolverOptions& options, std::size_t count, int threads,
                                     const HydraulicState* guess, const std::function<void(std::size_t, Conditions&)>& prepare,
                                     const std::function<void(std::size_t, const SolveReport&, const HydraulicState&)>& take,
                                     std::stop_token stop = {});

} // namespace ms::hydraulics
