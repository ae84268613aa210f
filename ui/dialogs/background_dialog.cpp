#include "ui/dialogs/background_dialog.h"

#include "ui/dialogs/dialog_parts.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

bool looksLikeAddress(const QString& text) {
    return text.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) || text.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
}

} // namespace

BackgroundDialog::BackgroundDialog(const QString& source, double strength, const QString& crs, const QStringList& typed, QWidget* parent)
    : QDialog(parent), m_crs(crs) {
    setWindowTitle(tr("Background of the map"));
    setAccessibleName(tr("Background of the map"));
    setMinimumWidth(560);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    const auto indented = [this, layout](QWidget* first, QWidget* second) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(24, 0, 0, 0);
        row->addWidget(first, 1);
        if (second != nullptr) row->addWidget(second);
        layout->addLayout(row);
    };
    const auto note = [this](const QString& text) {
        auto* label = wrappedText(text, this);
        label->setProperty("muted", true);
        return label;
    };
    m_none = new QRadioButton(tr("&None"), this);
    layout->addWidget(m_none);
    m_isFile = new QRadioButton(tr("A &file of this computer"), this);
    layout->addWidget(m_isFile);
    m_file = new QLineEdit(this);
    m_file->setObjectName(QStringLiteral("backgroundFile"));
    m_file->setAccessibleName(tr("File of the background"));
    m_file->setPlaceholderText(tr("GeoTIFF, MBTiles, or a picture with a world file"));
    auto* browse = new QPushButton(tr("&Choose …"), this);
    browse->setAccessibleName(tr("Choose the file of the background"));
    indented(m_file, browse);
    m_isAddress = new QRadioButton(tr("Tiles from an &address"), this);
    layout->addWidget(m_isAddress);
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("backgroundAddress"));
    m_address->setAccessibleName(tr("Address of the tiles"));
    m_address->setPlaceholderText(QStringLiteral("https://server/{z}/{x}/{y}.png"));
    if (!typed.isEmpty()) m_address->setCompleter(new QCompleter(typed, m_address));
    indented(m_address, nullptr);
    indented(note(tr("Whoever runs the address learns which places you look at. What was fetched is kept on this computer; without a network the map "
                     "works as without a background.")),
             nullptr);
    auto* form = new QFormLayout;
    m_strength = new QSlider(Qt::Horizontal, this);
    m_strength->setRange(10, 100);
    m_strength->setPageStep(10);
    m_strength->setValue(qRound(strength * 100));
    m_strength->setAccessibleName(tr("Strength of the background, per cent"));
    form->addRow(tr("&Strength"), m_strength);
    layout->addLayout(form);
    m_problem = wrappedText(QString(), this);
    m_problem->setAccessibleName(tr("What is wrong"));
    layout->addWidget(m_problem);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(tr("Show"), QDialogButtonBox::AcceptRole);
    m_ok->setDefault(true);
    layout->addWidget(buttons);

    if (looksLikeAddress(source)) {
        m_isAddress->setChecked(true);
        m_address->setText(source);
    } else if (!source.isEmpty()) {
        m_isFile->setChecked(true);
        m_file->setText(source);
    } else {
        m_none->setChecked(true);
    }
    for (auto* choice : {m_none, m_isFile, m_isAddress}) connect(choice, &QRadioButton::toggled, this, &BackgroundDialog::validate);
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_isFile->setChecked(true);
        validate();
    });
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        m_isAddress->setChecked(true);
        validate();
    });
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Background of the map"), QFileInfo(m_file->text()).path(),
                                                          tr("Maps (*.tif *.tiff *.mbtiles *.gpkg *.vrt *.png *.jpg *.jp2 *.webp);;All files (*)"));
        if (path.isEmpty()) return;
        m_file->setText(path);
        m_isFile->setChecked(true);
        validate();
    });
    connect(m_strength, &QSlider::valueChanged, this, [this] { Q_EMIT strengthChanged(this->strength()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    validate();
}

QString BackgroundDialog::source() const {
    return m_isFile->isChecked() ? m_file->text().trimmed() : m_isAddress->isChecked() ? m_address->text().trimmed() : QString();
}

double BackgroundDialog::strength() const { return m_strength->value() / 100.0; }

QString BackgroundDialog::problem() const {
    if (m_isFile->isChecked()) {
        if (source().isEmpty()) return tr("Choose a file.");
        if (!QFileInfo(source()).isFile()) return tr("There is no such file.");
    }
    if (m_isAddress->isChecked()) {
        if (!looksLikeAddress(source())) return tr("An address begins with https://.");
        for (const auto* part : {"{x}", "{y}", "{z}"})
            if (!source().contains(QLatin1String(part))) return tr("The address must hold %1.").arg(QLatin1String(part));
        if (m_crs.isEmpty()) return tr("The project names no coordinate system, so tiles cannot be put in their place.");
    }
    return {};
}

void BackgroundDialog::validate() {
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_ok->setEnabled(text.isEmpty());
}

} // namespace ms::dialogs
