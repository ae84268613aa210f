#pragma once

#include "ui/panels/task_lanes.h"
#include "ui/session/session.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace ms::panels {

class PanelHeader;

/// What the workers do: one line of words with progress, time left and Cancel, the lanes below, the messages of the run on demand.
class TasksPanel final : public QWidget {
    Q_OBJECT
public:
    explicit TasksPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    [[nodiscard]] QString headline() const;                        ///< as shown, without markup

Q_SIGNALS:
    void runWanted();

private:
    void refresh();
    void refreshTraces();
    void refreshMessages();
    void appendMessages();
    void fitBody();

    session::Session& m_session;
    PanelHeader* m_header;
    QLabel* m_headline;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QPushButton* m_run;
    QPushButton* m_messagesButton;
    QScrollArea* m_scroll;
    TaskLanes* m_lanes;
    QPlainTextEdit* m_messages;
    QTimer m_messagesTimer;
    std::size_t m_messagesShown = 0; ///< of the run's messages, already in the list
};

} // namespace ms::panels
