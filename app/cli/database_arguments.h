#pragma once

#include "app/cli/command.h"
#include "core/jobs/postgres_source.h"

#include <vector>

namespace ms::cli {

/// The options by which commands name readings in a database: --postgres, --table, --query, --columns.
[[nodiscard]] std::vector<Option> databaseOptions();
/// What stood there; empty without --postgres. invalidInput when it makes no sense.
[[nodiscard]] Result<std::vector<jobs::PostgresReadings>> databaseArguments(const Arguments& arguments);

} // namespace ms::cli
