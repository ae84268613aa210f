#include "core/scenario/demand_model.h"

#include <algorithm>
#include <numbers>

namespace ms::scenario {
namespace {

constexpr double kHour_s = 3600, kDay_s = 86400;
constexpr std::int64_t kDay_ms = 86'400'000;

/// The local wall clock to look a pattern up at: on a holiday that of the Sunday of the same week.
std::int64_t habitTime_ms(Instant t, const Spec& spec) {
    const std::int64_t local = spec.habits.toLocal(t).ms;
    for (const Instant holiday : spec.holidays) {
        if (local < holiday.ms || local >= holiday.ms + kDay_ms) continue;
        return local + (6 - dayOfWeek(Instant{local})) * kDay_ms;
    }
    return local;
}

} // namespace

DemandModel::DemandModel(const network::Network& network, const Spec& spec, std::string_view purpose)
    : m_network(network), m_patternStep(seconds(network.times.patternStep_s)), m_spec(spec),
      m_random(spec.seed, std::string("demands ").append(purpose)), m_shares(network.patterns.size() + 1),
      m_common(spec.noise.commonWander, 20 * kDay_s, spec.step.seconds(), m_random), m_nodeKeep(std::exp(-spec.step.seconds() / (2 * kDay_s))),
      m_nodeKick(spec.noise.nodeWander * std::sqrt(1 - m_nodeKeep * m_nodeKeep)),
      m_demands_m3s(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(network.nodes.size()))) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        bool any = false;
        for (const network::Demand& demand : network.nodes[i].demands) {
            if (demand.base_m3s == 0) continue;
            const int pattern = demand.pattern >= 0 ? demand.pattern : network.options.defaultPattern;
            const std::size_t slot = pattern >= 0 ? static_cast<std::size_t>(pattern) : network.patterns.size();
            m_shares[slot].push_back({static_cast<Eigen::Index>(i), demand.base_m3s * network.options.demandMultiplier * spec.demandFactor});
            any = true;
        }
        if (any) m_people.push_back(static_cast<Eigen::Index>(i));
    }
    for (std::size_t k = 0; k < m_shares.size(); ++k) m_classes.emplace_back(spec.noise.classWander, 3 * kHour_s, spec.step.seconds(), m_random);
    m_nodeWander.reserve(m_people.size());
    for (std::size_t k = 0; k < m_people.size(); ++k) m_nodeWander.push_back(spec.noise.nodeWander * m_random.normal());
}

double DemandModel::seasonAt(Instant t) const {
    const double dayOfYear = static_cast<double>(t.ms - instantFromUtc({.year = utcFromInstant(t).year}).ms) / static_cast<double>(kDay_ms);
    return 1 + m_spec.noise.season * std::cos(2 * std::numbers::pi * (dayOfYear - 196) / 365.25);
}

double DemandModel::factorOf(int pattern, Instant t) const {
    if (pattern < 0 || static_cast<std::size_t>(pattern) >= m_network.patterns.size()) return 1;
    const std::vector<double>& factors = m_network.patterns[static_cast<std::size_t>(pattern)].factors;
    if (factors.empty()) return 1;
    constexpr std::int64_t kMonday_ms = 4 * kDay_ms; // 1970-01-05
    const std::int64_t length_ms = m_patternStep.ms * static_cast<std::int64_t>(factors.size());
    std::int64_t within = (habitTime_ms(t, m_spec) - kMonday_ms) % length_ms;
    if (within < 0) within += length_ms;
    const auto slot = static_cast<std::size_t>(within / m_patternStep.ms);
    const double rest = static_cast<double>(within % m_patternStep.ms) / static_cast<double>(m_patternStep.ms);
    return factors[slot] + rest * (factors[(slot + 1) % factors.size()] - factors[slot]);
}

Eigen::VectorXd DemandModel::expected(Instant t) const {
    Eigen::VectorXd demands = Eigen::VectorXd::Zero(m_demands_m3s.size());
    for (std::size_t k = 0; k < m_shares.size(); ++k) {
        const double factor = factorOf(k < m_network.patterns.size() ? static_cast<int>(k) : -1, t) * seasonAt(t);
        for (const Share& share : m_shares[k]) demands[share.node] += share.base_m3s * factor;
    }
    return demands;
}

const Eigen::VectorXd& DemandModel::advance(Instant t) {
    m_demands_m3s.setZero();
    const double common = seasonAt(t) * (1 + m_common.advance(m_random));
    for (std::size_t k = 0; k < m_shares.size(); ++k) {
        const double noise = 1 + m_classes[k].advance(m_random) + m_spec.noise.classWhite * m_random.normal();
        if (m_shares[k].empty()) continue;
        const double factor = factorOf(k < m_network.patterns.size() ? static_cast<int>(k) : -1, t) * common * std::max(0.0, noise);
        for (const Share& share : m_shares[k]) m_demands_m3s[share.node] += share.base_m3s * factor;
    }
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        m_nodeWander[i] = m_nodeKeep * m_nodeWander[i] + m_nodeKick * m_random.normal();
        m_demands_m3s[m_people[i]] *= std::max(0.0, 1 + m_nodeWander[i] + m_spec.noise.nodeWhite * m_random.normal());
    }
    return m_demands_m3s;
}

} // namespace ms::scenario
