#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <QFile>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ms::jobs {

/// Bytes that one process hands to another through a file: a piece of it, complete when it is spoken of, and checked when it is read.
struct FileRef {
    std::string path;
    std::uint64_t offset = 0, size = 0;
    std::uint64_t checksum = 0; ///< checksum of the bytes
    bool operator==(const FileRef&) const = default;
};

/// Writes beside `path` and renames; the whole file is one piece. unwritable with the system's reason (no space, no rights).
[[nodiscard]] Result<FileRef> writeScratch(const std::string& path, std::string_view bytes);
/// Writes many small pieces, one after the other into a file of its own: to make a file takes longer than to write a task's output.
class ScratchPieces {
public:
    /// The file is made in `folder` at the first piece; another folder, or a piece that could not be written, begins another.
    [[nodiscard]] Result<FileRef> add(const std::string& folder, std::string_view bytes);

private:
    std::string m_folder;
    std::unique_ptr<QFile> m_file;
};

/// unreadable when it is missing, too short, or does not match its checksum.
[[nodiscard]] Result<std::string> readScratch(const FileRef& file);
void write(ByteWriter& to, const FileRef& file);
void read(ByteReader& from, FileRef& file);

} // namespace ms::jobs
