#include "core/project/json_value.h"
#include "core/project/project_file_private.h"

namespace ms::project {
namespace {

using calibration::Calibration;
using calibration::Fitted;

std::string fittedJson(const Fitted& f) {
    return "{\"value\": " + jsonNumber(f.value) + ", \"low\": " + jsonNumber(f.low) + ", \"high\": " + jsonNumber(f.high) + "}";
}

std::string idsJson(const std::vector<std::string>& ids) {
    std::string o = "[";
    for (const auto& id : ids) o += (&id == ids.data() ? "" : ", ") + jsonString(id);
    return o + "]";
}

template <typename T, typename F>
std::string listJson(const std::vector<T>& list, F&& one) {
    std::string o = "[";
    for (const T& item : list) o += (&item == list.data() ? "{" : ", {") + one(item) + "}";
    return o + "]";
}

double numberOf(const JsonValue& v, std::string_view key) {
    const JsonValue* found = v.find(key);
    return found ? found->number() : 0;
}

std::string wordOf(const JsonValue& v, std::string_view key) {
    const JsonValue* found = v.find(key);
    return found && found->kind == JsonValue::Kind::string ? found->text : std::string();
}

Fitted fittedOf(const JsonValue& v, std::string_view key) {
    const JsonValue* found = v.find(key);
    return found ? Fitted{numberOf(*found, "value"), numberOf(*found, "low"), numberOf(*found, "high")} : Fitted{};
}

template <typename F>
void eachOf(const JsonValue& v, std::string_view key, F&& use) {
    if (const JsonValue* found = v.find(key); found && found->kind == JsonValue::Kind::array)
        for (const JsonValue& item : found->items) use(item);
}

std::vector<std::string> idsOf(const JsonValue& v, std::string_view key) {
    std::vector<std::string> ids;
    eachOf(v, key, [&](const JsonValue& item) { ids.push_back(item.text); });
    return ids;
}

} // namespace

std::string calibrationToJson(const Calibration& c) {
    std::string o = "{\"from\": " + jsonString(toIso(c.period.from)) + ", \"until\": " + jsonString(toIso(c.period.to)) +
                    ", \"instants\": " + std::to_string(c.instants) + ", \"converged\": " + (c.converged ? "true" : "false") + ", \"loggers\": ";
    o += listJson(c.loggers, [](const calibration::LoggerFit& l) {
        return "\"sensor\": " + jsonString(l.sensor) + ", \"offset_m\": " + fittedJson(l.offset_m) + ", \"loss_share\": " + fittedJson(l.lossShare) +
               ", \"before_m\": " + jsonNumber(l.before_m) + ", \"after_m\": " + jsonNumber(l.after_m) + ", \"spread_m\": " + jsonNumber(l.spread_m);
    });
    o += ", \"demands\": " + listJson(c.demands, [](const calibration::DemandScale& d) {
             return "\"zone\": " + jsonString(d.zone) + ", \"factor\": " + fittedJson(d.factor) + ", \"nodes\": " + idsJson(d.nodes);
         });
    o += ", \"roughness\": " + listJson(c.roughness, [](const calibration::RoughnessGroup& g) {
             return "\"group\": " + jsonString(g.name) + ", \"factor\": " + fittedJson(g.factor) + ", \"length_m\": " + jsonNumber(g.length_m) +
                    ", \"pipes\": " + idsJson(g.pipes);
         });
    o += ", \"closed\": " + listJson(c.closed, [](const calibration::ClosedSuspect& s) {
             return "\"pipe\": " + jsonString(s.pipe) + ", \"gain\": " + jsonNumber(s.gain);
         });
    o += ", \"reach\": " + listJson(c.reach, [](const calibration::ZoneReach& r) {
             return "\"zone\": " + jsonString(r.zone) + ", \"least_flow_m3s\": " + jsonNumber(r.leastFlow_m3s);
         });
    return o + "}";
}

Result<Calibration> calibrationFromJson(std::string_view text) {
    const auto root = parseJson(text);
    if (!root.ok()) return root.error();
    Calibration c;
    const auto from = instantFromIso(wordOf(*root, "from")), until = instantFromIso(wordOf(*root, "until"));
    if (!from || !until) return Error{ErrorCode::invalidInput, "a calibration without its period", {}, {}, {}, {}};
    c.period = {*from, *until};
    if (const JsonValue* n = root->find("instants")) c.instants = n->integer();
    if (const JsonValue* b = root->find("converged")) c.converged = b->boolean;
    eachOf(*root, "loggers", [&](const JsonValue& v) {
        c.loggers.push_back({wordOf(v, "sensor"), fittedOf(v, "offset_m"), fittedOf(v, "loss_share"), numberOf(v, "before_m"), numberOf(v, "after_m"),
                             numberOf(v, "spread_m")});
    });
    eachOf(*root, "demands", [&](const JsonValue& v) { c.demands.push_back({wordOf(v, "zone"), fittedOf(v, "factor"), idsOf(v, "nodes")}); });
    eachOf(*root, "roughness", [&](const JsonValue& v) {
        c.roughness.push_back({wordOf(v, "group"), fittedOf(v, "factor"), numberOf(v, "length_m"), idsOf(v, "pipes")});
    });
    eachOf(*root, "closed", [&](const JsonValue& v) { c.closed.push_back({wordOf(v, "pipe"), numberOf(v, "gain")}); });
    eachOf(*root, "reach", [&](const JsonValue& v) { c.reach.push_back({wordOf(v, "zone"), numberOf(v, "least_flow_m3s")}); });
    return c;
}

Result<std::optional<Calibration>> ProjectFile::calibration() const {
    auto all = calibrations();
    if (!all.ok()) return all.error();
    return all->empty() ? std::optional<Calibration>() : std::optional<Calibration>(std::move(all->back()));
}

Result<std::vector<Calibration>> ProjectFile::calibrations() const {
    auto query = d->run("SELECT json FROM calibration ORDER BY id");
    if (!query.ok()) return query.error();
    std::vector<Calibration> all;
    while (query->next()) {
        auto read = calibrationFromJson(textOf(query->value(0)));
        if (!read.ok()) return read.error();
        all.push_back(std::move(*read));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return all;
}

Result<void> ProjectFile::setCalibrations(const std::vector<Calibration>& layers) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    if (auto gone = d->run("DELETE FROM calibration"); !gone.ok()) return gone.error();
    for (const auto& layer : layers)
        if (auto put = putCalibration(layer); !put.ok()) return put;
    return all.commit();
}

Result<void> ProjectFile::putCalibration(const Calibration& calibration) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    auto done = d->run("INSERT INTO calibration (json) VALUES (?)", {toVariant(calibrationToJson(calibration))});
    if (!done.ok()) return done.error();
    return all.commit();
}

Result<int> ProjectFile::removeCalibrations(bool all) {
    auto done = d->run(all ? "DELETE FROM calibration" : "DELETE FROM calibration WHERE id = (SELECT max(id) FROM calibration)");
    if (!done.ok()) return done.error();
    return done->numRowsAffected();
}

} // namespace ms::project
