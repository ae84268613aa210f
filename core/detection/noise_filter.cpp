#include "core/detection/noise_filter.h"

#include "core/base/lanes.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

NoiseFilter::NoiseFilter(const NoiseParameters& p, const VectorXd& shape, const VectorXd& pattern, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid,
                         double levelSd0, Index origin, const NoisePatterns& extra) {
    assign(p, shape, pattern, valid, levelSd0, origin, extra);
}

void NoiseFilter::assign(const NoiseParameters& p, const VectorXd& shape, const VectorXd& pattern, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid,
                         double levelSd0, Index origin, const NoisePatterns& extra) {
    m_origin = origin;
    m_fastDecay = std::exp(-1 / std::max(p.fastSteps, 0.1));
    m_slowDecay = std::exp(-1 / std::max(p.slowSteps, 0.1));
    m_habitDecay = std::exp(-1 / std::max(p.habitSteps, 0.1));
    m_eveningDecay = std::exp(-1 / std::max(p.eveningSteps, 0.1));
    m_shiftDecay = std::exp(-1 / std::max(p.shiftSteps, 0.1));
    const bool more = extra.evening != nullptr && extra.shift != nullptr;
    m_levelDecay = p.levelSteps > 0 ? std::exp(-1 / p.levelSteps) : 1;
    const double strays = p.levelSdPerStep * std::sqrt(p.levelSteps / 2); // sd of an anchored level
    const double decay[6] = {m_levelDecay, m_fastDecay, m_slowDecay, m_habitDecay, m_eveningDecay, m_shiftDecay};
    const double sd0[6] = {p.levelSteps > 0 ? strays : levelSd0, p.fastSd, p.slowSd, p.habitSd, p.eveningSd, p.shiftSd};
    m_steps.resize(static_cast<std::size_t>(shape.size()));
    for (Index i = 0; i < shape.size(); ++i) {
        Step& k = m_steps[static_cast<std::size_t>(i)];
        k.shape = shape[i];
        k.pattern = pattern[i];
        k.evening = more ? (*extra.evening)[i] : 0;
        k.shift = more ? (*extra.shift)[i] : 0;
        k.inverseSd = valid[i] ? 1 : 0;
    }
    double noise[6];
    for (int a = 0; a < 6; ++a) noise[a] = a == 0 ? p.levelSdPerStep * p.levelSdPerStep : sd0[a] * sd0[a] * (1 - decay[a] * decay[a]);
    plan(m_steps, more ? 6 : 4, noise, decay, sd0, p.whiteSd, p.floorSd);
}

/// Covariances, and from them the gains, for all steps; `states` is 4 or 6. A row of the covariance is one vector.
MAINSIGHT_WIDE void NoiseFilter::plan(std::vector<Step>& steps, int states, const double* noise, const double* decay, const double* sd0,
                                      double whiteSd, double floorSd) {
    Eight row[6]{}, both[6]{}, more[6]{};
    for (int a = 0; a < states; ++a) {
        row[a][static_cast<std::size_t>(a)] = sd0[a] * sd0[a];
        more[a][static_cast<std::size_t>(a)] = noise[a];
        for (int b = 0; b < states; ++b) both[a][static_cast<std::size_t>(b)] = decay[a] * decay[b];
    }
    for (Step& k : steps) {
        if (k.inverseSd > 0) {
            const double all[6] = {1, k.shape, k.shape, k.pattern, k.evening, k.shift};
            Eight g{};
            for (int a = 0; a < states; ++a) g += all[a] * row[a];
            const double white = whiteSd * k.shape;
            double variance = white * white + floorSd * floorSd;
            for (int a = 0; a < states; ++a) variance += g[static_cast<std::size_t>(a)] * all[a];
            const double inverse = 1 / variance;
            k.inverseSd = std::sqrt(inverse);
            for (int a = 0; a < states; ++a) {
                const double gain = g[static_cast<std::size_t>(a)] * inverse;
                k.gain[static_cast<std::size_t>(a)] = gain;
                row[a] -= gain * g;
            }
        }
        for (int a = 0; a < states; ++a) row[a] = row[a] * both[a] + more[a];
    }
}

MAINSIGHT_WIDE void NoiseFilter::run(const Step* steps, const double* decay, std::size_t count, const double* values, const double* innovations,
                                     double* cross, double* power) {
    const auto* value = reinterpret_cast<const Eight*>(values);
    Eight level{}, fast{}, slow{}, habit{}, evening{}, shift{}, sum{}, squares{};
    for (std::size_t i = 0; i < count; ++i) {
        const Step& k = steps[i];
        if (k.inverseSd > 0) {
            const Eight nu = value[i] - level - k.shape * (fast + slow) - k.pattern * habit - k.evening * evening - k.shift * shift;
            level += k.gain[0] * nu;
            fast += k.gain[1] * nu;
            slow += k.gain[2] * nu;
            habit += k.gain[3] * nu;
            evening += k.gain[4] * nu;
            shift += k.gain[5] * nu;
            const Eight w = k.inverseSd * nu;
            sum += innovations[i] * w;
            squares += w * w;
        }
        level *= decay[0];
        fast *= decay[1];
        slow *= decay[2];
        habit *= decay[3];
        evening *= decay[4];
        shift *= decay[5];
    }
    *reinterpret_cast<Eight*>(cross) = sum;
    *reinterpret_cast<Eight*>(power) = squares;
}

MAINSIGHT_WIDE void NoiseFilter::walk(const Step& k, const double* decay, std::size_t places, const double* values, double innovation, double raw,
                                      double* const* states, double* cross, double* rawCross, double* power) {
    const bool valid = k.inverseSd > 0;
    for (std::size_t at = 0; at < places; at += kLanes) {
        const auto here = [at](double* numbers) -> Eight& { return *reinterpret_cast<Eight*>(numbers + at); };
        Eight level = here(states[0]), fast = here(states[1]), slow = here(states[2]), habit = here(states[3]), evening = here(states[4]),
              shift = here(states[5]);
        if (valid) {
            const Eight nu = *reinterpret_cast<const Eight*>(values + at) - level - k.shape * (fast + slow) - k.pattern * habit -
                             k.evening * evening - k.shift * shift;
            level += k.gain[0] * nu;
            fast += k.gain[1] * nu;
            slow += k.gain[2] * nu;
            habit += k.gain[3] * nu;
            evening += k.gain[4] * nu;
            shift += k.gain[5] * nu;
            const Eight w = k.inverseSd * nu;
            here(cross) += innovation * w;
            here(rawCross) += raw * w;
            here(power) += w * w;
        }
        here(states[0]) = decay[0] * level;
        here(states[1]) = decay[1] * fast;
        here(states[2]) = decay[2] * slow;
        here(states[3]) = decay[3] * habit;
        here(states[4]) = decay[4] * evening;
        here(states[5]) = decay[5] * shift;
    }
}

void NoiseFilter::advance(Index i, std::size_t places, const double* values, double innovation, double raw, double* const* states, double* cross,
                          double* rawCross, double* power) const {
    walk(m_steps[static_cast<std::size_t>(i - m_origin)], decays().data(), places, values, innovation, raw, states, cross, rawCross, power);
}

void NoiseFilter::respond(Index from, std::size_t count, const double* values, const double* innovations, double* cross, double* power) const {
    run(m_steps.data() + (from - m_origin), decays().data(), count, values, innovations, cross, power);
}

namespace {

/// Minus log likelihood with heavy tails; the first day pays for the unknown level and is left out.
double cost(const NoiseFilter& filter, const VectorXd& r, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, Index skip, bool wild) {
    NoiseFilter::State state;
    double sum = 0, product = 1; // of the standard deviations: one logarithm for many
    for (Index i = 0; i < r.size(); ++i) {
        if (!valid[i]) {
            filter.step(i, 0, state);
            continue;
        }
        const double z = std::abs(filter.step(i, r[i], state));
        if (i < skip) continue;
        const double tail = z < 2.5 ? 0 : wild ? 3.125 + 6.25 * std::log(z / 2.5) : 2.5 * z - 3.125; // Student's or Huber's
        sum += z < 2.5 ? 0.5 * z * z : tail;
        product *= filter.sd(i);
        if (product > 1e-200 && product < 1e200) continue;
        sum += std::log(product);
        product = 1;
    }
    return sum + std::log(product);
}

constexpr double kLevelDays = 2, kEveningDays = 2, kShiftDays = 5, kHabitDays = 3; ///< how long what is anchored strays

} // namespace

NoiseParameters fitNoise(const VectorXd& residual_m3s, const VectorXd& shape, const VectorXd& pattern, double scale_m3s, double stepHours,
                         const NoiseParameters* start, const NoiseAnchor* anchor) {
    Eigen::Array<bool, Eigen::Dynamic, 1> valid = residual_m3s.array().isFinite() && shape.array().isFinite();
    std::vector<double> relative; // faults and events that nobody has found yet must not pass for noise
    for (Index i = 0; i < residual_m3s.size(); ++i)
        if (valid[i]) relative.push_back(std::abs(residual_m3s[i]) / (0.15 + shape[i]));
    const bool habits = pattern.cwiseAbs().maxCoeff() > 0; // no drivers: what is left is wilder
    if (habits && relative.size() > 10) {
        const auto middle = relative.begin() + static_cast<std::ptrdiff_t>(relative.size() / 2);
        std::nth_element(relative.begin(), middle, relative.end());
        for (Index i = 0; i < residual_m3s.size(); ++i) valid[i] = valid[i] && std::abs(residual_m3s[i]) < 8.9 * *middle * (0.15 + shape[i]);
    }
    const VectorXd safeShape = shape.unaryExpr([](double v) { return std::isfinite(v) ? v : 1.0; });
    const VectorXd safeResidual = residual_m3s.unaryExpr([](double v) { return std::isfinite(v) ? v : 0.0; });
    const double scale = std::max(scale_m3s, 1e-6), perDay = 24 / stepHours;
    NoiseParameters p;
    p.fastSd = 0.02 * scale;
    p.fastSteps = 3 / stepHours;
    p.slowSd = 0.015 * scale;
    p.slowSteps = 2 * perDay;
    p.habitSd = 0.4;
    p.habitSteps = perDay;
    p.whiteSd = 0.02 * scale;
    p.floorSd = 0.005 * scale;
    p.levelSdPerStep = 0.002 * scale / std::sqrt(perDay);
    if (start != nullptr) p = *start;
    if (anchor != nullptr) {
        p.levelSteps = kLevelDays * perDay;
        p.levelSdPerStep = anchor->levelSd_m3s * std::sqrt(2 / p.levelSteps);
        p.eveningSd = anchor->eveningSd_m3s;
        p.eveningSteps = kEveningDays * perDay;
        p.shiftSd = anchor->shiftSd_h;
        p.shiftSteps = kShiftDays * perDay;
        p.habitSteps = std::max(p.habitSteps, kHabitDays * perDay);
        p.habitSd = std::max(p.habitSd, 0.5);
    }
    const Index skip = std::min<Index>(static_cast<Index>(perDay), residual_m3s.size() / 4);
    const NoisePatterns extra = anchor != nullptr ? anchor->patterns : NoisePatterns{};
    NoiseFilter filter;
    auto evaluate = [&](const NoiseParameters& q) {
        filter.assign(q, safeShape, pattern, valid, 0.2 * scale, 0, extra);
        return cost(filter, safeResidual, valid, skip, habits);
    };
    struct Coordinate {
        double NoiseParameters::*field;
        double low, high;
    };
    if (!habits) p.habitSd = 0;
    const std::array<Coordinate, 8> coordinates{
        {{&NoiseParameters::fastSd, 1e-4 * scale, (anchor != nullptr ? 0.1 : 0.5) * scale},
         {&NoiseParameters::slowSd, 5e-4 * scale, (anchor != nullptr ? 0.08 : 0.3) * scale},
         {&NoiseParameters::whiteSd, 1e-4 * scale, 0.5 * scale},
         {&NoiseParameters::floorSd, 5e-4 * scale, 0.5 * scale},
         {&NoiseParameters::fastSteps, 0.5 / stepHours, 12 / stepHours},
         {&NoiseParameters::slowSteps, 0.75 * perDay, 8 * perDay},
         {&NoiseParameters::habitSd, anchor != nullptr ? 0.5 : 0.35, 1.0}, // a school holiday may not have been among the days learned from
         {&NoiseParameters::habitSteps, (anchor != nullptr ? kHabitDays : 0.5) * perDay, (anchor != nullptr ? 10.0 : 4.0) * perDay}}};
    double best = evaluate(p);
    // Anchored noise only moves a little from one time to the next.
    const std::vector<double> factors =
        anchor != nullptr && start != nullptr ? std::vector<double>{1.4, 1.15} : std::vector<double>{2.0, 2.0, 1.4, 1.4, 1.15};
    for (const double factor : factors) {
        for (const Coordinate& c : coordinates) {
            if (!habits && (c.field == &NoiseParameters::habitSd || c.field == &NoiseParameters::habitSteps)) continue;
            for (double f : {factor, 1 / factor}) {
                for (int leap = 0; leap < 4; ++leap) {
                    NoiseParameters q = p;
                    q.*c.field = std::clamp(p.*c.field * f, c.low, c.high);
                    const double now = evaluate(q);
                    if (!(now < best - 1e-3)) break;
                    best = now;
                    p = q;
                }
            }
        }
    }
    return p;
}

} // namespace ms::detection
