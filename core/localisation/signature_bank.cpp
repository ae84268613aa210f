#include "core/localisation/signature_bank.h"

#include "core/scenario/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ms::localisation {

using network::LinkKind;
using network::Network;

namespace {

constexpr double kAccuracy = 1e-5;

/// A model as it might be: roughness and diameters other than on file.
Network perturbed(const Network& nominal, const EnsembleOptions& options, scenario::Random& random) {
    Network net = nominal;
    std::map<std::pair<int, int>, double> group;
    const bool factor = net.options.headloss == network::HeadlossFormula::hazenWilliams;
    for (auto& link : net.links) {
        if (link.kind != LinkKind::pipe) continue;
        const std::pair<int, int> key{static_cast<int>(link.roughness * (factor ? 0.1 : 1e4)), static_cast<int>(link.diameter_m * 10)};
        auto found = group.find(key);
        if (found == group.end()) found = group.emplace(key, options.groupRoughnessSd * random.normal()).first;
        const double change = found->second + options.roughnessSd * random.normal();
        link.roughness *= std::exp(factor ? change : -2 * change);
        link.diameter_m *= std::exp(options.diameterSd * random.normal());
    }
    return net;
}

} // namespace

Eigen::VectorXd SignatureBank::observe(const hydraulics::HydraulicState& state) const {
    Eigen::VectorXd out(static_cast<Eigen::Index>(m_rows.size()));
    for (std::size_t r = 0; r < m_rows.size(); ++r)
        out[static_cast<Eigen::Index>(r)] = m_rows[r].node.valid() ? state.heads_m[m_rows[r].node.at()] - state.heads_m[m_rows[r].reference.at()]
                                                                   : m_rows[r].sign * state.flows_m3s[m_rows[r].link.at()];
    return out;
}

void SignatureBank::fillDemands(double inflow_m3s, std::vector<double>& demands) const {
    demands = m_demands;
    const double scale = m_zoneDemand > 0 ? inflow_m3s / m_zoneDemand : 1;
    for (std::size_t n = 0; n < demands.size(); ++n)
        if (m_inZone[n]) demands[n] *= scale;
}

Result<SignatureBank> SignatureBank::make(const std::shared_ptr<const Network>& network, const std::vector<NodeIndex>& zoneNodes,
                                          const std::vector<Candidate>& candidates, const std::vector<BankRow>& rows,
                                          const std::vector<double>& levels_m3s, const EnsembleOptions& options, std::stop_token stop) {
    auto model = hydraulics::HydraulicModel::make(network);
    if (!model) return model.error();
    SignatureBank bank;
    bank.m_nominal = model.value();
    bank.m_candidates = candidates;
    bank.m_rows = rows;
    bank.m_levels = levels_m3s;
    bank.m_demands.assign(network->nodes.size(), 0);
    for (int hour = 0; hour < 24; ++hour) {
        const auto demands = model->demandsAt(hour * 3600.0);
        for (std::size_t n = 0; n < demands.size(); ++n) bank.m_demands[n] += std::max(0.0, demands[n]) / 24;
    }
    bank.m_inZone.assign(network->nodes.size(), 0);
    for (const NodeIndex n : zoneNodes) bank.m_inZone[n.at()] = 1;
    for (std::size_t n = 0; n < bank.m_demands.size(); ++n)
        if (bank.m_inZone[n]) bank.m_zoneDemand += bank.m_demands[n];
    if (bank.m_zoneDemand <= 0) { // no demand on file: alike at every junction
        for (const NodeIndex n : zoneNodes)
            if (network->node(n).kind == network::NodeKind::junction) bank.m_zoneDemand += bank.m_demands[n.at()] = 1e-6;
    }
    std::vector<hydraulics::Observation> observations; // a node twice costs a back-substitution, no more
    for (const auto& row : rows) {
        observations.push_back({row.node, row.node.valid() ? LinkIndex{} : row.link});
        if (row.node.valid()) observations.push_back({row.reference, {}});
    }
    scenario::Random random(options.seed, "signature ensemble");
    for (int member = 0; member < options.members; ++member) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The analysis was stopped", {}, {}, {}, {}};
        std::vector<double> factor(network->nodes.size(), 1.0);
        if (member > 0) {
            model = hydraulics::HydraulicModel::make(perturbed(*network, options, random));
            if (!model) return model.error();
            for (const NodeIndex n : zoneNodes) factor[n.at()] = std::exp(options.demandSd * random.normal());
        }
        hydraulics::Solver solver(model.value(), {kAccuracy, 100});
        hydraulics::Conditions conditions;
        hydraulics::HydraulicState state;
        Eigen::MatrixXd sensitivity;
        Member made;
        made.base.resize(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(levels_m3s.size()));
        bool good = true;
        for (std::size_t level = 0; level < levels_m3s.size() && good; ++level) {
            bank.fillDemands(levels_m3s[level], conditions.demands_m3s);
            double before = 0, after = 0;
            for (const NodeIndex n : zoneNodes) {
                before += conditions.demands_m3s[n.at()];
                after += conditions.demands_m3s[n.at()] *= factor[n.at()];
            }
            for (const NodeIndex n : zoneNodes) conditions.demands_m3s[n.at()] *= after > 0 ? before / after : 1;
            auto report = solver.solve(conditions, state);
            if (!report) return report.error();
            good = report->converged;
            if (!good) break;
            if (auto ok = solver.sensitivities(conditions, state, observations, sensitivity); !ok) return ok.error();
            made.base.col(static_cast<Eigen::Index>(level)) = bank.observe(state);
            Eigen::MatrixXf unit(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(candidates.size()));
            Eigen::Index column = 0;
            for (std::size_t r = 0; r < rows.size(); ++r) {
                Eigen::VectorXd s = sensitivity.col(column++);
                if (rows[r].node.valid())
                    s -= sensitivity.col(column++);
                else
                    s *= rows[r].sign;
                double spread = 0;
                for (const NodeIndex n : zoneNodes) spread += s[n.value] * conditions.demands_m3s[n.at()];
                spread /= std::max(before, 1e-12);
                for (std::size_t j = 0; j < candidates.size(); ++j) {
                    const auto& link = network->link(candidates[j].link);
                    unit(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(j)) =
                        static_cast<float>(0.5 * (s[link.from.value] + s[link.to.value]) - spread);
                }
            }
            good = made.base.col(static_cast<Eigen::Index>(level)).allFinite() && unit.allFinite();
            made.unit.push_back(std::move(unit));
        }
        if (good) bank.m_members.push_back(std::move(made));
        if (member == 0 && !good) return Error{ErrorCode::invalidInput, "The model of the zone does not converge", {}, {}, {}, {}};
    }
    return bank;
}

Eigen::MatrixXd SignatureBank::unitShift(std::size_t member, double inflow_m3s) const {
    const auto& unit = m_members[member].unit;
    if (inflow_m3s <= m_levels.front()) return unit.front().cast<double>();
    std::size_t upper = 1;
    while (upper < m_levels.size() && inflow_m3s > m_levels[upper]) ++upper;
    if (upper >= m_levels.size()) return unit.back().cast<double>();
    const double f = (inflow_m3s - m_levels[upper - 1]) / (m_levels[upper] - m_levels[upper - 1]);
    return unit[upper - 1].cast<double>() * (1 - f) + unit[upper].cast<double>() * f;
}

SignatureBank::Exact::Exact(const SignatureBank& bank, double inflow_m3s)
    : m_bank(bank), m_solver(*bank.m_nominal, {kAccuracy, 100}), m_inflow(inflow_m3s) {
    bank.fillDemands(inflow_m3s, m_conditions.demands_m3s);
    auto report = m_solver.solve(m_conditions, m_base);
    m_solved = report && report->converged;
}

Eigen::VectorXd SignatureBank::Exact::shift(Eigen::Index j, double size_m3s) {
    const Eigen::VectorXd unknown =
        Eigen::VectorXd::Constant(static_cast<Eigen::Index>(m_bank.m_rows.size()), std::numeric_limits<double>::quiet_NaN());
    if (!m_solved) return unknown;
    m_bank.fillDemands(std::max(m_inflow - size_m3s, 0.05 * m_inflow), m_conditions.demands_m3s);
    hydraulics::Outflow leak;
    leak.link = m_bank.m_candidates[static_cast<std::size_t>(j)].link;
    leak.flow_m3s = size_m3s;
    m_conditions.outflows = {leak};
    auto report = m_solver.solve(m_conditions, m_state, &m_base);
    return report && report->converged ? Eigen::VectorXd(m_bank.observe(m_state) - m_bank.observe(m_base)) : unknown;
}

} // namespace ms::localisation
