#include "core/project/json_value.h"
#include "core/project/project_file.h"

namespace ms::project {
namespace {

using detection::Area;
using detection::Event;
using Kind = JsonValue::Kind;

constexpr int kMilli = 3; ///< m3/s -> l/s

class Writer {
public:
    explicit Writer(const LocalZone& zone) : m_zone(zone) {}

    void event(std::string& o, const Event& e) const {
        o += "{\"id\": " + std::to_string(e.id) + ", \"kind\": " + jsonString(nameOf(e.kind)) + ", \"zone\": " + jsonString(e.zone) +
             ", \"detected_at\": " + time(e.detectedAt) + ", \"started_at\": " + time(e.startedAt) + ", \"started_ci\": [" + time(e.startedCi.first) +
             ", " + time(e.startedCi.second) + "], \"ended_at\": " + (e.endedAt ? time(*e.endedAt) : "null");
        flow(o, e.flow_m3s);
        o += ", \"volume_m3\": " + jsonNumber(e.volume_m3) + ", \"confidence\": " + jsonNumber(e.confidence) +
             ", \"status\": " + jsonString(nameOf(e.status)) + ", \"why\": " + jsonString(e.why) + ", \"evidence\": [";
        for (const auto& evidence : e.evidence) {
            const bool isFlow = evidence.quantity == Quantity::flow || evidence.quantity == Quantity::demand;
            o += &evidence == e.evidence.data() ? "" : ", ";
            o += "{\"sensor\": " + jsonString(evidence.sensor) + ", \"quantity\": " + jsonString(ms::nameOf(evidence.quantity)) +
                 ", \"shift\": " + jsonNumber(evidence.shift_si, isFlow ? kMilli : 0) + ", \"unit\": " + (isFlow ? "\"l/s\"" : "\"m\"") +
                 ", \"z\": " + jsonNumber(evidence.z) + "}";
        }
        o += "], \"rivals\": [";
        for (const auto& rival : e.rivals) {
            o += &rival == e.rivals.data() ? "" : ", ";
            o += "{\"kind\": " + jsonString(nameOf(rival.kind)) + ", \"probability\": " + jsonNumber(rival.probability) + "}";
        }
        o += "], \"area\": ";
        area(o, e.area);
        o += ", \"history\": [";
        for (const auto& revision : e.history) {
            o += &revision == e.history.data() ? "" : ", ";
            o += "{\"at\": " + time(revision.at) + ", \"announced\": " + (revision.announced ? "true" : "false");
            flow(o, revision.flow_m3s);
            o += ", \"area\": ";
            area(o, revision.area);
            o += "}";
        }
        o += "]}";
    }

private:
    const LocalZone& m_zone;

    [[nodiscard]] std::string time(Instant t) const { return t.valid() ? "\"" + toIso(t, m_zone) + "\"" : "null"; }
    static void flow(std::string& o, const detection::Estimate& q) {
        o += ", \"flow_lps\": " + jsonNumber(q.value, kMilli) + ", \"flow_ci_lps\": [" + jsonNumber(q.low, kMilli) + ", " +
             jsonNumber(q.high, kMilli) + "]";
    }
    static void area(std::string& o, const Area& a) {
        o += "{\"level\": " + jsonNumber(a.level) + ", \"length_m\": " + jsonNumber(a.length_m) + ", \"share\": " + jsonNumber(a.share) +
             ", \"whole_zone\": " + (a.wholeZone ? "true" : "false") + ", \"pipes\": [";
        for (const auto& pipe : a.pipes) {
            o += &pipe == a.pipes.data() ? "" : ", ";
            o += "{\"id\": " + jsonString(pipe.id) + ", \"probability\": " + jsonNumber(pipe.probability) +
                 ", \"length_m\": " + jsonNumber(pipe.length_m) + "}";
        }
        o += "]}";
    }
};

/// Reads members; the first one that is wrong is kept as the error.
class Reader {
public:
    Error error;
    bool failed = false;

    Event event(const JsonValue& v) {
        Event e;
        if (v.kind != Kind::object) fail("an event is no object", {});
        const auto kind = detection::eventKindFromString(text(v, "kind"));
        if (!kind) fail("unknown kind of event", "kind");
        e.kind = kind.value_or(e.kind);
        if (v.find("status")) {
            const auto status = detection::eventStatusFromString(text(v, "status"));
            if (!status) fail("unknown status", "status");
            e.status = status.value_or(e.status);
        }
        e.id = integer(v, "id");
        e.zone = text(v, "zone");
        e.why = text(v, "why");
        e.detectedAt = time(v.find("detected_at"), "detected_at");
        e.startedAt = time(v.find("started_at"), "started_at");
        if (const JsonValue* ci = v.find("started_ci"); ci && ci->items.size() == 2)
            e.startedCi = {time(ci->items.data(), "started_ci"), time(&ci->items[1], "started_ci")};
        if (const JsonValue* end = v.find("ended_at"); end && end->kind != Kind::null) e.endedAt = time(end, "ended_at");
        e.flow_m3s = flow(v);
        e.volume_m3 = number(v, "volume_m3");
        e.confidence = number(v, "confidence");
        for (const JsonValue& item : items(v, "evidence")) {
            detection::Evidence evidence;
            evidence.sensor = text(item, "sensor");
            const auto quantity = quantityFromString(text(item, "quantity"));
            if (!quantity) fail("unknown quantity", "quantity");
            evidence.quantity = quantity.value_or(evidence.quantity);
            evidence.shift_si = number(item, "shift", text(item, "unit") == "l/s" ? -kMilli : 0);
            evidence.z = number(item, "z");
            e.evidence.push_back(std::move(evidence));
        }
        for (const JsonValue& item : items(v, "rivals")) {
            const auto rival = detection::eventKindFromString(text(item, "kind"));
            if (!rival) fail("unknown kind of event", "rivals");
            e.rivals.push_back({rival.value_or(detection::EventKind::demand), number(item, "probability")});
        }
        if (const JsonValue* a = v.find("area")) e.area = area(*a);
        for (const JsonValue& item : items(v, "history")) {
            detection::Revision revision;
            revision.at = time(item.find("at"), "at");
            if (const JsonValue* announced = item.find("announced")) revision.announced = announced->boolean;
            revision.flow_m3s = flow(item);
            if (const JsonValue* a = item.find("area")) revision.area = area(*a);
            e.history.push_back(std::move(revision));
        }
        return e;
    }

private:
    void fail(const char* what, std::string_view member) {
        if (!failed) error = {ErrorCode::invalidInput, what, {}, std::string(member), {}, {}};
        failed = true;
    }
    static const std::vector<JsonValue>& items(const JsonValue& v, std::string_view key) {
        static const std::vector<JsonValue> kNone;
        const JsonValue* found = v.find(key);
        return found && found->kind == Kind::array ? found->items : kNone;
    }
    static std::string text(const JsonValue& v, std::string_view key) {
        const JsonValue* found = v.find(key);
        return found && found->kind == Kind::string ? found->text : std::string{};
    }
    static double number(const JsonValue& v, std::string_view key, int exponent = 0) {
        const JsonValue* found = v.find(key);
        return found ? found->number(exponent) : 0.0;
    }
    static std::int64_t integer(const JsonValue& v, std::string_view key) {
        const JsonValue* found = v.find(key);
        return found ? found->integer() : 0;
    }
    Instant time(const JsonValue* v, const char* member) {
        if (!v || v->kind == Kind::null) return {};
        const auto t = v->kind == Kind::string ? instantFromIso(v->text) : std::nullopt;
        if (!t) fail("this is no time", member);
        return t.value_or(Instant{});
    }
    static detection::Estimate flow(const JsonValue& v) {
        detection::Estimate q;
        q.value = number(v, "flow_lps", -kMilli);
        if (const auto& ci = items(v, "flow_ci_lps"); ci.size() == 2) {
            q.low = ci[0].number(-kMilli);
            q.high = ci[1].number(-kMilli);
        }
        return q;
    }
    static Area area(const JsonValue& v) {
        Area a;
        a.level = number(v, "level");
        a.length_m = number(v, "length_m");
        a.share = number(v, "share");
        if (const JsonValue* whole = v.find("whole_zone")) a.wholeZone = whole->boolean;
        for (const JsonValue& item : items(v, "pipes")) a.pipes.push_back({text(item, "id"), number(item, "probability"), number(item, "length_m")});
        return a;
    }
};

} // namespace

std::string eventsToJson(const std::vector<Event>& events, const LocalZone& zone) {
    const Writer writer(zone);
    std::string out = "[";
    for (const Event& e : events) {
        out += &e == events.data() ? "\n" : ",\n";
        writer.event(out, e);
    }
    return out + (events.empty() ? "]\n" : "\n]\n");
}

Result<std::vector<Event>> eventsFromJson(const std::string& json) {
    auto tree = parseJson(json);
    if (!tree.ok()) return tree.error();
    if (tree->kind != Kind::array) return Error{ErrorCode::invalidInput, "events must be an array", {}, {}, {}, {}};
    std::vector<Event> events;
    Reader reader;
    for (const JsonValue& item : tree->items) events.push_back(reader.event(item));
    if (reader.failed) return reader.error;
    return events;
}

} // namespace ms::project
