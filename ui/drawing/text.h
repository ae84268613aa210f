#pragma once

#include "ui/drawing/label_layout.h"
#include "ui/drawing/map_content.h"
#include "ui/session/theme.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

namespace ms::drawing {

/// The application's font at a height in logical pixels.
[[nodiscard]] QFont textFont(double pixels, bool bold);
/// Text, left and vertically centred in `rect`, with a halo that keeps it readable over lines. The text itself is drawn as text (searchable in a
/// PDF).
void drawHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& colour, const QColor& halo);
/// A label beside an anchor where there is room; false when there was none.
bool placeLabel(QPainter& painter, const QString& text, const QFont& font, const QColor& colour, const QColor& halo, QPointF anchor, double distance,
                LabelLayout& labels);
/// Reservoir, tank, pump or valve about `at`; `angle` in radians, clockwise in the picture.
void drawSymbol(QPainter& painter, SymbolKind kind, QPointF at, double radius, double angle, const session::Theme& theme);
[[nodiscard]] QString symbolWord(SymbolKind kind); ///< translated: "reservoir"

} // namespace ms::drawing
