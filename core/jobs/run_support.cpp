#include "core/jobs/run_support.h"

#include "core/jobs/worker_platform.h"
#include "core/project/shared_project.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QThread>

#include <algorithm>

namespace ms::jobs {
namespace {

constexpr std::uint64_t kLeastMemory = 2ULL << 30; ///< address space, of which a Qt program with SQLite and GDAL maps some hundred megabytes unused
constexpr int kLongestTask_s = 3600;               ///< CPU time; the longest there is, a 5 GB file, takes some minutes

} // namespace

PoolOptions poolOptions(const RunOptions& run) {
    PoolOptions options;
    options.workers = run.workers > 0 ? run.workers : std::max(1, QThread::idealThreadCount());
    options.command.launcher = QProcess::splitCommand(run.launcher);
    options.command.program = run.workerPath;
    if (options.command.program.isEmpty()) {
#ifdef _WIN32
        const QString name = QStringLiteral("mainsight-worker.exe");
#else
        const QString name = QStringLiteral("mainsight-worker");
#endif
        options.command.program = QDir(QCoreApplication::applicationDirPath()).filePath(name);
    }
#ifdef __linux__
    // Readings are large arrays: in huge pages they are touched page by page five hundred times less often.
    if (qEnvironmentVariableIsEmpty("GLIBC_TUNABLES")) options.command.environment << QStringLiteral("GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
#endif
    const std::uint64_t memory = platform::physicalMemory();
    if (memory > 0 && run.launcher.isEmpty()) { // another machine has its own limits
        const std::uint64_t share = std::max(kLeastMemory, memory / static_cast<std::uint64_t>(options.workers));
        options.command.arguments << QStringLiteral("--memory-limit") << QString::number(share);
    }
    return options;
}

PoolOptions confinedTo(const QString& scratchFolder, PoolOptions options, const QString& projectPath) {
    if (project::isShared(projectPath)) options.command.arguments << QStringLiteral("--network") << QStringLiteral("1");
    options.command.arguments << QStringLiteral("--scratch") << scratchFolder << QStringLiteral("--cpu-limit") << QString::number(kLongestTask_s);
    return options;
}

Result<std::unique_ptr<QTemporaryDir>> scratchFolder(const QString& projectPath, const RunOptions& run) {
    const QString name = QStringLiteral("mainsight-run-XXXXXX");
    const QString shared = project::isShared(projectPath) ? QDir::currentPath() : QFileInfo(projectPath).absolutePath();
    const QString parent = run.launcher.isEmpty() ? QDir::tempPath() : shared;
    auto folder = std::make_unique<QTemporaryDir>(QDir(parent).filePath(name));
    if (!folder->isValid())
        return Error{ErrorCode::unwritable,
                     "no temporary folder can be made: " + folder->errorString().toStdString(),
                     parent.toStdString(),
                     {},
                     {},
                     "Check the rights and the space there"};
    return folder;
}

Background::~Background() {
    if (m_thread.joinable()) m_thread.join();
}

void Background::run(std::function<std::function<void()>()> work) {
    if (m_thread.joinable()) m_thread.join();
    m_thread = std::thread([owner = m_owner, work = std::move(work)] {
        // The owner joins this thread before it goes; a call that is still queued then goes with it.
        QMetaObject::invokeMethod(owner, work(), Qt::QueuedConnection);
    });
}

} // namespace ms::jobs
