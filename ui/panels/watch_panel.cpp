#include "ui/panels/watch_panel.h"

#include "ui/models/lag_model.h"
#include "ui/models/roles.h"
#include "ui/panels/panel_header.h"
#include "ui/session/core_words.h"
#include "ui/session/live_watch.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

#include <algorithm>

namespace ms::panels {

using State = session::LiveWatch::State;

namespace {

void dress(QTableView& table) {
    table.verticalHeader()->hide();
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
    table.horizontalHeader()->setStretchLastSection(true);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace

WatchPanel::WatchPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Watch"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new PanelHeader(this);
    auto* head = m_header->row();
    m_headline = new QLabel(m_header);
    m_headline->setTextFormat(Qt::RichText);
    m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long folder must not widen the window
    head->addWidget(m_headline, 1);
    m_sound = new QCheckBox(tr("Sound"), m_header);
    m_sound->setToolTip(tr("A sound with every notice on the desktop"));
    head->addWidget(m_sound);
    m_quiet = new QPushButton(tr("Quiet times …"), m_header);
    m_quiet->setObjectName(QStringLiteral("quietTimes"));
    m_quiet->setToolTip(tr("Planned work: zones and sensors of which no notice is given for a while"));
    head->addWidget(m_quiet);
    m_start = new QPushButton(tr("Watch …"), m_header);
    m_start->setObjectName(QStringLiteral("chooseSources"));
    m_start->setAccessibleName(tr("Choose what is watched, and start"));
    m_now = new QPushButton(tr("Look now"), m_header);
    m_stop = new QPushButton(tr("Stop"), m_header);
    m_stop->setObjectName(QStringLiteral("stopWatch"));
    m_stop->setAccessibleName(tr("Stop watching"));
    for (auto* button : {m_start, m_now, m_stop}) head->addWidget(button);
    m_hint = new QLabel(this);
    m_hint->setWordWrap(true);
    m_hint->setMargin(10);
    m_hint->setAlignment(Qt::AlignTop);
    layout->addWidget(m_hint);
    const auto table = [this](const QString& name, const QStringList& columns) {
        auto* made = new QTableWidget(0, static_cast<int>(columns.size()), this);
        made->setAccessibleName(name);
        made->setHorizontalHeaderLabels(columns);
        dress(*made);
        return made;
    };
    m_sources = table(tr("Sources"), {tr("Source"), tr("State"), tr("Came last"), tr("Lag"), tr("Brought")});
    m_sources->setObjectName(QStringLiteral("sourceTable"));
    layout->addWidget(m_sources);
    m_table = table(tr("Looks that took something in"),
                    {tr("Time"), tr("Files"), tr("Values"), tr("Took"), tr("After arrival"), tr("Zones changed"), tr("Events")});
    m_table->setObjectName(QStringLiteral("lookTable"));
    setMinimumHeight(8 * (m_table->fontMetrics().height() + 8)); // some looks are seen at once
    m_lags = new QTableView(this);
    m_lags->setObjectName(QStringLiteral("lagTable"));
    m_lags->setAccessibleName(tr("How far the sensors are behind"));
    m_lags->setModel(new models::LagModel(session, m_lags));
    dress(*m_lags);
    const int letter = m_lags->fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair{models::LagModel::Sensor, 28}, {models::LagModel::Zone, 16}, {models::LagModel::Newest, 26}})
        m_lags->setColumnWidth(column, letters * letter);
    auto* below = new QSplitter(Qt::Horizontal, this);
    below->setChildrenCollapsible(false);
    below->addWidget(m_table);
    below->addWidget(m_lags);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    layout->addWidget(below, 1);

    auto& watch = session.watch();
    connect(m_start, &QPushButton::clicked, this, &WatchPanel::watchWanted);
    connect(m_quiet, &QPushButton::clicked, this, &WatchPanel::quietWanted);
    connect(m_sound, &QCheckBox::toggled, this, &WatchPanel::soundWanted);
    connect(m_now, &QPushButton::clicked, &watch, &session::LiveWatch::lookNow);
    connect(m_stop, &QPushButton::clicked, &watch, &session::LiveWatch::stop);
    connect(&watch, &session::LiveWatch::changed, this, &WatchPanel::refresh);
    connect(&session, &session::Session::stateChanged, this, &WatchPanel::refresh);
    connect(&session.runs(), &session::Runs::started, this, &WatchPanel::refresh);
    connect(&session.runs(), &session::Runs::finished, this, &WatchPanel::refresh);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row, int) {
        const auto& looks = m_session.watch().looks();
        if (row < 0 || static_cast<std::size_t>(row) >= looks.size()) return;
        const auto& events = looks[static_cast<std::size_t>(row)].cycle.events;
        if (!events.empty()) m_session.goToEvent(events.front().id);
    });
    connect(m_lags, &QTableView::activated, this,
            [this](const QModelIndex& at) { m_session.selection().setSensors({at.data(models::SensorRole).toString().toStdString()}); });
    refresh();
}

QString WatchPanel::headline() const { return QTextDocumentFragment::fromHtml(m_headline->text()).toPlainText(); }

void WatchPanel::refresh() {
    const auto& watch = m_session.watch();
    const bool open = m_session.state() == session::Session::State::open && !m_session.path().isEmpty();
    const QLocale locale;
    QString text = QStringLiteral("<b>%1</b>&nbsp; ").arg(tr("Watch"));
    const auto& sources = watch.sources();
    const QString what = sources.size() == 1 ? sources.front().name.toHtmlEscaped() : tr("%n source(s)", nullptr, static_cast<int>(sources.size()));
    switch (watch.state()) {
    case State::off: text += tr("off"); break;
    case State::catchingUp:
        text += watch.progress().total > 0
                    ? tr("catching up: %1 of %2").arg(locale.toString(watch.progress().done), locale.toString(watch.progress().total))
                    : tr("catching up …");
        break;
    case State::watching:
        text += tr("%1, last looked at %2").arg(what, locale.toString(watch.lastLook().time(), QLocale::LongFormat));
        text += QStringLiteral("; ") + tr("%1 values a minute").arg(locale.toString(watch.valuesPerMinute(), 'f', 0));
        if (!watch.looks().empty())
            text += QStringLiteral("; ") + tr("the last took %1 s").arg(locale.toString(watch.looks().front().cycle.seconds, 'f', 1));
        if (watch.postponed() > 0) text += QStringLiteral("; ") + tr("%n file(s) of back-fill still to come", nullptr, watch.postponed());
        if (watch.waiting() > 0) text += QStringLiteral("; ") + tr("%n zone(s) catching up", nullptr, static_cast<int>(watch.waiting()));
        break;
    case State::stopping: text += tr("stopping …"); break;
    }
    if (!watch.trouble().isEmpty()) text += QStringLiteral(" &nbsp;⚠ ") + watch.trouble().toHtmlEscaped();
    m_headline->setText(text);
    m_headline->setToolTip(headline());
    m_start->setVisible(!watch.active());
    m_quiet->setEnabled(m_session.state() == session::Session::State::open);
    m_start->setEnabled(open && !m_session.runs().active());
    m_now->setVisible(watch.active());
    m_now->setEnabled(watch.state() == State::watching);
    m_stop->setVisible(watch.active());
    m_stop->setEnabled(watch.state() != State::stopping);
    refreshSources();
    refreshLooks();
}

namespace {

void put(QTableWidget& table, int row, const QStringList& texts) {
    for (int column = 0; column < table.columnCount(); ++column) {
        auto* item = table.item(row, column);
        if (item == nullptr) table.setItem(row, column, item = new QTableWidgetItem);
        if (item->text() == texts[column]) continue;
        item->setText(texts[column]);
        item->setToolTip(texts[column]);
    }
}

} // namespace

void WatchPanel::refreshSources() {
    const auto& watch = m_session.watch();
    const auto& sources = watch.sources();
    m_sources->setVisible(watch.active());
    m_sources->setRowCount(static_cast<int>(sources.size()));
    const QLocale locale;
    for (int row = 0; row < m_sources->rowCount(); ++row) {
        const auto& source = sources[static_cast<std::size_t>(row)];
        const QString state = !source.away.isEmpty()       ? tr("⚠ away: %1").arg(session::inWords(source.away.toStdString()))
                              : watch.lastLook().isValid() ? tr("● read")
                                                           : tr("○ not looked at yet");
        put(*m_sources, row,
            {source.name, state,
             source.arrived.isValid() ? locale.toString(source.arrived, QStringLiteral("yyyy-MM-dd HH:mm:ss")) : tr("nothing yet"),
             source.arrived.isValid() ? tr("%1 s").arg(locale.toString(source.lag_s, 'f', 0)) : QString(), locale.toString(source.found)});
    }
    constexpr int kShown = 3; // more are scrolled to
    const int rows = std::min(m_sources->rowCount(), kShown);
    m_sources->setFixedHeight(m_sources->horizontalHeader()->sizeHint().height() + rows * m_sources->verticalHeader()->defaultSectionSize() + 2);
    if (m_sources->columnWidth(0) < 300) m_sources->setColumnWidth(0, 420);
    if (m_sources->columnWidth(1) < 200) m_sources->setColumnWidth(1, 300);
    if (m_sources->columnWidth(2) < 150) m_sources->setColumnWidth(2, 170);
}

void WatchPanel::refreshLooks() {
    const auto& watch = m_session.watch();
    const auto& looks = watch.looks();
    m_hint->setVisible(looks.empty());
    m_table->setVisible(!looks.empty());
    m_lags->setVisible(watch.active() || !looks.empty());
    m_hint->setText(watch.active()
                        ? tr("Nothing has come yet. What appears in the sources, or grows, is taken in at the next look.")
                        : tr("A watch takes in files and rows as they come, follows every zone and tells of events as they begin, change and end. "
                             "It goes on where it was when it is started again."));
    const QLocale locale;
    m_table->setRowCount(static_cast<int>(looks.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& look = looks[static_cast<std::size_t>(row)];
        QStringList events;
        const auto& cycle = look.cycle;
        const auto isIn = [](const std::vector<std::int64_t>& ids, std::int64_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
        for (const auto& e : cycle.events) {
            const QString name = QStringLiteral("%1 (%2)").arg(e.id).arg(QString::fromStdString(e.zone));
            events << (isIn(cycle.quiet, e.id) ? tr("%1 quiet").arg(name) : isIn(cycle.revised, e.id) ? tr("%1 revised").arg(name) : name);
        }
        for (const std::int64_t id : cycle.withdrawn) events << tr("%1 taken back").arg(id);
        put(*m_table, row,
            {locale.toString(look.at, QStringLiteral("yyyy-MM-dd HH:mm:ss")), locale.toString(look.cycle.files), locale.toString(look.cycle.values),
             tr("%1 s").arg(locale.toString(look.cycle.seconds, 'f', 1)), tr("%1 s").arg(locale.toString(look.cycle.lag_s, 'f', 0)),
             locale.toString(look.cycle.zones), events.join(QStringLiteral(", "))});
    }
    if (!looks.empty() && looks.size() <= 3) m_table->resizeColumnsToContents();
}

} // namespace ms::panels
