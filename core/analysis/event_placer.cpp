#include "core/analysis/event_placer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::analysis {

using detection::TrackState;
using localisation::SlotSignature;

std::optional<Instant> knownEnd(const detection::TrackedEvent& event, const TrackState& state) {
    return event.endedAt && state.flow_m3s.value <= 0 && *event.endedAt <= state.at ? event.endedAt : std::nullopt;
}

double trackFlow(const TrackState& state, Instant t, const std::optional<Instant>& ended) {
    if (state.track.empty()) return t >= state.startedAt && (!ended || t < *ended) ? state.flow_m3s.value : 0;
    if (t < state.track.front().at || (ended && t >= *ended)) return 0;
    const auto after = std::upper_bound(state.track.begin(), state.track.end(), t, [](Instant x, const auto& p) { return x < p.at; });
    if (after == state.track.end()) return std::max(0.0, state.track.back().flow_m3s);
    const auto before = after - 1;
    const double f = (t - before->at).seconds() / std::max(1.0, (after->at - before->at).seconds());
    return std::max(0.0, before->flow_m3s * (1 - f) + after->flow_m3s * f);
}

EventPlacer::EventPlacer(const ModelFrame& frame, const Data& data, const Expectation& expectation, const std::vector<detection::ZoneTrack>& tracks,
                         const std::vector<PlacedEvent>& earlier, const std::vector<ZoneCharts>& charts, hydraulics::HydraulicModel model,
                         PlacingOptions options)
    : m_frame(frame), m_data(data), m_expectation(expectation), m_tracks(tracks), m_earlier(earlier), m_charts(charts), m_options(std::move(options)),
      m_solver(std::move(model), {1e-6, 200}) {
    m_zoneOf.assign(frame.balances.zones.size(), -1);
    for (std::size_t z = 0; z < frame.zones.size(); ++z) m_zoneOf[frame.zones[z].balance] = static_cast<int>(z);
    for (const auto& balance : frame.balances.zones) {
        m_candidates.push_back(localisation::candidatePipes(*data.network, balance.links));
        double length = 0;
        for (const auto& c : m_candidates.back()) length += c.length_m;
        m_lengths.push_back(length);
    }
}

const calibration::ResidualRecord* EventPlacer::record(std::size_t balance) const {
    const int z = m_zoneOf[balance];
    return z >= 0 && static_cast<std::size_t>(z) < m_expectation.records.size() ? &m_expectation.records[static_cast<std::size_t>(z)] : nullptr;
}

const TrackState* EventPlacer::stateAt(std::size_t balance, std::size_t event, Instant t) const {
    const TrackState* known = nullptr;
    for (const auto& s : m_tracks[balance].events[event].states)
        if (s.at <= t) known = &s;
    return known;
}

Eigen::VectorXd EventPlacer::placedAt(std::size_t balance, std::size_t event, Instant t) const {
    const auto& candidates = m_candidates[balance];
    Eigen::VectorXd p = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(candidates.size()));
    const auto& tracked = m_tracks[balance].events[event];
    const TrackState* latest = stateAt(balance, event, t);
    if (latest && knownEnd(tracked, *latest) && !tracked.repairJob.empty()) { // mended: then its pipe is known
        for (std::size_t r = 0; r < m_data.repairs.size(); ++r) {
            const auto& repair = m_data.repairs[r];
            const std::string job = repair.job.empty() ? "repair " + std::to_string(r + 1) : repair.job;
            if (job != tracked.repairJob || repair.pipe.empty() || !repair.completed || *repair.completed > t) continue;
            for (std::size_t i = 0; i < candidates.size(); ++i)
                if (candidates[i].id == repair.pipe) {
                    p[static_cast<Eigen::Index>(i)] = 1;
                    return p;
                }
        }
    }
    const PlacedRevision* known = nullptr;
    for (const auto& e : m_earlier)
        if (e.zone == balance && e.event == event)
            for (const auto& r : e.revisions)
                if (r.at <= t) known = &r;
    return known ? spread(*known, p.size()) : Eigen::VectorXd();
}

void EventPlacer::observe(std::size_t balance, const hydraulics::HydraulicState& state, Eigen::VectorXd& out) const {
    const auto& zone = m_frame.zones[static_cast<std::size_t>(m_zoneOf[balance])];
    out.resize(static_cast<Eigen::Index>(zone.rows.size()));
    for (std::size_t r = 0; r < zone.rows.size(); ++r)
        out[static_cast<Eigen::Index>(r)] =
            zone.rows[r].node.valid() ? state.heads_m[zone.rows[r].node.at()] : state.flows_m3s[zone.rows[r].link.at()];
}

Result<std::vector<EventPlacer::SlotModel>> EventPlacer::models(std::size_t balance, double firstDay, double startDay, double untilDay,
                                                                const std::vector<hydraulics::Outflow>& open, double openFlow_m3s,
                                                                double reference_m3s) {
    const auto& zone = m_frame.zones[static_cast<std::size_t>(m_zoneOf[balance])];
    const auto& candidates = m_candidates[balance];
    const network::Network& net = *m_data.network;
    const calibration::ResidualRecord& rec = *record(balance);
    std::vector<hydraulics::Observation> observations;
    for (const auto& row : zone.rows) observations.push_back({row.node, row.link});

    std::vector<SlotModel> result;
    Eigen::MatrixXd sensitivity;
    for (Eigen::Index slot = 0; slot < rec.slotsPerDay; ++slot) {
        const auto meanDrive = [&](double from, double until) -> std::optional<Eigen::VectorXd> {
            Eigen::VectorXd drive = Eigen::VectorXd::Zero(m_expectation.drive.rows());
            int n = 0;
            for (Eigen::Index c = slot; c < rec.slots(); c += rec.slotsPerDay) {
                const double day = rec.dayOf(c);
                if (day < from || day > until || !m_expectation.drive.col(c).allFinite()) continue;
                drive += m_expectation.drive.col(c).cast<double>();
                ++n;
            }
            return n > 0 ? std::optional<Eigen::VectorXd>(drive / n) : std::nullopt;
        };
        auto drive = meanDrive(firstDay, startDay);
        if (!drive) drive = meanDrive(firstDay, untilDay);
        SlotModel model;
        model.signature.sizes_m3s = {reference_m3s};
        model.signature.shift_m.emplace_back(
            Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(zone.rows.size()), static_cast<Eigen::Index>(candidates.size())));
        if (drive) {
            fillConditions(m_frame, net, *drive, Eigen::VectorXd(), model.conditions);
            model.conditions.outflows = open;
            scaleDemands(balance, model.conditions, openFlow_m3s);
            hydraulics::Conditions everybody = model.conditions; // what the records compare with: the burst's water taken by everybody
            scaleDemands(balance, everybody, -reference_m3s);
            auto report = m_solver.solve(everybody, model.state);
            if (!report) return report.error();
            if (report->converged) {
                auto ok = m_solver.sensitivities(everybody, model.state, observations, sensitivity);
                if (!ok) return ok.error();
                model.solved = true;
                observe(balance, model.state, model.observed);
                const Eigen::VectorXd share = scaledShare(m_frame, zone, everybody.demands_m3s);
                const Eigen::RowVectorXd spread = share.transpose() * sensitivity; // what scaling the demand down gives back
                for (std::size_t j = 0; j < candidates.size(); ++j) {
                    const auto& link = net.link(candidates[j].link);
                    model.signature.shift_m.front().col(static_cast<Eigen::Index>(j)) =
                        reference_m3s * (0.5 * (sensitivity.row(link.from.value) + sensitivity.row(link.to.value)) - spread).transpose();
                }
            }
        }
        result.push_back(std::move(model));
    }
    return result;
}

void EventPlacer::scaleDemands(std::size_t balance, hydraulics::Conditions& conditions, double located_m3s) const {
    const auto& zone = m_frame.zones[static_cast<std::size_t>(m_zoneOf[balance])];
    if (located_m3s == 0 || !zone.scaled) return;
    const Eigen::VectorXd share = scaledShare(m_frame, zone, conditions.demands_m3s);
    double total = 0;
    for (Eigen::Index i = 0; i < share.size(); ++i)
        if (share[i] > 0) total += conditions.demands_m3s[static_cast<std::size_t>(i)];
    const double keep = total > 0 ? std::clamp((total - located_m3s) / total, 0.1, 1e3) : 1;
    for (Eigen::Index i = 0; i < share.size(); ++i)
        if (share[i] > 0) conditions.demands_m3s[static_cast<std::size_t>(i)] *= keep;
}

Result<void> EventPlacer::solveAgain(std::size_t balance, std::vector<SlotModel>& models, const std::vector<Eigen::Index>& chosen, double size_m3s) {
    const auto& candidates = m_candidates[balance];
    hydraulics::HydraulicState state;
    Eigen::VectorXd observed;
    for (SlotModel& model : models) {
        if (!model.solved) continue;
        hydraulics::Conditions conditions = model.conditions;
        hydraulics::Outflow leak;
        leak.flow_m3s = size_m3s;
        conditions.outflows.push_back(leak);
        for (const Eigen::Index j : chosen) {
            conditions.outflows.back().link = candidates[static_cast<std::size_t>(j)].link;
            auto report = m_solver.solve(conditions, state, &model.state);
            if (!report) return report.error();
            if (!report->converged) continue;
            observe(balance, state, observed);
            model.signature.shift_m.front().col(j) = (observed - model.observed) * (model.signature.sizes_m3s.front() / size_m3s);
        }
    }
    return {};
}

std::vector<EventPlacer::Beside> EventPlacer::besides(std::size_t balance, std::size_t event, const TrackState& state, double firstDay) const {
    std::vector<Beside> beside;
    const auto candidates = static_cast<Eigen::Index>(m_candidates[balance].size());
    const Instant start = record(balance)->start;
    const auto day = [&](Instant t) { return (t - start).days(); };
    double charted = -1; // what began until then is in the chart
    for (const ZoneCharts& zone : m_charts) {
        if (zone.zone != balance) continue;
        const LeakChart* chart = nullptr;
        for (const LeakChart& c : zone.charts)
            if (c.at <= state.at) chart = &c;
        if (!chart) continue;
        charted = std::min(day(chart->at) - m_options.settled_d, day(state.startedAt) - m_options.apart_d);
        for (const ChartedLeak& c : chart->leaks)
            if (c.leak.onset_d <= charted && c.leak.end_d >= firstDay)
                beside.push_back({[leak = c.leak](double d) { return localisation::flowOn(leak, d); }, spread(c.place, candidates)});
    }
    for (std::size_t k = 0; k < m_tracks[balance].events.size(); ++k) {
        if (k == event) continue;
        const auto& other = m_tracks[balance].events[k];
        const TrackState* known = stateAt(balance, k, state.at);
        if (!known || known->withdrawn || day(known->startedAt) <= charted) continue;
        const std::optional<Instant> ended = knownEnd(other, *known);
        if (ended && day(*ended) < firstDay) continue;
        Eigen::VectorXd place = placedAt(balance, k, state.at);
        if (place.size() == 0) continue;
        beside.push_back(
            {[known, start, ended](double d) { return trackFlow(*known, start + Duration{static_cast<std::int64_t>(d * 8.64e7)}, ended); },
             std::move(place)});
    }
    return beside;
}

Result<Placement> EventPlacer::place(std::size_t balance, std::size_t event, std::size_t stateNumber) {
    const auto& candidates = m_candidates[balance];
    Placement placement;
    Eigen::VectorXd prior(static_cast<Eigen::Index>(candidates.size()));
    for (std::size_t j = 0; j < candidates.size(); ++j) prior[static_cast<Eigen::Index>(j)] = candidates[j].length_m;
    prior /= std::max(prior.sum(), 1e-9);
    placement.probability = prior;
    const auto& tracked = m_tracks[balance].events[event];
    const TrackState& state = tracked.states[stateNumber];
    placement.size_m3s = state.flow_m3s.value;
    const calibration::ResidualRecord* rec = record(balance);
    if (!rec || candidates.empty()) return placement;
    placement.modelled = true;
    placement.sensors.assign(rec->sensors.begin(), rec->sensors.begin() + static_cast<std::ptrdiff_t>(rec->pressures));

    const auto day = [&](Instant t) { return (t - rec->start).days(); };
    const Eigen::Index until = rec->slotsBefore(state.at);
    const double untilDay = std::min(static_cast<double>(until) / rec->slotsPerDay, day(state.startedAt) + m_options.longestAfter_d);
    // Water that comes to light just when another event ends had been hidden in that one's flow: compare with the time before it.
    double gapFrom = day(state.startedCi.first), gapTo = std::min(std::min(day(state.startedCi.second), untilDay - 0.5), gapFrom + 3);
    for (std::size_t k = 0; k < m_tracks[balance].events.size(); ++k) {
        const auto& other = m_tracks[balance].events[k];
        const TrackState* known = k == event ? nullptr : stateAt(balance, k, state.at);
        if (!known || known->withdrawn || known->startedAt >= state.startedAt) continue;
        const auto ended = knownEnd(other, *known);
        if (!ended || std::abs((*ended - state.startedAt).hours()) > 30) continue;
        const double from = day(known->startedCi.first);
        if (from > 1 && from < gapFrom) {
            gapFrom = from;
            gapTo = day(state.startedAt) + 0.25;
        }
    }
    const double firstDay = std::max(0.0, gapFrom - m_options.shift.before_d);
    const calibration::ResidualNoise noise = calibration::learnNoise(*rec, until - m_options.learn_d * rec->slotsPerDay, until);

    const std::vector<Beside> beside = besides(balance, event, state, firstDay);
    std::vector<hydraulics::Outflow> open;
    double openFlow = 0;
    for (const Beside& b : beside) {
        const double flow = b.flow_m3s(untilDay);
        if (flow <= 0) continue;
        Eigen::Index top = 0;
        b.place.maxCoeff(&top);
        hydraulics::Outflow leak;
        leak.link = candidates[static_cast<std::size_t>(top)].link;
        leak.flow_m3s = flow;
        open.push_back(leak);
        openFlow += flow;
    }
    const auto own = [&](double d) { return trackFlow(state, rec->start + Duration{static_cast<std::int64_t>(d * 8.64e7)}, std::nullopt); };
    const double reference = std::max({state.flow_m3s.value, own(untilDay), 1e-5});
    auto slots = models(balance, firstDay, gapFrom, untilDay, open, openFlow, reference);
    if (!slots) return slots.error();
    std::vector<SlotSignature> signature;
    for (const auto& m : slots.value()) signature.push_back(m.signature);

    std::vector<localisation::OtherEvent> others;
    for (const auto& b : beside) {
        localisation::OtherEvent other;
        other.flow_m3s = b.flow_m3s;
        for (const auto& slot : signature) {
            const Eigen::MatrixXd unit = slot.shift_m.front() / slot.sizes_m3s.front();
            const Eigen::VectorXd mean = unit * b.place;
            const Eigen::MatrixXd centred = (unit.colwise() - mean) * b.place.cwiseSqrt().asDiagonal();
            other.unitShift.push_back(mean);
            other.unitSpread.emplace_back(centred * centred.transpose());
        }
        others.push_back(std::move(other));
    }
    placement.shifts = localisation::estimateShift(*rec, noise, own, reference, firstDay, untilDay, gapFrom, gapTo, others, m_options.shift);
    const double half = std::max(state.flow_m3s.high - state.flow_m3s.low, 0.0) / 3.29;
    const localisation::SizePrior size{reference, std::max(half, m_options.priorSizeFloor * reference)};
    for (const auto& s : placement.shifts)
        for (Eigen::Index r = 0; r < s.shift_m.size(); ++r) placement.informed = placement.informed || std::isfinite(s.shift_m[r]);
    auto posterior = localisation::posteriorOverPipes(placement.shifts, signature, size, prior, m_options.posterior);
    if (m_options.solvedAgain > 0 && placement.informed) {
        std::vector<Eigen::Index> order(candidates.size());
        std::iota(order.begin(), order.end(), Eigen::Index{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](Eigen::Index x, Eigen::Index y) { return posterior.probability[x] > posterior.probability[y]; });
        order.resize(std::min(order.size(), static_cast<std::size_t>(m_options.solvedAgain)));
        double held = 0;
        for (const Eigen::Index j : order) held += posterior.probability[j];
        if (held >= m_options.solvedAgainMass) {
            if (auto ok = solveAgain(balance, slots.value(), order, reference); !ok) return ok.error();
            for (std::size_t c = 0; c < signature.size(); ++c) signature[c] = slots.value()[c].signature;
            posterior = localisation::posteriorOverPipes(placement.shifts, signature, size, prior, m_options.posterior);
        }
    }
    placement.probability = posterior.probability;
    placement.size_m3s = posterior.size_m3s;
    placement.sizeSd_m3s = posterior.sizeSd_m3s;
    return placement;
}

} // namespace ms::analysis
