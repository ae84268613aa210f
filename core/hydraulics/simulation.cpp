#include "core/hydraulics/simulation.h"

#include "core/hydraulics/march.h"

#include <algorithm>

namespace ms::hydraulics {

Simulation::Simulation(HydraulicModel model, SolverOptions options) : m_march(std::make_unique<March>(std::move(model), options)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

Conditions& Simulation::overlay() { return m_march->overlay; }
void Simulation::setDuration(std::int64_t duration_s) { m_march->duration = duration_s > 0 ? duration_s : m_march->m.net->times.duration_s; }
std::int64_t Simulation::time_s() const { return m_march->now; }
const HydraulicState& Simulation::state() const { return m_march->state; }
Solver& Simulation::solver() { return m_march->solver; }

bool Simulation::isReportTime() const {
    const March& x = *m_march;
    return x.now >= x.reportStart && (x.now - x.reportStart) % x.reportStep == 0;
}

double Simulation::tankLevel_m(NodeIndex tank) const {
    for (std::size_t t = 0; t < m_march->m.tanks.size(); ++t)
        if (m_march->m.tanks[t].node == tank.value) return (m_march->tankHeads[t] - m_march->m.tanks[t].bottom) * detail::kFoot_m;
    return 0;
}

void Simulation::setTankLevel_m(NodeIndex tank, double level_m) {
    for (std::size_t t = 0; t < m_march->m.tanks.size(); ++t) {
        if (m_march->m.tanks[t].node != tank.value) continue;
        m_march->tankHeads[t] = m_march->m.tanks[t].bottom + level_m / detail::kFoot_m;
        m_march->volumes[t] = m_march->m.tanks[t].volume(m_march->m.curves, m_march->tankHeads[t]);
    }
}

Result<SolveReport> Simulation::solve() {
    March& x = *m_march;
    x.applyControls();
    x.full = x.overlay;
    x.full.time_s = static_cast<double>(x.now);
    for (std::size_t t = 0; t < x.m.tanks.size(); ++t) x.full.heads.push_back({NodeIndex{x.m.tanks[t].node}, x.tankHeads[t] * detail::kFoot_m});
    x.full.operation = &x.operation;
    auto report = x.solver.solve(x.full, x.state, x.solved ? &x.state : nullptr);
    if (!report) return report;
    x.solved = true;
    x.operation = x.state.operation;
    x.live = x.state.states;
    for (std::size_t t = 0; t < x.m.tanks.size(); ++t)
        x.tankInflows[t] = x.state.demands_m3s[static_cast<std::size_t>(x.m.tanks[t].node)] / detail::kCfs_m3s;
    return report;
}

std::int64_t Simulation::advance(std::int64_t limit_s) {
    March& x = *m_march;
    if (!x.solved || x.now >= x.duration) return 0;
    std::int64_t step = x.timeStep();
    if (limit_s > 0) step = std::min(step, limit_s);
    step = std::min(step, x.duration - x.now);
    if (x.m.net->rules.empty()) {
        x.moveTanks(step);
    } else {
        step = x.moveByRules(step);
    }
    x.now += step;
    return step;
}

} // namespace ms::hydraulics
