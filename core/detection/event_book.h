#pragma once

#include "core/detection/event_fit.h"
#include "core/detection/zone_tracker.h"

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace ms::detection {

/// What the tracker knows of one event while it works; `out` is what it hands over in the end.
struct BookedEvent {
    TrackedEvent out;
    EventKind kind = EventKind::burst;
    Fit fit; ///< negative size: a drop (a meter, a user gone)
    Eigen::Index detected = 0;
    double earliest = 0;        ///< no onset before it is believed
    Eigen::Index end = -1;      ///< first step without it; -1 = open
    Eigen::Index notBefore = 0; ///< an end before it has been taken back: what was missing came again
    Eigen::Index lastFit = 0;
    Eigen::Index nextState = 0; ///< when the next regular state is due
    OnsetPosterior onset;
    double logRatioAtStart = 0;
    bool settled = false; ///< no longer refitted
    bool withdrawn = false;
    bool frozenMeter = false; ///< a meter stands still: no flow of its own, its steps are left out

    [[nodiscard]] bool open() const { return end < 0 && !withdrawn; }
    [[nodiscard]] bool alive() const { return !withdrawn; }
    /// Its flow at step i per the fit, m3/s.
    [[nodiscard]] double flow(Eigen::Index i, double demandShape) const {
        if (withdrawn || (end >= 0 && i >= end)) return 0;
        return fit.size_m3s * fit.shape.at(static_cast<double>(i)) * (fit.shape.proportional ? demandShape : 1.0);
    }
};

} // namespace ms::detection
