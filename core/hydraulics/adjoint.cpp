#include "core/hydraulics/work.h"

#include <algorithm>
#include <cmath>

namespace ms::hydraulics {

using namespace detail;

Result<void> Solver::Work::prepareAdjoint(const Conditions& conditions, const HydraulicState& given, std::span<const Observation> observations) {
    if (given.heads_m.size() != static_cast<std::size_t>(m.nodes) || given.flows_m3s.size() != static_cast<std::size_t>(m.links) ||
        given.states.size() != static_cast<std::size_t>(m.links))
        return Error{ErrorCode::invalidInput, "the state belongs to another model", "state", {}, {}, {}};
    for (const Observation& o : observations) {
        const bool known =
            o.node.valid() ? o.node.at() < static_cast<std::size_t>(m.nodes) : o.link.valid() && o.link.at() < static_cast<std::size_t>(m.links);
        if (!known) return Error{ErrorCode::invalidInput, "an observation needs a node or a link", "observations", {}, {}, {}};
    }
    if (auto taken = takeConditions(conditions); !taken) return taken;
    start();
    takeState(given);
    linearise();
    assemble();
    factorise();
    prepareRegulators();
    return {};
}

Result<void> Solver::sensitivities(const Conditions& conditions, const HydraulicState& given, std::span<const Observation> observations,
                                   Eigen::MatrixXd& out) {
    Work& w = *m_work;
    if (auto ready = w.prepareAdjoint(conditions, given, observations); !ready) return ready;
    out.setZero(w.m.nodes, static_cast<Eigen::Index>(observations.size()));
    for (std::size_t i = 0; i < observations.size(); ++i) w.adjoint(observations[i], out.col(static_cast<Eigen::Index>(i)).data());
    return {};
}

Result<void> Solver::parameterSensitivities(const Conditions& conditions, const HydraulicState& given, std::span<const Observation> observations,
                                            std::span<const int> groupOfLink, ParameterSensitivities& out) {
    Work& w = *m_work;
    if (groupOfLink.size() != static_cast<std::size_t>(w.m.links))
        return Error{ErrorCode::invalidInput, "there must be one group a link", "groups", {}, {}, {}};
    if (auto ready = w.prepareAdjoint(conditions, given, observations); !ready) return ready;
    int groups = 0;
    for (const int g : groupOfLink) groups = std::max(groups, g + 1);
    const auto count = static_cast<Eigen::Index>(observations.size());
    out.perRoughness.setZero(groups, count);
    out.perOutflow.setZero(static_cast<Eigen::Index>(conditions.outflows.size()), count);
    std::vector<double> column(static_cast<std::size_t>(w.m.nodes));
    for (Eigen::Index i = 0; i < count; ++i) {
        std::fill(column.begin(), column.end(), 0.0);
        w.adjoint(observations[static_cast<std::size_t>(i)], column.data());
        w.spreadToParameters(observations[static_cast<std::size_t>(i)], column, groupOfLink, out, i);
    }
    return {};
}

namespace {

/// d(head loss)/d ln(roughness) of a pipe, or of the part `share` of it, in ft.
double lossPerRoughness(const ModelData& m, std::size_t k, double q, double share) {
    const double r = m.resistance[k] * share;
    switch (m.formula) {
    case network::HeadlossFormula::hazenWilliams:
    case network::HeadlossFormula::chezyManning: {
        if (m.exponent * r * std::pow(std::fabs(q), m.exponent - 1.0) < kLeastGradient) return 0; // linear there, whatever the roughness
        const double loss = r * std::pow(std::fabs(q), m.exponent) * (q < 0 ? -1.0 : 1.0);
        return m.formula == network::HeadlossFormula::hazenWilliams ? -1.852 * loss : 2.0 * loss;
    }
    case network::HeadlossFormula::darcyWeisbach: break;
    }
    const auto loss = [&](double factor) {
        const Linear line = darcyPipe(q, r, m.roughness[k] * factor, m.diameter[k], m.viscosity, 0);
        return (q - line.rest) / line.conductance;
    };
    constexpr double h = 1e-4;
    return (loss(1 + h) - loss(1 - h)) / (2 * h);
}

} // namespace

void Solver::Work::spreadToParameters(const Observation& observation, const std::vector<double>& column, std::span<const int> groupOfLink,
                                      ParameterSensitivities& out, Eigen::Index at) {
    // value of a unit of water put in at a node, in the observation's unit per cfs
    const auto worth = [&](std::int32_t node) { return -column[static_cast<std::size_t>(m.outNode[static_cast<std::size_t>(node)])] * kCfs_m3s; };
    const double direct = observation.node.valid() ? 0.0 : kCfs_m3s; // an observed pipe's flow also changes at fixed heads
    for (std::size_t k = 0; k < static_cast<std::size_t>(m.links); ++k) {
        const int group = groupOfLink[static_cast<std::size_t>(m.outLink[k])];
        if (m.kind[k] > Kind::checkValve || isClosed(state[k]) || isForced[k] == 1 || isForced[k] == 2) continue;
        const bool observed = !observation.node.valid() && m.linkOf[observation.link.at()] == static_cast<std::int32_t>(k);
        if (isForced[k] != 3) {
            if (group < 0) continue;
            const Linear line = pipeAt(m, k, flow[k]);
            const double less = line.conductance * lossPerRoughness(m, k, flow[k], 1.0); // flow that is lost at fixed heads
            out.perRoughness(group, at) += less * (worth(m.from[k]) - worth(m.to[k]) - (observed ? direct : 0.0));
            continue;
        }
        const Split& s = *std::find_if(splits.begin(), splits.end(), [&](const Split& x) { return x.link == static_cast<std::int32_t>(k); });
        std::vector<double> points(static_cast<std::size_t>(s.inners) + 2);
        points.front() = worth(m.from[k]);
        points.back() = worth(m.to[k]);
        double shares =
            observed ? direct * parts[static_cast<std::size_t>(s.firstPart)].conductance : 0.0; // a head of the first point lowers the observed flow
        std::vector<double> own(static_cast<std::size_t>(s.inners), 0.0);
        if (observed) own[0] = -shares;
        // inner points: the adjoint of their elimination (from the end node backwards, own right-hand sides carried forwards)
        for (std::int32_t i = 1; i < s.inners; ++i) {
            const Inner& before = inners[static_cast<std::size_t>(s.firstInner + i - 1)];
            own[static_cast<std::size_t>(i)] += own[static_cast<std::size_t>(i) - 1] * before.right / before.pivot;
        }
        for (std::int32_t i = s.inners - 1; i >= 0; --i) {
            const Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            const auto p = static_cast<std::size_t>(i);
            points[p + 1] = (own[p] + inner.toStart * points.front() + inner.right * points[p + 2]) / inner.pivot;
            out.perOutflow(inner.outflow, at) = -points[p + 1] * inner.flow;
        }
        if (group < 0) continue;
        for (std::int32_t i = 0; i <= s.inners; ++i) {
            const Part& part = parts[static_cast<std::size_t>(s.firstPart + i)];
            const double less = part.conductance * lossPerRoughness(m, k, part.flow, part.share);
            const auto p = static_cast<std::size_t>(i);
            out.perRoughness(group, at) += less * (points[p] - points[p + 1] - (observed && i == 0 ? direct : 0.0));
        }
    }
    for (const Element& e : elements)
        if (e.outflow >= 0) out.perOutflow(e.outflow, at) = -worth(e.node) * e.flow;
}

/// Statuses, heads and flows exactly as solved, every tree in the matrix.
void Solver::Work::takeState(const HydraulicState& given) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(m.core + m.forest); ++i) {
        const double h = given.heads_m[static_cast<std::size_t>(m.outNode[i])];
        connected[i] = std::isfinite(h);
        head[i] = connected[i] ? h / kFoot_m : m.elevation[i];
    }
    for (std::size_t k = 0; k < static_cast<std::size_t>(m.links); ++k) {
        const auto o = static_cast<std::size_t>(m.outLink[k]);
        flow[k] = given.flows_m3s[o] / kCfs_m3s;
        if (isForced[k] != 2) state[k] = given.states[o];
        if (m.kind[k] != Kind::pipe && given.operation.settings.size() == static_cast<std::size_t>(m.links)) {
            // a control on a junction's pressure may have changed it while solving
            double s = given.operation.settings[o];
            if (m.kind[k] >= Kind::prv && m.kind[k] <= Kind::pbv) s /= kFoot_m;
            if (m.kind[k] == Kind::fcv) s /= kCfs_m3s;
            setting[k] = s;
        }
    }
    connectionKnown = false;
    for (Element& e : elements) {
        const double p = head[static_cast<std::size_t>(e.node)] - e.z;
        e.flow = p == 0 || (p < 0 && !e.backflow) ? 0.0 : std::copysign(std::pow(std::fabs(p) / e.k, 1.0 / e.n), p);
        if (e.kind == NodeElement::Kind::demand) e.flow = std::min(e.flow, e.limit);
    }
    for (const Split& s : splits) {
        double q = flow[static_cast<std::size_t>(s.link)];
        for (std::int32_t i = 0; i <= s.inners; ++i) {
            parts[static_cast<std::size_t>(s.firstPart + i)].flow = q;
            if (i == s.inners) break;
            Inner& inner = inners[static_cast<std::size_t>(s.firstInner + i)];
            const auto o = static_cast<std::size_t>(inner.outflow);
            inner.head = o < given.outflowHeads_m.size() ? given.outflowHeads_m[o] / kFoot_m
                                                         : head[static_cast<std::size_t>(m.from[static_cast<std::size_t>(s.link)])];
            const double p = inner.head - inner.z;
            inner.flow = inner.k > 0 && p > 0 ? std::pow(p / inner.k, 1.0 / inner.n) : 0.0;
            q -= inner.flow + inner.fixed;
        }
    }
    activeForest.clear();
    for (std::int32_t f = 0; f < m.forest; ++f) activeForest.push_back(f);
    std::fill(active.begin(), active.end(), std::uint8_t{1});
    load = demand;
}

void Solver::Work::adjoint(const Observation& observation, double* column) {
    // Right hand side: what is observed, as a combination of heads.
    std::fill(step.begin(), step.end(), 0.0);
    const auto count = static_cast<Eigen::Index>(regulators.size());
    smallRight.resize(count);
    smallRight.setZero();
    if (observation.node.valid()) {
        const auto i = static_cast<std::size_t>(m.nodeOf[observation.node.at()]);
        if (m.isFixed(static_cast<std::int32_t>(i)) || !connected[i]) return;
        step[i] = 1.0;
    } else {
        const auto k = static_cast<std::size_t>(m.linkOf[observation.link.at()]);
        const auto regulator =
            std::find_if(regulators.begin(), regulators.end(), [&](const Regulator& r) { return r.link == static_cast<std::int32_t>(k); });
        if (regulator != regulators.end()) {
            smallRight(regulator - regulators.begin()) = -regulator->sign;
        } else if (isForced[k] == 3) {
            observeSplit(k);
        } else if (!isClosed(state[k]) && isForced[k] == 0) {
            const double c = conductance[k];
            step[static_cast<std::size_t>(m.from[k])] += c;
            step[static_cast<std::size_t>(m.to[k])] -= c;
        }
    }
    for (std::int32_t i = m.core + m.forest; i < m.nodes; ++i) step[static_cast<std::size_t>(i)] = 0;
    // Trees towards the core.
    for (const std::int32_t f : activeForest) {
        const auto node = static_cast<std::size_t>(m.core + f), parent = static_cast<std::size_t>(m.forestParent[static_cast<std::size_t>(f)]);
        if (step[node] != 0) step[parent] += step[node] * rest[static_cast<std::size_t>(m.plain + m.special + f)] / diagonal[node];
    }
    const auto core = static_cast<std::size_t>(m.core);
    for (const Regulator& r : regulators) step[static_cast<std::size_t>(r.held)] = 0;
    // What stands at forest nodes must survive the core's solve.
    for (std::size_t f = 0; f < static_cast<std::size_t>(m.forest); ++f) balance[core + f] = step[core + f];
    forward(m.pattern, lower.data(), step.data());
    if (count > 0) {
        for (std::size_t w = 0; w < regulators.size(); ++w) {
            double sum = 0;
            for (const std::int32_t i : otherEnds[w].path)
                sum += otherEnds[w].values[static_cast<std::size_t>(i)] * diagonal[static_cast<std::size_t>(i)] * step[static_cast<std::size_t>(i)];
            smallRight(static_cast<Eigen::Index>(w)) += sum;
        }
        smallFactor = small.transpose();
        solveSmall(smallFactor, smallRight);
        for (std::size_t v = 0; v < regulators.size(); ++v)
            for (const std::int32_t i : heldEnds[v].path)
                step[static_cast<std::size_t>(i)] += smallRight(static_cast<Eigen::Index>(v)) * heldEnds[v].values[static_cast<std::size_t>(i)];
    }
    backward(m.pattern, diagonal.data(), lower.data(), step.data());
    for (Eigen::Index v = 0; v < count; ++v) step[static_cast<std::size_t>(regulators[static_cast<std::size_t>(v)].held)] = smallRight(v);
    for (std::int32_t i = m.core + m.forest; i < m.nodes; ++i) step[static_cast<std::size_t>(i)] = 0;
    backSubstituteForest();
    const double unit = observation.node.valid() ? kFoot_m / kCfs_m3s : 1.0;
    for (std::size_t i = 0; i < core + static_cast<std::size_t>(m.forest); ++i)
        if (connected[i]) column[m.outNode[i]] = -unit * step[i];
}

/// Flow at the start of a pipe with outflows: q = next + c (step at start - step of the first inner point), that point eliminated.
void Solver::Work::observeSplit(std::size_t k) {
    const auto s = std::find_if(splits.begin(), splits.end(), [&](const Split& x) { return x.link == static_cast<std::int32_t>(k); });
    double atFrom = 0, atTo = 0, carry = -parts[static_cast<std::size_t>(s->firstPart)].conductance; // weight of the first inner point
    atFrom = -carry;
    for (std::int32_t i = 0; i < s->inners; ++i) {
        const Inner& inner = inners[static_cast<std::size_t>(s->firstInner + i)];
        atFrom += carry * inner.toStart / inner.pivot;
        carry *= inner.right / inner.pivot;
    }
    atTo = carry;
    step[static_cast<std::size_t>(m.from[k])] += atFrom;
    step[static_cast<std::size_t>(m.to[k])] += atTo;
}

} // namespace ms::hydraulics
