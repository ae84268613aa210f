#include "core/hydraulics/march.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::hydraulics {

using namespace detail;
using network::Control;
using network::LinkKind;
using network::LinkStatus;
using network::RuleRelation;
using network::RuleVariable;

namespace {

constexpr std::int64_t kDay = 86400;

std::int64_t rounded(double x) { return std::fabs(x) > 1e15 ? std::numeric_limits<std::int64_t>::max() / 4 : std::llround(x); }
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

} // namespace

Simulation::March::March(HydraulicModel model, SolverOptions options)
    : solver(std::move(model), options), m(solver.model().data()), units(network::inp::unitsOf(m.net->options)) {
    const network::Times& t = m.net->times;
    duration = t.duration_s;
    patternStep = std::max<std::int64_t>(1, t.patternStep_s);
    patternStart = t.patternStart_s;
    reportStep = t.reportStep_s > 0 ? t.reportStep_s : patternStep;
    reportStart = t.reportStart_s > t.duration_s ? 0 : t.reportStart_s;
    step = std::max<std::int64_t>(1, std::min({t.hydraulicStep_s, patternStep, reportStep}));
    ruleStep = std::clamp<std::int64_t>(t.ruleStep_s > 0 ? t.ruleStep_s : step / 10, 1, step);
    ruleStep = std::max(ruleStep, step / 100000); // an absurd file must not keep us for hours
    startClock = t.startClock_s;
    const std::size_t count = m.tanks.size();
    tankHeads.resize(count);
    volumes.resize(count);
    tankInflows.assign(count, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        tankHeads[i] = m.tanks[i].initialHead;
        volumes[i] = m.tanks[i].volume(m.curves, tankHeads[i]);
    }
    operation.status.resize(static_cast<std::size_t>(m.links));
    operation.settings.resize(static_cast<std::size_t>(m.links));
    live.assign(static_cast<std::size_t>(m.links), FlowState::open);
    for (std::size_t k = 0; k < static_cast<std::size_t>(m.links); ++k) {
        const auto out = static_cast<std::size_t>(m.outLink[k]);
        operation.status[out] = m.status[k];
        live[out] = m.status[k] == LinkStatus::closed ? FlowState::closed : m.status[k] == LinkStatus::active ? FlowState::active : FlowState::open;
        double setting = m.setting[k];
        if (m.kind[k] >= Kind::prv && m.kind[k] <= Kind::pbv) setting *= kFoot_m;
        if (m.kind[k] == Kind::fcv) setting *= kCfs_m3s;
        operation.settings[out] = setting;
    }
}

std::int32_t Simulation::March::tankAt(NodeIndex node) const {
    const std::int32_t inner = m.nodeOf[node.at()];
    return m.isFixed(inner) ? m.tankOf[static_cast<std::size_t>(inner - m.core - m.forest)] : -1;
}

double Simulation::March::headAt(NodeIndex node) const {
    if (const std::int32_t t = tankAt(node); t >= 0) return tankHeads[static_cast<std::size_t>(t)];
    return state.heads_m[node.at()] / kFoot_m;
}

double Simulation::March::settingOf(const Control& control) const {
    const network::Link& link = m.net->link(control.link);
    if (link.kind == LinkKind::pump) return control.setting.value_or(control.status == LinkStatus::closed ? 0.0 : 1.0);
    if (link.kind == LinkKind::valve && link.valveKind != network::ValveKind::gpv)
        return control.setting.value_or(std::numeric_limits<double>::quiet_NaN());
    return operation.settings[control.link.at()];
}

void Simulation::March::applyControls() {
    for (const Control& control : m.net->controls) {
        if (!control.enabled) continue;
        bool fires = false;
        switch (control.trigger) {
        case Control::Trigger::time: fires = control.time_s == now; break;
        case Control::Trigger::clock: fires = (now + startClock) % kDay == control.time_s; break;
        case Control::Trigger::below:
        case Control::Trigger::above: {
            const std::int32_t t = tankAt(control.node);
            if (t < 0) continue; // junctions: while solving
            const auto i = static_cast<std::size_t>(t);
            const double inSecond = std::fabs(tankInflows[i]), present = m.tanks[i].volume(m.curves, tankHeads[i]);
            const double threshold = m.tanks[i].volume(m.curves, m.tanks[i].bottom + control.threshold_m / kFoot_m);
            fires = control.trigger == Control::Trigger::below ? present <= threshold + inSecond : present >= threshold - inSecond;
            break;
        }
        }
        if (!fires) continue;
        const std::size_t k = control.link.at();
        operation.status[k] = control.status;
        operation.settings[k] = settingOf(control);
        live[k] = control.status == LinkStatus::closed   ? FlowState::closed
                  : control.status == LinkStatus::active ? FlowState::active
                                                         : FlowState::open;
    }
}

std::int64_t Simulation::March::timeStep() const {
    std::int64_t result = step;
    const auto atMost = [&](std::int64_t t) {
        if (t > 0 && t < result) result = t;
    };
    atMost(((now + patternStart) / patternStep + 1) * patternStep - patternStart - now);
    atMost(now < reportStart ? reportStart - now : reportStep - (now - reportStart) % reportStep);
    for (std::size_t i = 0; i < m.tanks.size(); ++i) {
        const TankData& tank = m.tanks[i];
        const double q = tankInflows[i];
        if (std::fabs(q) <= kZeroFlow) continue;
        if (q > 0 && tankHeads[i] < tank.maxHead) atMost(rounded((tank.maxVolume - volumes[i]) / q));
        if (q < 0 && tankHeads[i] > tank.minHead) atMost(rounded((tank.minVolume - volumes[i]) / q));
    }
    for (const Control& control : m.net->controls) {
        if (!control.enabled) continue;
        std::int64_t t = 0;
        if (control.trigger == Control::Trigger::time) {
            t = control.time_s - now;
        } else if (control.trigger == Control::Trigger::clock) {
            const std::int64_t clock = (now + startClock) % kDay;
            t = control.time_s >= clock ? control.time_s - clock : kDay - clock + control.time_s;
        } else if (const std::int32_t at = tankAt(control.node); at >= 0) {
            const auto i = static_cast<std::size_t>(at);
            const double q = tankInflows[i], grade = m.tanks[i].bottom + control.threshold_m / kFoot_m;
            if (std::fabs(q) <= kZeroFlow) continue;
            const bool above = control.trigger == Control::Trigger::above;
            if ((tankHeads[i] < grade && above && q > 0) || (tankHeads[i] > grade && !above && q < 0))
                t = rounded((m.tanks[i].volume(m.curves, grade) - volumes[i]) / q);
        }
        if (t <= 0 || t >= result) continue;
        const std::size_t k = control.link.at();
        const bool settingChanges = m.net->links[k].kind != LinkKind::pipe && !same(operation.settings[k], settingOf(control));
        const LinkStatus present = isClosed(live[k]) ? LinkStatus::closed : live[k] == FlowState::active ? LinkStatus::active : LinkStatus::open;
        if (settingChanges || present != control.status) result = t;
    }
    return result;
}

void Simulation::March::moveTanks(std::int64_t seconds) {
    for (std::size_t i = 0; i < m.tanks.size(); ++i) {
        const TankData& tank = m.tanks[i];
        const double q = tankInflows[i];
        if (q == 0) continue;
        volumes[i] += q * static_cast<double>(seconds);
        if (volumes[i] + q >= tank.maxVolume) {
            volumes[i] = tank.maxVolume;
        } else if (volumes[i] - q <= tank.minVolume) {
            volumes[i] = tank.minVolume;
        }
        tankHeads[i] = tank.head(m.curves, volumes[i]);
    }
}

std::int64_t Simulation::March::moveByRules(std::int64_t most) {
    const std::int64_t begin = now, end = now + most;
    std::int64_t dt = std::min(ruleStep, most), first = std::min(ruleStep - now % ruleStep, most);
    if (first == 0) first = dt;
    while (true) {
        now += first;
        moveTanks(first);
        if (applyRules(now - first + 1)) break;
        dt = std::min(dt, end - now);
        first = dt;
        if (dt <= 0) break;
    }
    const std::int64_t gone = now - begin;
    now = begin;
    return gone;
}

bool Simulation::March::applyRules(std::int64_t since) {
    plan.clear();
    const auto propose = [&](const std::vector<network::RuleAction>& actions, double priority) {
        for (const auto& action : actions) {
            const auto found = std::find_if(plan.begin(), plan.end(), [&](const Planned& p) { return p.action->link == action.link; });
            if (found == plan.end()) {
                plan.push_back({&action, priority});
            } else if (priority > found->priority) {
                *found = {&action, priority};
            }
        }
    };
    for (const network::Rule& rule : m.net->rules)
        if (rule.enabled) propose(holds(rule, since) ? rule.then : rule.otherwise, rule.priority);
    bool changed = false;
    for (const Planned& p : plan) changed = take(*p.action) || changed;
    return changed;
}

bool Simulation::March::holds(const network::Rule& rule, std::int64_t since) const {
    bool result = true;
    for (const auto& premise : rule.premises) {
        if (premise.either) {
            if (!result) result = holds(premise, since);
        } else {
            if (!result) return false;
            result = holds(premise, since);
        }
    }
    return result;
}

bool Simulation::March::holds(const network::RulePremise& p, std::int64_t since) const {
    const auto compare = [&](double x, double unit = 1.0) {
        const double tol = 1e-3 * unit; // of the file's units
        switch (p.relation) {
        case RuleRelation::equal: return std::fabs(x - p.value) <= tol;
        case RuleRelation::notEqual: return std::fabs(x - p.value) >= tol;
        case RuleRelation::less: return x < p.value + tol;
        case RuleRelation::lessOrEqual: return x <= p.value - tol;
        case RuleRelation::greater: return x > p.value - tol;
        case RuleRelation::greaterOrEqual: return x >= p.value + tol;
        }
        return false;
    };
    switch (p.variable) {
    case RuleVariable::time:
    case RuleVariable::clockTime: {
        std::int64_t t1 = since, t2 = now;
        if (p.variable == RuleVariable::clockTime) {
            t1 = (t1 + startClock) % kDay;
            t2 = (t2 + startClock) % kDay;
        }
        const auto x = static_cast<std::int64_t>(p.value);
        const bool within = t2 < t1 ? x >= t1 || x <= t2 : x >= t1 && x <= t2;
        switch (p.relation) {
        case RuleRelation::less: return t2 < x;
        case RuleRelation::lessOrEqual: return t2 <= x;
        case RuleRelation::greater: return t2 > x;
        case RuleRelation::greaterOrEqual: return t2 >= x;
        case RuleRelation::equal: return within;
        case RuleRelation::notEqual: return !within;
        }
        return false;
    }
    case RuleVariable::status: {
        const FlowState s = live[p.link.at()];
        const LinkStatus present = isClosed(s) ? LinkStatus::closed : s == FlowState::active ? LinkStatus::active : LinkStatus::open;
        return p.relation == RuleRelation::notEqual ? present != p.status : p.relation == RuleRelation::equal && present == p.status;
    }
    case RuleVariable::demand: {
        if (p.node.valid()) return compare(state.demands_m3s[p.node.at()], units.flow_m3s);
        double sum = 0;
        for (std::size_t i = 0; i < m.net->nodes.size(); ++i)
            if (m.net->nodes[i].kind == network::NodeKind::junction && state.demands_m3s[i] > 0) sum += state.demands_m3s[i];
        return compare(sum, units.flow_m3s);
    }
    case RuleVariable::head: return compare(headAt(p.node) * kFoot_m, units.length_m);
    case RuleVariable::pressure: return compare(headAt(p.node) * kFoot_m - m.net->node(p.node).elevation_m, units.pressure_m);
    case RuleVariable::level: return compare(headAt(p.node) * kFoot_m - m.net->node(p.node).elevation_m, units.length_m);
    case RuleVariable::fillTime:
    case RuleVariable::drainTime: {
        const std::int32_t t = tankAt(p.node);
        if (t < 0) return false;
        const auto i = static_cast<std::size_t>(t);
        const double q = tankInflows[i];
        if (p.variable == RuleVariable::fillTime) return q > kTiny && compare((m.tanks[i].maxVolume - volumes[i]) / q);
        return q < -kTiny && compare((m.tanks[i].minVolume - volumes[i]) / q);
    }
    case RuleVariable::flow: return compare(std::fabs(state.flows_m3s[p.link.at()]), units.flow_m3s);
    case RuleVariable::setting: return !std::isnan(operation.settings[p.link.at()]) && compare(operation.settings[p.link.at()]);
    case RuleVariable::power: return false;
    }
    return false;
}

bool Simulation::March::take(const network::RuleAction& action) {
    const std::size_t k = action.link.at();
    const network::Link& link = m.net->link(action.link);
    const bool valve = link.kind == LinkKind::valve && link.valveKind != network::ValveKind::gpv;
    if (action.status == LinkStatus::open) {
        if (!isClosed(live[k])) return false;
        operation.status[k] = LinkStatus::open;
        live[k] = FlowState::open;
        if (link.kind == LinkKind::pump) operation.settings[k] = 1.0;
        if (valve) operation.settings[k] = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    if (action.status == LinkStatus::closed) {
        if (isClosed(live[k])) return false;
        operation.status[k] = LinkStatus::closed;
        live[k] = FlowState::closed;
        if (link.kind == LinkKind::pump) operation.settings[k] = 0.0;
        if (valve) operation.settings[k] = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    if (!std::isnan(operation.settings[k]) && std::fabs(operation.settings[k] - action.setting) <= 1e-3 * (valve ? kFoot_m : 1.0)) return false;
    operation.settings[k] = action.setting;
    if (link.kind == LinkKind::pump) {
        operation.status[k] = action.setting > 0 ? LinkStatus::open : LinkStatus::closed;
        live[k] = action.setting > 0 ? FlowState::open : FlowState::closed;
    } else {
        operation.status[k] = LinkStatus::active;
        live[k] = FlowState::active;
    }
    return true;
}

} // namespace ms::hydraulics
