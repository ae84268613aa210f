#include "core/detection/zone_tracker.h"
#include "drill_score.h"
#include "lab_data.h"

#include <cstdio>
#include <cstring>
#include <ctime>

using namespace ms;
using namespace ms::detection;

/// What detection alone makes of the drill's DMAs, in seconds: every burst missed and every false alarm with what lay behind it.
///
///     drill_lab FOLDER... [-v] [--far RATE] [--events] [--truth DRILL_FOLDER]
///
/// FOLDER/NAME holds the readings of DRILL_FOLDER/NAME as long.csv and long_sensors.csv (see lab_data.h).
int main(int argc, char** argv) {
    std::string truthFolder = std::string(MAINSIGHT_SHARED_DATA) + "/drill";
    bool verbose = false, events = false;
    TrackerOptions options;
    options.zone = lab::london();
    std::vector<std::string> folders;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "-v") == 0)
            verbose = true;
        else if (std::strcmp(argv[i], "--events") == 0)
            events = true;
        else if (std::strcmp(argv[i], "--far") == 0)
            options.falseAlarmsPerZoneWeek = std::atof(argv[++i]);
        else if (std::strcmp(argv[i], "--truth") == 0)
            truthFolder = argv[++i];
        else
            folders.emplace_back(argv[i]);
    }
    lab::DrillScore total;
    double seconds = 0, weeks = 0;
    for (const std::string& folder : folders) {
        const std::string name = folder.substr(folder.rfind('/') + 1);
        const lab::Set set = lab::readDma(folder);
        std::vector<Meter> meters;
        std::vector<series::Sensor> sensors;
        TimeSpan span;
        for (const auto& s : set.series) {
            meters.push_back({&s.sensor, &s.readings});
            sensors.push_back(s.sensor);
            if (s.readings.size() == 0) continue;
            const Instant from{s.readings.times_ms.front()}, to{s.readings.times_ms.back()};
            span.from = span.from.valid() ? std::min(span.from, from) : from;
            span.to = span.to.valid() ? std::max(span.to, to) : to;
        }
        std::vector<TrackedEvent> all;
        for (const Balance& b : findBalances(nullptr, sensors).zones) {
            NullSink sink;
            const std::clock_t before = std::clock(); // of the processor: others may be busy too
            auto track = trackZone(b, nullptr, meters, set.repairs, options, sink, {});
            seconds += static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
            weeks += (span.to - span.from).days() / 7;
            if (!track) {
                std::printf("%s\n", track.error().toString().c_str());
                continue;
            }
            all.insert(all.end(), track->events.begin(), track->events.end());
        }
        lab::DrillScore own;
        const lab::DrillTruths truths = lab::readDrillTruths(truthFolder + "/" + name + "/truth");
        std::printf("%s\n", name.c_str());
        if (events)
            for (const auto& e : all) {
                std::printf("  event %s det %s", e.zone.c_str(), toIso(e.detectedAt).substr(5, 11).c_str());
                for (const auto& s : e.states)
                    std::printf(" | %s %s %.2f%s", toIso(s.at).substr(5, 11).c_str(), std::string(nameOf(s.kind)).c_str(), s.flow_m3s.value * 1000,
                                s.withdrawn ? " withdrawn" : "");
                std::printf("\n");
            }
        lab::scoreDrill(lab::callsOf(all), truths, span, verbose, own);
        lab::scoreDrill(lab::callsOf(all), truths, span, false, total);
        lab::print(own);
    }
    std::printf("all\n");
    lab::print(total);
    std::printf("%.2f s, %.1f ms a DMA-week\n", seconds, 1000 * seconds / weeks);
}
