#include "battledim_score.h"

#include "battledim_folder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <queue>
#include <set>

namespace lab {

using namespace ms;

Truth readTruth(const std::string& folder) {
    Truth truth;
    const auto split = [](std::string_view line) {
        std::vector<std::string> parts;
        std::size_t from = 0;
        while (!line.empty() && (line.back() == '\r')) line.remove_suffix(1);
        for (;;) {
            const std::size_t next = line.find(';', from);
            parts.emplace_back(line.substr(from, next == std::string_view::npos ? next : next - from));
            if (next == std::string_view::npos) return parts;
            from = next + 1;
        }
    };
    const auto lines = [](const std::string& text) {
        std::vector<std::string_view> out;
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            out.emplace_back(text.data() + at, end - at);
            at = end + 1;
        }
        return out;
    };
    const std::string leaks = readText(folder + "/leaks.csv"), flows = readText(folder + "/leak_flows.csv.gz");
    std::map<std::string, std::vector<double>> byPipe;
    std::vector<std::string> names;
    bool first = true;
    for (const auto line : lines(flows)) {
        const auto parts = split(line);
        if (first) {
            names = parts;
            first = false;
            continue;
        }
        if (!truth.start.valid()) truth.start = parseTime(parts[0]);
        for (std::size_t k = 1; k < parts.size() && k < names.size(); ++k) {
            std::string v = parts[k];
            std::replace(v.begin(), v.end(), ',', '.');
            byPipe[names[k]].push_back(std::atof(v.c_str()));
        }
    }
    first = true;
    for (const auto line : lines(leaks)) {
        const auto p = split(line);
        if (first || p.size() < 10) {
            first = false;
            continue;
        }
        Leak leak{p[0], p[4], parseTime(p[1]), parseTime(p[2]), parseTime(p[5]), std::atof(p[8].c_str()) / 3600, byPipe[p[0]]};
        truth.leaks.push_back(std::move(leak));
    }
    return truth;
}

PipeDistance::PipeDistance(const network::Network& network) : m_network(network), m_edges(network.nodes.size()), m_cache(network.nodes.size()) {
    for (const auto& l : network.links)
        if (l.kind == network::LinkKind::pipe && l.length_m > 0) {
            m_edges[l.from.at()].emplace_back(l.to.at(), l.length_m);
            m_edges[l.to.at()].emplace_back(l.from.at(), l.length_m);
        }
}

const std::vector<double>& PipeDistance::from(std::size_t node) const {
    auto& d = m_cache[node];
    if (!d.empty()) return d;
    d.assign(m_edges.size(), std::numeric_limits<double>::infinity());
    std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>> heap;
    d[node] = 0;
    heap.push({0, node});
    while (!heap.empty()) {
        const auto [x, u] = heap.top();
        heap.pop();
        if (x > d[u]) continue;
        for (const auto& [v, l] : m_edges[u])
            if (x + l < d[v]) {
                d[v] = x + l;
                heap.push({d[v], v});
            }
    }
    return d;
}

double PipeDistance::between(const std::string& p, const std::string& q) const {
    if (p == q) return 0;
    const LinkIndex a = m_network.findLink(p), b = m_network.findLink(q);
    if (!a.valid() || !b.valid()) return std::numeric_limits<double>::infinity();
    const auto& la = m_network.link(a);
    const auto& lb = m_network.link(b);
    double best = std::numeric_limits<double>::infinity();
    for (const NodeIndex u : {la.from, la.to})
        for (const NodeIndex v : {lb.from, lb.to}) best = std::min(best, from(u.at())[v.at()]);
    return best + la.length_m / 2 + lb.length_m / 2;
}

Score scoreEvents(const std::vector<detection::Event>& events, const Truth& truth, const PipeDistance& distance, bool hindsight, bool verbose) {
    using detection::EventKind;
    Score score;
    struct Report {
        std::string pipe;
        Instant at;
        const detection::Event* event;
        double flow_m3s, share;
    };
    std::vector<Report> reports;
    std::vector<const detection::Event*> found;
    for (const auto& e : events) {
        if (e.kind != EventKind::burst && e.kind != EventKind::leak) continue;
        found.push_back(&e);
        if (e.endedAt && *e.endedAt < truth.start) continue;
        std::vector<Report> early, late;
        const auto add = [&](Instant at, const detection::Area& area, double flow_m3s) {
            if (area.pipes.empty()) return;
            (at < truth.start ? early : late).push_back({area.pipes.front().id, std::max(at, truth.start), &e, flow_m3s, area.share});
        };
        if (hindsight)
            add(e.startedAt, e.area, e.flow_m3s.value);
        else
            for (const auto& r : e.history)
                if (r.announced) add(r.at, r.area, r.flow_m3s.value);
        if (!early.empty()) reports.push_back(early.back());
        reports.insert(reports.end(), late.begin(), late.end());
    }
    score.reports = static_cast<int>(reports.size());
    score.events = static_cast<int>(found.size());
    std::stable_sort(reports.begin(), reports.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    const auto step = [&](Instant t) { return static_cast<std::int64_t>(std::llround((t - truth.start).seconds() / 300)); };
    std::set<std::size_t> done;
    for (std::size_t j = 0; j < truth.leaks.size(); ++j) {
        const auto& l = truth.leaks[j];
        const auto from = static_cast<std::size_t>(std::max<std::int64_t>(step(l.start), 1) - 1);
        for (std::size_t i = from; i < l.flow_m3h.size(); ++i) score.perfect += l.flow_m3h[i] / 12 * 0.8;
    }
    for (const auto& r : reports) {
        std::vector<std::pair<double, std::size_t>> hits, fresh;
        const std::int64_t t = step(r.at);
        for (std::size_t j = 0; j < truth.leaks.size(); ++j) {
            const auto& l = truth.leaks[j];
            if (step(l.start) <= t && t <= step(l.end)) {
                const double x = distance.between(l.pipe, r.pipe);
                if (x <= 300) {
                    hits.emplace_back(x, j);
                    if (!done.count(j)) fresh.emplace_back(x, j);
                }
            }
        }
        double gain = 0;
        std::string to = "NO LEAK";
        if (hits.empty()) {
            score.falseAlarms++;
            gain = -500;
        } else if (fresh.empty()) {
            score.repeated++;
            to = "repeated";
        } else {
            const auto [x, j] = *std::min_element(fresh.begin(), fresh.end());
            done.insert(j);
            const auto& l = truth.leaks[j];
            for (std::size_t i = static_cast<std::size_t>(std::max<std::int64_t>(t, 1) - 1); i < l.flow_m3h.size(); ++i)
                gain += l.flow_m3h[i] / 12 * 0.8;
            gain -= x / 300 * 500;
            score.hits++;
            to = l.pipe + " " + std::to_string(static_cast<int>(x)) + " m " + std::to_string((r.at - l.start).days()) + " d";
        }
        score.eur += gain;
        if (verbose)
            std::printf("  report %-6s %s (event%s %lld, called %s, %.1f m3/h, share %.3f) -> %s  EUR %.0f\n", r.pipe.c_str(),
                        toIso(r.at).substr(0, 16).c_str(), r.event->why == "FOLLOWED" ? "*" : "", static_cast<long long>(r.event->id),
                        toIso(r.event->detectedAt).substr(0, 16).c_str(), r.flow_m3s * 3600, r.share, to.c_str(), gain);
    }
    score.missed = static_cast<int>(truth.leaks.size()) - score.hits;
    if (verbose) {
        std::printf("  missed:");
        for (std::size_t j = 0; j < truth.leaks.size(); ++j)
            if (!done.count(j)) std::printf(" %s", truth.leaks[j].pipe.c_str());
        std::printf("\n");
    }
    // Strictly: the event of each leak's own onset.
    std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < found.size(); ++i)
        for (std::size_t j = 0; j < truth.leaks.size(); ++j)
            if (truth.leaks[j].start >= truth.start) pairs.emplace_back(std::abs((found[i]->startedAt - truth.leaks[j].start).days()), i, j);
    std::sort(pairs.begin(), pairs.end());
    std::set<std::size_t> usedEvents, usedLeaks;
    std::vector<double> shares, delays;
    for (const auto& [apart, i, j] : pairs) {
        if (apart > 21 || usedEvents.count(i) || usedLeaks.count(j)) continue;
        usedEvents.insert(i);
        usedLeaks.insert(j);
        const auto& e = *found[i];
        const detection::Area* area = &e.area;
        if (!hindsight && !e.history.empty()) {
            area = &e.history.front().area;
            for (const auto& r : e.history)
                if (r.at <= e.detectedAt + hours(24)) area = &r.area;
        }
        const auto& pipe = truth.leaks[j].pipe;
        const bool in = area->wholeZone || std::any_of(area->pipes.begin(), area->pipes.end(), [&](const auto& p) { return p.id == pipe; });
        score.own++;
        score.held += in;
        shares.push_back(area->share);
        delays.push_back((e.detectedAt - truth.leaks[j].start).days());
        if (verbose)
            std::printf(
                "  own %-5s %-9s %5.1f m3/h start %s: event%s %lld start %+5.1f d, called %+5.1f d, flow %5.1f; share %.3f %s; top %s at %.0f "
                "m; last %s at %.0f m\n",
                pipe.c_str(), truth.leaks[j].type.c_str(), truth.leaks[j].peak_m3s * 3600, toIso(truth.leaks[j].start).substr(0, 16).c_str(),
                e.why == "FOLLOWED" ? "*" : "", static_cast<long long>(e.id), (e.startedAt - truth.leaks[j].start).days(), delays.back(),
                e.flow_m3s.value * 3600, area->share, in ? "held" : "MISSED", area->pipes.empty() ? "-" : area->pipes.front().id.c_str(),
                area->pipes.empty() ? -1 : distance.between(area->pipes.front().id, pipe),
                e.area.pipes.empty() ? "-" : e.area.pipes.front().id.c_str(),
                e.area.pipes.empty() ? -1 : distance.between(e.area.pipes.front().id, pipe));
    }
    if (!shares.empty()) {
        std::sort(shares.begin(), shares.end());
        std::sort(delays.begin(), delays.end());
        score.medianShare = shares[shares.size() / 2];
        score.medianDelay_d = delays[delays.size() / 2];
    }
    return score;
}

} // namespace lab
