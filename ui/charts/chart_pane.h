#pragma once

#include "core/analysis/analysis.h"
#include "core/base/time.h"
#include "core/base/units.h"
#include "ui/drawing/chart_lines.h"
#include "ui/drawing/ticks.h"
#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QChartView>
#include <QPixmap>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QValueAxis;

namespace ms::charts {

class AreaPool;
class LinePool;

/// A vertical mark or a shaded span in every chart.
struct ChartMark {
    enum class Kind { selectedEvent, event, repair, note } kind = Kind::event;
    Instant from;
    std::optional<Instant> to; ///< none = goes on
    QString text;              ///< tool tip
    bool operator==(const ChartMark&) const = default;
};

/// What a supposed burst would make of a chart: dashed, over what was measured. Drawn by the pane itself, so that a slider can be dragged without
/// Qt Charts going through its series again.
struct WhatIfLine {
    drawing::Polyline line; ///< display units
    QString name;           ///< "what if", or a pin's number
    QString misfit;         ///< "0.12 m", empty where nothing was measured
    bool pinned = false;
    bool operator==(const WhatIfLine&) const = default;
};

/// Another sensor's line in the same chart.
struct OverlayLine {
    QString name;
    drawing::Polylines lines; ///< display units
};

/// One chart: Qt Charts' lines and areas for the data, own painting for grid, spans, marks, cursor and read-out. Knows no session; ChartStack feeds
/// it and hears its signals. GUI thread only.
class ChartPane final : public QChartView {
    Q_OBJECT
public:
    explicit ChartPane(QWidget* parent = nullptr);
    ~ChartPane() override;

    static constexpr int leastHeight = 84;
    static constexpr double leftMargin = 62, rightMargin = 14, topMargin = 24, bottomMargin = 9, whatIfRow = 17;

    /// `name`: of the measured line, where others are laid over it.
    void setTitle(const QString& title, Quantity quantity, const QString& name = {});
    [[nodiscard]] QString title() const { return m_title; }
    void setStyle(const session::Theme& theme, const session::DisplayUnits& units, const LocalZone& zone, int colour);
    void setLegend(bool on);            ///< which line is what: in the first chart of a stack, so that the others have room for the read-out
    void setVisibleSpan(TimeSpan span); ///< moves the axis at once; new data follow when they have been read
    void setTicks(const std::vector<drawing::TimeTick>& ticks);
    void setMarks(std::vector<ChartMark> marks);
    void setBrushed(std::optional<TimeSpan> span);
    /// The time of the line and the read-out; invalid = none. `hover`: under the mouse, drawn thinner than the shared cursor.
    void setCursorTime(Instant cursor, Instant hover);

    /// Display units; so are all below. `columns`: width of the columns whose least and greatest values these are; 0 = they are readings.
    void setMeasured(drawing::Polylines lines, Duration columns = {0});
    void setGhost(drawing::Polylines lines);
    void setBand(drawing::BandLines band);
    void setOverlay(const std::vector<OverlayLine>& lines); ///< colours follow the order
    void setFlagged(drawing::Polyline points);              ///< readings that the line leaves out: a cross each
    /// The one that is being dragged first, then the pins. `without`: the misfit when nothing had burst.
    void setWhatIf(std::vector<WhatIfLine> lines, const QString& without);
    void setProblem(const QString& problem); ///< shown instead of data; empty = none

    [[nodiscard]] int pointCount() const;
    [[nodiscard]] const std::vector<OverlayLine>& overlay() const { return m_overlay; }
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] double xOf(Instant t) const;
    [[nodiscard]] Instant instantAt(double x) const;
    /// "8.3 l/s, expected 4.1 to 5.0 l/s" at an instant; empty where nothing was read.
    [[nodiscard]] QString readOut(Instant t) const;
    [[nodiscard]] Quantity quantity() const { return m_quantity; }
    [[nodiscard]] const drawing::ValueScale& scale() const { return m_scale; }

Q_SIGNALS:
    void zoomWanted(ms::Instant at, double factor);
    void panWanted(double pixels);
    void panEnded();
    void clicked(ms::Instant at);
    void doubleClicked();
    void hovered(ms::Instant at); ///< invalid: the mouse has left
    void brushed(ms::TimeSpan span, bool done);
    void menuWanted(const QPoint& globalPos, ms::Instant at);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void layOut();
    void rescale();
    void restyle();
    void setMoving(bool moving);
    void invalidate();                       ///< the picture at rest is out of date
    void paintOver(QPainter& painter) const; ///< brushed span, cursor, read-out: what changes without the data
    void drawMarks(QPainter& painter, const QRectF& plot) const;
    void drawCursor(QPainter& painter, const QRectF& plot, Instant at, bool shared) const;
    void drawWhatIf(QPainter& painter, const QRectF& plot) const;
    [[nodiscard]] std::vector<const ChartMark*> marksAt(double x) const;

    QString m_title, m_mainName, m_problem;
    Quantity m_quantity = Quantity::pressure;
    session::Theme m_theme = session::lightTheme();
    session::DisplayUnits m_units;
    LocalZone m_zone;
    int m_colour = 0;
    bool m_legend = true;
    TimeSpan m_span;
    Instant m_cursor, m_hover;
    std::optional<TimeSpan> m_brushed;
    std::vector<drawing::TimeTick> m_ticks;
    std::vector<ChartMark> m_marks;
    drawing::Polylines m_measured, m_ghost;
    drawing::BandLines m_band;
    std::vector<WhatIfLine> m_whatIf;
    std::vector<OverlayLine> m_overlay;
    drawing::Polyline m_flagged;
    QString m_without;
    drawing::ValueScale m_scale;
    Duration m_columns{0};
    QValueAxis* m_x;
    QValueAxis* m_y;
    std::unique_ptr<AreaPool> m_areas;
    std::unique_ptr<LinePool> m_ghostLines, m_expectedLines, m_measuredLines;
    std::vector<std::unique_ptr<LinePool>> m_overlayLines; ///< made as needed, kept

    bool m_moving = false, m_pictureValid = false, m_paintingPicture = false;
    QPixmap m_picture;
    QTimer m_rest;

    enum class Drag { none, pressed, pan, brush } m_drag = Drag::none;
    QPointF m_pressedAt, m_lastAt;
};

} // namespace ms::charts
