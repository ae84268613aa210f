#include "core/detection/zone_series.h"
#include "core/detection/zone_tracker.h"
#include "lab_data.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>

using namespace ms;
using namespace ms::detection;

namespace {

std::string shortTime(Instant t) { return t.valid() ? toIso(t).substr(2, 14) : "-"; }

void listEvents(const ZoneTrack& track) {
    for (const TrackedEvent& e : track.events) {
        const TrackState& a = e.states.front();
        const TrackState& z = e.states.back();
        double peak = 0;
        for (auto& p : z.track) peak = std::max(peak, std::abs(p.flow_m3s));
        std::printf("  %s det %s start %s [%s %s] first %6.2f last %6.2f peak %6.2f m3/h end %s %s %s%s conf %.2f n%zu\n", e.zone.c_str(),
                    shortTime(e.detectedAt).c_str(), shortTime(z.startedAt).c_str(), shortTime(z.startedCi.first).c_str(),
                    shortTime(z.startedCi.second).c_str(), a.flow_m3s.value * 3600, z.flow_m3s.value * 3600, peak * 3600,
                    e.endedAt ? shortTime(*e.endedAt).c_str() : "-", std::string(nameOf(z.kind)).c_str(), e.repairJob.c_str(),
                    z.withdrawn ? " WITHDRAWN" : "", z.confidence, e.states.size());
    }
}

/// Own onset as accept/leaks counts: nearest starts first, at most 21 days apart, one to one.
void scoreOnsets(const std::vector<TrackedEvent>& events, const std::vector<lab::Truth>& truth, bool verbose) {
    for (int year : {2018, 2019}) {
        std::vector<const TrackedEvent*> found;
        const Instant from = instantFromUtc({year, 1, 1}), to = instantFromUtc({year + 1, 1, 1});
        for (auto& e : events)
            if (e.detectedAt >= from && e.detectedAt < to && (e.states.back().kind == EventKind::burst || e.states.back().kind == EventKind::leak))
                found.push_back(&e);
        std::vector<const lab::Truth*> leaks;
        for (auto& t : truth)
            if (t.start >= from && t.start < to) leaks.push_back(&t);
        struct Pair {
            double apart;
            std::size_t e, l;
        };
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < found.size(); ++i)
            for (std::size_t k = 0; k < leaks.size(); ++k)
                if (!found[i]->states.back().withdrawn)
                    pairs.push_back({std::abs((found[i]->states.back().startedAt - leaks[k]->start).days()), i, k});
        std::sort(pairs.begin(), pairs.end(), [](auto& a, auto& b) { return a.apart < b.apart; });
        std::vector<int> ofEvent(found.size(), -1), ofLeak(leaks.size(), -1);
        for (auto& p : pairs)
            if (p.apart <= 21 && ofEvent[p.e] < 0 && ofLeak[p.l] < 0 && found[p.e]->detectedAt > leaks[p.l]->start - days(1)) {
                ofEvent[p.e] = static_cast<int>(p.l);
                ofLeak[p.l] = static_cast<int>(p.e);
            }
        int own = 0, timed = 0;
        std::vector<double> late, abrupt, size;
        for (std::size_t k = 0; k < leaks.size(); ++k) {
            if (ofLeak[k] < 0) {
                if (verbose)
                    std::printf("    missed %s %s %s peak %.1f m3/h\n", leaks[k]->id.c_str(), leaks[k]->shape.c_str(),
                                shortTime(leaks[k]->start).c_str(), leaks[k]->peak_m3s * 3600);
                continue;
            }
            const TrackedEvent& e = *found[static_cast<std::size_t>(ofLeak[k])];
            const TrackState& s = e.states.back();
            ++own;
            const bool in = s.startedCi.first <= leaks[k]->start && leaks[k]->start <= s.startedCi.second;
            timed += in;
            late.push_back((e.detectedAt - leaks[k]->start).days());
            if (leaks[k]->shape == "abrupt") abrupt.push_back(late.back());
            double peak = 0;
            for (auto& p : s.track) peak = std::max(peak, p.flow_m3s);
            size.push_back(std::abs(peak / leaks[k]->peak_m3s - 1));
            if (verbose)
                std::printf("    %s %s true %s found %s late %.1f d, start off %.1f d %s, peak %.1f of %.1f\n", leaks[k]->id.c_str(),
                            leaks[k]->shape.c_str(), shortTime(leaks[k]->start).c_str(), shortTime(s.startedAt).c_str(), late.back(),
                            (s.startedAt - leaks[k]->start).days(), in ? "in" : "OUT", peak * 3600, leaks[k]->peak_m3s * 3600);
        }
        int spurious = 0, withdrawn = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i]->states.back().withdrawn)
                ++withdrawn;
            else if (ofEvent[i] < 0)
                ++spurious;
        }
        std::sort(late.begin(), late.end());
        std::sort(abrupt.begin(), abrupt.end());
        std::sort(size.begin(), size.end());
        auto mid = [](auto& v) { return v.empty() ? std::nan("") : v[v.size() / 2]; };
        std::printf(
            "%d: own onset %d of %zu, interval right %d, spurious %d, withdrawn %d; late median %.1f d, abrupt %.2f d; size error median %.0f %%\n",
            year, own, leaks.size(), timed, spurious, withdrawn, mid(late), mid(abrupt), 100 * mid(size));
    }
}

void writeJson(const std::vector<TrackedEvent>& events, const std::string& path) {
    FILE* f = std::fopen(path.c_str(), "w");
    std::fprintf(f, "[");
    bool first = true;
    for (auto& e : events) {
        if (e.states.back().withdrawn) continue;
        const TrackState* then = &e.states.front();
        for (auto& s : e.states)
            if (s.at <= e.detectedAt + hours(3)) then = &s;
        std::fprintf(f, "%s{\"kind\":\"%s\",\"zone\":\"%s\",\"detected_at\":\"%s\",\"started_at\":\"%s\",\"flow_lps\":%.4f}", first ? "" : ",\n",
                     std::string(nameOf(e.states.back().kind)).c_str(), e.zone.c_str(), toIso(e.detectedAt).c_str(),
                     toIso(e.states.back().startedAt).c_str(), then->flow_m3s.value * 1000);
        first = false;
    }
    std::fprintf(f, "]\n");
    std::fclose(f);
}

} // namespace

/// detection_lab ltown|ltown-b|clean|FOLDER [-v] [--far RATE] [--json FILE]
int main(int argc, char** argv) {
    const std::string data = MAINSIGHT_SHARED_DATA;
    const std::string which = argc > 1 ? argv[1] : "ltown";
    bool verbose = false;
    std::string json;
    TrackerOptions options;
    for (int i = 2; i < argc; ++i) {
        if (std::strcmp(argv[i], "-v") == 0) verbose = true;
        if (std::strcmp(argv[i], "--far") == 0) options.falseAlarmsPerZoneWeek = std::atof(argv[++i]);
        if (std::strcmp(argv[i], "--json") == 0) json = argv[++i];
        if (std::strcmp(argv[i], "--to") == 0) options.period.to = *instantFromIso(argv[++i]);
    }
    const std::string folder = which.rfind("years:", 0) == 0 ? which.substr(6) : data + "/" + which; // years:/path/of/another/pair
    const bool years = which.rfind("years:", 0) == 0, dma = !years && which.find('/') != std::string::npos;
    lab::Set set = dma                ? lab::readDma(which)
                   : which == "clean" ? lab::readLtown(data + "/ltown", {"clean"}, data + "/ltown/network.inp")
                                      : lab::readLtown(folder, {"hist", "eval"}, folder + "/network.inp");
    if (dma) options.zone = lab::london();
    std::vector<Meter> meters;
    std::vector<series::Sensor> sensors;
    for (auto& s : set.series) {
        meters.push_back({&s.sensor, &s.readings});
        sensors.push_back(s.sensor);
    }
    const Balances found = findBalances(set.hasNetwork ? &set.network : nullptr, sensors);
    std::vector<TrackedEvent> all;
    for (const Balance& b : found.zones) {
        NullSink sink;
        const auto before = std::chrono::steady_clock::now();
        const Result<ZoneTrack> track = trackZone(b, set.hasNetwork ? &set.network : nullptr, meters, set.repairs, options, sink, {});
        const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
        if (!track) {
            std::printf("%s\n", track.error().toString().c_str());
            continue;
        }
        std::printf("zone %s: %zu events, %.2f s\n", b.zone.c_str(), track->events.size(), s);
        if (verbose) listEvents(*track);
        all.insert(all.end(), track->events.begin(), track->events.end());
    }
    if (!set.truth.empty() || which == "clean") scoreOnsets(all, set.truth, verbose);
    if (!json.empty()) writeJson(all, json);
}
