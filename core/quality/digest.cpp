#include "core/quality/digest.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>

namespace ms::quality {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000, kQuarter_ms = 900'000;

std::string said(const char* format, double a, double b = 0) {
    char text[160];
    std::snprintf(text, sizeof text, format, a, b);
    return text;
}

/// Value and unit as a person reads them.
std::string shown(Quantity q, double si) { return q == Quantity::flow || q == Quantity::demand ? said("%.2f l/s", si * 1000) : said("%.2f m", si); }

double quantile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

/// The readings that are left, without those passed over: index into the original.
struct Walk {
    const series::Readings& r;
    std::vector<std::uint32_t> at;
    std::int64_t reach_ms; ///< neighbours further apart say nothing of each other
    [[nodiscard]] std::size_t size() const { return at.size(); }
    [[nodiscard]] double value(std::size_t i) const { return r.values[at[i]]; }
    [[nodiscard]] std::int64_t time(std::size_t i) const { return r.times_ms[at[i]]; }
    [[nodiscard]] bool near(std::size_t i, std::size_t j) const { return time(j) - time(i) <= reach_ms; }
    void drop(const std::vector<char>& gone) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < at.size(); ++i)
            if (!gone[i]) at[kept++] = at[i];
        at.resize(kept);
    }
};

double finestStep(const Walk& walk) {
    std::vector<double> steps;
    const std::size_t stride = std::max<std::size_t>(1, walk.size() / 20000);
    for (std::size_t i = 1; i < walk.size(); i += stride)
        if (const double d = std::abs(walk.value(i) - walk.value(i - 1)); d > 1e-9) steps.push_back(d);
    return quantile(steps, 0.01);
}

/// A reading that the quantity cannot have; for pressures also exact zero where the rest is far above it.
std::vector<char> outOfRange(Quantity quantity, const Walk& walk, std::vector<Fault>& faults) {
    std::vector<char> gone(walk.size(), 0);
    std::vector<double> sample;
    for (std::size_t i = 0; i < walk.size(); i += 1 + walk.size() / 5000) sample.push_back(walk.value(i));
    const double usual = quantile(sample, 0.5);
    const auto impossible = [&](double v) {
        switch (quantity) {
        case Quantity::pressure: return v < -10.5 || v > 1500 || (usual > 5 && v <= 0 && v > -1e-9);
        case Quantity::level: return v < -100 || v > 1000;
        default: return std::abs(v) > 100;
        }
    };
    for (std::size_t i = 0; i < walk.size(); ++i) {
        if (!impossible(walk.value(i))) continue;
        std::size_t j = i;
        while (j + 1 < walk.size() && impossible(walk.value(j + 1)) && walk.near(j, j + 1)) ++j;
        std::fill(gone.begin() + static_cast<std::ptrdiff_t>(i), gone.begin() + static_cast<std::ptrdiff_t>(j) + 1, char{1});
        faults.push_back({FaultKind::outOfRange,
                          {walk.time(i)},
                          {walk.time(j)},
                          "reads " + shown(quantity, walk.value(i)) + " where " + shown(quantity, usual) + " is usual",
                          0.99});
        i = j;
    }
    return gone;
}

/// By how much the readings [i, i + n) stand out beyond both neighbours; 0 when they do not stand out.
double excess(const Walk& walk, std::size_t i, std::size_t n) {
    const double before = walk.value(i - 1), after = walk.value(i + n);
    double least = INFINITY, most = -INFINITY;
    for (std::size_t k = i; k < i + n; ++k) {
        least = std::min(least, walk.value(k));
        most = std::max(most, walk.value(k));
    }
    const double up = least - std::max(before, after), down = std::min(before, after) - most;
    return std::max({up, down, 0.0});
}

std::vector<char> spikes(Quantity quantity, const Walk& walk, double resolution, const SeriesOptions& o, std::vector<Fault>& faults) {
    std::vector<char> gone(walk.size(), 0);
    if (walk.size() < 50 || quantity == Quantity::demand) return gone; // single draws are what a customer's meter shows
    std::vector<double> usual;
    usual.reserve(walk.size());
    for (std::size_t i = 1; i + 1 < walk.size(); ++i)
        if (walk.near(i - 1, i + 1)) usual.push_back(excess(walk, i, 1));
    const double threshold =
        std::max({o.spikeTimesUsual * quantile(usual, 0.99), o.spikeTimesRare * quantile(usual, 0.999), o.spikeAtLeast_steps * resolution});
    if (!(threshold > 0)) return gone;
    // A pump or valve makes such steps all the time; then only values beyond the ordinary range count.
    std::size_t steps = 0;
    std::vector<double> sample;
    for (std::size_t i = 2; i + 1 < walk.size(); ++i) {
        if (std::abs(walk.value(i) - walk.value(i - 1)) > threshold && std::abs(walk.value(i + 1) - walk.value(i)) < threshold / 4 &&
            std::abs(walk.value(i - 1) - walk.value(i - 2)) < threshold / 4)
            ++steps;
        if (i % (1 + walk.size() / 20000) == 0) sample.push_back(walk.value(i));
    }
    const bool switches = steps * 2000 > walk.size();
    const double low = quantile(sample, 0.005) - threshold / 2, high = quantile(sample, 0.995) + threshold / 2;
    for (std::size_t i = 1; i + 1 < walk.size(); ++i) {
        for (std::size_t n = 1; n <= 3 && i + n < walk.size() && walk.near(i - 1, i + n); ++n) {
            const double e = excess(walk, i, n);
            // Longer ones are rarer among good readings only if they come back to where they were.
            if (e < threshold * (n == 1 ? 1.0 : 1.5) || (n > 1 && std::abs(walk.value(i + n) - walk.value(i - 1)) > e / 2)) continue;
            if (switches && walk.value(i) >= low && walk.value(i) <= high) continue;
            std::fill(gone.begin() + static_cast<std::ptrdiff_t>(i), gone.begin() + static_cast<std::ptrdiff_t>(i + n), char{1});
            faults.push_back(
                {FaultKind::spike,
                 {walk.time(i)},
                 {walk.time(i + n - 1)},
                 shown(quantity, walk.value(i)) + " between " + shown(quantity, walk.value(i - 1)) + " and " + shown(quantity, walk.value(i + n)),
                 std::min(0.99, 1 - 0.25 * threshold / e)});
            i += n;
            break;
        }
    }
    return gone;
}

std::vector<char> stuck(Quantity quantity, const Walk& walk, const SeriesOptions& o, std::vector<Fault>& faults) {
    struct Run {
        std::size_t from, n;
    };
    std::vector<char> gone(walk.size(), 0);
    std::vector<Run> runs;
    std::vector<double> lengths;
    for (std::size_t i = 0; i < walk.size();) {
        std::size_t j = i + 1;
        while (j < walk.size() && walk.value(j) == walk.value(i)) ++j;
        runs.push_back({i, j - i});
        lengths.push_back(static_cast<double>(j - i));
        i = j;
    }
    if (runs.size() < 50) return gone; // nothing to compare with: a series that hardly ever changes is not called stuck
    const double longest = std::max<double>(o.stuckAtLeast, o.stuckTimesUsual * quantile(lengths, 0.999));
    const double least_h = quantity == Quantity::demand ? 12 * o.stuckAtLeast_h : o.stuckAtLeast_h;
    std::unordered_map<double, int> rests; // values that a series comes to rest at again and again: a pump that is off, a tank that is full
    for (const Run& run : runs)
        if (static_cast<double>(run.n) >= std::max<double>(o.stuckAtLeast, longest / 2)) ++rests[walk.value(run.from)];
    for (const Run& run : runs) {
        const std::size_t last = run.from + run.n - 1;
        const double span_h = Duration{walk.time(last) - walk.time(run.from)}.hours(), v = walk.value(run.from);
        if (static_cast<double>(run.n) < longest || span_h < least_h || rests[v] >= 3) continue;
        if (v == 0 && quantity != Quantity::pressure) continue; // nothing flows: no fault by itself
        std::fill(gone.begin() + static_cast<std::ptrdiff_t>(run.from), gone.begin() + static_cast<std::ptrdiff_t>(last) + 1, char{1});
        faults.push_back({FaultKind::stuck,
                          {walk.time(run.from)},
                          {walk.time(last)},
                          "repeats " + shown(quantity, v) + said(" for %.1f h; %.0f readings are the most that is usual", span_h, longest),
                          std::min(0.99, 1 - 0.3 * longest / static_cast<double>(run.n))});
    }
    return gone;
}

void digestGrid(const Walk& walk, Digest& digest) {
    const std::int64_t start = walk.r.times_ms.front() - ((walk.r.times_ms.front() % kDay_ms) + kDay_ms) % kDay_ms;
    digest.start = {start};
    const auto dayCount = static_cast<std::size_t>((walk.r.times_ms.back() - start) / kDay_ms + 1);
    digest.quarterHours.assign(dayCount * kQuartersPerDay, std::numeric_limits<float>::quiet_NaN());
    digest.perDay.assign(dayCount, 0);
    digest.roughness.assign(dayCount * kRoughPerDay, std::numeric_limits<float>::quiet_NaN());
    std::vector<double> bends;
    std::size_t bendSlot = 0;
    const auto closeBends = [&] {
        if (bends.size() < 8) return bends.clear();
        // The middle of three readings against the mean of the others has 1.5 times the variance of one reading.
        digest.roughness[bendSlot] = static_cast<float>(1.4826 * series::median(bends) / std::sqrt(1.5));
        bends.clear();
    };
    for (std::size_t i = 0; i < walk.size();) {
        const auto slot = static_cast<std::size_t>((walk.time(i) - start) / kQuarter_ms);
        double sum = 0;
        int n = 0;
        for (; i < walk.size() && static_cast<std::size_t>((walk.time(i) - start) / kQuarter_ms) == slot; ++i, ++n) {
            sum += walk.value(i);
            if (i == 0 || i + 1 >= walk.size() || !walk.near(i - 1, i + 1)) continue;
            const std::size_t at = slot / (kQuartersPerDay / kRoughPerDay);
            if (at != bendSlot) closeBends();
            bendSlot = at;
            bends.push_back(std::abs(walk.value(i) - 0.5 * (walk.value(i - 1) + walk.value(i + 1))));
        }
        digest.quarterHours[slot] = static_cast<float>(sum / n);
        auto& count = digest.perDay[slot / kQuartersPerDay];
        count = static_cast<std::uint16_t>(std::min(65535, count + n));
    }
    closeBends();
}

} // namespace

Digest examineSeries(Quantity quantity, const series::Readings& readings, const SeriesOptions& options) {
    Digest digest;
    if (readings.size() == 0) return digest;
    digest.step = series::typicalStep(readings);
    Walk walk{readings, {}, 8 * digest.step.ms};
    walk.at.reserve(readings.size());
    for (std::size_t i = 0; i < readings.size(); ++i)
        if (std::isfinite(readings.values[i]) && (readings.quality.empty() || readings.quality[i] == 0))
            walk.at.push_back(static_cast<std::uint32_t>(i));
    if (walk.size() == 0) return digest;
    digest.resolution = finestStep(walk);
    walk.drop(outOfRange(quantity, walk, digest.faults));
    walk.drop(spikes(quantity, walk, digest.resolution, options, digest.faults));
    walk.drop(stuck(quantity, walk, options, digest.faults));
    std::sort(digest.faults.begin(), digest.faults.end(), [](const Fault& a, const Fault& b) { return a.from < b.from; });
    digestGrid(walk, digest);
    return digest;
}

} // namespace ms::quality
