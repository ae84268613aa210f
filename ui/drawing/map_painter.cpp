#include "ui/drawing/map_painter.h"

#include "ui/drawing/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace ms::drawing {
namespace {

constexpr double symbolRadius = 8;

/// Lines of one pen, collected so that one call draws them all.
struct Batch {
    QVector<QLineF> lines;
    void draw(QPainter& painter, const QColor& colour, double width) {
        if (lines.isEmpty()) return;
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawLines(lines);
        lines.clear();
    }
};

/// Appends the line of a pipe, leaving out points that fall within 0.7 pixels of the one before.
void append(QVector<QLineF>& lines, const MapContent& content, std::uint32_t pipe, const MapFrame& frame) {
    const std::uint32_t end = content.first[pipe + 1];
    QPointF last = frame.toPicture(content.points[content.first[pipe]]);
    for (std::uint32_t k = content.first[pipe] + 1; k < end; ++k) {
        const QPointF next = frame.toPicture(content.points[k]);
        if (k + 1 < end && std::abs(next.x() - last.x()) + std::abs(next.y() - last.y()) < 0.7) continue;
        lines.append(QLineF(last, next));
        last = next;
    }
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                            static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

} // namespace

const session::Theme& printTheme() {
    static const session::Theme theme = [] {
        session::Theme t = session::lightTheme();
        t.window = t.surface = t.raised = t.mapBackground = Qt::white;
        t.text = t.areaOutline = t.cursor = Qt::black;
        t.mutedText = QColor(70, 70, 70);
        t.border = t.pipe = QColor(150, 150, 150);
        t.pipeMuted = QColor(185, 185, 185);
        t.band = QColor(222, 222, 222);
        t.bandEdge = QColor(170, 170, 170);
        t.eventSpan = QColor(243, 238, 228);
        t.grid = QColor(228, 228, 228);
        t.ghost = QColor(120, 120, 120);
        return t;
    }();
    return theme;
}

std::size_t pointsInView(const MapContent& content, const Box& box, std::size_t enough) {
    std::size_t count = 0;
    content.pipeGrid.query(box, [&](std::uint32_t pipe) { // with everything in view, visiting all would take longer than the frame has
        count += content.first[pipe + 1] - content.first[pipe];
        return count <= enough;
    });
    return count;
}

void drawPipes(QPainter& painter, const MapContent& content, const MapFrame& frame, const QRectF& clip, const session::Theme& theme, bool muted,
               const PipeColours* colours) {
    if (colours && colours->classOf.size() == content.pipes.size()) {
        std::vector<Batch> classes(colours->colours.size() + 1); // the last: not known
        content.pipeGrid.query(frame.toMap(clip.adjusted(-5, -5, 5, 5)), [&](std::uint32_t pipe) {
            append(classes[std::min<std::size_t>(colours->classOf[pipe], colours->colours.size())].lines, content, pipe, frame);
        });
        const double far = std::clamp(frame.pixelsPerUnit * 20, 0.55, 1.0);
        classes.back().draw(painter, theme.pipeMuted, far);
        for (std::size_t i = 0; i + 1 < classes.size(); ++i) classes[i].draw(painter, colours->colours[i], colours->widths[i] * far);
        return;
    }
    constexpr std::array<double, 3> widths{1.2, 1.9, 2.8};
    std::array<Batch, 3> batches;
    // Where whole pipes are smaller than a pixel, width says nothing any more.
    const double shrink = std::clamp(frame.pixelsPerUnit * 20, 0.5, 1.0);
    content.pipeGrid.query(frame.toMap(clip.adjusted(-3, -3, 3, 3)), [&](std::uint32_t pipe) {
        const double d = content.pipes[pipe].diameter_m;
        append(batches[d >= 0.4 ? 2U : d >= 0.2 ? 1U : 0U].lines, content, pipe, frame);
    });
    const QColor colour = muted ? theme.pipeMuted : theme.pipe;
    for (std::size_t i = 0; i < batches.size(); ++i) batches[i].draw(painter, colour, widths[i] * shrink);
}

void drawPipe(QPainter& painter, const MapContent& content, std::uint32_t pipe, const MapFrame& frame, const QColor& colour, double width) {
    Batch batch;
    append(batch.lines, content, pipe, frame);
    batch.draw(painter, colour, width);
}

void drawProbability(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const ProbabilityScale& scale, const MapFrame& frame,
                     const QRectF& clip, const session::Theme& theme) {
    const Box box = frame.toMap(clip.adjusted(-8, -8, 8, 8));
    std::vector<Batch> batches(static_cast<std::size_t>(scale.classes()));
    for (const MapOverlay::PipeValue& value : overlay.pipes)
        if (content.pipeGrid.box(value.pipe).intersects(box))
            append(batches[static_cast<std::size_t>(scale.classOf(value.probability))].lines, content, value.pipe, frame);
    for (int pass = 0; pass < 2; ++pass) { // a casing in the background's colour first, so that colours do not run into each other
        for (int cls = 0; cls < scale.classes(); ++cls) {
            Batch batch = batches[static_cast<std::size_t>(cls)];
            if (pass == 0)
                batch.draw(painter, theme.mapBackground, scale.width(cls) + 2);
            else
                batch.draw(painter, scale.colour(cls), scale.width(cls));
        }
    }
}

void drawArea(QPainter& painter, const MapOverlay& overlay, const MapFrame& frame, const session::Theme& theme) {
    QPainterPath path;
    for (const auto& ring : overlay.outline) {
        QPolygonF polygon;
        polygon.reserve(static_cast<qsizetype>(ring.size()));
        for (const Point& p : ring) polygon.append(frame.toPicture(p));
        path.addPolygon(polygon);
        path.closeSubpath();
    }
    if (path.isEmpty()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.mapBackground, 3.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    QPen pen(theme.areaOutline, 1.7, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawPath(path);
}

void drawSymbols(QPainter& painter, const MapContent& content, const MapFrame& frame, const QRectF& clip, const session::Theme& theme,
                 LabelLayout& labels) {
    const QRectF near = clip.adjusted(-2 * symbolRadius, -2 * symbolRadius, 2 * symbolRadius, 2 * symbolRadius);
    // Far out, hundreds of small valves would hide the map: they come in as one zooms in.
    const bool valves = content.symbols.size() < 60 || frame.pixelsPerUnit * std::hypot(content.bounds.width(), content.bounds.height()) > 4000;
    for (const MapSymbol& symbol : content.symbols) {
        if (symbol.kind == SymbolKind::valve && !valves) continue;
        const QPointF at = frame.toPicture(symbol.at);
        if (!near.contains(at)) continue;
        drawSymbol(painter, symbol.kind, at, symbolRadius, -symbol.angle, theme);
        labels.reserve(QRectF(at.x() - symbolRadius, at.y() - symbolRadius, 2 * symbolRadius, 2 * symbolRadius));
    }
}

void drawSensorShape(QPainter& painter, Quantity quantity, QPointF at, double r) {
    switch (quantity) {
    case Quantity::pressure: painter.drawEllipse(at, r, r); return;
    case Quantity::flow: painter.drawRect(QRectF(at.x() - r * 0.9, at.y() - r * 0.9, r * 1.8, r * 1.8)); return;
    case Quantity::level:
        painter.drawPolygon(QPolygonF{{at.x(), at.y() - r * 1.15}, {at.x() + r * 1.1, at.y() + r * 0.85}, {at.x() - r * 1.1, at.y() + r * 0.85}});
        return;
    case Quantity::demand:
        painter.drawPolygon(QPolygonF{{at.x(), at.y() - r}, {at.x() + r, at.y()}, {at.x(), at.y() + r}, {at.x() - r, at.y()}});
        return;
    }
}

void drawSensors(QPainter& painter, const MapContent& content, const MapOverlay& overlay, const MapFrame& frame, const QRectF& clip,
                 const session::Theme& theme, const session::DisplayUnits& units, const SensorStyle& style, LabelLayout& labels) {
    struct Item {
        std::uint32_t sensor;
        const MapOverlay::SensorValue* value = nullptr;
    };
    std::vector<Item> items;
    const Box box = frame.toMap(clip.adjusted(-20, -20, 20, 20));
    for (std::uint32_t i = 0; i < content.sensors.size(); ++i)
        if (box.contains(content.sensors[i].at.x, content.sensors[i].at.y)) items.push_back({i});
    for (Item& item : items)
        for (const auto& value : overlay.sensors)
            if (value.sensor == item.sensor) item.value = &value;
    // The strongest evidence gets its label first, and is painted last, on top.
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return (a.value ? std::abs(a.value->z) : -1.0) > (b.value ? std::abs(b.value->z) : -1.0); });
    const bool meters = content.sensors.size() > 40 && frame.pixelsPerUnit * std::hypot(content.bounds.width(), content.bounds.height()) < 2000;
    const auto radius = [&](const Item& item) {
        if (item.value) return item.value->significant ? 7.0 : 5.5;
        const bool small = content.sensors[item.sensor].quantity == Quantity::demand && meters;
        return small ? 2.6 : 5.0;
    };
    for (const Item& item : items) {
        const QPointF at = frame.toPicture(content.sensors[item.sensor].at);
        const double r = radius(item) + 1.5;
        labels.reserve(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
    }
    for (auto it = items.rbegin(); it != items.rend(); ++it) {
        const MapSensor& sensor = content.sensors[it->sensor];
        const QPointF at = frame.toPicture(sensor.at);
        const double r = radius(*it);
        const bool selected = style.selected.contains(it->sensor);
        const bool flow = sensor.quantity == Quantity::flow;
        const QColor edge = flow ? theme.seriesColour(0) : theme.text;
        if (selected) {
            painter.setPen(QPen(theme.accent, 3));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, r + 4, r + 4);
        }
        painter.setPen(QPen(it->value ? edge : mixed(edge, theme.mapBackground, 0.35), it->value && it->value->significant ? 2.2 : 1.5));
        painter.setBrush(flow && it->value ? edge : theme.surface);
        drawSensorShape(painter, sensor.quantity, at, r);
    }
    const QFont bold = textFont(12, true), plain = textFont(11, false);
    for (const Item& item : items) {
        const MapSensor& sensor = content.sensors[item.sensor];
        const bool selected = style.selected.contains(item.sensor);
        const bool named = style.names || selected;
        if (!item.value && !named) continue;
        QString text = item.value ? units.change(item.value->quantity, item.value->shift_si) : QString();
        if (named) text = text.isEmpty() ? QString::fromStdString(sensor.name) : QString::fromStdString(sensor.name) + QStringLiteral("  ") + text;
        const bool strong = item.value && item.value->significant;
        placeLabel(painter, text, strong ? bold : plain, strong || selected ? theme.text : theme.mutedText, theme.mapBackground,
                   frame.toPicture(sensor.at), radius(item) + 4, labels);
    }
}

void drawAreaLabel(QPainter& painter, const MapOverlay& overlay, const MapFrame& frame, const QRectF& picture, const session::Theme& theme,
                   LabelLayout& labels) {
    const QString text = areaLabel(overlay);
    if (text.isEmpty()) return;
    const QFont font = textFont(13, true);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 4, metrics.height());
    std::vector<QPointF> tries;
    if (overlay.areaBounds.empty() || overlay.wholeZone) {
        tries.push_back({picture.center().x() - size.width() / 2, picture.top() + 10});
    } else {
        const QPointF a = frame.toPicture({overlay.areaBounds.x0, overlay.areaBounds.y1}),
                      b = frame.toPicture({overlay.areaBounds.x1, overlay.areaBounds.y0});
        const double middle = (a.x() + b.x() - size.width()) / 2;
        for (const double up : {6.0, 28.0, 50.0})
            for (const double x : {middle, b.x() - 20, a.x() - size.width() + 20}) tries.push_back({x, a.y() - size.height() - up});
        for (const double down : {6.0, 28.0, 50.0}) tries.push_back({middle, b.y() + down});
        tries.push_back({b.x() + 8, (a.y() + b.y()) / 2});
        tries.push_back({a.x() - size.width() - 8, (a.y() + b.y()) / 2});
        tries.push_back({picture.center().x() - size.width() / 2, picture.top() + 10}); // the area is larger than the picture
    }
    for (const QPointF& at : tries) {
        const QRectF rect(at, size);
        if (!picture.contains(rect) || !labels.free(rect)) continue;
        labels.reserve(rect);
        drawHaloText(painter, rect.adjusted(2, 0, 0, 0), text, font, theme.text, theme.mapBackground);
        return;
    }
}

double metresPerUnit(const MapContent& content) {
    std::vector<double> ratios;
    const std::size_t stride = std::max<std::size_t>(1, content.pipes.size() / 2000);
    for (std::size_t i = 0; i < content.pipes.size(); i += stride) {
        if (!content.pipes[i].isPipe || content.pipes[i].length_m <= 0) continue;
        double drawn = 0;
        for (std::uint32_t k = content.first[i]; k + 1 < content.first[i + 1]; ++k)
            drawn += std::hypot(content.points[k + 1].x - content.points[k].x, content.points[k + 1].y - content.points[k].y);
        if (drawn > 0) ratios.push_back(content.pipes[i].length_m / drawn);
    }
    if (ratios.empty()) return 0;
    std::sort(ratios.begin(), ratios.end());
    const double low = ratios[ratios.size() / 4], middle = ratios[ratios.size() / 2], high = ratios[ratios.size() * 3 / 4];
    if (high > 1.6 * low) return 0;
    return std::abs(middle - 1) < 0.08 ? 1.0 : middle; // maps in metres whose lengths are rounded or follow bends
}

} // namespace ms::drawing
