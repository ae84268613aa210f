#pragma once

#include "core/analysis/rate_trial.h"
#include "core/base/error.h"
#include "core/jobs/analysis_run.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ms::jobs {

/// Tries rates of false alarms on the history of a project, in worker processes: alarms and the sizes of bursts that would be found
/// (core/analysis/rate_trial.h). The project is read only. Everything is asynchronous; signals come on the thread of the object.
class RateTrialRun final : public QObject {
    Q_OBJECT
public:
    /// `options.trialRates` names the rates, the first to be tried first.
    RateTrialRun(QString projectPath, analysis::Options options, RunOptions run, QObject* parent = nullptr);
    ~RateTrialRun() override;

    void start();
    /// Answers at once; finished() follows within 2 s. What was tried by then can still be asked for.
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    /// What has been tried so far, one a rate, ascending; zones are still missing while it runs.
    [[nodiscard]] std::vector<analysis::RateTrial> trials() const;
    /// Why it failed, once finished() has said so.
    [[nodiscard]] std::optional<Error> error() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress); ///< at most 20 a second; trials() may hold more
    void diagnosed(const ms::Diagnostic& diagnostic);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
