#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_to_end.h"
#include "core/project/project_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ms::cli {
namespace {

Result<Instant> timeOption(const Arguments& arguments, const char* name, const LocalZone& zone) {
    if (!arguments.has(name)) return Instant{};
    const std::string text = arguments.value(name);
    if (text.size() == 10) // a date alone is its midnight
        if (const auto t = instantFromIso(text + "T00:00", zone)) return *t;
    if (const auto t = instantFromIso(text, zone)) return *t;
    return Error{ErrorCode::invalidInput,
                 std::string("--") + name + ": '" + text + "' is no time",
                 {},
                 {},
                 {},
                 "Write 2024-05-06 or 2024-05-06T10:15, with or without an offset"};
}

Result<LocalZone> projectZone(const QString& path) {
    auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto settings = (*file)->settings();
    if (!settings) return settings.error();
    return project::localZone(settings->timezone);
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const QString path = QString::fromStdString(arguments.positional[0]);
    const auto workers = arguments.integer("workers", 0, 1, 1024);
    if (!workers) return fail(workers.error());
    const auto seed = arguments.integer("seed", 1, 0, INT64_MAX);
    if (!seed) return fail(seed.error());
    const auto zone = projectZone(path);
    if (!zone) return fail(zone.error());
    analysis::Options options;
    options.live = arguments.has("live");
    options.seed = static_cast<std::uint64_t>(*seed);
    const auto from = timeOption(arguments, "from", *zone), to = timeOption(arguments, "to", *zone);
    if (!from) return fail(from.error());
    if (!to) return fail(to.error());
    if (from->valid() && to->valid() && *from >= *to) return fail({ErrorCode::invalidInput, "--from is not before --to", {}, {}, {}, {}});
    options.period = {*from, *to};

    jobs::AnalysisRun analysis(path, options, runOptions(static_cast<int>(*workers), arguments.value("launcher")));
    const RunEnd end = runToEnd(analysis, context.console, context.stop);
    if (context.json) {
        const char* outcome = end.outcome == jobs::RunOutcome::done ? "done" : end.outcome == jobs::RunOutcome::cancelled ? "cancelled" : "failed";
        const QJsonObject summary{{QStringLiteral("outcome"), QLatin1String(outcome)},
                                  {QStringLiteral("message"), end.message},
                                  {QStringLiteral("tasks"), end.progress.tasksDone},
                                  {QStringLiteral("retries"), end.progress.retries},
                                  {QStringLiteral("seconds"), end.progress.elapsed_s}};
        context.console.result(QJsonDocument(summary).toJson(QJsonDocument::Compact).toStdString() + "\n");
    }
    if (end.outcome == jobs::RunOutcome::done) {
        context.console.note(end.message.toStdString() + " in " + QString::number(end.progress.elapsed_s, 'f', 1).toStdString() + " s");
        return Exit::done;
    }
    const Error error{ErrorCode::cancelled, end.message.toStdString(), {}, {}, {}, {}};
    context.console.error(error);
    return analysis.error() ? exitFor(*analysis.error()) : Exit::failed;
}

} // namespace

Command analyseCommand() {
    Command command;
    command.name = "analyse";
    command.arguments = "PROJECT";
    command.summary = "detects and localises bursts; the events replace those of earlier runs";
    command.details = "Data before --from serve for learning. With --live each instant uses only data up to it; without it, hindsight is\n"
                      "allowed for start times. The same seed and data give the same events with any number of workers.\n"
                      "An interrupted run keeps what it had found, labelled partial, unless the project has results of a complete run.";
    command.options = {{"from", "T", "look for events from here on; ISO 8601, without an offset in the project's zone"},
                       {"to", "T", "... and up to here"},
                       {"live", "", "at each instant use only data up to it"},
                       {"workers", "N", "work in N processes; default: as many as cores"},
                       {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""},
                       {"seed", "N", "of what is drawn at random; default 1"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
