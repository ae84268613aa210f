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

std::vector<ForwardFault> watchForward(const std::vector<const series::Readings*>& loggers, const ForwardOptions& options, std::stop_token stop) {
    std::vector<ForwardFault> faults;
    std::int64_t first = 0, last = 0;
    for (const series::Readings* r : loggers) {
        if (r->size() == 0) continue;
        first = last == 0 ? r->times_ms.front() : std::min(first, r->times_ms.front());
        last = std::max(last, r->times_ms.back());
    }
    const std::int64_t slack = msOfDays(1.5 * options.every_d);
    for (std::int64_t now = first + msOfDays(options.learn_d); now <= last && !stop.stop_requested(); now += msOfDays(options.every_d)) {
        std::vector<Digest> digests;
        std::size_t readings = 0;
        for (const series::Readings* r : loggers) {
            const series::Readings window = cut(*r, now - msOfDays(options.window_d), now);
            readings += window.size();
            if (readings > options.mostReadings) return {};
            digests.push_back(examineSeries(Quantity::pressure, window));
        }
        std::vector<const Digest*> group;
        for (const Digest& d : digests) group.push_back(&d);
        const auto found = crossCheck(group, {}, stop);
        for (std::size_t k = 0; k < found.size(); ++k)
            for (const Fault& f : found[k]) {
                const auto known = std::find_if(faults.rbegin(), faults.rend(), [&](const ForwardFault& e) {
                    const bool clocks = e.fault.kind == FaultKind::clockShift, clock = f.kind == FaultKind::clockShift;
                    return e.series == k && clocks == clock && f.from.ms <= e.fault.to.ms + slack;
                });
                if (known != faults.rend()) {
                    if (!known->over) known->fault.to = std::max(known->fault.to, f.to);
                    continue;
                }
                if (!called(f, options) || f.from.ms < now - msOfDays(options.recent_d) || f.to.ms < now - slack) continue;
                faults.push_back({k, f, Instant{now}, false});
            }
        for (ForwardFault& f : faults) f.over = f.over || f.fault.to.ms < now - slack;
    }
    return faults;
}

} // namespace ms::quality
