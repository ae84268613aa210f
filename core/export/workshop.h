#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace ms::output {

/// A hidden folder beside the target, where files are made before they get their name; gone at the end, with what is left in it. On the same file
/// system as the target, so that a rename puts a whole file in place or nothing.
class Workshop {
public:
    explicit Workshop(const std::filesystem::path& target);
    ~Workshop();
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    [[nodiscard]] bool ok() const { return !m_folder.empty(); }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return m_folder / name; }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

/// The error of a workshop that is not ok().
[[nodiscard]] Error cannotWriteHere(const std::filesystem::path& target);

/// Renames `made` to `target`, replacing a file of that name.
[[nodiscard]] Result<void> publish(const std::filesystem::path& made, const std::filesystem::path& target);

} // namespace ms::output
