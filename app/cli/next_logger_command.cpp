#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "core/analysis/model_fit.h"
#include "core/analysis/next_logger.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace ms::cli {
namespace {

std::string jsonOf(std::int64_t event, const analysis::NextLoggerAdvice& advice) {
    QJsonArray places;
    for (const auto& p : advice.places) {
        QJsonObject place{{"node", QString::fromStdString(p.node)},
                          {"expected_length_m", p.length_m},
                          {"expected_gain", advice.now_m > 0 ? 1 - p.length_m / advice.now_m : 0},
                          {"expected_shift_m", p.expectedShift_m}};
        if (p.position) {
            place.insert("x", p.position->x);
            place.insert("y", p.position->y);
        }
        places.append(place);
    }
    const QJsonObject all{{"event", static_cast<double>(event)}, {"level", advice.level}, {"length_m", advice.now_m}, {"places", places}};
    return QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString();
}

std::string tableOf(const analysis::NextLoggerAdvice& advice) {
    char line[200];
    std::string text = "junction          x            y  leaves    of the area  moves there\n";
    for (const auto& p : advice.places) {
        std::snprintf(line, sizeof line, "%-12s %10.1f %12.1f %6.0f m %10.0f %% %10.2f m\n", p.node.c_str(), p.position ? p.position->x : 0.0,
                      p.position ? p.position->y : 0.0, p.length_m, advice.now_m > 0 ? 100 * p.length_m / advice.now_m : 100, p.expectedShift_m);
        text += line;
    }
    return text;
}

Exit runNextLogger(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const std::string wanted = arguments.value("event");
    if (wanted.empty()) return fail({ErrorCode::invalidInput, "next-logger needs an event", {}, {}, {}, "Add --event ID; 'events' lists them."});
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto events = project->file->events();
    if (!events) return fail(events.error());
    const auto event = std::find_if(events->begin(), events->end(), [&](const auto& e) { return std::to_string(e.id) == wanted; });
    if (event == events->end()) return fail({ErrorCode::invalidInput, "there is no event " + wanted, {}, {}, {}, "'events' lists them."});
    auto data = project->file->analysisData(project::Flags::all);
    if (!data) return fail(data.error());
    const auto layer = project->file->calibration();
    if (!layer) return fail(layer.error());
    if (layer->has_value()) analysis::layOver(**layer, *data);
    NullSink sink;
    const auto advice = analysis::nextLoggerFor(*data, *event, sink);
    if (!advice) return fail(advice.error());
    context.console.result(context.json ? jsonOf(event->id, *advice) : tableOf(*advice));
    return Exit::done;
}

} // namespace

Command nextLoggerCommand() {
    Command command;
    command.name = "next-logger";
    command.arguments = "PROJECT";
    command.summary = "where one more pressure logger would shrink an event's area most";
    command.details = "Ten junctions, best first: the expected length of the area after reading the pressure there, and how far the burst is\n"
                      "expected to move it. From the event's probabilities and the model, or a surrogate made of the GIS pipes.";
    command.options = {{"event", "ID", "the event's id, as 'events' lists it"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runNextLogger;
    return command;
}

} // namespace ms::cli
