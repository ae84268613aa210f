#include "ui/dialogs/export_dialog.h"

#include "core/project/shared_project.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/session/core_words.h"
#include "ui/session/usual_folder.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

using exporting::Piece;
using exporting::Recipient;

constexpr int kPreviewPages = 24, kPageWidth = 240;

QString lastFolder() { return QSettings().value(QStringLiteral("export/folder"), session::usualFolder()).toString(); }

bool isZip(const QString& path) { return path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive); }

QString pieceLabel(Piece piece) {
    switch (piece) {
    case Piece::pdf: return QStringLiteral("PDF");
    case Piece::html: return QStringLiteral("HTML");
    case Piece::png: return QStringLiteral("PNG");
    case Piece::svg: return QStringLiteral("SVG");
    case Piece::kmz: return QStringLiteral("KMZ");
    case Piece::geopackage: return QStringLiteral("GeoPackage");
    case Piece::shapefile: return QStringLiteral("Shapefile");
    case Piece::geojson: return QStringLiteral("GeoJSON");
    case Piece::xlsx: return QStringLiteral("Excel");
    case Piece::csv: return QStringLiteral("CSV");
    case Piece::inp: return QStringLiteral("EPANET .inp");
    case Piece::record: return ExportDialog::tr("Run record");
    }
    return {};
}

} // namespace

ExportDialog::ExportDialog(session::Session& session, std::vector<std::int64_t> shown, QWidget* parent)
    : QDialog(parent), m_session(session), m_shown(std::move(shown)), m_job(new ExportJob(this)) {
    setWindowTitle(tr("Map pack"));
    setAccessibleName(tr("Map pack"));
    auto* layout = new QVBoxLayout(this);
    auto* halves = new QSplitter(this);
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildChoices());
    halves->addWidget(buildPreview());
    halves->setStretchFactor(1, 1);
    layout->addWidget(halves, 1);
    layout->addLayout(buildTarget());
    m_problem = wrappedText(QString(), this);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->setAccessibleName(tr("What is to be known"));
    layout->addWidget(m_problem);
    auto* buttons = new QDialogButtonBox(this);
    m_showInFolder = buttons->addButton(tr("Show in folder"), QDialogButtonBox::ActionRole);
    m_showInFolder->setVisible(false);
    m_close = buttons->addButton(QDialogButtonBox::Close);
    m_write = buttons->addButton(tr("Write"), QDialogButtonBox::ActionRole);
    m_write->setDefault(true);
    layout->addWidget(buttons);
    resize(1000, 660);

    m_soon.setSingleShot(true);
    m_soon.setInterval(250);
    connect(&m_soon, &QTimer::timeout, this, &ExportDialog::startMaking);
    connect(m_job, &ExportJob::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(m_job, &ExportJob::made, this, &ExportDialog::showContents);
    connect(m_job, &ExportJob::failed, this, &ExportDialog::showFailure);
    connect(m_job, &ExportJob::placed, this, [this](const QString& target) {
        m_placedAt = target;
        m_progress->setVisible(false);
        m_showInFolder->setVisible(true);
        validate();
        m_problem->setText(tr("Written: %1").arg(QDir::toNativeSeparators(target)));
        m_problem->setVisible(true);
        QStringList remarks;
        for (const Diagnostic& d : m_job->contents().diagnostics) remarks << session::inWords(d, m_session.units());
        Q_EMIT written(target, remarks);
    });
    connect(m_write, &QPushButton::clicked, this, &ExportDialog::write);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_showInFolder, &QPushButton::clicked, this, [this] {
        const QFileInfo place(m_placedAt);
        QDesktopServices::openUrl(QUrl::fromLocalFile(place.isDir() ? m_placedAt : place.path()));
    });
    connect(m_look, &ExportLook::changed, this, &ExportDialog::remake);
    suggest();
    validate();
    remake();
}

QWidget* ExportDialog::buildChoices() {
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 8, 0);
    const auto selected = m_session.selection().event();
    auto* what = new QGroupBox(tr("Events"), inside);
    auto* whatLayout = new QVBoxLayout(what);
    m_one = new QRadioButton(selected != 0 ? tr("Event %1, the selected one").arg(selected) : tr("The selected event"), what);
    m_all = new QRadioButton(tr("All %n event(s) that the table shows", nullptr, static_cast<int>(m_shown.size())), what);
    m_one->setEnabled(selected != 0);
    m_all->setEnabled(!m_shown.empty());
    (selected != 0 ? m_one : m_all)->setChecked(true);
    whatLayout->addWidget(m_one);
    whatLayout->addWidget(m_all);
    column->addWidget(what);

    auto* who = new QGroupBox(tr("For"), inside);
    auto* whoLayout = new QGridLayout(who);
    const QStringList ticked =
        QSettings().value(QStringLiteral("export/for"), QStringList{QStringLiteral("field"), QStringLiteral("manager")}).toStringList();
    int i = 0;
    for (const Recipient recipient : exporting::kRecipients) {
        auto* box = new QCheckBox(exporting::nameOf(recipient), who);
        box->setChecked(ticked.contains(exporting::keyOf(recipient)));
        QStringList names;
        for (const Piece piece : exporting::piecesFor(recipient)) names << pieceLabel(piece);
        box->setToolTip(names.join(QStringLiteral(", ")));
        whoLayout->addWidget(box, i / 2, i % 2);
        ++i;
        m_recipients[recipient] = box;
        connect(box, &QCheckBox::toggled, this, [this, recipient](bool on) { tickRecipient(recipient, on); });
    }
    column->addWidget(who);

    auto* formats = new QGroupBox(tr("Formats"), inside);
    auto* formatLayout = new QGridLayout(formats);
    std::vector<Recipient> recipients;
    for (const auto& [recipient, box] : m_recipients)
        if (box->isChecked()) recipients.push_back(recipient);
    const std::vector<Piece> wanted = exporting::piecesFor(recipients);
    i = 0;
    for (const Piece piece : exporting::kPieces) {
        auto* box = new QCheckBox(pieceLabel(piece), formats);
        box->setToolTip(exporting::useOf(piece));
        box->setAccessibleDescription(exporting::useOf(piece));
        box->setChecked(std::find(wanted.begin(), wanted.end(), piece) != wanted.end());
        formatLayout->addWidget(box, i / 3, i % 3);
        ++i;
        m_pieces[piece] = box;
        connect(box, &QCheckBox::toggled, this, [this] {
            if (!m_ticking) remake();
        });
    }
    column->addWidget(formats);

    auto* look = new QGroupBox(tr("Look"), inside);
    auto* lookLayout = new QVBoxLayout(look);
    m_look = new ExportLook(look);
    lookLayout->addWidget(m_look);
    column->addWidget(look);
    column->addStretch();
    connect(m_one, &QRadioButton::toggled, this, [this] {
        suggest();
        remake();
    });
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(inside->sizeHint().width() + 20);
    return scroll;
}

QWidget* ExportDialog::buildPreview() {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(8, 0, 0, 0);
    m_pages = new QListWidget(side);
    m_pages->setAccessibleName(tr("Pages of the PDF"));
    m_pages->setViewMode(QListView::IconMode);
    m_pages->setFlow(QListView::LeftToRight);
    m_pages->setWrapping(false);
    m_pages->setMovement(QListView::Static);
    m_pages->setSelectionMode(QAbstractItemView::NoSelection);
    m_pages->setIconSize({kPageWidth, kPageWidth * 3 / 2});
    m_pages->setSpacing(6);
    m_pages->setMinimumSize(kPageWidth + 60, 300);
    column->addWidget(m_pages, 3);
    m_files = new QTreeWidget(side);
    m_files->setAccessibleName(tr("Files of the pack"));
    m_files->setHeaderLabels({tr("File"), tr("Size"), tr("What for")});
    m_files->setRootIsDecorated(false);
    m_files->setUniformRowHeights(true);
    m_files->header()->setStretchLastSection(true);
    column->addWidget(m_files, 2);
    auto* row = new QHBoxLayout;
    m_total = new QLabel(side);
    m_total->setAccessibleName(tr("Size of the pack"));
    m_progress = new QProgressBar(side);
    m_progress->setAccessibleName(tr("Progress"));
    row->addWidget(m_total, 1);
    row->addWidget(m_progress, 1);
    column->addLayout(row);
    return side;
}

QLayout* ExportDialog::buildTarget() {
    auto* row = new QHBoxLayout;
    m_asFolder = new QRadioButton(tr("&Folder"), this);
    m_asZip = new QRadioButton(tr("One &zip"), this);
    const bool zip = QSettings().value(QStringLiteral("export/zip"), false).toBool();
    (zip ? m_asZip : m_asFolder)->setChecked(true);
    m_path = new QLineEdit(this);
    m_path->setObjectName(QStringLiteral("target"));
    m_path->setAccessibleName(tr("Where to write"));
    auto* browseButton = new QPushButton(tr("Browse …"), this);
    browseButton->setAccessibleName(tr("Choose where to write"));
    row->addWidget(m_asFolder);
    row->addWidget(m_asZip);
    row->addWidget(m_path, 1);
    row->addWidget(browseButton);
    connect(m_asZip, &QRadioButton::toggled, this, &ExportDialog::suggest);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::validate);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    return row;
}

void ExportDialog::tickRecipient(Recipient recipient, bool on) {
    m_ticking = true;
    for (const Piece piece : exporting::piecesFor(recipient)) {
        bool wanted = on;
        for (const auto& [other, box] : m_recipients) { // a piece goes only when nobody else who is ticked needs it
            const auto& theirs = exporting::piecesFor(other);
            wanted = wanted || (box->isChecked() && std::find(theirs.begin(), theirs.end(), piece) != theirs.end());
        }
        m_pieces[piece]->setChecked(wanted);
    }
    m_ticking = false;
    remake();
}

exporting::PackRequest ExportDialog::request() const {
    exporting::PackRequest r;
    r.project = m_session.path();
    r.events = m_one->isChecked() ? std::vector<std::int64_t>{m_session.selection().event()} : m_shown;
    for (const Piece piece : exporting::kPieces)
        if (m_pieces.at(piece)->isChecked()) r.pieces.push_back(piece);
    r.stem = project::projectName(r.project);
    if (r.stem.isEmpty()) r.stem = QStringLiteral("mainsight");
    if (m_one->isChecked()) r.stem += QStringLiteral("-") + tr("event-%1").arg(m_session.selection().event());
    r.options = m_look->options();
    r.options.units = m_session.units();
    r.previewPages = kPreviewPages;
    r.previewWidth = 2 * kPageWidth;
    return r;
}

QString ExportDialog::target() const { return m_path->text().trimmed(); }

QString ExportDialog::problem() const {
    const auto r = request();
    if (r.events.empty() || r.events.front() == 0) return tr("There is no event to export.");
    if (r.pieces.empty()) return tr("Tick for whom the pack is, or a format.");
    if (target().isEmpty()) return tr("Say where the pack is to lie.");
    const QFileInfo place(target());
    if (!place.dir().exists()) return tr("There is no folder %1.").arg(QDir::toNativeSeparators(place.path()));
    if (m_asFolder->isChecked() && place.isFile()) return tr("%1 is a file, not a folder.").arg(place.fileName());
    if (m_asZip->isChecked() && place.isDir()) return tr("%1 is a folder, not a zip.").arg(place.fileName());
    return {};
}

void ExportDialog::remake() {
    m_showInFolder->setVisible(false);
    validate();
    m_soon.start();
}

void ExportDialog::startMaking() {
    const auto r = request();
    if (r.pieces.empty() || r.events.empty() || r.events.front() == 0) {
        m_files->clear();
        m_pages->clear();
        m_total->clear();
        m_progress->setVisible(false);
        return;
    }
    m_progress->setRange(0, 0);
    m_progress->setVisible(true);
    m_total->setText(tr("Making the pack …"));
    m_job->make(r);
    validate();
}

void ExportDialog::showContents() {
    m_progress->setVisible(false);
    const exporting::PackContents& pack = m_job->contents();
    m_files->clear();
    for (const exporting::PackFile& file : pack.files)
        new QTreeWidgetItem(m_files, {file.name, exporting::sizeText(file.bytes), exporting::useOf(file.piece)});
    m_files->resizeColumnToContents(0);
    m_files->resizeColumnToContents(1);
    m_pages->clear();
    for (std::size_t i = 0; i < pack.preview.size(); ++i) {
        QPixmap page = QPixmap::fromImage(pack.preview[i]);
        page.setDevicePixelRatio(2);
        new QListWidgetItem(QIcon(page), tr("Page %1 of %2").arg(i + 1).arg(pack.pages), m_pages);
    }
    if (pack.preview.empty()) new QListWidgetItem(tr("No PDF is ticked: no pages."), m_pages);
    QString total = tr("%n file(s), %1", nullptr, static_cast<int>(pack.files.size())).arg(exporting::sizeText(pack.bytes()));
    if (pack.pages > 0) total += tr(", %n page(s)", nullptr, pack.pages);
    m_total->setText(total);
    validate();
    if (m_writeWhenReady) write();
}

void ExportDialog::showFailure(const Error& error) {
    m_progress->setVisible(false);
    m_writeWhenReady = false;
    validate();
    m_total->setText(error.code == ErrorCode::cancelled ? tr("Cancelled: nothing was written.") : tr("Nothing was written."));
    if (error.code == ErrorCode::cancelled) return;
    m_problem->setText(session::inWords(error, m_session.units()));
    m_problem->setVisible(true);
}

void ExportDialog::validate() {
    const QString wrong = problem();
    m_write->setEnabled(wrong.isEmpty() && !m_writeWhenReady);
    QStringList lines;
    if (!wrong.isEmpty()) lines << wrong;
    const QFileInfo place(target());
    if (wrong.isEmpty() && place.exists())
        lines << (place.isDir() ? tr("%1 is there already: files of the same name will be replaced.").arg(place.fileName())
                                : tr("%1 is there already and will be replaced.").arg(place.fileName()));
    if (m_job->ready())
        for (const Diagnostic& d : m_job->contents().diagnostics) lines << session::inWords(d, m_session.units());
    if (lines.size() > 4) lines = lines.mid(0, 3) << tr("and %n more remark(s)", nullptr, static_cast<int>(lines.size()) - 3);
    m_problem->setText(lines.join(QLatin1Char('\n')));
    m_problem->setVisible(!lines.isEmpty());
}

void ExportDialog::browse() {
    QString path;
    if (m_asZip->isChecked()) {
        path = QFileDialog::getSaveFileName(this, tr("Map pack"), m_path->text(), tr("Zip (*.zip)"), nullptr, QFileDialog::DontConfirmOverwrite);
        if (!path.isEmpty() && !isZip(path)) path += QStringLiteral(".zip");
    } else {
        path = QFileDialog::getExistingDirectory(this, tr("Folder for the map pack"), QFileInfo(m_path->text()).path());
    }
    if (!path.isEmpty()) m_path->setText(path);
}

void ExportDialog::suggest() {
    const QString stem = request().stem + QStringLiteral("-pack");
    QString path = m_path->text();
    if (path.isEmpty() || path == m_suggested) path = QDir(lastFolder()).filePath(stem);
    if (isZip(path)) path.chop(4);
    if (m_asZip->isChecked()) path += QStringLiteral(".zip");
    const bool ours = m_path->text().isEmpty() || m_path->text() == m_suggested;
    if (ours) m_suggested = path;
    m_path->setText(path);
    validate();
}

void ExportDialog::write() {
    if (!problem().isEmpty()) return;
    m_writeWhenReady = !m_job->ready() || m_soon.isActive();
    if (m_writeWhenReady) { // it is being made: written as soon as it is whole
        validate();
        return;
    }
    remember();
    m_progress->setRange(0, 0);
    m_progress->setVisible(true);
    QString path = target();
    if (m_asZip->isChecked() && !isZip(path)) path += QStringLiteral(".zip");
    m_job->place(path);
}

void ExportDialog::remember() const {
    m_look->save();
    QStringList ticked;
    for (const auto& [recipient, box] : m_recipients)
        if (box->isChecked()) ticked << exporting::keyOf(recipient);
    QSettings settings;
    settings.setValue(QStringLiteral("export/for"), ticked);
    settings.setValue(QStringLiteral("export/folder"), QFileInfo(target()).path());
    settings.setValue(QStringLiteral("export/zip"), m_asZip->isChecked());
}

} // namespace ms::dialogs
