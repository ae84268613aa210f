#include "core/analysis/codec.h"

#include <bit>
#include <cstring>

namespace ms::analysis {

namespace {

void putInstant(ByteWriter& out, Instant t) { out.i64(t.ms); }
Instant getInstant(ByteReader& in) { return Instant{in.i64()}; }

void putOptional(ByteWriter& out, const std::optional<Instant>& t) {
    out.u8(static_cast<std::uint8_t>(t.has_value()));
    out.i64(t ? t->ms : 0);
}
std::optional<Instant> getOptional(ByteReader& in) {
    const bool there = in.u8() != 0;
    const Instant t = getInstant(in);
    return there ? std::optional<Instant>(t) : std::nullopt;
}

void putEstimate(ByteWriter& out, const detection::Estimate& e) {
    out.f64(e.value);
    out.f64(e.low);
    out.f64(e.high);
}
detection::Estimate getEstimate(ByteReader& in) {
    detection::Estimate e;
    e.value = in.f64();
    e.low = in.f64();
    e.high = in.f64();
    return e;
}

detection::EventKind getKind(ByteReader& in) { return static_cast<detection::EventKind>(in.u8()); }

void putEvidence(ByteWriter& out, const std::vector<detection::Evidence>& evidence, const std::vector<detection::Rival>& rivals) {
    out.count(evidence.size());
    for (const auto& e : evidence) {
        out.text(e.sensor);
        out.u8(static_cast<std::uint8_t>(e.quantity));
        out.f64(e.shift_si);
        out.f64(e.z);
    }
    out.count(rivals.size());
    for (const auto& r : rivals) {
        out.u8(static_cast<std::uint8_t>(r.kind));
        out.f64(r.probability);
    }
}
void getEvidence(ByteReader& in, std::vector<detection::Evidence>& evidence, std::vector<detection::Rival>& rivals) {
    for (std::size_t n = in.count(1); n > 0; --n) {
        detection::Evidence e;
        e.sensor = in.text();
        e.quantity = static_cast<Quantity>(in.u8());
        e.shift_si = in.f64();
        e.z = in.f64();
        evidence.push_back(std::move(e));
    }
    for (std::size_t n = in.count(1); n > 0; --n) {
        detection::Rival r;
        r.kind = getKind(in);
        r.probability = in.f64();
        rivals.push_back(r);
    }
}

void putSeries(ByteWriter& out, const series::TimeSeries& s) {
    putInstant(out, s.start);
    out.i64(s.step.ms);
    putMatrix(out, s.values.cast<float>());
}
series::TimeSeries getSeries(ByteReader& in) {
    series::TimeSeries s;
    s.start = getInstant(in);
    s.step.ms = in.i64();
    const Eigen::MatrixXf m = getMatrix(in);
    s.values = m.size() > 0 ? Eigen::VectorXd(m.col(0).cast<double>()) : Eigen::VectorXd();
    return s;
}

void putState(ByteWriter& out, const detection::TrackState& s) {
    putInstant(out, s.at);
    out.u8(static_cast<std::uint8_t>(s.kind));
    out.f64(s.confidence);
    putInstant(out, s.startedAt);
    putInstant(out, s.startedCi.first);
    putInstant(out, s.startedCi.second);
    putEstimate(out, s.flow_m3s);
    out.count(s.track.size());
    for (const auto& p : s.track) {
        putInstant(out, p.at);
        out.f32(static_cast<float>(p.flow_m3s));
        out.f32(static_cast<float>(p.sd_m3s));
    }
    out.u8(static_cast<std::uint8_t>(s.withdrawn));
    out.u8(static_cast<std::uint8_t>(s.changed));
}
detection::TrackState getState(ByteReader& in) {
    detection::TrackState s;
    s.at = getInstant(in);
    s.kind = getKind(in);
    s.confidence = in.f64();
    s.startedAt = getInstant(in);
    s.startedCi.first = getInstant(in);
    s.startedCi.second = getInstant(in);
    s.flow_m3s = getEstimate(in);
    for (std::size_t n = in.count(1); n > 0; --n) {
        detection::TrackPoint p;
        p.at = getInstant(in);
        p.flow_m3s = static_cast<double>(in.f32());
        p.sd_m3s = static_cast<double>(in.f32());
        s.track.push_back(p);
    }
    s.withdrawn = in.u8() != 0;
    s.changed = in.u8() != 0;
    return s;
}

} // namespace

void putMatrix(ByteWriter& out, const Eigen::MatrixXf& matrix) {
    static_assert(std::endian::native == std::endian::little);
    out.count(static_cast<std::size_t>(matrix.rows()));
    out.count(static_cast<std::size_t>(matrix.cols()));
    out.bytes({reinterpret_cast<const char*>(matrix.data()), static_cast<std::size_t>(matrix.size()) * sizeof(float)});
}

Eigen::MatrixXf getMatrix(ByteReader& in) {
    const std::uint64_t rows = in.varint(), columns = in.varint();
    if (rows > 1U << 24 || columns > 1U << 24 || rows * columns > in.left() / sizeof(float)) in.fail("a matrix larger than its bytes");
    const std::string_view bytes = in.failed() ? std::string_view{} : in.bytes(static_cast<std::size_t>(rows * columns) * sizeof(float));
    if (in.failed()) return {};
    Eigen::MatrixXf matrix(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
    if (!bytes.empty()) std::memcpy(matrix.data(), bytes.data(), bytes.size()); // an empty matrix has no memory to copy to
    return matrix;
}

void put(ByteWriter& out, const detection::ZoneTrack& track) {
    out.text(track.zone);
    out.count(track.events.size());
    for (const auto& e : track.events) {
        out.text(e.zone);
        putInstant(out, e.detectedAt);
        putOptional(out, e.endedAt);
        out.text(e.repairJob);
        out.count(e.states.size());
        for (const auto& s : e.states) putState(out, s);
        putEvidence(out, e.evidence, e.rivals);
        out.text(e.why);
    }
    for (const auto* s : {&track.inflow_m3s, &track.expected_m3s, &track.excess_m3s, &track.sd_m3s}) putSeries(out, *s);
}

detection::ZoneTrack getZoneTrack(ByteReader& in) {
    detection::ZoneTrack track;
    track.zone = in.text();
    for (std::size_t n = in.count(1); n > 0; --n) {
        detection::TrackedEvent e;
        e.zone = in.text();
        e.detectedAt = getInstant(in);
        e.endedAt = getOptional(in);
        e.repairJob = in.text();
        for (std::size_t m = in.count(1); m > 0; --m) e.states.push_back(getState(in));
        getEvidence(in, e.evidence, e.rivals);
        e.why = in.text();
        track.events.push_back(std::move(e));
    }
    for (auto* s : {&track.inflow_m3s, &track.expected_m3s, &track.excess_m3s, &track.sd_m3s}) *s = getSeries(in);
    return track;
}

void put(ByteWriter& out, const calibration::ResidualRecord& record) {
    putInstant(out, record.start);
    out.zigzag(record.slotsPerDay);
    out.count(record.sensors.size());
    for (const std::size_t s : record.sensors) out.count(s);
    out.count(record.pressures);
    putMatrix(out, record.residual);
    putMatrix(out, record.loss);
}

calibration::ResidualRecord getRecord(ByteReader& in) {
    calibration::ResidualRecord record;
    record.start = getInstant(in);
    record.slotsPerDay = std::max(1, static_cast<int>(in.zigzag()));
    for (std::size_t n = in.count(1); n > 0; --n) record.sensors.push_back(static_cast<std::size_t>(in.varint()));
    record.pressures = static_cast<std::size_t>(in.varint());
    record.residual = getMatrix(in);
    record.loss = getMatrix(in);
    return record;
}

void put(ByteWriter& out, const ExpectedBand& band) {
    out.text(band.sensor);
    putInstant(out, band.start);
    out.i64(band.step.ms);
    for (const auto* v : {&band.expected, &band.low, &band.high}) {
        out.count(v->size());
        for (const float x : *v) out.f32(x);
    }
}

ExpectedBand getBand(ByteReader& in) {
    ExpectedBand band;
    band.sensor = in.text();
    band.start = getInstant(in);
    band.step.ms = in.i64();
    for (auto* v : {&band.expected, &band.low, &band.high}) {
        for (std::size_t n = in.count(4); n > 0; --n) v->push_back(in.f32());
    }
    return band;
}

} // namespace ms::analysis
