// leaks_lab FOLDER... [--hindsight] [-v] [--oracle] [--twice] [--cache] [KNOB=VALUE...]: the acceptance check `leaks` in one process and in seconds.
// --sets FILE assembles and scores anew for each line of knobs in FILE (of AnnouncingOptions and FollowOptions), without placing anew.
// --oracle takes onsets and flows from the truth (with noise) instead of detection's, to judge localisation alone; --twice detects a second time with
// the repairs placed, as the program does; --cache keeps what detection and model said in TMPDIR; --whole goes through the program's own stages.
#include "battledim_folder.h"
#include "battledim_score.h"

#include "core/analysis/event_assembly.h"
#include "core/analysis/leak_follow.h"
#include "core/analysis/leak_tasks.h"
#include "core/analysis/model_fit.h"
#include "core/analysis/model_frame.h"
#include "core/analysis/stages.h"
#include "core/analysis/unsupplied.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

using namespace ms;

namespace {

using namespace analysis;

struct QuietSink final : analysis::EventSink {
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { std::printf("  %s\n", d.toString().c_str()); }
    void partial(const std::vector<detection::Event>&) override {}
};

double threadCpu_s() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Tracks as detection would give them if it knew the truth: called some days after the start, flow with noise.
std::vector<detection::ZoneTrack> oracle(const std::string& folder, const analysis::Data& data, std::vector<std::string> zones) {
    const auto balances = detection::findBalances(data.network.get(), [&] {
        std::vector<series::Sensor> s;
        for (const auto& d : data.sensors) s.push_back(d.sensor);
        return s;
    }());
    std::vector<detection::ZoneTrack> tracks;
    for (const auto& b : balances.zones) {
        detection::ZoneTrack t;
        t.zone = b.zone;
        tracks.push_back(t);
        zones.push_back(b.zone);
    }
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    for (const std::string year : {"hist", "eval"}) {
        const lab::Truth truth = lab::readTruth(folder + "/" + year + "/truth");
        for (const auto& leak : truth.leaks) {
            if (leak.start < truth.start) continue;
            const LinkIndex link = data.network->findLink(leak.pipe);
            std::size_t zone = 0;
            for (std::size_t z = 0; z < balances.zones.size(); ++z)
                if (std::find(balances.zones[z].links.begin(), balances.zones[z].links.end(), link) != balances.zones[z].links.end()) zone = z;
            const double ramp = std::max(0.0, (leak.peak - leak.start).days());
            const double growTime = ramp * std::min(0.9, 0.00040 / leak.peak_m3s + 0.25); // called when a quarter or 1.5 m3/h have come
            detection::TrackedEvent e;
            e.zone = balances.zones[zone].zone;
            e.detectedAt = leak.start + Duration{static_cast<std::int64_t>((std::max(0.6, growTime)) * 8.64e7)};
            if (leak.end < e.detectedAt) continue;
            e.endedAt = leak.end < truth.start + days(364) ? std::optional<Instant>(leak.end) : std::nullopt;
            const double scale = 1 + 0.1 * normal(random);
            const double slip = ramp > 1 ? 0.1 * ramp * normal(random) : 0.1 * normal(random);
            for (const double age : {0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 28.0, 42.0, 60.0, 90.0}) {
                detection::TrackState s;
                s.at = e.detectedAt + Duration{static_cast<std::int64_t>(age * 8.64e7)};
                if (e.endedAt && s.at > *e.endedAt) break;
                if (s.at > truth.start + days(year == std::string("eval") ? 364 : 729)) break;
                s.kind = detection::EventKind::leak;
                s.confidence = 0.9;
                s.startedAt = leak.start + Duration{static_cast<std::int64_t>(slip * 8.64e7)};
                const double ci = ramp > 1 ? 0.2 * ramp : 0.3;
                s.startedCi = {s.startedAt - Duration{static_cast<std::int64_t>(ci * 8.64e7)},
                               s.startedAt + Duration{static_cast<std::int64_t>(ci * 8.64e7)}};
                for (double d = 0; leak.start + Duration{static_cast<std::int64_t>(d * 8.64e7)} <= s.at; d += 0.5) {
                    const double q = leak.peak_m3s * (ramp > 0.1 ? std::min(1.0, d / ramp) : 1.0) * scale;
                    s.track.push_back({leak.start + Duration{static_cast<std::int64_t>((d + slip) * 8.64e7)}, q, 0.1 * q});
                }
                const double q = s.track.empty() ? leak.peak_m3s : s.track.back().flow_m3s;
                s.flow_m3s = {q, q * 0.8, q * 1.2};
                e.states.push_back(std::move(s));
            }
            if (!e.states.empty() && e.endedAt) { // mended: a state that says so
                detection::TrackState s = e.states.back();
                s.at = *e.endedAt + days(1);
                s.flow_m3s = {};
                e.states.push_back(std::move(s));
            }
            if (!e.states.empty()) tracks[zone].events.push_back(std::move(e));
        }
    }
    for (auto& t : tracks)
        std::stable_sort(t.events.begin(), t.events.end(), [](const auto& a, const auto& b) { return a.detectedAt < b.detectedAt; });
    return tracks;
}

std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream s;
    s << in.rdbuf();
    return s.str();
}

/// Knobs from the command line, key=value.
struct Knobs {
    std::map<std::string, double> values;
    double operator()(const std::string& key, double otherwise) const {
        const auto found = values.find(key);
        return found == values.end() ? otherwise : found->second;
    }
};

AnnouncingOptions announcingWith(const Knobs& knobs) {
    AnnouncingOptions announcing;
    announcing.concentrated = knobs("conc", announcing.concentrated);
    announcing.patience_d = knobs("patience", announcing.patience_d);
    announcing.wide = knobs("wide", announcing.wide);
    announcing.widePatience_d = knobs("widepatience", announcing.widePatience_d);
    announcing.sharper = knobs("sharper", announcing.sharper);
    announcing.movedMost = knobs("movedmost", announcing.movedMost);
    announcing.moved = knobs("moved", announcing.moved);
    announcing.again_d = knobs("again_d", announcing.again_d);
    announcing.againUntil_d = knobs("againuntil", announcing.againUntil_d);
    announcing.mostNotices = static_cast<int>(knobs("notices", announcing.mostNotices));
    announcing.areaLevel = knobs("level", announcing.areaLevel);
    announcing.areaMass = knobs("mass", announcing.areaLevel);
    return announcing;
}

FollowOptions followingWith(const Knobs& knobs) {
    FollowOptions following;
    following.leastFlow = knobs("leastflow", following.leastFlow);
    following.first_d = knobs("firstd", following.first_d);
    following.sameOnset_d = knobs("sameonset", following.sameOnset_d);
    following.remainder_d = knobs("remainder", following.remainder_d);
    following.reach_m = knobs("reach", following.reach_m);
    following.averaged = static_cast<int>(knobs("averaged", following.averaged));
    following.missed = static_cast<int>(knobs("missed", following.missed));
    following.seen = static_cast<int>(knobs("seen", following.seen));
    return following;
}

/// All that is placed, before it is told.
struct Placed {
    struct Balance {
        std::size_t zone = 0, event = 0;
        std::vector<PlacedState> states;
    };
    ModelFrame frame;
    std::vector<detection::ZoneTrack> tracks;
    std::vector<ZoneCharts> charts;
    std::vector<PlacedEvent> known;
    std::vector<Balance> events;
};

/// What is told of it.
std::vector<detection::Event> assemble(const analysis::Data& data, const Placed& placed, const Knobs& knobs, bool live) {
    const AnnouncingOptions announcing = announcingWith(knobs);
    std::map<std::size_t, std::pair<std::vector<localisation::Candidate>, double>> zones;
    const auto zoneOf = [&](std::size_t z) -> const auto& {
        auto& zone = zones[z];
        if (zone.first.empty()) {
            zone.first = localisation::candidatePipes(*data.network, placed.frame.balances.zones[z].links);
            for (const auto& pipe : zone.first) zone.second += pipe.length_m;
        }
        return zone;
    };
    std::vector<TaskOutput> outputs(1);
    for (const auto& e : placed.events) {
        const auto& [candidates, length_m] = zoneOf(e.zone);
        if (auto made = assembleEvent(placed.tracks[e.zone].events[e.event], e.states, candidates, length_m, {}, live, announcing))
            outputs[0].events.push_back(std::move(*made));
    }
    AnnouncingOptions ofFollowed = announcing;
    ofFollowed.doubt = knobs("doubt", kFollowedDoubt);
    for (const ZoneCharts& c : placed.charts) {
        const auto& [candidates, length_m] = zoneOf(c.zone);
        for (const auto& leak : followLeaks(placed.frame, data, c, placed.tracks, placed.known, followingWith(knobs)))
            if (auto e = assembleEvent(leak.event, leak.placed, candidates, length_m, {}, live, ofFollowed)) {
                e->why = "FOLLOWED";
                outputs[0].events.push_back(std::move(*e));
            }
    }
    return collect(outputs);
}

/// The placing stages with other options than the program's.
Placed placeWith(const Data& data, const std::vector<TaskOutput>& first, const Knobs& knobs) {
    Placed result;
    Findings findings;
    for (const auto& o : first)
        if (auto ok = addFindings(o.bytes, findings); !ok) std::printf("%s\n", ok.error().toString().c_str());
    const ModelFrame frame = makeFrame(data);
    const Expectation expectation = joinBlocks(findings.blocks);
    std::vector<detection::ZoneTrack> tracks;
    for (const auto& t : findings.tracks) tracks.push_back(thin(t));
    PlacingOptions placing;
    auto& p = placing.posterior;
    p.temper = knobs("temper", p.temper);
    p.signatureError = knobs("sigerr", p.signatureError);
    p.degreesOfFreedom = knobs("dof", p.degreesOfFreedom);
    p.sizes = static_cast<int>(knobs("sizes", p.sizes));
    placing.shift.before_d = knobs("before", placing.shift.before_d);
    placing.shift.whiteShare = knobs("white", placing.shift.whiteShare);
    placing.shift.fastShare = knobs("fast", placing.shift.fastShare);
    placing.shift.slowShare = knobs("slow", placing.shift.slowShare);
    placing.shift.flowError = knobs("flowerr", placing.shift.flowError);
    placing.longestAfter_d = knobs("after", placing.longestAfter_d);
    placing.priorSizeFloor = knobs("sizefloor", placing.priorSizeFloor);
    placing.solvedAgain = static_cast<int>(knobs("again", placing.solvedAgain));
    placing.solvedAgainMass = knobs("againmass", placing.solvedAgainMass);
    auto model = hydraulics::HydraulicModel::make(data.network);
    if (!model) return result;
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t z = 0; z < tracks.size(); ++z)
        for (std::size_t e = 0; e < tracks[z].events.size(); ++e) list.emplace_back(z, e);
    ChartOptions charting;
    charting.map.price = knobs("price", charting.map.price);
    charting.map.temper = knobs("maptemper", charting.map.temper);
    charting.floor_m = knobs("floor", charting.floor_m);
    QuietSink sink;
    const double f0 = now();
    std::vector<ZoneCharts> charts;
    for (std::size_t z = 0; knobs("follow", 1) > 0 && z < tracks.size(); ++z) {
        auto chart = chartLeaks(frame, data, expectation, z, charting, sink, {});
        if (!chart)
            std::printf("%s\n", chart.error().toString().c_str());
        else
            charts.push_back(std::move(chart).value());
    }
    std::printf("  leaks charted in %.1f s\n", now() - f0);
    const std::vector<ZoneCharts> background = knobs("background", 1) > 0 ? charts : std::vector<ZoneCharts>();
    placing.settled_d = knobs("settled", placing.settled_d);
    placing.apart_d = knobs("apart", placing.apart_d);
    std::vector<PlacedEvent> earlier;
    result.events.resize(list.size());
    const int passes = static_cast<int>(knobs("passes", 2));
    const bool quick = knobs("quick", 0) > 0; // the last pass places only what the promise of the areas is judged by
    for (int pass = 0; pass < passes; ++pass) {
        std::vector<PlacedEvent> fresh(list.size());
        std::atomic<std::size_t> next{0};
        std::atomic<double> cpu_s{0}, worst_s{0};
        std::atomic<int> count{0};
        const auto work = [&] {
            PlacingOptions mine = placing;
            if (pass + 1 < passes) mine.solvedAgain = 0; // as the program's first look
            EventPlacer placer(frame, data, expectation, tracks, earlier, background, model.value(), mine);
            for (std::size_t i = next++; i < list.size(); i = next++) {
                const auto [zone, number] = list[i];
                const auto& tracked = tracks[zone].events[number];
                fresh[i] = {zone, number, {}};
                std::vector<PlacedState> states;
                for (std::size_t s = 0; s < tracked.states.size(); ++s) {
                    PlacedState state;
                    state.state = s;
                    if (quick && pass + 1 == passes && tracked.states[s].at > tracked.detectedAt + days(3) + hours(2)) break;
                    if (placer.hasModel(zone) && !tracked.states[s].withdrawn) {
                        const double begin = threadCpu_s();
                        auto placed = placer.place(zone, number, s);
                        const double took = threadCpu_s() - begin;
                        cpu_s += took;
                        if (took > worst_s) worst_s = took;
                        ++count;
                        if (!placed) continue;
                        state.placement = std::move(placed).value();
                        fresh[i].revisions.push_back(sparse(tracked.states[s].at, state.placement.probability));
                    }
                    states.push_back(std::move(state));
                }
                if (pass + 1 == passes) result.events[i] = {zone, number, std::move(states)};
            }
        };
        std::thread other(work);
        work();
        other.join();
        std::printf("  pass %d: %d placements, %.0f ms of CPU each, worst %.0f\n", pass + 1, count.load(), 1e3 * cpu_s / std::max(1, count.load()),
                    1e3 * worst_s);
        earlier = std::move(fresh);
    }
    result.frame = frame;
    result.tracks = std::move(tracks);
    result.charts = std::move(charts);
    result.known = std::move(earlier);
    return result;
}

} // namespace

int main(int argc, char** argv) {
    Knobs knobs;
    std::vector<std::string> folders;
    std::string sets;
    bool whole = false, hindsight = false, verbose = false, useOracle = false, cache = false, twice = false;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--hindsight")
            hindsight = true;
        else if (a == "-v")
            verbose = true;
        else if (a == "--oracle")
            useOracle = true;
        else if (a == "--whole")
            whole = true;
        else if (a == "--twice")
            twice = true;
        else if (a == "--sets" && i + 1 < argc)
            sets = argv[++i];
        else if (a == "--cache")
            cache = true;
        else if (const auto eq = a.find('='); eq != std::string::npos)
            knobs.values[a.substr(0, eq)] = std::atof(a.c_str() + eq + 1);
        else
            folders.push_back(a);
    }
    for (const auto& folder : folders) {
        double t0 = now();
        auto read = lab::readFolder(folder, {"hist", "eval"});
        if (!read) {
            std::printf("%s\n", read.error().toString().c_str());
            return 2;
        }
        analysis::Data& data = read.value();
        std::printf("%s: %zu sensors, read in %.1f s\n", folder.c_str(), data.sensors.size(), now() - t0);
        const bool unsupplied = !analysis::markUnsupplied(data).empty();
        analysis::Options options;
        options.live = !hindsight;
        QuietSink sink;
        std::string name = folder;
        for (char& c : name)
            if (c == '/' || c == '.') c = '_';
        if (unsupplied) name += "_u";
        if (const int weeks = static_cast<int>(knobs("calibrate", 0)); weeks > 0) { // to the first weeks of the data
            analysis::ModelFitOptions fit;
            fit.weeks = weeks;
            fit.until = analysis::spanOf(data).from + days(7) * weeks;
            t0 = now();
            const auto layer = analysis::fitModel(data, {}, fit, sink);
            if (layer) analysis::layOver(*layer, data);
            std::printf("  calibrated in %.1f s\n", now() - t0);
            name += "_c";
        }
        t0 = now();
        auto stage = analysis::firstStage(data, options);
        std::vector<analysis::TaskOutput> outputs, expected; ///< expected: of the first stage, what the model said
        bool first = true;
        while (stage && !stage->empty()) {
            const double s0 = now();
            std::vector<analysis::TaskOutput> fresh(stage->size());
            std::vector<detection::ZoneTrack> tracks;
            if (useOracle && stage->front().kind == "detect") tracks = oracle(folder, data, {});
            std::size_t zone = 0;
            for (std::size_t i = 0; i < stage->size(); ++i) {
                const auto& task = (*stage)[i];
                const std::string file = (std::filesystem::temp_directory_path() / ("leaks_lab_" + name + "_" + std::to_string(i) +
                                                                                    (hindsight ? "h" : "") + (first ? "" : "again") + task.kind))
                                             .string();
                const bool kept = cache && (first ? task.kind == "expect" || task.kind == "detect" : twice);
                if (useOracle && task.kind == "detect") {
                    fresh[i].bytes = analysis::encodeTrack(tracks[zone++]);
                    continue;
                }
                if (kept) {
                    fresh[i].bytes = slurp(file);
                    if (!fresh[i].bytes.empty()) continue;
                }
                auto out = analysis::run(task, data, options, sink, {});
                if (!out) {
                    std::printf("%s %s: %s\n", task.kind.c_str(), task.subject.c_str(), out.error().toString().c_str());
                    return 1;
                }
                fresh[i] = std::move(out).value();
                if (kept) std::ofstream(file, std::ios::binary) << fresh[i].bytes;
            }
            std::printf("  stage %s: %zu tasks, %.1f s\n", stage->front().kind.c_str(), stage->size(), now() - s0);
            const bool detected = stage->front().kind == "detect";
            auto next = analysis::nextStage(data, options, *stage, fresh);
            outputs = std::move(fresh);
            if (first && twice)
                for (std::size_t i = 0; i < outputs.size(); ++i)
                    if ((*stage)[i].kind == "expect") expected.push_back(outputs[i]);
            if (detected && !first) outputs.insert(outputs.end(), expected.begin(), expected.end());
            if (!whole && detected && !(first && twice)) break;
            first = false;
            stage = std::move(next);
        }
        if (!stage) {
            std::printf("%s\n", stage.error().toString().c_str());
            return 1;
        }
        const lab::Truth truth = lab::readTruth(folder + "/eval/truth");
        const lab::PipeDistance distance(*data.network);
        const auto say = [&](const std::string& with, const lab::Score& s) {
            std::printf(
                "%s%s: %.1f %% of perfect, hits %d, false %d, repeated %d, missed %d, reports %d, events %d; own onset %d, held %d, median share "
                "%.3f, late %.1f d; %.1f s\n",
                folder.c_str(), with.c_str(), 100 * s.eur / s.perfect, s.hits, s.falseAlarms, s.repeated, s.missed, s.reports, s.events, s.own,
                s.held, s.medianShare, s.medianDelay_d, now() - t0);
        };
        Placed placed;
        if (!whole) placed = placeWith(data, outputs, knobs);
        std::ifstream lines(sets);
        for (std::string line; std::getline(lines, line);) {
            Knobs with = knobs;
            std::istringstream words(line);
            for (std::string word; words >> word;)
                if (const auto eq = word.find('='); eq != std::string::npos) with.values[word.substr(0, eq)] = std::atof(word.c_str() + eq + 1);
            say(" [" + line + "]", lab::scoreEvents(assemble(data, placed, with, options.live), truth, distance, hindsight, false));
        }
        const auto events = whole ? analysis::collect(outputs) : assemble(data, placed, knobs, options.live);
        if (verbose) { // every event with the leak whose start is nearest, of both years
            const lab::Truth past = lab::readTruth(folder + "/hist/truth");
            for (const auto& e : events) {
                const lab::Leak* nearest = nullptr;
                for (const auto* t : {&past, &truth})
                    for (const auto& l : t->leaks)
                        if (!nearest || std::abs((l.start - e.startedAt).ms) < std::abs((nearest->start - e.startedAt).ms)) nearest = &l;
                std::printf(
                    "  event%s %2lld %-6s %s start %s called %s end %s flow %5.1f conf %.2f n%zu share %.3f top %-5s | %s %s..%s %.1f m3/h %.0f m\n",
                    e.why == "FOLLOWED" ? "*" : "", static_cast<long long>(e.id), std::string(detection::nameOf(e.kind)).c_str(), e.zone.c_str(),
                    toIso(e.startedAt).substr(2, 14).c_str(), toIso(e.detectedAt).substr(2, 14).c_str(),
                    e.endedAt ? toIso(*e.endedAt).substr(2, 14).c_str() : "-", e.flow_m3s.value * 3600, e.confidence, e.history.size(), e.area.share,
                    e.area.pipes.empty() ? "-" : e.area.pipes.front().id.c_str(), nearest->pipe.c_str(), toIso(nearest->start).substr(2, 14).c_str(),
                    toIso(nearest->end).substr(2, 8).c_str(), nearest->peak_m3s * 3600,
                    e.area.pipes.empty() ? -1 : distance.between(e.area.pipes.front().id, nearest->pipe));
            }
        }
        say("", lab::scoreEvents(events, truth, distance, hindsight, verbose));
    }
    return 0;
}
