#include "ui/panels/inspector_panel.h"

#include "ui/models/event_table_model.h"
#include "ui/models/pipe_list_model.h"
#include "ui/panels/cell_delegates.h"
#include "ui/panels/empty_hint.h"
#include "ui/panels/inspector_text.h"
#include "ui/panels/panel_header.h"
#include "ui/session/core_words.h"
#include "ui/session/icons.h"
#include "ui/session/suggestions.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ms::panels {

using detection::Event;
using detection::EventStatus;

namespace {

QLabel* wrapped(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

} // namespace

InspectorPanel::InspectorPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Event inspector"));
    m_header = new PanelHeader(this);
    m_header->addHeading(tr("Event"), 1);
    const auto stepButton = [this](const QString& tip, int by) {
        auto* button = new QToolButton(m_header);
        button->setAutoRaise(true);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        m_header->row()->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, by] { Q_EMIT stepWanted(by); });
        return button;
    };
    m_previous = stepButton(tr("Previous event (K)"), -1);
    m_next = stepButton(tr("Next event (J)"), 1);

    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_scroll = new QScrollArea(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Event inspector"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto* body = new QWidget(m_scroll);
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    m_content = new QVBoxLayout(body);
    m_content->setContentsMargins(12, 10, 12, 12);
    m_content->setSpacing(6);

    m_title = wrapped(body);
    QFont big = m_title->font();
    big.setPointSizeF(big.pointSizeF() * 1.25);
    big.setBold(true);
    m_title->setFont(big);
    m_content->addWidget(m_title);
    m_badge = wrapped(body);
    m_content->addWidget(m_badge);
    m_why = wrapped(body);
    m_why->setAccessibleName(tr("Why"));
    m_content->addWidget(m_why);

    m_facts = new QWidget(body);
    m_factGrid = new QGridLayout(m_facts);
    m_factGrid->setContentsMargins(0, 4, 0, 0);
    m_factGrid->setHorizontalSpacing(12);
    m_factGrid->setVerticalSpacing(3);
    m_factGrid->setColumnStretch(1, 1);
    m_content->addWidget(m_facts);

    m_evidenceHeading = addHeading(tr("Evidence"));
    m_evidence = wrapped(body);
    m_evidence->setAccessibleName(tr("Evidence per sensor"));
    m_content->addWidget(m_evidence);

    m_pipesHeading = addHeading(tr("Pipes, most probable first"));
    m_pipesHint = wrapped(body);
    m_content->addWidget(m_pipesHint);
    m_pipeModel = new models::PipeListModel(this);
    m_pipes = new QTableView(body);
    m_pipes->setObjectName(QStringLiteral("pipeTable"));
    m_pipes->setAccessibleName(tr("Pipes, most probable first"));
    m_pipes->setModel(m_pipeModel);
    m_pipes->setItemDelegate(new BarDelegate(session, m_pipes));
    m_pipes->setShowGrid(false);
    m_pipes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_pipes->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_pipes->verticalHeader()->hide();
    m_pipes->verticalHeader()->setDefaultSectionSize(m_pipes->fontMetrics().height() + 10);
    m_pipes->horizontalHeader()->hide();
    m_pipes->setTabKeyNavigation(false);
    m_pipes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pipes->setFrameShape(QFrame::NoFrame);
    m_content->addWidget(m_pipes);

    m_historyHeading = addHeading(tr("How it became known"));
    m_history = wrapped(body);
    m_content->addWidget(m_history);

    m_notesHeading = addHeading(tr("Notes"));
    m_notes = wrapped(body);
    m_content->addWidget(m_notes);
    auto* noteRow = new QHBoxLayout;
    m_noteField = new QLineEdit(body);
    m_noteField->setObjectName(QStringLiteral("noteField"));
    m_noteField->setPlaceholderText(tr("Write a note (M) …"));
    m_noteField->setAccessibleName(tr("Note on this event"));
    m_noteField->setMaxLength(4000);
    noteRow->addWidget(m_noteField, 1);
    m_noteAdd = new QPushButton(tr("Add"), body);
    m_noteAdd->setAccessibleName(tr("Add the note"));
    m_noteAdd->setEnabled(false);
    noteRow->addWidget(m_noteAdd);
    m_content->addLayout(noteRow);
    m_content->addStretch(1);
    m_scroll->setWidget(body);
    layout->addWidget(m_scroll, 1);

    m_dismissRow = new QFrame(page);
    m_dismissRow->setObjectName(QStringLiteral("messageBar"));
    auto* dismissLayout = new QHBoxLayout(m_dismissRow);
    dismissLayout->setContentsMargins(12, 6, 12, 6);
    m_reason = new QComboBox(m_dismissRow);
    m_reason->setEditable(true);
    m_reason->setObjectName(QStringLiteral("dismissReason"));
    m_reason->setAccessibleName(tr("Reason for dismissing"));
    for (const auto& [reason, text] : session::dismissalReasons()) m_reason->addItem(text);
    m_reason->lineEdit()->setPlaceholderText(tr("Why is it no burst?"));
    dismissLayout->addWidget(m_reason, 1);
    auto* dismissNow = new QPushButton(tr("Dismiss"), m_dismissRow);
    dismissNow->setProperty("primary", true);
    dismissNow->setObjectName(QStringLiteral("dismissNow"));
    dismissNow->setAccessibleName(tr("Dismiss the event for this reason"));
    dismissLayout->addWidget(dismissNow);
    auto* keep = new QPushButton(tr("Keep"), m_dismissRow);
    keep->setAccessibleName(tr("Keep the event"));
    dismissLayout->addWidget(keep);
    m_dismissRow->hide();
    layout->addWidget(m_dismissRow);

    auto* line = new QFrame(page);
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFrameShadow(QFrame::Plain);
    layout->addWidget(line);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 8, 12, 8);
    buttons->setSpacing(6);
    const auto add = [&](const QString& text, const QString& name, const QString& tip) {
        auto* button = new QPushButton(text, page);
        button->setAccessibleName(QString(text).remove(QLatin1Char('&')).remove(QStringLiteral(" …")));
        button->setObjectName(name);
        button->setToolTip(tip);
        buttons->addWidget(button);
        return button;
    };
    m_confirm = add(tr("Confirm"), QStringLiteral("confirmButton"), tr("It is what it says (Ctrl+Z takes it back)"));
    m_dismiss = add(tr("Dismiss …"), QStringLiteral("dismissButton"), tr("It is no burst: say why (Ctrl+Z takes it back)"));
    m_reopen = add(tr("Reopen"), QStringLiteral("reopenButton"), tr("Make it new again"));
    m_more = new QToolButton(page);
    m_more->setText(tr("More"));
    m_more->setObjectName(QStringLiteral("moreButton"));
    m_more->setAccessibleName(tr("More to do with this event"));
    m_more->setToolTip(tr("Link a repair, merge with another event, split at the time cursor"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setMenu(new QMenu(m_more));
    buttons->addWidget(m_more);
    connect(m_more->menu(), &QMenu::aboutToShow, this, &InspectorPanel::fillMore);
    buttons->addStretch();
    // Their words stand in the toolbar; here they would make the panel too wide in languages with long words.
    m_whatIf = add(tr("What if"), QStringLiteral("whatIfButton"), tr("Suppose a burst on the selected pipe, else on the likeliest one (Ctrl+H)"));
    connect(m_whatIf, &QPushButton::clicked, this, &InspectorPanel::whatIfWanted);
    m_export = add(tr("Map …"), QStringLiteral("exportButton"), tr("Export this event as PDF, PNG, GeoPackage or CSV (Ctrl+E)"));
    for (auto* button : {m_whatIf, m_export}) button->setText({});
    for (auto* button : {m_confirm, m_dismiss, m_reopen}) {
        button->setProperty("words", button->text());
        button->setMinimumWidth(44);
    }
    layout->addLayout(buttons);

    m_empty = new EmptyHint(this);
    m_empty->setText(tr("No event selected"), tr("Select an event in the table, or step through them with J and K."));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);

    for (auto* label : {m_badge, m_evidence, m_notes, m_history, m_why, m_pipesHint})
        connect(label, &QLabel::linkActivated, this, &InspectorPanel::linkActivated);
    connect(m_confirm, &QPushButton::clicked, this, &InspectorPanel::confirm);
    connect(m_reopen, &QPushButton::clicked, this, &InspectorPanel::reopen);
    connect(m_dismiss, &QPushButton::clicked, this, &InspectorPanel::askDismiss);
    connect(dismissNow, &QPushButton::clicked, this, &InspectorPanel::dismiss);
    connect(m_reason->lineEdit(), &QLineEdit::returnPressed, this, &InspectorPanel::dismiss);
    connect(keep, &QPushButton::clicked, m_dismissRow, &QWidget::hide);
    connect(m_export, &QPushButton::clicked, this, &InspectorPanel::exportWanted);
    connect(m_noteAdd, &QPushButton::clicked, this, &InspectorPanel::addNote);
    connect(m_noteField, &QLineEdit::returnPressed, this, &InspectorPanel::addNote);
    connect(m_noteField, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_noteAdd->setEnabled(m_session.editable() && !text.trimmed().isEmpty()); });
    connect(m_pipes->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_updatingPipes || !m_session.snapshot().network) return;
        std::set<LinkIndex> links;
        for (const auto& i : m_pipes->selectionModel()->selectedRows())
            if (const auto link = m_session.snapshot().network->findLink(i.data(models::PipeRole).toString().toStdString()); link.valid())
                links.insert(link);
        m_session.selection().setLinks(std::move(links));
    });
    for (const auto signal : {&session::Session::eventsChanged, &session::Session::notesChanged, &session::Session::infoChanged,
                              &session::Session::networkChanged, &session::Session::stateChanged})
        connect(&session, signal, this, &InspectorPanel::refresh);
    connect(&session.selection(), &session::Selection::eventChanged, this, &InspectorPanel::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &InspectorPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &InspectorPanel::retheme);
    connect(&session.runs(), &session::Runs::started, this, &InspectorPanel::refresh);
    connect(&session.runs(), &session::Runs::finished, this, &InspectorPanel::refresh);
    retheme();
}

QLabel* InspectorPanel::addHeading(const QString& text) {
    auto* label = new QLabel(text, m_scroll);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setContentsMargins(0, 10, 0, 0);
    m_content->addWidget(label);
    return label;
}

void InspectorPanel::retheme() {
    const auto& t = m_session.theme();
    m_previous->setIcon(session::icon(QStringLiteral("previous"), t));
    m_next->setIcon(session::icon(QStringLiteral("next"), t));
    m_confirm->setIcon(session::icon(QStringLiteral("confirm"), t));
    m_dismiss->setIcon(session::icon(QStringLiteral("dismiss"), t));
    m_reopen->setIcon(session::icon(QStringLiteral("reopen"), t));
    m_export->setIcon(session::icon(QStringLiteral("export"), t));
    m_whatIf->setIcon(session::icon(QStringLiteral("what-if"), t));
    refresh();
}

void InspectorPanel::refresh() {
    const auto* event = m_session.snapshot().event(m_session.selection().event());
    m_stack->setCurrentIndex(event != nullptr ? 0 : 1);
    if (event == nullptr) {
        m_shown = 0;
        return;
    }
    const bool other = event->id != m_shown;
    if (other) {
        m_allEvidence = false;
        m_allPipes = false;
        m_dismissRow->hide();
        m_noteField->clear();
    }
    m_shown = event->id;
    present(*event);
    if (other) Q_EMIT eventShown(m_shown);
}

void InspectorPanel::present(const Event& event) {
    const auto& s = m_session.snapshot();
    m_title->setText(titleOf(event, s).toHtmlEscaped());
    m_badge->setText(badgeHtml(event, s, m_session.theme()));
    m_why->setText(session::inWords(event.why, m_session.units()).toHtmlEscaped());
    m_why->setVisible(!event.why.empty());
    fillFacts(event);
    fillEvidence(event);

    const bool places = models::hasSize(event.kind);
    m_updatingPipes = true;
    m_pipeModel->setEvent(places ? &event : nullptr, s, m_allPipes ? 400 : 12);
    m_updatingPipes = false;
    m_pipesHeading->setVisible(places);
    m_pipesHint->setVisible(places);
    m_pipesHint->setText(areaHtml(event, m_pipeModel->hidden(), m_session.theme()));
    const int rows = m_pipeModel->rowCount();
    m_pipes->setVisible(rows > 0);
    auto* header = m_pipes->horizontalHeader();
    const bool streets = std::any_of(s.gisPipes->begin(), s.gisPipes->end(), [](const auto& p) { return !p.street.empty(); });
    m_pipes->setColumnHidden(models::PipeListModel::Street, !streets);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(streets ? models::PipeListModel::Street : models::PipeListModel::Pipe, QHeaderView::Stretch);
    m_pipes->setFixedHeight(rows * m_pipes->verticalHeader()->defaultSectionSize() + 2);

    fillHistory(event);
    fillNotes(event);
    updateActions(event);
    setAccessibleDescription(spokenSummary());
}

void InspectorPanel::fillFacts(const Event& event) {
    while (auto* item = m_factGrid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const auto& [name, value] : factsOf(event, m_session.zone(), m_session.units())) {
        auto* label = new QLabel(name, m_facts);
        label->setProperty("muted", true);
        auto* text = wrapped(m_facts);
        text->setText(value);
        text->setAccessibleName(name);
        m_factGrid->addWidget(label, row, 0, Qt::AlignTop);
        m_factGrid->addWidget(text, row, 1);
        ++row;
    }
}

void InspectorPanel::fillEvidence(const Event& event) {
    m_evidenceHeading->setVisible(!event.evidence.empty());
    m_evidence->setVisible(!event.evidence.empty());
    m_evidence->setText(evidenceHtml(event, m_session.snapshot(), m_session.units(), m_session.theme(), m_allEvidence ? 1000 : 6));
}

void InspectorPanel::fillHistory(const Event& event) {
    const QString html = historyHtml(event, m_session.zone(), m_session.units(), m_session.theme());
    m_historyHeading->setVisible(!html.isEmpty());
    m_history->setVisible(!html.isEmpty());
    m_history->setText(html);
}

void InspectorPanel::fillNotes(const Event& event) {
    const QString html = notesHtml(event.id, m_session.snapshot(), m_session.theme());
    m_notes->setText(html);
    m_notes->setVisible(!html.isEmpty());
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitButtons();
}

void InspectorPanel::fitButtons() {
    const QList<QPushButton*> worded{m_confirm, m_dismiss, m_reopen};
    for (auto* button : worded) button->setText(button->property("words").toString());
    int need = 24 + 8;
    for (const auto* button : std::initializer_list<const QWidget*>{m_confirm, m_dismiss, m_reopen, m_more, m_whatIf, m_export})
        if (!button->isHidden()) need += button->sizeHint().width() + 6;
    if (need > width())
        for (auto* button : worded) button->setText({});
}

void InspectorPanel::updateActions(const Event& event) {
    const bool editable = m_session.editable();
    const QString why = editable ? QString() : tr("The analysis still runs: its events are not settled yet");
    m_confirm->setEnabled(editable && event.status != EventStatus::confirmed);
    m_confirm->setVisible(event.status != EventStatus::confirmed);
    m_dismiss->setEnabled(editable);
    m_dismiss->setVisible(event.status != EventStatus::dismissed);
    m_reopen->setEnabled(editable);
    m_reopen->setVisible(event.status != EventStatus::open && event.status != EventStatus::withdrawn);
    m_more->setEnabled(editable);
    m_whatIf->setVisible(m_session.snapshot().network != nullptr && models::hasSize(event.kind));
    fitButtons();
    m_noteField->setEnabled(editable);
    m_noteAdd->setEnabled(editable && !m_noteField->text().trimmed().isEmpty());
    if (!editable)
        m_noteField->setToolTip(why);
    else
        m_noteField->setToolTip({});
}

void InspectorPanel::fillMore() {
    auto* menu = m_more->menu();
    menu->clear();
    const auto& s = m_session.snapshot();
    const auto* event = s.event(m_shown);
    if (event == nullptr) return;
    auto* repairs = menu->addMenu(tr("Link a &repair"));
    std::vector<std::pair<std::int64_t, std::size_t>> near; // those after the start first, the soonest first
    for (std::size_t i = 0; i < s.repairs->size(); ++i) {
        const auto& r = (*s.repairs)[i];
        const auto at = r.completed ? r.completed : r.reported;
        if (!at) continue;
        const std::int64_t after = (*at - event->startedAt).ms;
        near.emplace_back(after >= 0 ? after : -after * 20, i);
    }
    std::sort(near.begin(), near.end());
    for (std::size_t k = 0; k < near.size() && k < 12; ++k) {
        const auto i = near[k].second;
        const auto& r = (*s.repairs)[i];
        QStringList parts{session::shortTime(r.completed ? *r.completed : *r.reported, m_session.zone())};
        for (const auto* part : {&r.job, &r.pipe, &r.street})
            if (!part->empty()) parts << QString::fromStdString(*part);
        connect(repairs->addAction(parts.join(QStringLiteral("   "))), &QAction::triggered, this,
                [this, id = m_shown, i] { m_session.linkRepair(id, i); });
    }
    repairs->setEnabled(!near.empty());
    if (near.empty()) repairs->setTitle(tr("Link a repair (none are known)"));
    auto* merge = menu->addMenu(tr("&Merge with"));
    for (const auto& e : *s.events) {
        if (e.id == m_shown || e.zone != event->zone || models::hasSize(e.kind) != models::hasSize(event->kind)) continue;
        connect(merge->addAction(tr("event %1, %2 %3").arg(e.id).arg(session::kindWord(e.kind), session::shortTime(e.startedAt, m_session.zone()))),
                &QAction::triggered, this, [this, id = m_shown, other = e.id] { m_session.mergeEvents(id, other); });
    }
    merge->setEnabled(!merge->isEmpty());
    const Instant at = m_session.timeCursor().instant();
    auto* split =
        menu->addAction(at.valid() ? tr("&Split at the cursor, %1").arg(session::shortTime(at, m_session.zone())) : tr("&Split at the cursor"));
    split->setObjectName(QStringLiteral("splitEvent"));
    split->setEnabled(at.valid() && at > event->startedAt && (!event->endedAt || at < *event->endedAt));
    connect(split, &QAction::triggered, this, [this, id = m_shown, at] { m_session.splitEvent(id, at); });
}

QString InspectorPanel::spokenSummary() const {
    const auto* event = m_session.snapshot().event(m_shown);
    if (event == nullptr) return {};
    QStringList parts{titleOf(*event, m_session.snapshot()), session::inWords(event->why, m_session.units())};
    for (const auto& [name, value] : factsOf(*event, m_session.zone(), m_session.units()))
        parts << plainText(QStringLiteral("%1: %2").arg(name, value));
    return parts.join(QStringLiteral(". "));
}

void InspectorPanel::focusNote() {
    if (m_shown == 0) return;
    m_scroll->ensureWidgetVisible(m_noteField);
    m_noteField->setFocus(Qt::ShortcutFocusReason);
}

void InspectorPanel::askDismiss() {
    const auto* event = m_session.snapshot().event(m_shown);
    if (event == nullptr || !m_session.editable() || event->status == EventStatus::dismissed) return;
    m_dismissRow->show();
    m_reason->setFocus(Qt::OtherFocusReason);
    m_reason->lineEdit()->selectAll();
}

void InspectorPanel::dismiss() {
    m_dismissRow->hide();
    if (const auto event = m_shown; m_session.dismissEvent(event, m_reason->currentText())) Q_EMIT dismissed(event);
}

void InspectorPanel::confirm() { m_session.confirmEvent(m_shown); }
void InspectorPanel::reopen() { m_session.reopenEvent(m_shown); }

void InspectorPanel::addNote() {
    const auto* event = m_session.snapshot().event(m_shown);
    if (event == nullptr || m_noteField->text().trimmed().isEmpty()) return;
    if (m_session.addNote(event->id, event->startedAt, m_noteField->text())) m_noteField->clear();
}

void InspectorPanel::linkActivated(const QString& link) {
    const QString what = link.section(QLatin1Char(':'), 0, 0), which = link.section(QLatin1Char(':'), 1);
    if (what == QLatin1String("sensor"))
        m_session.selection().toggleSensor(which.toStdString());
    else if (what == QLatin1String("note"))
        m_session.removeNote(which.toLongLong());
    else if (what == QLatin1String("evidence")) {
        m_allEvidence = which == QLatin1String("all");
        refresh();
    } else if (what == QLatin1String("pipes")) {
        m_allPipes = which == QLatin1String("all");
        refresh();
    } else if (what == QLatin1String("event"))
        m_session.goToEvent(which.toLongLong());
}

} // namespace ms::panels
