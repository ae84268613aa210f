#include "core/export/tables.h"

#include "core/export/cells.h"
#include "core/export/globe.h"
#include "core/export/polyline.h"

#include <array>

namespace ms::output {

using Type = Field::Type;

Layer evidenceTable(const Content& content) {
    Layer table{"evidence",
                Geometry::none,
                {{"event", "event", Type::integer, "number of the event"},
                 {"sensor", "sensor", Type::text, "name of the sensor"},
                 {"quantity", "quantity", Type::text, "pressure, flow, level or demand"},
                 {"shift", "shift", Type::real, "after minus before the start, in `unit`; pressure: beyond what the inflow explains"},
                 {"unit", "unit", Type::text, "m or l/s"},
                 {"z", "z", Type::real, "the shift over its standard error; beyond 3 either way it stands out"},
                 {"run", "run", Type::text, "the analysis that found it"}},
                {}};
    for (const detection::Event& event : content.events)
        for (const detection::Evidence& e : event.evidence)
            table.features.push_back({{},
                                      {event.id, e.sensor, std::string(nameOf(e.quantity)), shownCell(e.quantity, e.shift_si), shownUnit(e.quantity),
                                       realCell(e.z, 0.01), textCell(content.run)},
                                      Geometry::none,
                                      0,
                                      0});
    return table;
}

Layer seriesTable(const Content& content) {
    Layer table{"series",
                Geometry::none,
                {{"event", "event", Type::integer, "number of the event that the series speaks for"},
                 {"series", "series", Type::text, "sensor, or the net inflow of a zone"},
                 {"quantity", "quantity", Type::text, "pressure, flow, level or demand"},
                 {"unit", "unit", Type::text, "m or l/s"},
                 {"time", "time", Type::text, "ISO 8601 with offset; of a mean: its beginning"},
                 {"value", "value", Type::real, "measured"},
                 {"expected", "expected", Type::real, "what usually is measured at such a time"},
                 {"low", "low", Type::real, "lower end of the usual"},
                 {"high", "high", Type::real, "upper end of the usual"},
                 {"mean_of_s", "mean_of_s", Type::integer, "0 = a reading; else the mean of so many seconds"}},
                {}};
    for (const Trace& trace : content.traces)
        for (const TracePoint& p : trace.points)
            table.features.push_back({{},
                                      {trace.event, trace.name, std::string(nameOf(trace.quantity)), shownUnit(trace.quantity),
                                       timeCell(p.at, content.zone), shownCell(trace.quantity, p.value), shownCell(trace.quantity, p.expected),
                                       shownCell(trace.quantity, p.low), shownCell(trace.quantity, p.high), trace.step_s},
                                      Geometry::none,
                                      0,
                                      0});
    return table;
}

Layer notesTable(const Content& content) {
    Layer table{"notes",
                Geometry::none,
                {{"event", "event", Type::integer, "number of the event"},
                 {"written_at", "written_at", Type::text, "ISO 8601 with offset"},
                 {"author", "author", Type::text, "who wrote it"},
                 {"note", "note", Type::text, "what was written"}},
                {}};
    for (const Remark& remark : content.remarks)
        table.features.push_back(
            {{}, {remark.event, timeCell(remark.written, content.zone), textCell(remark.author), textCell(remark.text)}, Geometry::none, 0, 0});
    return table;
}

Layer withPlaces(Layer layer, const Content& content) {
    const auto globe = content.crs.empty() ? Result<Globe>(Error{}) : Globe::of(content.crs);
    layer.fields.push_back({"x", "x", Type::real, "easting of its middle, in the project's coordinates"});
    layer.fields.push_back({"y", "y", Type::real, "northing of its middle"});
    layer.fields.push_back({"lon", "lon", Type::real, "longitude of its middle, WGS 84, degrees"});
    layer.fields.push_back({"lat", "lat", Type::real, "latitude of its middle"});
    for (Feature& feature : layer.features) {
        std::array<Cell, 4> cells;
        if (!feature.lines.empty()) {
            const network::Point middle = pointAlong(feature.lines.front(), 0.5).at;
            cells[0] = realCell(middle.x, 1e-3);
            cells[1] = realCell(middle.y, 1e-3);
            if (const auto place = globe ? globe->place(middle) : std::nullopt) {
                cells[2] = realCell(place->x, 1e-7);
                cells[3] = realCell(place->y, 1e-7);
            }
        }
        feature.cells.insert(feature.cells.end(), cells.begin(), cells.end());
    }
    return layer;
}

} // namespace ms::output
