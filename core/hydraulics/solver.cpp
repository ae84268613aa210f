#include "core/hydraulics/solver.h"

#include "core/hydraulics/work.h"

#include <cmath>

namespace ms::hydraulics {

Solver::Solver(HydraulicModel model, SolverOptions options) : m_work(std::make_unique<Work>(std::move(model), options)) {}
Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;

const HydraulicModel& Solver::model() const { return m_work->model; }
SolverOptions& Solver::options() { return m_work->options; }

Result<SolveReport> Solver::solve(const Conditions& conditions, HydraulicState& state, const HydraulicState* guess) {
    Work& w = *m_work;
    if (auto taken = w.takeConditions(conditions); !taken) return taken.error();
    w.start();
    if (guess) w.takeGuess(*guess);
    for (const Work::Split& s : w.splits) // parts begin with the pipe's flow
        for (std::int32_t i = 0; i <= s.inners; ++i)
            w.parts[static_cast<std::size_t>(s.firstPart + i)].flow = w.flow[static_cast<std::size_t>(s.link)];
    w.activateForest();
    w.checkConnection();
    w.spreadLoads();

    SolveReport report;
    const network::Options& file = w.m.net->options;
    int nextCheck = file.checkFrequency;
    for (int iteration = 1; iteration <= w.options.maxIterations; ++iteration) {
        report.iterations = iteration;
        w.linearise();
        w.assemble();
        w.factorise();
        w.solveStep();
        double change = 0;
        const double sum = w.update(change);
        report.relativeFlowChange = sum > 1e-12 ? change / sum : change;
        if (!std::isfinite(report.relativeFlowChange)) break;
        const bool settled = report.relativeFlowChange <= w.options.accuracy;
        bool changed = w.checkValves(settled);
        if (settled) {
            w.finishForest();
            changed = w.checkLinks() || changed;
            changed = w.checkPressureControls() || changed;
            changed = w.checkConnection() || changed;
            if (!changed) {
                report.converged = true;
                break;
            }
            nextCheck = iteration + file.checkFrequency;
        } else if (iteration <= file.maxCheck && iteration == nextCheck) {
            w.checkLinks();
            nextCheck += file.checkFrequency;
        }
    }
    if (!report.converged) {
        w.finishForest();
        w.checkConnection();
    }
    std::int32_t worst = -1;
    report.headResidual_m = w.residual(worst) * detail::kFoot_m;
    if (worst >= 0) report.worstLink = LinkIndex{w.m.outLink[static_cast<std::size_t>(worst)]};
    report.statusChanges = w.statusChanges;
    report.frozenLinks = w.frozen;
    report.disconnectedNodes = w.disconnected;
    w.give(conditions, state);
    return report;
}

} // namespace ms::hydraulics
