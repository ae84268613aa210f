#include "core/base/version.h"
#include "ui/export/balance_series.h"
#include "ui/export/project_source.h"

#include <cmath>
#include <limits>

namespace ms::exporting {
namespace {

constexpr int kPointsPerSeries = 4000; ///< more readings than these become means

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The band's values at an instant; NaN beyond it.
void expect(output::TracePoint& point, const analysis::ExpectedBand* band) {
    point.expected = point.low = point.high = kUnknown;
    if (!band || band->step.ms <= 0 || point.at < band->start) return;
    const auto i = static_cast<std::size_t>((point.at - band->start).ms / band->step.ms);
    if (i >= band->expected.size()) return;
    point.expected = static_cast<double>(band->expected[i]);
    point.low = static_cast<double>(band->low[i]);
    point.high = static_cast<double>(band->high[i]);
}

void fill(output::Trace& trace, const drawing::Columns& columns, const analysis::ExpectedBand* band) {
    trace.step_s = columns.step.ms / 1000;
    for (std::size_t i = 0; i < columns.values.size(); ++i) {
        if (!std::isfinite(columns.values[i])) continue;
        output::TracePoint point{columns.start + columns.step * static_cast<std::int64_t>(i), columns.values[i], 0, 0, 0};
        expect(point, band);
        trace.points.push_back(point);
    }
}

Result<output::Trace> sensorTrace(const ProjectSource& source, const project::ProjectFile& file, const series::Sensor& sensor, std::int64_t event,
                                  TimeSpan span) {
    output::Trace trace{event, sensor.name, sensor.quantity, 0, {}};
    const auto readings = file.readings(sensor.name, span);
    if (!readings) return readings.error();
    const analysis::ExpectedBand* band = source.band(sensor.name);
    if (readings->size() > static_cast<std::size_t>(kPointsPerSeries)) {
        const std::int64_t quarter = minutes(15).ms;
        const Duration step{(span.length().ms / kPointsPerSeries + quarter) / quarter * quarter};
        const Instant start{span.from.ms / step.ms * step.ms};
        const auto count = static_cast<std::size_t>((span.to - start).ms / step.ms + 1);
        fill(trace, {start, step, drawing::columnMeans(*readings, start, step, count)}, band);
        return trace;
    }
    for (std::size_t i = 0; i < readings->size(); ++i) {
        output::TracePoint point{Instant{readings->times_ms[i]}, readings->values[i], 0, 0, 0};
        expect(point, band);
        trace.points.push_back(point);
    }
    return trace;
}

Result<void> addTraces(output::Content& content, const ProjectSource& source, const project::ProjectFile& file, const detection::Event& event) {
    const TimeSpan span = evidenceSpan(event);
    std::size_t room = kSeriesPerEvent;
    for (const detection::Balance& balance : source.balances) {
        if (balance.zone != event.zone || balance.flows.empty()) continue;
        const auto inflow = netInflow(source, file, balance, span, kPointsPerSeries);
        if (!inflow) return inflow.error();
        output::Trace trace{event.id, "net inflow " + balance.zone, Quantity::flow, 0, {}};
        fill(trace, *inflow, source.band("inflow " + balance.zone));
        content.traces.push_back(std::move(trace));
        --room;
        break;
    }
    for (const series::Sensor* sensor : loudest(source, event, room)) {
        auto trace = sensorTrace(source, file, *sensor, event.id, span);
        if (!trace) return trace.error();
        content.traces.push_back(std::move(*trace));
    }
    return {};
}

} // namespace

Result<output::Content> tablesOf(const ProjectSource& source, const project::ProjectFile& file, const std::vector<detection::Event>& events,
                                 bool series, std::stop_token stop) {
    output::Content content;
    content.title = source.settings.title;
    content.crs = source.settings.crs;
    content.zone = source.zone;
    content.version = kVersion;
    content.network = source.network;
    content.gisPipes = source.gisPipes;
    content.sensors = source.sensors;
    content.events = events;
    if (source.run.id != 0) content.run = std::to_string(source.run.id);
    for (const detection::Event& event : events) {
        for (const project::Note& note : source.notes)
            if (note.event == event.id) content.remarks.push_back({note.event, note.written, note.author, note.text});
        if (!series) continue;
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        if (auto done = addTraces(content, source, file, event); !done) return done.error();
    }
    return content;
}

} // namespace ms::exporting
