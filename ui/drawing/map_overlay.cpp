#include "ui/drawing/map_overlay.h"

#include "ui/session/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace ms::drawing {
namespace {

constexpr std::array<double, 14> roundBounds{0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0};

QString say(const char* text) { return QCoreApplication::translate("ms::drawing", text); }

/// Far enough from the pipes to be seen as an area, near enough not to promise more ground than is meant.
double outlineDistance(const std::vector<std::vector<Point>>& lines, const Box& area) {
    std::vector<double> lengths;
    for (const auto& line : lines)
        for (std::size_t k = 0; k + 1 < line.size(); ++k) lengths.push_back(std::hypot(line[k + 1].x - line[k].x, line[k + 1].y - line[k].y));
    if (lengths.empty()) return 0;
    std::nth_element(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2), lengths.end());
    return std::max(0.04 * std::hypot(area.width(), area.height()), 0.4 * lengths[lengths.size() / 2]);
}

} // namespace

MapOverlay buildOverlay(const MapContent& content, const detection::Event* event) {
    MapOverlay overlay;
    if (!event) return overlay;
    overlay.event = event->id;
    overlay.zone = event->zone;
    overlay.level = event->area.level;
    overlay.length_m = event->area.length_m;
    overlay.wholeZone = event->area.wholeZone;
    std::vector<std::vector<Point>> lines;
    for (const detection::PipeProbability& pipe : event->area.pipes) {
        const auto index = content.findPipe(pipe.id);
        if (!index) {
            ++overlay.pipesNotOnMap;
            continue;
        }
        overlay.pipes.push_back({*index, pipe.probability});
        overlay.areaBounds.add(content.pipeGrid.box(*index));
        lines.emplace_back(content.points.begin() + content.first[*index], content.points.begin() + content.first[*index + 1]);
    }
    std::stable_sort(overlay.pipes.begin(), overlay.pipes.end(), [](const auto& a, const auto& b) { return a.probability < b.probability; });
    if (!overlay.wholeZone) overlay.outline = outlineAround(lines, outlineDistance(lines, overlay.areaBounds));
    for (const auto& ring : overlay.outline)
        for (const Point& p : ring) overlay.areaBounds.add(p.x, p.y);
    for (const detection::Evidence& evidence : event->evidence)
        if (const auto sensor = content.findSensor(evidence.sensor))
            overlay.sensors.push_back({*sensor, evidence.shift_si, evidence.z, evidence.quantity, std::abs(evidence.z) >= 3});
    return overlay;
}

QString areaLabel(const MapOverlay& overlay) {
    if (overlay.event == 0) return {};
    if (overlay.wholeZone) return say("Cannot be narrowed down: the whole of zone %1").arg(QString::fromStdString(overlay.zone));
    if (overlay.pipes.empty()) return {};
    const QString level = QLocale().toString(overlay.level * 100, 'f', 0);
    return say("Area of interest %1 %: %2 to walk").arg(level, session::lengthText(overlay.length_m));
}

ProbabilityScale::ProbabilityScale(const MapOverlay& overlay, bool highIsDark) : m_highIsDark(highIsDark) {
    if (overlay.pipes.empty()) return;
    double least = 1, most = 0;
    for (const auto& pipe : overlay.pipes) {
        least = std::min(least, pipe.probability);
        most = std::max(most, pipe.probability);
    }
    constexpr std::size_t mostClasses = 7;
    const auto above = std::upper_bound(roundBounds.begin(), roundBounds.end(), most);
    const auto below = std::upper_bound(roundBounds.begin(), roundBounds.end(), least);
    const auto end = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, above - roundBounds.begin()));
    auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, below - roundBounds.begin() - 1));
    begin = std::min(begin, end - 1);
    if (end - begin > mostClasses) begin = end - mostClasses;
    m_lower.assign(roundBounds.begin() + static_cast<std::ptrdiff_t>(begin), roundBounds.begin() + static_cast<std::ptrdiff_t>(end));
}

int ProbabilityScale::classOf(double probability) const {
    const auto it = std::upper_bound(m_lower.begin(), m_lower.end(), probability);
    return static_cast<int>(std::max<std::ptrdiff_t>(0, it - m_lower.begin() - 1));
}

QColor ProbabilityScale::colour(int cls) const {
    const double x = classes() < 2 ? 1.0 : static_cast<double>(cls) / (classes() - 1);
    // The palest yellow hardly shows on white, the darkest violet hardly on black: stay away from those ends.
    return m_highIsDark ? session::viridis(0.95 - 0.9 * x) : session::viridis(0.22 + 0.78 * x);
}

double ProbabilityScale::width(int cls) const { return classes() < 2 ? 4.5 : 2.6 + 2.9 * cls / (classes() - 1); }

QString ProbabilityScale::label(int cls) const {
    const double percent = lowerBound(cls) * 100;
    return QLocale().toString(percent, 'g', 3);
}

} // namespace ms::drawing
