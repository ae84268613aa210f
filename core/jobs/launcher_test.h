#pragma once

#include "core/jobs/analysis_run.h"
#include "core/jobs/worker_process.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <memory>

namespace ms::jobs {

/// Starts one worker as a run would, waits for its greeting and sends it home: whether a launcher does what it should. Never blocks.
class LauncherTest final : public QObject {
    Q_OBJECT
public:
    /// A queue that keeps a worker waiting for longer than half a minute counts as a failure here.
    explicit LauncherTest(const RunOptions& run, QObject* parent = nullptr);
    ~LauncherTest() override; ///< a worker that still starts goes with it

    void start();

Q_SIGNALS:
    void answered(const QString& machine, double seconds);
    void failed(const QString& why); ///< in words for people, with what the launcher said last

private:
    std::unique_ptr<WorkerProcess> m_worker;
    QElapsedTimer m_clock;
};

} // namespace ms::jobs
