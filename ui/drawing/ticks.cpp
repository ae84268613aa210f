#include "ui/drawing/ticks.h"

#include <QDate>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace ms::drawing {
namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;
constexpr std::array<std::int64_t, 10> clockSteps{5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,
                                                  2 * hour,   3 * hour,    6 * hour,    12 * hour,   day};

QString clock(const CivilTime& c) { return QStringLiteral("%1:%2").arg(c.hour, 2, 10, QLatin1Char('0')).arg(c.minute, 2, 10, QLatin1Char('0')); }
QString dayText(const CivilTime& c) { return QLocale().toString(QDate(c.year, c.month, c.day), QStringLiteral("d MMM")); }
QString monthText(const CivilTime& c) { return QLocale().toString(QDate(c.year, c.month, c.day), QStringLiteral("MMM")); }

/// The instants that read `local_ms` on the clock; in a spring gap the first instant after it, but only where `always`.
std::vector<Instant> instantsAt(std::int64_t local_ms, const LocalZone& zone, bool always) {
    std::vector<Instant> at = zone.fromLocal({local_ms});
    if (at.empty() && always) at.push_back({local_ms - zone.offsetAt({local_ms - 12 * hour}) * 1000LL});
    return at;
}

std::vector<TimeTick> clockTicks(TimeSpan span, const LocalZone& zone, std::int64_t step) {
    std::vector<TimeTick> ticks;
    // A day's slack on both sides: local times jump.
    const std::int64_t first = zone.toLocal(span.from).ms - day, last = zone.toLocal(span.to).ms + day;
    for (std::int64_t local = first - ((first % step) + step) % step; local <= last; local += step) {
        const bool midnight = local % day == 0;
        for (const Instant at : instantsAt(local, zone, midnight)) {
            if (at < span.from || at > span.to) continue;
            const CivilTime civil = utcFromInstant({local});
            if (step < day)
                ticks.push_back({at, midnight ? dayText(civil) : clock(civil), midnight});
            else
                ticks.push_back({at, civil.day == 1 && civil.month == 1 ? QString::number(civil.year) : dayText(civil), civil.day == 1});
        }
    }
    std::sort(ticks.begin(), ticks.end(), [](const TimeTick& a, const TimeTick& b) { return a.at < b.at; });
    return ticks;
}

std::vector<TimeTick> weekTicks(TimeSpan span, const LocalZone& zone, int days) {
    std::vector<TimeTick> ticks;
    const std::int64_t first = zone.toLocal(span.from).ms / day - 1, last = zone.toLocal(span.to).ms / day + 1;
    for (std::int64_t d = first; d <= last; ++d) {
        // 1970-01-05 was a Monday; every second day counts from there too, so that ticks do not move with the span.
        if (((d - 4) % days + days) % days != 0) continue;
        const Instant at = instantsAt(d * day, zone, true).front();
        if (at < span.from || at > span.to) continue;
        const CivilTime civil = utcFromInstant({d * day});
        ticks.push_back({at, dayText(civil), civil.day <= days});
    }
    return ticks;
}

std::vector<TimeTick> monthTicks(TimeSpan span, const LocalZone& zone, int months) {
    std::vector<TimeTick> ticks;
    const CivilTime from = utcFromInstant(zone.toLocal(span.from)), to = utcFromInstant(zone.toLocal(span.to));
    for (int m = from.year * 12 + from.month - 1; m <= to.year * 12 + to.month - 1; ++m) {
        if (m % months != 0) continue;
        CivilTime civil;
        civil.year = m / 12;
        civil.month = m % 12 + 1;
        civil.day = 1;
        const Instant at = instantsAt(daysFromCivil(civil.year, civil.month, 1) * day, zone, true).front();
        if (at < span.from || at > span.to) continue;
        ticks.push_back({at, civil.month == 1 ? QString::number(civil.year) : monthText(civil), civil.month == 1});
    }
    return ticks;
}

} // namespace

std::vector<TimeTick> timeTicks(TimeSpan span, const LocalZone& zone, int most) {
    if (!span.from.valid() || !span.to.valid() || span.from >= span.to) return {};
    most = std::max(2, most);
    const std::int64_t length = span.length().ms;
    for (const std::int64_t step : clockSteps)
        if (length / step <= most) return clockTicks(span, zone, step);
    for (const int days : {2, 7, 14})
        if (length / (days * day) <= most) return weekTicks(span, zone, days);
    for (const int months : {1, 2, 3, 6, 12, 24, 60, 120})
        if (length / (months * 30 * day) <= most) return monthTicks(span, zone, months);
    return monthTicks(span, zone, 1200);
}

ValueScale valueScale(double low, double high, int most, double leastRange) {
    if (!std::isfinite(low) || !std::isfinite(high) || low > high) return {};
    most = std::max(2, most);
    double range = std::max(high - low, leastRange);
    if (!(range > 1e-12 * std::max(std::abs(low), std::abs(high)))) range = std::max(0.1 * std::abs(high), 1e-9);
    const double middle = (low + high) / 2;
    low = std::min(low, middle - range / 2);
    high = std::max(high, middle + range / 2);
    double power = std::pow(10.0, std::floor(std::log10(range / most)));
    for (int round = 0; round < 3; ++round, power *= 10) {
        for (const double digit : {1.0, 2.0, 2.5, 5.0}) {
            const double step = digit * power;
            // A hair of slack, so that 0.3 is not thrown beyond 3 * 0.1.
            const double from = std::floor(low / step + 1e-9) * step, to = std::ceil(high / step - 1e-9) * step;
            if (std::lround((to - from) / step) > most) continue;
            const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))) + (digit == 2.5 && power <= 1 ? 1 : 0);
            return {from, to, step, decimals};
        }
    }
    return {low, high, range, 3};
}

} // namespace ms::drawing
