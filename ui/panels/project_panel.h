#pragma once

#include "ui/models/project_tree_model.h"
#include "ui/session/session.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QTreeView;

namespace ms::panels {

class EmptyHint;
class PanelHeader;

/// The project as a tree, at the left. A click on a sensor selects it everywhere, a double click on a zone filters by it.
class ProjectPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ProjectPanel(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    [[nodiscard]] PanelHeader* header() const { return m_header; } ///< for the dock's title bar

Q_SIGNALS:
    void importWanted();
    void zoneActivated(const QString& zone);
    void sensorActivated(const QString& sensor);
    void eventActivated(qint64 event); ///< the fault behind a sensor's word

protected:
    void resizeEvent(QResizeEvent* event) override; ///< where there is little room the names get it, not the words of health

private:
    void refresh();
    void refreshSelection();
    void selectionEdited();
    void activated(const QModelIndex& index);

    session::Session& m_session;
    models::ProjectTreeModel* m_model;
    QTreeView* m_tree;
    PanelHeader* m_header;
    QLabel* m_title;
    EmptyHint* m_empty;
    QStackedLayout* m_stack;
    QSet<QString> m_collapsed, m_expanded; ///< keys, kept over rebuilds
    bool m_updating = false;
};

} // namespace ms::panels
