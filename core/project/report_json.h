#pragma once

#include "core/base/time.h"
#include "core/ingest/file_sniff.h"

#include <string>

namespace ms::project {

/// What became of a file, as one JSON object: how it was recognised (confidence, evidence), what its columns were taken for, every count. The import
/// log keeps it and `mainsight-cli import --json` prints it. `outcome`: members to add, as `"added": 12, `, or empty.
[[nodiscard]] std::string reportToJson(const ingest::FileReport& report, const std::string& outcome = {});

/// What an import would make of a file, as one JSON object; times in `zone`.
[[nodiscard]] std::string sniffToJson(const ingest::FileSniff& sniffed, const LocalZone& zone);

} // namespace ms::project
