#pragma once

#include "core/detection/event.h"
#include "ui/export/report_content.h"

#include <QString>

namespace ms::exporting {

/// A chart as HTML that grows with the page and keeps its letters' size: lines as SVG, words beside it. No script.
[[nodiscard]] QString htmlChart(const ReportChart& chart, const detection::Event& event, const LocalZone& zone);

} // namespace ms::exporting
