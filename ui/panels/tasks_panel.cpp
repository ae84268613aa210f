#include "ui/panels/tasks_panel.h"

#include "ui/panels/panel_header.h"
#include "ui/session/core_words.h"
#include "ui/session/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace ms::panels {

TasksPanel::TasksPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Tasks"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    m_header = new PanelHeader(this);
    auto* head = m_header->row();
    m_headline = new QLabel(m_header);
    m_headline->setTextFormat(Qt::RichText);
    head->addWidget(m_headline);
    m_bar = new QProgressBar(m_header);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(10);
    head->addWidget(m_bar, 1);
    head->addStretch(0);
    m_messagesButton = new QPushButton(m_header);
    m_messagesButton->setCheckable(true);
    m_messagesButton->setAccessibleName(tr("Messages of the run"));
    head->addWidget(m_messagesButton);
    m_run = new QPushButton(tr("Run analysis …"), m_header);
    m_run->setAccessibleName(tr("Run analysis"));
    head->addWidget(m_run);
    m_cancel = new QPushButton(tr("Cancel"), m_header);
    m_cancel->setObjectName(QStringLiteral("cancelRun"));
    m_cancel->setAccessibleName(tr("Cancel the run"));
    m_cancel->setToolTip(tr("Stop; what was found so far stays (Ctrl+.)"));
    head->addWidget(m_cancel);
    m_lanes = new TaskLanes(session, this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Tasks by worker"));
    m_scroll->setWidget(m_lanes);
    layout->addWidget(m_scroll, 1);
    m_messages = new QPlainTextEdit(this);
    m_messages->setReadOnly(true);
    m_messages->setAccessibleName(tr("Messages of the run"));
    m_messages->hide();
    m_messagesTimer.setSingleShot(true);
    m_messagesTimer.setInterval(20);
    connect(&m_messagesTimer, &QTimer::timeout, this, &TasksPanel::appendMessages);
    layout->addWidget(m_messages, 1);

    connect(m_cancel, &QPushButton::clicked, &session.runs(), &session::Runs::cancel);
    connect(m_run, &QPushButton::clicked, this, &TasksPanel::runWanted);
    connect(m_messagesButton, &QPushButton::toggled, this, [this](bool on) {
        m_messages->setVisible(on);
        if (on) m_messagesTimer.start();
        m_scroll->setVisible(!on);
        fitBody();
    });
    auto& runs = session.runs();
    for (const auto signal : {&session::Runs::progressed, &session::Runs::cancelRequested}) connect(&runs, signal, this, &TasksPanel::refresh);
    connect(&runs, &session::Runs::started, this, [this] {
        m_messagesButton->setChecked(false);
        refresh();
        refreshTraces();
        refreshMessages();
    });
    connect(&runs, &session::Runs::finished, this, [this] {
        refresh();
        refreshTraces();
        refreshMessages();
    });
    connect(&runs, &session::Runs::tracesChanged, this, &TasksPanel::refreshTraces);
    connect(&runs, &session::Runs::diagnosed, this, &TasksPanel::refreshMessages);
    connect(&session, &session::Session::stateChanged, this, &TasksPanel::refresh);
    connect(&session, &session::Session::sensorsChanged, this, &TasksPanel::refresh);
    connect(&session, &session::Session::recordsChanged, this, &TasksPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &TasksPanel::refresh);
    refresh();
    refreshTraces();
    refreshMessages();
}

QString TasksPanel::headline() const { return QTextDocumentFragment::fromHtml(m_headline->text()).toPlainText(); }

namespace {

QString stageText(const session::Runs& runs) {
    const auto& p = runs.progress();
    const QLocale locale;
    QStringList parts;
    const QString stage = p.stage.isEmpty() ? TasksPanel::tr("starting") : p.stage;
    if (p.total > 0)
        parts << TasksPanel::tr("%1: %2 of %3").arg(stage, locale.toString(p.done), locale.toString(p.total));
    else
        parts << stage;
    if (p.tasksTotal > 0) parts << TasksPanel::tr("%1 of %2 tasks").arg(p.tasksDone).arg(p.tasksTotal);
    if (p.retries > 0) parts << TasksPanel::tr("retry %1").arg(p.retries);
    if (p.workers > 0) parts << TasksPanel::tr("%n worker(s)", nullptr, p.workers);
    if (p.elapsed_s >= 5 && p.remaining_s >= 0)
        parts << TasksPanel::tr("%1 left").arg(session::spanText({static_cast<std::int64_t>(p.remaining_s * 1000)}));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

void TasksPanel::refresh() {
    const auto& runs = m_session.runs();
    const auto& t = m_session.theme();
    const auto& p = runs.progress();
    const bool active = runs.active();
    const bool open = m_session.state() == session::Session::State::open;
    QString what = tr("Tasks"), rest;
    if (runs.kind() == session::RunKind::analysis)
        what = tr("Analysis");
    else if (runs.kind() == session::RunKind::import)
        what = tr("Import");
    else if (runs.kind() == session::RunKind::undo)
        what = tr("Undo of an import");
    if (active) {
        rest = runs.cancelling() ? tr("cancelling …") : stageText(runs);
    } else if (runs.kind() != session::RunKind::none) {
        const QString took = session::spanText({static_cast<std::int64_t>(p.elapsed_s * 1000)});
        switch (runs.outcome()) {
        case jobs::RunOutcome::done: rest = QStringLiteral("● ") + tr("done in %1").arg(took); break;
        case jobs::RunOutcome::cancelled:
            if (runs.kind() != session::RunKind::analysis) {
                rest = QStringLiteral("▲ ") + tr("cancelled after %1; the project is as it was").arg(took);
                break;
            }
            rest = QStringLiteral("▲ ") + tr("cancelled after %1; what was found so far is kept as partial").arg(took);
            break;
        case jobs::RunOutcome::failed: rest = QStringLiteral("■ ") + tr("failed after %1").arg(took); break;
        }
        double work = 0;
        for (const auto& trace : runs.traces()) work += std::max(0.0, trace.end_s - trace.start_s);
        const QLocale locale;
        if (runs.traces().size() > 1 && p.elapsed_s > 0)
            rest += QStringLiteral(" · ") + tr("%1 tasks, one after the other %2: %3 times as fast side by side")
                                                .arg(locale.toString(static_cast<int>(runs.traces().size())),
                                                     session::spanText({static_cast<std::int64_t>(work * 1000)}),
                                                     locale.toString(work / p.elapsed_s, 'f', 1));
        if (p.retries > 0) rest += QStringLiteral(" · ") + tr("%n retry(s)", nullptr, p.retries);
        if (!runs.message().isEmpty()) rest += QStringLiteral(" · ") + session::inWords(runs.message().toStdString(), m_session.units());
    } else {
        rest = open ? tr("Nothing runs. Each worker will have a lane here.") : tr("Nothing runs.");
    }
    m_headline->setText(
        QStringLiteral("<b>%1</b> &nbsp; <span style='color:%2'>%3</span>").arg(what, (active ? t.text : t.mutedText).name(), rest.toHtmlEscaped()));
    m_bar->setVisible(active);
    if (p.total > 0) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(1000 * p.done / p.total));
    } else {
        m_bar->setRange(0, 0);
    }
    m_bar->setAccessibleDescription(headline());
    m_cancel->setVisible(active);
    m_cancel->setEnabled(active && !runs.cancelling());
    m_cancel->setIcon(session::icon(QStringLiteral("cancel"), t));
    m_run->setVisible(!active && open && !m_session.snapshot().sensors->empty());
    m_run->setIcon(session::icon(QStringLiteral("run"), t));
}

void TasksPanel::refreshTraces() {
    m_lanes->setTraces(m_session.runs().traces(), m_session.runs().progress().elapsed_s);
    fitBody();
}

void TasksPanel::fitBody() {
    // With nothing to show, the head (the dock's title bar) is all there is; the map gets the room.
    const bool something = m_lanes->lanes() > 0 || m_messagesButton->isChecked();
    const int height = m_messagesButton->isChecked() ? 120 : m_lanes->minimumSizeHint().height() + 6;
    setMinimumHeight(something ? height : 0);
    setMaximumHeight(something ? qMax(height, m_messagesButton->isChecked() ? 600 : m_lanes->sizeHint().height() + 6) : 0);
}

void TasksPanel::refreshMessages() {
    const auto& messages = m_session.runs().diagnostics();
    m_messagesButton->setVisible(!messages.empty());
    m_messagesButton->setText(tr("%n message(s)", nullptr, static_cast<int>(messages.size())));
    if (messages.size() < m_messagesShown || messages.empty()) { // of another run
        m_messages->clear();
        m_messagesShown = 0;
    }
    if (m_messages->isVisibleTo(this) && !m_messagesTimer.isActive()) m_messagesTimer.start();
}

/// A turn of the event loop takes a portion: a run over thousands of files may have as many messages.
void TasksPanel::appendMessages() {
    const auto& messages = m_session.runs().diagnostics();
    constexpr std::size_t most = 2000, portion = 100;
    const std::size_t listed = std::min(messages.size(), most);
    const std::size_t end = std::min(listed, m_messagesShown + portion);
    QStringList lines;
    for (; m_messagesShown < end; ++m_messagesShown) lines << session::inWords(messages[m_messagesShown], m_session.units());
    if (!lines.isEmpty()) m_messages->appendPlainText(lines.join(QLatin1Char('\n')));
    if (m_messagesShown == listed && messages.size() > most)
        m_messagesButton->setToolTip(tr("the first %1 of them are listed").arg(most));
    else if (m_messagesShown < listed)
        m_messagesTimer.start();
}

} // namespace ms::panels
