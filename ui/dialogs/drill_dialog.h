#pragma once

#include "core/analysis/drill.h"
#include "core/base/error.h"
#include "ui/session/session.h"

#include <QDialog>

#include <memory>
#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ms::dialogs {

/// Burst drills on the open project's own network: makes one to be handed out, and scores whoever looked for its bursts, the events of the open
/// project or an answer sheet. The window stays usable beside it.
class DrillDialog final : public QDialog {
    Q_OBJECT
public:
    explicit DrillDialog(session::Session& session, QWidget* parent = nullptr);
    ~DrillDialog() override;
    void setFolder(const QString& folder); ///< of the drill, to make or to score
    [[nodiscard]] bool making() const { return m_work != nullptr; }
    [[nodiscard]] const std::optional<analysis::DrillScore>& score() const { return m_score; }

private:
    struct Work;

    QWidget* buildMaking();
    QWidget* buildScoring();
    void make();
    void made(const Result<scenario::Outcome>& outcome);
    void scoreAnswers();
    void fill();
    void check();
    [[nodiscard]] std::vector<series::Sensor> sensors() const;

    session::Session& m_session;
    QLineEdit* m_folder;
    QSpinBox* m_bursts;
    QDoubleSpinBox* m_least;
    QDoubleSpinBox* m_most;
    QSpinBox* m_seed;
    QPushButton* m_make;
    QProgressBar* m_progress;
    QLabel* m_madeWords;
    QComboBox* m_answers; ///< the events of this project, or a sheet
    QPushButton* m_scoreButton;
    QTableWidget* m_table;
    QLabel* m_scoreWords;
    std::optional<analysis::DrillScore> m_score;
    std::unique_ptr<Work> m_work;
};

} // namespace ms::dialogs
