#include "ui/dialogs/review_preview.h"

#include "ui/dialogs/review_words.h"
#include "ui/dialogs/spark_chart.h"
#include "ui/session/core_words.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

QTableWidget* plainTable(const QString& name, QWidget* parent) {
    auto* table = new QTableWidget(parent);
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 6);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return table;
}

QTableWidgetItem* item(const QString& text, Qt::Alignment align = Qt::AlignLeft) {
    auto* i = new QTableWidgetItem(text);
    i->setTextAlignment(align | Qt::AlignVCenter);
    return i;
}

QString roleWord(ingest::ColumnRole role) {
    switch (role) {
    case ingest::ColumnRole::date: return ReviewPreview::tr("date");
    case ingest::ColumnRole::time: return ReviewPreview::tr("time");
    case ingest::ColumnRole::tag: return ReviewPreview::tr("name");
    case ingest::ColumnRole::value: return ReviewPreview::tr("value");
    case ingest::ColumnRole::quality: return ReviewPreview::tr("quality");
    case ingest::ColumnRole::unit: return ReviewPreview::tr("unit");
    case ingest::ColumnRole::unused: break;
    }
    return ReviewPreview::tr("not read");
}

QString csvCell(const QString& text) {
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n'))) return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

ReviewPreview::ReviewPreview(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("How the file was read"));
    m_lines = plainTable(tr("First lines of the file"), m_tabs);
    m_tabs->addTab(m_lines, tr("L&ines"));
    m_evidence = new QListWidget(m_tabs);
    m_evidence->setAccessibleName(tr("What was decided, and on what evidence"));
    m_evidence->setWordWrap(true);
    m_tabs->addTab(m_evidence, tr("E&vidence"));
    m_asidePage = new QWidget(m_tabs);
    auto* asideLayout = new QVBoxLayout(m_asidePage);
    asideLayout->setContentsMargins(0, 4, 0, 0);
    m_aside = plainTable(tr("Rows that were put aside"), m_asidePage);
    m_aside->setColumnCount(3);
    m_aside->setHorizontalHeaderLabels({tr("Line"), tr("Reason"), tr("Text")});
    m_aside->horizontalHeader()->setStretchLastSection(true);
    m_aside->setColumnWidth(0, 70);
    m_aside->setColumnWidth(1, 280);
    asideLayout->addWidget(m_aside, 1);
    auto* buttons = new QHBoxLayout;
    m_asideNote = new QLabel(m_asidePage);
    m_asideNote->setProperty("muted", true);
    buttons->addWidget(m_asideNote, 1);
    m_copy = new QPushButton(tr("Cop&y"), m_asidePage);
    m_copy->setAccessibleName(tr("Copy the rows that were put aside"));
    m_export = new QPushButton(tr("E&xport …"), m_asidePage);
    m_export->setAccessibleName(tr("Export the rows that were put aside as CSV"));
    buttons->addWidget(m_copy);
    buttons->addWidget(m_export);
    asideLayout->addLayout(buttons);
    m_tabs->addTab(m_asidePage, tr("Put aside"));
    layout->addWidget(m_tabs, 1);

    auto* side = new QVBoxLayout;
    m_channelTitle = new QLabel(this);
    m_channelTitle->setTextFormat(Qt::PlainText);
    side->addWidget(m_channelTitle);
    m_chart = new SparkChart(this);
    side->addWidget(m_chart);
    m_readings = plainTable(tr("First readings of the channel"), this);
    m_readings->setColumnCount(2);
    m_readings->setHorizontalHeaderLabels({tr("Time"), tr("Value")});
    m_readings->horizontalHeader()->setStretchLastSection(true);
    m_readings->setColumnWidth(0, 190);
    side->addWidget(m_readings, 1);
    auto* sideWidget = new QWidget(this);
    side->setContentsMargins(0, 0, 0, 0);
    sideWidget->setLayout(side);
    sideWidget->setFixedWidth(310);
    layout->addWidget(sideWidget);

    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(quarantineCsv()); });
    connect(m_export, &QPushButton::clicked, this, &ReviewPreview::exportAside);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &ReviewPreview::retheme);
    retheme();
    showFile(nullptr, {}, Quantity::pressure);
}

void ReviewPreview::addTab(QWidget* page, const QString& title) { m_tabs->addTab(page, title); }
void ReviewPreview::setTabText(QWidget* page, const QString& title) { m_tabs->setTabText(m_tabs->indexOf(page), title); }
void ReviewPreview::showTab(QWidget* page) { m_tabs->setCurrentWidget(page); }

void ReviewPreview::retheme() { m_chart->setLook(m_session.theme(), m_session.units(), m_session.zone()); }

void ReviewPreview::showFile(const jobs::ReviewedFile* file, const QString& channel, Quantity quantity) {
    const QString path = file ? file->path : QString();
    m_quantity = quantity;
    m_channelTitle->setText(m_channelTitle->fontMetrics().elidedText(channel, Qt::ElideMiddle, 300));
    m_channelTitle->setToolTip(channel);
    if (path != m_path || !file) {
        m_lines->setRowCount(0);
        m_lines->setColumnCount(0);
    }
    m_path = path;
    m_readings->setRowCount(0);
    m_chart->clear(!file ? tr("Select a file") : file->usable() && !file->isRepairs ? tr("Reading …") : tr("No readings"));
    m_evidence->clear();
    m_aside->setRowCount(0);
    m_quarantine.clear();
    if (file) {
        m_evidence->addItems(evidenceLines(*file));
        if (!file->error.isEmpty()) m_evidence->addItem(QStringLiteral("■ ") + file->error);
        m_quarantine = file->summary.report.quarantine;
    }
    m_aside->setRowCount(static_cast<int>(m_quarantine.size()));
    for (int i = 0; i < static_cast<int>(m_quarantine.size()); ++i) {
        const auto& q = m_quarantine[static_cast<std::size_t>(i)];
        m_aside->setItem(i, 0, item(QLocale().toString(static_cast<qlonglong>(q.line)), Qt::AlignRight));
        m_aside->setItem(i, 1, item(session::inWords(q.reason)));
        m_aside->setItem(i, 2, item(QString::fromStdString(q.text)));
        m_aside->item(i, 2)->setToolTip(QString::fromStdString(q.text));
    }
    const auto all = file ? file->summary.report.quarantined : 0;
    const auto listed = static_cast<std::int64_t>(m_quarantine.size());
    m_asideNote->setText(all == 0       ? tr("Every row was read.")
                         : all > listed ? tr("The first %1 of %2").arg(listed).arg(all)
                                        : tr("They do not go in; everything else does."));
    m_export->setEnabled(listed > 0);
    m_copy->setEnabled(listed > 0);
    m_tabs->setTabText(m_tabs->indexOf(m_asidePage),
                       all > 0 ? tr("Put aside (%1)").arg(QLocale().toString(static_cast<qlonglong>(all))) : tr("Put aside"));
}

void ReviewPreview::showPreview(const ingest::FilePreview& p) {
    const auto& zone = m_session.zone();
    const auto& theme = m_session.theme();
    const bool table = !p.roles.empty();
    int widest = 1;
    for (const auto& line : p.lines) widest = std::max(widest, static_cast<int>(line.cells.size()));
    m_lines->clear();
    m_lines->setColumnCount(1 + widest + (table ? 1 : 0));
    m_lines->setRowCount(static_cast<int>(p.lines.size()));
    QStringList headers{tr("Line")};
    if (table) headers << tr("Read as");
    for (int c = 0; c < widest; ++c) {
        const auto i = static_cast<std::size_t>(c);
        headers << (i < p.roles.size() ? roleWord(p.roles[i]) : table ? tr("not read") : tr("Text"));
    }
    m_lines->setHorizontalHeaderLabels(headers);
    for (int r = 0; r < static_cast<int>(p.lines.size()); ++r) {
        const auto& line = p.lines[static_cast<std::size_t>(r)];
        auto* number = item(QString::number(line.number), Qt::AlignRight);
        number->setForeground(theme.mutedText);
        m_lines->setItem(r, 0, number);
        if (table) {
            auto* read = item(line.time ? session::longTime(*line.time, zone) : line.data ? QStringLiteral("▲ ") + tr("no time") : tr("heading"));
            if (!line.time) read->setForeground(line.data ? theme.warning : theme.mutedText);
            m_lines->setItem(r, 1, read);
        }
        for (int c = 0; c < static_cast<int>(line.cells.size()); ++c) {
            const auto& cell = line.cells[static_cast<std::size_t>(c)];
            auto* i = item((cell.code ? QStringLiteral("▲ ") : QString()) + QString::fromStdString(cell.text));
            if (cell.code) {
                i->setForeground(theme.warning);
                i->setToolTip(tr("A text or an error code instead of a reading: put aside"));
            } else if (table && !line.data) {
                i->setForeground(theme.mutedText);
            }
            m_lines->setItem(r, 1 + c + (table ? 1 : 0), i);
        }
    }
    m_lines->resizeColumnsToContents();
    for (int c = 1; c < m_lines->columnCount(); ++c) m_lines->setColumnWidth(c, std::clamp(m_lines->columnWidth(c) + 14, 60, table ? 260 : 900));
    m_lines->setColumnWidth(0, 46);
    m_readings->setRowCount(static_cast<int>(p.firstValues.size()));
    for (int r = 0; r < static_cast<int>(p.firstValues.size()); ++r) {
        const auto i = static_cast<std::size_t>(r);
        m_readings->setItem(r, 0, item(session::longTime({p.firstTimes_ms[i]}, zone)));
        m_readings->setItem(r, 1, item(m_session.units().value(m_quantity, p.firstValues[i]), Qt::AlignRight));
    }
    if (p.low.empty())
        m_chart->clear(p.error.empty() ? tr("No readings") : QString::fromStdString(p.error));
    else
        m_chart->setValues(m_quantity, p.low, p.high, p.from, p.to);
}

QString ReviewPreview::quarantineCsv() const {
    QStringList lines{QStringLiteral("file,line,reason,text")};
    for (const auto& q : m_quarantine)
        lines << QStringList{csvCell(m_path), QString::number(q.line), csvCell(QString::fromStdString(q.reason)),
                             csvCell(QString::fromStdString(q.text))}
                     .join(QLatin1Char(','));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void ReviewPreview::exportAside() {
    auto* dialog = new QFileDialog(this, tr("Export the rows that were put aside"),
                                   QFileInfo(m_path).completeBaseName() + QStringLiteral("_put_aside.csv"), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(quarantineCsv().toUtf8()) < 0 || !file.commit())
            m_asideNote->setText(QStringLiteral("■ ") + tr("%1 cannot be written: %2").arg(path, file.errorString()));
        else
            m_asideNote->setText(tr("Written to %1").arg(path));
    });
    dialog->open();
}

} // namespace ms::dialogs
