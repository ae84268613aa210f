#include "core/ingest/header_words.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/sniff_pieces.h"

#include <algorithm>
#include <array>
#include <set>

namespace ms::ingest {

What whatIs(std::string_view cell, char mark) {
    const std::string_view t = trimmed(cell);
    if (t.empty()) return What::empty;
    if (std::none_of(t.begin(), t.end(), [](char c) { return c >= '0' && c <= '9'; })) return What::text;
    const bool colon = t.find(':') != std::string_view::npos;
    const Cell c = colon ? Cell{} : readCell(t, mark);
    const bool number = c.kind == CellKind::decimal || c.kind == CellKind::real || c.kind == CellKind::code;
    for (const DateOrder order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd}) {
        if (number && t.size() != 8) break;
        Stamp stamp;
        TimeReader reader({Clock::text, order, mark});
        if (!reader.read(t, stamp)) continue;
        return t.find(':') == std::string_view::npos ? What::date : What::stamp;
    }
    if (number) return What::number;
    Stamp stamp;
    TimeReader reader(TimeFormat{});
    if (t.size() <= 12 && t.find(':') != std::string_view::npos && reader.read("2000-01-01", t, stamp)) return What::timeOfDay;
    return What::text;
}

bool headerNames(std::string_view header, std::initializer_list<std::string_view> words) {
    std::string key;
    for (const char c : lowered(header))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) key += c;
    return std::any_of(words.begin(), words.end(), [&key](std::string_view w) { return key == w; });
}

namespace {

constexpr std::size_t kLookedAt = 120; ///< lines of the head that are looked at closely

bool isQualityWord(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kWords{"good",    "bad",          "uncertain",   "ok",  "suspect",   "valid",
                                                             "invalid", "questionable", "substituted", "raw", "estimated", "g"};
    const std::string low = lowered(trimmed(text));
    return std::find(kWords.begin(), kWords.end(), low) != kWords.end();
}

/// What stands in the place of a value where there is none; never the name of a sensor.
bool isErrorCode(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kStarts{"#",    "-",    "comm",  "err",     "n/a",  "nan",
                                                              "null", "over", "under", "no data", "fail", "inf"};
    const std::string low = lowered(trimmed(text));
    return low == "na" || std::any_of(kStarts.begin(), kStarts.end(), [&low](std::string_view w) { return low.rfind(w, 0) == 0; });
}

bool isRemark(std::string_view header) {
    return headerNames(header, {"comment", "comments", "remark", "remarks", "note", "notes", "message", "event", "alarm", "bemerkung", "operator"});
}

} // namespace

void nameColumns(const std::vector<std::string_view>& data, std::size_t columns, Layout& layout) {
    struct Seen {
        std::size_t numbers = 0, texts = 0, qualities = 0, codes = 0;
        std::set<std::string, std::less<>> names; ///< a few
    };
    std::vector<Seen> seen(columns);
    std::vector<std::string_view> cells;
    std::size_t looked = 0;
    for (const std::string_view line : data) {
        splitLine(line, layout.separator, cells);
        if (cells.size() != columns) continue;
        for (std::size_t c = 0; c < columns; ++c) {
            const Cell cell = readCell(cells[c], layout.decimalMark);
            if (cell.kind == CellKind::text) ++(isQualityWord(cells[c]) ? seen[c].qualities : isErrorCode(cells[c]) ? seen[c].codes : seen[c].texts);
            if (cell.kind != CellKind::empty && seen[c].names.size() < 50) seen[c].names.emplace(trimmed(cells[c]));
            if (cell.kind != CellKind::empty && cell.kind != CellKind::text) ++seen[c].numbers;
        }
        if (++looked >= kLookedAt || looked * columns > 200'000) break;
    }
    // A row an instant with one column beside the time cannot be long; a remark or a column of error codes is no name of a sensor.
    for (std::size_t c = 0; c < columns; ++c) {
        const int i = static_cast<int>(c);
        if (i == layout.dateColumn || i == layout.timeColumn) continue;
        const std::string& header = layout.headers[c];
        const auto named = [&layout](int at) {
            const std::string& text = layout.headers[static_cast<std::size_t>(at)];
            return text.empty() ? std::to_string(at + 1) : "'" + text + "'";
        };
        const bool textual = seen[c].texts > seen[c].numbers;
        if (headerNames(header, {"quality", "qual", "status", "flag", "flags", "qualitycode", "validity"}) ||
            seen[c].qualities > seen[c].numbers + seen[c].texts) {
            layout.qualityColumn = i;
            layout.found(1, "column " + named(i) + " says how good a reading is");
        } else if (headerNames(header, {"unit", "units", "uom", "engunits"}) && textual) {
            layout.unitColumn = i;
            layout.found(1, "column " + named(i) + " names the unit of a row");
        } else if (headerNames(header, {"quantity", "measurand", "parameter", "parametername", "measurement", "measure", "messgroesse"}) && textual) {
            layout.quantityColumn = i;
            layout.found(1, "column " + named(i) + " says what a row measures");
        } else if (layout.tagColumn < 0 && columns >= 3 &&
                   (headerNames(header,
                                {"tag",  "tagname",  "sensor", "sensorid", "sensorname", "point",  "pointid", "pointname", "channel", "channelname",
                                 "name", "variable", "siteid", "loggerid", "logger",     "series", "signal",  "meterid",   "meter",   "id"}) ||
                    (textual && !isRemark(header)))) {
            layout.tagColumn = i;
            const std::size_t n = seen[c].names.size();
            layout.found(textual ? 1 : 0.9, "a row a reading: column " + named(i) + " holds " + (n < 50 ? std::to_string(n) : "50 or more") +
                                                (n == 1 ? " name" : " names") + (n > 0 ? ", as " + *seen[c].names.begin() : ""));
        } else if (textual) {
            layout.diagnostics.push_back({Severity::warning,
                                          "ingest.text-column",
                                          "a column holds text",
                                          {},
                                          header,
                                          {},
                                          {},
                                          "it is passed over",
                                          "name it in sensors.csv if it holds readings"});
        } else {
            layout.valueColumns.push_back(i);
        }
    }
    if (layout.tagColumn < 0 && layout.quantityColumn >= 0) { // one site, several things measured there
        layout.tagColumn = layout.quantityColumn;
        layout.quantityColumn = -1;
    }
    layout.shape = layout.tagColumn >= 0 ? Layout::Shape::longForm : Layout::Shape::wide;
    if (layout.shape == Layout::Shape::wide)
        layout.found(1, "a row an instant: " + std::to_string(layout.valueColumns.size()) +
                            (layout.valueColumns.size() == 1 ? " column" : " columns") + " of numbers");
}

} // namespace ms::ingest
