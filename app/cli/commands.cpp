#include "app/cli/commands.h"

namespace ms::cli {

std::vector<Command> commandTable() { return {simulateCommand(), sensitivityCommand(), scenarioCommand()}; }

} // namespace ms::cli
