#include "ui/session/suggestions.h"

#include "ui/session/words.h"

#include <QDate>
#include <QLocale>

#include <cmath>
#include <map>

namespace ms::session {

using detection::DismissalReason;
using Kind = detection::Suggestion::Kind;

std::vector<std::pair<DismissalReason, QString>> dismissalReasons() {
    return {{DismissalReason::works, tr("Known operation")},       {DismissalReason::works, tr("Flushing or fire test")},
            {DismissalReason::largeUser, tr("Large user")},        {DismissalReason::instrument, tr("Sensor or meter at fault")},
            {DismissalReason::holiday, tr("Holiday or festival")}, {DismissalReason::nothingFound, tr("Nothing found on site")}};
}

QString dismissalNote(const QString& reason) { return tr("Dismissed: %1").arg(reason); }

DismissalReason reasonIn(const QString& note) {
    for (const auto& [reason, text] : dismissalReasons())
        if (note == dismissalNote(text)) return reason;
    return DismissalReason::other;
}

std::vector<detection::Suggestion> suggestionsOf(const Session& session) {
    const Snapshot& s = session.snapshot();
    std::map<std::int64_t, DismissalReason> reasons;
    for (const auto& note : *s.notes)
        if (const auto reason = reasonIn(QString::fromStdString(note.text)); reason != DismissalReason::other) reasons[note.event] = reason;
    std::vector<detection::Dismissal> dismissed;
    for (const auto& e : *s.events)
        if (e.status == detection::EventStatus::dismissed)
            dismissed.push_back({&e, reasons.count(e.id) > 0 ? reasons[e.id] : DismissalReason::other});
    detection::DismissalGround ground;
    ground.zone = session.zone();
    ground.daysOff = session.daysOff();
    ground.rate = s.falseAlarmsPerZoneWeek().value_or(s.usualFalseAlarms());
    if (const TimeSpan span = s.span(); span.from.valid())
        ground.zoneWeeks = span.length().days() / 7 * static_cast<double>(session.balances().size());
    return detection::suggestionsOf(dismissed, *s.events, ground);
}

QString inWords(const detection::Suggestion& s) {
    const QLocale locale;
    const int n = static_cast<int>(s.events.size());
    const QString subject = QString::fromStdString(s.subject);
    switch (s.kind) {
    case Kind::dayOff:
        return tr("%n dismissed event(s) began on %1: if that was no ordinary day, put it into the calendar.", nullptr, n)
            .arg(locale.toString(QDate(1970, 1, 1).addDays(s.day), QLocale::LongFormat));
    case Kind::quietHours: {
        const QString hours = QStringLiteral("%1:00–%2:00").arg(s.fromHour).arg(s.toHour % 24);
        return s.weekday < 0
                   ? tr("%n dismissed event(s) of %1 began between %2: if that is planned work, keep the zone quiet then.", nullptr, n)
                         .arg(subject, hours)
                   : tr("%n dismissed event(s) of %1 began on a %3 between %2: if that is planned work, keep the zone quiet then.", nullptr, n)
                         .arg(subject, hours, locale.standaloneDayName(s.weekday + 1));
    }
    case Kind::instrument:
        return tr("%1 spoke loudest for %n event(s) that were dismissed, and for none that was confirmed: look at its readings, or leave them out.",
                  nullptr, n)
            .arg(subject);
    case Kind::lowerRate:
        return tr("%n burst(s) and leaks were dismissed, %1 a zone-week, where %2 were asked for: a rate of %3 would keep what you asked for, and "
                  "miss "
                  "more of the small ones.",
                  nullptr, n)
            .arg(locale.toString(s.dismissedPerZoneWeek, 'g', 2), locale.toString(std::sqrt(s.rate * s.dismissedPerZoneWeek), 'g', 2),
                 locale.toString(s.rate, 'g', 2));
    }
    return {};
}

} // namespace ms::session
