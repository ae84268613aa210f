#include "ui/dialogs/run_dialog.h"

#include "ui/dialogs/civil_time.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/launcher_field.h"
#include "ui/dialogs/rate_trial_box.h"
#include "ui/session/calibration_words.h"
#include "ui/session/run_estimate.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ms::dialogs {

namespace {

QLabel* hint(const QString& text, QWidget* parent) {
    auto* label = wrappedText(text, parent);
    label->setProperty("muted", true);
    return label;
}

QString list(const std::vector<std::string>& names) {
    QStringList all;
    for (const auto& name : names) all += QString::fromStdString(name);
    return all.join(QStringLiteral(", "));
}

constexpr double kLeastRate = 0.001, kMostRate = 2; ///< of the slider
constexpr int kSliderSteps = 66;
constexpr QLatin1String kRateWanted("run/falseAlarmsWanted");

double rateAt(int position) {
    const double rate = kLeastRate * std::pow(kMostRate / kLeastRate, static_cast<double>(position) / kSliderSteps);
    const double digit = std::pow(10, std::floor(std::log10(rate)) - 1); // two digits, as one would type it
    return std::round(rate / digit) * digit;
}

int positionOf(double rate) { return static_cast<int>(std::lround(kSliderSteps * std::log(rate / kLeastRate) / std::log(kMostRate / kLeastRate))); }

} // namespace

RunDialog::RunDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Run analysis"));
    setAccessibleName(tr("Run analysis"));
    auto* layout = new QVBoxLayout(this);
    layout->addStrut(580); // at least; dates and buttons are wider in some languages
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    const QString zoneName = QString::fromStdString(session.zone().name);

    m_all = new QCheckBox(tr("All measurements"), this);
    m_all->setAccessibleName(tr("Look at all measurements"));
    auto* period = new QWidget(this);
    auto* periodLayout = new QHBoxLayout(period);
    periodLayout->setContentsMargins(0, 0, 0, 0);
    m_from = civilField(tr("From"), period);
    m_to = civilField(tr("To"), period);
    m_visible = new QPushButton(tr("As in charts"), period);
    m_visible->setAccessibleName(tr("Take the period that the charts show"));
    periodLayout->addWidget(m_from);
    periodLayout->addWidget(new QLabel(tr("to"), period));
    periodLayout->addWidget(m_to);
    periodLayout->addWidget(m_visible);
    periodLayout->addStretch();
    form->addRow(tr("Period"), m_all);
    form->addRow(QString(), period);
    form->addRow(QString(), hint(tr("Times in %1. Earlier measurements are used to learn what is usual.").arg(zoneName), this));

    m_zones = new QCheckBox(this);
    m_loggers = new QCheckBox(this);
    takeFilter();
    if (!m_zones->isHidden() || !m_loggers->isHidden()) {
        auto* scope = new QVBoxLayout;
        scope->addWidget(m_zones);
        scope->addWidget(m_loggers);
        form->addRow(tr("From the filter"), scope);
    }

    m_live = new QRadioButton(tr("Live: at each instant only what was known then"), this);
    m_hindsight = new QRadioButton(tr("Hindsight: later data may sharpen start and place"), this);
    auto* mode = new QVBoxLayout;
    mode->addWidget(m_live);
    mode->addWidget(m_hindsight);
    form->addRow(tr("Knowledge"), mode);

    m_rate = new QDoubleSpinBox(this);
    m_rate->setRange(0.001, 2.0);
    m_rate->setDecimals(3);
    m_rate->setSingleStep(0.01);
    m_rate->setAccessibleName(tr("False alarms allowed a zone-week"));
    m_rateSlider = new QSlider(Qt::Horizontal, this);
    m_rateSlider->setRange(0, kSliderSteps);
    m_rateSlider->setPageStep(kSliderSteps / 8);
    m_rateSlider->setAccessibleName(tr("Fewer false alarms to the left, smaller bursts to the right"));
    m_rateSlider->setToolTip(m_rateSlider->accessibleName());
    auto* rateRow = new QHBoxLayout;
    rateRow->setSpacing(8);
    rateRow->addWidget(m_rateSlider, 1);
    rateRow->addWidget(m_rate);
    rateRow->addWidget(new QLabel(tr("a zone and week"), this));
    form->addRow(tr("False alarms"), rateRow);
    m_rateHint = hint(QString(), this);
    form->addRow(QString(), m_rateHint);
    m_trial = new RateTrialBox(session.path(), this);
    form->addRow(QString(), m_trial);

    m_level = new QSpinBox(this);
    m_level->setRange(50, 99);
    m_level->setSuffix(QStringLiteral(" %"));
    m_level->setAccessibleName(tr("Probability that the area of interest holds the burst"));
    auto* levelRow = new QHBoxLayout;
    levelRow->setSpacing(8);
    levelRow->addWidget(m_level);
    levelRow->addWidget(new QLabel(tr("of areas hold the burst"), this));
    levelRow->addStretch();
    form->addRow(tr("Area of interest"), levelRow);

    m_workers = new QSpinBox(this);
    m_workers->setRange(1, qMax(1, QThread::idealThreadCount()) * 4);
    m_workers->setAccessibleName(tr("Workers"));
    auto* workerRow = new QHBoxLayout;
    workerRow->setSpacing(8);
    workerRow->addWidget(m_workers);
    workerRow->addWidget(new QLabel(tr("processes; this computer has %n core(s)", nullptr, QThread::idealThreadCount()), this));
    workerRow->addStretch();
    form->addRow(tr("Workers"), workerRow);
    m_launcher = new LauncherField(this);
    form->addRow(tr("They run"), m_launcher);
    layout->addLayout(form);

    m_scope = hint(QString(), this);
    layout->addWidget(m_scope);
    m_gate = hint(QString(), this);
    m_gate->setObjectName(QStringLiteral("runGate"));
    m_gate->setAccessibleName(tr("How far the model can be trusted"));
    layout->addWidget(m_gate);
    m_problem = wrappedText(QString(), this);
    m_problem->setAccessibleName(tr("What is wrong"));
    layout->addWidget(m_problem);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    m_ok->setDefault(true);
    layout->addWidget(buttons);

    const QSettings settings;
    const analysis::Options defaults;
    m_rate->setValue(settings.value(kRateWanted, session.snapshot().usualFalseAlarms()).toDouble());
    m_level->setValue(settings.value(QStringLiteral("run/level"), static_cast<int>(defaults.areaLevel * 100 + 0.5)).toInt());
    m_workers->setValue(settings.value(QStringLiteral("run/workers"), qMax(1, QThread::idealThreadCount())).toInt());
    const bool live = settings.value(QStringLiteral("run/live"), true).toBool();
    m_live->setChecked(live);
    m_hindsight->setChecked(!live);

    // A filter by time is what the user has already said about the period.
    const auto& filter = session.filter().filter();
    TimeSpan span = session.snapshot().span();
    m_all->setChecked(!filter.since && !filter.until);
    if (filter.since) span.from = *filter.since;
    if (filter.until) span.to = *filter.until;
    setPeriod(span);

    const auto enable = [this, period] { period->setEnabled(!m_all->isChecked()); };
    enable();
    connect(m_all, &QCheckBox::toggled, this, [this, enable] {
        enable();
        validate();
    });
    connect(m_visible, &QPushButton::clicked, this, [this] { setPeriod(m_session.timeCursor().visible()); });
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &RunDialog::validate);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &RunDialog::validate);
    connect(m_zones, &QCheckBox::toggled, this, &RunDialog::validate);
    connect(m_loggers, &QCheckBox::toggled, this, &RunDialog::validate);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, [this] {
        showRate();
        validate();
    });
    connect(m_rateSlider, &QSlider::valueChanged, this, [this](int position) { m_rate->setValue(rateAt(position)); });
    connect(m_trial, &RateTrialBox::rateChosen, m_rate, &QDoubleSpinBox::setValue);
    connect(
        m_trial, &RateTrialBox::changed, this, [this] { resize(width(), this->layout()->totalHeightForWidth(width())); }, Qt::QueuedConnection);
    connect(m_live, &QRadioButton::toggled, this, &RunDialog::validate);
    connect(m_workers, &QSpinBox::valueChanged, this, &RunDialog::validate);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QSettings store;
        if (isUsual()) // what is usual is another project's own affair
            store.remove(kRateWanted);
        else
            store.setValue(kRateWanted, m_rate->value());
        store.setValue(QStringLiteral("run/level"), m_level->value());
        store.setValue(QStringLiteral("run/workers"), m_workers->value());
        m_launcher->keep();
        store.setValue(QStringLiteral("run/live"), m_live->isChecked());
        accept();
    });
    showRate();
    validate();
}

void RunDialog::showRate() {
    const QSignalBlocker quiet(m_rateSlider); // a typed rate need not be one of the slider's
    m_rateSlider->setValue(positionOf(m_rate->value()));
    m_trial->setRate(m_rate->value());
}

void RunDialog::setPeriod(TimeSpan span) {
    if (!session::isValid(span)) return;
    m_from->setDateTime(civil(span.from, m_session.zone()));
    m_to->setDateTime(civil(span.to, m_session.zone()));
}

bool RunDialog::isUsual() const { return std::abs(m_rate->value() - m_session.snapshot().usualFalseAlarms()) < 1e-9; }

void RunDialog::setRate(double falseAlarmsPerZoneWeek) { m_rate->setValue(falseAlarmsPerZoneWeek); }

analysis::Options RunDialog::options() const {
    analysis::Options options;
    if (!m_all->isChecked()) options.period = {instantOf(m_from->dateTime(), m_session.zone()), instantOf(m_to->dateTime(), m_session.zone())};
    options.live = m_live->isChecked();
    options.falseAlarmsPerZoneWeek = isUsual() ? 0 : m_rate->value(); // as usual: by zone, where kinds of zones are mixed
    options.areaLevel = m_level->value() / 100.0;
    if (m_zones->isChecked()) options.zones = m_filteredZones;
    if (m_loggers->isChecked()) options.withoutSensors = m_leftOut;
    return options;
}

jobs::RunOptions RunDialog::run() const {
    jobs::RunOptions run;
    run.workers = m_workers->value();
    run.launcher = m_launcher->launcher();
    return run;
}

QString RunDialog::problem() const {
    if (!m_all->isChecked() && m_from->dateTime() >= m_to->dateTime()) return tr("The period ends before it begins.");
    const auto extent = m_session.snapshot().span();
    if (!session::isValid(extent)) return tr("There are no measurements to analyse.");
    if (!m_all->isChecked()) {
        const auto period = options().period;
        if (period.to <= extent.from || period.from >= extent.to) return tr("There are no measurements in this period.");
    }
    return {};
}

/// What the filter says of zones and sensors is offered, and taken unless the user thinks otherwise. Only pressure loggers can be left out: without
/// its flow meters, levels and customers a zone has no balance.
void RunDialog::takeFilter() {
    const auto& filter = m_session.filter().filter();
    std::size_t kept = 0;
    for (const auto& balance : m_session.balances())
        if (filter.acceptsZone(balance.zone)) m_filteredZones.push_back(balance.zone);
    const bool narrower = !filter.zones.empty() && !m_filteredZones.empty() && m_filteredZones.size() < m_session.balances().size();
    m_zones->setText(tr("Only zone %1").arg(list(m_filteredZones)));
    m_zones->setVisible(narrower);
    m_zones->setChecked(narrower);
    if (!filter.words.empty())
        for (const auto& view : *m_session.snapshot().sensors) {
            if (view.sensor.quantity != Quantity::pressure) continue;
            if (filter.acceptsSensor(view.sensor.name, view.sensor.zone))
                ++kept;
            else
                m_leftOut.push_back(view.sensor.name);
        }
    const bool some = kept > 0 && !m_leftOut.empty();
    m_loggers->setText(tr("Only %n pressure logger(s) of %1", nullptr, static_cast<int>(kept)).arg(kept + m_leftOut.size()));
    m_loggers->setToolTip(tr("Leaves out: %1").arg(list(m_leftOut)));
    m_loggers->setVisible(some);
    m_loggers->setChecked(some);
}

void RunDialog::validate() {
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_ok->setEnabled(text.isEmpty());
    const QLocale locale;
    const auto& s = m_session.snapshot();
    std::vector<std::string> zones;
    for (const auto& balance : m_session.balances()) zones.push_back(balance.zone);
    const auto chosen = options();
    const auto estimate = session::estimateRun(s, zones, chosen, m_workers->value());
    const int looked = static_cast<int>(std::max<std::size_t>(1, chosen.zones.empty() ? zones.size() : chosen.zones.size()));
    const auto span = m_all->isChecked() ? s.span() : chosen.period;
    m_rateHint->setText(tr("About %1 false alarms are to be expected in this period and %n zone(s); %2 a year.", nullptr, looked)
                            .arg(locale.toString(estimate.falseAlarms, 'f', 1), locale.toString(m_rate->value() * looked * 52.18, 'f', 1)));
    const int sensors = static_cast<int>(s.sensors->size() - chosen.withoutSensors.size());
    QString scope = tr("%n sensor(s)", nullptr, sensors) + QStringLiteral(", ") + tr("%1 of measurements").arg(session::spanText(span.length())) +
                    QLatin1Char('.');
    if (!s.network) scope += QLatin1Char(' ') + tr("Without a network the area is the whole zone.");
    if (text.isEmpty()) scope += QLatin1Char(' ') + session::runEstimateText(estimate);
    if (!s.events->empty()) scope += QLatin1Char(' ') + tr("The events found take the place of those of the last run.");
    m_scope->setText(scope);
    const QString gate = session::fitGateOfRun(s, chosen, m_session.units()).join(QLatin1Char('\n'));
    m_gate->setText(gate);
    m_gate->setVisible(!gate.isEmpty());
    m_trial->setEnabled(text.isEmpty());
    m_trial->setRequest(chosen, run());
}

} // namespace ms::dialogs
