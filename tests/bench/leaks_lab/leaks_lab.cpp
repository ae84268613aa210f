// leaks_lab FOLDER... [--hindsight] [-v] [--oracle]: the acceptance check `leaks` in one process and in seconds. --oracle takes onsets and flows from
// the truth (with noise) instead of detection's, to judge localisation alone.
#include "battledim_folder.h"
#include "battledim_score.h"

#include "core/analysis/event_assembly.h"
#include "core/analysis/model_fit.h"
#include "core/analysis/model_frame.h"
#include "core/analysis/stages.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

using namespace ms;

namespace {

struct QuietSink final : analysis::EventSink {
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { std::printf("  %s\n", d.toString().c_str()); }
    void partial(const std::vector<detection::Event>&) override {}
};

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

/// The placing stages with other options than the program's.
std::vector<detection::Event> placeWith(const analysis::Data& data, const std::vector<analysis::TaskOutput>& first, const Knobs& knobs, bool live) {
    using namespace analysis;
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
    AnnouncingOptions announcing;
    announcing.concentrated = knobs("conc", announcing.concentrated);
    announcing.patience_d = knobs("patience", announcing.patience_d);
    announcing.moved = knobs("moved", announcing.moved);
    announcing.again_d = knobs("again_d", announcing.again_d);
    announcing.mostNotices = static_cast<int>(knobs("notices", announcing.mostNotices));
    auto model = hydraulics::HydraulicModel::make(data.network);
    if (!model) return {};
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t z = 0; z < tracks.size(); ++z)
        for (std::size_t e = 0; e < tracks[z].events.size(); ++e) list.emplace_back(z, e);
    std::vector<PlacedEvent> earlier;
    std::vector<std::optional<detection::Event>> events(list.size());
    const int passes = static_cast<int>(knobs("passes", 2));
    const bool quick = knobs("quick", 0) > 0; // the last pass places only what the promise of the areas is judged by
    for (int pass = 0; pass < passes; ++pass) {
        std::vector<PlacedEvent> fresh(list.size());
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            PlacingOptions mine = placing;
            if (pass + 1 < passes) mine.solvedAgain = 0; // as the program's first look
            EventPlacer placer(frame, data, expectation, tracks, earlier, model.value(), mine);
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
                        auto placed = placer.place(zone, number, s);
                        if (!placed) continue;
                        state.placement = std::move(placed).value();
                        PlacedRevision r;
                        r.at = tracked.states[s].at;
                        for (Eigen::Index j = 0; j < state.placement.probability.size(); ++j)
                            if (state.placement.probability[j] > 1e-4) {
                                r.pipes.push_back(static_cast<std::int32_t>(j));
                                r.probability.push_back(static_cast<float>(state.placement.probability[j]));
                            }
                        fresh[i].revisions.push_back(std::move(r));
                    }
                    states.push_back(std::move(state));
                }
                if (pass + 1 == passes)
                    events[i] = assembleEvent(tracked, states, placer.candidates(zone), placer.zoneLength_m(zone), {}, live, announcing);
            }
        };
        std::thread other(work);
        work();
        other.join();
        earlier = std::move(fresh);
    }
    std::vector<TaskOutput> outputs(1);
    for (auto& e : events)
        if (e) outputs[0].events.push_back(std::move(*e));
    return collect(outputs);
}

} // namespace

int main(int argc, char** argv) {
    Knobs knobs;
    std::vector<std::string> folders;
    bool whole = false, hindsight = false, verbose = false, useOracle = false, cache = false;
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
        analysis::Options options;
        options.live = !hindsight;
        QuietSink sink;
        std::string name = folder;
        for (char& c : name)
            if (c == '/' || c == '.') c = '_';
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
        std::vector<analysis::TaskOutput> outputs;
        bool first = true;
        while (stage && !stage->empty()) {
            const double s0 = now();
            std::vector<analysis::TaskOutput> fresh(stage->size());
            std::vector<detection::ZoneTrack> tracks;
            if (useOracle && stage->front().kind == "detect") tracks = oracle(folder, data, {});
            std::size_t zone = 0;
            for (std::size_t i = 0; i < stage->size(); ++i) {
                const auto& task = (*stage)[i];
                const std::string file =
                    (std::filesystem::temp_directory_path() / ("leaks_lab_" + name + "_" + std::to_string(i) + (hindsight ? "h" : "") + task.kind))
                        .string();
                if (useOracle && task.kind == "detect") {
                    fresh[i].bytes = analysis::encodeTrack(tracks[zone++]);
                    continue;
                }
                if (cache && first && (task.kind == "expect" || task.kind == "detect")) {
                    fresh[i].bytes = slurp(file);
                    if (!fresh[i].bytes.empty()) continue;
                }
                auto out = analysis::run(task, data, options, sink, {});
                if (!out) {
                    std::printf("%s %s: %s\n", task.kind.c_str(), task.subject.c_str(), out.error().toString().c_str());
                    return 1;
                }
                fresh[i] = std::move(out).value();
                if (cache && first && (task.kind == "expect" || task.kind == "detect")) std::ofstream(file, std::ios::binary) << fresh[i].bytes;
            }
            std::printf("  stage %s: %zu tasks, %.1f s\n", stage->front().kind.c_str(), stage->size(), now() - s0);
            auto next = analysis::nextStage(data, options, *stage, fresh);
            first = false;
            outputs = std::move(fresh);
            if (!whole) break;
            stage = std::move(next);
        }
        if (!stage) {
            std::printf("%s\n", stage.error().toString().c_str());
            return 1;
        }
        const auto events = whole ? analysis::collect(outputs) : placeWith(data, outputs, knobs, options.live);
        const lab::Truth truth = lab::readTruth(folder + "/eval/truth");
        const lab::PipeDistance distance(*data.network);
        if (verbose) { // every event with the leak whose start is nearest, of both years
            const lab::Truth past = lab::readTruth(folder + "/hist/truth");
            for (const auto& e : events) {
                const lab::Leak* nearest = nullptr;
                for (const auto* t : {&past, &truth})
                    for (const auto& l : t->leaks)
                        if (!nearest || std::abs((l.start - e.startedAt).ms) < std::abs((nearest->start - e.startedAt).ms)) nearest = &l;
                std::printf(
                    "  event %2lld %-6s %s start %s called %s end %s flow %5.1f conf %.2f n%zu share %.3f top %-5s | %s %s..%s %.1f m3/h %.0f m\n",
                    static_cast<long long>(e.id), std::string(detection::nameOf(e.kind)).c_str(), e.zone.c_str(),
                    toIso(e.startedAt).substr(2, 14).c_str(), toIso(e.detectedAt).substr(2, 14).c_str(),
                    e.endedAt ? toIso(*e.endedAt).substr(2, 14).c_str() : "-", e.flow_m3s.value * 3600, e.confidence, e.history.size(), e.area.share,
                    e.area.pipes.empty() ? "-" : e.area.pipes.front().id.c_str(), nearest->pipe.c_str(), toIso(nearest->start).substr(2, 14).c_str(),
                    toIso(nearest->end).substr(2, 8).c_str(), nearest->peak_m3s * 3600,
                    e.area.pipes.empty() ? -1 : distance.between(e.area.pipes.front().id, nearest->pipe));
            }
        }
        const lab::Score s = lab::scoreEvents(events, truth, distance, hindsight, verbose);
        std::printf("%s: %.1f %% of perfect, hits %d, false %d, repeated %d, missed %d, reports %d, events %d; own onset %d, held %d, median share "
                    "%.3f, late %.1f d; %.1f s\n",
                    folder.c_str(), 100 * s.eur / s.perfect, s.hits, s.falseAlarms, s.repeated, s.missed, s.reports, s.events, s.own, s.held,
                    s.medianShare, s.medianDelay_d, now() - t0);
    }
    return 0;
}
