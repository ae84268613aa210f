#include "ui/charts/chart_pane.h"
#include "ui/charts/series_pools.h"
#include "ui/drawing/text.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <QStyleHints>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ms::charts {
namespace {

double xMs(Instant t) { return static_cast<double>(t.ms); }

QColor markColour(const session::Theme& theme, ChartMark::Kind kind) {
    switch (kind) {
    case ChartMark::Kind::selectedEvent:
    case ChartMark::Kind::event: return theme.seriesColour(1);
    case ChartMark::Kind::repair: return theme.seriesColour(0);
    case ChartMark::Kind::note: return theme.seriesColour(3);
    }
    return theme.text;
}

/// The legend's word with a sample of its line; returns the x where it begins, so that the next one stands to its left. Not drawn where it would run
/// into what ends at `left`.
double legendEntry(QPainter& painter, double left, double right, double baseline, const QString& word, const QPen& pen, const QColor& text,
                   const QColor* fill = nullptr) {
    const QFontMetricsF metrics(painter.font());
    const double sample = 16, x = right - sample - 4 - metrics.horizontalAdvance(word);
    if (x < left) return right;
    painter.setPen(text);
    painter.drawText(QPointF(x, baseline), word);
    const QRectF box(right - sample, baseline - metrics.ascent() * 0.75, sample, metrics.ascent() * 0.8);
    if (fill) painter.fillRect(box, *fill);
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    return x - 12;
}

/// The lowest round value of a scale whose ends need not be round.
double firstTick(const drawing::ValueScale& scale) { return std::ceil(scale.low / scale.step - 1e-9) * scale.step; }

} // namespace

void ChartPane::drawBackground(QPainter* painter, const QRectF& rect) {
    painter->fillRect(rect, m_theme.surface);
    const QRectF plot = plotRect();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setClipRect(plot.adjusted(-1, -1, 1, 1));
    for (const drawing::TimeTick& tick : m_ticks) {
        QColor colour = m_theme.grid;
        if (tick.major) colour = m_theme.border;
        painter->setPen(QPen(colour, 1));
        const double x = std::round(xOf(tick.at)) + 0.5;
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    const auto yOf = [&](double value) { return plot.bottom() - (value - m_scale.low) / (m_scale.high - m_scale.low) * plot.height(); };
    painter->setPen(QPen(m_theme.grid, 1));
    for (double value = firstTick(m_scale); value <= m_scale.high; value += m_scale.step) {
        const double y = std::round(yOf(value)) + 0.5;
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    for (const ChartMark& mark : m_marks) {
        if (mark.kind != ChartMark::Kind::selectedEvent) continue;
        const double x = xOf(mark.from), to = mark.to ? xOf(*mark.to) : plot.right();
        painter->fillRect(QRectF(QPointF(std::max(x, plot.left()), plot.top()), QPointF(std::min(to, plot.right()), plot.bottom())),
                          m_theme.eventSpan);
    }
    painter->restore();
    painter->setFont(drawing::textFont(11, false));
    painter->setPen(m_theme.mutedText);
    const double line = QFontMetricsF(painter->font()).height();
    for (double value = firstTick(m_scale); value <= m_scale.high; value += m_scale.step)
        painter->drawText(QRectF(0, yOf(value) - line / 2, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                          QLocale().toString(std::abs(value) < m_scale.step / 2 ? 0.0 : value, 'f', m_scale.decimals));

    // Title left, legend right, on one line above the plot.
    painter->setFont(drawing::textFont(12, true));
    painter->setPen(m_theme.text);
    const double baseline = topMargin - 7;
    painter->drawText(QPointF(8, baseline), m_title);
    const double left = 8 + QFontMetricsF(painter->font()).horizontalAdvance(m_title) + 10;
    painter->setFont(drawing::textFont(11, false));
    double right = plot.right();
    if (m_legend && !m_ghost.empty())
        right = legendEntry(*painter, left, right, baseline, tr("last week"), QPen(m_theme.ghost, 1.2, Qt::DotLine), m_theme.mutedText);
    if (m_legend && !m_band.expected.empty())
        right =
            legendEntry(*painter, left, right, baseline, tr("expected"), QPen(m_theme.bandEdge, 1.2, Qt::DashLine), m_theme.mutedText, &m_theme.band);
    for (std::size_t i = m_overlay.size(); i-- > 0;) // names instead of "measured": there are several
        right = legendEntry(*painter, left, right, baseline, m_overlay[i].name, QPen(m_theme.seriesColour(m_colour + 1 + static_cast<int>(i)), 2),
                            m_theme.mutedText);
    if ((m_legend || !m_overlay.empty()) && !m_measured.empty())
        legendEntry(*painter, left, right, baseline, m_overlay.empty() ? tr("measured") : m_mainName, QPen(m_theme.seriesColour(m_colour), 2),
                    m_theme.mutedText);
    painter->setPen(QPen(m_theme.border, 1));
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    painter->setRenderHint(QPainter::Antialiasing);
}

void ChartPane::drawForeground(QPainter* painter, const QRectF&) {
    const QRectF plot = plotRect();
    if (!m_problem.isEmpty() || (m_measured.empty() && m_band.expected.empty())) {
        painter->setPen(m_theme.mutedText);
        painter->setFont(drawing::textFont(12, false));
        painter->drawText(plot, static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap),
                          m_problem.isEmpty() ? tr("No readings in this span") : m_problem);
    }
    drawMarks(*painter, plot);
    if (!m_paintingPicture) paintOver(*painter);
}

void ChartPane::paintOver(QPainter& painter) const {
    const QRectF plot = plotRect();
    if (m_brushed) {
        QColor fill = m_theme.accent;
        fill.setAlpha(38);
        painter.fillRect(QRectF(QPointF(xOf(m_brushed->from), plot.top()), QPointF(xOf(m_brushed->to), plot.bottom())) & plot, fill);
    }
    if (!m_flagged.isEmpty() && m_span.from < m_span.to && m_scale.high > m_scale.low) {
        painter.setPen(QPen(m_theme.bad, 1.4));
        for (const QPointF& p : m_flagged) {
            const double x = xOf({static_cast<std::int64_t>(p.x())});
            const double y = plot.bottom() - (p.y() - m_scale.low) / (m_scale.high - m_scale.low) * plot.height();
            if (x < plot.left() || x > plot.right()) continue;
            const double at = std::clamp(y, plot.top() + 3, plot.bottom() - 3); // a spike far off the scale shows at its edge
            painter.drawLine(QPointF(x - 3, at - 3), QPointF(x + 3, at + 3));
            painter.drawLine(QPointF(x - 3, at + 3), QPointF(x + 3, at - 3));
        }
    }
    if (!m_whatIf.empty()) drawWhatIf(painter, plot);
    if (m_cursor.valid()) drawCursor(painter, plot, m_cursor, true);
    if (m_hover.valid() && m_hover != m_cursor) drawCursor(painter, plot, m_hover, false);
}

void ChartPane::drawWhatIf(QPainter& painter, const QRectF& plot) const {
    if (m_span.from >= m_span.to || m_scale.high <= m_scale.low) return;
    const double x0 = xMs(m_span.from), perMs = plot.width() / (xMs(m_span.to) - x0), perUnit = plot.height() / (m_scale.high - m_scale.low);
    const auto penOf = [&](std::size_t i) {
        // The one being dragged in the text's colour, pins in colours that no measured line of this pane has; each with a dash of its own.
        QPen pen(m_whatIf[i].pinned ? m_theme.seriesColour(m_colour + 1 + static_cast<int>(i)) : m_theme.text, m_whatIf[i].pinned ? 1.6 : 2.0);
        pen.setDashPattern(!m_whatIf[i].pinned ? QList<qreal>{4, 2.5}
                           : i == 1            ? QList<qreal>{7, 2}
                           : i == 2            ? QList<qreal>{2, 2}
                                               : QList<qreal>{7, 2, 1.5, 2});
        pen.setCapStyle(Qt::FlatCap);
        return pen;
    };
    painter.save();
    painter.setClipRect(plot);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = m_whatIf.size(); i-- > 0;) { // the one being dragged last, on top
        QPolygonF shown;
        shown.reserve(m_whatIf[i].line.size());
        for (const QPointF& p : m_whatIf[i].line) shown.append({plot.left() + (p.x() - x0) * perMs, plot.bottom() - (p.y() - m_scale.low) * perUnit});
        painter.setPen(QPen(m_theme.surface, 3.4));
        painter.drawPolyline(shown);
        painter.setPen(penOf(i));
        painter.drawPolyline(shown);
    }
    painter.restore();

    // A line of its own above the plot: what is what, and how far each is from what was measured.
    const QFont font = drawing::textFont(11, true);
    const QFontMetricsF metrics(font);
    struct Entry {
        QString text;
        int line;
    };
    std::vector<Entry> entries;
    double width = 0;
    for (const bool brief : {false, true}) {
        entries.clear();
        for (std::size_t i = 0; i < m_whatIf.size(); ++i) {
            const WhatIfLine& line = m_whatIf[i];
            const QString words = brief ? QStringLiteral("%1: %2") : tr("%1: off by %2");
            entries.push_back({line.misfit.isEmpty() ? line.name : words.arg(line.name, line.misfit), static_cast<int>(i)});
        }
        if (!m_without.isEmpty()) entries.push_back({tr("without: %1").arg(m_without), -1});
        width = 8;
        for (const Entry& e : entries) width += metrics.horizontalAdvance(e.text) + (e.line >= 0 ? 26 : 4) + 10;
        if (width <= plot.right() - 8) break;
    }
    const double height = metrics.height() + 3;
    const QRectF box(std::max(8.0, plot.right() - width), topMargin - 3, width, height);
    painter.setFont(font);
    double x = box.left() + 6;
    for (const Entry& e : entries) {
        if (e.line >= 0) {
            painter.setPen(penOf(static_cast<std::size_t>(e.line)));
            painter.drawLine(QPointF(x, box.center().y()), QPointF(x + 20, box.center().y()));
            x += 25;
        }
        painter.setPen(e.line >= 0 ? m_theme.text : m_theme.mutedText);
        painter.drawText(QPointF(x, box.top() + (height + metrics.ascent() - metrics.descent()) / 2), e.text);
        x += metrics.horizontalAdvance(e.text) + 11;
    }
}

void ChartPane::paintEvent(QPaintEvent* event) {
    if (m_moving) {
        QChartView::paintEvent(event);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(viewport()->size()) * ratio).toSize();
    if (!m_pictureValid || m_picture.size() != pixels) {
        m_picture = QPixmap(pixels);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(m_theme.surface);
        m_paintingPicture = true;
        QPainter painter(&m_picture);
        painter.setRenderHints(renderHints());
        render(&painter, QRectF(QPointF(0, 0), QSizeF(viewport()->size())), viewport()->rect());
        painter.end();
        m_paintingPicture = false;
        m_pictureValid = true;
    }
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintOver(painter);
}

void ChartPane::drawMarks(QPainter& painter, const QRectF& plot) const {
    painter.save();
    painter.setClipRect(plot.adjusted(-6, -6, 6, 0));
    for (const ChartMark& mark : m_marks) {
        const QColor colour = markColour(m_theme, mark.kind);
        const double x = xOf(mark.from);
        const double end = mark.to                                                                              ? xOf(*mark.to)
                           : mark.kind == ChartMark::Kind::event || mark.kind == ChartMark::Kind::selectedEvent ? plot.right()
                                                                                                                : x;
        if (end < plot.left() - 6 || x > plot.right() + 6) continue;
        switch (mark.kind) {
        case ChartMark::Kind::selectedEvent:
        case ChartMark::Kind::event: // a bar along the top: spans of many events would drown the lines
            painter.fillRect(QRectF(QPointF(std::max(x, plot.left()), plot.top()), QPointF(std::min(end, plot.right()), plot.top() + 3)), colour);
            if (mark.kind == ChartMark::Kind::selectedEvent && x >= plot.left()) {
                painter.setPen(QPen(colour, 1.4));
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
            }
            break;
        case ChartMark::Kind::repair: // dashed line with a square
            painter.setPen(QPen(colour, 1, Qt::DashLine));
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
            painter.fillRect(QRectF(x - 3.5, plot.bottom() - 8, 7, 7), colour);
            break;
        case ChartMark::Kind::note: // a flag
            painter.setPen(QPen(colour, 1));
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
            painter.setBrush(colour);
            painter.drawPolygon(QPolygonF{{x, plot.bottom() - 12}, {x + 8, plot.bottom() - 8}, {x, plot.bottom() - 4}});
            break;
        }
    }
    painter.restore();
}

void ChartPane::drawCursor(QPainter& painter, const QRectF& plot, Instant at, bool shared) const {
    const double x = xOf(at);
    if (x < plot.left() || x > plot.right()) return;
    painter.setPen(QPen(m_theme.cursor, shared ? 1.5 : 1, shared ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    if (shared && m_hover.valid() && m_hover != m_cursor) return; // the read-out is the mouse's while it is here
    const QString value = readOut(at);
    if (value.isEmpty()) return;
    QString text = session::shortTime(at, m_zone) + QStringLiteral("   ") + value;
    const QFont font = drawing::textFont(11, true);
    const QFontMetricsF metrics(font);
    double width = metrics.horizontalAdvance(text) + 12;
    const double height = metrics.height() + 2;
    // In the title's line, where it hides no data, as near to the cursor as title and legend let it; in the plot where there is no room.
    const double titleEnd = 8 + QFontMetricsF(drawing::textFont(12, true)).horizontalAdvance(m_title) + 10,
                 legendBegin = plot.right() - (m_legend || !m_overlay.empty() ? 270 : 0);
    if (titleEnd + width >= legendBegin && !m_legend) { // the first chart says the time
        text = value;
        width = metrics.horizontalAdvance(text) + 12;
    }
    const double beside = x + 8 + width < plot.right() ? x + 8 : x - 8 - width;
    const bool above = titleEnd + width < legendBegin;
    const QRectF box(above ? std::clamp(x - width / 2, titleEnd, legendBegin - width) : std::max(beside, plot.left()), above ? 2.0 : plot.top() + 5,
                     width, height);
    QColor ground = m_theme.surface;
    ground.setAlpha(235);
    painter.setPen(QPen(m_theme.border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(m_theme.text);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

std::vector<const ChartMark*> ChartPane::marksAt(double x) const {
    std::vector<const ChartMark*> found;
    for (const ChartMark& mark : m_marks) {
        const bool span = mark.kind == ChartMark::Kind::event || mark.kind == ChartMark::Kind::selectedEvent;
        const double from = xOf(mark.from), to = mark.to ? xOf(*mark.to) : span ? plotRect().right() : from;
        if (x >= from - 5 && x <= to + 5) found.push_back(&mark);
    }
    return found;
}

void ChartPane::wheelEvent(QWheelEvent* event) {
    const double x = event->position().x();
    if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y())) {
        Q_EMIT panWanted((event->angleDelta().x() + (event->modifiers().testFlag(Qt::ShiftModifier) ? event->angleDelta().y() : 0)) / 120.0 * 60);
        Q_EMIT panEnded();
    } else if (event->angleDelta().y() != 0)
        Q_EMIT zoomWanted(instantAt(std::clamp(x, plotRect().left(), plotRect().right())), std::pow(1.25, -event->angleDelta().y() / 120.0));
    event->accept();
}

void ChartPane::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        event->ignore();
        return;
    }
    if (parentWidget()) parentWidget()->setFocus(Qt::MouseFocusReason);
    m_pressedAt = m_lastAt = event->position();
    m_drag = event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::brush : Drag::pressed;
}

void ChartPane::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    const QRectF plot = plotRect();
    switch (m_drag) {
    case Drag::none: Q_EMIT hovered(at.x() >= plot.left() && at.x() <= plot.right() ? instantAt(at.x()) : Instant{}); return;
    case Drag::pressed:
        if ((at - m_pressedAt).manhattanLength() < QGuiApplication::styleHints()->startDragDistance()) return;
        m_drag = Drag::pan;
        setCursor(Qt::ClosedHandCursor);
        [[fallthrough]];
    case Drag::pan:
        Q_EMIT panWanted(at.x() - m_lastAt.x());
        m_lastAt = at;
        return;
    case Drag::brush: {
        const Instant a = instantAt(std::clamp(m_pressedAt.x(), plot.left(), plot.right())),
                      b = instantAt(std::clamp(at.x(), plot.left(), plot.right()));
        m_lastAt = at;
        Q_EMIT brushed({std::min(a, b), std::max(a, b)}, false);
        return;
    }
    }
}

void ChartPane::mouseReleaseEvent(QMouseEvent* event) {
    const Drag was = m_drag;
    m_drag = Drag::none;
    unsetCursor();
    const QRectF plot = plotRect();
    if (was == Drag::pressed && event->button() == Qt::LeftButton) {
        if (event->position().x() >= plot.left() && event->position().x() <= plot.right()) Q_EMIT clicked(instantAt(event->position().x()));
    } else if (was == Drag::pan)
        Q_EMIT panEnded();
    else if (was == Drag::brush && std::abs(m_lastAt.x() - m_pressedAt.x()) > 3) {
        const Instant a = instantAt(std::clamp(m_pressedAt.x(), plot.left(), plot.right())),
                      b = instantAt(std::clamp(m_lastAt.x(), plot.left(), plot.right()));
        Q_EMIT brushed({std::min(a, b), std::max(a, b)}, true);
    }
}

void ChartPane::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) Q_EMIT doubleClicked();
}

void ChartPane::contextMenuEvent(QContextMenuEvent* event) {
    Q_EMIT menuWanted(event->globalPos(), instantAt(event->pos().x()));
    event->accept();
}

bool ChartPane::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) Q_EMIT hovered({});
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QStringList lines;
        for (const ChartMark* mark : marksAt(help->pos().x()))
            if (!mark->text.isEmpty() && lines.size() < 8) lines += mark->text;
        if (lines.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), viewport());
        return true;
    }
    return QChartView::viewportEvent(event);
}

} // namespace ms::charts
