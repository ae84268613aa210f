#include "core/analysis/logger_events.h"

#include <algorithm>

namespace ms::analysis {
namespace {

const char* wordOf(calibration::LoggerFault::Kind kind) {
    switch (kind) {
    case calibration::LoggerFault::Kind::stuck: return "repeats one value";
    case calibration::LoggerFault::Kind::dead: return "reads no pressure";
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

bool within(const Options& options, Instant at) {
    return !(options.period.from.valid() && at < options.period.from) && !(options.period.to.valid() && at > options.period.to);
}

detection::Event sensorFault(const series::Sensor& sensor, const std::string& zone, Instant detectedAt, const Options& options) {
    detection::Event e;
    e.kind = detection::EventKind::sensorFault;
    e.zone = zone;
    e.detectedAt = detectedAt;
    e.evidence.push_back({sensor.name, Quantity::pressure, 0, 0});
    e.area.level = options.areaLevel;
    e.area.share = 0;
    e.history.push_back({detectedAt, true, {}, e.area});
    return e;
}

} // namespace

std::vector<detection::Event> loggerEvents(const std::vector<calibration::LoggerFault>& faults, const detection::ZoneTrack& track,
                                           const std::string& zone, const Data& data, const Options& options) {
    std::vector<detection::Event> events;
    for (const auto& f : faults) {
        if (!within(options, f.detectedAt) || mayBeBurst(f, track)) continue;
        detection::Event e = sensorFault(data.sensors[f.sensor].sensor, zone, f.detectedAt, options);
        e.startedAt = f.startedAt;
        e.startedCi = f.startedCi;
        if (f.ended) e.endedAt = f.endedAt;
        e.confidence = 0.95;
        e.evidence.front().shift_si = f.shift_si;
        e.evidence.front().z = f.z;
        e.why = "Logger " + e.evidence.front().sensor + " " + wordOf(f.kind) + " since " + toIso(f.startedAt, data.zone).substr(0, 16) +
                "; its readings are not believed.";
        events.push_back(std::move(e));
    }
    return events;
}

std::vector<std::size_t> crossCheckedLoggers(const detection::Balance& zone, const Data& data) {
    std::vector<std::size_t> sensors = zone.pressures();
    for (std::size_t s = 0; s < data.sensors.size(); ++s) {
        const series::Sensor& sensor = data.sensors[s].sensor;
        const bool here = sensor.quantity == Quantity::pressure && !sensor.zone.empty() && sensor.zone == zone.zone;
        if (here && std::find(sensors.begin(), sensors.end(), s) == sensors.end()) sensors.push_back(s);
    }
    return sensors;
}

std::vector<detection::Event> crossCheckEvents(const std::vector<quality::ForwardFault>& faults, const std::vector<std::size_t>& sensors,
                                               const std::string& zone, const std::vector<detection::Event>& known, const Data& data,
                                               const Options& options) {
    std::vector<detection::Event> events;
    for (const quality::ForwardFault& f : faults) {
        const series::Sensor& sensor = data.sensors[sensors[f.series]].sensor;
        const bool told = std::any_of(known.begin(), known.end(), [&](const detection::Event& e) { // the same fault, seen the other way
            return f.fault.kind != quality::FaultKind::clockShift && e.evidence.front().sensor == sensor.name && e.startedAt <= f.fault.to &&
                   (!e.endedAt || *e.endedAt >= f.fault.from);
        });
        if (told || !within(options, f.seenAt)) continue;
        detection::Event e = sensorFault(sensor, zone, f.seenAt, options);
        e.startedAt = f.fault.from;
        e.startedCi = {f.fault.from - days(1), std::min(f.fault.from + days(1), f.seenAt)};
        if (f.over) e.endedAt = f.fault.to;
        e.confidence = f.fault.confidence;
        std::string since = toIso(f.fault.from, data.zone).substr(0, 16);
        since[10] = ' ';
        e.why = "Logger " + sensor.name + ", since " + since + ": " + f.fault.reason + "; its readings are not believed.";
        events.push_back(std::move(e));
    }
    return events;
}

} // namespace ms::analysis
