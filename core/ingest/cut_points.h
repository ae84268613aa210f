#pragma once

#include "core/ingest/layout.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ms::ingest {

/// Where a plain file of rows can be cut into parts without a repeat, a late row or a gap lying across the cut: each part counts its own, so that all
/// of them are counted exactly. Near each of the `wished` offsets a place is looked for where the rows on both sides (64 KB) ascend in even steps,
/// series by series; a cut for which there is none is left out.
[[nodiscard]] std::vector<std::int64_t> safeCuts(const std::string& path, const Layout& layout, std::int64_t size,
                                                 const std::vector<std::int64_t>& wished);

} // namespace ms::ingest
