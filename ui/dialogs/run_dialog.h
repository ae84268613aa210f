#pragma once

#include "core/analysis/analysis.h"
#include "core/jobs/analysis_run.h"
#include "ui/session/session.h"

#include <QDialog>

class QCheckBox;
class QDateTimeEdit;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QSlider;
class QSpinBox;

namespace ms::dialogs {

class LauncherField;
class RateTrialBox;

/// What to look for bursts in, and how: period, zones and loggers (from the filter), live or hindsight, rate of false alarms, workers. Keeps the last
/// choice in QSettings.
class RunDialog final : public QDialog {
    Q_OBJECT
public:
    explicit RunDialog(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] analysis::Options options() const;
    [[nodiscard]] jobs::RunOptions run() const;
    [[nodiscard]] QString problem() const;
    void setRate(double falseAlarmsPerZoneWeek); ///< as if it had been typed

private:
    void validate();
    void showRate();
    void setPeriod(TimeSpan span);
    void takeFilter();
    [[nodiscard]] bool isUsual() const; ///< the rate is the one that nobody has to ask for

    session::Session& m_session;
    QCheckBox* m_all;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QPushButton* m_visible;
    QCheckBox* m_zones;   ///< only those in the filter; hidden when it names none
    QCheckBox* m_loggers; ///< the same of pressure loggers
    std::vector<std::string> m_filteredZones, m_leftOut;
    QRadioButton* m_live;
    QRadioButton* m_hindsight;
    QDoubleSpinBox* m_rate;
    QSlider* m_rateSlider; ///< the same, by its logarithm
    QLabel* m_rateHint;
    RateTrialBox* m_trial;
    QSpinBox* m_level;
    LauncherField* m_launcher;
    QSpinBox* m_workers;
    QLabel* m_scope;
    QLabel* m_gate; ///< which loggers to trust, and what the misfit means for areas
    QLabel* m_problem;
    QPushButton* m_ok;
};

} // namespace ms::dialogs
