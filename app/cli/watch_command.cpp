#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database_arguments.h"
#include "app/cli/run_to_end.h"
#include "core/jobs/event_hook.h"
#include "core/jobs/watch_run.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace ms::cli {
namespace {

std::string decimal(double value, int digits) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string listed(const std::vector<std::int64_t>& ids) {
    std::string text = "[";
    for (const std::int64_t id : ids) text += (text.size() > 1 ? "," : "") + std::to_string(id);
    return text + "]";
}

bool isIn(const std::vector<std::int64_t>& ids, std::int64_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

std::string cycleJson(const jobs::WatchCycle& c, const LocalZone& zone) {
    std::string events = c.events.empty() ? "[]" : project::eventsToJson(c.events, zone);
    std::replace(events.begin(), events.end(), '\n', ' ');
    return "{\"cycle\":" + std::to_string(c.number) + ",\"files\":" + std::to_string(c.files) + ",\"values\":" + std::to_string(c.values) +
           ",\"seconds\":" + decimal(c.seconds, 3) + ",\"lag_s\":" + decimal(c.lag_s, 3) + ",\"zones\":" + std::to_string(c.zones) +
           ",\"restarts\":" + std::to_string(c.restarts) + ",\"waiting\":" + std::to_string(c.waiting) +
           ",\"postponed\":" + std::to_string(c.postponed) + ",\"events\":" + events + ",\"revised\":" + listed(c.revised) +
           ",\"quiet\":" + listed(c.quiet) + ",\"withdrawn\":" + listed(c.withdrawn) + "}\n";
}

std::string sentence(const jobs::WatchCycle& c) {
    return "look " + std::to_string(c.number) + ": " + std::to_string(c.files) + " files, " + std::to_string(c.values) + " values in " +
           decimal(c.seconds, 2) + " s, " + std::to_string(c.lag_s > 0 ? static_cast<long long>(c.lag_s + 0.5) : 0) + " s after they came" +
           (c.postponed > 0 ? "; " + std::to_string(c.postponed) + " files still to be taken in" : "") +
           (c.waiting > 0 ? "; " + std::to_string(c.waiting) + " zones catching up" : "");
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    jobs::WatchOptions options;
    options.projectPath = QString::fromStdString(arguments.positional[0]);
    auto databases = databaseArguments(arguments);
    if (!databases) return fail(databases.error());
    options.databases = std::move(*databases);
    if (!arguments.has("folder") && options.databases.empty())
        return fail(
            {ErrorCode::invalidInput, "nothing to watch", {}, {}, {}, "Name a folder (--folder DIR), or a database and its --table or --query"});
    if (arguments.has("events-table")) {
        if (!arguments.has("postgres"))
            return fail({ErrorCode::invalidInput, "--events-table needs --postgres", {}, {}, {}, "Say which database: --postgres \"service=NAME\""});
        options.eventTable = jobs::EventTablePlace{arguments.value("postgres"), arguments.value("events-table"),
                                                   project::projectName(options.projectPath).toStdString()};
    }
    options.timezone = QString::fromStdString(arguments.value("timezone"));
    if (arguments.has("folder")) options.folders << QFileInfo(QString::fromStdString(arguments.value("folder"))).absoluteFilePath();
    for (std::size_t i = 1; i < arguments.positional.size(); ++i)
        options.folders << QFileInfo(QString::fromStdString(arguments.positional[i])).absoluteFilePath();
    const auto interval = arguments.number("interval", options.interval_s, 0.05, 86'400);
    if (!interval) return fail(interval.error());
    options.interval_s = *interval;
    options.once = arguments.has("once");
    options.analysis.zones = arguments.names("zones");
    const auto workers = arguments.integer("workers", 0, 1, 1024);
    if (!workers) return fail(workers.error());
    options.run = runOptions(static_cast<int>(*workers), arguments.value("launcher"));
    const auto rate = arguments.number("false-alarms", options.analysis.falseAlarmsPerZoneWeek, 0.001, 7);
    if (!rate) return fail(rate.error());
    options.analysis.falseAlarmsPerZoneWeek = *rate;

    LocalZone zone;
    {
        auto file = project::ProjectFile::open(options.projectPath, project::ProjectFile::Mode::readOnly);
        if (!file) return fail(file.error());
        auto settings = (*file)->settings();
        if (!settings) return fail(settings.error());
        auto local = project::localZone(settings->timezone);
        if (!local) return fail(local.error());
        zone = std::move(*local);
    }
    jobs::WatchRun watch(options);
    std::optional<jobs::EventHook> hook;
    if (arguments.has("on-event")) {
        hook.emplace(QString::fromStdString(arguments.value("on-event")), zone);
        QObject::connect(&*hook, &jobs::EventHook::diagnosed, &watch, [&](const Diagnostic& diagnostic) { context.console.diagnostic(diagnostic); });
    }
    QObject::connect(&watch, &jobs::WatchRun::cycled, &watch, [&](const jobs::WatchCycle& cycle) {
        context.console.endProgress();
        if (context.json) {
            context.console.result(cycleJson(cycle, zone));
        } else {
            if (cycle.files > 0) context.console.note(sentence(cycle));
            for (const detection::Event& e : cycle.events)
                context.console.result("event " + std::to_string(e.id) + (isIn(cycle.revised, e.id) ? " (revised)" : "") +
                                       (isIn(cycle.quiet, e.id) ? " (quiet)" : "") + ", zone " + e.zone + ": " + e.why + "\n");
            for (const std::int64_t id : cycle.withdrawn)
                context.console.result("event " + std::to_string(id) + ": taken back by readings that came late or were corrected\n");
        }
        if (!context.console.flush()) watch.cancel(); // nobody reads it any more
        if (hook)
            for (const detection::Event& e : cycle.events)
                if (!isIn(cycle.quiet, e.id)) hook->tell(e);
    });
    const RunEnd end = runToEnd(watch, context.console, context.stop);
    if (hook) hook->waitForAll();
    if (end.outcome == jobs::RunOutcome::failed) {
        const Error error = watch.error().value_or(Error{ErrorCode::internal, end.message.toStdString(), {}, {}, {}, {}});
        context.console.error(error);
        return exitFor(error);
    }
    if (!context.json) context.console.note(end.message.toStdString());
    return Exit::done; // stopping a watch is how it ends
}

} // namespace

Command watchCommand() {
    Command command;
    command.name = "watch";
    command.arguments = "PROJECT [FOLDER...]";
    command.summary = "live: takes in what is new, analyses, reports";
    command.details =
        "Looks at its sources every S seconds and takes in what is new. Folders: files that appear, grow or are rewritten, compressed ones too;\n"
        "hidden files and names ending in .part, .tmp or ~ are passed over. A database: rows that were added or changed in a table, however late\n"
        "they are; of a view or a query, rows of up to two hours before the newest, and once an hour of up to a week. Units and zones are those of\n"
        "the sensors in the project: import their history first (mainsight-cli import, with --map); a sensor that it does not know is left out.\n"
        "Zones are followed at the cost of what is new; events are written into the project and reported when they begin, change or end. A source\n"
        "that is away is waited for. Stopped or killed at any instant it goes on where it was.\n"
        "Live work goes first: of many files a look takes in a portion, the newest arrivals before the others; zones that late or corrected "
        "readings\n"
        "make begin anew, and slow ones, catch up after the others have their events.\n"
        "With --json one object a look: cycle, files, values, seconds, lag_s (from a file's arrival to its events), zones, restarts, waiting (zones\n"
        "that have not caught up), postponed (files still to be taken in), events, and the ids of those that were revised by late or corrected "
        "readings, are kept quiet (mainsight-cli quiet), or were withdrawn.";
    command.options = databaseOptions();
    const std::vector<Option> own = {
        {"folder", "DIR", "folder to watch, with those in it; more may stand behind PROJECT"},
        {"events-table", "TABLE", "write the events into a table of that database too; it is made when it is not there"},
        {"timezone", "ZONE", "how times without an offset are read; default: the project's"},
        {"interval", "S", "seconds between two looks; default 60"},
        {"once", "", "take in what is there, report, end"},
        {"zones", "A,B", "follow these zones only; of a shared project nobody else follows them meanwhile"},
        {"on-event", "CMD", "start this program for every event that is reported; the event as JSON on its standard input"},
        {"workers", "N", "work in N processes; default: as many as cores"},
        {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""},
        {"false-alarms", "R",
         "how many false alarms a zone and week are borne, 0.001 to 7; default 0.02, or 0.002 where customers' meters tell what they take"}};
    command.options.insert(command.options.end(), own.begin(), own.end());
    command.leastArguments = 1;
    command.mostArguments = -1;
    command.run = run;
    return command;
}

} // namespace ms::cli
