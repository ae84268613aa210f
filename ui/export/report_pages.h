#pragma once

#include "ui/export/export_map.h"
#include "ui/export/page_sink.h"
#include "ui/export/report_content.h"

#include <stop_token>
#include <vector>

namespace ms::exporting {

/// How a report lies over its pages, counted from 1.
struct PagePlan {
    int pages = 0;
    std::vector<int> firstPage; ///< of each event
};

/// Lays the report out on `sink` with maps and charts left blank: cheap, and tells the page numbers that painting needs.
[[nodiscard]] PagePlan planReport(const ReportContent& content, const PdfOptions& options, PageSink& sink);
/// Paints it. Ends early, with what there is, when `stop` is asked for.
void paintReport(const ReportContent& content, const PdfOptions& options, PageSink& sink, const PagePlan& plan, std::stop_token stop);

} // namespace ms::exporting
