#include "core/detection/zone_follower.h"

#include "core/detection/track_parts.h"

namespace ms::detection {

using Eigen::Index;

struct ZoneFollower::State {
    ZoneSeries series;
    GridCalendar calendar;
    PressureWitness pressures;
    std::optional<QuickWatch> watch;
};

namespace {

/// The last reading of any flow meter of the balance.
Instant lastFlow(const Balance& balance, const std::vector<Meter>& meters) {
    Instant last;
    for (const FlowTerm& f : balance.flows) {
        const series::Readings& r = *meters[f.sensor].readings;
        if (r.size() > 0 && (!last.valid() || r.times_ms.back() > last.ms)) last = Instant{r.times_ms.back()};
    }
    return last;
}

} // namespace

ZoneFollower::ZoneFollower(Balance balance, const std::vector<RepairNotice>& repairs, TrackerOptions options, Memory memory)
    : m_balance(std::move(balance)), m_repairs(repairs), m_options(std::move(options)), m_memory(memory) {}

ZoneFollower::~ZoneFollower() = default;

/// A reading belongs to the step that it ends: so what it says is known at its own stamp. Hence the millisecond.
Result<void> ZoneFollower::begin(const std::vector<Meter>& meters, Instant until, Sink& sink, std::stop_token stop) {
    m_state.reset();
    const Duration step = suitableStep(m_balance, meters);
    TimeSpan span = coverage(m_balance, meters, step);
    if (!span.from.valid()) return noReadings(m_balance);
    span.from = span.from + Duration{1};
    const auto endOf = [&](Instant t) { return Instant{t.ms / step.ms * step.ms + 1}; };
    span.to = endOf(lastFlow(m_balance, meters));
    if (until.valid()) span.to = std::min(span.to, endOf(until));
    if (span.to <= span.from) return noReadings(m_balance);
    m_state = std::make_unique<State>();
    State& s = *m_state;
    s.series = assemble(m_balance, nullptr, meters, span, step);
    s.series.latency = Duration{-1};
    makeRoom();
    s.pressures = PressureWitness(m_balance, meters, s.series);
    s.watch.emplace(s.series, m_balance, s.calendar, s.pressures, m_repairs, m_options);
    auto gone = goThrough(*s.watch, s.series, 0, m_balance.zone, sink, stop);
    if (!gone) m_state.reset();
    return gone;
}

void ZoneFollower::makeRoom() {
    ZoneSeries& series = m_state->series;
    const Index day = 86'400'000 / series.step.ms;
    if (series.size() >= series.known + QuickWatch::kAhead_d * day) return;
    if (const Index past = m_memory == Memory::needed && m_state->watch ? m_state->watch->needed() : 0; past > series.first) {
        m_state->watch->forgetBefore(past);
        m_state->pressures.forgetBefore(past);
        forgetBefore(series, past);
    }
    addRoom(series, series.known + 2 * QuickWatch::kAhead_d * day - series.size());
    m_state->calendar = calendarOf(series, m_options.zone, holidaysOf(m_options, {series.start, series.at(series.size())}));
    if (m_state->watch) m_state->watch->grown();
}

void ZoneFollower::goOn(const std::vector<Meter>& meters, Instant until) {
    ZoneSeries& series = m_state->series;
    const Index from = series.known;
    const Instant begin = series.at(from), end{until.ms / series.step.ms * series.step.ms + 1};
    if (end <= begin) return;
    const ZoneSeries next = assemble(m_balance, nullptr, meters, {begin, end}, series.step);
    for (Index done = 0; done < next.known;) { // a long absence is caught up in pieces that have room
        makeRoom();
        const Index piece = std::min<Index>(next.known - done, 86'400'000 / series.step.ms), at = series.known;
        ZoneSeries part;
        part.known = piece;
        part.inflow_m3s = next.inflow_m3s.segment(done, piece);
        part.frozen = next.frozen.segment(done, piece);
        putNext(series, part);
        m_state->pressures.putNext(m_balance, meters, series, at);
        for (Index i = at; i < series.known; ++i) m_state->watch->step(i);
        done += piece;
    }
    makeRoom();
}

Instant ZoneFollower::known() const { return m_state ? m_state->series.at(m_state->series.known) - Duration{1} : Instant{}; }

ZoneTrack ZoneFollower::track() const {
    const State& s = *m_state;
    return trackOf(m_balance.zone, s.series, s.watch->expected(), s.watch->sd(), s.watch->book(), m_options);
}

std::vector<TrackedEvent> ZoneFollower::events() const { return eventsOf(m_state->watch->book(), m_options); }

} // namespace ms::detection
