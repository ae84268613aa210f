#pragma once

#include "core/base/result.h"
#include "ui/session/snapshot.h"

#include <QString>

#include <map>

namespace ms::session {

struct NewProject;

/// Reads all of a project but its readings and bands into a snapshot. Runs on the file thread; seconds on a large network.
[[nodiscard]] Result<Snapshot> loadSnapshot(const project::ProjectFile& file);
/// The part that an analysis or import changes; network and GIS pipes are taken from `old`.
[[nodiscard]] Result<Snapshot> reloadSnapshot(const project::ProjectFile& file, const Snapshot& old);
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
