#pragma once

#include "core/analysis/analysis.h"
#include "core/jobs/rate_trial_run.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace ms::dialogs {

/// Tries rates of false alarms on the history of a project, before one is taken: a row a rate with the alarms there would have been, and the size
/// from which bursts would have been found. Fills while it runs; cancelled, what was tried stays. A row clicked is a rate chosen.
class RateTrialBox final : public QWidget {
    Q_OBJECT
public:
    /// Nothing is read before the button is pressed.
    explicit RateTrialBox(QString projectPath, QWidget* parent = nullptr);
    ~RateTrialBox() override;

    /// What the next trial is of: zones, period, live or hindsight; a trial of other things is forgotten.
    void setRequest(const analysis::Options& options, const jobs::RunOptions& run);
    /// The rate that is set, marked in the table; tried beside the usual ones.
    void setRate(double falseAlarmsPerZoneWeek);
    [[nodiscard]] const std::vector<analysis::RateTrial>& trials() const { return m_trials; }
    [[nodiscard]] bool running() const { return m_run != nullptr; }

Q_SIGNALS:
    void rateChosen(double falseAlarmsPerZoneWeek);
    void changed(); ///< rows came in, the run began or ended

private:
    void toggle();
    void take();
    void fill();
    void mark();

    QString m_path;
    analysis::Options m_options;
    jobs::RunOptions m_runOptions;
    double m_rate = 0;
    std::vector<analysis::RateTrial> m_trials;
    std::unique_ptr<jobs::RateTrialRun> m_run;
    QPushButton* m_button;
    QProgressBar* m_progress;
    QLabel* m_words;
    QTableWidget* m_table;
};

} // namespace ms::dialogs
