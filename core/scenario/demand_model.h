#pragma once

#include "core/network/network.h"
#include "core/scenario/random.h"
#include "core/scenario/spec.h"

#include <Eigen/Core>

#include <vector>

namespace ms::scenario {

/// What people draw from every junction, step by step: base x pattern (by local time and day of the week) x season x noise. Patterns of a week begin
/// on Monday; holidays live as Sundays; shorter patterns repeat from local midnight; between two factors the way is straight. The noise is that of
/// DemandNoise. Advances by one step a call: a workspace, one a thread.
class DemandModel {
public:
    /// `purpose` names the stream of random numbers, so that two parts of a scenario get different noise on the same people.
    DemandModel(const network::Network& network, const Spec& spec, std::string_view purpose);

    /// Demands of all nodes in m3/s (zero for reservoirs and tanks) over the step that begins at `t`; one entry a node.
    const Eigen::VectorXd& advance(Instant t);
    /// Without any noise, season included.
    [[nodiscard]] Eigen::VectorXd expected(Instant t) const;

private:
    [[nodiscard]] double factorOf(int pattern, Instant t) const;
    [[nodiscard]] double seasonAt(Instant t) const;

    const network::Network& m_network;
    Duration m_patternStep;
    const Spec& m_spec;
    Random m_random;
    struct Share {
        Eigen::Index node;
        double base_m3s;
    };
    std::vector<std::vector<Share>> m_shares; ///< by pattern; the last one is "no pattern"
    std::vector<Wander> m_classes;
    Wander m_common;
    std::vector<Eigen::Index> m_people; ///< nodes with demand
    std::vector<double> m_nodeWander;
    double m_nodeKeep, m_nodeKick;
    Eigen::VectorXd m_demands_m3s;
};

} // namespace ms::scenario
