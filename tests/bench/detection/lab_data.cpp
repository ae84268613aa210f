#include "lab_data.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

namespace lab {
namespace {

using namespace ms;

std::string slurp(const std::string& path) {
    std::string out;
    gzFile f = gzopen(path.c_str(), "rb");
    if (f == nullptr) return out;
    char buffer[1 << 16];
    for (int n = 0; (n = gzread(f, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
    gzclose(f);
    return out;
}

double number(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    double v = std::nan("");
    std::from_chars(text.data(), text.data() + text.size(), v);
    return v;
}

/// Only what balances need; the real reader has its own tests.
network::Network miniInp(const std::string& path) {
    network::Network net;
    std::map<std::string, int> pattern;
    std::map<std::string, std::size_t> nodeAt;
    std::string section;
    struct Row {
        std::string section;
        std::vector<std::string> t;
    };
    std::vector<Row> rows;
    const std::string text = slurp(path);
    for (std::size_t i = 0; i < text.size();) {
        std::size_t e = text.find('\n', i);
        if (e == std::string::npos) e = text.size();
        std::string line = text.substr(i, e - i);
        i = e + 1;
        if (auto c = line.find(';'); c != std::string::npos) line.resize(c);
        std::vector<std::string> t;
        for (std::size_t k = 0; k < line.size();) {
            while (k < line.size() && std::isspace(static_cast<unsigned char>(line[k]))) ++k;
            std::size_t b = k;
            while (k < line.size() && !std::isspace(static_cast<unsigned char>(line[k]))) ++k;
            if (k > b) t.push_back(line.substr(b, k - b));
        }
        if (t.empty()) continue;
        if (t[0][0] == '[')
            section = t[0];
        else
            rows.push_back({section, t});
    }
    auto addNode = [&](const std::string& id, network::NodeKind kind) -> network::Node& {
        nodeAt[id] = net.nodes.size();
        auto& n = net.nodes.emplace_back();
        n.id = id;
        n.kind = kind;
        return n;
    };
    for (auto& r : rows) {
        if (r.section == "[JUNCTIONS]") addNode(r.t[0], network::NodeKind::junction);
        if (r.section == "[RESERVOIRS]") addNode(r.t[0], network::NodeKind::reservoir);
        if (r.section == "[TANKS]") addNode(r.t[0], network::NodeKind::tank).diameter_m = number(r.t[5]);
        if (r.section == "[PATTERNS]" && !pattern.contains(r.t[0])) {
            pattern[r.t[0]] = static_cast<int>(net.patterns.size());
            net.patterns.push_back({r.t[0], {}, {}});
        }
    }
    for (auto& r : rows) {
        const bool pipe = r.section == "[PIPES]", pump = r.section == "[PUMPS]", valve = r.section == "[VALVES]";
        if (pipe || pump || valve) {
            auto& l = net.links.emplace_back();
            l.id = r.t[0];
            l.kind = pipe ? network::LinkKind::pipe : pump ? network::LinkKind::pump : network::LinkKind::valve;
            l.from = NodeIndex(static_cast<std::int64_t>(nodeAt.at(r.t[1])));
            l.to = NodeIndex(static_cast<std::int64_t>(nodeAt.at(r.t[2])));
            if (pipe && r.t.size() > 7 && (r.t[7] == "Closed" || r.t[7] == "CLOSED")) l.status = network::LinkStatus::closed;
            if (valve) l.valveKind = r.t[4] == "PRV" ? network::ValveKind::prv : network::ValveKind::tcv;
        }
        if (r.section == "[DEMANDS]" && r.t.size() > 2)
            net.nodes[nodeAt.at(r.t[0])].demands.push_back({number(r.t[1]) / 3600, pattern.at(r.t[2]), ""});
    }
    net.buildIndex();
    return net;
}

void readWide(const std::string& path, Quantity quantity, double toSi, Set& set) {
    const std::string text = slurp(path);
    std::size_t i = text.find('\n');
    std::vector<std::string> head;
    for (std::size_t b = 0; b < i;) {
        std::size_t e = std::min(text.find(';', b), i);
        head.push_back(text.substr(b, e - b));
        b = e + 1;
    }
    if (!head.back().empty() && head.back().back() == '\r') head.back().pop_back();
    std::vector<Series*> column;
    for (std::size_t c = 1; c < head.size(); ++c) {
        auto it = std::find_if(set.series.begin(), set.series.end(),
                               [&](const Series& s) { return s.sensor.element == head[c] && s.sensor.quantity == quantity; });
        if (it == set.series.end()) {
            Series s;
            s.sensor.name = std::string(nameOf(quantity)) + " " + head[c];
            s.sensor.element = head[c];
            s.sensor.quantity = quantity;
            set.series.push_back(s);
        }
    }
    for (std::size_t c = 1; c < head.size(); ++c)
        column.push_back(&*std::find_if(set.series.begin(), set.series.end(),
                                        [&](const Series& s) { return s.sensor.element == head[c] && s.sensor.quantity == quantity; }));
    const char* p = text.data() + i + 1;
    const char* end = text.data() + text.size();
    while (p + 19 < end) {
        const auto t = instantFromIso(std::string_view(p, 19));
        p += 19;
        for (Series* s : column) {
            if (p >= end || *p != ';') break;
            ++p;
            double v = 0, f = 1;
            bool any = false, comma = false, neg = false;
            for (; p < end && *p != ';' && *p != '\n' && *p != '\r'; ++p) {
                if (*p == '-')
                    neg = true;
                else if (*p == ',' || *p == '.')
                    comma = true;
                else {
                    any = true;
                    v = v * 10 + (*p - '0');
                    if (comma) f *= 10;
                }
            }
            if (!any || !t) continue;
            s->readings.times_ms.push_back(t->ms);
            s->readings.values.push_back((neg ? -v : v) / f * toSi);
            s->readings.quality.push_back(0);
        }
        while (p < end && *p != '\n') ++p;
        ++p;
    }
}

} // namespace

std::vector<std::vector<std::string>> readTable(const std::string& path, char separator) {
    std::vector<std::vector<std::string>> rows;
    const std::string text = slurp(path);
    for (std::size_t i = 0; i < text.size();) {
        std::size_t e = text.find('\n', i);
        if (e == std::string::npos) e = text.size();
        std::string line = text.substr(i, e - i);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        i = e + 1;
        std::vector<std::string> t;
        for (std::size_t b = 0; b <= line.size();) {
            std::size_t k = std::min(line.find(separator, b), line.size());
            t.push_back(line.substr(b, k - b));
            b = k + 1;
        }
        rows.push_back(t);
    }
    return rows;
}

Set readLtown(const std::string& folder, const std::vector<std::string>& years, const std::string& inp) {
    Set set;
    set.network = miniInp(inp);
    set.hasNetwork = true;
    for (const auto& y : years) {
        const std::string d = folder + "/" + y + "/", tail = std::filesystem::exists(d + "Flows.csv.gz") ? ".csv.gz" : ".csv";
        readWide(d + "Pressures" + tail, Quantity::pressure, 1, set);
        readWide(d + "Flows" + tail, Quantity::flow, 1 / 3600., set);
        readWide(d + "Levels" + tail, Quantity::level, 1, set);
        readWide(d + "Demands" + tail, Quantity::demand, 1 / 3.6e6, set);
        for (auto& r : readTable(d + "truth/repairs.csv", ';'))
            if (r.size() > 1 && r[0] != "pipe") set.repairs.push_back({r[0], "", *instantFromIso(r[1]), {}});
        for (auto& r : readTable(d + "truth/leaks.csv", ';')) {
            if (r.size() < 9 || r[0] == "pipe") continue;
            Truth t{r[0], "", r[4], *instantFromIso(r[1]), *instantFromIso(r[2]), number(r[8]) / 3600};
            auto it = std::find_if(set.truth.begin(), set.truth.end(), [&](const Truth& o) { return o.id == t.id && o.start == t.start; });
            if (it == set.truth.end())
                set.truth.push_back(t);
            else
                *it = t;
        }
    }
    return set;
}

Set readDma(const std::string& folder) {
    Set set;
    std::map<std::string, std::size_t> at;
    for (auto& r : readTable(folder + "/long_sensors.csv", ';')) { // name;element;quantity;zone;sign
        if (r.size() < 5) continue;
        Series s;
        s.sensor.name = r[0];
        s.sensor.element = r[1];
        s.sensor.quantity = *quantityFromString(r[2]);
        s.sensor.zone = r[3];
        s.sensor.sign = number(r[4]);
        at[r[0]] = set.series.size();
        set.series.push_back(s);
    }
    for (auto& r : readTable(folder + "/long.csv", ';')) {
        if (r.size() < 3) continue;
        Series& s = set.series[at.at(r[0])];
        s.readings.times_ms.push_back(std::atoll(r[1].c_str()));
        s.readings.values.push_back(number(r[2]));
        s.readings.quality.push_back(r.size() > 3 ? static_cast<std::uint8_t>(std::atoi(r[3].c_str())) : 0);
    }
    for (auto& r : readTable(folder + "/repairs.csv", ';'))
        if (r.size() > 1) set.repairs.push_back({r[0], "", Instant{std::atoll(r[1].c_str())}, {}});
    return set;
}

LocalZone london() {
    LocalZone z;
    z.name = "Europe/London";
    for (const char* t : {"2021-10-31T01:00Z", "2022-03-27T01:00Z", "2022-10-30T01:00Z", "2023-03-26T01:00Z", "2023-10-29T01:00Z",
                          "2024-03-31T01:00Z", "2024-10-27T01:00Z", "2025-03-30T01:00Z"})
        z.transitions.push_back({*instantFromIso(t), z.transitions.size() % 2 == 0 ? 0 : 3600});
    return z;
}

} // namespace lab
