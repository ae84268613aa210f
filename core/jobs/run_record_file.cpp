#include "core/jobs/run_record_file.h"

#include "core/base/bytes.h"
#include "core/detection/event_codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace ms::jobs {
namespace {

using project::ProjectFile;

constexpr int kRecordForm = 1;
constexpr const char* kNotKept = "results_not_kept"; ///< in the options of a cancelled run that left the events of an earlier one in place

QString hex(std::uint64_t number) { return QString::number(number, 16).rightJustified(16, QLatin1Char('0')); }
std::string compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(); }
QJsonObject objectOf(const std::string& json) { return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object(); }
QString qt(const std::string& text) { return QString::fromStdString(text); }

QJsonArray namesOf(const std::vector<std::string>& names) {
    QJsonArray array;
    for (const std::string& name : names) array.append(qt(name));
    return array;
}
std::vector<std::string> namesIn(const QJsonValue& value) {
    std::vector<std::string> names;
    for (const QJsonValue& name : value.toArray()) names.push_back(name.toString().toStdString());
    return names;
}

void put(ByteWriter& to, const std::optional<double>& value) {
    to.boolean(value.has_value());
    if (value) to.f64(*value);
}
void put(ByteWriter& to, const std::optional<Instant>& value) {
    to.boolean(value.has_value());
    if (value) to.i64(value->ms);
}

Result<QString> sensorsChecksum(const ProjectFile& file) {
    auto sensors = file.sensors();
    if (!sensors) return sensors.error();
    ByteWriter to;
    for (const project::SensorSummary& summary : *sensors) {
        const series::Sensor& s = summary.sensor;
        for (const std::string* text : {&s.name, &s.element, &s.unit, &s.zone, &s.timezone}) to.text(*text);
        to.u8(static_cast<std::uint8_t>(s.quantity));
        put(to, s.x);
        put(to, s.y);
        to.f64(s.sign);
        to.i64(summary.count);
    }
    return hex(checksum(to.view()));
}

Result<QString> repairsChecksum(const ProjectFile& file) {
    auto repairs = file.repairs();
    if (!repairs) return repairs.error();
    ByteWriter to;
    for (const analysis::Repair& r : *repairs) {
        for (const std::string* text : {&r.job, &r.pipe, &r.street}) to.text(*text);
        put(to, r.reported);
        put(to, r.completed);
        put(to, r.x);
        put(to, r.y);
    }
    return repairs->empty() ? QString() : hex(checksum(to.view()));
}

Result<QString> pipesChecksum(const ProjectFile& file) {
    auto pipes = file.gisPipes();
    if (!pipes) return pipes.error();
    ByteWriter to;
    for (const analysis::GisPipe& pipe : *pipes) {
        for (const std::string* text : {&pipe.id, &pipe.street, &pipe.material}) to.text(*text);
        to.f64(pipe.length_m);
        put(to, pipe.diameter_m);
        for (const network::Point& p : pipe.line) {
            to.f64(p.x);
            to.f64(p.y);
        }
    }
    return pipes->empty() ? QString() : hex(checksum(to.view()));
}

std::set<QString> importedFiles(const QJsonObject& inputs) {
    std::set<QString> files;
    for (const QJsonValue& value : inputs.value(QLatin1String("imports")).toArray())
        files.insert(value.toObject().value(QLatin1String("checksum")).toString());
    return files;
}

Error noRecord(const std::string& why) {
    return {ErrorCode::invalidInput, why, {}, {}, {}, "Name the file of a run record, as the export writes it"};
}

} // namespace

std::string optionsToJson(const analysis::Options& options) {
    QJsonObject object;
    if (options.period.from.valid()) object.insert(QStringLiteral("from"), qt(toIso(options.period.from)));
    if (options.period.to.valid()) object.insert(QStringLiteral("to"), qt(toIso(options.period.to)));
    object.insert(QStringLiteral("live"), options.live);
    if (options.falseAlarmsPerZoneWeek > 0) object.insert(QStringLiteral("false_alarms_per_zone_week"), options.falseAlarmsPerZoneWeek);
    object.insert(QStringLiteral("area_level"), options.areaLevel);
    object.insert(QStringLiteral("seed"), QString::number(options.seed));
    if (!options.zones.empty()) object.insert(QStringLiteral("zones"), namesOf(options.zones));
    if (!options.withoutSensors.empty()) object.insert(QStringLiteral("without_sensors"), namesOf(options.withoutSensors));
    return compact(object);
}

Result<analysis::Options> optionsFromJson(const std::string& json) {
    analysis::Options options;
    const QJsonObject object = objectOf(json);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it.value().toString();
        if (it.key() == QLatin1String("from") || it.key() == QLatin1String("to")) {
            const auto at = instantFromIso(text.toStdString());
            if (!at) return noRecord("'" + text.toStdString() + "' is no time");
            (it.key() == QLatin1String("from") ? options.period.from : options.period.to) = *at;
        } else if (it.key() == QLatin1String("live")) {
            options.live = it.value().toBool();
        } else if (it.key() == QLatin1String("false_alarms_per_zone_week")) {
            options.falseAlarmsPerZoneWeek = it.value().toDouble();
        } else if (it.key() == QLatin1String("area_level")) {
            options.areaLevel = it.value().toDouble();
        } else if (it.key() == QLatin1String("seed")) {
            options.seed = text.toULongLong();
        } else if (it.key() == QLatin1String("zones")) {
            options.zones = namesIn(it.value());
        } else if (it.key() == QLatin1String("without_sensors")) {
            options.withoutSensors = namesIn(it.value());
        } else {
            return Error{ErrorCode::unsupported,
                         "the run had an option that this version does not know",
                         {},
                         it.key().toStdString(),
                         {},
                         "Repeat it with the version that the record names"};
        }
    }
    return options;
}

Result<std::string> inputsToJson(const ProjectFile& file) {
    auto network = file.networkText();
    if (!network) return network.error();
    auto imports = file.imports();
    if (!imports) return imports.error();
    auto settings = file.settings();
    if (!settings) return settings.error();
    const auto sensors = sensorsChecksum(file), repairs = repairsChecksum(file), pipes = pipesChecksum(file);
    for (const auto* part : {&sensors, &repairs, &pipes})
        if (!*part) return part->error();
    QJsonArray files;
    for (const auto& record : *imports)
        files.append(QJsonObject{{QStringLiteral("path"), qt(record.path)},
                                 {QStringLiteral("checksum"), qt(record.checksum)},
                                 {QStringLiteral("values"), static_cast<qint64>(record.values)}});
    return compact({{QStringLiteral("network"), network->empty() ? QString() : hex(checksum(*network))},
                    {QStringLiteral("sensors"), *sensors},
                    {QStringLiteral("repairs"), *repairs},
                    {QStringLiteral("pipes"), *pipes},
                    {QStringLiteral("timezone"), qt(settings->timezone)},
                    {QStringLiteral("days_off"), qt(detection::toText(settings->daysOff))},
                    {QStringLiteral("area_trust"), qt(detection::toText(settings->areaTrust))},
                    {QStringLiteral("imports"), files}});
}

Result<project::RunRecord> runOfEvents(const ProjectFile& file) {
    const auto runs = file.runs();
    if (!runs) return runs.error();
    project::RunRecord found;
    for (const project::RunRecord& run : *runs)
        if (!objectOf(run.optionsJson).contains(QLatin1String(kNotKept))) found = run;
    return found;
}

void markNotKept(project::RunRecord& run) {
    QJsonObject options = objectOf(run.optionsJson);
    options.insert(QLatin1String(kNotKept), true);
    run.optionsJson = compact(options);
}

std::string eventsChecksum(std::vector<detection::Event> events) {
    ByteWriter to;
    std::int64_t number = 0;
    for (detection::Event& event : events) {
        event.id = ++number;
        event.status = detection::EventStatus::open;
        detection::write(to, event);
    }
    return hex(checksum(to.view())).toStdString();
}

Result<std::string> runRecordJson(const ProjectFile& file) {
    const auto run = runOfEvents(file);
    if (!run) return run.error();
    if (run->id == 0)
        return Error{ErrorCode::notFound, "The project has not been analysed, so there is no run to record", file.path().toStdString(), {}, {}, {}};
    const auto settings = file.settings();
    if (!settings) return settings.error();
    const auto events = file.events();
    if (!events) return events.error();
    const QJsonObject record{{QStringLiteral("mainsight_run_record"), kRecordForm},
                             {QStringLiteral("version"), qt(run->version)},
                             {QStringLiteral("project"), QJsonObject{{QStringLiteral("title"), qt(settings->title)},
                                                                     {QStringLiteral("crs"), qt(settings->crs)},
                                                                     {QStringLiteral("timezone"), qt(settings->timezone)}}},
                             {QStringLiteral("run"), QJsonObject{{QStringLiteral("id"), static_cast<qint64>(run->id)},
                                                                 {QStringLiteral("started"), qt(toIso(run->started))},
                                                                 {QStringLiteral("finished"), qt(toIso(run->finished))},
                                                                 {QStringLiteral("workers"), run->workers},
                                                                 {QStringLiteral("complete"), run->complete}}},
                             {QStringLiteral("options"), objectOf(run->optionsJson)},
                             {QStringLiteral("inputs"), objectOf(run->inputsJson)},
                             {QStringLiteral("results"), QJsonObject{{QStringLiteral("events"), static_cast<qint64>(events->size())},
                                                                     {QStringLiteral("checksum"), qt(eventsChecksum(*events))}}}};
    return QJsonDocument(record).toJson(QJsonDocument::Indented).toStdString();
}

Result<RunRecordFile> readRunRecord(const std::string& json) {
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &parse);
    if (!document.isObject()) return noRecord("this is no JSON object: " + parse.errorString().toStdString());
    const QJsonObject object = document.object();
    const int form = object.value(QLatin1String("mainsight_run_record")).toInt();
    if (form == 0 || !object.value(QLatin1String("options")).isObject() || !object.value(QLatin1String("inputs")).isObject())
        return noRecord("this is no run record of Mainsight");
    if (form > kRecordForm)
        return Error{ErrorCode::newerVersion, "the record was written by a newer Mainsight", {}, {}, {}, "Repeat it with the version that it names"};
    RunRecordFile record;
    record.version = object.value(QLatin1String("version")).toString().toStdString();
    auto options = optionsFromJson(compact(object.value(QLatin1String("options")).toObject()));
    if (!options) return options.error();
    record.options = *options;
    record.inputsJson = compact(object.value(QLatin1String("inputs")).toObject());
    const QJsonObject results = object.value(QLatin1String("results")).toObject();
    record.events = static_cast<std::size_t>(results.value(QLatin1String("events")).toInteger());
    record.eventsChecksum = results.value(QLatin1String("checksum")).toString().toStdString();
    return record;
}

Result<std::vector<std::string>> differingInputs(const RunRecordFile& record, const ProjectFile& file) {
    auto now = inputsToJson(file);
    if (!now) return now.error();
    const QJsonObject theirs = objectOf(record.inputsJson), ours = objectOf(*now);
    std::vector<std::string> different;
    for (const auto& [key, words] : {std::pair{"network", "the network"},
                                     {"sensors", "what the sensors are, or how many readings they have"},
                                     {"repairs", "the repairs"},
                                     {"pipes", "the GIS pipes"},
                                     {"timezone", "the project's time zone"},
                                     {"days_off", "the days off"},
                                     {"area_trust", "what was learned of areas"}})
        if (theirs.contains(QLatin1String(key)) && theirs.value(QLatin1String(key)) != ours.value(QLatin1String(key))) different.emplace_back(words);
    const std::set<QString> here = importedFiles(ours), there = importedFiles(theirs);
    for (const QJsonValue& value : theirs.value(QLatin1String("imports")).toArray())
        if (!here.count(value.toObject().value(QLatin1String("checksum")).toString()))
            different.push_back("the file " + value.toObject().value(QLatin1String("path")).toString().toStdString() + " is not in this project");
    for (const QJsonValue& value : ours.value(QLatin1String("imports")).toArray())
        if (!there.count(value.toObject().value(QLatin1String("checksum")).toString()))
            different.push_back("the file " + value.toObject().value(QLatin1String("path")).toString().toStdString() + " was not in the run");
    return different;
}

} // namespace ms::jobs
