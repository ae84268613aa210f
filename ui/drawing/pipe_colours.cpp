#include "ui/drawing/pipe_colours.h"

#include "ui/drawing/text.h"
#include "ui/session/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace ms::drawing {
namespace {

constexpr std::uint8_t kUnknownClass = 255;
constexpr double kRow = 16, kSwatch = 26, kPad = 8;

QString colourWord(const char* text) { return QCoreApplication::translate("ms::drawing", text); }

/// viridis from low to high, away from the end that hardly shows on the background.
QColor sequential(double x, bool dark) { return dark ? session::viridis(0.2 + 0.78 * x) : session::viridis(0.92 - 0.9 * x); }

PipeColours sequentialClasses(const QString& heading, std::vector<QString> labels, bool dark) {
    PipeColours c;
    c.heading = heading;
    const auto n = labels.size();
    for (std::size_t i = 0; i < n; ++i) {
        const double x = n < 2 ? 1.0 : static_cast<double>(i) / static_cast<double>(n - 1);
        c.colours.push_back(sequential(x, dark));
        c.widths.push_back(1.2 + 2.6 * x);
    }
    c.labels = std::move(labels);
    return c;
}

QString rangeLabel(double low, double high, bool first, bool last, int digits) {
    const QLocale locale;
    if (first) return QStringLiteral("< %1").arg(locale.toString(high, 'f', digits));
    if (last) return QStringLiteral("≥ %1").arg(locale.toString(low, 'f', digits));
    return QStringLiteral("%1 – %2").arg(locale.toString(low, 'f', digits), locale.toString(high, 'f', digits));
}

} // namespace

QString colouringWord(PipeColouring colouring) {
    switch (colouring) {
    case PipeColouring::probability: return colourWord("Probability");
    case PipeColouring::diameter: return colourWord("Diameter");
    case PipeColouring::material: return colourWord("Material");
    case PipeColouring::flow: return colourWord("Flow by the model");
    case PipeColouring::residual: return colourWord("Pressure residual");
    }
    return {};
}

PipeColours coloursByDiameter(const MapContent& content, bool dark) {
    constexpr std::array<double, 5> bounds_mm{80, 120, 180, 280, 450};
    std::vector<QString> labels;
    for (std::size_t i = 0; i <= bounds_mm.size(); ++i)
        labels.push_back(rangeLabel(i == 0 ? 0 : bounds_mm[i - 1], i == bounds_mm.size() ? 0 : bounds_mm[i], i == 0, i == bounds_mm.size(), 0));
    PipeColours c = sequentialClasses(colourWord("Diameter, mm"), std::move(labels), dark);
    c.classOf.assign(content.pipes.size(), kUnknownClass);
    for (std::size_t i = 0; i < content.pipes.size(); ++i) {
        const double mm = content.pipes[i].diameter_m * 1000;
        if (!content.pipes[i].isPipe || !(mm > 0)) continue;
        c.classOf[i] = static_cast<std::uint8_t>(std::upper_bound(bounds_mm.begin(), bounds_mm.end(), mm) - bounds_mm.begin());
    }
    return c;
}

PipeColours coloursByMaterial(const MapContent& content, bool dark) {
    const session::Theme& theme = dark ? session::darkTheme() : session::lightTheme();
    std::map<std::string, std::size_t> count;
    for (const MapPipe& pipe : content.pipes)
        if (!pipe.material.empty()) ++count[pipe.material];
    std::vector<std::pair<std::string, std::size_t>> common(count.begin(), count.end());
    std::stable_sort(common.begin(), common.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    PipeColours c;
    c.heading = colourWord("Material");
    std::map<std::string, std::uint8_t> classes;
    const std::size_t own = common.size() > theme.series.size() ? theme.series.size() - 1 : common.size();
    for (std::size_t i = 0; i < common.size(); ++i) {
        classes[common[i].first] = static_cast<std::uint8_t>(std::min(i, own));
        if (i >= own) continue;
        c.colours.push_back(theme.seriesColour(static_cast<int>(i)));
        c.widths.push_back(i % 2 == 0 ? 1.7 : 2.8);
        c.labels.push_back(QString::fromStdString(common[i].first));
    }
    if (own < common.size()) {
        c.colours.push_back(theme.seriesColour(static_cast<int>(own)));
        c.widths.push_back(1.7);
        c.labels.push_back(colourWord("others"));
    }
    if (common.empty()) c.labels.clear();
    c.classOf.assign(content.pipes.size(), kUnknownClass);
    for (std::size_t i = 0; i < content.pipes.size(); ++i)
        if (const auto it = classes.find(content.pipes[i].material); it != classes.end()) c.classOf[i] = it->second;
    if (common.empty()) c.heading = colourWord("No material is known of these pipes");
    return c;
}

PipeColours coloursByFlow(const MapContent& content, const std::vector<double>& flows_m3s, const session::DisplayUnits& units, bool dark) {
    const std::array<double, 5> bounds_m3s{0.0001, 0.001, 0.003, 0.01, 0.03};
    std::vector<QString> labels;
    for (std::size_t i = 0; i <= bounds_m3s.size(); ++i) {
        const auto shown = [&](std::size_t k) { return units.toDisplay(Quantity::flow, bounds_m3s[k]); };
        labels.push_back(rangeLabel(i == 0 ? 0 : shown(i - 1), i == bounds_m3s.size() ? 0 : shown(i), i == 0, i == bounds_m3s.size(),
                                    units.toDisplay(Quantity::flow, 0.0001) < 0.05 ? 3 : 1));
    }
    PipeColours c = sequentialClasses(colourWord("Flow by the model, %1").arg(units.unit(Quantity::flow)), std::move(labels), dark);
    c.classOf.assign(content.pipes.size(), kUnknownClass);
    for (std::size_t i = 0; i < content.pipes.size(); ++i) {
        const LinkIndex link = content.pipes[i].link;
        if (!link.valid() || link.at() >= flows_m3s.size() || !std::isfinite(flows_m3s[link.at()])) continue;
        c.classOf[i] =
            static_cast<std::uint8_t>(std::upper_bound(bounds_m3s.begin(), bounds_m3s.end(), std::abs(flows_m3s[link.at()])) - bounds_m3s.begin());
    }
    return c;
}

PipeColours coloursByResidual(const MapContent& content, const std::vector<double>& residuals_m, const session::DisplayUnits& units, bool dark) {
    const session::Theme& theme = dark ? session::darkTheme() : session::lightTheme();
    const std::array<double, 6> bounds_m{-1.0, -0.3, -0.1, 0.1, 0.3, 1.0};
    PipeColours c;
    c.heading = colourWord("Measured less expected, %1").arg(units.unit(Quantity::pressure));
    // Blue below, orange above, grey in between (Okabe and Ito); the farther from 0 the wider, so that it survives greyscale.
    const QColor low = theme.seriesColour(0), high = theme.seriesColour(1), none = theme.pipe;
    const auto towards = [&](const QColor& to, double share) {
        return QColor::fromRgbF(static_cast<float>(none.redF() * (1 - share) + to.redF() * share),
                                static_cast<float>(none.greenF() * (1 - share) + to.greenF() * share),
                                static_cast<float>(none.blueF() * (1 - share) + to.blueF() * share));
    };
    c.colours = {low, towards(low, 0.7), towards(low, 0.35), none, towards(high, 0.35), towards(high, 0.7), high};
    c.widths = {4.2, 3.2, 2.2, 1.4, 2.2, 3.2, 4.2};
    const int digits = units.toDisplay(Quantity::pressure, 0.1) < 0.05 ? 3 : 1;
    for (std::size_t i = 0; i <= bounds_m.size(); ++i) {
        const auto shown = [&](std::size_t k) { return units.toDisplay(Quantity::pressure, bounds_m[k]); };
        c.labels.push_back(rangeLabel(i == 0 ? 0 : shown(i - 1), i == bounds_m.size() ? 0 : shown(i), i == 0, i == bounds_m.size(), digits)
                               .replace(QLatin1Char('-'), QChar(0x2212)));
    }
    struct Known {
        Point at;
        double value;
    };
    std::vector<Known> known;
    for (std::size_t i = 0; i < content.sensors.size() && i < residuals_m.size(); ++i)
        if (std::isfinite(residuals_m[i]) && content.sensors[i].quantity == Quantity::pressure)
            known.push_back({content.sensors[i].at, residuals_m[i]});
    c.classOf.assign(content.pipes.size(), kUnknownClass);
    if (known.empty()) return c;
    const double near = 1e-4 * std::max(content.bounds.width(), content.bounds.height());
    for (std::uint32_t i = 0; i < content.pipes.size(); ++i) {
        const Box& box = content.pipeGrid.box(i);
        const double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2;
        double sum = 0, weights = 0;
        for (const Known& k : known) {
            const double w = 1 / ((k.at.x - x) * (k.at.x - x) + (k.at.y - y) * (k.at.y - y) + near * near);
            sum += w * k.value;
            weights += w;
        }
        c.classOf[i] = static_cast<std::uint8_t>(std::upper_bound(bounds_m.begin(), bounds_m.end(), sum / weights) - bounds_m.begin());
    }
    return c;
}

QSizeF PipeColours::legendSize() const {
    const QFontMetricsF title(textFont(12, true)), plain(textFont(11, false));
    double width = title.horizontalAdvance(heading);
    for (const QString& label : labels) width = std::max(width, kSwatch + 8 + plain.horizontalAdvance(label));
    return {width + 2 * kPad, title.height() + 3 + kRow * static_cast<double>(labels.size()) + 2 * kPad - 2};
}

QRectF drawColourLegend(QPainter& painter, const PipeColours& colours, QPointF at, const session::Theme& theme) {
    const QRectF frame(at, colours.legendSize());
    QColor ground = theme.surface;
    ground.setAlphaF(0.93F);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(frame, 4, 4);
    const QFont bold = textFont(12, true), plain = textFont(11, false);
    const QFontMetricsF title(bold), metrics(plain);
    painter.setFont(bold);
    painter.setPen(theme.text);
    double y = frame.top() + kPad;
    painter.drawText(QPointF(frame.left() + kPad, y + title.ascent()), colours.heading);
    y += title.height() + 3;
    painter.setFont(plain);
    for (std::size_t i = 0; i < colours.labels.size(); ++i, y += kRow) {
        painter.setPen(QPen(colours.colours[i], colours.widths[i] + 0.6, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(frame.left() + kPad, y + kRow / 2), QPointF(frame.left() + kPad + kSwatch, y + kRow / 2));
        painter.setPen(theme.text);
        painter.drawText(QPointF(frame.left() + kPad + kSwatch + 8, y + (kRow + metrics.ascent() - metrics.descent()) / 2), colours.labels[i]);
    }
    return frame;
}

} // namespace ms::drawing
