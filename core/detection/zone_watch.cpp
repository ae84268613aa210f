#include "core/detection/zone_watch.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

using series::kNan;
constexpr double kLeastOpen = 3;   ///< below it any two hours that lie high are an event
constexpr double kTestsAWeek = 10; ///< that act as independent ones: most of the bank's hypotheses lie on each other

Index stepsPerDay(const ZoneSeries& s) { return static_cast<Index>(86'400'000 / s.step.ms); }
Index longestOnset(const ZoneSeries& s) { return (s.drivers_m3s.cols() > 0 || s.scaled ? 56 : 16) * stepsPerDay(s); }

} // namespace

Thresholds thresholdsFor(double falseAlarmsPerZoneWeek) {
    Thresholds t;
    t.open = std::max(kLeastOpen, std::log(kTestsAWeek / falseAlarmsPerZoneWeek) * 1.5);
    t.close = 0.7 * t.open;
    t.keep = 0.4 * t.open;
    return t;
}

ZoneWatch::ZoneWatch(const ZoneSeries& series, const Balance& balance, const GridCalendar& calendar, const std::vector<RepairNotice>& repairs,
                     const TrackerOptions& options)
    : m_series(series), m_balance(balance), m_calendar(calendar), m_options(options),
      m_thresholds(thresholdsFor(options.rateOr(series.drivers_m3s.cols() > 0 ? kUsualRateMetered : kUsualRate))), m_day(stepsPerDay(series)),
      m_bank({longestOnset(series), stepsPerDay(series), 1e9}) {
    for (const RepairNotice& r : repairs)
        if (r.zone.empty() || r.zone == balance.zone) m_repairs.push_back(r);
    std::stable_sort(m_repairs.begin(), m_repairs.end(), [](const auto& a, const auto& b) { return a.completed < b.completed; });
    const Index n = series.size();
    m_expected = m_innovations = m_expectedThen = m_sdThen = VectorXd::Constant(n, kNan);
    m_shape = VectorXd::Ones(n);
    m_pattern = VectorXd::Zero(n);
    m_clip = VectorXd::Constant(n, 4);
    m_failing = Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(n, false);
}

double ZoneWatch::eventsFlow(Index i) const {
    double sum = 0;
    for (const BookedEvent& e : m_book) sum += e.flow(i, m_shape[i]);
    return sum;
}

double ZoneWatch::residual(Index i) const { return m_series.inflow_m3s[i] - m_expected[i] - eventsFlow(i); }

void ZoneWatch::learn(Index until) {
    if (m_balance.oneMeter())
        for (const Index i : standingDays(m_series, 0, until, m_day)) m_failing[i] = true;
    VectorXd clean = m_series.inflow_m3s;
    for (Index i = 0; i < until; ++i) clean[i] = m_failing[i] ? kNan : clean[i] - eventsFlow(i);
    if (!m_model.learn(m_series, m_calendar, clean, until)) return;
    m_lastLearn = until;
    const Index from = std::max<Index>(0, until - (m_series.drivers_m3s.cols() > 0 ? 110 : 45) * m_day),
                to = std::min(m_series.size(), until + 8 * m_day);
    for (Index i = from; i < to; ++i) {
        m_expected[i] = m_model.expected(m_series, m_calendar, i);
        m_shape[i] = m_model.shape(m_series, m_calendar, i);
        m_pattern[i] = m_model.pattern(m_calendar, i);
    }
    const double hours = m_series.step.hours();
    if (m_lastNoise < 0 || until - m_lastNoise >= 28 * m_day || (m_noiseLearns < 4 && until - m_lastNoise >= 7 * m_day)) {
        const Index back = std::max(from, until - 60 * m_day);
        VectorXd r(until - back);
        for (Index i = back; i < until; ++i) r[i - back] = m_failing[i] ? kNan : residual(i) * m_model.optimism(m_calendar, i);
        m_noise = fitNoise(r, m_shape.segment(back, until - back), m_pattern.segment(back, until - back), m_model.meanFlow_m3s(), hours,
                           m_noiseLearns > 0 ? &m_noise : nullptr);
        m_lastNoise = until;
        ++m_noiseLearns;
    }
    Eigen::Array<bool, Eigen::Dynamic, 1> valid(to - from);
    for (Index i = from; i < to; ++i) valid[i - from] = std::isfinite(m_series.inflow_m3s[i]) && std::isfinite(m_expected[i]) && !m_failing[i];
    m_filter =
        NoiseFilter(m_noise, m_shape.segment(from, to - from), m_pattern.segment(from, to - from), valid, 0.3 * m_model.meanFlow_m3s() + 1e-4, from);
    refilter(until);
    m_ready = true;
}

void ZoneWatch::refilter(Index until) {
    m_state = {};
    const Index from = m_filter.origin();
    VectorXd r = m_series.inflow_m3s.segment(from, until - from) - m_expected.segment(from, until - from);
    for (const BookedEvent& e : m_book) {
        if (e.withdrawn) continue;
        const Index a = std::max(from, static_cast<Index>(e.fit.shape.onset)), b = e.end >= 0 ? std::min(e.end, until) : until;
        for (Index i = a; i < b; ++i) r[i - from] -= e.flow(i, m_shape[i]);
    }
    for (Index i = from; i < until; ++i) {
        const double v = r[i - from];
        m_innovations[i] = m_filter.step(i, std::isfinite(v) ? v : 0, m_state);
    }
    const VectorXd clipped = m_innovations.cwiseMax(-m_clip).cwiseMin(m_clip);
    m_bank.rerun(m_filter, clipped, m_shape, from, until);
}

/// The filter is linear: what one event adds to the innovations is its own flow, whitened.
void ZoneWatch::addWhitened(VectorXd& innovations, const BookedEvent& event, double factor, Index until) const {
    NoiseFilter::State state;
    for (Index i = std::max(m_filter.origin(), static_cast<Index>(event.fit.shape.onset)); i < until; ++i)
        innovations[i] += factor * m_filter.step(i, event.flow(i, m_shape[i]), state);
}

VectorXd ZoneWatch::innovationsWithout(const BookedEvent& event, Index until) const {
    VectorXd out = m_innovations;
    addWhitened(out, event, 1, until);
    return out;
}

FitWindow ZoneWatch::window(const VectorXd& innovations, Index until) const {
    FitWindow w;
    w.filter = &m_filter;
    w.innovations = &innovations;
    w.shape = &m_shape;
    w.from = m_filter.origin();
    w.until = until;
    w.stepsPerDay = static_cast<double>(m_day);
    return w;
}

void ZoneWatch::step(Index i) {
    if (m_lastLearn < 0 ? i % m_day == 0 : i - m_lastLearn >= 7 * m_day) learn(i);
    if (!m_ready) return;
    m_expectedThen[i] = m_expected[i];
    m_sdThen[i] = m_filter.sd(i);
    if (meterFails(i) || loneOutlier(i)) m_filter.drop(i);
    const double r = residual(i);
    if (std::isfinite(m_expected[i])) m_expectedThen[i] += m_filter.predicted(i, m_state);
    m_innovations[i] = m_filter.step(i, std::isfinite(r) ? r : 0, m_state);
    m_bank.advance(m_filter, i, std::clamp(m_innovations[i], -m_clip[i], m_clip[i]), m_shape[i]);
    const Index now = i + 1;
    if (now % m_day == 0 && refit(now, false)) refilter(now);
    tryRepairs(now);
    for (int round = 0; round < 4 && alarms(now); ++round) {}
    recordDue(now);
}

bool ZoneWatch::refit(Index until, bool all) {
    bool any = false;
    for (BookedEvent& e : m_book) {
        if (e.withdrawn || e.settled) continue;
        const Index reach = e.end >= 0 ? e.end : until;
        const double age = static_cast<double>(reach) - e.fit.shape.onset - e.fit.shape.growth;
        const double settling = std::max(10.0 * static_cast<double>(m_day), 0.3 * e.fit.shape.growth);
        if (e.fit.shape.onset < static_cast<double>(m_filter.origin()) || (e.end < 0 && age > settling) ||
            (e.end >= 0 && until - e.end > 3 * m_day)) {
            e.settled = true;
            continue;
        }
        if (!all && until - e.lastFit < m_day / 2) continue;
        e.lastFit = until;
        const VectorXd nu = innovationsWithout(e, until);
        FitWindow w = window(nu, until);
        w.end = e.end;
        const int sign = e.fit.size_m3s < 0 ? -1 : 1;
        Fit f = improve(w, e.fit.shape, sign, m_thresholds.growthPrice);
        if (!e.fit.shape.proportional && until - e.detected < 60 * m_day &&
            (all || (until - e.detected) % (3 * m_day) < m_day)) { // is it rather a step, or growth?
            Shape other = f.shape;
            other.power = 2;
            if (other.growth > 0) {
                other.onset += 0.5 * other.growth;
                other.growth = 0;
            } else {
                other.growth = std::max<double>(static_cast<double>(m_day) / 2, static_cast<double>(reach) - other.onset);
                other.onset -= 0.3 * other.growth;
            }
            other.onset = std::max(other.onset, static_cast<double>(w.from));
            const Fit g = improve(w, other, sign, m_thresholds.growthPrice);
            const double fPrice = f.shape.growth > 0 ? m_thresholds.growthPrice : 0, gPrice = g.shape.growth > 0 ? m_thresholds.growthPrice : 0;
            if (g.size_m3s * sign > 0 && g.logRatio - gPrice > f.logRatio - fPrice + 0.5) f = g;
        }
        if (f.size_m3s * sign <= 0 || f.logRatio < m_thresholds.keep) {
            if (e.end < 0) {
                m_innovations = nu;
                e.withdrawn = true;
                record(e, until);
                any = true;
            }
            continue;
        }
        if (f.shape == e.fit.shape && std::abs(f.size_m3s - e.fit.size_m3s) < 0.2 * f.sd_m3s) continue;
        any = true;
        e.fit = f;
        m_innovations = nu;
        addWhitened(m_innovations, e, -1, until);
    }
    return any;
}

ZoneWatch::Alarm ZoneWatch::listen(Index now) const {
    Alarm a;
    a.up = m_bank.best(OnsetBank::step, 1);
    a.upScore = a.up.logRatio;
    for (const OnsetBank::Kind kind : {OnsetBank::linear, OnsetBank::square}) {
        OnsetScore s = m_bank.best(kind, 1);
        if (s.logRatio - m_thresholds.growthPrice <= a.upScore) continue;
        a.upScore = s.logRatio - m_thresholds.growthPrice;
        s.shape.growth = static_cast<double>(now) - s.shape.onset;
        a.up = s;
    }
    if (const OnsetScore use = m_bank.best(OnsetBank::proportional, 1); use.logRatio > a.upScore + 2) {
        a.up = use;
        a.upScore = use.logRatio;
    }
    a.down = m_bank.best(OnsetBank::step, -1);
    if (const OnsetScore less = m_bank.best(OnsetBank::proportional, -1); less.logRatio > a.down.logRatio + 2) a.down = less;
    a.downScore = a.down.logRatio;
    return a;
}

bool ZoneWatch::alarms(Index now) {
    if (now < m_deafUntil) return false;
    const Alarm a = listen(now);
    if (now - m_refusedAt > m_day / 2) m_refusedDown = 0;
    const double least = std::max(m_thresholds.close, m_refusedDown + 1.5); // a drop that fits nothing is not tried again until it speaks louder
    const bool down = a.downScore > least && a.downScore >= a.upScore, up = a.upScore > m_thresholds.open;
    if (!down && !up) return false;
    if (m_lastRefit != now) { // what is open may only have been fitted too early
        m_lastRefit = now;
        if (refit(now, true)) {
            refilter(now);
            return true;
        }
    }
    if (!down) return rose(a.up, now);
    if (dropped(a.down, now)) return true;
    m_refusedDown = a.downScore;
    m_refusedAt = now;
    return false;
}

/// The change a score stands for, at its best onset and with the innovations as they are, not clipped.
Fit ZoneWatch::sharpened(const OnsetScore& score, Index now) const {
    const FitWindow w = window(m_innovations, now);
    Fit best = evaluate(w, score.shape);
    for (bool better = true; better;) {
        better = false;
        for (const double d : {-2.0, -1.0, -0.5, -0.25, 0.25, 0.5, 1.0, 2.0}) {
            Shape s = best.shape;
            s.onset = std::clamp(s.onset + d, static_cast<double>(w.from), static_cast<double>(now - 1));
            const Fit f = evaluate(w, s);
            if (f.logRatio <= best.logRatio + 1e-3) continue;
            best = f;
            better = true;
        }
    }
    return best;
}

/// Log likelihood won if `e` ended where `change` lies: with its size as it is (give or take a tenth), or fitted anew where it is young.
double ZoneWatch::gainOfEnd(const BookedEvent& e, const Fit& change, Index now) const {
    const auto at = static_cast<Index>(change.shape.onset);
    const double size = std::abs(e.flow(at, 1.0)), step = std::abs(change.size_m3s), power = 1 / (change.sd_m3s * change.sd_m3s);
    const double near = std::clamp(step, 0.88 * size, 1.12 * size);
    double gain = power * (near * step - 0.5 * near * near);
    if (!e.settled && e.fit.shape.onset >= static_cast<double>(m_filter.origin())) {
        const VectorXd nu = innovationsWithout(e, now);
        FitWindow w = window(nu, now);
        const double open = evaluate(w, e.fit.shape).logRatio;
        w.end = at;
        const Fit ended = improve(w, e.fit.shape, e.fit.size_m3s < 0 ? -1 : 1, m_thresholds.growthPrice);
        if (ended.size_m3s * e.fit.size_m3s > 0) gain = std::max(gain, ended.logRatio - open);
    }
    return gain;
}

bool ZoneWatch::closeBest(const Fit& change, Index now, double share, const RepairNotice* repair) {
    BookedEvent* best = nullptr;
    double bestGain = share * change.logRatio;
    const auto at = static_cast<Index>(std::round(change.shape.onset));
    if (repair != nullptr && repair->startedNear) { // somebody who knows the place says which
        const double near = static_cast<double>((*repair->startedNear - m_series.start).ms) / static_cast<double>(m_series.step.ms);
        double apart = 5.0 * static_cast<double>(m_day);
        for (BookedEvent& e : m_book) {
            if (!e.open() || e.fit.size_m3s <= 0 || static_cast<double>(at) <= e.fit.shape.onset) continue;
            const double d = std::min(std::abs(e.fit.shape.onset - near), std::abs(e.onset.median - near));
            if (d >= apart) continue;
            apart = d;
            best = &e;
        }
        if (best != nullptr) {
            closeEvent(*best, at, now, repair);
            return true;
        }
    }
    for (BookedEvent& e : m_book) {
        if (!e.open() || static_cast<double>(at) <= e.fit.shape.onset || at < e.notBefore) continue;
        if (e.fit.size_m3s * change.size_m3s >= 0) continue;              // an end points the other way
        if (e.fit.size_m3s < 0 && at - e.detected > 14 * m_day) continue; // a drop that lasts is the new normal
        const double gain = gainOfEnd(e, change, now);
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = &e;
    }
    if (best == nullptr) return false;
    closeEvent(*best, at, now, repair);
    return true;
}

void ZoneWatch::closeEvent(BookedEvent& e, Index end, Index now, const RepairNotice* repair) {
    e.end = end;
    e.lastFit = 0;
    refilter(now);
    if (repair != nullptr) e.out.repairJob = repair->job;
    const double lasted = (static_cast<double>(end) - e.fit.shape.onset) * m_series.step.hours();
    const bool late = end <= e.detected; // over before it was noticed: nothing to look for any more
    if (e.fit.size_m3s > 0 && (lasted <= 8 || late) && repair == nullptr && (e.kind == EventKind::burst || e.kind == EventKind::leak))
        e.kind = EventKind::demand; // a hydrant, a tanker: bursts do not mend themselves
    refit(now, false);
    refilter(now);
    record(e, now);
}

bool ZoneWatch::tryRepairs(Index now) {
    const Index wait = std::max<Index>(m_day / 4, 1);
    for (std::size_t k = 0; k < m_repairs.size();) {
        const RepairNotice& r = m_repairs[k];
        const Index at = (r.completed - m_series.start).ms / m_series.step.ms;
        if (now < at + wait) break;
        if (now > at + 2 * m_day || at < 0) { // nothing here fitted it
            m_repairs.erase(m_repairs.begin() + static_cast<std::ptrdiff_t>(k));
            continue;
        }
        const OnsetScore nearby = m_bank.at(OnsetBank::step, at);
        Shape shape;
        shape.onset = static_cast<double>(at);
        const Fit change = evaluate(window(m_innovations, now), shape);
        if (nearby.size_m3s < 0 && change.size_m3s < 0 && change.logRatio > m_thresholds.atRepair) {
            const RepairNotice used = r;
            if (closeBest(change, now, 0.3, &used)) {
                m_repairs.erase(m_repairs.begin() + static_cast<std::ptrdiff_t>(k));
                return true;
            }
        }
        ++k;
    }
    return false;
}

bool ZoneWatch::dropped(const OnsetScore& score, Index now) {
    const RepairNotice* repair = nullptr;
    std::size_t used = 0;
    for (std::size_t k = 0; k < m_repairs.size(); ++k) {
        const Index at = (m_repairs[k].completed - m_series.start).ms / m_series.step.ms;
        if (at <= now && at >= static_cast<Index>(score.shape.onset) - m_day && at <= static_cast<Index>(score.shape.onset) + 4 * m_day) {
            repair = &m_repairs[k];
            used = k;
            break;
        }
    }
    RepairNotice notice;
    if (repair != nullptr) notice = *repair;
    if (closeBest(sharpened(score, now), now, repair != nullptr ? 0.3 : 0.5, repair != nullptr ? &notice : nullptr)) {
        if (repair != nullptr) m_repairs.erase(m_repairs.begin() + static_cast<std::ptrdiff_t>(used));
        return true;
    }
    if (score.logRatio < (m_series.drivers_m3s.cols() > 0 ? 1.0 : 2.0) * m_thresholds.open) return false;
    return openEvent(score, -1, now);
}

/// Gardens are watered on hot evenings: what began after 17 h local time is believed when it is still there at midnight. Customer meters would tell.
bool ZoneWatch::maybeWatering(const OnsetScore& score, Index now) const {
    if (m_series.drivers_m3s.cols() > 0) return false;
    const auto begin = static_cast<std::size_t>(std::max(0.0, score.shape.onset));
    const auto last = static_cast<std::size_t>(now - 1);
    const int evening = m_calendar.slotsPerDay * 17 / 24;
    return m_calendar.day[begin] == m_calendar.day[last] && m_calendar.slot[begin] >= evening;
}

bool ZoneWatch::rose(const OnsetScore& score, Index now) {
    const Fit change = sharpened(score, now);
    if (closeBest(change, now, 0.8, nullptr)) return true; // a drop that has come back
    if (maybeWatering(score, now)) return false;
    return reopen(score.shape.onset, change.size_m3s, now) || openEvent(score, 1, now);
}

/// What rises by as much as an event that has just ended, without anybody having mended it, is that event: an hour's dip had passed for its end. What
/// has come and gone twice within a week (a tank that its leaks run dry fills by night) is the same a day later too.
bool ZoneWatch::reopen(double onset, double size_m3s, Index now) {
    const auto alike = [&](const BookedEvent& e) { // ended by nobody's hand, and of this size
        if (e.end < 0 || e.withdrawn || e.frozenMeter || e.fit.size_m3s <= 0 || e.fit.shape.proportional || !e.out.repairJob.empty()) return false;
        const double ratio = size_m3s / (e.fit.size_m3s * e.fit.shape.at(static_cast<double>(e.end)));
        return ratio >= 0.6 && ratio <= 1.6;
    };
    const auto day = static_cast<double>(m_day);
    const auto lately =
        std::count_if(m_book.begin(), m_book.end(), [&](const BookedEvent& e) { return alike(e) && onset - static_cast<double>(e.end) < 7 * day; });
    for (auto e = m_book.rbegin(); e != m_book.rend(); ++e) {
        if (!alike(*e)) continue;
        const double since = onset - static_cast<double>(e->end);
        if (since < -2 || since > (lately >= 2 ? day : day / 4)) continue;
        for (Index i = std::max(e->end, m_filter.origin()); i < std::min(now, static_cast<Index>(onset) + 1); ++i) { // the dip tells nothing
            m_failing[i] = true;
            m_filter.drop(i);
        }
        e->end = -1;
        e->notBefore = now;
        e->out.endedAt.reset();
        e->kind = e->fit.shape.growth > static_cast<double>(m_day) ? EventKind::leak : EventKind::burst;
        refilter(now);
        record(*e, now);
        return true;
    }
    return false;
}

bool ZoneWatch::openEvent(const OnsetScore& score, int sign, Index now) {
    BookedEvent e;
    FitWindow w = window(m_innovations, now);
    e.fit = improve(w, score.shape, sign, m_thresholds.growthPrice);
    if (e.fit.size_m3s * sign <= 0 || e.fit.logRatio < 0.7 * m_thresholds.open) { // it lives on a few wild values, which the test clips
        m_deafUntil = now + std::max<Index>(1, m_day / 8);
        return false;
    }
    e.detected = now;
    e.lastFit = now;
    e.logRatioAtStart = e.fit.logRatio;
    e.onset = onsetPosterior(w, e.fit, kOnsetTemper);
    const bool grows = e.fit.shape.growth > static_cast<double>(m_day);
    e.kind = sign < 0 ? (e.fit.shape.proportional ? EventKind::meterFault : EventKind::operation)
                      : (e.fit.shape.proportional ? EventKind::demand
                         : grows                  ? EventKind::leak
                                                  : EventKind::burst);
    e.out.zone = m_balance.zone;
    e.out.detectedAt = m_series.knownAt(now - 1);
    m_book.push_back(std::move(e));
    refilter(now);
    record(m_book.back(), now);
    return true;
}

} // namespace ms::detection
