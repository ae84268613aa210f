#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/network/network.h"
#include "core/scenario/spec.h"

#include <stop_token>
#include <string>
#include <vector>

namespace ms::scenario {

/// A burst with its size settled: what the march works with.
struct SizedBurst {
    Burst burst;
    LinkIndex pipe;
    double area_m2 = 0; ///< at full size

    /// Area of the hole at an instant: 0 outside [start, end).
    [[nodiscard]] double areaAt_m2(Instant t) const;
};

/// q = coefficient * sqrt(p) of a hole: Cd A sqrt(2 g), in m3/s per m^0.5.
[[nodiscard]] double orificeCoefficient(double dischargeCoefficient, double area_m2);

/// What truly happened in one part: instants of the hydraulic step, row by row. Values in SI.
struct Truth {
    TimeSpan span;
    Duration step;
    std::vector<std::vector<float>> sensors;        ///< by sensor of the spec: pressure and level in m, flow and demand in m3/s, at each instant
    std::vector<std::vector<float>> burstFlows_m3s; ///< by burst
    std::vector<double> largestDrop_m;              ///< by burst: greatest head that it takes from a pressure sensor when at full size; NaN if never
    std::vector<int> nearestSensor;                 ///< by burst: index of that sensor; -1 if none
    double meanInflow_m3s = 0;                      ///< of all demands and bursts
    Diagnostics diagnostics;                        ///< steps that did not converge
};

/// Marches through one part on the real network, starting two days earlier so that tanks and noise have settled. Progress goes to `sink` as
/// days of `stage`. Errors: those of the hydraulics, cancelled.
[[nodiscard]] Result<Truth> march(const network::Network& real, const Spec& spec, const Part& part, const std::vector<SizedBurst>& bursts, Sink& sink,
                                  std::stop_token stop);

/// Bursts of the specification and those to be drawn, each with its area; flows are turned into areas at the mean pressure of a day.
[[nodiscard]] Result<std::vector<SizedBurst>> sizeBursts(const network::Network& real, const Spec& spec);

} // namespace ms::scenario
