#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/hydraulics/result_files.h"
#include "core/network/inp_reader.h"

#include <fstream>

namespace ms::cli {
namespace {

/// Ids of nodes, one a line; every unknown one is reported with its line. Empty when there was an error.
std::vector<NodeIndex> readSensors(const std::string& path, const network::Network& net, Context& context, bool& good) {
    std::vector<NodeIndex> sensors;
    std::ifstream file(path);
    good = static_cast<bool>(file);
    if (!good) {
        context.console.error({ErrorCode::notFound, "the list of sensors cannot be opened", path, {}, {}, "Check its path."});
        return {};
    }
    std::int64_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        const auto begin = line.find_first_not_of(" \t\r"), end = line.find_last_not_of(" \t\r");
        if (begin == std::string::npos) continue;
        const std::string id = line.substr(begin, end - begin + 1);
        const NodeIndex node = net.findNode(id);
        if (node.valid()) {
            sensors.push_back(node);
        } else {
            context.console.error({ErrorCode::invalidInput, "there is no node of this id", path, id, {number, 0}, "One id of a node a line."});
            good = false;
        }
    }
    if (good && sensors.empty()) {
        context.console.error({ErrorCode::invalidInput, "the list of sensors is empty", path, {}, {}, "One id of a node a line."});
        good = false;
    }
    return sensors;
}

Exit runSensitivity(const Arguments& arguments, Context& context) {
    const std::string &path = arguments.positional.front(), sensorFile = arguments.value("sensors"), out = arguments.value("out");
    if (sensorFile.empty() || out.empty()) {
        context.console.error({ErrorCode::invalidInput,
                               "sensitivity needs a list of sensors and a file for its result",
                               {},
                               {},
                               {},
                               "Add --sensors FILE --out FILE.csv."});
        return Exit::usage;
    }
    auto read = network::readInpFile(path);
    if (!read) {
        context.console.error(read.error());
        return exitFor(read.error());
    }
    for (const Diagnostic& d : read->diagnostics) context.console.diagnostic(d);
    bool good = false;
    const auto sensors = readSensors(sensorFile, read->network, context, good);
    if (!good) return Exit::usage;
    Diagnostics diagnostics;
    const auto done = hydraulics::sensitivitiesToFile(read->network, sensors, out, diagnostics);
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
    context.console.note(std::to_string(sensors.size()) + " sensors; result in " + out);
    return context.console.flush() ? Exit::done : Exit::failed;
}

} // namespace

Command sensitivityCommand() {
    Command command;
    command.name = "sensitivity";
    command.arguments = "NETWORK.inp";
    command.summary = "head at sensors for 1 l/s more demand at each junction";
    command.details = "Writes `sensor,<junction>,...`: metres of head at each sensor for 1 l/s more demand at each junction, at time 0, by the\n"
                      "adjoint of the solved hydraulics (the derivative times 1 l/s).";
    command.options = {{"sensors", "FILE", "ids of nodes, one a line"}, {"out", "FILE.csv", "the result"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runSensitivity;
    return command;
}

} // namespace ms::cli
