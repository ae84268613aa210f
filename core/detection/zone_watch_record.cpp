#include "core/detection/zone_watch.h"

#include <algorithm>
#include <cmath>

/// The parts of ZoneWatch that look at single steps (meters that fail, lone wild values) and that write down what is known of an event.
namespace ms::detection {

using Eigen::Index;
using Eigen::VectorXd;

/// A meter that repeats one value while the balance is far below what is expected: not a drop in flow but in measurement. The step counts as missing.
bool ZoneWatch::meterFails(Index i) {
    const bool frozen = m_series.frozen.size() > i && m_series.frozen[i];
    const double r = residual(i);
    m_frozenSteps += frozen;
    const bool unusual =
        static_cast<double>(m_frozenSteps) < 0.05 * static_cast<double>(i) + 0.5 * static_cast<double>(m_day); // a pump stands still every day
    const bool fails =
        frozen && unusual && std::isfinite(r) && -r > 0.2 * m_model.meanInflow_m3s() && r - m_filter.predicted(i, m_state) < -4 * m_filter.sd(i);
    BookedEvent* fault = m_fault >= 0 ? &m_book[static_cast<std::size_t>(m_fault)] : nullptr;
    if (fails) {
        m_failing[i] = true;
        if (fault == nullptr) {
            BookedEvent e;
            e.kind = EventKind::meterFault;
            e.fit.shape.onset = static_cast<double>(i);
            e.fit.logRatio = 0.5 * r * r / (m_filter.sd(i) * m_filter.sd(i));
            e.onset = {static_cast<double>(i), static_cast<double>(i), static_cast<double>(i + 1)};
            e.settled = true;
            e.frozenMeter = true;
            e.detected = i + 1;
            e.out.zone = m_balance.zone;
            e.out.detectedAt = m_series.knownAt(i);
            m_fault = static_cast<Index>(m_book.size());
            m_book.push_back(std::move(e));
            record(m_book.back(), i + 1);
        }
    } else if (fault != nullptr && !frozen) {
        fault->end = i;
        record(*fault, i + 1);
        m_fault = -1;
    }
    return fails;
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
