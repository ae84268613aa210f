#include "ui/dialogs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

struct FormatText {
    ExportFormat format;
    const char* suffix;
    const char* name;
    const char* use;
};
constexpr FormatText kFormats[] = {
    {ExportFormat::pdf, "pdf", QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "PDF, a page an event"),
     QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "To print and to send: map, charts, why, ranked pipes. Readable in grey.")},
    {ExportFormat::png, "png", QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "PNG, a picture"),
     QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "For a slide or a message: the same page as a picture.")},
    {ExportFormat::geopackage, "gpkg", QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "GeoPackage, for GIS"),
     QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "Layers of pipes, areas, events and sensors with a style that QGIS applies by itself.")},
    {ExportFormat::csv, "csv", QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "CSV, for spreadsheets"),
     QT_TRANSLATE_NOOP("ms::dialogs::ExportDialog", "Ranked pipes with probability and length, and the events beside them.")}};

const FormatText& textOf(ExportFormat format) { return kFormats[static_cast<std::size_t>(format)]; }

QString folder() {
    QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(documents).exists()) documents = QDir::homePath();
    return QSettings().value(QStringLiteral("export/folder"), documents).toString();
}

} // namespace

ExportDialog::ExportDialog(session::Session& session, std::vector<std::int64_t> shown, QWidget* parent)
    : QDialog(parent), m_session(session), m_shown(std::move(shown)) {
    setWindowTitle(tr("Export"));
    setAccessibleName(tr("Export"));
    setMinimumWidth(560);
    auto* layout = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    const auto selected = session.selection().event();
    m_one = new QRadioButton(tr("The selected event"), this);
    m_all = new QRadioButton(tr("All %n event(s) that the table shows", nullptr, static_cast<int>(m_shown.size())), this);
    m_one->setEnabled(selected != 0);
    m_all->setEnabled(!m_shown.empty());
    m_one->setChecked(selected != 0);
    m_all->setChecked(selected == 0);
    auto* which = new QVBoxLayout;
    which->addWidget(m_one);
    which->addWidget(m_all);
    form->addRow(tr("What"), which);
    m_format = new QComboBox(this);
    m_format->setAccessibleName(tr("Format"));
    for (const auto& f : kFormats) m_format->addItem(tr(f.name), static_cast<int>(f.format));
    m_format->setCurrentIndex(qBound(0, QSettings().value(QStringLiteral("export/format")).toInt(), m_format->count() - 1));
    form->addRow(tr("&As"), m_format);
    m_for = new QLabel(this);
    m_for->setWordWrap(true);
    m_for->setProperty("muted", true);
    form->addRow(QString(), m_for);
    m_path = new QLineEdit(this);
    m_path->setAccessibleName(tr("File"));
    auto* browseButton = new QPushButton(tr("Browse …"), this);
    browseButton->setAccessibleName(tr("Choose the file"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_path, 1);
    row->addWidget(browseButton);
    form->addRow(tr("File"), row);
    layout->addLayout(form);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What is wrong"));
    layout->addWidget(m_problem);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    m_ok->setDefault(true);
    layout->addWidget(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_one, &QRadioButton::toggled, this, &ExportDialog::formatChanged);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::validate);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QSettings settings;
        settings.setValue(QStringLiteral("export/folder"), QFileInfo(m_path->text()).path());
        settings.setValue(QStringLiteral("export/format"), m_format->currentIndex());
        accept();
    });
    formatChanged();
}

ExportChoice ExportDialog::choice() const {
    ExportChoice c;
    c.format = static_cast<ExportFormat>(m_format->currentData().toInt());
    c.path = m_path->text().trimmed();
    if (m_one->isChecked())
        c.events = {m_session.selection().event()};
    else
        c.events = m_shown;
    return c;
}

QString ExportDialog::suggestedName() const {
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    QString name = QFileInfo(m_session.path()).completeBaseName();
    if (name.isEmpty()) name = QStringLiteral("mainsight");
    if (m_one->isChecked())
        name += QStringLiteral("-") + tr("event-%1").arg(m_session.selection().event());
    else
        name += QStringLiteral("-") + tr("events");
    return QDir(folder()).filePath(name + QLatin1Char('.') + QLatin1String(textOf(format).suffix));
}

void ExportDialog::formatChanged() {
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    m_for->setText(tr(textOf(format).use));
    if (m_path->text().isEmpty() || m_path->text() == m_suggested) {
        m_suggested = suggestedName();
        m_path->setText(m_suggested);
    } else {
        const QFileInfo file(m_path->text());
        m_path->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + QLatin1String(textOf(format).suffix)));
    }
    validate();
}

void ExportDialog::browse() {
    const auto format = static_cast<ExportFormat>(m_format->currentData().toInt());
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), m_path->text(),
                                                      QStringLiteral("%1 (*.%2)").arg(tr(textOf(format).name), QLatin1String(textOf(format).suffix)),
                                                      nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) m_path->setText(path);
}

QString ExportDialog::problem() const {
    const auto c = choice();
    if (c.events.empty()) return tr("There is no event to export.");
    if (c.path.isEmpty()) return tr("Say where the file is to lie.");
    if (!QFileInfo(c.path).dir().exists()) return tr("There is no folder %1.").arg(QFileInfo(c.path).path());
    return {};
}

void ExportDialog::validate() {
    QString text = problem();
    m_ok->setEnabled(text.isEmpty());
    const bool there = text.isEmpty() && QFileInfo::exists(choice().path);
    if (there) text = tr("%1 is there already and will be replaced.").arg(QFileInfo(choice().path).fileName());
    m_ok->setText(there ? tr("Replace") : tr("Export"));
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

} // namespace ms::dialogs
