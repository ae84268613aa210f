#pragma once

#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QTabWidget;

namespace ms::dialogs {

/// Calibration of the model: fits it to the readings, shows what came out with intervals before it is taken, and the layers that the project has;
/// takes one, takes it away again, writes the calibrated network. The window stays usable beside it; a row of a table is shown on the map.
class CalibrationDialog final : public QDialog {
    Q_OBJECT
public:
    explicit CalibrationDialog(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] const calibration::Calibration* shown() const; ///< the layer in the tables; null = none

    void exportTo(const QString& path); ///< the network with the shown layer; on another thread

private:
    QWidget* buildFit();
    QWidget* buildTables();
    QTableWidget* addTable(const QString& title, const char* name, const QStringList& headers, const QStringList& tips);
    void start();
    void take();
    void askExport();
    void fillLayers(bool fresh); ///< fresh: the newest one is shown
    void refresh();
    void fillTables(const calibration::Calibration* layer);
    [[nodiscard]] QString problem() const; ///< why nothing can be fitted; empty = it can
    void say(const QString& words);

    session::Session& m_session;
    QSpinBox* m_weeks;
    QDateTimeEdit* m_until;
    QPushButton *m_fit, *m_cancel;
    QProgressBar* m_progress;
    QLabel *m_words, *m_gate, *m_use;
    QComboBox* m_layers; ///< data: position in the project's layers; -1 = the proposal
    QTabWidget* m_tabs;
    QTableWidget *m_loggers, *m_demands, *m_roughness, *m_closed;
    QPushButton *m_take, *m_drop, *m_discard, *m_export;
    QString m_said; ///< what was done last
};

} // namespace ms::dialogs
