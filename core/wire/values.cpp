#include "core/wire/values.h"

namespace ms::wire {
namespace {

void writeTime(ByteWriter& to, Instant t) { to.i64(t.ms); }
Instant readTime(ByteReader& from) { return {from.i64()}; }

void write(ByteWriter& to, const Position& position) {
    to.i64(position.line);
    to.i64(position.column);
}

void read(ByteReader& from, Position& position) {
    position.line = from.i64();
    position.column = from.i64();
}

void write(ByteWriter& to, const detection::Estimate& estimate) {
    to.f64(estimate.value);
    to.f64(estimate.low);
    to.f64(estimate.high);
}

void read(ByteReader& from, detection::Estimate& estimate) {
    estimate.value = from.f64();
    estimate.low = from.f64();
    estimate.high = from.f64();
}

void write(ByteWriter& to, const detection::Area& area) {
    to.f64(area.level);
    to.f64(area.length_m);
    to.f64(area.share);
    to.boolean(area.wholeZone);
    to.count(area.pipes.size());
    for (const auto& pipe : area.pipes) {
        to.text(pipe.id);
        to.f64(pipe.probability);
        to.f64(pipe.length_m);
    }
}

void read(ByteReader& from, detection::Area& area) {
    area.level = from.f64();
    area.length_m = from.f64();
    area.share = from.f64();
    area.wholeZone = from.boolean();
    area.pipes.resize(from.count(17));
    for (auto& pipe : area.pipes) {
        pipe.id = from.text();
        pipe.probability = from.f64();
        pipe.length_m = from.f64();
    }
}

void writeFloats(ByteWriter& to, const std::vector<float>& values) {
    to.count(values.size());
    for (const float v : values) to.f32(v);
}

void readFloats(ByteReader& from, std::vector<float>& values) {
    values.resize(from.count(1));
    for (float& v : values) v = from.f32();
}

} // namespace

void write(ByteWriter& to, const Error& error) {
    to.u8(static_cast<std::uint8_t>(error.code));
    to.text(error.message);
    to.text(error.subject);
    to.text(error.element);
    write(to, error.position);
    to.text(error.advice);
}

void read(ByteReader& from, Error& error) {
    error.code = from.enumerator(ErrorCode::internal);
    error.message = from.text();
    error.subject = from.text();
    error.element = from.text();
    read(from, error.position);
    error.advice = from.text();
}

void write(ByteWriter& to, const Diagnostic& diagnostic) {
    to.u8(static_cast<std::uint8_t>(diagnostic.severity));
    for (const std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.subject, &diagnostic.element}) to.text(*text);
    write(to, diagnostic.position);
    for (const std::string* text : {&diagnostic.text, &diagnostic.kept, &diagnostic.advice}) to.text(*text);
}

void read(ByteReader& from, Diagnostic& diagnostic) {
    diagnostic.severity = from.enumerator(Severity::error);
    for (std::string* text : {&diagnostic.code, &diagnostic.message, &diagnostic.subject, &diagnostic.element}) *text = from.text();
    read(from, diagnostic.position);
    for (std::string* text : {&diagnostic.text, &diagnostic.kept, &diagnostic.advice}) *text = from.text();
}

void write(ByteWriter& to, const detection::Event& event) {
    to.i64(event.id);
    to.u8(static_cast<std::uint8_t>(event.kind));
    to.text(event.zone);
    writeTime(to, event.detectedAt);
    writeTime(to, event.startedAt);
    writeTime(to, event.startedCi.first);
    writeTime(to, event.startedCi.second);
    to.boolean(event.endedAt.has_value());
    if (event.endedAt) writeTime(to, *event.endedAt);
    write(to, event.flow_m3s);
    to.f64(event.volume_m3);
    to.f64(event.confidence);
    to.u8(static_cast<std::uint8_t>(event.status));
    to.text(event.why);
    to.count(event.evidence.size());
    for (const auto& evidence : event.evidence) {
        to.text(evidence.sensor);
        to.u8(static_cast<std::uint8_t>(evidence.quantity));
        to.f64(evidence.shift_si);
        to.f64(evidence.z);
    }
    to.count(event.rivals.size());
    for (const auto& rival : event.rivals) {
        to.u8(static_cast<std::uint8_t>(rival.kind));
        to.f64(rival.probability);
    }
    write(to, event.area);
    to.count(event.history.size());
    for (const auto& revision : event.history) {
        writeTime(to, revision.at);
        to.boolean(revision.announced);
        write(to, revision.flow_m3s);
        write(to, revision.area);
    }
}

void read(ByteReader& from, detection::Event& event) {
    using detection::EventKind;
    event.id = from.i64();
    event.kind = from.enumerator(EventKind::demand);
    event.zone = from.text();
    event.detectedAt = readTime(from);
    event.startedAt = readTime(from);
    event.startedCi.first = readTime(from);
    event.startedCi.second = readTime(from);
    event.endedAt.reset();
    if (from.boolean()) event.endedAt = readTime(from);
    read(from, event.flow_m3s);
    event.volume_m3 = from.f64();
    event.confidence = from.f64();
    event.status = from.enumerator(detection::EventStatus::repaired);
    event.why = from.text();
    event.evidence.resize(from.count(18));
    for (auto& evidence : event.evidence) {
        evidence.sensor = from.text();
        evidence.quantity = from.enumerator(Quantity::demand);
        evidence.shift_si = from.f64();
        evidence.z = from.f64();
    }
    event.rivals.resize(from.count(9));
    for (auto& rival : event.rivals) {
        rival.kind = from.enumerator(EventKind::demand);
        rival.probability = from.f64();
    }
    read(from, event.area);
    event.history.resize(from.count(59));
    for (auto& revision : event.history) {
        revision.at = readTime(from);
        revision.announced = from.boolean();
        read(from, revision.flow_m3s);
        read(from, revision.area);
    }
}

void write(ByteWriter& to, const analysis::Options& options) {
    writeTime(to, options.period.from);
    writeTime(to, options.period.to);
    to.boolean(options.live);
    to.f64(options.falseAlarmsPerZoneWeek);
    to.f64(options.areaLevel);
    to.u64(options.seed);
}

void read(ByteReader& from, analysis::Options& options) {
    options.period.from = readTime(from);
    options.period.to = readTime(from);
    options.live = from.boolean();
    options.falseAlarmsPerZoneWeek = from.f64();
    options.areaLevel = from.f64();
    options.seed = from.u64();
}

void write(ByteWriter& to, const analysis::Task& task) {
    to.text(task.kind);
    to.text(task.subject);
    to.text(task.input);
    to.f64(task.cost);
}

void read(ByteReader& from, analysis::Task& task) {
    task.kind = from.text();
    task.subject = from.text();
    task.input = from.text();
    task.cost = from.f64();
}

void write(ByteWriter& to, const analysis::TaskOutput& output) {
    to.text(output.bytes);
    write(to, output.events);
}

void read(ByteReader& from, analysis::TaskOutput& output) {
    output.bytes = from.text();
    read(from, output.events);
}

void write(ByteWriter& to, const analysis::ExpectedBand& band) {
    to.text(band.sensor);
    writeTime(to, band.start);
    to.i64(band.step.ms);
    for (const auto* values : {&band.expected, &band.low, &band.high}) writeFloats(to, *values);
}

void read(ByteReader& from, analysis::ExpectedBand& band) {
    band.sensor = from.text();
    band.start = readTime(from);
    band.step.ms = from.i64();
    for (auto* values : {&band.expected, &band.low, &band.high}) readFloats(from, *values);
}

} // namespace ms::wire
