#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/dialogs/review_delegate.h"
#include "ui/dialogs/review_fix_form.h"
#include "ui/dialogs/review_match.h"
#include "ui/dialogs/review_preview.h"
#include "ui/models/project_tree_model.h"
#include "ui/session/core_words.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

/// How the review of an import is laid out and wired.
namespace ms::dialogs {

namespace {

constexpr int kRefresh_ms = 80;

QPushButton* button(const QString& text, const QString& name, QWidget* parent) {
    auto* b = new QPushButton(text, parent);
    b->setAccessibleName(name);
    b->setAutoDefault(false); // Return in a field must press nothing by the way
    return b;
}

} // namespace

ImportDialog::ImportDialog(session::Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_review(std::make_unique<jobs::ImportReview>(session.path(), jobs::RunOptions{})) {
    setWindowTitle(tr("Import measurements"));
    setAccessibleName(tr("Import measurements"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setSizeGripEnabled(true);
    setAcceptDrops(true);
    resize(1360, 860);
    const bool hasNetwork = session.snapshot().network != nullptr;
    m_model = new ImportReviewModel(*m_review, session.zone(), hasNetwork, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(buildTop());
    layout->addWidget(buildQuestion());
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    buildTable();
    m_splitter->addWidget(m_table);
    auto* lower = new QSplitter(Qt::Horizontal, m_splitter);
    lower->setChildrenCollapsible(false);
    m_form = new ReviewFixForm(*m_review, *m_model, lower);
    m_preview = new ReviewPreview(session, lower);
    m_match = new ReviewMatch(session, *m_review, *m_model, m_preview);
    m_preview->addTab(m_match, tr("&Map"));
    lower->addWidget(m_form);
    lower->addWidget(m_preview);
    lower->setStretchFactor(0, 0);
    lower->setStretchFactor(1, 1);
    lower->setSizes({300, 1040});
    m_splitter->addWidget(lower);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({340, 420});
    layout->addWidget(m_splitter, 1);
    layout->addWidget(buildBottom());

    QStringList elements;
    if (const auto& network = session.snapshot().network) {
        for (const auto& node : network->nodes) elements << QString::fromStdString(node.id);
        for (const auto& link : network->links) elements << QString::fromStdString(link.id);
    }
    QStringList zones;
    for (const auto& zone : session.snapshot().zones()) zones << QString::fromStdString(zone);
    m_form->setKnown(zones, elements);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh_ms);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        m_match->refresh();
        refresh();
    });
    connectReview();
    QWidget* order[] = {m_addFiles, m_addFolder, m_remove, m_timezone, m_map, m_questionUnit, m_questionApply, m_table};
    for (std::size_t i = 1; i < std::size(order); ++i) setTabOrder(order[i - 1], order[i]);
    refresh();
}

QWidget* ImportDialog::buildTop() {
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    m_addFiles = button(tr("Add &files …"), tr("Add files"), top);
    m_addFolder = button(tr("Add fol&der …"), tr("Add a folder"), top);
    m_remove = button(tr("&Remove"), tr("Remove the selected files from the review"), top);
    m_remove->setToolTip(tr("Takes the selected files out of the review (Delete)"));
    m_remove->setEnabled(false);
    for (auto* b : {m_addFiles, m_addFolder, m_remove}) row->addWidget(b);
    auto* hint = new QLabel(tr("or drop files and folders here"), top);
    hint->setProperty("muted", true);
    row->addWidget(hint);
    row->addStretch(1);
    auto* clock = new QLabel(tr("&Clock of the files"), top);
    m_timezone = new QComboBox(top);
    m_timezone->addItem(tr("as the project (%1)").arg(QString::fromStdString(m_session.zone().name)));
    m_timezone->addItems(timeZoneNames());
    m_timezone->setAccessibleName(tr("Clock of the files"));
    m_timezone->setToolTip(tr("How times without an offset are read. Loggers often keep winter time all year: choose UTC for GMT"));
    m_timezone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_timezone->setMinimumContentsLength(22);
    clock->setBuddy(m_timezone);
    row->addWidget(clock);
    row->addWidget(m_timezone);
    auto* list = new QLabel(tr("Se&nsor list"), top);
    m_map = new QLineEdit(top);
    m_map->setAccessibleName(tr("List of sensors"));
    m_map->setClearButtonEnabled(true);
    m_map->setPlaceholderText(tr("none"));
    m_map->setToolTip(tr("sensors.csv: which column is which sensor, where, and in what unit. One in a dropped folder is found by itself"));
    m_map->setMinimumWidth(220);
    list->setBuddy(m_map);
    row->addWidget(list);
    row->addWidget(m_map, 1);
    return top;
}

void ImportDialog::buildTable() {
    m_table = new QTreeView(m_splitter);
    m_table->setObjectName(QStringLiteral("reviewTable"));
    m_table->setAccessibleName(tr("Files of the import and their channels"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ReviewDelegate(m_session, m_table));
    m_table->setUniformRowHeights(true); // thousands of files: no row is measured
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(false);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setExpandsOnDoubleClick(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setMinimumHeight(150);
    auto* header = m_table->header();
    header->setStretchLastSection(true);
    header->setSectionsMovable(false);
    const int widths[] = {180, 208, 68, 76, 56, 64, 80, 126, 178, 64, 76};
    for (int i = 0; i < static_cast<int>(std::size(widths)); ++i) m_table->setColumnWidth(i, widths[i]);
}

QWidget* ImportDialog::buildQuestion() {
    m_questionBar = new QFrame(this);
    m_questionBar->setObjectName(QStringLiteral("card"));
    auto* row = new QHBoxLayout(m_questionBar);
    row->setContentsMargins(10, 6, 10, 6);
    m_questionText = new QLabel(m_questionBar);
    row->addWidget(m_questionText);
    m_questionUnit = new QComboBox(m_questionBar);
    m_questionUnit->setObjectName(QStringLiteral("questionUnit"));
    m_questionUnit->setAccessibleName(tr("Unit of the channels that name none"));
    m_questionUnit->setPlaceholderText(tr("choose"));
    m_questionUnit->setMinimumContentsLength(8);
    row->addWidget(m_questionUnit);
    m_questionApply = button(tr("Set for a&ll"), tr("Set this unit for all of them"), m_questionBar);
    m_questionApply->setObjectName(QStringLiteral("questionApply"));
    row->addWidget(m_questionApply);
    row->addStretch(1);
    connect(m_questionUnit, &QComboBox::currentIndexChanged, this, [this](int i) { m_questionApply->setEnabled(i >= 0); });
    connect(m_questionApply, &QPushButton::clicked, this, &ImportDialog::answerUnit);
    m_questionBar->hide();
    return m_questionBar;
}

QWidget* ImportDialog::buildBottom() {
    auto* bottom = new QWidget(this);
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 0, 0, 0);
    m_progress = new QProgressBar(bottom);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    auto policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the layout must not jump when reading begins and ends
    m_progress->setSizePolicy(policy);
    column->addWidget(m_progress);
    auto* row = new QHBoxLayout;
    m_message = wrappedText(QString(), bottom);
    m_message->setAccessibleName(tr("State of the import"));
    row->addWidget(m_message, 1);
    m_stop = button(tr("Stop readin&g"), tr("Stop reading"), bottom);
    m_stop->setObjectName(QStringLiteral("stopReading"));
    m_again = button(tr("Read a&gain"), tr("Read again what is not read"), bottom);
    m_copy = button(tr("Copy details"), tr("Copy the details of the review"), bottom);
    m_saveMap = button(tr("&Save as sensors.csv …"), tr("Save what is known about the channels as sensors.csv"), bottom);
    m_saveMap->setToolTip(tr("So that the next import of such files needs no corrections"));
    m_close = button(tr("Cancel"), tr("Close the review"), bottom);
    m_import = button(tr("Imp&ort"), tr("Import the files"), bottom);
    m_import->setObjectName(QStringLiteral("importNow"));
    m_import->setProperty("primary", true);
    m_import->setDefault(true);
    for (auto* b : {m_stop, m_again, m_copy, m_saveMap, m_close, m_import}) row->addWidget(b);
    column->addLayout(row);
    return bottom;
}

void ImportDialog::connectReview() {
    connect(m_addFiles, &QPushButton::clicked, this, &ImportDialog::addFiles);
    connect(m_addFolder, &QPushButton::clicked, this, &ImportDialog::addFolder);
    connect(m_remove, &QPushButton::clicked, this, &ImportDialog::removeSelected);
    connect(m_timezone, &QComboBox::activated, this, [this](int i) { m_review->setTimezone(i == 0 ? QString() : m_timezone->currentText()); });
    connect(m_map, &QLineEdit::editingFinished, this, [this] { m_review->setSensorMap(m_map->text().trimmed()); });
    connect(m_map, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty() && m_map->hasFocus()) m_review->setSensorMap({});
    });
    connect(m_stop, &QPushButton::clicked, m_review.get(), &jobs::ImportReview::cancel);
    connect(m_again, &QPushButton::clicked, m_review.get(), &jobs::ImportReview::readAgain);
    connect(m_copy, &QPushButton::clicked, this, &ImportDialog::copyDetails);
    connect(m_saveMap, &QPushButton::clicked, this, &ImportDialog::saveSensorMap);
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::start);

    auto* review = m_review.get();
    const auto later = [this] {
        if (!m_refresh.isActive()) m_refresh.start();
    };
    connect(review, &jobs::ImportReview::progressed, this, later);
    connect(review, &jobs::ImportReview::listChanged, this, later);
    connect(review, &jobs::ImportReview::fileChanged, this, [this, later](int file) {
        later();
        if (file != m_previewFile) return;
        // What is looked at was read again: after the model has its new rows.
        QTimer::singleShot(kRefresh_ms, this, [this] { showSelection(); });
    });
    connect(review, &jobs::ImportReview::previewReady, this, [this](int file, const ingest::FilePreview& preview) {
        if (file == m_previewFile) m_preview->showPreview(preview);
    });
    connect(review, &jobs::ImportReview::failed, this, [this](const Error& error) {
        m_problem = session::inWords(error);
        refresh();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImportDialog::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ImportDialog::requestPreview);
    // The first file shows itself: an empty preview beside a full table helps nobody.
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& parent) {
        if (!parent.isValid() && !m_table->currentIndex().isValid()) m_table->setCurrentIndex(m_model->index(0, 0));
    });
    connect(m_match, &ReviewMatch::openChanged, this,
            [this](int open) { m_preview->setTabText(m_match, open > 0 ? tr("&Map (%1 to match)").arg(open) : tr("&Map")); });
    auto& runs = m_session.runs();
    connect(&runs, &session::Runs::progressed, this, &ImportDialog::refresh);
    connect(&runs, &session::Runs::finished, this,
            [this](session::RunKind, jobs::RunOutcome outcome, const QString& text) { runFinished(outcome, text); });
    connect(&m_session, &session::Session::closed, this, [this] { close(); });
    // What became of the sensors once they are in: the health that the project tree shows.
    connect(&m_session, &session::Session::sensorsChanged, this, [this] {
        if (!m_done) return;
        m_model->setHealth([this](const std::string& name) -> QString {
            const auto* view = m_session.snapshot().sensor(name);
            return view ? models::healthGlyph(view->health) + QLatin1Char(' ') + models::healthWord(*view) : QString();
        });
    });
}

} // namespace ms::dialogs
