#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/console_sink.h"
#include "app/cli/project_content.h"
#include "core/analysis/model_fit.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <cstdio>

namespace ms::cli {
namespace {

using calibration::Calibration;

std::string tableOf(const Calibration& c, const LocalZone& zone) {
    char line[256];
    std::string text = "calibrated to " + toIso(c.period.from, zone) + " - " + toIso(c.period.to, zone) + ", " + std::to_string(c.instants) +
                       " means of three hours" + (c.converged ? "" : "; not settled yet") + "\n\n";
    text += "logger             offset (90 %)                 loses too much      misfit before  after\n";
    const auto gate = calibration::gateOf(c);
    const auto isDoubtful = [&](const calibration::LoggerFit& l) { return std::ranges::find(gate.doubtful, l.sensor) != gate.doubtful.end(); };
    for (const auto& l : c.loggers) {
        std::snprintf(line, sizeof line, "%-16s %+6.2f m (%+.2f to %+.2f)  %+5.1f %% (%+.1f to %+.1f)  %8.2f m %7.2f m%s\n", l.sensor.c_str(),
                      l.offset_m.value, l.offset_m.low, l.offset_m.high, 100 * l.lossShare.value, 100 * l.lossShare.low, 100 * l.lossShare.high,
                      l.before_m, l.after_m, isDoubtful(l) ? "  doubtful" : "");
        text += line;
    }
    text += "\n";
    for (const auto& l : c.loggers)
        if (isDoubtful(l)) {
            std::snprintf(line, sizeof line, "%s is %.2f m off even so, others %.2f m: areas that rest on it are wider, or wrong\n", l.sensor.c_str(),
                          l.after_m, gate.usual_m);
            text += line;
        }
    for (const auto& r : c.reach) {
        if (r.leastFlow_m3s > 0)
            std::snprintf(line, sizeof line, "zone %s: a burst of %.2f l/s on the middling pipe moves its loggers by twice their misfit\n",
                          r.zone.c_str(), 1000 * r.leastFlow_m3s);
        else
            std::snprintf(line, sizeof line, "zone %s: no burst moves its loggers by twice their misfit\n", r.zone.c_str());
        text += line;
    }
    for (const auto& d : c.demands) {
        std::snprintf(line, sizeof line, "demand of zone %s: %.2f of the model's (%.2f to %.2f)\n", d.zone.c_str(), d.factor.value, d.factor.low,
                      d.factor.high);
        text += line;
    }
    for (const auto& g : c.roughness) {
        std::snprintf(line, sizeof line, "%s (%.1f km): %.2f of it (%.2f to %.2f)\n", g.name.c_str(), g.length_m / 1000, g.factor.value, g.factor.low,
                      g.factor.high);
        text += line;
    }
    for (const auto& s : c.closed) {
        std::snprintf(line, sizeof line, "pipe %s may be shut (log likelihood +%.1f)\n", s.pipe.c_str(), s.gain);
        text += line;
    }
    return text;
}

/// Fits and keeps.
Result<void> fitAndKeep(const Arguments& arguments, const OpenProject& project, project::ProjectFile& into, Context& context) {
    analysis::ModelFitOptions options;
    const auto weeks = arguments.integer("weeks", options.weeks, 1, 520);
    if (!weeks) return weeks.error();
    options.weeks = static_cast<int>(*weeks);
    auto until = arguments.instant("until", project.zone);
    if (!until) return until.error();
    options.until = *until;
    const auto data = project.file->analysisData(project::Flags::all);
    if (!data) return data.error();
    const auto events = project.file->events();
    if (!events) return events.error();
    ConsoleSink sink(context.console);
    const auto fitted = analysis::fitModel(*data, *events, options, sink, context.stop);
    if (!fitted) return fitted.error();
    return into.putCalibration(*fitted);
}

Exit runCalibrate(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const bool back = arguments.has("undo") || arguments.has("discard"), show = arguments.has("show") || arguments.has("export");
    std::unique_ptr<project::ProjectFile> file;
    if (!show) {
        auto opened = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
        if (!opened) return fail(opened.error());
        file = std::move(opened).value();
    }
    auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    if (back) {
        const auto gone = file->removeCalibrations(arguments.has("discard"));
        if (!gone) return fail(gone.error());
        if (*gone == 0) return fail({ErrorCode::notFound, "there is no calibration", arguments.positional[0], {}, {}, "'calibrate' makes one"});
    } else if (!show) {
        if (auto done = fitAndKeep(arguments, *project, *file, context); !done) return fail(done.error());
    }
    const auto layer = project->file->calibration();
    if (!layer) return fail(layer.error());
    if (!layer->has_value()) {
        if (back) {
            context.console.result(context.json ? "null\n" : "the model is as it is on file\n");
            return Exit::done;
        }
        return fail({ErrorCode::notFound, "there is no calibration", arguments.positional[0], {}, {}, "'calibrate' without --show makes one"});
    }
    if (const std::string path = arguments.value("export"); !path.empty()) {
        const auto setup = project->file->analysisSetup();
        if (!setup) return fail(setup.error());
        if (!setup->network) return fail({ErrorCode::notFound, "the project has no model", arguments.positional[0], {}, {}, {}});
        if (auto written = network::writeInpFile(calibration::calibrated(*setup->network, **layer), path); !written) return fail(written.error());
        context.console.note("written: " + path);
    }
    context.console.result(context.json ? project::calibrationToJson(**layer) + "\n" : tableOf(**layer, project->zone));
    return Exit::done;
}

} // namespace

Command calibrateCommand() {
    Command command;
    command.name = "calibrate";
    command.arguments = "PROJECT";
    command.summary = "fits the model to the readings: offsets, demands, roughness, valves that may be shut";
    command.details =
        "Takes the last weeks without the times of events, and keeps the result as a layer over the model in the project; the model on file stays\n"
        "as it is. From then on analyses with hindsight use it, live ones for periods that begin after the data it rests on. Loggers' offsets and\n"
        "misfits are shown, they change no pipe.";
    command.options = {{"weeks", "N", "how many weeks to look at; default 8"},
                       {"until", "T", "look at nothing later; default: the end of the readings"},
                       {"show", "", "print the calibration that counts, fit nothing"},
                       {"export", "FILE.inp", "write the calibrated network, fit nothing"},
                       {"undo", "", "take the last calibration away; the one before it counts again"},
                       {"discard", "", "take all away"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runCalibrate;
    return command;
}

} // namespace ms::cli
