#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ms::jobs {

/// A file by which one process hands bytes to another: complete when it has its name, and checked when it is read.
struct FileRef {
    std::string path;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0; ///< checksum of the bytes
    bool operator==(const FileRef&) const = default;
};

/// Writes beside `path` and renames. unwritable with the system's reason (no space, no rights).
[[nodiscard]] Result<FileRef> writeScratch(const std::string& path, std::string_view bytes);
/// unreadable when it is missing, of another size, or does not match its checksum.
[[nodiscard]] Result<std::string> readScratch(const FileRef& file);
void write(ByteWriter& to, const FileRef& file);
void read(ByteReader& from, FileRef& file);

} // namespace ms::jobs
