#include "core/jobs/worker_process.h"

#include "core/jobs/reaper.h"
#include "core/jobs/startable.h"

#include <QPointer>
#include <QProcess>
#include <QProcessEnvironment>

#include <algorithm>

namespace ms::jobs {
namespace {

constexpr int kLook_ms = 250;
constexpr std::size_t kStderrTail = 8192;

std::uint64_t taskOf(const wire::Message& message) {
    return std::visit(
        [](const auto& m) -> std::uint64_t {
            if constexpr (requires { m.task; })
                return m.task;
            else
                return 0;
        },
        message);
}

} // namespace

WorkerProcess::WorkerProcess(WorkerCommand command, QObject* parent)
    : QObject(parent), m_command(std::move(command)), m_process(std::make_unique<QProcess>()) {
    m_facts.started = m_facts.greeted = false;
    m_facts.launched = !m_command.launcher.isEmpty();
    connect(m_process.get(), &QProcess::started, this, [this] { m_facts.started = true; });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &WorkerProcess::onReadable);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &WorkerProcess::readErrors);
    // A crash comes as errorOccurred and then as finished: only the start is heard by the former.
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) onStartFailed(m_process->program(), m_process->errorString());
    });
    connect(m_process.get(), &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { onFinished(exitCode, status == QProcess::CrashExit); });
    connect(&m_life, &QTimer::timeout, this, &WorkerProcess::checkLife);
}

WorkerProcess::~WorkerProcess() {
    if (m_process) Reaper::take(std::move(m_process), Reaper::Manner::ask);
}

void WorkerProcess::start() {
    QStringList words = m_command.launcher;
    words << m_command.program << m_command.arguments;
    m_heard.start();
    m_ticked.start();
    m_life.start(kLook_ms);
    if (!m_command.environment.isEmpty()) {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const QString& entry : m_command.environment) environment.insert(entry.section('=', 0, 0), entry.section('=', 1));
        m_process->setProcessEnvironment(environment);
    }
    const QString program = words.takeFirst();
    if (const QString why = whyNotStartable(program); !why.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, program, why] { onStartFailed(program, why); }, Qt::QueuedConnection); // as a start that fails is heard: later
        return;
    }
    m_process->start(program, words);
}

qint64 WorkerProcess::pid() const { return m_process ? m_process->processId() : 0; }

void WorkerProcess::send(const wire::Message& message) {
    const std::string bytes = wire::encode(message);
    m_process->write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void WorkerProcess::give(const wire::Start& task) {
    Q_ASSERT(m_facts.greeted && task.task != 0);
    m_tasks.push_back(task.task);
    ++m_tasksGiven;
    m_facts.taskGiven = true;
    m_facts.verdict = EndFacts::Verdict::none;
    send(task);
}

void WorkerProcess::recall(std::uint64_t task) {
    if (!m_ended) send(wire::Cancel{task});
}

void WorkerProcess::cancel(int grace_ms) {
    if (m_ended) return;
    m_facts.cancelAsked = true;
    for (auto task = m_tasks.rbegin(); task != m_tasks.rend(); ++task) send(wire::Cancel{*task}); // what has not begun first
    QTimer::singleShot(grace_ms, this, [this, tasks = m_tasks] {
        if (m_tasks.empty() == tasks.empty()) end(); // still at it, or not even up
    });
}

void WorkerProcess::dismiss() {
    if (m_ended) return;
    m_facts.dismissed = true;
    m_facts.taskGiven = false;
    end();
}

void WorkerProcess::readErrors() {
    m_facts.stderrTail += m_process->readAllStandardError().toStdString();
    if (m_facts.stderrTail.size() > 2 * kStderrTail) m_facts.stderrTail.erase(0, m_facts.stderrTail.size() - kStderrTail);
}

void WorkerProcess::onReadable() {
    const QPointer<WorkerProcess> alive(this); // whoever hears a message may delete us
    const QByteArray bytes = m_process->readAllStandardOutput();
    m_decoder.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    while (auto frame = m_decoder.next()) {
        auto message = wire::decode(*frame);
        if (!message) return breakOff(message.error().message);
        onMessage(*message);
        if (!alive || m_ended) return;
    }
    if (m_decoder.error()) breakOff(m_decoder.error()->message);
}

void WorkerProcess::onMessage(const wire::Message& message) {
    m_heard.restart();
    if (const auto* hello = std::get_if<wire::Hello>(&message)) {
        if (m_facts.greeted) return breakOff("a second greeting");
        if (hello->protocol != wire::kProtocolVersion || hello->build != wire::buildId())
            return breakOff("the worker is of another build (" + hello->build + ", protocol " + std::to_string(hello->protocol) +
                            "), this program of " + wire::buildId() + ", protocol " + std::to_string(wire::kProtocolVersion) +
                            "; after an update start this program again, otherwise install both from one package");
        m_facts.greeted = true;
        Q_EMIT greeted(*hello);
        return;
    }
    if (!m_facts.greeted) return breakOff(std::string(wire::nameOf(message)) + " before the greeting");
    if (std::holds_alternative<wire::Heartbeat>(message)) return;
    if (std::holds_alternative<wire::Start>(message) || std::holds_alternative<wire::Cancel>(message))
        return breakOff(std::string(wire::nameOf(message)) + " is not for us");
    const auto task = std::find(m_tasks.begin(), m_tasks.end(), taskOf(message));
    if (task == m_tasks.end())
        return breakOff(std::string(wire::nameOf(message)) + " about task " + std::to_string(taskOf(message)) + ", which it does not have");
    if (std::holds_alternative<wire::Done>(message)) m_facts.verdict = EndFacts::Verdict::done;
    if (std::holds_alternative<wire::Failed>(message)) m_facts.verdict = EndFacts::Verdict::failed;
    if (std::holds_alternative<wire::Cancelled>(message)) m_facts.verdict = EndFacts::Verdict::cancelled;
    if (m_facts.verdict != EndFacts::Verdict::none) {
        m_tasks.erase(task);
        m_facts.taskGiven = !m_tasks.empty();
        m_facts.verdict = EndFacts::Verdict::none;
    }
    Q_EMIT received(message);
}

void WorkerProcess::onStartFailed(const QString& program, const QString& why) {
    m_facts.startError = program.toStdString() + ": " + why.toStdString();
    end();
}

void WorkerProcess::onFinished(int exitCode, bool crashed) {
    const QPointer<WorkerProcess> alive(this);
    readErrors();
    onReadable(); // what it said before it went still counts
    if (!alive || m_ended) return;
    m_facts.crashed = crashed;
    m_facts.exitCode = exitCode;
    if (m_decoder.pending() > 0 && !crashed)
        m_facts.protocolError = "its output ends within a frame, after " + std::to_string(m_decoder.pending()) + " bytes of it";
    end();
}

void WorkerProcess::checkLife() {
    const bool weSlept = m_ticked.elapsed() > 8 * kLook_ms; // a busy window or a suspended machine is not the worker's fault
    m_ticked.restart();
    if (weSlept) {
        m_heard.restart();
        return;
    }
    const qint64 limit = m_facts.greeted ? m_command.silence_ms : qint64{m_command.greeting_ms} * (m_command.launcher.isEmpty() ? 1 : 20);
    if (m_heard.elapsed() < limit) return;
    m_facts.silent = true;
    end();
}

void WorkerProcess::breakOff(std::string protocolError) {
    m_facts.protocolError = std::move(protocolError);
    end();
}

void WorkerProcess::end() {
    if (m_ended) return;
    m_ended = true;
    m_life.stop();
    readErrors();
    // Stopped by a signal it would not hear SIGTERM; one that talks nonsense is not trusted to hear anything.
    const bool gently = m_facts.dismissed && m_facts.protocolError.empty() && !m_facts.silent;
    constexpr int launched_ms = 10'000;
    if (m_facts.launched)
        Reaper::take(std::move(m_process), gently ? Reaper::Manner::ask : Reaper::Manner::launcher, launched_ms);
    else
        Reaper::take(std::move(m_process), gently ? Reaper::Manner::ask : Reaper::Manner::kill);
    Q_EMIT ended(classify(m_facts));
}

} // namespace ms::jobs
