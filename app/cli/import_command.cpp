#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_to_end.h"
#include "core/base/units.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ms::cli {
namespace {

using jobs::FileOutcome;

/// "pressure=m,flow=m3/h" -> {pressure: m, flow: m3/h}, each checked.
Result<QMap<QString, QString>> parseUnits(const std::string& text) {
    QMap<QString, QString> units;
    const auto wrong = [](const std::string& what) {
        return Error{ErrorCode::invalidInput, "--units: " + what, {}, {}, {}, "Write --units pressure=m,flow=m3/h,level=m,demand=l/h"};
    };
    const QStringList pairs = QString::fromStdString(text).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& pair : pairs) {
        const qsizetype equals = pair.indexOf(QLatin1Char('='));
        const std::string name = pair.left(equals).trimmed().toStdString(), unit = pair.mid(equals + 1).trimmed().toStdString();
        if (equals < 0) return wrong("'" + pair.toStdString() + "' is not QUANTITY=UNIT");
        if (!quantityFromString(name)) return wrong("there is no quantity '" + name + "'; it is pressure, flow, level or demand");
        if (!unitFromString(unit)) return wrong("the unit '" + unit + "' is not known");
        units.insert(QString::fromStdString(name), QString::fromStdString(unit));
    }
    return units;
}

void report(const std::vector<FileOutcome>& outcomes, const jobs::RunProgress& progress, Context& context) {
    qint64 values = 0, quarantined = 0, unchanged = 0, replaced = 0;
    std::size_t failed = 0;
    QJsonArray files;
    for (const FileOutcome& o : outcomes) {
        values += o.values;
        quarantined += o.quarantined;
        unchanged += o.unchanged;
        replaced += o.replaced;
        if (!o.error.isEmpty()) {
            ++failed;
            context.console.error({ErrorCode::unreadable, o.error.toStdString(), o.path.toStdString(), {}, {}, {}});
        }
        if (context.json)
            files.append(QJsonObject{{QStringLiteral("path"), o.path},
                                     {QStringLiteral("format"), o.format},
                                     {QStringLiteral("channels"), o.channels},
                                     {QStringLiteral("values"), o.values},
                                     {QStringLiteral("unchanged"), o.unchanged},
                                     {QStringLiteral("replaced"), o.replaced},
                                     {QStringLiteral("quarantined"), o.quarantined},
                                     {QStringLiteral("error"), o.error}});
        else
            context.console.note(o.path.toStdString() + ": " + o.format.toStdString() + ", " + std::to_string(o.channels) + " channels, " +
                                 std::to_string(o.values) + " values" + (o.quarantined ? ", " + std::to_string(o.quarantined) + " set aside" : ""));
    }
    if (context.json) {
        const QJsonObject summary{
            {QStringLiteral("files"), files},       {QStringLiteral("values"), values},           {QStringLiteral("unchanged"), unchanged},
            {QStringLiteral("replaced"), replaced}, {QStringLiteral("quarantined"), quarantined}, {QStringLiteral("seconds"), progress.elapsed_s}};
        context.console.result(QJsonDocument(summary).toJson(QJsonDocument::Compact).toStdString() + "\n");
        return;
    }
    context.console.note(std::to_string(outcomes.size() - failed) + " of " + std::to_string(outcomes.size()) + " files, " + std::to_string(values) +
                         " values in " + QString::number(progress.elapsed_s, 'f', 1).toStdString() + " s; " + std::to_string(unchanged) +
                         " were known, " + std::to_string(replaced) + " replaced, " + std::to_string(quarantined) + " set aside");
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const auto workers = arguments.integer("workers", 0, 1, 1024);
    if (!workers) return fail(workers.error());
    auto units = parseUnits(arguments.value("units"));
    if (!units) return fail(units.error());
    jobs::ImportRequest request;
    request.projectPath = QString::fromStdString(arguments.positional[0]);
    for (std::size_t i = 1; i < arguments.positional.size(); ++i) request.paths << QString::fromStdString(arguments.positional[i]);
    request.timezone = QString::fromStdString(arguments.value("timezone"));
    request.units = *units;
    request.sensorMapPath = QString::fromStdString(arguments.value("map"));
    request.check = arguments.has("check");
    request.repairsPath = QString::fromStdString(arguments.value("repairs"));

    jobs::ImportRun import(request, runOptions(static_cast<int>(*workers), arguments.value("launcher")));
    const RunEnd end = runToEnd(import, context.console, context.stop);
    const auto outcomes = import.outcomes();
    if (end.outcome == jobs::RunOutcome::done) {
        report(outcomes, end.progress, context);
        const bool all = std::all_of(outcomes.begin(), outcomes.end(), [](const FileOutcome& o) { return o.error.isEmpty(); });
        return all ? Exit::done : Exit::usage;
    }
    for (const FileOutcome& o : outcomes)
        if (!o.error.isEmpty()) context.console.error({ErrorCode::unreadable, o.error.toStdString(), o.path.toStdString(), {}, {}, {}});
    if (end.outcome == jobs::RunOutcome::failed) context.console.note("the project is as it was");
    return fail(import.error().value_or(Error{ErrorCode::internal, end.message.toStdString(), {}, {}, {}, {}}));
}

} // namespace

Command importCommand() {
    Command command;
    command.name = "import";
    command.arguments = "PROJECT PATH...";
    command.summary = "takes in logger files, folders, .gz, .xlsx; the same files again change nothing";
    command.details = "The form of each file (separator, decimal mark, dates, wide or long) is found out by itself; what was guessed is printed.\n"
                      "Without --map, columns named like elements of the network are matched, and the quantity is taken from the file's\n"
                      "name, its header or its units. A file that cannot be read stays out and the others go in (exit status 2); a source without\n"
                      "a unit stops the import, and the project is as it was.\n"
                      "sensors.csv: column,file,element,quantity,unit,zone,x,y,timezone,sign (file may be empty or a glob).\n"
                      "Repair lists: CSV or XLSX with any of job, pipe, reported, completed, x, y, street.";
    command.options = {{"workers", "N", "parse in N processes; default: as many as cores"},
                       {"units", "QUANTITY=UNIT,...", "units of sources that name none: pressure=m,flow=m3/h,level=m,demand=l/h"},
                       {"timezone", "ZONE", "how times without an offset are read; default: the project's"},
                       {"map", "sensors.csv", "which column is which sensor"},
                       {"repairs", "FILE", "list of repairs"},
                       {"check", "", "look for faults of loggers at once; without it, `check` and `analyse` do when they need to"},
                       {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""}};
    command.leastArguments = 2;
    command.mostArguments = -1;
    command.run = run;
    return command;
}

} // namespace ms::cli
