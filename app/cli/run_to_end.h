#pragma once

#include "app/cli/console.h"
#include "core/jobs/analysis_run.h"
#include "core/jobs/import_run.h"

#include <QEventLoop>
#include <QString>

#include <stop_token>

namespace ms::cli {

struct RunEnd {
    jobs::RunOutcome outcome = jobs::RunOutcome::failed;
    QString message;
    jobs::RunProgress progress; ///< at the end
};

/// Starts a run and works the event loop until it has finished; a stop request cancels it. Progress and findings go to the console; `wanted` leaves
/// findings out that the command will say in its own words.
template <typename Run>
[[nodiscard]] RunEnd runToEnd(Run& run, Console& console, std::stop_token stop, bool (*wanted)(const Diagnostic&) = nullptr) {
    RunEnd end;
    QEventLoop loop;
    QObject::connect(&run, &Run::progressed, &loop,
                     [&](const jobs::RunProgress& p) { console.progress(p.stage.toStdString(), p.done, p.total, p.remaining_s); });
    QObject::connect(&run, &Run::diagnosed, &loop, [&](const Diagnostic& diagnostic) {
        if (!wanted || wanted(diagnostic)) console.diagnostic(diagnostic);
    });
    QObject::connect(&run, &Run::finished, &loop, [&](jobs::RunOutcome outcome, const QString& message) {
        end = {outcome, message, run.progress()};
        loop.quit();
    });
    QMetaObject::invokeMethod(
        &run, [&run] { run.start(); }, Qt::QueuedConnection);
    { // called on the thread that hears the signal
        const std::stop_callback cancel(stop, [&run] {
            QMetaObject::invokeMethod(
                &run, [&run] { run.cancel(); }, Qt::QueuedConnection);
        });
        loop.exec();
    }
    console.endProgress();
    return end;
}

/// --launcher, --workers and $MAINSIGHT_WORKER (another worker program, for tests).
[[nodiscard]] jobs::RunOptions runOptions(int workers, const std::string& launcher);

} // namespace ms::cli
