#pragma once

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace ms::jobs {

/// Where a run stands: measured, never invented.
struct RunProgress {
    QString stage; ///< "detect"
    qint64 done = 0, total = 0;
    int tasksDone = 0, tasksTotal = 0, retries = 0, workers = 0;
    double elapsed_s = 0;
    double remaining_s = -1; ///< -1 = not known yet
};

enum class RunOutcome { done, cancelled, failed };

/// One task on one worker, for the lanes of the tasks panel and the run's record.
struct TaskTrace {
    QString kind, subject;
    int worker = 0;
    double start_s = 0, end_s = -1; ///< since the run's start; -1 while it runs
    int attempt = 1;
    bool failed = false;
};

} // namespace ms::jobs

Q_DECLARE_METATYPE(ms::jobs::RunProgress)
Q_DECLARE_METATYPE(ms::jobs::RunOutcome)
