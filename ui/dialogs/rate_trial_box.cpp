#include "ui/dialogs/rate_trial_box.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/session/core_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace ms::dialogs {

namespace {

constexpr std::array<double, 5> kUsualRates{0.002, 0.02, 0.05, 0.2, 0.5};
namespace shown { // columns
enum RateColumn { stated, alarms, weekly, half, most, count };
}

bool same(double a, double b) { return std::abs(a - b) < 1e-6; }

} // namespace

RateTrialBox::RateTrialBox(QString projectPath, QWidget* parent) : QWidget(parent), m_path(std::move(projectPath)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    m_button = new QPushButton(tr("Try on the history"), this);
    m_button->setObjectName(QStringLiteral("tryRates"));
    m_button->setAutoDefault(false);
    m_button->setToolTip(tr("How many alarms there would have been at some rates, and how small a burst would have been found. Nothing is stored."));
    m_progress = slimProgress(tr("Progress of the trial"), this);
    row->addWidget(m_button);
    row->addWidget(m_progress, 1);
    layout->addLayout(row);

    m_table = new QTableWidget(0, shown::count, this);
    m_table->setObjectName(QStringLiteral("rateTrials"));
    m_table->setAccessibleName(tr("What rates of false alarms would have meant"));
    m_table->setHorizontalHeaderLabels({tr("Stated"), tr("Alarms"), tr("A zone-week"), tr("Half found from"), tr("9 of 10 from")});
    m_table->horizontalHeaderItem(shown::stated)->setToolTip(tr("False alarms a zone and week that are allowed"));
    m_table->horizontalHeaderItem(shown::alarms)->setToolTip(tr("Bursts and leaks that would have been told in this history, true ones among them"));
    m_table->horizontalHeaderItem(shown::half)
        ->setToolTip(
            tr("The size from which half of the bursts put into the history were found within three days, as a share of the zone's mean inflow"));
    m_table->horizontalHeaderItem(shown::most)->setToolTip(tr("The same for nine bursts in ten: smaller ones would be missed more often"));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->hide();
    layout->addWidget(m_table);
    m_words = wrappedText(QString(), this);
    m_words->setProperty("muted", true);
    m_words->setAccessibleName(tr("What the trial rests on"));
    m_words->hide();
    layout->addWidget(m_words);

    connect(m_button, &QPushButton::clicked, this, &RateTrialBox::toggle);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        const auto chosen = m_table->selectionModel()->selectedRows();
        if (chosen.isEmpty()) return;
        const auto index = static_cast<std::size_t>(chosen.front().row());
        if (index < m_trials.size() && !same(m_trials[index].rate, m_rate)) Q_EMIT rateChosen(m_trials[index].rate);
    });
}

RateTrialBox::~RateTrialBox() = default;

void RateTrialBox::setRequest(const analysis::Options& options, const jobs::RunOptions& run) {
    m_runOptions = run;
    analysis::Options about = options; // what a trial does not depend on is left out of the comparison
    about.falseAlarmsPerZoneWeek = analysis::Options{}.falseAlarmsPerZoneWeek;
    about.areaLevel = analysis::Options{}.areaLevel;
    about.trialRates = {};
    if (about == m_options) return;
    m_options = about;
    m_run.reset();
    m_progress->hide();
    m_button->setText(tr("Try on the history"));
    m_trials.clear();
    m_words->clear();
    m_words->hide();
    fill();
    Q_EMIT changed();
}

void RateTrialBox::setRate(double falseAlarmsPerZoneWeek) {
    m_rate = falseAlarmsPerZoneWeek;
    mark();
}

void RateTrialBox::toggle() {
    if (m_run) {
        m_run->cancel();
        return;
    }
    analysis::Options options = m_options;
    options.trialRates = {m_rate};
    for (const double rate : kUsualRates)
        if (!same(rate, m_rate)) options.trialRates.push_back(rate);
    m_run = std::make_unique<jobs::RateTrialRun>(m_path, options, m_runOptions);
    m_trials.clear();
    fill();
    m_button->setText(tr("Stop"));
    m_progress->setValue(0);
    m_progress->show();
    m_words->setText(tr("Bursts of 2 to 20 % of the inflow are put into the measurements and looked for ..."));
    m_words->show();
    connect(m_run.get(), &jobs::RateTrialRun::progressed, this, [this](const jobs::RunProgress& progress) {
        if (progress.total > 0) m_progress->setValue(static_cast<int>(1000 * progress.done / progress.total));
        take();
    });
    connect(m_run.get(), &jobs::RateTrialRun::finished, this, [this](jobs::RunOutcome outcome, const QString&) {
        take();
        const auto error = m_run->error();
        m_run.release()->deleteLater(); // it is still in its signal
        m_button->setText(tr("Try on the history"));
        m_progress->hide();
        if (outcome == jobs::RunOutcome::failed && error)
            m_words->setText(tr("The trial failed: %1").arg(session::inWords(error->message)));
        else if (m_trials.empty() || m_trials.front().zones == 0)
            m_words->setText(outcome == jobs::RunOutcome::cancelled ? tr("Stopped before anything had been tried.")
                                                                    : tr("No zone has an inflow that could be tried."));
        else {
            const auto& t = m_trials.front();
            QString text =
                tr("%n zone(s), %1 zone-weeks; bursts are looked for by flow alone.", nullptr, t.zones).arg(QLocale().toString(t.zoneWeeks, 'f', 0));
            if (outcome == jobs::RunOutcome::cancelled) text += QLatin1Char(' ') + tr("Stopped: not all was tried.");
            if (t.shareFoundIn(0.5) < 0) text += QLatin1Char(' ') + tr("The history is too short to try sizes on it.");
            m_words->setText(text);
        }
        Q_EMIT changed();
    });
    m_run->start();
    Q_EMIT changed();
}

void RateTrialBox::take() {
    auto trials = m_run->trials();
    if (trials == m_trials) return;
    m_trials = std::move(trials);
    fill();
    Q_EMIT changed();
}

void RateTrialBox::fill() {
    const QLocale locale;
    const auto size = [&](double share, double mean_m3s) {
        if (share < 0) return QStringLiteral("–");
        const bool beyond = !std::isfinite(share);
        const double told = beyond ? analysis::kTriedShares.back() : share;
        const QString percent = locale.toString(100 * told, 'f', told < 0.1 ? 1 : 0);
        const QString litres = locale.toString(1000 * told * mean_m3s, 'f', told * mean_m3s < 0.01 ? 1 : 0);
        return beyond ? tr("over %1 % (%2 l/s)").arg(percent, litres) : tr("%1 % (%2 l/s)").arg(percent, litres);
    };
    const QSignalBlocker quiet(m_table);
    m_table->setVisible(!m_trials.empty());
    m_table->setRowCount(static_cast<int>(m_trials.size()));
    for (int r = 0; r < m_table->rowCount(); ++r) {
        const auto& t = m_trials[static_cast<std::size_t>(r)];
        const std::array<QString, shown::count> texts{locale.toString(t.rate, 'g', 3), locale.toString(t.alarms),
                                                      t.zoneWeeks > 0 ? locale.toString(t.alarms / t.zoneWeeks, 'f', 3) : QStringLiteral("–"),
                                                      size(t.shareFoundIn(0.5), t.meanInflow_m3s), size(t.shareFoundIn(0.9), t.meanInflow_m3s)};
        for (int c = 0; c < shown::count; ++c) {
            auto* item = new QTableWidgetItem(texts[static_cast<std::size_t>(c)]);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(r, c, item);
        }
    }
    m_table->resizeRowsToContents();
    int height = m_table->horizontalHeader()->sizeHint().height() + 2 * m_table->frameWidth();
    for (int r = 0; r < m_table->rowCount(); ++r) height += m_table->rowHeight(r);
    m_table->setFixedHeight(height);
    mark();
}

void RateTrialBox::mark() {
    const QSignalBlocker quiet(m_table);
    m_table->clearSelection();
    for (std::size_t i = 0; i < m_trials.size(); ++i)
        if (same(m_trials[i].rate, m_rate)) m_table->selectRow(static_cast<int>(i));
}

} // namespace ms::dialogs
