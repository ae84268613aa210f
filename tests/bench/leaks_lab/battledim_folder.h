#pragma once

#include "core/analysis/analysis.h"

#include <string>
#include <vector>

namespace lab {

/// Reads network.inp and the BattLeDIM-style tables of hist/ and eval/ (or of the folder itself); `repairs` from truth/repairs.csv.
[[nodiscard]] ms::Result<ms::analysis::Data> readFolder(const std::string& folder, const std::vector<std::string>& years);

/// A gz or plain text file, whole.
[[nodiscard]] std::string readText(const std::string& path);

/// "2018-01-13 02:05[:00]" as UTC.
[[nodiscard]] ms::Instant parseTime(std::string_view text);

} // namespace lab
