#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"
#include "core/detection/event.h"
#include "core/project/project_file.h"
#include "core/series/sensor.h"
#include "ui/drawing/chart_lines.h"
#include "ui/drawing/map_content.h"
#include "ui/session/display_units.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>
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

/// Everything a report shows; a value without ties to files or widgets, so that it can be painted on any thread.
struct ReportContent {
    QString title;   ///< of the project
    QString company; ///< may be empty
    QString crs;     ///< "EPSG:27700", or empty
    LocalZone zone;
    session::DisplayUnits units;
    std::shared_ptr<const drawing::MapContent> map; ///< never null
    std::vector<ReportEvent> events;
    project::RunRecord run; ///< id 0 = none
    std::vector<project::ImportRecord> imports;
    QString version; ///< of Mainsight
};

/// Reads all that a report of these events (empty = all bursts and leaks that are not dismissed) needs. Error when an id is unknown.
/// May be called on any thread with that thread's own file.
[[nodiscard]] Result<ReportContent> gatherReport(const project::ProjectFile& file, const std::vector<std::int64_t>& events,
                                                 const session::DisplayUnits& units = {});

} // namespace ms::exporting
