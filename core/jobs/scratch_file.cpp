#include "core/jobs/scratch_file.h"

#include <filesystem>

namespace ms::jobs {
namespace {

Error failure(ErrorCode code, const QFileDevice& file, const std::string& path, const char* what) {
    const char* const advice = code == ErrorCode::unwritable ? "Make room there" : "";
    return {code, std::string(what) + ": " + file.errorString().toStdString(), path, {}, {}, advice};
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
    return FileRef{path, 0, bytes.size(), checksum(bytes)};
}

Result<FileRef> ScratchPieces::add(const std::string& folder, std::string_view bytes) {
    if (m_folder != folder) m_file.reset();
    m_folder = folder;
    for (int number = 1; !m_file; ++number) { // others write there too, perhaps from other machines
        auto file = std::make_unique<QFile>(QString::fromStdString(folder + "/pieces-" + std::to_string(number)));
        const bool taken = file->exists();
        if (!taken && file->open(QIODevice::WriteOnly | QIODevice::NewOnly))
            m_file = std::move(file);
        else if (!taken && !file->exists())
            return failure(ErrorCode::unwritable, *file, file->fileName().toStdString(), "a temporary file cannot be made");
    }
    FileRef piece{m_file->fileName().toStdString(), static_cast<std::uint64_t>(m_file->pos()), bytes.size(), checksum(bytes)};
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file->write(bytes.data(), size) == size && m_file->flush()) return piece;
    const Error error = failure(ErrorCode::unwritable, *m_file, piece.path, "a temporary file cannot be written");
    m_file.reset();
    return error;
}

Result<std::string> readScratch(const FileRef& ref) {
    QFile file(QString::fromStdString(ref.path));
    if (!file.open(QIODevice::ReadOnly)) return failure(ErrorCode::unreadable, file, ref.path, "a temporary file cannot be read");
    const auto there = static_cast<std::uint64_t>(file.size());
    const bool whole = ref.offset <= there && ref.size <= there - ref.offset && file.seek(static_cast<qint64>(ref.offset));
    std::string bytes(whole ? ref.size : 0, '\0');
    const auto size = static_cast<qint64>(bytes.size());
    if (!whole || file.read(bytes.data(), size) != size || checksum(bytes) != ref.checksum)
        return Error{ErrorCode::unreadable, "a temporary file is damaged", ref.path, {}, {}, "Check the disk that holds temporary files"};
    return bytes;
}

void write(ByteWriter& to, const FileRef& file) {
    to.text(file.path);
    to.u64(file.offset);
    to.u64(file.size);
    to.u64(file.checksum);
}

void read(ByteReader& from, FileRef& file) {
    file.path = from.text();
    file.offset = from.u64();
    file.size = from.u64();
    file.checksum = from.u64();
}

} // namespace ms::jobs
