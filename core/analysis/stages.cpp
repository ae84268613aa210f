#include "core/analysis/stages.h"

#include "core/analysis/codec.h"

#include <algorithm>
#include <array>

namespace ms::analysis {

namespace {

Error broken() { return {ErrorCode::internal, "The result of an earlier stage of the analysis cannot be read", {}, {}, {}, {}}; }

ByteWriter begin(Payload payload) {
    ByteWriter out;
    out.u8(static_cast<std::uint8_t>(payload));
    return out;
}

void put(ByteWriter& out, const PlacedRevision& r) {
    out.i64(r.at.ms);
    out.count(r.pipes.size());
    for (std::size_t i = 0; i < r.pipes.size(); ++i) {
        out.zigzag(r.pipes[i]);
        out.f32(r.probability[i]);
    }
}

PlacedRevision getRevision(ByteReader& in) {
    PlacedRevision r;
    r.at.ms = in.i64();
    for (std::size_t k = in.count(1); k > 0; --k) {
        r.pipes.push_back(static_cast<std::int32_t>(in.zigzag()));
        r.probability.push_back(in.f32());
    }
    return r;
}

} // namespace

std::string encodeTrack(const detection::ZoneTrack& track) {
    ByteWriter out = begin(Payload::track);
    put(out, track);
    return out.take();
}

std::string encodeExpectation(const Expectation& expectation) {
    ByteWriter out = begin(Payload::expectation);
    out.count(expectation.records.size());
    for (const auto& r : expectation.records) put(out, r);
    putMatrix(out, expectation.drive);
    out.zigzag(expectation.unsolved);
    out.count(expectation.model.size());
    for (const auto& b : expectation.model) put(out, b);
    return out.take();
}

std::string encodePlacements(const std::vector<PlacedEvent>& placements) {
    ByteWriter out = begin(Payload::placements);
    out.count(placements.size());
    for (const auto& p : placements) {
        out.count(p.zone);
        out.count(p.event);
        out.count(p.revisions.size());
        for (const auto& r : p.revisions) put(out, r);
    }
    return out.take();
}

std::string encodeCharts(const ZoneCharts& charts) {
    ByteWriter out = begin(Payload::charts);
    out.count(charts.zone);
    out.i64(charts.start.ms);
    out.count(charts.charts.size());
    for (const LeakChart& chart : charts.charts) {
        out.i64(chart.at.ms);
        out.f64(chart.inflow_m3s);
        out.count(chart.leaks.size());
        for (const ChartedLeak& c : chart.leaks) {
            out.count(static_cast<std::size_t>(c.leak.column));
            for (const double v : {c.leak.onset_d, c.leak.growth_d, c.leak.end_d, c.leak.flow_m3s, c.leak.gain, c.flowSd_m3s, c.onset_d, c.earliest_d,
                                   c.latest_d, c.certainty})
                out.f64(v);
            put(out, c.place);
        }
    }
    return out.take();
}

Result<void> addFindings(std::string_view bytes, Findings& findings) {
    ByteReader in(bytes);
    switch (static_cast<Payload>(in.u8())) {
    case Payload::track: {
        findings.tracks.push_back(getZoneTrack(in));
        break;
    }
    case Payload::expectation: {
        Expectation e;
        for (std::size_t n = in.count(1); n > 0; --n) e.records.push_back(getRecord(in));
        e.drive = getMatrix(in);
        e.unsolved = static_cast<std::int32_t>(in.zigzag());
        for (std::size_t n = in.count(1); n > 0; --n) e.model.push_back(getBand(in));
        findings.blocks.push_back(std::move(e));
        break;
    }
    case Payload::placements:
        for (std::size_t n = in.count(1); n > 0; --n) {
            PlacedEvent p;
            p.zone = static_cast<std::size_t>(in.varint());
            p.event = static_cast<std::size_t>(in.varint());
            for (std::size_t m = in.count(1); m > 0; --m) p.revisions.push_back(getRevision(in));
            findings.placements.push_back(std::move(p));
        }
        break;
    case Payload::charts: {
        ZoneCharts zone;
        zone.zone = static_cast<std::size_t>(in.varint());
        zone.start.ms = in.i64();
        for (std::size_t n = in.count(1); n > 0; --n) {
            LeakChart chart;
            chart.at.ms = in.i64();
            chart.inflow_m3s = in.f64();
            for (std::size_t m = in.count(1); m > 0; --m) {
                ChartedLeak c;
                c.leak.column = static_cast<Eigen::Index>(in.varint());
                for (double* v : {&c.leak.onset_d, &c.leak.growth_d, &c.leak.end_d, &c.leak.flow_m3s, &c.leak.gain, &c.flowSd_m3s, &c.onset_d,
                                  &c.earliest_d, &c.latest_d, &c.certainty})
                    *v = in.f64();
                c.place = getRevision(in);
                chart.leaks.push_back(std::move(c));
            }
            zone.charts.push_back(std::move(chart));
        }
        findings.charts.push_back(std::move(zone));
        break;
    }
    case Payload::events:
    case Payload::trial: return {};
    default: return broken();
    }
    if (in.failed() || !in.atEnd()) return broken();
    return {};
}

detection::ZoneTrack thin(const detection::ZoneTrack& track) {
    static constexpr std::array<double, 16> marks_d{0, 0.5, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 150, 270};
    detection::ZoneTrack result;
    result.zone = track.zone;
    for (const auto& event : track.events) {
        detection::TrackedEvent kept = event;
        kept.states.clear();
        std::size_t mark = 0;
        for (std::size_t i = 0; i < event.states.size(); ++i) {
            const auto& state = event.states[i];
            const double age = (state.at - event.detectedAt).days();
            const bool due = mark < marks_d.size() && age >= marks_d[mark] - 0.01;
            const bool turned = kept.states.empty() || state.kind != kept.states.back().kind || state.withdrawn != kept.states.back().withdrawn ||
                                (state.flow_m3s.value <= 0) != (kept.states.back().flow_m3s.value <= 0) ||
                                (state.changed && state.at - kept.states.back().at >= days(1));
            // The first hours, where detection looks that often: with three hours of readings areas are a fifth smaller than with one and a half.
            const bool soon = age > 0.04 && age < 0.2;
            if (!due && !turned && !soon) continue;
            while (mark < marks_d.size() && age >= marks_d[mark] - 0.01) ++mark;
            kept.states.push_back(state);
        }
        result.events.push_back(std::move(kept));
    }
    return result;
}

std::string encodeDetect(const DetectInput& input) {
    ByteWriter out;
    out.count(input.zone);
    out.boolean(input.again);
    out.count(input.hints.size());
    for (const auto& h : input.hints) {
        out.count(h.repair);
        out.i64(h.startedNear.ms);
    }
    out.count(input.carried.size());
    for (const auto& text : input.carried) out.text(text);
    return out.take();
}

Result<DetectInput> decodeDetect(std::string_view bytes) {
    ByteReader in(bytes);
    DetectInput input;
    input.zone = static_cast<std::size_t>(in.varint());
    input.again = in.boolean();
    for (std::size_t n = in.count(1); n > 0; --n) {
        RepairHint h;
        h.repair = static_cast<std::size_t>(in.varint());
        h.startedNear.ms = in.i64();
        input.hints.push_back(h);
    }
    for (std::size_t n = in.count(1); n > 0; --n) input.carried.emplace_back(in.text());
    if (in.failed() || !in.atEnd()) return broken();
    return input;
}

std::string encodeInput(const PlacingInput& input) {
    ByteWriter out;
    out.boolean(input.again);
    out.count(input.texts.size());
    for (const auto& t : input.texts) out.text(t);
    out.count(input.events.size());
    for (const auto& [zone, event] : input.events) {
        out.count(zone);
        out.count(event);
    }
    return out.take();
}

Result<PlacingInput> decodeInput(std::string_view bytes) {
    ByteReader in(bytes);
    PlacingInput input;
    input.again = in.boolean();
    for (std::size_t n = in.count(1); n > 0; --n) input.texts.emplace_back(in.text());
    for (std::size_t n = in.count(1); n > 0; --n) {
        const auto zone = static_cast<std::size_t>(in.varint());
        input.events.emplace_back(zone, static_cast<std::size_t>(in.varint()));
    }
    if (in.failed() || !in.atEnd()) return broken();
    return input;
}

} // namespace ms::analysis
