#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/project/repair.h"

namespace ms::cli {
namespace {

Exit runRepair(const Arguments& arguments, Context& context) {
    const auto repaired = project::repairProject(QString::fromStdString(arguments.positional[0]));
    if (!repaired) {
        context.console.error(repaired.error());
        return exitFor(repaired.error());
    }
    for (const Diagnostic& lost : repaired->lost) context.console.diagnostic(lost);
    context.console.note(std::to_string(repaired->rows) + " rows saved; " +
                         (repaired->lost.empty() ? "nothing is lost" : "what is lost is said above") + "; the damaged file is kept as " +
                         repaired->damagedCopy.toStdString());
    return Exit::done;
}

} // namespace

Command repairCommand() {
    Command command;
    command.name = "repair";
    command.arguments = "PROJECT";
    command.summary = "saves what can be read of a damaged project, says what is lost, keeps the damaged file";
    command.details =
        "Puts a sound project in the place of the damaged one, which stays beside it as PROJECT.damaged. What is lost can be taken in again by\n"
        "importing the files once more: readings that are there already change nothing. On a sound project it saves everything.";
    command.leastArguments = command.mostArguments = 1;
    command.run = runRepair;
    return command;
}

} // namespace ms::cli
