#pragma once

#include "core/base/result.h"
#include "core/project/project_file.h"
#include "ui/drawing/chart_lines.h"
#include "ui/export/project_source.h"

namespace ms::exporting {

/// A zone's net inflow (m3/s) over a span in at most about `most` columns, each of a quarter of an hour at least (an hour where demands or tanks are
/// part).
[[nodiscard]] Result<drawing::Columns> netInflow(const ProjectSource& source, const project::ProjectFile& file, const detection::Balance& balance,
                                                 TimeSpan span, int most);

} // namespace ms::exporting
