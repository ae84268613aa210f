#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace ms::cli {
namespace {

Exit run(const Arguments&, Context& context) {
    context.console.error({ErrorCode::unsupported, "'sensitivity' is not in this version yet", {}, {}, {}, {}});
    return Exit::usage;
}

} // namespace

Command sensitivityCommand() {
    Command command;
    command.name = "sensitivity";
    command.arguments = "NETWORK.inp";
    command.summary = "head at sensors for 1 l/s more demand at each junction";
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
