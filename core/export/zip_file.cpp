#include "core/export/zip_file.h"

#include "core/export/workshop.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

namespace ms::output {
namespace {

namespace fs = std::filesystem;

struct FreeArchive {
    void operator()(archive* a) const { archive_write_free(a); }
};
struct FreeEntry {
    void operator()(archive_entry* e) const { archive_entry_free(e); }
};

Error zipFailed(archive* a, const std::string& path) {
    const char* said = archive_error_string(a);
    return {ErrorCode::unwritable, std::string("the zip could not be written") + (said ? std::string(": ") + said : ""), path, {}, {},
            "is the disk full?"};
}

Result<void> add(archive* a, const fs::path& file, const std::string& name, const std::string& path, std::stop_token stop) {
    struct stat facts {};
    std::ifstream in(file, std::ios::binary);
    if (!in || ::stat(file.c_str(), &facts) != 0)
        return Error{ErrorCode::unreadable, "could not be read again to pack it", file.string(), {}, {}, {}};
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname_utf8(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), facts.st_size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), facts.st_mtime, 0);
    if (archive_write_header(a, entry.get()) != ARCHIVE_OK) return zipFailed(a, path);
    std::vector<char> buffer(1 << 16);
    while (in) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", path, {}, {}, {}};
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto count = in.gcount();
        if (count > 0 && archive_write_data(a, buffer.data(), static_cast<std::size_t>(count)) != count) return zipFailed(a, path);
    }
    return {};
}

} // namespace

Result<void> zipFiles(const std::string& folder, const std::vector<std::string>& names, const std::string& top, const std::string& path,
                      std::stop_token stop) {
    const fs::path target(path);
    const Workshop workshop(target);
    if (!workshop.ok()) return cannotWriteHere(target);
    const fs::path made = workshop.file("pack.zip");
    const std::unique_ptr<archive, FreeArchive> out(archive_write_new());
    archive_write_set_format_zip(out.get());
    archive_write_set_options(out.get(), "hdrcharset=UTF-8");
    if (archive_write_open_filename(out.get(), made.c_str()) != ARCHIVE_OK) return zipFailed(out.get(), path);
    for (const std::string& name : names)
        if (Result<void> done = add(out.get(), fs::path(folder) / name, (top.empty() ? "" : top + "/") + name, path, stop); !done) return done;
    if (archive_write_close(out.get()) != ARCHIVE_OK) return zipFailed(out.get(), path);
    return publish(made, target);
}

} // namespace ms::output
