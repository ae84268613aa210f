#pragma once

#include "core/detection/area_trust.h"
#include "core/jobs/drill_run.h"
#include "ui/session/session.h"

#include <QDialog>
#include <QTemporaryDir>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ms::dialogs {

/// How much of the posterior areas of interest take on this network to hold their burst as often as they say: shown, learned from a drill, forgotten.
/// The window stays usable beside it.
class AreasDialog final : public QDialog {
    Q_OBJECT
public:
    explicit AreasDialog(session::Session& session, QWidget* parent = nullptr);
    ~AreasDialog() override;
    [[nodiscard]] bool learning() const { return m_run != nullptr; }

private:
    void toggle();
    void learned(jobs::RunOutcome outcome);
    void refresh();

    session::Session& m_session;
    QLabel* m_known;
    QTableWidget* m_table;
    QSpinBox* m_bursts;
    QPushButton* m_learn;
    QPushButton* m_forget;
    QProgressBar* m_progress;
    QLabel* m_words;
    std::unique_ptr<QTemporaryDir> m_folder; ///< of the drill
    std::unique_ptr<jobs::DrillRun> m_run;   ///< last: it writes there
};

} // namespace ms::dialogs
