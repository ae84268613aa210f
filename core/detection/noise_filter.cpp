#include "core/detection/noise_filter.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

NoiseFilter::NoiseFilter(const NoiseParameters& p, const VectorXd& shape, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0,
                         Index origin)
    : m_origin(origin) {
    m_fastDecay = std::exp(-1 / std::max(p.fastSteps, 0.1));
    m_slowDecay = std::exp(-1 / std::max(p.slowSteps, 0.1));
    const double f = m_fastDecay, s = m_slowDecay;
    const double qFast = p.fastSd * p.fastSd * (1 - f * f), qSlow = p.slowSd * p.slowSd * (1 - s * s);
    // Covariance of (level, fast, slow), symmetric.
    double ll = levelSd0 * levelSd0, lf = 0, ls = 0, ff = p.fastSd * p.fastSd, fs = 0, ss = p.slowSd * p.slowSd;
    m_steps.resize(static_cast<std::size_t>(shape.size()));
    for (Index i = 0; i < shape.size(); ++i) {
        Step& k = m_steps[static_cast<std::size_t>(i)];
        const double h = shape[i];
        k.shape = h;
        if (valid[i]) {
            const double gl = ll + h * (lf + ls), gf = lf + h * (ff + fs), gs = ls + h * (fs + ss);
            const double white = p.whiteSd * h;
            const double variance = gl + h * (gf + gs) + white * white + p.floorSd * p.floorSd;
            k.inverseSd = 1 / std::sqrt(variance);
            k.gain = {gl / variance, gf / variance, gs / variance};
            ll -= gl * k.gain[0];
            lf -= gl * k.gain[1];
            ls -= gl * k.gain[2];
            ff -= gf * k.gain[1];
            fs -= gf * k.gain[2];
            ss -= gs * k.gain[2];
        }
        ll += p.levelSdPerStep * p.levelSdPerStep;
        lf *= f;
        ls *= s;
        ff = ff * f * f + qFast;
        fs *= f * s;
        ss = ss * s * s + qSlow;
    }
}

namespace {

/// Minus log likelihood with Huber's loss; the first day pays for the unknown level and is left out.
double cost(const NoiseParameters& p, const VectorXd& r, const VectorXd& shape, const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0,
            Index skip) {
    const NoiseFilter filter(p, shape, valid, levelSd0);
    NoiseFilter::State state;
    double sum = 0;
    for (Index i = 0; i < r.size(); ++i) {
        if (!valid[i]) {
            filter.step(i, 0, state);
            continue;
        }
        const double z = std::abs(filter.step(i, r[i], state));
        if (i < skip) continue;
        sum += (z < 2.5 ? 0.5 * z * z : 2.5 * z - 3.125) + std::log(filter.sd(i));
    }
    return sum;
}

} // namespace

NoiseParameters fitNoise(const VectorXd& residual_m3s, const VectorXd& shape, double scale_m3s, double stepHours, const NoiseParameters* start) {
    const Eigen::Array<bool, Eigen::Dynamic, 1> valid = residual_m3s.array().isFinite() && shape.array().isFinite();
    const VectorXd safeShape = shape.unaryExpr([](double v) { return std::isfinite(v) ? v : 1.0; });
    const double scale = std::max(scale_m3s, 1e-6), perDay = 24 / stepHours;
    NoiseParameters p;
    p.fastSd = 0.02 * scale;
    p.fastSteps = 3 / stepHours;
    p.slowSd = 0.015 * scale;
    p.slowSteps = 2 * perDay;
    p.whiteSd = 0.02 * scale;
    p.floorSd = 0.005 * scale;
    p.levelSdPerStep = 0.002 * scale / std::sqrt(perDay);
    if (start != nullptr) p = *start;
    const Index skip = std::min<Index>(static_cast<Index>(perDay), residual_m3s.size() / 4);
    auto evaluate = [&](const NoiseParameters& q) { return cost(q, residual_m3s, safeShape, valid, 0.2 * scale, skip); };
    struct Coordinate {
        double NoiseParameters::*field;
        double low, high;
    };
    const std::array<Coordinate, 6> coordinates{{{&NoiseParameters::fastSd, 1e-4 * scale, 0.5 * scale},
                                                 {&NoiseParameters::slowSd, 5e-4 * scale, 0.3 * scale},
                                                 {&NoiseParameters::whiteSd, 1e-4 * scale, 0.5 * scale},
                                                 {&NoiseParameters::floorSd, 5e-4 * scale, 0.5 * scale},
                                                 {&NoiseParameters::fastSteps, 0.5 / stepHours, 12 / stepHours},
                                                 {&NoiseParameters::slowSteps, 0.75 * perDay, 8 * perDay}}};
    double best = evaluate(p);
    for (double factor : {2.0, 2.0, 1.4, 1.4, 1.15}) {
        for (const Coordinate& c : coordinates) {
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
