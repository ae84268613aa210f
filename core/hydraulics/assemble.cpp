#include "core/hydraulics/power_kernel.h"
#include "core/hydraulics/work.h"

#include <algorithm>
#include <cmath>

namespace ms::hydraulics {

using namespace detail;

void Solver::Work::plainLinks() {
    const auto count = static_cast<std::size_t>(m.plain);
    if (m.formula != network::HeadlossFormula::darcyWeisbach) {
        powerPipes(count, m.exponent, flow.data(), m.resistance.data(), m.minorLoss.data(), conductance.data(), rest.data());
        return;
    }
    for (std::size_t k = 0; k < count; ++k) {
        const Linear line = pipeAt(m, k, flow[k]);
        conductance[k] = line.conductance;
        rest[k] = line.rest;
    }
}

Linear Solver::Work::specialAt(std::size_t k) const {
    const double q = flow[k];
    if (isClosed(state[k])) return {kClosed, 0.0};
    switch (m.kind[k]) {
    case Kind::pipe:
    case Kind::checkValve: return pipeAt(m, k, q);
    case Kind::pump: return setting[k] == 0 ? Linear{kClosed, 0.0} : pumpAt(m, m.pumps[static_cast<std::size_t>(m.extra[k])], q, setting[k]);
    case Kind::prv:
    case Kind::psv: return state[k] == FlowState::active ? Linear{0.0, 0.0} : openValve(q, m.minorLoss[k]);
    case Kind::fcv: return state[k] == FlowState::active ? Linear{kClosed, setting[k]} : openValve(q, m.minorLoss[k]);
    case Kind::pbv:
        if (std::isnan(setting[k]) || setting[k] == 0 || m.minorLoss[k] * q * q > setting[k]) return openValve(q, m.minorLoss[k]);
        return {kBig, -setting[k] * kBig};
    case Kind::tcv: {
        const double d = m.diameter[k];
        return openValve(q, std::isnan(setting[k]) ? m.minorLoss[k] : kMinorLoss * setting[k] / (d * d * d * d));
    }
    case Kind::gpv: return generalValve(m.curves[static_cast<std::size_t>(m.extra[k])], q);
    case Kind::pcv: return openValve(q, std::isnan(setting[k]) ? m.minorLoss[k] : m.lossOfPositional(static_cast<std::int32_t>(k), setting[k]));
    }
    return {};
}

void Solver::Work::specialLinks() {
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        const Linear line = specialAt(k);
        conductance[k] = line.conductance;
        rest[k] = line.rest;
    }
}

namespace {

/// An outflow that stops at pressure 0 (and, with `limit` > 0, at its full demand). Its flow says in which part of its curve it is, so that a head
/// that overshoots does not make it jump from shut to full: between the ends it moves along the curve (see nextOutflow).
Linear boundedOutflow(double& flow, double k, double n, double limit, double p) {
    if (!(flow > 0)) {
        if (p <= 0) return {0.0, 0.0};
        flow = std::pow(p / k, 1.0 / n);
        if (limit > 0) flow = std::min(flow, limit);
    }
    if (limit > 0 && flow >= limit) {
        flow = limit;
        if (p >= k * std::pow(limit, n)) return {0.0, limit};
    }
    const Linear line = outflowAt(flow, k, n);
    return {line.conductance, line.rest + line.conductance * p};
}

double boundedNext(double before, double now, double limit) {
    if (limit > 0 && now >= limit) return limit;
    if (now > 0) return now;
    const double least = limit > 0 ? 1e-5 * limit : kZeroFlow;
    return before > least ? 0.1 * before : 0.0;
}

} // namespace

void Solver::Work::lineariseElements() {
    for (Element& e : elements) {
        const double p = head[static_cast<std::size_t>(e.node)] - e.z;
        if (e.backflow) {
            if (e.flow == 0 && p != 0) e.flow = std::copysign(std::pow(std::fabs(p) / e.k, 1.0 / e.n), p);
            const Linear line = outflowAt(e.flow, e.k, e.n);
            e.conductance = line.conductance;
            e.next = line.rest + line.conductance * p;
        } else {
            const Linear line = boundedOutflow(e.flow, e.k, e.n, e.limit, p);
            e.conductance = line.conductance;
            e.next = line.rest;
        }
    }
}

void Solver::Work::lineariseSplits() {
    for (Split& s : splits) {
        const auto k = static_cast<std::size_t>(s.link);
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        for (std::int32_t i = 0; i <= s.inners; ++i) {
            Part& part = parts[static_cast<std::size_t>(s.firstPart + i)];
            const double left = i == 0 ? head[a] : inners[static_cast<std::size_t>(s.firstInner + i - 1)].head;
            const double right = i == s.inners ? head[b] : inners[static_cast<std::size_t>(s.firstInner + i)].head;
            const Linear along = i == 0 && isClosed(state[k]) ? Linear{kClosed, 0.0} : pipeAt(m, k, part.flow, part.share);
            part.conductance = along.conductance;
            part.next = along.rest + along.conductance * (left - right);
        }
        const Part& first = parts[static_cast<std::size_t>(s.firstPart)];
        double toStart = first.conductance, fromLeft = first.conductance, arrives = first.next;
        s.atFrom = first.conductance;
        s.balanceFrom = -first.next;
        for (std::int32_t i = 0; i < s.inners; ++i) {
            Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            const Part& right = parts[static_cast<std::size_t>(s.firstPart + i + 1)];
            const double p = inner.head - inner.z;
            const Linear line = inner.k > 0 ? boundedOutflow(inner.flow, inner.k, inner.n, 0, p) : Linear{0.0, 0.0};
            inner.conductance = line.conductance;
            inner.next = line.rest;
            const double pivot = fromLeft + right.conductance + inner.conductance, inverse = 1.0 / pivot;
            const double excess = arrives - right.next - inner.next - inner.fixed;
            inner.pivot = pivot;
            inner.toStart = toStart;
            inner.right = right.conductance;
            inner.step = excess;
            s.atFrom -= toStart * toStart * inverse;
            s.balanceFrom += toStart * inverse * excess;
            arrives = right.next + right.conductance * inverse * excess;
            fromLeft = right.conductance - right.conductance * right.conductance * inverse;
            toStart = toStart * right.conductance * inverse;
        }
        s.atTo = fromLeft;
        s.balanceTo = arrives;
        s.between = toStart;
        conductance[k] = 0;
        rest[k] = 0;
    }
}

void Solver::Work::linearise() {
    plainLinks();
    specialLinks();
    for (const std::int32_t f : activeForest) {
        const auto k = static_cast<std::size_t>(m.plain + m.special + f);
        const Linear line = pipeAt(m, k, flow[k]);
        conductance[k] = line.conductance;
        rest[k] = line.rest;
    }
    for (const Forced& f : forced) {
        const auto k = static_cast<std::size_t>(f.link);
        conductance[k] = kClosed;
        rest[k] = f.imposed ? f.flow : 0.0;
    }
    lineariseElements();
    lineariseSplits();
}

void Solver::Work::assemble() {
    std::fill(diagonal.begin(), diagonal.end(), 0.0);
    std::fill(lower.begin(), lower.end(), 0.0);
    for (std::size_t i = 0; i < balance.size(); ++i) balance[i] = -load[i];
    const auto count = static_cast<std::size_t>(m.plain + m.special);
    for (std::size_t k = 0; k < count; ++k) {
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        const double c = conductance[k], q = rest[k] + c * (head[a] - head[b]);
        next[k] = q;
        diagonal[a] += c;
        diagonal[b] += c;
        balance[a] -= q;
        balance[b] += q;
        lower[static_cast<std::size_t>(m.slot[k])] -= c;
    }
    for (const Element& e : elements) {
        diagonal[static_cast<std::size_t>(e.node)] += e.conductance;
        balance[static_cast<std::size_t>(e.node)] -= e.next;
    }
    for (const Split& s : splits) {
        const auto k = static_cast<std::size_t>(s.link);
        if (s.link >= m.plain + m.special) continue; // with the forest
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        diagonal[a] += s.atFrom;
        diagonal[b] += s.atTo;
        balance[a] += s.balanceFrom;
        balance[b] += s.balanceTo;
        lower[static_cast<std::size_t>(m.slot[k])] -= s.between;
    }
    eliminateForest();
    for (const std::int32_t row : m.pinned) {
        const auto i = static_cast<std::size_t>(row);
        diagonal[i] += kClosed;
        balance[i] += kClosed * (m.elevation[i] - head[i]);
    }
    takeOutHeldNodes();
}

void Solver::Work::eliminateForest() {
    for (const std::int32_t f : activeForest) {
        const auto node = static_cast<std::size_t>(m.core + f), parent = static_cast<std::size_t>(m.forestParent[static_cast<std::size_t>(f)]);
        const auto k = static_cast<std::size_t>(m.plain + m.special + f);
        const bool childFirst = m.from[k] == static_cast<std::int32_t>(node);
        double atChild = 0, atParent = 0, between = 0;
        if (isForced[k] == 3) {
            const auto s = std::find_if(splits.begin(), splits.end(), [&](const Split& x) { return x.link == static_cast<std::int32_t>(k); });
            atChild = childFirst ? s->atFrom : s->atTo;
            atParent = childFirst ? s->atTo : s->atFrom;
            between = s->between;
            balance[node] += childFirst ? s->balanceFrom : s->balanceTo;
            balance[parent] += childFirst ? s->balanceTo : s->balanceFrom;
        } else {
            const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
            atChild = atParent = between = conductance[k];
            const double q = rest[k] + conductance[k] * (head[a] - head[b]);
            next[k] = q;
            balance[a] -= q;
            balance[b] += q;
        }
        diagonal[node] += atChild;
        const double share = between / diagonal[node];
        diagonal[parent] += atParent - between * share;
        balance[parent] += share * balance[node];
        rest[k] = between; // kept for the way back
    }
}

void Solver::Work::takeOutHeldNodes() {
    for (const Regulator& r : regulators) regulatorOf[static_cast<std::size_t>(r.held)] = -1;
    regulators.clear();
    couplings.clear();
    for (const std::int32_t link : m.regulating) {
        const auto k = static_cast<std::size_t>(link);
        if (state[k] != FlowState::active || isForced[k]) continue;
        const bool prv = m.kind[k] == Kind::prv;
        Regulator r;
        r.link = link;
        r.held = prv ? m.to[k] : m.from[k];
        r.other = prv ? m.from[k] : m.to[k];
        r.sign = prv ? 1.0 : -1.0;
        if (regulatorOf[static_cast<std::size_t>(r.held)] >= 0) {
            state[k] = FlowState::cannotRegulate; // two valves cannot hold one node
            continue;
        }
        const auto j = static_cast<std::size_t>(r.held);
        r.target = m.elevation[j] + setting[k];
        r.diagonal = diagonal[j];
        r.balance = balance[j];
        r.firstCoupling = static_cast<std::int32_t>(couplings.size());
        const double delta = r.target - head[j];
        for (std::int32_t at = m.adjacencyStart[j]; at < m.adjacencyStart[j + 1]; ++at) {
            const auto l = static_cast<std::size_t>(m.adjacencyLink[static_cast<std::size_t>(at)]);
            const auto slot = static_cast<std::size_t>(m.slot[l]);
            if (m.slot[l] == m.pattern.entries()) continue;
            const std::int32_t o = m.from[l] == r.held ? m.to[l] : m.from[l];
            if (regulatorOf[static_cast<std::size_t>(o)] >= 0) continue; // taken out already
            double c = conductance[l];
            if (isForced[l] == 3)
                c = std::find_if(splits.begin(), splits.end(), [&](const Split& x) { return x.link == static_cast<std::int32_t>(l); })->between;
            if (c == 0) continue;
            couplings.push_back({o, c});
            balance[static_cast<std::size_t>(o)] += c * delta;
            lower[slot] += c;
        }
        r.couplings = static_cast<std::int32_t>(couplings.size()) - r.firstCoupling;
        diagonal[j] = 1;
        balance[j] = delta;
        regulatorOf[j] = static_cast<std::int32_t>(regulators.size());
        regulators.push_back(r);
    }
}

bool Solver::Work::factorise() { return factor(m.pattern, diagonal.data(), lower.data()); }

void Solver::Work::prepareRegulators() {
    const auto count = static_cast<Eigen::Index>(regulators.size());
    small.setIdentity(count, count);
    for (std::size_t w = 0; w < regulators.size(); ++w) {
        const Regulator& r = regulators[w];
        otherEnds[w].clear();
        heldEnds[w].clear();
        if (r.other < m.core) { // else a tank or reservoir
            if (const std::int32_t v = regulatorOf[static_cast<std::size_t>(r.other)]; v >= 0) {
                small(v, static_cast<Eigen::Index>(w)) -= 1.0;
            } else {
                otherEnds[w].add(r.other, 1.0, m.pattern);
            }
        }
        for (std::int32_t i = r.firstCoupling; i < r.firstCoupling + r.couplings; ++i)
            heldEnds[w].add(couplings[static_cast<std::size_t>(i)].node, couplings[static_cast<std::size_t>(i)].conductance, m.pattern);
        otherEnds[w].run(m.pattern, lower.data());
        heldEnds[w].run(m.pattern, lower.data());
    }
    for (Eigen::Index v = 0; v < count; ++v)
        for (Eigen::Index w = 0; w < count; ++w) {
            const SparseForward &a = heldEnds[static_cast<std::size_t>(v)], &b = otherEnds[static_cast<std::size_t>(w)];
            double sum = 0;
            for (const std::int32_t i : b.path)
                sum += (a.values.empty() ? 0.0 : a.values[static_cast<std::size_t>(i)]) * b.values[static_cast<std::size_t>(i)] *
                       diagonal[static_cast<std::size_t>(i)];
            small(v, w) -= sum;
        }
}

void Solver::Work::solveStep() {
    const auto core = static_cast<std::size_t>(m.core);
    for (std::size_t i = 0; i < core; ++i) step[i] = balance[i];
    for (std::size_t i = core + static_cast<std::size_t>(m.forest); i < step.size(); ++i) step[i] = 0;
    forward(m.pattern, lower.data(), step.data());
    if (!regulators.empty()) {
        prepareRegulators();
        const auto count = static_cast<Eigen::Index>(regulators.size());
        smallRight.resize(count);
        for (Eigen::Index v = 0; v < count; ++v) {
            const Regulator& r = regulators[static_cast<std::size_t>(v)];
            double right = r.diagonal * (r.target - head[static_cast<std::size_t>(r.held)]) - r.balance;
            const SparseForward& a = heldEnds[static_cast<std::size_t>(v)];
            for (const std::int32_t i : a.path)
                right -= a.values[static_cast<std::size_t>(i)] * diagonal[static_cast<std::size_t>(i)] * step[static_cast<std::size_t>(i)];
            smallRight(v) = right;
        }
        smallFactor = small;
        solveSmall(smallFactor, smallRight);
        for (std::size_t w = 0; w < regulators.size(); ++w) {
            const double inflow = smallRight(static_cast<Eigen::Index>(w));
            for (const std::int32_t i : otherEnds[w].path)
                step[static_cast<std::size_t>(i)] -= inflow * otherEnds[w].values[static_cast<std::size_t>(i)];
            next[static_cast<std::size_t>(regulators[w].link)] = regulators[w].sign * inflow;
        }
    }
    backward(m.pattern, diagonal.data(), lower.data(), step.data());
    backSubstituteForest();
}

void Solver::Work::backSubstituteForest() {
    for (auto at = activeForest.rbegin(); at != activeForest.rend(); ++at) {
        const auto node = static_cast<std::size_t>(m.core + *at), parent = static_cast<std::size_t>(m.forestParent[static_cast<std::size_t>(*at)]);
        const auto k = static_cast<std::size_t>(m.plain + m.special + *at);
        step[node] = (balance[node] + rest[k] * step[parent]) / diagonal[node];
    }
}

double Solver::Work::update(double& change) {
    const auto unknown = static_cast<std::size_t>(m.core + m.forest);
    double sum = 0, moved = 0;
    const auto take = [&](std::size_t k, double now) {
        sum += std::fabs(now);
        moved += std::fabs(now - flow[k]);
        flow[k] = now;
    };
    const auto plain = static_cast<std::size_t>(m.plain);
    for (const Split& s : splits) next[static_cast<std::size_t>(s.link)] = flow[static_cast<std::size_t>(s.link)]; // its parts move below, not it
    for (std::size_t k = 0; k < plain; ++k) {
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        take(k, next[k] + conductance[k] * (step[a] - step[b]));
    }
    for (auto k = plain; k < plain + static_cast<std::size_t>(m.special); ++k) {
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        double now = next[k] + conductance[k] * (step[a] - step[b]);
        if (m.kind[k] == Kind::pump && m.pumps[static_cast<std::size_t>(m.extra[k])].kind == PumpKind::power && flow[k] - now > flow[k])
            now = flow[k] / 2;
        take(k, now);
    }
    for (const std::int32_t f : activeForest) {
        const auto k = static_cast<std::size_t>(m.plain + m.special + f);
        const auto a = static_cast<std::size_t>(m.from[k]), b = static_cast<std::size_t>(m.to[k]);
        if (isForced[k] != 3) take(k, next[k] + conductance[k] * (step[a] - step[b]));
    }
    for (Element& e : elements) {
        double now = e.next + e.conductance * step[static_cast<std::size_t>(e.node)];
        if (!e.backflow) now = boundedNext(e.flow, now, e.limit);
        sum += std::fabs(now);
        moved += std::fabs(now - e.flow);
        e.flow = now;
    }
    for (const Split& s : splits) {
        const auto k = static_cast<std::size_t>(s.link);
        const double atFrom = step[static_cast<std::size_t>(m.from[k])];
        double right = step[static_cast<std::size_t>(m.to[k])];
        for (std::int32_t i = s.inners - 1; i >= 0; --i) {
            Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            inner.step = (inner.step + inner.toStart * atFrom + inner.right * right) / inner.pivot;
            right = inner.step;
        }
        double left = atFrom;
        for (std::int32_t i = 0; i <= s.inners; ++i) {
            Part& part = parts[static_cast<std::size_t>(s.firstPart + i)];
            const double next_ = i == s.inners ? step[static_cast<std::size_t>(m.to[k])] : inners[static_cast<std::size_t>(s.firstInner + i)].step;
            const double now = part.next + part.conductance * (left - next_);
            sum += std::fabs(now);
            moved += std::fabs(now - part.flow);
            part.flow = now;
            left = next_;
        }
        for (std::int32_t i = 0; i < s.inners; ++i) {
            Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            const double now = inner.k > 0 ? boundedNext(inner.flow, inner.next + inner.conductance * inner.step, 0) : 0.0;
            moved += std::fabs(now - inner.flow);
            inner.flow = now;
            inner.head += inner.step;
        }
        flow[k] = parts[static_cast<std::size_t>(s.firstPart)].flow;
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(m.core); ++i) head[i] += step[i];
    for (const std::int32_t f : activeForest) head[static_cast<std::size_t>(m.core + f)] += step[static_cast<std::size_t>(m.core + f)];
    (void)unknown;
    change = moved;
    return sum;
}

void Solver::Work::finishForest() {
    const auto first = static_cast<std::size_t>(m.plain + m.special);
    const bool power = m.formula != network::HeadlossFormula::darcyWeisbach;
    // rest of a tree in the matrix holds what it needs on the way back: keep it (the heads of those are known already)
    if (power && activeForest.empty())
        powerPipes(static_cast<std::size_t>(m.forest), m.exponent, flow.data() + first, m.resistance.data() + first, m.minorLoss.data() + first,
                   conductance.data() + first, rest.data() + first);
    for (std::int32_t f = m.forest - 1; f >= 0; --f) {
        if (active[static_cast<std::size_t>(f)]) continue;
        const auto node = static_cast<std::size_t>(m.core + f), parent = static_cast<std::size_t>(m.forestParent[static_cast<std::size_t>(f)]);
        const auto k = first + static_cast<std::size_t>(f);
        const Linear line = power && activeForest.empty() ? Linear{conductance[k], rest[k]} : pipeAt(m, k, flow[k]);
        const double loss = (flow[k] - line.rest) / line.conductance;
        head[node] = m.from[k] == static_cast<std::int32_t>(node) ? head[parent] + loss : head[parent] - loss;
    }
}

double Solver::Work::residual(std::int32_t& worst) {
    double largest = 0;
    worst = -1;
    plainLinks();
    specialLinks();
    for (std::size_t k = 0; k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        if (isClosed(state[k]) || isForced[k] || conductance[k] <= kClosed) continue;
        const double dh = head[static_cast<std::size_t>(m.from[k])] - head[static_cast<std::size_t>(m.to[k])];
        const double error = std::fabs((flow[k] - rest[k]) / conductance[k] - dh);
        if (error > largest && connected[static_cast<std::size_t>(m.from[k])] && connected[static_cast<std::size_t>(m.to[k])]) {
            largest = error;
            worst = static_cast<std::int32_t>(k);
        }
    }
    return largest;
}

} // namespace ms::hydraulics
