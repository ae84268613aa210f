#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;

namespace ms::models {
class ModelFitModel;
}

namespace ms::panels {

class ModelFitPlot;
class PanelHeader;

/// Measured against modelled, before and after the selected event (else the time cursor): a chart of one sensor, a table of all, and which of the two
/// the map shows beside the sensors. Asks for data only while it is seen.
class ModelFitPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ModelFitPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar

Q_SIGNALS:
    void closeWanted();
    void calibrationWanted();

private:
    void refresh();
    void retheme();

    session::Session& m_session;
    PanelHeader* m_header;
    QLabel* m_about;
    QToolButton* m_close;
    QButtonGroup* m_sides;
    QLabel* m_spans;
    ModelFitPlot* m_plot;
    models::ModelFitModel* m_model;
    QTableView* m_table;
    QLabel* m_gate;
    QPushButton* m_calibrate;
};

} // namespace ms::panels
