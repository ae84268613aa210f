#pragma once

#include "ui/drawing/label_layout.h"
#include "ui/drawing/map_furniture.h"
#include "ui/drawing/map_overlay.h"
#include "ui/map/backdrop.h"
#include "ui/map/map_tiles.h"
#include "ui/map/map_view.h"

#include <QPointF>
#include <QRectF>
#include <QVariantAnimation>

namespace ms::map {

class MapBinding;

enum class Drag { none, pressed, pan, rubberBand };

/// What map_view.cpp (showing) and map_input.cpp (mouse and keys) share.
struct MapView::Private {
    explicit Private(MapView* view);

    MapView* view;
    MapBinding* binding = nullptr; ///< a child of the view; null without a session
    std::shared_ptr<const drawing::MapContent> content;
    QString crs, emptyText;
    std::optional<detection::Event> event;
    drawing::MapOverlay overlay;
    session::Theme theme = session::lightTheme();
    session::DisplayUnits units;
    double metresPerUnit = 0;

    drawing::MapFrame frame;
    Qt::Corner legendCorner = Qt::BottomLeftCorner;           ///< chosen when the map is fitted, so that it does not jump while one pans
    [[nodiscard]] drawing::LegendDetail legendDetail() const; ///< brief on a map that has little room
    enum class Held {
        nothing,
        all,
        box
    } held = Held::nothing; ///< what the view was set to show and shows until the user moves it: also when resized
    drawing::Box heldBox;
    bool clearOfLegend = false;                    ///< the legend may not lie over `heldBox`
    bool fitted = false;                           ///< the frame has been set for this content
    std::set<std::uint32_t> pipes, nodes, sensors; ///< selected
    MapHit hover;
    Drag drag = Drag::none;
    QPointF pressedAt, lastAt;
    QRectF rubberBand;

    std::shared_ptr<const drawing::PipeColours> colours;
    std::optional<std::vector<MapResidual>> residuals;
    QString residualCaption;
    std::vector<MapHypothesis> hypotheses;
    std::vector<MapLoggerPlace> loggerPlaces;
    bool measuring = false;
    std::vector<drawing::Point> measure; ///< corners
    drawing::Point measureEnd;           ///< under the mouse
    bool measureOpen = false;            ///< the last leg follows the mouse

    MapTiles tiles;
    Backdrop backdrop;
    QVariantAnimation flight;
    drawing::MapFrame flightFrom, flightTo;

    void setFrame(const drawing::MapFrame& next);
    void flyTo(const drawing::Box& box, bool clear);
    [[nodiscard]] drawing::MapFrame frameOf(const drawing::Box& box) const; ///< that shows it, not closer than makes sense
    void hold();                                                            ///< after a change of size
    void placeLegend(const drawing::MapFrame& goal);
    void startFlight(const drawing::MapFrame& goal);
    void stepFlight(double t);
    void paint(QPainter& painter, const QRectF& picture);
    void paintEmpty(QPainter& painter, const QRectF& picture) const;
    void paintSelection(QPainter& painter, const QRectF& picture) const;
    // map_extras.cpp: residuals, hypotheses, the measuring line
    [[nodiscard]] drawing::MapOverlay shownOverlay() const;                ///< the event's, with the residuals at the cursor in place of its shifts
    QRectF paintResiduals(QPainter& painter, const QRectF& picture) const; ///< what the caption takes
    void paintHypotheses(QPainter& painter, drawing::LabelLayout& labels) const;
    void paintLoggerPlaces(QPainter& painter, drawing::LabelLayout& labels) const;
    void paintCredit(QPainter& painter, const QRectF& bar) const;
    void paintMeasure(QPainter& painter, drawing::LabelLayout& labels) const;
    bool measurePress(QPointF at);
    void measureMove(QPointF at);
    bool measureKey(int key);
    [[nodiscard]] QString lengthOf(double units) const;
    [[nodiscard]] QString measureText() const;
    void updateSummary();
    void select(const MapHit& hit, bool add);
    void selectIn(const QRectF& rect, bool add);
    void setHover(const MapHit& hit);
    [[nodiscard]] QString toolTip(const MapHit& hit) const;
    [[nodiscard]] drawing::Box selectionBox() const;
    [[nodiscard]] double probabilityOf(std::uint32_t pipe) const; ///< -1 = the event says nothing about it
};

} // namespace ms::map
