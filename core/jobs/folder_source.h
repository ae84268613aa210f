#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QString>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ms::jobs {

/// A folder in which files with readings appear, grow and are rewritten. Knows what was taken in of them, by size and time of change; a program that
/// starts anew is told by the project when each was last imported. Hidden files and those that look half copied (.part, .tmp, ~) are passed over.
class FolderSource {
public:
    struct Found {
        QString path;
        std::int64_t size = 0;
        Instant changed;
        bool operator==(const Found&) const = default;
    };

    /// `imported`: when each file was last taken in, by path.
    FolderSource(QString folder, std::map<std::string, Instant> imported);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    /// The files that are new or others than when they were taken in, and complete: text that ends with its line, anything else when it has not
    /// changed since the look before. By name. unreadable when the folder is away. Blocking: call off the window's thread.
    [[nodiscard]] Result<std::vector<Found>> look();
    void taken(const Found& file);

private:
    struct Known {
        std::int64_t size = -1;
        Instant changed;
    };
    QString m_folder;
    std::map<std::string, Instant> m_imported;
    std::map<QString, Known> m_taken, m_seen; ///< m_seen: at the look before
};

} // namespace ms::jobs
