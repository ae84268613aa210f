#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_to_end.h"
#include "core/base/version.h"
#include "core/jobs/run_record_file.h"
#include "core/project/project_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace ms::cli {
namespace {

Result<LocalZone> projectZone(const QString& path) {
    auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto settings = (*file)->settings();
    if (!settings) return settings.error();
    return project::localZone(settings->timezone);
}

Result<jobs::RunRecordFile> recordOf(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::unreadable, "cannot be opened: " + file.errorString().toStdString(), path, {}, {}, {}};
    auto record = jobs::readRunRecord(file.readAll().toStdString());
    if (record) return record;
    Error error = record.error();
    error.subject = path;
    return error;
}

/// A record can only be repeated on what it was made of.
Result<void> checkInputs(const jobs::RunRecordFile& record, const QString& project) {
    auto file = project::ProjectFile::open(project, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    const auto different = jobs::differingInputs(record, **file);
    if (!different) return different.error();
    if (different->empty()) return {};
    std::string list;
    for (const std::string& what : *different) list += (list.empty() ? "" : "; ") + what;
    return Error{ErrorCode::invalidInput,
                 "the project does not hold the data of the record: " + list,
                 project.toStdString(),
                 {},
                 {},
                 "Import the same files, with the same network, sensors.csv and repairs"};
}

/// Says whether the events are those of the record; false when not.
bool sameResult(const jobs::RunRecordFile& record, const QString& project, Console& console) {
    auto file = project::ProjectFile::open(project, project::ProjectFile::Mode::readOnly);
    const auto events = file ? (*file)->events() : Result<std::vector<detection::Event>>(file.error());
    if (!events) {
        console.error(events.error());
        return false;
    }
    if (jobs::eventsChecksum(*events) == record.eventsChecksum) {
        console.note("the events are those of the record, byte for byte");
        return true;
    }
    console.error(
        {ErrorCode::invalidInput,
         "the events are not those of the record: it had " + std::to_string(record.events) + ", now there are " + std::to_string(events->size()),
         project.toStdString(),
         {},
         {},
         record.version == kVersion ? "Another processor may differ in the last digits" : "Repeat it with Mainsight " + record.version});
    return false;
}

Exit runAnalyse(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const QString path = QString::fromStdString(arguments.positional[0]);
    const auto workers = arguments.integer("workers", 0, 1, 1024);
    if (!workers) return fail(workers.error());
    const auto seed = arguments.integer("seed", 1, 0, INT64_MAX);
    if (!seed) return fail(seed.error());
    analysis::Options options;
    const auto rate = arguments.number("false-alarms", options.falseAlarmsPerZoneWeek, 0.001, 7);
    if (!rate) return fail(rate.error());
    options.falseAlarmsPerZoneWeek = *rate;
    const auto level = arguments.number("area", options.areaLevel * 100, 50, 99.9);
    if (!level) return fail(level.error());
    options.areaLevel = *level / 100;
    const auto zone = projectZone(path);
    if (!zone) return fail(zone.error());
    options.live = arguments.has("live");
    options.seed = static_cast<std::uint64_t>(*seed);
    const auto from = arguments.instant("from", *zone), to = arguments.instant("to", *zone);
    if (!from) return fail(from.error());
    if (!to) return fail(to.error());
    if (from->valid() && to->valid() && *from >= *to) return fail({ErrorCode::invalidInput, "--from is not before --to", {}, {}, {}, {}});
    options.period = {*from, *to};
    options.zones = arguments.names("zones");
    options.withoutSensors = arguments.names("without");
    std::optional<jobs::RunRecordFile> record;
    if (arguments.has("from-record")) {
        for (const char* other : {"from", "to", "live", "seed", "zones", "without"})
            if (arguments.has(other))
                return fail(
                    {ErrorCode::invalidInput, std::string("--") + other + " and --from-record exclude each other", {}, {}, {}, "The record says it"});
        auto read = recordOf(arguments.value("from-record"));
        if (!read) return fail(read.error());
        if (const auto fine = checkInputs(*read, path); !fine) return fail(fine.error());
        record = std::move(*read);
        options = record->options;
    }

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
        return !record || sameResult(*record, path, context.console) ? Exit::done : Exit::failed;
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
                      "allowed for start times, dated cautiously: nine in ten have begun by then. The same seed and\n"
                      "data give the same events with any number of workers.\n"
                      "An interrupted run keeps what it had found, labelled partial, unless the project has results of a complete run.";
    command.options = {{"from", "T", "look for events from here on; ISO 8601, without an offset in the project's zone"},
                       {"to", "T", "... and up to here"},
                       {"zones", "A,B", "look for events in these zones only"},
                       {"without", "S1,S2", "leave out what these sensors read"},
                       {"live", "", "at each instant use only data up to it"},
                       {"workers", "N", "work in N processes; default: as many as cores"},
                       {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""},
                       {"area", "PERCENT", "how many of a hundred areas of interest are to hold the burst, 50 to 99.9; default 90"},
                       {"false-alarms", "R",
                        "how many false alarms a zone and week are borne, 0.001 to 7; default 0.02, or 0.002 where customers' meters tell what they "
                        "take: fewer miss more"},
                       {"seed", "N", "of what is drawn at random; default 1"},
                       {"from-record", "FILE", "repeat the run of this record (export --format record): same options; the inputs must be the same"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runAnalyse;
    return command;
}

} // namespace ms::cli
