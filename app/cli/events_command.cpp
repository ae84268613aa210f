#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "core/export/csv_text.h"
#include "core/export/layers.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace ms::cli {
namespace {

using detection::Event;
using detection::EventKind;

std::string shortTime(Instant t, const LocalZone& zone) {
    if (!t.valid()) return "-";
    std::string text = toIso(t, zone).substr(0, 16);
    text[10] = ' ';
    return text;
}

std::string number(double v, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, v);
    return text;
}

std::string areaText(const Event& event) {
    if (event.area.wholeZone) return "whole zone";
    if (event.area.pipes.empty()) return "-";
    return number(event.area.length_m, 0) + " m, " + std::to_string(event.area.pipes.size()) + " pipes from " + event.area.pipes.front().id;
}

/// Columns as wide as their longest cell; the last one runs on.
std::string tableOf(const std::vector<Event>& events, const LocalZone& zone) {
    std::vector<std::vector<std::string>> rows{
        {"id", "kind", "zone", "started", "detected", "ended", "l/s", "90 % interval", "conf.", "status", "area"}};
    for (const Event& e : events)
        rows.push_back({std::to_string(e.id), std::string(nameOf(e.kind)), e.zone, shortTime(e.startedAt, zone), shortTime(e.detectedAt, zone),
                        e.endedAt ? shortTime(*e.endedAt, zone) : "-", number(e.flow_m3s.value * 1000, 2),
                        number(e.flow_m3s.low * 1000, 2) + " .. " + number(e.flow_m3s.high * 1000, 2), number(e.confidence, 2),
                        std::string(nameOf(e.status)), areaText(e)});
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += row[i];
            if (i + 1 < row.size()) text.append(widths[i] - row[i].size() + 2, ' ');
        }
        text += '\n';
    }
    return text;
}

/// True when the events come from a run with --live.
bool foundLive(const project::ProjectFile& file) {
    const auto runs = file.runs();
    if (!runs || runs->empty()) return false;
    const auto options = QJsonDocument::fromJson(QByteArray::fromStdString(runs->back().optionsJson)).object();
    return options.value(QLatin1String("live")).toBool();
}

std::string battledimOf(const std::vector<Event>& events, const LocalZone& zone, bool live) {
    std::string text = "# linkID, startTime\n";
    for (const Event& e : events) {
        const bool leak = e.kind == EventKind::burst || e.kind == EventKind::leak;
        if (leak && !e.area.pipes.empty()) text += e.area.pipes.front().id + ", " + shortTime(live ? e.detectedAt : e.startedAt, zone) + "\n";
    }
    return text;
}

Result<std::string> csvTable(const OpenProject& project) {
    auto content = contentOf(project);
    if (!content) return content.error();
    for (const output::Layer& layer : output::layersOf(*content, false))
        if (layer.name == "events") return output::csvOf(layer);
    return std::string();
}

Exit runEvents(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const std::string format = arguments.value("format", context.json ? "json" : "table");
    if (format != "table" && format != "json" && format != "csv" && format != "battledim")
        return fail({ErrorCode::invalidInput, "there is no format '" + format + "'", {}, {}, {}, "It is table, json, csv or battledim"});
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto events = project->file->events();
    if (!events) return fail(events.error());
    if (format == "csv") {
        const auto csv = csvTable(*project);
        if (!csv) return fail(csv.error());
        context.console.result(*csv);
    } else if (format == "json") {
        context.console.result(project::eventsToJson(*events, project->zone));
    } else if (format == "battledim") {
        context.console.result(battledimOf(*events, project->zone, foundLive(*project->file)));
    } else {
        context.console.result(tableOf(*events, project->zone));
        if (events->empty()) context.console.note("no events; 'mainsight-cli analyse' looks for them");
    }
    return Exit::done;
}

} // namespace

Command eventsCommand() {
    Command command;
    command.name = "events";
    command.arguments = "PROJECT";
    command.summary = "lists what was found, oldest first";
    command.options = {{"format", "FORMAT", "table (default), json, csv, or battledim (most probable pipe of each burst or leak)"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runEvents;
    return command;
}

} // namespace ms::cli
