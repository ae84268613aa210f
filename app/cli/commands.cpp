#include "app/cli/commands.h"

namespace ms::cli {

std::vector<Command> commandTable() {
    return {newCommand(),       importCommand(),     profilesCommand(),    checkCommand(),    repairCommand(),     analyseCommand(),
            eventsCommand(),    exportCommand(),     watchCommand(),       quietCommand(),    calendarCommand(),   areasCommand(),
            shareCommand(),     simulateCommand(),   sensitivityCommand(), scenarioCommand(), drillCommand(),      drillScoreCommand(),
            calibrateCommand(), nextLoggerCommand(), tryRatesCommand(),    benchCommand(),    completionsCommand()};
}

} // namespace ms::cli
