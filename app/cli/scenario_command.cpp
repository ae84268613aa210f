#include "app/cli/commands.h"
#include "app/cli/console_sink.h"
#include "app/cli/scenario_spec.h"
#include "core/network/inp_reader.h"
#include "core/scenario/scenario.h"

#include <QFile>

#include <thread>

namespace ms::cli {
namespace {

Exit fail(Context& context, const Error& error) {
    context.console.endProgress();
    context.console.error(error);
    return exitFor(error);
}

Exit runScenario(const Arguments& arguments, Context& context) {
    const std::string specPath = arguments.value("spec"), out = arguments.value("out");
    if (specPath.empty() || out.empty())
        return fail(context, {ErrorCode::invalidInput, "--spec FILE.json and --out DIR are needed", {}, {}, {}, "see mainsight-cli scenario --help"});
    const Result<std::int64_t> threads = arguments.integer("threads", std::max(1U, std::thread::hardware_concurrency()), 1, 256);
    if (!threads) return fail(context, threads.error());
    const Result<std::int64_t> seed = arguments.integer("seed", -1, -1, std::int64_t{1} << 52);
    if (!seed) return fail(context, seed.error());

    const Result<network::ReadNetwork> network = network::readInpFile(arguments.positional.front());
    if (!network) return fail(context, network.error());
    for (const Diagnostic& diagnostic : network->diagnostics) context.console.diagnostic(diagnostic);
    QFile file(QString::fromStdString(specPath));
    if (!file.open(QIODevice::ReadOnly))
        return fail(context, {ErrorCode::notFound, "cannot be read: " + file.errorString().toStdString(), specPath, {}, {}, {}});
    Result<ScenarioFile> scenarioFile = scenarioFromJson(file.readAll(), specPath);
    if (!scenarioFile) return fail(context, scenarioFile.error());
    if (*seed >= 0) scenarioFile->spec.seed = static_cast<std::uint64_t>(*seed);
    const std::vector<Error> wrong = scenario::check(scenarioFile->spec, network->network);
    for (Error error : wrong) {
        error.message = error.subject + ": " + error.message;
        error.subject = specPath;
        context.console.error(error);
    }
    if (!wrong.empty()) return Exit::usage;

    ConsoleSink sink(context.console);
    const Result<scenario::Outcome> outcome =
        scenario::generate(network->network, scenarioFile->spec, out, {static_cast<int>(*threads), scenarioFile->crs}, sink, context.stop);
    context.console.endProgress();
    if (!outcome) return fail(context, outcome.error());
    for (const Diagnostic& diagnostic : outcome->diagnostics) context.console.diagnostic(diagnostic);
    context.console.note(std::to_string(outcome->files.size()) + " files with " + std::to_string(outcome->readings) + " readings and " +
                         std::to_string(outcome->bursts) + " bursts in " + out);
    return Exit::done;
}

constexpr const char* kDetails =
    R"(Simulates a network that is like NETWORK.inp but not the same (pipes and people differ from the file as
"reality" says), lets people live by its patterns with noise, opens the bursts of FILE.json and writes what
the loggers saw, faults included, and truth/ to score against. The same seed gives the same bytes.

FILE.json is an object. Times are ISO 8601; without an offset they are in "timezone".
  title, seed, timezone, crs, from, to          or "parts": [{folder, from, to}] instead of from and to
  step_minutes (5), demand_factor, required_pressure_m, discharge_coefficient (0.75), holidays [days], events_from
  truth          "drill" (loggers/, sensors.csv, repairs.csv, truth/bursts.csv) or "leaks" (as the L-TOWN years)
  reality        {roughness, diameter, demand: shares of deviation; closed_pipes: [ids]}
  noise          {class_wander, class_white, common_wander, node_wander, node_white, season: shares}
  bursts         [{pipe, start; end, reported, fraction, growth: sudden|area|diameter, grows_hours, id, in_repairs;
                  one of diameter_mm, flow_lps, share_of_inflow}]
  draws          [{count, from, to, diameter_mm [a,b], growing, grows_days [a,b], repaired, open_days [a,b]}]: at random
  uses           [{junction, from, to, flow_lps, type}]          flushing, fires, tankers
  operations     [{link, from, to, setting_change or closed, type}]
  defaults       {pressure|flow|level|demand: {unit, resolution, noise, relative_noise, offset, sign, step_minutes,
                  stamp: instant|begin_of_mean|end_of_mean, style: wide|iso|split|preamble|historian|sli, timezone, zone, file}}
  sensors        [{element or elements, quantity, name, as in defaults, faults: [{kind: stuck|gap|zero|drift|offset|
                  scale|clock|noisy, from, to, amount}]}]
)";

} // namespace

Command scenarioCommand() {
    Command command;
    command.name = "scenario";
    command.arguments = "NETWORK.inp";
    command.summary = "makes logger data with bursts, faults and noise, to train and to test";
    command.details = kDetails;
    command.options = {{"spec", "FILE.json", "what happens; see below"},
                       {"out", "DIR", "where the files go"},
                       {"seed", "N", "instead of the specification's"},
                       {"threads", "N", "parts made side by side (default: as many as cores)"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runScenario;
    return command;
}

} // namespace ms::cli
