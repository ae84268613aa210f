#pragma once

#include "app/cli/command.h"

namespace ms::cli {

/// `export --series SENSOR|all --out FILE.csv`: readings, so that an import gives them back value for value.
[[nodiscard]] Exit exportSeries(const Arguments& arguments, Context& context);

/// `export --quarantine --out FILE.csv`: what stayed out of the latest import of each file.
[[nodiscard]] Exit exportQuarantine(const Arguments& arguments, Context& context);

} // namespace ms::cli
