#pragma once

#include "core/base/time.h"
#include "core/base/units.h"
#include "core/detection/event.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ms::session {

/// The units in which the user reads values: inside all is SI, this is the edge. A value type.
struct DisplayUnits {
    QString flow = QStringLiteral("l/s");   ///< also demand
    QString pressure = QStringLiteral("m"); ///< level stays in m
    bool operator==(const DisplayUnits&) const = default;

    [[nodiscard]] static QStringList flowUnits(); ///< that the user can choose from
    [[nodiscard]] static QStringList pressureUnits();

    [[nodiscard]] QString unit(Quantity quantity) const; ///< as shown: "l/s", "m³/h"
    [[nodiscard]] double toDisplay(Quantity quantity, double si) const;
    [[nodiscard]] double toSi(Quantity quantity, double shown) const;
    /// In the system's locale, with as many digits as make sense in the unit: "4.1". NaN becomes an en dash.
    [[nodiscard]] QString number(Quantity quantity, double si) const;
    [[nodiscard]] QString value(Quantity quantity, double si) const;  ///< with unit: "4.1 l/s"
    [[nodiscard]] QString change(Quantity quantity, double si) const; ///< with sign and unit: "−0.62 m"
};

/// Formats instants in the project's zone. All in the system's locale; never without saying the zone somewhere near.
[[nodiscard]] QString shortTime(Instant t, const LocalZone& zone);        ///< "12 Aug 04:15"; with the year when it is not `near`'s
[[nodiscard]] QString longTime(Instant t, const LocalZone& zone);         ///< "12 Aug 2024 04:15 BST"
[[nodiscard]] QString clockTime(Instant t, const LocalZone& zone);        ///< "04:15"
[[nodiscard]] QString dateOnly(Instant t, const LocalZone& zone);         ///< "12 Aug 2024"
[[nodiscard]] QString zoneAbbreviation(Instant t, const LocalZone& zone); ///< "BST", or "+01:00" where there is none
[[nodiscard]] QString spanText(Duration d);                               ///< "3 h 20 min", "4 d"
[[nodiscard]] QString lengthText(double metres);                          ///< "812 m", "1.9 km"
[[nodiscard]] QString percentText(double probability);                    ///< "97 %", "< 1 %"
[[nodiscard]] QString volumeText(double cubicMetres);                     ///< "1,240 m³"

/// Words for enumerations, translated.
[[nodiscard]] QString kindWord(detection::EventKind kind);       ///< "burst", "sensor fault"
[[nodiscard]] QString statusWord(detection::EventStatus status); ///< "new", "confirmed"
[[nodiscard]] QString quantityWord(Quantity quantity);           ///< "pressure"
/// What the changes of pressure in an event's evidence are measured against, for there is water lost and yet some of them rise. Empty: it has none.
[[nodiscard]] QString pressureHint(const detection::Event& event);

} // namespace ms::session
