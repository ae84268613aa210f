#pragma once

#include "core/base/result.h"

#include <string>

namespace ms {

/// Parts are libraries of this program that are loaded when they are first needed. GDAL brings a hundred libraries, whose loading takes ten times as
/// long as all else that a worker does before its first task; few tasks need it.
///
/// Looks for the library (`name` without prefix and ending) beside the program and in ../lib/mainsight, and gives the address of `symbol` in it. It
/// stays loaded. internal when it is missing: the program is not installed whole. Thread-safe.
[[nodiscard]] Result<void*> loadPart(const std::string& name, const std::string& symbol);

/// The folder that the running program lies in; empty where the system does not tell.
[[nodiscard]] std::string programFolder();

} // namespace ms
