#pragma once

#include "core/jobs/watch_source.h"

#include <cstdint>
#include <map>

namespace ms::jobs {

/// A folder in which files with readings appear, grow and are rewritten. Knows what was taken in of them, by size and time of change (its marks), so
/// that no clock is asked; files that were imported by hand are taken in once more, which changes nothing. Hidden files and those that look half
/// copied (.part, .tmp, ~) are passed over.
class FolderSource final : public WatchSource {
public:
    /// `marks`: of the files that were taken in, by path.
    FolderSource(QString folder, std::map<std::string, std::string> marks);

    [[nodiscard]] std::string name() const override { return m_folder.toStdString(); }
    /// Files are whole when they are text that ends with its line; anything else when it has not changed since the look before. By name.
    [[nodiscard]] Result<std::vector<Found>> look(bool settled, std::stop_token stop) override;
    void taken(const Found& found) override;

private:
    QString m_folder;
    std::map<std::string, std::string> m_marks;
    std::map<std::string, std::string> m_seen; ///< marks at the look before
};

} // namespace ms::jobs
