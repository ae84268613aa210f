#include "ui/dialogs/watch_dialog.h"

#include "ui/dialogs/database_dialog.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/launcher_field.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace ms::dialogs {

WatchDialog::WatchDialog(const session::WatchSources& sources, QWidget* parent) : QDialog(parent), m_sources(sources) {
    setWindowTitle(tr("Watch"));
    setAccessibleName(tr("What is watched"));
    resize(680, 420);
    auto* layout = new QVBoxLayout(this);
    m_hint = wrappedText(tr("Folders in which files with measurements appear, and tables of databases. They are looked at in turn."), this);
    layout->addWidget(m_hint);
    auto* row = new QHBoxLayout;
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("watchSources"));
    m_list->setAccessibleName(tr("Sources"));
    row->addWidget(m_list, 1);
    auto* column = new QVBoxLayout;
    const auto button = [this, column](const char* name, const QString& text, void (WatchDialog::*slot)()) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, slot);
        column->addWidget(made);
        return made;
    };
    button("addFolder", tr("Add a &folder …"), &WatchDialog::addFolder);
    button("addDatabase", tr("Add a &database …"), &WatchDialog::addDatabase);
    m_edit = button("editSource", tr("&Edit …"), &WatchDialog::edit);
    m_remove = button("removeSource", tr("&Remove"), &WatchDialog::remove);
    column->addStretch();
    row->addLayout(column);
    layout->addLayout(row, 1);
    auto* form = new QFormLayout;
    m_interval = new QSpinBox(this);
    m_interval->setRange(1, 3600);
    m_interval->setSuffix(tr(" s"));
    m_interval->setValue(static_cast<int>(sources.interval_s));
    m_interval->setAccessibleName(tr("Seconds between two looks"));
    form->addRow(tr("&Look every"), m_interval);
    m_launcher = new LauncherField(this);
    form->addRow(tr("Workers run"), m_launcher);
    layout->addLayout(form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("&Start watching"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(QStringLiteral("startWatch"));
    m_start->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_launcher->keep();
        accept();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) {
        m_edit->setEnabled(at >= 0);
        m_remove->setEnabled(at >= 0);
    });
    connect(m_list, &QListWidget::itemActivated, this, &WatchDialog::edit);
    refresh(0);
}

session::WatchSources WatchDialog::sources() const {
    session::WatchSources all = m_sources;
    all.interval_s = m_interval->value();
    return all;
}

QString WatchDialog::launcher() const { return m_launcher->launcher(); }

void WatchDialog::addFolder() {
    const QString start = m_sources.folders.isEmpty() ? QString() : m_sources.folders.last();
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Watch a folder"), start);
    if (folder.isEmpty() || m_sources.folders.contains(folder)) return;
    m_sources.folders << folder;
    refresh(static_cast<int>(m_sources.folders.size()) - 1);
    m_start->setFocus();
}

void WatchDialog::addDatabase() {
    DatabaseDialog dialog(
        m_sources.databases.empty() ? jobs::PostgresReadings{} : jobs::PostgresReadings{m_sources.databases.back().connection, {}, {}, {}}, this);
    if (dialog.exec() != QDialog::Accepted) return;
    m_sources.databases.push_back(dialog.readings());
    refresh(m_list->count());
    m_start->setFocus();
}

void WatchDialog::edit() {
    const int at = m_list->currentRow(), folders = static_cast<int>(m_sources.folders.size());
    if (at < 0) return;
    if (at < folders) {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Watch a folder"), m_sources.folders[at]);
        if (!folder.isEmpty()) m_sources.folders[at] = folder;
    } else {
        auto& readings = m_sources.databases[static_cast<std::size_t>(at - folders)];
        DatabaseDialog dialog(readings, this);
        if (dialog.exec() == QDialog::Accepted) readings = dialog.readings();
    }
    refresh(at);
}

void WatchDialog::remove() {
    const int at = m_list->currentRow(), folders = static_cast<int>(m_sources.folders.size());
    if (at < 0) return;
    if (at < folders)
        m_sources.folders.removeAt(at);
    else
        m_sources.databases.erase(m_sources.databases.begin() + (at - folders));
    refresh(at);
}

void WatchDialog::refresh(int current) {
    m_list->clear();
    for (const QString& folder : m_sources.folders) m_list->addItem(tr("Folder %1").arg(folder));
    for (const auto& readings : m_sources.databases) m_list->addItem(tr("Database %1").arg(session::nameOf(readings)));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    m_edit->setEnabled(m_list->currentRow() >= 0);
    m_remove->setEnabled(m_list->currentRow() >= 0);
    m_start->setEnabled(m_list->count() > 0);
}

} // namespace ms::dialogs
