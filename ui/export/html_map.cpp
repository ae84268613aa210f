#include "ui/export/html_map.h"

#include "core/export/globe.h"
#include "ui/drawing/map_furniture.h"
#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

/// Places as the page's whole numbers.
class Grid {
public:
    Grid(const drawing::MapContent& map, const QString& crs) {
        auto globe = output::Globe::of(crs.toStdString());
        if (globe && !map.empty()) m_globe = std::make_unique<output::Globe>(std::move(*globe));
        if (m_globe && !place({map.bounds.x0, map.bounds.y0})) m_globe.reset(); // the CRS is not that of these coordinates
        const double perUnit = drawing::metresPerUnit(map);
        m_factor = m_globe || !(perUnit > 0) ? 1 : perUnit;
        m_metres = m_globe != nullptr || perUnit > 0;
        const double longer = std::max({map.bounds.width(), map.bounds.height(), 1e-9}) * m_factor;
        m_unit = m_globe ? 1e6 : longer > 2000 ? 10 : std::pow(10, std::ceil(std::log10(20000 / longer)));
        if (map.empty()) return;
        const drawing::Point corner = place({map.bounds.x0, map.bounds.y0}).value_or(drawing::Point{});
        m_origin = {std::floor(corner.x * m_unit) / m_unit, std::floor(corner.y * m_unit) / m_unit};
        m_squeeze = m_globe ? std::cos(corner.y * M_PI / 180) : 1;
    }

    [[nodiscard]] bool geo() const { return m_globe != nullptr; }
    [[nodiscard]] bool metres() const { return m_metres; }
    [[nodiscard]] double unit() const { return m_unit; }
    [[nodiscard]] double squeeze() const { return m_squeeze; }
    [[nodiscard]] QJsonArray origin() const { return {m_origin.y, m_origin.x}; }

    template <typename Points>
    [[nodiscard]] QJsonArray line(const Points& points) const {
        QJsonArray out;
        qint64 lastX = 0, lastY = 0;
        for (const drawing::Point& p : points) {
            const drawing::Point at = place(p).value_or(m_origin);
            const qint64 x = std::llround((at.x - m_origin.x) * m_unit), y = std::llround((at.y - m_origin.y) * m_unit);
            out.append(y - lastY);
            out.append(x - lastX);
            lastX = x;
            lastY = y;
        }
        return out;
    }
    [[nodiscard]] QJsonArray point(drawing::Point p) const { return line(std::initializer_list<drawing::Point>{p}); }
    [[nodiscard]] QJsonArray box(const drawing::Box& b) const {
        if (b.empty()) return {};
        return line(std::initializer_list<drawing::Point>{{b.x0, b.y0}, {b.x1, b.y1}});
    }

private:
    [[nodiscard]] std::optional<drawing::Point> place(drawing::Point p) const {
        if (m_globe) return m_globe->place(p);
        return drawing::Point{p.x * m_factor, p.y * m_factor};
    }

    std::unique_ptr<output::Globe> m_globe;
    drawing::Point m_origin;
    double m_factor = 1, m_unit = 1, m_squeeze = 1;
    bool m_metres = false;
};

QJsonObject eventObject(const ReportContent& content, const Grid& grid, const detection::Event& e) {
    const drawing::MapContent& map = *content.map;
    const drawing::MapOverlay overlay = drawing::buildOverlay(map, &e);
    const drawing::ProbabilityScale scale(overlay, true);
    QJsonArray pipes, rings, shifts, classes;
    for (const auto& value : overlay.pipes) {
        const int cls = scale.classOf(value.probability);
        pipes.append(QJsonArray{static_cast<int>(value.pipe), scale.colour(cls).name(), scale.width(cls), session::percentText(value.probability)});
    }
    for (int i = 0; i < scale.classes(); ++i) classes.append(QJsonArray{scale.colour(i).name(), scale.label(i)});
    for (const auto& ring : overlay.outline) rings.append(grid.line(ring));
    for (const auto& value : overlay.sensors)
        shifts.append(QJsonArray{static_cast<int>(value.sensor), content.units.change(value.quantity, value.shift_si), value.significant});
    return {{QStringLiteral("number"), static_cast<qint64>(e.id)},
            {QStringLiteral("area"), drawing::areaLabel(overlay)},
            {QStringLiteral("pipes"), pipes},
            {QStringLiteral("rings"), rings},
            {QStringLiteral("shifts"), shifts},
            {QStringLiteral("classes"), classes},
            {QStringLiteral("box"), grid.box(overlay.areaBounds)}};
}

QJsonObject words() {
    QJsonArray kinds;
    for (const Quantity quantity : {Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand})
        kinds.append(session::quantityWord(quantity));
    return {{QStringLiteral("probability"), say("probability")},
            {QStringLiteral("outside"), say("outside the area of interest")},
            {QStringLiteral("legend"), say("Probability per pipe, %")},
            {QStringLiteral("fitArea"), say("Area of interest")},
            {QStringLiteral("fitAll"), say("Whole network")},
            {QStringLiteral("here"), say("Where am I?")},
            {QStringLiteral("fitAreaShort"), say("Area")},
            {QStringLiteral("fitAllShort"), say("All")},
            {QStringLiteral("hereShort"), say("Me")},
            {QStringLiteral("nowhere"), say("This device does not tell its place.")},
            {QStringLiteral("route"), say("Open in the map program")},
            {QStringLiteral("zoomIn"), say("Zoom in")},
            {QStringLiteral("zoomOut"), say("Zoom out")},
            {QStringLiteral("mains"), say("Mains")},
            {QStringLiteral("area"), say("Area of interest")},
            {QStringLiteral("symbols"), say("Reservoirs, tanks, pumps, valves")},
            {QStringLiteral("sensors"), say("Sensors")},
            {QStringLiteral("noMap"), say("The network has no coordinates: there is no map.")},
            {QStringLiteral("kinds"), kinds}};
}

} // namespace

QJsonObject htmlMap(const ReportContent& content) {
    const drawing::MapContent& map = *content.map;
    const Grid grid(map, content.crs);
    QJsonArray pipes, sensors, symbols, events;
    for (std::uint32_t i = 0; i < map.pipes.size(); ++i) {
        const drawing::MapPipe& pipe = map.pipes[i];
        const std::vector<drawing::Point> line(map.points.begin() + map.first[i], map.points.begin() + map.first[i + 1]);
        pipes.append(QJsonArray{fromUtf8(pipe.id), fromUtf8(pipe.street), pipe.length_m > 0 ? session::lengthText(pipe.length_m) : QString(),
                                pipe.diameter_m > 0 ? say("%1 mm").arg(QLocale().toString(pipe.diameter_m * 1000, 'f', 0)) : QString(),
                                grid.line(line), pipe.diameter_m > 0 ? std::round(std::clamp(0.9 + pipe.diameter_m * 4, 1.2, 2.6) * 10) / 10 : 1.4});
    }
    for (const drawing::MapSensor& sensor : map.sensors)
        sensors.append(
            QJsonArray{fromUtf8(sensor.name), session::quantityWord(sensor.quantity), static_cast<int>(sensor.quantity), grid.point(sensor.at)});
    for (const drawing::MapSymbol& symbol : map.symbols)
        symbols.append(QJsonArray{fromUtf8(symbol.id), grid.point(symbol.at), drawing::symbolWord(symbol.kind)});
    for (const ReportEvent& report : content.events) events.append(eventObject(content, grid, report.event));
    return {{QStringLiteral("geo"), grid.geo()},
            {QStringLiteral("metres"), grid.metres()},
            {QStringLiteral("unit"), grid.unit()},
            {QStringLiteral("origin"), grid.origin()},
            {QStringLiteral("squeeze"), grid.squeeze()},
            {QStringLiteral("box"), grid.box(map.bounds)},
            {QStringLiteral("crs"), content.crs.isEmpty() ? say("coordinates of the model") : content.crs},
            {QStringLiteral("pipes"), pipes},
            {QStringLiteral("sensors"), sensors},
            {QStringLiteral("symbols"), symbols},
            {QStringLiteral("events"), events},
            {QStringLiteral("words"), words()}};
}

} // namespace ms::exporting
