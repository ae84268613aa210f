#include "ui/drawing/map_furniture.h"
#include "ui/drawing/map_painter.h"
#include "ui/export/export_map.h"
#include "ui/export/html_page.h"
#include "ui/export/plates.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace ms::exporting {
namespace {

/// Coordinates are sent as decimetres from the corner of the map: small numbers, and right to 5 cm in metres.
class MapJson {
public:
    explicit MapJson(const drawing::MapContent& map) : m_map(map) {}

    QJsonArray point(drawing::Point p) const {
        return {std::round((p.x - m_map.bounds.x0) * scale()), std::round((m_map.bounds.y1 - p.y) * scale())};
    }

    QJsonObject object(const ReportContent& content) const {
        QJsonArray pipes, sensors, symbols, events;
        for (std::uint32_t i = 0; i < m_map.pipes.size(); ++i) {
            QJsonArray line;
            for (std::uint32_t k = m_map.first[i]; k < m_map.first[i + 1]; ++k)
                for (const auto value : point(m_map.points[k])) line.append(value);
            const drawing::MapPipe& pipe = m_map.pipes[i];
            pipes.append(QJsonArray{fromUtf8(pipe.id), fromUtf8(pipe.street), pipe.length_m > 0 ? session::lengthText(pipe.length_m) : QString(),
                                    pipe.diameter_m > 0 ? say("%1 mm").arg(QLocale().toString(pipe.diameter_m * 1000, 'f', 0)) : QString(), line});
        }
        for (const drawing::MapSensor& sensor : m_map.sensors)
            sensors.append(
                QJsonArray{fromUtf8(sensor.name), session::quantityWord(sensor.quantity), static_cast<int>(sensor.quantity), point(sensor.at)});
        for (const drawing::MapSymbol& symbol : m_map.symbols)
            symbols.append(QJsonArray{fromUtf8(symbol.id), symbolName(symbol.kind), point(symbol.at)});
        for (const ReportEvent& report : content.events) events.append(event(content, report.event));
        const double perUnit = drawing::metresPerUnit(m_map);
        return {{QStringLiteral("pipes"), pipes},
                {QStringLiteral("sensors"), sensors},
                {QStringLiteral("symbols"), symbols},
                {QStringLiteral("events"), events},
                {QStringLiteral("size"), point({m_map.bounds.x1, m_map.bounds.y0})},
                {QStringLiteral("unit"), scale()},
                {QStringLiteral("metres"), perUnit},
                {QStringLiteral("origin"), QJsonArray{m_map.bounds.x0, m_map.bounds.y1}},
                {QStringLiteral("crs"), content.crs}};
    }

private:
    [[nodiscard]] double scale() const { // 20,000 steps a side at least, decimetres for a town in metres
        const double longer = std::max({m_map.bounds.width(), m_map.bounds.height(), 1e-9});
        return longer > 2000 ? 10 : 20000 / longer;
    }

    static QString symbolName(drawing::SymbolKind kind) {
        switch (kind) {
        case drawing::SymbolKind::reservoir: return say("reservoir");
        case drawing::SymbolKind::tank: return say("tank");
        case drawing::SymbolKind::pump: return say("pump");
        case drawing::SymbolKind::prv: return say("PRV");
        case drawing::SymbolKind::valve: return say("valve");
        }
        return {};
    }

    QJsonObject event(const ReportContent& content, const detection::Event& e) const {
        const drawing::MapOverlay overlay = drawing::buildOverlay(m_map, &e);
        const drawing::ProbabilityScale scale(overlay, true);
        QJsonArray pipes, rings, shifts, classes, listed;
        for (const auto& value : overlay.pipes) {
            const int cls = scale.classOf(value.probability);
            pipes.append(
                QJsonArray{static_cast<int>(value.pipe), scale.colour(cls).name(), scale.width(cls), session::percentText(value.probability)});
        }
        for (int i = 0; i < scale.classes(); ++i) classes.append(QJsonArray{scale.colour(i).name(), scale.label(i)});
        for (const auto& ring : overlay.outline) {
            QJsonArray line;
            for (const drawing::Point& p : ring)
                for (const auto value : point(p)) line.append(value);
            rings.append(line);
        }
        for (const auto& value : overlay.sensors)
            shifts.append(QJsonArray{static_cast<int>(value.sensor), content.units.change(value.quantity, value.shift_si), value.significant});
        QJsonArray box;
        if (!overlay.areaBounds.empty())
            for (const auto& corner :
                 {drawing::Point{overlay.areaBounds.x0, overlay.areaBounds.y1}, drawing::Point{overlay.areaBounds.x1, overlay.areaBounds.y0}})
                for (const auto value : point(corner)) box.append(value);
        return {{QStringLiteral("id"), static_cast<qint64>(e.id)},
                {QStringLiteral("title"), headline(content, e)},
                {QStringLiteral("area"), drawing::areaLabel(overlay)},
                {QStringLiteral("pipes"), pipes},
                {QStringLiteral("rings"), rings},
                {QStringLiteral("shifts"), shifts},
                {QStringLiteral("classes"), classes},
                {QStringLiteral("box"), box}};
    }

    const drawing::MapContent& m_map;
};

/// The chart as inline SVG that grows with the page.
QString chartSvg(const ReportChart& chart, const detection::Event& event, const LocalZone& zone) {
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    svg.setSize({640, 190});
    svg.setViewBox(QRect(0, 0, 640, 190));
    QPainter painter(&svg);
    paintChart(painter, chart, event, zone, QRectF(2, 2, 636, 186), true);
    painter.end();
    QString text = QString::fromUtf8(buffer.data());
    text.remove(0, text.indexOf(QStringLiteral("<svg")));
    text.replace(text.indexOf(QStringLiteral("width=")), text.indexOf(QStringLiteral("viewBox")) - text.indexOf(QStringLiteral("width=")),
                 QStringLiteral("class=\"chart\" role=\"img\" "));
    return text;
}

QString eventHtml(const ReportContent& content, const ReportEvent& report, std::size_t index) {
    const detection::Event& event = report.event;
    QString html = QStringLiteral("<section class=\"event\" data-event=\"%1\"><h1>%2</h1><p>%3</p><dl>")
                       .arg(index)
                       .arg(headline(content, event).toHtmlEscaped(), fromUtf8(event.why).toHtmlEscaped());
    for (const auto& [name, value] : facts(content, event))
        html += QStringLiteral("<dt>%1</dt><dd>%2</dd>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    html += QStringLiteral("</dl>");
    if (!event.area.pipes.empty()) {
        html += QStringLiteral("<h2>%1</h2><table><tr><th>%2</th><th>%3</th><th>%4</th><th>%5</th></tr>")
                    .arg(say("Pipes, most probable first"), say("Pipe"), say("Street"), say("Length"), say("Probability"));
        for (const detection::PipeProbability& pipe : event.area.pipes) {
            const auto found = content.map->findPipe(pipe.id);
            html += QStringLiteral("<tr%1><td>%2</td><td>%3</td><td>%4</td><td>%5</td></tr>")
                        .arg(found ? QStringLiteral(" tabindex=\"0\" data-pipe=\"%1\"").arg(*found) : QString(), fromUtf8(pipe.id).toHtmlEscaped(),
                             streetOf(content, pipe.id).toHtmlEscaped(), session::lengthText(pipe.length_m),
                             session::percentText(pipe.probability).toHtmlEscaped());
        }
        html += QStringLiteral("</table>");
    }
    if (!report.charts.empty()) html += QStringLiteral("<h2>%1</h2>").arg(say("Evidence"));
    for (const ReportChart& chart : report.charts) html += chartSvg(chart, event, content.zone);
    if (!report.notes.empty()) html += QStringLiteral("<h2>%1</h2>").arg(say("Notes"));
    for (const project::Note& note : report.notes)
        html += QStringLiteral("<p><b>%1, %2</b><br>%3</p>")
                    .arg(fromUtf8(note.author).toHtmlEscaped(), session::longTime(note.written, content.zone), fromUtf8(note.text).toHtmlEscaped());
    return html + QStringLiteral("</section>");
}

} // namespace

Result<void> exportHtml(const ReportContent& content, const QString& path) {
    QString body;
    for (std::size_t i = 0; i < content.events.size(); ++i) body += eventHtml(content, content.events[i], i);
    if (content.events.empty())
        body = QStringLiteral("<section class=\"event\" data-event=\"0\"><h1>%1</h1><p>%2</p></section>")
                   .arg(content.title.toHtmlEscaped(), say("There is no burst or leak to report."));
    QString record = QStringLiteral("<details><summary>%1</summary>").arg(say("Run record"));
    for (const QString& line : runLines(content)) record += QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
    record += QStringLiteral("</details>");

    // "</" must not stand in a script: a pipe may be called anything.
    const QByteArray json = QJsonDocument(MapJson(*content.map).object(content)).toJson(QJsonDocument::Compact).replace("</", "<\\/");
    QString page = QString::fromUtf8(htmlPage);
    page.replace(QStringLiteral("@TITLE@"),
                 (content.events.size() == 1 ? headline(content, content.events.front().event) : content.title).toHtmlEscaped());
    page.replace(QStringLiteral("@LANG@"), QLocale().bcp47Name());
    page.replace(QStringLiteral("@FIT@"), say("Whole network"))
        .replace(QStringLiteral("@AREA@"), say("Area of interest"))
        .replace(QStringLiteral("@OUTSIDE@"), say("outside the area of interest"));
    page.replace(QStringLiteral("@PROBABILITY@"), say("probability")).replace(QStringLiteral("@LEGEND@"), say("Probability per pipe, %"));
    page.replace(QStringLiteral("@NOMAP@"), content.map->empty() ? say("The network has no coordinates: there is no map.") : QString());
    page.replace(QStringLiteral("@RECORD@"), record);
    page.replace(QStringLiteral("@BODY@"), body); // last: what users typed must not be taken for a placeholder
    const auto at = page.indexOf(QStringLiteral("@DATA@"));
    const QByteArray out = page.left(at).toUtf8() + json + page.mid(at + 6).toUtf8();

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(out) != out.size() || !file.commit())
        return Error{ErrorCode::unwritable,
                     "The file cannot be written: " + file.errorString().toStdString(),
                     path.toStdString(),
                     {},
                     {},
                     "Choose a folder in which you may write, and check the free space."};
    return {};
}

} // namespace ms::exporting
