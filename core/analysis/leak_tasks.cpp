#include "core/analysis/leak_tasks.h"

#include "core/analysis/event_assembly.h"
#include "core/analysis/leak_follow.h"

#include <limits>

namespace ms::analysis {

namespace {

constexpr std::size_t kFirstId = 250'000; ///< behind the events of the zone's balance

/// A task's zone and what it needs.
Result<std::size_t> readTask(const Task& task, const ModelFrame& frame, Findings& findings) {
    auto input = decodeInput(task.input);
    if (!input) return input.error();
    for (const auto& text : input->texts)
        if (auto ok = addFindings(text, findings); !ok) return ok.error();
    if (input->events.size() != 1 || findings.tracks.size() != frame.balances.zones.size() || input->events.front().first >= findings.tracks.size())
        return Error{ErrorCode::internal, "A task without its zone", {}, {}, {}, {}};
    return input->events.front().first;
}

} // namespace

std::vector<std::size_t> chartedZones(const ModelFrame& frame, const Data& data, const std::vector<bool>& wanted) {
    std::vector<std::size_t> zones;
    for (std::size_t z = 0; z < frame.balances.zones.size(); ++z)
        if (wanted[z] && canChart(frame, data, z)) zones.push_back(z);
    return zones;
}

Result<TaskOutput> runChart(const Task& task, const Data& data, const ModelFrame& frame, EventSink& sink, std::stop_token stop) {
    Findings findings;
    const auto zone = readTask(task, frame, findings);
    if (!zone) return zone.error();
    auto charts = chartLeaks(frame, data, joinBlocks(findings.blocks), *zone, {}, sink, stop);
    if (!charts) return charts.error();
    return TaskOutput{encodeCharts(*charts), {}, {}};
}

Result<TaskOutput> runFollow(const Task& task, const Data& data, const ModelFrame& frame, const Options& options,
                             const std::function<std::int64_t(std::size_t, std::size_t)>& idOf, EventSink& sink, std::stop_token stop) {
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The analysis was stopped", {}, {}, {}, {}};
    Findings findings;
    const auto zone = readTask(task, frame, findings);
    if (!zone) return zone.error();
    AnnouncingOptions announcing = announcingOf(data, options);
    announcing.doubt = kFollowedDoubt;
    announcing.againUntil_d = std::numeric_limits<double>::infinity(); // charts go on learning where it is
    const auto candidates = localisation::candidatePipes(*data.network, frame.balances.zones[*zone].links);
    double length = 0;
    for (const auto& c : candidates) length += c.length_m;
    TaskOutput output;
    for (const ZoneCharts& charts : findings.charts) {
        if (charts.zone != *zone) continue;
        for (const FollowedLeak& leak : followLeaks(frame, data, charts, findings.tracks, findings.placements, {})) {
            if (options.period.from.valid() && leak.event.detectedAt < options.period.from) continue;
            auto event = assembleEvent(leak.event, leak.placed, candidates, length, {}, options.live, announcing);
            if (!event) continue;
            event->id = idOf(*zone, kFirstId + output.events.size());
            output.events.push_back(std::move(*event));
        }
    }
    sink.partial(output.events);
    sink.progress(task.kind, 1, 1);
    output.bytes = std::string(1, static_cast<char>(Payload::events));
    return output;
}

} // namespace ms::analysis
