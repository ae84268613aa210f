#include "core/scenario/logger_files.h"

#include "core/scenario/text_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace ms::scenario {
namespace {

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string nameOrElement(const SensorPlan& sensor) { return sensor.name.empty() ? sensor.element : sensor.name; }

/// Wall clock of a stamp on the logger's own clock.
CivilTime wallClock(std::int64_t stamp_ms, const SensorPlan& sensor) { return utcFromInstant(sensor.clock.toLocal(Instant{stamp_ms})); }

std::string number(double value, const SensorPlan& sensor, char point = '.') {
    std::string text = sensor.resolution > 0 ? printed("%.*f", decimalsOf(sensor.resolution), value) : printed("%.6g", value);
    if (text == "-0" || (text.starts_with("-0.") && text.find_first_not_of("-0.") == std::string::npos)) text.erase(0, 1);
    if (point != '.') std::replace(text.begin(), text.end(), '.', point);
    return text;
}

const char* titleOf(Quantity quantity) {
    switch (quantity) {
    case Quantity::pressure: return "Pressure";
    case Quantity::flow: return "Flow";
    case Quantity::level: return "Level";
    case Quantity::demand: return "Demand";
    }
    return "Value";
}

std::string dayMonthYear(const CivilTime& c) { return printed("%02d/%02d/%04d", c.day, c.month, c.year); }

std::string isoLogger(const SensorPlan& sensor, const Log& log) {
    const bool utc = sensor.clock.transitions.empty();
    std::string text = "timestamp," + placeOf(sensor, {}).column + "\n";
    for (std::size_t i = 0; i < log.values.size(); ++i) {
        const CivilTime c = wallClock(log.stamps_ms[i], sensor);
        text += printed(utc ? "%04d-%02d-%02dT%02d:%02d:%02dZ" : "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
        text += "," + number(log.values[i], sensor) + "\n";
    }
    return text;
}

std::string splitLogger(const SensorPlan& sensor, const Log& log) {
    std::string text = "Date,Time," + placeOf(sensor, {}).column + "\n";
    for (std::size_t i = 0; i < log.values.size(); ++i) {
        const CivilTime c = wallClock(log.stamps_ms[i], sensor);
        text += dayMonthYear(c) + printed(",%02d:%02d:%02d,", c.hour, c.minute, c.second) + number(log.values[i], sensor) + "\n";
    }
    return text;
}

std::string preambleLogger(const SensorPlan& sensor, const Log& log) {
    std::string text =
        "Site name," + sensor.zone + " " + sensor.element + "\nLogger serial," + nameOrElement(sensor) + "\nChannel,1\nUnits," + sensor.unit + "\n";
    if (!log.stamps_ms.empty()) {
        const CivilTime last = wallClock(log.stamps_ms.back(), sensor);
        text += "Downloaded," + dayMonthYear(last) + printed(" %02d:%02d", last.hour, last.minute) + "\n";
    }
    text += "\nDate/Time," + placeOf(sensor, {}).column + "\n";
    for (std::size_t i = 0; i < log.values.size(); ++i) {
        const CivilTime c = wallClock(log.stamps_ms[i], sensor);
        text += dayMonthYear(c) + printed(" %02d:%02d,", c.hour, c.minute) + number(log.values[i], sensor) + "\n";
    }
    return text;
}

/// Start, step and count once, then bare values; where the stamps break off or the clock jumps, a new time line.
std::string sliLogger(const SensorPlan& sensor, const Log& log) {
    std::string text = "* " + sensor.zone + " " + nameOrElement(sensor) + "\n* logger file, " + std::to_string(sensor.step.ms / 60'000) + " minute " +
                       (sensor.stamp == SensorPlan::Stamp::instant ? "values" : "mean") + "\n* units " + sensor.unit + "\n";
    for (std::size_t begin = 0; begin < log.values.size();) {
        std::size_t end = begin + 1;
        while (end < log.values.size() &&
               wallClock(log.stamps_ms[end], sensor) == utcFromInstant(sensor.clock.toLocal(Instant{log.stamps_ms[end - 1]}) + sensor.step))
            ++end;
        const CivilTime c = wallClock(log.stamps_ms[begin], sensor);
        text += printed("\"time\",%02d/%02d/%02d,%02d:%02d,%lld,\"min\",%zu\n", c.day, c.month, c.year % 100, c.hour, c.minute,
                        static_cast<long long>(sensor.step.ms / 60'000), end - begin);
        for (; begin < end; ++begin) text += number(log.values[begin], sensor) + "\n";
    }
    return text;
}

/// Columns of several loggers on one clock; an empty cell where one wrote nothing.
std::string wideFile(const Spec& spec, const std::vector<Log>& logs, const std::vector<std::size_t>& sensors) {
    std::string text = "Timestamp";
    std::set<std::int64_t> stamps;
    for (const std::size_t s : sensors) {
        text += ";" + placeOf(spec.sensors[s], spec).column;
        stamps.insert(logs[s].stamps_ms.begin(), logs[s].stamps_ms.end());
    }
    text += "\r\n";
    std::vector<std::size_t> next(sensors.size(), 0);
    for (const std::int64_t stamp : stamps) {
        const CivilTime c = wallClock(stamp, spec.sensors[sensors.front()]);
        text += printed("%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
        for (std::size_t k = 0; k < sensors.size(); ++k) {
            text += ';';
            const Log& log = logs[sensors[k]];
            if (next[k] < log.values.size() && log.stamps_ms[next[k]] == stamp) text += number(log.values[next[k]++], spec.sensors[sensors[k]], ',');
        }
        text += "\r\n";
    }
    return text;
}

std::string historianFile(const Spec& spec, const std::vector<Log>& logs, const std::vector<std::size_t>& sensors) {
    std::string text = "TagName,TimeStamp,Value,Quality\n";
    for (const std::size_t s : sensors) {
        const SensorPlan& sensor = spec.sensors[s];
        for (std::size_t i = 0; i < logs[s].values.size(); ++i) {
            const CivilTime c = wallClock(logs[s].stamps_ms[i], sensor);
            text +=
                placeOf(sensor, spec).column +
                printed(",%02d-%s-%04d %02d:%02d:%02d,", c.day, kMonths[static_cast<std::size_t>(c.month - 1)], c.year, c.hour, c.minute, c.second) +
                number(logs[s].values[i], sensor) + ",Good\n";
        }
    }
    return text;
}

} // namespace

Place placeOf(const SensorPlan& sensor, const Spec& spec) {
    const std::string name = nameOrElement(sensor);
    const auto file = [&sensor](const std::string& otherwise) { return sensor.file.empty() ? otherwise : sensor.file; };
    switch (sensor.style) {
    case Style::wide:
        return {file(sensor.quantity == Quantity::flow     ? "Flows.csv"
                     : sensor.quantity == Quantity::level  ? "Levels.csv"
                     : sensor.quantity == Quantity::demand ? "Demands.csv"
                                                           : "Pressures.csv"),
                name};
    case Style::iso: return {file(name + "_export.csv"), name + " [" + sensor.unit + "]"};
    case Style::split: return {file(name + ".csv"), std::string(titleOf(sensor.quantity)) + " " + sensor.unit};
    case Style::preamble: return {file(name + ".csv"), std::string(titleOf(sensor.quantity)) + " (" + sensor.unit + ")"};
    case Style::historian: {
        const char* kind = sensor.quantity == Quantity::flow       ? "FLOW"
                           : sensor.quantity == Quantity::pressure ? "PRES"
                           : sensor.quantity == Quantity::level    ? "LEVEL"
                                                                   : "DEMAND";
        return {file("historian.csv"), (spec.title.empty() ? sensor.zone : spec.title) + "." + name + "." + kind};
    }
    case Style::sli: return {file(name + ".SLI"), name};
    }
    return {};
}

Result<std::vector<std::string>> writeLoggers(const Spec& spec, const std::vector<Log>& logs, const std::string& folder) {
    std::map<std::string, std::vector<std::size_t>> together;
    for (std::size_t s = 0; s < spec.sensors.size(); ++s) together[placeOf(spec.sensors[s], spec).file].push_back(s);
    std::vector<std::string> files;
    for (const auto& [file, sensors] : together) {
        const SensorPlan& first = spec.sensors[sensors.front()];
        const bool shared = first.style == Style::wide || first.style == Style::historian;
        for (const std::size_t s : sensors) {
            const bool fits = spec.sensors[s].style == first.style &&
                              (first.style != Style::wide || (spec.sensors[s].step == first.step && spec.sensors[s].timezone == first.timezone));
            if (!fits || (!shared && sensors.size() > 1))
                return Error{ErrorCode::invalidInput,
                             "loggers of different style, step or clock cannot share a file",
                             "sensors",
                             spec.sensors[s].element,
                             {},
                             "give them files of their own"};
        }
        std::string text;
        switch (first.style) {
        case Style::wide: text = wideFile(spec, logs, sensors); break;
        case Style::historian: text = historianFile(spec, logs, sensors); break;
        case Style::iso: text = isoLogger(first, logs[sensors.front()]); break;
        case Style::split: text = splitLogger(first, logs[sensors.front()]); break;
        case Style::preamble: text = preambleLogger(first, logs[sensors.front()]); break;
        case Style::sli: text = sliLogger(first, logs[sensors.front()]); break;
        }
        files.push_back(folder + "/" + file);
        if (Result<void> written = writeTextFile(files.back(), text); !written) return written.error();
    }
    return files;
}

std::string sensorMap(const Spec& spec, const network::Network& network) {
    std::string text = "column,file,element,quantity,unit,zone,x,y,timezone,sign\n";
    for (const SensorPlan& sensor : spec.sensors) {
        const Place place = placeOf(sensor, spec);
        std::optional<network::Point> at;
        if (sensor.quantity == Quantity::flow) {
            const std::vector<network::Point> line = network.line(network.findLink(sensor.element));
            if (!line.empty()) at = network::Point{(line.front().x + line.back().x) / 2, (line.front().y + line.back().y) / 2};
        } else {
            at = network.node(network.findNode(sensor.element)).position;
        }
        text += place.column + "," + place.file + "," + sensor.element + "," + std::string(ms::nameOf(sensor.quantity)) + "," + sensor.unit + "," +
                sensor.zone + ",";
        text += at ? printed("%.1f,%.1f,", at->x, at->y) : ",,";
        text += sensor.timezone + (sensor.sign < 0 ? ",-1\n" : ",1\n");
    }
    return text;
}

} // namespace ms::scenario
