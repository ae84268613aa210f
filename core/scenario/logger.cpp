#include "core/scenario/logger.h"

#include "core/scenario/random.h"

#include <algorithm>
#include <cmath>

namespace ms::scenario {
namespace {

/// The sensor's value at row `row` of its own step: the instant, or the mean of the hydraulic steps that make it up. NaN where there is none.
double trueValue(const Truth& truth, const SensorPlan& sensor, std::size_t index, std::int64_t row) {
    const std::vector<float>& values = truth.sensors[index];
    const std::int64_t every = sensor.step.ms / truth.step.ms;
    const std::int64_t first = row * every;
    if (sensor.stamp == SensorPlan::Stamp::instant)
        return first < static_cast<std::int64_t>(values.size()) ? static_cast<double>(values[static_cast<std::size_t>(first)]) : NAN;
    if (first + every > static_cast<std::int64_t>(values.size())) return NAN;
    double sum = 0;
    for (std::int64_t i = first; i < first + every; ++i) sum += static_cast<double>(values[static_cast<std::size_t>(i)]);
    return sum / static_cast<double>(every);
}

/// What faults make of a reading; `held` is the last value before a logger got stuck. Returns false where nothing is written.
bool applyFaults(const SensorPlan& sensor, Instant t, Random& random, double& value, double& held, std::int64_t& stamp_ms) {
    bool stuck = false;
    for (const Fault& fault : sensor.faults) {
        if (!fault.span.contains(t)) continue;
        const double gone = static_cast<double>((t - fault.span.from).ms) / static_cast<double>(fault.span.length().ms);
        switch (fault.kind) {
        case Fault::Kind::gap: return false;
        case Fault::Kind::stuck: stuck = true; break;
        case Fault::Kind::zero: value = 0; break;
        case Fault::Kind::drift: value += fault.amount * gone; break;
        case Fault::Kind::offset: value += fault.amount; break;
        case Fault::Kind::scale: value *= fault.amount; break;
        case Fault::Kind::clock: stamp_ms += static_cast<std::int64_t>(fault.amount * 1000); break;
        case Fault::Kind::noisy: value += fault.amount * random.normal(); break;
        }
    }
    if (stuck && std::isfinite(held))
        value = held;
    else
        held = value;
    return true;
}

} // namespace

int decimalsOf(double resolution) {
    if (resolution <= 0) return 6;
    int decimals = 0;
    for (double scaled = resolution; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-9; scaled *= 10) ++decimals;
    return decimals;
}

Log record(const Truth& truth, const Spec& spec, const Part& part, std::size_t index) {
    const SensorPlan& sensor = spec.sensors[index];
    const double toUnit = 1 / unitFromString(sensor.unit)->toSi;
    Random random(spec.seed, "logger " + part.folder + " " + sensor.element + " " + std::string(nameOf(sensor.quantity)));
    Log log;
    double held = NAN;
    const std::int64_t rows = truth.span.length().ms / sensor.step.ms;
    for (std::int64_t row = 0; row < rows; ++row) {
        double value = trueValue(truth, sensor, index, row) * toUnit;
        const double noise = random.normal(); // drawn for every row, so that a gap does not shift the noise after it
        if (!std::isfinite(value)) continue;
        value = sensor.sign * (value + noise * std::hypot(sensor.noise, sensor.relativeNoise * value)) + sensor.offset;
        const Instant t = truth.span.from + sensor.step * row;
        std::int64_t stamp_ms = sensor.stamp == SensorPlan::Stamp::endOfMean ? (t + sensor.step).ms : t.ms;
        if (!applyFaults(sensor, t, random, value, held, stamp_ms)) continue;
        if (sensor.resolution > 0) value = std::round(value / sensor.resolution) * sensor.resolution;
        if (!log.stamps_ms.empty() && stamp_ms <= log.stamps_ms.back()) continue; // a clock set back: a logger does not write an instant twice
        log.stamps_ms.push_back(stamp_ms);
        log.values.push_back(value);
    }
    return log;
}

} // namespace ms::scenario
