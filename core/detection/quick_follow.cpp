#include "core/detection/quick_rules.h"
#include "core/detection/quick_watch.h"
#include "core/detection/zone_watch.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <string_view>

/// The parts of QuickWatch that follow an event: fit, kind, whether it may be told, end, record.
namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;
using series::kNan;
using namespace quick;

namespace {

double priceOf(const Fit& f) { return f.shape.growth > 0 ? kGrowthCost : 0; }

} // namespace

/// False when it is no longer believed.
bool QuickWatch::refit(Open& o, Index now) {
    BookedEvent& e = o.event;
    const Index from = std::max(m_filter.origin(), static_cast<Index>(std::min(e.earliest, e.fit.shape.onset)) - 2);
    m_scratch.segment(from, now - from) = m_innovations.segment(from, now - from);
    addEcho(e, 1, now, m_scratch);
    FitWindow w = window(m_scratch, from, now);
    w.earliest = e.earliest;
    Shape shape = e.fit.shape;
    Fit best = improve(w, shape, o.sign, kGrowthCost);
    const double age = static_cast<double>(now) - best.shape.onset;
    if (best.shape.growth > 0 || age > static_cast<double>(m_day) / 3) { // step or growth: each is tried from the other
        Shape other = best.shape;
        other.power = 2;
        if (other.growth > 0) {
            other.onset += 0.5 * other.growth;
            other.growth = 0;
        } else {
            other.growth = age;
        }
        const Fit f = improve(w, other, o.sign, kGrowthCost);
        if (f.size_m3s * o.sign > 0 && f.logRatio - priceOf(f) > best.logRatio - priceOf(best) + 0.5) best = f;
    }
    Shape use = best.shape;
    use.growth = 0;
    use.proportional = true;
    const Fit proportional = evaluate(w, use);
    o.use = proportional.size_m3s * o.sign > 0 ? proportional.logRatio : 0;
    if (o.sign < 0) { // a meter that reads a part takes that part of everything, leakage by night included
        w.shape = m_expected;
        const Fit part = evaluate(w, use);
        o.part = part.size_m3s < -kMeterShare ? part.logRatio : 0;
    }
    e.lastFit = now;
    o.nextFit = now + std::max<Index>(2, std::min<Index>(m_day, static_cast<Index>(0.3 * age)));
    if (best.size_m3s * o.sign <= 0 || best.logRatio < o.least) return false;
    if (!(best.shape == e.fit.shape) || std::abs(best.size_m3s - e.fit.size_m3s) > 0.2 * best.sd_m3s)
        replaceFit(o, best, now);
    else
        e.fit.logRatio = best.logRatio;
    classify(o, now);
    return true;
}

void QuickWatch::classify(Open& o, Index now) {
    BookedEvent& e = o.event;
    const bool inStep = o.use > e.fit.logRatio + 2, proportional = inStep && !abrupt(o, now);
    const auto onset = static_cast<Index>(e.fit.shape.onset);
    if (o.told && e.kind == EventKind::meterFault) return; // at its end nothing speaks for any shape
    if (o.sign < 0) {                                      // nobody takes so much less in step with what he takes: a meter that reads a part
        const bool stands = m_series.stands(now - 1);
        e.kind = stands || o.part > e.fit.logRatio + 2 ? EventKind::meterFault : EventKind::operation;
        return;
    }
    if (proportional) {
        e.kind = EventKind::demand;
        return;
    }
    const PressureChange p = m_pressures.change(onset, now, 4, m_day);
    if (abrupt(o, now) && p.loggers >= 3 && p.median_m > 0.5 && p.medianZ > 3) {
        e.kind = EventKind::operation;
        return;
    }
    e.kind = e.fit.shape.growth > static_cast<double>(m_day) ? EventKind::leak : EventKind::burst;
}

/// Mean excess over the anchor in from .. until - 1, without other rising events; steps count by how quiet they are. NaN when nothing is known.
double QuickWatch::excess(Index from, Index until, const Open* of) const {
    double sum = 0, weights = 0;
    for (Index i = from; i < until; ++i) {
        double r = residual(i);
        for (const Open& o : m_open)
            if (&o != of && o.sign > 0) r -= o.event.flow(i, m_shape[i]);
        if (!std::isfinite(r) || m_missing[i]) continue;
        const double shape = m_shape[i];
        const double w =
            1 / ((m_noise.fastSd * m_noise.fastSd + m_noise.slowSd * m_noise.slowSd) * shape * shape + m_noise.floorSd * m_noise.floorSd);
        sum += w * r;
        weights += w;
    }
    return weights > 0 ? sum / weights : kNan;
}

/// What the small hours since its onset say of an event: its excess then, by its size then. NaN when it has not seen any.
double QuickWatch::nightShare(const Open& o, Index now) const {
    const auto onset = static_cast<Index>(o.event.fit.shape.onset) + 1;
    Index until = now;
    while (until > onset && (localHour(until - 1) < kNightFrom || localHour(until - 1) >= kNightTo)) --until;
    Index from = until;
    while (from > onset && localHour(from - 1) >= kNightFrom && localHour(from - 1) < kNightTo) --from;
    if (until - from < 3) return kNan;
    const double size = o.event.flow(until - 1, m_shape[until - 1]);
    return size != 0 ? excess(from, until, &o) / size : kNan;
}

bool QuickWatch::mayTell(const Open& o, Index now) const {
    const BookedEvent& e = o.event;
    if (o.sign < 0) return mayTellDrop(o, now);
    if (e.kind != EventKind::burst && e.kind != EventKind::leak) return false;
    if (o.ending > 1) return false; // it may be over just now
    if (e.fit.size_m3s < m_leastShare * m_model.meanFlow_m3s()) return false;
    const double age = hoursBetween(e.fit.shape.onset, now);
    const auto onset = static_cast<Index>(e.fit.shape.onset);
    const double began = localHour(onset), hour = localHour(now - 1);
    const double share = e.fit.size_m3s / std::max(m_model.meanFlow_m3s(), 1e-9);
    const bool sudden = abrupt(o, now);
    if (age > 1 && excess(now - 3, now, &o) < 0.55 * o.event.flow(now - 1, m_shape[now - 1])) return false; // it is abating
    const bool tonight = began >= kNightFrom && began < kNightTo && age < kNightTo - kNightFrom + kTimer_h;
    if (tonight && share < 0.2 && age <= kTimer_h) return false;         // filters are rinsed by a timer
    if (const double night = nightShare(o, now); std::isfinite(night)) { // what runs at the end of the night is no use
        if (night < (sudden && e.fit.logRatio > kPlain * m_threshold ? kSureAtNight : kAtNight)) return false; // the anchor itself strays
        return hour >= kNightTo + (age < kYoung_h ? kWait_h : -0.5) || (sudden && share > 0.15);
    }
    if (!sudden || share < 0.1) return false;
    const double flow = e.fit.size_m3s;
    const bool jump = sharp(o, now);
    const bool work = began >= kWorkFrom && began < kWorkTo && m_calendar.typeOf(onset) == DayType::working;
    if (work && share < kUserShare) return false; // a user began to take what he will take till evening
    if (work && age < kFlushing_h && flow > kHydrant_m3s[0] && flow < kHydrant_m3s[1]) return false;
    if (began >= kNightTo && began < kMorningTo)
        return (hour >= kMorningTo && age > 1.25) || share > 0.4 || (jump && share > 0.15); // people got up earlier or later
    if (began < kWorkTo && began >= kMorningTo) return true;
    if (began >= 23.75 || began < 0.25) return share > 0.4 || (share > 0.18 && age > 1.25); // the day's type changes
    if (jump && flow > kTanker_m3s) return true;                                            // people do not all begin at once
    if (began >= kWorkTo && began < kEveningTo && gardens(onset)) return share > 0.5;       // by night it will be seen
    return began < kNightTo || share > 0.18;                                                // a tanker takes less
}

/// Less use in step with demand is people's affair, be it a holiday or the end of a hot week; what is missing by night too is a valve, a user or a
/// source.
bool QuickWatch::mayTellDrop(const Open& o, Index now) const {
    const double age = hoursBetween(o.event.fit.shape.onset, now), mean = m_model.meanFlow_m3s();
    if (o.event.kind == EventKind::meterFault) return age > kMeter_h;
    if (o.use > o.event.fit.logRatio + 2 || -o.event.fit.size_m3s < kLeastDrop * mean) return false;
    if (const double night = nightShare(o, now); std::isfinite(night)) return night > 0.6;
    return age > kMeter_h && -o.event.fit.size_m3s > 0.1 * mean && abrupt(o, now) && !gardens(now - 1);
}

/// Whether the excess jumps within a step or two, by far more than such steps ever differ at that time of day: a pipe that breaks does, people do not
/// all begin at once. What came before counts as it is, for a ramp is taken apart into events.
bool QuickWatch::sharp(const Open& o, Index now) const {
    const auto onset = static_cast<Index>(o.event.fit.shape.onset);
    if (o.event.fit.shape.growth > 0 || onset < m_filter.origin() + 5 || onset + 2 > now) return false;
    const Index after = std::min(onset + 2, now - 1); // the step of the onset itself holds only part of it
    const double size = o.event.fit.size_m3s;
    const double jump = residual(after) - openFlow(after, &o) - residual(onset - 1) + openFlow(onset - 1, &o);
    const double before = residual(onset - 1) - std::min(residual(onset - 3), residual(onset - 5));
    const double shape = m_shape[after], fast = m_noise.fastSd * shape, white = m_noise.whiteSd * shape;
    const double sd = std::sqrt(2 * (white * white + m_noise.floorSd * m_noise.floorSd + fast * fast * (1 - std::exp(-3 / m_noise.fastSteps))));
    return jump > 0.75 * size && jump > kSharp * sd && before < 0.3 * size;
}

/// Whether gardens may be watered: in summer.
bool QuickWatch::gardens(Index i) const {
    static constexpr std::string_view south[] = {"Australia/",        "Pacific/Auckland",  "Africa/Johannesburg",
                                                 "America/Sao_Paulo", "America/Argentina", "America/Santiago"};
    const int month = utcFromInstant(m_series.at(i)).month;
    for (const std::string_view name : south)
        if (m_options.zone.name.starts_with(name)) return month >= 11 || month <= 3;
    return month >= 5 && month <= 9;
}

/// Whether the excess rises within the hour of the onset, as a pipe that breaks does and demand does not.
bool QuickWatch::abrupt(const Open& o, Index now) const {
    const Shape& shape = o.event.fit.shape;
    if (shape.growth > 0 || shape.proportional) return false;
    const auto onset = static_cast<Index>(shape.onset);
    double before = 0, after = 0;
    int nBefore = 0, nAfter = 0;
    for (Index i = std::max<Index>(m_filter.origin(), onset - 4); i < std::min(now, onset + 4); ++i) {
        const double r = residual(i) - openFlow(i, &o);
        if (i == onset || !std::isfinite(r)) continue;
        (i < onset ? before : after) += r;
        ++(i < onset ? nBefore : nAfter);
    }
    return nBefore > 0 && nAfter > 0 && std::abs(after / nAfter - before / nBefore) > 0.65 * std::abs(o.event.fit.size_m3s);
}

bool QuickWatch::repairNear(Index i, std::string* job) const {
    for (const RepairNotice& r : m_repairs) {
        const double apart = static_cast<double>((r.completed - m_series.start).ms) / static_cast<double>(m_series.step.ms) - static_cast<double>(i);
        if (apart <= 0 && -apart < static_cast<double>(m_day) / 2) {
            if (job) *job = r.job;
            return true;
        }
    }
    return false;
}

void QuickWatch::tellDue(Index now) {
    for (Open& o : m_open) {
        if (o.told) {
            if (now >= o.event.nextState) record(o, now);
            continue;
        }
        if (!mayTell(o, now)) continue;
        o.told = true;
        o.event.detected = now;
        record(o, now);
    }
}

/// Its flow until then is taken off for good, and its time is not learned from.
void QuickWatch::close(std::size_t k, Index end, Index now) {
    Open o = std::move(m_open[k]);
    m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(k));
    BookedEvent& e = o.event;
    const auto begin = static_cast<Index>(std::max(0.0, std::floor(e.fit.shape.onset)));
    for (Index i = begin; i < end; ++i) m_offset[i] += e.flow(i, m_shape[i]);
    if (end - begin > m_day / 2 || std::abs(e.fit.size_m3s) > 0.4 * m_model.meanFlow_m3s()) // what is short may be a habit, to be learned
        for (Index i = std::max<Index>(0, begin - 1); i < std::min(now, end + 2); ++i) m_leftOut[i] = true;
    if (!o.told && o.sign > 0) {
        e.kind = EventKind::demand;
        record(o, now); // what it took, before it is over
    }
    e.end = end;
    std::string job;
    if (o.sign > 0 && repairNear(std::min(end + m_day / 4, now), &job)) e.out.repairJob = job;
    e.detected = o.told ? e.detected : now;
    record(o, now);
    if (o.told)
        m_book.push_back(std::move(e));
    else if (o.sign > 0 && !addToUse(o, now))
        m_book.push_back(std::move(e));
    refilter(now);
}

/// A use is often taken apart into steps that lie on each other; it is booked once, with all that it took. False when nothing lies there.
bool QuickWatch::addToUse(const Open& part, Index now) {
    const auto whole = std::find_if(m_book.begin(), m_book.end(), [&](const BookedEvent& b) {
        return b.kind == part.event.kind && b.end >= 0 && std::abs(b.end - part.event.end) <= 2 &&
               std::abs(b.fit.shape.onset - part.event.fit.shape.onset) <= 2;
    });
    if (whole == m_book.end()) return false;
    const auto taken = std::find_if(whole->out.states.rbegin(), whole->out.states.rend(), [](const TrackState& s) { return s.flow_m3s.value > 0; });
    if (taken == whole->out.states.rend()) return true;
    TrackState sum = *taken, over = whole->out.states.back(); // what was known before is not rewritten
    const double more = part.event.fit.size_m3s, ratio = 1 + more / sum.flow_m3s.value;
    for (double* v : {&sum.flow_m3s.value, &sum.flow_m3s.low, &sum.flow_m3s.high}) *v += more;
    for (std::vector<TrackPoint>* track : {&sum.track, &over.track})
        for (TrackPoint& p : *track) p.flow_m3s *= ratio;
    sum.at = over.at = m_series.knownAt(now - 1);
    sum.changed = true;
    whole->out.states.push_back(std::move(sum));
    whole->out.states.push_back(std::move(over));
    return true;
}

void QuickWatch::withdraw(std::size_t k, Index now) {
    Open o = std::move(m_open[k]);
    m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(k));
    o.event.withdrawn = true;
    if (o.told) {
        record(o, now);
        m_book.push_back(std::move(o.event));
    }
    m_deafUntil = now + m_day / 24;
    refilter(now);
}

/// What lasts is the new normal: its flow is taken off, and learning goes on.
void QuickWatch::settle(std::size_t k, Index now) {
    Open o = std::move(m_open[k]);
    m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(k));
    for (auto i = static_cast<Index>(o.event.fit.shape.onset); i < m_series.size(); ++i) takeOffForGood(o.event, i);
    m_settledEvents.push_back(o.event);
    if (o.told) m_book.push_back(std::move(o.event));
    refilter(now);
}

void QuickWatch::record(Open& o, Index now) const {
    BookedEvent& e = o.event;
    if (!e.withdrawn && e.end < 0 && !e.frozenMeter) {
        const Index from = std::max(m_filter.origin(), static_cast<Index>(e.fit.shape.onset) - 6 * m_day);
        m_scratch.segment(from, now - from) = m_innovations.segment(from, now - from);
        addEcho(e, 1, now, m_scratch);
        e.onset = onsetAround(window(m_scratch, from, now), e.fit, kOnsetTemper);
    } else if (e.out.states.empty() && !e.frozenMeter) {
        e.onset = {e.fit.shape.onset, e.fit.shape.onset - 1, e.fit.shape.onset + 1};
    }
    auto instant = [&](double index) {
        return m_series.start + m_series.latency + Duration{static_cast<std::int64_t>(index * static_cast<double>(m_series.step.ms))};
    };
    if (e.out.states.empty()) e.out.detectedAt = m_series.knownAt(now - 1);
    TrackState s;
    s.at = m_series.knownAt(now - 1);
    s.kind = e.kind;
    s.withdrawn = e.withdrawn;
    const double last = static_cast<double>(e.end >= 0 ? e.end : now);
    s.startedAt = instant(std::min(e.onset.median, last));
    s.startedCi = {instant(std::min(e.onset.low, last)), instant(std::min(e.onset.high, last))};
    const bool over = e.end >= 0 || e.withdrawn;
    const double flow = over ? 0 : e.fit.size_m3s * e.fit.shape.at(static_cast<double>(now - 1));
    const double sd = over ? 0 : std::hypot(e.fit.sd_m3s, 0.05 * flow);
    s.flow_m3s = {flow, flow - 1.645 * sd, flow + 1.645 * sd};
    const double excess = std::max(0.0, e.fit.logRatio - 0.4 * m_threshold);
    s.confidence = e.withdrawn ? 0.05 : std::min(0.99, 0.5 + 0.5 * (1 - std::exp(-excess / 6)));
    auto point = [&](double index) {
        const double v = e.fit.size_m3s * e.fit.shape.at(index);
        s.track.push_back({instant(index), v, std::hypot(0.05 * v, e.fit.sd_m3s * e.fit.shape.at(index))});
    };
    if (!e.withdrawn) {
        const double from = e.fit.shape.onset, growth = e.fit.shape.growth;
        for (int k = 0; growth > 0 && k < 8; ++k)
            if (from + growth * k / 8 < last - 1) point(from + growth * k / 8);
        if (from + growth < last - 1) point(from + growth);
        point(last - 1);
        if (e.end >= 0) s.track.push_back({instant(last), 0, 0});
    }
    const TrackState* before = nullptr;
    for (const TrackState& t : e.out.states)
        if (t.changed) before = &t;
    s.changed = before == nullptr || before->kind != s.kind || over ||
                std::abs(s.flow_m3s.value - before->flow_m3s.value) > 0.33 * std::abs(before->flow_m3s.value) + 2 * e.fit.sd_m3s;
    if (e.end >= 0) e.out.endedAt = instant(last);
    e.out.states.push_back(std::move(s));
    const double age = hoursBetween(static_cast<double>(e.detected), now);
    e.nextState = now + std::max<Index>(1, static_cast<Index>((age < 3 ? 1.5 : age < 24 ? 6 : age < 240 ? 24 : 96) / m_series.step.hours()));
}

std::vector<BookedEvent> QuickWatch::book() const {
    std::vector<BookedEvent> all = m_book;
    for (const Open& open : m_open) {
        if (!open.told) continue;
        Open o = open;
        record(o, m_now);
        all.push_back(std::move(o.event));
    }
    std::stable_sort(all.begin(), all.end(), [](const BookedEvent& a, const BookedEvent& b) { return a.out.detectedAt < b.out.detectedAt; });
    return all;
}

} // namespace ms::detection
