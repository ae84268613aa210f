#pragma once

#include "core/jobs/pipeline.h"

#include <memory>

namespace ms::fake {

/// A pipeline that needs no project: two stages of arithmetic with known results. The "project path" steers it:
/// "tasks=6;ms=20;crash=2;once=/tmp/flag".
///   tasks    number of tasks of the first stage (the second has half as many)
///   ms       how long a task takes
///   crash    the subject ("count 2") at which the process kills itself; with `once`, only when that file does not exist yet (it makes it)
///   fail     the subject at which the task fails by its own verdict
[[nodiscard]] std::unique_ptr<jobs::Pipeline> makeStandIn();

} // namespace ms::fake
