#include "core/hydraulics/work.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::hydraulics {

using namespace detail;
using network::LinkStatus;

namespace {

Error misfit(std::string message, std::string element = {}) {
    return {ErrorCode::invalidInput, std::move(message), "conditions", std::move(element), {}, {}};
}

/// SI value of a link's setting -> ft, cfs.
double settingInside(Kind kind, double si) {
    switch (kind) {
    case Kind::prv:
    case Kind::psv:
    case Kind::pbv: return si / kFoot_m;
    case Kind::fcv: return si / kCfs_m3s;
    default: return si;
    }
}

double settingOutside(Kind kind, double inside) {
    switch (kind) {
    case Kind::prv:
    case Kind::psv:
    case Kind::pbv: return inside * kFoot_m;
    case Kind::fcv: return inside * kCfs_m3s;
    default: return inside;
    }
}

FlowState stateOf(LinkStatus status) {
    return status == LinkStatus::closed ? FlowState::closed : status == LinkStatus::active ? FlowState::active : FlowState::open;
}

bool isValve(Kind kind) { return kind >= Kind::prv; }

} // namespace

Solver::Work::Work(HydraulicModel made, SolverOptions given) : model(std::move(made)), m(model.data()), options(given) {
    const auto n = static_cast<std::size_t>(m.nodes), l = static_cast<std::size_t>(m.links);
    for (auto* v : {&head, &step, &demand, &load, &diagonal, &balance}) v->assign(n, 0.0);
    for (auto* v : {&flow, &next, &conductance, &rest, &setting}) v->assign(l, 0.0);
    lower.assign(static_cast<std::size_t>(m.pattern.entries()) + 1, 0.0);
    command.assign(l, LinkStatus::open);
    state.assign(l, FlowState::open);
    flips.assign(l, 0);
    pause.assign(l, 0);
    isForced.assign(l, 0);
    active.assign(static_cast<std::size_t>(m.forest), 0);
    activeForest.reserve(static_cast<std::size_t>(m.forest));
    regulatorOf.assign(n, -1);
    connected.assign(n, 1);
    elements.reserve(m.elements.size() + (m.pressureDriven ? m.demands.size() : 0) + 64);
    otherEnds.resize(m.regulating.size());
    heldEnds.resize(m.regulating.size());
}

Result<void> Solver::Work::takeConditions(const Conditions& c) {
    const auto n = static_cast<std::size_t>(m.nodes), l = static_cast<std::size_t>(m.links);
    time_s = c.time_s;
    if (c.demands_m3s.empty()) {
        m.demandsAt(c.time_s, demand.data());
        for (double& d : demand) d *= c.demandFactor;
    } else {
        if (c.demands_m3s.size() != n) return misfit("there must be one demand a node");
        for (std::size_t i = 0; i < n; ++i) demand[i] = c.demands_m3s[static_cast<std::size_t>(m.outNode[i])] / kCfs_m3s * c.demandFactor;
    }
    for (auto i = static_cast<std::size_t>(m.core + m.forest); i < n; ++i) {
        demand[i] = 0;
        const std::size_t f = i - static_cast<std::size_t>(m.core + m.forest);
        head[i] = m.headPattern[f] >= 0 ? m.fixedHead[f] * m.patternFactor(m.headPattern[f], c.time_s) : m.fixedHead[f];
    }
    for (const HeadOverride& h : c.heads) {
        if (!h.node.valid() || h.node.at() >= n || !m.isFixed(m.nodeOf[h.node.at()]))
            return misfit("only tanks and reservoirs have a head that can be set");
        head[static_cast<std::size_t>(m.nodeOf[h.node.at()])] = h.head_m / kFoot_m;
    }
    if (c.operation) {
        if (c.operation->status.size() != l || c.operation->settings.size() != l)
            return misfit("an operation must have one status and one setting a link");
        for (std::size_t k = 0; k < l; ++k) {
            const auto out = static_cast<std::size_t>(m.outLink[k]);
            command[k] = c.operation->status[out];
            setting[k] = settingInside(m.kind[k], c.operation->settings[out]);
        }
    } else {
        command = m.status;
        setting = m.setting;
    }
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        if (m.kind[k] != Kind::pump) continue;
        const PumpData& pump = m.pumps[static_cast<std::size_t>(m.extra[k])];
        if (pump.pattern < 0) continue;
        setting[k] = m.patternFactor(pump.pattern, c.time_s);
        command[k] = setting[k] > 0 ? LinkStatus::open : LinkStatus::closed;
    }
    for (const Forced& f : forced) isForced[static_cast<std::size_t>(f.link)] = 0;
    for (const Split& s : splits) isForced[static_cast<std::size_t>(s.link)] = 0;
    forced.clear();
    for (const LinkOverride& o : c.links) {
        if (!o.link.valid() || o.link.at() >= l) return misfit("an override names a link that is not there");
        const auto k = static_cast<std::size_t>(m.linkOf[o.link.at()]);
        const Kind kind = m.kind[k];
        if (kind == Kind::checkValve) {
            if (o.status == LinkStatus::closed) command[k] = LinkStatus::closed;
            continue;
        }
        if (o.setting) {
            setting[k] = settingInside(kind, *o.setting);
            if (kind == Kind::pump) command[k] = *o.setting > 0 ? LinkStatus::open : LinkStatus::closed;
            if (isValve(kind)) command[k] = LinkStatus::active;
        }
        if (o.status) {
            command[k] = *o.status;
            if (isValve(kind) && kind != Kind::gpv && *o.status != LinkStatus::active) setting[k] = std::numeric_limits<double>::quiet_NaN();
            if (kind == Kind::pump && *o.status == LinkStatus::open && !o.setting) setting[k] = 1.0;
        }
    }
    for (std::size_t k = 0; k < l; ++k) {
        state[k] = stateOf(command[k]);
        if (state[k] == FlowState::closed && (k < static_cast<std::size_t>(m.plain) || k >= static_cast<std::size_t>(m.plain + m.special))) {
            forced.push_back({static_cast<std::int32_t>(k), false, 0});
            isForced[k] = 1;
        }
    }
    for (const ImposedFlow& f : c.imposedFlows) {
        if (!f.link.valid() || f.link.at() >= l) return misfit("an imposed flow names a link that is not there");
        const auto k = static_cast<std::size_t>(m.linkOf[f.link.at()]);
        forced.push_back({static_cast<std::int32_t>(k), true, f.flow_m3s / kCfs_m3s});
        isForced[k] = 2;
        state[k] = FlowState::open;
    }
    std::fill(flips.begin(), flips.end(), std::uint8_t{0});
    std::fill(pause.begin(), pause.end(), std::uint8_t{0});
    statusChanges = frozen = 0;
    elements.clear();
    for (const NodeElement& e : m.elements) elements.push_back({e.node, e.kind, e.k, e.n, e.z, 0, e.backflow, -1, 0, 0, 0});
    if (m.pressureDriven) {
        const double range = m.requiredPressure - m.minPressure, exponent = 1.0 / m.pressureExponent;
        for (std::int32_t i = 0; i < m.core + m.forest; ++i) {
            double& d = demand[static_cast<std::size_t>(i)];
            if (d <= 0) continue;
            elements.push_back({i, NodeElement::Kind::demand, range / std::pow(d, exponent), exponent,
                                m.elevation[static_cast<std::size_t>(i)] + m.minPressure, d, false, -1, d, 0, 0});
            d = 0;
        }
    }
    if (auto done = takeOutflows(c); !done) return done;
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        // A regulating valve that holds a tank or reservoir cannot: it stands open.
        if ((m.kind[k] == Kind::prv || m.kind[k] == Kind::psv) && state[k] == FlowState::active &&
            m.isFixed(m.kind[k] == Kind::prv ? m.to[k] : m.from[k]))
            state[k] = FlowState::cannotRegulate;
    }
    return {};
}

Result<void> Solver::Work::takeOutflows(const Conditions& c) {
    splits.clear();
    inners.clear();
    parts.clear();
    order.clear();
    for (std::size_t i = 0; i < c.outflows.size(); ++i) {
        const Outflow& o = c.outflows[i];
        if (!(o.coefficient >= 0) || !(o.exponent > 0)) return misfit("an outflow needs a coefficient of at least 0 and a positive exponent");
        if (!o.link.valid()) {
            if (!o.node.valid() || o.node.at() >= static_cast<std::size_t>(m.nodes)) return misfit("an outflow needs a pipe or a junction");
            const std::int32_t node = m.nodeOf[o.node.at()];
            if (m.isFixed(node)) return misfit("an outflow cannot stand at a tank or reservoir", m.net->node(o.node).id);
            demand[static_cast<std::size_t>(node)] += o.flow_m3s / kCfs_m3s;
            const double perFoot = o.coefficient / kCfs_m3s * std::pow(kFoot_m, o.exponent);
            if (perFoot > 0)
                elements.push_back({node, NodeElement::Kind::leakage, std::pow(perFoot, -1.0 / o.exponent), 1.0 / o.exponent,
                                    m.elevation[static_cast<std::size_t>(node)], 0, false, static_cast<std::int32_t>(i), 0, 0, 0});
            continue;
        }
        if (o.link.at() >= static_cast<std::size_t>(m.links) || m.kind[static_cast<std::size_t>(m.linkOf[o.link.at()])] > Kind::checkValve)
            return misfit("an outflow needs a pipe", o.link.at() < static_cast<std::size_t>(m.links) ? m.net->link(o.link).id : std::string{});
        if (!(o.position >= 0 && o.position <= 1)) return misfit("a position on a pipe lies between 0 and 1", m.net->link(o.link).id);
        if (isForced[static_cast<std::size_t>(m.linkOf[o.link.at()])] == 2)
            return misfit("a pipe with an imposed flow can have no outflow", m.net->link(o.link).id);
        order.push_back(static_cast<std::int32_t>(i));
    }
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        const Outflow &x = c.outflows[static_cast<std::size_t>(a)], &y = c.outflows[static_cast<std::size_t>(b)];
        if (x.link != y.link) return x.link < y.link;
        if (x.position != y.position) return x.position < y.position;
        return a < b;
    });
    for (std::size_t i = 0; i < order.size();) {
        const LinkIndex link = c.outflows[static_cast<std::size_t>(order[i])].link;
        const auto k = static_cast<std::size_t>(m.linkOf[link.at()]);
        Split split;
        split.link = static_cast<std::int32_t>(k);
        split.firstInner = static_cast<std::int32_t>(inners.size());
        split.firstPart = static_cast<std::int32_t>(parts.size());
        const double zFrom = m.elevation[static_cast<std::size_t>(m.from[k])], zTo = m.elevation[static_cast<std::size_t>(m.to[k])];
        double at = 0;
        for (; i < order.size() && c.outflows[static_cast<std::size_t>(order[i])].link == link; ++i) {
            const Outflow& o = c.outflows[static_cast<std::size_t>(order[i])];
            Inner inner;
            inner.outflow = order[i];
            inner.position = o.position;
            inner.z = zFrom + (zTo - zFrom) * o.position;
            inner.fixed = o.flow_m3s / kCfs_m3s;
            const double perFoot = o.coefficient / kCfs_m3s * std::pow(kFoot_m, o.exponent);
            inner.n = 1.0 / o.exponent;
            inner.k = perFoot > 0 ? std::pow(perFoot, -inner.n) : 0.0;
            inners.push_back(inner);
            parts.push_back({std::max(o.position - at, 1e-6), 0, 0, 0});
            at = o.position;
        }
        parts.push_back({std::max(1.0 - at, 1e-6), 0, 0, 0});
        split.inners = static_cast<std::int32_t>(inners.size()) - split.firstInner;
        splits.push_back(split);
        isForced[k] = 3;
    }
    if (!splits.empty()) std::erase_if(forced, [&](const Forced& f) { return isForced[static_cast<std::size_t>(f.link)] == 3; });
    return {};
}

void Solver::Work::activateForest() {
    std::fill(active.begin(), active.end(), std::uint8_t{0});
    const auto mark = [&](std::int32_t node) {
        if (m.isForest(node)) active[static_cast<std::size_t>(node - m.core)] = 1;
    };
    for (const Element& e : elements) mark(e.node);
    const auto markLink = [&](std::int32_t link) {
        if (link >= m.plain + m.special) active[static_cast<std::size_t>(link - m.plain - m.special)] = 1;
    };
    for (const Forced& f : forced) markLink(f.link);
    for (const Split& s : splits) markLink(s.link);
    activeForest.clear();
    for (std::int32_t f = 0; f < m.forest; ++f) {
        if (!active[static_cast<std::size_t>(f)]) continue;
        activeForest.push_back(f);
        mark(m.forestParent[static_cast<std::size_t>(f)]);
    }
}

void Solver::Work::spreadLoads() {
    for (std::size_t i = 0; i < load.size(); ++i) load[i] = connected[i] ? demand[i] : 0.0;
    for (std::int32_t f = 0; f < m.forest; ++f) {
        if (active[static_cast<std::size_t>(f)]) continue;
        const auto node = static_cast<std::size_t>(m.core + f), parent = static_cast<std::size_t>(m.forestParent[static_cast<std::size_t>(f)]);
        const auto k = static_cast<std::size_t>(m.plain + m.special + f);
        flow[k] = m.from[k] == static_cast<std::int32_t>(parent) ? load[node] : -load[node];
        load[parent] += load[node];
    }
}

void Solver::Work::start() {
    double mean = 0;
    const auto first = static_cast<std::size_t>(m.core + m.forest);
    for (std::size_t i = first; i < head.size(); ++i) mean += head[i];
    mean /= static_cast<double>(std::max<std::size_t>(1, head.size() - first));
    for (std::size_t i = 0; i < first; ++i) head[i] = mean;
    for (std::size_t k = 0; k < flow.size(); ++k) {
        flow[k] = isClosed(state[k]) ? kZeroFlow : m.initialFlow[k];
        if (m.kind[k] == Kind::pump && !isClosed(state[k])) flow[k] = setting[k] * m.pumps[static_cast<std::size_t>(m.extra[k])].q0;
    }
    for (Element& e : elements) e.flow = e.kind == NodeElement::Kind::demand ? e.limit : 0.0;
    for (Inner& i : inners) {
        i.flow = 0;
        i.head = mean;
    }
}

void Solver::Work::takeGuess(const HydraulicState& guess) {
    const auto n = static_cast<std::size_t>(m.nodes), l = static_cast<std::size_t>(m.links);
    if (guess.heads_m.size() != n || guess.flows_m3s.size() != l || guess.states.size() != l) return;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m.core + m.forest); ++i) {
        const double h = guess.heads_m[static_cast<std::size_t>(m.outNode[i])];
        if (std::isfinite(h)) head[i] = h / kFoot_m;
    }
    for (std::size_t k = 0; k < l; ++k) {
        const auto out = static_cast<std::size_t>(m.outLink[k]);
        const double q = guess.flows_m3s[out] / kCfs_m3s;
        if (!std::isfinite(q)) continue;
        const bool isSpecial = k >= static_cast<std::size_t>(m.plain) && k < static_cast<std::size_t>(m.plain + m.special);
        if (isSpecial && state[k] != FlowState::closed) {
            const FlowState before = guess.states[out];
            const Kind kind = m.kind[k];
            const bool regulates = (kind == Kind::prv || kind == Kind::psv || kind == Kind::fcv) && state[k] == FlowState::active;
            if (kind == Kind::checkValve && (before == FlowState::closed || before == FlowState::open)) state[k] = before;
            if (regulates && before >= FlowState::closed) state[k] = before == FlowState::cannotRegulate ? FlowState::active : before;
            if (before == FlowState::closedByTank || (kind == Kind::pump && before == FlowState::closedByHead)) state[k] = before;
        }
        if (isClosed(state[k])) {
            flow[k] = kZeroFlow;
        } else if (!isSpecial || std::fabs(q) > 1e-5) {
            flow[k] = q;
        }
    }
    for (Element& e : elements) {
        const double p = head[static_cast<std::size_t>(e.node)] - e.z;
        e.flow = p <= 0 ? 0.0 : std::pow(p / e.k, 1.0 / e.n);
        if (e.kind == NodeElement::Kind::demand) e.flow = std::min(e.flow, e.limit);
    }
    for (const Split& s : splits) {
        const auto k = static_cast<std::size_t>(s.link);
        for (std::int32_t i = 0; i < s.inners; ++i) {
            Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            inner.head = head[static_cast<std::size_t>(m.from[k])] +
                         (head[static_cast<std::size_t>(m.to[k])] - head[static_cast<std::size_t>(m.from[k])]) * inner.position;
        }
    }
}

void Solver::Work::give(const Conditions& c, HydraulicState& out) {
    const auto n = static_cast<std::size_t>(m.nodes), l = static_cast<std::size_t>(m.links);
    out.time_s = time_s;
    out.heads_m.resize(n);
    out.demands_m3s.resize(n);
    out.flows_m3s.resize(l);
    out.states.resize(l);
    out.operation.status.resize(l);
    out.operation.settings.resize(l);
    out.outflows_m3s.assign(c.outflows.size(), 0.0);
    out.outflowHeads_m.assign(c.outflows.size(), 0.0);
    const auto firstFixed = static_cast<std::size_t>(m.core + m.forest);
    // demands: what is served; `step` is free now and collects it by internal node
    for (std::size_t i = 0; i < n; ++i) step[i] = i < firstFixed && connected[i] ? demand[i] : 0.0;
    if (!m.elements.empty()) {
        out.nodeLeakage_m3s.assign(n, 0.0);
    } else {
        out.nodeLeakage_m3s.clear();
    }
    for (const Element& e : elements) {
        if (!connected[static_cast<std::size_t>(e.node)]) continue;
        if (e.outflow >= 0) {
            out.outflows_m3s[static_cast<std::size_t>(e.outflow)] = e.flow * kCfs_m3s;
        } else if (e.kind != NodeElement::Kind::demand) {
            out.nodeLeakage_m3s[static_cast<std::size_t>(m.outNode[static_cast<std::size_t>(e.node)])] += e.flow * kCfs_m3s;
        }
        step[static_cast<std::size_t>(e.node)] += e.flow;
    }
    for (const Split& s : splits) {
        double q = parts[static_cast<std::size_t>(s.firstPart)].flow;
        flow[static_cast<std::size_t>(s.link)] = q;
        // what arrives at the end node, for the balance of a tank there
        const auto to = static_cast<std::size_t>(m.to[static_cast<std::size_t>(s.link)]);
        if (to >= firstFixed) step[to] += parts[static_cast<std::size_t>(s.firstPart + s.inners)].flow - q;
        for (std::int32_t i = 0; i < s.inners; ++i) {
            const Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            out.outflows_m3s[static_cast<std::size_t>(inner.outflow)] = (inner.flow + inner.fixed) * kCfs_m3s;
            out.outflowHeads_m[static_cast<std::size_t>(inner.outflow)] = inner.head * kFoot_m;
        }
    }
    for (std::size_t i = 0; i < c.outflows.size(); ++i) {
        if (c.outflows[i].link.valid()) continue;
        out.outflows_m3s[i] += c.outflows[i].flow_m3s;
        out.outflowHeads_m[i] = head[static_cast<std::size_t>(m.nodeOf[c.outflows[i].node.at()])] * kFoot_m;
    }
    for (std::size_t k = 0; k < l; ++k) {
        const auto o = static_cast<std::size_t>(m.outLink[k]);
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        const bool still = isClosed(state[k]) || !connected[a] || !connected[b];
        const double q = still ? 0.0 : flow[k];
        out.flows_m3s[o] = q * kCfs_m3s;
        if (a >= firstFixed) step[a] -= q;
        if (b >= firstFixed) step[b] += q;
        out.states[o] = state[k];
        out.operation.status[o] = command[k];
        out.operation.settings[o] = settingOutside(m.kind[k], setting[k]);
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto o = static_cast<std::size_t>(m.outNode[i]);
        out.heads_m[o] = connected[i] ? head[i] * kFoot_m : std::numeric_limits<double>::quiet_NaN();
        out.demands_m3s[o] = step[i] * kCfs_m3s;
    }
}

} // namespace ms::hydraulics
