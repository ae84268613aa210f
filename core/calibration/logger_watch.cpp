#include "core/calibration/logger_watch.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace ms::calibration {

using Eigen::Index;

namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::size_t kUsualDays = 14;

Instant hourOf(std::int64_t ms) { return Instant{ms / kHour * kHour}; }

} // namespace

/// Hourly departure of each logger from what it usually reads in that hour of the day, and from its neighbours.
struct LoggerWatch::Hours {
    struct Logger {
        std::deque<double> past;    ///< hourly means of the last fortnight
        std::deque<double> scatter; ///< absolute departures from the neighbours, the last 28 days when nothing was called
        double sd = series::kNan, away_h = 0, back_h = 0, sign = 0, sum = 0;
        bool called = false;
        Index since = 0;
        std::size_t fault = 0;
        double departed = series::kNan; ///< minus the median of the same hour over the fortnight before
    };
    std::vector<Logger> loggers;
    std::vector<LoggerFault> faults;
    Instant start;
    Index done = 0; ///< hours gone through

    void take(Logger& w, double mean) const {
        std::vector<double> same;
        for (std::size_t back = 24; back <= w.past.size(); back += 24)
            if (const double v = w.past[w.past.size() - back]; std::isfinite(v)) same.push_back(v);
        w.departed = same.size() >= 4 ? mean - series::median(same) : series::kNan;
        w.past.push_back(mean);
        if (w.past.size() > 24 * kUsualDays) w.past.pop_front();
    }

    void judge(std::size_t l, std::size_t sensor, const LoggerWatchOptions& o);
};

void LoggerWatch::Hours::judge(std::size_t l, std::size_t sensor, const LoggerWatchOptions& o) {
    Logger& w = loggers[l];
    const Index i = done;
    std::vector<double> others;
    for (std::size_t k = 0; k < loggers.size(); ++k)
        if (k != l && std::isfinite(loggers[k].departed)) others.push_back(loggers[k].departed);
    if (others.size() < 2 || !std::isfinite(w.departed)) return;
    const double alone = w.departed - series::median(others);
    if (i % 24 == 0 || !std::isfinite(w.sd)) { // once a day is often enough
        std::vector<double> past(w.scatter.begin(), w.scatter.end());
        w.sd = past.size() >= 48 ? 1.4826 * series::median(past) : series::kNan;
    }
    const double limit = std::max(o.offset_m, 8 * w.sd);
    if (w.called) { // the medians take the new level over within a week: then it is the new normal, and the fault's end cannot be seen this way
        w.back_h = std::abs(alone) < 0.5 * limit ? w.back_h + 1 : 0;
        if (w.back_h < 6) return;
        faults[w.fault].ended = true;
        faults[w.fault].endedAt = start + hours(i - 5);
        Logger fresh;
        fresh.past = std::move(w.past);
        fresh.scatter = std::move(w.scatter);
        fresh.departed = w.departed;
        w = std::move(fresh);
        return;
    }
    if (!(std::isfinite(w.sd) && std::abs(alone) > limit && (w.away_h == 0 || alone * w.sign > 0))) {
        w.away_h = 0;
        w.scatter.push_back(std::abs(alone));
        if (w.scatter.size() > 672) w.scatter.pop_front();
        return;
    }
    if (w.away_h == 0) {
        w.since = i;
        w.sum = 0;
    }
    w.away_h += 1;
    w.sum += alone;
    w.sign = alone;
    if (w.away_h < o.offsetAfter_h || static_cast<double>(i) < o.learn_d * 24) return;
    LoggerFault f;
    f.sensor = sensor;
    f.kind = LoggerFault::Kind::offset;
    f.detectedAt = start + hours(i + 1);
    f.startedAt = start + hours(w.since);
    f.startedCi = {f.startedAt - hours(6), f.startedAt + hours(3)};
    f.shift_si = w.sum / w.away_h;
    f.z = f.shift_si / std::max(w.sd, 0.01);
    w.called = true;
    w.back_h = 0;
    w.fault = faults.size();
    faults.push_back(f);
}

LoggerWatch::LoggerWatch(std::size_t loggers, const LoggerWatchOptions& options) : m_options(options), m_runs(loggers), m_lows(loggers) {
    if (loggers < 3) return;
    m_hours = std::make_unique<Hours>();
    m_hours->loggers.resize(loggers);
}

LoggerWatch::~LoggerWatch() = default;
LoggerWatch::LoggerWatch(LoggerWatch&&) noexcept = default;

Instant LoggerWatch::needed() const {
    if (!m_known.valid() || !m_hours || !m_hours->start.valid()) return m_known;
    return std::min(m_known, m_hours->start + hours(m_hours->done) - Duration{1});
}

void LoggerWatch::feed(Run& run, std::size_t sensor, std::int64_t time_ms, double value) const {
    if (!run.any) run.first_ms = time_ms;
    if (run.any && value == run.value && time_ms - run.last_ms < 6 * kHour) {
        ++run.count;
        run.last_ms = time_ms;
        const double run_h = static_cast<double>(time_ms - run.from_ms) / 3.6e6;
        const bool learned = time_ms >= run.first_ms + static_cast<std::int64_t>(m_options.learn_d * 8.64e7);
        if (run.called || !learned || value < m_options.deadBelow_m || run_h < m_options.stuckAfter_h || run_h <= 3 * run.longest_h || run.count < 20)
            return;
        LoggerFault f;
        f.sensor = sensor;
        f.kind = LoggerFault::Kind::stuck;
        f.detectedAt = Instant{time_ms};
        f.startedAt = Instant{run.from_ms};
        f.startedCi = {f.startedAt, f.startedAt + hours(1)};
        f.z = run_h / std::max(0.1, run.longest_h);
        run.faults.push_back(f);
        run.called = true;
        return;
    }
    if (run.called) {
        run.faults.back().ended = true;
        run.faults.back().endedAt = Instant{time_ms};
    } else if (run.any) {
        run.longest_h = std::max(run.longest_h, static_cast<double>(run.last_ms - run.from_ms) / 3.6e6);
    }
    run.any = true;
    run.called = false;
    run.from_ms = run.last_ms = time_ms;
    run.value = value;
    run.count = 0;
}

void LoggerWatch::feed(Low& low, std::size_t sensor, std::int64_t time_ms, double value) const {
    if (value < m_options.deadBelow_m) {
        if (low.from_ms == 0) low.from_ms = time_ms;
        low.back_ms = 0;
        ++low.count;
        if (low.called || low.count < 20 || static_cast<double>(time_ms - low.from_ms) < m_options.deadAfter_h * kHour) return;
        LoggerFault f;
        f.sensor = sensor;
        f.kind = LoggerFault::Kind::dead;
        f.detectedAt = Instant{time_ms};
        f.startedAt = Instant{low.from_ms};
        f.startedCi = {f.startedAt, f.startedAt + hours(1)};
        low.faults.push_back(f);
        low.called = true;
        return;
    }
    if (!low.called) {
        low = {std::move(low.faults), 0, 0, 0, false};
        return;
    }
    if (low.back_ms == 0) low.back_ms = time_ms;
    if (time_ms - low.back_ms < 2 * kHour) return; // a knock on the logger is no pressure
    low.faults.back().ended = true;
    low.faults.back().endedAt = Instant{low.back_ms};
    low = {std::move(low.faults), 0, 0, 0, false};
}

void LoggerWatch::goOn(const std::vector<LoggerReadings>& loggers, Instant until) {
    for (std::size_t l = 0; l < loggers.size(); ++l) {
        const series::Readings& r = *loggers[l].readings;
        const auto first = m_known.valid() ? std::upper_bound(r.times_ms.begin(), r.times_ms.end(), m_known.ms) : r.times_ms.begin();
        for (auto k = static_cast<std::size_t>(first - r.times_ms.begin()); k < r.size() && r.times_ms[k] <= until.ms; ++k) {
            feed(m_lows[l], loggers[l].sensor, r.times_ms[k], r.values[k]);
            feed(m_runs[l], loggers[l].sensor, r.times_ms[k], r.values[k]);
        }
    }
    m_known = until;
    if (!m_hours) return;
    Hours& h = *m_hours;
    if (!h.start.valid())
        for (const LoggerReadings& l : loggers)
            if (l.readings->size() > 0) {
                const Instant first = hourOf(l.readings->times_ms.front());
                h.start = h.start.valid() ? std::min(h.start, first) : first;
            }
    if (!h.start.valid()) return;
    const TimeSpan span{h.start + hours(h.done), hourOf(until.ms)};
    if (span.to <= span.from) return;
    std::vector<Eigen::VectorXd> means;
    for (const LoggerReadings& l : loggers) means.push_back(series::resample(*l.readings, span, hours(1), series::Resample::mean).values);
    for (Index i = 0; i < means.front().size(); ++i, ++h.done) {
        for (std::size_t l = 0; l < loggers.size(); ++l) h.take(h.loggers[l], means[l][i]);
        for (std::size_t l = 0; l < loggers.size(); ++l) h.judge(l, loggers[l].sensor, m_options);
    }
}

std::vector<LoggerFault> LoggerWatch::faults() const {
    std::vector<LoggerFault> faults;
    for (const Low& low : m_lows) faults.insert(faults.end(), low.faults.begin(), low.faults.end());
    for (const Run& run : m_runs) faults.insert(faults.end(), run.faults.begin(), run.faults.end());
    const std::size_t stuck = faults.size();
    if (m_hours)
        for (const LoggerFault& f : m_hours->faults) { // a stuck or dead logger also departs from its neighbours: that is the same fault
            const bool same = std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(stuck), [&](const LoggerFault& s) {
                return s.sensor == f.sensor && s.startedAt <= f.detectedAt && (!s.ended || s.endedAt + days(1) >= f.startedAt);
            });
            if (!same) faults.push_back(f);
        }
    std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.detectedAt < b.detectedAt; });
    return faults;
}

Eigen::VectorXd withoutDead(const Eigen::VectorXd& pressure_m, Duration step, const LoggerWatchOptions& options) {
    const double steps = options.deadAfter_h / step.hours();
    Eigen::VectorXd alive = pressure_m;
    double low = 0; // steps since there was pressure; gaps do not end it
    for (Index i = 0; i < alive.size(); ++i) {
        if (pressure_m[i] >= options.deadBelow_m)
            low = 0;
        else if (low > 0 || std::isfinite(pressure_m[i]))
            ++low;
        if (low > steps) alive[i] = series::kNan;
    }
    return alive;
}

std::vector<LoggerFault> watchLoggers(const std::vector<LoggerReadings>& loggers, const LoggerWatchOptions& options) {
    LoggerWatch watch(loggers.size(), options);
    Instant last;
    for (const LoggerReadings& l : loggers)
        if (l.readings->size() > 0) last = last.valid() ? std::max(last, Instant{l.readings->times_ms.back()}) : Instant{l.readings->times_ms.back()};
    if (last.valid()) watch.goOn(loggers, last);
    return watch.faults();
}

} // namespace ms::calibration
