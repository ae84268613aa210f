#pragma once

#include "core/hydraulics/model_data.h"

#include <cmath>

/// Head loss of every kind of link and outflow, linearised at a flow. Formulas: EPANET 2.2 manual, chapters 3 and 12; EPANET 2.3 for barriers and
/// PCV.
namespace ms::hydraulics::detail {

/// The line h(q') = dh through the present point: q' = rest + conductance * dh, dh the head difference from - to (ft).
struct Linear {
    double conductance = kClosed;
    double rest = 0;
};

[[nodiscard]] inline Linear fromLoss(double flow, double loss, double gradient) {
    const double p = 1.0 / gradient;
    return {p, flow - loss * p};
}

/// Hazen-Williams and Chezy-Manning: loss = r |q|^e + k q^2, linear in q where its gradient would fall below EPANET's least one.
[[nodiscard]] inline Linear powerPipe(double flow, double r, double exponent, double minor) {
    const double q = std::fabs(flow);
    double gradient = exponent * r * std::pow(q, exponent - 1.0), loss = 0;
    if (gradient < kLeastGradient) {
        gradient = kLeastGradient / exponent;
        loss = gradient * q;
    } else {
        loss = gradient * q / exponent;
    }
    loss += minor * q * q;
    gradient += 2.0 * minor * q;
    return fromLoss(flow, flow < 0 ? -loss : loss, gradient);
}

/// Darcy-Weisbach's friction factor at |q| with e = roughness / d and s = viscosity * d: Swamee-Jain above Re 4000, Dunlop's cubic between 2000 and
/// 4000.
[[nodiscard]] inline double frictionFactor(double q, double e, double s, double& dfdq) {
    constexpr double a1 = 3.14159265358979323850e+03, a2 = 1.57079632679489661930e+03, a8 = 4.61841319859066668690e+00,
                     a9 = -8.68588963806503655300e-01, ab = 3.28895476345399058690e-03, ac = -5.14214965799093883760e-03;
    const double w = q / s;
    if (w >= a1) {
        const double y1 = a8 / std::pow(w, 0.9), y2 = e / 3.7 + y1, y3 = a9 * std::log(y2), f = 1.0 / (y3 * y3);
        dfdq = 1.8 * f * y1 * a9 / y2 / y3 / q;
        return f;
    }
    const double y2 = e / 3.7 + ab, y3 = a9 * std::log(y2), fa = 1.0 / (y3 * y3), fb = (2.0 + ac / (y2 * y3)) * fa, r = w / a2;
    const double x1 = 7.0 * fa - fb, x2 = 0.128 - 17.0 * fa + 2.5 * fb, x3 = -0.128 + 13.0 * fa - (fb + fb), x4 = 0.032 - 3.0 * fa + 0.5 * fb;
    dfdq = (x2 + r * (2.0 * x3 + r * 3.0 * x4)) / s / a2;
    return x1 + r * (x2 + r * (x3 + r * x4));
}

[[nodiscard]] inline Linear darcyPipe(double flow, double r, double roughness, double diameter, double viscosity, double minor) {
    constexpr double a2 = 1.57079632679489661930e+03, sixteenPi = 5.02654824574366918160e+01;
    const double q = std::fabs(flow), s = viscosity * diameter;
    if (q <= a2 * s) { // laminar
        const double laminar = sixteenPi * s * r;
        return fromLoss(flow, flow * (laminar + minor * q), laminar + 2.0 * minor * q);
    }
    double dfdq = 0;
    const double f = frictionFactor(q, roughness / diameter, s, dfdq), all = f * r + minor;
    return fromLoss(flow, all * q * flow, 2.0 * all * q + dfdq * r * q * q);
}

/// A pipe, or the part `share` of its length.
[[nodiscard]] inline Linear pipeAt(const ModelData& m, std::size_t k, double flow, double share = 1.0) {
    if (m.formula == network::HeadlossFormula::darcyWeisbach)
        return darcyPipe(flow, m.resistance[k] * share, m.roughness[k], m.diameter[k], m.viscosity, m.minorLoss[k] * share);
    return powerPipe(flow, m.resistance[k] * share, m.exponent, m.minorLoss[k] * share);
}

/// An open valve with minor loss coefficient k (loss = k q^2), or next to no loss where k is 0.
[[nodiscard]] inline Linear openValve(double flow, double k) {
    if (k <= 0) return {1.0 / kSmall, 0.0};
    double gradient = 2.0 * k * std::fabs(flow);
    if (gradient < kLeastGradient) {
        gradient = kLeastGradient / 2.0;
        return fromLoss(flow, flow * gradient, gradient);
    }
    return fromLoss(flow, flow * gradient / 2.0, gradient);
}

[[nodiscard]] inline Linear pumpAt(const ModelData& m, const PumpData& pump, double flow, double speed) {
    const double q = std::fabs(flow);
    switch (pump.kind) {
    case PumpKind::none: return {1.0 / kSmall, 0.0};
    case PumpKind::points: {
        double intercept = 0, slope = 0;
        m.curves[static_cast<std::size_t>(pump.curve)].segment(q / speed, intercept, slope);
        const double gradient = -slope * speed;
        return fromLoss(flow, -intercept * speed * speed + gradient * flow, gradient);
    }
    case PumpKind::power: {
        const double r = pump.r * speed * speed * speed, gradient = -r / q / q;
        if (gradient > kBig) return {1.0 / kBig, 0.0};
        if (gradient < kSmall) return {1.0 / kSmall, 0.0};
        return fromLoss(flow, r / flow, gradient);
    }
    case PumpKind::curve: break;
    }
    const double h0 = speed * speed * pump.h0, n = std::fabs(pump.n - 1.0) < kTiny ? 1.0 : pump.n, r = pump.r * std::pow(speed, 2.0 - n);
    if (n == 1.0) return fromLoss(flow, h0 + r * flow, r);
    double gradient = n * r * std::pow(q, n - 1.0);
    if (gradient < kLeastGradient) {
        gradient = kLeastGradient;
        return fromLoss(flow, h0 + gradient * flow, gradient);
    }
    return fromLoss(flow, h0 + gradient * flow / n, gradient);
}

/// A general purpose valve's curve.
[[nodiscard]] inline Linear generalValve(const CurveData& curve, double flow) {
    double intercept = 0, slope = 0;
    const double q = std::max(std::fabs(flow), kTiny);
    curve.segment(q, intercept, slope);
    slope = std::max(slope, kTiny);
    const double y = (intercept / slope + q) * (flow < 0 ? -1.0 : 1.0);
    return {1.0 / slope, flow - y};
}

/// Outflow against pressure: loss k |q|^n at flow q; conductance to the elevation.
[[nodiscard]] inline Linear outflowAt(double flow, double k, double n) {
    const double q = std::fabs(flow);
    double gradient = n * k * std::pow(q, n - 1.0);
    if (gradient < kLeastGradient) {
        gradient = kLeastGradient / n;
        return fromLoss(flow, flow * gradient, gradient);
    }
    return fromLoss(flow, gradient * flow / n, gradient);
}

} // namespace ms::hydraulics::detail
