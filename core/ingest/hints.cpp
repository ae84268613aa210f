#include "core/ingest/hints.h"

#include "core/base/bytes.h"
#include "core/ingest/element_index.h"
#include "core/ingest/header_words.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/table_reader.h"
#include "core/ingest/value_codec.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace ms::ingest {
namespace {

void put(ByteWriter& out, const LocalZone& zone) {
    out.text(zone.name);
    out.count(zone.transitions.size());
    for (const auto& t : zone.transitions) {
        out.zigzag(t.from.ms);
        out.zigzag(t.offset_s);
    }
}

LocalZone getZone(ByteReader& in) {
    LocalZone zone;
    zone.name = in.text();
    for (std::size_t n = in.count(2); n > 0 && !in.failed(); --n) {
        const std::int64_t from = in.zigzag();
        zone.transitions.push_back({{from}, static_cast<std::int32_t>(in.zigzag())});
    }
    return zone;
}

std::optional<double> numberOf(const std::string& text) {
    const Cell cell = readCell(text, '.');
    if (cell.kind == CellKind::real) return cell.real;
    if (cell.kind != CellKind::decimal && cell.kind != CellKind::code) return std::nullopt;
    double v = static_cast<double>(cell.decimal.mantissa), power = 1;
    for (int i = 0; i < cell.decimal.decimals; ++i) power *= 10;
    return v / power;
}

/// The shortest text that reads back as the same number, without exponent.
std::string numberText(double v) {
    std::array<char, 400> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), v, std::chars_format::fixed).ptr};
}

} // namespace

std::string encodeHints(const Hints& h) {
    ByteWriter out;
    put(out, h.zone);
    out.count(h.zones.size());
    for (const auto& [name, zone] : h.zones) {
        out.text(name);
        put(out, zone);
    }
    out.count(h.units.size());
    for (const auto& [quantity, unit] : h.units) {
        out.u8(static_cast<std::uint8_t>(quantity));
        out.text(unit);
    }
    out.count(h.sensorMap.size());
    for (const SensorMapRow& row : h.sensorMap) {
        out.text(row.column);
        out.text(row.file);
        put(out, row.sensor);
        out.f64(row.confidence);
        out.text(row.reason);
        out.zigzag(row.line);
        out.boolean(row.leaveOut);
        out.boolean(row.fromUser);
    }
    out.count(h.corrections.size());
    for (const FileCorrection& c : h.corrections) {
        out.text(c.path);
        out.u8(c.layout.order ? static_cast<std::uint8_t>(static_cast<std::uint8_t>(*c.layout.order) + 1) : std::uint8_t{0});
        out.u8(static_cast<std::uint8_t>(c.layout.separator));
        out.u8(static_cast<std::uint8_t>(c.layout.decimalMark));
        out.text(c.timezone);
    }
    out.boolean(h.unknownLeftOut);
    out.text(h.sensorMapPath);
    for (const auto* ids : {&h.nodeIds, &h.linkIds}) {
        out.count(ids->size());
        for (const std::string& id : *ids) out.text(id);
    }
    out.count(h.known.size());
    for (const series::Sensor& s : h.known) put(out, s);
    out.count(h.profiles.size());
    for (const SourceProfile& p : h.profiles) put(out, p);
    return out.take();
}

Result<Hints> decodeHints(const std::string& bytes) {
    ByteReader in(bytes);
    Hints h;
    h.zone = getZone(in);
    for (std::size_t n = in.count(2); n > 0 && !in.failed(); --n) {
        const std::string name(in.text());
        h.zones[name] = getZone(in);
    }
    for (std::size_t n = in.count(2); n > 0 && !in.failed(); --n) {
        const Quantity quantity = in.enumerator(Quantity::demand);
        h.units[quantity] = in.text();
    }
    for (std::size_t n = in.count(4); n > 0 && !in.failed(); --n) {
        SensorMapRow& row = h.sensorMap.emplace_back();
        row.column = in.text();
        row.file = in.text();
        row.sensor = getSensor(in);
        row.confidence = in.f64();
        row.reason = in.text();
        row.line = in.zigzag();
        row.leaveOut = in.boolean();
        row.fromUser = in.boolean();
    }
    for (std::size_t n = in.count(5); n > 0 && !in.failed(); --n) {
        FileCorrection& c = h.corrections.emplace_back();
        c.path = in.text();
        if (const std::uint8_t order = in.u8(); order > 0 && order <= 3) c.layout.order = static_cast<DateOrder>(order - 1);
        c.layout.separator = static_cast<char>(in.u8());
        c.layout.decimalMark = static_cast<char>(in.u8());
        c.timezone = in.text();
    }
    h.unknownLeftOut = in.boolean();
    h.sensorMapPath = in.text();
    for (auto* ids : {&h.nodeIds, &h.linkIds})
        for (std::size_t n = in.count(1); n > 0 && !in.failed(); --n) ids->emplace_back(in.text());
    for (std::size_t n = in.count(8); n > 0 && !in.failed(); --n) h.known.push_back(getSensor(in));
    for (std::size_t n = in.count(5); n > 0 && !in.failed(); --n) h.profiles.push_back(getProfile(in));
    if (auto done = in.finish("import hints"); !done.ok()) return done.error();
    return h;
}

void placeSensors(std::vector<SensorMapRow>& rows, const network::Network& network, const std::string& path, Diagnostics& diagnostics) {
    std::size_t placed = 0;
    std::string examples;
    for (SensorMapRow& row : rows) {
        series::Sensor& s = row.sensor;
        if (!s.element.empty() || !s.x || !s.y) continue;
        const ElementMatch match = nearestElement(network, {*s.x, *s.y}, s.quantity);
        if (match.confidence < kTaken) {
            if (!match.id.empty()) row.reason = match.reason + ": too far to be taken";
            continue;
        }
        s.element = match.id;
        row.confidence = match.confidence;
        row.reason = match.reason;
        if (++placed <= 3) examples += (placed > 1 ? ", " : "") + row.column + " (" + match.reason + ")";
    }
    if (placed > 0)
        diagnostics.push_back(
            {Severity::info,
             "ingest.placed-by-map",
             std::to_string(placed) + (placed == 1 ? " sensor names a place but no element" : " sensors name a place but no element"),
             path,
             {},
             {},
             {},
             "the nearest element of the network: " + examples + (placed > 3 ? ", ..." : ""),
             "fill in the column 'element' where that is wrong"});
}

Result<std::vector<SensorMapRow>> readSensorMap(const std::string& path) {
    auto table = readTable(path, {"column", "file", "element", "quantity", "unit", "zone", "x", "y", "timezone", "sign", "sensor"});
    if (!table.ok()) return table.error();
    const int column = table->column({"column", "tag", "channel", "name"}), file = table->column({"file"}),
              element = table->column({"element", "id", "node", "link"}), quantity = table->column({"quantity", "type"}),
              unit = table->column({"unit", "units"}), zone = table->column({"zone", "dma"}), x = table->column({"x", "easting"}),
              y = table->column({"y", "northing"}), timezone = table->column({"timezone", "tz"}), sign = table->column({"sign"}),
              name = table->column({"sensor"});
    if (column < 0 || quantity < 0)
        return Error{ErrorCode::invalidInput,      "a sensor map needs the columns 'column' and 'quantity'", path, {}, {1, 0},
                     "see sensors.csv in the help"};
    std::vector<SensorMapRow> rows;
    for (const Table::Row& cells : table->rows) {
        const auto text = [&cells](int c) { return c < 0 ? std::string{} : cells.cells[static_cast<std::size_t>(c)]; };
        const auto wrong = [&](const std::string& what, const char* advice) {
            return Error{ErrorCode::invalidInput, what, path, text(column), {cells.line, 0}, advice};
        };
        SensorMapRow row;
        row.column = text(column);
        row.file = text(file);
        row.line = cells.line;
        if (row.column.empty() && row.file.empty()) return wrong("neither a column nor a file is named", "fill in one of them");
        row.leaveOut = lowered(text(quantity)) == "none";
        const auto q = quantityFromString(text(quantity));
        if (!q && !row.leaveOut) return wrong("unknown quantity '" + text(quantity) + "'", "use pressure, flow, level or demand; none leaves it out");
        if (q) row.sensor.quantity = *q;
        row.sensor.name = text(name);
        row.sensor.element = text(element);
        row.sensor.unit = text(unit);
        if (!row.sensor.unit.empty() && !unitFromString(row.sensor.unit))
            return wrong("unknown unit '" + row.sensor.unit + "'", "use one like m, bar, l/s or m3/h");
        row.sensor.zone = text(zone);
        row.sensor.timezone = text(timezone);
        for (const auto& [c, target] : {std::pair{x, &row.sensor.x}, std::pair{y, &row.sensor.y}}) {
            if (text(c).empty()) continue;
            *target = numberOf(text(c));
            if (!*target) return wrong("'" + text(c) + "' is no coordinate", "use plain numbers");
        }
        if (!text(sign).empty()) {
            const auto s = numberOf(text(sign));
            if (!s || (*s != 1 && *s != -1)) return wrong("'" + text(sign) + "' is no sign", "use 1, or -1 for a meter that exports");
            row.sensor.sign = *s;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string sensorMapText(const std::vector<SensorMapRow>& rows) {
    std::string out = "column,file,element,quantity,unit,zone,x,y,timezone,sign,sensor\n";
    const auto cell = [](const std::string& text) {
        if (text.find_first_of(",\"\n\r;") == std::string::npos) return text;
        std::string quoted = "\"";
        for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        return quoted + "\"";
    };
    for (const SensorMapRow& row : rows) {
        const series::Sensor& s = row.sensor;
        const std::size_t slash = row.file.find_last_of("/\\");
        const std::string file = slash == std::string::npos || slash + 1 == row.file.size() ? row.file : row.file.substr(slash + 1);
        const std::string quantity = row.leaveOut ? "none" : std::string(nameOf(s.quantity));
        for (const std::string& text : {row.column, file, s.element, quantity, s.unit, s.zone, s.x ? numberText(*s.x) : std::string{},
                                        s.y ? numberText(*s.y) : std::string{}, s.timezone, std::string(s.sign < 0 ? "-1" : "1")})
            out += cell(text) + ",";
        out += cell(s.name) + "\n";
    }
    return out;
}

const FileCorrection* Hints::correctionOf(const std::string& path) const {
    const auto found = std::find_if(corrections.begin(), corrections.end(), [&path](const FileCorrection& c) { return c.path == path; });
    return found == corrections.end() ? nullptr : &*found;
}

} // namespace ms::ingest
