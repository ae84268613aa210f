#include "app/cli/area_words.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace ms::cli {
namespace {

constexpr double kLevels[] = {0.5, 0.8, 0.9, 0.95};

std::string jsonOf(const detection::AreaTrust& trust) {
    QJsonArray levels;
    for (const double level : kLevels) levels.append(QJsonObject{{"level", level}, {"of_the_posterior", trust.massFor(level)}});
    const QJsonObject all{{"learned_at", trust.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(toIso(trust.learnedAt)))},
                          {"drill_bursts", trust.ofDrill},
                          {"repaired_bursts", trust.repaired},
                          {"levels", levels}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact).toStdString() + "\n";
}

Exit runAreas(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    if (arguments.has("forget") && !project->settings.areaTrust.empty()) {
        project->settings.areaTrust = {};
        project->file.reset();
        auto file = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
        if (!file) return fail(file.error());
        if (auto set = (*file)->setSettings(project->settings); !set) return fail(set.error());
        context.console.note("forgotten, from the next analysis on");
    }
    context.console.result(context.json ? jsonOf(project->settings.areaTrust) : areaTrustTable(project->settings.areaTrust));
    return Exit::done;
}

} // namespace

std::string areaTrustTable(const detection::AreaTrust& trust) {
    std::string text = trust.empty() ? "nothing was learned of this network: areas take the posterior at its word\n"
                                     : "learned " + toIso(trust.learnedAt).substr(0, 10) + " from " + std::to_string(trust.ofDrill) +
                                           " bursts of a drill and " + std::to_string(trust.repaired) + " repaired ones\n";
    for (const double level : kLevels) {
        char line[80];
        std::snprintf(line, sizeof line, "an area of %2.0f %% takes %5.1f %% of the posterior\n", 100 * level, 100 * trust.massFor(level));
        text += line;
    }
    return text;
}

Command areasCommand() {
    Command command;
    command.name = "areas";
    command.arguments = "PROJECT";
    command.summary = "how much of the posterior an area of interest takes to hold the burst as often as it says";
    command.details =
        "Without anything learned an area of 90 % takes 90 % of the posterior. `drill PROJECT --learn` finds out what it needs on this\n"
        "network, from bursts invented on it; events that were repaired at a known pipe are counted too.";
    command.options = {{"forget", "", "take the posterior at its word again"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runAreas;
    return command;
}

} // namespace ms::cli
