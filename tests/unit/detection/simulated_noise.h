#pragma once

#include "core/detection/noise_filter.h"

#include <cmath>
#include <random>

/// A draw of the very noise the filter assumes, so that its statistics have known answers.
inline Eigen::VectorXd simulatedNoise(const ms::detection::NoiseParameters& p, const Eigen::VectorXd& shape, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    const double f = std::exp(-1 / p.fastSteps), s = std::exp(-1 / p.slowSteps);
    double fast = p.fastSd * normal(random), slow = p.slowSd * normal(random), level = 0;
    Eigen::VectorXd out(shape.size());
    for (Eigen::Index i = 0; i < out.size(); ++i) {
        out[i] = level + shape[i] * (fast + slow + p.whiteSd * normal(random)) + p.floorSd * normal(random);
        fast = f * fast + p.fastSd * std::sqrt(1 - f * f) * normal(random);
        slow = s * slow + p.slowSd * std::sqrt(1 - s * s) * normal(random);
        level += p.levelSdPerStep * normal(random);
    }
    return out;
}

/// 24 h of demand, mean 1, low at night.
inline Eigen::VectorXd dailyShape(Eigen::Index steps) {
    Eigen::VectorXd v(steps);
    for (Eigen::Index i = 0; i < steps; ++i) v[i] = 1 - 0.8 * std::cos(2 * 3.14159265358979 * (static_cast<double>(i % 24) - 3) / 24);
    return v;
}

inline ms::detection::NoiseParameters hourlyNoise() {
    ms::detection::NoiseParameters p;
    p.fastSd = 0.3;
    p.fastSteps = 3;
    p.slowSd = 0.5;
    p.slowSteps = 48;
    p.whiteSd = 0.5;
    p.floorSd = 0.3;
    p.levelSdPerStep = 0.005;
    return p;
}
