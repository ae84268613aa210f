#pragma once

#include "core/export/content.h"
#include "core/export/layers.h"

#include <vector>

namespace ms::output {

/// Tables without places that stand beside the layers in spreadsheets. Flows in litres a second, pressures and levels in metres, times ISO 8601 with
/// the zone's offset.

/// A row a sensor and event: how it changed and how far that stands out.
[[nodiscard]] Layer evidenceTable(const Content& content);
/// The traces, a row a reading, in the order of Content::traces.
[[nodiscard]] Layer seriesTable(const Content& content);
[[nodiscard]] Layer notesTable(const Content& content);

} // namespace ms::output
