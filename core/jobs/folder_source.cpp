#include "core/jobs/folder_source.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace ms::jobs {
namespace {

bool halfCopied(const QString& name) {
    for (const char* end : {".part", ".tmp", ".filepart", ".crdownload", "~"})
        if (name.endsWith(QLatin1String(end), Qt::CaseInsensitive)) return true;
    return false;
}

/// Text that ends with its line is whole; whoever writes on will be seen to have written on.
bool endsWithItsLine(const QString& path, std::int64_t size) {
    static const QStringList text{QStringLiteral("csv"), QStringLiteral("txt"), QStringLiteral("tsv"), QStringLiteral("dat"), QStringLiteral("sli")};
    if (size <= 0 || !text.contains(QFileInfo(path).suffix().toLower())) return false;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.seek(size - 1) && file.read(1) == "\n";
}

} // namespace

FolderSource::FolderSource(QString folder, std::map<std::string, Instant> imported) : m_folder(std::move(folder)), m_imported(std::move(imported)) {}

Result<std::vector<FolderSource::Found>> FolderSource::look() {
    if (!QFileInfo(m_folder).isDir() || !QFileInfo(m_folder).isReadable())
        return Error{ErrorCode::unreadable,
                     "the watched folder cannot be read",
                     m_folder.toStdString(),
                     {},
                     {},
                     "It is looked for again; check the drive and the rights"};
    std::vector<Found> found;
    std::map<QString, Known> seen;
    QDirIterator files(m_folder, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QFileInfo info = files.fileInfo();
        if (info.fileName().startsWith(QLatin1Char('.')) || halfCopied(info.fileName())) continue;
        const Found file{info.filePath(), info.size(), Instant{info.lastModified().toMSecsSinceEpoch()}};
        const auto taken = m_taken.find(file.path);
        if (taken != m_taken.end() && taken->second.size == file.size && taken->second.changed == file.changed) continue;
        if (taken == m_taken.end())
            if (const auto at = m_imported.find(file.path.toStdString()); at != m_imported.end() && at->second > file.changed) {
                m_taken[file.path] = {file.size, file.changed};
                continue;
            }
        const auto before = m_seen.find(file.path);
        const bool still = before != m_seen.end() && before->second.size == file.size && before->second.changed == file.changed;
        seen[file.path] = {file.size, file.changed};
        if (still || endsWithItsLine(file.path, file.size)) found.push_back(file);
    }
    m_seen = std::move(seen);
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.path < b.path; });
    return found;
}

void FolderSource::taken(const Found& file) { m_taken[file.path] = {file.size, file.changed}; }

} // namespace ms::jobs
