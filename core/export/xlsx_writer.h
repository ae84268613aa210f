#pragma once

#include "core/base/result.h"
#include "core/export/content.h"
#include "core/export/layers.h"

#include <string>
#include <vector>

namespace ms::output {

/// A workbook: a sheet "about" (title, company, run, version, CRS, zone), then a sheet a table with its head frozen and filterable, then "fields",
/// which explains every column. Texts are texts whatever they begin with: nothing becomes a formula or a link. A table longer than a sheet can hold
/// goes on in further sheets ("series 2"). `path` is overwritten.
[[nodiscard]] Result<void> writeXlsx(const Content& content, const std::vector<Layer>& tables, const std::string& path);

} // namespace ms::output
