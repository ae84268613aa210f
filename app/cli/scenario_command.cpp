#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace ms::cli {
namespace {

Exit run(const Arguments&, Context& context) {
    context.console.error({ErrorCode::unsupported, "'scenario' is not in this version yet", {}, {}, {}, {}});
    return Exit::usage;
}

} // namespace

Command scenarioCommand() {
    Command command;
    command.name = "scenario";
    command.arguments = "NETWORK.inp";
    command.summary = "makes logger data with bursts, faults and noise, to train and to test";
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
