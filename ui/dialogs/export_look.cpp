#include "ui/dialogs/export_look.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

namespace ms::dialogs {
namespace {

const QString kGroup = QStringLiteral("export/templates");
const QString kLast = QStringLiteral("export/template");

QSpinBox* spin(QWidget* parent, int least, int most, int step, const QString& name) {
    auto* box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setAccessibleName(name);
    return box;
}

} // namespace

ExportLook::ExportLook(QWidget* parent) : QWidget(parent) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    m_templates = new QComboBox(this);
    m_templates->setEditable(true);
    m_templates->setInsertPolicy(QComboBox::NoInsert);
    m_templates->setAccessibleName(tr("Template"));
    m_templates->setToolTip(tr("Pick a look, or type a new name to keep this one under it"));
    QSettings settings;
    settings.beginGroup(kGroup);
    m_templates->addItems(settings.childGroups());
    settings.endGroup();
    if (m_templates->count() == 0) m_templates->addItem(tr("Standard"));
    form->addRow(tr("&Template"), m_templates);

    m_company = new QLineEdit(this);
    m_company->setObjectName(QStringLiteral("company"));
    m_company->setAccessibleName(tr("Company"));
    form->addRow(tr("&Company"), m_company);
    auto* marks = new QHBoxLayout;
    m_logoButton = new QPushButton(this);
    m_noLogo = new QPushButton(tr("None"), this);
    m_noLogo->setAccessibleName(tr("No logo"));
    m_colourButton = new QPushButton(tr("Colour …"), this);
    m_colourButton->setAccessibleName(tr("Colour of headings"));
    marks->addWidget(m_logoButton, 1);
    marks->addWidget(m_noLogo);
    marks->addWidget(m_colourButton);
    form->addRow(tr("Logo"), marks);

    auto* page = new QHBoxLayout;
    m_paper = new QComboBox(this);
    m_paper->addItems({QStringLiteral("A4"), QStringLiteral("A3")});
    m_paper->setAccessibleName(tr("Paper"));
    m_turn = new QComboBox(this);
    m_turn->addItems({tr("Portrait"), tr("Landscape")});
    m_turn->setAccessibleName(tr("Orientation"));
    page->addWidget(m_paper);
    page->addWidget(m_turn, 1);
    form->addRow(tr("Paper"), page);

    auto* sections = new QHBoxLayout;
    m_charts = new QCheckBox(tr("Charts"), this);
    m_pipes = new QCheckBox(tr("Pipes"), this);
    m_notes = new QCheckBox(tr("Notes"), this);
    m_run = new QCheckBox(tr("Run record"), this);
    for (auto* box : {m_charts, m_pipes, m_notes, m_run}) sections->addWidget(box);
    form->addRow(tr("Sections"), sections);

    auto* size = new QHBoxLayout;
    m_width = spin(this, 200, 8000, 100, tr("Width of pictures"));
    m_height = spin(this, 150, 8000, 100, tr("Height of pictures"));
    m_dpi = spin(this, 36, 600, 24, tr("Resolution of PNG"));
    m_dpi->setSuffix(tr(" dpi"));
    size->addWidget(m_width, 1);
    size->addWidget(new QLabel(QStringLiteral("×"), this));
    size->addWidget(m_height, 1);
    size->addWidget(m_dpi, 1);
    form->addRow(tr("Pictures"), size);
    m_whole = new QCheckBox(tr("show the whole network"), this);
    form->addRow(QString(), m_whole);

    for (int i = 0; i < form->rowCount(); ++i) // at some scales the widest label is cut off by a pixel of its last letter
        if (auto* item = form->itemAt(i, QFormLayout::LabelRole); item != nullptr && item->widget() != nullptr)
            item->widget()->setMinimumWidth(item->widget()->sizeHint().width() + 2);

    load(settings.value(kLast, m_templates->itemText(0)).toString());
    const auto tell = [this] {
        if (!m_loading) Q_EMIT changed();
    };
    connect(m_templates, &QComboBox::activated, this, [this, tell] {
        load(m_templates->currentText());
        tell();
    });
    connect(m_company, &QLineEdit::textChanged, this, tell);
    connect(m_logoButton, &QPushButton::clicked, this, &ExportLook::chooseLogo);
    connect(m_colourButton, &QPushButton::clicked, this, &ExportLook::chooseColour);
    connect(m_noLogo, &QPushButton::clicked, this, [this, tell] {
        m_logoPath.clear();
        showLogo();
        tell();
    });
    for (auto* box : {m_paper, m_turn}) connect(box, &QComboBox::currentIndexChanged, this, tell);
    for (auto* box : {m_charts, m_pipes, m_notes, m_run, m_whole}) connect(box, &QCheckBox::toggled, this, tell);
    for (auto* box : {m_width, m_height, m_dpi}) connect(box, &QSpinBox::valueChanged, this, tell);
}

QString ExportLook::name() const {
    const QString typed = m_templates->currentText().trimmed().replace(QLatin1Char('/'), QLatin1Char('-'));
    return typed.isEmpty() ? tr("Standard") : typed;
}

exporting::PieceOptions ExportLook::options() const {
    exporting::PieceOptions o;
    o.pdf.paper = m_paper->currentIndex() == 1 ? exporting::Paper::a3 : exporting::Paper::a4;
    o.pdf.landscape = m_turn->currentIndex() == 1;
    o.pdf.sections = {m_charts->isChecked(), m_pipes->isChecked(), m_notes->isChecked(), m_run->isChecked()};
    o.picture = {m_width->value(), m_height->value(), m_dpi->value(), m_whole->isChecked()};
    o.letterhead = {m_company->text().trimmed(), m_logo, m_accent};
    return o;
}

void ExportLook::load(const QString& name) {
    m_loading = true;
    const exporting::PieceOptions standard;
    QSettings settings;
    settings.beginGroup(kGroup + QLatin1Char('/') + name);
    m_templates->setCurrentText(name);
    m_company->setText(settings.value(QStringLiteral("company")).toString());
    m_logoPath = settings.value(QStringLiteral("logo")).toString();
    m_accent = QColor(settings.value(QStringLiteral("accent"), standard.letterhead.accent.name()).toString());
    if (!m_accent.isValid()) m_accent = standard.letterhead.accent;
    m_paper->setCurrentIndex(settings.value(QStringLiteral("a3"), false).toBool() ? 1 : 0);
    m_turn->setCurrentIndex(settings.value(QStringLiteral("landscape"), false).toBool() ? 1 : 0);
    for (const auto& [key, box] : {std::pair{"charts", m_charts}, {"pipes", m_pipes}, {"notes", m_notes}, {"run", m_run}})
        box->setChecked(settings.value(QLatin1String(key), true).toBool());
    m_whole->setChecked(settings.value(QStringLiteral("whole"), false).toBool());
    m_width->setValue(settings.value(QStringLiteral("width"), standard.picture.width).toInt());
    m_height->setValue(settings.value(QStringLiteral("height"), standard.picture.height).toInt());
    m_dpi->setValue(settings.value(QStringLiteral("dpi"), standard.picture.dpi).toInt());
    showLogo();
    showColour();
    m_loading = false;
}

void ExportLook::save() const {
    QSettings settings;
    settings.setValue(kLast, name());
    settings.beginGroup(kGroup + QLatin1Char('/') + name());
    settings.setValue(QStringLiteral("company"), m_company->text().trimmed());
    settings.setValue(QStringLiteral("logo"), m_logoPath);
    settings.setValue(QStringLiteral("accent"), m_accent.name());
    settings.setValue(QStringLiteral("a3"), m_paper->currentIndex() == 1);
    settings.setValue(QStringLiteral("landscape"), m_turn->currentIndex() == 1);
    for (const auto& [key, box] : {std::pair{"charts", m_charts}, {"pipes", m_pipes}, {"notes", m_notes}, {"run", m_run}, {"whole", m_whole}})
        settings.setValue(QLatin1String(key), box->isChecked());
    settings.setValue(QStringLiteral("width"), m_width->value());
    settings.setValue(QStringLiteral("height"), m_height->value());
    settings.setValue(QStringLiteral("dpi"), m_dpi->value());
}

void ExportLook::chooseLogo() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Logo"), m_logoPath, tr("Pictures (*.png *.jpg *.jpeg *.svg *.bmp)"));
    if (path.isEmpty()) return;
    m_logoPath = path;
    showLogo();
    Q_EMIT changed();
}

void ExportLook::chooseColour() {
    const QColor chosen = QColorDialog::getColor(m_accent, this, tr("Colour of headings"));
    if (!chosen.isValid()) return;
    m_accent = chosen;
    showColour();
    Q_EMIT changed();
}

void ExportLook::showLogo() {
    m_logo = m_logoPath.isEmpty() ? QImage() : QImage(m_logoPath);
    if (m_logo.width() > 1200 || m_logo.height() > 400) m_logo = m_logo.scaled(1200, 400, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    const bool lost = !m_logoPath.isEmpty() && m_logo.isNull();
    m_logoButton->setText(lost              ? tr("%1 cannot be read").arg(QFileInfo(m_logoPath).fileName())
                          : m_logo.isNull() ? tr("Choose …")
                                            : QFileInfo(m_logoPath).fileName());
    m_logoButton->setAccessibleName(tr("Choose the logo"));
    m_noLogo->setEnabled(!m_logoPath.isEmpty());
}

void ExportLook::showColour() {
    QPixmap patch(16, 16);
    patch.fill(m_accent);
    m_colourButton->setIcon(QIcon(patch));
}

} // namespace ms::dialogs
