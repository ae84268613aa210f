#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "core/series/time_series.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::cli {
namespace {

/// What is to be said about one sensor's readings.
struct Findings {
    series::Sensor sensor;
    std::int64_t count = 0;
    TimeSpan span;
    Duration step;
    double missingShare = 0; ///< of the steps between first and last reading
    Duration longestGap;
    double suspectShare = 0;              ///< of the readings, by their quality bits
    Duration longestConstant;             ///< longest time without any change
    double low = 0, median = 0, high = 0; ///< SI
    std::vector<std::string> remarks;
};

constexpr double kManyMissing = 0.05;
constexpr Duration kLongConstant = days(1);

Findings examine(const series::Sensor& sensor, const series::Readings& readings) {
    Findings f;
    f.sensor = sensor;
    f.count = static_cast<std::int64_t>(readings.size());
    if (readings.size() == 0) {
        f.remarks.push_back("no readings");
        return f;
    }
    f.span = {{readings.times_ms.front()}, {readings.times_ms.back()}};
    f.step = series::typicalStep(readings);
    std::size_t suspect = 0, constantFrom = 0;
    std::vector<double> values;
    values.reserve(readings.size());
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (std::isfinite(readings.values[i])) values.push_back(readings.values[i]);
        if (readings.quality[i] != 0) ++suspect;
        if (i == 0) continue;
        f.longestGap = std::max(f.longestGap, Duration{readings.times_ms[i] - readings.times_ms[i - 1]});
        if (readings.values[i] != readings.values[i - 1]) constantFrom = i;
        f.longestConstant = std::max(f.longestConstant, Duration{readings.times_ms[i] - readings.times_ms[constantFrom]});
    }
    f.suspectShare = static_cast<double>(suspect) / static_cast<double>(readings.size());
    if (f.step.ms > 0) {
        const auto steps = static_cast<double>(f.span.length().ms) / static_cast<double>(f.step.ms) + 1;
        f.missingShare = std::max(0.0, 1 - static_cast<double>(readings.size()) / steps);
    }
    if (!values.empty()) {
        std::sort(values.begin(), values.end());
        f.low = values.front();
        f.median = values[values.size() / 2];
        f.high = values.back();
    }
    return f;
}

void judge(Findings& f, const network::Network* network) {
    if (f.count == 0) return;
    if (f.missingShare > kManyMissing) f.remarks.push_back("many steps are missing");
    if (f.longestConstant >= kLongConstant && f.low != f.high)
        f.remarks.push_back("stuck for up to " + std::to_string(std::llround(f.longestConstant.days())) + " days");
    if (f.low == f.high && f.count > 10) f.remarks.push_back("never changes");
    if (f.sensor.quantity == Quantity::pressure && f.low < -1) f.remarks.push_back("pressure below zero");
    if (f.suspectShare > 0.01) f.remarks.push_back("suspect readings");
    if (!network) return;
    const bool link = f.sensor.quantity == Quantity::flow;
    const bool known = !f.sensor.element.empty() && (network->findNode(f.sensor.element).valid() || network->findLink(f.sensor.element).valid());
    if (f.sensor.element.empty())
        f.remarks.push_back("not placed in the network");
    else if (!known)
        f.remarks.push_back("'" + f.sensor.element + "' is not in the network");
    else if (link && !network->findLink(f.sensor.element).valid())
        f.remarks.push_back("a flow at a node");
}

std::string fixed(double v, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, v);
    return text;
}

bool isFlow(Quantity q) { return q == Quantity::flow || q == Quantity::demand; }

std::string lineOf(const Findings& f, const LocalZone& zone, std::size_t nameWidth) {
    std::string text = f.sensor.name;
    text.append(nameWidth > text.size() ? nameWidth - text.size() : 0, ' ');
    text += "  " + std::string(nameOf(f.sensor.quantity));
    if (!f.sensor.zone.empty()) text += "  zone " + f.sensor.zone;
    if (f.count > 0) {
        const double factor = isFlow(f.sensor.quantity) ? 1000 : 1;
        const char* unit = isFlow(f.sensor.quantity) ? " l/s" : " m";
        text +=
            "  " + std::to_string(f.count) + " readings " + toIso(f.span.from, zone).substr(0, 10) + " to " + toIso(f.span.to, zone).substr(0, 10);
        text += ", every " + fixed(f.step.seconds() / 60, f.step.ms % 60'000 ? 1 : 0) + " min, " + fixed(100 * f.missingShare, 1) +
                " % missing (longest " + fixed(f.longestGap.hours(), 1) + " h), " + fixed(100 * f.suspectShare, 1) + " % suspect; " +
                fixed(f.low * factor, 2) + " .. " + fixed(f.median * factor, 2) + " .. " + fixed(f.high * factor, 2) + unit;
    }
    for (std::size_t i = 0; i < f.remarks.size(); ++i) text += (i == 0 ? "  ! " : ", ") + f.remarks[i];
    return text + "\n";
}

QJsonObject jsonOf(const Findings& f, const LocalZone& zone) {
    QJsonArray remarks;
    for (const auto& remark : f.remarks) remarks.append(QString::fromStdString(remark));
    QJsonObject object{{QStringLiteral("sensor"), QString::fromStdString(f.sensor.name)},
                       {QStringLiteral("quantity"), QString::fromUtf8(nameOf(f.sensor.quantity).data())},
                       {QStringLiteral("zone"), QString::fromStdString(f.sensor.zone)},
                       {QStringLiteral("element"), QString::fromStdString(f.sensor.element)},
                       {QStringLiteral("readings"), static_cast<qint64>(f.count)},
                       {QStringLiteral("remarks"), remarks}};
    if (f.count == 0) return object;
    object.insert(QStringLiteral("from"), QString::fromStdString(toIso(f.span.from, zone)));
    object.insert(QStringLiteral("to"), QString::fromStdString(toIso(f.span.to, zone)));
    object.insert(QStringLiteral("step_s"), f.step.seconds());
    object.insert(QStringLiteral("missing_share"), f.missingShare);
    object.insert(QStringLiteral("longest_gap_h"), f.longestGap.hours());
    object.insert(QStringLiteral("suspect_share"), f.suspectShare);
    object.insert(QStringLiteral("low_si"), f.low);
    object.insert(QStringLiteral("median_si"), f.median);
    object.insert(QStringLiteral("high_si"), f.high);
    return object;
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto content = contentOf(*project);
    if (!content) return fail(content.error());
    std::size_t nameWidth = 0, remarked = 0, done = 0;
    for (const auto& sensor : content->sensors) nameWidth = std::max(nameWidth, sensor.name.size());
    QJsonArray all;
    for (const auto& sensor : content->sensors) {
        if (context.stop.stop_requested()) return fail({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
        const auto readings = project->file->readings(sensor.name, {});
        if (!readings) return fail(readings.error());
        Findings findings = examine(sensor, *readings);
        judge(findings, content->network.get());
        if (!findings.remarks.empty()) ++remarked;
        if (context.json)
            all.append(jsonOf(findings, project->zone));
        else
            context.console.result(lineOf(findings, project->zone, nameWidth));
        context.console.progress("check", static_cast<std::int64_t>(++done), static_cast<std::int64_t>(content->sensors.size()));
    }
    if (context.json) context.console.result(QJsonDocument(all).toJson(QJsonDocument::Compact).toStdString() + "\n");
    context.console.note(std::to_string(content->sensors.size()) + " sensors, " + std::to_string(remarked) + " with a remark");
    if (!content->network) context.console.note("the project has no network model: what fits it cannot be checked");
    return Exit::done;
}

} // namespace

Command checkCommand() {
    Command command;
    command.name = "check";
    command.arguments = "PROJECT";
    command.summary = "data quality, a line a sensor; remarks come after an exclamation mark";
    command.details = "Says how many readings there are from when to when, how many steps are missing, the longest gap, the share of readings\n"
                      "marked as suspect, and least, median and greatest value. With a network: whether the sensor's element is in it (how well its "
                      "values fit the model is not in this version yet).";
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
