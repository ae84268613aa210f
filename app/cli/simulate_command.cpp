#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace ms::cli {
namespace {

Exit run(const Arguments&, Context& context) {
    context.console.error({ErrorCode::unsupported, "'simulate' is not in this version yet", {}, {}, {}, {}});
    return Exit::usage;
}

} // namespace

Command simulateCommand() {
    Command command;
    command.name = "simulate";
    command.arguments = "NETWORK.inp";
    command.summary = "solves the hydraulics of a network and writes heads, flows and demands";
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
