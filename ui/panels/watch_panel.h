#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ms::panels {

class PanelHeader;

/// The watch of a folder: what it is doing in one line, Start and Stop, and a line for each look that took something in: files, values, seconds, how
/// long after their arrival, events.
class WatchPanel final : public QWidget {
    Q_OBJECT
public:
    explicit WatchPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    [[nodiscard]] QString headline() const;                        ///< as shown, without markup
    [[nodiscard]] int interval_s() const;
    void setInterval(int seconds);

Q_SIGNALS:
    void watchWanted();        ///< the user wants to choose a folder
    void quietWanted();        ///< the quiet times are to be shown
    void soundWanted(bool on); ///< with the notices on the desktop

private:
    void refresh();
    void refreshLooks();

    session::Session& m_session;
    PanelHeader* m_header;
    QLabel* m_headline;
    QLabel* m_hint; ///< in place of the table while there is nothing to show
    QSpinBox* m_interval;
    QCheckBox* m_sound;
    QPushButton *m_quiet, *m_start, *m_now, *m_stop;
    QTableWidget* m_table;
};

} // namespace ms::panels
