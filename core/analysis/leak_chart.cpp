#include "core/analysis/leak_chart.h"

#include "core/analysis/dma_ground.h"
#include "core/analysis/repair_match.h"
#include "core/hydraulics/solver.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace ms::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using localisation::MappedLeak;

constexpr std::size_t kLeastLoggers = 4;

/// The zone as the fit sees it, learned anew every few blocks.
struct Ground {
    localisation::LeakEvidence evidence;
    std::vector<MatrixXd> lower; ///< [slotsPerDay] Cholesky factors of the noise
    VectorXd slope;
    double inflow_m3s = 0;
};

/// Makes the charts of a zone, block by block.
class Charter {
public:
    Charter(const ModelFrame& frame, const Data& data, const Expectation& expectation, std::size_t zone, const ChartOptions& options,
            hydraulics::HydraulicModel model)
        : m_frame(frame), m_data(data), m_expectation(expectation), m_balance(frame.zones[zone].balance), m_zone(zone), m_options(options),
          m_solver(std::move(model), {1e-6, 200}), m_candidates(localisation::candidatePipes(*data.network, frame.balances.zones[m_balance].links)) {
        m_prior.resize(static_cast<Index>(m_candidates.size()));
        for (std::size_t j = 0; j < m_candidates.size(); ++j) m_prior[static_cast<Index>(j)] = m_candidates[j].length_m;
    }

    Result<ZoneCharts> run(Sink& sink, const std::stop_token& stop) {
        ZoneCharts result;
        result.zone = m_balance;
        result.start = record().start;
        const auto blocks = static_cast<Index>(static_cast<double>(record().slots()) / record().slotsPerDay / m_options.block_d);
        const auto first = static_cast<Index>(std::ceil(m_options.first_d / m_options.block_d)) + 1;
        for (Index n = first; n <= blocks; ++n) {
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The analysis was stopped", {}, {}, {}, {}};
            if ((n - first) % 4 == 0)
                if (auto ok = learn(n); !ok) return ok.error();
            localisation::hear(m_ground.evidence, heard(n), scale(n));
            m_mapping.mostFlow_m3s = m_options.mostFlow * m_ground.inflow_m3s;
            takeRepairs(static_cast<double>(n) * m_options.block_d);
            m_leaks = localisation::mapLeaks(m_ground.evidence, std::move(m_leaks), m_mapping);
            result.charts.push_back(chart(n));
            sink.progress("leaks of zone " + m_frame.balances.zones[m_balance].zone, n, blocks);
        }
        return result;
    }

private:
    [[nodiscard]] const calibration::ResidualRecord& record() const { return m_expectation.records[m_zone]; }

    /// Signatures and noise from the `n` blocks that have passed.
    Result<void> learn(Index n) {
        const auto& zone = m_frame.zones[m_zone];
        const auto& rec = record();
        const network::Network& net = *m_data.network;
        const auto rows = static_cast<Index>(rec.pressures), pipes = static_cast<Index>(m_candidates.size());
        const Index until = static_cast<Index>(static_cast<double>(n) * m_options.block_d) * rec.slotsPerDay;
        const auto noise = calibration::learnNoise(rec, until - static_cast<Index>(m_options.learn_d * rec.slotsPerDay), until);
        std::vector<hydraulics::Observation> observations;
        for (std::size_t r = 0; r < rec.pressures; ++r) observations.push_back({zone.rows[r].node, zone.rows[r].link});
        MatrixXd signature = MatrixXd::Zero(rows * rec.slotsPerDay, pipes), offsets = MatrixXd::Zero(rows * rec.slotsPerDay, rows), sensitivity;
        m_ground.lower.clear();
        m_ground.slope = noise.slope;
        m_ground.inflow_m3s = 0;
        for (Index slot = 0; slot < rec.slotsPerDay; ++slot) {
            MatrixXd covariance = noise.covariance[static_cast<std::size_t>(slot)].topLeftCorner(rows, rows);
            covariance.diagonal().array() += m_options.floor_m * m_options.floor_m;
            const Eigen::LLT<MatrixXd> llt(covariance);
            m_ground.lower.emplace_back(llt.matrixL());
            VectorXd drive = VectorXd::Zero(m_expectation.drive.rows());
            int count = 0;
            for (Index c = slot; c < until; c += rec.slotsPerDay)
                if (m_expectation.drive.col(c).allFinite()) {
                    drive += m_expectation.drive.col(c).cast<double>();
                    ++count;
                }
            if (count == 0) continue;
            hydraulics::Conditions conditions;
            hydraulics::HydraulicState state;
            fillConditions(m_frame, net, drive / count, VectorXd(), conditions);
            auto report = m_solver.solve(conditions, state);
            if (!report) return report.error();
            if (!report->converged) continue;
            if (auto ok = m_solver.sensitivities(conditions, state, observations, sensitivity); !ok) return ok.error();
            for (const NodeIndex node : m_frame.balances.zones[m_balance].nodes)
                m_ground.inflow_m3s += conditions.demands_m3s[node.at()] / rec.slotsPerDay;
            const Eigen::RowVectorXd spread = scaledShare(m_frame, zone, conditions.demands_m3s).transpose() * sensitivity;
            auto part = signature.middleRows(slot * rows, rows);
            for (Index j = 0; j < pipes; ++j) {
                const auto& link = net.link(m_candidates[static_cast<std::size_t>(j)].link);
                part.col(j) = (0.5 * (sensitivity.row(link.from.value) + sensitivity.row(link.to.value)) - spread).transpose();
            }
            m_ground.lower.back().triangularView<Eigen::Lower>().solveInPlace(part);
            offsets.middleRows(slot * rows, rows) = m_ground.lower.back().triangularView<Eigen::Lower>().solve(MatrixXd::Identity(rows, rows));
        }
        m_ground.evidence = localisation::expectLeaks(signature, offsets, m_options.block_d);
        return {};
    }

    /// The whitened means of the first `n` blocks. A logger that says nothing in one is as it was before.
    [[nodiscard]] MatrixXd heard(Index n) const {
        const auto& rec = record();
        const auto rows = static_cast<Index>(rec.pressures), block = static_cast<Index>(m_options.block_d);
        MatrixXd all(rows * rec.slotsPerDay, n);
        for (Index slot = 0; slot < rec.slotsPerDay; ++slot) {
            MatrixXd means = MatrixXd::Zero(rows, n);
            for (Index r = 0; r < rows; ++r) {
                Index before = -1;
                for (Index b = 0; b < n; ++b) {
                    double sum = 0;
                    int count = 0;
                    for (Index day = b * block; day < (b + 1) * block; ++day) {
                        const Index c = day * rec.slotsPerDay + slot;
                        const double v = static_cast<double>(rec.residual(r, c)) - m_ground.slope[r] * static_cast<double>(rec.loss(r, c));
                        if (!std::isfinite(v)) continue;
                        sum += v;
                        ++count;
                    }
                    if (count > 0) {
                        means(r, b) = sum / count;
                        if (before < 0) means.row(r).head(b).setConstant(means(r, b));
                        before = b;
                    } else if (before >= 0) {
                        means(r, b) = means(r, before);
                    }
                }
            }
            m_ground.lower[static_cast<std::size_t>(slot)].triangularView<Eigen::Lower>().solveInPlace(means);
            all.middleRows(slot * rows, rows) = means;
        }
        return all;
    }

    /// How head losses at each block's flow compare with those of the signatures: as flow^0.852 (Hazen-Williams).
    [[nodiscard]] VectorXd scale(Index n) const {
        const auto& rec = record();
        const auto block = static_cast<Index>(m_options.block_d) * rec.slotsPerDay;
        VectorXd factor = VectorXd::Ones(n);
        for (Index b = 0; b < n; ++b) {
            VectorXd drive = VectorXd::Zero(m_expectation.drive.rows());
            int count = 0;
            for (Index c = b * block; c < (b + 1) * block; ++c)
                if (m_expectation.drive.col(c).allFinite()) {
                    drive += m_expectation.drive.col(c).cast<double>();
                    ++count;
                }
            if (count == 0) continue;
            const auto demands = demandsOf(m_frame, drive / count, VectorXd());
            double inflow = 0;
            for (const NodeIndex node : m_frame.balances.zones[m_balance].nodes) inflow += demands[node.at()];
            if (inflow > 0 && m_ground.inflow_m3s > 0) factor[b] = std::pow(std::clamp(inflow / m_ground.inflow_m3s, 0.2, 5.0), 0.852);
        }
        return factor;
    }

    /// Repairs that have become known: their pipe and their end are fixed from now on.
    void takeRepairs(double today) {
        for (const std::size_t r : repairsOnPipes(m_data)) {
            const double end = (*m_data.repairs[r].completed - record().start).days();
            if (end > today || end < 0 || std::find(m_taken.begin(), m_taken.end(), r) != m_taken.end()) continue;
            m_taken.push_back(r);
            const auto pipe = std::find_if(m_candidates.begin(), m_candidates.end(), [&](const auto& c) { return c.id == m_data.repairs[r].pipe; });
            if (pipe == m_candidates.end()) continue;
            MappedLeak mended;
            mended.column = pipe - m_candidates.begin();
            mended.onset_d = std::max(0.0, end - 3 * m_options.block_d);
            mended.end_d = end;
            m_leaks.push_back(mended);
        }
    }

    [[nodiscard]] LeakChart chart(Index n) const {
        LeakChart c;
        c.at = record().start + Duration{static_cast<std::int64_t>(static_cast<double>(n) * m_options.block_d * 8.64e7)};
        c.inflow_m3s = m_ground.inflow_m3s;
        const double price = m_mapping.price * localisation::overdispersion(m_ground.evidence, m_leaks);
        for (std::size_t k = 0; k < m_leaks.size(); ++k) {
            if (m_leaks[k].column >= m_ground.evidence.pipes || m_leaks[k].flow_m3s <= 0) continue;
            ChartedLeak charted;
            charted.leak = m_leaks[k];
            charted.certainty = m_leaks[k].gain / price;
            charted.onset_d = charted.earliest_d = charted.latest_d = m_leaks[k].onset_d;
            if (m_leaks[k].mended()) {
                charted.place = {c.at, {static_cast<std::int32_t>(m_leaks[k].column)}, {1}};
                charted.flowSd_m3s = 0.1 * m_leaks[k].flow_m3s;
            } else {
                const auto place = localisation::placeOf(m_ground.evidence, m_leaks, k, m_prior, m_mapping);
                charted.place = sparse(c.at, place.probability);
                charted.flowSd_m3s = place.flowSd_m3s;
                charted.onset_d = place.onset_d;
                charted.earliest_d = std::max(0.0, place.earliest_d);
                charted.latest_d = std::min(static_cast<double>(n) * m_options.block_d, place.latest_d);
            }
            c.leaks.push_back(std::move(charted));
        }
        return c;
    }

    const ModelFrame& m_frame;
    const Data& m_data;
    const Expectation& m_expectation;
    std::size_t m_balance, m_zone;
    ChartOptions m_options;
    localisation::LeakMapOptions m_mapping = m_options.map;
    hydraulics::Solver m_solver;
    std::vector<localisation::Candidate> m_candidates;
    VectorXd m_prior;
    Ground m_ground;
    std::vector<MappedLeak> m_leaks;
    std::vector<std::size_t> m_taken; ///< repairs
};

} // namespace

PlacedRevision sparse(Instant at, const Eigen::Ref<const Eigen::VectorXd>& probability) {
    PlacedRevision r;
    r.at = at;
    for (Eigen::Index i = 0; i < probability.size(); ++i)
        if (probability[i] > 1e-4) {
            r.pipes.push_back(static_cast<std::int32_t>(i));
            r.probability.push_back(static_cast<float>(probability[i]));
        }
    return r;
}

Eigen::VectorXd spread(const PlacedRevision& revision, Eigen::Index candidates) {
    Eigen::VectorXd p = Eigen::VectorXd::Zero(candidates);
    for (std::size_t i = 0; i < revision.pipes.size(); ++i)
        if (revision.pipes[i] >= 0 && revision.pipes[i] < p.size()) p[revision.pipes[i]] = static_cast<double>(revision.probability[i]);
    const double sum = p.sum();
    if (sum <= 0) return {};
    return p / sum;
}

bool canChart(const ModelFrame& frame, const Data& data, std::size_t balance) {
    return !isQuick(frame.balances.zones[balance], data) && std::any_of(frame.zones.begin(), frame.zones.end(), [&](const auto& z) {
        return z.balance == balance && z.scaled && z.pressures >= kLeastLoggers;
    });
}

Result<ZoneCharts> chartLeaks(const ModelFrame& frame, const Data& data, const Expectation& expectation, std::size_t balance,
                              const ChartOptions& options, Sink& sink, std::stop_token stop) {
    ZoneCharts none;
    none.zone = balance;
    if (!canChart(frame, data, balance)) return none;
    const auto zone = std::find_if(frame.zones.begin(), frame.zones.end(), [&](const auto& z) { return z.balance == balance; });
    auto model = hydraulics::HydraulicModel::make(data.network);
    if (!model) return model.error();
    return Charter(frame, data, expectation, static_cast<std::size_t>(zone - frame.zones.begin()), options, std::move(model).value()).run(sink, stop);
}

} // namespace ms::analysis
