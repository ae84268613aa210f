#pragma once

#include "core/base/result.h"
#include "ui/session/series_reader.h"
#include "ui/session/snapshot.h"

#include <QString>

#include <functional>
#include <map>
#include <stop_token>

namespace ms::session {

struct NewProject;

/// Reads all of a project but its readings and bands into a snapshot. Runs on the file thread; seconds on a large network.
[[nodiscard]] Result<Snapshot> loadSnapshot(const project::ProjectFile& file);
/// The part that an analysis or import changes; network and GIS pipes are taken from `old`.
[[nodiscard]] Result<Snapshot> reloadSnapshot(const project::ProjectFile& file, const Snapshot& old);
/// What core's analyses work on, for those the window does on threads of its own: all sensors, with the readings of `span` of those that are
/// `wanted`. cancelled.
[[nodiscard]] Result<analysis::Data> readAnalysisData(const Snapshot& snapshot, const SeriesSourceFactory& open, TimeSpan span,
                                                      const std::function<bool(const series::Sensor&)>& wanted, const std::stop_token& stop);
/// Makes the file of a new project, with its network where one is named. Leaves no file behind when it fails.
[[nodiscard]] Result<std::unique_ptr<project::ProjectFile>> createProject(const NewProject& project);
/// EPSG:27700 where the extents of the network look like the British grid; empty otherwise.
[[nodiscard]] QString suggestCrs(const network::Network& network);

/// What the new-project dialog shows of a network file before it is taken.
struct NetworkPreview {
    int junctions = 0, links = 0, tanks = 0, reservoirs = 0, withoutPosition = 0;
    double length_m = 0;
    QString crs; ///< suggested
    Diagnostics diagnostics;
};
[[nodiscard]] Result<NetworkPreview> previewNetwork(const QString& path);

} // namespace ms::session
