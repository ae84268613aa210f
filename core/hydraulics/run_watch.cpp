#include "core/hydraulics/run_watch.h"

#include "core/hydraulics/model_data.h"

#include <cmath>
#include <cstdio>

namespace ms::hydraulics {

using namespace detail;

namespace {

std::string shortNumber(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

/// "12 instants, first at 02:00:00", or the time alone.
std::string instantsText(std::int64_t instants, double first_s) {
    if (instants == 1) return "at " + clockText(first_s);
    return "at " + std::to_string(instants) + " instants, first at " + clockText(first_s);
}

std::string countText(std::int64_t count, const char* one, const char* many) { return std::to_string(count) + ' ' + (count == 1 ? one : many); }

} // namespace

std::string clockText(double time_s) {
    const auto s = static_cast<long long>(time_s);
    char text[64];
    if (s >= 86400)
        std::snprintf(text, sizeof text, "%lld d %02lld:%02lld:%02lld", s / 86400, s / 3600 % 24, s / 60 % 60, s % 60);
    else
        std::snprintf(text, sizeof text, "%02lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
    return text;
}

RunWatch::RunWatch(HydraulicModel model) : m_model(std::move(model)) {
    const ModelData& m = m_model.data();
    for (auto k = static_cast<std::size_t>(m.plain); k < static_cast<std::size_t>(m.plain + m.special); ++k) {
        if (m.kind[k] == Kind::pump) m_pumps.push_back(static_cast<std::int32_t>(k));
        if (m.kind[k] == Kind::prv || m.kind[k] == Kind::psv || m.kind[k] == Kind::fcv) m_valves.push_back(static_cast<std::int32_t>(k));
    }
    for (Tally* t : {&m_disconnected, &m_negative}) t->seen.assign(static_cast<std::size_t>(m.nodes), 0);
    for (Tally* t : {&m_noHead, &m_beyondCurve, &m_missed}) t->seen.assign(static_cast<std::size_t>(m.links), 0);
}

void RunWatch::count(Tally& tally, std::size_t element, double amount, double time_s) {
    tally.elements += !tally.seen[element];
    tally.seen[element] = 1;
    if (tally.elements == 1 && tally.instants == 0) {
        tally.first_s = time_s;
    } else if (amount <= tally.amount) {
        return;
    }
    tally.amount = amount;
    tally.worst = element;
    tally.worst_s = time_s;
}

void RunWatch::look(const SolveReport& report, const HydraulicState& state) {
    const ModelData& m = m_model.data();
    const double t = state.time_s;
    ++m_instants;
    if (!report.converged) {
        if (m_notConverged++ == 0 || !(report.relativeFlowChange <= m_worst.relativeFlowChange)) {
            m_worst = report;
            m_worst_s = t;
        }
    }
    if (report.frozenLinks > 0 && m_held++ == 0) m_firstHeld_s = t;

    const auto closeInstant = [](Tally& tally, bool any) { tally.instants += any; };
    bool disconnected = false, negative = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m.core + m.forest); ++i) {
        const auto out = static_cast<std::size_t>(m.outNode[i]);
        const double p = state.heads_m[out] - m.elevation[i] * kFoot_m;
        if (p >= 0) continue;
        if (std::isnan(p)) {
            count(m_disconnected, out, 0, t);
            disconnected = true;
        } else if (state.demands_m3s[out] > 0) { // as EPANET: where nobody draws, a negative pressure hurts nobody
            count(m_negative, out, -p, t);
            negative = true;
        }
    }
    closeInstant(m_disconnected, disconnected);
    closeInstant(m_negative, negative);

    bool noHead = false, beyond = false, missed = false;
    for (const std::int32_t k : m_pumps) {
        const auto out = static_cast<std::size_t>(m.outLink[static_cast<std::size_t>(k)]);
        if (state.states[out] == FlowState::closedByHead) {
            count(m_noHead, out, 0, t);
            noHead = true;
        } else if (!isClosed(state.states[out])) {
            const PumpData& pump = m.pumps[static_cast<std::size_t>(m.extra[static_cast<std::size_t>(k)])];
            const double excess = state.flows_m3s[out] / (pump.maxFlow * kCfs_m3s * state.operation.settings[out]) - 1;
            if (!(excess > 1e-6)) continue;
            count(m_beyondCurve, out, excess, t);
            beyond = true;
        }
    }
    for (const std::int32_t k : m_valves) {
        const auto out = static_cast<std::size_t>(m.outLink[static_cast<std::size_t>(k)]);
        if (state.states[out] != FlowState::cannotDeliver && state.states[out] != FlowState::cannotRegulate) continue;
        count(m_missed, out, 0, t);
        missed = true;
    }
    closeInstant(m_noHead, noHead);
    closeInstant(m_beyondCurve, beyond);
    closeInstant(m_missed, missed);
}

Diagnostics RunWatch::diagnostics(const std::string& subject) const {
    const network::Network& net = m_model.network();
    Diagnostics all;
    const auto say = [&](const char* code, std::string message, std::string element, const char* kept, const char* advice) {
        Diagnostic d;
        d.code = code;
        d.message = std::move(message);
        d.subject = subject;
        d.element = std::move(element);
        d.kept = kept;
        d.advice = advice;
        all.push_back(std::move(d));
    };
    if (m_notConverged > 0)
        say("hydraulics.not-converged",
            std::to_string(m_notConverged) + " of " + countText(m_instants, "instant", "instants") + " did not converge; the worst at " +
                clockText(m_worst_s) + ": flows still changed by " + shortNumber(100 * m_worst.relativeFlowChange) + " % after " +
                std::to_string(m_worst.iterations) + " iterations, the head loss of this link is off by " + shortNumber(m_worst.headResidual_m) +
                " m",
            m_worst.worstLink.valid() ? net.link(m_worst.worstLink).id : std::string{}, "the last iterate",
            "Look at the pumps and valves near this link, or at demands that cannot be supplied.");
    if (m_held > 0)
        say("hydraulics.status-held", "statuses of pumps or valves that kept flipping were held " + instantsText(m_held, m_firstHeld_s), {},
            "the status at which each was held", "Pumps or valves that work against each other have no single solution.");
    if (m_disconnected.instants > 0)
        say("hydraulics.disconnected",
            countText(m_disconnected.elements, "junction has", "junctions have") + " no open path to a tank or reservoir " +
                instantsText(m_disconnected.instants, m_disconnected.first_s),
            net.nodes[m_disconnected.worst].id, "no head and no demand there", "Look for closed links around this junction.");
    if (m_negative.instants > 0)
        say("hydraulics.negative-pressure",
            countText(m_negative.elements, "junction with a demand has", "junctions with a demand have") + " a negative pressure " +
                instantsText(m_negative.instants, m_negative.first_s) + "; the lowest is " + shortNumber(-m_negative.amount) + " m here at " +
                clockText(m_negative.worst_s),
            net.nodes[m_negative.worst].id, "the demand in full, as its model says",
            "Check elevations and demands, or let demands depend on pressure (DEMAND MODEL PDA).");
    if (m_noHead.instants > 0)
        say("hydraulics.pump-cannot-deliver",
            countText(m_noHead.elements, "pump", "pumps") + " cannot deliver the head that is asked " +
                instantsText(m_noHead.instants, m_noHead.first_s),
            net.links[m_noHead.worst].id, "the pump, shut", "Check the pump's curve and what stands against it.");
    if (m_beyondCurve.instants > 0)
        say("hydraulics.pump-beyond-curve",
            countText(m_beyondCurve.elements, "pump delivers", "pumps deliver") + " more than the end of the curve allows " +
                instantsText(m_beyondCurve.instants, m_beyondCurve.first_s) + "; most here at " + clockText(m_beyondCurve.worst_s) + ", by " +
                shortNumber(100 * m_beyondCurve.amount) + " %",
            net.links[m_beyondCurve.worst].id, "the curve, carried on beyond its end", "Check the pump's curve and the demands behind it.");
    if (m_missed.instants > 0)
        say("hydraulics.valve-misses-setting",
            countText(m_missed.elements, "valve", "valves") + " cannot hold its setting " + instantsText(m_missed.instants, m_missed.first_s),
            net.links[m_missed.worst].id, "the valve, open", "Its setting asks for more flow or pressure than there is.");
    return all;
}

} // namespace ms::hydraulics
