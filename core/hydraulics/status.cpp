#include "core/hydraulics/work.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::hydraulics {

using namespace detail;
using network::LinkStatus;

namespace {

constexpr std::uint8_t kMostFlips = 20; ///< after so many changes in one solve a link keeps its state
constexpr std::uint8_t kQuickFlips = 3; ///< from so many on a valve waits before it changes again

/// Check valve rule, also that of links at full or empty tanks.
FlowState checkValveState(FlowState present, double dh, double q) {
    if (std::fabs(dh) > kHeadTolerance) return dh < -kHeadTolerance || q < -kFlowTolerance ? FlowState::closed : FlowState::open;
    return q < -kFlowTolerance ? FlowState::closed : present;
}

FlowState reducingState(FlowState s, double q, double h1, double h2, double target, double openLoss) {
    constexpr double tol = kHeadTolerance;
    switch (s) {
    case FlowState::active:
        if (q < -kFlowTolerance) return FlowState::closed;
        return h1 - openLoss < target - tol ? FlowState::open : FlowState::active;
    case FlowState::open:
        if (q < -kFlowTolerance) return FlowState::closed;
        return h2 >= target + tol ? FlowState::active : FlowState::open;
    case FlowState::closed:
        if (h1 >= target + tol && h2 < target - tol) return FlowState::active;
        return h1 < target - tol && h1 > h2 + tol ? FlowState::open : FlowState::closed;
    case FlowState::cannotRegulate: return q < -kFlowTolerance ? FlowState::closed : s;
    default: return s;
    }
}

FlowState sustainingState(FlowState s, double q, double h1, double h2, double target, double openLoss) {
    constexpr double tol = kHeadTolerance;
    switch (s) {
    case FlowState::active:
        if (q < -kFlowTolerance) return FlowState::closed;
        return h2 + openLoss > target + tol ? FlowState::open : FlowState::active;
    case FlowState::open:
        if (q < -kFlowTolerance) return FlowState::closed;
        return h1 < target - tol ? FlowState::active : FlowState::open;
    case FlowState::closed:
        if (h2 > target + tol && h1 > h2 + tol) return FlowState::open;
        return h1 >= target + tol && h1 > h2 + tol ? FlowState::active : FlowState::closed;
    case FlowState::cannotRegulate: return q < -kFlowTolerance ? FlowState::closed : s;
    default: return s;
    }
}

} // namespace

bool Solver::Work::setState(std::size_t k, FlowState to) {
    if (state[k] == to) return false;
    if (flips[k] >= kMostFlips) {
        if (flips[k] == kMostFlips) ++frozen;
        flips[k] = kMostFlips + 1;
        return false;
    }
    ++flips[k];
    ++statusChanges;
    state[k] = to;
    return true;
}

/// The heads of the step after a valve has changed are those of losses linearised at flows it no longer passes. Judged by them a valve may flip until
/// it is held where no water can be; so one that keeps changing (kQuickFlips) rests for as many steps as it has changed, unless flows have `settled`.
bool Solver::Work::checkValves(bool settled) {
    bool changed = false;
    for (const std::int32_t link : m.regulating) {
        const auto k = static_cast<std::size_t>(link);
        if (std::isnan(setting[k]) || isForced[k]) continue;
        if (pause[k] > 0 && !settled) {
            --pause[k];
            continue;
        }
        const double h1 = head[static_cast<std::size_t>(m.from[k])], h2 = head[static_cast<std::size_t>(m.to[k])], q = flow[k];
        const double openLoss = m.minorLoss[k] * q * q;
        FlowState to = state[k];
        if (m.kind[k] == Kind::prv) {
            to = reducingState(to, q, h1, h2, m.elevation[static_cast<std::size_t>(m.to[k])] + setting[k], openLoss);
        } else {
            to = sustainingState(to, q, h1, h2, m.elevation[static_cast<std::size_t>(m.from[k])] + setting[k], openLoss);
        }
        if (!setState(k, to)) continue;
        changed = true;
        pause[k] = flips[k] >= kQuickFlips ? flips[k] : std::uint8_t{0};
    }
    return changed;
}

FlowState Solver::Work::tankState(std::size_t k, FlowState present) const {
    for (const bool atStart : {true, false}) {
        const std::int32_t node = atStart ? m.from[k] : m.to[k];
        if (!m.isFixed(node)) continue;
        const std::int32_t t = m.tankOf[static_cast<std::size_t>(node - m.core - m.forest)];
        if (t < 0) continue;
        const TankData& tank = m.tanks[static_cast<std::size_t>(t)];
        const double q = atStart ? flow[k] : -flow[k]; // out of the tank
        const double h = head[static_cast<std::size_t>(node)] - head[static_cast<std::size_t>(atStart ? m.to[k] : m.from[k])];
        if (head[static_cast<std::size_t>(node)] >= tank.maxHead - kTankTolerance && !tank.overflow) {
            if (m.kind[k] == Kind::pump ? !atStart : checkValveState(FlowState::open, h, q) == FlowState::closed) return FlowState::closedByTank;
        }
        if (head[static_cast<std::size_t>(node)] <= tank.minHead + kTankTolerance) {
            // EPANET lets an empty tank give water as long as the head difference is below its tolerance; we do not.
            const bool gives = std::fabs(h) > kHeadTolerance ? checkValveState(FlowState::closed, h, q) == FlowState::open : q > kFlowTolerance;
            if (m.kind[k] == Kind::pump ? atStart : gives) return FlowState::closedByTank;
        }
    }
    return present;
}

bool Solver::Work::checkLinks() {
    bool changed = false;
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        if (isForced[k] == 2) continue;
        const double h1 = head[static_cast<std::size_t>(m.from[k])], h2 = head[static_cast<std::size_t>(m.to[k])];
        FlowState to = state[k];
        const bool reopened = to == FlowState::closedByHead || to == FlowState::closedByTank;
        if (reopened) to = FlowState::open;
        if (m.kind[k] == Kind::checkValve && command[k] != LinkStatus::closed) to = checkValveState(to, h1 - h2, flow[k]);
        if (m.kind[k] == Kind::pump && !isClosed(to) && setting[k] > 0) {
            const PumpData& pump = m.pumps[static_cast<std::size_t>(m.extra[k])];
            to = h2 - h1 > setting[k] * setting[k] * pump.maxHead + kHeadTolerance ? FlowState::closedByHead : FlowState::open;
        }
        if (m.kind[k] == Kind::fcv && !std::isnan(setting[k]) && !isClosed(to)) {
            if (h1 - h2 < -kHeadTolerance || flow[k] < -kFlowTolerance) {
                to = FlowState::cannotDeliver;
            } else if (to == FlowState::cannotDeliver && flow[k] >= setting[k]) {
                to = FlowState::active;
            }
        }
        if (!isClosed(to) && (m.isFixed(m.from[k]) || m.isFixed(m.to[k]))) to = tankState(k, to);
        const bool wasClosed = isClosed(state[k]);
        if (setState(k, to)) {
            changed = true;
            if (wasClosed && !isClosed(to) && std::fabs(flow[k]) < 1e-5)
                flow[k] = m.kind[k] == Kind::pump ? setting[k] * m.pumps[static_cast<std::size_t>(m.extra[k])].q0 : m.initialFlow[k];
        }
    }
    return changed;
}

bool Solver::Work::checkPressureControls() {
    bool changed = false;
    for (const auto& control : m.net->controls) {
        if (!control.enabled || !control.node.valid() || m.net->node(control.node).kind != network::NodeKind::junction) continue;
        const auto node = static_cast<std::size_t>(m.nodeOf[control.node.at()]);
        const double grade = m.elevation[node] + control.threshold_m / kFoot_m;
        const bool fires =
            control.trigger == network::Control::Trigger::below ? head[node] <= grade + kHeadTolerance : head[node] >= grade - kHeadTolerance;
        if (!fires) continue;
        changed = obey(control) || changed;
    }
    return changed;
}

bool Solver::Work::obey(const network::Control& control) {
    const auto k = static_cast<std::size_t>(m.linkOf[control.link.at()]);
    if (isForced[k] == 2) return false;
    const Kind kind = m.kind[k];
    const double before = setting[k];
    double after = before;
    if (kind == Kind::pump) {
        after = control.setting.value_or(control.status == LinkStatus::closed ? 0.0 : 1.0);
    } else if (kind >= Kind::prv && kind != Kind::gpv) {
        after = control.setting ? (kind <= Kind::pbv   ? *control.setting / kFoot_m
                                   : kind == Kind::fcv ? *control.setting / kCfs_m3s
                                                       : *control.setting)
                                : std::numeric_limits<double>::quiet_NaN();
    }
    const bool sameSetting = before == after || (std::isnan(before) && std::isnan(after));
    if (command[k] == control.status && sameSetting) return false;
    if (flips[k] >= kMostFlips) return false;
    ++flips[k];
    ++statusChanges;
    command[k] = control.status;
    setting[k] = after;
    state[k] = control.status == LinkStatus::closed ? FlowState::closed : control.status == LinkStatus::active ? FlowState::active : FlowState::open;
    if (!isClosed(state[k]) && std::fabs(flow[k]) < 1e-5)
        flow[k] = kind == Kind::pump ? setting[k] * m.pumps[static_cast<std::size_t>(m.extra[k])].q0 : m.initialFlow[k];
    return true;
}

bool Solver::Work::checkConnection() {
    closedLinks.clear();
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k)
        if (isForced[k] == 2 || isClosed(state[k])) closedLinks.push_back(static_cast<std::int32_t>(k));
    for (const Forced& f : forced)
        if (f.link < m.plain || f.link >= m.plain + m.special) closedLinks.push_back(f.link);
    for (const Split& s : splits)
        if (isClosed(state[static_cast<std::size_t>(s.link)])) closedLinks.push_back(s.link);
    for (const Forced& f : forced)
        if (f.imposed && f.flow != 0) closedLinks.push_back(f.flow > 0 ? -2 * f.link - 1 : -2 * f.link - 2);
    if (connectionKnown && closedLinks == closedBefore) return false;
    closedBefore = closedLinks;
    connectionKnown = true;
    seen.assign(static_cast<std::size_t>(m.nodes), 0);
    shut.assign(static_cast<std::size_t>(m.links), 0);
    for (const std::int32_t k : closedLinks)
        if (k >= 0) shut[static_cast<std::size_t>(k)] = 1;
    queue.clear();
    for (std::int32_t i = m.core + m.forest; i < m.nodes; ++i) {
        seen[static_cast<std::size_t>(i)] = 1;
        queue.push_back(i);
    }
    for (const Forced& f : forced) // water that is known to arrive counts as a source
        if (f.imposed && f.flow != 0) {
            const std::int32_t node = f.flow > 0 ? m.to[static_cast<std::size_t>(f.link)] : m.from[static_cast<std::size_t>(f.link)];
            if (!seen[static_cast<std::size_t>(node)]) {
                seen[static_cast<std::size_t>(node)] = 1;
                queue.push_back(node);
            }
        }
    while (!queue.empty()) {
        const auto node = static_cast<std::size_t>(queue.back());
        queue.pop_back();
        for (std::int32_t at = m.adjacencyStart[node]; at < m.adjacencyStart[node + 1]; ++at) {
            const auto k = static_cast<std::size_t>(m.adjacencyLink[static_cast<std::size_t>(at)]);
            if (shut[k]) continue;
            const std::int32_t other = m.from[k] == static_cast<std::int32_t>(node) ? m.to[k] : m.from[k];
            if (seen[static_cast<std::size_t>(other)]) continue;
            seen[static_cast<std::size_t>(other)] = 1;
            queue.push_back(other);
        }
    }
    bool matters = false;
    disconnected = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        disconnected += !seen[i];
        if (seen[i] != connected[i] && demand[i] != 0) matters = true;
        connected[i] = seen[i];
    }
    if (matters) spreadLoads();
    return matters;
}

void Solver::Work::solveSmall(Eigen::MatrixXd& a, Eigen::VectorXd& b) {
    const Eigen::Index n = a.rows();
    for (Eigen::Index k = 0; k < n; ++k) {
        Eigen::Index best = k;
        for (Eigen::Index i = k + 1; i < n; ++i)
            if (std::fabs(a(i, k)) > std::fabs(a(best, k))) best = i;
        if (best != k) {
            a.row(k).swap(a.row(best));
            std::swap(b(k), b(best));
        }
        double pivot = a(k, k);
        if (std::fabs(pivot) < 1e-12) pivot = pivot < 0 ? -1e-12 : 1e-12;
        for (Eigen::Index i = k + 1; i < n; ++i) {
            const double f = a(i, k) / pivot;
            if (f == 0) continue;
            for (Eigen::Index j = k + 1; j < n; ++j) a(i, j) -= f * a(k, j);
            b(i) -= f * b(k);
        }
        a(k, k) = pivot;
    }
    for (Eigen::Index k = n - 1; k >= 0; --k) {
        for (Eigen::Index j = k + 1; j < n; ++j) b(k) -= a(k, j) * b(j);
        b(k) /= a(k, k);
    }
}

} // namespace ms::hydraulics
