#include "ui/panels/next_logger_panel.h"

#include "ui/panels/panel_header.h"
#include "ui/session/core_words.h"
#include "ui/session/icons.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ms::panels {

NextLoggerPanel::NextLoggerPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("One more logger"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_header = new PanelHeader(this);
    m_header->addHeading(tr("One more logger"));
    m_about = m_header->addAbout();
    m_close = m_header->addClose(tr("Close"), tr("Close one more logger"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    m_message = new QLabel(this);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    layout->addWidget(m_message);
    auto* row = new QHBoxLayout;
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Places weighed"));
    row->addWidget(m_progress, 1);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelNextLogger"));
    m_cancel->setAccessibleName(tr("Cancel the search for a logger's place"));
    row->addWidget(m_cancel);
    layout->addLayout(row);
    m_table = new QTableWidget(0, 4, this);
    m_table->setObjectName(QStringLiteral("nextLoggerTable"));
    m_table->setAccessibleName(tr("Places for one more logger, best first"));
    m_table->setHorizontalHeaderLabels({tr("Junction"), tr("Leaves"), tr("Less"), tr("Moves there")});
    m_table->horizontalHeaderItem(1)->setToolTip(tr("Expected length of the area after reading the pressure there"));
    m_table->horizontalHeaderItem(2)->setToolTip(tr("By how much the area is expected to shrink"));
    m_table->horizontalHeaderItem(3)->setToolTip(tr("How far the burst is expected to move the pressure there"));
    for (int column = 0; column < 4; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    layout->addWidget(m_table, 1);

    auto& search = session.nextLogger();
    connect(&search, &session::NextLogger::changed, this, &NextLoggerPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &NextLoggerPanel::retheme);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &NextLoggerPanel::refresh);
    connect(m_close, &QToolButton::clicked, this, &NextLoggerPanel::closeWanted);
    connect(m_cancel, &QPushButton::clicked, &search, &session::NextLogger::cancel);
    connect(m_table, &QTableWidget::cellClicked, this, [this](int place, int) { Q_EMIT placeWanted(place); });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int place, int) { Q_EMIT placeWanted(place); });
    retheme();
}

QWidget* NextLoggerPanel::header() const { return m_header; }
QString NextLoggerPanel::message() const { return m_message->text(); }

void NextLoggerPanel::retheme() {
    m_close->setIcon(session::icon(QStringLiteral("close"), m_session.theme().mutedText));
    refresh();
}

void NextLoggerPanel::refresh() {
    const auto& search = m_session.nextLogger();
    const auto& units = m_session.units();
    m_about->setText(search.event() != 0 ? tr("for event %1").arg(search.event()) : QString());
    m_progress->setVisible(search.searching());
    m_cancel->setVisible(search.searching());
    m_progress->setRange(0, static_cast<int>(search.total())); // 0, 0: reading, nobody knows how long
    m_progress->setValue(static_cast<int>(search.done()));
    const auto& advice = search.advice();
    m_table->setVisible(advice && !advice->places.empty());
    if (search.searching()) {
        m_message->setText(search.total() > 0
                               ? tr("Weighing %1 places in the event's zone.").arg(QLocale().toString(static_cast<qlonglong>(search.total())))
                               : tr("Reading the zone's inflow before the event."));
    } else if (search.error()) {
        m_message->setText(session::inWords(Error{{}, search.error()->message, {}, {}, {}, search.error()->advice}, units));
    } else if (advice && !advice->places.empty()) {
        const auto& best = advice->places.front();
        m_message->setText(
            tr("The area is %1 long. One more pressure logger at %2 is expected to leave %3 of it, more or less by where the burst is. "
               "The map shows the places by their rank.")
                .arg(session::lengthText(advice->now_m), QString::fromStdString(best.node), session::lengthText(best.length_m)));
    } else {
        m_message->setText(search.event() != 0 ? tr("Nothing was found: the search was cancelled, or no place would help.") : QString());
    }
    if (!advice) return;
    m_table->setRowCount(static_cast<int>(advice->places.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& p = advice->places[static_cast<std::size_t>(row)];
        const double less = advice->now_m > 0 ? 1 - p.length_m / advice->now_m : 0;
        const QString texts[] = {QString::fromStdString(p.node), session::lengthText(p.length_m), session::percentText(less),
                                 units.value(Quantity::pressure, p.expectedShift_m)};
        for (int column = 0; column < 4; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
    }
}

} // namespace ms::panels
