#include "core/jobs/scratch_file.h"

#include <QFile>

#include <filesystem>

namespace ms::jobs {
namespace {

Error failure(ErrorCode code, const QFileDevice& file, const std::string& path, const char* what) {
    return {code, std::string(what) + ": " + file.errorString().toStdString(), path, {}, {}, {}};
}

} // namespace

Result<FileRef> writeScratch(const std::string& path, std::string_view bytes) {
    // Not QSaveFile: it waits for the disk, and what is scratch need not outlive a power cut.
    QFile file(QString::fromStdString(path) + QStringLiteral(".part"));
    const char* const what = "a temporary file cannot be written";
    if (!file.open(QIODevice::WriteOnly)) return failure(ErrorCode::unwritable, file, path, what);
    const auto size = static_cast<qint64>(bytes.size());
    const bool written = file.write(bytes.data(), size) == size && file.flush();
    file.close();
    std::error_code problem;
    if (written) std::filesystem::rename(file.fileName().toStdString(), path, problem); // over what is there
    if (!written || problem) return failure(ErrorCode::unwritable, file, path, what);
    return FileRef{path, bytes.size(), checksum(bytes)};
}

Result<std::string> readScratch(const FileRef& ref) {
    QFile file(QString::fromStdString(ref.path));
    if (!file.open(QIODevice::ReadOnly)) return failure(ErrorCode::unreadable, file, ref.path, "a temporary file cannot be read");
    std::string bytes(ref.size, '\0');
    const auto size = static_cast<qint64>(ref.size);
    if (file.size() != size || file.read(bytes.data(), size) != size || checksum(bytes) != ref.checksum)
        return Error{ErrorCode::unreadable, "a temporary file is damaged", ref.path, {}, {}, "Check the disk that holds temporary files"};
    return bytes;
}

void write(ByteWriter& to, const FileRef& file) {
    to.text(file.path);
    to.u64(file.size);
    to.u64(file.checksum);
}

void read(ByteReader& from, FileRef& file) {
    file.path = from.text();
    file.size = from.u64();
    file.checksum = from.u64();
}

} // namespace ms::jobs
