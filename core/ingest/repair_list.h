#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/series/repair.h"

#include <string>
#include <vector>

namespace ms::ingest {

struct RepairList {
    std::vector<series::Repair> repairs; ///< in the file's order
    Diagnostics diagnostics;
};

/// Reads a repair list: any separator, columns recognised by name (job, pipe, reported, completed or repair_time, x/easting, y/northing, street), any
/// subset of them. dd/mm or mm/dd is decided once for the file. Times without an offset are read in `zone`. A row without time and place is dropped
/// with a diagnostic.
[[nodiscard]] Result<RepairList> readRepairs(const std::string& path, const LocalZone& zone);

} // namespace ms::ingest
