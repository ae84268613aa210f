#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/hydraulics/result_files.h"
#include "core/network/inp_reader.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace ms::cli {
namespace {

std::string jsonOf(double parse_s, const hydraulics::RunSummary& run) {
    char text[320];
    std::snprintf(text, sizeof text, "{\"parse_s\":%.6f,\"solve_cpu_s\":%.6f,\"steps\":%lld,\"iterations\":%lld,\"not_converged\":%lld}\n", parse_s,
                  run.solveCpu_s, static_cast<long long>(run.steps), static_cast<long long>(run.iterations),
                  static_cast<long long>(run.notConverged));
    return text;
}

Exit runSimulate(const Arguments& arguments, Context& context) {
    const std::string& path = arguments.positional.front();
    const auto begin = std::chrono::steady_clock::now();
    auto read = network::readInpFile(path);
    const double parse_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!read) {
        context.console.error(read.error());
        return exitFor(read.error());
    }
    for (const Diagnostic& d : read->diagnostics) context.console.diagnostic(d);
    const auto accuracy = arguments.number("accuracy", read->network.options.accuracy, 1e-12, 1.0);
    if (!accuracy) {
        context.console.error(accuracy.error());
        return Exit::usage;
    }
    const std::string folder = arguments.value("out");
    if (folder.empty()) {
        context.console.error({ErrorCode::invalidInput, "simulate needs a folder for its results", {}, {}, {}, "Add --out DIR."});
        return Exit::usage;
    }
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        context.console.error({ErrorCode::unwritable, "the folder for the results cannot be made: " + failed.message(), folder, {}, {}, {}});
        return Exit::failed;
    }
    hydraulics::SolverOptions options;
    options.accuracy = *accuracy;
    const std::string stem = (std::filesystem::path(folder) / std::filesystem::path(path).stem()).string();
    Diagnostics diagnostics;
    const auto done = hydraulics::simulateToFiles(read->network, options, {stem + ".head.csv", stem + ".flow.csv", stem + ".demand.csv"}, diagnostics,
                                                  [&](std::int64_t now, std::int64_t duration) {
                                                      context.console.progress("simulate", now, duration);
                                                      return !context.stop.stop_requested();
                                                  });
    context.console.endProgress();
    for (Diagnostic& d : diagnostics) {
        d.subject = path;
        context.console.diagnostic(d);
    }
    if (!done) {
        Error error = done.error();
        if (error.subject == "network") error.subject = path;
        context.console.error(error);
        return exitFor(error);
    }
    if (context.json) {
        context.console.result(jsonOf(parse_s, *done));
    } else {
        context.console.note(std::to_string(done->steps) + " instants, " + std::to_string(done->iterations) + " iterations; results in " + folder);
    }
    return context.console.flush() ? Exit::done : Exit::failed;
}

} // namespace

Command simulateCommand() {
    Command command;
    command.name = "simulate";
    command.arguments = "NETWORK.inp";
    command.summary = "solves the hydraulics of a network and writes heads, flows and demands";
    command.details = "Writes DIR/STEM.head.csv, DIR/STEM.flow.csv and DIR/STEM.demand.csv: wide tables, first column time_s, then a column\n"
                      "a node or link; metres and cubic metres a second, a row a report step. A node that no open path joins to a source\n"
                      "has no head: its field is blank. A tank's demand is its net inflow. Flow is positive from node 1 to node 2.\n"
                      "Instants that do not converge, parts without a source, negative pressures, pumps outside their curve and valves that\n"
                      "miss their setting are reported when the run is over, a line (with --json an object) each.";
    command.options = {{"out", "DIR", "folder for the results (made if it is not there)"},
                       {"accuracy", "X", "sum of flow changes over sum of flows at which an instant has converged (the file's)"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runSimulate;
    return command;
}

} // namespace ms::cli
