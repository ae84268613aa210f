#include "ui/panels/project_panel.h"

#include "core/project/shared_project.h"
#include "ui/panels/cell_delegates.h"
#include "ui/panels/empty_hint.h"
#include "ui/panels/panel_header.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

namespace ms::panels {

ProjectPanel::ProjectPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Project"));
    m_model = new models::ProjectTreeModel(this);
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new PanelHeader(this);
    m_title = new QLabel(m_header);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_header->row()->addWidget(m_title, 1);
    m_tree = new QTreeView(page);
    m_tree->setObjectName(QStringLiteral("projectTree"));
    m_tree->setAccessibleName(tr("Project tree"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setItemDelegate(new SeverityDelegate(session, m_tree));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTextElideMode(Qt::ElideRight);
    layout->addWidget(m_tree, 1);

    m_empty = new EmptyHint(this);
    m_empty->setText(tr("No project"), tr("Open a project, or start a new one with File ▸ New."));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);

    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& i) {
        if (m_updating) return;
        m_collapsed.remove(m_model->key(i));
        m_expanded.insert(m_model->key(i));
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& i) {
        if (m_updating) return;
        m_expanded.remove(m_model->key(i));
        m_collapsed.insert(m_model->key(i));
    });
    connect(m_tree, &QTreeView::doubleClicked, this, &ProjectPanel::activated);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProjectPanel::selectionEdited);
    for (const auto signal :
         {&session::Session::infoChanged, &session::Session::networkChanged, &session::Session::sensorsChanged, &session::Session::eventsChanged,
          &session::Session::repairsChanged, &session::Session::recordsChanged, &session::Session::stateChanged})
        connect(&session, signal, this, &ProjectPanel::refresh);
    connect(&session.filter(), &session::FilterState::changed, this, &ProjectPanel::refresh);
    connect(&session.selection(), &session::Selection::sensorsChanged, this, &ProjectPanel::refreshSelection);
    connect(&session.appearance(), &session::Appearance::themeChanged, m_tree->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

void ProjectPanel::refresh() {
    const auto& s = m_session.snapshot();
    const bool open = m_session.state() == session::Session::State::open;
    m_stack->setCurrentIndex(open ? 0 : 1);
    const QString title = s.info.settings.title.empty() ? project::projectName(s.info.path) : QString::fromStdString(s.info.settings.title);
    m_title->setText(open ? tr("Project: %1").arg(title) : tr("Project"));
    m_title->setToolTip(s.info.path);
    m_updating = true;
    m_model->setSnapshot(s, m_session.filter().filter());
    // Sections and zones stand open until somebody closes them; long lists (files, repairs, runs) stay closed until somebody opens them.
    const std::function<void(const QModelIndex&)> expand = [&](const QModelIndex& parent) {
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const auto i = m_model->index(row, 0, parent);
            const auto key = m_model->key(i);
            const bool usual = key.startsWith(QLatin1String("zones")) || key == QLatin1String("network");
            m_tree->setExpanded(i, m_expanded.contains(key) || (usual && !m_collapsed.contains(key)));
            expand(i);
        }
    };
    expand({});
    m_updating = false;
    refreshSelection();
}

void ProjectPanel::refreshSelection() {
    if (m_updating) return;
    m_updating = true;
    QItemSelection wanted;
    QModelIndex last;
    for (const auto& name : m_session.selection().sensors()) {
        last = m_model->sensorIndex(QString::fromStdString(name));
        if (last.isValid()) wanted.select(last, last.siblingAtColumn(1));
    }
    m_tree->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    if (wanted.size() == 1) m_tree->scrollTo(last);
    m_updating = false;
}

void ProjectPanel::selectionEdited() {
    if (m_updating) return;
    std::set<std::string> names;
    for (const auto& i : m_tree->selectionModel()->selectedRows()) {
        const QString sensor = i.data(models::SensorRole).toString();
        if (!sensor.isEmpty()) names.insert(sensor.toStdString());
    }
    m_updating = true;
    m_session.selection().setSensors(std::move(names));
    m_updating = false;
}

void ProjectPanel::activated(const QModelIndex& index) {
    const auto kind = static_cast<models::ProjectTreeModel::Kind>(index.data(models::NodeKindRole).toInt());
    if (const auto event = index.data(models::EventIdRole).toLongLong(); event != 0)
        Q_EMIT eventActivated(event);
    else if (kind == models::ProjectTreeModel::Kind::zone)
        Q_EMIT zoneActivated(index.data(models::ZoneRole).toString());
    else if (kind == models::ProjectTreeModel::Kind::sensor)
        Q_EMIT sensorActivated(index.data(models::SensorRole).toString());
    else if (kind == models::ProjectTreeModel::Kind::data)
        Q_EMIT importWanted();
}

void ProjectPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = width() < 200;
    m_tree->header()->setSectionResizeMode(1, narrow ? QHeaderView::Fixed : QHeaderView::ResizeToContents);
    if (narrow) m_tree->header()->resizeSection(1, width() / 4);
}

} // namespace ms::panels
