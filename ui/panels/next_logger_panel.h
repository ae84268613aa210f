#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;
class QToolButton;

namespace ms::panels {

class PanelHeader;

/// Where one more logger would help to place the selected event: how far the search is, then the best places with what each is expected to leave of
/// the area. The map shows the same places while the panel is open.
class NextLoggerPanel final : public QWidget {
    Q_OBJECT
public:
    explicit NextLoggerPanel(session::Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QWidget* header() const;
    [[nodiscard]] QString message() const; ///< what is said above the table

Q_SIGNALS:
    void closeWanted();
    void placeWanted(int place); ///< of the advice, to be shown on the map

private:
    void refresh();
    void retheme();

    session::Session& m_session;
    PanelHeader* m_header;
    QLabel *m_about, *m_message;
    QToolButton* m_close;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTableWidget* m_table;
};

} // namespace ms::panels
