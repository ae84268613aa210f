#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace ms::scenario {

/// printf into a string of at most 511 characters, in the C locale as the programs run.
template <typename... Values>
[[nodiscard]] std::string printed(const char* pattern, Values... values) {
    char buffer[512];
    const int n = std::snprintf(buffer, sizeof buffer, pattern, values...);
    return {buffer, static_cast<std::size_t>(std::clamp(n, 0, static_cast<int>(sizeof buffer) - 1))};
}

/// Writes a file whole, under another name first; the folder must exist. Error: unwritable.
[[nodiscard]] Result<void> writeTextFile(const std::string& path, const std::string& text);
/// Makes a folder with all above it. Error: unwritable.
[[nodiscard]] Result<void> makeFolder(const std::string& path);

} // namespace ms::scenario
