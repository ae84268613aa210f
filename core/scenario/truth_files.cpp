#include "core/scenario/truth_files.h"

#include "core/scenario/text_file.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::scenario {
namespace {

/// Flow of a burst over the part: rows while it was open, mean and greatest flow over them, volume.
struct FlowFacts {
    std::size_t rows = 0;
    double mean_m3s = 0, peak_m3s = 0, volume_m3 = 0;
};

FlowFacts factsOf(const std::vector<float>& flows_m3s, Duration step) {
    FlowFacts facts;
    for (const float q : flows_m3s) {
        if (q <= 0) continue;
        ++facts.rows;
        facts.volume_m3 += static_cast<double>(q) * step.seconds();
        facts.peak_m3s = std::max(facts.peak_m3s, static_cast<double>(q));
    }
    if (facts.rows > 0) facts.mean_m3s = facts.volume_m3 / (static_cast<double>(facts.rows) * step.seconds());
    return facts;
}

bool openWithin(const Burst& burst, const TimeSpan& span) { return burst.start < span.to && (!burst.end || *burst.end > span.from); }

/// "2019-02-03 10:00" or, for files of a UK utility, "03/02/2019 10:00", on the wall clock of `zone`.
std::string plainTime(Instant t, const LocalZone& zone) {
    const CivilTime c = utcFromInstant(zone.toLocal(t));
    return printed("%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}
std::string britishTime(Instant t, const LocalZone& zone) {
    const CivilTime c = utcFromInstant(zone.toLocal(t));
    return printed("%02d/%02d/%04d %02d:%02d", c.day, c.month, c.year, c.hour, c.minute);
}

Result<void> writeTogether(const std::string& folder, std::initializer_list<std::pair<const char*, std::string>> files) {
    for (const auto& [name, text] : files)
        if (Result<void> written = writeTextFile(folder + "/" + name, text); !written) return written;
    return {};
}

network::Point placeOn(const network::Network& network, LinkIndex pipe, double fraction) {
    const std::vector<network::Point> line = network.line(pipe);
    if (line.empty()) return {};
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    double left = fraction * length;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double piece = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (left <= piece && piece > 0)
            return {line[i - 1].x + left / piece * (line[i].x - line[i - 1].x), line[i - 1].y + left / piece * (line[i].y - line[i - 1].y)};
        left -= piece;
    }
    return line.back();
}

double meanDemand_m3s(const TruthSource& source, int part) {
    double sum = 0;
    for (std::size_t i = 0; i < source.nominal.nodes.size(); ++i)
        if (source.zones.partOfNode[i] == part)
            for (const network::Demand& demand : source.nominal.nodes[i].demands) {
                const int pattern = demand.pattern >= 0 ? demand.pattern : source.nominal.options.defaultPattern;
                double factor = 1;
                if (pattern >= 0) {
                    const std::vector<double>& f = source.nominal.patterns[static_cast<std::size_t>(pattern)].factors;
                    if (!f.empty()) factor = std::accumulate(f.begin(), f.end(), 0.0) / static_cast<double>(f.size());
                }
                sum += demand.base_m3s * factor * source.nominal.options.demandMultiplier * source.spec.demandFactor;
            }
    return sum;
}

const char* shapeOf(const Burst& burst) {
    if (burst.growth == Burst::Growth::sudden) return "sudden";
    return burst.grows > days(4) ? "grow_week" : "grow_1-3d";
}

std::string burstRow(const TruthSource& source, std::size_t b) {
    const SizedBurst& sized = source.bursts[b];
    const Burst& burst = sized.burst;
    const network::Link& pipe = source.nominal.link(sized.pipe);
    const FlowFacts facts = factsOf(source.truth.burstFlows_m3s[b], source.truth.step);
    const network::Point at = placeOn(source.nominal, sized.pipe, burst.fraction);
    const double inflow = meanDemand_m3s(source, source.zones.partOf(pipe));
    std::string row = burst.id + "," + source.zones.nameOf(pipe) + "," + pipe.id + printed(",%.1f,%.1f,", at.x, at.y) + toIso(burst.start) + "," +
                      toIso(std::min(burst.end.value_or(source.part.span.to), source.part.span.to)) + "," + toIso(burst.start + burst.grows) + "," +
                      shapeOf(burst);
    row += printed(",%.3f,%.3f,%.4f,%.2f,%.1f,", facts.mean_m3s * 1000, facts.peak_m3s * 1000, inflow > 0 ? facts.peak_m3s / inflow : 0,
                   burst.fraction, pipe.diameter_m * 1000);
    row += pipe.tag + ",";
    const int sensor = source.truth.nearestSensor[b];
    row += sensor >= 0 ? printed("%.2f,", source.truth.largestDrop_m[b]) + source.spec.sensors[static_cast<std::size_t>(sensor)].element : ",";
    return row + printed(",%.2f,%d\n", facts.peak_m3s * 1000, burst.end && burst.inRepairs ? 1 : 0);
}

const char* wordFor(Fault::Kind kind) {
    switch (kind) {
    case Fault::Kind::stuck: return "logger stuck";
    case Fault::Kind::gap: return "battery gap";
    case Fault::Kind::zero: return "reads zero";
    case Fault::Kind::drift: return "logger drift";
    case Fault::Kind::offset: return "logger offset";
    case Fault::Kind::scale: return "reads a multiple";
    case Fault::Kind::clock: return "logger clock shifted";
    case Fault::Kind::noisy: return "logger noisy";
    }
    return "?";
}

struct Confounder {
    std::string zone, type, element, detail;
    TimeSpan span;
    network::Point at;
    double mean_lps = 0;
};

std::vector<Confounder> confounders(const TruthSource& source) {
    std::vector<Confounder> all;
    for (const Use& use : source.spec.uses) {
        const NodeIndex node = source.nominal.findNode(use.junction);
        all.push_back({source.zones.names[static_cast<std::size_t>(source.zones.partOfNode[node.at()])], use.type, use.junction,
                       printed("%.0f min", use.span.length().seconds() / 60), use.span, source.nominal.node(node).position.value_or(network::Point{}),
                       use.flow_m3s * 1000});
    }
    for (const Operation& operation : source.spec.operations) {
        const LinkIndex link = source.nominal.findLink(operation.link);
        all.push_back({source.zones.names[static_cast<std::size_t>(source.zones.partOfNode[source.nominal.link(link).to.at()])], operation.type,
                       operation.link, operation.closed ? std::string("closed") : printed("%+.1f m", operation.settingChange), operation.span,
                       placeOn(source.nominal, link, 0.5), 0});
    }
    for (const SensorPlan& sensor : source.spec.sensors)
        for (const Fault& fault : sensor.faults)
            all.push_back({sensor.zone, wordFor(fault.kind), sensor.element, printed("%g", fault.amount), fault.span, {}, 0});
    for (const Instant holiday : source.spec.holidays)
        for (const std::string& zone : source.zones.names)
            if (!zone.empty())
                for (const Instant begin : source.spec.habits.fromLocal(holiday))
                    all.push_back({zone, "bank holiday", {}, {}, {begin, begin + days(1)}, {}, 0});
    std::erase_if(all, [&](const Confounder& c) { return c.span.to <= source.part.span.from || c.span.from >= source.part.span.to; });
    std::stable_sort(all.begin(), all.end(), [](const Confounder& a, const Confounder& b) { return a.span.from < b.span.from; });
    return all;
}

std::string confounderRows(const TruthSource& source) {
    std::string text = "id,zone,type,start,end,element,x,y,detail,mean_lps\n";
    int number = 0;
    for (const Confounder& c : confounders(source)) {
        text += printed("C%02d,", ++number) + c.zone + "," + c.type + "," + toIso(c.span.from) + "," + toIso(c.span.to) + "," + c.element + ",";
        text += c.at == network::Point{} ? "," : printed("%.1f,%.1f", c.at.x, c.at.y);
        text += "," + c.detail + printed(",%.2f\n", c.mean_lps);
    }
    return text;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += printed("\\u%04x", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

std::string meta(const TruthSource& source) {
    std::string zones;
    for (std::size_t z = 0; z < source.zones.names.size(); ++z) {
        if (source.zones.names[z].empty()) continue;
        double length = 0;
        int pipes = 0;
        for (const network::Link& link : source.nominal.links) {
            if (link.kind != network::LinkKind::pipe || source.zones.partOf(link) != static_cast<int>(z)) continue;
            length += link.length_m;
            ++pipes;
        }
        zones += (zones.empty() ? "\n  {" : ",\n  {") + std::string("\"zone\": ") + quoted(source.zones.names[z]) +
                 printed(", \"pipes\": %d, \"pipe_length_m\": %.1f, \"mean_inflow_lps\": %.2f, ", pipes, length,
                         meanDemand_m3s(source, static_cast<int>(z)) * 1000) +
                 "\"start\": \"" + toIso(source.part.span.from) + "\", \"end\": \"" + toIso(source.part.span.to) + "\", \"events_from\": \"" +
                 toIso(source.spec.eventsFrom.value_or(source.part.span.from)) + "\"}";
    }
    return "{\n \"source\": " + quoted(source.spec.title) + printed(",\n \"seed\": %llu", static_cast<unsigned long long>(source.spec.seed)) +
           printed(",\n \"mean_inflow_lps\": %.2f", source.truth.meanInflow_m3s * 1000) + ",\n \"zones\": [" + zones + "\n ]\n}\n";
}

} // namespace

Result<void> writeLeakTruth(const TruthSource& source, const std::string& folder) {
    const LocalZone& clock = source.spec.habits;
    std::string leaks = "pipe;start;end;diameter_m;type;peak_time;repaired;mean_flow_m3h;peak_flow_m3h;volume_m3\n", repairs = "pipe,repair_time\n",
                flows = "Timestamp";
    std::vector<std::size_t> open;
    const Instant last = source.part.span.to - source.truth.step;
    for (std::size_t b = 0; b < source.bursts.size(); ++b) {
        const Burst& burst = source.bursts[b].burst;
        if (!openWithin(burst, source.part.span)) continue;
        open.push_back(b);
        const FlowFacts facts = factsOf(source.truth.burstFlows_m3s[b], source.truth.step);
        const bool repaired = burst.end && *burst.end <= last;
        leaks += burst.pipe + ";" + plainTime(burst.start, clock) + ";" + plainTime(repaired ? *burst.end : last, clock) +
                 printed(";%.6f;", std::sqrt(4 / 3.14159265358979323846 * source.bursts[b].area_m2)) +
                 (burst.growth == Burst::Growth::sudden ? "abrupt;" : "incipient;") + plainTime(std::min(burst.start + burst.grows, last), clock) +
                 (repaired ? ";yes" : ";no") + printed(";%.3f;%.3f;%.1f\n", facts.mean_m3s * 3600, facts.peak_m3s * 3600, facts.volume_m3);
        if (repaired && burst.inRepairs) repairs += burst.pipe + "," + plainTime(*burst.end, clock) + "\n";
        flows += ";" + burst.pipe;
    }
    flows += "\n";
    const auto rows = static_cast<std::size_t>(source.part.span.length().ms / source.truth.step.ms);
    for (std::size_t row = 0; row < rows; ++row) {
        flows += plainTime(source.part.span.from + source.truth.step * static_cast<std::int64_t>(row), clock) + ":00";
        for (const std::size_t b : open) flows += printed(";%.4g", static_cast<double>(source.truth.burstFlows_m3s[b][row]) * 3600);
        flows += "\n";
    }
    return writeTogether(folder, {{"leaks.csv", leaks}, {"repairs.csv", repairs}, {"leak_flows.csv", flows}});
}

Result<void> writeDrillTruth(const TruthSource& source, const std::string& folder) {
    std::string bursts =
        "id,zone,pipe,x,y,start,end,peak_time,shape,mean_lps,peak_lps,share_of_mean_inflow,pipe_fraction,diameter_mm,street,max_logger_drop_m,"
        "logger_element,inflow_rise_lps,in_repairs\n";
    for (std::size_t b = 0; b < source.bursts.size(); ++b)
        if (openWithin(source.bursts[b].burst, source.part.span)) bursts += burstRow(source, b);
    std::string offsets = "element,offset_m\n", differences = "kind,element,x,y,effect\n";
    for (const SensorPlan& sensor : source.spec.sensors)
        if (sensor.quantity == Quantity::pressure) offsets += sensor.element + printed(",%.2f\n", sensor.offset * unitFromString(sensor.unit)->toSi);
    for (const std::string& pipe : source.spec.reality.closedPipes) {
        const network::Point at = placeOn(source.nominal, source.nominal.findLink(pipe), 0.5);
        differences += "closed valve," + pipe + printed(",%.1f,%.1f,the network file has it open\n", at.x, at.y);
    }
    return writeTogether(folder, {{"bursts.csv", bursts},
                                  {"confounders.csv", confounderRows(source)},
                                  {"logger_offsets.csv", offsets},
                                  {"model_differences.csv", differences},
                                  {"meta.json", meta(source)}});
}

std::string repairList(const TruthSource& source) {
    std::string text = "job,reported,completed,easting,northing,street\n";
    for (std::size_t b = 0; b < source.bursts.size(); ++b) {
        const Burst& burst = source.bursts[b].burst;
        if (!burst.end || !burst.inRepairs || *burst.end > source.part.span.to || *burst.end <= source.part.span.from) continue;
        const network::Point at = placeOn(source.nominal, source.bursts[b].pipe, burst.fraction);
        text += printed("WR%05zu,", 10007 + 977 * b % 80000) + britishTime(burst.reported.value_or(*burst.end), source.spec.habits) + "," +
                britishTime(*burst.end, source.spec.habits) + printed(",%.0f,%.0f,", at.x, at.y) + source.nominal.link(source.bursts[b].pipe).tag +
                "\n";
    }
    return text;
}

std::string geoJsonCrsName(const std::string& crs) {
    const auto colon = crs.find(':');
    return colon == std::string::npos ? std::string() : "urn:ogc:def:crs:" + crs.substr(0, colon) + "::" + crs.substr(colon + 1);
}

std::string gisPipes(const network::Network& network, const std::string& crs) {
    std::string text = "{\"type\":\"FeatureCollection\",\"name\":\"mains\"";
    if (const std::string name = geoJsonCrsName(crs); !name.empty())
        text += ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}";
    text += ",\"features\":[";
    bool first = true;
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        const std::vector<network::Point> line = network.line(LinkIndex(static_cast<std::int64_t>(i)));
        if (link.kind != network::LinkKind::pipe || line.empty()) continue;
        text += (first ? "\n" : ",\n") + std::string("{\"type\":\"Feature\",\"properties\":{\"id\":") + quoted(link.id) +
                printed(",\"length_m\":%.2f,\"diameter_mm\":%.1f,\"street\":", link.length_m, link.diameter_m * 1000) +
                (link.tag.empty() ? "null" : quoted(link.tag)) + "},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[";
        for (std::size_t k = 0; k < line.size(); ++k) text += printed(k ? ",[%.2f,%.2f]" : "[%.2f,%.2f]", line[k].x, line[k].y);
        text += "]}}";
        first = false;
    }
    return text + "\n]}\n";
}

} // namespace ms::scenario
