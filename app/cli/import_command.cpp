#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database_arguments.h"
#include "app/cli/import_report.h"
#include "app/cli/project_content.h"
#include "app/cli/run_to_end.h"
#include "core/base/units.h"
#include "core/jobs/sniff_run.h"

#include <QTemporaryDir>

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

bool isWanted(const Diagnostic& diagnostic) { return !isSaidElsewhere(diagnostic); }

/// --dry-run: what would be taken for what, and nothing else.
Exit look(const jobs::ImportRequest& request, const jobs::RunOptions& options, Context& context) {
    const auto project = openProject(request.projectPath.toStdString());
    if (!project) {
        context.console.error(project.error());
        return exitFor(project.error());
    }
    jobs::SniffRun sniff(request, options);
    const RunEnd end = runToEnd(sniff, context.console, context.stop);
    if (end.outcome != jobs::RunOutcome::done) {
        const Error error = sniff.error().value_or(Error{ErrorCode::internal, end.message.toStdString(), {}, {}, {}, {}});
        context.console.error(error);
        return exitFor(error);
    }
    const auto& files = sniff.result().files;
    reportSniffed(sniff.result(), project->zone, context);
    const auto bad = std::count_if(files.begin(), files.end(), [](const auto& f) { return !f.error.empty(); });
    context.console.note(std::to_string(files.size()) + " files looked at, " + std::to_string(bad) +
                         " cannot go in as they are; nothing was imported");
    return bad == 0 ? Exit::done : Exit::usage;
}

/// What stayed out of the files of this import, as the project keeps it; of files that stayed out as a whole, what their report says.
Result<void> saveQuarantine(const std::vector<FileOutcome>& outcomes, const std::string& projectPath, const std::string& path) {
    const auto project = openProject(projectPath);
    if (!project) return project.error();
    const auto kept = project->file->quarantine();
    if (!kept) return kept.error();
    std::vector<project::QuarantinedFile> files;
    for (const FileOutcome& o : outcomes) {
        const ingest::FileReport& r = o.report;
        const auto found = std::find_if(kept->begin(), kept->end(), [&r](const auto& file) { return file.path == r.path; });
        if (!r.error.empty())
            files.push_back({r.path, {}, 1, {{0, {}, r.error, {}}}});
        else if (found != kept->end())
            files.push_back(*found);
    }
    return writeQuarantine(files, path);
}

/// Fetches readings from a database into files of `folder`, all of them whatever was read before, and adds those to what is imported.
Result<void> fetch(const std::vector<jobs::PostgresReadings>& databases, const QTemporaryDir& folder, jobs::ImportRequest& request,
                   Context& context) {
    if (!folder.isValid()) return Error{ErrorCode::unwritable, "no temporary folder can be made", {}, {}, {}, "Check the space there"};
    for (const auto& readings : databases) {
        jobs::PostgresSource source(readings, folder.path(), {});
        auto found = source.look(true, context.stop);
        if (!found) return found.error();
        if (found->empty()) context.console.note(source.name() + ": there are no readings");
        for (const auto& piece : *found) {
            request.paths << piece.path;
            request.names.insert(piece.path, QString::fromStdString(piece.source));
            request.marks[piece.source] = piece.mark;
        }
    }
    return {};
}

Exit runImport(const Arguments& arguments, Context& context) {
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

    const auto databases = databaseArguments(arguments);
    if (!databases) return fail(databases.error());
    if (request.paths.isEmpty() && databases->empty())
        return fail(
            {ErrorCode::invalidInput, "there is nothing to import", {}, {}, {}, "Name files, folders, or a database and its --table or --query"});
    const QTemporaryDir fetched;
    if (auto done = fetch(*databases, fetched, request, context); !done) return fail(done.error());
    if (request.paths.isEmpty()) return Exit::done;

    const jobs::RunOptions options = runOptions(static_cast<int>(*workers), arguments.value("launcher"));
    if (arguments.has("dry-run")) return look(request, options, context);

    jobs::ImportRun import(request, options);
    const RunEnd end = runToEnd(import, context.console, context.stop, context.json ? nullptr : &isWanted);
    const auto outcomes = import.outcomes();
    if (end.outcome == jobs::RunOutcome::done) {
        reportImport(outcomes, end.progress, context);
        if (arguments.has("quarantine"))
            if (auto saved = saveQuarantine(outcomes, arguments.positional[0], arguments.value("quarantine")); !saved) return fail(saved.error());
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
    command.arguments = "PROJECT [PATH...]";
    command.summary = "takes in logger files, folders, .gz, .xlsx; the same files again change nothing";
    command.details =
        "Recognised by what stands in them, whatever their names: CSV long or wide with any separator, decimal comma, preamble, split date and "
        "time,\n"
        "d/m/y or m/d/y, ISO with offsets, epoch; logger files (SLI: .PRN, .TXT, .SLI); TSD + DAT (name the folder that holds them); narrow\n"
        "historian exports with qualities; .xlsx and .ods (every sheet that holds readings); all of it in .gz, .zst or .zip, or in folders.\n"
        "How each was recognised, how sure that is and why is printed and kept in the project's log. --dry-run says it, and what the columns would\n"
        "be taken for, without importing.\n\n"
        "Without --map, columns named like elements of the network are matched, also by names that are near their ids, and the quantity is taken\n"
        "from header, file name, unit or network. A file that cannot be read stays out and the others go in (exit status 2); so does a file whose\n"
        "values cannot be in the unit that it names (half of its pressures outside 5 to 150 m), until --units says that it is right. A source\n"
        "without a unit stops the import, and the project is as it was.\n\n"
        "Bad rows and cells are set aside, the good ones go in. --quarantine writes them as CSV (file,line,reason,text); the project keeps the\n"
        "first 10,000 of each file and counts all (mainsight-cli export --quarantine). A file of the same header as one before is read like that\n"
        "one where it leaves something open (order of dates, units): mainsight-cli profiles.\n\n"
        "sensors.csv: column,file,element,quantity,unit,zone,x,y,timezone,sign,sensor (file may be empty or a glob; quantity none leaves a\n"
        "column out; sensor is its name in the project; without an element, the one nearest to x,y within 30 m is taken). Repair lists: CSV or XLSX "
        "with any of job, pipe, reported, completed, x, y, street.\n\n"
        "--postgres takes in all that a table or query holds; a watch of the same goes on from there.";
    command.options = {{"workers", "N", "parse in N processes; default: as many as cores"},
                       {"units", "QUANTITY=UNIT,...", "units of sources that name none: pressure=m,flow=m3/h,level=m,demand=l/h"},
                       {"timezone", "ZONE", "how times without an offset are read; default: the project's"},
                       {"map", "sensors.csv", "which column is which sensor"},
                       {"repairs", "FILE", "list of repairs"},
                       {"check", "", "look for faults of loggers at once; without it, `check` and `analyse` do when they need to"},
                       {"quarantine", "FILE.csv", "write what stayed out of these files"},
                       {"dry-run", "", "say what would be imported, and import nothing"},
                       {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""}};
    for (Option& option : databaseOptions()) command.options.push_back(std::move(option));
    command.leastArguments = 1;
    command.mostArguments = -1;
    command.run = runImport;
    return command;
}

} // namespace ms::cli
