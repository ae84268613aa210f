#include "battledim_folder.h"

#include "core/network/inp_reader.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

namespace lab {

using namespace ms;

std::string readText(const std::string& path) {
    std::string text;
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file) return text;
    std::vector<char> buffer(1 << 20);
    for (int n = gzread(file, buffer.data(), 1 << 20); n > 0; n = gzread(file, buffer.data(), 1 << 20))
        text.append(buffer.data(), static_cast<std::size_t>(n));
    gzclose(file);
    return text;
}

ms::Instant parseTime(std::string_view t) {
    const auto number = [&](std::size_t at, std::size_t n) {
        int v = 0;
        for (std::size_t i = at; i < at + n && i < t.size(); ++i) v = v * 10 + (t[i] - '0');
        return v;
    };
    if (t.size() < 16) return {};
    CivilTime c{number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2), t.size() >= 19 ? number(17, 2) : 0, 0};
    return instantFromUtc(c);
}

namespace {

void readTable(const std::string& path, Quantity quantity, double factor, std::map<std::string, std::size_t>& known, analysis::Data& data) {
    const std::string text = readText(path);
    std::size_t at = 0;
    const auto line = [&]() {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view l(text.data() + at, end - at);
        at = end + 1;
        while (!l.empty() && (l.back() == '\r' || l.back() == '\n')) l.remove_suffix(1);
        return l;
    };
    std::string_view head = line();
    std::vector<std::size_t> columns;
    std::size_t from = head.find(';');
    while (from != std::string_view::npos) {
        const std::size_t next = head.find(';', from + 1);
        const std::string id(head.substr(from + 1, next == std::string_view::npos ? next : next - from - 1));
        const std::string key = std::string(nameOf(quantity)) + id;
        auto found = known.find(key);
        if (found == known.end()) {
            analysis::SensorData s;
            s.sensor.name = quantity == Quantity::demand ? id + " demand" : id;
            s.sensor.element = id;
            s.sensor.quantity = quantity;
            data.sensors.push_back(std::move(s));
            found = known.emplace(key, data.sensors.size() - 1).first;
        }
        columns.push_back(found->second);
        from = next;
    }
    while (at < text.size()) {
        const std::string_view row = line();
        if (row.size() < 20) continue;
        const std::int64_t time = parseTime(row.substr(0, 19)).ms;
        const char* p = row.data() + std::min(row.find(';'), row.size());
        const char* end = row.data() + row.size();
        for (std::size_t k = 0; k < columns.size() && p < end; ++k) {
            ++p;
            double value = 0, scale = 1;
            bool digits = false, fraction = false, negative = false;
            for (; p < end && *p != ';'; ++p) {
                if (*p == '-')
                    negative = true;
                else if (*p == ',' || *p == '.')
                    fraction = true;
                else if (*p >= '0' && *p <= '9') {
                    digits = true;
                    value = value * 10 + (*p - '0');
                    if (fraction) scale *= 10;
                }
            }
            if (!digits) continue;
            auto& r = data.sensors[columns[k]].readings;
            r.times_ms.push_back(time);
            r.values.push_back((negative ? -1 : 1) * value / scale * factor);
            r.quality.push_back(0);
        }
    }
}

} // namespace

Result<analysis::Data> readFolder(const std::string& folder, const std::vector<std::string>& years) {
    analysis::Data data;
    std::string inp = folder + "/network.inp";
    if (!std::filesystem::exists(inp)) inp = folder + "/../network.inp";
    auto network = network::readInpFile(inp);
    if (!network) return network.error();
    data.network = std::make_shared<const network::Network>(std::move(network.value().network));
    std::map<std::string, std::size_t> known;
    for (const std::string& year : years) {
        const std::string base = folder + "/" + year + "/";
        readTable(base + "Demands.csv.gz", Quantity::demand, 1.0 / 3.6e6, known, data);
        readTable(base + "Flows.csv.gz", Quantity::flow, 1.0 / 3600, known, data);
        readTable(base + "Levels.csv.gz", Quantity::level, 1, known, data);
        readTable(base + "Pressures.csv.gz", Quantity::pressure, 1, known, data);
        const std::string repairs = readText(base + "truth/repairs.csv");
        std::size_t at = repairs.find('\n');
        while (at != std::string::npos && at + 1 < repairs.size()) {
            const std::size_t end = std::min(repairs.find('\n', at + 1), repairs.size());
            const std::string row = repairs.substr(at + 1, end - at - 1);
            const std::size_t split = row.find_first_of(";,");
            if (split != std::string::npos) {
                analysis::Repair r;
                r.pipe = row.substr(0, split);
                r.completed = parseTime(std::string_view(row).substr(split + 1, 19));
                if (row.size() > split + 10) data.repairs.push_back(std::move(r));
            }
            at = end;
        }
    }
    return data;
}

} // namespace lab
