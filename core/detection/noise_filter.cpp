#include "core/detection/noise_filter.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

NoiseFilter::NoiseFilter(const NoiseParameters& p, const VectorXd& shape, const VectorXd& pattern, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid,
                         double levelSd0, Index origin)
    : m_origin(origin) {
    m_fastDecay = std::exp(-1 / std::max(p.fastSteps, 0.1));
    m_slowDecay = std::exp(-1 / std::max(p.slowSteps, 0.1));
    m_habitDecay = std::exp(-1 / std::max(p.habitSteps, 0.1));
    const double decay[4] = {1, m_fastDecay, m_slowDecay, m_habitDecay};
    const double sd0[4] = {levelSd0, p.fastSd, p.slowSd, p.habitSd};
    double noise[4], covariance[4][4] = {};
    for (int a = 0; a < 4; ++a) {
        covariance[a][a] = sd0[a] * sd0[a];
        noise[a] = a == 0 ? p.levelSdPerStep * p.levelSdPerStep : sd0[a] * sd0[a] * (1 - decay[a] * decay[a]);
    }
    m_steps.resize(static_cast<std::size_t>(shape.size()));
    for (Index i = 0; i < shape.size(); ++i) {
        Step& k = m_steps[static_cast<std::size_t>(i)];
        k.shape = shape[i];
        k.pattern = pattern[i];
        const double loading[4] = {1, k.shape, k.shape, k.pattern};
        if (valid[i]) {
            double g[4], variance = 0;
            for (int a = 0; a < 4; ++a) {
                g[a] = 0;
                for (int b = 0; b < 4; ++b) g[a] += covariance[a][b] * loading[b];
                variance += g[a] * loading[a];
            }
            const double white = p.whiteSd * k.shape;
            variance += white * white + p.floorSd * p.floorSd;
            k.inverseSd = 1 / std::sqrt(variance);
            for (int a = 0; a < 4; ++a) {
                k.gain[static_cast<std::size_t>(a)] = g[a] / variance;
                for (int b = 0; b < 4; ++b) covariance[a][b] -= g[a] * g[b] / variance;
            }
        }
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < 4; ++b) covariance[a][b] *= decay[a] * decay[b];
            covariance[a][a] += noise[a];
        }
    }
}

namespace {

/// Minus log likelihood with heavy tails; the first day pays for the unknown level and is left out.
double cost(const NoiseParameters& p, const VectorXd& r, const VectorXd& shape, const VectorXd& pattern,
            const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0, Index skip, bool wild) {
    const NoiseFilter filter(p, shape, pattern, valid, levelSd0);
    NoiseFilter::State state;
    double sum = 0;
    for (Index i = 0; i < r.size(); ++i) {
        if (!valid[i]) {
            filter.step(i, 0, state);
            continue;
        }
        const double z = std::abs(filter.step(i, r[i], state));
        if (i < skip) continue;
        const double tail = wild ? 3.125 + 6.25 * std::log(z / 2.5) : 2.5 * z - 3.125; // Student's or Huber's
        sum += (z < 2.5 ? 0.5 * z * z : tail) + std::log(filter.sd(i));
    }
    return sum;
}

} // namespace

NoiseParameters fitNoise(const VectorXd& residual_m3s, const VectorXd& shape, const VectorXd& pattern, double scale_m3s, double stepHours,
                         const NoiseParameters* start) {
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
    const Index skip = std::min<Index>(static_cast<Index>(perDay), residual_m3s.size() / 4);
    auto evaluate = [&](const NoiseParameters& q) { return cost(q, safeResidual, safeShape, pattern, valid, 0.2 * scale, skip, habits); };
    struct Coordinate {
        double NoiseParameters::*field;
        double low, high;
    };
    if (!habits) p.habitSd = 0;
    const std::array<Coordinate, 8> coordinates{
        {{&NoiseParameters::fastSd, 1e-4 * scale, 0.5 * scale},
         {&NoiseParameters::slowSd, 5e-4 * scale, 0.3 * scale},
         {&NoiseParameters::whiteSd, 1e-4 * scale, 0.5 * scale},
         {&NoiseParameters::floorSd, 5e-4 * scale, 0.5 * scale},
         {&NoiseParameters::fastSteps, 0.5 / stepHours, 12 / stepHours},
         {&NoiseParameters::slowSteps, 0.75 * perDay, 8 * perDay},
         {&NoiseParameters::habitSd, 0.35, 1.0}, // a school holiday may not have been among the days learned from
         {&NoiseParameters::habitSteps, 0.5 * perDay, 4 * perDay}}};
    double best = evaluate(p);
    for (double factor : {2.0, 2.0, 1.4, 1.4, 1.15}) {
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
