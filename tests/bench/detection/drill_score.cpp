#include "drill_score.h"

#include "lab_data.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

namespace lab {

using namespace ms;
using detection::EventKind;

namespace {

constexpr double kSizes[] = {0.05, 0.10, 0.20, 9e9};

std::vector<DrillTruth> readList(const std::string& path, const char* typeColumn) {
    std::vector<DrillTruth> out;
    std::map<std::string, std::size_t> column;
    for (const auto& row : readTable(path, ',')) {
        if (column.empty()) {
            for (std::size_t i = 0; i < row.size(); ++i) column[row[i]] = i;
            continue;
        }
        auto text = [&](const char* name) { return column.count(name) && column[name] < row.size() ? row[column[name]] : std::string(); };
        auto time = [&](const char* name) { return instantFromIso(text(name)).value_or(Instant{}); };
        if (text("id").empty()) continue;
        DrillTruth t{text("id"), text("zone"), text(typeColumn), time("start"), time("end"), time("peak_time"), 0, 0, 0};
        t.mean_lps = std::atof(text("mean_lps").c_str());
        t.peak_lps = std::atof(text("peak_lps").c_str());
        t.share = std::atof(text("share_of_mean_inflow").c_str());
        out.push_back(t);
    }
    return out;
}

bool isBurst(EventKind k) { return k == EventKind::burst || k == EventKind::leak; }
std::string shortly(Instant t) { return t.valid() ? toIso(t).substr(5, 11) : "-"; }

double median(std::vector<double> v) {
    if (v.empty()) return std::nan("");
    std::sort(v.begin(), v.end());
    return 0.5 * (v[(v.size() - 1) / 2] + v[v.size() / 2]);
}

} // namespace

DrillTruths readDrillTruths(const std::string& folder) {
    DrillTruths t;
    t.bursts = readList(folder + "/bursts.csv", "shape");
    t.others = readList(folder + "/confounders.csv", "type");
    std::ifstream meta(folder + "/meta.json");
    const std::string text((std::istreambuf_iterator<char>(meta)), {});
    if (const auto at = text.find("\"events_from\": \""); at != std::string::npos) t.eventsFrom = *instantFromIso(text.substr(at + 16, 20));
    return t;
}

std::vector<DrillCall> callsOf(const std::vector<detection::TrackedEvent>& events) {
    std::vector<DrillCall> calls;
    for (const auto& e : events) {
        const auto first = std::find_if(e.states.begin(), e.states.end(), [](const auto& s) { return isBurst(s.kind) && !s.withdrawn; });
        if (first == e.states.end()) continue;
        DrillCall call{e.zone, first->at, first->flow_m3s.value * 1000, &e};
        for (auto s = first; s != e.states.end() && s->at <= first->at + hours(3); ++s) call.flow_lps = s->flow_m3s.value * 1000;
        calls.push_back(call);
    }
    std::stable_sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return calls;
}

void scoreDrill(const std::vector<DrillCall>& calls, const DrillTruths& truths, TimeSpan data, bool verbose, DrillScore& score) {
    std::map<std::string, const DrillCall*> first;
    if (truths.eventsFrom.valid()) {
        score.weeks += (data.to - truths.eventsFrom).days() / 7;
        score.historyWeeks += (truths.eventsFrom - data.from).days() / 7;
    }
    for (const DrillCall& c : calls) {
        const DrillTruth* own = nullptr;
        for (const auto& b : truths.bursts)
            if (b.zone == c.zone && b.start <= c.at && c.at <= b.end + hours(1) && (!own || b.start > own->start)) own = &b;
        if (own) {
            if (!first.emplace(own->id, &c).second) ++score.repeats;
            continue;
        }
        const bool early = truths.eventsFrom.valid() && c.at < truths.eventsFrom;
        ++(early ? score.inHistory : score.falseAlarms);
        if (!verbose) continue;
        std::string cause = "nothing known";
        for (const auto& b : truths.bursts)
            if (b.zone == c.zone && b.end < c.at && c.at <= b.end + hours(48)) cause = "after " + b.id;
        for (const auto& o : truths.others)
            if (o.zone == c.zone && o.start <= c.at && c.at <= o.end + hours(24)) cause = o.type + " " + shortly(o.start) + " to " + shortly(o.end);
        const auto& last = c.event->states.back();
        std::printf("  false %s %s det %s start %s flow %.2f first %s last %s%s end %s | %s\n", early ? "(history)" : "", c.zone.c_str(),
                    shortly(c.at).c_str(), shortly(last.startedAt).c_str(), c.flow_lps, std::string(nameOf(c.event->states.front().kind)).c_str(),
                    std::string(nameOf(last.kind)).c_str(), last.withdrawn ? " withdrawn" : "",
                    c.event->endedAt ? shortly(*c.event->endedAt).c_str() : "-", cause.c_str());
    }
    for (const auto& b : truths.bursts) {
        const int size = static_cast<int>(std::find_if(std::begin(kSizes), std::end(kSizes), [&](double s) { return b.share < s; }) - kSizes);
        ++score.bursts[size];
        const auto hit = first.find(b.id);
        if (hit == first.end()) {
            if (verbose)
                std::printf("  missed %s %s %.3f %s to %s, %.2f l/s\n", b.id.c_str(), b.type.c_str(), b.share, shortly(b.start).c_str(),
                            shortly(b.end).c_str(), b.mean_lps);
            continue;
        }
        ++score.found[size];
        const DrillCall& c = *hit->second;
        const double delay = (c.at - b.start).hours();
        score.delays_h.push_back(delay);
        if (b.type == "sudden" && b.share >= 0.1) score.suddenDelays_h.push_back(delay);
        double truth = b.mean_lps;
        if (b.type != "sudden" && b.peak > b.start)
            truth = b.peak_lps * std::min(1.0, std::max(0.08, (c.at - b.start).seconds() / (b.peak - b.start).seconds()));
        score.sizeErrors.push_back(std::abs(c.flow_lps / truth - 1));
        if (verbose)
            std::printf("  found %s %s %.3f after %.1f h, size %.2f of %.2f\n", b.id.c_str(), b.type.c_str(), b.share, delay, c.flow_lps, truth);
    }
}

void print(const DrillScore& s) {
    int found = 0, all = 0;
    for (int i = 0; i < 4; ++i) {
        found += s.found[i];
        all += s.bursts[i];
    }
    const auto percent = [](int a, int b) { return b > 0 ? 100.0 * a / b : 0.0; };
    std::printf("found %d of %d = %.0f %%; 3-5 %%: %.0f, 5-10 %%: %.0f, 10-20 %%: %.0f, 20+ %%: %.0f, 10+ %%: %.0f\n", found, all,
                percent(found, all), percent(s.found[0], s.bursts[0]), percent(s.found[1], s.bursts[1]), percent(s.found[2], s.bursts[2]),
                percent(s.found[3], s.bursts[3]), percent(s.found[2] + s.found[3], s.bursts[2] + s.bursts[3]));
    std::printf("delay median %.2f h, sudden ones of 10 %% and more %.2f h; size error median %.0f %%; repeats %d\n", median(s.delays_h),
                median(s.suddenDelays_h), 100 * median(s.sizeErrors), s.repeats);
    std::printf("false alarms %d in %.1f DMA-weeks = %.3f; in the history %d in %.1f = %.3f\n", s.falseAlarms, s.weeks,
                s.weeks > 0 ? s.falseAlarms / s.weeks : 0, s.inHistory, s.historyWeeks, s.historyWeeks > 0 ? s.inHistory / s.historyWeeks : 0);
}

} // namespace lab
