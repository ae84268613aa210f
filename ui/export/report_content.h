#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"
#include "core/detection/event.h"
#include "core/project/project_file.h"
#include "core/series/sensor.h"
#include "ui/drawing/chart_lines.h"
#include "ui/drawing/map_content.h"
#include "ui/export/project_source.h"
#include "ui/session/display_units.h"

#include <QColor>
#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::exporting {

/// One chart of a report: lines in display units, x in ms since 1970.
struct ReportChart {
    QString title;
    Quantity quantity = Quantity::pressure;
    TimeSpan span;
    drawing::Polylines measured;
    drawing::BandLines band;
};

/// One event of a report with the charts that prove it and the notes on it.
struct ReportEvent {
    detection::Event event;
    std::vector<ReportChart> charts;
    std::vector<project::Note> notes;
};

/// How a company's reports begin. The look of its own; what they say is ours.
struct Letterhead {
    QString company;              ///< may be empty
    QImage logo;                  ///< may be null; at the upper right of the first page, beside the name in HTML
    QColor accent{0, 0x67, 0xa8}; ///< of headings and rules
    bool operator==(const Letterhead&) const = default;
};

/// Everything a report shows; a value without ties to files or widgets, so that it can be painted on any thread.
struct ReportContent {
    QString title; ///< of the project
    Letterhead letterhead;
    QString crs; ///< "EPSG:27700", or empty
    LocalZone zone;
    session::DisplayUnits units;
    std::shared_ptr<const drawing::MapContent> map; ///< never null
    std::vector<ReportEvent> events;
    project::RunRecord run; ///< id 0 = none
    std::vector<project::ImportRecord> imports;
    QString version; ///< of Mainsight
};

/// Reads all that a report of these events needs. `file`: a connection of the calling thread's own.
[[nodiscard]] Result<ReportContent> gatherReport(const ProjectSource& source, const project::ProjectFile& file,
                                                 const std::vector<detection::Event>& events, const session::DisplayUnits& units = {},
                                                 std::stop_token stop = {});

} // namespace ms::exporting
