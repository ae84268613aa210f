#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStringList>

#include <optional>

#include <unistd.h>

namespace ms::tests {

/// What this program prints when it is run again with `arguments` while nothing in the folder can be written: by a mount that only that process
/// sees as root, whom modes do not stop, else by the modes of the file and its folder. None, where neither can be had; for 60 s at most.
inline std::optional<QByteArray> printedWhileReadOnly(const QString& file, const QStringList& arguments) {
    constexpr int kNoMount = 99;
    const QString folder = QFileInfo(file).path(), self = QCoreApplication::applicationFilePath();
    const auto modes = QFile::permissions(folder), fileModes = QFile::permissions(file);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (::geteuid() == 0) {
        const QString script =
            QStringLiteral("mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" || exit %1; shift; exec \"$@\"").arg(kNoMount);
        process.start(QStringLiteral("unshare"),
                      QStringList{QStringLiteral("-m"), QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh"), folder, self} +
                          arguments);
    } else {
        QFile::setPermissions(file, QFile::ReadOwner);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
        process.start(self, arguments);
    }
    const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
    if (!ended) process.kill();
    QFile::setPermissions(folder, modes);
    QFile::setPermissions(file, fileModes);
    if (process.error() == QProcess::FailedToStart || process.exitCode() == kNoMount || process.exitCode() == 1)
        return std::nullopt; // unshare says 1
    return process.readAllStandardOutput();
}

} // namespace ms::tests
