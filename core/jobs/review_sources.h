#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/ingest/ingest.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace ms::jobs {

/// A file that a review reads, by its parts.
struct SourceFile {
    QString path;
    std::vector<ingest::ImportTask> parts; ///< one file each
    qint64 bytes = 0;
    bool isRepairs = false;
};

struct FoundSources {
    std::vector<SourceFile> files;
    QString sensorMapPath; ///< the first sensors.csv among the paths and in their folders; empty = none
    Diagnostics diagnostics;
};

/// Walks files and folders by the import's own rules (ingest::planImport), and sorts out what describes data instead of holding them. Paths that are
/// not there become diagnostics. Blocks on the file system.
[[nodiscard]] FoundSources findSources(const QStringList& paths, int workers);

/// Adds the clocks that rows and corrections name to Hints::zones. invalidInput when one is unknown.
[[nodiscard]] Result<void> addZones(ingest::Hints& hints);

} // namespace ms::jobs
