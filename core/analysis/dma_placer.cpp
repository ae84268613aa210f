#include "core/analysis/dma_placer.h"

#include "core/calibration/logger_watch.h"
#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::analysis {

using calibration::InflowRecord;
using detection::TrackState;

namespace {

constexpr double kMostSignatures = 4e6; ///< numbers kept of an ensemble, 4 bytes each

} // namespace

DmaPlacer::DmaPlacer(const DmaGround& ground, const Data& data, const std::vector<detection::ZoneTrack>& tracks, DmaPlacingOptions options)
    : m_ground(ground), m_data(data), m_tracks(tracks), m_options(std::move(options)), m_zones(ground.zones.size()) {}

bool DmaPlacer::suits(std::size_t balance) { return m_ground.network && m_ground.zones[balance].quick && zone(balance).usable; }

DmaPlacer::Zone& DmaPlacer::zone(std::size_t balance) {
    auto& slot = m_zones[balance];
    if (slot) return *slot;
    slot = std::make_unique<Zone>();
    Zone& z = *slot;
    const network::Network& net = *m_ground.network;
    const DmaGround::Zone& ground = m_ground.zones[balance];
    const auto& loggers = ground.loggers;
    std::vector<detection::FlowTerm> terms;
    for (const auto& inlet : ground.inlets) terms.push_back({inlet.sensor, inlet.sign});
    if (terms.empty() || ground.candidates.empty()) return z;
    detection::Balance bounds;
    bounds.flows = terms;
    const Duration step = detection::suitableStep(bounds, metersOf(m_data));
    const TimeSpan span = spanOf(m_data);
    const std::int64_t first = span.from.ms / 86'400'000 * 86'400'000;
    const TimeSpan grid{Instant{first}, span.to};
    z.record.start = grid.from;
    z.record.step = step;
    std::vector<Eigen::VectorXd> values;
    std::vector<Eigen::VectorXd> heads;
    std::vector<Eigen::Index> known; ///< how many of them
    for (const auto& logger : loggers) {
        const Eigen::VectorXd read = series::resample(m_data.sensors[logger.sensor].readings, grid, step, series::Resample::sample).values;
        heads.emplace_back(calibration::withoutDead(read, step).array() + net.node(logger.node).elevation_m);
        known.push_back(heads.back().array().isFinite().count());
    }
    // The reference is the logger with the highest head: it lies at the inlet, where a burst shows least. One that is silent or dead for long would
    // take the others with it.
    std::size_t reference = 0;
    if (loggers.size() > 1) {
        const Eigen::Index most = *std::max_element(known.begin(), known.end());
        const auto serves = [&](std::size_t k) { return 2 * known[k] >= most; };
        auto model = hydraulics::HydraulicModel::make(m_ground.network);
        hydraulics::HydraulicState state;
        if (!model) return z;
        hydraulics::Solver solver(model.value());
        if (auto report = solver.solve({}, state); !report || !report->converged) return z;
        reference = static_cast<std::size_t>(std::max_element(known.begin(), known.end()) - known.begin());
        for (std::size_t k = 0; k < loggers.size(); ++k)
            if (serves(k) && state.heads_m[loggers[k].node.at()] > state.heads_m[loggers[reference].node.at()] + 1e-3) reference = k;
        const Eigen::VectorXd& held = heads[reference];
        for (std::size_t k = 0; k < loggers.size(); ++k) {
            if (k == reference || loggers[k].node == loggers[reference].node) continue;
            values.emplace_back(heads[k] - held);
            z.rows.push_back({loggers[k].node, loggers[reference].node, {}, 1});
            z.sensors.push_back(loggers[k].sensor);
        }
    }
    z.record.heads = static_cast<Eigen::Index>(z.rows.size());
    // A flow stamped t is the mean of the step that ends there: around the instant t it is the mean of this one and the next.
    Eigen::VectorXd sum;
    for (std::size_t f = 0; f < ground.inlets.size(); ++f) {
        const auto& inlet = ground.inlets[f];
        Eigen::VectorXd v = series::resample(m_data.sensors[inlet.sensor].readings, grid, step, series::Resample::sample).values * inlet.sign;
        sum = f == 0 ? v : Eigen::VectorXd(sum + v);
        if (f + 1 < ground.inlets.size() && inlet.link.valid()) {
            z.rows.push_back({{}, {}, inlet.link, inlet.linkSign});
            values.push_back(std::move(v));
        }
    }
    const Eigen::Index n = sum.size();
    z.record.inflow = sum;
    for (Eigen::Index i = 0; i + 1 < n; ++i)
        if (std::isfinite(sum[i + 1])) z.record.inflow[i] = 0.5 * (sum[i] + sum[i + 1]);
    z.record.value.resize(static_cast<Eigen::Index>(values.size()), n);
    for (std::size_t r = 0; r < values.size(); ++r) z.record.value.row(static_cast<Eigen::Index>(r)) = values[r].transpose();
    z.usable = !z.rows.empty() && (z.record.inflow.array() > 0).any(); // one of several inlets may be silent all the time
    return z;
}

Result<void> DmaPlacer::makeBank(std::size_t balance, Zone& zone) {
    if (zone.bank) return {};
    std::vector<double> flows;
    for (const double q : zone.record.inflow)
        if (std::isfinite(q) && q > 0) flows.push_back(q);
    std::sort(flows.begin(), flows.end());
    const auto quantile = [&](double p) { return flows[static_cast<std::size_t>(p * static_cast<double>(flows.size() - 1))]; };
    std::vector<double> levels{quantile(0.05), quantile(0.4), quantile(0.75), quantile(0.99) * 1.3};
    for (std::size_t i = 1; i < levels.size(); ++i) levels[i] = std::max(levels[i], levels[i - 1] * 1.05);
    const DmaGround::Zone& ground = m_ground.zones[balance];
    localisation::EnsembleOptions ensemble = m_options.ensemble;
    for (double* sd : {&ensemble.groupRoughnessSd, &ensemble.roughnessSd, &ensemble.diameterSd, &ensemble.demandSd}) *sd *= m_ground.error;
    // A large zone with many loggers: its noise, not the model's, is then well averaged, and memory counts.
    const auto numbers = static_cast<double>(ground.candidates.size() * zone.rows.size() * levels.size());
    ensemble.members = std::clamp(static_cast<int>(kMostSignatures / std::max(numbers, 1.0)), std::min(6, ensemble.members), ensemble.members);
    auto bank = localisation::SignatureBank::make(m_ground.network, ground.nodes, ground.candidates, zone.rows, levels, ensemble);
    if (!bank) return bank.error();
    zone.bank = std::move(bank).value();
    return {};
}

std::vector<char> DmaPlacer::quietInstants(std::size_t balance, std::size_t event, const TrackState& state, const InflowRecord& record) const {
    std::vector<char> quiet(static_cast<std::size_t>(record.size()), 1);
    const auto leaveOut = [&](Instant from, Instant to) {
        const Eigen::Index first = std::max<Eigen::Index>(0, (from - record.start).ms / record.step.ms);
        const Eigen::Index last = std::min<Eigen::Index>(record.size() - 1, (to - record.start).ms / record.step.ms);
        for (Eigen::Index i = first; i <= last; ++i) quiet[static_cast<std::size_t>(i)] = 0;
    };
    for (std::size_t k = 0; k < m_tracks[balance].events.size(); ++k) {
        const auto& other = m_tracks[balance].events[k];
        const TrackState* known = nullptr;
        for (const auto& s : other.states)
            if (s.at <= state.at) known = &s;
        if (!known || k == event) continue;
        const Instant end = known->withdrawn ? known->at : other.endedAt && *other.endedAt <= state.at ? *other.endedAt : state.at;
        leaveOut(known->startedCi.first - hours(1), end + hours(2));
    }
    leaveOut(std::min(state.startedCi.first, state.startedAt), record.at(record.size()));
    return quiet;
}

Result<Placement> DmaPlacer::place(std::size_t balance, std::size_t event, std::size_t stateNumber) {
    Zone& z = zone(balance);
    const auto& candidates = m_ground.zones[balance].candidates;
    const TrackState& state = m_tracks[balance].events[event].states[stateNumber];
    Placement placement;
    placement.modelled = z.usable;
    placement.sensors = z.sensors;
    placement.size_m3s = state.flow_m3s.value;
    Eigen::VectorXd prior(static_cast<Eigen::Index>(candidates.size()));
    for (std::size_t j = 0; j < candidates.size(); ++j) prior[static_cast<Eigen::Index>(j)] = candidates[j].length_m;
    prior /= std::max(prior.sum(), 1e-9);
    placement.probability = prior;
    if (!z.usable) return placement;
    if (auto ok = makeBank(balance, z); !ok) return ok.error();

    const InflowRecord& record = z.record;
    const auto columnAfter = [&](Instant t) { return std::max<Eigen::Index>(0, ((t - record.start).ms + record.step.ms - 1) / record.step.ms); };
    const Eigen::Index until = std::min(record.size(), (state.at - record.start).ms / record.step.ms + 1);
    const Duration longest{static_cast<std::int64_t>(m_options.longestAfter_d * 8.64e7)};
    const std::vector<char> quiet = quietInstants(balance, event, state, record);
    Eigen::Index learnFrom = until; // as far back as it takes to have enough quiet days
    for (auto wanted = static_cast<Eigen::Index>(m_options.learn_d * static_cast<double>(record.perDay())); learnFrom > 0 && wanted > 0; --learnFrom)
        wanted -= quiet[static_cast<std::size_t>(learnFrom - 1)];
    const auto fit = calibration::fitInflow(record, quiet, learnFrom, until);
    if (fit.instants < 7 * record.perDay()) return placement;

    localisation::EventWindow window;
    window.first = columnAfter(std::max(state.startedAt, state.at - longest));
    // Many loggers and many parts of the day at once are more numbers than quiet days can tell the noise of.
    window.blocks = std::clamp(static_cast<int>(m_options.mostNumbers / record.rows()), 1, static_cast<int>(m_options.blocks_h.size()));
    std::vector<double> blocks_h = m_options.blocks_h;
    while (static_cast<int>(blocks_h.size()) > window.blocks) blocks_h.pop_back();
    const double reference = std::max(state.flow_m3s.value, 1e-5);
    const Instant surely = std::min(state.startedCi.second, state.startedAt + Duration{(state.at - state.startedAt).ms / 3});
    for (Eigen::Index i = window.first; i < until; ++i) {
        const double flow = record.at(i) < surely ? 0 : trackFlow(state, record.at(i), std::nullopt) / reference;
        window.strength.push_back(flow > 0.25 ? std::min(flow, 2.0) : 0);
        const Instant local = m_data.zone.toLocal(record.at(i));
        const double hour = static_cast<double>(local.ms % 86'400'000) / 3.6e6;
        int block = 0;
        for (int b = 1; b < window.blocks; ++b)
            if (hour >= blocks_h[static_cast<std::size_t>(b)]) block = b;
        window.block.push_back(block);
    }
    const auto moved = localisation::replayShift(record, fit, quiet, window, m_options.replay);
    for (Eigen::Index i = 0; i < moved.shift.size(); ++i) placement.informed = placement.informed || std::isfinite(moved.shift[i]);
    if (!placement.informed) return placement;

    const Eigen::Index rows = record.rows(), size = moved.shift.size(), count = prior.size();
    localisation::EnsembleSignature signature;
    signature.weight.assign(z.bank->members(), 1.0 / static_cast<double>(z.bank->members()));
    for (std::size_t m = 0; m < z.bank->members(); ++m) {
        Eigen::MatrixXd unit = Eigen::MatrixXd::Zero(size, count);
        for (int b = 0; b < window.blocks; ++b)
            if (moved.inflow[b] > 0) unit.middleRows(b * rows, rows) = z.bank->unitShift(m, moved.inflow[b]);
        signature.unit.push_back(std::move(unit));
    }
    const double half = std::max(state.flow_m3s.high - state.flow_m3s.low, 0.0) / 3.29;
    const localisation::SizePrior sizePrior{reference, std::max(half, m_options.sizeFloor * reference)};
    localisation::EnsembleOptionsOfPosterior weighing = m_options.posterior;
    weighing.temper *= m_ground.temper;
    localisation::DoubtingPosterior bayes(moved.shift, moved.covariance, sizePrior, prior, weighing, rows);
    auto posterior = bayes.of(signature);
    if (m_options.solvedAgain > 0) {
        std::vector<Eigen::Index> order(static_cast<std::size_t>(count));
        std::iota(order.begin(), order.end(), Eigen::Index{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](Eigen::Index x, Eigen::Index y) { return posterior.probability[x] > posterior.probability[y]; });
        order.resize(std::min(order.size(), static_cast<std::size_t>(m_options.solvedAgain)));
        signature.correct.resize(static_cast<std::size_t>(count));
        signature.exactSize_m3s = reference;
        for (int b = 0; b < window.blocks; ++b) {
            if (moved.inflow[b] <= 0) continue;
            localisation::SignatureBank::Exact exact(*z.bank, moved.inflow[b]);
            for (const Eigen::Index j : order) {
                auto& correct = signature.correct[static_cast<std::size_t>(j)];
                if (correct.size() == 0) correct = Eigen::VectorXd::Zero(size);
                const Eigen::VectorXd more = exact.shift(j, reference) - reference * signature.unit.front().col(j).segment(b * rows, rows);
                if (more.allFinite()) correct.segment(b * rows, rows) = more;
            }
        }
        posterior = bayes.again(signature, order);
    }
    placement.probability = posterior.probability;
    placement.size_m3s = posterior.size_m3s;
    placement.sizeSd_m3s = posterior.sizeSd_m3s;
    for (int b = 0; b < window.blocks; ++b)
        placement.shifts.push_back({moved.shift.segment(b * rows, rows), moved.covariance.block(b * rows, b * rows, rows, rows)});
    return placement;
}

} // namespace ms::analysis
