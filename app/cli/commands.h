#pragma once

#include "app/cli/command.h"

#include <vector>

namespace ms::cli {

[[nodiscard]] Command newCommand();
[[nodiscard]] Command importCommand();
[[nodiscard]] Command profilesCommand();
[[nodiscard]] Command checkCommand();
[[nodiscard]] Command repairCommand();
[[nodiscard]] Command analyseCommand();
[[nodiscard]] Command eventsCommand();
[[nodiscard]] Command exportCommand();
[[nodiscard]] Command watchCommand();
[[nodiscard]] Command quietCommand();
[[nodiscard]] Command calendarCommand();
[[nodiscard]] Command areasCommand();
[[nodiscard]] Command shareCommand();
[[nodiscard]] Command simulateCommand();
[[nodiscard]] Command sensitivityCommand();
[[nodiscard]] Command nextLoggerCommand();
[[nodiscard]] Command calibrateCommand();
[[nodiscard]] Command tryRatesCommand();
[[nodiscard]] Command drillCommand();
[[nodiscard]] Command drillScoreCommand();
[[nodiscard]] Command benchCommand();
[[nodiscard]] Command scenarioCommand();
[[nodiscard]] Command completionsCommand();

inline constexpr const char* kExportSummary = "writes result maps and lists for others"; ///< the command is in two programs, see painting.h

/// All of them, in the order of the help.
[[nodiscard]] std::vector<Command> commandTable();

} // namespace ms::cli
