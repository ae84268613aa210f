#include "core/detection/quick_watch.h"
#include "core/detection/quick_rules.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;
using series::kNan;
using namespace quick;

namespace {
constexpr double kTestsInAWeek = 400; ///< independent tests of the bank on a grid of a quarter of an hour
constexpr double kTails = 1.5;        ///< tails heavier than normal ask for so much more than log(tests / rate)
constexpr double kNightDrift = 1;     ///< standard deviations a night that the sum of nights forgives
constexpr double kFilterDays = 30, kLongestOnsetDays = 10, kNoiseDays = 42;
constexpr double kClip = 5;
constexpr double kEveningShare = 0.12; ///< of the mean inflow: how much more or less gardens take in the evening; in winter less
constexpr double kShift_h = 0.4;       ///< by which mornings come earlier or later as schools open and close
constexpr double kStandsHigh_h = 2;    ///< after which a meter that stands too high is named

constexpr double kLearnEvery_d = 7;

double finer(double rate, double exponent) { return std::pow(kRate / std::max(1e-4, rate), exponent); }
Index stepsOfDay(const ZoneSeries& s) { return static_cast<Index>(86'400'000 / s.step.ms); }

} // namespace

QuickWatch::QuickWatch(const ZoneSeries& series, const Balance& balance, const GridCalendar& calendar, const PressureWitness& pressures,
                       const std::vector<RepairNotice>& repairs, const TrackerOptions& options)
    : m_series(series), m_balance(balance), m_calendar(calendar), m_pressures(pressures), m_options(options),
      m_threshold(kTails * std::log(kTestsInAWeek / options.rateOr(kUsualRate))),
      m_nightThreshold(cusumThreshold(7 / options.rateOr(kUsualRate), kNightDrift)),
      m_leastShare(kLeastShare * finer(options.rateOr(kUsualRate), kShareByRate)),
      m_nightFloor(kNightFloor * finer(options.rateOr(kUsualRate), kFloorByRate)), m_day(stepsOfDay(series)),
      m_bank({static_cast<Index>(kLongestOnsetDays) * stepsOfDay(series), stepsOfDay(series), kClip, 2, true}) {
    for (const RepairNotice& r : repairs)
        if (r.zone.empty() || r.zone == balance.zone) m_repairs.push_back(r);
    grown();
}

void QuickWatch::grown() {
    const Index before = m_expected.size(), more = m_series.size() - before;
    for (auto* v : {&m_expected, &m_innovations, &m_expectedThen, &m_sdThen}) v->grow(more, kNan);
    for (auto* v : {&m_scratch, &m_pattern, &m_offset, &m_settled, &m_evening, &m_shift}) v->grow(more, 0);
    m_shape.grow(more, 1);
    for (Index i = before; i < before + more; ++i) {
        if (const double x = (localHour(i) - 15.5) / 7; x > 0 && x < 1)
            m_evening[i] = std::pow(std::sin(3.14159265358979 * x), 2) * (gardens(i) ? 1 : 0.3);
        for (const BookedEvent& e : m_settledEvents) takeOffForGood(e, i);
    }
    for (auto* marks : {&m_leftOut, &m_missing}) marks->grow(more, false);
}

Index QuickWatch::needed() const {
    double oldest = static_cast<double>(m_now);
    for (const Open& o : m_open) oldest = std::min({oldest, o.event.fit.shape.onset, o.event.earliest}); // where readings are missing it may be old
    const Index before = PressureWitness::kUsualDays + 2;
    return std::max<Index>(0, std::min(m_now - AnchoredProfile::kOldest_d * m_day, static_cast<Index>(oldest) - before * m_day));
}

void QuickWatch::forgetBefore(Index step) {
    for (auto* v :
         {&m_expected, &m_innovations, &m_expectedThen, &m_sdThen, &m_scratch, &m_pattern, &m_offset, &m_settled, &m_evening, &m_shift, &m_shape})
        v->forgetBefore(step);
    for (auto* marks : {&m_leftOut, &m_missing}) marks->forgetBefore(step);
}

void QuickWatch::takeOffForGood(const BookedEvent& event, Index i) {
    const double flow = event.flow(i, m_shape[i]);
    m_offset[i] += flow;
    m_settled[i] += flow;
}

double QuickWatch::residual(Index i) const { return m_series.inflow(i) - m_expected[i] - m_offset[i]; }

double QuickWatch::openFlow(Index i, const Open* but) const {
    double sum = 0;
    for (const Open& o : m_open)
        if (&o != but) sum += o.event.flow(i, m_shape[i]);
    return sum;
}

double QuickWatch::localHour(Index i) const { return static_cast<double>(m_calendar.slotOf(i)) * m_series.step.hours(); }

void QuickWatch::learn(Index until) {
    const Index first = std::max<Index>(0, until - AnchoredProfile::kOldest_d * m_day), steps = until - first;
    if (m_balance.oneMeter())
        for (const Index i : standingDays(m_series, first, until, m_day)) m_missing[i] = true;
    Eigen::Array<bool, Eigen::Dynamic, 1> inEvent = m_leftOut.segment(first, steps);
    VectorXd inflow(steps);
    for (Index i = first; i < until; ++i) inflow[i - first] = m_missing[i] ? kNan : m_series.inflow(i) - m_settled[i];
    for (const Open& o : m_open)
        for (Index i = std::max(first, static_cast<Index>(o.event.fit.shape.onset) - 1); i < until; ++i) inEvent[i - first] = true;
    m_lastLearn = until;
    if (!m_model.learn(m_calendar, inflow, inEvent, until, first)) return;
    const Index from = std::max<Index>(0, until - static_cast<Index>(kFilterDays) * m_day);
    const Index back = std::max<Index>(0, until - static_cast<Index>(kNoiseDays) * m_day), to = std::min(m_series.size(), until + 16 * m_day);
    for (Index i = std::min(from, back); i < to; ++i) {
        m_expected[i] = m_model.expected(m_calendar, i);
        m_shape[i] = m_model.shape(m_calendar, i);
        m_pattern[i] = m_model.pattern(m_calendar, i);
        m_shift[i] = m_model.shift(m_calendar, i);
    }
    if (m_lastNoise < 0 || until - m_lastNoise >= 28 * m_day || (m_noiseLearns < 3 && until - m_lastNoise >= 7 * m_day)) {
        VectorXd r(until - back);
        for (Index i = back; i < until; ++i)
            r[i - back] = std::isfinite(inflow[i - first]) && !inEvent[i - first] ? residual(i) * m_model.optimism(m_calendar, i) : kNan;
        const VectorXd evening = m_evening.segment(back, until - back), shift = m_shift.segment(back, until - back);
        const double mean = m_model.meanFlow_m3s();
        const NoiseAnchor anchor{std::clamp(1.25 * m_model.nightSd_m3s(), 0.005 * mean, 0.03 * mean),
                                 kEveningShare * m_model.meanFlow_m3s(),
                                 kShift_h,
                                 {&evening, &shift}};
        m_noise = fitNoise(r, m_shape.segment(back, until - back), m_pattern.segment(back, until - back), m_model.meanFlow_m3s(),
                           m_series.step.hours(), m_noiseLearns > 0 ? &m_noise : nullptr, &anchor);
        m_lastNoise = until;
        ++m_noiseLearns;
    }
    rebuildFilter(until);
    m_ready = true;
}

/// Steps after `until` count as there: what is missing is dropped when it comes.
void QuickWatch::rebuildFilter(Index until) {
    const Index from = std::max<Index>(0, until - static_cast<Index>(kFilterDays) * m_day), to = std::min(m_series.size(), until + 15 * m_day);
    Eigen::Array<bool, Eigen::Dynamic, 1> valid(to - from);
    for (Index i = from; i < to; ++i)
        valid[i - from] = i >= until || (std::isfinite(m_series.inflow(i)) && std::isfinite(m_expected[i]) && !m_missing[i]);
    const VectorXd evening = m_evening.segment(from, to - from), shift = m_shift.segment(from, to - from);
    m_filter = NoiseFilter(m_noise, m_shape.segment(from, to - from), m_pattern.segment(from, to - from), valid, 0.3 * m_model.meanFlow_m3s() + 1e-4,
                           from, {&evening, &shift});
    refilter(until);
}

void QuickWatch::refilter(Index until) {
    m_state = {};
    for (Index i = m_filter.origin(); i < until; ++i) {
        const double v = residual(i) - openFlow(i);
        m_innovations[i] = m_filter.step(i, std::isfinite(v) ? v : 0, m_state);
    }
    heedRest(until);
}

void QuickWatch::heedRest(Index now) {
    Index from = m_filter.origin();
    for (const Open& o : m_open) from = std::max(from, static_cast<Index>(o.event.fit.shape.onset));
    m_bank.rerun(m_filter, m_innovations, m_shape, std::min(from, now - 1), now);
}

FitWindow QuickWatch::window(const Recent<double>& innovations, Index from, Index until) const {
    FitWindow w;
    w.filter = &m_filter;
    w.innovations = innovations;
    w.shape = m_shape;
    w.from = std::max(m_filter.origin(), from);
    w.until = until;
    w.stepsPerDay = static_cast<double>(m_day);
    return w;
}

/// The filter is linear: what an event adds to the innovations is its own flow, whitened. Returns what it adds to the state.
NoiseFilter::State QuickWatch::addEcho(const BookedEvent& event, double factor, Index until, Recent<double>& innovations) const {
    NoiseFilter::State state;
    for (Index i = std::max(m_filter.origin(), static_cast<Index>(event.fit.shape.onset)); i < until; ++i)
        innovations[i] += factor * m_filter.step(i, event.flow(i, m_shape[i]), state);
    return state;
}

void QuickWatch::replaceFit(Open& o, const Fit& fit, Index now) {
    const NoiseFilter::State before = addEcho(o.event, 1, now, m_innovations);
    o.event.fit = fit;
    const NoiseFilter::State after = addEcho(o.event, -1, now, m_innovations);
    m_state.level += before.level - after.level;
    m_state.fast += before.fast - after.fast;
    m_state.slow += before.slow - after.slow;
    m_state.habit += before.habit - after.habit;
    m_state.evening += before.evening - after.evening;
    m_state.shift += before.shift - after.shift;
    heedRest(now);
}

void QuickWatch::step(Index i) {
    m_now = i + 1;
    const bool due = m_lastLearn < 0 ? i % m_day == 0 : i - m_lastLearn >= (m_ready ? kLearnEvery_d : 1) * m_day;
    if (due) learn(i);
    if (!m_ready) return;
    if (i >= m_filter.end()) rebuildFilter(i);
    const double r = residual(i) - openFlow(i);
    const bool there = std::isfinite(r) && !meterStands(i);
    if (!there) m_filter.drop(i);
    m_expectedThen[i] = m_expected[i] + m_offset[i] + m_filter.predicted(i, m_state);
    m_sdThen[i] = m_filter.sd(i);
    m_innovations[i] = m_filter.step(i, there ? r : 0, m_state);
    m_bank.advance(m_filter, i, m_innovations[i], m_shape[i]);
    if (!there) return;
    const Index now = i + 1;
    for (std::size_t k = m_open.size(); k-- > 0;)
        if (now >= m_open[k].nextFit && !refit(m_open[k], now)) withdraw(k, now);
    closeAtRest(now);
    listenToNights(now);
    for (int round = 0; round < 5 && (endOpen(now) || listen(now)); ++round) {}
    tellDue(now);
    for (std::size_t k = m_open.size(); k-- > 0;)
        if (hoursBetween(m_open[k].event.fit.shape.onset, now) > kSettleDays * 24) settle(k, now);
}

/// A meter that repeats one value while the balance is far from what is expected: the step counts as missing, and the meter is named. Where it reads
/// too much it must have read more before (a large burst may take it to the end of its range), and stand for a while until it is named. Where it is
/// the zone's only one, no step counts from then on until it moves.
bool QuickWatch::meterStands(Index i) {
    const bool frozen = m_series.stands(i);
    m_standing.see(frozen, m_series.inflow(i));
    if (!frozen) {
        if (m_fault >= 0) endFault(i);
        return false;
    }
    if (m_fault < 0 || !m_balance.oneMeter()) {
        const Index since = m_standing.since(i);
        double r = residual(i);
        for (const Open& o : m_open)
            if (!ofStanding(o, since)) r -= o.event.flow(i, m_shape[i]);
        const double sd = m_filter.sd(i), gap = r - m_filter.predicted(i, m_state);
        if (!m_standing.cannotBe(i, m_day, m_balance.oneMeter(), m_series.inflow(i), m_model.meanFlow_m3s(), r, gap, sd)) return false;
        const bool longEnough = r < 0 || static_cast<double>(m_standing.steps()) * m_series.step.hours() >= kStandsHigh_h;
        if (m_fault < 0 && longEnough) nameFault(since, i, r / sd);
    }
    m_missing[i] = true;
    return true;
}

/// Whether an event may be the doing of a meter that has been standing still since a step, give or take two. One of several only takes away.
bool QuickWatch::ofStanding(const Open& o, Index since) const {
    return o.event.fit.shape.onset > static_cast<double>(since - 2) && (o.sign < 0 || m_balance.oneMeter());
}

/// What the meter has read since it stands counts as missing, and what was heard of it is taken back.
void QuickWatch::nameFault(Index since, Index i, double z) {
    const Index from = std::max(since, m_filter.origin());
    for (Index k = from; k < i; ++k) m_missing[k] = true;
    for (std::size_t k = m_open.size(); k-- > 0;)
        if (ofStanding(m_open[k], since)) withdraw(k, i);
    rebuildFilter(i);
    Open o;
    o.sign = -1;
    BookedEvent& e = o.event;
    e.kind = EventKind::meterFault;
    e.fit.shape.onset = static_cast<double>(from);
    e.fit.logRatio = 0.5 * z * z;
    e.onset = {e.fit.shape.onset, e.fit.shape.onset, static_cast<double>(i + 1)};
    e.settled = e.frozenMeter = true;
    e.detected = i + 1;
    e.out.zone = m_balance.zone;
    record(o, i + 1);
    m_fault = static_cast<Index>(m_book.size());
    m_book.push_back(std::move(e));
}

void QuickWatch::endFault(Index i) {
    Open o;
    o.event = std::move(m_book[static_cast<std::size_t>(m_fault)]);
    o.event.end = i;
    record(o, i + 1);
    m_book[static_cast<std::size_t>(m_fault)] = std::move(o.event);
    m_fault = -1;
}

/// The small hours that end with step now - 1: first step of them, or -1 when they do not end here.
Index QuickWatch::nightEndingAt(Index now) const {
    if (now < 2 || localHour(now - 1) < kNightTo || localHour(now - 2) >= kNightTo) return -1;
    Index from = now - 1;
    while (from > 0 && localHour(from - 1) >= kNightFrom && localHour(from - 1) < kNightTo) --from;
    return now - 1 - from < m_day / 16 ? -1 : from;
}

/// Nights are so alike that a few of them tell of a burst that no hour of the day would show.
bool QuickWatch::listenToNights(Index now) {
    const Index from = nightEndingAt(now);
    if (from < 0) return false;
    const auto mean = [&](Index a) {
        double sum = 0;
        int count = 0;
        for (Index i = a; i < now - 1; ++i)
            if (const double r = residual(i) - openFlow(i); std::isfinite(r) && !m_missing[i]) {
                sum += r;
                ++count;
            }
        return count > (now - 1 - a) / 2 ? sum / count : kNan;
    };
    const double excess = std::min(mean(from), mean((from + now) / 2)); // what has stopped in the course of the night is no leak
    const double sd = std::max(m_model.nightSd_m3s(), m_nightFloor * m_model.meanFlow_m3s());
    const bool holiday =
        m_calendar.typeOf(now - 1) == DayType::sunday && (m_calendar.dayOf(now - 1) + 3) % 7 != 6; // nobody knows what holidays are like
    if (!std::isfinite(excess) || holiday) return false;
    m_nightSum = std::max(0.0, m_nightSum + excess / sd - kNightDrift);
    if (m_nightSum == 0) m_quietUntil = now;
    if (m_nightSum < m_nightThreshold * caution()) return false;
    for (std::size_t k = m_open.size(); k-- > 0;) { // what is open may have grown
        if (m_open[k].event.lastFit == now) continue;
        if (!refit(m_open[k], now)) withdraw(k, now);
    }
    if (std::min(mean(from), mean((from + now) / 2)) < 1.5 * sd) {
        m_nightSum = 0;
        return false;
    }
    OnsetScore best;
    for (const OnsetBank::Kind kind : {OnsetBank::step, OnsetBank::square})
        for (const OnsetScore& s : m_bank.all(kind, 1)) {
            const double price = kind == OnsetBank::square ? kGrowthCost : 0;
            if (s.shape.onset < static_cast<double>(m_quietUntil) - 1 || s.logRatio - price <= best.logRatio) continue;
            best = s;
            best.logRatio -= price;
            if (kind == OnsetBank::square) best.shape.growth = static_cast<double>(now) - s.shape.onset;
        }
    m_nightSum = 0;
    return best.logRatio > kLeastRatio && open(best, 1, now, kLeastRatio);
}

/// At the end of the small hours: where the zone takes what it always takes then, nothing is open.
void QuickWatch::closeAtRest(Index now) {
    const Index from = nightEndingAt(now);
    if (from < 0) return;
    double sum = 0;
    int count = 0;
    for (Index i = from; i < now; ++i)
        if (const double r = residual(i); std::isfinite(r) && !m_missing[i]) {
            sum += r;
            ++count;
        }
    const double sd = std::max(m_model.nightSd_m3s(), 0.005 * m_model.meanFlow_m3s());
    if (count < 6 || std::abs(sum / count) > 2 * sd) return;
    for (std::size_t k = m_open.size(); k-- > 0;) {
        Open& o = m_open[k];
        const double onset = o.event.fit.shape.onset;
        if (onset >= static_cast<double>(from)) continue;
        Index end = from;
        const double size = o.event.flow(from, m_shape[from]);
        if (const OnsetScore s = m_bank.known(static_cast<Index>(onset) + 2, now - 2, -size, 0.4); s.logRatio > 2)
            end = static_cast<Index>(s.shape.onset);
        for (const Open& other : m_open) // a drop that ended it was taken for an event of its own
            if (o.sign > 0 && other.sign < 0 && other.event.fit.shape.onset > onset && std::abs(other.event.fit.size_m3s + size) < 0.5 * size)
                end = std::min(end, static_cast<Index>(other.event.fit.shape.onset));
        close(k, end, now);
    }
}

/// An open event is over when a step of its own size the other way explains what is left; of several the one that it explains best.
bool QuickWatch::endOpen(Index now) {
    std::size_t best = m_open.size();
    OnsetScore bestEnd;
    for (std::size_t k = 0; k < m_open.size(); ++k) {
        Open& o = m_open[k];
        const double size = o.event.flow(now - 1, m_shape[now - 1]);
        if (size * o.sign <= 0) continue;
        const OnsetScore end = m_bank.known(static_cast<Index>(o.event.fit.shape.onset) + 2, now - 1, -size, 0.2);
        o.ending = end.logRatio;
        const bool repaired = o.ending > 3 && repairNear(static_cast<Index>(end.shape.onset), nullptr);
        if (o.ending <= (repaired ? 3.5 : kEnds * m_threshold) || o.ending <= bestEnd.logRatio) continue;
        const double rest = excess(static_cast<Index>(end.shape.onset) + 1, now, &o) / size; // without it the zone must be where it belongs
        if (rest >= (repaired ? 0.6 : kLeftAtEnd) || rest < kOverAtEnd) continue;
        best = k;
        bestEnd = end;
    }
    if (best == m_open.size()) return endAll(now);
    if (bestEnd.shape.onset > static_cast<double>(now - 2)) return false; // two steps have to say so
    close(best, static_cast<Index>(bestEnd.shape.onset), now);
    return true;
}

/// A leak that grows is often taken apart into events; its repair ends them all at once.
bool QuickWatch::endAll(Index now) {
    double total = 0, latest = 0;
    int rising = 0;
    for (const Open& o : m_open) {
        if (o.sign < 0) continue;
        total += o.event.flow(now - 1, m_shape[now - 1]);
        latest = std::max(latest, o.event.fit.shape.onset);
        ++rising;
    }
    if (rising < 2 || total <= 0) return false;
    const OnsetScore end = m_bank.known(static_cast<Index>(latest) + 2, now - 1, -total, 0.2);
    if (end.logRatio <= kEnds * m_threshold || end.shape.onset > static_cast<double>(now - 2)) return false;
    const auto at = static_cast<Index>(end.shape.onset);
    const double rest = excess(at + 1, now, nullptr) / total + 1;
    if (!(rest < kLeftAtEnd) || rest < kOverAtEnd) return false;
    for (std::size_t k = m_open.size(); k-- > 0;)
        if (m_open[k].sign > 0) close(k, at, now);
    return true;
}

bool QuickWatch::listen(Index now) {
    if (now < m_deafUntil) return false;
    OnsetScore best = m_bank.best(OnsetBank::step, 1);
    double score = best.logRatio;
    int sign = 1;
    if (OnsetScore s = m_bank.best(OnsetBank::square, 1); s.logRatio - kGrowthCost > score) {
        score = s.logRatio - kGrowthCost;
        s.shape.growth = static_cast<double>(now) - s.shape.onset;
        best = s;
    }
    OnsetScore less = m_bank.best(OnsetBank::step, -1);
    if (less.logRatio > score) {
        best = less;
        score = less.logRatio;
        sign = -1;
    }
    if (score <= m_threshold * (sign < 0 ? 1.3 : 1) * caution()) return false;
    for (std::size_t k = m_open.size(); k-- > 0;) { // what is open may only have been fitted too early
        if (m_open[k].event.lastFit == now) continue;
        if (!refit(m_open[k], now)) withdraw(k, now);
        return true;
    }
    return open(best, sign, now, 0.7 * m_threshold);
}

/// Gives up the open event that the least speaks for, one that nobody was told of if there is one.
void QuickWatch::makeRoom(Index now) {
    const auto weight = [](const Open& o) { return o.event.fit.logRatio + (o.told && o.sign > 0 ? 1e6 : 0); };
    const auto least = std::min_element(m_open.begin(), m_open.end(), [&](const Open& a, const Open& b) { return weight(a) < weight(b); });
    withdraw(static_cast<std::size_t>(least - m_open.begin()), now);
}

/// Whether what speaks for a rise lies above the anchor; a return from below does not.
bool QuickWatch::aboveAnchor(const Fit& fit, Index now) const {
    const auto from = static_cast<Index>(fit.shape.onset) + 1;
    const double x = excess(from, now, nullptr);
    double mean = 0;
    for (Index i = from; i < now; ++i) mean += fit.size_m3s * fit.shape.at(static_cast<double>(i)) / static_cast<double>(now - from);
    return !std::isfinite(x) || x > 0.5 * mean;
}

bool QuickWatch::open(const OnsetScore& score, int sign, Index now, double least) {
    Open o;
    o.sign = sign;
    o.least = std::min(least, 0.4 * m_threshold);
    o.event.detected = now;
    o.event.fit.shape = score.shape;
    o.event.earliest = score.shape.onset - std::max(2.0, 0.3 * (static_cast<double>(now) - score.shape.onset));
    const auto deaf = [&] {
        m_bank.forget(static_cast<Index>(score.shape.onset) - m_day / 24, static_cast<Index>(score.shape.onset) + m_day / 24);
        return true; // something else may be heard behind it
    };
    const FitWindow w = [&] {
        FitWindow f = window(m_innovations, m_filter.origin(), now);
        f.earliest = o.event.earliest;
        return f;
    }();
    const Fit fit = improve(w, o.event.fit.shape, sign, kGrowthCost);
    if (fit.size_m3s * sign <= 0 || fit.logRatio < least) return deaf(); // it lives on a few wild values, which the test clips
    if (sign > 0 && !aboveAnchor(fit, now)) return deaf();
    if (m_open.size() >= kMostOpen) makeRoom(now);
    o.event.out.zone = m_balance.zone;
    o.event.fit = fit;
    o.event.fit.size_m3s = 0;
    m_open.push_back(std::move(o));
    Open& e = m_open.back();
    replaceFit(e, fit, now);
    refit(e, now);
    return true;
}

} // namespace ms::detection
