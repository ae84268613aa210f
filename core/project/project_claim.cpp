#include "core/project/project_claim.h"

#include "core/base/time.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLockFile>
#include <QSysInfo>

#include <map>
#include <mutex>

namespace ms::project {
namespace {

constexpr int kPatience_ms = 200; ///< somebody may be looking whether there is a lock just now

/// A lock file belongs to the process as a whole: every claim of it shares one lock.
std::shared_ptr<QLockFile> sharedLock(const QString& path) {
    static std::mutex mutex;
    static std::map<QString, std::weak_ptr<QLockFile>> locks;
    const std::lock_guard guard(mutex);
    std::weak_ptr<QLockFile>& known = locks[path];
    auto lock = known.lock();
    if (lock) return lock;
    lock = std::make_shared<QLockFile>(path);
    lock->setStaleLockTime(0); // old is no sign of dead
    if (!lock->tryLock(QFileInfo::exists(path) ? kPatience_ms : 0) && lock->error() == QLockFile::LockFailedError) return nullptr;
    known = lock;
    return lock;
}

Error heldBy(const QString& lockPath, const QString& projectPath) {
    qint64 process = 0;
    QString computer, program;
    (void)QLockFile(lockPath).getLockInfo(&process, &computer, &program);
    const QFileInfo file(lockPath);
    const QString user = file.owner().isEmpty() ? QStringLiteral("?") : file.owner();
    const std::string since = toIso(Instant{file.lastModified().toMSecsSinceEpoch() / 1000 * 1000});
    return {ErrorCode::busy,
            QStringLiteral("this project is being written by %1 on %2 (%3, process %4) since %5")
                .arg(user, computer, program)
                .arg(process)
                .arg(QString::fromStdString(since))
                .toStdString(),
            projectPath.toStdString(),
            {},
            {},
            QStringLiteral("close it there, or wait until the work there is done; if that computer is gone, remove %1").arg(lockPath).toStdString()};
}

} // namespace

Result<ProjectClaim> ProjectClaim::take(const QString& projectPath, Kind kind) {
    const QFileInfo project(projectPath); // one that is being made is not there yet
    const QString path =
        project.exists() ? project.canonicalFilePath() : QFileInfo(project.path()).canonicalFilePath() + QLatin1Char('/') + project.fileName();
    const QString edit = path + QStringLiteral(".edit.lock"), write = path + QStringLiteral(".write.lock");
    ProjectClaim claim;
    claim.m_lock = sharedLock(kind == Kind::edit ? edit : write);
    if (kind == Kind::edit && !claim.m_lock) return heldBy(edit, projectPath);
    // Own lock first, then the look at the other kind: of two that come at once one sees the other at least.
    const QString& other = kind == Kind::edit ? write : edit;
    if (QFileInfo::exists(other) && !sharedLock(other)) return heldBy(other, projectPath);
    return claim;
}

} // namespace ms::project
