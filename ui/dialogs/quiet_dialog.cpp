#include "ui/dialogs/quiet_dialog.h"

#include "ui/dialogs/civil_time.h"
#include "ui/dialogs/dialog_parts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ms::dialogs {

QuietDialog::QuietDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Quiet times"));
    setAccessibleName(tr("Quiet times"));
    resize(820, 460);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(wrappedText(
        tr("Events of a quiet time are found and kept as ever, but no notice is given of them. Of a sensor, what is kept quiet is that it "
           "is faulty."),
        this));
    m_table = rowTable(tr("Quiet times"), {tr("Of"), tr("From"), tr("Until"), tr("Reason")}, {180, 160, 160}, this);
    m_table->setObjectName(QStringLiteral("quietTable"));
    layout->addWidget(m_table, 1);
    layout->addWidget(buildForm());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_end = buttons->addButton(tr("&End the selected one"), QDialogButtonBox::ActionRole);
    m_end->setObjectName(QStringLiteral("endQuiet"));
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_end, &QPushButton::clicked, this, [this] {
        const auto& quiets = *m_session.snapshot().quiets;
        const int row = m_table->selectionModel()->hasSelection() ? m_table->currentRow() : -1;
        if (row >= 0 && static_cast<std::size_t>(row) < quiets.size()) m_session.removeQuiet(quiets[static_cast<std::size_t>(row)].id);
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &QuietDialog::check);
    connect(&session, &session::Session::quietsChanged, this, &QuietDialog::refresh);
    connect(&session, &session::Session::sensorsChanged, this, &QuietDialog::fillTargets);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    fillTargets();
    refresh();
}

QWidget* QuietDialog::buildForm() {
    auto* box = new QGroupBox(tr("A new quiet time"), this);
    auto* form = new QFormLayout(box);
    m_target = new QComboBox(box);
    m_target->setObjectName(QStringLiteral("quietTarget"));
    m_target->setAccessibleName(tr("Zone or sensor to be quiet about"));
    form->addRow(tr("&Of"), m_target);
    m_from = civilField(tr("Quiet from"), box);
    m_until = civilField(tr("Quiet until"), box);
    m_until->setObjectName(QStringLiteral("quietUntil"));
    const Instant now{QDateTime::currentMSecsSinceEpoch()};
    m_from->setDateTime(civil(now, m_session.zone()));
    m_until->setDateTime(civil(now + hours(24), m_session.zone()));
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_until);
    m_reason = new QLineEdit(box);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("mains are flushed, say"));
    form->addRow(tr("&Reason"), m_reason);
    m_add = new QPushButton(tr("&Add"), box);
    m_add->setObjectName(QStringLiteral("addQuiet"));
    m_add->setAutoDefault(false);
    form->addRow(QString(), m_add);
    connect(m_add, &QPushButton::clicked, this, [this] { m_session.addQuiet(chosen()); });
    for (auto* field : {m_from, m_until}) connect(field, &QDateTimeEdit::dateTimeChanged, this, &QuietDialog::check);
    return box;
}

project::Quiet QuietDialog::chosen() const {
    project::Quiet quiet;
    const std::string name = m_target->currentData().toString().mid(1).toStdString();
    (m_target->currentData().toString().startsWith(QLatin1Char('z')) ? quiet.zone : quiet.sensor) = name;
    quiet.span = {instantOf(m_from->dateTime(), m_session.zone()), instantOf(m_until->dateTime(), m_session.zone())};
    quiet.reason = m_reason->text().trimmed().toStdString();
    return quiet;
}

void QuietDialog::fillTargets() {
    const QString before = m_target->currentData().toString();
    m_target->clear();
    for (const std::string& zone : m_session.snapshot().zones())
        m_target->addItem(tr("zone %1").arg(QString::fromStdString(zone)), QStringLiteral("z") + QString::fromStdString(zone));
    for (const auto& s : *m_session.snapshot().sensors)
        m_target->addItem(tr("sensor %1").arg(QString::fromStdString(s.sensor.name)), QStringLiteral("s") + QString::fromStdString(s.sensor.name));
    m_target->setCurrentIndex(std::max(0, m_target->findData(before)));
}

void QuietDialog::refresh() {
    const auto& quiets = *m_session.snapshot().quiets;
    const QLocale locale;
    const auto shown = [&](Instant t) { return locale.toString(civil(t, m_session.zone()), QStringLiteral("d MMM yyyy HH:mm")); };
    m_table->setRowCount(static_cast<int>(quiets.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& q = quiets[static_cast<std::size_t>(row)];
        const QString of = q.zone.empty() ? tr("sensor %1").arg(QString::fromStdString(q.sensor)) : tr("zone %1").arg(QString::fromStdString(q.zone));
        const QString texts[] = {of, shown(q.span.from), shown(q.span.to), QString::fromStdString(q.reason)};
        for (int column = 0; column < 4; ++column) m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    check();
}

void QuietDialog::check() {
    m_end->setEnabled(m_table->selectionModel()->hasSelection()); // a table with the focus has a current row, chosen or not
    m_add->setEnabled(m_target->count() > 0 && m_from->dateTime() < m_until->dateTime());
}

} // namespace ms::dialogs
