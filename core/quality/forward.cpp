#include "core/quality/forward.h"

#include <algorithm>
#include <cstdint>

namespace ms::quality {
namespace {

std::int64_t msOfDays(double d) { return static_cast<std::int64_t>(d * 8.64e7); }

/// The readings within (from, to].
series::Readings cut(const series::Readings& r, std::int64_t from, std::int64_t to) {
    const auto a = std::upper_bound(r.times_ms.begin(), r.times_ms.end(), from) - r.times_ms.begin();
    const auto b = std::upper_bound(r.times_ms.begin(), r.times_ms.end(), to) - r.times_ms.begin();
    series::Readings out;
    out.times_ms.assign(r.times_ms.begin() + a, r.times_ms.begin() + b);
    out.values.assign(r.values.begin() + a, r.values.begin() + b);
    out.quality.assign(r.quality.begin() + a, r.quality.begin() + b);
    return out;
}

bool called(const Fault& f, const ForwardOptions& o) {
    switch (f.kind) {
    case FaultKind::drift: return f.confidence >= o.driftSure;
    case FaultKind::offset: return f.confidence >= o.offsetSure;
    case FaultKind::clockShift: return f.confidence >= o.clockSure;
    default: return false;
    }
}

} // namespace

Instant ForwardWatch::needed() const { return m_next.valid() ? m_next - Duration{msOfDays(m_options.window_d)} : Instant{}; }

void ForwardWatch::goOn(const std::vector<const series::Readings*>& loggers, Instant until, std::stop_token stop) {
    if (!m_next.valid()) {
        Instant first;
        for (const series::Readings* r : loggers)
            if (r->size() > 0) first = first.valid() ? std::min(first, Instant{r->times_ms.front()}) : Instant{r->times_ms.front()};
        if (!first.valid()) return;
        m_next = first + Duration{msOfDays(m_options.learn_d)};
    }
    for (; m_next <= until && !stop.stop_requested(); m_next = m_next + Duration{msOfDays(m_options.every_d)})
        if (!m_tooMany && m_loggers >= CrossOptions{}.leastSeries) look(loggers, stop);
}

void ForwardWatch::look(const std::vector<const series::Readings*>& loggers, std::stop_token stop) {
    const std::int64_t now = m_next.ms, slack = msOfDays(1.5 * m_options.every_d);
    std::vector<Digest> digests;
    std::size_t readings = 0;
    for (const series::Readings* r : loggers) {
        const series::Readings window = cut(*r, now - msOfDays(m_options.window_d), now);
        readings += window.size();
        if (readings > m_options.mostReadings) {
            m_tooMany = true;
            m_faults.clear();
            return;
        }
        digests.push_back(examineSeries(Quantity::pressure, window));
    }
    std::vector<const Digest*> group;
    for (const Digest& d : digests) group.push_back(&d);
    const auto found = crossCheck(group, {}, stop);
    for (std::size_t k = 0; k < found.size(); ++k)
        for (const Fault& f : found[k]) {
            const auto known = std::find_if(m_faults.rbegin(), m_faults.rend(), [&](const ForwardFault& e) {
                const bool clocks = e.fault.kind == FaultKind::clockShift, clock = f.kind == FaultKind::clockShift;
                return e.series == k && clocks == clock && f.from.ms <= e.fault.to.ms + slack;
            });
            if (known != m_faults.rend()) {
                if (!known->over) known->fault.to = std::max(known->fault.to, f.to);
                continue;
            }
            if (!called(f, m_options) || f.from.ms < now - msOfDays(m_options.recent_d) || f.to.ms < now - slack) continue;
            m_faults.push_back({k, f, Instant{now}, false});
        }
    for (ForwardFault& f : m_faults) f.over = f.over || f.fault.to.ms < now - slack;
}

std::vector<ForwardFault> watchForward(const std::vector<const series::Readings*>& loggers, const ForwardOptions& options, std::stop_token stop) {
    ForwardWatch watch(loggers.size(), options);
    Instant last;
    for (const series::Readings* r : loggers)
        if (r->size() > 0) last = last.valid() ? std::max(last, Instant{r->times_ms.back()}) : Instant{r->times_ms.back()};
    if (last.valid()) watch.goOn(loggers, last, stop);
    return watch.faults();
}

} // namespace ms::quality
