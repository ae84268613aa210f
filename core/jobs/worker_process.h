#pragma once

#include "core/jobs/worker_ending.h"
#include "core/wire/message.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

class QProcess;

namespace ms::jobs {

/// How a worker is started and how long one waits for it.
struct WorkerCommand {
    QString program; ///< mainsight-worker
    QStringList arguments;
    QStringList environment;  ///< "NAME=value", beside what this process has
    QStringList launcher;     ///< put before it: {"srun", "-n1", "--unbuffered"}; empty = none
    int greeting_ms = 30'000; ///< longest time to Hello; with a launcher 20 times that (a queue may be long)
    int silence_ms = 10'000;  ///< longest time without any message after Hello
};

/// One worker process. Three events only: greeted (it is up and of our build), received (a message), ended (once, always the last, with the verdict
/// of classify()). Never blocks. Lives in one thread with an event loop; on Linux that thread must outlive the worker, which dies with its parent
/// thread.
class WorkerProcess final : public QObject {
    Q_OBJECT
public:
    explicit WorkerProcess(WorkerCommand command, QObject* parent = nullptr);
    ~WorkerProcess() override; ///< hands a process that still runs to the reaper, silently

    void start();
    /// Gives it a task; it must have greeted. It does them one after the other, so that it need not wait for the next.
    void give(const wire::Start& task);
    /// Asks for a task back that it has not begun: the answer is Cancelled, or its verdict when it has been done meanwhile.
    void recall(std::uint64_t task);
    /// Asks it to stop its tasks. When it does not within `grace_ms`, it is killed and ended() says cancelled.
    void cancel(int grace_ms);
    /// Sends it home: it had better have no task.
    void dismiss();

    [[nodiscard]] bool isUp() const { return m_facts.greeted; } ///< has greeted
    [[nodiscard]] int tasksGiven() const { return m_tasksGiven; }
    [[nodiscard]] qint64 pid() const; ///< of the started process (the launcher's, if there is one); 0 when not running

Q_SIGNALS:
    void greeted(const ms::wire::Hello& hello);
    void received(const ms::wire::Message& message);
    void ended(const ms::jobs::Ending& ending);

private:
    void onReadable();
    void onMessage(const wire::Message& message);
    void onStartFailed(const QString& program, const QString& why);
    void onFinished(int exitCode, bool crashed);
    void checkLife();
    void readErrors();
    void breakOff(std::string protocolError);
    /// The only way out: classifies, hands a process that still runs to the reaper, announces once.
    void end();
    void send(const wire::Message& message);

    WorkerCommand m_command;
    std::unique_ptr<QProcess> m_process;
    wire::FrameDecoder m_decoder;
    EndFacts m_facts;
    std::vector<std::uint64_t> m_tasks; ///< without a verdict, in their order
    int m_tasksGiven = 0;
    bool m_ended = false;
    QTimer m_life;
    QElapsedTimer m_heard;  ///< since the last sign of life
    QElapsedTimer m_ticked; ///< since the last look: when that is long ago it was we who slept
};

} // namespace ms::jobs
