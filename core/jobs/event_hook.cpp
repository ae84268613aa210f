#include "core/jobs/event_hook.h"

#include "core/jobs/startable.h"
#include "core/project/project_file.h"

#include <QEventLoop>

namespace ms::jobs {

EventHook::EventHook(const QString& command, LocalZone zone, QObject* parent)
    : QObject(parent), m_command(QProcess::splitCommand(command)), m_zone(std::move(zone)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience_ms);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_process) m_process->kill();
    });
}

EventHook::~EventHook() {
    if (!m_process) return;
    m_process->disconnect(this);
    m_process->kill();
    m_process->waitForFinished(1000);
}

void EventHook::tell(const detection::Event& event) {
    m_queue.push_back(project::eventsToJson({event}, m_zone));
    next();
}

void EventHook::next() {
    if (m_process || m_queue.empty()) return;
    const std::string json = std::move(m_queue.front());
    m_queue.pop_front();
    if (m_command.isEmpty()) return over(QStringLiteral("no program is named"));
    if (const QString why = whyNotStartable(m_command.first()); !why.isEmpty()) return over(why);
    m_process = new QProcess(this);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) over(m_process->errorString());
    });
    connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus how) {
        if (how == QProcess::CrashExit)
            over(m_patience.isActive() ? QStringLiteral("it crashed") : QStringLiteral("it took longer than half a minute and was ended"));
        else
            over(code == 0 ? QString() : QStringLiteral("it ended with %1").arg(code));
    });
    m_patience.start();
    m_process->start(m_command.first(), m_command.mid(1));
    m_process->write(json.data(), static_cast<qint64>(json.size()));
    m_process->closeWriteChannel();
}

void EventHook::over(const QString& trouble) {
    m_patience.stop();
    if (m_process) m_process->deleteLater();
    m_process = nullptr;
    if (!trouble.isEmpty())
        Q_EMIT diagnosed({Severity::warning,
                          "watch.hook-failed",
                          "the program for events did not do its work: " + trouble.toStdString(),
                          m_command.isEmpty() ? std::string() : m_command.first().toStdString(),
                          {},
                          {},
                          {},
                          "the event stands in the project",
                          "Start it by hand with an event's JSON on its standard input"});
    QMetaObject::invokeMethod(
        this, [this] { next(); }, Qt::QueuedConnection);
}

void EventHook::waitForAll() {
    QEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (waiting() == 0) loop.quit();
    });
    look.start(20);
    if (waiting() > 0) loop.exec();
}

} // namespace ms::jobs
