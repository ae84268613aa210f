#include "core/detection/anchored_profile.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr std::size_t kWantedDays = 84, kLeastNights = 10, kSettledNights = 14;
constexpr double kHalved_d = 9; ///< habits change with school and season: a working day this much older counts half

struct Night {
    std::int64_t day = 0;
    double level = 0;
    std::size_t type = 0;
    bool quiet = true;
};
using Weighted = std::vector<std::pair<double, double>>; ///< value, weight

/// Where values lie closest: the mean of the shortest interval that holds a third of them, and the standard deviation that this speaks of.
struct Dense {
    double mean = 0, sd = 0;
};
Dense densest(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    const std::size_t part = std::min(v.size() - 1, std::max<std::size_t>(3, v.size() / 3));
    std::size_t best = 0;
    for (std::size_t k = 0; k + part < v.size(); ++k)
        if (v[k + part] - v[k] < v[best + part] - v[best]) best = k;
    double sum = 0;
    for (std::size_t k = best; k <= best + part; ++k) sum += v[k];
    return {sum / static_cast<double>(part + 1), (v[best + part] - v[best]) / 0.86}; // a third of a normal distribution lies within 0.43 sd
}

/// The level that nights of a type have in common. Of days off there are few: how far they lie above working nights next to them is told by all of
/// them, whatever was open, for it mostly was on both.
std::array<Dense, 3> commonLevels(const std::vector<Night>& nights) {
    std::array<Dense, 3> level{};
    std::vector<double> quiet, all;
    for (const Night& n : nights) {
        if (n.type != 0) continue;
        all.push_back(n.level);
        if (n.quiet) quiet.push_back(n.level);
    }
    if (all.empty())
        for (const Night& n : nights) all.push_back(n.level);
    level[0] = densest(quiet.size() >= 8 ? quiet : all);
    for (std::size_t t = 1; t < 3; ++t) {
        std::vector<double> above;
        for (const Night& n : nights)
            for (const Night& o : nights)
                if (n.type == t && o.type == 0 && std::abs(o.day - n.day) <= 2) above.push_back(n.level - o.level);
        level[t] = level[0];
        if (above.size() >= 2) level[t].mean += densest(above).mean;
    }
    return level;
}

double weightedMedian(Weighted& v) {
    if (v.empty()) return series::kNan;
    std::sort(v.begin(), v.end());
    double total = 0, sum = 0;
    for (const auto& [value, weight] : v) total += weight;
    for (const auto& [value, weight] : v)
        if ((sum += weight) >= 0.5 * total) return value;
    return v.back().first;
}

/// [1 2 1] / 4 around the clock.
VectorXd evened(const VectorXd& v) {
    const Index n = v.size();
    VectorXd out(n);
    for (Index i = 0; i < n; ++i) out[i] = 0.25 * v[(i + n - 1) % n] + 0.5 * v[i] + 0.25 * v[(i + 1) % n];
    return out;
}

} // namespace

double AnchoredProfile::optimism(const GridCalendar& calendar, Index i) const { return 1 + 1.25 / std::max(1.0, m_days[type(calendar, i)]); }

bool AnchoredProfile::learn(const GridCalendar& calendar, const VectorXd& inflow_m3s, const Eigen::Array<bool, Eigen::Dynamic, 1>& inEvent,
                            Index until, Index first) {
    const int slots = calendar.slotsPerDay, nightFrom = slots * 3 / 48, nightTo = slots * 9 / 48; // half past one to half past four
    std::array<std::vector<Weighted>, 3> samples;
    for (auto& s : samples) s.resize(static_cast<std::size_t>(slots));
    std::vector<Night> nights;
    std::array<double, 3> daysOf{};
    double sum = 0, count = 0;
    for (Index to = until, from = until; to > first && nights.size() < kWantedDays; to = from) {
        const std::int64_t day = calendar.dayOf(to - 1);
        double nightSum = 0;
        int known = 0, atNight = 0, taken = 0;
        for (from = to; from > first && calendar.dayOf(from - 1) == day; --from) {
            const Index i = from - 1;
            if (!std::isfinite(inflow_m3s[i - first])) continue;
            ++known;
            if (slot(calendar, i) < nightFrom || slot(calendar, i) >= nightTo) continue;
            nightSum += inflow_m3s[i - first];
            ++atNight;
            taken += inEvent[i - first];
        }
        if (known < slots / 2 || atNight < (nightTo - nightFrom) / 2) continue;
        const bool night = taken > atNight / 4;
        const std::size_t t = type(calendar, from);
        const double level = nightSum / atNight;
        nights.push_back({day, level, t, !night});
        const double weight = std::exp2(-static_cast<double>(nights.front().day - day) / (t == 0 ? kHalved_d : 2 * kHalved_d));
        daysOf[t] += weight;
        for (Index i = from; i < to; ++i) {
            if (!std::isfinite(inflow_m3s[i - first])) continue;
            if (inEvent[i - first] == night)
                samples[t][static_cast<std::size_t>(slot(calendar, i))].emplace_back(inflow_m3s[i - first] - level, weight);
            sum += weight * inflow_m3s[i - first];
            count += weight;
        }
    }
    if (nights.size() < kLeastNights) return false;
    m_settled = nights.size() >= kSettledNights;
    const std::array<Dense, 3> level = commonLevels(nights);
    m_mean = count > 0 ? std::abs(sum / count) : 0;
    m_nightSd = 1.25 * level[0].sd; // of the many intervals the shortest is too short
    m_days = daysOf;
    m_hasPattern = daysOf[0] >= 2 && daysOf[1] >= 2;

    std::array<VectorXd, 3> own;
    for (auto& o : own) o.resize(slots);
    VectorXd pooled(slots);
    for (int s = 0; s < slots; ++s) {
        Weighted both;
        for (std::size_t t = 0; t < 3; ++t) {
            Weighted& v = samples[t][static_cast<std::size_t>(s)];
            both.insert(both.end(), v.begin(), v.end());
            own[t][s] = weightedMedian(v);
        }
        pooled[s] = weightedMedian(both);
        if (!std::isfinite(pooled[s])) pooled[s] = 0;
    }
    for (std::size_t t = 0; t < 3; ++t) { // few days of a type lean on all days
        VectorXd p(slots);
        for (int s = 0; s < slots; ++s) p[s] = std::isfinite(own[t][s]) ? (daysOf[t] * own[t][s] + 0.3 * pooled[s]) / (daysOf[t] + 0.3) : pooled[s];
        m_profile[t] = evened(p).array() + level[t].mean;
        m_shift[t] = VectorXd::Zero(slots);
        const int hour = slots / 24;
        for (int s = 3 * hour; s < 11 * hour; ++s) m_shift[t][s] = m_profile[t][s + hour / 2] - m_profile[t][s - hour / 2];
    }
    const VectorXd& base = m_profile[0];
    m_shape = (base.array() - 0.8 * std::max(0.0, base.minCoeff())).max(0.02 * std::abs(base.mean()));
    if (const double mean = m_shape.mean(); mean > 0) m_shape /= mean;
    return true;
}

} // namespace ms::detection
