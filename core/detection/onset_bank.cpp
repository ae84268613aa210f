#include "core/detection/onset_bank.h"

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

void OnsetBank::feed(Candidate& c, const NoiseFilter& filter, Index i, double innovation, double shapeAt) const {
    const double clipped = std::clamp(innovation, -m_options.clip, m_options.clip);
    const double age = (static_cast<double>(i - c.onset) + 0.5) / static_cast<double>(m_options.stepsPerDay); // growth is scale-free: in days
    const double values[kinds] = {1.0, age * age, age, shapeAt};
    for (int k = 0; k < m_options.kinds; ++k) {
        if (k != step && m_options.thrifty && c.onset % 4 != 0) continue;
        Track& t = c.tracks[k];
        const double w = filter.step(i, values[k], t.state);
        t.cross += w * clipped;
        if (k == step) c.raw += w * innovation;
        t.power += w * w;
    }
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
    std::erase_if(m_candidates, [&](const Candidate& c) {
        const Index age = now - c.onset;
        return age > m_options.longest || c.onset % spacing(age) != 0;
    });
}

void OnsetBank::advance(const NoiseFilter& filter, Index i, double innovation, double shapeAt) {
    m_candidates.push_back({});
    m_candidates.back().onset = i;
    for (Candidate& c : m_candidates) feed(c, filter, i, innovation, shapeAt);
    if (!m_options.thrifty || i % 4 == 0) thin(i);
}

void OnsetBank::rerun(const NoiseFilter& filter, const Eigen::VectorXd& innovations, const Eigen::VectorXd& shape, Index from, Index until) {
    if (m_candidates.empty())
        for (Index i = std::max(from, until - m_options.longest); i < until; ++i) {
            m_candidates.push_back({});
            m_candidates.back().onset = i;
        }
    std::erase_if(m_candidates, [&](const Candidate& c) { return c.onset < from; });
    thin(until - 1);
    for (Candidate& c : m_candidates) {
        for (Track& t : c.tracks) t = {};
        c.raw = 0;
        for (Index i = c.onset; i < until; ++i) feed(c, filter, i, innovations[i], shape[i]);
    }
}

void OnsetBank::forget(Index from, Index to) {
    std::erase_if(m_candidates, [&](const Candidate& c) { return c.onset >= from && c.onset <= to; });
}

OnsetScore OnsetBank::score(const Candidate& c, Kind kind) const {
    const Track& t = c.tracks[kind];
    OnsetScore s;
    s.shape.onset = static_cast<double>(c.onset);
    s.shape.proportional = kind == proportional;
    s.shape.power = kind == linear ? 1 : 2;
    if (t.power <= 0) return s;
    s.logRatio = t.cross * t.cross / (2 * t.power);
    s.size_m3s = t.cross / t.power; // of growth: after one day
    s.sd_m3s = 1 / std::sqrt(t.power);
    return s;
}

OnsetScore OnsetBank::best(Kind kind, int sign) const {
    OnsetScore best;
    for (const Candidate& c : m_candidates)
        if (const Track& t = c.tracks[kind]; t.cross * sign > 0 && t.cross * t.cross > best.logRatio * 2 * t.power) best = score(c, kind);
    return best;
}

std::vector<OnsetScore> OnsetBank::all(Kind kind, int sign) const {
    std::vector<OnsetScore> out;
    for (const Candidate& c : m_candidates)
        if (c.tracks[kind].cross * sign > 0) out.push_back(score(c, kind));
    return out;
}

OnsetScore OnsetBank::known(Index after, Index before, double size_m3s, double slack) const {
    OnsetScore best;
    const double low = std::min(size_m3s * (1 - slack), size_m3s * (1 + slack)), high = std::max(size_m3s * (1 - slack), size_m3s * (1 + slack));
    for (const Candidate& c : m_candidates) {
        const Track& t = c.tracks[step];
        if (c.onset < after || c.onset > before || t.power <= 0) continue;
        const double size = std::clamp(c.raw / t.power, low, high), gain = size * c.raw - 0.5 * size * size * t.power;
        if (gain <= best.logRatio) continue;
        best = score(c, step);
        best.size_m3s = size;
        best.logRatio = gain;
    }
    return best;
}

OnsetScore OnsetBank::at(Kind kind, Index onset) const {
    const Candidate* nearest = nullptr;
    for (const Candidate& c : m_candidates)
        if (nearest == nullptr || std::abs(c.onset - onset) < std::abs(nearest->onset - onset)) nearest = &c;
    return nearest == nullptr ? OnsetScore{} : score(*nearest, kind);
}

} // namespace ms::detection
