#include "ui/drawing/text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <cmath>

namespace ms::drawing {

QFont textFont(double pixels, bool bold) {
    QFont font;
    font.setPixelSize(static_cast<int>(std::lround(pixels)));
    font.setBold(bold);
    // A hair of spacing keeps "fi" two letters: as one glyph it could not be searched for in a PDF.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    return font;
}

void drawHaloText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& colour, const QColor& halo) {
    const QFontMetricsF metrics(font);
    const QPointF base(rect.left(), rect.center().y() + (metrics.ascent() - metrics.descent()) / 2);
    QPainterPath path;
    path.addText(base, font, text);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(halo, 3.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(colour);
    painter.setFont(font);
    painter.drawText(base, text);
}

bool placeLabel(QPainter& painter, const QString& text, const QFont& font, const QColor& colour, const QColor& halo, QPointF anchor, double distance,
                LabelLayout& labels) {
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 2, metrics.height());
    const auto at = labels.place(anchor, size, distance);
    if (!at) return false;
    drawHaloText(painter, QRectF(*at, size), text, font, colour, halo);
    return true;
}

void drawSymbol(QPainter& painter, SymbolKind kind, QPointF at, double r, double angle, const session::Theme& theme) {
    const QColor ink = theme.text, water = theme.seriesColour(0);
    painter.save();
    painter.translate(at);
    painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    painter.setBrush(theme.surface);
    switch (kind) {
    case SymbolKind::reservoir: // an open basin, half full
        painter.setPen(Qt::NoPen);
        painter.setBrush(water);
        painter.drawPolygon(QPolygonF{{-r * 0.95, -r * 0.25}, {r * 0.95, -r * 0.25}, {r * 0.75, r * 0.7}, {-r * 0.75, r * 0.7}});
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{{-r * 1.1, -r * 0.8}, {-r * 0.75, r * 0.75}, {r * 0.75, r * 0.75}, {r * 1.1, -r * 0.8}});
        break;
    case SymbolKind::tank: // a closed tank with a level
        painter.drawRect(QRectF(-r * 0.85, -r * 0.85, r * 1.7, r * 1.7));
        painter.fillRect(QRectF(-r * 0.85 + 0.7, 0, r * 1.7 - 1.4, r * 0.85 - 0.7), water);
        painter.drawLine(QPointF(-r * 1.1, -r * 0.85), QPointF(r * 1.1, -r * 0.85));
        break;
    case SymbolKind::pump:
        painter.rotate(angle * 180 / M_PI);
        painter.drawEllipse(QPointF(0, 0), r * 0.9, r * 0.9);
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF{{r * 0.75, 0}, {-r * 0.45, -r * 0.6}, {-r * 0.45, r * 0.6}});
        break;
    case SymbolKind::prv:
    case SymbolKind::valve:
        painter.rotate(angle * 180 / M_PI);
        painter.setBrush(kind == SymbolKind::prv ? ink : theme.surface);
        painter.drawPolygon(QPolygonF{{-r, -r * 0.6}, {0, 0}, {-r, r * 0.6}});
        painter.setBrush(theme.surface);
        painter.drawPolygon(QPolygonF{{r, -r * 0.6}, {0, 0}, {r, r * 0.6}});
        break;
    }
    painter.restore();
}

QString symbolWord(SymbolKind kind) {
    const auto say = [](const char* text) { return QCoreApplication::translate("ms::drawing", text); };
    switch (kind) {
    case SymbolKind::reservoir: return say("reservoir");
    case SymbolKind::tank: return say("tank");
    case SymbolKind::pump: return say("pump");
    case SymbolKind::prv: return say("pressure reducing valve");
    case SymbolKind::valve: return say("valve");
    }
    return {};
}

} // namespace ms::drawing
