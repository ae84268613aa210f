#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;
class QTableWidget;

namespace ms::panels {

class PanelHeader;

/// The watch of the project's sources: what it is doing in one line, Start and Stop, a line for each source (its state, what came last, its lag), and
/// a line for each look that took something in: files, values, seconds, how long after their arrival, events. Beside them how far each sensor is
/// behind.
class WatchPanel final : public QWidget {
    Q_OBJECT
public:
    explicit WatchPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    [[nodiscard]] QString headline() const;                        ///< as shown, without markup

Q_SIGNALS:
    void watchWanted();        ///< the user wants to choose sources
    void quietWanted();        ///< the quiet times are to be shown
    void soundWanted(bool on); ///< with the notices on the desktop

private:
    void refresh();
    void refreshSources();
    void refreshLooks();

    session::Session& m_session;
    PanelHeader* m_header;
    QLabel* m_headline;
    QLabel* m_hint; ///< in place of the table while there is nothing to show
    QCheckBox* m_sound;
    QPushButton *m_quiet, *m_start, *m_now, *m_stop;
    QTableWidget *m_sources, *m_table;
    QTableView* m_lags;
};

} // namespace ms::panels
