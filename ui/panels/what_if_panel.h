#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QTableView;
class QToolButton;

namespace ms::models {
class WhatIfModel;
}

namespace ms::panels {

class FitPlot;
class PanelHeader;

/// The supposed burst: where it is, a slider for its size, how well it explains what was measured, up to three pinned beside it. Changes nothing in
/// the project.
class WhatIfPanel final : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    [[nodiscard]] QSlider* sizeSlider() const { return m_size; }
    [[nodiscard]] QString verdict() const; ///< plain text, for tests and screen readers

Q_SIGNALS:
    void closeWanted();

private:
    void refresh();
    void refreshPins();
    void retheme();
    [[nodiscard]] static double flowOf(int step);
    [[nodiscard]] static int stepOf(double flow_m3s);

    session::Session& m_session;
    PanelHeader* m_header;
    QToolButton* m_close;
    QLabel* m_where;
    QSlider* m_size;
    QDoubleSpinBox* m_flow;
    QLabel* m_hole;
    QSlider* m_position;
    QLabel* m_span;
    QSpinBox* m_grows;
    QPushButton* m_fromCursor;
    QPushButton* m_pin;
    QLabel* m_verdict;
    QWidget* m_pinRow;
    FitPlot* m_plot;
    models::WhatIfModel* m_model;
    QTableView* m_table;
    bool m_updating = false;
};

} // namespace ms::panels
