#pragma once

#include "core/analysis/analysis.h"

#include <optional>

namespace ms::analysis {

/// A junction at which one more pressure logger, or one reading, would help to place an event.
struct NextLoggerPlace {
    std::string node; ///< id in the model; without one, of the end of a GIS pipe ("~12")
    std::optional<network::Point> position;
    double length_m = 0;        ///< expected length of the area after reading there
    double expectedShift_m = 0; ///< how much the burst is expected to move the head there
};

struct NextLoggerAdvice {
    double now_m = 0; ///< length of the area as it is
    double level = 0.9;
    std::vector<NextLoggerPlace> places; ///< best first
};

/// For an event with an area: the best `most` places, from the event's probabilities and the model at the zone's mean inflow (or its surrogate of
/// GIS pipes). Junctions thinned to `tried`; progress is in these. Of the readings only those of flow meters are looked at: their last fortnight.
/// notFound when there is neither model nor GIS pipes, or the event has no area in its zone.
[[nodiscard]] Result<NextLoggerAdvice> nextLoggerFor(const Data& data, const detection::Event& event, Sink& sink, std::stop_token stop = {},
                                                     std::size_t most = 10, std::size_t tried = 300);

} // namespace ms::analysis
