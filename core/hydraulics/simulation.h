#pragma once

#include "core/hydraulics/solver.h"

#include <cstdint>

namespace ms::hydraulics {

/// A march through time: tanks, patterns, simple controls and rules as in EPANET. Use:
///
///     Simulation march(model);
///     while (true) {
///         auto report = march.solve();           // controls of this instant, then a steady solve; march.state() is the result
///         if (!march.advance()) break;           // tanks and rules up to the next instant
///     }
///
/// Own inputs: fill overlay() before solve() (demands, outflows, link overrides, imposed flows); they stay until changed. One thread.
class Simulation {
public:
    explicit Simulation(HydraulicModel model, SolverOptions options = {});
    ~Simulation();
    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;

    /// Laid over every instant from now on. time_s, operation and the tanks' heads are the march's own; heads of reservoirs may be set.
    [[nodiscard]] Conditions& overlay();

    /// Applies the simple controls of this instant and solves it.
    [[nodiscard]] Result<SolveReport> solve();

    /// Moves tanks, rules and the clock to the next instant: the hydraulic step, cut short by pattern, report and control times, by a tank that fills
    /// or empties, by a rule that fires, and by `limit_s` (the caller's own step, e.g. 300). Returns the seconds gone, 0 at the end of the duration.
    std::int64_t advance(std::int64_t limit_s = 0);

    /// March on beyond the file's duration (0 = the file's). Set it before the first step.
    void setDuration(std::int64_t duration_s);

    [[nodiscard]] std::int64_t time_s() const;
    [[nodiscard]] bool isReportTime() const; ///< the present instant is on the report grid
    [[nodiscard]] const HydraulicState& state() const;
    [[nodiscard]] double tankLevel_m(NodeIndex tank) const; ///< over the tank's bottom
    void setTankLevel_m(NodeIndex tank, double level_m);
    [[nodiscard]] Solver& solver();

private:
    struct March;
    std::unique_ptr<March> m_march;
};

} // namespace ms::hydraulics
