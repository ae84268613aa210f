#include "ui/session/display_units.h"
#include "ui/session/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace ms::session {

namespace {

struct Shown {
    const char* name;
    const char* label;
    double toSi;
    int digits;
};
constexpr Shown kFlow[] = {{"l/s", "l/s", 1e-3, 1}, {"m3/h", "m³/h", 1.0 / 3600, 1}, {"Ml/d", "Ml/d", 1000.0 / 86400, 3}};
constexpr Shown kPressure[] = {{"m", "m", 1, 2}, {"bar", "bar", 10.19716213, 3}, {"kPa", "kPa", 0.1019716213, 1}, {"psi", "psi", 0.70306958, 2}};

template <std::size_t N>
const Shown& find(const Shown (&table)[N], const QString& name) {
    const auto it = std::find_if(std::begin(table), std::end(table), [&](const Shown& s) { return name == QLatin1String(s.name); });
    return it == std::end(table) ? table[0] : *it;
}

const Shown& shown(const DisplayUnits& units, Quantity quantity) {
    static constexpr Shown level{"m", "m", 1, 2};
    switch (quantity) {
    case Quantity::flow:
    case Quantity::demand: return find(kFlow, units.flow);
    case Quantity::pressure: return find(kPressure, units.pressure);
    case Quantity::level: break;
    }
    return level;
}

QDateTime local(Instant t, const LocalZone& zone) { return QDateTime::fromMSecsSinceEpoch(zone.toLocal(t).ms, Qt::UTC); }

QString minus(QString text) { return text.replace(QLatin1Char('-'), QChar(0x2212)); }

} // namespace

QStringList DisplayUnits::flowUnits() {
    QStringList names;
    for (const auto& s : kFlow) names << QLatin1String(s.name);
    return names;
}

QStringList DisplayUnits::pressureUnits() {
    QStringList names;
    for (const auto& s : kPressure) names << QLatin1String(s.name);
    return names;
}

QString DisplayUnits::unit(Quantity quantity) const { return QString::fromUtf8(shown(*this, quantity).label); }
double DisplayUnits::toDisplay(Quantity quantity, double si) const { return si / shown(*this, quantity).toSi; }
double DisplayUnits::toSi(Quantity quantity, double value) const { return value * shown(*this, quantity).toSi; }

QString DisplayUnits::number(Quantity quantity, double si) const {
    if (!std::isfinite(si)) return QStringLiteral("–");
    const auto& s = shown(*this, quantity);
    double value = si / s.toSi;
    if (std::abs(value) < 0.5 * std::pow(10, -s.digits)) value = 0; // no "-0.0"
    return minus(QLocale().toString(value, 'f', s.digits));
}

QString DisplayUnits::value(Quantity quantity, double si) const { return QStringLiteral("%1 %2").arg(number(quantity, si), unit(quantity)); }

QString DisplayUnits::change(Quantity quantity, double si) const {
    const QString text = value(quantity, si);
    return si > 0 && std::isfinite(si) ? QLatin1Char('+') + text : text;
}

QString shortTime(Instant t, const LocalZone& zone) {
    if (!t.valid()) return QStringLiteral("–");
    return QLocale().toString(local(t, zone), QStringLiteral("d MMM HH:mm"));
}

QString longTime(Instant t, const LocalZone& zone) {
    if (!t.valid()) return QStringLiteral("–");
    return QLocale().toString(local(t, zone), QStringLiteral("d MMM yyyy HH:mm")) + QLatin1Char(' ') + zoneAbbreviation(t, zone);
}

QString clockTime(Instant t, const LocalZone& zone) {
    return t.valid() ? QLocale().toString(local(t, zone), QStringLiteral("HH:mm")) : QStringLiteral("–");
}

QString dateOnly(Instant t, const LocalZone& zone) {
    return t.valid() ? QLocale().toString(local(t, zone), QStringLiteral("d MMM yyyy")) : QStringLiteral("–");
}

QString zoneAbbreviation(Instant t, const LocalZone& zone) {
    const auto offset = zone.offsetAt(t);
    const QTimeZone known(QByteArray::fromStdString(zone.name));
    if (known.isValid() && t.valid()) {
        const auto when = QDateTime::fromMSecsSinceEpoch(t.ms, Qt::UTC);
        const QString name = known.abbreviation(when);
        // Qt invents "UTC+02:00"-like names where the data base has none: our own offset reads better.
        if (!name.isEmpty() && !name.startsWith(QLatin1String("UTC+")) && !name.startsWith(QLatin1String("UTC-"))) return name;
    }
    const auto minutes = std::abs(offset) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(offset < 0 ? QChar(0x2212) : QLatin1Char('+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString spanText(Duration d) {
    const auto minutes = (std::max<std::int64_t>(0, d.ms) + 30'000) / 60'000;
    if (d.ms < 60'000) return tr("%1 s").arg((std::max<std::int64_t>(0, d.ms) + 500) / 1000);
    if (minutes < 60) return tr("%1 min").arg(minutes);
    if (minutes < 48 * 60) return minutes % 60 == 0 ? tr("%1 h").arg(minutes / 60) : tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    if (minutes < 14 * 1440 && (minutes / 60) % 24 != 0) return tr("%1 d %2 h").arg(minutes / 1440).arg((minutes / 60) % 24);
    return tr("%1 d").arg((minutes + 720) / 1440);
}

QString lengthText(double metres) {
    if (!std::isfinite(metres)) return QStringLiteral("–");
    if (metres < 999.5) return tr("%1 m").arg(QLocale().toString(metres, 'f', 0));
    return tr("%1 km").arg(QLocale().toString(metres / 1000, 'f', metres < 100'000 ? 1 : 0));
}

QString percentText(double probability) {
    if (!std::isfinite(probability)) return QStringLiteral("–");
    const double percent = probability * 100;
    if (percent > 0 && percent < 1) return tr("< 1 %");
    if (percent > 99 && percent < 100) return tr("> 99 %");
    return tr("%1 %").arg(QLocale().toString(percent, 'f', 0));
}

QString volumeText(double cubicMetres) {
    if (!std::isfinite(cubicMetres)) return QStringLiteral("–");
    return tr("%1 m³").arg(QLocale().toString(cubicMetres, 'f', cubicMetres < 10 ? 1 : 0));
}

QString kindWord(detection::EventKind kind) {
    using detection::EventKind;
    switch (kind) {
    case EventKind::burst: return tr("burst");
    case EventKind::leak: return tr("leak");
    case EventKind::sensorFault: return tr("sensor fault");
    case EventKind::meterFault: return tr("meter fault");
    case EventKind::operation: return tr("operation");
    case EventKind::demand: return tr("demand");
    }
    return {};
}

QString statusWord(detection::EventStatus status) {
    using detection::EventStatus;
    switch (status) {
    case EventStatus::open: return tr("new");
    case EventStatus::confirmed: return tr("confirmed");
    case EventStatus::dismissed: return tr("dismissed");
    case EventStatus::repaired: return tr("repaired");
    case EventStatus::withdrawn: return tr("withdrawn");
    }
    return {};
}

QString quantityWord(Quantity quantity) {
    switch (quantity) {
    case Quantity::pressure: return tr("pressure");
    case Quantity::flow: return tr("flow");
    case Quantity::level: return tr("level");
    case Quantity::demand: return tr("demand");
    }
    return {};
}

QString pressureHint(const detection::Event& event) {
    using detection::EventKind;
    const bool lost = event.kind == EventKind::burst || event.kind == EventKind::leak || event.kind == EventKind::demand;
    const bool told = std::any_of(event.evidence.begin(), event.evidence.end(), [](const auto& e) { return e.quantity == Quantity::pressure; });
    return lost && told ? tr("Changes of pressure are what the measured inflow does not explain: down near the place, up away from it.") : QString();
}

} // namespace ms::session
