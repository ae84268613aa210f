#include "core/calibration/logger_watch.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace ms::calibration {

namespace {

/// Runs of one repeated value, on the raw readings.
void findStuck(const LoggerReadings& logger, const LoggerWatchOptions& o, std::vector<LoggerFault>& faults) {
    const auto& r = *logger.readings;
    if (r.size() < 10) return;
    const std::int64_t learned = r.times_ms.front() + static_cast<std::int64_t>(o.learn_d * 8.64e7);
    double longest_h = 0; // run before now that was not called
    std::size_t from = 0;
    bool called = false;
    for (std::size_t i = 1; i <= r.size(); ++i) {
        const bool same = i < r.size() && r.values[i] == r.values[from] && r.times_ms[i] - r.times_ms[i - 1] < 6 * 3'600'000;
        if (same) {
            const double run_h = static_cast<double>(r.times_ms[i] - r.times_ms[from]) / 3.6e6;
            const bool dead = r.values[from] <= 0;
            if (!called && r.times_ms[i] >= learned && run_h >= o.stuckAfter_h && run_h > 3 * longest_h && i - from >= 20) {
                LoggerFault f;
                f.sensor = logger.sensor;
                f.kind = dead ? LoggerFault::Kind::dead : LoggerFault::Kind::stuck;
                f.detectedAt = Instant{r.times_ms[i]};
                f.startedAt = Instant{r.times_ms[from]};
                f.startedCi = {f.startedAt, f.startedAt + hours(1)};
                f.z = run_h / std::max(0.1, longest_h);
                faults.push_back(f);
                called = true;
            }
        } else {
            if (called && i < r.size()) {
                faults.back().ended = true;
                faults.back().endedAt = Instant{r.times_ms[i]};
            } else if (!called) {
                longest_h = std::max(longest_h, static_cast<double>(r.times_ms[i - 1] - r.times_ms[from]) / 3.6e6);
            }
            called = false;
            from = i;
        }
    }
}

/// Hourly departure of each logger from what it usually reads in that hour of the day.
struct Departure {
    Instant start;
    std::vector<Eigen::VectorXd> hourly;   ///< [loggers] as measured
    std::vector<Eigen::VectorXd> departed; ///< [loggers] minus the median of the same hour over the 14 days before
};

Departure departures(const std::vector<LoggerReadings>& loggers) {
    Departure d;
    TimeSpan span;
    for (const auto& l : loggers) {
        if (l.readings->size() == 0) continue;
        const Instant a{l.readings->times_ms.front() / 3'600'000 * 3'600'000}, b{(l.readings->times_ms.back() / 3'600'000 + 1) * 3'600'000};
        span.from = span.from.valid() ? std::min(span.from, a) : a;
        span.to = span.to.valid() ? std::max(span.to, b) : b;
    }
    d.start = span.from;
    for (const auto& l : loggers) {
        Eigen::VectorXd v = span.from.valid() ? series::resample(*l.readings, span, hours(1), series::Resample::mean).values : Eigen::VectorXd();
        Eigen::VectorXd out = Eigen::VectorXd::Constant(v.size(), series::kNan);
        std::vector<double> past;
        for (Eigen::Index i = 0; i < v.size(); ++i) {
            past.clear();
            for (Eigen::Index k = i - 24; k >= 0 && k >= i - 24 * 14; k -= 24)
                if (std::isfinite(v[k])) past.push_back(v[k]);
            if (past.size() >= 4) out[i] = v[i] - series::median(past);
        }
        d.hourly.push_back(std::move(v));
        d.departed.push_back(std::move(out));
    }
    return d;
}

void findOffsets(const std::vector<LoggerReadings>& loggers, const LoggerWatchOptions& o, std::vector<LoggerFault>& faults) {
    if (loggers.size() < 3) return;
    const Departure d = departures(loggers);
    const Eigen::Index n = d.departed.empty() ? 0 : d.departed.front().size();
    struct Watch {
        std::deque<double> scatter; ///< absolute departures from the neighbours, the last 28 days when nothing was called
        double sd = series::kNan, away_h = 0, back_h = 0, sign = 0, sum = 0;
        bool called = false;
        Eigen::Index since = 0;
        std::size_t fault = 0;
    };
    std::vector<Watch> watch(loggers.size());
    std::vector<double> others;
    for (Eigen::Index i = 0; i < n; ++i)
        for (std::size_t l = 0; l < loggers.size(); ++l) {
            Watch& w = watch[l];
            others.clear();
            for (std::size_t k = 0; k < loggers.size(); ++k)
                if (k != l && std::isfinite(d.departed[k][i])) others.push_back(d.departed[k][i]);
            if (others.size() < 2 || !std::isfinite(d.departed[l][i])) continue;
            const double middle = series::median(others);
            const double alone = d.departed[l][i] - middle;
            if (i % 24 == 0 || !std::isfinite(w.sd)) { // once a day is often enough
                std::vector<double> past(w.scatter.begin(), w.scatter.end());
                w.sd = past.size() >= 48 ? 1.4826 * series::median(past) : series::kNan;
            }
            const double sd = w.sd;
            const double limit = std::max(o.offset_m, 8 * sd);
            if (!w.called) {
                if (std::isfinite(sd) && std::abs(alone) > limit && (w.away_h == 0 || alone * w.sign > 0)) {
                    if (w.away_h == 0) {
                        w.since = i;
                        w.sum = 0;
                    }
                    w.away_h += 1;
                    w.sum += alone;
                    w.sign = alone;
                    if (w.away_h >= o.offsetAfter_h && static_cast<double>(i) >= o.learn_d * 24) {
                        LoggerFault f;
                        f.sensor = loggers[l].sensor;
                        f.kind = LoggerFault::Kind::offset;
                        f.detectedAt = d.start + hours(i + 1);
                        f.startedAt = d.start + hours(w.since);
                        f.startedCi = {f.startedAt - hours(6), f.startedAt + hours(3)};
                        f.shift_si = w.sum / w.away_h;
                        f.z = f.shift_si / std::max(sd, 0.01);
                        w.called = true;
                        w.back_h = 0;
                        w.fault = faults.size();
                        faults.push_back(f);
                    }
                } else {
                    w.away_h = 0;
                    w.scatter.push_back(std::abs(alone));
                    if (w.scatter.size() > 672) w.scatter.pop_front();
                }
            } else { // the medians take the new level over within a week: then it is the new normal, and the fault's end cannot be seen this way
                w.back_h = std::abs(alone) < 0.5 * limit ? w.back_h + 1 : 0;
                if (w.back_h >= 6) {
                    auto& f = faults[w.fault];
                    f.ended = true;
                    f.endedAt = d.start + hours(i - 5);
                    w = Watch{std::move(w.scatter)};
                }
            }
        }
}

} // namespace

std::vector<LoggerFault> watchLoggers(const std::vector<LoggerReadings>& loggers, const LoggerWatchOptions& options) {
    std::vector<LoggerFault> faults;
    for (const auto& l : loggers) findStuck(l, options, faults);
    std::vector<LoggerFault> offsets;
    findOffsets(loggers, options, offsets);
    const std::size_t stuck = faults.size();
    for (const LoggerFault& f : offsets) { // a stuck logger also departs from its neighbours: that is the same fault
        const bool same = std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(stuck), [&](const LoggerFault& s) {
            return s.sensor == f.sensor && s.startedAt <= f.detectedAt && (!s.ended || s.endedAt + days(1) >= f.startedAt);
        });
        if (!same) faults.push_back(f);
    }
    std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.detectedAt < b.detectedAt; });
    return faults;
}

} // namespace ms::calibration
