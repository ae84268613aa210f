#include "ui/dialogs/flags_dialog.h"

#include "ui/dialogs/civil_time.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/models/roles.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace ms::dialogs {

using models::FlagTableModel;

FlagsDialog::FlagsDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Flagged readings"));
    setAccessibleName(tr("Flagged readings"));
    setSizeGripEnabled(true);
    resize(1060, 560);
    auto* layout = new QVBoxLayout(this);
    auto* top = new QHBoxLayout;
    auto* label = new QLabel(tr("&Sensor"), this);
    m_sensor = new QComboBox(this);
    m_sensor->setAccessibleName(tr("Sensor whose flagged readings are shown"));
    m_sensor->setMinimumContentsLength(24);
    m_sensor->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    label->setBuddy(m_sensor);
    m_summary = new QLabel(this);
    m_summary->setProperty("muted", true);
    top->addWidget(label);
    top->addWidget(m_sensor);
    top->addWidget(m_summary, 1);
    layout->addLayout(top);

    m_model = new FlagTableModel(session, this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(models::SortRole);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("flagTable"));
    m_table->setAccessibleName(tr("Spans of flagged readings"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FlagTableModel::From, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {64, 190, 110, 168, 168};
    for (int i = 0; i < static_cast<int>(std::size(widths)); ++i) m_table->setColumnWidth(i, widths[i]);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildForm());

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_show = buttons->addButton(tr("Show in &charts"), QDialogButtonBox::ActionRole);
    m_show->setAccessibleName(tr("Show the selected readings in the charts"));
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, [this] { showRow(m_table->currentIndex()); });
    connect(m_table, &QTableView::activated, this, &FlagsDialog::showRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FlagsDialog::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FlagsDialog::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FlagsDialog::refresh);
    connect(m_sensor, &QComboBox::activated, this, [this] { setSensor(m_sensor->currentData().toString()); });
    connect(&session, &session::Session::sensorsChanged, this, &FlagsDialog::fillSensors);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    fillSensors();
    takeVisible();
    refresh();
}

QWidget* FlagsDialog::buildForm() {
    auto* box = new QGroupBox(tr("Leave out more"), this);
    auto* form = new QFormLayout(box);
    m_target = new QComboBox(box);
    m_target->setAccessibleName(tr("Sensor whose readings to leave out"));
    m_target->setMinimumContentsLength(24);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_from = civilField(tr("First reading to leave out"), box);
    m_to = civilField(tr("Last reading to leave out"), box);
    for (auto* edit : {m_from, m_to}) connect(edit, &QDateTimeEdit::dateTimeChanged, this, &FlagsDialog::refresh);
    auto* visible = new QPushButton(tr("As in the c&harts"), box);
    visible->setAccessibleName(tr("Take the period that the charts show"));
    visible->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(m_target);
    row->addWidget(new QLabel(tr("from"), box));
    row->addWidget(m_from);
    row->addWidget(new QLabel(tr("to"), box));
    row->addWidget(m_to);
    row->addWidget(visible);
    row->addStretch();
    form->addRow(tr("&Readings of"), row);
    static_cast<QLabel*>(form->labelForField(row))->setBuddy(m_target);
    m_reason = new QLineEdit(box);
    m_reason->setAccessibleName(tr("Why these readings are left out"));
    m_reason->setPlaceholderText(tr("for those who look at it later"));
    m_leaveOut = new QPushButton(tr("&Leave out"), box);
    m_leaveOut->setAutoDefault(false);
    auto* second = new QHBoxLayout;
    second->addWidget(m_reason, 1);
    second->addWidget(m_leaveOut);
    form->addRow(tr("R&eason"), second);
    static_cast<QLabel*>(form->labelForField(second))->setBuddy(m_reason);
    m_problem = wrappedText(QString(), box);
    m_problem->setProperty("muted", true);
    form->addRow(QString(), m_problem);
    connect(visible, &QPushButton::clicked, this, &FlagsDialog::takeVisible);
    connect(m_leaveOut, &QPushButton::clicked, this, &FlagsDialog::leaveOut);
    connect(m_reason, &QLineEdit::returnPressed, m_leaveOut, &QPushButton::click);
    connect(m_target, &QComboBox::currentIndexChanged, this, &FlagsDialog::refresh);
    return box;
}

void FlagsDialog::fillSensors() {
    const QString shown = m_sensor->currentData().toString(), target = m_target->currentText();
    QStringList names;
    for (const auto& s : *m_session.snapshot().sensors) names << QString::fromStdString(s.sensor.name);
    if (m_target->count() == names.size() &&
        std::equal(names.begin(), names.end(), names.begin(),
                   [this, i = 0](const QString&, const QString& n) mutable { return m_target->itemText(i++) == n; }))
        return;
    m_sensor->clear();
    m_sensor->addItem(tr("all sensors"), QString());
    for (const QString& name : names) m_sensor->addItem(name, name);
    m_target->clear();
    m_target->addItems(names);
    m_sensor->setCurrentIndex(std::max(0, m_sensor->findData(shown)));
    m_target->setCurrentIndex(std::max(names.isEmpty() ? -1 : 0, m_target->findText(target)));
}

void FlagsDialog::setSensor(const QString& name) {
    m_sensor->setCurrentIndex(std::max(0, m_sensor->findData(name)));
    const QString chosen = m_sensor->currentData().toString();
    m_model->setSensor(chosen);
    m_table->setColumnHidden(FlagTableModel::Sensor, !chosen.isEmpty());
    if (!chosen.isEmpty()) m_target->setCurrentText(chosen);
    refresh();
}

void FlagsDialog::takeVisible() {
    const TimeSpan visible = m_session.timeCursor().visible();
    if (!session::isValid(visible)) return;
    m_from->setDateTime(civil(visible.from, m_session.zone()));
    m_to->setDateTime(civil(visible.to, m_session.zone()));
}

QString FlagsDialog::problem() const {
    if (m_target->currentIndex() < 0) return tr("There are no measurements.");
    if (m_session.snapshot().readOnly) return tr("The project cannot be written: changes are lost when it is closed.");
    if (!m_session.editable()) return tr("Wait until the run has ended.");
    if (m_from->dateTime() > m_to->dateTime()) return tr("The period ends before it begins.");
    return {};
}

void FlagsDialog::refresh() {
    int undone = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) undone += m_model->span(row).active ? 0 : 1;
    const int all = m_model->rowCount();
    QString text = all == 0 ? tr("Nothing is flagged.") : tr("%n span(s)", nullptr, all);
    if (undone > 0) text += QStringLiteral(", ") + tr("%n taken for good", nullptr, undone);
    m_summary->setText(text);
    m_show->setEnabled(m_table->currentIndex().isValid());
    const QString wrong = problem();
    m_leaveOut->setEnabled(wrong.isEmpty() || m_session.snapshot().readOnly);
    m_problem->setText(wrong.isEmpty() ? tr("Readings are never changed: a flag keeps them out of detection and location, and can be taken back.")
                                       : wrong);
}

void FlagsDialog::showRow(const QModelIndex& index) {
    if (!index.isValid()) return;
    const auto& span = m_model->span(m_sorted->mapToSource(index).row());
    m_session.selection().setSensors({span.sensor});
    const Duration length = span.fault.to - span.fault.from, margin = std::max(length, hours(12));
    m_session.timeCursor().setVisible({span.fault.from - margin, span.fault.to + margin});
    m_session.timeCursor().setInstant(span.fault.from);
}

void FlagsDialog::leaveOut() {
    if (!m_leaveOut->isEnabled()) return;
    const TimeSpan span{instantOf(m_from->dateTime(), m_session.zone()), instantOf(m_to->dateTime(), m_session.zone())};
    if (m_session.excludeReadings(m_target->currentText().toStdString(), span, m_reason->text())) m_reason->clear();
}

} // namespace ms::dialogs
