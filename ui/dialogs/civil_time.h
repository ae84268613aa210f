#pragma once

#include "core/base/time.h"

#include <QDateTimeEdit>

namespace ms::dialogs {

/// An instant as the fields of a dialog show it: civil time of the project's zone in a QDateTime of UTC, whatever this computer's zone is.
[[nodiscard]] inline QDateTime civil(Instant t, const LocalZone& zone) { return QDateTime::fromMSecsSinceEpoch(zone.toLocal(t).ms, Qt::UTC); }

/// Back; of an hour that comes twice the first, of one that is left out in spring what the clock reads after the jump.
[[nodiscard]] inline Instant instantOf(const QDateTime& shown, const LocalZone& zone) {
    const Instant local{QDateTime(shown.date(), shown.time(), Qt::UTC).toMSecsSinceEpoch()};
    const auto found = zone.fromLocal(local);
    if (!found.empty()) return found.front();
    const auto later = zone.fromLocal(local + hours(1));
    return later.empty() ? local : later.front();
}

/// A field for such an instant.
[[nodiscard]] inline QDateTimeEdit* civilField(const QString& name, QWidget* parent) {
    auto* field = new QDateTimeEdit(parent);
    field->setTimeSpec(Qt::UTC); // civil time of the project's zone, not of this computer
    field->setCalendarPopup(true);
    field->setDisplayFormat(QStringLiteral("d MMM yyyy HH:mm"));
    field->setAccessibleName(name);
    return field;
}

} // namespace ms::dialogs
