#include "core/scenario/march.h"

#include "core/hydraulics/simulation.h"
#include "core/scenario/demand_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::scenario {
namespace {

using network::Network;

constexpr Duration kWarmUp = days(2);

/// Reads the sensors of a specification off a solved instant.
class Reader {
public:
    Reader(const Network& network, const Spec& spec) : m_network(network) {
        for (const SensorPlan& sensor : spec.sensors) {
            const bool onLink = sensor.quantity == Quantity::flow;
            m_places.push_back({sensor.quantity, onLink ? network.findLink(sensor.element).at() : network.findNode(sensor.element).at()});
        }
    }
    [[nodiscard]] double read(std::size_t sensor, const hydraulics::HydraulicState& state, const std::vector<double>& drawn_m3s) const {
        const Place& place = m_places[sensor];
        switch (place.quantity) {
        case Quantity::flow: return state.flows_m3s[place.index];
        case Quantity::demand: return std::min(drawn_m3s[place.index], state.demands_m3s[place.index]);
        case Quantity::pressure:
        case Quantity::level: return state.heads_m[place.index] - groundOf(place.index);
        }
        return 0;
    }
    [[nodiscard]] bool isPressure(std::size_t sensor) const { return m_places[sensor].quantity == Quantity::pressure; }
    [[nodiscard]] std::size_t size() const { return m_places.size(); }

private:
    struct Place {
        Quantity quantity;
        std::size_t index;
    };
    [[nodiscard]] double groundOf(std::size_t node) const { return m_network.nodes[node].elevation_m; }
    const Network& m_network;
    std::vector<Place> m_places;
};

/// Overrides that the works of a specification ask for at an instant.
void applyOperations(const Network& network, const Spec& spec, Instant t, std::vector<hydraulics::LinkOverride>& overrides) {
    overrides.clear();
    for (const Operation& operation : spec.operations) {
        if (!operation.span.contains(t)) continue;
        const LinkIndex link = network.findLink(operation.link);
        hydraulics::LinkOverride change{link, {}, {}};
        if (operation.closed)
            change.status = network::LinkStatus::closed;
        else
            change.setting = network.link(link).setting + operation.settingChange;
        overrides.push_back(change);
    }
}

/// One step's inputs: what people draw, what is taken on purpose, the holes as they are now.
void fillInputs(const Network& real, const Spec& spec, const std::vector<SizedBurst>& bursts, Instant t, DemandModel& people,
                hydraulics::Conditions& conditions, std::vector<double>& drawn_m3s) {
    const Eigen::VectorXd& demands = people.advance(t);
    drawn_m3s.assign(demands.begin(), demands.end());
    for (const Use& use : spec.uses)
        if (use.span.contains(t)) drawn_m3s[real.findNode(use.junction).at()] += use.flow_m3s;
    conditions.demands_m3s = drawn_m3s;
    for (std::size_t i = 0; i < bursts.size(); ++i)
        conditions.outflows[i].coefficient = orificeCoefficient(spec.dischargeCoefficient, bursts[i].areaAt_m2(t));
    applyOperations(real, spec, t, conditions.links);
}

/// How much head a burst takes from each pressure sensor now: the instant is solved again without it.
void measureDrop(std::size_t burst, const Network& real, const Reader& reader, hydraulics::Simulation& simulation, Truth& truth) {
    hydraulics::Conditions without = simulation.overlay();
    const hydraulics::HydraulicState& with = simulation.state();
    without.outflows[burst].coefficient = 0;
    without.operation = &with.operation;
    without.time_s = with.time_s;
    for (std::size_t i = 0; i < real.nodes.size(); ++i)
        if (real.nodes[i].kind == network::NodeKind::tank) without.heads.push_back({NodeIndex(static_cast<std::int64_t>(i)), with.heads_m[i]});
    hydraulics::HydraulicState healthy;
    if (const auto report = simulation.solver().solve(without, healthy, &with); !report || !report->converged) return; // stays NaN: not known
    for (std::size_t s = 0; s < reader.size(); ++s) {
        if (!reader.isPressure(s)) continue;
        const double drop = reader.read(s, healthy, without.demands_m3s) - reader.read(s, with, without.demands_m3s);
        if (!(drop <= truth.largestDrop_m[burst])) { // NaN at first
            truth.largestDrop_m[burst] = drop;
            truth.nearestSensor[burst] = static_cast<int>(s);
        }
    }
}

} // namespace

Result<Truth> march(const Network& real, const Spec& spec, const Part& part, const std::vector<SizedBurst>& bursts, Sink& sink,
                    std::stop_token stop) {
    const Instant begin = part.span.from - kWarmUp;
    Network clocked = real;
    clocked.times.hydraulicStep_s = clocked.times.reportStep_s = spec.step.ms / 1000;
    clocked.times.startClock_s = ((spec.habits.toLocal(begin).ms / 1000) % 86400 + 86400) % 86400;
    hydraulics::ModelOptions options;
    if (spec.requiredPressure_m > 0) {
        options.demandModel = network::DemandModel::pressureDriven;
        options.requiredPressure_m = spec.requiredPressure_m;
        options.minimumPressure_m = 0;
    }
    Truth truth{part.span, spec.step, {}, {}, {}, {}, 0, {}};
    Result<hydraulics::HydraulicModel> model = hydraulics::HydraulicModel::make(clocked, options, &truth.diagnostics);
    if (!model) return model.error();
    hydraulics::Simulation simulation(*model, {.accuracy = 1e-5});
    simulation.setDuration((part.span.to - begin).ms / 1000 + spec.step.ms / 1000);

    DemandModel people(real, spec, part.folder);
    const Reader reader(real, spec);
    truth.sensors.resize(spec.sensors.size());
    truth.burstFlows_m3s.resize(bursts.size());
    truth.largestDrop_m.assign(bursts.size(), std::numeric_limits<double>::quiet_NaN());
    truth.nearestSensor.assign(bursts.size(), -1);
    for (const SizedBurst& burst : bursts) simulation.overlay().outflows.push_back({burst.pipe, {}, burst.burst.fraction, 0, 0.5, 0});

    std::vector<double> drawn_m3s;
    std::int64_t unbalanced = 0, steps = 0;
    const std::int64_t totalDays = (part.span.to - begin).ms / days(1).ms;
    for (Instant t = begin; t < part.span.to; t = t + spec.step, ++steps) {
        if ((t - begin).ms % days(1).ms == 0) {
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped", part.folder, {}, {}, {}};
            sink.progress(part.folder.empty() ? "simulate" : "simulate " + part.folder, (t - begin).ms / days(1).ms, totalDays);
        }
        fillInputs(real, spec, bursts, t, people, simulation.overlay(), drawn_m3s);
        Result<hydraulics::SolveReport> report = simulation.solve();
        if (!report) return report.error();
        if (!report->converged) ++unbalanced;
        if (t >= part.span.from) {
            const hydraulics::HydraulicState& state = simulation.state();
            for (std::size_t s = 0; s < reader.size(); ++s) truth.sensors[s].push_back(static_cast<float>(reader.read(s, state, drawn_m3s)));
            for (std::size_t b = 0; b < bursts.size(); ++b) {
                truth.burstFlows_m3s[b].push_back(static_cast<float>(state.outflows_m3s[b]));
                truth.meanInflow_m3s += state.outflows_m3s[b];
                const Instant full = bursts[b].burst.start + bursts[b].burst.grows;
                if (full <= t && t < full + spec.step) measureDrop(b, real, reader, simulation, truth);
            }
            for (const double drawn : drawn_m3s) truth.meanInflow_m3s += drawn;
        }
        for (std::int64_t left_s = spec.step.ms / 1000; left_s > 0;) { // tanks and rules may cut the step
            const std::int64_t gone_s = simulation.advance(left_s);
            if (gone_s <= 0) break;
            if ((left_s -= gone_s) <= 0) break;
            if (Result<hydraulics::SolveReport> between = simulation.solve(); !between) return between.error();
        }
    }
    if (!truth.sensors.empty() && !truth.sensors[0].empty()) truth.meanInflow_m3s /= static_cast<double>(truth.sensors[0].size());
    if (unbalanced > 0)
        truth.diagnostics.push_back({Severity::warning,
                                     "scenario.unbalanced",
                                     std::to_string(unbalanced) + " of " + std::to_string(steps) + " steps did not converge",
                                     part.folder,
                                     {},
                                     {},
                                     {},
                                     "their last iterate",
                                     {}});
    return truth;
}

} // namespace ms::scenario
