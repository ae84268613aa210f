#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ms::cli {
namespace {

std::string jsonOf(const std::vector<project::Quiet>& quiets, const LocalZone& zone) {
    QJsonArray all;
    for (const auto& q : quiets) {
        QJsonObject one{{"id", static_cast<double>(q.id)},
                        {"from", QString::fromStdString(toIso(q.span.from, zone))},
                        {"until", QString::fromStdString(toIso(q.span.to, zone))},
                        {"reason", QString::fromStdString(q.reason)}};
        one.insert(q.zone.empty() ? QStringLiteral("sensor") : QStringLiteral("zone"), QString::fromStdString(q.zone.empty() ? q.sensor : q.zone));
        all.append(one);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Compact).toStdString() + "\n";
}

std::string tableOf(const std::vector<project::Quiet>& quiets, const LocalZone& zone) {
    std::string text;
    for (const auto& q : quiets)
        text += std::to_string(q.id) + "  " + (q.zone.empty() ? "sensor " + q.sensor : "zone " + q.zone) + ", " + toIso(q.span.from, zone) + " to " +
                toIso(q.span.to, zone) + (q.reason.empty() ? "" : ": " + q.reason) + "\n";
    return text;
}

/// The quiet time that the arguments describe, checked against what the project has.
Result<project::Quiet> wanted(const Arguments& arguments, const OpenProject& project) {
    project::Quiet quiet{0, arguments.value("zone"), arguments.value("sensor"), {}, arguments.value("reason")};
    auto from = arguments.instant("from", project.zone), to = arguments.instant("until", project.zone);
    if (!from) return from.error();
    if (!to) return to.error();
    quiet.span = {from->valid() ? *from : Instant{QDateTime::currentMSecsSinceEpoch()}, *to};
    if (!to->valid()) return Error{ErrorCode::invalidInput, "a quiet time needs an end", {}, {}, {}, "Add --until TIME"};
    auto sensors = project.file->sensors();
    if (!sensors) return sensors.error();
    const bool known = std::any_of(sensors->begin(), sensors->end(),
                                   [&](const auto& s) { return quiet.zone.empty() ? s.sensor.name == quiet.sensor : s.sensor.zone == quiet.zone; });
    if (!known && quiet.zone.empty() != quiet.sensor.empty())
        return Error{ErrorCode::notFound,
                     quiet.zone.empty() ? "there is no such sensor" : "no sensor is in that zone",
                     {},
                     quiet.zone.empty() ? quiet.sensor : quiet.zone,
                     {},
                     "'check' lists the sensors with their zones"};
    return quiet;
}

Exit runQuiet(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const bool add = arguments.has("zone") || arguments.has("sensor");
    auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    if (add || arguments.has("end")) {
        auto file = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
        if (!file) return fail(file.error());
        if (add) {
            const auto quiet = wanted(arguments, *project);
            if (!quiet) return fail(quiet.error());
            if (auto put = (*file)->putQuiet(*quiet); !put) return fail(put.error());
        } else {
            const auto id = arguments.integer("end", 0, 1, INT64_MAX);
            if (!id) return fail(id.error());
            if (auto removed = (*file)->removeQuiet(*id); !removed) return fail(removed.error());
        }
    }
    const auto quiets = project->file->quiets();
    if (!quiets) return fail(quiets.error());
    context.console.result(context.json ? jsonOf(*quiets, project->zone) : tableOf(*quiets, project->zone));
    return Exit::done;
}

} // namespace

Command quietCommand() {
    Command command;
    command.name = "quiet";
    command.arguments = "PROJECT";
    command.summary = "planned work, or a wish not to be told: no notices of a zone or a sensor for a while";
    command.details =
        "Lists the quiet times of a project, after adding one (--zone or --sensor, with its end) or taking one away (--end). Events of that time "
        "are\n"
        "found and kept as ever, and watch lists them as quiet; no program is started and no notice shown for them. Of a sensor, what is kept quiet\n"
        "is that it is faulty. An event that goes on beyond the end is told when it is next revised.";
    command.options = {{"zone", "ZONE", "be quiet about events of this zone"},
                       {"sensor", "SENSOR", "be quiet about faults of this sensor"},
                       {"from", "T", "from this time of the readings on; default: now"},
                       {"until", "T", "until then"},
                       {"reason", "TEXT", "what for, for whoever looks"},
                       {"end", "ID", "take this quiet time away"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runQuiet;
    return command;
}

} // namespace ms::cli
