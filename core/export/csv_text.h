#pragma once

#include "core/export/layers.h"

#include <string>

namespace ms::output {

/// A layer as CSV: UTF-8 with byte order mark, comma, CRLF, point as decimal mark; no geometry. Texts that a spreadsheet would take for a
/// formula (= + - @ tab) get an apostrophe before them.
[[nodiscard]] std::string csvOf(const Layer& layer);

/// Field dictionary of a Shapefile set: file, field, name in full, meaning.
[[nodiscard]] std::string fieldDictionary(const std::vector<Layer>& layers, const std::string& stem);

} // namespace ms::output
