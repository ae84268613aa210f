#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace ms::cli {
namespace {

Exit run(const Arguments&, Context& context) {
    context.console.error({ErrorCode::unsupported,
                           "'watch' is not in this version yet",
                           {},
                           {},
                           {},
                           "Until then: mainsight-cli import and analyse --live, from a timer"});
    return Exit::usage;
}

} // namespace

Command watchCommand() {
    Command command;
    command.name = "watch";
    command.arguments = "PROJECT";
    command.summary = "live: takes in what is new, analyses, reports (not in this version yet)";
    command.options = {{"folder", "DIR", "folder to watch"},
                       {"postgres", "URL", "table to watch"},
                       {"interval", "S", "seconds between two looks"},
                       {"once", "", "one cycle, then end"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
