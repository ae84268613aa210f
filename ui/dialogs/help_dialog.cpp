#include "ui/dialogs/help_dialog.h"

#include "core/base/version.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ms::dialogs {

ShortcutsDialog::ShortcutsDialog(const QList<QAction*>& actions, const QList<KeyText>& others, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    resize(520, 620);
    auto* layout = new QVBoxLayout(this);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search …"));
    m_search->setAccessibleName(tr("Search the keys"));
    m_search->setClearButtonEnabled(true);
    layout->addWidget(m_search);
    m_list = new QTreeWidget(this);
    m_list->setAccessibleName(tr("Keys and what they do"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    const auto group = [this](const QString& name) {
        for (int i = 0; i < m_list->topLevelItemCount(); ++i)
            if (m_list->topLevelItem(i)->text(0) == name) return m_list->topLevelItem(i);
        auto* item = new QTreeWidgetItem(m_list, {name});
        QFont bold = font();
        bold.setBold(true);
        item->setFont(0, bold);
        item->setFlags(Qt::ItemIsEnabled);
        return item;
    };
    for (const auto* action : actions) {
        QStringList keys;
        for (const auto& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        if (keys.isEmpty()) continue;
        new QTreeWidgetItem(group(action->property("group").toString()), {action->text().remove(QLatin1Char('&')), keys.join(QStringLiteral("   "))});
    }
    for (const auto& k : others) new QTreeWidgetItem(group(k.group), {k.text, k.keys});
    m_list->expandAll();
    layout->addWidget(m_list, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::search);
}

void ShortcutsDialog::search(const QString& text) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        auto* groupItem = m_list->topLevelItem(i);
        int shown = 0;
        for (int j = 0; j < groupItem->childCount(); ++j) {
            auto* item = groupItem->child(j);
            const bool hit = item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!hit);
            shown += hit;
        }
        groupItem->setHidden(shown == 0);
    }
}

int ShortcutsDialog::shownCount() const {
    int count = 0;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        for (int j = 0; j < m_list->topLevelItem(i)->childCount(); ++j) count += !m_list->topLevelItem(i)->child(j)->isHidden();
    return count;
}

AboutDialog::AboutDialog(const QIcon& icon, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Mainsight"));
    setAccessibleName(tr("About Mainsight"));
    auto* layout = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    auto* picture = new QLabel(this);
    picture->setPixmap(icon.pixmap(96, 96));
    row->addWidget(picture, 0, Qt::AlignTop);
    const QString version = QLatin1String(kVersion);
    auto* text = new QLabel(tr("<h2>Mainsight %1</h2><p>Where has the main burst?</p>"
                               "<p>Free software under the GNU General Public License, version 3 or later, without any warranty.</p>"
                               "<p>Made with Qt %2, Eigen, SQLite, GDAL, zstd and libarchive.<br>"
                               "Colours by Okabe and Ito, viridis by Smith and van der Walt.</p>")
                                .arg(version, QLatin1String(qVersion())),
                            this);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setMinimumWidth(360);
    row->addWidget(text, 1);
    layout->addLayout(row);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = buttons->addButton(tr("Copy details"), QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, [version] {
        QApplication::clipboard()->setText(
            QStringLiteral("Mainsight %1, Qt %2, %3, %4")
                .arg(version, QLatin1String(qVersion()), QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()));
    });
}

} // namespace ms::dialogs
