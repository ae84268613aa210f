#include "core/project/report_json.h"

#include "core/project/json_value.h"

#include <array>
#include <functional>

namespace ms::project {
namespace {

std::string jsonList(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (std::size_t i = 0; i < texts.size(); ++i) out += (i > 0 ? ", " : "") + jsonString(texts[i]);
    return out + "]";
}

std::string_view nameOf(ingest::ChannelGuess::Trouble trouble) {
    static constexpr std::array<std::string_view, 6> kNames{"",         "unknown quantity", "unit missing", "not in sensors.csv",
                                                            "left out", "implausible unit"};
    return kNames.at(static_cast<std::size_t>(trouble));
}

std::string rounded(double confidence) { return jsonNumber(static_cast<double>(static_cast<int>(confidence * 1000 + 0.5)) / 1000); }

std::string guessToJson(const ingest::ChannelGuess& g, const std::string& more = {}) {
    using Trouble = ingest::ChannelGuess::Trouble;
    std::string out = "{\"header\": " + jsonString(g.header) + ", \"sensor\": " + jsonString(g.sensor.name);
    if (g.trouble != Trouble::noQuantity) out += ", \"quantity\": " + jsonString(ms::nameOf(g.sensor.quantity));
    out += ", \"unit\": " + jsonString(g.sensor.unit) + ", \"element\": " + jsonString(g.sensor.element) +
           ", \"zone\": " + jsonString(g.sensor.zone) + ", \"timezone\": " + jsonString(g.sensor.timezone) +
           ", \"by_sensors_csv\": " + (g.mapped ? "true" : "false") + ", \"confidence\": " + rounded(g.confidence) +
           ", \"reasons\": " + jsonList(g.reasons);
    if (!g.candidate.empty()) out += ", \"candidate\": " + jsonString(g.candidate);
    if (g.trouble != Trouble::none) out += ", \"trouble\": " + jsonString(nameOf(g.trouble));
    if (g.median) out += ", \"low\": " + jsonNumber(*g.low) + ", \"median\": " + jsonNumber(*g.median) + ", \"high\": " + jsonNumber(*g.high);
    return out + more + "}";
}

std::string badToJson(const std::vector<ingest::Quarantined>& quarantine, std::size_t most) {
    std::string out = "[";
    for (std::size_t i = 0; i < quarantine.size() && i < most; ++i) {
        const ingest::Quarantined& q = quarantine[i];
        out += (i > 0 ? ", " : "") + std::string("{\"line\": ") + std::to_string(q.line) + ", \"text\": " + jsonString(q.text) +
               ", \"reason\": " + jsonString(q.reason) + (q.file.empty() ? "" : ", \"file\": " + jsonString(q.file)) + "}";
    }
    return out + "]";
}

} // namespace

std::string reportToJson(const ingest::FileReport& r, const std::string& outcome) {
    std::string out = "{\"path\": " + jsonString(r.path) + ", \"format\": " + jsonString(r.format) + ", \"confidence\": " + rounded(r.confidence) +
                      ", \"evidence\": " + jsonList(r.evidence) + ", \"profile\": " + jsonString(r.usedProfile) +
                      ", \"channels\": " + std::to_string(r.channels) + ", " + outcome + "\"rows\": " + std::to_string(r.rows) +
                      ", \"values\": " + std::to_string(r.values) + ", \"quarantined\": " + std::to_string(r.quarantined) +
                      ", \"empty_cells\": " + std::to_string(r.emptyCells) + ", \"text_cells\": " + std::to_string(r.textCells) +
                      ", \"duplicate_rows\": " + std::to_string(r.duplicateRows) + ", \"conflicting_rows\": " + std::to_string(r.conflictingRows) +
                      ", \"late_rows\": " + std::to_string(r.lateRows) + ", \"missing_rows\": " + std::to_string(r.missingRows) +
                      ", \"error\": " + jsonString(r.error) + ", \"columns\": [";
    for (std::size_t i = 0; i < r.guesses.size(); ++i) out += (i > 0 ? ", " : "") + guessToJson(r.guesses[i]);
    return out + "]}";
}

std::string sniffToJson(const ingest::FileSniff& f, const LocalZone& zone) {
    std::string out = "{\"path\": " + jsonString(f.path) + ", \"format\": " + jsonString(f.format) + ", \"confidence\": " + rounded(f.confidence) +
                      ", \"evidence\": " + jsonList(f.evidence) + ", \"profile\": " + jsonString(f.usedProfile) +
                      ", \"bytes\": " + std::to_string(f.bytes) + ", \"timezone\": " + jsonString(f.timezone) +
                      ", \"from\": " + (f.span.from.valid() ? jsonString(toIso(f.span.from, zone)) : "null") +
                      ", \"to\": " + (f.span.to.valid() ? jsonString(toIso(f.span.to, zone)) : "null") +
                      ", \"to_is_the_end\": " + (f.spanIsWhole ? "true" : "false") + ", \"step_s\": " + jsonNumber(f.step.seconds()) +
                      ", \"rows_looked_at\": " + std::to_string(f.rows) + ", \"quarantined\": " + std::to_string(f.quarantined) +
                      ", \"quarantine\": " + badToJson(f.quarantine, 20) + ", \"error\": " + jsonString(f.error) + ", \"columns\": [";
    for (std::size_t i = 0; i < f.channels.size(); ++i) {
        std::string first = ", \"first\": [";
        const auto& values = f.channels[i].first;
        for (std::size_t k = 0; k < values.size(); ++k)
            first += (k > 0 ? ", [" : "[") + jsonString(toIso(values[k].first, zone)) + ", " + jsonNumber(values[k].second) + "]";
        out += (i > 0 ? ", " : "") + guessToJson(f.channels[i].guess, first + "]");
    }
    return out + "]}";
}

} // namespace ms::project
