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
#include <QTextBrowser>
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

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Help"));
    setAccessibleName(tr("Help"));
    resize(680, 640);
    auto* layout = new QVBoxLayout(this);
    auto* text = new QTextBrowser(this);
    text->setAccessibleName(tr("Help text"));
    text->setOpenExternalLinks(false);
    text->setHtml(tr(R"(<h2>Five minutes to a first result</h2>
<p><b>To look around</b>, choose <i>File ▸ Open sample</i>: an invented town with eight weeks of measurements, already analysed.</p>
<ol><li><b>New project</b> (Ctrl+N): say where the file is to lie, and the network (.inp) if there is one.</li>
<li><b>Import</b>: drop files or folders of your loggers onto the window. The review says of each file what was read and what was put aside. Where a file does not say its unit, you are asked.</li>
<li><b>Run</b> (Ctrl+Return): choose the period and how many false alarms you can live with. Events appear while it works; Ctrl+. stops it.</li>
<li><b>Look</b>: J and K step through the events; the map flies there, the charts frame it. The inspector says why, how large, since when, how sure, and on which pipes.</li>
<li><b>Ask</b>: right-click a pipe, or Ctrl+H, supposes a burst there. The slider sets its size; dashed lines show what it would make of the measurements, and how far each sensor is from it. Up to three are pinned side by side. Nothing of it changes the project.</li>
<li><b>Settle</b>: confirm, dismiss with a reason, link a repair, merge, split, or write a note (M). Ctrl+Z takes it back; Alt+Left only takes you back to where you looked before.</li>
<li><b>Hand on</b> (Ctrl+E): a PDF or picture for a colleague, a GeoPackage for the GIS team, a CSV of ranked pipes.</li></ol>
<p>Ctrl+1 to Ctrl+4 arrange the window for preparing, investigating, watching and publishing. P plays the charts' time on the map; Ctrl+T shows map and charts as tables; Ctrl+? lists all keys.</p>
<h2>Words</h2>
<p><b>Area of interest</b>: the least length of pipe that holds the burst with the stated probability: of areas at 90 %, nine in ten do. Where the evidence is too weak it is the whole zone, and says so.</p>
<p><b>Confidence</b>: how probable it is that the event is of the kind that is stated; the rivals share the rest.</p>
<p><b>σ</b> beside a sensor: how many times its usual scatter it has moved.</p>
<p><b>Live</b> and <b>hindsight</b>: live results use at each instant only what was known then.</p>
<h2>The filter field</h2>
<p><code>zone:DMA02 &nbsp; kind:burst,leak &nbsp; status:new &nbsp; since:2024-08-01 &nbsp; until:2024-09-01 &nbsp; size&gt;1 &nbsp; conf&gt;80 &nbsp; words</code><br>
All parts must hold; values between commas are alternatives; size is in your flow unit, confidence in per cent. Words are looked for in zones, reasons, sensors and pipes.</p>
<h2>Time</h2>
<p>All times are kept in UTC and shown in the project's zone, whose name stands in the status bar. Days on which the clocks change have 23 or 25 hours.</p>)"));
    layout->addWidget(text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
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
