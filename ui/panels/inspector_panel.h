#pragma once

#include "core/detection/event.h"
#include "ui/session/session.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedLayout;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace ms::models {
class PipeListModel;
}

namespace ms::panels {

class EmptyHint;
class PanelHeader;

/// All that is known of the selected event, and what can be done with it: confirm, dismiss with a reason, reopen, note. All in place, no dialogs.
class InspectorPanel final : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPanel(session::Session& session, QWidget* parent = nullptr);

    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    void focusNote();                                              ///< M: the cursor goes to the note field
    void askDismiss();                                             ///< opens the row that asks for the reason
    void confirm();
    void reopen();
    [[nodiscard]] QString spokenSummary() const; ///< the event in a few sentences, for screen readers

Q_SIGNALS:
    void exportWanted();
    void whatIfWanted();     ///< at the selected pipe, else the likeliest one
    void stepWanted(int by); ///< previous or next event of the table
    void eventShown(qint64 event);
    void dismissed(qint64 event); ///< by the user, here

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitButtons(); ///< words, or icons alone where there is no room for words
    void refresh();
    void present(const detection::Event& event);
    void fillFacts(const detection::Event& event);
    void fillEvidence(const detection::Event& event);
    void fillHistory(const detection::Event& event);
    void fillNotes(const detection::Event& event);
    void updateActions(const detection::Event& event);
    void dismiss();
    void addNote();
    void linkActivated(const QString& link);
    void fillMore(); ///< the menu of what is done less often: repair, merge, split
    void retheme();
    QLabel* addHeading(const QString& text);

    session::Session& m_session;
    PanelHeader* m_header;
    QToolButton* m_previous;
    QToolButton* m_next;
    QStackedLayout* m_stack;
    EmptyHint* m_empty;
    QScrollArea* m_scroll;
    QVBoxLayout* m_content;
    QLabel* m_title;
    QLabel* m_badge;
    QLabel* m_why;
    QWidget* m_facts;
    QGridLayout* m_factGrid;
    QLabel* m_evidenceHeading;
    QLabel* m_evidence;
    QLabel* m_pipesHeading;
    QLabel* m_pipesHint;
    QTableView* m_pipes;
    models::PipeListModel* m_pipeModel;
    QLabel* m_historyHeading;
    QLabel* m_history;
    QLabel* m_notesHeading;
    QLabel* m_notes;
    QLineEdit* m_noteField;
    QPushButton* m_noteAdd;
    QWidget* m_dismissRow;
    QComboBox* m_reason;
    QPushButton* m_confirm;
    QPushButton* m_dismiss;
    QPushButton* m_reopen;
    QPushButton* m_export;
    QPushButton* m_whatIf;
    QToolButton* m_more;
    std::int64_t m_shown = 0;
    bool m_allEvidence = false, m_allPipes = false, m_updatingPipes = false;
};

} // namespace ms::panels
