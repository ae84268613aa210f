#pragma once

#include "ui/models/event_table_model.h"
#include "ui/session/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace ms::panels {

class EmptyHint;
class PanelHeader;

/// The table of events, with how many of how many the filter shows, and what to do where there are none.
class EventPanel final : public QWidget {
    Q_OBJECT
public:
    explicit EventPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar
    [[nodiscard]] models::EventFilterModel* model() const { return m_shown; }
    void step(int by);                       ///< J and K: selects and goes to the next or the previous event of the table
    [[nodiscard]] QString emptyText() const; ///< of the hint in sight; empty while the table shows

Q_SIGNALS:
    void importWanted();
    void runWanted();
    void clearFilterWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fitColumns(); ///< where the panel is narrow, area and zone give way to confidence and status
    void refreshHeader();
    void refreshSelection();
    void currentChanged();
    enum class Want { nothing, import, run, clearFilter };

    session::Session& m_session;
    models::EventTableModel* m_all;
    models::EventFilterModel* m_shown;
    QTableView* m_table;
    PanelHeader* m_header;
    QLabel* m_title;
    QComboBox* m_group;
    QLabel* m_rate;
    EmptyHint* m_empty;
    QPushButton* m_emptyButton;
    QStackedLayout* m_stack;
    QString m_emptyText;
    Want m_want = Want::nothing;
    bool m_updating = false;
};

} // namespace ms::panels
