#pragma once

#include "core/ingest/ingest.h"
#include "core/jobs/import_run.h"

namespace ms::jobs {

/// What is known before the first file is opened: from the project, sensors.csv and the user's words. Reads the project, so not on the window's
/// thread. invalidInput when a zone, quantity, unit or row of sensors.csv is wrong.
[[nodiscard]] Result<ingest::Hints> hintsOf(const ImportRequest& request);

} // namespace ms::jobs
