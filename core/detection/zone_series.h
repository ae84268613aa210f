#pragma once

#include "core/detection/balance.h"
#include "core/detection/meter.h"
#include "core/network/network.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace ms::detection {

/// A zone's balance on a regular grid, with what is known to drive it.
struct ZoneSeries {
    Instant start;
    Duration step{3'600'000};
    Duration latency{0};        ///< value i is known at start + (i+1) * step + latency
    Eigen::Index known = 0;     ///< steps that have come; later ones are room for what is to come (addRoom), unknown until then
    Eigen::Index first = 0;     ///< the step that inflow and frozen begin with; others than 0 where old ones were let go of (forgetBefore)
    Eigen::VectorXd inflow_m3s; ///< what stays in the zone: meters - storage - metered demands; NaN where a meter is missing
    Eigen::MatrixXd
        drivers_m3s; ///< n x k: unmetered demand of each class, as the customer meters and the model's base demands have it; NaN = unknown
    std::vector<std::string> classes;             ///< k names
    Eigen::Array<bool, Eigen::Dynamic, 1> frozen; ///< some flow meter of the balance repeats one value through this step
    bool scaled = false;                          ///< drivers are in absolute terms (coefficients near 1); false: only their shape means something

    [[nodiscard]] Eigen::Index size() const { return first + inflow_m3s.size(); }
    [[nodiscard]] double inflow(Eigen::Index i) const { return inflow_m3s[i - first]; }
    [[nodiscard]] bool stands(Eigen::Index i) const { return frozen.size() > i - first && frozen[i - first]; } ///< a meter does
    [[nodiscard]] Instant at(Eigen::Index i) const { return start + step * i; }
    [[nodiscard]] Instant knownAt(Eigen::Index i) const { return at(i + 1) + latency; }
};

/// The grid step that suits a zone's meters: a quarter of an hour, an hour where customers or tanks are metered, or what divides a day and is no
/// shorter than the slowest flow meter's own.
[[nodiscard]] Duration suitableStep(const Balance& balance, const std::vector<Meter>& meters);

/// The time that any of the balance's flow meters covers, cut to whole steps.
[[nodiscard]] TimeSpan coverage(const Balance& balance, const std::vector<Meter>& meters, Duration step);

/// Puts a balance on a grid. Storage uses the mean level within a quarter of a step around each edge (so `latency` is that much).
///
/// Drivers: at each instant the customer meters' readings m are explained by class factors, m_i = sum_c base_ic P_c(t), by weighted least squares
/// (standard deviation in proportion to the meter's mean, two Huber steps); driver c = P_c(t) * unmetered base demand of class c in the zone.
/// Without a network the one driver is the robust mean of the meters, each over its own mean.
[[nodiscard]] ZoneSeries assemble(const Balance& balance, const network::Network* network, const std::vector<Meter>& meters, TimeSpan span,
                                  Duration step);

/// The steps of [from, until) that belong to a day and more in which a meter repeats one value: of a zone's only meter they teach nothing (zeros
/// before it was there).
[[nodiscard]] std::vector<Eigen::Index> standingDays(const ZoneSeries& series, Eigen::Index from, Eigen::Index until, Eigen::Index stepsPerDay);

/// Makes room behind the last step for steps to come.
void addRoom(ZoneSeries& series, Eigen::Index steps);

/// Lets go of the steps before `step`. No drivers.
void forgetBefore(ZoneSeries& series, Eigen::Index step);

/// Puts `next`, which begins where the known steps end, into the room. There must be enough, and no drivers.
void putNext(ZoneSeries& series, const ZoneSeries& next);

} // namespace ms::detection
