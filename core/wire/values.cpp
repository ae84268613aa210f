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

void write(ByteWriter& to, const analysis::Options& options) {
    writeTime(to, options.period.from);
    writeTime(to, options.period.to);
    to.boolean(options.live);
    to.f64(options.falseAlarmsPerZoneWeek);
    to.f64(options.areaLevel);
    to.u64(options.seed);
    write(to, options.zones);
    write(to, options.withoutSensors);
    to.count(options.trialRates.size());
    for (const double rate : options.trialRates) to.f64(rate);
}

void read(ByteReader& from, analysis::Options& options) {
    options.period.from = readTime(from);
    options.period.to = readTime(from);
    options.live = from.boolean();
    options.falseAlarmsPerZoneWeek = from.f64();
    options.areaLevel = from.f64();
    options.seed = from.u64();
    read(from, options.zones);
    read(from, options.withoutSensors);
    options.trialRates.resize(from.count(8));
    for (double& rate : options.trialRates) rate = from.f64();
}

void write(ByteWriter& to, const analysis::Task& task) {
    to.text(task.kind);
    to.text(task.subject);
    to.text(task.input);
    to.f64(task.cost);
    write(to, task.zones);
}

void read(ByteReader& from, analysis::Task& task) {
    task.kind = from.text();
    task.subject = from.text();
    task.input = from.text();
    task.cost = from.f64();
    read(from, task.zones);
}

void write(ByteWriter& to, const analysis::TaskOutput& output) {
    to.text(output.bytes);
    write(to, output.events);
    write(to, output.bands);
}

void read(ByteReader& from, analysis::TaskOutput& output) {
    output.bytes = from.text();
    read(from, output.events);
    read(from, output.bands);
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

void write(ByteWriter& to, const project::PackedBand& band) {
    to.text(band.sensor);
    to.i64(band.start.ms);
    to.i64(band.step.ms);
    to.i64(band.count);
    to.text(band.packed);
}

void read(ByteReader& from, project::PackedBand& band) {
    band.sensor = from.text();
    band.start.ms = from.i64();
    band.step.ms = from.i64();
    band.count = from.i64();
    band.packed = from.text();
}

} // namespace ms::wire
