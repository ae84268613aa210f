#pragma once

#include "ui/drawing/map_content.h"
#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

class QPainter;

namespace ms::drawing {

/// What the pipes' colour says.
enum class PipeColouring { probability, diameter, material, flow, residual };
[[nodiscard]] QString colouringWord(PipeColouring colouring); ///< translated: "Diameter"

/// A class and its colour for every pipe. A value made once, then shared with the threads that paint tiles. Classes are also told apart by width, so
/// that the picture survives greyscale.
struct PipeColours {
    QString heading;
    std::vector<std::uint8_t> classOf; ///< [pipes]; 255 = not known, drawn muted
    std::vector<QColor> colours;
    std::vector<double> widths; ///< logical pixels
    std::vector<QString> labels;
    [[nodiscard]] QSizeF legendSize() const;
};

[[nodiscard]] PipeColours coloursByDiameter(const MapContent& content, bool dark);
[[nodiscard]] PipeColours coloursByMaterial(const MapContent& content, bool dark);
/// `flows_m3s`: by link of the network; NaN = not known.
[[nodiscard]] PipeColours coloursByFlow(const MapContent& content, const std::vector<double>& flows_m3s, const session::DisplayUnits& units,
                                        bool dark);
/// What the loggers near a pipe measure less than expected, weighted by one over the distance squared: a picture, not a finding. `residuals_m`: by
/// sensor of the content; NaN = not known.
[[nodiscard]] PipeColours coloursByResidual(const MapContent& content, const std::vector<double>& residuals_m, const session::DisplayUnits& units,
                                            bool dark);

/// The classes with their names, top left corner at `at`; returns what it took.
QRectF drawColourLegend(QPainter& painter, const PipeColours& colours, QPointF at, const session::Theme& theme);

} // namespace ms::drawing
