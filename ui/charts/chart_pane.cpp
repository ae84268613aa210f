#include "ui/charts/chart_pane.h"

#include "ui/charts/series_pools.h"
#include "ui/drawing/text.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::charts {
namespace {

double msOf(Instant t) { return static_cast<double>(t.ms); }

/// A range little larger than the values', with round ticks somewhere inside: a logger that moves by a metre must fill its chart, not a sixth of it.
/// Its ends are quarters of a step, so that they stand still while one pans. `leastRange`: how small a difference may fill the picture.
drawing::ValueScale tightScale(double low, double high, int most, double leastRange) {
    if (!std::isfinite(low) || !std::isfinite(high) || low > high) return {};
    double range = std::max(high - low, leastRange);
    if (!(range > 1e-12 * std::max(std::abs(low), std::abs(high)))) range = std::max(0.1 * std::abs(high), 1e-9);
    const double middle = (low + high) / 2;
    low = std::min(low, middle - range / 2) - 0.05 * range;
    high = std::max(high, middle + range / 2) + 0.05 * range;
    double power = std::pow(10.0, std::floor(std::log10(range / most)) - 1);
    for (int round = 0; round < 4; ++round, power *= 10)
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double step = digit * power, quarter = step / 4;
            const double from = std::floor(low / quarter + 1e-9) * quarter, to = std::ceil(high / quarter - 1e-9) * quarter;
            if (std::floor(to / step + 1e-9) - std::ceil(from / step - 1e-9) + 1 > most) continue;
            return {from, to, step, std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)))};
        }
    return {low, high, range, 3};
}

/// The points next to x, before and after, in one stretch; nullptr beyond its ends.
struct Neighbours {
    const QPointF* before = nullptr;
    const QPointF* after = nullptr;
};
Neighbours neighbours(const drawing::Polylines& lines, double x) {
    for (const drawing::Polyline& line : lines) {
        if (line.isEmpty() || x < line.first().x() || x > line.last().x()) continue;
        const auto after = std::lower_bound(line.begin(), line.end(), x, [](const QPointF& p, double v) { return p.x() < v; });
        if (after == line.end()) continue;
        return {after == line.begin() ? &*after : &*std::prev(after), &*after};
    }
    return {};
}

} // namespace

ChartPane::ChartPane(QWidget* parent)
    : QChartView(new QChart, parent), // the view takes the chart
      m_x(new QValueAxis(this)), m_y(new QValueAxis(this)) {
    QChart* c = chart();
    c->legend()->hide();
    c->setBackgroundVisible(false);
    c->setPlotAreaBackgroundVisible(false);
    c->setMargins({0, 0, 0, 0});
    c->layout()->setContentsMargins(0, 0, 0, 0);
    c->setBackgroundRoundness(0);
    c->setAnimationOptions(QChart::NoAnimation);
    c->setLocalizeNumbers(true);
    m_x->setLabelsVisible(false);
    m_x->setGridLineVisible(false);
    m_x->setLineVisible(false);
    m_y->setLineVisible(false);
    m_y->setLabelsVisible(false); // both are painted in drawBackground(): the axis of Qt Charts may keep the places of an earlier height
    m_y->setGridLineVisible(false);
    c->addAxis(m_x, Qt::AlignBottom);
    c->addAxis(m_y, Qt::AlignLeft);
    // In this order they are painted: band, what was expected, last week, what was measured.
    m_areas = std::make_unique<AreaPool>(*c, *m_x, *m_y);
    m_expectedLines = std::make_unique<LinePool>(*c, *m_x, *m_y);
    m_ghostLines = std::make_unique<LinePool>(*c, *m_x, *m_y);
    m_measuredLines = std::make_unique<LinePool>(*c, *m_x, *m_y);
    setFrameShape(QFrame::NoFrame);
    m_rest.setSingleShot(true);
    m_rest.setInterval(150);
    connect(&m_rest, &QTimer::timeout, this, [this] { setMoving(false); });
    connect(scene(), &QGraphicsScene::changed, this, &ChartPane::invalidate);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus); // the stack has the keys
    setMinimumHeight(leastHeight);
    restyle();
}

ChartPane::~ChartPane() = default;

void ChartPane::setTitle(const QString& title, Quantity quantity, const QString& name) {
    m_title = title;
    m_mainName = name;
    m_quantity = quantity;
    setAccessibleName(title);
    invalidate();
}

void ChartPane::setLegend(bool on) {
    if (on == m_legend) return;
    m_legend = on;
    invalidate();
}

void ChartPane::setStyle(const session::Theme& theme, const session::DisplayUnits& units, const LocalZone& zone, int colour) {
    m_theme = theme;
    m_units = units;
    m_zone = zone;
    m_colour = colour;
    restyle();
}

void ChartPane::restyle() {
    setBackgroundBrush(m_theme.surface);
    m_areas->setStyle(m_theme.band);
    setRenderHint(QPainter::Antialiasing, !m_moving);
    m_expectedLines->setPen(m_moving ? QPen(m_theme.bandEdge, 1) : QPen(m_theme.bandEdge, 1.2, Qt::DashLine));
    m_ghostLines->setPen(m_moving ? QPen(m_theme.ghost, 1) : QPen(m_theme.ghost, 1.1, Qt::DotLine));
    m_measuredLines->setPen(m_moving ? QPen(m_theme.seriesColour(m_colour), 1)
                                     : QPen(m_theme.seriesColour(m_colour), 1.6, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    for (std::size_t i = 0; i < m_overlayLines.size(); ++i) {
        const QColor colour = m_theme.seriesColour(m_colour + 1 + static_cast<int>(i));
        m_overlayLines[i]->setPen(m_moving ? QPen(colour, 1) : QPen(colour, 1.4, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    }
    invalidate();
}

void ChartPane::setMoving(bool moving) {
    if (moving == m_moving) return;
    m_moving = moving;
    restyle();
}

void ChartPane::invalidate() {
    if (m_paintingPicture) return;
    m_pictureValid = false;
    viewport()->update();
}

void ChartPane::setVisibleSpan(TimeSpan span) {
    if (span == m_span || span.from >= span.to) return;
    if (m_span.from < m_span.to && isVisible()) {
        setMoving(true);
        m_rest.start();
    }
    m_span = span;
    m_x->setRange(msOf(span.from), msOf(span.to));
    invalidate();
    rescale();
}

void ChartPane::setTicks(const std::vector<drawing::TimeTick>& ticks) {
    m_ticks = ticks;
    invalidate();
}

void ChartPane::setMarks(std::vector<ChartMark> marks) {
    if (marks == m_marks) return;
    m_marks = std::move(marks);
    invalidate();
}

void ChartPane::setBrushed(std::optional<TimeSpan> span) {
    if (span == m_brushed) return;
    m_brushed = span;
    viewport()->update();
}

void ChartPane::setCursorTime(Instant cursor, Instant hover) {
    if (cursor == m_cursor && hover == m_hover) return;
    m_cursor = cursor;
    m_hover = hover;
    viewport()->update();
}

void ChartPane::setMeasured(drawing::Polylines lines, Duration columns) {
    m_columns = columns;
    m_measured = std::move(lines);
    m_measuredLines->show(m_measured);
    invalidate();
    rescale();
}

void ChartPane::setGhost(drawing::Polylines lines) {
    m_ghost = std::move(lines);
    m_ghostLines->show(m_ghost);
    invalidate();
    rescale();
}

void ChartPane::setBand(drawing::BandLines band) {
    m_band = std::move(band);
    m_areas->show(m_band);
    m_expectedLines->show(m_band.expected);
    invalidate();
    rescale();
}

void ChartPane::setOverlay(const std::vector<OverlayLine>& lines) {
    m_overlay = lines;
    while (m_overlayLines.size() < lines.size()) m_overlayLines.push_back(std::make_unique<LinePool>(*chart(), *m_x, *m_y));
    for (std::size_t i = 0; i < m_overlayLines.size(); ++i) m_overlayLines[i]->show(i < lines.size() ? lines[i].lines : drawing::Polylines{});
    restyle();
    rescale();
}

void ChartPane::setFlagged(drawing::Polyline points) {
    if (points == m_flagged) return;
    m_flagged = std::move(points);
    viewport()->update();
}

void ChartPane::setWhatIf(std::vector<WhatIfLine> lines, const QString& without) {
    if (lines == m_whatIf && without == m_without) return;
    m_whatIf = std::move(lines);
    m_without = without;
    setMinimumHeight(leastHeight + (m_whatIf.empty() ? 0 : static_cast<int>(whatIfRow)));
    layOut();
    rescale();
    viewport()->update();
}

void ChartPane::setProblem(const QString& problem) {
    m_problem = problem;
    invalidate();
}

int ChartPane::pointCount() const {
    int count = m_areas->points() + m_expectedLines->points() + m_ghostLines->points() + m_measuredLines->points();
    for (const auto& pool : m_overlayLines) count += pool->points();
    return count;
}

void ChartPane::rescale() {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const drawing::Polylines* lines : {&m_measured, &m_band.low, &m_band.high}) {
        const auto [a, b] = drawing::rangeOf(*lines, m_span);
        low = std::min(low, a);
        high = std::max(high, b);
    }
    for (const WhatIfLine& whatIf : m_whatIf) {
        const auto [a, b] = drawing::rangeOf({whatIf.line}, m_span);
        low = std::min(low, a);
        high = std::max(high, b);
    }
    for (const OverlayLine& other : m_overlay) {
        const auto [a, b] = drawing::rangeOf(other.lines, m_span);
        low = std::min(low, a);
        high = std::max(high, b);
    }
    if (m_measured.empty()) { // the ghost alone does not stretch the axis while there is something measured
        const auto [a, b] = drawing::rangeOf(m_ghost, m_span);
        low = std::min(low, a);
        high = std::max(high, b);
    }
    const int most = std::clamp(static_cast<int>(plotRect().height() / 17), 2, 6);
    // Noise of a quiet logger shall not look like an event: at least 0.5 m or 0.5 l/s of height.
    const double least = std::abs(m_units.toDisplay(m_quantity, m_quantity == Quantity::flow || m_quantity == Quantity::demand ? 0.0005 : 0.5));
    const drawing::ValueScale next = tightScale(low, high, most, least);
    if (next != m_scale) {
        m_scale = next;
        m_y->setRange(next.low, next.high);
        invalidate();
    }
}

QRectF ChartPane::plotRect() const {
    const double top = topMargin + (m_whatIf.empty() ? 0 : whatIfRow); // its legend has a line of its own, off the data
    return {leftMargin, top, std::max(10.0, width() - leftMargin - rightMargin), std::max(10.0, height() - top - bottomMargin)};
}

void ChartPane::layOut() { chart()->setPlotArea(plotRect()); }

void ChartPane::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    layOut();
    invalidate();
    rescale();
}

double ChartPane::xOf(Instant t) const {
    const QRectF plot = plotRect();
    return m_span.from < m_span.to ? plot.left() + (msOf(t) - msOf(m_span.from)) / (msOf(m_span.to) - msOf(m_span.from)) * plot.width() : plot.left();
}

Instant ChartPane::instantAt(double x) const {
    const QRectF plot = plotRect();
    return {std::llround(msOf(m_span.from) + (x - plot.left()) / plot.width() * (msOf(m_span.to) - msOf(m_span.from)))};
}

QString ChartPane::readOut(Instant t) const {
    if (!t.valid()) return {};
    QString text;
    const auto number = [&](double shown) { return m_units.number(m_quantity, m_units.toSi(m_quantity, shown)); };
    if (const Neighbours n = neighbours(m_measured, msOf(t)); n.after) {
        // Between a column's least and greatest value the truth is a range; between two readings it is the nearer one.
        const bool column = m_columns.ms > 0 && n.after->x() - n.before->x() <= static_cast<double>(m_columns.ms) * 0.6;
        const double nearer = msOf(t) - n.before->x() < n.after->x() - msOf(t) ? n.before->y() : n.after->y();
        text = column && number(n.before->y()) != number(n.after->y())
                   ? tr("%1 to %2 %3")
                         .arg(number(std::min(n.before->y(), n.after->y())), number(std::max(n.before->y(), n.after->y())), m_units.unit(m_quantity))
                   : tr("%1 %2").arg(number(nearer), m_units.unit(m_quantity));
    }
    for (const OverlayLine& other : m_overlay)
        if (const Neighbours n = neighbours(other.lines, msOf(t)); n.after) {
            const double nearer = msOf(t) - n.before->x() < n.after->x() - msOf(t) ? n.before->y() : n.after->y();
            if (!text.isEmpty()) text += QStringLiteral(", ");
            text += QStringLiteral("%1 %2").arg(other.name, number(nearer));
        }
    // The band is a line between its points, which may lie an hour apart: in the morning that is half the day's range.
    const auto between = [&](const Neighbours& n) {
        const double wide = n.after->x() - n.before->x(), share = wide > 0 ? std::clamp((msOf(t) - n.before->x()) / wide, 0.0, 1.0) : 1.0;
        return n.before->y() + share * (n.after->y() - n.before->y());
    };
    if (const Neighbours low = neighbours(m_band.low, msOf(t)), high = neighbours(m_band.high, msOf(t)); low.after && high.after)
        text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + tr("expected %1 to %2").arg(number(between(low)), number(between(high)));
    return text;
}

} // namespace ms::charts
