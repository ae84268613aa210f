#include "core/jobs/reaper.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

namespace ms::jobs {

namespace {
constexpr int kLauncherGrace_ms = 15'000;
}

void Reaper::take(std::unique_ptr<QProcess> process, Manner manner, int grace_ms) {
    process->disconnect();
    if (process->state() == QProcess::NotRunning) {
        process.release()->deleteLater(); // we may be inside one of its signals
        return;
    }
    new Reaper(std::move(process), manner, grace_ms); // owned by the application object, deletes itself before
}

Reaper::Reaper(std::unique_ptr<QProcess> process, Manner manner, int grace_ms)
    : QObject(QCoreApplication::instance()), m_process(std::move(process)) {
    connect(m_process.get(), &QProcess::finished, this, &QObject::deleteLater);
    // Nobody reads any more: what still comes must not pile up.
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, [this] { m_process->readAllStandardOutput(); });
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] { m_process->readAllStandardError(); });
    if (manner == Manner::kill) {
        m_process->kill();
        return;
    }
    m_process->closeWriteChannel();
    if (manner == Manner::launcher) {
        m_process->terminate();
        QTimer::singleShot(kLauncherGrace_ms, this, [this] { m_process->kill(); });
        return;
    }
    QTimer::singleShot(grace_ms, this, [this] { m_process->terminate(); });
    QTimer::singleShot(2 * grace_ms, this, [this] { m_process->kill(); });
}

Reaper::~Reaper() {
    m_process->disconnect();
    if (m_process->state() == QProcess::NotRunning) return;
    // The program ends before the grace does. An idle worker goes at once when its stdin is closed.
    m_process->closeWriteChannel();
    if (m_process->waitForFinished(300)) return;
    m_process->terminate(); // a launcher ends its job on this, and leaves it behind when it is killed
    if (m_process->waitForFinished(700)) return;
    m_process->kill();
    m_process->waitForFinished(1000);
}

} // namespace ms::jobs
