#include "core/detection/event_codec.h"

namespace ms::detection {
namespace {

void writeTime(ByteWriter& to, Instant t) { to.i64(t.ms); }
Instant readTime(ByteReader& from) { return {from.i64()}; }

void write(ByteWriter& to, const Estimate& estimate) {
    to.f64(estimate.value);
    to.f64(estimate.low);
    to.f64(estimate.high);
}

void read(ByteReader& from, Estimate& estimate) {
    estimate.value = from.f64();
    estimate.low = from.f64();
    estimate.high = from.f64();
}

void write(ByteWriter& to, const Area& area) {
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

void read(ByteReader& from, Area& area) {
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

} // namespace

void write(ByteWriter& to, const Event& event) {
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

void read(ByteReader& from, Event& event) {
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
    event.status = from.enumerator(EventStatus::withdrawn);
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

} // namespace ms::detection
