#include "ui/panels/event_panel.h"

#include "ui/panels/cell_delegates.h"
#include "ui/panels/empty_hint.h"
#include "ui/panels/panel_header.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace ms::panels {

EventPanel::EventPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Events"));
    m_all = new models::EventTableModel(this);
    m_shown = new models::EventFilterModel(this);
    m_shown->setSourceModel(m_all);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new PanelHeader(this);
    m_title = new QLabel(m_header);
    m_header->row()->addWidget(m_title);
    m_group = new QComboBox(m_header);
    m_group->setObjectName(QStringLiteral("groupEvents"));
    m_group->setAccessibleName(tr("Group the events"));
    m_group->setToolTip(tr("Keep events of one zone, kind or status together"));
    m_group->addItem(tr("not grouped"), -1);
    m_group->addItem(tr("by zone"), models::EventTableModel::Zone);
    m_group->addItem(tr("by kind"), models::EventTableModel::Kind);
    m_group->addItem(tr("by status"), models::EventTableModel::Status);
    m_header->row()->addWidget(m_group);
    connect(m_group, &QComboBox::currentIndexChanged, this, [this] { m_shown->setGrouping(m_group->currentData().toInt()); });
    m_rate = new QLabel(m_header);
    m_rate->setProperty("muted", true);
    m_rate->setMinimumWidth(0);
    m_rate->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_rate->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_header->row()->addWidget(m_rate, 1);

    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_table = new QTableView(body);
    m_table->setObjectName(QStringLiteral("eventTable"));
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(m_shown);
    m_table->setItemDelegate(new SeverityDelegate(session, m_table));
    QFont small = m_table->font();
    small.setPointSizeF(small.pointSizeF() * 0.94);
    m_table->setFont(small);
    m_table->horizontalHeader()->setFont(small);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(models::EventTableModel::Start, Qt::DescendingOrder);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(30);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setResizeContentsPrecision(200);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setTabKeyNavigation(false);
    m_stack->addWidget(m_table);
    m_empty = new EmptyHint(body);
    m_emptyButton = m_empty->addButton(tr("Clear filter"));
    m_stack->addWidget(m_empty);
    layout->addWidget(body, 1);

    connect(m_emptyButton, &QPushButton::clicked, this, [this] {
        if (m_want == Want::import)
            Q_EMIT importWanted();
        else if (m_want == Want::run)
            Q_EMIT runWanted();
        else if (m_want == Want::clearFilter)
            Q_EMIT clearFilterWanted();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { currentChanged(); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& i) { m_session.goToEvent(m_shown->idAt(i.row())); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& i) { m_session.goToEvent(m_shown->idAt(i.row())); });
    for (const auto signal : {&session::Session::eventsChanged, &session::Session::infoChanged, &session::Session::sensorsChanged,
                              &session::Session::recordsChanged, &session::Session::stateChanged})
        connect(&session, signal, this, &EventPanel::refresh);
    connect(&session.filter(), &session::FilterState::changed, this, &EventPanel::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &EventPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, m_table->viewport(), qOverload<>(&QWidget::update));
    connect(&session.runs(), &session::Runs::started, this, &EventPanel::refreshHeader);
    connect(&session.runs(), &session::Runs::finished, this, &EventPanel::refresh);
    connect(&session.selection(), &session::Selection::eventChanged, this, &EventPanel::refreshSelection);
    refresh();
}

QString EventPanel::emptyText() const { return m_stack->currentIndex() == 0 ? QString() : m_emptyText; }

void EventPanel::refresh() {
    m_updating = true;
    const auto& s = m_session.snapshot();
    m_all->setContext(m_session.zone(), m_session.units());
    m_all->setEvents(s.events);
    m_shown->setFilter(m_session.filter().filter());
    m_updating = false;
    refreshHeader();
    refreshSelection();
}

void EventPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &EventPanel::fitColumns, Qt::QueuedConnection); // the table gets its size after this
}

void EventPanel::fitColumns() {
    using C = models::EventTableModel;
    auto* header = m_table->horizontalHeader();
    const auto need = [&](int column) {
        return qMax(static_cast<const QAbstractItemView*>(m_table)->sizeHintForColumn(column), header->sectionSizeHint(column));
    };
    int width = 0;
    for (int column = 0; column < C::ColumnCount; ++column) width += need(column);
    for (const int column : {C::Area, C::Zone}) {
        const bool hide = width > m_table->viewport()->width();
        m_table->setColumnHidden(column, hide);
        if (hide) width -= need(column);
    }
}

void EventPanel::refreshHeader() {
    const auto& s = m_session.snapshot();
    const QLocale locale;
    const int all = m_all->rowCount(), shown = m_shown->rowCount();
    const bool running = m_session.runs().active() && m_session.runs().kind() == session::RunKind::analysis;
    QString text = all == shown ? locale.toString(all) : tr("%1 of %2 shown").arg(locale.toString(shown), locale.toString(all));
    if (s.eventsPartial) text += QStringLiteral(" · ") + (running ? tr("so far") : tr("partial"));
    m_title->setText(QStringLiteral("<b>%1</b>&nbsp; %2").arg(tr("Events"), all == 0 ? QString() : text));

    QString rate;
    if (const auto set = s.falseAlarmsPerZoneWeek(); set && all > 0) rate = tr("%1 false alarms a zone-week").arg(locale.toString(*set, 'g', 2));
    m_rate->setText(rate);
    m_rate->setToolTip(tr("The rate of false alarms that the last run was set to"));

    m_group->setVisible(shown > 1);
    if (shown > 0) fitColumns();
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    if (shown > 0) return;
    m_want = Want::nothing;
    QString heading, sentence, button;
    if (m_session.state() != session::Session::State::open) {
        heading = m_session.state() == session::Session::State::opening ? tr("Opening …") : tr("No events");
        sentence = tr("Bursts that were found are listed here.");
    } else if (all > 0) {
        heading = tr("The filter hides all %n event(s)", nullptr, all);
        sentence = tr("Change what stands in the filter field, or clear it.");
        button = tr("Clear filter");
        m_want = Want::clearFilter;
    } else if (running) {
        heading = tr("The analysis runs");
        sentence = tr("Events appear here as soon as they are found.");
    } else if (s.sensors->empty()) {
        heading = tr("No measurements yet");
        sentence = tr("Drop files or folders of loggers onto the window, or import them.");
        button = tr("Import data …");
        m_want = Want::import;
    } else if (s.runs->empty()) {
        heading = tr("Not analysed yet");
        sentence = tr("Let Mainsight look for bursts in the measurements.");
        button = tr("Run analysis …");
        m_want = Want::run;
    } else {
        heading = tr("The last run found no events");
        sentence = tr("Run again with another period, or allow more false alarms.");
        button = tr("Run analysis …");
        m_want = Want::run;
    }
    m_emptyText = heading;
    m_empty->setText(heading, sentence);
    m_emptyButton->setVisible(!button.isEmpty());
    if (!button.isEmpty()) {
        m_emptyButton->setText(button);
        m_emptyButton->setAccessibleName(button);
    }
}

void EventPanel::refreshSelection() {
    m_updating = true;
    const int row = m_shown->rowOf(m_session.selection().event());
    if (row < 0) {
        m_table->selectionModel()->clear();
    } else {
        const auto index = m_shown->index(row, 0);
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(index);
    }
    m_updating = false;
}

void EventPanel::currentChanged() {
    if (m_updating) return;
    const auto id = m_shown->idAt(m_table->currentIndex().row());
    if (id != 0 && id != m_session.selection().event()) m_session.goToEvent(id);
}

void EventPanel::step(int by) {
    const int rows = m_shown->rowCount();
    if (rows == 0) return;
    const int current = m_shown->rowOf(m_session.selection().event());
    const int row = current < 0 ? (by > 0 ? 0 : rows - 1) : qBound(0, current + by, rows - 1);
    m_session.goToEvent(m_shown->idAt(row));
}

} // namespace ms::panels
