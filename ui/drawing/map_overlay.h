#pragma once

#include "core/detection/event.h"
#include "ui/drawing/map_content.h"
#include "ui/session/display_units.h"

#include <QColor>
#include <QString>

#include <vector>

namespace ms::drawing {

/// What an event puts on the map. A value made once an event changes; indices are those of the content it was made for.
struct MapOverlay {
    struct PipeValue {
        std::uint32_t pipe = 0;
        double probability = 0;
    };
    struct SensorValue {
        std::uint32_t sensor = 0;
        double shift_si = 0, z = 0;
        Quantity quantity = Quantity::pressure;
        bool significant = false; ///< |z| >= 3
    };
    std::int64_t event = 0;                  ///< 0 = none
    std::vector<PipeValue> pipes;            ///< of the area, least probable first, so that the likeliest is drawn on top
    std::vector<SensorValue> sensors;        ///< of the evidence, those with a place
    std::vector<std::vector<Point>> outline; ///< closed rings around the area's pipes; empty for a whole zone
    Box areaBounds;                          ///< of the area's pipes; empty without any
    double level = 0, length_m = 0;
    bool wholeZone = false;
    std::string zone;
    std::size_t pipesNotOnMap = 0;
};

/// `event` may be null.
[[nodiscard]] MapOverlay buildOverlay(const MapContent& content, const detection::Event* event);

/// "Area of interest 90 %: 1.9 km to walk", or what stands for it when there is no area. Empty without an event.
[[nodiscard]] QString areaLabel(const MapOverlay& overlay);

/// Classes of probability with round bounds (1-2-5) over what an event has: each with a colour of viridis and a width, so that the likelier
/// pipe is both stronger in lightness and thicker and survives greyscale.
class ProbabilityScale {
public:
    /// `highIsDark` for light backgrounds and paper.
    ProbabilityScale(const MapOverlay& overlay, bool highIsDark);
    [[nodiscard]] int classes() const { return static_cast<int>(m_lower.size()); } ///< 0 without pipes
    [[nodiscard]] int classOf(double probability) const;
    [[nodiscard]] QColor colour(int cls) const;
    [[nodiscard]] double width(int cls) const; ///< logical pixels
    [[nodiscard]] double lowerBound(int cls) const { return m_lower[static_cast<std::size_t>(cls)]; }
    [[nodiscard]] QString label(int cls) const; ///< lower bound, "2 %"

private:
    std::vector<double> m_lower;
    bool m_highIsDark;
};

/// Rings at `distance` (map units) around polylines, gaps narrower than three times that closed: a distance field on a grid of at most `cells`
/// cells a side, contoured by marching squares (Lorensen and Cline 1987, in the plane), corners cut twice (Chaikin 1974). Inner rings (holes)
/// are left out.
[[nodiscard]] std::vector<std::vector<Point>> outlineAround(const std::vector<std::vector<Point>>& lines, double distance, int cells = 160);

} // namespace ms::drawing
