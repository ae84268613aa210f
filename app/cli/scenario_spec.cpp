#include "app/cli/scenario_spec.h"

#include "app/cli/json_reader.h"
#include "core/project/project_file.h"

#include <QJsonDocument>

#include <map>

namespace ms::cli {
namespace {

using namespace scenario;

constexpr std::int64_t kMostMinutes = 100 * 366 * 1440, kMostBursts = 1'000'000;

/// Looks a word up in a table; complains when it is not there.
template <typename Value>
Value word(JsonReader& reader, const char* key, const std::map<std::string, Value>& table, Value otherwise) {
    if (!reader.has(key)) return otherwise;
    const auto found = table.find(reader.text(key));
    if (found != table.end()) return found->second;
    std::string known;
    for (const auto& [name, value] : table) known += (known.empty() ? "" : ", ") + name;
    reader.wrong(key, "must be one of " + known);
    return otherwise;
}

TimeSpan spanOf(JsonReader& reader) {
    const TimeSpan span{reader.time("from"), reader.time("to")};
    if (!span.from.valid()) reader.wrong("from", "is missing");
    if (!span.to.valid()) reader.wrong("to", "is missing");
    return span;
}

void readBurst(JsonReader& reader, Spec& spec) {
    static const std::map<std::string, Burst::Growth> kGrowths{
        {"sudden", Burst::Growth::sudden}, {"area", Burst::Growth::area}, {"diameter", Burst::Growth::diameter}};
    Burst burst;
    burst.id = reader.text("id");
    burst.pipe = reader.text("pipe");
    burst.fraction = reader.number("fraction", 0.5);
    burst.start = reader.time("start");
    if (reader.has("end")) burst.end = reader.time("end");
    if (reader.has("reported")) burst.reported = reader.time("reported");
    burst.growth = word(reader, "growth", kGrowths, Burst::Growth::sudden);
    burst.grows = minutes(reader.whole("grows_hours", 0, kMostMinutes, 60));
    burst.diameter_m = reader.number("diameter_mm") / 1000;
    burst.flow_m3s = reader.number("flow_lps") / 1000;
    burst.shareOfInflow = reader.number("share_of_inflow");
    burst.inRepairs = reader.flag("in_repairs", true);
    spec.bursts.push_back(std::move(burst));
}

void readDraw(JsonReader& reader, Spec& spec) {
    BurstDraw draw;
    draw.count = static_cast<int>(reader.whole("count", 0, kMostBursts));
    draw.within = spanOf(reader);
    const auto diameters = reader.range("diameter_mm", {9, 23});
    draw.diameter_m = {diameters.first / 1000, diameters.second / 1000};
    draw.growing = reader.number("growing", 0.5);
    const auto grows = reader.range("grows_days", {14, 90});
    draw.grows_days = {grows.first, grows.second};
    draw.repaired = reader.number("repaired", 1);
    const auto open = reader.range("open_days", {9, 56});
    draw.open_days = {open.first, open.second};
    spec.draws.push_back(draw);
}

void readUse(JsonReader& reader, Spec& spec) {
    Use use;
    use.id = reader.text("id");
    use.type = reader.text("type", "hydrant flushing");
    use.junction = reader.text("junction");
    use.span = spanOf(reader);
    use.flow_m3s = reader.number("flow_lps") / 1000;
    spec.uses.push_back(std::move(use));
}

void readOperation(JsonReader& reader, Spec& spec) {
    Operation operation;
    operation.id = reader.text("id");
    operation.type = reader.text("type", "PRV setting change");
    operation.link = reader.text("link");
    operation.span = spanOf(reader);
    operation.settingChange = reader.number("setting_change");
    operation.closed = reader.flag("closed", false);
    spec.operations.push_back(std::move(operation));
}

Fault readFault(JsonReader& reader) {
    static const std::map<std::string, Fault::Kind> kKinds{
        {"stuck", Fault::Kind::stuck},   {"gap", Fault::Kind::gap},     {"zero", Fault::Kind::zero},   {"drift", Fault::Kind::drift},
        {"offset", Fault::Kind::offset}, {"scale", Fault::Kind::scale}, {"clock", Fault::Kind::clock}, {"noisy", Fault::Kind::noisy}};
    Fault fault;
    fault.id = reader.text("id");
    fault.kind = word(reader, "kind", kKinds, Fault::Kind::stuck);
    fault.span = spanOf(reader);
    fault.amount = reader.number("amount");
    return fault;
}

/// What `defaults` and a sensor have in common; `plan` holds what is taken where a key is missing.
void readLogger(JsonReader& reader, SensorPlan& plan) {
    static const std::map<std::string, Style> kStyles{{"wide", Style::wide},           {"iso", Style::iso},
                                                      {"split", Style::split},         {"preamble", Style::preamble},
                                                      {"historian", Style::historian}, {"sli", Style::sli}};
    static const std::map<std::string, SensorPlan::Stamp> kStamps{
        {"instant", SensorPlan::Stamp::instant}, {"begin_of_mean", SensorPlan::Stamp::beginOfMean}, {"end_of_mean", SensorPlan::Stamp::endOfMean}};
    plan.zone = reader.text("zone", plan.zone);
    plan.unit = reader.text("unit", plan.unit);
    plan.resolution = reader.number("resolution", plan.resolution);
    plan.noise = reader.number("noise", plan.noise);
    plan.relativeNoise = reader.number("relative_noise", plan.relativeNoise);
    plan.offset = reader.number("offset", plan.offset);
    plan.sign = reader.number("sign", plan.sign);
    plan.step = minutes(reader.whole("step_minutes", plan.step.ms / 60'000, kMostMinutes));
    plan.stamp = word(reader, "stamp", kStamps, plan.stamp);
    plan.style = word(reader, "style", kStyles, plan.style);
    plan.file = reader.text("file", plan.file);
    if (!reader.has("timezone")) return;
    plan.timezone = reader.text("timezone");
    Result<LocalZone> zone = project::localZone(plan.timezone);
    if (!zone)
        reader.wrong("timezone", "is no time zone that is known");
    else
        plan.clock = plan.timezone == "UTC" ? LocalZone{} : *zone;
}

void readSensor(JsonReader& reader, const std::map<Quantity, SensorPlan>& defaults, Spec& spec) {
    const std::string quantity = reader.text("quantity", "pressure");
    const std::optional<Quantity> known = quantityFromString(quantity);
    if (!known) reader.wrong("quantity", "must be pressure, flow, level or demand");
    SensorPlan plan = defaults.at(known.value_or(Quantity::pressure));
    plan.name = reader.text("name");
    plan.element = reader.text("element");
    readLogger(reader, plan);
    reader.list("faults", [&plan](JsonReader& fault) { plan.faults.push_back(readFault(fault)); });
    std::vector<std::string> elements = reader.texts("elements");
    if (!plan.element.empty()) elements.push_back(plan.element);
    if (elements.empty()) reader.wrong("element", "is missing");
    for (const std::string& element : elements) {
        plan.element = element;
        spec.sensors.push_back(plan);
    }
}

std::map<Quantity, SensorPlan> readDefaults(const QJsonObject& object, const LocalZone& zone, std::optional<Error>& error) {
    std::map<Quantity, SensorPlan> defaults;
    JsonReader reader(object, QStringLiteral("defaults"), zone, error);
    for (const auto& [quantity, unit] :
         {std::pair{Quantity::pressure, "m"}, {Quantity::flow, "l/s"}, {Quantity::level, "m"}, {Quantity::demand, "l/s"}}) {
        SensorPlan plan;
        plan.quantity = quantity;
        plan.unit = unit;
        const std::string name(nameOf(quantity));
        JsonReader own(reader.object(name.c_str()), reader.placeOf(name.c_str()), zone, error);
        readLogger(own, plan);
        defaults.emplace(quantity, plan);
    }
    return defaults;
}

void readNoise(JsonReader& reader, DemandNoise& noise) {
    noise.classWander = reader.number("class_wander", noise.classWander);
    noise.classWhite = reader.number("class_white", noise.classWhite);
    noise.commonWander = reader.number("common_wander", noise.commonWander);
    noise.nodeWander = reader.number("node_wander", noise.nodeWander);
    noise.nodeWhite = reader.number("node_white", noise.nodeWhite);
    noise.season = reader.number("season", noise.season);
}

void readParts(JsonReader& reader, Spec& spec) {
    reader.list("parts", [&spec](JsonReader& part) {
        const std::string folder = part.text("folder");
        spec.parts.push_back({folder, spanOf(part)});
    });
    if (spec.parts.empty()) spec.parts.push_back({{}, spanOf(reader)});
}

void readAll(JsonReader& reader, const LocalZone& zone, std::optional<Error>& error, ScenarioFile& file) {
    Spec& spec = file.spec;
    spec.habits = zone.name == "UTC" ? LocalZone{} : zone;
    (void)reader.text("timezone");
    (void)reader.text("about");
    file.crs = reader.text("crs");
    spec.title = reader.text("title", spec.title);
    spec.seed = static_cast<std::uint64_t>(reader.whole("seed", 1, std::int64_t{1} << 53));
    spec.step = minutes(reader.whole("step_minutes", 5, kMostMinutes));
    spec.demandFactor = reader.number("demand_factor", 1);
    spec.dischargeCoefficient = reader.number("discharge_coefficient", 0.75);
    spec.requiredPressure_m = reader.number("required_pressure_m", 0);
    spec.truth = word(reader, "truth", {{"leaks", TruthStyle::leaks}, {"drill", TruthStyle::drill}}, TruthStyle::drill);
    if (reader.has("events_from")) spec.eventsFrom = reader.time("events_from");
    for (const std::string& day : reader.texts("holidays")) {
        const std::optional<Instant> midnight = instantFromIso(day + "T00:00");
        if (!midnight)
            reader.wrong("holidays", "must hold days as 2025-12-25");
        else
            spec.holidays.push_back(*midnight);
    }
    readParts(reader, spec);
    {
        JsonReader reality(reader.object("reality"), QStringLiteral("reality"), zone, error);
        spec.reality = {reality.number("roughness", 0.1), reality.number("diameter", 0.05), reality.number("demand", 0.2),
                        reality.texts("closed_pipes")};
        JsonReader noise(reader.object("noise"), QStringLiteral("noise"), zone, error);
        readNoise(noise, spec.noise);
    }
    const std::map<Quantity, SensorPlan> defaults = readDefaults(reader.object("defaults"), zone, error);
    reader.list("bursts", [&spec](JsonReader& burst) { readBurst(burst, spec); });
    reader.list("draws", [&spec](JsonReader& draw) { readDraw(draw, spec); });
    reader.list("uses", [&spec](JsonReader& use) { readUse(use, spec); });
    reader.list("operations", [&spec](JsonReader& operation) { readOperation(operation, spec); });
    reader.list("sensors", [&spec, &defaults](JsonReader& sensor) { readSensor(sensor, defaults, spec); });
}

} // namespace

Result<ScenarioFile> scenarioFromJson(const QByteArray& json, const std::string& name) {
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsed);
    if (!document.isObject()) {
        const auto offset = std::min<qsizetype>(parsed.offset, json.size());
        const auto line = static_cast<std::int64_t>(json.first(offset).count('\n')) + 1;
        return Error{ErrorCode::invalidInput, "is no JSON object: " + parsed.errorString().toStdString(), name, {}, {line, 0}, {}};
    }
    const std::string zoneName = document.object().value(QLatin1String("timezone")).toString(QStringLiteral("UTC")).toStdString();
    Result<LocalZone> zone = project::localZone(zoneName);
    if (!zone) return Error{ErrorCode::invalidInput, "is no time zone that is known", name, zoneName, {}, "name it as Europe/London"};
    ScenarioFile file;
    std::optional<Error> error;
    {
        JsonReader reader(document.object(), {}, *zone, error);
        readAll(reader, *zone, error, file);
    }
    if (!error) return file;
    error->subject = name;
    return *error;
}

} // namespace ms::cli
