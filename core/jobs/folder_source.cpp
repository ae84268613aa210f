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

FolderSource::FolderSource(QString folder, std::map<std::string, std::string> marks) : m_folder(std::move(folder)), m_marks(std::move(marks)) {}

Result<std::vector<WatchSource::Found>> FolderSource::look(bool settled, std::stop_token stop) {
    if (!QFileInfo(m_folder).isDir() || !QFileInfo(m_folder).isReadable())
        return Error{ErrorCode::unreadable,
                     "the watched folder cannot be read",
                     m_folder.toStdString(),
                     {},
                     {},
                     "It is looked for again; check the drive and the rights"};
    std::vector<Found> found;
    std::map<std::string, std::string> seen;
    QDirIterator files(m_folder, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        files.next();
        const QFileInfo info = files.fileInfo();
        if (info.fileName().startsWith(QLatin1Char('.')) || halfCopied(info.fileName())) continue;
        const std::string path = info.filePath().toStdString();
        const Instant changed{info.lastModified().toMSecsSinceEpoch()};
        const std::string mark = std::to_string(info.size()) + " " + std::to_string(changed.ms);
        const auto known = m_marks.find(path);
        if (known != m_marks.end() && known->second == mark) continue;
        const auto before = m_seen.find(path);
        const bool still = before != m_seen.end() && before->second == mark;
        seen[path] = mark;
        if (settled || still || endsWithItsLine(info.filePath(), info.size()))
            found.push_back({info.filePath(), path, mark, changed, known != m_marks.end()});
    }
    m_seen = std::move(seen);
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.path < b.path; });
    return found;
}

void FolderSource::taken(const Found& found) { m_marks[found.source] = found.mark; }

} // namespace ms::jobs
