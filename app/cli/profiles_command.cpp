#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ms::cli {
namespace {

using ingest::DateOrder;
using project::LearnedProfile;

std::string orderOf(const LearnedProfile& p) {
    if (!p.profile.order) return {};
    return *p.profile.order == DateOrder::mdy ? "m/d/y" : "d/m/y";
}

std::string lineOf(const LearnedProfile& p, const LocalZone& zone) {
    std::string text = p.profile.name + "  learned " + toIso(p.learned, zone).substr(0, 10);
    if (p.profile.order) text += ", dates " + orderOf(p);
    if (p.profile.decimalMark) text += std::string(", decimal ") + (*p.profile.decimalMark == ',' ? "comma" : "point");
    for (std::size_t i = 0; i < p.profile.columns.size() && i < 6; ++i) {
        const auto& c = p.profile.columns[i];
        text += (i == 0 ? "; " : ", ") + c.header + " = " + std::string(nameOf(c.quantity)) + " in " + c.unit;
    }
    if (p.profile.columns.size() > 6) text += ", ... " + std::to_string(p.profile.columns.size()) + " columns";
    return text + "\n";
}

QJsonObject jsonOf(const LearnedProfile& p, const LocalZone& zone) {
    QJsonArray columns;
    for (const auto& c : p.profile.columns)
        columns.append(QJsonObject{{QStringLiteral("header"), QString::fromStdString(c.header)},
                                   {QStringLiteral("quantity"), QString::fromUtf8(nameOf(c.quantity).data())},
                                   {QStringLiteral("unit"), QString::fromStdString(c.unit)}});
    return {{QStringLiteral("name"), QString::fromStdString(p.profile.name)},
            {QStringLiteral("learned"), QString::fromStdString(toIso(p.learned, zone))},
            {QStringLiteral("dates"), QString::fromStdString(orderOf(p))},
            {QStringLiteral("decimal_mark"), p.profile.decimalMark ? QString(QLatin1Char(*p.profile.decimalMark)) : QString()},
            {QStringLiteral("columns"), columns}};
}

Exit runProfiles(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    if (arguments.has("forget")) {
        const std::string name = arguments.value("forget");
        auto file = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
        if (!file) return fail(file.error());
        const auto gone = (*file)->forgetProfiles(name == "all" ? std::string{} : name);
        if (!gone) return fail(gone.error());
        if (*gone == 0 && name != "all")
            return fail(
                {ErrorCode::notFound, "nothing was learned from a file '" + name + "'", {}, {}, {}, "mainsight-cli profiles PROJECT lists them"});
        context.console.note(std::to_string(*gone) + (*gone == 1 ? " profile is forgotten" : " profiles are forgotten"));
        return Exit::done;
    }
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto all = project->file->profiles();
    if (!all) return fail(all.error());
    QJsonArray json;
    for (const LearnedProfile& p : *all) {
        if (context.json)
            json.append(jsonOf(p, project->zone));
        else
            context.console.result(lineOf(p, project->zone));
    }
    if (context.json) context.console.result(QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString() + "\n");
    context.console.note(std::to_string(all->size()) + (all->size() == 1 ? " profile" : " profiles"));
    return Exit::done;
}

} // namespace

Command profilesCommand() {
    Command command;
    command.name = "profiles";
    command.arguments = "PROJECT";
    command.summary = "what imports learned about the forms of files, a line a form; forgets it";
    command.details =
        "A file that goes in teaches how its like is read: files with the same separator and header. What such a file leaves open is then\n"
        "answered by what was learned: whether dates are d/m/y or m/d/y, the decimal mark, quantity and unit of a column. What a file\n"
        "shows itself always stands, and a contradiction is said.";
    command.options = {{"forget", "NAME|all", "forget what the file NAME taught, or all"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runProfiles;
    return command;
}

} // namespace ms::cli
