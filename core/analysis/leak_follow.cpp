#include "core/analysis/leak_follow.h"

#include "core/analysis/repair_match.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ms::analysis {

namespace {

using Eigen::Index;

/// Makes events of what charts show again and again.
class Follower {
public:
    Follower(const ModelFrame& frame, const Data& data, const ZoneCharts& charts, const std::vector<detection::ZoneTrack>& tracks,
             const std::vector<PlacedEvent>& placements, const FollowOptions& options)
        : m_frame(frame), m_data(data), m_charts(charts), m_tracks(tracks), m_placements(placements), m_balance(charts.zone), m_options(options),
          m_candidates(localisation::candidatePipes(*data.network, frame.balances.zones[charts.zone].links)) {}

    std::vector<FollowedLeak> run() {
        for (const LeakChart& chart : m_charts.charts) {
            endMended(chart);
            follow(chart);
        }
        std::vector<FollowedLeak> told;
        for (auto& f : m_followed)
            if (!f.leak.placed.empty()) told.push_back(std::move(f.leak));
        return told;
    }

private:
    struct Followed {
        Index pipe = 0;
        double onset_d = 0;
        int seen = 0, missed = 0;
        bool over = false;
        std::vector<Eigen::VectorXd> places; ///< by the last charts
        FollowedLeak leak;
    };

    [[nodiscard]] double way(Index from, Index to) {
        auto& ways = m_ways[from];
        if (ways.empty()) ways = wayAlongPipes(*m_data.network, m_candidates[static_cast<std::size_t>(from)].link);
        return ways[m_candidates[static_cast<std::size_t>(to)].link.at()];
    }

    /// A last state, placed where the leak was last.
    static void close(Followed& f, Instant at, bool withdrawn) {
        f.over = true;
        detection::TrackState last = f.leak.event.states.back();
        last.at = at;
        if (!withdrawn) last.flow_m3s = {};
        last.withdrawn = withdrawn;
        last.changed = true;
        f.leak.event.states.push_back(std::move(last));
        f.leak.placed.push_back({f.leak.event.states.size() - 1, f.leak.placed.back().placement});
    }

    /// Leaks that were mended since the chart before.
    void endMended(const LeakChart& chart) {
        for (const std::size_t r : repairsOnPipes(m_data)) {
            const auto& repair = m_data.repairs[r];
            if (*repair.completed > chart.at || std::find(m_taken.begin(), m_taken.end(), r) != m_taken.end()) continue;
            m_taken.push_back(r);
            const auto pipe = std::find_if(m_candidates.begin(), m_candidates.end(), [&](const auto& c) { return c.id == repair.pipe; });
            if (pipe == m_candidates.end()) continue;
            Followed* nearest = nullptr;
            double reach = m_options.reach_m;
            for (Followed& f : m_followed) {
                const double apart = f.over || f.leak.placed.empty() ? 1e9 : way(f.pipe, pipe - m_candidates.begin());
                if (apart > reach) continue;
                reach = apart;
                nearest = &f;
            }
            if (!nearest) continue;
            nearest->leak.event.endedAt = repair.completed;
            nearest->leak.event.repairJob = repair.job.empty() ? "repair " + std::to_string(r + 1) : repair.job;
            close(*nearest, chart.at, false);
        }
    }

    /// Where the events of the balance that are open are thought to be.
    [[nodiscard]] std::vector<Index> eventsAt(Instant t) const {
        std::vector<Index> pipes;
        for (const auto& p : m_placements) {
            if (p.zone != m_balance || p.event >= m_tracks[m_balance].events.size()) continue;
            const auto& tracked = m_tracks[m_balance].events[p.event];
            const detection::TrackState* state = nullptr;
            for (const auto& s : tracked.states)
                if (s.at <= t) state = &s;
            if (!state || state->withdrawn || state->flow_m3s.value <= 0) continue;
            const PlacedRevision* known = nullptr;
            for (const auto& r : p.revisions)
                if (r.at <= t) known = &r;
            if (!known || known->pipes.empty()) continue;
            const auto top = std::max_element(known->probability.begin(), known->probability.end()) - known->probability.begin();
            pipes.push_back(known->pipes[static_cast<std::size_t>(top)]);
        }
        return pipes;
    }

    /// What a mended leak beside it left: it began while that one flowed, and the model is not quite right about either.
    [[nodiscard]] bool isRemainder(const ChartedLeak& c, const LeakChart& chart) {
        return std::any_of(chart.leaks.begin(), chart.leaks.end(), [&](const ChartedLeak& other) {
            return other.leak.mended() && c.leak.onset_d >= other.leak.onset_d - m_options.remainder_d &&
                   c.leak.onset_d <= other.leak.end_d + m_options.remainder_d && way(c.leak.column, other.leak.column) <= m_options.reach_m;
        });
    }

    void follow(const LeakChart& chart) {
        std::vector<const ChartedLeak*> order; // surer ones first: what lies beside them is part of them
        for (const ChartedLeak& c : chart.leaks)
            if (!c.leak.mended() && c.leak.onset_d >= m_options.first_d - 0.5 && c.leak.flow_m3s >= m_options.leastFlow * chart.inflow_m3s)
                order.push_back(&c);
        std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->certainty > b->certainty; });
        std::vector<Index> events = eventsAt(chart.at), seen;
        std::vector<bool> found(m_followed.size(), false);
        for (const ChartedLeak* c : order) {
            const Index pipe = c->leak.column;
            if (std::any_of(seen.begin(), seen.end(), [&](Index other) { return way(pipe, other) <= m_options.reach_m; })) continue;
            seen.push_back(pipe);
            if (isRemainder(*c, chart)) continue;
            std::size_t own = m_followed.size();
            double nearest = m_options.reach_m;
            for (std::size_t i = 0; i < found.size(); ++i) {
                const Followed& f = m_followed[i];
                if (f.over || found[i] || way(f.pipe, pipe) > nearest || std::abs(f.onset_d - c->leak.onset_d) > m_options.sameOnset_d) continue;
                nearest = way(f.pipe, pipe);
                own = i;
            }
            if (own == m_followed.size() || m_followed[own].leak.placed.empty()) { // not yet told: is it an event's?
                const auto event = std::min_element(events.begin(), events.end(), [&](Index a, Index b) { return way(pipe, a) < way(pipe, b); });
                if (event != events.end() && way(pipe, *event) <= m_options.reach_m) {
                    events.erase(event);
                    continue;
                }
            }
            if (own == m_followed.size()) m_followed.emplace_back();
            if (own < found.size()) found[own] = true;
            Followed& f = m_followed[own];
            f.pipe = pipe;
            f.onset_d = c->leak.onset_d;
            f.seen++;
            f.missed = 0;
            f.places.push_back(spread(c->place, static_cast<Index>(m_candidates.size())));
            if (std::ssize(f.places) > m_options.averaged) f.places.erase(f.places.begin());
            if (f.seen >= m_options.seen) tell(f, *c, chart.at);
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            Followed& f = m_followed[i];
            if (f.over || found[i]) continue;
            f.missed++;
            if (f.leak.placed.empty())
                f.over = true;
            else if (f.missed >= m_options.missed)
                close(f, chart.at, true);
        }
    }

    void tell(Followed& f, const ChartedLeak& charted, Instant at) {
        const Instant start = m_charts.start;
        const auto instant = [&](double day) { return start + Duration{static_cast<std::int64_t>(day * 8.64e7)}; };
        const double today = (at - start).days();
        detection::TrackState s;
        s.at = at;
        s.kind = detection::EventKind::leak;
        s.confidence = std::clamp(1 - 0.5 * std::exp(1 - charted.certainty), 0.5, 0.99);
        s.startedAt = instant(charted.onset_d);
        s.startedCi = {instant(charted.earliest_d), instant(charted.latest_d)};
        const double flow = localisation::flowOn(charted.leak, today - 0.5), sd = std::hypot(charted.flowSd_m3s, 0.1 * flow);
        s.flow_m3s = {flow, std::max(0.0, flow - 1.645 * sd), flow + 1.645 * sd};
        constexpr int knots = 8;
        for (int i = 0; i <= knots; ++i) {
            const double day = charted.leak.onset_d + (today - charted.leak.onset_d) * i / knots;
            s.track.push_back({instant(day), localisation::flowOn(charted.leak, day), sd});
        }
        s.changed = f.leak.event.states.empty();
        if (s.changed) {
            f.leak.event.zone = m_frame.balances.zones[m_balance].zone;
            f.leak.event.detectedAt = at;
            f.leak.event.why = "The pressure loggers show it, the inflow alone does not";
        }
        PlacedState placed;
        placed.state = f.leak.event.states.size();
        // One chart takes the other leaks for certain; from chart to chart they change their places, and this one with them.
        placed.placement.probability = Eigen::VectorXd::Zero(static_cast<Index>(m_candidates.size()));
        for (const auto& p : f.places) placed.placement.probability += p / static_cast<double>(f.places.size());
        placed.placement.modelled = placed.placement.informed = true;
        placed.placement.size_m3s = flow;
        placed.placement.sizeSd_m3s = sd;
        f.leak.event.states.push_back(std::move(s));
        f.leak.placed.push_back(std::move(placed));
    }

    const ModelFrame& m_frame;
    const Data& m_data;
    const ZoneCharts& m_charts;
    const std::vector<detection::ZoneTrack>& m_tracks;
    const std::vector<PlacedEvent>& m_placements;
    std::size_t m_balance;
    FollowOptions m_options;
    std::vector<localisation::Candidate> m_candidates;
    std::vector<std::size_t> m_taken; ///< repairs
    std::vector<Followed> m_followed;
    std::map<Index, std::vector<double>> m_ways;
};

} // namespace

std::vector<FollowedLeak> followLeaks(const ModelFrame& frame, const Data& data, const ZoneCharts& charts,
                                      const std::vector<detection::ZoneTrack>& tracks, const std::vector<PlacedEvent>& placements,
                                      const FollowOptions& options) {
    return Follower(frame, data, charts, tracks, placements, options).run();
}

} // namespace ms::analysis
