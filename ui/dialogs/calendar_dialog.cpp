#include "ui/dialogs/calendar_dialog.h"

#include "core/detection/calendar.h"
#include "ui/dialogs/civil_time.h"
#include "ui/dialogs/dialog_parts.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ms::dialogs {

using detection::DaysOff;

namespace {

constexpr int kMostDays = 366; ///< that one press adds
const QDate kEpoch(1970, 1, 1);

QDate dateOf(std::int64_t localDay) { return kEpoch.addDays(localDay); }
std::int64_t localDayOf(QDate date) { return kEpoch.daysTo(date); }

/// Whose rules they are; a time zone that is not in the list is named as it is.
QString countryOf(std::string_view zone) {
    static constexpr std::pair<std::string_view, const char*> names[] = {
        {"Europe/Amsterdam", QT_TRANSLATE_NOOP("CalendarDialog", "Netherlands")},
        {"Europe/Berlin", QT_TRANSLATE_NOOP("CalendarDialog", "Germany")},
        {"Europe/Brussels", QT_TRANSLATE_NOOP("CalendarDialog", "Belgium")},
        {"Europe/Dublin", QT_TRANSLATE_NOOP("CalendarDialog", "Ireland")},
        {"Europe/Lisbon", QT_TRANSLATE_NOOP("CalendarDialog", "Portugal")},
        {"Europe/London", QT_TRANSLATE_NOOP("CalendarDialog", "England and Wales")},
        {"Europe/Madrid", QT_TRANSLATE_NOOP("CalendarDialog", "Spain")},
        {"Europe/Paris", QT_TRANSLATE_NOOP("CalendarDialog", "France")},
        {"Europe/Rome", QT_TRANSLATE_NOOP("CalendarDialog", "Italy")},
        {"Europe/Vienna", QT_TRANSLATE_NOOP("CalendarDialog", "Austria")},
        {"Europe/Warsaw", QT_TRANSLATE_NOOP("CalendarDialog", "Poland")},
        {"Europe/Zurich", QT_TRANSLATE_NOOP("CalendarDialog", "Switzerland")},
    };
    for (const auto& [known, name] : names)
        if (known == zone) return CalendarDialog::tr(name);
    return QString::fromUtf8(zone.data(), static_cast<qsizetype>(zone.size()));
}

/// What most countries call a day of the rules; empty for the others.
QString holidayName(QDate date) {
    switch (date.toJulianDay() - dateOf(detection::easterSunday(date.year())).toJulianDay()) {
    case -2: return CalendarDialog::tr("Good Friday");
    case 1: return CalendarDialog::tr("Easter Monday");
    case 39: return CalendarDialog::tr("Ascension Day");
    case 50: return CalendarDialog::tr("Whit Monday");
    case 60: return CalendarDialog::tr("Corpus Christi");
    default: break;
    }
    switch (date.month() * 100 + date.day()) {
    case 101: return CalendarDialog::tr("New Year's Day");
    case 106: return CalendarDialog::tr("Epiphany");
    case 501: return CalendarDialog::tr("May Day");
    case 815: return CalendarDialog::tr("Assumption Day");
    case 1101: return CalendarDialog::tr("All Saints' Day");
    case 1225: return CalendarDialog::tr("Christmas Day");
    case 1226: return CalendarDialog::tr("the day after Christmas");
    default: return {};
    }
}

QDateEdit* dateField(const QString& name, QWidget* parent) {
    auto* field = new QDateEdit(parent);
    field->setCalendarPopup(true);
    field->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    field->setAccessibleName(name);
    return field;
}

} // namespace

CalendarDialog::CalendarDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Calendar"));
    setAccessibleName(tr("Calendar"));
    resize(760, 560);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(
        wrappedText(tr("On these days people use water as on a Sunday. Say here what the rules do not know: carnival, the works holiday, a "
                       "holiday on which your town works. It counts from the next analysis on; a watch takes it in when it is started anew."),
                    this));
    auto* top = new QFormLayout;
    m_rules = new QComboBox(this);
    m_rules->setObjectName(QStringLiteral("calendarRules"));
    m_rules->setAccessibleName(tr("Whose holidays"));
    top->addRow(tr("&Holidays of"), m_rules);
    m_year = new QSpinBox(this);
    m_year->setRange(1950, 2100);
    m_year->setAccessibleName(tr("Year"));
    top->addRow(tr("&Year"), m_year);
    layout->addLayout(top);
    m_table = rowTable(tr("Days of the year"), {tr("Date"), tr("Lives as"), tr("Occasion"), tr("Said by")}, {190, 130, 220}, this);
    m_table->setObjectName(QStringLiteral("calendarTable"));
    layout->addWidget(m_table, 1);
    layout->addWidget(buildForm());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_change = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_change->setObjectName(QStringLiteral("changeDay"));
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);

    const QString own = QString::fromStdString(session.zone().name);
    const std::string_view ownRules = detection::rulesOf({}, session.zone().name);
    m_rules->addItem(ownRules.empty() ? tr("the project's time zone, %1 (no rules known)").arg(own)
                                      : tr("the project's time zone, %1: %2").arg(own, countryOf(ownRules)),
                     QString());
    std::vector<std::pair<QString, QString>> countries;
    for (const std::string_view zone : detection::zonesWithHolidays())
        countries.emplace_back(countryOf(zone), QString::fromUtf8(zone.data(), static_cast<qsizetype>(zone.size())));
    std::sort(countries.begin(), countries.end(), [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    for (const auto& [country, zone] : countries) m_rules->addItem(country, zone);
    m_rules->addItem(tr("no country"), QString::fromUtf8(DaysOff::kNoRules.data()));

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_change, &QPushButton::clicked, this, &CalendarDialog::changeSelected);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &CalendarDialog::check);
    connect(m_year, &QSpinBox::valueChanged, this, &CalendarDialog::refresh);
    connect(m_rules, &QComboBox::activated, this, [this] {
        DaysOff days = m_session.daysOff();
        days.rules = m_rules->currentData().toString().toStdString();
        m_session.changeDaysOff(days, tr("Change whose holidays count"));
    });
    connect(&session, &session::Session::infoChanged, this, &CalendarDialog::refresh);
    connect(&session, &session::Session::stateChanged, this, &CalendarDialog::check);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    const TimeSpan seen = session.timeCursor().visible();
    const Instant at = seen.to.valid() ? seen.to : Instant{QDateTime::currentMSecsSinceEpoch()};
    showDay(localDayOf(civil(at, session.zone()).date()));
    m_table->setFocus();
}

QWidget* CalendarDialog::buildForm() {
    auto* box = new QGroupBox(tr("A day of your own"), this);
    auto* form = new QFormLayout(box);
    auto* dates = new QHBoxLayout;
    m_from = dateField(tr("First day"), box);
    m_from->setObjectName(QStringLiteral("calendarFrom"));
    m_until = dateField(tr("Last day"), box);
    m_until->setObjectName(QStringLiteral("calendarUntil"));
    dates->addWidget(m_from);
    dates->addWidget(new QLabel(tr("to"), box));
    dates->addWidget(m_until);
    dates->addStretch(1);
    auto* days = new QLabel(tr("&Days"), box);
    days->setBuddy(m_from);
    form->addRow(days, dates);
    m_as = new QComboBox(box);
    m_as->setObjectName(QStringLiteral("calendarAs"));
    m_as->setAccessibleName(tr("Lives as"));
    m_as->addItems({tr("a Sunday"), tr("a working day")});
    form->addRow(tr("&Live as"), m_as);
    m_occasion = new QLineEdit(box);
    m_occasion->setAccessibleName(tr("Occasion"));
    m_occasion->setPlaceholderText(tr("carnival, say"));
    form->addRow(tr("&Occasion"), m_occasion);
    m_add = new QPushButton(tr("&Add"), box);
    m_add->setObjectName(QStringLiteral("addDays"));
    m_add->setAutoDefault(false);
    form->addRow(QString(), m_add);
    connect(m_add, &QPushButton::clicked, this, &CalendarDialog::add);
    connect(m_from, &QDateEdit::dateChanged, this, [this, before = m_from->date()](QDate from) mutable {
        if (m_until->date() < from || m_until->date() == before) m_until->setDate(from); // one day, until somebody says more
        before = from;
        check();
    });
    connect(m_until, &QDateEdit::dateChanged, this, &CalendarDialog::check);
    return box;
}

void CalendarDialog::showDay(std::int64_t localDay) {
    const QDate day = dateOf(localDay);
    m_from->setDate(day);
    m_until->setDate(day);
    m_year->setValue(day.year());
    refresh();
}

void CalendarDialog::add() {
    DaysOff days = m_session.daysOff();
    for (QDate day = m_from->date(); day <= m_until->date(); day = day.addDays(1))
        days.put({localDayOf(day), m_as->currentIndex() == 0, m_occasion->text().trimmed().toStdString()});
    m_session.changeDaysOff(days, tr("Put days into the calendar"));
    m_year->setValue(m_from->date().year());
}

void CalendarDialog::changeSelected() {
    const detection::CalendarDay* day = selected();
    if (day == nullptr) return;
    DaysOff days = m_session.daysOff();
    if (day->byHand) {
        days.remove(day->day.day);
        m_session.changeDaysOff(days, tr("Take a day out of the calendar"));
    } else {
        days.put({day->day.day, false, {}});
        m_session.changeDaysOff(days, tr("Make a holiday a working day"));
    }
}

const detection::CalendarDay* CalendarDialog::selected() const {
    const int row = m_table->selectionModel()->hasSelection() ? m_table->currentRow() : -1; // a table with the focus has a row, chosen or not
    return row >= 0 && static_cast<std::size_t>(row) < m_days.size() ? &m_days[static_cast<std::size_t>(row)] : nullptr;
}

void CalendarDialog::refresh() {
    const DaysOff& days = m_session.daysOff();
    m_rules->setCurrentIndex(std::max(0, m_rules->findData(QString::fromStdString(days.rules))));
    m_days = detection::calendarYear(days, m_session.zone().name, m_year->value());
    const QLocale locale;
    m_table->setRowCount(static_cast<int>(m_days.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& d = m_days[static_cast<std::size_t>(row)];
        const QString texts[] = {locale.toString(dateOf(d.day.day), QStringLiteral("ddd d MMM yyyy")), d.day.off ? tr("Sunday") : tr("working day"),
                                 d.byHand ? QString::fromStdString(d.day.occasion) : holidayName(dateOf(d.day.day)),
                                 d.byHand ? (d.byRule ? tr("you, against the rules") : tr("you")) : tr("rules")};
        for (int column = 0; column < 4; ++column) m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    check();
}

void CalendarDialog::check() {
    const auto* day = selected();
    const bool may = m_session.editable();
    m_change->setText(day != nullptr && day->byHand ? tr("&Take the selected one back") : tr("&Selected one is a working day"));
    m_change->setEnabled(may && day != nullptr);
    m_add->setEnabled(may && m_from->date() <= m_until->date() && m_from->date().daysTo(m_until->date()) < kMostDays);
    m_rules->setEnabled(may);
}

} // namespace ms::dialogs
