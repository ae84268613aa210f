#include "ui/dialogs/import_dialog.h"

#include "ui/dialogs/import_table_model.h"
#include "ui/dialogs/new_project_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDirIterator>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace ms::dialogs {

namespace {

constexpr int kMostListed = 20'000;

/// The files that the review lists for what was dropped; the import itself walks the folders again, by its own rules.
QStringList listFiles(const QStringList& roots) {
    QStringList files;
    for (const auto& root : roots) {
        if (!QFileInfo(root).isDir()) {
            files << root;
            continue;
        }
        QStringList inside;
        QDirIterator it(root, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (it.hasNext() && inside.size() < kMostListed) inside << it.next();
        inside.sort();
        files << inside;
    }
    files.removeDuplicates();
    return files;
}

QString siUnits(Quantity quantity) {
    return quantity == Quantity::flow || quantity == Quantity::demand ? QStringLiteral("l/s,m3/h,m3/s,Ml/d,l/min,gpm")
                                                                      : QStringLiteral("m,mH2O,bar,mbar,kPa,psi");
}

} // namespace

ImportDialog::ImportDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Import measurements"));
    setAccessibleName(tr("Import measurements"));
    setAcceptDrops(true);
    resize(980, 560);
    auto* layout = new QVBoxLayout(this);

    auto* top = new QHBoxLayout;
    m_addFiles = new QPushButton(tr("Add files …"), this);
    m_addFiles->setAccessibleName(tr("Add files"));
    m_addFolder = new QPushButton(tr("Add folder …"), this);
    m_addFolder->setAccessibleName(tr("Add a folder"));
    top->addWidget(m_addFiles);
    top->addWidget(m_addFolder);
    auto* hint = new QLabel(tr("or drop files and folders here: CSV, text, .gz, .xlsx, logger formats"), this);
    hint->setProperty("muted", true);
    top->addWidget(hint);
    top->addStretch();
    layout->addLayout(top);

    m_model = new ImportTableModel(this);
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Files of the import"));
    m_table->setModel(m_model);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {230, 200, 80, 90, 90, 80};
    for (int i = 0; i < 6; ++i) m_table->setColumnWidth(i, widths[i]);
    layout->addWidget(m_table, 1);

    auto* options = new QGridLayout;
    options->setHorizontalSpacing(12);
    options->addWidget(new QLabel(tr("Clock of the files"), this), 0, 0);
    m_timezone = new QComboBox(this);
    m_timezone->setEditable(true);
    m_timezone->setInsertPolicy(QComboBox::NoInsert);
    m_timezone->addItem(tr("as the project (%1)").arg(QString::fromStdString(session.zone().name)));
    m_timezone->addItems(timeZoneNames());
    m_timezone->setAccessibleName(tr("Time zone of the files"));
    m_timezone->setToolTip(tr("Loggers often keep winter time all year: choose UTC for GMT"));
    options->addWidget(m_timezone, 0, 1);
    int column = 2;
    int row = 0;
    for (const auto quantity : {Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand}) {
        auto* box = new QComboBox(this);
        box->addItem(tr("as the files say"));
        box->addItems(siUnits(quantity).split(QLatin1Char(',')));
        box->setAccessibleName(tr("Unit of %1").arg(session::quantityWord(quantity)));
        box->setToolTip(tr("Used where a file does not say its unit"));
        auto* label = new QLabel(tr("Unit of %1").arg(session::quantityWord(quantity)), this);
        options->addWidget(label, row, column);
        options->addWidget(box, row, column + 1);
        const auto name = nameOf(quantity);
        m_units[QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))] = box;
        connect(box, &QComboBox::currentIndexChanged, this, &ImportDialog::updateControls);
        if (++row == 2) {
            row = 0;
            column += 2;
        }
    }
    const auto fileField = [&](const QString& label, const QString& name, int atRow, int atColumn, int span) {
        options->addWidget(new QLabel(label, this), atRow, atColumn);
        auto* field = new QLineEdit(this);
        field->setAccessibleName(name);
        field->setClearButtonEnabled(true);
        field->setPlaceholderText(tr("none"));
        options->addWidget(field, atRow, atColumn + 1, 1, span);
        return field;
    };
    m_map = fileField(tr("Sensor list"), tr("List of sensors"), 1, 0, 1);
    m_map->setToolTip(tr("sensors.csv: which column is which sensor, where, and in what unit"));
    m_repairs = fileField(tr("Repairs"), tr("List of repairs"), 2, 0, 5);
    m_repairs->setToolTip(tr("CSV or XLSX: job, pipe, reported, completed, easting, northing, street; any of them"));
    options->setColumnStretch(1, 2);
    options->setColumnStretch(3, 1);
    options->setColumnStretch(5, 1);
    layout->addLayout(options);

    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_progress->hide();
    layout->addWidget(m_progress);
    auto* bottom = new QHBoxLayout;
    m_message = new QLabel(this);
    m_message->setWordWrap(true);
    m_message->setAccessibleName(tr("State of the import"));
    bottom->addWidget(m_message, 1);
    m_copy = new QPushButton(tr("Copy details"), this);
    m_copy->setAccessibleName(tr("Copy the details of the import"));
    bottom->addWidget(m_copy);
    m_close = new QPushButton(tr("Cancel"), this);
    bottom->addWidget(m_close);
    m_import = new QPushButton(tr("Import"), this);
    m_import->setObjectName(QStringLiteral("importNow"));
    m_import->setAccessibleName(tr("Import the files"));
    m_import->setDefault(true);
    bottom->addWidget(m_import);
    layout->addLayout(bottom);

    connect(m_addFiles, &QPushButton::clicked, this, &ImportDialog::addFiles);
    connect(m_addFolder, &QPushButton::clicked, this, &ImportDialog::addFolder);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::start);
    connect(m_copy, &QPushButton::clicked, this, &ImportDialog::copyDetails);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_mine && m_session.runs().active())
            m_session.runs().cancel();
        else
            close();
    });
    auto& runs = session.runs();
    connect(&runs, &session::Runs::progressed, this, &ImportDialog::progressed);
    connect(&runs, &session::Runs::diagnosed, this, &ImportDialog::diagnosed);
    connect(&runs, &session::Runs::finished, this,
            [this](session::RunKind, jobs::RunOutcome outcome, const QString& text) { finished(outcome, text); });
    updateControls();
    setMessage(tr("Add what your loggers wrote. Nothing is taken in before you press Import."), false);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && !m_mine) event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    addPaths(paths);
}

void ImportDialog::addFiles() {
    addPaths(QFileDialog::getOpenFileNames(this, tr("Add files"), {},
                                           tr("Measurements (*.csv *.txt *.prn *.tsv *.gz *.xlsx *.tsd *.dat *.hwm);;All files (*)")));
}

void ImportDialog::addFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add folder"));
    if (!folder.isEmpty()) addPaths({folder});
}

void ImportDialog::addPaths(const QStringList& paths) {
    if (paths.isEmpty() || m_mine) return;
    m_done = false;
    for (const auto& path : paths) {
        const QFileInfo info(path);
        const QString name = info.fileName().toLower();
        // What describes the data instead of holding them goes where it belongs.
        if (info.isFile() && name == QLatin1String("sensors.csv"))
            m_map->setText(path);
        else if (info.isFile() && name.contains(QLatin1String("repair")))
            m_repairs->setText(path);
        else
            m_roots << path;
    }
    m_roots.removeDuplicates();
    ++m_listing;
    auto* watcher = new QFutureWatcher<QStringList>(this);
    const auto roots = m_roots;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, roots] {
        watcher->deleteLater();
        --m_listing;
        takeListed(roots, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([roots] { return listFiles(roots); }));
    updateControls();
}

void ImportDialog::takeListed(const QStringList& roots, const QStringList& files) {
    if (roots != m_roots) return; // more was added meanwhile; its own listing follows
    QStringList shown;
    for (const auto& file : files) {
        const QString name = QFileInfo(file).fileName().toLower();
        const bool listed = m_roots.contains(file);
        if (name.startsWith(QLatin1Char('.'))) continue;
        if (!listed && name == QLatin1String("sensors.csv")) {
            if (m_map->text().isEmpty()) m_map->setText(file);
            continue;
        }
        if (!listed && name.contains(QLatin1String("repair")) && (name.endsWith(QLatin1String(".csv")) || name.endsWith(QLatin1String(".xlsx")))) {
            if (m_repairs->text().isEmpty()) m_repairs->setText(file);
            continue;
        }
        shown << file;
    }
    m_model->setFiles(shown);
    setMessage(tr("%n file(s) to read.", nullptr, static_cast<int>(shown.size())), false);
    updateControls();
}

jobs::ImportRequest ImportDialog::request() const {
    jobs::ImportRequest r;
    r.paths = m_roots;
    if (m_timezone->currentIndex() != 0) r.timezone = m_timezone->currentText().trimmed();
    for (auto it = m_units.begin(); it != m_units.end(); ++it)
        if (it.value()->currentIndex() > 0) r.units[it.key()] = it.value()->currentText();
    r.sensorMapPath = m_map->text().trimmed();
    r.repairsPath = m_repairs->text().trimmed();
    return r;
}

QString ImportDialog::message() const { return m_message->text(); }

void ImportDialog::setMessage(const QString& text, bool bad) {
    m_message->setText(bad ? QStringLiteral("■ ") + text : text);
    m_message->setProperty("muted", !bad);
}

void ImportDialog::start() {
    const auto wanted = request();
    m_model->setFiles(m_model->files());
    m_mine = true;
    if (!m_session.runImport(wanted, {})) {
        m_mine = false;
        setMessage(m_session.runs().active() ? tr("Another run is under way; wait for it, or cancel it.") : tr("Open a project first."), true);
    } else {
        setMessage(tr("Reading …"), false);
    }
    updateControls();
}

void ImportDialog::progressed() {
    if (!m_mine) return;
    const auto& p = m_session.runs().progress();
    m_progress->setRange(0, p.total > 0 ? 1000 : 0);
    if (p.total > 0) m_progress->setValue(static_cast<int>(1000 * p.done / p.total));
    QString text = tr("%1: %2 of %3 tasks").arg(p.stage).arg(p.tasksDone).arg(p.tasksTotal);
    if (p.elapsed_s >= 5 && p.remaining_s >= 0)
        text += QStringLiteral(" · ") + tr("%1 left").arg(session::spanText({static_cast<std::int64_t>(p.remaining_s * 1000)}));
    if (m_session.runs().active()) setMessage(text, false);
}

void ImportDialog::diagnosed(const Diagnostic& d) {
    if (!m_mine || d.code != "ingest.unit-missing") return;
    m_model->markMissingUnit(QString::fromStdString(d.subject), QString::fromStdString(d.element));
    for (auto it = m_units.begin(); it != m_units.end(); ++it)
        if (QString::fromStdString(d.message).contains(it.key())) it.value()->setFocus();
}

void ImportDialog::finished(jobs::RunOutcome outcome, const QString& text) {
    if (!m_mine) return;
    m_mine = false;
    const auto& runs = m_session.runs();
    m_model->setOutcomes(runs.outcomes());
    QStringList missing;
    for (const auto& d : runs.diagnostics()) {
        if (d.code != "ingest.unit-missing") continue;
        m_model->markMissingUnit(QString::fromStdString(d.subject), QString::fromStdString(d.element));
        for (auto it = m_units.begin(); it != m_units.end(); ++it)
            if (QString::fromStdString(d.message).contains(it.key())) missing << session::quantityWord(*quantityFromString(it.key().toStdString()));
    }
    missing.removeDuplicates();
    qint64 values = 0, aside = 0;
    int failed = 0;
    for (const auto& o : runs.outcomes()) {
        values += o.values;
        aside += o.quarantined;
        failed += !o.error.isEmpty();
    }
    const QLocale locale;
    if (!missing.isEmpty()) {
        setMessage(tr("The files do not say the unit of %1. Choose it above and import again; nothing was taken in.")
                       .arg(missing.join(QStringLiteral(", "))),
                   true);
    } else if (outcome == jobs::RunOutcome::cancelled) {
        setMessage(tr("Cancelled: the project is as it was."), false);
    } else if (outcome == jobs::RunOutcome::failed) {
        setMessage(text.isEmpty() ? tr("The import failed; the project is as it was.") : text, true);
    } else {
        m_done = true;
        QString summary = tr("%1 values taken in").arg(locale.toString(values));
        if (aside > 0) summary += tr(", %1 rows put aside").arg(locale.toString(aside));
        if (failed > 0) summary += QStringLiteral(", ") + tr("%n file(s) left out", nullptr, failed);
        setMessage(summary + QLatin1Char('.'), failed > 0);
    }
    updateControls();
}

void ImportDialog::updateControls() {
    QStringList units;
    for (auto it = m_units.begin(); it != m_units.end(); ++it)
        if (it.value()->currentIndex() > 0) units << it.value()->currentText();
    m_model->setUnits(units.isEmpty() ? tr("as in file") : units.join(QStringLiteral(", ")));
    for (auto* w : std::initializer_list<QWidget*>{m_addFiles, m_addFolder, m_timezone, m_map, m_repairs}) w->setEnabled(!m_mine);
    for (auto* box : std::as_const(m_units)) box->setEnabled(!m_mine);
    m_progress->setVisible(m_mine);
    m_import->setEnabled(!m_mine && m_listing == 0 && !m_roots.isEmpty() && m_session.state() == session::Session::State::open);
    m_import->setVisible(!m_done);
    m_close->setText(m_mine ? tr("Cancel") : m_done ? tr("Close") : tr("Cancel"));
    m_close->setAccessibleName(m_mine ? tr("Cancel the import") : tr("Close this dialog"));
    m_copy->setVisible(m_model->rowCount() > 0 && !m_mine);
}

void ImportDialog::copyDetails() {
    QStringList lines{m_model->details()};
    for (const auto& d : m_session.runs().diagnostics()) lines << QString::fromStdString(d.toString());
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace ms::dialogs
