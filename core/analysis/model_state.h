#pragma once

#include "core/analysis/model_frame.h"
#include "core/hydraulics/conditions.h"

#include <Eigen/Core>

#include <vector>

namespace ms::analysis {

/// What drives the model through time, on a regular grid: one column an instant. Rows: demand factor of each class, scale of each balance's
/// unmetered demand (1 where it is not scaled), head of each metered tank (m), flow of each metered pump (m3/s). NaN where not known.
struct Drive {
    Instant start;
    Duration step{3'600'000};
    Eigen::MatrixXd values;    ///< [classes + zones + tanks + pumps x instants]
    Eigen::MatrixXd customers; ///< [customer meters x instants] m3/s

    [[nodiscard]] Eigen::Index size() const { return values.cols(); }
};

/// Puts the meters of `span` on an hourly grid. Class factors are those that the customer meters show, else the pattern's own (patterns of a week
/// begin on Monday, others at midnight); scales make the model's inflow the measured one. Unknown values are carried on from the last known.
[[nodiscard]] Drive makeDrive(const ModelFrame& frame, const Data& data, TimeSpan span);

/// Rows of Drive::values.
[[nodiscard]] Eigen::Index zoneRow(const ModelFrame& frame, std::size_t balance);
[[nodiscard]] Eigen::Index driveRows(const ModelFrame& frame);

/// The demands of all nodes at one column of a drive; `customers` may be empty (then customers take what their class takes).
[[nodiscard]] std::vector<double> demandsOf(const ModelFrame& frame, const Eigen::Ref<const Eigen::VectorXd>& drive,
                                            const Eigen::Ref<const Eigen::VectorXd>& customers);

/// The conditions of a solve: demands, tank heads, pump flows. `into` is reused (nothing is allocated after the first time).
void fillConditions(const ModelFrame& frame, const network::Network& network, const Eigen::Ref<const Eigen::VectorXd>& drive,
                    const Eigen::Ref<const Eigen::VectorXd>& customers, hydraulics::Conditions& into);

/// [nodes] the nodes' share in the unmetered demand of a balance; all zero when its demand is not scaled.
[[nodiscard]] Eigen::VectorXd scaledShare(const ModelFrame& frame, const ModelFrame::Zone& zone, const std::vector<double>& demands_m3s);

} // namespace ms::analysis
