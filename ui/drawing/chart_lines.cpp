#include "ui/drawing/chart_lines.h"

#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::drawing {
namespace {

/// Collects points; a break ends the line.
class Collector {
public:
    void add(double x, double y) { m_line.append(QPointF(x, y)); }
    void breakLine() {
        if (!m_line.isEmpty()) m_lines.push_back(std::move(m_line));
        m_line = {};
    }
    [[nodiscard]] Polylines take() {
        breakLine();
        return std::move(m_lines);
    }

private:
    Polyline m_line;
    Polylines m_lines;
};

double msOf(Instant t) { return static_cast<double>(t.ms); }

} // namespace

Polylines linesOf(const series::Readings& readings, TimeSpan span, double factor, Duration shift, std::uint8_t drop) {
    Collector out;
    const auto begin = std::lower_bound(readings.times_ms.begin(), readings.times_ms.end(), span.from.ms) - readings.times_ms.begin();
    const double gap = 2.5 * static_cast<double>(series::typicalStep(readings).ms);
    std::int64_t last = 0;
    for (auto i = static_cast<std::size_t>(begin); i < readings.size() && readings.times_ms[i] < span.to.ms; ++i) {
        const std::int64_t t = readings.times_ms[i];
        if (drop != 0 && i < readings.quality.size() && (readings.quality[i] & drop) != 0) continue;
        if (!std::isfinite(readings.values[i])) {
            out.breakLine();
            continue;
        }
        if (gap > 0 && static_cast<double>(t - last) > gap) out.breakLine();
        out.add(static_cast<double>(t + shift.ms), readings.values[i] * factor);
        last = t;
    }
    return out.take();
}

Polyline flaggedOf(const series::Readings& readings, TimeSpan span, double factor, std::uint8_t drop) {
    Polyline points;
    for (std::size_t i = 0; i < readings.size() && i < readings.quality.size(); ++i)
        if ((readings.quality[i] & drop) != 0 && span.contains({readings.times_ms[i]}) && std::isfinite(readings.values[i]))
            points.append(QPointF(static_cast<double>(readings.times_ms[i]), readings.values[i] * factor));
    return points;
}

Polylines linesOf(const project::Envelope& envelope, double factor, Duration shift) {
    Collector out;
    double previous = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < envelope.low.size(); ++i) {
        double a = envelope.low[i] * factor, b = envelope.high[i] * factor;
        if (!std::isfinite(a) || !std::isfinite(b)) {
            out.breakLine();
            previous = std::numeric_limits<double>::quiet_NaN();
            continue;
        }
        const double x = msOf(envelope.start + envelope.step * static_cast<std::int64_t>(i) + shift), step = static_cast<double>(envelope.step.ms);
        if (a == b) {
            out.add(x + step / 2, a);
            previous = a;
            continue;
        }
        if (std::isfinite(previous) && std::abs(previous - b) < std::abs(previous - a)) std::swap(a, b);
        out.add(x + step / 4, a);
        out.add(x + step * 3 / 4, b);
        previous = b;
    }
    return out.take();
}

Duration wholeDays(Duration column) {
    const Duration day = days(1);
    return column.ms <= hours(6).ms ? column : Duration{(column.ms + day.ms - 1) / day.ms * day.ms};
}

BandLines linesOf(const analysis::ExpectedBand& band, TimeSpan span, int most, double factor) {
    BandLines out;
    const auto count = static_cast<std::int64_t>(std::min({band.expected.size(), band.low.size(), band.high.size()}));
    if (count == 0 || band.step.ms <= 0 || most < 2) return out;
    const std::int64_t from = std::clamp<std::int64_t>((span.from - band.start).ms / band.step.ms, 0, count);
    const std::int64_t to = std::clamp<std::int64_t>((span.to - band.start).ms / band.step.ms + 1, from, count);
    const Duration column = wholeDays({std::max<std::int64_t>(1, (to - from + most - 1) / most) * band.step.ms});
    const std::int64_t stride = std::max<std::int64_t>(1, column.ms / band.step.ms);
    Collector low, expected, high;
    for (std::int64_t i = from - from % stride; i < to; i += stride) { // strides count from the band's start, so that a pan does not make it flicker
        double least = std::numeric_limits<double>::infinity(), greatest = -least, sum = 0;
        int n = 0;
        for (std::int64_t k = i; k < std::min(i + stride, count); ++k) {
            const auto at = static_cast<std::size_t>(k);
            if (!std::isfinite(band.expected[at]) || !std::isfinite(band.low[at]) || !std::isfinite(band.high[at])) continue;
            least = std::min(least, static_cast<double>(band.low[at]));
            sum += static_cast<double>(band.expected[at]);
            greatest = std::max(greatest, static_cast<double>(band.high[at]));
            ++n;
        }
        if (n == 0) {
            low.breakLine();
            expected.breakLine();
            high.breakLine();
            continue;
        }
        const double x = msOf(band.start + band.step * i) + static_cast<double>(band.step.ms * stride) / 2;
        low.add(x, least * factor);
        expected.add(x, sum / n * factor);
        high.add(x, greatest * factor);
    }
    return {low.take(), expected.take(), high.take()};
}

std::vector<double> columnMeans(const series::Readings& readings, Instant start, Duration step, std::size_t count) {
    std::vector<double> sums(count, 0.0);
    std::vector<int> n(count, 0);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings.times_ms[i] < start.ms || !std::isfinite(readings.values[i])) continue;
        const auto column = static_cast<std::size_t>((readings.times_ms[i] - start.ms) / step.ms);
        if (column >= count) break;
        sums[column] += readings.values[i];
        ++n[column];
    }
    for (std::size_t c = 0; c < count; ++c) sums[c] = n[c] > 0 ? sums[c] / n[c] : std::numeric_limits<double>::quiet_NaN();
    return sums;
}

std::vector<double> columnMeans(const project::Envelope& envelope, Instant start, Duration step, std::size_t count) {
    series::Readings middles;
    for (std::size_t i = 0; i < envelope.low.size(); ++i) {
        middles.times_ms.push_back((envelope.start + envelope.step * static_cast<std::int64_t>(i)).ms + envelope.step.ms / 2);
        middles.values.push_back((envelope.low[i] + envelope.high[i]) / 2);
    }
    return columnMeans(middles, start, step, count);
}

Polylines linesOf(const Columns& columns, double factor, Duration shift) {
    Collector out;
    for (std::size_t i = 0; i < columns.values.size(); ++i) {
        if (!std::isfinite(columns.values[i])) {
            out.breakLine();
            continue;
        }
        out.add(msOf(columns.start + columns.step * static_cast<std::int64_t>(i) + shift) + static_cast<double>(columns.step.ms) / 2,
                columns.values[i] * factor);
    }
    return out.take();
}

std::vector<BalanceTerm> termsOf(const detection::Balance& balance, const std::vector<std::string>& sensors) {
    std::vector<BalanceTerm> terms;
    for (const detection::FlowTerm& term : balance.flows) terms.push_back({sensors[term.sensor], term.sign, false});
    for (const std::size_t demand : balance.demands) terms.push_back({sensors[demand], -1, false});
    for (const detection::TankTerm& tank : balance.tanks) terms.push_back({sensors[tank.sensor], -tank.area_m2, true});
    return terms;
}

Columns sumOf(const std::vector<BalanceTerm>& terms, const std::vector<std::vector<double>>& means, Instant start, Duration step) {
    const std::size_t count = means.empty() ? 0 : means.front().size();
    Columns sum{start, step, std::vector<double>(count, 0.0)};
    for (std::size_t i = 0; i < terms.size(); ++i) {
        for (std::size_t c = 0; c < count; ++c) {
            double value = means[i][c];
            if (terms[i].storage) value = c > 0 && c + 1 < count ? (means[i][c + 1] - means[i][c - 1]) / (2 * step.seconds()) : std::nan("");
            sum.values[c] += terms[i].factor * value;
        }
    }
    return sum;
}

int pointsOf(const Polylines& lines) {
    int count = 0;
    for (const Polyline& line : lines) count += static_cast<int>(line.size());
    return count;
}

std::pair<double, double> rangeOf(const Polylines& lines, TimeSpan span) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Polyline& line : lines)
        for (const QPointF& p : line) {
            if (p.x() < msOf(span.from) || p.x() > msOf(span.to)) continue;
            low = std::min(low, p.y());
            high = std::max(high, p.y());
        }
    return {low, high};
}

} // namespace ms::drawing
