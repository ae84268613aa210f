// place_lab PROJECT... [--truth] [--without-model] [-v] [--hours H] [key=value]: places the events of drill projects (NAME.mainsight beside nothing
// else; the truth is looked for in the reference data's drill/NAME/truth) and says per event how much of the zone its 90 % area takes, whether it
// holds the burst and at which rank. --truth takes onset and size from the truth instead of detection's: what the pressures can tell at best.
#include "core/analysis/dma_placer.h"
#include "core/analysis/model_fit.h"
#include "core/analysis/model_frame.h"
#include "core/analysis/stages.h"
#include "core/analysis/surrogate.h"
#include "core/localisation/area.h"
#include "core/project/project_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

using namespace ms;

namespace {

struct QuietSink final : analysis::EventSink {
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { std::printf("  %s\n", d.toString().c_str()); }
    void partial(const std::vector<detection::Event>&) override {}
};

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct Burst {
    std::string id, pipe, shape;
    Instant start, end, peak;
    double mean_m3s = 0, peak_m3s = 0, share = 0, drop_m = 0;
};

std::vector<Burst> readBursts(const std::string& path) {
    std::vector<Burst> bursts;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<std::string> f;
        std::stringstream s(line);
        for (std::string x; std::getline(s, x, ',');) f.push_back(x);
        if (f.size() < 16) continue;
        bursts.push_back({f[0], f[2], f[8], *instantFromIso(f[5]), *instantFromIso(f[6]), *instantFromIso(f[7]), std::atof(f[9].c_str()) / 1000,
                          std::atof(f[10].c_str()) / 1000, std::atof(f[11].c_str()), std::atof(f[15].c_str())});
    }
    return bursts;
}

double trueFlow(const Burst& b, Instant t) {
    if (t < b.start || t > b.end) return 0;
    if (b.shape == "sudden" || b.peak <= b.start) return b.mean_m3s;
    return b.peak_m3s * std::clamp((t - b.start).seconds() / (b.peak - b.start).seconds(), 0.02, 1.0);
}

struct Outcome {
    double share = 1, needed = 1; ///< needed: mass of the pipes at least as likely a metre as the true one
    double rank = 0;
    bool whole = false, held = false;
};

Outcome judge(const std::vector<localisation::Candidate>& pipes, const Eigen::VectorXd& p, const std::string& pipe, double level) {
    double length = 0;
    for (const auto& c : pipes) length += c.length_m;
    Outcome o;
    const auto area = localisation::areaOfInterest(pipes, p, level, length);
    o.share = area.share;
    o.whole = area.wholeZone;
    for (const auto& q : area.pipes) o.held = o.held || q.id == pipe;
    double own = -1;
    for (std::size_t j = 0; j < pipes.size(); ++j)
        if (pipes[j].id == pipe) own = p[static_cast<Eigen::Index>(j)] / pipes[j].length_m;
    o.needed = 0;
    for (std::size_t j = 0; j < pipes.size(); ++j)
        if (p[static_cast<Eigen::Index>(j)] / pipes[j].length_m > own + 1e-15) {
            o.needed += p[static_cast<Eigen::Index>(j)];
            o.rank += 1;
        }
    return o;
}

double quantile(std::vector<double> v, double p) {
    if (v.empty()) return 0;
    std::sort(v.begin(), v.end());
    return v[static_cast<std::size_t>(p * static_cast<double>(v.size() - 1) + 0.5)];
}

void print(const char* name, const std::vector<Outcome>& all) {
    std::vector<double> share, rank;
    int held[4] = {}, whole = 0;
    const double level[4] = {0.5, 0.8, 0.9, 0.95};
    for (const auto& o : all) {
        share.push_back(o.share);
        rank.push_back(o.rank);
        for (int k = 0; k < 4; ++k) held[k] += o.needed < level[k];
        whole += o.whole;
    }
    const double n = std::max<double>(1, static_cast<double>(all.size()));
    std::printf("%-8s %3zu events: within 50/80/90/95 %%: %.0f %.0f %.0f %.0f; share median %.3f quartiles %.3f %.3f; whole %d; rank median %.0f\n",
                name, all.size(), 100 * held[0] / n, 100 * held[1] / n, 100 * held[2] / n, 100 * held[3] / n, quantile(share, 0.5),
                quantile(share, 0.25), quantile(share, 0.75), whole, quantile(rank, 0.5));
}

} // namespace

int main(int argc, char** argv) {
    bool truth = false, verbose = false, bare = false;
    double after_h = 3;
    std::map<std::string, double> knobs;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--truth")
            truth = true;
        else if (a == "-v")
            verbose = true;
        else if (a == "--without-model")
            bare = true;
        else if (a == "--hours")
            after_h = std::atof(argv[++i]);
        else if (const auto eq = a.find('='); eq != std::string::npos && a.find('/') == std::string::npos)
            knobs[a.substr(0, eq)] = std::atof(a.c_str() + eq + 1);
        else
            files.push_back(a);
    }
    const auto knob = [&](const char* key, auto& value) {
        if (const auto it = knobs.find(key); it != knobs.end()) value = static_cast<std::decay_t<decltype(value)>>(it->second);
    };
    analysis::DmaPlacingOptions options;
    knob("members", options.ensemble.members);
    knob("group", options.ensemble.groupRoughnessSd);
    knob("rough", options.ensemble.roughnessSd);
    knob("diam", options.ensemble.diameterSd);
    knob("demand", options.ensemble.demandSd);
    knob("temper", options.posterior.temper);
    knob("rel", options.posterior.relativeError);
    knob("dof", options.posterior.degreesOfFreedom);
    knob("broken", options.posterior.brokenLogger);
    knob("level", options.replay.level_d);
    knob("hfloor", options.replay.headFloor_m);
    knob("qfloor", options.replay.flowFloorShare);
    knob("shrink", options.replay.shrink);
    knob("replays", options.replay.mostReplays);
    knob("after", options.longestAfter_d);
    knob("learn", options.learn_d);
    knob("sizefloor", options.sizeFloor);
    knob("again", options.solvedAgain);
    if (knobs.count("blocks")) {
        const int n = static_cast<int>(knobs["blocks"]);
        if (n == 4) options.blocks_h = {0, 5.5, 10, 17};
        if (n == 1) options.blocks_h = {0};
        if (n == 2) options.blocks_h = {0, 6};
        if (n == 3) options.blocks_h = {0, 5.5, 15};
    }
    std::vector<Outcome> all;
    double seconds = 0;
    for (const std::string& file : files) {
        std::string name = file.substr(file.rfind('/') + 1);
        name = name.substr(0, name.find('.'));
        auto project = project::ProjectFile::open(QString::fromStdString(file), project::ProjectFile::Mode::readOnly);
        if (!project) {
            std::printf("%s\n", project.error().toString().c_str());
            return 2;
        }
        auto read = (*project)->analysisData(project::Flags::knownNow);
        if (!read) {
            std::printf("%s\n", read.error().toString().c_str());
            return 2;
        }
        analysis::Data& data = *read;
        QuietSink sink;
        if (knobs["calibrate"] > 0) { // to the weeks before the first burst
            analysis::ModelFitOptions fit;
            fit.weeks = 6;
            fit.until = analysis::spanOf(data).from + days(7) * fit.weeks;
            const auto layer = analysis::fitModel(data, {}, fit, sink);
            if (layer) analysis::layOver(*layer, data);
            std::printf("%s: %s\n", name.c_str(),
                        layer ? project::calibrationToJson(*layer).substr(0, 200).c_str() : layer.error().toString().c_str());
        }
        const auto bursts = readBursts(std::string(MAINSIGHT_SHARED_DATA) + "/drill/" + name + "/truth/bursts.csv");
        // Detection, kept in a file: it takes seconds.
        analysis::Options wanted;
        std::vector<detection::ZoneTrack> tracks;
        const std::string kept = file + ".tracks";
        std::ifstream in(kept, std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        std::string bytes = text.str();
        if (bytes.empty()) {
            auto stage = analysis::firstStage(data, wanted);
            if (!stage) return 2;
            for (const auto& task : *stage) {
                if (task.kind != "detect") continue;
                auto out = analysis::run(task, data, wanted, sink, {});
                if (!out) return 2;
                bytes = out->bytes; // the drill's DMAs are one zone each
            }
            std::ofstream(kept, std::ios::binary) << bytes;
        }
        analysis::Findings findings;
        if (auto ok = analysis::addFindings(bytes, findings); !ok) return 2;
        tracks = findings.tracks;
        std::vector<series::Sensor> sensors = analysis::sensorsOf(data);
        const detection::Balances balances = detection::findBalances(bare ? nullptr : data.network.get(), sensors);
        // Which event is which burst's, as score_bursts.py has it: the earliest detected within a burst.
        std::vector<const Burst*> owner(tracks[0].events.size(), nullptr);
        std::map<const Burst*, std::size_t> detection;
        for (std::size_t e = 0; e < tracks[0].events.size(); ++e) {
            auto& event = tracks[0].events[e];
            if (event.states.empty() || event.states.front().withdrawn) continue;
            const auto kind = event.states.front().kind;
            if (kind != detection::EventKind::burst && kind != detection::EventKind::leak) continue;
            const Burst* own = nullptr;
            for (const auto& b : bursts)
                if (b.start <= event.detectedAt && event.detectedAt <= b.end + hours(1) && (!own || b.start > own->start)) own = &b;
            if (own && !detection.count(own)) {
                detection[own] = e;
                owner[e] = own;
            }
        }
        if (truth)
            for (std::size_t e = 0; e < tracks[0].events.size(); ++e)
                if (owner[e])
                    for (auto& s : tracks[0].events[e].states) {
                        const Burst& b = *owner[e];
                        s.startedAt = b.start;
                        s.startedCi = {b.start - minutes(8), b.start + minutes(8)};
                        const double q = trueFlow(b, std::min(s.at, b.end));
                        s.flow_m3s = {q, 0.95 * q, 1.05 * q};
                        s.track.clear();
                        for (Instant t = b.start; t <= s.at; t = t + minutes(30)) s.track.push_back({t, trueFlow(b, t), 0});
                    }
        const analysis::DmaGround ground = bare ? analysis::groundOfGis(data, balances) : analysis::groundOfModel(data, balances);
        analysis::DmaPlacer placer(ground, data, tracks, options);
        if (!placer.suits(0)) {
            std::printf("%s: not for this placer\n", name.c_str());
            continue;
        }
        std::vector<Outcome> own;
        for (std::size_t e = 0; e < owner.size(); ++e) {
            if (!owner[e]) continue;
            const auto& event = tracks[0].events[e];
            std::size_t s = 0;
            while (s + 1 < event.states.size() && event.states[s + 1].at <= event.detectedAt + Duration{static_cast<std::int64_t>(after_h * 3.6e6)})
                ++s;
            const double t0 = now();
            auto placed = placer.place(0, e, s);
            const double took = now() - t0;
            seconds += took;
            if (!placed) {
                std::printf("%s: %s\n", owner[e]->id.c_str(), placed.error().toString().c_str());
                continue;
            }
            Outcome o = judge(ground.zones[0].candidates, placed->probability, owner[e]->pipe, 0.9);
            own.push_back(o);
            if (verbose) {
                const Burst& b = *owner[e];
                const auto& state = event.states[s];
                std::printf(
                    "  %s %-9s %4.1f %% drop %.2f m | after %5.1f h, start off %5.1f h, ci %4.1f h, flow %.2f of %.2f l/s | share %.3f needed %.3f "
                    "rank %3.0f %s%s %.1f s |",
                    b.id.c_str(), b.shape.c_str(), b.share * 100, b.drop_m, (state.at - b.start).hours(), (state.startedAt - b.start).hours(),
                    (state.startedCi.second - state.startedCi.first).hours(), state.flow_m3s.value * 1000, trueFlow(b, state.at) * 1000, o.share,
                    o.needed, o.rank, o.needed < 0.9 ? "" : "MISSED ", o.whole ? "whole" : "", took);
                for (Eigen::Index r = 0; !placed->shifts.empty() && r < placed->shifts[0].shift_m.size(); ++r) {
                    double w = 0, x = 0;
                    for (const auto& slot : placed->shifts)
                        if (std::isfinite(slot.shift_m[r])) {
                            w += 1 / slot.covariance(r, r);
                            x += slot.shift_m[r] / slot.covariance(r, r);
                        }
                    if (w > 0) std::printf(" %.2f/%.2f", x / w, std::sqrt(1 / w));
                }
                std::printf("\n");
            }
        }
        print(name.c_str(), own);
        all.insert(all.end(), own.begin(), own.end());
    }
    print("all", all);
    std::printf("%.1f s\n", seconds);
}
