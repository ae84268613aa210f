#pragma once

#include "core/base/error.h"
#include "core/detection/event.h"
#include "ui/drawing/map_content.h"
#include "ui/drawing/map_frame.h"
#include "ui/drawing/map_overlay.h"
#include "ui/drawing/pipe_colours.h"
#include "ui/map/backdrop.h"
#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QPoint>
#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <set>

namespace ms::session {
class Session;
}

namespace ms::map {

/// What lies under a point of the map; all empty = nothing.
struct MapHit {
    std::optional<std::uint32_t> pipe, node, sensor; ///< indices in the content; a sensor wins over a node, a node over a pipe
    drawing::Point at;                               ///< map coordinates
    [[nodiscard]] bool empty() const { return !pipe && !node && !sensor; }
};

/// A supposed burst on the map.
struct MapHypothesis {
    drawing::Point at;
    QString label;
    bool pinned = false;
    bool operator==(const MapHypothesis&) const = default;
};

/// A place for one more logger.
struct MapLoggerPlace {
    drawing::Point at;
    int rank = 1;
    QString gain; ///< by how much the area is expected to shrink: "68 %"
    bool operator==(const MapLoggerPlace&) const = default;
};

/// What a sensor reads at the time cursor less than was expected.
struct MapResidual {
    std::uint32_t sensor = 0;
    double value_si = 0, sigma_si = 0; ///< usual spread; 0 = not known
    Quantity quantity = Quantity::pressure;
    bool operator==(const MapResidual&) const = default;
};

/// The map: pipes, nodes, sensors, the area of interest of the selected event. A plain widget that paints itself: networks with few pipes in
/// view are drawn directly, large ones from tiles that other threads paint, so that a frame never waits for 100,000 pipes.
///
/// Wheel zooms at the cursor, dragging pans, a click selects, Ctrl+click adds, Shift+drag selects pipes and sensors by a rectangle,
/// double click zooms in. Keys: arrows pan, + - zoom, 0 fits, F flies to the event. With a session it shows and changes the shared
/// selection, theme and units by itself; without one (null) it is driven by the setters, as tests do. GUI thread only.
class MapView final : public QWidget {
    Q_OBJECT
public:
    explicit MapView(session::Session* session, QWidget* parent = nullptr);
    ~MapView() override;

    /// Null or empty content shows a message. `crs` is what the status bar and the view say: "EPSG:27700", or empty.
    void setContent(std::shared_ptr<const drawing::MapContent> content, const QString& crs = {});
    [[nodiscard]] const std::shared_ptr<const drawing::MapContent>& content() const;
    /// The event whose area, probabilities and residuals are shown; null = none. Does not move the view.
    void setEvent(const detection::Event* event);
    [[nodiscard]] const drawing::MapOverlay& overlay() const;
    void setTheme(const session::Theme& theme);
    void setUnits(const session::DisplayUnits& units);
    /// What the pipes' colour says, instead of the event's probability; null = that.
    void setPipeColours(std::shared_ptr<const drawing::PipeColours> colours);
    [[nodiscard]] const std::shared_ptr<const drawing::PipeColours>& pipeColours() const;
    /// Shown beside the sensors instead of the event's shifts; nullopt = those. `caption`: for which time, shown above the map.
    void setResiduals(std::optional<std::vector<MapResidual>> residuals, const QString& caption = {});
    void setHypotheses(std::vector<MapHypothesis> hypotheses);
    void setLoggerPlaces(std::vector<MapLoggerPlace> places);
    [[nodiscard]] const std::vector<MapLoggerPlace>& loggerPlaces() const;
    /// While measuring, clicks set the corners of a line whose length is shown; Backspace takes the last back, Escape ends it.
    void setMeasuring(bool on);
    [[nodiscard]] bool measuring() const;
    [[nodiscard]] double measured_m() const; ///< along the line, to its last corner; in map units where the scale is not known
    /// What lies behind the pipes; off where it cannot be read (problem() says why). Slow sources never hold the map up.
    void setBackdrop(const BackdropChoice& choice);
    [[nodiscard]] const BackdropChoice& backdrop() const;
    [[nodiscard]] int backdropPending() const; ///< squares of it that are being read; for tests
    /// Shown in the middle while there is nothing to draw; replaces the standard text.
    void setEmptyText(const QString& text);

    /// What the pipes' colour says; needs a session.
    void setColouring(drawing::PipeColouring colouring);
    [[nodiscard]] drawing::PipeColouring colouring() const;
    [[nodiscard]] const drawing::MapFrame& frame() const; ///< map to widget coordinates
    void setFrame(const drawing::MapFrame& frame);
    [[nodiscard]] drawing::Box visibleBox() const;  ///< map coordinates of what is seen; for the view history
    [[nodiscard]] MapHit hitTest(QPointF at) const; ///< widget coordinates, reach 6 pixels
    void setSelectedPipes(std::set<std::uint32_t> pipes);
    void setSelectedNodes(std::set<std::uint32_t> nodes);
    void setSelectedSensors(std::set<std::uint32_t> sensors);
    [[nodiscard]] const std::set<std::uint32_t>& selectedPipes() const;
    [[nodiscard]] const std::set<std::uint32_t>& selectedNodes() const;
    [[nodiscard]] const std::set<std::uint32_t>& selectedSensors() const;

    [[nodiscard]] QString spokenSummary() const; ///< also the accessible description: what the map shows, in two or three sentences
    /// Waits until every tile of this view is painted; for screenshots, prints and tests. Returns false after `timeout_ms`.
    bool finishTiles(int timeout_ms = 5000);
    /// Ends a running flight at its goal; for tests and screenshots.
    void finishFlight();

public Q_SLOTS:
    void fit(); ///< shows everything
    void zoomIn();
    void zoomOut();
    void zoomAt(QPointF widgetPoint, double factor); ///< > 1 zooms in; the point stays where it is
    void flyTo(const ms::drawing::Box& box);         ///< 0.35 s; at once where the desktop wants no animation
    void flyToEvent();                               ///< to the area, or the zone's sensors where there is no area
    void flyToSelection();

Q_SIGNALS:
    void coordinatesHovered(double x, double y); ///< map coordinates under the mouse
    void coordinatesLeft();
    void viewChanged(); ///< after a pan, zoom or flight has ended
    void measuringChanged(bool on);
    void measuredChanged(const QString& text); ///< "312 m in 3 parts"; empty when there is no line
    void selectionEdited();                    ///< by the user, not by a setter
    void contextMenuWanted(const QPoint& globalPos, const ms::map::MapHit& hit);
    void problem(const ms::Error& error);
    void pipeActivated(const QString& id); ///< double-clicked

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::map
