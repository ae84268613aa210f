#include "core/analysis/logger_events.h"

#include <algorithm>

namespace ms::analysis {
namespace {

const char* wordOf(calibration::LoggerFault::Kind kind) {
    switch (kind) {
    case calibration::LoggerFault::Kind::stuck: return "repeats one value";
    case calibration::LoggerFault::Kind::dead: return "reads nothing but zero";
    case calibration::LoggerFault::Kind::offset: return "reads off its neighbours";
    }
    return "";
}

bool mayBeBurst(const calibration::LoggerFault& f, const detection::ZoneTrack& track) {
    if (f.kind != calibration::LoggerFault::Kind::offset || f.shift_si >= 0) return false;
    return std::any_of(track.events.begin(), track.events.end(), [&](const detection::TrackedEvent& e) {
        return e.detectedAt <= f.detectedAt + days(1) && !e.states.empty() && e.states.front().startedAt + days(3) >= f.startedAt &&
               (!e.endedAt || *e.endedAt >= f.startedAt);
    });
}

} // namespace

std::vector<detection::Event> loggerEvents(const std::vector<calibration::LoggerFault>& faults, const detection::ZoneTrack& track,
                                           const std::string& zone, const Data& data, const Options& options) {
    std::vector<detection::Event> events;
    for (const auto& f : faults) {
        if (options.period.from.valid() && f.detectedAt < options.period.from) continue;
        if (options.period.to.valid() && f.detectedAt > options.period.to) continue;
        if (mayBeBurst(f, track)) continue;
        detection::Event e;
        e.kind = detection::EventKind::sensorFault;
        e.zone = zone;
        e.detectedAt = f.detectedAt;
        e.startedAt = f.startedAt;
        e.startedCi = f.startedCi;
        if (f.ended) e.endedAt = f.endedAt;
        e.confidence = 0.95;
        const series::Sensor& sensor = data.sensors[f.sensor].sensor;
        e.why = "Logger " + sensor.name + " " + wordOf(f.kind) + " since " + toIso(f.startedAt, data.zone).substr(0, 16) +
                "; its readings are not believed.";
        e.evidence.push_back({sensor.name, Quantity::pressure, f.shift_si, f.z});
        e.area.level = options.areaLevel;
        e.area.share = 0;
        e.history.push_back({f.detectedAt, true, {}, e.area});
        events.push_back(std::move(e));
    }
    return events;
}

} // namespace ms::analysis
