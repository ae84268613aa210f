#pragma once

#include "core/ingest/hints.h"
#include "core/project/project_file.h"

#include <map>
#include <string>

namespace ms::project {

/// What the user said about the sources of an import; empty = not said.
struct ImportWishes {
    std::string timezone;                     ///< IANA name
    std::map<std::string, std::string> units; ///< quantity -> unit
    std::string sensorMapPath;
};

/// Puts together what a worker must know to parse: zones as tables, units checked, sensors.csv read, ids of the network. invalidInput when a zone,
/// quantity or unit is unknown (exit status 2).
[[nodiscard]] Result<ingest::Hints> importHints(const ProjectFile& project, const ImportWishes& wishes);

} // namespace ms::project
