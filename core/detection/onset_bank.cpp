#include "core/detection/onset_bank.h"

#include "core/base/lanes.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;

double cusumThreshold(double runLength, double drift) {
    double low = 0, high = 50;
    for (int round = 0; round < 60; ++round) {
        const double h = 0.5 * (low + high), b = 2 * drift * (h + 1.166);
        ((std::exp(b) - b - 1) / (2 * drift * drift) < runLength ? low : high) = h;
    }
    return low;
}

void OnsetBank::Hypotheses::open(Index onset) {
    const std::size_t at = onsets.size(), room = at / kLanes * kLanes + kLanes;
    onsets.push_back(onset);
    for (auto* numbers : {&cross, &power, &raw}) {
        numbers->resize(room);
        (*numbers)[at] = 0;
    }
    for (auto& numbers : state) {
        numbers.resize(room);
        numbers[at] = 0;
    }
}

void OnsetBank::Hypotheses::begin() {
    for (auto* numbers : {&cross, &power, &raw}) std::fill(numbers->begin(), numbers->end(), 0.0);
    for (auto& numbers : state) std::fill(numbers.begin(), numbers.end(), 0.0);
}

template <class Wanted>
void OnsetBank::Hypotheses::keep(Wanted wanted) {
    std::size_t kept = 0;
    for (std::size_t from = 0; from < onsets.size(); ++from) {
        if (!wanted(onsets[from])) continue;
        if (kept < from) {
            onsets[kept] = onsets[from];
            for (auto* numbers : {&cross, &power, &raw}) (*numbers)[kept] = (*numbers)[from];
            for (auto& numbers : state) numbers[kept] = numbers[from];
        }
        ++kept;
    }
    onsets.resize(kept);
}

void OnsetBank::feed(Kind kind, const NoiseFilter& filter, Index i, double innovation, double shapeAt) {
    Hypotheses& h = m_kinds[kind];
    const auto active = static_cast<std::size_t>(std::upper_bound(h.onsets.begin(), h.onsets.end(), i) - h.onsets.begin());
    const std::size_t places = (active + kLanes - 1) / kLanes * kLanes;
    m_values.assign(places, 0.0);
    for (std::size_t k = 0; k < active; ++k) {
        const double age = (static_cast<double>(i - h.onsets[k]) + 0.5) / static_cast<double>(m_options.stepsPerDay); // growth is scale-free: in days
        m_values[k] = kind == step ? 1 : kind == square ? age * age : kind == linear ? age : shapeAt;
    }
    double* states[NoiseFilter::kStates];
    for (int s = 0; s < NoiseFilter::kStates; ++s) states[s] = h.state[s].data();
    filter.advance(i, places, m_values.data(), std::clamp(innovation, -m_options.clip, m_options.clip), innovation, states, h.cross.data(),
                   h.raw.data(), h.power.data());
}

void OnsetBank::open(Index onset) {
    for (int kind = 0; kind < m_options.kinds; ++kind)
        if (kind == step || !m_options.thrifty || onset % 4 == 0) m_kinds[kind].open(onset);
}

void OnsetBank::thin(Index now) {
    const Index day = m_options.stepsPerDay;
    auto spacing = [&](Index age) {
        if (age > day / 2 && age <= 7 * day && m_options.thrifty) return age <= 2 * day ? day / 24 : day / 6;
        if (age <= 2 * day) return std::max<Index>(1, day / 48);
        if (age <= 7 * day) return std::max<Index>(1, day / 8);
        if (age <= 21 * day) return std::max<Index>(1, day / 2);
        return day;
    };
    for (Hypotheses& h : m_kinds) h.keep([&](Index onset) { return now - onset <= m_options.longest && onset % spacing(now - onset) == 0; });
}

void OnsetBank::advance(const NoiseFilter& filter, Index i, double innovation, double shapeAt) {
    open(i);
    for (int kind = 0; kind < m_options.kinds; ++kind) feed(static_cast<Kind>(kind), filter, i, innovation, shapeAt);
    if (!m_options.thrifty || i % 4 == 0) thin(i);
}

void OnsetBank::rerun(const NoiseFilter& filter, Steps innovations, Steps shape, Index from, Index until) {
    if (m_kinds[step].onsets.empty())
        for (Index i = std::max(from, until - m_options.longest); i < until; ++i) open(i);
    for (Hypotheses& h : m_kinds) h.keep([&](Index onset) { return onset >= from; });
    thin(until - 1);
    for (int kind = 0; kind < m_options.kinds; ++kind) {
        Hypotheses& h = m_kinds[kind];
        h.begin();
        for (Index i = h.onsets.empty() ? until : h.onsets.front(); i < until; ++i)
            feed(static_cast<Kind>(kind), filter, i, innovations[i], shape[i]);
    }
}

void OnsetBank::forget(Index from, Index to) {
    for (Hypotheses& h : m_kinds) h.keep([&](Index onset) { return onset < from || onset > to; });
}

OnsetScore OnsetBank::score(Kind kind, std::size_t at) const {
    const Hypotheses& h = m_kinds[kind];
    OnsetScore s;
    s.shape.onset = static_cast<double>(h.onsets[at]);
    s.shape.proportional = kind == proportional;
    s.shape.power = kind == linear ? 1 : 2;
    if (h.power[at] <= 0) return s;
    s.logRatio = h.cross[at] * h.cross[at] / (2 * h.power[at]);
    s.size_m3s = h.cross[at] / h.power[at]; // of growth: after one day
    s.sd_m3s = 1 / std::sqrt(h.power[at]);
    return s;
}

OnsetScore OnsetBank::best(Kind kind, int sign) const {
    const Hypotheses& h = m_kinds[kind];
    OnsetScore best;
    for (std::size_t k = 0; k < h.onsets.size(); ++k)
        if (h.cross[k] * sign > 0 && h.cross[k] * h.cross[k] > best.logRatio * 2 * h.power[k]) best = score(kind, k);
    return best;
}

std::vector<OnsetScore> OnsetBank::all(Kind kind, int sign) const {
    std::vector<OnsetScore> out;
    for (std::size_t k = 0; k < m_kinds[kind].onsets.size(); ++k)
        if (m_kinds[kind].cross[k] * sign > 0) out.push_back(score(kind, k));
    return out;
}

OnsetScore OnsetBank::known(Index after, Index before, double size_m3s, double slack) const {
    const Hypotheses& h = m_kinds[step];
    OnsetScore best;
    const double low = std::min(size_m3s * (1 - slack), size_m3s * (1 + slack)), high = std::max(size_m3s * (1 - slack), size_m3s * (1 + slack));
    for (std::size_t k = 0; k < h.onsets.size(); ++k) {
        if (h.onsets[k] < after || h.onsets[k] > before || h.power[k] <= 0) continue;
        const double size = std::clamp(h.raw[k] / h.power[k], low, high), gain = size * h.raw[k] - 0.5 * size * size * h.power[k];
        if (gain <= best.logRatio) continue;
        best = score(step, k);
        best.size_m3s = size;
        best.logRatio = gain;
    }
    return best;
}

OnsetScore OnsetBank::at(Kind kind, Index onset) const {
    const auto& onsets = m_kinds[kind].onsets;
    const auto nearest = std::min_element(onsets.begin(), onsets.end(), [&](Index a, Index b) { return std::abs(a - onset) < std::abs(b - onset); });
    return nearest == onsets.end() ? OnsetScore{} : score(kind, static_cast<std::size_t>(nearest - onsets.begin()));
}

} // namespace ms::detection
