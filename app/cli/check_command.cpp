#include "app/cli/commands.h"
#include "app/cli/console_sink.h"
#include "app/cli/project_content.h"
#include "core/project/quality_check.h"
#include "core/series/time_series.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <thread>

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
    std::vector<project::QualitySpan> spans;
    std::vector<std::string> remarks;
};

/// Spans that are listed one by one; of single readings only the number is said.
bool isLong(const quality::Fault& fault) { return fault.to - fault.from >= hours(1); }

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

void judge(Findings& f, const network::Network* network, const LocalZone& zone) {
    if (f.count == 0) return;
    if (f.missingShare > kManyMissing) f.remarks.push_back("many steps are missing");
    const bool called = std::any_of(f.spans.begin(), f.spans.end(), [](const auto& s) { return s.fault.kind == quality::FaultKind::stuck; });
    if (!called && f.longestConstant >= kLongConstant && f.low != f.high)
        f.remarks.push_back("the same value for up to " + std::to_string(std::llround(f.longestConstant.days())) + " days");
    if (f.low == f.high && f.count > 10) f.remarks.push_back("never changes");
    if (f.sensor.quantity == Quantity::pressure && f.low < -1) f.remarks.push_back("pressure below zero");
    std::map<quality::FaultKind, int> counts;
    for (const auto& span : f.spans)
        if (isLong(span.fault) || span.byUser || !span.active)
            f.remarks.push_back(std::string(quality::nameOf(span.fault.kind)) + " [" + std::to_string(span.id) + "] " +
                                toIso(span.fault.from, zone).substr(0, 16) + " to " + toIso(span.fault.to, zone).substr(0, 16) +
                                (span.active ? ": " : " (undone): ") + span.fault.reason);
        else
            ++counts[span.fault.kind];
    for (const auto& [kind, n] : counts) f.remarks.push_back(std::to_string(n) + " x " + std::string(quality::nameOf(kind)));
    if (f.spans.empty() && f.suspectShare > 0.01) f.remarks.push_back("suspect readings");
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

/// The sensor as one word and its glyph, as the window has them.
const char* healthOf(const Findings& f) {
    if (f.count == 0) return "\u25CB silent";
    double worst = 0;
    for (const auto& span : f.spans)
        if (span.active && !span.byUser && isLong(span.fault)) worst = std::max(worst, span.fault.confidence);
    return worst >= 0.9 ? "\u25A0 faulty" : worst > 0 || f.suspectShare > 0.01 ? "\u25B2 suspect" : "\u25CF ok";
}

std::string lineOf(const Findings& f, const LocalZone& zone, std::size_t nameWidth) {
    std::string text = f.sensor.name;
    text.append(nameWidth > text.size() ? nameWidth - text.size() : 0, ' ');
    text += std::string("  ") + healthOf(f) + "  " + std::string(nameOf(f.sensor.quantity));
    if (!f.sensor.zone.empty()) text += "  zone " + f.sensor.zone;
    if (f.count > 0) {
        const double factor = isFlow(f.sensor.quantity) ? 1000 : 1;
        const char* unit = isFlow(f.sensor.quantity) ? " l/s" : " m";
        text +=
            "  " + std::to_string(f.count) + " readings " + toIso(f.span.from, zone).substr(0, 10) + " to " + toIso(f.span.to, zone).substr(0, 10);
        text += ", every " + fixed(f.step.seconds() / 60, f.step.ms % 60'000 ? 1 : 0) + " min, " + fixed(100 * f.missingShare, 1) +
                " % missing (longest " + fixed(f.longestGap.hours(), 1) + " h), " + fixed(100 * f.suspectShare, 1) + " % flagged; " +
                fixed(f.low * factor, 2) + " .. " + fixed(f.median * factor, 2) + " .. " + fixed(f.high * factor, 2) + unit;
    }
    for (std::size_t i = 0; i < f.remarks.size(); ++i) text += (i == 0 ? "  ! " : "; ") + f.remarks[i];
    return text + "\n";
}

QJsonArray jsonOfSpans(const std::vector<project::QualitySpan>& spans, const LocalZone& zone) {
    QJsonArray all;
    for (const auto& span : spans)
        all.append(QJsonObject{{QStringLiteral("id"), static_cast<qint64>(span.id)},
                               {QStringLiteral("kind"), QString::fromUtf8(quality::nameOf(span.fault.kind).data())},
                               {QStringLiteral("from"), QString::fromStdString(toIso(span.fault.from, zone))},
                               {QStringLiteral("to"), QString::fromStdString(toIso(span.fault.to, zone))},
                               {QStringLiteral("reason"), QString::fromStdString(span.fault.reason)},
                               {QStringLiteral("confidence"), span.fault.confidence},
                               {QStringLiteral("source"), span.byUser ? QStringLiteral("user") : QStringLiteral("auto")},
                               {QStringLiteral("active"), span.active}});
    return all;
}

QJsonObject jsonOf(const Findings& f, const LocalZone& zone) {
    QJsonArray remarks;
    for (const auto& remark : f.remarks) remarks.append(QString::fromStdString(remark));
    QJsonObject object{{QStringLiteral("sensor"), QString::fromStdString(f.sensor.name)},
                       {QStringLiteral("quantity"), QString::fromUtf8(nameOf(f.sensor.quantity).data())},
                       {QStringLiteral("zone"), QString::fromStdString(f.sensor.zone)},
                       {QStringLiteral("element"), QString::fromStdString(f.sensor.element)},
                       {QStringLiteral("readings"), static_cast<qint64>(f.count)},
                       {QStringLiteral("health"), QString::fromUtf8(healthOf(f)).section(QLatin1Char(' '), 1)},
                       {QStringLiteral("spans"), jsonOfSpans(f.spans, zone)},
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

/// What the options ask to be changed before anything is looked at.
Result<void> change(const Arguments& arguments, Context& context) {
    const bool undo = arguments.has("undo"), redo = arguments.has("redo"), exclude = arguments.has("exclude");
    if (!undo && !redo && !exclude) return {};
    auto file = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    for (const char* which : {"undo", "redo"}) {
        if (!arguments.has(which)) continue;
        const auto id = arguments.integer(which, 0, 1, INT64_MAX);
        if (!id) return id.error();
        if (auto done = (*file)->setSpanActive(*id, std::string_view(which) == "redo"); !done) return done;
    }
    if (!exclude) return {};
    const auto settings = (*file)->settings();
    if (!settings) return settings.error();
    const auto zone = project::localZone(settings->timezone);
    if (!zone) return zone.error();
    const auto from = instantFromIso(arguments.value("from"), *zone), to = instantFromIso(arguments.value("to"), *zone);
    if (!from || !to)
        return Error{ErrorCode::invalidInput,
                     "--exclude needs --from and --to",
                     {},
                     {},
                     {},
                     "Write --exclude SENSOR --from 2024-05-06T10:15 --to 2024-05-07T00:00"};
    const auto id = (*file)->addExclusion(arguments.value("exclude"), {*from, *to}, arguments.value("reason", "excluded on the command line"));
    if (!id) return id.error();
    context.console.note("span " + std::to_string(*id) + " of " + arguments.value("exclude") + " is left out; --undo " + std::to_string(*id) +
                         " takes it in again");
    return {};
}

Exit runCheck(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    if (auto done = change(arguments, context); !done) return fail(done.error());
    ConsoleSink sink(context.console);
    const int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto checked = project::checkQuality(QString::fromStdString(arguments.positional[0]), sink, context.stop, threads, arguments.has("again"));
    if (!checked && checked.error().code != ErrorCode::unwritable && checked.error().code != ErrorCode::busy) return fail(checked.error());
    if (!checked) context.console.note("the project cannot be written to: flags are those of the last check");
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
        auto spans = project->file->qualitySpans(sensor.name);
        if (!spans) return fail(spans.error());
        findings.spans = std::move(*spans);
        judge(findings, content->network.get(), project->zone);
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
    command.details =
        "Says how many readings there are from when to when, how many steps are missing, the longest gap, the share of readings\n"
        "flagged, and least, median and greatest value. With a network: whether the sensor's element is in it (how well its "
        "values fit the model is not in this version yet).\n"
        "Readings that are stuck, spikes, out of range, noisier than they were, and pressure loggers whose clock is off, that drift or\n"
        "jumped (four loggers or more) are flagged as spans (their number in brackets); the readings stay as they are. An analysis with hindsight\n"
        "leaves them out; a live one only what the user excludes, since the checks know what came later. Checks run once, and again\n"
        "when readings came in.";
    command.options = {{"undo", "SPAN", "the span of this number no longer counts"},
                       {"redo", "SPAN", "... and counts again"},
                       {"exclude", "SENSOR", "leave readings of a sensor out, with --from and --to"},
                       {"from", "T", "first instant to exclude; ISO 8601, without an offset in the project's zone"},
                       {"to", "T", "last instant to exclude"},
                       {"reason", "TEXT", "why they are excluded"},
                       {"again", "", "check everything once more, also what did not change"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runCheck;
    return command;
}

} // namespace ms::cli
