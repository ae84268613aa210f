#include "app/cli/commands.h"

namespace ms::cli {

std::vector<Command> commandTable() {
<<<<<<< HEAD
    return {newCommand(),         importCommand(),   profilesCommand(), checkCommand(),      analyseCommand(),
            eventsCommand(),      exportCommand(),   watchCommand(),    quietCommand(),      simulateCommand(),
            sensitivityCommand(), scenarioCommand(), drillCommand(),    drillScoreCommand(), calibrateCommand(),
            nextLoggerCommand(),  tryRatesCommand(), benchCommand(),    completionsCommand()};
=======
    return {newCommand(),    importCommand(),     profilesCommand(), checkCommand(),      analyseCommand(),     eventsCommand(),
            exportCommand(), watchCommand(),      quietCommand(),    simulateCommand(),   sensitivityCommand(), scenarioCommand(),
            drillCommand(),  drillScoreCommand(), benchCommand(),    nextLoggerCommand(), tryRatesCommand(),    completionsCommand()};
>>>>>>> 86ebbe1 (One command says how fast a machine is: import, hydraulics, detection, localisation, live, beside reference figures)
}

} // namespace ms::cli
