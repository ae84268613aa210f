#include "core/detection/zone_watch.h"

#include <algorithm>
#include <cmath>

/// The parts of ZoneWatch that look at single steps (meters that fail, lone wild values) and that write down what is known of an event.
namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

namespace {
constexpr Index kStandsHigh = 3; ///< steps after which a meter that stands too high is believed to stand
}

/// A meter that repeats one value while the balance is far from what is expected: not a change in flow but in measurement. Too much is believed where
/// the meter has read more than that before (a large burst may take it to the end of its range) and has stood for a while. From then on
/// until it moves again all steps count as missing.
bool ZoneWatch::meterFails(Index i) {
    const bool frozen = m_series.stands(i);
    m_standing.see(frozen, m_series.inflow(i));
    if (!frozen && m_fault >= 0) {
        BookedEvent& fault = m_book[static_cast<std::size_t>(m_fault)];
        fault.end = i;
        record(fault, i + 1);
        m_fault = -1;
    }
    if (!frozen) return false;
    if (m_fault < 0 || !m_balance.oneMeter()) { // of several meters the others still measure
        const std::vector<std::size_t> told = toldOfStanding(m_standing.since(i));
        double r = residual(i);
        for (const std::size_t k : told) r += m_book[k].flow(i, m_shape[i]);
        const double sd = m_filter.sd(i), gap = r - m_filter.predicted(i, m_state);
        if (r >= 0 && m_standing.steps() < kStandsHigh) return false;
        if (!m_standing.cannotBe(i, m_day, m_balance.oneMeter(), m_series.inflow(i), m_model.meanFlow_m3s(), r, gap, sd)) return false;
        if (m_fault < 0) nameFault(told.empty() ? i : takeBack(told, i), i, r / sd);
    }
    m_failing[i] = true;
    return true;
}

void ZoneWatch::nameFault(Index since, Index i, double z) {
    BookedEvent e;
    e.kind = EventKind::meterFault;
    e.fit.shape.onset = static_cast<double>(since);
    e.fit.logRatio = 0.5 * z * z;
    e.onset = {e.fit.shape.onset, e.fit.shape.onset, static_cast<double>(i + 1)};
    e.settled = true;
    e.frozenMeter = true;
    e.detected = i + 1;
    e.out.zone = m_balance.zone;
    e.out.detectedAt = m_series.knownAt(i);
    m_fault = static_cast<Index>(m_book.size());
    m_book.push_back(std::move(e));
    record(m_book.back(), i + 1);
}

/// What was told while a meter has been standing still since a step, is believed, and may be its doing. One of several only takes away.
std::vector<std::size_t> ZoneWatch::toldOfStanding(Index since) const {
    std::vector<std::size_t> told;
    for (std::size_t k = 0; k < m_book.size(); ++k) {
        const BookedEvent& e = m_book[k];
        if (e.alive() && !e.frozenMeter && e.detected > since && (e.fit.size_m3s < 0 || m_balance.oneMeter())) told.push_back(k);
    }
    return told;
}

/// What was told of a meter that has been standing still was its doing: what it read since then counts as missing up to step i. Returns since when.
Index ZoneWatch::takeBack(const std::vector<std::size_t>& told, Index i) {
    Index from = std::max(m_filter.origin(), m_standing.since(i));
    for (const std::size_t k : told) m_book[k].withdrawn = true;
    for (Index k = from; k < i; ++k) {
        m_failing[k] = true;
        m_filter.drop(k);
    }
    refilter(i);
    for (const std::size_t k : told) record(m_book[k], i + 1);
    return from;
}

/// One wild value may be a hydrant, a spike, a meter that stops within the step: it waits for a second one. Only where no customer meters tell.
bool ZoneWatch::loneOutlier(Index i) {
    const double r = residual(i), sd = m_filter.sd(i);
    if (m_series.drivers_m3s.cols() > 0 || !std::isfinite(r) || sd <= 0) return false;
    const double z = (r - m_filter.predicted(i, m_state)) / sd;
    const bool wild = std::abs(z) > 6, first = m_lastWild != i - 1;
    if (wild) m_lastWild = i;
    if (wild && !first) m_clip[i] = 8; // it was not alone
    if (!wild || !first) return false;
    m_failing[i] = true;
    return true;
}

void ZoneWatch::record(BookedEvent& e, Index now) {
    if (!e.withdrawn && !e.settled) {
        const VectorXd nu = innovationsWithout(e, now);
        FitWindow w = window(nu, now);
        w.end = e.end;
        e.onset = onsetPosterior(w, e.fit, kOnsetTemper);
    }
    if (e.end >= 0) { // nothing begins after it has ended
        const double last = static_cast<double>(e.end);
        e.onset = {std::min(e.onset.median, last), std::min(e.onset.low, last), std::min(e.onset.high, last)};
    }
    auto instant = [&](double index) { return m_series.start + Duration{static_cast<std::int64_t>(index * static_cast<double>(m_series.step.ms))}; };
    TrackState s;
    s.at = m_series.knownAt(now - 1);
    s.kind = e.kind;
    s.withdrawn = e.withdrawn;
    s.startedAt = instant(e.onset.median);
    s.startedCi = {instant(e.onset.low), instant(e.onset.high)};
    const double flow = e.flow(now - 1, 1.0);
    const double sd = std::hypot(e.fit.sd_m3s * (e.fit.size_m3s != 0 ? std::abs(flow / e.fit.size_m3s) : 1), 0.03 * flow);
    s.flow_m3s = {flow, e.end >= 0 || e.withdrawn ? 0 : flow - 1.645 * sd, e.end >= 0 || e.withdrawn ? 0 : flow + 1.645 * sd};
    const double excess = std::max(0.0, e.fit.logRatio - m_thresholds.keep);
    s.confidence = e.withdrawn ? 0.05 : std::min(0.99, 0.5 + 0.5 * (1 - std::exp(-excess / 6)));
    const double from = e.fit.shape.onset, growth = e.fit.shape.growth;
    const Index last = e.end >= 0 ? e.end : now;
    auto point = [&](double index) {
        const double v = e.fit.size_m3s * e.fit.shape.at(index);
        s.track.push_back({instant(index), v, std::hypot(0.03 * v, e.fit.sd_m3s * e.fit.shape.at(index))});
    };
    if (!e.withdrawn) {
        const int knots = growth > 0 ? 8 : 0;
        for (int k = 0; k < knots; ++k)
            if (from + growth * k / knots < static_cast<double>(last)) point(from + growth * k / knots);
        if (from + growth < static_cast<double>(last)) point(from + growth);
        point(static_cast<double>(last - 1));
        if (e.end >= 0) s.track.push_back({instant(static_cast<double>(e.end)), 0, 0});
    }
    const TrackState* before = nullptr;
    for (const TrackState& t : e.out.states)
        if (t.changed) before = &t;
    s.changed = before == nullptr || before->kind != s.kind || s.withdrawn || e.end >= 0 ||
                std::abs(s.flow_m3s.value - before->flow_m3s.value) > 0.33 * std::abs(before->flow_m3s.value) + 2 * e.fit.sd_m3s;
    if (e.end >= 0) e.out.endedAt = instant(static_cast<double>(e.end));
    e.out.states.push_back(std::move(s));
    const Index age = now - e.detected;
    e.nextState = now + (age < m_day ? m_day / 4 : age < 10 * m_day ? m_day : age < 70 * m_day ? 4 * m_day : 14 * m_day);
}

void ZoneWatch::recordDue(Index now) {
    for (BookedEvent& e : m_book)
        if (e.open() && now >= e.nextState) record(e, now);
}

void ZoneWatch::finish() {
    const Index n = m_series.size();
    if (!m_ready) return;
    refit(n, true);
    for (BookedEvent& e : m_book)
        if (e.open()) record(e, n);
}

} // namespace ms::detection
